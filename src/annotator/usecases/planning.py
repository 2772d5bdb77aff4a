"""What an import would bring: read and analysed file by file, set against what the project holds, nothing written."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain.columns import Columns
from annotator.domain.ids import TranscriptId
from annotator.domain.importing import PlannedFile, Standing
from annotator.domain.interchange import metadata_from_dict, metadata_to_dict
from annotator.domain.likeness import VERSION, likeness
from annotator.domain.progress import Progress, no_progress, report
from annotator.domain.transcript import Analysis, Metadata, SourceText, with_kinds
from annotator.store import content, lineage, queries, writing
from annotator.store.file import ProjectFile
from annotator.usecases.analysing import (
    Content,
    Found,
    Importer,
    Spool,
    analyse_files,
    analyse_text,
    analysed,
    find_files,
    jobs_that_pay,
    packed,
    unpacked,
)
from annotator.usecases.naming import learnt_aliases
from annotator.usecases.opening import unit_in_use
from annotator.usecases.tables import TableChoices, analyse_again, beginning

_COMMON_NAME = 8
"""A file name that more transcripts than this have in common ("index.html") says nothing about any of them."""

AS_MANY_AS_PAY = 0
"""A number of jobs that leaves it to the number of files."""


class ImportPlan:
    """Files on their way into a project. Iterate over it once to have them analysed; a context manager.

    Whoever drops it half-way has changed nothing. What it analysed lies in a temporary file until it is closed, so the
    plan of ten thousand files takes a few megabytes.

    Attributes:
        files: What has been analysed so far, in order.
    """

    def __init__(
        self,
        file: ProjectFile,
        importer: Importer,
        found: Iterator[Found],
        choices: TableChoices,
        passed_over: Counter[str] | None = None,
    ) -> None:
        self.files: list[PlannedFile] = []
        self._passed_over = Counter() if passed_over is None else passed_over
        self._n_planned = 0
        self._choices = choices
        self._read_again: set[tuple[str, str] | None] = set()
        self._lock = threading.Lock()
        self._importer = importer
        self._found = found
        self._spool = Spool()
        self._known = _Known(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop analysing and let everything go."""
        close = getattr(self._found, "close", None)
        if close is not None:
            close()
        self._spool.close()

    @property
    def passed_over(self) -> tuple[tuple[str, int], ...]:
        """How many files of the folders and archives so far nothing here reads, by their endings, the most first."""
        return tuple(self._passed_over.most_common())

    def __iter__(self) -> Iterator[PlannedFile]:
        """Analyse what is left, and give each file as soon as it is. Raises Cancelled where the progress says so."""
        for found in self._found:
            with self._lock:
                if found.table is not None and (found.origin, found.table.member) in self._read_again:
                    continue
                planned = self._planned(found)
                self.files.append(planned)
            yield planned

    def begun_again(self, one: PlannedFile, columns: Columns) -> tuple[SourceText, Analysis] | None:
        """Give the beginning of the first transcript that other columns make of a table, without planning anything.

        None where they make none.
        """
        choose = self._choices.with_columns(one, columns)
        source = beginning(Path(one.origin), one, choose)
        return None if source is None else (source, analysed(source, replace(self._importer, unit=one.unit)))

    def again(
        self, one: PlannedFile, columns: Columns, progress: Progress = no_progress, jobs: int = 1
    ) -> Iterator[PlannedFile]:
        """Read a table again with other columns: what it brings then takes the place of all that was planned of it.

        Gives each transcript as soon as it is analysed. Raises Cancelled where the progress says so.

        Args:
            one: Any transcript of the table, or the table that was refused.
            jobs: Processes to work with; 0 for as many as pay.
        """
        choose = self._choices.with_columns(one, columns)
        self._choices.keep(one, columns)
        place = self._forget(one)
        for found in analyse_again(one, choose, self._importer, jobs, progress):
            with self._lock:
                planned = self._planned(found)
                self.files.insert(place, planned)
                place += 1
            yield planned

    def _forget(self, one: PlannedFile) -> int:
        """Take all that was planned of a table out of the plan, and give where it was."""
        with self._lock:
            self._read_again.add(one.source)
            theirs = [place for place, file in enumerate(self.files) if file.source == one.source]
            for place in reversed(theirs):
                self._known.forget(self.files.pop(place))
        return theirs[0] if theirs else len(self.files)

    def content(self, planned: PlannedFile) -> Content:
        """Give a file's text, what the importer makes of it with the unit that is wanted, and its bytes."""
        one = unpacked(self._spool.get(planned.number))
        if one.analysis.importer.rpartition("/")[2] != planned.unit:
            one = replace(one, analysis=analysed(one.source, replace(self._importer, unit=planned.unit)))
            self._spool.put(planned.number, packed(one, planned.path).packed)
        return one

    def look(self, planned: PlannedFile) -> tuple[SourceText, Analysis]:
        """Give a file's text and its passages, statements and mentions as they would be taken in."""
        one = self.content(planned)
        return one.source, with_kinds(one.analysis, one.source.text, planned.kinds)

    def counted(self, planned: PlannedFile) -> PlannedFile:
        """Give the file with the counts that its unit and its kinds of passages bring."""
        _, analysis = self.look(planned)
        codable = sum(statement.codable for statement in analysis.statements)
        return replace(planned, n_statements=len(analysis.statements), n_codable=codable)

    def _planned(self, found: Found) -> PlannedFile:
        number = self._n_planned
        self._n_planned += 1
        if found.transcript is None or found.metadata is None:
            return PlannedFile(
                number,
                found.path,
                Standing.REFUSED,
                found.file_name,
                self._importer.unit,
                message=found.refusal,
                wanted=False,
                origin=found.origin,
                table=found.table,
            )
        self._spool.put(number, found.packed)
        planned = PlannedFile(
            number,
            found.path,
            Standing.NEW,
            found.file_name,
            self._importer.unit,
            found.form,
            found.encoding,
            found.transcript,
            found.metadata,
            found.n_passages,
            found.n_statements,
            found.n_codable,
            found.n_speakers,
            found.n_mentions,
            warnings=found.warnings,
            origin=found.origin,
            table=found.table,
        )
        return self._known.compare(planned, lambda: unpacked(found.packed).source.text)


def plan_files(
    file: ProjectFile,
    importer: Importer,
    paths: Sequence[Path],
    jobs: int,
    progress: Progress,
    keep_bytes: int,
    columns: Mapping[str, str] | None = None,
) -> ImportPlan:
    """Give the plan of importing files and folders; see ``Project.plan_import``."""
    files = find_files(paths)
    named = files.paths
    n_jobs = jobs_that_pay(named) if jobs == AS_MANY_AS_PAY else jobs
    choices = TableChoices(file, columns)

    def found() -> Iterator[Found]:
        report(progress, 0, len(named), f"Reading {named[0].name}" if named else "")
        for number, one in analyse_files(files, importer, n_jobs, keep_bytes, choices.choose):
            yield one
            following = named[min(number + 1, len(named) - 1)].name
            report(progress, number + 1, len(named), f"Reading {following}")

    return ImportPlan(file, importer, found(), choices, files.passed_over)


def plan_text(file: ProjectFile, importer: Importer, text: str, title: str) -> ImportPlan:
    """Give the plan of importing a text that somebody has pasted; raises UserError where it is none."""
    from annotator import reading

    name = " ".join(title.split()) or "Pasted text"
    one = analyse_text(reading.read_text(text, name), importer, name)
    if title.strip() and one.metadata is not None:
        one = replace(one, metadata=replace(one.metadata, title=name))
    return ImportPlan(file, importer, iter([one]), TableChoices(file))


def importer_of(file: ProjectFile, pipeline: str | PathLike[str] | None) -> Importer:
    """Give what imports into a project, with the trained pipeline of that name or in that folder; None or "" for none.

    Raises PipelineError where there is no such pipeline.
    """
    from annotator.tagging.pipelines import find_pipeline

    found = find_pipeline(pipeline) if pipeline else None
    return Importer(unit_in_use(file), learnt_aliases(file), found)


class _Known:
    """What the project holds, and what the plan has seen, by which a file is recognised."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._by_name: dict[str, list[TranscriptId]] = {}
        self._by_meeting: dict[tuple[str, str], list[TranscriptId]] = {}
        self._seen: dict[TranscriptId, str] = {}
        self._replaced: set[TranscriptId] = set()
        with file.read() as connection:
            rows = queries.transcripts(connection)
        self._titles = {row.uid: row.title for row in rows}
        for row in rows:
            self._by_name.setdefault(row.file_name.casefold(), []).append(row.uid)
            for sign in _signs(row.metadata.title, row.metadata.meeting, row.metadata.date):
                self._by_meeting.setdefault(sign, []).append(row.uid)

    def forget(self, planned: PlannedFile) -> None:
        """Have a file that was compared never seen."""
        if planned.transcript is not None and self._seen.get(planned.transcript) == planned.path:
            del self._seen[planned.transcript]
        if planned.version_of is not None:
            self._replaced.discard(planned.version_of)

    def compare(self, planned: PlannedFile, text: Callable[[], str]) -> PlannedFile:
        """Give the file with what it is to the project."""
        assert planned.transcript is not None
        here = self._here(planned.transcript)
        if here:
            return replace(planned, standing=Standing.KNOWN, message=here, wanted=False)
        self._seen[planned.transcript] = planned.path
        old = self._older(planned, text)
        if old is None:
            return planned
        self._replaced.add(old)
        return replace(
            planned,
            standing=Standing.NEW_VERSION,
            version_of=old,
            replaces=old,
            replaces_title=self._titles[old],
            metadata=self._corrected(planned.metadata, old),
        )

    def _corrected(self, found: Metadata, old: TranscriptId) -> Metadata:
        """Give the metadata with what a person corrected when the older version was taken in."""
        with self._file.read() as connection:
            stored = writing.holds(connection, "transcript", old) or {}
            analysis = content.analyses_of(connection, old).get(str(stored.get("importer")))
        if analysis is None:
            return found
        imported, chosen = metadata_to_dict(analysis.metadata), metadata_to_dict(metadata_from_dict(stored))
        corrected = {name: value for name, value in chosen.items() if value != imported[name]}
        return metadata_from_dict({**metadata_to_dict(found), **corrected})

    def _here(self, transcript: TranscriptId) -> str:
        """Say where this very text is already, or ""."""
        if transcript in self._seen:
            return f"The same text as {self._seen[transcript]}."
        with self._file.read() as connection:
            successor = lineage.shown_version(connection, transcript)
        if successor is None:
            return ""
        title = self._titles.get(successor, "another transcript")
        return f"Here already as “{title}”." if successor == transcript else f"An older version of “{title}”."

    def _older(self, planned: PlannedFile, text: Callable[[], str]) -> TranscriptId | None:
        """Give the transcript that this is a new version of: of the same name or meeting, and mostly the same text."""
        named = self._by_name.get(planned.file_name.casefold(), [])
        signs = _signs(planned.metadata.title, planned.metadata.meeting, planned.metadata.date)
        candidates = {uid: None for sign in signs for uid in self._by_meeting.get(sign, [])[:_COMMON_NAME]}
        if len(named) <= _COMMON_NAME:
            candidates |= dict.fromkeys(named)
        best: tuple[float, TranscriptId] | None = None
        for uid in candidates.keys() - self._replaced:
            with self._file.read() as connection:
                known = content.text_of(connection, uid)
            alike = 0.0 if known is None else likeness(text(), known)
            if alike >= VERSION and (best is None or (alike, uid) > best):
                best = alike, uid
        return None if best is None else best[1]


def _signs(title: str | None, meeting: str | None, date: str | None) -> list[tuple[str, str]]:
    """Give the ways in which two versions of a text name the same occasion: its title with its meeting or its day."""
    if not title:
        return []
    return [(title.casefold(), sign) for sign in (meeting, date) if sign]
