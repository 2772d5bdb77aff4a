"""What screens, commands and exports ask of a project: answered from indexes, in pages where there may be many."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from annotator.domain.ids import CoderId, StatementId, TranscriptId
from annotator.domain.interchange import metadata_from_dict
from annotator.domain.label import Coder, Label, Review, Verdict
from annotator.domain.rows import StatementKey, StatementRow, TranscriptRow
from annotator.domain.transcript import Mention, MentionKind, PassageKind, Speaker

PAGE = 400
"""Keys in one question, well under SQLite's limit on variables."""


ENTITY = "coalesce(e.root, m.entity)"
"""A mention's entity after all merging; needs ``MERGED``."""
ISO = (
    "CASE WHEN m.kind <> 'COUNTRY' THEN m.iso WHEN e.root <> e.id THEN e.root_iso ELSE coalesce(e.root_iso, m.iso) END"
)
MERGED = "LEFT JOIN entity AS e ON e.id = m.entity"
SPEAKER = (
    "w.name, w.role, coalesce((SELECT e.root FROM entity AS e WHERE e.id = w.affiliation), w.affiliation), w.capacity"
)
"""A voice, its affiliation after all merging."""


def coders(connection: Connection) -> tuple[Coder, ...]:
    """Give everybody who codes here, by name."""
    rows = connection.exec_driver_sql("SELECT uid, name, example FROM coder ORDER BY name COLLATE NOCASE, uid")
    return tuple(Coder(CoderId(uid), name, bool(example)) for uid, name, example in rows)


def transcripts(connection: Connection) -> tuple[TranscriptRow, ...]:
    """Give the transcripts in the order in which they are listed."""
    rows = connection.exec_driver_sql(
        "SELECT t.uid, t.title, t.file_name, t.metadata, t.importer, t.n_statements, t.n_codable, t.n_mentions, "
        "EXISTS (SELECT 1 FROM version AS v WHERE v.newer = t.uid OR v.older = t.uid) "
        "FROM transcript AS t ORDER BY t.sort_key, t.uid"
    )
    return tuple(
        TranscriptRow(
            TranscriptId(uid),
            title,
            name,
            metadata_from_dict(json.loads(metadata)),
            importer,
            n_statements,
            n_codable,
            n_mentions,
            bool(newer),
        )
        for uid, title, name, metadata, importer, n_statements, n_codable, n_mentions, newer in rows
    )


def progress(connection: Connection, coder: CoderId) -> dict[TranscriptId, int]:
    """Give, by transcript, how many codable statements the coder has completely labelled."""
    rows = connection.exec_driver_sql(
        "SELECT t.uid, coalesce(p.complete, 0) FROM transcript AS t "
        "LEFT JOIN progress AS p ON p.transcript_id = t.id AND p.coder = ?",
        (coder,),
    )
    return {TranscriptId(uid): complete for uid, complete in rows}


def counts(connection: Connection) -> tuple[int, int, int, int]:
    """Give the numbers of transcripts, statements, codable statements and mentions."""
    row = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(n_statements), 0), coalesce(sum(n_codable), 0), coalesce(sum(n_mentions), 0) "
        "FROM transcript"
    ).one()
    return int(row[0]), int(row[1]), int(row[2]), int(row[3])


def label_counts(connection: Connection) -> dict[CoderId, tuple[int, int]]:
    """Give, by coder, the number of labels and of completely labelled codable statements."""
    rows = connection.exec_driver_sql(
        "SELECT coder, coalesce(sum(labels), 0), coalesce(sum(complete), 0) FROM progress GROUP BY coder"
    )
    return {CoderId(coder): (labels, complete) for coder, labels, complete in rows}


def mentions(connection: Connection, transcript: TranscriptId) -> tuple[Mention, ...]:
    """Give a transcript's mentions in order of appearance."""
    rows = connection.exec_driver_sql(
        f"SELECT m.start_cp, m.end_cp, m.kind, {ENTITY}, {ISO} FROM mention AS m JOIN transcript AS t "
        f"ON t.id = m.transcript_id {MERGED} WHERE t.uid = ? ORDER BY m.start_cp, m.end_cp",
        (transcript,),
    )
    return tuple(Mention(start, end, MentionKind(kind), entity, iso) for start, end, kind, entity, iso in rows)


def key_of(connection: Connection, statement: str) -> StatementKey | None:
    """Give the key of a statement, or None."""
    number = connection.exec_driver_sql("SELECT id FROM statement WHERE uid = ?", (statement,)).scalar()
    return None if number is None else StatementKey(int(number))


def nearest_statement(connection: Connection, statement: str) -> str | None:
    """Give the identifier that begins most like this one, for a hint; None where there are no statements."""
    row = connection.exec_driver_sql(
        "SELECT uid FROM (SELECT max(uid) AS uid FROM statement WHERE uid <= ?1 "
        "UNION ALL SELECT min(uid) FROM statement WHERE uid > ?1) WHERE uid IS NOT NULL",
        (statement,),
    ).fetchall()

    def alike(uid: str) -> int:
        return next((i for i, (a, b) in enumerate(zip(uid, statement, strict=False)) if a != b), len(uid))

    return max((uid for (uid,) in row), key=alike, default=None)


def rows(connection: Connection, keys: Sequence[StatementKey]) -> list[StatementRow]:
    """Give the statements with these keys, in this order, with everything that is shown beside them."""
    found: dict[int, StatementRow] = {}
    for start in range(0, len(keys), PAGE):
        found.update(_page(connection, keys[start : start + PAGE]))
    return [found[key] for key in keys if key in found]


def _page(connection: Connection, keys: Sequence[StatementKey]) -> dict[int, StatementRow]:
    wanted = f"({','.join('?' * len(keys))})"
    voices = _voices(connection, wanted, keys)
    labels, digests = _labels(connection, wanted, keys)
    reviews = _reviews(connection, wanted, keys, digests)
    named = _mentions(connection, wanted, keys)
    statements = connection.exec_driver_sql(
        "SELECT s.id, s.uid, t.uid, s.passage, s.start_cp, s.end_cp, s.text, p.kind, p.section, p.language, s.codable, "
        "s.retired "
        "FROM statement AS s JOIN transcript AS t ON t.id = s.transcript_id "
        "JOIN passage AS p ON p.transcript_id = s.transcript_id AND p.number = s.passage "
        f"WHERE s.id IN {wanted}",
        tuple(keys),
    )
    return {
        number: StatementRow(
            StatementKey(number),
            StatementId(uid),
            TranscriptId(transcript),
            passage,
            start,
            end,
            text,
            PassageKind(kind),
            section,
            language,
            bool(codable),
            voices.get(number, ()),
            named.get(number, ()),
            labels.get(number, ()),
            reviews.get(number, ()),
            bool(retired),
        )
        for number, uid, transcript, passage, start, end, text, kind, section, language, codable, retired in statements
    }


def _voices(connection: Connection, wanted: str, keys: Sequence[int]) -> dict[int, tuple[Speaker, ...]]:
    found: defaultdict[int, tuple[Speaker, ...]] = defaultdict(tuple)
    for number, *voice in connection.exec_driver_sql(
        f"SELECT v.statement_id, {SPEAKER} FROM statement_voice AS v "
        f"JOIN voice AS w ON w.id = v.voice_id WHERE v.statement_id IN {wanted} ORDER BY v.statement_id, v.position",
        tuple(keys),
    ):
        found[number] += (Speaker(*voice),)
    return found


_LABEL = (
    "l.target, l.stance, l.themes, l.flags, l.confidence, l.note, l.codebook, l.saw, l.labelled_at "
    "FROM label AS l JOIN statement AS s ON s.id = l.statement_id"
)


def _label(uid: str, coder: str, values: Sequence[Any]) -> Label:
    target, stance, themes, flags, confidence, note, codebook, saw, at = values
    return Label(
        StatementId(uid),
        CoderId(coder),
        target,
        stance,
        tuple(json.loads(themes)),
        tuple(json.loads(flags)),
        confidence,
        note,
        codebook,
        tuple(json.loads(saw)),
        at,
    )


def _labels(
    connection: Connection, wanted: str, keys: Sequence[int]
) -> tuple[dict[int, tuple[Label, ...]], dict[int, dict[tuple[str, str], str]]]:
    """Give the labels, and for each its digest by coder and target, with which to tell outdated verdicts."""
    found: defaultdict[int, tuple[Label, ...]] = defaultdict(tuple)
    digests: defaultdict[int, dict[tuple[str, str], str]] = defaultdict(dict)
    for number, uid, coder, digest, *values in connection.exec_driver_sql(
        f"SELECT s.id, s.uid, l.coder, l.digest, {_LABEL} WHERE l.statement_id IN {wanted} "
        "ORDER BY l.statement_id, l.coder, l.target",
        tuple(keys),
    ):
        found[number] += (_label(uid, coder, values),)
        digests[number][coder, values[0]] = digest
    return found, digests


def _reviews(
    connection: Connection, wanted: str, keys: Sequence[int], digests: dict[int, dict[tuple[str, str], str]]
) -> dict[int, tuple[Review, ...]]:
    found: defaultdict[int, tuple[Review, ...]] = defaultdict(tuple)
    for number, uid, coder, target, reviewer, verdict, comment, at, seen in connection.exec_driver_sql(
        "SELECT r.statement_id, s.uid, r.coder, r.target, r.reviewer, r.verdict, r.comment, r.reviewed_at, "
        "r.label_digest FROM review AS r JOIN statement AS s ON s.id = r.statement_id "
        f"WHERE r.statement_id IN {wanted} ORDER BY r.statement_id, r.coder, r.target, r.reviewer",
        tuple(keys),
    ):
        outdated = digests.get(number, {}).get((coder, target)) != seen
        found[number] += (
            Review(
                StatementId(uid), CoderId(coder), target, CoderId(reviewer), Verdict(verdict), comment, at, outdated
            ),
        )
    return found


def _mentions(connection: Connection, wanted: str, keys: Sequence[int]) -> dict[int, tuple[Mention, ...]]:
    found: defaultdict[int, tuple[Mention, ...]] = defaultdict(tuple)
    for number, start, end, kind, entity, iso in connection.exec_driver_sql(
        f"SELECT s.id, m.start_cp, m.end_cp, m.kind, {ENTITY}, {ISO} FROM statement AS s CROSS JOIN mention AS m "
        f"ON m.transcript_id = s.transcript_id AND m.start_cp >= s.start_cp AND m.start_cp < s.end_cp {MERGED} "
        f"WHERE s.id IN {wanted} ORDER BY s.id, m.start_cp",
        tuple(keys),
    ):
        found[number] += (Mention(start, end, MentionKind(kind), entity, iso),)
    return found


def all_labels(connection: Connection, coder: CoderId | None) -> Iterator[Label]:
    """Give every label that is set out, or every one of a coder's, in reading order."""
    condition, arguments = ("WHERE l.coder = ?", (coder,)) if coder is not None else ("", ())
    result = connection.execution_options(stream_results=True).exec_driver_sql(
        f"SELECT s.uid, l.coder, {_LABEL} JOIN transcript AS t ON t.id = s.transcript_id {condition} "
        "ORDER BY t.sort_key, t.uid, s.start_cp, s.end_cp, l.coder, l.target",
        arguments,
    )
    for uid, who, *values in result:
        yield _label(uid, who, values)


def transcript_of(connection: Connection, statement: str) -> TranscriptId | None:
    """Give the transcript of a statement, or None where there is no such statement."""
    uid = connection.exec_driver_sql(
        "SELECT t.uid FROM statement AS s JOIN transcript AS t ON t.id = s.transcript_id WHERE s.uid = ?", (statement,)
    ).scalar()
    return None if uid is None else TranscriptId(uid)


def statements_of_passage(connection: Connection, transcript: str, passage: int) -> tuple[StatementId, ...] | None:
    """Give the statements that begin in a passage; None where there is no such passage."""
    row = connection.exec_driver_sql(
        "SELECT t.id FROM transcript AS t JOIN passage AS p ON p.transcript_id = t.id WHERE t.uid = ? AND p.number = ?",
        (transcript, passage),
    ).fetchone()
    if row is None:
        return None
    rows = connection.exec_driver_sql(
        "SELECT uid FROM statement WHERE transcript_id = ? AND passage = ? ORDER BY start_cp, end_cp", (row[0], passage)
    )
    return tuple(StatementId(uid) for (uid,) in rows)


def statements_at(connection: Connection, places: Sequence[tuple[str, int, int]]) -> set[StatementId]:
    """Give the statements that share a character with any of these stretches of transcripts."""
    found: set[StatementId] = set()
    for transcript, start, end in places:
        rows = connection.exec_driver_sql(
            "SELECT s.uid FROM statement AS s JOIN transcript AS t ON t.id = s.transcript_id "
            "WHERE t.uid = ? AND s.start_cp < ? AND s.end_cp > ?",
            (transcript, end, start),
        )
        found.update(StatementId(uid) for (uid,) in rows)
    return found


def passage_at(connection: Connection, transcript: str, offset_cp: int) -> tuple[int, str] | None:
    """Give number and kind of the passage that this code point stands in; None where it stands in none."""
    row = connection.exec_driver_sql(
        "SELECT p.number, p.kind, p.end_cp FROM passage AS p JOIN transcript AS t ON t.id = p.transcript_id "
        "WHERE t.uid = ? AND p.start_cp <= ? ORDER BY p.number DESC LIMIT 1",
        (transcript, offset_cp),
    ).fetchone()
    return None if row is None or row[2] <= offset_cp else (int(row[0]), str(row[1]))


_LIVE = (
    "FROM statement AS s JOIN transcript AS t ON t.id = s.transcript_id "
    "WHERE t.uid = ? AND NOT s.retired AND s.start_cp >= ? "
)


def live_between(connection: Connection, transcript: str, start_cp: int, end_cp: int) -> int:
    """Give how many statements stand in a stretch of a transcript."""
    sql = f"SELECT count(*) {_LIVE} AND s.start_cp < ?"
    return int(connection.exec_driver_sql(sql, (transcript, start_cp, end_cp)).scalar() or 0)


def live_after(connection: Connection, transcript: str, passage: int, start_cp: int) -> StatementId | None:
    """Give the first statement of a passage that begins after this code point, or None."""
    sql = f"SELECT s.uid {_LIVE} AND s.passage = ? ORDER BY s.start_cp LIMIT 1"
    uid = connection.exec_driver_sql(sql, (transcript, start_cp + 1, passage)).scalar()
    return None if uid is None else StatementId(uid)


def first_live(connection: Connection, statements: Sequence[str]) -> StatementId | None:
    """Give that of these which is a statement and comes first in its transcript, or None."""
    some = tuple(statements[:PAGE])
    wanted = f"({','.join('?' * len(some))})"
    uid = connection.exec_driver_sql(
        f"SELECT uid FROM statement WHERE NOT retired AND uid IN {wanted} ORDER BY start_cp LIMIT 1", some
    ).scalar()
    return None if uid is None else StatementId(uid)


def kinds_of_entity(connection: Connection, entity: str) -> list[MentionKind]:
    """Give the kinds of the mentions that are linked to an entity, the most frequent first."""
    rows = connection.exec_driver_sql(
        "SELECT kind FROM mention WHERE entity = ? GROUP BY kind ORDER BY count(*) DESC, kind", (entity,)
    )
    return [MentionKind(kind) for (kind,) in rows]


def fact_count(connection: Connection) -> int:
    """Give the number of facts in the journal."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM journal WHERE withdrawn = 0").scalar() or 0)
