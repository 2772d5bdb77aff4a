"""A new project, and an export: a place for a file, and a choice."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QPushButton, QWidget

from annotator.domain.label import Coder
from annotator.domain.transcript import Unit
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.prompter import ExportRequest, NewProject
from annotator.ui.widgets import label


class FileDialog(Sheet):
    """Asks for the path of a file to be made."""

    def __init__(self, parent: QWidget, title: str, text: str, suggested: Path, pattern: str, accept: str) -> None:
        super().__init__(parent, title, text, 540)
        self._pattern = pattern
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(10)
        self.grid.setColumnStretch(1, 1)
        self.file = QLineEdit(str(suggested), self)
        self.file.setAccessibleName(self.tr("File"))
        self.file.setToolTip(self.tr("Where the file is to be"))
        browse = QPushButton(self.tr("Choose…"), self)
        browse.setAutoDefault(False)
        browse.setToolTip(self.tr("Choose the folder and the name"))
        browse.clicked.connect(self._on_browse_clicked)
        self.grid.addWidget(label(self.tr("File"), "secondary"), 0, 0)
        self.grid.addWidget(self.file, 0, 1)
        self.grid.addWidget(browse, 0, 2)
        self.body.addLayout(self.grid)
        # The name is what one changes; typing replaces it and leaves folder and ending alone.
        self.file.setSelection(len(str(suggested)) - len(suggested.name), len(suggested.stem))
        self._ok = self.add_buttons(accept, self.tr("Cancel"))
        self.file.textChanged.connect(lambda text: self._ok.setEnabled(bool(text.strip())))

    def add_choice(self, name: str, box: QComboBox) -> None:
        """Put a choice below the file."""
        row = self.grid.rowCount()
        box.setAccessibleName(name)
        # A very long entry is cut short with dots instead of making the dialog wide.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for number in range(box.count()):
            box.setItemData(number, box.itemText(number), Qt.ItemDataRole.ToolTipRole)
        self.grid.addWidget(label(name, "secondary"), row, 0)
        self.grid.addWidget(box, row, 1, 1, 2)

    @property
    def path(self) -> Path:
        """The file, with its ending."""
        path = Path(self.file.text().strip()).expanduser()
        ending = self._pattern.partition("*")[2].rstrip(")")
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    def _on_browse_clicked(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.windowTitle(), self.file.text(), self._pattern, "", QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self.file.setText(chosen)


def ask_new_project(parent: QWidget, suggested: Path) -> NewProject | None:
    """Ask where a new project is to be and what its statements are."""
    tr = QObject().tr
    dialog = FileDialog(
        parent,
        tr("New project"),
        tr("One file holds everything: texts, statements, labels, and who made them when."),
        suggested,
        tr("Annotator project (*.annotator)"),
        tr("Make project"),
    )
    unit = QComboBox(dialog)
    names = {
        Unit.SENTENCE: tr("One sentence"),
        Unit.PARAGRAPH: tr("One paragraph"),
        Unit.TURN: tr("One turn of a speaker"),
    }
    for one, name in names.items():
        unit.addItem(name, one.value)
    unit.setToolTip(tr("How much text one statement covers"))
    dialog.add_choice(tr("A statement is"), unit)
    if not dialog.ask():
        return None
    return NewProject(dialog.path, Unit(unit.currentData()))


def ask_export(parent: QWidget, coders: Sequence[Coder], preselected: str, suggested: Path) -> ExportRequest | None:
    """Ask what to export and where to."""
    tr = QObject().tr
    dialog = FileDialog(
        parent,
        tr("Export workbook"),
        tr("An Excel file with the statements, every label, the mentions and the codebook."),
        suggested,
        tr("Excel workbook (*.xlsx)"),
        tr("Export"),
    )
    box = QComboBox(dialog)
    box.setToolTip(tr("Whose label stands beside each statement; everybody’s labels are on a sheet of their own"))
    box.addItem(tr("Whoever has labelled most"), None)
    for coder in coders:
        box.addItem(coder.name, coder.name)
    box.setCurrentIndex(max(box.findData(preselected), 0) if preselected else 0)
    dialog.add_choice(tr("Labels of"), box)
    if not dialog.ask():
        return None
    return ExportRequest(dialog.path, box.currentData())
