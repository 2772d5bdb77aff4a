"""The note on a statement: saved when one leaves it, whichever way."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from annotator.domain.ids import StatementId


class NoteEdit(QPlainTextEdit):
    """A field of two lines.

    Signals:
        note_written: A note is to be kept: statement, target, text.
        left: The user pressed Return or Esc.
    """

    note_written = Signal(str, str, str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._statement: StatementId | None = None
        self._target = ""
        self._stored = ""
        self.setTabChangesFocus(True)
        self.setPlaceholderText(self.tr("Return to write a note"))
        self.setToolTip(
            self.tr("A note on this statement. Return or Esc saves and goes back, Shift+Return breaks the line")
        )
        self.setAccessibleName(self.tr("Note"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setEnabled(False)
        # While the field grows with what is typed Qt would show one for a moment, and let it stay.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Give room for what is written, up to four lines."""
        lines = min(max(int(self.document().size().height()), 1), 4)
        return QSize(120, lines * self.fontMetrics().lineSpacing() + 16)

    def minimumSizeHint(self) -> QSize:
        """Give room for one line."""
        return QSize(80, self.fontMetrics().lineSpacing() + 14)

    def show_note(self, statement: StatementId | None, target: str, note: str, writable: bool) -> None:
        """Show the note of a statement; what was typed for another one is kept first."""
        if (statement, target) != (self._statement, self._target):
            self.keep()
            self._statement, self._target, self._stored = statement, target, note
            self.setPlainText(note)
        elif note != self._stored:
            typed = self.toPlainText() != self._stored
            self._stored = note
            if not typed:
                self.setPlainText(note)
        self.setEnabled(writable)

    def forget(self) -> None:
        """Let go of the statement: its project was closed."""
        self._statement = None
        self.clear()

    def keep(self) -> None:
        """Have what was typed saved."""
        text = self.toPlainText()
        if self._statement is not None and text.strip() != self._stored.strip():
            self._stored = text.strip()
            self.note_written.emit(self._statement, self._target, self._stored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Return and Esc."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape or (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted):
            self.keep()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the focus goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.keep()
