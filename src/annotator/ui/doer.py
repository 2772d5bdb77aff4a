"""What each command of the table does."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from annotator.ui.command_table import COMMANDS
from annotator.ui.correcting import Corrector
from annotator.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from annotator.ui.window import MainWindow


class Doer(QObject):
    """Hands commands on to whom they concern, and does the few that concern the window itself."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """Give, for each command of the table, what it does."""
        window, session, desk = self._window, self._window.session, self._window.desk
        corrector = Corrector(self._window)
        handlers: dict[str, Callable[[], object]] = {
            "file.new": session.ask_new,
            "file.open": session.ask_open,
            "file.sample": session.ask_sample,
            "file.close": session.close,
            "file.import": session.ask_import,
            "file.import_folder": session.ask_import_folder,
            "file.import_text": session.ask_text,
            "file.original": session.open_original,
            "file.versions": session.show_versions,
            "file.export": session.ask_export,
            "file.backup": session.back_up,
            "file.settings": session.ask_settings,
            "file.quit": window.close,
            "file.merge": session.ask_merge,
            "tools.agreement": session.show_agreement,
            "coder.choose": session.ask_coder,
            "edit.undo": desk.undo,
            "edit.redo": desk.redo,
            "edit.search": lambda: window.workspace.page.open_search(),
            "go.next": lambda: window.workspace.step(1),
            "go.previous": lambda: window.workspace.step(-1),
            "go.next_unlabelled": lambda: window.workspace.go_to_next_unlabelled(),
            "go.next_transcript": lambda: window.workspace.sidebar.step(1),
            "go.previous_transcript": lambda: window.workspace.sidebar.step(-1),
            "label.repeat": desk.repeat_last_label,
            "label.note": self._open_note,
            "label.clear": desk.clear_label,
            "view.auto_advance": lambda: self._remember_switch("auto_advance", "view.auto_advance"),
            "view.others": lambda: desk.set_others_shown(window.commands.action("view.others").isChecked()),
            "view.mentions": self._toggle_mentions,
            "view.larger": lambda: self._step_reading_size(1),
            "view.smaller": lambda: self._step_reading_size(-1),
            "correct.mention": corrector.ask_mention,
            "correct.remove_mention": corrector.remove_mention,
            "correct.speakers": corrector.ask_speakers,
            "correct.restore_speakers": corrector.restore_speakers,
            "correct.split": corrector.split,
            "correct.join": corrector.join,
            "correct.passage": corrector.ask_passage_kind,
            "correct.actors": corrector.show_actors,
            "review.accept": desk.accept,
            "review.query": self._open_query,
            "review.next": desk.choose_next_colleague,
            "help.contents": self._show_help,
            "help.keys": self._show_keys,
            "help.log": self._open_log_folder,
            "help.about": session.prompter.tell_about,
        }
        for command in COMMANDS:
            if command.id.startswith("filter."):
                handlers[command.id] = partial(self._set_filter, command.id.removeprefix("filter."))
        handlers |= {f"theme.{one.value}": partial(self._choose_theme, one) for one in ThemeChoice}
        return handlers

    def _open_note(self) -> None:
        note = self._window.workspace.panel.note
        if self._window.desk.coder is None:
            self._window.session.ask_coder()
        elif note.isEnabled():
            self._window.workspace.panel.show_field(note)
        else:
            self._window.status.say(self.tr("Nothing is written: this project is open for looking only."), "warn")

    def _open_query(self) -> None:
        if self._window.desk.may_review():
            self._window.workspace.panel.ask_comment()

    def _set_filter(self, name: str) -> None:
        self._window.workspace.set_filter(name)

    def _remember_switch(self, name: str, command: str) -> None:
        self._window.settings.set_on(name, self._window.commands.action(command).isChecked())

    def _toggle_mentions(self) -> None:
        self._remember_switch("mentions", "view.mentions")
        if self._window.desk.project is not None:
            self._window.workspace.set_mentions_shown(self._window.settings.is_on("mentions", True))

    def _step_reading_size(self, by: int) -> None:
        self._window.look.step_reading_size(by)
        self._window.settings.reading_step = self._window.look.reading_step

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._window.settings.theme = choice
        self._window.look.choose(choice)

    def _show_help(self) -> None:
        from annotator.ui.help import show_help

        show_help(self._window, self._window.commands, self._window.look)

    def _show_keys(self) -> None:
        from annotator.ui.keys import show_keys

        show_keys(self._window, self._window.commands, self._window.look)

    def _open_log_folder(self) -> None:
        from annotator import paths

        folder = paths.state_folder()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.status.say(self.tr("The log is in {0}").format(folder), "plain")
