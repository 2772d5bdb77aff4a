"""The three panes side by side, and who gets how much of the width."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

USUAL_PX = 1280
LIST_PX, PANEL_PX = (208, 260), (402, 480)
"""Least and greatest widths that the list of transcripts and the label panel get without being asked."""


class Panes(QSplitter):
    """Shares the width out by itself until the user has moved a handle.

    Attributes:
        arranged: Whether the widths are the user's.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.arranged = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._on_splitter_moved)

    def add(self, sidebar: QWidget, page: QWidget, panel: QWidget) -> None:
        """Take the panes in; the one in the middle takes what the others leave."""
        for number, (widget, least_px) in enumerate(((sidebar, 180), (page, 420), (panel, 330))):
            widget.setMinimumWidth(least_px)
            self.addWidget(widget)
            self.setStretchFactor(number, int(widget is page))

    def arrange(self, state: QByteArray) -> None:
        """Give the panes the widths that the user gave them before."""
        self.arranged = self.restoreState(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew as long as the user has not."""
        super().resizeEvent(event)
        if not self.arranged:
            spare_px = max(self.width() - USUAL_PX, 0) // 8
            list_px, panel_px = (min(least + spare_px, most) for least, most in (LIST_PX, PANEL_PX))
            self.setSizes([list_px, self.width() - list_px - panel_px, panel_px])

    def _on_splitter_moved(self) -> None:
        self.arranged = True
