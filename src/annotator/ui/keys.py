"""All keys on one sheet, made from the command table."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.command_table import COLLEAGUES, CORRECT, EDIT, FILE, GO, HELP, LABEL, VIEW
from annotator.ui.commands import Command, Commands, translated
from annotator.ui.keycap import KeyCaps
from annotator.ui.theme import Look
from annotator.ui.widgets import ElidedLabel, label

COLUMNS: tuple[tuple[str, ...], ...] = (
    ("Moving", "Labelling", "Stance", "Flags"),
    ("Theme", "Help"),
    ("Target", "Confidence", "Correcting"),
    ("Colleagues", "Project", "View"),
)
COLUMN_SHARES = (24, 38, 30, 23)

_SIDE_PX, _LARGEST_PX, _SPARE_PX = 18, 1240, 24


def key_groups(commands: Commands) -> dict[str, list[Command]]:
    """Give the commands that have a key, under the headings of the overview."""
    menus = {GO: "Moving", EDIT: "Labelling", LABEL: "Labelling", COLLEAGUES: "Colleagues", CORRECT: "Correcting"}
    menus |= {FILE: "Project", VIEW: "View", HELP: "Help"}
    groups: dict[str, list[Command]] = {}
    for command in commands.all():
        if not command.keys_shown:
            continue
        code = command.group == LABEL and "." in command.id and command.section[:1].isupper()
        groups.setdefault(command.section if code else menus[command.group], []).append(command)
    return groups


def keys_as_markdown(commands: Commands) -> str:
    """Give the help page of all keys."""
    parts = ["# Keys\n"]
    for heading, members in key_groups(commands).items():
        parts.append(f"\n## {escape(translated(heading))}\n\n| Key | What it does |\n|---|---|")
        for command in members:
            keys = " or ".join(f"**{escape(key)}**" for key in command.keys_shown)
            text = translated(command.text).replace("&", "").rstrip("…")
            is_code = heading in ("Stance", "Theme", "Secondary theme", "Target", "Flags", "Confidence")
            parts.append(f"| {keys} | {escape(text if is_code else translated(command.tip))} |")
    return "\n".join(parts) + "\n"


class KeysDialog(QDialog):
    """Every key; any key closes it."""

    def __init__(self, parent: QWidget, commands: Commands, look: Look) -> None:
        super().__init__(parent)
        self.setWindowTitle(QObject().tr("All keys"))
        self.setAccessibleName(self.windowTitle())
        self._look = look
        groups = key_groups(commands)
        body = QWidget()
        body.setObjectName("page")
        row = QHBoxLayout(body)
        row.setContentsMargins(_SIDE_PX, 18, _SIDE_PX, 12)
        row.setSpacing(_SIDE_PX)
        for headings, share in zip(COLUMNS, COLUMN_SHARES, strict=True):
            column = QVBoxLayout()
            column.setSpacing(10)
            shown = [heading for heading in headings if heading in groups]
            caps = {one.id: KeyCaps(_few(one.keys_shown), look, self) for name in shown for one in groups[name]}
            for heading in shown:
                column.addLayout(self._group(heading, groups[heading], caps))
            column.addStretch(1)
            row.addLayout(column, share)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        foot = self._foot()
        outer.addWidget(foot)
        room = parent.size() - QSize(40, 40)
        # The style sheet, which has larger words, reaches them only when they are shown.
        height_px = body.sizeHint().height() + foot.sizeHint().height() + _SPARE_PX
        self.resize(room.boundedTo(QSize(_LARGEST_PX, height_px)))

    def _group(self, heading: str, commands: list[Command], caps: Mapping[str, KeyCaps]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(label(translated(heading), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for line, command in enumerate(commands):
            text = ElidedLabel("plain", self)
            text.setText(translated(command.text).replace("&", "").rstrip("…"))
            text.setFont(self._look.font("small"))
            grid.addWidget(caps[command.id], line, 0)
            grid.addWidget(text, line, 1)
        grid.setColumnMinimumWidth(0, max(cap.sizeHint().width() for cap in caps.values()))
        column.addLayout(grid)
        return column

    def _foot(self) -> QWidget:
        text = self.tr("Shift with a theme’s key makes it a secondary theme.   Any key closes this.")
        foot = label(text, "subdued", self)
        foot.setContentsMargins(_SIDE_PX, 8, _SIDE_PX, 9)
        return foot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on any key but those that scroll."""
        scrolling = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Shift)
        if event.key() in scrolling or event.key() in (Qt.Key.Key_Control, Qt.Key.Key_Alt):
            super().keyPressEvent(event)
            return
        self.accept()


def _few(keys: Sequence[str]) -> Sequence[str]:
    """As many of the keys as there is room for."""
    return keys if sum(map(len, keys)) < 9 else keys[:1]


def show_keys(parent: QWidget, commands: Commands, look: Look) -> None:
    """Show every key."""
    dialog = KeysDialog(parent, commands, look)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
