"""The main window: it puts the parts together and says which command does what."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget

from annotator.ui.command_table import CODE_PREFIXES, COMMANDS, LABEL, codebook_commands
from annotator.ui.commands import Commands, translated
from annotator.ui.desk import Desk
from annotator.ui.doer import Doer
from annotator.ui.jobs import JobRunner
from annotator.ui.menus import Tools, build_menus, fill_codes
from annotator.ui.prompter import Prompter, WhenBusy
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.start_page import StartPage
from annotator.ui.status import Status
from annotator.ui.theme import Look

if TYPE_CHECKING:
    from annotator.ui.workspace import Workspace


class MainWindow(QMainWindow):
    """The window.

    Signals:
        first_painted: The window has been painted once; heavy things may be loaded from now on.
    """

    first_painted = Signal()

    def __init__(self, look: Look, settings: Settings, prompter: Prompter | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.look = look
        self.settings = settings
        self.jobs = JobRunner(self)
        self.desk = Desk(self.jobs, self)
        if prompter is None:
            from annotator.ui.dialogs.asking import DialogPrompter

            prompter = DialogPrompter(self)
        self.session = Session(self.desk, self.jobs, settings, prompter, self)
        self.commands = Commands(self, look)
        self._workspace: Workspace | None = None
        self._painted = False
        self._closing = False
        self._code_menus: list[QMenu] = []
        self.doer = Doer(self)
        self._add_commands()
        self._menus = build_menus(self, self.commands)
        self.tools = Tools(self.commands, look, self)
        self.addToolBar(self.tools)
        self.status = Status(look, self)
        self.setStatusBar(self.status)
        self.start_page = StartPage(self.commands, look, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.start_page)
        self.setCentralWidget(self._stack)
        self.setAcceptDrops(True)
        self._connect()
        self._restore()
        self._on_session_recent_changed()
        self._on_desk_project_changed()

    # -- putting together ------------------------------------------------------------------------------------------

    def _add_commands(self) -> None:
        handlers = self.doer.table()
        for command in COMMANDS:
            self.commands.add(command, handlers[command.id])

    def _connect(self) -> None:
        self.start_page.project_chosen.connect(lambda path: self.session.open(Path(path)))
        self.start_page.project_forgotten.connect(lambda path: self.session.forget_recent(Path(path)))
        self.session.recent_changed.connect(self._on_session_recent_changed)
        self.desk.project_changed.connect(self._on_desk_project_changed)
        self.desk.coder_changed.connect(self._on_desk_coder_changed)
        self.desk.said.connect(self.status.say)
        self.desk.coder_missed.connect(self.session.ask_coder)
        self.desk.others_changed.connect(lambda: self.commands.action("view.others").setChecked(self.desk.others_shown))
        self.desk.statement_changed.connect(self._set_state)
        self.jobs.job_started.connect(lambda title: self._on_jobs_progressed(title))
        self.jobs.job_progressed.connect(lambda done, total, text: self._on_jobs_progressed(text, done, total))
        self.jobs.job_ended.connect(self._on_jobs_job_ended)
        self.status.cancel_asked.connect(self.jobs.cancel)

    def _restore(self) -> None:
        check = self.commands.action
        check("view.auto_advance").setChecked(self.settings.is_on("auto_advance", True))
        check("view.mentions").setChecked(self.settings.is_on("mentions", True))
        check(f"theme.{self.look.choice.value}").setChecked(True)
        check("filter.all").setChecked(True)
        self.setMinimumSize(960, 600)
        geometry = self.settings.bytes_of("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(1280, 800)

    @property
    def workspace(self) -> "Workspace":
        """The three panes, made when the first project is opened."""
        if self._workspace is None:
            from annotator.ui.workspace import Workspace

            self._workspace = Workspace(self.desk, self.commands, self.look, self.settings, self)
            self._workspace.progress_changed.connect(self.status.show_progress)
            self._workspace.current_changed.connect(self._set_state)
            self._stack.addWidget(self._workspace)
            sizes = self.settings.bytes_of("splitter")
            if sizes is not None:
                self._workspace.splitter.arrange(sizes)
        return self._workspace

    # -- what happened ---------------------------------------------------------------------------------------------

    def _on_desk_project_changed(self) -> None:
        project = self.desk.project
        if self._workspace is not None:
            self._workspace.panel.note.forget()
        for menu in self._code_menus:
            menu.deleteLater()
        self._code_menus = []
        self.commands.remove(CODE_PREFIXES)
        self.tools.setVisible(project is not None)
        self.tools.coder.set_coder("")
        self.status.show_read_only(project is not None and project.read_only)
        self.status.show_progress(0, 0)
        self.setWindowTitle(f"{project.path.stem} – Annotator" if project else "Annotator")
        if project is not None:
            for command in codebook_commands(project.codebook):
                self.commands.add(command, self._code_handler(command.id))
            self._code_menus = fill_codes(self._menus[LABEL], self.commands, CODE_PREFIXES)
            self.commands.action("filter.all").setChecked(True)
            self._stack.setCurrentWidget(self.workspace)
            self.workspace.show_project()
            self.workspace.take_keys()
        else:
            if self._workspace is not None:
                self._workspace.show_project()
            self._stack.setCurrentWidget(self.start_page)
            self.start_page.take_keys()
        self._set_state()

    def _code_handler(self, name: str) -> Callable[[], object]:
        prefix, _, key = name.partition(".")
        return {
            "stance": lambda: self.desk.set_stance(key),
            "theme_primary": lambda: self.desk.set_primary_theme(key),
            "theme_secondary": lambda: self.desk.toggle_secondary_theme(key),
            "target": lambda: self.desk.set_target(key),
            "flag": lambda: self.desk.toggle_flag(key),
            "confidence": lambda: self.desk.toggle_confidence(int(key)),
        }[prefix]

    def _on_desk_coder_changed(self) -> None:
        self.tools.coder.set_coder(self.desk.coder.name if self.desk.coder else "")
        self.workspace.take_keys()

    def _on_session_recent_changed(self) -> None:
        self.start_page.show_recent(self.settings.recent())
        if self.desk.project is None:
            self.start_page.take_keys()

    def _on_jobs_progressed(self, text: str, done: int = 0, total: int = 0) -> None:
        self.status.show_job(text or self.jobs.busy, done, total)
        self._set_state()

    def _on_jobs_job_ended(self) -> None:
        self.status.show_job("")
        self._set_state()
        if self._closing:
            QTimer.singleShot(0, self, self.close)

    def _set_state(self) -> None:
        state = set()
        if self.desk.project is not None:
            state.add("project")
        if self.desk.row is not None:
            state.add("statement")
        if not self.jobs.busy:
            state.add("idle")
        self.commands.set_state(frozenset(state))

    # -- Qt --------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and say so the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys where the statements are."""
        super().showEvent(event)
        if self.desk.project is not None:
            self.workspace.take_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why nothing happens where a key's command cannot be done now; nobody else wanted the key."""
        reason = self.commands.why_not(QKeySequence(event.keyCombination()))
        if reason:
            self.status.say(translated(reason), "warn")
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open, merge or import what is dropped, once the drag is over."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.session.take_dropped(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed, settle running work, remember the window, and close the file."""
        if self._workspace is not None:
            self._workspace.panel.note.keep()
        if self.jobs.busy and not self._may_close():
            event.ignore()
            return
        self.settings.set_bytes("geometry", self.saveGeometry())
        if self._workspace is not None and self._workspace.splitter.arranged:
            self.settings.set_bytes("splitter", self._workspace.splitter.saveState())
        self.settings.save()
        self.jobs.close()
        self.session.close()
        self.status.stop()
        event.accept()

    def _may_close(self) -> bool:
        answer = self.session.prompter.ask_when_busy(self.jobs.busy)
        self._closing = answer is WhenBusy.WAIT and bool(self.jobs.busy)
        return answer is WhenBusy.STOP or (answer is WhenBusy.WAIT and not self.jobs.busy)
