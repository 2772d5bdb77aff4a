"""Where the same words stand, before a correction is applied to all these places: words in their context, to tick."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.domain.correction import LikePlace, Place
from annotator.ui.dialogs.reports import number_of
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.statement_delegate import MENTION_NAMES
from annotator.ui.statement_layout import is_right_to_left
from annotator.ui.widgets import EmptyText, isolated, label

PLACES_SHOWN = 2000
_PLACE, _NOW, _TRANSCRIPT = range(3)
_BEFORE_SHARE = 0.42
_ROW_PX, _LEAST_ROWS, _AROUND_PX = 30, 4, 270
"""Height of a row, how many have room at least, and what the rest of the dialogue takes."""
_SPACES = re.compile(r"\s+")

TypeIndex = QModelIndex | QPersistentModelIndex


class _ContextDelegate(QStyledItemDelegate):
    """Paints the words of each place under those of the last one, with what stands before and after them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: TypeIndex) -> None:
        """Paint the tick as usual, and the words in their context."""
        like = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(like, LikePlace):
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        style = shown.widget.style() if shown.widget else QApplication.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, shown.widget)
        shown.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        painter.save()
        is_chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        painter.setPen(shown.palette.color(role))
        self._paint_context(painter, room.adjusted(4, 0, -6, 0), like, shown.font)
        painter.restore()

    @staticmethod
    def _paint_context(painter: QPainter, room: QRect, like: LikePlace, font: QFont) -> None:
        strong = QFont(font)
        strong.setBold(True)
        plain_px, strong_px = QFontMetrics(font), QFontMetrics(strong)
        words = strong_px.elidedText(like.text, Qt.TextElideMode.ElideMiddle, room.width() // 2)
        words_px = strong_px.horizontalAdvance(words)
        left_px = round((room.width() - words_px) * _BEFORE_SHARE)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        at = QRect(room.left() + left_px, room.top(), words_px + 1, room.height())
        left = QRect(room.left(), room.top(), left_px, room.height())
        right = QRect(at.right() + 1, room.top(), room.right() - at.right() - 1, room.height())
        before, after = _SPACES.sub(" ", like.before), _SPACES.sub(" ", like.after)
        if is_right_to_left(like.text):  # what comes before is read on the right
            left, right = right, left
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painter.setFont(font)
        # Qt cuts "left" where a text begins, whichever way it runs.
        cut = plain_px.elidedText(before, Qt.TextElideMode.ElideLeft, left.width())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignTrailing | middle), cut)
        cut = plain_px.elidedText(after, Qt.TextElideMode.ElideRight, right.width())
        painter.drawText(right, int(Qt.AlignmentFlag.AlignLeading | middle), cut)
        painter.setFont(strong)
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter | middle), words)


class PlaceTable(QTableWidget):
    """The places; Space ticks or unticks those that are chosen."""

    def __init__(self, places: Sequence[LikePlace], parent: QWidget) -> None:
        super().__init__(len(places), 3, parent)
        self.setAccessibleName(self.tr("Places"))
        self.setToolTip(self.tr("Space ticks or unticks the places that are chosen"))
        self.setHorizontalHeaderLabels([self.tr("Place"), self.tr("Now"), self.tr("Transcript")])
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.setItemDelegateForColumn(_PLACE, _ContextDelegate(self))
        for line, like in enumerate(places):
            self._fill(line, like)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_PLACE, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(_NOW, 220)
        self.setColumnWidth(_TRANSCRIPT, 210)

    def _fill(self, line: int, like: LikePlace) -> None:
        place = QTableWidgetItem(f"{like.before}[{like.text}]{like.after}")
        place.setFlags(place.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        place.setCheckState(Qt.CheckState.Checked)
        place.setData(Qt.ItemDataRole.UserRole, like)
        now = self.tr(MENTION_NAMES[like.mention.kind.value]) if like.mention else self.tr("no mention")
        entity = f": {like.mention.entity}" if like.mention and like.mention.entity else ""
        for column, item in enumerate((place, QTableWidgetItem(now + entity), QTableWidgetItem(like.title))):
            item.setToolTip(item.text())
            self.setItem(line, column, item)

    def is_ticked(self, line: int) -> bool:
        """Whether a place is ticked."""
        item = self.item(line, _PLACE)
        return item is None or item.checkState() == Qt.CheckState.Checked

    def tick(self, lines: Sequence[int], ticked: bool) -> None:
        """Tick places, or take the tick away."""
        for line in lines:
            if (item := self.item(line, _PLACE)) is not None:
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick what is chosen with one key."""
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        lines = sorted(index.row() for index in self.selectionModel().selectedRows(_PLACE))
        self.tick(lines, not all(self.is_ticked(line) for line in lines))


class PlacesDialog(Sheet):
    """Where the same words stand, each place to be ticked or not."""

    def __init__(self, parent: QWidget, words: str, places: Sequence[LikePlace]) -> None:
        tr = QObject().tr
        count = number_of(len(places), tr("place"), tr("places"))
        title = tr("“{0}” stands in {1}").format(isolated(words if len(words) < 60 else words[:58] + "…"), count)
        text = tr("The correction holds in every place that is ticked, as one step that you can undo.")
        super().__init__(parent, title, text, 720)
        # As high as its places need: a large empty table looks as if something were still to come.
        self.take_room(1120, min(_AROUND_PX + _ROW_PX * max(len(places), _LEAST_ROWS), 620))
        self._places = places
        self.table = PlaceTable(places[:PLACES_SHOWN], self)
        self.table.setMinimumHeight(_ROW_PX * (_LEAST_ROWS + 1))
        EmptyText(self.table, tr("These words stand nowhere else that can be corrected."))
        self.body.addWidget(self.table, 1)
        self.body.addLayout(self._make_foot())
        self._go = self.add_buttons(tr("Correct"), tr("Cancel"))
        self.table.itemChanged.connect(self._show_count)
        self._show_count()
        if places:
            self.table.setCurrentCell(0, _PLACE)
        self.table.setFocus()

    def _make_foot(self) -> QHBoxLayout:
        self.all = QPushButton(self)
        self.all.setAutoDefault(False)
        self.all.setToolTip(self.tr("Tick every place of this list, or none"))
        self.all.clicked.connect(self._on_all_clicked)
        self.all.setEnabled(bool(self._places))
        row = QHBoxLayout()
        row.addWidget(self.all)
        if len(self._places) > PLACES_SHOWN:
            rest = self.tr("The first {0} are shown; the others are ticked.").format(f"{PLACES_SHOWN:,}")
            row.addWidget(label(rest, "secondary", self))
        row.addStretch(1)
        return row

    def _on_all_clicked(self) -> None:
        lines = range(self.table.rowCount())
        self.table.blockSignals(True)
        self.table.tick(lines, not all(self.table.is_ticked(line) for line in lines))
        self.table.blockSignals(False)
        self.table.viewport().update()
        self._show_count()

    def _show_count(self) -> None:
        count = len(self.chosen)
        self._go.setText(self.tr("Correct {0}").format(number_of(count, self.tr("place"), self.tr("places"))))
        self._go.setToolTip(self._go.text())
        self._go.setEnabled(count > 0)
        is_full = all(self.table.is_ticked(line) for line in range(self.table.rowCount()))
        self.all.setText(self.tr("Untick all") if is_full else self.tr("Tick all"))

    @property
    def chosen(self) -> list[Place]:
        """The places that are ticked."""
        return [
            like.place for line, like in enumerate(self._places) if line >= PLACES_SHOWN or self.table.is_ticked(line)
        ]
