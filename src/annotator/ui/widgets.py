"""Small painted pieces that several parts of the window are made of."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QLabel,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QWidget,
)

from annotator.ui.theme import Look


def label(text: str, role: str, parent: QWidget | None = None, wrap: bool = False) -> QLabel:
    """Give a label in one of the roles that the style sheet knows."""
    made = QLabel(text, parent)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def line(parent: QWidget | None = None) -> QFrame:
    """Give a thin line."""
    made = QFrame(parent)
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made


class ElidedLabel(QLabel):
    """A label that ends in an ellipsis where there is no room, and tells the whole on hovering."""

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Give way as far as needed."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


class TitleLabel(QLabel):
    """A title in one line, or where that is too short in two; what is still cut is told on hovering."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "title")
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that height depends on width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of one line, or of two."""
        return len(self._lines(width)) * self.fontMetrics().lineSpacing()

    def minimumSizeHint(self) -> QSize:
        """Give way as far as needed."""
        return QSize(24, self.fontMetrics().lineSpacing())

    def _lines(self, width_px: int) -> list[str]:
        return two_lines(self.text(), QFontMetricsF(self.font()), width_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint its lines."""
        lines = self._lines(self.width())
        self.setToolTip(self.text() if " ".join(lines) != self.text() else "")
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setPen(self.palette().color(self.foregroundRole()))
        line_px = self.fontMetrics().lineSpacing()
        for number, text in enumerate(lines):
            area = QRect(0, number * line_px, self.width(), line_px)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


def two_lines(text: str, metrics: QFontMetricsF, width_px: float) -> list[str]:
    """Break a title into at most two lines, the second cut short where it must be."""
    if metrics.horizontalAdvance(text) <= width_px:
        return [text]
    first = ""
    words = text.split(" ")
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width_px:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width_px)]
    return [first, metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width_px)]


class EmptyText(QLabel):
    """What is said in the middle of a list or a table while it has no rows."""

    def __init__(self, view: QAbstractItemView, text: str = "") -> None:
        super().__init__(text, view.viewport())
        self.setProperty("role", "secondary")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMargin(16)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view = view
        view.viewport().installEventFilter(self)
        model = view.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            changed.connect(self._on_model_changed)
        self._on_model_changed()

    def _on_model_changed(self) -> None:
        self.setVisible(self._view.model().rowCount() == 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill the view, however large it is."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.viewport().rect())
        return super().eventFilter(watched, event)


def isolated(text: str) -> str:
    """Give a text between marks that keep its direction of writing from turning the sentence around it."""
    return f"\u2068{text}\u2069"


def initials(name: str) -> str:
    """Give one or two letters that stand for a name."""
    words = [word for word in name.split() if word]
    if len(words) >= 2:
        return (words[0][0] + words[-1][0]).upper()
    return words[0][:2].upper() if words else "?"


def paint_avatar(painter: QPainter, look: Look, area: QRectF, name: str) -> None:
    """Paint a disc with somebody's initials."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent_soft"))
    painter.drawEllipse(area)
    painter.setFont(look.font("keycap", bold=True))
    painter.setPen(look.colour("accent_soft_text"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, initials(name))


class CoderChip(QAbstractButton):
    """Says who is coding, always; a click changes it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._name = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName("coderChip")
        self.set_coder("")
        look.look_changed.connect(self.update)

    def set_coder(self, name: str) -> None:
        """Show a name, or that nobody codes."""
        self._name = name
        self.setText(name or self.tr("Nobody is coding"))
        self.setAccessibleName(self.tr("Coding: {0}").format(name) if name else self.text())
        self.setToolTip(self.tr("Who is coding; click to change (Ctrl+Shift+C)"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give room for the name, within reason."""
        metrics = QFontMetrics(self._look.font("body", bold=True))
        return QSize(min(metrics.horizontalAdvance(self.text()), 200) + 48, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a rounded chip with a disc and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        hot = self.underMouse() or self.isDown()
        border = "accent" if self.hasFocus() else "border_strong" if self._name else "warn"
        painter.setPen(QPen(self._look.colour(border), 1))
        fill = "hover" if hot else "raised" if self._name else "warn_soft"
        painter.setBrush(self._look.colour(fill))
        painter.drawRoundedRect(area, 14, 14)
        disc = QRectF(area.left() + 4, area.center().y() - 10, 20, 20)
        paint_avatar(painter, self._look, disc, self._name or "?")
        painter.setFont(self._look.font("body", bold=True))
        painter.setPen(self._look.colour("text" if self._name else "warn"))
        room = area.adjusted(31, 0, -12, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Switch(QAbstractButton):
    """A labelled switch, on or off at a glance."""

    def __init__(self, text: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.look_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give room for the switch and its text."""
        return QSize(QFontMetrics(self._look.font("small")).horizontalAdvance(self.text()) + 54, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track, the knob and the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        track = QRectF(6, self.height() / 2 - 8, 28, 16)
        painter.setPen(QPen(self._look.colour("accent"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent" if on else "border_strong"))
        painter.drawRoundedRect(track, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent_text" if on else "raised"))
        painter.drawEllipse(QRectF(track.right() - 14 if on else track.left() + 2, track.top() + 2, 12, 12))
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.colour("text" if self.isEnabled() else "text_disabled"))
        painter.drawText(QRectF(42, 0, self.width() - 42, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())


class StancePill(QWidget):
    """A stance as a coloured word."""

    def __init__(self, text: str, colours: tuple[QColor, QColor, bool], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self._colours = colours
        self._look = look
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Give room for the text."""
        return QSize(QFontMetrics(self._look.font("caption")).horizontalAdvance(self._text) + 20, 20)

    def minimumSizeHint(self) -> QSize:
        """Never give way: what stands beside it may."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink, outlined = self._colours
        painter.setPen(QPen(self._look.colour("border_strong"), 1) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        area = QRectF(0.5, (self.height() - 20) / 2 + 0.5, min(self.sizeHint().width(), self.width()) - 1, 19)
        painter.drawRoundedRect(area, 9.5, 9.5)
        painter.setPen(ink)
        painter.setFont(self._look.font("caption"))
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, int(area.width()) - 12)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)


class FlowLayout(QLayout):
    """Sets its widgets one after the other and goes on in the next line, like words."""

    def __init__(self, parent: QWidget, gap_px: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap_px = gap_px

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """Give how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Grow in no direction."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that height depends on width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height at a width."""
        return self._set(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._set(rect, move=True)

    def sizeHint(self) -> QSize:
        """Give the smallest size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Give room for the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _set(self, rect: QRect, move: bool) -> int:
        margins = self.contentsMargins()
        left, right = rect.x() + margins.left(), rect.right() - margins.right()
        x, y, row_height = left, rect.y() + margins.top(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > left and x + hint.width() > right + 1:
                x, y, row_height = left, y + row_height + self._gap_px, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap_px
            row_height = max(row_height, hint.height())
        return y + row_height + margins.bottom() - rect.y()
