"""Choosing words of a statement, with the mouse or word by word with the arrow keys, to say what they name."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QTextCharFormat, QTextLayout, QTextLine
from PySide6.QtWidgets import QAbstractItemView

from annotator.domain.ids import StatementId
from annotator.domain.rows import StatementRow
from annotator.ui.statement_layout import RowLayout

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Selection:
    """Chosen words of a statement, by offsets into the transcript; an empty one is a place between two characters."""

    statement: StatementId
    start_cp: int
    end_cp: int


class TextSelection(QObject):
    """What is chosen in a list of statements.

    Signals:
        changed: Other words are chosen, or none.
    """

    changed = Signal()

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._delegate: object = None
        self._anchor_cp: int | None = None
        self.current: Selection | None = None
        view.viewport().installEventFilter(self)

    def choose(self, row: StatementRow, start_cp: int, end_cp: int) -> None:
        """Choose a stretch of a statement."""
        start, end = sorted(min(max(one, row.start_cp), row.end_cp) for one in (start_cp, end_cp))
        self._set(Selection(row.uid, start, end))

    def clear(self) -> None:
        """Choose nothing."""
        self._anchor_cp = None
        self._set(None)

    def of(self, row: StatementRow | None) -> Selection | None:
        """Give what is chosen in this statement, or None."""
        return self.current if row is not None and self.current and self.current.statement == row.uid else None

    def _set(self, selection: Selection | None) -> None:
        if selection != self.current:
            self.current = selection
            self._view.viewport().update()
            self.changed.emit()

    # -- by key ----------------------------------------------------------------------------------------------------

    def take_key(self, event: QKeyEvent, row: StatementRow | None) -> bool:
        """Choose the next or the previous word, with Shift one more or one fewer; Esc lets go. Says if it was taken."""
        if row is None or event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        if event.key() == Qt.Key.Key_Escape and self.of(row):
            self.clear()
            return True
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return False
        more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._step(row, forwards=event.key() == Qt.Key.Key_Right, more=more)
        return True

    def _step(self, row: StatementRow, forwards: bool, more: bool) -> None:
        words = [(row.start_cp + one.start(), row.start_cp + one.end()) for one in _WORD.finditer(row.text)]
        if not words:
            return
        chosen = self.of(row)
        if chosen is None:
            start, end = words[0] if forwards else words[-1]
        elif more and forwards:
            start = chosen.start_cp
            end = next((one_end for _, one_end in words if one_end > chosen.end_cp), chosen.end_cp)
        elif more:
            start = chosen.start_cp
            shorter = [one_end for one_start, one_end in words if one_start >= start and one_end < chosen.end_cp]
            end = shorter[-1] if shorter else chosen.end_cp
        elif forwards:
            start, end = next((one for one in words if one[0] >= max(chosen.end_cp, chosen.start_cp + 1)), words[-1])
        else:
            before = [one for one in words if one[0] < chosen.start_cp]
            start, end = before[-1] if before else words[0]
        self.choose(row, start, end)

    # -- by mouse --------------------------------------------------------------------------------------------------

    def set_places(self, delegate: object) -> None:
        """Say who knows where the characters of a row are painted: a delegate with ``layout_of(number)``."""
        self._delegate = delegate

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose with the mouse what lies between where it was pressed and where it is."""
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonDblClick and event.button() == Qt.MouseButton.LeftButton:
                self._choose_word(event.position().toPoint())
                return False
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                found = self.place_at(event.position().toPoint())
                self._anchor_cp = found[1] if found else None
                if found:
                    self.choose(found[0], found[1], found[1])
                else:
                    self.clear()
            elif event.type() == QEvent.Type.MouseMove and self._anchor_cp is not None and self.current:
                found = self.place_at(event.position().toPoint())
                if found and found[0].uid == self.current.statement:
                    self.choose(found[0], self._anchor_cp, found[1])
                return bool(event.buttons() & Qt.MouseButton.LeftButton)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._anchor_cp = None
        return super().eventFilter(watched, event)

    def _choose_word(self, point: QPoint) -> None:
        found = self.place_at(point)
        if found is None:
            return
        row, at_cp = found
        for word in _WORD.finditer(row.text):
            if row.start_cp + word.start() <= at_cp <= row.start_cp + word.end():
                self.choose(row, row.start_cp + word.start(), row.start_cp + word.end())
                return

    def place_at(self, point: QPoint) -> tuple[StatementRow, int] | None:
        """Give the statement whose text is painted at a point of the view, and the code point nearest to it."""
        index = self._view.indexAt(point)
        laid_out = getattr(self._delegate, "layout_of", None)
        found: tuple[StatementRow, RowLayout] | None = laid_out(index.row()) if index.isValid() and laid_out else None
        if found is None:
            return None
        row, layout = found
        inside = QPointF(point - self._view.visualRect(index).topLeft()) - layout.text_at
        for nth in range(layout.text.lineCount()):
            line = layout.text.lineAt(nth)
            if line.y() <= inside.y() < line.y() + line.height() and -8 <= inside.x() <= layout.text_width_px + 8:
                at = line.xToCursor(inside.x(), QTextLine.CursorPosition.CursorBetweenCharacters)
                return row, row.start_cp + layout.offsets.to_cp(int(at))
        return None


def painted(
    selection: Selection, row: StatementRow, layout: RowLayout, fill: QColor, ink: QColor
) -> list[QTextLayout.FormatRange]:
    """Give how chosen words are painted."""
    start = layout.offsets.to_utf16(selection.start_cp - row.start_cp)
    shown = QTextLayout.FormatRange()
    shown.start = start
    shown.length = layout.offsets.to_utf16(selection.end_cp - row.start_cp) - start
    style = QTextCharFormat()
    style.setBackground(fill)
    style.setForeground(ink)
    shown.format = style
    return [shown]
