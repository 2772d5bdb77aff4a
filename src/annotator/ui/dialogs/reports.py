"""What merging would bring, what importing brought, and how far coders agree."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.domain.importing import ImportedFile, ImportReport
from annotator.domain.rows import Agreement, AgreementReport, MergeReport
from annotator.ui.dialogs.import_table import whence
from annotator.ui.dialogs.sheet import Sheet, selectable
from annotator.ui.widgets import label

_OUTCOME = 1
_CELL_PX, _ROW_PX = 13, 7
"""Beside the words of a cell and, where they are wrapped, above and below them."""
_ENDINGS_SHOWN = 5
_ROWS_SHOWN = 500
"""More rows than anybody reads would keep the window waiting."""
_TITLES_SHOWN = 3
_NAME_SHOWN = 120
"""Characters of a title; the saved report has it whole."""


def number_of(count: int, one: str, many: str) -> str:
    """Give a count with its word."""
    return f"{count:,} {one if count == 1 else many}"


class MergeDialog(Sheet):
    """What other project files would bring."""

    def __init__(self, parent: QWidget, report: MergeReport) -> None:
        tr = QObject().tr
        nothing = report.facts == 0
        text = (
            tr("These files hold nothing that is not here already.")
            if nothing
            else tr("This is what they would bring. Undo takes it back in one step; merging them again brings it back.")
        )
        super().__init__(parent, tr("Nothing to merge") if nothing else tr("Merge project files?"), text, 480)
        from pathlib import Path

        self.body.addWidget(selectable("\n".join(Path(source).name for source in report.sources), "subdued"))
        if not nothing:
            self._fill(report)
        if nothing:
            self.add_buttons(self.tr("Close"))
        else:
            self.add_buttons(self.tr("Merge"), self.tr("Cancel"))

    def _fill(self, report: MergeReport) -> None:
        if report.transcripts:
            count = number_of(len(report.transcripts), self.tr("new transcript"), self.tr("new transcripts"))
            self.body.addWidget(label(count, "lead"))
            shown = QListWidget(self)
            shown.addItems(list(report.transcripts))
            shown.setAccessibleName(count)
            shown.setToolTip(count)
            shown.setTextElideMode(Qt.TextElideMode.ElideRight)
            shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            shown.setMaximumHeight(12 + 28 * min(len(report.transcripts), 4))
            self.body.addWidget(shown)
        if report.replaced:
            count = number_of(len(report.replaced), self.tr("new version"), self.tr("new versions"))
            self.body.addWidget(label(count, "lead"))
            titles = ", ".join(f"“{title}”" for title in report.replaced[:_TITLES_SHOWN])
            more = len(report.replaced) - _TITLES_SHOWN
            text = self.tr("In place of {0}.") if more <= 0 else self.tr("In place of {0} and {1} more.")
            self.body.addWidget(label(text.format(titles, more), "secondary", wrap=True))
        total = sum(count for _name, count in report.labels)
        if total:
            self.body.addWidget(label(number_of(total, self.tr("label"), self.tr("labels")), "lead"))
            rows = [[name, f"{count:,}"] for name, count in report.labels]
            self.body.addWidget(table(self, [self.tr("Coder"), self.tr("New or newer labels")], rows))
        if report.corrections:
            corrections = number_of(report.corrections, self.tr("correction"), self.tr("corrections"))
            self.body.addWidget(label(corrections, "lead"))
        if report.reviews:
            verdicts = number_of(report.reviews, self.tr("verdict on labels"), self.tr("verdicts on labels"))
            self.body.addWidget(label(verdicts, "secondary"))
        if not any((report.transcripts, report.replaced, total, report.reviews, report.corrections)):
            changes = number_of(report.facts, self.tr("other change"), self.tr("other changes"))
            self.body.addWidget(label(changes, "secondary"))


class ImportDialog(Sheet):
    """What became of each file."""

    def __init__(self, parent: QWidget, report: ImportReport, save: Callable[[], object]) -> None:
        tr = QObject().tr
        count = number_of(len(report.imported), tr("transcript"), tr("transcripts"))
        super().__init__(parent, tr("Imported {0}").format(count), self._sum(report), 620)
        self.take_room(900)
        words = {
            "imported": tr("imported"),
            "known": tr("here already"),
            "left out": tr("left out"),
            "refused": tr("not imported"),
        }
        # What was refused comes first: among hundreds of files nobody would find it.
        files = sorted(report.files, key=lambda file: file.outcome != "refused")[:_ROWS_SHOWN]
        rows = [[self._name(file), words.get(file.outcome, file.outcome), self._details(file)] for file in files]
        shown = table(self, [tr("File"), tr("Outcome"), tr("Details")], rows, stretch=2)
        shown.setColumnWidth(0, 280)
        shown.setWordWrap(True)
        shown.setItemDelegate(_WrappedDelegate(shown))
        for line, file in enumerate(files):
            item = shown.item(line, _OUTCOME)
            if item is not None and file.outcome == "refused":
                item.setForeground(self.palette().brightText())
        shown.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        shown.setFixedHeight(min(38 + 44 * max(len(rows), 1), 420))
        self.body.addWidget(shown)
        if len(report.files) > _ROWS_SHOWN:
            more = tr("The first {0} of {1} files. The saved report has all of them.")
            count = more.format(f"{_ROWS_SHOWN:,}", f"{len(report.files):,}")
            self.body.addWidget(label(count, "subdued", self, wrap=True))
        close = self.add_buttons(tr("Close"))
        keep = QPushButton(tr("&Save the report…"), self)
        keep.setAutoDefault(False)
        keep.setToolTip(tr("Write this table to a file, as CSV or as text"))
        keep.clicked.connect(save)
        self._buttons.insertWidget(0, keep)
        self.setTabOrder(keep, close)

    @staticmethod
    def _name(file: ImportedFile) -> str:
        is_titled = file.title and file.title != PurePath(file.path).name
        name = file.title if is_titled else whence(file)
        return name if len(name) <= _NAME_SHOWN else name[: _NAME_SHOWN - 1] + "…"

    @staticmethod
    def _sum(report: ImportReport) -> str:
        tr = QObject().tr
        parts = []
        if report.refused:
            parts.append(number_of(len(report.refused), tr("file was refused"), tr("files were refused")))
        if report.passed_over:
            n_files = sum(count for _, count in report.passed_over)
            endings = ", ".join(ending or tr("no ending") for ending, _ in report.passed_over[:_ENDINGS_SHOWN])
            more = "…" if len(report.passed_over) > _ENDINGS_SHOWN else ""
            passed = number_of(n_files, tr("file of no known form"), tr("files of no known form"))
            parts.append(tr("{0} passed over ({1}{2})").format(passed, endings, more))
        carried, left = sum(file.n_carried for file in report.files), sum(file.n_left for file in report.files)
        if carried or left:
            parts.append(number_of(carried, tr("label came over"), tr("labels came over")))
        if left:
            parts.append(number_of(left, tr("label stays with its old text"), tr("labels stay with their old text")))
        corrections = sum(file.n_left_corrections for file in report.files)
        if corrections:
            parts.append(
                number_of(corrections, tr("correction stays with old text"), tr("corrections stay with old text"))
            )
        return ", ".join(parts) + "." if parts else ""

    @staticmethod
    def _details(file: ImportedFile) -> str:
        tr = QObject().tr
        parts = [file.message] if file.message else []
        if file.outcome == "imported":
            statements = number_of(file.n_statements, tr("statement"), tr("statements"))
            parts.append(f"{statements}, {number_of(file.n_mentions, tr('mention'), tr('mentions'))}.")
        if file.replaced:
            carried = number_of(file.n_carried, tr("label came over"), tr("labels came over"))
            left = number_of(file.n_left, tr("stays with its old text"), tr("stay with their old text"))
            parts.append(tr("In place of “{0}”: {1}, {2}.").format(file.replaced, carried, left))
        return " ".join((*parts, *file.warnings))


class _WrappedDelegate(QStyledItemDelegate):
    """Gives a row the room that its words take when wrapped.

    Qt wraps for that within the whole cell, and paints within the cell less the style sheet's padding (seen with 6.11).
    """

    def __init__(self, view: QTableWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give width and height; an outcome is never wrapped, its column is as wide as it."""
        size = super().sizeHint(option, index)
        if index.column() == _OUTCOME:
            return size
        room = QRect(0, 0, self._view.columnWidth(index.column()) - 2 * _CELL_PX, 0)
        words = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(size.width(), words.height() + 2 * _ROW_PX)


class AgreementDialog(Sheet):
    """How far coders agree, overall and pair by pair."""

    def __init__(self, parent: QWidget, report: AgreementReport, target: str) -> None:
        tr = QObject().tr
        super().__init__(
            parent,
            tr("Agreement"),
            tr("{0}, on the target “{1}”").format(", ".join(report.coders) or tr("Nobody"), target),
            900 if len(report.coders) > 2 else 720,
        )
        heads = [tr("Question"), tr("Statements"), tr("Percent"), tr("Cohen’s κ"), tr("Krippendorff’s α")]
        left_out = sum(one.n_left_out for one in report.overall if one.question == "stance")
        if not report.overall:
            text = tr("There is nothing to compare yet: at least two coders must have labelled the same statements.")
            self.body.addWidget(label(text, "secondary", wrap=True))
        else:
            self.body.addWidget(label(tr("All together"), "section"))
            self.body.addWidget(table(self, heads, [self._cells(one) for one in report.overall]))
        if len(report.coders) > 2 and report.pairs:
            self.body.addWidget(label(tr("Pair by pair"), "section"))
            rows = [[" – ".join(one.coders), *self._cells(one)] for one in report.pairs]
            self.body.addWidget(table(self, [tr("Coders"), *heads], rows))
        off = tr("off the scale (mixed, no stance, not codable)")
        note = tr(
            "Stance is compared on its ordinal scale, the first theme as a name. {0} as missing. “Undefined” means "
            "that there is no variation, or nothing to compare."
        ).format(number_of(left_out, tr("value {0} counts").format(off), tr("values {0} count").format(off)))
        self.body.addWidget(label(note, "subdued", self, wrap=True))
        self.add_buttons(tr("Close"))

    def _cells(self, one: Agreement) -> list[str]:
        names = {"stance": self.tr("Stance"), "theme": self.tr("First theme")}
        percent = self.tr("undefined") if one.percent is None else f"{one.percent:.1%}"
        kappa = self._value(one.kappa) if len(one.coders) == 2 else "—"
        return [names.get(one.question, one.question), f"{one.n_units:,}", percent, kappa, self._value(one.alpha)]

    def _value(self, value: float | None) -> str:
        return self.tr("undefined") if value is None else f"{value:.3f}".replace("-", "−")


def table(parent: QWidget, heads: Sequence[str], rows: Sequence[Sequence[str]], stretch: int = 0) -> QTableWidget:
    """Give a table to read, the first column to the left, numbers to the right."""
    made = QTableWidget(len(rows), len(heads), parent)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(32)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setAccessibleName(", ".join(heads))
    middle = Qt.AlignmentFlag.AlignVCenter
    for column in range(len(heads)):
        number = column > 0 and all(_is_number(row[column]) for row in rows)
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        head = QTableWidgetItem(heads[column])
        head.setTextAlignment(side | middle)
        made.setHorizontalHeaderItem(column, head)
        for line, row in enumerate(rows):
            item = QTableWidgetItem(row[column])
            item.setTextAlignment(side | middle)
            item.setToolTip(row[column])
            made.setItem(line, column, item)
        mode = QHeaderView.ResizeMode.Stretch if column == stretch else QHeaderView.ResizeMode.ResizeToContents
        if column == 0 and stretch:
            mode = QHeaderView.ResizeMode.Interactive
            made.setColumnWidth(0, 210)
        made.horizontalHeader().setSectionResizeMode(column, mode)
    made.setFixedHeight(min(38 + 32 * max(len(rows), 1), 270))
    return made


def _is_number(text: str) -> bool:
    return text in ("—", "undefined") or text.strip("−-%").replace(",", "").replace(".", "").isdigit()
