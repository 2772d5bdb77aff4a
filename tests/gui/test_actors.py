"""The actors screen: finding, groups by year, merging, aliases, notes, their undo, by mouse and by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.correction import Actor
from annotator.domain.transcript import MentionKind
from annotator.ui.actor_model import ALSO, ENTITY, GROUPS, KIND
from annotator.ui.actors import ActorsDialog
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from support.projects import made_up, take_in


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> ActorsDialog:
    made = ActorsDialog(window, window.desk)
    with qtbot.waitActive(made):
        made.show()
    return made


def entities(dialog: ActorsDialog) -> list[str]:
    shown = dialog.shown
    return [str(shown.index(row, 0).data()) for row in range(shown.rowCount())]


def press(dialog: ActorsDialog, *keys: Qt.Key, control: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for key in keys:
        focused = dialog.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, held)


def test_actors_are_found_merged_and_parted_and_lead_to_their_statements(qtbot: QtBot, window: MainWindow) -> None:
    dialog = ActorsDialog(window, window.desk)

    def choose_actor(letters: str) -> Actor:
        dialog.search.setText(letters)
        dialog.table.setCurrentIndex(dialog.shown.index(0, 0))
        assert dialog.chosen is not None
        return dialog.chosen

    dialog.spoken.setCurrentIndex(1)
    assert choose_actor("keny").entity == "Kenya"
    n_kenya = dialog.statements.count()
    dialog.into.setText("Norway")
    dialog.merge.click()
    assert choose_actor("norw").merged == ("Kenya",)
    assert dialog.statements.count() > n_kenya
    dialog.alias.setText("the fjords")
    dialog.learn.click()
    assert choose_actor("norw").aliases == ("the fjords",)
    dialog.part.click()
    assert choose_actor("norw").merged == ()
    dialog.groups.setText("Council, ")
    dialog.note.click()
    assert choose_actor("norw").groups == ("Council",)
    item = dialog.statements.item(1)
    uid = item.data(Qt.ItemDataRole.UserRole)
    dialog.statements.itemActivated.emit(item)
    assert window.desk.row is not None
    assert window.desk.row.uid == uid


def groups_of(dialog: ActorsDialog, entity: str) -> str:
    row = entities(dialog).index(entity)
    return str(dialog.shown.index(row, GROUPS).data())


def test_groups_are_those_of_the_year_of_the_meetings_and_currently_others(
    qtbot: QtBot, open_project: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "council.annotator"
    source, analysis = made_up(1, 5)
    with Project.create(path) as project:
        in_2010 = replace(analysis.metadata, date="2010-05-01", body="Security Council")
        take_in(project, (source, replace(analysis, metadata=in_2010)))
        project.set_entity("Uzbekistan", "COUNTRY", "UZB", ["Neighbours"])
    window = open_project(path)
    dialog = ActorsDialog(window, window.desk)
    assert dialog.year.currentText() == "Groups in 2010"
    assert groups_of(dialog, "Uzbekistan").startswith("Neighbours, Asia-Pacific Group, CSTO, CIS, SCO")
    dialog.year.setCurrentIndex(0)
    assert dialog.year.currentText() == "Current groups (2025)"
    assert groups_of(dialog, "Uzbekistan").startswith("Neighbours, Asia-Pacific Group, CIS, SCO")
    dialog.search.setText("uzb")
    assert "CSTO from 2006 to 2012; " in dialog.belongs.text()


def test_group_filters_and_a_group_that_is_gone_lets_everybody_through(
    qtbot: QtBot, open_project: Callable[[Path], MainWindow], project_path: Path
) -> None:
    with Project.open(project_path) as project:
        project.set_entity("Lund", "CITY", None, ["Harbours"])
    dialog = ActorsDialog(window := open_project(project_path), window.desk)
    assert dialog.year.currentText() == "Groups in 2020"
    everybody = entities(dialog)
    dialog.group.setCurrentText("NATO")
    assert entities(dialog) == ["Norway"]
    assert dialog.chosen is not None
    assert dialog.chosen.entity == "Norway"
    dialog.group.setCurrentText("Harbours")
    assert entities(dialog) == ["Lund"]
    dialog.groups.clear()
    dialog.note.click()
    assert dialog.group.currentText() == "Every group"
    assert sorted(entities(dialog)) == sorted(everybody)


def test_seat_stands_beside_what_a_state_says_in_the_council(
    qtbot: QtBot, open_project: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "council.annotator"
    with Project.create(path) as project:
        for number, body in enumerate(("Security Council", "General Assembly")):
            source, analysis = made_up(number, 3)
            metadata = replace(analysis.metadata, date=f"2021-05-0{number + 1}", body=body)
            take_in(project, (source, replace(analysis, metadata=metadata)))
    dialog = ActorsDialog(window := open_project(path), window.desk)
    dialog.spoken.setCurrentIndex(1)
    dialog.search.setText("kenya")
    heads = [dialog.statements.item(row).text().split("  –  ")[0] for row in range(2)]
    assert heads == ["2021-05-01 · E10", "2021-05-02"]
    dialog.search.setText("ada marlowe")  # speaks for Norway
    assert dialog.statements.item(0).text().startswith("2021-05-01 · E10  –  ")


def test_keyboard_finds_merges_and_takes_back_without_closing(dialog: ActorsDialog, window: MainWindow) -> None:
    QTest.keyClicks(dialog.search, "kenya")
    press(dialog, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.table
    press(dialog, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.into
    dialog.into.setText("Norway")
    press(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.said.text() == "Merged into Norway"
    assert entities(dialog) == ["Norway"]
    dialog.table.setFocus()
    press(dialog, Qt.Key.Key_Z, control=True)
    assert dialog.said.text() == "Undid: entity"
    assert entities(dialog) == ["Kenya"]


def test_return_in_a_field_does_what_the_field_is_for(dialog: ActorsDialog, window: MainWindow) -> None:
    assert window.desk.project is not None
    dialog.search.setText("kenya")
    for field, text in ((dialog.alias, "the lakes"), (dialog.groups, "Friends, Neighbours")):
        field.setFocus()
        field.setText(text)
        press(dialog, Qt.Key.Key_Return)
    assert [alias.text for alias in window.desk.project.aliases()] == ["the lakes"]
    assert dialog.isVisible()
    assert dialog.chosen is not None
    assert dialog.chosen.groups == ("Friends", "Neighbours")


def test_return_on_a_button_presses_it(dialog: ActorsDialog, window: MainWindow) -> None:
    assert window.desk.project is not None
    dialog.search.setText("kenya")
    dialog.alias.setText("the lakes")
    dialog.learn.setFocus()
    press(dialog, Qt.Key.Key_Return)
    assert [alias.text for alias in window.desk.project.aliases()] == ["the lakes"]
    assert dialog.isVisible()


def test_tab_goes_through_the_screen_as_it_is_read(dialog: ActorsDialog) -> None:
    dialog.search.setText("norw")
    wanted: list[QWidget] = [dialog.search, dialog.group, dialog.year, dialog.spoken, dialog.table, dialog.statements]
    wanted += [
        dialog.into,
        dialog.merge,
        dialog.alias,
        dialog.learn,
        dialog.kind,
        dialog.iso,
        dialog.groups,
        dialog.note,
    ]
    passed = []
    for _ in wanted:
        passed.append(dialog.focusWidget())
        press(dialog, Qt.Key.Key_Tab)
    assert passed == wanted


def test_search_that_finds_nothing_says_so_and_offers_nothing_to_do(dialog: ActorsDialog) -> None:
    dialog.search.setText("nobody of this name")
    assert dialog._no_actor.isVisible()
    assert dialog.chosen is None
    assert dialog.statements.count() == 0
    assert not any(one.isEnabled() for one in (dialog.merge, dialog.part, dialog.learn, dialog.note, dialog.into))
    dialog.search.clear()
    assert not dialog._no_actor.isVisible()
    assert dialog.chosen is not None


def test_error_is_said_on_the_screen_itself(dialog: ActorsDialog) -> None:
    dialog.search.setText("kenya")
    dialog.into.setText("Kenya")
    dialog.merge.click()
    assert "that very entity already" in dialog.said.text()


def test_sorting_by_kind_goes_by_its_name(dialog: ActorsDialog) -> None:
    dialog.table.sortByColumn(KIND, Qt.SortOrder.AscendingOrder)
    kinds = [str(dialog.shown.index(row, KIND).data()) for row in range(dialog.shown.rowCount())]
    assert kinds == sorted(kinds, key=str.casefold)
    assert set(kinds) >= {"City", "Person"}
    assert MentionKind.CITY in {actor.kind for actor in dialog.model.actors}


def test_other_names_share_the_room_with_the_names(qtbot: QtBot, dialog: ActorsDialog) -> None:
    dialog.resize(1220, 750)
    qtbot.waitUntil(lambda: dialog.table.columnWidth(ALSO) > 270)
    assert abs(dialog.table.columnWidth(ENTITY) - dialog.table.columnWidth(ALSO)) <= 1


def test_what_a_merged_entity_has_become_is_chosen_and_named_in_the_fields(dialog: ActorsDialog) -> None:
    for merged, into in (("Kenya", "Norway"), ("Lund", "Norway")):
        dialog.table.setCurrentIndex(dialog.shown.index(entities(dialog).index(merged), 0))
        assert merged in dialog.into.placeholderText()
        dialog.into.setText(into)
        dialog.merge.click()
        assert dialog.chosen is not None
        assert dialog.chosen.entity == into
        assert into in dialog.into.placeholderText()
        assert into in dialog.alias.placeholderText()
