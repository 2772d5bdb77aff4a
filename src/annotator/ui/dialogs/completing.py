"""What completes a field from what is known: each name with, subdued, what else tells it apart."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_SIDE_PX, _GAP_PX, _ROW_PX, _LEAST_PX = 8, 14, 26, 420
_MOST_OF_A_ROW = 0.7
"""What a name takes of a row at most, where something is said of it."""


def completer(words: Sequence[str] | Mapping[str, str], parent: QWidget) -> QCompleter:
    """Give what completes a field from these words, wherever in them the letters typed stand.

    Args:
        words: The words, or the words each with what is shown beside it.
    """
    details = words if isinstance(words, Mapping) else dict.fromkeys(words, "")
    made = QCompleter(sorted(details), parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = made.popup()
    if popup is not None:
        popup.setItemDelegate(CompletionDelegate(details, popup))
        if any(details.values()):
            popup.setMinimumWidth(_LEAST_PX)
    return made


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
