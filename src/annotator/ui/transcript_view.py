"""The transcript as a page of statements: a table whose rows are measured when they come into view, never before."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from annotator.domain.rows import StatementKey, StatementRow
from annotator.ui.label_chips import ViewState, in_words
from annotator.ui.statement_delegate import StatementDelegate
from annotator.ui.statement_layout import StatementLayouts
from annotator.ui.statement_model import StatementModel
from annotator.ui.theme import Look

ESTIMATE_PX = 84
SCROLL_STEP_PX = 42
COMFORT_TOP = 0.12
COMFORT_BOTTOM = 0.72


class TranscriptView(QTableView):
    """Shows statements and keeps one current.

    Signals:
        row_changed: Another row is current: its number, or -1.
        key_pressed: A key that is no movement within the view; the window looks it up among its commands.
    """

    row_changed = Signal(int)
    key_pressed = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._measured: set[int] = set()
        self._settling = False
        self.statements = StatementModel(self)
        self._layouts = StatementLayouts(look)
        self._delegate = StatementDelegate(self, self.statements, self._layouts, look)
        self.statements.describe = lambda row: in_words(row, self._layouts.state)
        self.setModel(self.statements)
        self.setItemDelegate(self._delegate)
        self._dress()
        self.selectionModel().currentRowChanged.connect(self._on_selection_current_row_changed)
        look.look_changed.connect(self._on_look_look_changed)

    def _dress(self) -> None:
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(SCROLL_STEP_PX)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heights = self.verticalHeader()
        heights.hide()
        heights.setMinimumSectionSize(1)
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setDefaultSectionSize(ESTIMATE_PX)
        self.setAutoScroll(False)
        self.setAccessibleName(self.tr("Transcript"))

    # -- showing ---------------------------------------------------------------------------------------------------

    def set_state(self, state: ViewState) -> None:
        """Show statements otherwise."""
        if state != self._layouts.state:
            self._layouts.set_state(state)
            self._measure_anew()

    def show_keys(self, keys: list[StatementKey], project: object) -> None:
        """List other statements; none of them is current yet."""
        self._measured.clear()
        self._layouts.clear()
        self.statements.show(project, keys)  # type: ignore[arg-type]
        self.verticalHeader().setDefaultSectionSize(ESTIMATE_PX)
        self.verticalScrollBar().setValue(0)

    def refresh(self, statements: frozenset[str]) -> None:
        """Show statements as they are now."""
        for number in self.statements.refresh(statements):  # type: ignore[arg-type]
            row = self.statements.statement(number)
            if row is not None:
                self._layouts.forget(row)
            self._measured.discard(number)
        self._measure_visible()

    def select_statement(self, number: int) -> None:
        """Make a row current and bring it to where one reads comfortably."""
        if 0 <= number < self.statements.rowCount():
            self.setCurrentIndex(self.statements.index(number, 0))
            self._bring(number)

    @property
    def current_number(self) -> int:
        """Number of the current row, or -1."""
        return self.currentIndex().row()

    def current_statement(self) -> StatementRow | None:
        """Give the current statement."""
        return self.statements.statement(self.current_number)

    # -- heights ---------------------------------------------------------------------------------------------------

    def _measure(self, number: int) -> bool:
        """Give a row its true height; says whether that was another one."""
        if number in self._measured or not 0 <= number < self.statements.rowCount():
            return False
        found = self._delegate.layout_of(number)
        self._measured.add(number)
        if found is None or self.rowHeight(number) == found[1].height_px:
            return False
        self.verticalHeader().resizeSection(number, found[1].height_px)
        return True

    def _visible(self) -> range:
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else self.statements.rowCount() - 1) + 1)

    def _measure_visible(self) -> None:
        """Measure what is in view, holding still what the eye is on."""
        if self._settling or not self.statements.rowCount():
            return
        self._settling = True
        try:
            for _again in range(4):
                visible = self._visible()
                unmeasured = [number for number in visible if number not in self._measured]
                if not unmeasured:
                    break
                anchor = next((number for number in visible if number in self._measured), visible.start)
                before_px = self.rowViewportPosition(anchor)
                changed = [self._measure(number) for number in unmeasured]
                if any(changed):
                    moved_px = self.rowViewportPosition(anchor) - before_px
                    if moved_px:
                        self.updateGeometries()
                        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved_px)
        finally:
            self._settling = False

    def _measure_anew(self) -> None:
        number = self.current_number
        top_px = self.rowViewportPosition(number) if number >= 0 else 0
        self._measured.clear()
        self._measure_visible()
        if number >= 0 and 0 <= top_px < self.viewport().height():
            self.verticalScrollBar().setValue(
                self.verticalScrollBar().value() + self.rowViewportPosition(number) - top_px
            )
        self.viewport().update()

    def _bring(self, number: int) -> None:
        """Scroll as little as needed to have the row between an eighth and three quarters of the view."""
        view_px = self.viewport().height()
        position_px = self.rowViewportPosition(number)
        if not -view_px < position_px < 2 * view_px:
            self._jump(number)
            return
        # Rows between here and there are measured first, so that the row does not slip away afterwards.
        visible = self._visible()
        for one in range(min(number, visible.start), max(number + 1, visible.stop)):
            self._measure(one)
        top_px, height_px = self.rowViewportPosition(number), self.rowHeight(number)
        low_px, high_px = view_px * COMFORT_TOP, view_px * COMFORT_BOTTOM
        by_px = 0.0
        if top_px + height_px > high_px:
            by_px = min(top_px + height_px - high_px, max(top_px - low_px, 0))
        if top_px < low_px:
            by_px = top_px - low_px
        if by_px:
            # Heights have changed, and with them how far one can scroll; Qt would find out too late.
            self.updateGeometries()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + int(by_px))

    def _jump(self, number: int) -> None:
        view_px = self.viewport().height()
        self._measure(number)
        bar = self.verticalScrollBar()
        for _again in range(3):
            self.updateGeometries()
            bar.setValue(self.verticalHeader().sectionPosition(number) - int(view_px * 0.25))
            self._measure_visible()
            if abs(self.rowViewportPosition(number) - int(view_px * 0.25)) < 2:
                break

    # -- Qt --------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Measure what came into view, then paint."""
        if any(number not in self._measured for number in self._visible()):
            self._measure_visible()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._layouts.clear()
            self._measure_anew()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Leave scrolling to ``select_statement``: Qt would scroll by heights that are not yet true."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key that could be a command to the window; move by page oneself."""
        key = event.key()
        moves = {
            Qt.Key.Key_PageDown: self._page_step(),
            Qt.Key.Key_PageUp: -self._page_step(),
            Qt.Key.Key_Home: -self.statements.rowCount(),
            Qt.Key.Key_End: self.statements.rowCount(),
        }
        if key in moves and self.statements.rowCount():
            wanted = max(self.current_number, 0) + moves[Qt.Key(key)]
            self.select_statement(min(max(wanted, 0), self.statements.rowCount() - 1))
            return
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not modifiers and key in (
            Qt.Key.Key_Down,
            Qt.Key.Key_Up,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Delete,
        ):
            self.key_pressed.emit(QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText))
            return
        event.ignore()

    def _page_step(self) -> int:
        return max(len(self._visible()) - 2, 1)

    def _on_selection_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.row_changed.emit(current.row())

    def _on_look_look_changed(self) -> None:
        self._layouts.clear()
        # After the style sheet has reached every widget, so that widths are true.
        QTimer.singleShot(0, self, self._measure_anew)
