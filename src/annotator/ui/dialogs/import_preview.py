"""What a file's text would be cut into: passages with their kinds and speakers, what is dropped struck through."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.domain.transcript import CODABLE_KINDS, Analysis, Passage, PassageKind, SourceText
from annotator.ui.statement_layout import is_right_to_left
from annotator.ui.theme import Look

TypeIndex = QModelIndex | QPersistentModelIndex
PASSAGE_ROLE = Qt.ItemDataRole.UserRole + 1
_LINES = 2
_SHOWN_CHARS = 400
_MEASURED_CHARS = 160
"""More characters than any preview has in a line."""
_BEFORE_PX, _AFTER_PX = 14, 12


def kind_names(words: QObject) -> dict[PassageKind, str]:
    """Give the kinds of passages in words."""
    return {
        PassageKind.SPEECH: words.tr("Speech"),
        PassageKind.NARRATION: words.tr("Narration"),
        PassageKind.HEADING: words.tr("Heading"),
        PassageKind.LIST: words.tr("List"),
        PassageKind.NOTE: words.tr("Note"),
        PassageKind.BOILERPLATE: words.tr("Boilerplate"),
    }


class PassageModel(QAbstractListModel):
    """The passages of one file."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.passages: Sequence[Passage] = ()
        self._text = ""
        self._names = kind_names(self)

    def show(self, source: SourceText | None, analysis: Analysis | None) -> None:
        """Show another file's passages, or none."""
        self.beginResetModel()
        self._text = source.text if source else ""
        self.passages = analysis.passages if analysis else ()
        self.endResetModel()

    def renew(self, source: SourceText, analysis: Analysis) -> None:
        """Show the same file's passages with other kinds."""
        self._text, self.passages = source.text, analysis.passages
        if self.passages:
            self.dataChanged.emit(self.index(0), self.index(len(self.passages) - 1))

    def rowCount(self, parent: TypeIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give how many passages there are."""
        return 0 if parent.isValid() else len(self.passages)

    def data(self, index: TypeIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a passage, its text, or all of it in words."""
        if not index.isValid() or index.row() >= len(self.passages):
            return None
        passage = self.passages[index.row()]
        if role == PASSAGE_ROLE:
            return passage
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(passage)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{self.heading(passage)}: {self._text[passage.start_cp : passage.end_cp][:2000]}"
        return None

    def shown(self, passage: Passage) -> str:
        """Give as much of a passage's text as is ever shown of it, in one line."""
        return " ".join(self._text[passage.start_cp : min(passage.end_cp, passage.start_cp + _SHOWN_CHARS)].split())

    def heading(self, passage: Passage) -> str:
        """Give a passage's kind and speakers in words."""
        who = "; ".join(voice.shown for voice in passage.speakers)
        return f"{self._names[passage.kind]} · {who}" if who else self._names[passage.kind]


class PassageDelegate(QStyledItemDelegate):
    """Paints a passage in a line of its kind and speakers and at most two of its text."""

    def __init__(self, look: Look, view: "PassageView") -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._fonts: tuple[QFontMetricsF, QFontMetricsF] | None = None
        look.look_changed.connect(self._forget_fonts)

    def _forget_fonts(self) -> None:
        self._fonts = None

    def sizeHint(self, _option: QStyleOptionViewItem, index: TypeIndex) -> QSize:
        """Give a passage room for the one or two lines of its text; a long one is not measured for that."""
        if self._fonts is None:
            self._fonts = QFontMetricsF(self._look.font("caption", bold=True)), QFontMetricsF(self._look.font("body"))
        head, body = self._fonts
        # Asked of every passage, so not by way of Qt's roles.
        passage = self._view.passages.passages[index.row()]
        room_px = self._view.viewport().width() - _BEFORE_PX - _AFTER_PX
        is_short = passage.end_cp - passage.start_cp <= _MEASURED_CHARS
        one_line = is_short and body.horizontalAdvance(self._view.passages.shown(passage)) <= room_px
        return QSize(100, int(head.lineSpacing() + (1 if one_line else _LINES) * body.lineSpacing()) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: TypeIndex) -> None:
        """Paint it: what coders are asked for in full, what else is kept subdued, boilerplate struck through."""
        passage, model = index.data(PASSAGE_ROLE), index.model()
        if not isinstance(passage, Passage) or not isinstance(model, PassageModel):
            return
        painter.save()
        area = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._look.colour("accent_soft"))
        codable = passage.kind in CODABLE_KINDS
        mirrored = is_right_to_left(str(index.data()))
        bar_left_px = area.right() - 3 if mirrored else area.left()
        bar = QRectF(bar_left_px, area.top() + 4, 3, area.height() - 8)
        painter.fillRect(bar, self._look.colour("accent" if codable else "border_strong"))
        before_px, after_px = (_AFTER_PX, _BEFORE_PX) if mirrored else (_BEFORE_PX, _AFTER_PX)
        room = area.adjusted(before_px, 6, -after_px, -6)
        caption = self._look.font("caption", bold=True)
        painter.setFont(caption)
        painter.setPen(self._look.colour("text_secondary" if codable else "text_subdued"))
        metrics = QFontMetricsF(caption)
        heading = metrics.elidedText(model.heading(passage), Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | side, heading)
        painter.setPen(self._look.colour("text" if codable else "text_subdued"))
        self._paint_text(painter, room.adjusted(0, metrics.lineSpacing() + 1, 0, 0), str(index.data()), passage.kind)
        painter.restore()

    def _paint_text(self, painter: QPainter, room: QRectF, text: str, kind: PassageKind) -> None:
        font = self._look.font("body")
        font = type(font)(font)
        font.setStrikeOut(kind is PassageKind.BOILERPLATE)
        metrics = QFontMetricsF(font)
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        mirrored = is_right_to_left(text)
        direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        layout.setTextOption(option)
        layout.beginLayout()
        painter.setFont(font)
        # Full stops and numbers stand where the passage's direction has them, not the window's.
        painter.setLayoutDirection(direction)
        top_px = room.top()
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        for number in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            rest = text[line.textStart() :] if number == _LINES - 1 else ""
            shown = rest or text[line.textStart() : line.textStart() + line.textLength()].rstrip()
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
            place = QRectF(room.left(), top_px, room.width(), metrics.lineSpacing())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute, shown)
            top_px += metrics.lineSpacing()
        layout.endLayout()


class PassageView(QListView):
    """Shows the passages; keys 1 to 6 give the chosen ones a kind.

    Signals:
        kind_chosen: The passages that are chosen are to be of this kind: PassageKind.
    """

    kind_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.passages = PassageModel(self)
        self.setModel(self.passages)
        self.setItemDelegate(PassageDelegate(look, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Passages"))
        look.look_changed.connect(self.viewport().update)

    def chosen(self) -> list[int]:
        """Give the numbers of the passages that are chosen."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean a kind from being anybody's shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _kind_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a kind on its key."""
        kind = _kind_of(event)
        if kind is not None:
            self.kind_chosen.emit(kind)
        else:
            super().keyPressEvent(event)


def _kind_of(event: QKeyEvent) -> PassageKind | None:
    number = event.key() - Qt.Key.Key_1
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return tuple(PassageKind)[number] if plain and 0 <= number < len(PassageKind) else None
