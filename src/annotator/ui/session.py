"""Opening, importing, merging, exporting: everything that asks first, or takes longer than a moment."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import UserError
from annotator.ui.desk import Desk
from annotator.ui.imports import Imports
from annotator.ui.jobs import Job, JobRunner
from annotator.ui.prompter import NewProject, Preferences, Prompter
from annotator.ui.settings import Settings

if TYPE_CHECKING:
    from annotator.domain.pipeline import Pipeline
    from annotator.domain.progress import Progress
    from annotator.domain.rows import AgreementReport, MergeReport, Replaced
    from annotator.usecases.project import Project

PROJECT_ENDING = ".annotator"


class Session(QObject):
    """The project of one window, from opening to closing.

    Signals:
        recent_changed: The list of recent projects is another one now.
    """

    recent_changed = Signal()

    def __init__(self, desk: Desk, jobs: JobRunner, settings: Settings, prompter: Prompter, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._settings = settings
        self.prompter = prompter
        self.imports = Imports(desk, jobs, settings, prompter, self)
        jobs.user_error_raised.connect(lambda message: self.prompter.tell_error(message))

    # -- opening and closing ---------------------------------------------------------------------------------------

    def ask_open(self) -> None:
        """Open the project that the user chooses."""
        path = self.prompter.ask_project_to_open()
        if path is not None:
            self.open(path)

    def open(self, path: Path, read_only: bool = False) -> None:
        """Open a project."""
        path = path.expanduser().absolute()
        if self._desk.project is not None and self._desk.project.path == path:
            self._desk.said.emit(self.tr("{0} is open already.").format(path.name), "plain")
            return

        def work(_progress: "Progress") -> "Project":
            from annotator.usecases.project import Project

            return Project.open(path, read_only=read_only)

        title = self.tr("Opening {0}").format(path.name)
        self._jobs.start(Job(title, work, self._take, lambda error: self._on_open_failed(path, error)))

    def _on_open_failed(self, path: Path, error: UserError) -> None:
        from annotator.usecases.project import ProjectInUse

        if isinstance(error, ProjectInUse):
            if self.prompter.ask_read_only(str(error)):
                self.open(path, read_only=True)
        else:
            self.prompter.tell_error(str(error))
        self.recent_changed.emit()

    def ask_new(self, then_import: Sequence[Path] = ()) -> None:
        """Make a new project where the user says, and perhaps import into it."""
        new = self.prompter.ask_new_project()
        if new is not None:
            self._create(new, then_import)

    def _create(self, new: NewProject, then_import: Sequence[Path]) -> None:
        def work(_progress: "Progress") -> "Project":
            from annotator.usecases.project import Project

            return Project.create(new.path.expanduser().absolute(), unit=new.unit.value)

        def done(project: "Project") -> None:
            self._take(project)
            if then_import:
                self.import_paths(then_import)

        self._jobs.start(Job(self.tr("Making {0}").format(new.path.name), work, done))

    def ask_sample(self) -> None:
        """Make the sample project where the user says, and open it."""
        folder = self.prompter.ask_sample_folder()
        if folder is None:
            return

        def work(progress: "Progress") -> Path:
            from annotator.usecases.sample import make_sample

            return make_sample(folder, progress=progress)

        self._jobs.start(Job(self.tr("Making the sample project"), work, self.open))

    def _take(self, project: "Project") -> None:
        self.close()
        self._settings.remember_project(project.path, int(time.time()))
        self._settings.save()
        self.recent_changed.emit()
        self._desk.set_project(project)
        if project.read_only:
            self._desk.said.emit(self.tr("Open for looking only: nothing you press is written."), "warn")
        elif project.backup_due():
            self._back_up_quietly(project)
        self.ask_coder()

    def close(self) -> None:
        """Close the project, if one is open; everything is saved already."""
        project = self._desk.project
        if project is not None:
            self._jobs.stop_quiet()
            self.imports.drop()
            self._desk.set_project(None)
            project.close()

    def forget_recent(self, path: Path) -> None:
        """Take a project off the list."""
        self._settings.forget_project(path)
        self.recent_changed.emit()

    # -- who codes -------------------------------------------------------------------------------------------------

    def ask_coder(self) -> None:
        """Let the user say who is coding."""
        project = self._desk.project
        if project is None:
            return
        if self._desk.is_held():
            return
        current = self._desk.coder.name if self._desk.coder else self._settings.last_coder(project.path)
        name = self.prompter.ask_coder(project.coders(), current)
        if not name or self._desk.project is not project:
            return
        try:
            coder = project.coder(name) if project.read_only else project.add_coder(name)
        except UserError as error:
            self.prompter.tell_error(str(error))
            return
        self._settings.set_last_coder(project.path, coder.name)
        self._desk.set_coder(coder)

    # -- transcripts -----------------------------------------------------------------------------------------------

    def ask_import(self) -> None:
        """Import the files that the user chooses."""
        paths = self.prompter.ask_transcripts()
        if paths:
            self.import_paths(paths)

    def ask_import_folder(self) -> None:
        """Import the folder that the user chooses."""
        folder = self.prompter.ask_transcript_folder()
        if folder is not None:
            self.import_paths([folder])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Read transcripts into the project."""
        project = self._writable()
        if project is None:
            return
        self.imports.begin(project, paths)

    def ask_text(self) -> None:
        """Import a text that the user pastes."""
        project = self._writable()
        text = None if project is None else self.prompter.ask_text()
        if project is not None and text is not None and self._desk.project is project:
            self.imports.begin(project, text)

    def open_original(self) -> None:
        """Open the file that the current transcript came in."""
        if self._desk.project is not None and self._desk.row is not None:
            self.imports.open_original(self._desk.project, self._desk.row.transcript)

    def show_versions(self) -> None:
        """Show what the current transcript has taken the place of."""
        project, row, desk = self._desk.project, self._desk.row, self._desk
        if project is None or row is None:
            return

        def found(replaced: "Replaced") -> None:
            if replaced.versions:
                self.prompter.tell_versions(replaced, desk)
            else:
                desk.said.emit(self.tr("This transcript has no older version here."), "plain")

        work = Job(self.tr("Comparing versions"), lambda _progress: project.older_versions(row.transcript), found)
        self._jobs.start(work)

    def prepare_importer(self) -> None:
        """Have the importer loaded beside the window, so that the first import does not wait for it."""

        def work(_progress: "Progress") -> None:
            from annotator.usecases.analysing import prepare

            prepare()

        self._jobs.start(Job(self.tr("Loading the importer"), work, lambda _nothing: None, quiet=True))

    # -- settings --------------------------------------------------------------------------------------------------

    def ask_settings(self) -> None:
        """Let the user say what is to be as they like it."""

        def work(_progress: "Progress") -> "tuple[Pipeline, ...]":
            from annotator.tagging.pipelines import installed_pipelines

            return installed_pipelines()

        self._jobs.start(Job(self.tr("Looking for trained pipelines"), work, self._ask_settings))

    def _ask_settings(self, pipelines: "tuple[Pipeline, ...]") -> None:
        current = Preferences(self._settings.pipeline)
        wanted = self.prompter.ask_settings(current, pipelines)
        if wanted is None or wanted == current:
            return
        if wanted.pipeline:
            self._try_pipeline(wanted.pipeline)
        else:
            self._keep_pipeline("", self.tr("Imports find names by the rules alone from now on."))

    def _try_pipeline(self, choice: str) -> None:
        """Choose a trained pipeline once it is known to work."""

        def work(_progress: "Progress") -> "Pipeline":
            from annotator.tagging.pipelines import find_pipeline
            from annotator.tagging.trained import check

            pipeline = find_pipeline(choice)
            check(pipeline)
            return pipeline

        def done(pipeline: "Pipeline") -> None:
            self._keep_pipeline(pipeline.choice, self.tr("Imports use {0} from now on.").format(pipeline.shown))

        self._jobs.start(Job(self.tr("Trying the trained pipeline"), work, done))

    def _keep_pipeline(self, choice: str, said: str) -> None:
        self._settings.pipeline = choice
        self._settings.save()
        self._desk.said.emit(said, "saved")

    # -- colleagues ------------------------------------------------------------------------------------------------

    def ask_merge(self) -> None:
        """Merge the files that the user chooses."""
        paths = self.prompter.ask_projects_to_merge()
        if paths:
            self.merge(paths)

    def merge(self, paths: Sequence[Path]) -> None:
        """Say what other project files would bring, and bring it in if that is wanted."""
        project = self._writable()
        if project is None:
            return

        def preview(progress: "Progress") -> "MergeReport":
            return project.merge(paths, preview=True, progress=progress)

        def previewed(report: "MergeReport") -> None:
            if self.prompter.ask_merge(report) and self._desk.project is project:
                self._merge_now(project, paths)

        self._jobs.start(Job(self.tr("Looking into the files"), preview, previewed))

    def _merge_now(self, project: "Project", paths: Sequence[Path]) -> None:
        author = self._desk.coder_uid

        def work(progress: "Progress") -> "MergeReport":
            return project.merge(paths, progress=progress, author=author)

        def done(report: "MergeReport") -> None:
            self._desk.publish(report.changes)

        self._jobs.start(Job(self.tr("Merging"), work, done, holds=True))

    def show_agreement(self) -> None:
        """Measure how far coders agree, and show it."""
        project = self._desk.project
        if project is None:
            return
        target = self._desk.target
        name = project.codebook.target_by_key[target].name

        def work(_progress: "Progress") -> "AgreementReport":
            return project.agreement(target=target)

        self._jobs.start(
            Job(self.tr("Measuring agreement"), work, lambda report: self.prompter.tell_agreement(report, name))
        )

    # -- files out -------------------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Export to the workbook that the user names."""
        project = self._desk.project
        if project is None:
            return
        preselected = self._desk.coder.name if self._desk.coder else ""
        request = self.prompter.ask_export(project.coders(), preselected, project.path.with_suffix(".xlsx"))
        if request is None:
            return

        def work(progress: "Progress") -> Path:
            return project.export(request.path, coder=request.coder, progress=progress)

        def done(path: Path) -> None:
            self._desk.said.emit(self.tr("Exported to {0}").format(path), "saved")

        self._jobs.start(Job(self.tr("Exporting {0}").format(request.path.name), work, done))

    def back_up(self) -> None:
        """Write a copy of the project file."""
        project = self._desk.project
        if project is None:
            return

        def done(path: Path) -> None:
            self._desk.said.emit(self.tr("Backed up to {0}").format(path), "saved")

        self._jobs.start(Job(self.tr("Backing up"), lambda progress: project.backup(progress=progress), done))

    def _back_up_quietly(self, project: "Project") -> None:
        def failed(error: UserError) -> None:
            self._desk.said.emit(str(error), "warn")

        def done(_path: Path) -> None:
            return None

        work = Job(self.tr("Backing up"), lambda progress: project.backup(progress=progress), done, failed, quiet=True)
        self._jobs.start(work)

    # -- what is dropped -------------------------------------------------------------------------------------------

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Open or merge project files, import everything else."""
        projects = [path for path in paths if path.suffix.lower() == PROJECT_ENDING and path.is_file()]
        others = [path for path in paths if path not in projects]
        if projects and self._desk.project is None:
            self.open(projects[0])
        elif projects:
            self.merge(projects)
        if others and self._desk.project is not None:
            self.import_paths(others)
        elif others and not projects:
            self.ask_new(others)

    def _writable(self) -> "Project | None":
        project = self._desk.project
        if project is not None and project.read_only:
            self._desk.said.emit(self.tr("Nothing is written: this project is open for looking only."), "warn")
            return None
        return project
