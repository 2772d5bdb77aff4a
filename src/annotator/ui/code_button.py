"""The buttons of the label panel: a key and what it says, painted so that the panel follows at reading speed."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.domain.codebook import Stance
from annotator.ui.theme import Look, short_stance

NARROWER = 85
"""Per cent of a font's width in which a name that has no room otherwise is set."""


class Chosen(StrEnum):
    """How far a code is chosen."""

    NO = "no"
    PRIMARY = "primary"
    SECONDARY = "secondary"


class CodeButton(QAbstractButton):
    """A code with its key.

    Signals:
        picked: Clicked; True with Shift or the right button, which for a theme means secondary.
    """

    picked = Signal(bool)

    def __init__(self, name: str, key: str, look: Look, parent: QWidget, short: str = "") -> None:
        super().__init__(parent)
        self._look = look
        self._short = short or name
        self.key = key
        self.chosen = Chosen.NO
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda: self.picked.emit(False))

    def set_chosen(self, chosen: Chosen) -> None:
        """Show whether the label has this code."""
        if chosen is not self.chosen:
            self.chosen = chosen
            states = {Chosen.NO: "", Chosen.PRIMARY: self.tr("chosen"), Chosen.SECONDARY: self.tr("chosen, secondary")}
            self.setAccessibleDescription(states[chosen])
            self.update()

    def sizeHint(self) -> QSize:
        """Give a comfortable size; the layout may press it to the minimum."""
        width = QFontMetrics(self._look.font("small")).horizontalAdvance(self.text())
        return QSize(width + 42, 25)

    def minimumSizeHint(self) -> QSize:
        """Give the least that can be read."""
        return QSize(40, 20)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take Shift or the right button for "secondary"."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.RightButton or (shifted and event.button() == Qt.MouseButton.LeftButton):
            self.picked.emit(True)
            event.accept()
            return
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, key and name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 1, -0.5, -1)
        self._paint_ground(painter, area)
        left = self._paint_key(painter, area)
        room = QRectF(left, area.top(), area.right() - left - 5, area.height())
        name, font = self._set_for(int(room.width()))
        painter.setFont(font)
        painter.setPen(self._ink())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, flags, shown)

    def _set_for(self, room_px: int) -> tuple[str, QFont]:
        """Give the name, or its short form, and the widest font in which it has room."""
        plain = self._look.font("small")
        narrow = self._look.font("small", grow_px=-1)
        narrower = QFont(narrow)
        narrower.setStretch(NARROWER)
        bold = [self._look.font("small", bold=True)] if self.chosen is Chosen.PRIMARY else []
        tries = [(name, font) for name in (self.text(), self._short) for font in (*bold, plain)]
        tries += [(self._short, narrow), (self._short, narrower)]
        fits = ((name, font) for name, font in tries if QFontMetrics(font).horizontalAdvance(name) <= room_px)
        return next(fits, (self._short, narrower))

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self._look.colour("text_disabled")
        return self._look.colour("text" if self.chosen is Chosen.NO else "accent_soft_text")

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.chosen is Chosen.PRIMARY:
            painter.setBrush(self._look.colour("accent_soft"))
            painter.setPen(QPen(self._look.colour("accent"), 1))
        elif self.chosen is Chosen.SECONDARY:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour("accent"), 1, Qt.PenStyle.DashLine))
        elif self.isDown():
            painter.setBrush(self._look.colour("pressed"))
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(self._look.colour("hover"))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("accent"), 1.5))
        painter.drawRoundedRect(area, 5, 5)

    def _paint_key(self, painter: QPainter, area: QRectF) -> float:
        if not self.key:
            return area.left() + 8
        font = self._look.font("keycap", bold=True)
        width = max(QFontMetrics(font).horizontalAdvance(self.key) + 8, 18)
        height = min(17.0, area.height() - 3)
        cap = QRectF(area.left() + 4, area.center().y() - height / 2, width, height)
        paint_keycap(painter, cap, self.key, self._look)
        return cap.right() + 7


class StanceButton(CodeButton):
    """A stance: its place on the scale, its words and its key, in its colour once chosen."""

    def __init__(self, stance: Stance, key: str, look: Look, parent: QWidget) -> None:
        super().__init__(stance.name, key, look, parent, stance.short)
        self._stance = stance

    def sizeHint(self) -> QSize:
        """Give an even share; places on the scale are taller."""
        return QSize(60, 58 if self._stance.value is not None else 28)

    def minimumSizeHint(self) -> QSize:
        """Give the least that can be read."""
        return QSize(44, 55 if self._stance.value is not None else 24)

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        fill, _ink, _outlined = self._look.stance_colours(self._stance)
        chosen = self.chosen is not Chosen.NO
        border = self._look.colour("accent" if self.hasFocus() else "border")
        if chosen:
            border = self._look.colour("text_secondary") if self._stance.value in (None, 0) else fill
        painter.setPen(QPen(border, 1.5 if self.hasFocus() or chosen else 1))
        hover = self.underMouse() and self.isEnabled()
        painter.setBrush(fill if chosen else self._look.colour("hover" if hover else "raised"))
        painter.drawRoundedRect(area, 6, 6)
        if self._stance.value is not None and not chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(area.left() + 6, area.bottom() - 5, area.width() - 12, 3), 1.5, 1.5)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self._look.colour("text_disabled")
        chosen = self.chosen is not Chosen.NO
        return self._look.stance_colours(self._stance)[1] if chosen else self._look.colour("text")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a place on the scale as number over words, one off the scale as a line."""
        if self._stance.value is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        self._paint_ground(painter, area)
        cap = QRectF(area.left() + 5, area.top() + 5, 16, 15)
        if self.key:
            paint_keycap(painter, cap, self.key, self._look)
        painter.setPen(self._ink())
        painter.setFont(self._look.font("small", bold=True))
        number = QRectF(area.left(), cap.top() - 1, area.width() - 7, 17)
        painter.drawText(
            number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, short_stance(self._stance)
        )
        painter.setFont(self._look.font("keycap"))
        words = QRectF(area.left() + 2, area.top() + 21, area.width() - 4, area.height() - 28)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self.text())


def paint_keycap(painter: QPainter, cap: QRectF, key: str, look: Look) -> None:
    """Paint a key."""
    painter.setPen(QPen(look.colour("keycap_border"), 1))
    painter.setBrush(look.colour("keycap"))
    painter.drawRoundedRect(QRectF(cap.topLeft() + QPointF(0.5, 0.5), cap.size()), 3.5, 3.5)
    painter.setFont(look.font("keycap", bold=True))
    painter.setPen(look.colour("keycap_text"))
    painter.drawText(cap.adjusted(0.5, 0.5, 0.5, 0.5), Qt.AlignmentFlag.AlignCenter, key)
