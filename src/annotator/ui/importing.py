"""An import under way: files are analysed beside the window, a person looks and changes, and then it is written."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.ui.jobs import Job, JobRunner

if TYPE_CHECKING:
    from annotator.domain.columns import Columns
    from annotator.domain.errors import UserError
    from annotator.domain.importing import ImportReport, PlannedFile
    from annotator.domain.progress import Progress
    from annotator.domain.transcript import Analysis, SourceText
    from annotator.usecases.planning import ImportPlan
    from annotator.usecases.project import Project

_AS_MANY_AS_PAY = 0
_ROWS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class PastedText:
    """A text that somebody has pasted, under the title that they gave it, or none."""

    text: str
    title: str = ""


class ImportRun(QObject):
    """One import, from the first file read to the report. Whoever shows it calls ``accept`` or ``drop``, once.

    Signals:
        planned: Files have been analysed: a list of PlannedFile.
        progressed: How far the reading is: files done, files in all, what is read now.
        all_planned: Nothing more will be analysed.
        pipeline_failed: The trained pipeline cannot be used; a sentence why. ``start_without_pipeline`` goes on.
        failed: Nothing can be planned; a sentence why.
        looked: What was asked for by ``look``: PlannedFile with its counts, SourceText, Analysis.
        begun_again: How a table begins that is read with other columns: the PlannedFile for which they were chosen,
            SourceText, Analysis.
        planned_again: What such a table brings, some at a time: its ``source``, a list of PlannedFile, whether these
            are the first, and take the place of all that it brought before.
        choice_changed: A table begins to be read again, or is read.
        reported: It is written: ImportReport.
        settled: It is over: written, dropped, or failed to be written.
    """

    planned = Signal(list)
    progressed = Signal(int, int, str)
    all_planned = Signal()
    pipeline_failed = Signal(str)
    failed = Signal(str)
    looked = Signal(object, object, object)
    begun_again = Signal(object, object, object)
    planned_again = Signal(object, list, bool)
    choice_changed = Signal()
    reported = Signal(object)
    settled = Signal()

    def __init__(self, project: "Project", jobs: JobRunner, author: str, pipeline: str, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._jobs = jobs
        self._author = author
        self._pipeline = pipeline
        self._pipeline_error = ""
        self._source: Sequence[Path] | PastedText = ()
        self._looks = JobRunner(self)
        self._tables = JobRunner(self)
        self._choice = 0
        self._n_choosing = 0
        self._plan: ImportPlan | None = None
        self._stop = threading.Event()
        self._is_reading = True
        self._is_over = False
        self._next: Callable[[], None] | None = None
        self.files: list[PlannedFile] = []
        self._looks.user_error_raised.connect(self.failed)
        self._tables.user_error_raised.connect(self.failed)
        self.planned.connect(self._on_planned)

    @property
    def is_reading(self) -> bool:
        """Whether files are still to be analysed."""
        return self._is_reading or self.is_choosing

    @property
    def is_choosing(self) -> bool:
        """Whether a table is being read again with other columns."""
        return self._n_choosing > 0

    def start(self, source: Sequence[Path] | PastedText) -> None:
        """Begin to analyse."""
        from annotator.domain.pipeline import PipelineError

        self._source = source
        self._is_reading = True
        title = self.tr("Reading transcripts")

        def work(progress: "Progress") -> None:
            self._plan_all(source, progress)

        def failed(error: "UserError") -> None:
            if isinstance(error, PipelineError) and not self.files:
                self._pipeline_error = str(error)
            else:
                self.failed.emit(str(error))

        self._jobs.start(Job(title, work, lambda _result: None, failed, self._on_job_ended))

    def start_without_pipeline(self) -> None:
        """Begin again after ``pipeline_failed``, with the rules alone."""
        self._pipeline = ""
        self._let_go()
        self.start(self._source)

    def _plan_all(self, source: Sequence[Path] | PastedText, progress: "Progress") -> None:
        """Analyse everything; runs in the job's thread."""

        def told(done: int, total: int, text: str) -> bool:
            self.progressed.emit(done, total, text)
            return progress(done, total, text) and not self._stop.is_set()

        if isinstance(source, PastedText):
            self._plan = self._project.plan_text(source.text, source.title, self._pipeline)
        else:
            self._plan = self._project.plan_import(source, _AS_MANY_AS_PAY, told, pipeline=self._pipeline)
        some: list[PlannedFile] = []
        try:
            for one in self._plan:
                some.append(one)
                # The first ones at once, so that there is something to look at.
                if len(some) >= min(_ROWS_AT_ONCE, one.number // 4 + 1):
                    self.planned.emit(some)
                    some = []
        finally:
            if some:
                self.planned.emit(some)

    def _on_planned(self, files: "list[PlannedFile]") -> None:
        self.files += files

    def _on_job_ended(self) -> None:
        self._is_reading = False
        error, self._pipeline_error = self._pipeline_error, ""
        if error and not self._is_over:
            self.pipeline_failed.emit(error)
            return
        self.all_planned.emit()
        self._go_on()

    def _go_on(self) -> None:
        if self._next is not None and not self.is_reading:
            self._next()

    def stop_reading(self) -> None:
        """Analyse no further; what has been analysed can be taken in."""
        self._stop.set()
        self._choice += 1

    def choose_columns(self, one: "PlannedFile", columns: "Columns") -> None:
        """Have the table that a file is from read with other columns, in place of an earlier choice under way."""
        plan = self._plan
        if plan is None or self._is_over:
            return
        self._choice += 1
        self._n_choosing += 1
        choice = self._choice

        def told(done: int, total: int, text: str) -> bool:
            self.progressed.emit(done, total, text)
            return choice == self._choice

        def work(_progress: "Progress") -> None:
            if choice == self._choice and (found := plan.begun_again(one, columns)) is not None:
                self.begun_again.emit(one, *found)
            if choice == self._choice:
                self._plan_again(plan, one, columns, told)

        self._tables.start(
            Job(self.tr("Reading the table again"), work, lambda _result: None, None, self._on_choice_ended)
        )
        self.choice_changed.emit()

    def _plan_again(self, plan: "ImportPlan", one: "PlannedFile", columns: "Columns", told: "Progress") -> None:
        """Analyse a table once more; runs in a job's thread."""
        some: list[PlannedFile] = []
        n_told = 0
        try:
            for planned in plan.again(one, columns, told, _AS_MANY_AS_PAY):
                some.append(planned)
                if len(some) >= min(_ROWS_AT_ONCE, n_told // 4 + 1):
                    self.planned_again.emit(one.source, some, n_told == 0)
                    n_told += len(some)
                    some = []
        finally:
            if some:
                self.planned_again.emit(one.source, some, n_told == 0)

    def _on_choice_ended(self) -> None:
        self._n_choosing -= 1
        self.choice_changed.emit()
        self._go_on()

    def look(self, one: "PlannedFile") -> None:
        """Have a file's text and passages brought, as they would be taken in; ``looked`` brings them."""
        plan = self._plan
        if plan is None:
            return

        def work(_progress: "Progress") -> "tuple[PlannedFile, SourceText, Analysis]":
            source, analysis = plan.look(one)
            return plan.counted(one), source, analysis

        self._looks.start(Job(self.tr("Looking into the file"), work, lambda found: self.looked.emit(*found)))

    def drop(self) -> None:
        """Take nothing in."""
        self._after_reading(self._close)

    def accept(self, files: "Sequence[PlannedFile]", keep_originals: bool = True) -> None:
        """Take these files in as they are now."""
        self._after_reading(lambda: self._write(list(files), keep_originals))

    def _after_reading(self, then: Callable[[], None]) -> None:
        if self._is_over:
            return
        self._is_over = True
        self.stop_reading()
        if self.is_reading:
            self._next = then
        else:
            then()

    def _write(self, files: "list[PlannedFile]", keep_originals: bool) -> None:
        plan = self._plan
        if plan is None:
            self._close()
            return

        def work(progress: "Progress") -> "ImportReport":
            return self._project.accept_import(plan, files, progress, self._author, keep_originals)

        title = self.tr("Importing transcripts")
        self._jobs.start(Job(title, work, self.reported.emit, None, self._close))

    def _let_go(self) -> None:
        if self._plan is not None:
            self._plan.close()
            self._plan = None

    def _close(self) -> None:
        self._looks.close()
        self._tables.close()
        self._let_go()
        self.settled.emit()
        self.deleteLater()
