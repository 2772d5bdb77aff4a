"""A project file as people work on it: the one door to the store for the window, the command line and scripts."""

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.domain.codebook import Codebook
from annotator.domain.ids import NOBODY, CoderId, StatementId, TranscriptId
from annotator.domain.label import Coder, Verdict
from annotator.domain.progress import Progress
from annotator.domain.rows import (
    AgreementReport,
    Changes,
    CheckReport,
    HistoryEntry,
    ImportReport,
    MergeReport,
    ProjectInfo,
    StatementFilter,
    StatementKey,
    StatementRow,
    TranscriptRow,
)
from annotator.domain.transcript import Mention, Unit

AnyPath = str | PathLike[str]


class Unchanged:
    """The type of ``UNCHANGED``: this part of the label stays as it is."""


UNCHANGED = Unchanged()


class Project:
    """An open project file. One program at a time may write to it; use it as a context manager or ``close()`` it.

    Every method that changes something does so in one transaction, through the journal, and returns what it touched.
    Reads may be made from any thread.
    """

    path: Path
    read_only: bool

    @classmethod
    def create(cls, path: AnyPath, codebook: AnyPath | None = None, unit: str = "sentence") -> Self:
        """Make a new project file and open it.

        Raises UserError where the file exists, the folder cannot be written, or the codebook or the unit is no such.
        """
        raise NotImplementedError

    @classmethod
    def open(cls, path: AnyPath, read_only: bool = False) -> Self:
        """Open a project file.

        Raises ``ProjectInUse`` (a UserError) where another program has it open for writing, and UserError where it
        is missing, no project, damaged, of a newer version, or cannot be written.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close the file; further calls are bugs. Closing twice is fine."""

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
        raise NotImplementedError

    @property
    def unit(self) -> Unit:
        """How much text a statement of newly imported transcripts covers."""
        raise NotImplementedError

    def info(self) -> ProjectInfo:
        """Give the counts of the project."""
        raise NotImplementedError

    def coders(self) -> tuple[Coder, ...]:
        """Give everybody who codes here, by name."""
        raise NotImplementedError

    def coder(self, name: str) -> Coder:
        """Give the coder of that name; raises UserError, with the nearest name, where there is none."""
        raise NotImplementedError

    def add_coder(self, name: str, example: bool = False) -> Coder:
        """Give the coder of that name, made where there is none yet."""
        raise NotImplementedError

    def transcripts(self) -> tuple[TranscriptRow, ...]:
        """Give the transcripts by date, then title, with their counts."""
        raise NotImplementedError

    def text(self, transcript: TranscriptId) -> str:
        """Give the whole stored text."""
        raise NotImplementedError

    def progress(self, coder: CoderId) -> Mapping[TranscriptId, int]:
        """Give, for each transcript, how many of its codable statements this coder has completely labelled."""
        raise NotImplementedError

    def mentions(self, transcript: TranscriptId) -> tuple[Mention, ...]:
        """Give a transcript's mentions in order of appearance."""
        raise NotImplementedError

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
        raise NotImplementedError

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
        raise NotImplementedError

    def statement_rows(self, keys: Sequence[StatementKey]) -> list[StatementRow]:
        """Give the rows with these keys, in this order; made for pages of some dozens. Unknown keys are left out."""
        raise NotImplementedError

    def statement_key(self, statement: StatementId) -> StatementKey:
        """Give the key of a statement; raises UserError where there is none such."""
        raise NotImplementedError

    def statement(self, statement: StatementId) -> StatementRow:
        """Give one statement; raises UserError where there is none such."""
        raise NotImplementedError

    def next_unlabelled(self, coder: CoderId, after: StatementKey | None = None) -> StatementRow | None:
        """Give the first codable statement after this one without a complete label of the coder's, in the order in
        which transcripts are listed and starting over at the end; None when all is done."""
        raise NotImplementedError

    def history(self, statement: StatementId) -> tuple[HistoryEntry, ...]:
        """Give everything the journal says about a statement's labels, verdicts and speakers, oldest first."""
        raise NotImplementedError

    # -- labels ----------------------------------------------------------------------------------------------------

    def label(
        self,
        statement: StatementId,
        coder: str,
        stance: str | None | Unchanged = UNCHANGED,
        themes: Sequence[str] | Unchanged = UNCHANGED,
        target: str | None = None,
        flags: Sequence[str] | Unchanged = UNCHANGED,
        confidence: int | None | Unchanged = UNCHANGED,
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
        raise NotImplementedError

    def clear_label(self, statement: StatementId, coder: str, target: str | None = None) -> Changes:
        """Remove a coder's label."""
        raise NotImplementedError

    def review(
        self,
        statement: StatementId,
        coder: CoderId,
        reviewer: CoderId,
        verdict: Verdict | None,
        comment: str = "",
        target: str | None = None,
    ) -> Changes:
        """Record a reviewer's verdict on a colleague's label, or with None take it back.

        Raises UserError where there is no such label, or it is the reviewer's own.
        """
        raise NotImplementedError

    def undo(self, coder: str = NOBODY) -> Changes:
        """Take back the coder's last action; ``done`` is False where there is none.

        Raises UserError where somebody else's later change stands in the way.
        """
        raise NotImplementedError

    def redo(self, coder: str = NOBODY) -> Changes:
        """Do again what the coder last took back; ``done`` is False where there is nothing."""
        raise NotImplementedError

    # -- long work: each takes a progress callback and raises Cancelled where that asks to stop ---------------------

    def import_files(
        self, paths: Sequence[AnyPath], jobs: int = 1, progress: Progress | None = None, author: str = NOBODY
    ) -> ImportReport:
        """Read, analyse and take in files and folders, in one transaction; a refused file does not stop the others."""
        raise NotImplementedError

    def merge(
        self, paths: Sequence[AnyPath], preview: bool = False, progress: Progress | None = None, author: str = NOBODY
    ) -> MergeReport:
        """Bring in other project files; with ``preview`` only say what that would bring."""
        raise NotImplementedError

    def agreement(self, coders: Sequence[str] | None = None, target: str | None = None) -> AgreementReport:
        """Measure how far these coders (names; None for all who labelled) agree on one target."""
        raise NotImplementedError

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
        raise NotImplementedError

    def check(self, rebuild: bool = False, progress: Progress | None = None) -> CheckReport:
        """Verify the file, and that the projections say what the journal says; or make them anew from it."""
        raise NotImplementedError

    def backup(self, out: AnyPath | None = None, progress: Progress | None = None) -> Path:
        """Write a copy of the file, sound by itself, beside it in a folder of backups or to ``out``."""
        raise NotImplementedError

    def backup_due(self) -> bool:
        """Whether the last backup is over a day old, or there is none and something to lose."""
        raise NotImplementedError
