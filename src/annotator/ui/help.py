"""The help window: short pages, and the keys as they are now."""

import re

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from annotator import paths
from annotator.ui.commands import Commands
from annotator.ui.keys import keys_as_markdown
from annotator.ui.theme import Look

PAGES = ("getting-started", "importing", "labelling", "correcting", "keys", "colleagues", "export", "files")
KEYS_PAGE = "keys"


class HelpWindow(QDialog):
    """A list of pages and the page."""

    def __init__(self, parent: QWidget, commands: Commands, look: Look) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle(QObject().tr("Help"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = commands
        self._look = look
        self._list = QListWidget(self)
        self._list.setProperty("bare", True)
        self._list.setFixedWidth(190)
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.setToolTip(self.tr("The pages of the help"))
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.tr("Page"))
        self.text.document().setDocumentMargin(28)
        self.text.anchorClicked.connect(self._on_text_anchor_clicked)
        for name in PAGES:
            item = QListWidgetItem(self._title(name), self._list)
            item.setData(Qt.ItemDataRole.UserRole, name)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 12, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._list)
        row.addWidget(self.text, 1)
        self._list.currentRowChanged.connect(self._on_list_current_row_changed)
        look.look_changed.connect(lambda: self._on_list_current_row_changed(self._list.currentRow()))
        self.resize(900, 640)
        self._list.setCurrentRow(0)

    def show_page(self, name: str) -> None:
        """Go to a page."""
        if name in PAGES:
            self._list.setCurrentRow(PAGES.index(name))

    def _markdown(self, name: str) -> str:
        if name == KEYS_PAGE:
            return keys_as_markdown(self._commands)
        return paths.resource("help", f"{name}.md").read_text(encoding="utf-8")

    def _title(self, name: str) -> str:
        heading = re.match(r"# (.+)", self._markdown(name))
        return heading[1] if heading else name

    def _on_list_current_row_changed(self, row: int) -> None:
        if row < 0:
            return
        text = self._markdown(PAGES[row])
        text = text.replace("{log_folder}", str(paths.state_folder()))
        text = text.replace("{config_folder}", str(paths.config_folder()))
        self.text.setFont(self._look.font("body", grow_px=1))
        self.text.setMarkdown(text)
        self._space()
        self.text.verticalScrollBar().setValue(0)

    def _space(self) -> None:
        """Give paragraphs, lists and tables room: Qt's Markdown comes without."""
        block = self.text.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            style = block.blockFormat()
            in_table = cursor.currentTable() is not None
            style.setBottomMargin(0 if in_table else 5 if block.textList() else 10)
            style.setTopMargin(0 if in_table else 14 if style.headingLevel() > 1 else 0)
            style.setLineHeight(125, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
            cursor.setBlockFormat(style)
            block = block.next()
        for frame in self.text.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape = frame.format()
                shape.setBorder(0)
                shape.setCellPadding(4)
                shape.setCellSpacing(0)
                shape.setBottomMargin(12)
                frame.setFormat(shape)

    def _on_text_anchor_clicked(self, url: QUrl) -> None:
        self.show_page(url.path().removesuffix(".md"))


def show_help(parent: QWidget, commands: Commands, look: Look) -> None:
    """Show the help, or bring it to the front."""
    window = parent.findChild(HelpWindow, "help")
    if window is None:
        window = HelpWindow(parent, commands, look)
    window.show()
    window.raise_()
    window.activateWindow()
