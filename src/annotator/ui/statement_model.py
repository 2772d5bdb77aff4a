"""The statements of a list as a Qt model: their keys in memory, their rows read by page."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.ids import StatementId
from annotator.domain.rows import StatementKey, StatementRow

if TYPE_CHECKING:
    from annotator.usecases.project import Project

PAGE = 64
PAGES_KEPT = 48

type_index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the delegate asks for beyond Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


class StatementModel(QAbstractTableModel):
    """One column, one row a statement, however many there are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._keys: Sequence[StatementKey] = ()
        self._position: dict[StatementKey, int] | None = None
        self._pages: OrderedDict[int, dict[StatementKey, StatementRow]] = OrderedDict()
        self.describe: Callable[[StatementRow], str] | None = None
        """Says what stands beside a statement, for who has it read aloud."""

    def show(self, project: "Project | None", keys: Sequence[StatementKey]) -> None:
        """List other statements."""
        self.beginResetModel()
        self._project = project
        self._keys = keys
        self._position = None
        self._pages.clear()
        self.endResetModel()

    @property
    def keys(self) -> Sequence[StatementKey]:
        """The keys of the statements listed, in order."""
        return self._keys

    def statement(self, number: int) -> StatementRow | None:
        """Give the statement in this row, or None where there is none (any more)."""
        if not 0 <= number < len(self._keys):
            return None
        page = self._page(number // PAGE)
        return page.get(self._keys[number])

    def row_of(self, key: StatementKey) -> int:
        """Give the row that lists this statement, or -1."""
        if self._position is None:
            self._position = {one: row for row, one in enumerate(self._keys)}
        return self._position.get(key, -1)

    def refresh(self, statements: frozenset[StatementId]) -> list[int]:
        """Read again those of these statements that were read before, and give their rows."""
        if not statements:
            return []
        stale: list[int] = []
        for number, page in self._pages.items():
            found = [key for key, row in page.items() if row.uid in statements]
            if found and self._project is not None:
                for row in self._project.statement_rows(found):
                    page[row.key] = row
                wanted = set(found)
                keys = self._keys[number * PAGE : (number + 1) * PAGE]
                stale += [number * PAGE + offset for offset, key in enumerate(keys) if key in wanted]
        for row_number in stale:
            index = self.index(row_number, 0)
            self.dataChanged.emit(index, index)
        return stale

    def _page(self, number: int) -> dict[StatementKey, StatementRow]:
        page = self._pages.get(number)
        if page is None:
            keys = self._keys[number * PAGE : (number + 1) * PAGE]
            rows = self._project.statement_rows(keys) if self._project is not None else []
            page = {row.key: row for row in rows}
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    # -- Qt --------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: type_index | None = None) -> int:
        """Give how many statements are listed."""
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def columnCount(self, parent: type_index | None = None) -> int:
        """Give the one column."""
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: type_index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a statement's text, what is read aloud of it, or the row itself."""
        row = self.statement(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            voices = " and ".join(speaker.shown for speaker in row.speakers)
            said = f"{voices}: {row.text}" if voices else row.text
            beside = self.describe(row) if self.describe is not None else ""
            return f"{said} – {beside}" if beside else said
        if role == Role.ROW:
            return row
        return None
