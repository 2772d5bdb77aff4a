"""What one sees first: the projects that were open before, and how to begin."""

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.commands import Commands, translated
from annotator.ui.settings import RecentProject
from annotator.ui.theme import Look
from annotator.ui.widgets import label

WIDTH_PX = 880


def when(at: int) -> str:
    """Say when that was, as one says it."""
    days = int(time.time() // 86_400 - at // 86_400)
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"{days} days ago"
    stamp = time.localtime(at)
    return f"{stamp.tm_mday} {QLocale(QLocale.Language.English).monthName(stamp.tm_mon)} {stamp.tm_year}"


def folder_shown(path: Path) -> str:
    """Give the folder of a file as a person would write it."""
    try:
        return f"~/{path.parent.relative_to(Path.home()).as_posix()}".removesuffix("/.")
    except ValueError:
        return str(path.parent)


class BigButton(QAbstractButton):
    """A card to click: an icon, what it does, and a line about it."""

    def __init__(self, title: str, text: str, key: str, icon: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._sub = text
        self._key = key
        self._icon_name = icon
        self.faded = False
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.look_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give every card the same height."""
        return QSize(260, 58)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Return too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hot = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(look.colour("accent" if self.hasFocus() else "border_strong" if hot else "border"), 1))
        painter.setBrush(look.colour("pressed" if self.isDown() else "hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(area, 8, 8)
        icon = look.icon(self._icon_name, "text_disabled" if self.faded else "accent")
        icon.paint(painter, 16, self.height() // 2 - 11, 22, 22)
        right = area.right() - 14
        if self._key:
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("text_subdued"))
            key_px = painter.fontMetrics().horizontalAdvance(self._key)
            place = QRectF(right - key_px, area.top(), key_px + 2, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._key)
            right -= key_px + 10
        for text, font, top, colour in (
            (self.text(), look.font("body", bold=True), 10, "text_disabled" if self.faded else "text"),
            (self._sub, look.font("small"), 30, "text_subdued"),
        ):
            painter.setFont(font)
            painter.setPen(look.colour(colour))
            room = QRectF(52, top, right - 52, 19)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class Mark(QWidget):
    """The program's mark: a statement, and a label on it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(52, 52)
        look.look_changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 0, 52, 52), 12, 12)
        pen = QPen(self._look.colour("accent_text"), 3.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for y, x in ((16, 40), (25, 36), (34, 22)):
            painter.drawLine(QPointF(12, y), QPointF(x, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("stance_p1"))
        painter.drawRoundedRect(QRectF(26, 30, 17, 9), 4.5, 4.5)


class StartPage(QScrollArea):
    """Recent projects and how to begin.

    Signals:
        project_chosen: Open this project.
        project_forgotten: Take this project off the list.
    """

    project_chosen = Signal(str)
    project_forgotten = Signal(str)

    def __init__(self, commands: Commands, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._look = look
        self._commands = commands
        body = QWidget()
        body.setObjectName("startPage")
        content = QWidget(body)
        content.setMaximumWidth(WIDTH_PX)
        content.setMinimumWidth(560)
        outer = QVBoxLayout(body)
        outer.setContentsMargins(32, 24, 32, 24)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(content, 100)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_title())
        column.addSpacing(34)
        columns = QGridLayout()
        columns.setHorizontalSpacing(36)
        columns.setVerticalSpacing(10)
        columns.setColumnStretch(0, 5)
        columns.setColumnStretch(1, 4)
        columns.addWidget(label(self.tr("Recent projects"), "section"), 0, 0)
        columns.addWidget(label(self.tr("Begin"), "section"), 0, 1)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(8)
        self._cards: list[BigButton] = []
        self._recent_cards: list[BigButton] = []
        columns.addLayout(self._recent, 1, 0, Qt.AlignmentFlag.AlignTop)
        columns.addLayout(self._make_beginnings(), 1, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(columns)
        self.setWidget(body)

    def _make_title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(Mark(self._look, self))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        title = label("Annotator", "plain")
        font = QFont(self._look.font("display", family="reading"))
        title.setStyleSheet(f"font-size: {font.pixelSize()}px; font-family: {', '.join(map(repr, font.families()))};")
        texts.addWidget(title)
        texts.addWidget(
            label(self.tr("What people said, statement by statement: their stance and their theme"), "secondary")
        )
        row.addLayout(texts, 1)
        return row

    def _make_beginnings(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        cards = {
            "file.open": self.tr("A file ending in .annotator"),
            "file.new": self.tr("An empty file for your transcripts"),
            "file.sample": self.tr("Five transcripts, ready to try"),
        }
        for name, text in cards.items():
            command = next(one for one in self._commands.all() if one.id == name)
            key = command.keys_shown[0] if command.keys_shown else ""
            title = translated(command.text).replace("&", "")
            card = BigButton(title, text, key, command.icon, self._look, self)
            card.setToolTip(translated(command.tip))
            card.clicked.connect(lambda _checked=False, one=name: self._commands.run(one))
            column.addWidget(card)
            self._cards.append(card)
        hint = label(
            self.tr("Or drop files here: a project to open it, transcripts to begin a new project with them."),
            "subdued",
            wrap=True,
        )
        column.addSpacing(4)
        column.addWidget(hint)
        return column

    def show_recent(self, projects: Sequence[RecentProject]) -> None:
        """List the projects that were open before."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._recent_cards = []
        if not projects:
            self._recent.addWidget(self._make_no_recent())
        for project in projects:
            self._recent.addWidget(self._make_recent(project))

    def take_keys(self) -> None:
        """Let Return open the project that was open last."""
        cards = [card for card in self._recent_cards if not card.faded]
        (cards or self._cards)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_no_recent(self) -> QFrame:
        card = QFrame(self)
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(6)
        column.addWidget(label(self.tr("No project yet"), "lead"))
        text = self.tr("Projects that you open are listed here. To look around first, make the sample project.")
        column.addWidget(label(text, "secondary", wrap=True))
        return card

    def _make_recent(self, project: RecentProject) -> QWidget:
        missing = project.missing
        where = folder_shown(project.path)
        sub = self.tr("Missing from {0}").format(where) if missing else f"{when(project.opened_at)}  ·  {where}"
        card = BigButton(project.path.stem, sub, "", "file-x" if missing else "files", self._look, self)
        card.faded = missing
        self._recent_cards.append(card)
        card.setToolTip(str(project.path))
        card.clicked.connect(lambda: self.project_chosen.emit(str(project.path)))
        forget = QToolButton(self)
        forget.setText("×")
        forget.setProperty("quiet", True)
        forget.setAccessibleName(self.tr("Take {0} off the list").format(project.path.stem))
        forget.setToolTip(self.tr("Take this project off the list; the file stays"))
        forget.clicked.connect(lambda: self.project_forgotten.emit(str(project.path)))
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(card, 1)
        row.addWidget(forget)
        return holder
