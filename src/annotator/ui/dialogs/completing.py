"""What completes a field from what is known: each name with, subdued, what else tells it apart."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_SIDE_PX, _GAP_PX, _ROW_PX, _LEAST_PX, _MOST_PX = 8, 14, 26, 420, 560
_BESIDE_PX = 2 * _SIDE_PX + 20
"""The sides of a row, and the scroll bar."""
_MOST_OF_A_ROW = 0.7
"""What a name takes of a row at most, where something is said of it."""


def completer(words: Sequence[str] | Mapping[str, str], parent: QWidget) -> QCompleter:
    """Give what completes a field from these words, wherever in them the letters typed stand.

    Args:
        words: The words, or the words each with what is shown beside it.
    """
    details = words if isinstance(words, Mapping) else dict.fromkeys(words, "")
    made = Completer(sorted(details), parent)
    popup = made.popup()
    if popup is not None:
        popup.setItemDelegate(CompletionDelegate(details, popup))
        longest_px = popup.fontMetrics().horizontalAdvance(max(details, key=len, default="")) + _BESIDE_PX
        popup.setMinimumWidth(max(min(longest_px, _MOST_PX), _LEAST_PX if any(details.values()) else 0))
    return made


class Completer(QCompleter):
    """Completes letters wherever in a name they stand: first the names that begin with them, then those with a word
    that does."""

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        self._ranked = QStringListModel(names, self)
        self.setModel(self._ranked)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        """Order the names by where these letters stand, before Qt looks for them."""
        letters = path.casefold()

        def rank(name: str) -> int:
            folded = name.casefold()
            return 0 if folded.startswith(letters) else 1 if f" {letters}" in folded else 2

        ranked = sorted(self._names, key=rank) if letters else list(self._names)
        if ranked != self._ranked.stringList():
            self._ranked.setStringList(ranked)
        return [path]


class CompletionDelegate(QStyledItemDelegate):
    """Paints a name, and subdued at the right what is said of it."""

    def __init__(self, details: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._details = details

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give every row the same height."""
        return QSize(100, _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        name = str(index.data() or "")
        detail = self._details.get(name, "")
        shown.text = ""
        widget = shown.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        room: QRect = shown.rect.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
        name_px = round(room.width() * _MOST_OF_A_ROW) if detail else room.width()
        name = shown.fontMetrics.elidedText(name, Qt.TextElideMode.ElideRight, name_px)
        taken_px = shown.fontMetrics.horizontalAdvance(name) + _GAP_PX
        painter.save()
        painter.setFont(shown.font)
        role = QPalette.ColorRole
        painter.setPen(shown.palette.color(role.HighlightedText if chosen else role.Text))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        rest = room.adjusted(taken_px, 0, 0, 0)
        painter.setPen(shown.palette.color(role.HighlightedText if chosen else role.PlaceholderText))
        told = shown.fontMetrics.elidedText(detail, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told)
        painter.restore()
