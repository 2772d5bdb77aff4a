"""The one way in which a use case changes a project: facts into the journal, and at once into the tables."""

from collections.abc import Iterable

from sqlalchemy import Connection

from annotator.domain.ids import CoderId, TranscriptId
from annotator.domain.transcript import Analysis, SourceText
from annotator.store import content, journal
from annotator.store.file import ProjectFile
from annotator.store.journal import Fact, Register, Value
from annotator.store.projections import project, project_changed
from annotator.store.transcript_projection import project_transcript, transcript_value


def record(
    connection: Connection,
    file: ProjectFile,
    coder: CoderId,
    writes: Iterable[tuple[str, str, Value | None]],
) -> list[Fact]:
    """Write registers, named by kind and key, as one action of this coder's."""
    facts = journal.append(connection, file.clock, coder, [(Register(kind, key), value) for kind, key, value in writes])
    if any(fact.register.kind == "statement" for fact in facts):
        project_changed(connection, [fact.register for fact in facts])  # sets each transcript out once
    else:
        for fact in facts:
            project(connection, fact)
    return facts


def holds(connection: Connection, kind: str, key: str) -> Value | None:
    """Give the content of a register, or None."""
    fact = journal.current(connection, Register(kind, key))
    return None if fact is None else fact.value


def record_transcripts(
    connection: Connection, file: ProjectFile, coder: CoderId, sources: Iterable[tuple[SourceText, Analysis]]
) -> None:
    """Take in transcripts, as one action: their text and analysis as content, and a fact for each."""
    batch = None
    for source, analysis in sources:
        register = Register("transcript", source.transcript)
        known = journal.current(connection, register) is not None
        is_new = content.keep(connection, source.transcript, source.text, analysis)
        value = transcript_value(source.file_name, source.form, source.encoding, analysis)
        (fact,) = journal.append(connection, file.clock, coder, [(register, value)], batch=batch)
        batch = fact.batch
        if known:
            project(connection, fact)
        else:
            project_transcript(connection, fact, analysis if is_new else None)  # nobody has said anything about it yet


def is_taken_in(connection: Connection, transcript: TranscriptId) -> bool:
    """Whether this text is a transcript of the project."""
    return holds(connection, "transcript", transcript) is not None
