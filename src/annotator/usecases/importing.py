"""Taking in transcripts: what was planned is written, in short transactions that are one action."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.domain.ids import CoderId, TranscriptId
from annotator.domain.importing import ImportedFile, ImportReport, PlannedFile, Standing
from annotator.domain.progress import Progress, report
from annotator.domain.rows import Changes
from annotator.store.file import ProjectFile
from annotator.store.intake import Incoming, Intake
from annotator.store.versions import Carried
from annotator.usecases.analysing import Importer
from annotator.usecases.planning import ImportPlan, plan_files

_STATEMENTS_AT_ONCE = 1_500
"""About a fifth of a second's writing, for which a key press may have to wait."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    planned: PlannedFile
    incoming: Incoming


@dataclass(frozen=True, slots=True)
class _Taken:
    """What became of a file: None where its text was here by then, else its labels; and how it was cut."""

    carried: Carried | None
    n_statements: int


def accept(
    file: ProjectFile,
    plan: ImportPlan,
    planned: Sequence[PlannedFile] | None,
    progress: Progress,
    author: CoderId,
    keep_originals: bool = True,
) -> ImportReport:
    """Write what was planned, as one action; see ``Project.accept_import``."""
    refuse_read_only(file)
    files = plan.files if planned is None else planned
    wanted = [one for one in files if one.wanted and one.can_be_taken]
    taken: dict[int, _Taken] = {}
    intake = Intake(file, author)
    try:
        for chunk in _chunks(plan, wanted, keep_originals):
            report(progress, len(taken), len(wanted), f"Saving {chunk[0].planned.title}")
            results = intake.take([one.incoming for one in chunk])
            for one, carried in zip(chunk, results, strict=True):
                taken[one.planned.number] = _Taken(carried, len(one.incoming.analysis.statements))
        report(progress, len(wanted), len(wanted), "Saving")
        intake.finish()
    except BaseException:
        intake.take_back()
        raise
    outcomes = tuple(_outcome(one, taken) for one in files)
    return ImportReport(outcomes, _changes(files, outcomes), plan.passed_over)


def refuse_read_only(file: ProjectFile) -> None:
    """Raise UserError where nothing can be imported."""
    if file.read_only:
        raise UserError(f'"{file.path.name}" is open read-only, so nothing can be imported.')


def import_files(
    file: ProjectFile,
    importer: Importer,
    paths: Sequence[Path],
    jobs: int,
    progress: Progress,
    author: CoderId,
    keep_bytes: int,
    columns: Mapping[str, str] | None = None,
) -> ImportReport:
    """Take in files without a question; see ``Project.import_files``."""
    refuse_read_only(file)
    with plan_files(file, importer, paths, jobs, progress, keep_bytes, columns) as plan:
        for _ in plan:
            pass
        return accept(file, plan, None, progress, author)


def save_report(done: ImportReport, path: Path) -> None:
    """Write a report to a file: as text where its name ends in ".txt", else as CSV in UTF-8.

    Raises UserError where it cannot be written.
    """
    head, *rows = done.table()
    try:
        if path.suffix.lower() == ".txt":
            parts = ["\n".join(f"{name}: {cell}" for name, cell in zip(head, row, strict=True) if cell) for row in rows]
            path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        else:
            # Excel takes a CSV file for UTF-8 only where it begins with a byte order mark.
            with path.open("w", encoding="utf-8-sig", newline="") as stream:
                csv.writer(stream).writerows([head, *rows])
    except OSError as error:
        raise UserError(f'The report cannot be written to "{path}" ({error.strerror}): choose another place.') from None


def _chunks(plan: ImportPlan, wanted: Sequence[PlannedFile], keep_originals: bool) -> Iterator[list[_Loaded]]:
    """Give what is to be written, loaded, in portions of some statements."""
    chunk: list[_Loaded] = []
    n_statements = 0
    for planned in wanted:
        one = plan.content(planned)
        original = one.original if keep_originals else None
        incoming = Incoming(one.source, one.analysis, planned.metadata, planned.kinds, original, planned.replaces)
        chunk.append(_Loaded(planned, incoming))
        n_statements += len(one.analysis.statements)
        if n_statements >= _STATEMENTS_AT_ONCE:
            yield chunk
            chunk, n_statements = [], 0
    if chunk:
        yield chunk


def _outcome(planned: PlannedFile, taken: dict[int, _Taken]) -> ImportedFile:
    if planned.standing is Standing.REFUSED:
        return ImportedFile(planned.path, "refused", message=planned.message, origin=planned.origin)
    result = taken.get(planned.number)
    if result is None or result.carried is None:
        outcome = "known" if planned.standing is Standing.KNOWN or result is not None else "left out"
        return ImportedFile(
            planned.path,
            outcome,
            planned.title,
            planned.transcript,
            message=planned.message,
            origin=planned.origin,
        )
    return ImportedFile(
        planned.path,
        "imported",
        planned.title,
        planned.transcript,
        result.n_statements,
        planned.n_mentions,
        warnings=planned.warnings,
        replaced=planned.replaces_title if planned.replaces else "",
        n_carried=result.carried.labels,
        n_left=result.carried.left,
        n_left_corrections=result.carried.left_corrections,
        origin=planned.origin,
    )


def _changes(files: Sequence[PlannedFile], outcomes: Sequence[ImportedFile]) -> Changes:
    pairs = [(planned, one) for planned, one in zip(files, outcomes, strict=True) if one.outcome == "imported"]
    touched: set[TranscriptId] = {one.transcript for _, one in pairs if one.transcript is not None}
    touched |= {planned.replaces for planned, _ in pairs if planned.replaces is not None}
    return Changes(
        f"Imported {len(pairs)} transcript{'' if len(pairs) == 1 else 's'}",
        transcripts=frozenset(touched),
        structure=True,
        everything=any(one.replaced for _, one in pairs),
        done=bool(pairs),
    )
