"""Below the table of an import: which column holds what, to be changed by keyboard, with the preview following."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from annotator.domain.importing import ImportReport
from annotator.ui.dialogs.import_table import REMARKS
from annotator.ui.dialogs.importing import ImportSheet
from annotator.ui.importing import ImportRun
from annotator.ui.window import MainWindow
from gui.fake_prompter import FakePrompter

TABLE = """meeting,date,who,land,text,note
S/PV.1,2031-04-05,Ms. Flavia Elphberg,Norway,We welcome the report. It is late.,First note of all
S/PV.1,2031-04-05,Rudolf,Kenya,We do not.,Second note
S/PV.2,2031-04-06,Ms. Flavia Elphberg,Norway,We welcome it once more.,Third note
"""

Opened = Callable[..., ImportSheet]


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, prompter: FakePrompter, tmp_path: Path) -> Opened:
    """Begin an import of a table, and of whatever else is named, and wait until everything is analysed."""
    sheets: list[ImportSheet] = []

    def show(run: ImportRun) -> None:
        sheet = ImportSheet(window, run, window.look, window.settings)
        sheets.append(sheet)
        sheet.open()

    def begin(table: str = TABLE, *others: Path) -> ImportSheet:
        path = tmp_path / "debate.csv"
        path.write_text(table, "utf-8")
        window.session.import_paths([path, *others])
        sheet = sheets[-1]
        qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
        qtbot.waitUntil(lambda: bool(sheet.table.chosen()), timeout=20_000)
        return sheet

    prompter.show = show
    return begin


def pick(sheet: ImportSheet, box: QComboBox, shown: str) -> None:
    """Choose from a list by keyboard."""
    box.setFocus()
    for _ in range(box.count()):
        if box.currentText() == shown:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    for _ in range(box.count()):
        if box.currentText() == shown:
            return
        QTest.keyClick(box, Qt.Key.Key_Up)
    raise AssertionError(shown)


def passages(sheet: ImportSheet) -> list[str]:
    model = sheet.details.view.passages
    return [f"{model.heading(p)}: {model.index(row).data()}" for row, p in enumerate(model.passages)]


def settled(qtbot: QtBot, sheet: ImportSheet, n_files: int) -> None:
    """Wait until a table is read again."""
    qtbot.waitUntil(lambda: sheet.table.files.rowCount() == n_files and not sheet._run.is_choosing, timeout=60_000)


def test_columns_are_shown_as_guessed(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened()
    columns = sheet.columns
    assert columns.isVisible()
    assert columns.heading.text() == "Columns of debate.csv"
    shown = {role: box.currentText() for role, box in columns.places.items()}
    assert shown == {
        "text": "text", "speaker": "who", "affiliation": "none", "role": "none", "date": "date",
        "document": "meeting", "title": "none", "language": "none",
    }  # fmt: skip
    assert "We welcome the report" in columns.places["text"].toolTip()
    assert (columns.rows.currentText(), columns.division.currentText()) == ("A speech", "Each document or date")
    sheet.reject()


def test_first_transcript_is_chosen_whatever_key_is_held_down(window: MainWindow, opened: Opened) -> None:
    QTest.keyPress(window, Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ShiftModifier
    sheet = opened()
    assert sheet.table.chosen() == [0]
    QTest.keyRelease(window, Qt.Key.Key_F12)
    sheet.reject()


def test_column_chosen_by_keyboard_changes_the_preview_and_keeps_the_keyboard(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened()
    pick(sheet, sheet.columns.places["text"], "note")
    qtbot.waitUntil(lambda: "First note of all" in "".join(passages(sheet)), timeout=60_000)
    settled(qtbot, sheet, 2)
    assert QApplication.focusWidget() is sheet.columns.places["text"]
    pick(sheet, sheet.columns.places["affiliation"], "land")
    qtbot.waitUntil(
        lambda: passages(sheet)[:1] == ["Speech · Flavia Elphberg (Norway): First note of all"], timeout=60_000
    )
    sheet.reject()


def test_column_chosen_for_another_thing_is_let_go_of_by_the_first(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened()
    places = sheet.columns.places
    pick(sheet, places["role"], "who")
    qtbot.waitUntil(lambda: places["speaker"].currentText() == "none", timeout=20_000)
    assert places["role"].currentText() == "who"
    settled(qtbot, sheet, 2)
    pick(sheet, places["affiliation"], "text")
    qtbot.waitUntil(lambda: places["affiliation"].currentText() == "none", timeout=20_000)
    assert places["text"].currentText() == "text"
    settled(qtbot, sheet, 2)
    sheet.reject()


def test_division_chosen_gives_other_transcripts_which_are_imported(
    qtbot: QtBot, window: MainWindow, opened: Opened, prompter: FakePrompter
) -> None:
    sheet = opened()
    assert sheet.table.files.rowCount() == 2
    pick(sheet, sheet.columns.division, "Each row")
    pick(sheet, sheet.columns.rows, "A statement")
    settled(qtbot, sheet, 3)
    assert sheet._ok.text() == "Import 3 transcripts"
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(isinstance(one, ImportReport) for one in prompter.told), timeout=60_000)
    assert window.desk.project is not None
    texts = [row.text for row in window.desk.project.statements()]
    assert "We welcome the report. It is late." in texts


def test_first_row_that_names_nothing_is_text(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened("It was late in the harbour.,Rudolf\nIt was later still in town.,Bianca\n")
    assert not sheet.columns.header.isChecked()
    assert sheet.columns.places["text"].currentText() == "Column 1"
    pick(sheet, sheet.columns.places["speaker"], "Column 2")
    qtbot.waitUntil(lambda: passages(sheet)[:1] == ["Speech · Rudolf: It was late in the harbour."], timeout=60_000)
    sheet.reject()


def test_table_without_known_text_is_read_once_it_is_chosen(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened("a,who\nYes,Bianca\nNo,Rudolf\n")
    assert "Has no column with text" in str(sheet.table.files.index(0, REMARKS).data())
    assert not sheet.columns.places["speaker"].isEnabled()
    assert not sheet._ok.isEnabled()
    pick(sheet, sheet.columns.places["text"], "a")
    qtbot.waitUntil(lambda: passages(sheet) == ["Speech · Bianca: Yes", "Speech · Rudolf: No"], timeout=60_000)
    settled(qtbot, sheet, 1)
    assert sheet.columns.places["speaker"].currentText() == "who"
    assert sheet._ok.isEnabled()
    sheet.reject()


def test_columns_go_where_what_is_chosen_is_no_table(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("HARBOUR\n\nThe representative of Norway said that it was late.\n", "utf-8")
    sheet = opened(TABLE, talk)
    assert sheet.columns.isVisible()
    sheet.table.selectRow(2)
    assert not sheet.columns.isVisible()
    sheet.table.selectRow(1)
    assert sheet.columns.isVisible()
    pick(sheet, sheet.columns.division, "The whole table")
    settled(qtbot, sheet, 2)
    assert sheet.table.files.files[1].file_name == "talk.txt"
    sheet.reject()


def test_dialogue_left_while_a_table_is_read_again_changes_nothing(
    qtbot: QtBot, window: MainWindow, opened: Opened
) -> None:
    before = window.workspace.sidebar.transcripts.rows
    sheet = opened()
    pick(sheet, sheet.columns.division, "Each row")
    qtbot.waitUntil(lambda: sheet._run.is_choosing, timeout=20_000)
    assert not sheet._ok.isEnabled()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.session.imports._run is None, timeout=20_000)
    assert window.workspace.sidebar.transcripts.rows == before


def chosen_title(sheet: ImportSheet) -> list[str]:
    return [sheet.table.files.files[row].title for row in sheet.table.chosen()]


def test_transcript_stays_chosen_when_its_table_is_read_again(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened()
    sheet.table.choose(1)
    pick(sheet, sheet.columns.places["affiliation"], "land")
    settled(qtbot, sheet, 2)
    assert chosen_title(sheet) == ["S/PV.2"]
    qtbot.waitUntil(
        lambda: passages(sheet)[:1] == ["Speech · Flavia Elphberg (Norway): We welcome it once more."], timeout=60_000
    )
    assert QApplication.focusWidget() is sheet.columns.places["affiliation"]
    sheet.reject()


def test_transcript_stays_chosen_by_its_place_when_its_title_is_another(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened()
    sheet.table.choose(1)
    pick(sheet, sheet.columns.places["title"], "note")
    qtbot.waitUntil(lambda: "Third note" in chosen_title(sheet), timeout=60_000)
    settled(qtbot, sheet, 2)
    assert sheet.table.chosen() == [1]
    sheet.reject()


def typed(sheet: ImportSheet, name: str, words: str) -> None:
    """Type into a field of what is chosen, in place of what stood there."""
    sheet.details.fields[name].selectAll()
    QTest.keyClicks(sheet.details.fields[name], words)


def read_again(qtbot: QtBot, sheet: ImportSheet, box: QComboBox, shown: str) -> None:
    """Choose from a list by keyboard, and wait until the table has been read as it says."""
    before = {file.number for file in sheet.table.files.files}
    pick(sheet, box, shown)
    qtbot.waitUntil(
        lambda: before.isdisjoint(file.number for file in sheet.table.files.files) and not sheet._run.is_choosing,
        timeout=60_000,
    )


def test_what_was_typed_and_ticked_stays_when_the_table_is_read_again(
    qtbot: QtBot, window: MainWindow, opened: Opened, prompter: FakePrompter
) -> None:
    sheet = opened()
    sheet.table.choose(1)
    typed(sheet, "title", "The second day")
    typed(sheet, "meeting", "77")
    sheet.table.files.toggle([0])
    read_again(qtbot, sheet, sheet.columns.places["affiliation"], "land")
    read_again(qtbot, sheet, sheet.columns.places["role"], "note")
    assert [(file.title, file.wanted) for file in sheet.table.files.files] == [
        ("S/PV.1", False),
        ("The second day", True),
    ]
    assert chosen_title(sheet) == ["The second day"]
    assert sheet.details.fields["title"].text() == "The second day"
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(isinstance(one, ImportReport) for one in prompter.told), timeout=60_000)
    assert window.desk.project is not None
    meetings = {row.title: row.metadata.meeting for row in window.desk.project.transcripts()}
    assert meetings["The second day"] == "77"
    assert "S/PV.1" not in meetings


def test_title_that_was_typed_stays_where_the_text_is_from_another_column(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened()
    typed(sheet, "title", "The first day")
    read_again(qtbot, sheet, sheet.columns.places["text"], "note")
    assert [file.title for file in sheet.table.files.files] == ["The first day", "S/PV.2"]
    sheet.reject()


def test_title_that_was_typed_waits_while_there_is_no_such_transcript(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened()
    sheet.table.choose(1)
    typed(sheet, "title", "The second day")
    read_again(qtbot, sheet, sheet.columns.division, "The whole table")
    assert [file.title for file in sheet.table.files.files] != ["The second day"]
    read_again(qtbot, sheet, sheet.columns.division, "Each document or date")
    assert [file.title for file in sheet.table.files.files] == ["S/PV.1", "The second day"]
    sheet.reject()


def test_file_chosen_while_a_table_is_read_again_is_not_left(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("HARBOUR\n\nThe representative of Norway said that it was late.\n", "utf-8")
    sheet = opened(TABLE, talk)
    sheet.table.choose(1)
    sheet._run.planned_again.connect(lambda *_said: sheet.table.choose(sheet.table.files.rowCount() - 1))
    pick(sheet, sheet.columns.places["title"], "note")
    qtbot.waitUntil(lambda: chosen_title(sheet) == ["HARBOUR"], timeout=60_000)
    settled(qtbot, sheet, 3)
    assert chosen_title(sheet) == ["HARBOUR"]
    sheet.reject()


def test_first_transcript_is_chosen_where_the_one_chosen_is_no_more(qtbot: QtBot, opened: Opened) -> None:
    sheet = opened()
    sheet.table.choose(1)
    pick(sheet, sheet.columns.division, "The whole table")
    settled(qtbot, sheet, 1)
    assert sheet.table.chosen() == [0]
    sheet.reject()
