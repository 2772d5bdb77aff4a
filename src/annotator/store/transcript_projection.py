"""The tables of a transcript: its passages, statements, voices, mentions and the full-text index over them."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from annotator.domain.columns import table_to_dict
from annotator.domain.ids import TranscriptId
from annotator.domain.interchange import metadata_from_dict, metadata_to_dict
from annotator.domain.transcript import (
    Analysis,
    Mention,
    Metadata,
    Passage,
    SourceText,
    Speaker,
    Statement,
)
from annotator.store import content
from annotator.store.cutting import Layout, layout
from annotator.store.journal import Fact
from annotator.store.lineage import Older, forerunner_of, older_versions, shown_version

_UNDATED = "9999"


def transcript_value(source: SourceText, importer: str, metadata: Metadata) -> dict[str, Any]:
    """Give the content of a ``transcript`` register."""
    table = source.given.table if source.given else None
    return {
        "importer": importer,
        "file_name": source.file_name,
        "form": source.form,
        "encoding": source.encoding,
        **metadata_to_dict(metadata),
        **({"table": table_to_dict(table)} if table and table.columns else {}),
    }


def project_transcript(connection: Connection, fact: Fact, only: Analysis | None = None) -> None:
    """Set out a transcript as the importer derived it; take it away where the fact is null or a newer version shown.

    Args:
        only: The one analysis that is stored of this text, to spare reading it.
    """
    uid = TranscriptId(fact.register.key)
    remove_transcript(connection, uid)
    if fact.value is None or shown_version(connection, uid) != uid:
        return
    analyses = {only.importer: only} if only is not None else content.analyses_of(connection, uid)
    text = content.text_of(connection, uid)
    if not analyses or text is None:
        return
    analysis = analyses.get(str(fact.value["importer"])) or next(iter(analyses.values()))
    others = [other for name, other in analyses.items() if name != analysis.importer]
    older = older_versions(connection, uid, text)
    laid_out = layout(connection, uid, text, analysis, others, older)
    number = _insert_transcript(connection, uid, fact.value, laid_out, len(analysis.mentions))
    _insert_passages(connection, number, laid_out.passages)
    for statements, is_retired in ((laid_out.live, False), (laid_out.retired, True)):
        first = _insert_statements(connection, number, text, statements, retired=is_retired)
        _insert_voices(connection, first, statements)
        _insert_forerunners(connection, first, statements, older)
    mentions = [(number, m.start_cp, m.end_cp, m.kind, m.entity, m.iso) for m in analysis.mentions]
    if mentions:
        connection.exec_driver_sql("INSERT INTO mention VALUES (?,?,?,?,?,?)", mentions)
    connection.exec_driver_sql(
        "INSERT INTO statement_search (rowid, text) SELECT id, text FROM statement WHERE transcript_id = ?", (number,)
    )


def remove_transcript(connection: Connection, uid: TranscriptId) -> None:
    """Take a transcript and all that hangs on it out of the tables; its text and its facts stay."""
    number = connection.exec_driver_sql("SELECT id FROM transcript WHERE uid = ?", (uid,)).scalar()
    if number is None:
        return
    connection.exec_driver_sql(
        "INSERT INTO statement_search (statement_search, rowid, text) "
        "SELECT 'delete', id, text FROM statement WHERE transcript_id = ?",
        (number,),
    )
    connection.exec_driver_sql("DELETE FROM transcript WHERE id = ?", (number,))  # the rest goes by foreign keys


def _insert_transcript(
    connection: Connection, uid: TranscriptId, value: dict[str, Any], laid_out: Layout, n_mentions: int
) -> int:
    metadata: Metadata = metadata_from_dict(value)
    title = metadata.title or value["file_name"]
    codable = sum(statement.codable for statement in laid_out.live)
    result = connection.exec_driver_sql(
        "INSERT INTO transcript (uid, title, file_name, importer, metadata, sort_key, "
        "n_statements, n_codable, n_mentions) VALUES (?,?,?,?,?,?,?,?,?)",
        (
            uid,
            title,
            value["file_name"],
            value["importer"],
            json.dumps(metadata_to_dict(metadata), ensure_ascii=False),
            f"{metadata.date or _UNDATED} {title.casefold()}",
            len(laid_out.live),
            codable,
            n_mentions,
        ),
    )
    return int(result.lastrowid)


def _insert_passages(connection: Connection, number: int, passages: tuple[Passage, ...]) -> None:
    rows = [(number, index, p.start_cp, p.end_cp, p.kind, p.section, p.language) for index, p in enumerate(passages)]
    if rows:
        connection.exec_driver_sql("INSERT INTO passage VALUES (?,?,?,?,?,?,?)", rows)


def _insert_statements(
    connection: Connection, number: int, text: str, statements: tuple[Statement, ...], retired: bool = False
) -> int:
    first = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM statement").scalar() or 1)
    rows = [
        (
            first + index,
            s.uid,
            number,
            s.start_cp,
            s.end_cp,
            s.passage,
            int(s.codable and not retired),
            int(retired),
            text[s.start_cp : s.end_cp],
        )
        for index, s in enumerate(statements)
    ]
    if rows:
        connection.exec_driver_sql("INSERT INTO statement VALUES (?,?,?,?,?,?,?,?,?)", rows)
    return first


def _insert_voices(connection: Connection, first: int, statements: tuple[Statement, ...]) -> None:
    known: dict[Speaker, int] = {}
    rows = [
        (first + index, position, known.get(voice) or known.setdefault(voice, _voice(connection, voice)))
        for index, statement in enumerate(statements)
        for position, voice in enumerate(statement.speakers)
    ]
    if rows:
        connection.exec_driver_sql("INSERT INTO statement_voice VALUES (?,?,?)", rows)


def _insert_forerunners(
    connection: Connection, first: int, statements: tuple[Statement, ...], older: Sequence[Older]
) -> None:
    found = (
        (first + index, forerunner_of(version, statement.start_cp, statement.end_cp))
        for version in older
        for index, statement in enumerate(statements)
    )
    rows = [(number, uid) for number, uid in found if uid is not None]
    if rows:
        connection.exec_driver_sql("INSERT INTO forerunner VALUES (?,?)", rows)


def _voice(connection: Connection, voice: Speaker) -> int:
    content_of = (voice.name, voice.role, voice.affiliation, voice.capacity)
    number = connection.exec_driver_sql(
        "SELECT id FROM voice WHERE name IS ? AND role IS ? AND affiliation IS ? AND capacity IS ?", content_of
    ).scalar()
    if number is None:
        folded = f"{voice.name or ''}\n{voice.affiliation or ''}".casefold()
        number = connection.exec_driver_sql(
            "INSERT INTO voice (name, role, affiliation, capacity, folded) VALUES (?,?,?,?,?)", (*content_of, folded)
        ).lastrowid
    return int(number)


def set_voices(connection: Connection, statement: int, voices: tuple[Speaker, ...]) -> None:
    """Make these the speakers of a statement."""
    connection.exec_driver_sql("DELETE FROM statement_voice WHERE statement_id = ?", (statement,))
    rows = [(statement, position, _voice(connection, voice)) for position, voice in enumerate(voices)]
    if rows:
        connection.exec_driver_sql("INSERT INTO statement_voice VALUES (?,?,?)", rows)


def _derived(connection: Connection, transcript: TranscriptId, importer: str) -> Analysis | None:
    analyses = content.analyses_of(connection, transcript)
    return analyses.get(importer) or next(iter(analyses.values()), None)


def layout_of(connection: Connection, transcript: TranscriptId, importer: str) -> Layout | None:
    """Give how a transcript that is set out is cut; None where its text or its analysis is missing."""
    analysis = _derived(connection, transcript, importer)
    text = content.text_of(connection, transcript)
    if analysis is None or text is None:
        return None
    others = [one for one in content.analyses_of(connection, transcript).values() if one.importer != analysis.importer]
    return layout(connection, transcript, text, analysis, others, older_versions(connection, transcript, text))


def derived_speakers(
    connection: Connection, transcript: TranscriptId, importer: str, statement: str
) -> tuple[Speaker, ...]:
    """Give the speakers of a statement as the importer found them, or as they were when it was cut by hand."""
    laid_out = layout_of(connection, transcript, importer)
    statements = (*laid_out.live, *laid_out.retired) if laid_out else ()
    return next((s.speakers for s in statements if s.uid == statement), ())


def derived_mentions(connection: Connection, transcript: TranscriptId, importer: str) -> tuple[Mention, ...]:
    """Give the mentions that the importer found."""
    analysis = _derived(connection, transcript, importer)
    return analysis.mentions if analysis else ()
