"""Below the table of an import: which column of a chosen table holds what, as guessed, to be changed."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from annotator.domain.columns import COLUMN_ROLES, OF_ITS_OWN, Columns, Division, Rows, TableRead
from annotator.domain.importing import PlannedFile
from annotator.ui.widgets import ElidedLabel, label

_SETTLED_MS = 150
"""So that an arrow key held down in a list does not read the table once for every column on the way."""
_ACROSS = 4


class ColumnsBox(QWidget):
    """A list of columns for each thing that a table may say.

    Signals:
        columns_chosen: The table is to be read with these: Columns.
    """

    columns_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table: TableRead | None = None
        self._columns: Columns | None = None
        self._chosen_last = ""
        self.heading = ElidedLabel("section", self)
        self.places = {role: QComboBox(self) for role in COLUMN_ROLES}
        self.rows = QComboBox(self)
        self.division = QComboBox(self)
        self.header = QCheckBox(self.tr("The first row names them"), self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._tell)
        self._make_fields()
        self.hide()

    def _make_fields(self) -> None:
        names = {
            "text": (self.tr("Text"), self.tr("What was said")),
            "speaker": (self.tr("Speaker"), self.tr("Name of who said it")),
            "affiliation": (self.tr("State or organisation"), self.tr("For whom the speaker speaks")),
            "role": (self.tr("Role"), self.tr("The speaker’s office")),
            "date": (self.tr("Date"), self.tr("The day; it divides the table where no column names a document")),
            "document": (self.tr("Document"), self.tr("What tells the transcripts apart: a meeting, a symbol, a file")),
            "title": (self.tr("Title"), self.tr("What a transcript is listed under; else its document")),
            "language": (self.tr("Language"), self.tr("As English or en")),
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for number, (role, (name, tip)) in enumerate(names.items()):
            self._add(grid, number, name, tip, self.places[role])
            self.places[role].activated.connect(partial(self._on_place_chosen, role))
        self.rows.addItem(self.tr("A speech"), Rows.SPEECH)
        self.rows.addItem(self.tr("A statement"), Rows.STATEMENT)
        self.division.addItem(self.tr("Each document or date"), Division.DOCUMENT)
        self.division.addItem(self.tr("Each row"), Division.ROW)
        self.division.addItem(self.tr("The whole table"), Division.TABLE)
        rows_tip = self.tr("A speech is cut into statements; a statement is labelled as it is")
        self._add(grid, len(names), self.tr("A row is"), rows_tip, self.rows)
        self._add(grid, len(names) + 1, self.tr("A transcript is"), self.tr("What one transcript is"), self.division)
        self.rows.activated.connect(self._on_chosen)
        self.division.activated.connect(self._on_chosen)
        self.header.clicked.connect(self._on_chosen)
        self.header.setToolTip(self.tr("Without names the first row is text like the others"))
        row, column = divmod(len(names) + 2, _ACROSS)
        grid.addWidget(self.header, row, column, 1, 2, Qt.AlignmentFlag.AlignBottom)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.heading)
        whole.addLayout(grid)

    @staticmethod
    def _add(grid: QGridLayout, number: int, name: str, tip: str, box: QComboBox) -> None:
        box.setAccessibleName(name)
        box.setAccessibleDescription(tip)
        box.setToolTip(tip)
        box.setProperty("tip", tip)
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        cell = QVBoxLayout()
        cell.setSpacing(3)
        caption = label(name, "secondary")
        caption.setBuddy(box)
        cell.addWidget(caption)
        cell.addWidget(box)
        row, column = divmod(number, _ACROSS)
        grid.addLayout(cell, row, column)

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_files(self, files: Sequence[PlannedFile]) -> None:
        """Show the columns of the table that the chosen files are from, nothing where they are from several or none."""
        sources = {(file.source, file.table.sheet) for file in files if file.table is not None}
        shared = len(sources) == 1 and all(file.table is not None for file in files)
        table = files[0].table if files and shared else None
        self.setVisible(table is not None)
        if self._settled.isActive() and table is not None and self._table is not None and table.key == self._table.key:
            return  # a further choice is on its way, and stands in the boxes already
        self._settled.stop()
        self._table = table
        if table is not None:
            self._show(table)

    def _show(self, table: TableRead) -> None:
        columns = self._columns = table.columns
        where = f"{table.file_name} · {table.sheet}" if table.sheet else table.file_name
        self.heading.setText(self.tr("Columns of {0}").format(where))
        for role, box in self.places.items():
            self._fill(role, box, table)
            place = None if columns is None else getattr(columns, role)
            box.setCurrentIndex(box.findData(-1 if place is None else place))
            self._show_sample(box, table)
        self.rows.setCurrentIndex(self.rows.findData(columns.rows if columns else Rows.SPEECH))
        self.division.setCurrentIndex(self.division.findData(columns.division if columns else Division.DOCUMENT))
        self.header.setChecked(columns is None or columns.header)
        for other in (*list(self.places.values())[1:], self.rows, self.division, self.header):
            other.setEnabled(columns is not None)

    def _fill(self, role: str, box: QComboBox, table: TableRead) -> None:
        headed = table.columns is None or table.columns.header
        shown = [] if role == "text" else [(self.tr("none"), -1, "")]
        for place, name in enumerate(table.names):
            sample = table.samples[place] if place < len(table.samples) else ""
            plain = self.tr("Column {0}").format(place + 1)
            shown.append((name if headed and name else plain, place, sample))
        if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] != [(name, at) for name, at, _ in shown]:
            box.clear()
            for name, place, sample in shown:
                box.addItem(name, place)
                box.setItemData(box.count() - 1, f"{name}: {sample}" if sample else name, Qt.ItemDataRole.ToolTipRole)
        box.setPlaceholderText(self.tr("Choose…"))

    @staticmethod
    def _show_sample(box: QComboBox, table: TableRead) -> None:
        place = box.currentData()
        sample = table.samples[place] if isinstance(place, int) and 0 <= place < len(table.samples) else ""
        tip = str(box.property("tip"))
        box.setToolTip(f"{tip}\n“{sample}”" if sample else tip)

    # -- changing --------------------------------------------------------------------------------------------------

    def _on_place_chosen(self, role: str, _index: int) -> None:
        self._chosen_last = role
        self._on_chosen()

    def _let_go(self) -> None:
        """Let go of what the column chosen last held before, where it cannot be two things; the text stays the text."""
        role, self._chosen_last = self._chosen_last, ""
        if role not in OF_ITS_OWN or (box := self.places[role]).currentData() == -1:
            return
        for other in OF_ITS_OWN:
            if other != role and self.places[other].currentData() == box.currentData():
                given_up = box if other == "text" else self.places[other]
                given_up.setCurrentIndex(given_up.findData(-1))

    def _on_chosen(self) -> None:
        self._settled.start()

    def chosen(self) -> Columns | None:
        """Give the columns as they stand in the boxes, None where the text's is not chosen."""
        text = self.places["text"].currentData()
        if text is None:
            return None
        places: dict[str, Any] = {
            role: None if (place := box.currentData()) in (None, -1) else place for role, box in self.places.items()
        }
        rows, division = Rows(_value(self.rows)), Division(_value(self.division))
        return Columns(**places, header=self.header.isChecked(), rows=rows, division=division)

    def _tell(self) -> None:
        self._let_go()
        columns = self.chosen()
        if columns is None or self._table is None or columns == self._columns:
            return
        self._columns = columns
        self._table = replace(self._table, columns=self._table.columns and columns)
        for box in self.places.values():
            self._show_sample(box, self._table)
        self.columns_chosen.emit(columns)


def _value(box: QComboBox) -> str:
    data = box.currentData()
    return data.value if isinstance(data, StrEnum) else str(data)
