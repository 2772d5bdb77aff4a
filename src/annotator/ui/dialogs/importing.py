"""The import dialogue: what each file would bring, what of it is kept, and what a person wants otherwise."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.columns import Columns
from annotator.domain.importing import ORIGINAL_BYTES, PlannedFile, Standing
from annotator.domain.transcript import Analysis, PassageKind, SourceText
from annotator.ui.dialogs.import_changes import KeptChanges
from annotator.ui.dialogs.import_columns import ColumnsBox
from annotator.ui.dialogs.import_details import ImportDetails
from annotator.ui.dialogs.import_table import (
    DATE,
    FORM,
    MENTIONS,
    REMARKS,
    SPEAKERS,
    STATEMENTS,
    TITLE,
    PlannedModel,
    TitleDelegate,
)
from annotator.ui.dialogs.reports import number_of
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.importing import ImportRun
from annotator.ui.settings import Settings
from annotator.ui.theme import Look
from annotator.ui.widgets import ElidedLabel

_LOOK_AFTER_MS = 80
"""So that holding an arrow key down does not open every file on the way."""

_SMALLEST, _LARGEST = QSize(1200, 700), QSize(1560, 900)
_FILES_MEASURED, _BESIDE_TITLE_PX, _LEAST_PX, _LEAST_REMARKS_PX = 400, 52, 150, 96
_NARROW_PX = 800
"""Up to which width of the table its files' forms give way to their titles."""
_WIDTHS_PX = {DATE: 104, FORM: 58, STATEMENTS: 96, SPEAKERS: 84, MENTIONS: 84}


@dataclass(frozen=True, slots=True)
class _Kept:
    """Which transcript of a table is to be chosen again when the table has been read again.

    Attributes:
        nth: How many of the same title stand before it; ``place``: how many transcripts of the table, of ``n_places``.
    """

    source: object
    title: str
    nth: int
    place: int
    n_places: int


class FileTable(QTableView):
    """The files; Space takes the chosen ones in or leaves them out."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.files = PlannedModel(look, self)
        self.setModel(self.files)
        self.setProperty("padded", True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Files"))
        self.setToolTip("")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, width_px in _WIDTHS_PX.items():
            self.setColumnWidth(column, width_px)
        header.setSectionResizeMode(REMARKS, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(TITLE, TitleDelegate(self))
        self.files.rowsInserted.connect(self._on_files_rows_inserted)
        self.files.rowsRemoved.connect(self._share_width)
        look.look_changed.connect(self.viewport().update)

    def _on_files_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Let what is wrong with a file that is refused stand in all the cells that are empty because of it."""
        for row in range(first, last + 1):
            if self.files.files[row].standing is Standing.REFUSED:
                self.setSpan(row, REMARKS, 1, MENTIONS - REMARKS + 1)
        self._share_width()

    def _share_width(self) -> None:
        """Give the titles the room that nearly all of them take, three fifths at the most where remarks need it."""
        files, metrics = self.files.files[:_FILES_MEASURED], self.fontMetrics()
        titles = sorted((one.title for one in files), key=len)
        taken = [row for row, one in enumerate(files) if one.standing is not Standing.REFUSED]
        said = max((str(self.files.index(row, REMARKS).data()) for row in taken), key=len, default="")
        title_px = metrics.horizontalAdvance(titles[len(titles) * 9 // 10]) + _BESIDE_TITLE_PX if titles else 0
        remarks_px = max(metrics.horizontalAdvance(said) + _BESIDE_TITLE_PX if said else 0, _LEAST_REMARKS_PX)
        self.setColumnHidden(FORM, self.viewport().width() <= _NARROW_PX)
        room_px = self.viewport().width() - sum(self.columnWidth(column) for column in _WIDTHS_PX)
        wanted_px = min(title_px, max(room_px * 3 // 5, room_px - remarks_px))
        self.setColumnWidth(TITLE, max(wanted_px, min(room_px // 2, _LEAST_PX)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share another width anew."""
        self._share_width()
        super().resizeEvent(event)

    def chosen(self) -> list[int]:
        """Give the rows that are chosen."""
        return sorted(index.row() for index in self.selectionModel().selectedRows(TITLE))

    def choose(self, row: int) -> None:
        """Choose this row alone, whatever keys are held down: ``selectRow`` would heed Ctrl and Shift."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.files.index(row, 0), flags)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick what is chosen with one key."""
        if event.key() == Qt.Key.Key_Space:
            self.files.toggle(self.chosen())
        else:
            super().keyPressEvent(event)


class ImportSheet(Sheet):
    """Shows an import as it is analysed, and has it written or dropped."""

    def __init__(self, parent: QWidget | None, run: ImportRun, look: Look, settings: Settings) -> None:
        tr = QObject().tr
        text = tr("Nothing is written before you import. Space leaves a file out; 1 to 6 give a passage another kind.")
        super().__init__(parent, tr("Import transcripts"), text, 900)
        self._run = run
        self._settings = settings
        self._is_settled = False
        self._kept: _Kept | None = None
        self._changes = KeptChanges()
        self.table = FileTable(look, self)
        self.columns = ColumnsBox(self)
        self.details = ImportDetails(look, self)
        self._make_body()
        self._ok = self.add_buttons(tr("Import"), tr("Cancel"))
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_LOOK_AFTER_MS)
        self._connect()
        self._show_state()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Leave room for the table and the passages, more of it in a large window."""
        parent = self.parentWidget()
        room = parent.window().size() - QSize(160, 160) if parent else _SMALLEST
        return room.boundedTo(_LARGEST).expandedTo(_SMALLEST)

    def _make_body(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        left = QWidget(splitter)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.columns)
        splitter.addWidget(left)
        splitter.addWidget(self.details)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([760, 380])
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setHandleWidth(13)
        splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.body.addWidget(splitter, 1)
        foot = QFrame(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.originals = QCheckBox(self.tr("Keep the files themselves in the project"), foot)
        self.originals.setToolTip(
            self.tr("Files of up to {0} MB each, so that the original can be opened").format(ORIGINAL_BYTES // 10**6)
        )
        self.originals.setChecked(self._settings.is_on("keep_originals", True))
        state = QVBoxLayout()
        state.setSpacing(4)
        self.state = ElidedLabel("secondary", foot)
        self.bar = QProgressBar(foot)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How many files are read"))
        state.addWidget(self.state)
        state.addWidget(self.bar)
        self.stop = QPushButton(self.tr("&Stop reading"), foot)
        self.stop.setAutoDefault(False)
        self.stop.setToolTip(self.tr("Read no more files; those in the table can be imported"))
        row.addLayout(state, 1)
        row.addWidget(self.stop)
        row.addSpacing(12)
        row.addWidget(self.originals)
        self.setTabOrder(self.stop, self.originals)
        self.body.addWidget(foot)

    def _connect(self) -> None:
        run, files = self._run, self.table.files
        run.planned.connect(self._on_run_planned)
        run.progressed.connect(self._on_run_progressed)
        run.all_planned.connect(self._show_state)
        run.failed.connect(self._on_run_failed)
        run.looked.connect(self._on_run_looked)
        run.settled.connect(self._on_run_settled)
        run.begun_again.connect(self._on_run_begun_again)
        run.planned_again.connect(self._on_run_planned_again)
        run.choice_changed.connect(self._on_run_choice_changed)
        self.stop.clicked.connect(run.stop_reading)
        files.wanted_changed.connect(self._show_state)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._typed.timeout.connect(self._look)
        self.details.changed.connect(self._on_details_changed)
        self.details.kind_chosen.connect(self._on_kind_chosen)
        self.columns.columns_chosen.connect(self._on_columns_chosen)
        self.finished.connect(self._on_finished)

    # -- what the run says -----------------------------------------------------------------------------------------

    def _on_run_planned(self, files: list[PlannedFile]) -> None:
        first = not self.table.files.files
        self._changes.found(files)
        self.table.files.append(files)
        if first and files:
            self.table.choose(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_state()

    def _on_run_progressed(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.state.setText(self.tr("{0} of {1}: {2}").format(f"{done:,}", f"{total:,}", text) if total else text)

    def _on_run_failed(self, _message: str) -> None:
        if not self.table.files.files:
            self.reject()

    def _on_run_settled(self) -> None:
        if not self._is_settled:
            self.reject()

    def _on_run_looked(self, one: PlannedFile, source: SourceText, analysis: Analysis) -> None:
        row = self.table.files.row_of(one.number)
        if row is None:
            return  # its table has been read again meanwhile
        current = self.table.files.files[row]
        if (current.unit, current.kinds) == (one.unit, one.kinds) and current != one:
            counted = replace(current, n_statements=one.n_statements, n_codable=one.n_codable)
            self.table.files.change(row, counted)
        if self.table.chosen()[:1] == [row]:
            self.details.show_passages(one.number, source, analysis)

    def _on_run_begun_again(self, one: PlannedFile, source: SourceText, analysis: Analysis) -> None:
        if any(file.source == one.source for file in self._chosen()):
            self.details.show_beginning(source, analysis)

    def _on_run_planned_again(self, source: object, files: list[PlannedFile], first: bool) -> None:
        model = self.table.files
        was_chosen = any(file.source == source for file in self._chosen())
        before = model.rows_of(source) if first else []
        self._changes.leave(model.files[row] for row in before)
        row = model.put_in(source, self._changes.again(files))
        again = self._row_kept(source, len(before)) if was_chosen else None
        kept = self._kept if again is None else None  # it may still come
        if again is not None or (first and was_chosen):
            # Before the others go, or the boxes would lose the keyboard on the way.
            self.table.choose(row if again is None else again)
        model.take_out(before)
        self._kept = kept
        self._show_state()

    def _row_kept(self, source: object, n_before: int) -> int | None:
        """Give the row of the transcript that was chosen before its table was read again, where it has come."""
        kept, files = self._kept, self.table.files
        if kept is None or kept.source != source:
            return None
        same = [row for row in files.rows_of(source)[n_before:] if files.files[row].title == kept.title]
        return same[kept.nth] if len(same) > kept.nth else None

    def _on_run_choice_changed(self) -> None:
        kept = self._kept
        if kept is not None and not self._run.is_choosing:
            rows = self.table.files.rows_of(kept.source)
            if len(rows) == kept.n_places:  # other titles, but as many transcripts
                self.table.choose(rows[kept.place])
            self._kept = None
        self._show_state()

    def _chosen(self) -> list[PlannedFile]:
        return [self.table.files.files[row] for row in self.table.chosen()]

    def _show_state(self) -> None:
        files = self.table.files
        reading = self._run.is_reading
        self.bar.setVisible(reading)
        self.stop.setVisible(reading)
        if not reading:
            n_left = len(files.files) - files.n_wanted
            read = number_of(len(files.files), self.tr("file read"), self.tr("files read"))
            left = self.tr(", {0} not to be imported").format(f"{n_left:,}") if n_left else ""
            self.state.setText(read + left)
        shown = number_of(files.n_wanted, self.tr("transcript"), self.tr("transcripts"))
        self._ok.setText(self.tr("Import {0}").format(shown))
        self._ok.setToolTip(self._ok.text())
        self._ok.setEnabled(bool(files.n_wanted) and not self._run.is_choosing)

    # -- what the person does --------------------------------------------------------------------------------------

    def _on_selection_changed(self, _on: QItemSelection, _off: QItemSelection) -> None:
        chosen = self._chosen()
        self._kept = None
        self.details.show_files(chosen)
        self.columns.show_files(chosen)
        self._typed.start()

    def _look(self) -> None:
        rows = self.table.chosen()
        if rows and self.table.files.files[rows[0]].transcript is not None:
            self._run.look(self.table.files.files[rows[0]])

    def _on_details_changed(self, change: object) -> None:
        """Apply what was typed or chosen to every file that is chosen."""
        rows = self.table.chosen()
        recut = False
        for row in rows:
            before = self.table.files.files[row]
            if before.can_be_taken and callable(change):
                after = change(before)
                recut = recut or after.unit != before.unit
                self.table.files.change(row, after)
        self.details.show_remarks(self._chosen())
        if recut:
            self._run.look(self.table.files.files[rows[0]])

    def _on_columns_chosen(self, columns: Columns) -> None:
        chosen = self._chosen()
        if chosen and chosen[0].table is not None:
            if self._kept is None:
                self._kept = self._to_keep(self.table.chosen()[0])
            self._run.choose_columns(chosen[0], columns)

    def _to_keep(self, row: int) -> _Kept:
        files = self.table.files.files
        one, rows = files[row], self.table.files.rows_of(files[row].source)
        place = rows.index(row)
        nth = sum(files[before].title == one.title for before in rows[:place])
        return _Kept(one.source, one.title, nth, place, len(rows))

    def _on_kind_chosen(self, kind: PassageKind, passages: list[int]) -> None:
        rows = self.table.chosen()
        if len(rows) == 1 and passages and self.table.files.files[rows[0]].can_be_taken:
            one = self.table.files.files[rows[0]]
            kinds = {**dict(one.kinds), **dict.fromkeys(passages, kind)}
            self.table.files.change(rows[0], replace(one, kinds=tuple(sorted(kinds.items()))))
            self._run.look(self.table.files.files[rows[0]])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Import on Return wherever the focus is, since every change is taken over as it is made."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._ok.isEnabled():
            self._ok.click()
        else:
            super().keyPressEvent(event)

    def _on_finished(self, result: int) -> None:
        if self._is_settled:
            return
        self._is_settled = True
        self._settings.set_on("keep_originals", self.originals.isChecked())
        self._typed.stop()
        if result:
            self._run.accept(self.table.files.files, self.originals.isChecked())
        else:
            self._run.drop()
        self.deleteLater()
