"""Taking in transcripts: read and analyse without touching the project, then write all in one short transaction."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from annotator.domain.correction import Alias
from annotator.domain.errors import UserError
from annotator.domain.ids import CoderId, TranscriptId
from annotator.domain.progress import Progress, report
from annotator.domain.rows import Changes, ImportedFile, ImportReport
from annotator.domain.transcript import Analysis, SourceText, Unit
from annotator.store import writing
from annotator.store.file import ProjectFile
from annotator.usecases.naming import learnt_aliases
from annotator.usecases.opening import existing


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Give the files named, and in folders named those that can be read, in order and each once.

    Raises UserError for a path that does not exist, with the nearest that does, and for a folder with nothing to read.
    """
    from annotator.reading import readable

    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and readable(file))
            if not inside:
                raise UserError(f'The folder "{path}" holds no file that can be read: choose another.')
            files.update(dict.fromkeys(inside))
        else:
            files[existing(path)] = None
    return list(files)


def analyse_file(path: Path, unit: Unit, aliases: Sequence[Alias] = ()) -> tuple[SourceText, Analysis] | str:
    """Give a file's text and what the importer makes of it, or the sentence that says why it is refused."""
    from annotator import reading, tagging

    try:
        source = reading.read(path)
        return source, tagging.analyse(source, unit, aliases)
    except UserError as error:
        return str(error)


def _analysed(
    files: Sequence[Path], unit: Unit, aliases: Sequence[Alias], jobs: int, progress: Progress
) -> Iterator[tuple[Path, tuple[SourceText, Analysis] | str]]:
    if jobs <= 1 or len(files) < 2:
        for number, path in enumerate(files):
            report(progress, number, len(files), f"Reading {path.name}")
            yield path, analyse_file(path, unit, aliases)
        return
    with ProcessPoolExecutor(min(jobs, len(files)), mp_context=get_context("spawn")) as pool:
        results = pool.map(partial(analyse_file, unit=unit, aliases=aliases), files, chunksize=4)
        try:
            for number, (path, result) in enumerate(zip(files, results, strict=True)):
                report(progress, number, len(files), f"Reading {path.name}")
                yield path, result
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def import_files(
    file: ProjectFile, unit: Unit, paths: Sequence[Path], jobs: int, progress: Progress, author: CoderId
) -> ImportReport:
    """Take in files; see ``Project.import_files``."""
    if file.read_only:
        raise UserError(f'"{file.path.name}" is open read-only, so nothing can be imported.')
    taken: dict[TranscriptId, tuple[SourceText, Analysis]] = {}
    outcomes: list[ImportedFile] = []
    files = find_files(paths)
    for path, result in _analysed(files, unit, learnt_aliases(file), jobs, progress):
        outcomes.append(_outcome(file, path, result, taken))
    report(progress, len(files), len(files), "Saving")
    if taken:
        with file.write() as connection:
            writing.record_transcripts(connection, file, author, taken.values())
    changes = Changes(
        f"Imported {len(taken)} transcript{'' if len(taken) == 1 else 's'}",
        transcripts=frozenset(taken),
        structure=True,
        done=bool(taken),
    )
    return ImportReport(tuple(outcomes), changes)


def _outcome(
    file: ProjectFile,
    path: Path,
    result: tuple[SourceText, Analysis] | str,
    taken: dict[TranscriptId, tuple[SourceText, Analysis]],
) -> ImportedFile:
    if isinstance(result, str):
        return ImportedFile(str(path), "refused", message=result)
    source, analysis = result
    title = analysis.metadata.title or source.file_name
    with file.read() as connection:
        known = source.transcript in taken or writing.is_taken_in(connection, source.transcript)
    if known:
        return ImportedFile(str(path), "known", title, source.transcript)
    taken[source.transcript] = source, analysis
    return ImportedFile(
        str(path),
        "imported",
        title,
        source.transcript,
        len(analysis.statements),
        len(analysis.mentions),
        warnings=analysis.warnings,
    )
