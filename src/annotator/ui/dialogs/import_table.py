"""The files of an import as a table: one row each, however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.importing import ImportedFile, PlannedFile, Standing
from annotator.ui.statement_layout import is_right_to_left
from annotator.ui.theme import Look
from annotator.ui.widgets import isolated

TypeIndex = QModelIndex | QPersistentModelIndex

TITLE, REMARKS, DATE, FORM, STATEMENTS, SPEAKERS, MENTIONS = range(7)
_LAST = MENTIONS
_NUMBERS = (STATEMENTS, SPEAKERS, MENTIONS)


class PlannedModel(QAbstractTableModel):
    """What an import would bring.

    Signals:
        wanted_changed: Another number of files is to be taken in.
    """

    wanted_changed = Signal()

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.files: list[PlannedFile] = []
        self.n_wanted = 0
        self._heads = (
            self.tr("Transcript"),
            self.tr("Remarks"),
            self.tr("Date"),
            self.tr("Form"),
            self.tr("Statements"),
            self.tr("Speakers"),
            self.tr("Mentions"),
        )

    # -- what there is ---------------------------------------------------------------------------------------------

    def append(self, files: Sequence[PlannedFile]) -> None:
        """Put files at the end."""
        if not files:
            return
        self.beginInsertRows(QModelIndex(), len(self.files), len(self.files) + len(files) - 1)
        self.files += files
        self.endInsertRows()
        self._count(files)

    def put_in(self, source: object, files: Sequence[PlannedFile]) -> int:
        """Put files below all that are from the same table, and give the row of the first of them."""
        theirs = self.rows_of(source)
        at = theirs[-1] + 1 if theirs else len(self.files)
        self.beginInsertRows(QModelIndex(), at, at + len(files) - 1)
        self.files[at:at] = files
        self.endInsertRows()
        self._count(files)
        return at

    def rows_of(self, source: object) -> list[int]:
        """Give the rows of the files that are from this table."""
        return [row for row, file in enumerate(self.files) if file.source == source]

    def take_out(self, rows: Sequence[int]) -> None:
        """Take rows out that follow each other."""
        if rows:
            self.beginRemoveRows(QModelIndex(), rows[0], rows[-1])
            gone = self.files[rows[0] : rows[-1] + 1]
            del self.files[rows[0] : rows[-1] + 1]
            self.endRemoveRows()
            self._count([], gone)

    def row_of(self, number: int) -> int | None:
        """Give the row of the file with this number in the plan."""
        if number < len(self.files) and self.files[number].number == number:
            return number
        return next((row for row, file in enumerate(self.files) if file.number == number), None)

    def change(self, row: int, one: PlannedFile) -> None:
        """Put another state of a file in its row."""
        self._count([one], [self.files[row]])
        self.files[row] = one
        self.dataChanged.emit(self.index(row, 0), self.index(row, _LAST))

    def toggle(self, rows: Iterable[int]) -> None:
        """Take these files in, or leave them out where all of them were to be taken in."""
        able = [row for row in rows if self.files[row].can_be_taken]
        wanted = not all(self.files[row].wanted for row in able)
        for row in able:
            self.change(row, replace(self.files[row], wanted=wanted))

    def _count(self, new: Sequence[PlannedFile], old: Sequence[PlannedFile] = ()) -> None:
        by = sum(one.wanted and one.can_be_taken for one in new) - sum(one.wanted and one.can_be_taken for one in old)
        self.n_wanted += by
        if by:
            self.wanted_changed.emit()

    # -- Qt --------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: TypeIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give how many files there are."""
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: TypeIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: TypeIndex) -> Qt.ItemFlag:
        """Say what can be done with a cell: the first one is ticked."""
        flags = super().flags(index)
        if index.isValid() and index.column() == TITLE and self.files[index.row()].can_be_taken:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: TypeIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows."""
        if not index.isValid():
            return None
        one, column = self.files[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(one, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == TITLE and one.can_be_taken:
            return Qt.CheckState.Checked if one.wanted else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._look.colour(self._colour(one, column))
        return None

    def setData(self, index: TypeIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a file, or take the tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        one = self.files[index.row()]
        self.change(index.row(), replace(one, wanted=Qt.CheckState(value) == Qt.CheckState.Checked))
        return True

    @staticmethod
    def _colour(one: PlannedFile, column: int) -> str:
        if one.standing is Standing.REFUSED:
            return "danger" if column == REMARKS else "text_subdued"
        if not one.wanted:
            return "text_subdued"
        return "warn" if column == REMARKS and one.warnings else "text"

    def _told(self, one: PlannedFile, column: int) -> str:
        """Give a cell in full, to be told on hovering and read aloud."""
        if column == TITLE:
            return "\n".join(dict.fromkeys((self._text(one, column), whence(one), one.path)))
        return remarks(self, one) if column == REMARKS else self._text(one, column)

    def _text(self, one: PlannedFile, column: int) -> str:
        if column == REMARKS:
            return briefly(remarks(self, one), one)
        if one.standing is Standing.REFUSED:
            return whence(one) if column == TITLE else ""
        return (
            one.metadata.title or whence(one),
            "",
            one.metadata.date or "",
            one.form,
            f"{one.n_statements:,}",
            f"{one.n_speakers:,}",
            f"{one.n_mentions:,}",
        )[column]


class TitleDelegate(QStyledItemDelegate):
    """Cuts a long title in its middle: transcripts of one table are told apart by how their titles end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: TypeIndex) -> None:
        """Cut it so, and keep its direction of writing where it is cut."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle
        if is_right_to_left(option.text):
            option.text = isolated(option.text)


def remarks(words: QObject, one: PlannedFile) -> str:
    """Say in words what a file is to the project, and what a person should know of it."""
    parts = [one.message] if one.message else []
    if one.replaces is not None:
        parts.append(words.tr("A new version of “{0}”: what was said of unchanged words counts for it.").format(
            one.replaces_title
        ))  # fmt: skip
    elif one.standing is Standing.NEW_VERSION:
        parts.append(words.tr("Much like “{0}”, and taken in beside it.").format(one.replaces_title))
    if one.encoding not in ("", "utf-8"):
        parts.append(words.tr("Read as {0}.").format(one.encoding.upper()))
    parts += one.warnings
    if one.can_be_taken and not one.n_codable:
        parts.append(words.tr("It has no statement to label."))
    return " ".join(parts)


def whence(one: PlannedFile | ImportedFile) -> str:
    """Name the file that a text is in, and where that is inside another, such as a ZIP file, the other one first."""
    outer, inner = PurePath(one.origin).name, _inner(one)
    if not outer or inner == outer or inner.startswith(f"{outer} · "):
        return PurePath(inner).name if not outer else inner
    return f"{outer} › {inner}" if inner else outer


def _inner(one: PlannedFile | ImportedFile) -> str:
    """Give a file's path within the one on the disk that it is in."""
    return one.path.removeprefix(one.origin).lstrip("/\\") if one.origin else one.path


def briefly(said: str, one: PlannedFile) -> str:
    """Give what is said of a file without its name or its own title, which stand beside it."""
    for again in (f" as “{one.title}”", f" of “{one.title}”"):
        said = said.replace(again, "", 1)
    names = {one.path, _inner(one), one.file_name, PurePath(one.path).name}
    name = next((name for name in sorted(names, key=len, reverse=True) if name and said.startswith(f"{name} ")), "")
    rest = said.removeprefix(name).lstrip()
    return rest[:1].upper() + rest[1:]
