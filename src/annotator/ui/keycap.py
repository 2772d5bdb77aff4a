"""Keys as keys look."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.code_button import paint_keycap
from annotator.ui.theme import Look

GAP_PX = 4


class KeyCaps(QWidget):
    """One or more keys, each of which does the same."""

    def __init__(self, keys: Sequence[str], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = tuple(keys[:2])
        self._look = look
        self.setAccessibleName(" / ".join(keys))

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self._look.font("keycap", bold=True))
        return [max(metrics.horizontalAdvance(key) + 10, 20) for key in self._keys]

    def sizeHint(self) -> QSize:
        """Give room for every key."""
        return QSize(sum(self._widths()) + GAP_PX * (len(self._keys) - 1) + 2, 20)

    def minimumSizeHint(self) -> QSize:
        """Never be less than the keys."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x_px = 0
        for key, width_px in zip(self._keys, self._widths(), strict=True):
            paint_keycap(painter, QRectF(x_px, self.height() / 2 - 9, width_px, 18), key, self._look)
            x_px += width_px + GAP_PX
