"""The actors screen: every entity with what is counted of it, its statements, and what can be done to it."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTableView,
    QWidget,
)

from annotator.domain.correction import Actor
from annotator.domain.membership import AS_OF, dated
from annotator.ui import actor_groups
from annotator.ui.actor_model import ALSO, ENTITY, GROUPS, ISO, KIND, MENTIONS, SPEAKS, ActorFilter, ActorModel
from annotator.ui.desk import Desk
from annotator.ui.dialogs.completing import completer
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.statement_delegate import MENTION_NAMES
from annotator.ui.widgets import ElidedLabel, EmptyText, isolated, label

if TYPE_CHECKING:
    from annotator.domain.ids import CoderId, TranscriptId
    from annotator.domain.rows import Changes, StatementRow
    from annotator.domain.transcript import Metadata
    from annotator.usecases.groups import SpeakersGroups
    from annotator.usecases.project import Project

STATEMENTS_SHOWN = 300
_WIDTHS_PX = {KIND: 112, ISO: 58, GROUPS: 230, MENTIONS: 96, SPEAKS: 104}


class ActorsDialog(Sheet):
    """Every entity; what is written goes through the desk and can be undone."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        text = QObject().tr(
            "Merge two names of one entity, or teach other words for it, which the next import then knows."
        )
        super().__init__(parent, QObject().tr("Actors"), text, 900)
        self._desk = desk
        self._meetings: Mapping[TranscriptId, Metadata] = {}
        self._speakers: SpeakersGroups | None = None
        self.model = ActorModel(self)
        self.shown = ActorFilter(self)
        self.shown.setSourceModel(self.model)
        self.body.addLayout(self._make_filter())
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self._make_table())
        split.addWidget(self._make_statements())
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
        self.body.addLayout(self._make_actions())
        self.said = ElidedLabel("secondary", self)
        self.said.setAccessibleName(self.tr("What was done"))
        self._buttons.insertWidget(0, self.said, 1)
        self.add_buttons(self.tr("Close")).setAutoDefault(False)
        self._connect()
        self._show_meetings()
        self.read()
        self.take_room(1320, 900)
        self.search.setFocus()

    # -- putting together ------------------------------------------------------------------------------------------

    def _make_filter(self) -> QHBoxLayout:
        self.search = self._field(self.tr("Find an entity"), self.tr("Letters of a name or an alias"))
        self.search.setClearButtonEnabled(True)
        self.group = self._choice(self.tr("Group"), self.tr("Show only who belongs to this group"))
        self.year = self._choice(
            self.tr("Groups in which year"),
            self.tr("The groups of States in the year of a meeting, or the current ones"),
        )
        self.spoken = self._choice(self.tr("Which statements"), self.tr("Which of the entity’s statements are listed"))
        self.spoken.addItems([self.tr("Statements that mention it"), self.tr("Statements in which it speaks")])
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        for box in (self.group, self.year, self.spoken):
            row.addWidget(box)
        return row

    def _make_table(self) -> QTableView:
        self.table = QTableView(self)
        self.table.setModel(self.shown)
        self.table.setProperty("padded", True)
        self.table.setAccessibleName(self.tr("Actors"))
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(MENTIONS, Qt.SortOrder.DescendingOrder)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setMinimumHeight(120)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        for column, width_px in _WIDTHS_PX.items():
            self.table.setColumnWidth(column, width_px)
        for column in (ENTITY, ALSO):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._no_actor = EmptyText(self.table)
        return self.table

    def _make_statements(self) -> QListWidget:
        self.statements = QListWidget(self)
        self.statements.setAccessibleName(self.tr("Statements"))
        self.statements.setToolTip(self.tr("Return goes to the statement"))
        self.statements.setWordWrap(True)
        self.statements.setMinimumHeight(70)
        self.statements.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._no_statement = EmptyText(self.statements)
        return self.statements

    def _make_actions(self) -> QGridLayout:
        self.belongs = label("", "secondary", self, wrap=True)
        self.belongs.setAccessibleName(self.tr("Groups and since when"))
        self.into = self._field(self.tr("Another entity"), self.tr("The entity that the chosen one is to become"))
        self.alias = self._field(self.tr("Other words"), self.tr("What the chosen entity is also called"))
        self.kind = self._choice(self.tr("Kind"), self.tr("What kind of entity the chosen one is"))
        for kind, name in MENTION_NAMES.items():
            self.kind.addItem(self.tr(name), kind)
        self.iso = self._field(self.tr("ISO code"), self.tr("Three letters, for a State"))
        self.iso.setMaxLength(3)
        self.iso.setMaximumWidth(90)
        self.groups = self._field(
            self.tr("Groups, beside those that are known"), self.tr("What else it belongs to, with commas between")
        )
        tr, button = self.tr, self._button
        self.merge = button(tr("Merge into it"), tr("Make the chosen entity one with that one"), self._merge)
        self.part = button(
            tr("Part again"), tr("Make what was merged into the chosen entity its own again"), self._part
        )
        self.learn = button(tr("Add alias"), tr("The next import knows these words"), self._add_alias)
        self.note = button(tr("Note this"), tr("Note kind, code and groups of the chosen entity"), self._note)
        facts = QHBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(self.kind)
        facts.addWidget(self.iso)
        facts.addWidget(self.groups, 1)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.addWidget(self.belongs, 0, 0, 1, 5)
        for column, widget in enumerate((self.into, self.merge, self.part, self.alias, self.learn)):
            grid.addWidget(widget, 1, column)
        grid.addLayout(facts, 2, 0, 1, 4)
        grid.addWidget(self.note, 2, 4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        order = (self.into, self.merge, self.part, self.alias, self.learn, self.kind, self.iso, self.groups, self.note)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        return grid

    def _field(self, name: str, tip: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setPlaceholderText(name)
        made.setAccessibleName(name)
        made.setToolTip(tip)
        return made

    def _choice(self, name: str, tip: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        made.setToolTip(tip)
        return made

    def _button(self, text: str, tip: str, clicked: Callable[[], object]) -> QPushButton:
        made = QPushButton(text, self)
        made.setAutoDefault(False)
        made.setToolTip(tip)
        made.clicked.connect(lambda _checked=False: clicked())
        return made

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search_text_changed)
        self.group.currentIndexChanged.connect(lambda _index: self._on_group_changed())
        self.year.currentIndexChanged.connect(lambda _index: self._show_groups())
        self.spoken.currentIndexChanged.connect(lambda _index: self._show_statements())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_chosen())
        self.statements.itemActivated.connect(self._on_statements_item_activated)
        self._desk.said.connect(self._on_desk_said)
        self._desk.data_changed.connect(self._on_desk_data_changed)
        # In the table and the list; in a field the same keys take back what was typed.
        for keys, act in (("Ctrl+Z", self._desk.undo), ("Ctrl+Shift+Z", self._desk.redo), ("Ctrl+Y", self._desk.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # -- showing ---------------------------------------------------------------------------------------------------

    def _show_meetings(self) -> None:
        """Offer the years of the project's meetings, the last one chosen; without any, the current groups."""
        if self._desk.project is None:
            return
        self._meetings = {one.uid: one.metadata for one in self._desk.project.transcripts()}
        years = sorted({date[:4] for one in self._meetings.values() if (date := dated(one.date))}, reverse=True)
        self.year.addItem(self.tr("Current groups ({0})").format(AS_OF), None)
        for year in years:
            self.year.addItem(self.tr("Groups in {0}").format(year), year)
        self.year.setCurrentIndex(1 if years else 0)

    def read(self) -> None:
        """Read the actors, and stay at the chosen one, or at what it was merged into."""
        project, chosen = self._desk.project, self.chosen
        if project is None:
            return
        self.model.show(project.actors())
        self._speakers = project.speakers_groups()
        kinds = {actor.entity: self.tr(MENTION_NAMES[actor.kind.value]) for actor in self.model.actors}
        self.into.setCompleter(completer(kinds, self.into))
        self._show_groups()
        name = chosen.entity if chosen else ""
        rows = list(enumerate(self.model.actors))
        into = next((row for row, one in rows if name in one.merged), -1)
        at = next((row for row, one in rows if one.entity == name), into)
        index = self.shown.mapFromSource(self.model.index(at, 0)) if at >= 0 else self.shown.index(0, 0)
        self.table.setCurrentIndex(index if index.isValid() else self.shown.index(0, 0))
        self._show_chosen()

    def _show_groups(self) -> None:
        """Show the groups of the year chosen, and offer those that there are."""
        project, year = self._desk.project, self.year.currentData()
        if project is None:
            return
        found = actor_groups.groups_of(self.model.actors, project.memberships, year)
        self.model.show_groups(found)
        before = self.group.currentData()
        self.group.blockSignals(True)
        self.group.clear()
        self.group.addItem(self.tr("Every group"), "")
        for name in actor_groups.all_groups(found):
            self.group.addItem(name, name)
        self.group.setCurrentIndex(max(self.group.findData(before), 0))
        self.group.blockSignals(False)
        self._on_group_changed()

    @property
    def chosen(self) -> Actor | None:
        """The actor that is chosen."""
        index = self.shown.mapToSource(self.table.currentIndex())
        return self.model.actors[index.row()] if index.isValid() else None

    def _show_chosen(self) -> None:
        """Show what there is to say of the chosen actor."""
        project, actor = self._desk.project, self.chosen
        for widget in (self.merge, self.learn, self.note, self.into, self.alias, self.kind, self.iso, self.groups):
            widget.setEnabled(actor is not None)
        self.part.setEnabled(actor is not None and bool(actor.merged))
        # Far below the table, the fields say themselves whom they are about.
        name = isolated(actor.entity) if actor else ""
        self.into.setPlaceholderText(self.tr("What “{0}” is to become").format(name) if actor else "")
        self.alias.setPlaceholderText(self.tr("Other words for “{0}”").format(name) if actor else "")
        self.iso.setText(actor.iso or "" if actor else "")
        self.groups.setText(", ".join(actor.groups) if actor else "")
        if actor is not None:
            self.kind.setCurrentIndex(self.kind.findData(actor.kind.value))
        times = actor_groups.in_words(project.memberships, actor.iso) if project and actor and actor.iso else ""
        self.belongs.setText(times)
        self.belongs.setVisible(bool(times))
        self._show_statements()

    def _show_statements(self) -> None:
        project, actor = self._desk.project, self.chosen
        is_spoken = self.spoken.currentIndex() == 1
        nothing = self.tr("It speaks in no statement.") if is_spoken else self.tr("No statement mentions it.")
        self._no_statement.setText(nothing if actor else "")
        self.statements.clear()
        if project is None or actor is None:
            return
        keys = project.actor_statements(actor.entity, spoken=is_spoken)
        for row in project.statement_rows(keys[:STATEMENTS_SHOWN]):
            item = QListWidgetItem(self._line(row, actor if is_spoken else None), self.statements)
            item.setData(Qt.ItemDataRole.UserRole, row.uid)

    def _line(self, row: "StatementRow", speaker: Actor | None) -> str:
        """Give a statement in one line, with the day and, in the Security Council, the seat of who speaks."""
        meeting, known = self._meetings.get(row.transcript), self._speakers
        heads = [dated(meeting.date) if meeting else None]
        if meeting is not None and known is not None and speaker is not None:
            voices = [one for one in row.speakers if speaker.entity in (one.name, one.affiliation)]
            heads += [seat for voice in voices[:1] for seat in known.seat(voice, meeting)]
        head = " · ".join(part for part in heads if part)
        text = " ".join(row.text.split())
        return f"{head}  –  {text}" if head else text

    # -- what happened ---------------------------------------------------------------------------------------------

    def _on_search_text_changed(self, letters: str) -> None:
        self.shown.show_letters(letters)
        self._keep_one_chosen()

    def _on_group_changed(self) -> None:
        self.group.setProperty("unusual", bool(self.group.currentData()))
        self.group.style().polish(self.group)
        self.shown.show_group(self.group.currentData() or "")
        self._keep_one_chosen()

    def _keep_one_chosen(self) -> None:
        """Choose the first actor where the chosen one is no more to be seen."""
        is_none = not self.model.actors
        self._no_actor.setText(
            self.tr("Nobody is named or speaks here yet: import transcripts first.")
            if is_none
            else self.tr("No entity with these letters belongs here. Fewer letters, or another group, show more.")
        )
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.shown.index(0, 0))
            self._show_chosen()

    def _on_desk_said(self, text: str, _tone: str) -> None:
        self.said.setText(text)

    def _on_desk_data_changed(self, changes: "Changes") -> None:
        if changes.done:
            self.read()

    # -- doing -----------------------------------------------------------------------------------------------------

    def _do(self, write: "Callable[[Project, CoderId], Changes]") -> None:
        if self._desk.correct(write):
            self.into.clear()
            self.alias.clear()

    def _merge(self) -> None:
        actor, into = self.chosen, self.into.text()
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do on Return what the field is for, instead of closing."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if focused is self.search:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif focused is self.table:
            self.statements.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(focused, QPushButton):
            focused.click()
        fields = {self.into: self.merge, self.alias: self.learn, self.iso: self.note, self.groups: self.note}
        for field, button in fields.items():
            if focused is field:
                button.click()
