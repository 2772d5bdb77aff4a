"""Who is coding?"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidget, QListWidgetItem, QWidget

from annotator.domain.label import Coder
from annotator.ui.dialogs.sheet import Sheet


class CoderDialog(Sheet):
    """A name, from those that are there or a new one."""

    def __init__(self, parent: QWidget, coders: Sequence[Coder], preselected: str) -> None:
        super().__init__(
            parent,
            QObject().tr("Who is coding?"),
            QObject().tr("Every label is kept under the name of who made it. Choose yours, or type a new one.")
            if coders
            else QObject().tr("Every label is kept under the name of who made it. Type yours."),
            400,
        )
        self._coders = coders
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("Your name or initials"))
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setToolTip(self.tr("Up and Down choose among those who code here"))
        self.name.setClearButtonEnabled(True)
        completer = QCompleter([coder.name for coder in coders], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.name.setCompleter(completer)
        self.body.addWidget(self.name)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Who codes here"))
        self.list.setToolTip(self.tr("Who codes in this project"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for coder in coders:
            shown = self.tr("{0}   (example)").format(coder.name) if coder.example else coder.name
            item = QListWidgetItem(shown, self.list)
            item.setData(Qt.ItemDataRole.UserRole, coder.name)
            item.setToolTip(shown)
        self.list.setVisible(bool(coders))
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        row_px = self.list.sizeHintForRow(0) if coders else 0
        self.list.setFixedHeight(min(len(coders) * (row_px + 4) + 8, 190))
        self.list.itemClicked.connect(lambda item: self.name.setText(item.data(Qt.ItemDataRole.UserRole)))
        self.list.itemDoubleClicked.connect(self.accept)
        self.body.addWidget(self.list)
        self._ok = self.add_buttons(self.tr("Start coding"), self.tr("Only look"))
        self.name.textChanged.connect(self._on_name_text_changed)
        self.name.installEventFilter(self)
        self.name.setText(preselected)
        self.name.selectAll()
        self._on_name_text_changed(preselected)

    def _on_name_text_changed(self, text: str) -> None:
        self._ok.setEnabled(bool(text.strip()))
        known = {coder.name.casefold(): row for row, coder in enumerate(self._coders)}
        row = known.get(text.strip().casefold(), -1)
        self.list.setCurrentRow(row)
        new = bool(text.strip()) and row < 0
        name = text.strip() if len(text.strip()) < 24 else text.strip()[:22] + "…"
        self._ok.setText(self.tr("Add {0} and start").format(name) if new else self.tr("Start coding"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down choose in the list while the field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.list.count():
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                row = (self.list.currentRow() + by) % self.list.count()
                self.name.setText(str(self.list.item(row).data(Qt.ItemDataRole.UserRole)))
                self.name.selectAll()
                return True
        return super().eventFilter(watched, event)
