"""The legend of mentions: what each colour means, and which are shown."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

from annotator.domain.transcript import MentionKind
from annotator.ui.statement_delegate import MENTION_NAMES
from annotator.ui.theme import Look
from annotator.ui.widgets import FlowLayout


class LegendItem(QAbstractButton):
    """One kind of mention, with its colour."""

    def __init__(self, kind: MentionKind, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self._look = look
        self.setText(MENTION_NAMES[kind.value])
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Show or hide this kind of mention"))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Give room for mark and name."""
        return QSize(QFontMetrics(self._look.font("caption")).horizontalAdvance(self.text()) + 14, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the name as the mention itself is painted."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        on = self.isChecked() and self.isEnabled()
        colour = self._look.mention_colour(self._kind)
        if on:
            tint = QColor(colour)
            tint.setAlpha(44 if self._look.dark else 26)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(area, 3, 3)
            painter.setBrush(colour)
            painter.drawRect(QRectF(area.left() + 3, area.bottom() - 2, area.width() - 6, 1.5))
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(self._look.colour("accent" if self.hasFocus() else "border_strong"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 3, 3)
        font = self._look.font("caption")
        painter.setFont(font)
        painter.setPen(
            self._look.colour("text_secondary" if on else "text_subdued" if self.isEnabled() else "text_disabled")
        )
        if not self.isChecked():
            struck = self.font()
            struck = painter.font()
            struck.setStrikeOut(True)
            painter.setFont(struck)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())


class Legend(QFrame):
    """Every kind of mention in its colour.

    Signals:
        kinds_changed: Other kinds are hidden now.
    """

    kinds_changed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self.setAccessibleName(self.tr("Legend of mentions"))
        flow = FlowLayout(self, 3)
        flow.setContentsMargins(14, 5, 14, 5)
        self._items: dict[MentionKind, LegendItem] = {}
        for kind in MentionKind:
            item = LegendItem(kind, look, self)
            item.setChecked(True)
            item.toggled.connect(self.kinds_changed)
            flow.addWidget(item)
            self._items[kind] = item
        look.look_changed.connect(self._on_look_look_changed)

    @property
    def hidden(self) -> frozenset[MentionKind]:
        """The kinds that are not to be coloured."""
        return frozenset(kind for kind, item in self._items.items() if not item.isChecked())

    def hide_kinds(self, kinds: frozenset[str]) -> None:
        """Let these kinds go uncoloured."""
        for kind, item in self._items.items():
            item.setChecked(kind.value not in kinds)

    def _on_look_look_changed(self) -> None:
        for item in self._items.values():
            item.update()
