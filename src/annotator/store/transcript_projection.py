"""The tables of a transcript: its passages, statements, voices, mentions and the full-text index over them."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from annotator.domain.ids import TranscriptId
from annotator.domain.interchange import metadata_from_dict, metadata_to_dict
from annotator.domain.transcript import (
    Analysis,
    Mention,
    Metadata,
    PassageKind,
    SourceText,
    Speaker,
    Statement,
    with_kinds,
)
from annotator.store import content
from annotator.store.journal import Fact, holding_under

_UNDATED = "9999"


def transcript_value(
    source: SourceText, importer: str, metadata: Metadata, kinds: Sequence[tuple[int, PassageKind]] = ()
) -> dict[str, Any]:
    """Give the content of a ``transcript`` register; ``kinds`` are passages' kinds as a person chose them."""
    return {
        "importer": importer,
        "file_name": source.file_name,
        "form": source.form,
        "encoding": source.encoding,
        **metadata_to_dict(metadata),
        **({"kinds": [[number, kind.value] for number, kind in kinds]} if kinds else {}),
    }


def project_transcript(connection: Connection, fact: Fact, only: Analysis | None = None) -> None:
    """Set out a transcript as the importer derived it, or take it away where the fact is null or names a successor.

    Args:
        only: The one analysis that is stored of this text, to spare reading it.
    """
    uid = TranscriptId(fact.register.key)
    remove_transcript(connection, uid)
    if fact.value is None or fact.value.get("replaced_by"):
        return
    analyses = {only.importer: only} if only is not None else content.analyses_of(connection, uid)
    text = content.text_of(connection, uid)
    if not analyses or text is None:
        return
    analysis = analyses.get(str(fact.value["importer"])) or next(iter(analyses.values()))
    kinds = [(number, PassageKind(kind)) for number, kind in fact.value.get("kinds", ())]
    analysis = with_kinds(analysis, text, kinds)
    number = _insert_transcript(connection, uid, fact.value, analysis)
    _insert_passages(connection, number, analysis)
    first = _insert_statements(connection, number, text, analysis.statements)
    _insert_voices(connection, first, analysis.statements)
    mentions = [(number, m.start_cp, m.end_cp, m.kind, m.entity, m.iso) for m in analysis.mentions]
    if mentions:
        connection.exec_driver_sql("INSERT INTO mention VALUES (?,?,?,?,?,?)", mentions)
    if len(analyses) > 1:
        _insert_retired(connection, number, text, analysis, analyses)
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


def _insert_transcript(connection: Connection, uid: TranscriptId, value: dict[str, Any], analysis: Analysis) -> int:
    metadata: Metadata = metadata_from_dict(value)
    title = metadata.title or value["file_name"]
    codable = sum(statement.codable for statement in analysis.statements)
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
            len(analysis.statements),
            codable,
            len(analysis.mentions),
        ),
    )
    return int(result.lastrowid)


def _insert_passages(connection: Connection, number: int, analysis: Analysis) -> None:
    rows = [
        (number, index, p.start_cp, p.end_cp, p.kind, p.section, p.language)
        for index, p in enumerate(analysis.passages)
    ]
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


def _insert_retired(
    connection: Connection, number: int, text: str, analysis: Analysis, analyses: dict[str, Analysis]
) -> None:
    """Keep in sight what was labelled under another version of the importer, where that cut the text elsewhere."""
    live = {statement.uid for statement in analysis.statements}
    passages = len(analysis.passages)
    for other in analyses.values():
        labelled = tuple(
            statement
            for statement in other.statements
            if statement.uid not in live
            and statement.passage < passages
            and any(fact.value is not None for fact in holding_under(connection, "label", statement.uid))
        )
        first = _insert_statements(connection, number, text, labelled, retired=True)
        _insert_voices(connection, first, labelled)
        live.update(statement.uid for statement in labelled)


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


def derived_speakers(
    connection: Connection, transcript: TranscriptId, importer: str, statement: str
) -> tuple[Speaker, ...]:
    """Give the speakers that the importer found for a statement."""
    analysis = _derived(connection, transcript, importer)
    statements = analysis.statements if analysis else ()
    return next((s.speakers for s in statements if s.uid == statement), ())


def derived_mention(
    connection: Connection, transcript: TranscriptId, importer: str, start_cp: int, end_cp: int
) -> Mention | None:
    """Give the mention that the importer found in this very place, or None."""
    analysis = _derived(connection, transcript, importer)
    mentions = analysis.mentions if analysis else ()
    return next((m for m in mentions if (m.start_cp, m.end_cp) == (start_cp, end_cp)), None)
