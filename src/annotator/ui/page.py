"""The middle of the window: the transcript's heading, search, the statements, and the legend."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.rows import StatementFilter
from annotator.ui.legend import Legend
from annotator.ui.statement_layout import is_right_to_left
from annotator.ui.theme import Look
from annotator.ui.transcript_view import TranscriptView
from annotator.ui.widgets import ElidedLabel, TitleLabel, label

SEARCH_AFTER_MS = 150
COMPARING = frozenset({StatementFilter.LABELLED_BY_BOTH, StatementFilter.DIFFERING, StatementFilter.QUERIED})
"""Filters of which a transcript lists little, so that one wants them from the whole project."""


class SearchEdit(QLineEdit):
    """Where one types what to find.

    Signals:
        left: Return or Down: to the results.
        dismissed: Esc: back to everything.
    """

    left = Signal()
    dismissed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Return, Down and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)


class EmptyHint(QWidget):
    """What stands where there is nothing to list, and what one can do about it."""

    def __init__(self, _look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = label("", "lead", self, wrap=True)
        self.text = label("", "secondary", self, wrap=True)
        self.button = QPushButton(self)
        self.button.setProperty("primary", True)
        self.button.setAutoDefault(True)
        for one in (self.title, self.text):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            one.setMaximumWidth(460)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        for widget in (self.title, self.text, self.button):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(widget, 0 if widget is self.button else 8)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)

    def say(self, title: str, text: str, button: str) -> None:
        """Say it; without a word for the button there is none."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))


class Page(QFrame):
    """Shows one transcript or what was found.

    Signals:
        search_changed: Other words, or another scope.
        filter_chosen: Another filter.
        search_left: Keys go to the statements again.
    """

    search_changed = Signal()
    filter_chosen = Signal(str)
    search_left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._look = look
        # In the order in which Tab goes through them.
        self._header = self._make_header()
        self._bar = self._make_search_bar()
        self.view = TranscriptView(look, self)
        self.view.setObjectName("transcript")
        self.view.setToolTip("")
        self.legend = Legend(look, self)
        self.empty = EmptyHint(look, self)
        self._stack_holder = QWidget(self)
        self._stack = QStackedLayout(self._stack_holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._bar)
        column.addWidget(self._stack_holder, 1)
        column.addWidget(self.legend)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(SEARCH_AFTER_MS)
        self._typed.timeout.connect(self.search_changed)
        self.search.textChanged.connect(self._typed.start)

    def _make_header(self) -> QFrame:
        header = QFrame(self)
        header.setObjectName("pageHeader")
        self._title = TitleLabel(header)
        self._meta = ElidedLabel("subdued", header)
        self.filter = QComboBox(header)
        self.filter.setAccessibleName(self.tr("Which statements are listed"))
        self.filter.setToolTip(self.tr("Which statements are listed (Alt+1 to Alt+5)"))
        self.filter.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        names = {
            StatementFilter.ALL: self.tr("All statements"),
            StatementFilter.UNLABELLED: self.tr("Unlabelled"),
            StatementFilter.LABELLED_BY_BOTH: self.tr("Labelled by both"),
            StatementFilter.DIFFERING: self.tr("Where we differ"),
            StatementFilter.QUERIED: self.tr("Queried"),
        }
        for one, name in names.items():
            self.filter.addItem(name, one.value)
        self.filter_everywhere = QCheckBox(self.tr("In all transcripts"), header)
        self.filter_everywhere.setToolTip(self.tr("List them from the whole project, not only from this transcript"))
        self.filter_everywhere.toggled.connect(self.search_changed)
        self.filter_everywhere.hide()
        self.filter.activated.connect(lambda index: self.filter_chosen.emit(str(self.filter.itemData(index))))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._meta)
        row = QHBoxLayout(header)
        row.setContentsMargins(24, 11, 16, 11)
        row.setSpacing(14)
        row.addLayout(texts, 1)
        row.addWidget(self.filter_everywhere)
        row.addWidget(self.filter)
        return header

    def _make_search_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setObjectName("searchBar")
        self.search = SearchEdit(bar)
        self.search.setPlaceholderText(self.tr("Words in a statement"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setToolTip(self.tr("Return goes to the results, Esc shows everything again"))
        self.search.setClearButtonEnabled(True)
        self.everywhere = QCheckBox(self.tr("In all transcripts"), bar)
        self.everywhere.setToolTip(self.tr("Search the whole project, not only this transcript"))
        self.everywhere.setChecked(True)
        self.everywhere.toggled.connect(self.search_changed)
        self._found = QLabel(bar)
        self._found.setProperty("role", "subdued")
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        row.addWidget(self.everywhere)
        row.addWidget(self._found)
        self.search.left.connect(self._on_search_left)
        self.search.dismissed.connect(self.close_search)
        bar.hide()
        return bar

    # -- search ----------------------------------------------------------------------------------------------------

    def open_search(self) -> None:
        """Let the user type what to find."""
        self._bar.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def close_search(self) -> None:
        """List everything again."""
        had_words = bool(self.search.text())
        self.search.clear()
        self._typed.stop()
        self._bar.hide()
        if had_words:
            self.search_changed.emit()
        self.search_left.emit()

    def _on_search_left(self) -> None:
        if self._typed.isActive():
            self._typed.stop()
            self.search_changed.emit()
        self.search_left.emit()

    @property
    def words(self) -> str:
        """What is searched for, or ""."""
        return self.search.text().strip() if self._bar.isVisibleTo(self) else ""

    @property
    def is_everywhere(self) -> bool:
        """Whether the whole project is listed: what was found, or what the filter lets through."""
        if self.words:
            return self.everywhere.isChecked()
        return self.filter.currentData() in COMPARING and self.filter_everywhere.isChecked()

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_heading(self, title: str, meta: str) -> None:
        """Name what is listed; a title that runs from right to left begins at the right."""
        mirrored = is_right_to_left(title)
        self._title.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        self._meta.setAlignment(Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft)
        self._title.setText(title)
        self._meta.setText(meta)
        self._meta.setVisible(bool(meta))

    def show_filter(self, chosen: StatementFilter) -> None:
        """Show which filter is on."""
        self.filter.setCurrentIndex(max(self.filter.findData(chosen.value), 0))
        self.filter_everywhere.setVisible(chosen in COMPARING)

    def show_everywhere(self, everywhere: bool) -> None:
        """Show, without telling anyone, whether the filter lists the whole project."""
        with QSignalBlocker(self.filter_everywhere):
            self.filter_everywhere.setChecked(everywhere)

    def show_found(self, number: int) -> None:
        """Say how many statements were found."""
        self._found.setText(self.tr("%n statement(s)", "", number).replace("(s)", "" if number == 1 else "s"))
        self._found.setVisible(bool(self.words))

    def show_empty(self, title: str = "", text: str = "", button: str = "") -> None:
        """Say why there is nothing to list; without a title, show the statements."""
        if title:
            self.empty.say(title, text, button)
        self._stack.setCurrentIndex(1 if title else 0)
        self.legend.setEnabled(not title)
