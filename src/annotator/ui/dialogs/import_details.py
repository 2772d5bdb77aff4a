"""Beside the table of an import: what can be changed of the files that are chosen, and their passages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.domain.importing import PlannedFile, Standing
from annotator.domain.transcript import Analysis, PassageKind, SourceText, Unit
from annotator.ui.dialogs.import_preview import PassageView, kind_names
from annotator.ui.dialogs.import_table import remarks, whence
from annotator.ui.dialogs.reports import number_of
from annotator.ui.theme import Look
from annotator.ui.widgets import ElidedLabel, label

Change = Callable[[PlannedFile], PlannedFile]
_DATE = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)")
_TEXTS = ("title", "date", "meeting", "language")


def unit_names(words: QObject) -> dict[Unit, str]:
    """Give the units in words."""
    return {
        Unit.SENTENCE: words.tr("One sentence"),
        Unit.PARAGRAPH: words.tr("One paragraph"),
        Unit.TURN: words.tr("One turn of a speaker"),
    }


class ImportDetails(QWidget):
    """Fields and passages of what is chosen in the table.

    Signals:
        changed: A field was changed: a function from the file as it is to the file as it is to be.
        kind_chosen: Passages are to be of another kind: PassageKind, list of their numbers.
    """

    changed = Signal(object)
    kind_chosen = Signal(object, list)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._files: Sequence[PlannedFile] = ()
        self._shown_row = -1
        self.fields = {name: QLineEdit(self) for name in _TEXTS}
        self.unit = QComboBox(self)
        self.version = QComboBox(self)
        self.kind = QComboBox(self)
        self.view = PassageView(look, self)
        self.whence = ElidedLabel("subdued", self)
        self.remarks = label("", "warn", self, wrap=True)
        self._make_fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._grid)
        column.addWidget(self.remarks)
        heads = QHBoxLayout()
        self.counts = ElidedLabel("section", self)
        heads.addWidget(self.counts, 1)
        heads.addWidget(self.kind)
        column.addLayout(heads)
        column.addWidget(self.view, 1)
        self._connect()
        self.show_files(())

    def _make_fields(self) -> None:
        names = {
            "title": self.tr("Title"),
            "date": self.tr("Date"),
            "meeting": self.tr("Meeting"),
            "language": self.tr("Language"),
        }
        tips = {
            "title": self.tr("What the transcript is listed under"),
            "date": self.tr("Year-month-day, as 2031-04-05; XXXX for a year that the text does not give"),
            "meeting": self.tr("Number of the meeting"),
            "language": self.tr("Two letters, as en or fr"),
        }
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 2)
        places = {"title": (0, 0, 3), "date": (2, 0, 1), "meeting": (2, 2, 1), "language": (3, 2, 1)}
        for name, (row, column, span) in places.items():
            self.fields[name].setAccessibleName(names[name])
            self.fields[name].setToolTip(tips[name])
            self._grid.addWidget(label(names[name], "secondary", self), row, column)
            self._grid.addWidget(self.fields[name], row, column + 1, 1, span)
        self._grid.addWidget(self.whence, 1, 1, 1, 3)
        for unit, text in unit_names(self).items():
            self.unit.addItem(text, unit)
        self.unit.setToolTip(self.tr("How much text one statement covers"))
        self._add_box(self.tr("Statement"), self.unit, 3)
        self.version.addItem(self.tr("A new version, with the labels that stay true"), True)
        self.version.addItem(self.tr("A transcript of its own"), False)
        self.version.setToolTip(self.tr("What becomes of the transcript that this is a changed version of"))
        self._version_label = self._add_box(self.tr("Take as"), self.version, 4, 3)
        for number, (kind, text) in enumerate(kind_names(self).items(), 1):
            self.kind.addItem(f"{text}  ({number})", kind)
        self.kind.setPlaceholderText(self.tr("Kind"))
        self.kind.setAccessibleName(self.tr("Kind of the chosen passages"))
        self.kind.setToolTip(self.tr("What the chosen passages are (1 to 6); only speech and narration are labelled"))

    def _add_box(self, name: str, box: QComboBox, row: int, span: int = 1) -> QWidget:
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        shown = label(name, "secondary", self)
        self._grid.addWidget(shown, row, 0)
        self._grid.addWidget(box, row, 1, 1, span)
        return shown

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.textEdited.connect(lambda text, name=name: self._on_field_edited(name, text))
        self.unit.activated.connect(self._on_unit_activated)
        self.version.activated.connect(self._on_version_activated)
        self.kind.activated.connect(lambda _index: self._choose_kind(self.kind.currentData()))
        self.view.kind_chosen.connect(self._choose_kind)
        self.view.selectionModel().selectionChanged.connect(self._on_passages_chosen)

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_files(self, files: Sequence[PlannedFile]) -> None:
        """Show what is chosen; where that is several files, what they have in common."""
        self._files = files
        one = files[0] if len(files) == 1 else None
        able = any(file.can_be_taken for file in files)
        for name, field in self.fields.items():
            values = {getattr(file.metadata, name) or "" for file in files}
            field.setPlaceholderText(self.tr("(several)") if len(values) > 1 else "")
            field.setText(values.pop() if len(values) == 1 else "")
            field.setCursorPosition(0)
            field.setEnabled(able and (name != "title" or one is not None))
            self._mark(field, wrong=False)
        units = {file.unit for file in files}
        self.unit.setCurrentIndex(self.unit.findData(units.pop()) if len(units) == 1 else -1)
        self.unit.setEnabled(able)
        is_version = any(file.standing is Standing.NEW_VERSION for file in files)
        self.version.setVisible(is_version)
        self._version_label.setVisible(is_version)
        self.version.setCurrentIndex(0 if any(file.replaces is not None for file in files) else 1)
        self.whence.setText(whence(one) if one else "")
        self.whence.setVisible(one is not None)
        self.show_remarks(files)
        if one is None or one.number != self._shown_row:
            self._shown_row = -1
            # What comes will be here in a moment; an empty list in between would only flicker.
            self.kind.setCurrentIndex(-1)
            if one is None or one.transcript is None:
                self.view.passages.show(None, None)
                self.counts.setText(self._hint(files))
        self.kind.setEnabled(one is not None and able and self._shown_row == one.number)

    def show_remarks(self, files: Sequence[PlannedFile]) -> None:
        """Say what is to be known of the file that is chosen, as it is now."""
        self._files = files
        said = remarks(self, files[0]) if len(files) == 1 else ""
        self.remarks.setText(said)
        self.remarks.setVisible(bool(said))

    def _hint(self, files: Sequence[PlannedFile]) -> str:
        if len(files) > 1:
            return self.tr("{0} files: changes go to all of them").format(len(files))
        return self.tr("Passages")

    def show_passages(self, row: int, source: SourceText, analysis: Analysis) -> None:
        """Show the passages of the file in this row of the table."""
        if len(self._files) != 1:
            return
        if row == self._shown_row and len(analysis.passages) == len(self.view.passages.passages):
            self.view.passages.renew(source, analysis)
        else:
            self.view.passages.show(source, analysis)
        self._shown_row = row
        codable = sum(statement.codable for statement in analysis.statements)
        passages = number_of(len(analysis.passages), self.tr("passage"), self.tr("passages"))
        statements = number_of(len(analysis.statements), self.tr("statement"), self.tr("statements"))
        self.counts.setText(self.tr("{0}, {1}, {2} to label").format(passages, statements, f"{codable:,}"))
        self.kind.setEnabled(self._files[0].can_be_taken)

    def show_beginning(self, source: SourceText, analysis: Analysis) -> None:
        """Show how a table begins that is being read again."""
        self._shown_row = -1
        self.view.passages.show(source, analysis)
        self.counts.setText(self.tr("Passages, as the table is read now"))
        self.kind.setEnabled(False)

    # -- changing --------------------------------------------------------------------------------------------------

    def _on_field_edited(self, name: str, text: str) -> None:
        value = " ".join(text.split()) or None
        wrong = name == "date" and value is not None and not _DATE.fullmatch(value)
        self._mark(self.fields[name], wrong)
        if not wrong:
            self.changed.emit(lambda file: replace(file, metadata=replace(file.metadata, **{name: value})))

    @staticmethod
    def _mark(field: QLineEdit, wrong: bool) -> None:
        if field.property("wrong") != wrong:
            field.setProperty("wrong", wrong)
            field.style().unpolish(field)
            field.style().polish(field)

    def _on_unit_activated(self, _index: int) -> None:
        unit = Unit(self.unit.currentData())
        self.changed.emit(lambda file: replace(file, unit=unit))

    def _on_version_activated(self, _index: int) -> None:
        as_version = bool(self.version.currentData())
        self.changed.emit(lambda file: replace(file, replaces=file.version_of if as_version else None))

    def _on_passages_chosen(self) -> None:
        kinds = {self.view.passages.passages[row].kind for row in self.view.chosen()}
        self.kind.setCurrentIndex(self.kind.findData(kinds.pop()) if len(kinds) == 1 else -1)

    def _choose_kind(self, kind: PassageKind) -> None:
        if self.kind.isEnabled():
            self.kind_chosen.emit(PassageKind(kind), self.view.chosen())
