"""The actors screen: every entity with what is counted of it, its statements, and what can be done to it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTableView,
    QWidget,
)

from annotator.domain.correction import Actor
from annotator.ui.desk import Desk
from annotator.ui.dialogs.correction import completer
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.statement_delegate import MENTION_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.domain.ids import CoderId
    from annotator.domain.rows import Changes
    from annotator.usecases.project import Project

HEADINGS = ("Entity", "Kind", "ISO", "Groups", "Also known as", "Mentions", "Speaks in")
STATEMENTS_SHOWN = 300

type_index = QModelIndex | QPersistentModelIndex


class ActorModel(QAbstractTableModel):
    """The actors, a row each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.actors: Sequence[Actor] = ()

    def show(self, actors: "Sequence[Actor]") -> None:
        """Show these."""
        self.beginResetModel()
        self.actors = actors
        self.endResetModel()

    def rowCount(self, parent: type_index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of actors."""
        return 0 if parent.isValid() else len(self.actors)

    def columnCount(self, parent: type_index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a heading."""
        is_heading = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.tr(HEADINGS[section]) if is_heading else None

    def data(self, index: type_index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell, as text or as what it is sorted by."""
        actor = self.actors[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            also = ", ".join((*actor.aliases, *actor.merged, *actor.known_as))
            kind = MENTION_NAMES[actor.kind.value]
            cells = (actor.entity, kind, actor.iso or "", ", ".join(actor.groups), also)
            return (*cells, actor.n_mentions, actor.n_statements)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= 5:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.UserRole:
            return f"{actor.entity}\n{chr(10).join((*actor.aliases, *actor.merged, *actor.known_as))}"
        return None


class ActorsDialog(Sheet):
    """Every entity; what is written goes through the desk and can be undone."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        text = QObject().tr(
            "Merge two names of one entity, or teach other words for it, which the next import then knows."
        )
        super().__init__(parent, QObject().tr("Actors"), text, 980)
        self._desk = desk
        self.model = ActorModel(self)
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(self.model)
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.shown.setFilterRole(Qt.ItemDataRole.UserRole)
        self.body.addLayout(self._make_filter())
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self._make_table())
        self.statements = QListWidget(self)
        self.statements.setAccessibleName(self.tr("Statements"))
        self.statements.setToolTip(self.tr("Return goes to the statement"))
        self.statements.setWordWrap(True)
        self.statements.itemActivated.connect(self._on_statements_item_activated)
        split.addWidget(self.statements)
        self.statements.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        split.setSizes([330, 150])
        split.setMinimumHeight(480)
        self.body.addWidget(split, 1)
        self.body.addLayout(self._make_actions())
        self.body.addLayout(self._make_facts())
        self.add_buttons(self.tr("Close"))
        self.read()
        self.search.setFocus()

    def _make_filter(self) -> QHBoxLayout:
        self.search = self._field(self.tr("Find an entity"), self.tr("Letters of a name or an alias"))
        self.search.textChanged.connect(self.shown.setFilterFixedString)
        self.spoken = QComboBox(self)
        self.spoken.setAccessibleName(self.tr("Which statements"))
        self.spoken.setToolTip(self.tr("Which of the entity’s statements are listed"))
        self.spoken.addItems([self.tr("Statements that mention it"), self.tr("Statements in which it speaks")])
        self.spoken.currentIndexChanged.connect(lambda _index: self._show_statements())
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.spoken)
        return row

    def _make_table(self) -> QTableView:
        self.table = QTableView(self)
        self.table.setModel(self.shown)
        self.table.setProperty("padded", True)
        self.table.setAccessibleName(self.tr("Actors"))
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(5, Qt.SortOrder.DescendingOrder)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        for column, width_px in enumerate((280, 124, 64, 90, 166, 90, 90)):
            self.table.setColumnWidth(column, width_px)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_statements())
        return self.table

    def _make_actions(self) -> QHBoxLayout:
        self.into = self._field(self.tr("Another entity"), self.tr("The entity that the chosen one is to become"))
        self.alias = self._field(self.tr("Other words"), self.tr("What the chosen entity is also called"))
        self.merge = self._button(self.tr("Merge into"), lambda: self._merge(self.into.text()))
        self.part = self._button(self.tr("Part again"), self._part)
        self.learn = self._button(self.tr("Add alias"), self._add_alias)
        row = QHBoxLayout()
        for widget in (self.merge, self.into, self.part, self.learn, self.alias):
            row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
        return row

    def _make_facts(self) -> QHBoxLayout:
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.setToolTip(self.tr("What kind of entity the chosen one is"))
        for kind, name in MENTION_NAMES.items():
            self.kind.addItem(self.tr(name), kind)
        self.iso = self._field(self.tr("ISO code"), self.tr("Three letters, for a State"))
        self.iso.setMaxLength(3)
        self.groups = self._field(self.tr("Groups"), self.tr("What it belongs to, with commas between"))
        self.note = self._button(self.tr("Note this"), self._note)
        row = QHBoxLayout()
        for widget, share in ((self.note, 0), (self.kind, 0), (self.iso, 1), (self.groups, 4)):
            row.addWidget(widget, share)
        return row

    def _field(self, name: str, tip: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setPlaceholderText(name)
        made.setAccessibleName(name)
        made.setToolTip(tip)
        return made

    def _button(self, text: str, clicked: "Callable[[], object]") -> QPushButton:
        made = QPushButton(text, self)
        made.setAutoDefault(False)
        made.setToolTip(text)
        made.clicked.connect(lambda _checked=False: clicked())
        return made

    # -- showing ---------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the actors, and stay at the chosen one."""
        project, chosen = self._desk.project, self.chosen
        if project is None:
            return
        self.model.show(project.actors())
        self.into.setCompleter(completer([actor.entity for actor in self.model.actors], self.into))
        at = next((row for row, one in enumerate(self.model.actors) if chosen and one.entity == chosen.entity), 0)
        if self.model.actors:
            self.table.setCurrentIndex(self.shown.mapFromSource(self.model.index(at, 0)))
        self._show_statements()

    @property
    def chosen(self) -> Actor | None:
        """The actor that is chosen."""
        index = self.shown.mapToSource(self.table.currentIndex())
        return self.model.actors[index.row()] if index.isValid() else None

    def _show_statements(self) -> None:
        project, actor = self._desk.project, self.chosen
        self.statements.clear()
        self.part.setEnabled(actor is not None and bool(actor.merged))
        if project is None or actor is None:
            return
        self.kind.setCurrentIndex(self.kind.findData(actor.kind.value))
        self.iso.setText(actor.iso or "")
        self.groups.setText(", ".join(actor.groups))
        keys = project.actor_statements(actor.entity, spoken=self.spoken.currentIndex() == 1)
        for row in project.statement_rows(keys[:STATEMENTS_SHOWN]):
            item = QListWidgetItem(" ".join(row.text.split()), self.statements)
            item.setData(Qt.ItemDataRole.UserRole, row.uid)

    # -- doing -----------------------------------------------------------------------------------------------------

    def _do(self, write: "Callable[[Project, CoderId], Changes]") -> None:
        if self._desk.correct(write):
            self.into.clear()
            self.alias.clear()
            self.read()

    def _merge(self, into: str) -> None:
        actor = self.chosen
        if actor is not None and into.strip():
            self._do(lambda project, who: project.merge_entities(actor.entity, into, who))

    def _part(self) -> None:
        actor = self.chosen
        if actor is not None and actor.merged:
            self._do(lambda project, who: project.merge_entities(actor.merged[-1], None, who))

    def _note(self) -> None:
        actor, kind, iso = self.chosen, self.kind.currentData(), self.iso.text()
        groups = self.groups.text().split(",")
        if actor is not None:
            self._do(lambda project, who: project.set_entity(actor.entity, kind, iso, groups, who))

    def _add_alias(self) -> None:
        actor, words = self.chosen, self.alias.text()
        if actor is not None and words.strip():
            self._do(lambda project, who: project.add_alias(words, actor.entity, author=who))

    def _on_statements_item_activated(self, item: QListWidgetItem) -> None:
        self.accept()
        self._desk.focus_asked.emit(str(item.data(Qt.ItemDataRole.UserRole)))
