"""A text out of the clipboard, on its way to being a transcript."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.importing import PastedText


class PasteSheet(Sheet):
    """Asks for a text and its title."""

    def __init__(self, parent: QWidget | None) -> None:
        tr = QObject().tr
        super().__init__(
            parent, tr("Import pasted text"), tr("The text becomes a transcript. You see it before it is kept."), 640
        )
        self.title = QLineEdit(self)
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("Title; empty for the one that the text gives"))
        self.title.setToolTip(self.tr("What the transcript is listed under"))
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(self.tr("Text"))
        self.text.setPlaceholderText(self.tr("Paste the text here (Ctrl+V)"))
        self.text.setToolTip(self.tr("The text of the transcript"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(280)
        self.body.addWidget(self.title)
        self.body.addWidget(self.text, 1)
        self._ok = self.add_buttons(self.tr("Go on"), self.tr("Cancel"))
        self.text.textChanged.connect(self._on_text_changed)
        self.text.setPlainText(QGuiApplication.clipboard().text())
        self._on_text_changed()
        self.text.setFocus()

    def _on_text_changed(self) -> None:
        self._ok.setEnabled(bool(self.text.toPlainText().strip()))

    @property
    def pasted(self) -> PastedText:
        """The text as it is to be taken in."""
        return PastedText(self.text.toPlainText(), self.title.text().strip())
