"""The transcripts of the project, each with how far the coder is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.ids import TranscriptId
from annotator.domain.rows import TranscriptRow
from annotator.ui.page import SearchEdit
from annotator.ui.statement_layout import is_right_to_left
from annotator.ui.theme import Look
from annotator.ui.widgets import EmptyText, isolated, label, two_lines

type_index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
DONE_ROLE = Qt.ItemDataRole.UserRole + 2
_CARD_PX, _TITLE_LINE_PX, _META_LINE_PX, _BESIDE_TITLE_PX = 92, 17, 16, 36


def meta_line(row: TranscriptRow) -> str:
    """Give date, meeting and the like in one line."""
    data = row.metadata
    meeting = f"{data.meeting} meeting" if data.meeting and data.meeting[-1:].isalpha() else data.meeting
    parts = [data.date, meeting and str(meeting), data.release, *data.symbols[:1]]
    return "  ·  ".join(dict.fromkeys(part for part in parts if part))


class TranscriptModel(QAbstractListModel):
    """The transcripts as a list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[TranscriptRow] = ()
        self._done: Mapping[TranscriptId, int] = {}

    @property
    def rows(self) -> Sequence[TranscriptRow]:
        """The transcripts, in order."""
        return self._rows

    @property
    def done(self) -> Mapping[TranscriptId, int]:
        """How many statements of each the coder has labelled."""
        return self._done

    def show(self, rows: Sequence[TranscriptRow], done: Mapping[TranscriptId, int]) -> None:
        """List other transcripts."""
        self.beginResetModel()
        self._rows, self._done = rows, done
        self.endResetModel()

    def show_done(self, done: Mapping[TranscriptId, int]) -> None:
        """Show other progress."""
        before, self._done = self._done, done
        for number, row in enumerate(self._rows):
            if before.get(row.uid) != done.get(row.uid):
                self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: type_index | None = None) -> int:
        """Give how many transcripts there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: type_index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a transcript is called, and what is read aloud of it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:  # first: it is asked of every transcript for the height of its card
            return row
        done = self._done.get(row.uid, 0)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.title} {meta_line(row)} {row.file_name}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            newer = self.tr(", new version") if row.is_new_version else ""
            return self.tr("{0}{1}, {2} of {3} labelled").format(row.title, newer, done, row.n_codable)
        if role == Qt.ItemDataRole.ToolTipRole:
            newer = self.tr("In place of an older version: File, Older versions") if row.is_new_version else ""
            return "\n".join(filter(None, (row.title, meta_line(row), row.file_name, newer)))
        return done if role == DONE_ROLE else None


class TranscriptDelegate(QStyledItemDelegate):
    """Paints a transcript: title in one or two lines, its meeting, and a bar."""

    def __init__(self, view: QAbstractItemView, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self._widths_px: dict[str, float] = {}
        self._metrics: QFontMetricsF | None = None
        look.look_changed.connect(self._forget_widths)

    def sizeHint(self, _option: QStyleOptionViewItem, index: type_index) -> QSize:
        """Give as much room as its title takes, and what is known of its meeting."""
        row: TranscriptRow = index.data(ROW_ROLE)
        one_line = self._is_one_line(row.title, self._view.viewport().width() - _BESIDE_TITLE_PX)
        # What ``_meta`` says is not put together here: it is only asked whether there is any.
        has_meta = row.is_new_version or row.file_name != row.title or bool(meta_line(row))
        spare_px = (_TITLE_LINE_PX if one_line else 0) + (0 if has_meta else _META_LINE_PX)
        return QSize(120, _CARD_PX - spare_px)

    def _is_one_line(self, title: str, room_px: int) -> bool:
        """Whether a title fits into one line; the list asks it of every transcript, so widths are kept."""
        width_px = self._widths_px.get(title)
        if width_px is None:
            self._metrics = self._metrics or QFontMetricsF(self._look.font("small", bold=True))
            width_px = self._widths_px[title] = self._metrics.horizontalAdvance(title)
        return width_px <= room_px

    def _forget_widths(self) -> None:
        self._widths_px.clear()
        self._metrics = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: type_index) -> None:
        """Paint it."""
        row: TranscriptRow = index.data(ROW_ROLE)
        done: int = index.data(DONE_ROLE)
        state = option.state
        area = QRectF(option.rect).adjusted(8, 2, -8, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("raised" if selected else "hover"))
            painter.drawRoundedRect(area, 7, 7)
        if selected:
            painter.setPen(self._look.colour("border"))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        inner = area.adjusted(10, 8, -10, -9)
        font = self._look.font("small", bold=True)
        painter.setFont(font)
        painter.setPen(self._look.colour("text"))
        lines = two_lines(row.title, QFontMetricsF(font), inner.width())
        mirrored = is_right_to_left(row.title)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        for nth, text in enumerate(lines):
            place = QRectF(inner.left(), inner.top() + nth * _TITLE_LINE_PX, inner.width(), _TITLE_LINE_PX)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        meta_top_px = inner.top() + 2 + _TITLE_LINE_PX * len(lines)
        self._paint_meta(painter, row, QRectF(inner.left(), meta_top_px, inner.width(), _META_LINE_PX))
        self._paint_foot(painter, row, done, inner)
        painter.restore()

    def _meta(self, row: TranscriptRow) -> str:
        text = meta_line(row) or (row.file_name if row.file_name != row.title else "")
        if row.is_new_version:
            text = "  ·  ".join(filter(None, (self.tr("New version"), text)))
        return text

    def _paint_meta(self, painter: QPainter, row: TranscriptRow, place: QRectF) -> None:
        font = self._look.font("caption")
        painter.setFont(font)
        painter.setPen(self._look.colour("text_subdued"))
        shown = QFontMetricsF(font).elidedText(self._meta(row), Qt.TextElideMode.ElideRight, place.width())
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left(row.title) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, shown)

    def _paint_foot(self, painter: QPainter, row: TranscriptRow, done: int, inner: QRectF) -> None:
        font = self._look.font("caption")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._look.colour("text_subdued"))
        count = f"{done} / {row.n_codable}"
        count_px = metrics.horizontalAdvance(count)
        place = QRectF(inner.right() - count_px, inner.bottom() - 15, count_px, 16)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, count)
        bar = QRectF(inner.left(), inner.bottom() - 9, inner.width() - count_px - 10, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("track"))
        painter.drawRoundedRect(bar, 2, 2)
        if done and row.n_codable:
            full = done >= row.n_codable
            painter.setBrush(self._look.colour("ok" if full else "accent"))
            width = max(bar.width() * min(done / row.n_codable, 1), 4)
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), width, bar.height()), 2, 2)


class Sidebar(QFrame):
    """Lists the transcripts.

    Signals:
        transcript_chosen: The user chose this one.
    """

    transcript_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.transcripts = TranscriptModel(self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.transcripts)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._title = label(self.tr("Transcripts"), "section", self)
        self._filter = SearchEdit(self)
        self._filter.setPlaceholderText(self.tr("Filter by title or date"))
        self._filter.setAccessibleName(self.tr("Filter transcripts"))
        self._filter.setToolTip(
            self.tr("List only transcripts with these words in title, date or meeting; Esc lists all of them again")
        )
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._on_filter_text_changed)
        self._filter.dismissed.connect(self._filter.clear)
        self._filter.left.connect(self._on_filter_left)
        self.list = QListView(self)
        self.list.setProperty("bare", True)
        self.list.setModel(self._proxy)
        self.list.setItemDelegate(TranscriptDelegate(self.list, look))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Transcripts"))
        self.list.selectionModel().currentChanged.connect(self._on_list_current_changed)
        self._nothing = EmptyText(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 12, 0)
        head.setSpacing(7)
        head.addWidget(self._title)
        head.addWidget(self._filter)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        look.look_changed.connect(self.list.viewport().update)
        self._quiet = False
        self._shown: TranscriptId | None = None

    def show_transcripts(self, rows: Sequence[TranscriptRow], done: Mapping[TranscriptId, int]) -> None:
        """List other transcripts, and keep the chosen one where it is still there."""
        self._quiet = True
        self.transcripts.show(rows, done)
        self._show_counts()
        self._quiet = False
        if self._shown is not None:
            self.choose(self._shown)

    def _show_counts(self) -> None:
        """Say how many transcripts are listed, of how many, and where that is none, why."""
        words, n_rows = self._filter.text(), len(self.transcripts.rows)
        listed = self.tr("{0} of {1}").format(self._proxy.rowCount(), n_rows) if words else str(n_rows)
        self._title.setText(self.tr("Transcripts  ({0})").format(listed))
        nothing = self.tr("No transcript has “{0}” in its title, date or meeting.\n\nEsc lists all of them again.")
        self._nothing.setText(nothing.format(isolated(words)) if words and n_rows else "")

    def chosen(self) -> TranscriptRow | None:
        """Give the chosen transcript."""
        row = self.list.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, TranscriptRow) else None

    def choose(self, transcript: TranscriptId) -> None:
        """Mark a transcript as the one shown, without telling anyone."""
        self._shown = transcript
        numbers = [number for number, row in enumerate(self.transcripts.rows) if row.uid == transcript]
        index = self._proxy.mapFromSource(self.transcripts.index(numbers[0])) if numbers else QModelIndex()
        self._quiet = True
        self.list.setCurrentIndex(index)
        self._quiet = False

    def step(self, by: int) -> None:
        """Choose the next or the previous one listed."""
        number = self.list.currentIndex().row() + by
        if 0 <= number < self._proxy.rowCount():
            self.list.setCurrentIndex(self._proxy.index(number, 0))

    def _on_filter_text_changed(self, words: str) -> None:
        # The list would choose a neighbour for a transcript that it no longer lists.
        self._quiet = True
        self._proxy.setFilterFixedString(words)
        self._show_counts()
        self._quiet = False
        if self._shown is not None:
            self.choose(self._shown)

    def _on_filter_left(self) -> None:
        if self._proxy.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_list_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = current.data(ROW_ROLE) if current.isValid() else None
        if isinstance(row, TranscriptRow) and not self._quiet:
            self._shown = row.uid
            self.transcript_chosen.emit(row.uid)
