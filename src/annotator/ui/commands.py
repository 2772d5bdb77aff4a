"""The one registry of commands: menus, toolbar, keys, tooltips, key overview and help page are all made from it."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.ui.theme import Look

log = logging.getLogger(__name__)

MISSING = {
    "project": "Open a project first: Ctrl+O, or Ctrl+N for a new one.",
    "statement": "There is no statement here to do that with.",
    "idle": "Wait until the work that is going on is done, or stop it.",
}
"""What a key says while the thing that its command needs is not there."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can have done.

    Attributes:
        id: "group.what".
        text: As a menu shows it.
        group: The menu it stands in; "" for none.
        tip: What it does, in one sentence.
        shortcuts: Keys that work everywhere in the window, in Qt's notation.
        view_keys: Keys that work while the transcript has the focus (they mean something else in a text field).
        icon: Name in the Phosphor set.
        needs: What must be there: "project", "statement", "idle" (no job is running).
        radio: Commands with the same word here exclude each other.
        section: Commands of a menu with different words here are divided by a line, or stand in a submenu.
    """

    id: str
    text: str
    group: str
    tip: str
    shortcuts: tuple[str, ...] = ()
    view_keys: tuple[str, ...] = ()
    icon: str = ""
    needs: frozenset[str] = frozenset()
    checkable: bool = False
    radio: str = ""
    section: str = ""

    @property
    def keys_shown(self) -> tuple[str, ...]:
        """Every key that triggers it, as this system writes keys."""
        return tuple(key_shown(key) for key in (*self.shortcuts, *self.view_keys))


def key_shown(key: str) -> str:
    """Give a key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def translated(text: str) -> str:
    """Give a text of the command table in the user's language."""
    return QCoreApplication.translate("commands", text)


class Commands(QObject):
    """The commands of one window, each with its action."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._handlers: dict[str, Callable[[], object]] = {}
        self._radios: dict[str, QActionGroup] = {}
        self._state: frozenset[str] = frozenset()
        look.look_changed.connect(self._on_look_look_changed)

    def add(self, command: Command, handler: Callable[[], object]) -> QAction:
        """Take a command in and make its action, which works from now on."""
        # Keys of the transcript are no shortcuts of Qt's; a menu shows what stands behind the tab as the key.
        shown = "" if command.shortcuts or not command.view_keys else f"\t{key_shown(command.view_keys[0])}"
        action = QAction(translated(command.text) + shown, self)
        action.setObjectName(command.id)
        action.setCheckable(command.checkable)
        if command.radio:
            group = self._radios.setdefault(command.radio, QActionGroup(self))
            group.addAction(action)
        action.setShortcuts([QKeySequence(key) for key in self._free(command)])
        keys = ", ".join(command.keys_shown)
        tip = translated(command.tip)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setStatusTip("")
        action.setIcon(self._look.icon(command.icon))
        action.setEnabled(command.needs <= self._state)
        action.triggered.connect(lambda _checked=False, name=command.id: self.run(name))
        self._window.addAction(action)
        self._commands[command.id] = command
        self._actions[command.id] = action
        self._handlers[command.id] = handler
        return action

    def _free(self, command: Command) -> list[str]:
        """The shortcuts that no earlier command has: two with the same key would make it do nothing."""
        used = {key.casefold(): one.id for one in self._commands.values() for key in one.shortcuts}
        free = []
        for key in command.shortcuts:
            if key.casefold() in used:
                log.warning("%s does not get the key %s, which %s has", command.id, key, used[key.casefold()])
            else:
                free.append(key)
        return free

    def remove(self, prefixes: Iterable[str]) -> None:
        """Forget the commands whose id begins so: those of another codebook."""
        start = tuple(prefixes)
        for name in [name for name in self._commands if name.startswith(start)]:
            action = self._actions.pop(name)
            self._window.removeAction(action)
            action.deleteLater()
            del self._commands[name], self._handlers[name]

    def run(self, name: str) -> None:
        """Do it now, if it can be done."""
        if self._actions[name].isEnabled():
            self._handlers[name]()

    def action(self, name: str) -> QAction:
        """Give the action of a command."""
        return self._actions[name]

    def all(self, group: str | None = None) -> list[Command]:
        """Give the commands in the order of the table, or those of one group."""
        return [one for one in self._commands.values() if group is None or one.group == group]

    def for_view_key(self, key: str) -> str | None:
        """Give the command that this key triggers while the transcript has the focus."""
        return next((one.id for one in self._commands.values() if key in one.view_keys), None)

    def why_not(self, key: QKeySequence) -> str:
        """Give what is missing for the command of a key that cannot be done now, or ""."""
        for name, command in self._commands.items():
            keys = (QKeySequence(one) for one in (*command.shortcuts, *command.view_keys))
            if not self._actions[name].isEnabled() and any(one == key for one in keys):
                missing = next(need for need in ("project", "statement", "idle") if need in command.needs - self._state)
                return MISSING[missing]
        return ""

    def set_state(self, state: frozenset[str]) -> None:
        """Enable what can be done now."""
        if state == self._state:
            return
        self._state = state
        for name, command in self._commands.items():
            self._actions[name].setEnabled(command.needs <= state)

    def _on_look_look_changed(self) -> None:
        for name, command in self._commands.items():
            if command.icon:
                self._actions[name].setIcon(self._look.icon(command.icon))
