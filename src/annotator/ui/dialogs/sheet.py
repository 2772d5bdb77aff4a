"""What every dialog has in common: a title, a sentence, what it is about, and its buttons."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.widgets import label


class Sheet(QDialog):
    """A dialog with a heading and a row of buttons, the first of which is the default."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "", width_px: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(width_px)
        self._room: QSize | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 22, 24, 18)
        self._column.setSpacing(14)
        heading = label(title, "title", self, wrap=True)
        self._column.addWidget(heading)
        if text:
            self._column.addWidget(label(text, "secondary", self, wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self._column.addLayout(self.body, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._column.addLayout(self._buttons)

    def add_buttons(self, accept: str, cancel: str = "") -> QPushButton:
        """Put the buttons in and give the one that accepts."""
        if cancel:
            away = QPushButton(cancel, self)
            away.setAutoDefault(False)
            away.setToolTip(self.tr("Leave everything as it is (Esc)"))
            away.clicked.connect(self.reject)
            self._buttons.addWidget(away)
        go_on = QPushButton(accept, self)
        go_on.setDefault(True)
        go_on.setToolTip(accept.replace("&", ""))
        go_on.clicked.connect(self.accept)
        self._buttons.addWidget(go_on)
        return go_on

    def add_other(self, text: str, result: int) -> None:
        """Put a third answer between the two buttons."""
        other = QPushButton(text, self)
        other.setAutoDefault(False)
        other.setToolTip(text)
        other.clicked.connect(lambda: self.done(result))
        self._buttons.insertWidget(self._buttons.count() - 1, other)

    def take_room(self, width_px: int, height_px: int = 0) -> None:
        """Be as large as this, but no larger than the window behind it; without a height, as high as need be."""
        behind = self.parentWidget()
        within = behind.window().size() - QSize(60, 50) if behind is not None else QSize(width_px, height_px)
        self._room = QSize(max(min(width_px, within.width()), self.minimumWidth()), min(height_px, within.height()))
        self.resize(self._room.expandedTo(QSize(0, 1)))

    def ask(self) -> bool:
        """Show it and wait for the answer."""
        # Qt reckons with texts on one line; give the room that they take when wrapped.
        room = self._room or QSize()
        width_px = max(self.minimumWidth(), room.width() if self._room else self.sizeHint().width())
        wrapped_px = self._column.totalHeightForWidth(width_px) if self._column.hasHeightForWidth() else 0
        self.resize(width_px, max(wrapped_px or self.sizeHint().height(), room.height()))
        try:
            return self.exec() == int(QDialog.DialogCode.Accepted)
        finally:
            self.deleteLater()


def selectable(text: str, role: str = "secondary") -> QWidget:
    """Give a text that can be marked and copied."""
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
