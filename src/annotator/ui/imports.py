"""Transcripts on their way into the project of the window, and back out as the files that they came in."""

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from annotator.domain.errors import UserError
from annotator.ui.desk import Desk
from annotator.ui.jobs import JobRunner
from annotator.ui.prompter import Prompter
from annotator.ui.settings import Settings

if TYPE_CHECKING:
    from annotator.domain.ids import TranscriptId
    from annotator.domain.importing import ImportReport
    from annotator.ui.importing import ImportRun, PastedText
    from annotator.usecases.project import Project


class Imports(QObject):
    """The imports of one window, one at a time."""

    def __init__(self, desk: Desk, jobs: JobRunner, settings: Settings, prompter: Prompter, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._settings = settings
        self._prompter = prompter
        self._run: ImportRun | None = None
        self._originals: QTemporaryDir | None = None

    def begin(self, project: "Project", source: "Sequence[Path] | PastedText") -> None:
        """Read files or a text, show what they would bring, and take in what the user wants."""
        from annotator.ui.importing import ImportRun

        self.drop()
        run = ImportRun(project, self._jobs, self._desk.coder_uid, self._settings.pipeline, self)
        run.failed.connect(self._on_run_failed)
        run.pipeline_failed.connect(self._on_run_pipeline_failed)
        run.reported.connect(self._on_run_reported)
        run.settled.connect(self._on_run_settled)
        self._run = run
        # Shown before it starts: what is planned before somebody listens would be missed.
        self._prompter.show_import(run)
        run.start(source)

    def drop(self) -> None:
        """Give up the import that is being shown, if one is."""
        if self._run is not None:
            self._run.drop()

    def _on_run_settled(self) -> None:
        self._run = None

    def _on_run_failed(self, message: str) -> None:
        self._prompter.tell_error(message)

    def _on_run_pipeline_failed(self, message: str) -> None:
        run = self._run
        if run is not None and self._prompter.ask_without_pipeline(message):
            run.start_without_pipeline()
        elif run is not None:
            run.drop()

    def _on_run_reported(self, report: "ImportReport") -> None:
        if report.changes.done:
            self._desk.publish(report.changes)
        self._prompter.tell_import(report, lambda: self._save(report))

    def _save(self, report: "ImportReport") -> None:
        """Save a report where the user says."""
        from annotator.usecases.importing import save_report

        path = self._prompter.ask_report_file(self.tr("Import report.csv"))
        if path is None:
            return
        try:
            save_report(report, path)
        except UserError as error:
            self._prompter.tell_error(str(error))
        else:
            self._desk.said.emit(self.tr("Saved to {0}").format(path), "saved")

    def open_original(self, project: "Project", transcript: "TranscriptId") -> None:
        """Open the file that a transcript came in, in the program that the system has for it.

        It is a copy, gone when the window closes; the project's own stays as it is.
        """
        original = project.original(transcript)
        if original is None:
            self._desk.said.emit(self.tr("The file of this transcript was not kept in the project."), "warn")
            return
        if self._originals is None:
            self._originals = QTemporaryDir()
        folder = Path(self._originals.path()) / transcript[:16]
        path = folder / (PurePath(original.file_name).name or "original")
        try:
            folder.mkdir(exist_ok=True)
            path.write_bytes(original.data)
        except OSError as error:
            self._prompter.tell_error(self.tr("The file cannot be shown: {0}.").format(error.strerror))
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.said.emit(self.tr("No program here opens {0}.").format(path.name), "warn")
