"""Two keys a statement, and everything else a key does to a label."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.label_chips import Tone
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from gui.conftest import label_of
from gui.fake_prompter import FakePrompter

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(qtbot: QtBot, window: MainWindow, *keys: str) -> None:
    for key in keys:
        modifier = Qt.KeyboardModifier.NoModifier
        while "+" in key:
            name, _, key = key.partition("+")
            modifier |= {"Shift": SHIFT, "Ctrl": CONTROL, "Alt": Qt.KeyboardModifier.AltModifier}[name]
        code = getattr(Qt.Key, f"Key_{key.upper() if len(key) == 1 else key}")
        QTest.keyClick(window.workspace.view, code, modifier)


def test_first_statement_to_label_is_current_when_a_project_opens(window: MainWindow) -> None:
    assert window.workspace.view.current_number == 1
    assert window.workspace.view.hasFocus()


@pytest.mark.parametrize("keys", [("4", "T"), ("T", "4")])
def test_stance_and_theme_in_either_order_make_a_label_and_move_on(
    qtbot: QtBot, window: MainWindow, keys: tuple[str, str]
) -> None:
    press(qtbot, window, *keys)
    label = label_of(window, 1)
    assert label is not None
    assert (label.stance, label.themes) == ("supportive", ("counter_terrorism",))
    assert window.workspace.view.current_number == 2
    assert window.status.text.text().startswith("Saved")


def test_label_is_in_the_file_as_soon_as_the_key_is_pressed(
    qtbot: QtBot, window: MainWindow, project_path: Path
) -> None:
    press(qtbot, window, "4")
    with Project.open(project_path, read_only=True) as other:
        assert [label.stance for label in other.labels("Ada")] == ["supportive"]


def test_incomplete_label_stays_current(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "4")
    assert window.workspace.view.current_number == 1


def test_not_codable_needs_no_theme(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "9")
    assert window.workspace.view.current_number == 2


def test_correcting_a_complete_label_stays(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "4", "T", "K", "2", "D")
    label = label_of(window, 1)
    assert label is not None
    assert (label.stance, label.themes) == ("critical", ("drugs",))
    assert window.workspace.view.current_number == 1


def test_shift_and_theme_keys_add_and_remove_secondary_themes_and_stay(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "4", "Shift+T", "Shift+D", "Shift+E", "Shift+D")
    label = label_of(window, 1)
    assert label is not None
    assert label.themes == ("counter_terrorism", "economy")
    assert window.workspace.view.current_number == 1


def test_theme_key_keeps_secondary_themes_and_promotes_one(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Shift+T", "Shift+D", "Shift+E", "D")
    label = label_of(window, 1)
    assert label is not None
    assert label.themes == ("drugs", "economy")


def test_too_many_themes_are_refused_in_a_sentence(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Shift+T", "Shift+D", "Shift+E", "Shift+A")
    label = label_of(window, 1)
    assert label is not None
    assert len(label.themes) == 3
    assert "at most 2" in window.status.text.text()


def test_auto_advance_off_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.action("view.auto_advance").trigger()
    press(qtbot, window, "4", "T")
    assert window.workspace.view.current_number == 1
    assert not window.settings.is_on("auto_advance", True)


def test_flags_and_confidence_are_taken_back_by_the_same_key(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "F2", "F4", "F2", "F8", "F7", "F7")
    label = label_of(window, 1)
    assert label is not None
    assert (label.flags, label.confidence) == (("own_organisation",), None)


def test_target_key_labels_another_target_until_the_next_statement(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Ctrl+6", "1", "S")
    row = window.workspace.view.statements.statement(1)
    assert row is not None
    assert [(label.target, label.stance) for label in row.labels] == [("russia", "strongly_critical")]
    assert window.desk.target == "un_regional_trio"


def test_undo_takes_back_one_key_and_goes_there(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "4", "T", "Ctrl+Z")
    label = label_of(window, 1)
    assert label is not None
    assert (label.stance, label.themes) == ("supportive", ())
    assert window.workspace.view.current_number == 1
    press(qtbot, window, "Ctrl+Shift+Z")
    label = label_of(window, 1)
    assert label is not None
    assert label.complete


def test_undo_goes_to_another_transcript_where_that_is_where_it_happened(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "4", "T")
    first = window.workspace.transcript
    window.workspace.sidebar.step(1)
    assert window.workspace.transcript != first
    press(qtbot, window, "Ctrl+Z")
    assert window.workspace.transcript == first
    assert window.workspace.view.current_number == 1


def test_undo_with_nothing_to_undo_says_so(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Ctrl+Z")
    assert window.status.text.text() == "There is nothing to undo."


def test_next_unlabelled_skips_labelled_ones_and_crosses_transcripts(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "4", "T", "4", "T", "K", "K", "N")
    assert window.workspace.view.current_number == 3
    first = window.workspace.transcript
    press(qtbot, window, "4", "T", "4", "T", "4", "T", "N")
    assert window.workspace.transcript != first
    assert window.workspace.view.current_number == 1


def test_repeat_gives_the_last_label_again(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "F2", "2", "D", "R")
    label = label_of(window, 2)
    assert label is not None
    assert (label.stance, label.themes, label.flags) == ("critical", ("drugs",), ("conditional",))
    assert window.workspace.view.current_number == 3


def test_delete_clears_the_label(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "4", "Delete")
    assert label_of(window, 1) is None


def test_arrows_and_letters_move(qtbot: QtBot, window: MainWindow) -> None:
    numbers = []
    for key in ("Down", "J", "Up", "K", "K", "K", "End", "Home"):
        press(qtbot, window, key)
        numbers.append(window.workspace.view.current_number)
    assert numbers == [2, 3, 2, 1, 0, 0, 5, 0]


def test_note_is_typed_and_kept(qtbot: QtBot, window: MainWindow, qapp: QApplication) -> None:
    press(qtbot, window, "Return")
    note = window.workspace.panel.note
    assert qapp.focusWidget() is note
    QTest.keyClicks(note, "4T is no label here")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    label = label_of(window, 1)
    assert label is not None
    assert (label.note, label.stance) == ("4T is no label here", None)
    assert window.workspace.view.hasFocus()


def test_note_that_grows_over_several_lines_is_seen_whole(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Return")
    note = window.workspace.panel.note
    one_line_px = note.height()
    QTest.keyClicks(note, "why this is so and not otherwise " * 3)
    qtbot.waitUntil(lambda: note.height() > one_line_px)
    assert not note.horizontalScrollBar().isVisible()
    qtbot.waitUntil(lambda: not note.verticalScrollBar().isVisible())


def test_note_left_by_going_elsewhere_is_kept_on_its_own_statement(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Return")
    QTest.keyClicks(window.workspace.panel.note, "for the first")
    window.workspace.view.select_statement(3)
    label = label_of(window, 1)
    assert label is not None
    assert label.note == "for the first"
    assert label_of(window, 3) is None
    assert window.workspace.panel.note.toPlainText() == ""


def test_mouse_on_a_code_is_its_key(qtbot: QtBot, window: MainWindow) -> None:
    buttons = window.workspace.panel._buttons
    QTest.mouseClick(buttons["stance.critical"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons["theme_primary.drugs"], Qt.MouseButton.LeftButton, SHIFT)
    QTest.mouseClick(buttons["theme_primary.economy"], Qt.MouseButton.RightButton)
    label = label_of(window, 1)
    assert label is not None
    assert (label.stance, label.themes) == ("critical", ("drugs", "economy"))


def test_key_without_a_coder_asks_who_codes_and_writes_nothing(
    qtbot: QtBot, prompter: FakePrompter, open_project: Callable[[Path], MainWindow], project_path: Path
) -> None:
    prompter.coder = None
    window = open_project(project_path)
    press(qtbot, window, "4")
    assert window.desk.project is not None
    assert window.desk.project.labels() == ()
    assert "who is coding" in window.status.text.text()
    assert window.tools.coder.text() == "Nobody is coding"


def test_read_only_project_says_why_keys_do_nothing(
    qtbot: QtBot, prompter: FakePrompter, open_project: Callable[[Path], MainWindow], project_path: Path
) -> None:
    with Project.open(project_path):
        window = open_project(project_path)
        assert len(prompter.told) == 1
        press(qtbot, window, "4")
        assert "looking only" in window.status.text.text()
        assert window.status._read_only.isVisible()
        assert label_of(window, 1) is None


def test_panel_and_margin_name_the_same_that_is_missing(qtbot: QtBot, window: MainWindow) -> None:
    def in_the_margin() -> list[str]:
        found = window.workspace.view._delegate.layout_of(window.workspace.view.current_number)
        assert found is not None
        return [chip.text for chip, _place in found[1].chips if chip.tone is Tone.WARN]

    panel = window.workspace.panel
    press(qtbot, window, "Return")
    QTest.keyClicks(panel.note, "Only a note")
    QTest.keyClick(panel.note, Qt.Key.Key_Escape)
    assert in_the_margin() == ["Stance missing", "Theme missing"]
    assert panel._state.text() == "Incomplete: stance missing, theme missing."
    press(qtbot, window, "4")
    assert in_the_margin() == ["Theme missing"]
    assert panel._state.text() == "Incomplete: theme missing."
