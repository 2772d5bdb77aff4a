"""Correcting what the importer made of a text: a passage's kind, who speaks, and where statements begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.domain.cutting import stripped
from annotator.domain.errors import UserError
from annotator.domain.ids import CoderId, StatementId, TranscriptId, statement_id
from annotator.domain.interchange import speakers_to_list
from annotator.domain.rows import Changes, StatementRow
from annotator.domain.transcript import CODABLE_KINDS, PassageKind, Span, Speaker
from annotator.store import content, queries, writing
from annotator.store.cutting import has_words
from annotator.store.file import ProjectFile
from annotator.usecases.labelling import unknown_statement

Value = dict[str, Any]


def set_passage_kind(
    file: ProjectFile, transcript: TranscriptId, number: int, kind: str | None, author: CoderId
) -> Changes:
    """Say what a passage is; see ``Corrections.set_passage_kind``."""
    if kind is not None and kind not in set(PassageKind):
        raise UserError(f'"{kind}" is no kind of passage: use {", ".join(PassageKind)}.')
    with file.write() as connection:
        statements = queries.statements_of_passage(connection, transcript, number)
        if statements is None:
            raise UserError(f'There is no passage {number} in the transcript "{transcript}".')
        key = f"{transcript}/{number}"
        value = None if kind is None else {"kind": str(kind)}
        if value == writing.holds(connection, "passage", key):
            return Changes("Unchanged", done=False)
        writing.record(connection, file, author, [("passage", key, value)])
    words = "Passage kind as imported" if kind is None else f"Passage is {kind}"
    return Changes(words, statements=frozenset(statements), transcripts=frozenset({transcript}), structure=True)


def set_speakers(
    file: ProjectFile, statement: StatementId, speakers: Sequence[Speaker] | None, author: CoderId
) -> Changes:
    """Say who speaks in a statement; see ``Corrections.set_speakers``."""
    with file.write() as connection:
        row = _row(connection, statement)
        value = None
        if speakers is not None:
            voices = [voice for voice in map(_tidy, speakers) if any((voice.name, voice.role, voice.affiliation))]
            value = {"speakers": speakers_to_list(tuple(dict.fromkeys(voices)))}
        if value == writing.holds(connection, "speaker", statement):
            return Changes("Unchanged", focus=statement, done=False)
        writing.record(connection, file, author, [("speaker", statement, value)])
    return Changes(
        "Speakers corrected" if value else "Speakers as imported",
        statements=frozenset({statement}),
        transcripts=frozenset({row.transcript}),
        focus=statement,
    )


def _tidy(voice: Speaker) -> Speaker:
    def one(part: str | None) -> str | None:
        return " ".join((part or "").split()) or None

    return Speaker(one(voice.name), one(voice.role), one(voice.affiliation), one(voice.capacity))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A statement that is to be, or to be no more."""

    transcript: TranscriptId
    span: Span
    passage: int
    kind: PassageKind
    text: str
    speakers: tuple[Speaker, ...]
    retired: bool = False

    @property
    def uid(self) -> StatementId:
        return statement_id(self.transcript, self.span.start_cp, self.span.end_cp)

    @property
    def value(self) -> Value:
        return {
            "transcript": self.transcript,
            "start": self.span.start_cp,
            "end": self.span.end_cp,
            "passage": self.passage,
            "codable": self.kind in CODABLE_KINDS and has_words(self.text) and not self.retired,
            "retired": self.retired,
            "speakers": speakers_to_list(self.speakers),
        }


def split_statement(file: ProjectFile, statement: StatementId, at_cp: int, author: CoderId) -> Changes:
    """Make two statements of one; see ``Corrections.split_statement``."""
    with file.write() as connection:
        row = _live_row(connection, statement)
        text = content.text_of(connection, row.transcript) or ""
        before = stripped(text, row.start_cp, max(row.start_cp, min(at_cp, row.end_cp)))
        after = stripped(text, max(row.start_cp, min(at_cp, row.end_cp)), row.end_cp)
        if before is None or after is None:
            raise UserError("A statement is split between two words of it: put the cursor there.")
        whole = _cut_of(row)
        first = replace(whole, span=before, text=text[before.start_cp : before.end_cp])
        passage, kind = queries.passage_at(connection, row.transcript, after.start_cp) or (whole.passage, whole.kind)
        second = replace(
            whole, span=after, text=text[after.start_cp : after.end_cp], passage=passage, kind=PassageKind(kind)
        )
        return _recut(connection, file, author, "Statement split", [whole], [first, second])


def join_statements(file: ProjectFile, statements: Sequence[StatementId], author: CoderId) -> Changes:
    """Make one statement of neighbours; see ``Corrections.join_statements``."""
    with file.write() as connection:
        rows = [_live_row(connection, statement) for statement in dict.fromkeys(statements)]
        rows.sort(key=lambda row: row.start_cp)
        if len(rows) < 2:
            raise UserError("Two statements or more are joined: choose another one as well.")
        first, last = rows[0], rows[-1]
        if any((row.transcript, row.passage) != (first.transcript, first.passage) for row in rows):
            raise UserError("Only statements of the same passage can be joined.")
        if queries.live_between(connection, first.transcript, first.start_cp, last.end_cp) != len(rows):
            raise UserError("Only statements that follow each other can be joined: choose those between them as well.")
        text = content.text_of(connection, first.transcript) or ""
        span = Span(first.start_cp, last.end_cp)
        voices = tuple(dict.fromkeys(voice for row in rows for voice in row.speakers))
        joined = replace(_cut_of(first), span=span, text=text[span.start_cp : span.end_cp], speakers=voices)
        return _recut(connection, file, author, "Statements joined", [_cut_of(row) for row in rows], [joined])


def next_in_passage(file: ProjectFile, statement: StatementId) -> StatementId:
    """Give the statement that follows this one in its passage; raises UserError where it is the last."""
    with file.read() as connection:
        row = _live_row(connection, statement)
        following = queries.live_after(connection, row.transcript, row.passage, row.start_cp)
    if following is None:
        raise UserError("This is the last statement of its passage, so there is none to join it with.")
    return following


def _recut(
    connection: Any, file: ProjectFile, author: CoderId, action: str, old: Sequence[_Cut], new: Sequence[_Cut]
) -> Changes:
    writes = [("statement", str(cut.uid), replace(cut, retired=True).value) for cut in old]
    writes += [("statement", str(cut.uid), cut.value) for cut in new]
    writing.record(connection, file, author, writes)
    return Changes(
        action,
        statements=frozenset(cut.uid for cut in (*old, *new)),
        transcripts=frozenset({new[0].transcript}),
        structure=True,
        everything=True,
        focus=new[0].uid,
    )


def _cut_of(row: StatementRow) -> _Cut:
    return _Cut(row.transcript, Span(row.start_cp, row.end_cp), row.passage, row.kind, row.text, row.speakers)


def _row(connection: Any, statement: str) -> StatementRow:
    key = queries.key_of(connection, statement)
    if key is None:
        raise UserError(unknown_statement(connection, statement))
    return queries.rows(connection, [key])[0]


def _live_row(connection: Any, statement: str) -> StatementRow:
    row = _row(connection, statement)
    if row.retired:
        raise UserError("This is a statement no more, only its labels are kept: choose one of those in its place.")
    return row
