"""Menus and toolbar, made from the command table."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from annotator.ui.command_table import LABEL, MENUS
from annotator.ui.commands import Commands, translated
from annotator.ui.theme import Look
from annotator.ui.widgets import CoderChip, Switch

TOOLS = ("edit.undo", "edit.redo", "", "go.next_unlabelled", "edit.search", "")
SUBMENUS = {"theme": "Light or &dark"}


def build_menus(window: QMainWindow, commands: Commands) -> dict[str, QMenu]:
    """Make the menus; gives the Label menu's place for codes among them."""
    menus: dict[str, QMenu] = {}
    for name in MENUS:
        menu = window.menuBar().addMenu(translated(name))
        menus[name] = menu
        section = None
        submenu: QMenu | None = None
        for command in commands.all(name):
            if section is not None and command.section != section:
                menu.addSeparator()
            if command.section != section:
                submenu = None
            section = command.section
            if section in SUBMENUS:
                if submenu is None:
                    submenu = menu.addMenu(translated(SUBMENUS[section]))
                submenu.addAction(commands.action(command.id))
            else:
                menu.addAction(commands.action(command.id))
    return menus


def fill_codes(menu: QMenu, commands: Commands, prefixes: tuple[str, ...]) -> list[QMenu]:
    """Put a codebook's commands into submenus of the Label menu; gives the submenus."""
    made: dict[str, QMenu] = {}
    first = menu.actions()[0] if menu.actions() else None
    for command in commands.all(LABEL):
        if not command.id.startswith(prefixes):
            continue
        if command.section not in made:
            submenu = QMenu(translated(command.section), menu)
            if first is not None:
                menu.insertMenu(first, submenu)
            made[command.section] = submenu
        made[command.section].addAction(commands.action(command.id))
    return list(made.values())


class Tools(QToolBar):
    """The toolbar: the few commands one looks for, the switches, and who is coding."""

    def __init__(self, commands: Commands, look: Look, parent: QMainWindow) -> None:
        super().__init__(parent)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Toolbar"))
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for name in TOOLS:
            if name:
                self.addAction(commands.action(name))
            else:
                self.addSeparator()
        self._switch("view.auto_advance", commands, look)
        self._switch("view.others", commands, look)
        gap = QWidget(self)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.coder = CoderChip(look, self)
        self.coder.clicked.connect(lambda: commands.run("coder.choose"))
        self.addWidget(self.coder)

    def _switch(self, name: str, commands: Commands, look: Look) -> None:
        action = commands.action(name)
        switch = Switch(action.text().replace("&", ""), look, self)
        switch.setObjectName(f"switch.{name}")
        switch.setToolTip(action.toolTip())
        switch.setChecked(action.isChecked())
        action.toggled.connect(switch.setChecked)
        action.enabledChanged.connect(switch.setEnabled)
        switch.setEnabled(action.isEnabled())
        switch.clicked.connect(action.trigger)
        self.addWidget(switch)
