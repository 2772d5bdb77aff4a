"""Undo, redo and merge: actions that touch whatever registers they touch, and what views must hear of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.domain.ids import CoderId, StatementId, TranscriptId
from annotator.domain.progress import Progress, no_progress
from annotator.domain.rows import Changes, MergeReport
from annotator.store import lineage, queries, undo
from annotator.store import merge as merging
from annotator.store.file import ProjectFile
from annotator.store.journal import Register

_ABOUT_STATEMENTS = ("label", "review", "speaker", "statement")
_NAMES = {
    "label": "label",
    "review": "verdict",
    "transcript": "import",
    "version": "new version",
    "speaker": "speaker",
    "mention": "mention",
    "passage": "passage kind",
    "statement": "cut",
    "entity": "entity",
    "alias": "alias",
    "merge": "merge",
}


def size_of_next(file: ProjectFile, coder: CoderId, again: bool) -> int:
    """Give about how much work the coder's next undo or redo is; see ``Project.undo_size``."""
    with file.read() as connection:
        return undo.size_of_next(connection, coder, again)


def take_back(file: ProjectFile, coder: CoderId, progress: Progress = no_progress) -> Changes:
    """Undo the coder's last action; see ``Project.undo``."""
    with file.write() as connection:
        undone = undo.undo(connection, file.clock, coder, progress)
        if undone is None:
            return Changes("Nothing to undo", done=False)
        return _changes(connection, f"Undid: {_NAMES.get(undone.kind, 'change')}", undone.registers)


def do_again(file: ProjectFile, coder: CoderId, progress: Progress = no_progress) -> Changes:
    """Redo what the coder last took back; see ``Project.redo``."""
    with file.write() as connection:
        redone = undo.redo(connection, file.clock, coder, progress)
        if redone is None:
            return Changes("Nothing to redo", done=False)
        return _changes(connection, f"Redid: {_NAMES.get(redone.kind, 'change')}", redone.registers)


def _changes(connection: Any, action: str, registers: Iterable[Register]) -> Changes:
    touched = list(registers)
    named = {r.key.split("/")[0] for r in touched if r.kind in _ABOUT_STATEMENTS}
    statements = {StatementId(shown) for uid in named for shown in lineage.shown_statements(connection, uid)}
    transcripts = {TranscriptId(r.key.split("/")[0]) for r in touched if r.kind in ("transcript", "mention", "passage")}
    mentions = [r.key.split("/") for r in touched if r.kind == "mention"]
    for register in touched:
        if register.kind == "passage":
            whose, passage = register.key.split("/")
            statements.update(queries.statements_of_passage(connection, whose, int(passage)) or ())
    if len(mentions) <= queries.PAGE:
        places = [(transcript, int(start), int(end)) for transcript, start, end in mentions]
        statements.update(queries.statements_at(connection, places))
    for statement in sorted(statements)[: 10 * queries.PAGE]:
        transcript = queries.transcript_of(connection, statement)
        if transcript is not None:
            transcripts.add(transcript)
    structure = any(r.kind in ("transcript", "passage", "statement", "mention") for r in touched)
    moved = [r.key for r in touched if r.kind == "statement"] or (sorted(statements) if len(mentions) == 1 else [])
    return Changes(
        action,
        statements=frozenset(statements),
        transcripts=frozenset(transcripts),
        structure=structure,
        coders=any(r.kind == "coder" for r in touched),
        everything=any(r.kind in ("transcript", "statement", "entity", "codebook", "project") for r in touched),
        focus=next(iter(statements)) if len(statements) == 1 else queries.first_live(connection, moved),
    )


def merge_files(
    file: ProjectFile, paths: Sequence[Path], coder: CoderId, progress: Progress, preview: bool
) -> MergeReport:
    """Bring in project files as one action; see ``Project.merge``."""
    brought, anew, registers = merging.merge_files(file, paths, coder, progress, preview)
    if not registers:
        return replace(brought, changes=Changes("Nothing new", done=False))
    with file.read() as connection:
        changes = _changes(connection, "Merged", [*registers, *(Register("transcript", t) for t in anew)])
    return replace(brought, changes=changes)
