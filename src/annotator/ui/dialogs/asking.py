"""Asks and tells with real dialogs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from annotator.ui.prompter import ExportRequest, MentionAnswer, MentionQuestion, NewProject, Preferences, WhenBusy

if TYPE_CHECKING:
    from annotator.domain.correction import LikePlace, Place
    from annotator.domain.importing import ImportReport
    from annotator.domain.label import Coder
    from annotator.domain.pipeline import Pipeline
    from annotator.domain.rows import AgreementReport, MergeReport, Replaced
    from annotator.domain.transcript import PassageKind, Speaker
    from annotator.ui.desk import Desk
    from annotator.ui.dialogs.sheet import Sheet
    from annotator.ui.importing import ImportRun, PastedText
    from annotator.ui.window import MainWindow

PROJECTS = "Annotator project (*.annotator)"


class DialogPrompter(QObject):
    """The prompter of the real window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = documents if Path(documents).is_dir() else str(Path.home())

    def _remember(self, path: str) -> Path | None:
        if not path:
            return None
        self._folder = str(Path(path).parent)
        return Path(path)

    def _free(self, name: str, ending: str) -> Path:
        """A name in the last folder that is not taken."""
        path = Path(self._folder) / f"{name}{ending}"
        nth = 2
        while path.exists():
            path = Path(self._folder) / f"{name} {nth}{ending}"
            nth += 1
        return path

    def ask_project_to_open(self) -> Path | None:
        """Ask for a project file."""
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open project"), self._folder, PROJECTS)
        return self._remember(path)

    def ask_new_project(self) -> NewProject | None:
        """Ask where a new project is to be."""
        from annotator.ui.dialogs.files import ask_new_project

        new = ask_new_project(self._window, self._free(self.tr("Untitled"), ".annotator"))
        if new is not None:
            self._remember(str(new.path))
        return new

    def ask_sample_folder(self) -> Path | None:
        """Ask for the folder in which to make the sample project."""
        title = self.tr("Where should the sample project be?")
        path = QFileDialog.getExistingDirectory(self._window, title, self._folder)
        return Path(path) if path else None

    def ask_transcripts(self) -> list[Path]:
        """Ask for files to import."""
        from annotator.reading import EXTENSIONS

        endings = " ".join(f"*{ending}" for ending in EXTENSIONS)
        pattern = self.tr("Transcripts ({0});;Every file (*)").format(endings)
        paths, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Import transcripts"), self._folder, pattern)
        self._remember(paths[0] if paths else "")
        return [Path(path) for path in paths]

    def ask_transcript_folder(self) -> Path | None:
        """Ask for a folder to import."""
        path = QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder"), self._folder)
        self._remember(path)
        return Path(path) if path else None

    def ask_text(self) -> "PastedText | None":
        """Ask for a text to import."""
        from annotator.ui.dialogs.pasting import PasteSheet

        sheet = PasteSheet(self._window)
        return sheet.pasted if sheet.ask() else None

    def show_import(self, run: "ImportRun") -> None:
        """Show what an import would bring."""
        from annotator.ui.dialogs.importing import ImportSheet

        ImportSheet(self._window, run, self._window.look, self._window.settings).open()

    def ask_without_pipeline(self, message: str) -> bool:
        """Say why the trained pipeline cannot be used and ask whether to import without it."""
        title = self.tr("The trained pipeline cannot be used")
        return self._question(title, message, self.tr("Import without it"), self.tr("Cancel"))

    def ask_report_file(self, suggested: str) -> Path | None:
        """Ask where to save a report."""
        pattern = self.tr("Table (*.csv);;Text (*.txt)")
        place = str(Path(self._folder) / suggested)
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save the report"), place, pattern)
        return self._remember(path)

    def ask_projects_to_merge(self) -> list[Path]:
        """Ask for project files to merge."""
        paths, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Merge project files"), self._folder, PROJECTS)
        self._remember(paths[0] if paths else "")
        return [Path(path) for path in paths]

    def ask_coder(self, coders: "Sequence[Coder]", preselected: str) -> str | None:
        """Ask who is coding."""
        from annotator.ui.dialogs.coder import CoderDialog

        dialog = CoderDialog(self._window, coders, preselected)
        return dialog.name.text().strip() if dialog.ask() else None

    def ask_merge(self, report: "MergeReport") -> bool:
        """Show what merging would bring and ask whether to."""
        from annotator.ui.dialogs.reports import MergeDialog

        return MergeDialog(self._window, report).ask() and report.facts > 0

    def ask_export(self, coders: "Sequence[Coder]", preselected: str, suggested: Path) -> ExportRequest | None:
        """Ask what to export and where to."""
        from annotator.ui.dialogs.files import ask_export

        request = ask_export(self._window, coders, preselected, suggested)
        if request is not None and request.path.exists():
            text = self.tr("{0} is there already. Exporting replaces it.").format(request.path.name)
            replace = self._question(self.tr("Replace the file?"), text, self.tr("Replace"), self.tr("Cancel"))
            return request if replace else None
        return request

    def ask_read_only(self, message: str) -> bool:
        """Say that another program has the file open and ask whether to look at it read-only."""
        look = self.tr("Open to look only")
        return self._question(self.tr("The project is open elsewhere"), message, look, self.tr("Cancel"))

    def ask_settings(self, current: Preferences, pipelines: "Sequence[Pipeline]") -> Preferences | None:
        """Ask what is to be as the user likes it."""
        from annotator.ui.dialogs.preferences import SettingsDialog

        dialog = SettingsDialog(self._window, current, pipelines, self._folder)
        return dialog.preferences if dialog.ask() else None

    def ask_when_busy(self, title: str) -> WhenBusy | None:
        """Ask whether to wait for a job or to stop it."""
        sheet = self._sheet(
            self.tr("Work is still going on"),
            self.tr("“{0}” is not finished. Stopping it leaves the project as it was before.").format(title),
        )
        sheet.add_buttons(self.tr("Wait, then close"), self.tr("Keep open"))
        sheet.add_other(self.tr("Stop and close"), 2)
        answer = sheet.exec()
        sheet.deleteLater()
        return {1: WhenBusy.WAIT, 2: WhenBusy.STOP}.get(answer)

    def ask_passage_kind(self, current: "PassageKind") -> str | None:
        """Ask what a passage is."""
        from annotator.ui.dialogs.correction import PassageDialog

        dialog = PassageDialog(self._window, current)
        return dialog.kind if dialog.ask() else None

    def ask_speakers(
        self, speakers: "tuple[Speaker, ...]", known: "tuple[Speaker, ...]"
    ) -> "tuple[Speaker, ...] | None":
        """Ask who speaks."""
        from annotator.ui.dialogs.correction import SpeakersDialog

        dialog = SpeakersDialog(self._window, speakers, known)
        return dialog.speakers if dialog.ask() else None

    def ask_mention(self, question: MentionQuestion) -> MentionAnswer | None:
        """Ask what words name."""
        from annotator.ui.dialogs.correction import MentionDialog

        dialog = MentionDialog(self._window, question)
        return dialog.answer if dialog.ask() else None

    def ask_places(self, words: str, places: "Sequence[LikePlace]") -> "list[Place]":
        """Show where the same words stand and ask in which of these places a correction holds."""
        from annotator.ui.dialogs.places import PlacesDialog

        dialog = PlacesDialog(self._window, words, places)
        return dialog.chosen if dialog.ask() else []

    def show_actors(self, desk: "Desk") -> None:
        """Show every entity, with what can be done to it."""
        from annotator.ui.actors import ActorsDialog

        ActorsDialog(self._window, desk).ask()

    def tell_agreement(self, report: "AgreementReport", target: str) -> None:
        """Show how far coders agree."""
        from annotator.ui.dialogs.reports import AgreementDialog

        AgreementDialog(self._window, report, target).ask()

    def tell_versions(self, replaced: "Replaced", desk: "Desk") -> None:
        """Show what a transcript has taken the place of."""
        from annotator.ui.dialogs.versions import VersionsDialog

        VersionsDialog(self._window, replaced, desk).ask()

    def tell_import(self, report: "ImportReport", save: Callable[[], object]) -> None:
        """Show what became of each file."""
        from annotator.ui.dialogs.reports import ImportDialog

        ImportDialog(self._window, report, save).ask()

    def tell_error(self, message: str) -> None:
        """Show a sentence about something the user can mend."""
        from annotator.ui.dialogs.sheet import selectable

        sheet = self._sheet(self.tr("That did not work"))
        sheet.body.addWidget(selectable(message, "plain"))
        sheet.add_buttons(self.tr("Close"))
        sheet.ask()

    def tell_about(self) -> None:
        """Show version, licence and where things are."""
        from annotator import __version__, paths
        from annotator.ui.dialogs.sheet import selectable

        sheet = self._sheet(f"Annotator {__version__}", self.tr("Free software under the MIT licence."))
        facts = [
            self.tr("Settings: {0}").format(paths.config_folder()),
            self.tr("Log: {0}").format(paths.state_folder()),
        ]
        sheet.body.addWidget(selectable("\n".join(facts)))
        sheet.add_buttons(self.tr("Close"))
        sheet.ask()

    def _sheet(self, title: str, text: str = "") -> "Sheet":
        from annotator.ui.dialogs.sheet import Sheet

        return Sheet(self._window, title, text)

    def _question(self, title: str, text: str, yes: str, no: str) -> bool:
        sheet = self._sheet(title, text)
        sheet.add_buttons(yes, no)
        return sheet.ask()
