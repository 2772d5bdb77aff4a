"""The actors as a table: what stands in each cell, and which rows the letters and the group chosen let through."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from annotator.domain.correction import Actor
from annotator.ui.statement_delegate import MENTION_NAMES

HEADINGS = ("Entity", "Kind", "ISO", "Groups", "Also known as", "Mentions", "Speaks in")
ENTITY, KIND, ISO, GROUPS, ALSO, MENTIONS, SPEAKS = range(7)
_NUMBERS = (MENTIONS, SPEAKS)
GROUPS_ROLE = Qt.ItemDataRole.UserRole + 1

TypeIndex = QModelIndex | QPersistentModelIndex


class ActorModel(QAbstractTableModel):
    """The actors, a row each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.actors: Sequence[Actor] = ()
        self._groups: Mapping[str, tuple[str, ...]] = {}

    def show(self, actors: Sequence[Actor]) -> None:
        """Show these."""
        self.beginResetModel()
        self.actors = actors
        self.endResetModel()

    def show_groups(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        """Show these groups, by entity."""
        self._groups = groups
        if self.actors:
            self.dataChanged.emit(self.index(0, GROUPS), self.index(len(self.actors) - 1, GROUPS))

    def rowCount(self, parent: TypeIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of actors."""
        return 0 if parent.isValid() else len(self.actors)

    def columnCount(self, parent: TypeIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a heading, over its column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self.tr(HEADINGS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    @staticmethod
    def _side(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: TypeIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell, as text or as what it is sorted by."""
        actor, column = self.actors[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(actor, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(self._cell(actor, column)) if column not in _NUMBERS else None
        if role == Qt.ItemDataRole.UserRole:
            return "\n".join((actor.entity, *actor.aliases, *actor.merged, *actor.known_as)).casefold()
        if role == GROUPS_ROLE:
            return self._groups.get(actor.entity, ())
        return None

    def _cell(self, actor: Actor, column: int) -> str | int:
        if column == ALSO:
            return ", ".join((*actor.aliases, *actor.merged, *actor.known_as))
        if column == GROUPS:
            return ", ".join(self._groups.get(actor.entity, ()))
        if column == KIND:
            return self.tr(MENTION_NAMES[actor.kind.value])
        if column in _NUMBERS:
            return actor.n_mentions if column == MENTIONS else actor.n_statements
        return actor.entity if column == ENTITY else actor.iso or ""


class ActorFilter(QSortFilterProxyModel):
    """Those actors of whose names one has the letters typed, and that belong to the group chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._letters = ""
        self._group = ""
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def show_letters(self, letters: str) -> None:
        """Let through what has these letters."""
        self._letters = " ".join(letters.split()).casefold()
        self.invalidate()

    def show_group(self, group: str) -> None:
        """Let through who belongs to this group; with "" everybody."""
        self._group = group
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: TypeIndex) -> bool:
        """Say whether an actor is shown."""
        index = self.sourceModel().index(row, 0, parent)
        if self._group and self._group not in index.data(GROUPS_ROLE):
            return False
        return not self._letters or self._letters in index.data(Qt.ItemDataRole.UserRole)
