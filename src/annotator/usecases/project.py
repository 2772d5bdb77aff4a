"""A project file as people work on it: the one door to the store for the window, the command line and scripts."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain.codebook import Codebook
from annotator.domain.errors import UserError
from annotator.domain.ids import NOBODY, CoderId, StatementId, TranscriptId
from annotator.domain.label import Coder, Label, Verdict
from annotator.domain.progress import Progress, no_progress
from annotator.domain.rows import (
    AgreementReport,
    Changes,
    CheckReport,
    HistoryEntry,
    LabelRow,
    MergeReport,
    ProjectInfo,
    StatementFilter,
    StatementKey,
    StatementRow,
    TranscriptRow,
)
from annotator.domain.transcript import Mention
from annotator.store import backups, checking, content, finding, queries
from annotator.store.access import ProjectInUse
from annotator.store.file import SUFFIX, ProjectFile
from annotator.usecases import changing, labelling, opening
from annotator.usecases.corrections import Corrections
from annotator.usecases.history import history_of
from annotator.usecases.labelling import UNCHANGED, LabelParts, Unchanged
from annotator.usecases.taking_in import AnyPath, TakingIn

__all__ = ["SUFFIX", "UNCHANGED", "Project", "ProjectInUse", "Unchanged"]

_PAGE = 200


class Project(TakingIn, Corrections):
    """An open project file. One program at a time may write to it; use it as a context manager or ``close()`` it.

    Every method that changes something does so in one transaction, through the journal, and returns what it touched.
    Reads may be made from any thread.
    """

    def __init__(self, file: ProjectFile) -> None:
        super().__init__(file)
        self._codebook: Codebook | None = None

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether it can only be looked at."""
        return self._file.read_only

    @classmethod
    def create(cls, path: AnyPath, codebook: AnyPath | None = None, unit: str = "sentence") -> Self:
        """Make a new project file and open it.

        Raises UserError where the file exists, the folder cannot be written, or the codebook or the unit is no such.
        """
        return cls(opening.create(Path(path), None if codebook is None else Path(codebook), unit))

    @classmethod
    def open(cls, path: AnyPath, read_only: bool = False) -> Self:
        """Open a project file.

        Raises ``ProjectInUse`` (a UserError) where another program has it open for writing, and UserError where it
        is missing, no project, damaged, of a newer version, or cannot be written.
        """
        return cls(ProjectFile.open(opening.existing(Path(path)), read_only))

    def close(self) -> None:
        """Close the file; further calls are bugs. Closing twice is fine."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- what there is ---------------------------------------------------------------------------------------------

    @property
    def codebook(self) -> Codebook:
        """The codebook in use."""
        if self._codebook is None:
            self._codebook = opening.codebook_in_use(self._file)
        return self._codebook

    def info(self) -> ProjectInfo:
        """Give the counts of the project."""
        return opening.info(self._file, self.codebook, self.unit)

    def coder(self, name: str) -> Coder:
        """Give the coder of that name; raises UserError, with the nearest name, where there is none."""
        return opening.named(self.coders(), name)

    def add_coder(self, name: str, example: bool = False) -> Coder:
        """Give the coder of that name, made where there is none yet."""
        with self._file.write() as connection:
            uid, _ = labelling.ensure_coder(connection, self._file, name, example)
        return next(coder for coder in self.coders() if coder.uid == uid)

    def transcripts(self) -> tuple[TranscriptRow, ...]:
        """Give the transcripts by date, then title, with their counts."""
        with self._file.read() as connection:
            return queries.transcripts(connection)

    def text(self, transcript: TranscriptId) -> str:
        """Give the whole stored text."""
        with self._file.read() as connection:
            text = content.text_of(connection, transcript)
        if text is None:
            raise UserError(f'There is no transcript "{transcript}" in this project.')
        return text

    def progress(self, coder: CoderId) -> Mapping[TranscriptId, int]:
        """Give, for each transcript, how many of its codable statements this coder has completely labelled."""
        with self._file.read() as connection:
            return queries.progress(connection, coder)

    def mentions(self, transcript: TranscriptId) -> tuple[Mention, ...]:
        """Give a transcript's mentions in order of appearance."""
        with self._file.read() as connection:
            return queries.mentions(connection, transcript)

    # -- statements ------------------------------------------------------------------------------------------------

    def statements(
        self,
        transcript: TranscriptId | None = None,
        speaker: str | None = None,
        unlabelled_by: str | None = None,
        search: str | None = None,
    ) -> Iterator[StatementRow]:
        """Give statements in reading order, page by page from the file; every condition given must hold.

        Args:
            speaker: Part of a speaker's name or affiliation, whatever the case.
            unlabelled_by: Name of a coder; only codable statements without a complete label of theirs.
            search: Words that all occur in the text, the last one perhaps unfinished.
        """
        todo = StatementFilter.ALL if unlabelled_by is None else StatementFilter.UNLABELLED
        coder = NOBODY if unlabelled_by is None else opening.coder_or_new(self.coders(), unlabelled_by)
        with self._file.read() as connection:
            keys = finding.keys(connection, transcript, todo, coder, (), search or "", speaker)
            for start in range(0, len(keys), _PAGE):
                yield from queries.rows(connection, keys[start : start + _PAGE])

    def statement_keys(
        self,
        transcript: TranscriptId | None = None,
        shown: StatementFilter = StatementFilter.ALL,
        coder: CoderId = NOBODY,
        others: Sequence[CoderId] = (),
        search: str = "",
    ) -> list[StatementKey]:
        """Give the keys of the statements to list, in reading order.

        Args:
            transcript: Only this one's; None for the whole project.
            coder: Whose work UNLABELLED, LABELLED_BY_BOTH, DIFFERING and QUERIED are about.
            others: Whom LABELLED_BY_BOTH and DIFFERING compare with; empty for anybody else.
        """
        with self._file.read() as connection:
            return finding.keys(connection, transcript, shown, coder, others, search)

    def statement_rows(self, keys: Sequence[StatementKey]) -> list[StatementRow]:
        """Give the rows with these keys, in this order; made for pages of some dozens. Unknown keys are left out."""
        with self._file.read() as connection:
            return queries.rows(connection, keys)

    def statement_key(self, statement: str) -> StatementKey:
        """Give the key of a statement; raises UserError where there is none such."""
        with self._file.read() as connection:
            key = queries.key_of(connection, statement)
            if key is None:
                raise UserError(labelling.unknown_statement(connection, statement))
        return key

    def statement(self, statement: str) -> StatementRow:
        """Give one statement; raises UserError where there is none such."""
        return self.statement_rows([self.statement_key(statement)])[0]

    def next_unlabelled(self, coder: CoderId, after: StatementKey | None = None) -> StatementRow | None:
        """Give the first codable statement after this one without a complete label of the coder's, in the order in
        which transcripts are listed and starting over at the end; None when all is done."""
        with self._file.read() as connection:
            key = finding.next_unlabelled(connection, coder, after)
            return None if key is None else queries.rows(connection, [key])[0]

    def history(self, statement: str) -> tuple[HistoryEntry, ...]:
        """Give everything the journal says about a statement's labels, verdicts and speakers, oldest first."""
        with self._file.read() as connection:
            return history_of(connection, StatementId(statement), self.codebook)

    # -- labels ----------------------------------------------------------------------------------------------------

    def label(
        self,
        statement: str,
        coder: str,
        stance: str | Unchanged | None = UNCHANGED,
        themes: Sequence[str] | Unchanged = UNCHANGED,
        target: str | None = None,
        flags: Sequence[str] | Unchanged = UNCHANGED,
        confidence: int | Unchanged | None = UNCHANGED,
        note: str | Unchanged = UNCHANGED,
        saw: Sequence[CoderId] = (),
    ) -> Changes:
        """Set the parts given of a coder's label and keep the others; a label left with nothing is no label.

        Args:
            coder: Name of a coder (made where there is none yet), or a ``CoderId``.
            target: None for the codebook's default target.
            saw: Whose labels of this statement the coder could see.

        Raises UserError where the statement, or a key, is unknown.
        """
        parts = LabelParts(stance, themes, flags, confidence, note)
        return labelling.set_label(self._file, self.codebook, StatementId(statement), coder, target, parts, saw)

    def clear_label(self, statement: str, coder: str, target: str | None = None) -> Changes:
        """Remove a coder's label."""
        return self.label(statement, coder, None, (), target, (), None, "")

    def label_many(self, coder: str, rows: Sequence[LabelRow]) -> Changes:
        """Set whole labels from rows, as one action, all or nothing.

        Raises UserError where a statement or a key is unknown; then nothing is written.
        """
        return labelling.set_labels(self._file, self.codebook, coder, rows)

    def labels(self, coder: str | None = None) -> tuple[Label, ...]:
        """Give every label, or every one of this coder's (by name), in reading order."""
        who = None if coder is None else self.coder(coder).uid
        with self._file.read() as connection:
            return tuple(queries.all_labels(connection, who))

    def review(
        self,
        statement: str,
        coder: str,
        reviewer: str,
        verdict: Verdict | None,
        comment: str = "",
        target: str | None = None,
    ) -> Changes:
        """Record a reviewer's verdict on a colleague's label, or with None take it back.

        Args:
            coder, reviewer: Identifiers of coders (``Coder.uid``).

        Raises UserError where there is no such label, or it is the reviewer's own.
        """
        who, by = CoderId(coder), CoderId(reviewer)
        return labelling.set_review(
            self._file, self.codebook, StatementId(statement), who, by, verdict, comment, target
        )

    def undo(self, coder: str = NOBODY, progress: Progress | None = None) -> Changes:
        """Take back the coder's last action; ``done`` is False where there is none.

        Raises UserError where somebody else's later change stands in the way.
        """
        who = opening.coder_or_new(self.coders(), coder)
        return self._refreshed(changing.take_back(self._file, who, progress or no_progress))

    def _refreshed(self, changes: Changes) -> Changes:
        if changes.everything:
            self._codebook = None
        return changes

    def redo(self, coder: str = NOBODY, progress: Progress | None = None) -> Changes:
        """Do again what the coder last took back; ``done`` is False where there is nothing."""
        who = opening.coder_or_new(self.coders(), coder)
        return self._refreshed(changing.do_again(self._file, who, progress or no_progress))

    def undo_size(self, coder: str = NOBODY, again: bool = False) -> int:
        """Give about how many rows the coder's next undo, or with ``again`` the next redo, writes; 0 for nothing."""
        return changing.size_of_next(self._file, opening.coder_or_new(self.coders(), coder), again)

    # -- long work: each takes a progress callback and raises Cancelled where that asks to stop ---------------------

    def merge(
        self, paths: Sequence[AnyPath], preview: bool = False, progress: Progress | None = None, author: str = NOBODY
    ) -> MergeReport:
        """Bring in other project files; with ``preview`` only say what that would bring."""
        who = opening.coder_or_new(self.coders(), author)
        files = [opening.existing(Path(path)) for path in paths]
        report = changing.merge_files(self._file, files, who, progress or no_progress, preview)
        self._refreshed(report.changes)
        return report

    def agreement(self, coders: Sequence[str] | None = None, target: str | None = None) -> AgreementReport:
        """Measure how far these coders (names; None for all who labelled) agree on one target."""
        from annotator.usecases.measuring import measure_agreement

        who = self.coders() if coders is None else tuple(self.coder(name) for name in coders)
        aim = self.codebook.default_target if target is None else self.codebook.check_target(target)
        return measure_agreement(self.labels(), self.codebook, who, aim)

    def export(
        self,
        path: AnyPath,
        coder: str | None = None,
        format: str = "xlsx",
        layer: str = "coder",
        progress: Progress | None = None,
    ) -> Path:
        """Write the dataset to a workbook; ``coder`` is whose label stands in the statements sheet (None: the one
        with most labels)."""
        from annotator.usecases.exporting import export_workbook

        if format != "xlsx":
            raise UserError(f'The format "{format}" cannot be written by this version: use xlsx.')
        if layer != "coder":
            raise UserError(f'The layer "{layer}" cannot be exported by this version: use coder.')
        return export_workbook(self, Path(path), coder, progress or no_progress)

    def check(self, rebuild: bool = False, progress: Progress | None = None) -> CheckReport:
        """Verify the file, and that the projections say what the journal says; or make them anew from it."""
        return checking.check(self._file, rebuild, progress or no_progress)

    def backup(self, out: AnyPath | None = None, progress: Progress | None = None) -> Path:
        """Write a copy of the file, sound by itself, beside it in a folder of backups or to ``out``."""
        return backups.back_up(self.path, None if out is None else Path(out), progress=progress or no_progress)

    def backup_due(self) -> bool:
        """Whether the last backup is over a day old, or there is none."""
        return not self.read_only and backups.due(self.path)

    def checkpoint(self) -> None:
        """Do the file's housekeeping, so that the next change need not; for a moment when nobody is typing."""
        self._file.checkpoint()
