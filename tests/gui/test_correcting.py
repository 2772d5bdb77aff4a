"""Correcting in the window: choosing words, mentions here and everywhere, speakers, cuts, passages, actors."""

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.correction import LikePlace, Place
from annotator.domain.rows import StatementRow
from annotator.domain.transcript import MentionKind, PassageKind, Speaker
from annotator.ui.dialogs.correction import MentionDialog, PassageDialog, SpeakersDialog
from annotator.ui.dialogs.places import PlacesDialog
from annotator.ui.prompter import MentionAnswer, MentionQuestion
from annotator.ui.widgets import EmptyText
from annotator.ui.window import MainWindow
from gui.fake_prompter import FakePrompter
from gui.test_labelling_by_key import press
from support.projects import DELEGATES


def shown(window: MainWindow, number: int = 1) -> StatementRow:
    row = window.workspace.view.statements.statement(number)
    assert row is not None
    return row


def chosen_words(window: MainWindow) -> str:
    row = window.desk.row
    chosen = window.workspace.view.chosen.of(row)
    assert row is not None
    return "" if chosen is None else row.text[chosen.start_cp - row.start_cp : chosen.end_cp - row.start_cp]


def choose(window: MainWindow, words: str) -> None:
    row = window.desk.row
    assert row is not None
    start = row.start_cp + row.text.index(words)
    window.workspace.view.chosen.choose(row, start, start + len(words))


# -- choosing words ----------------------------------------------------------------------------------------------------


def test_arrows_choose_word_by_word_shift_more_or_fewer_and_esc_lets_go(qtbot: QtBot, window: MainWindow) -> None:
    said = []
    for key in ("Right", "Right", "Shift+Right", "Shift+Right", "Shift+Left", "Left", "Escape"):
        press(qtbot, window, key)
        said.append(chosen_words(window))
    assert said == ["Delegation", "0", "0 of", "0 of meeting", "0 of", "Delegation", ""]


def test_chosen_words_are_said(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Right")
    assert window.status.text.text() == "“Delegation”: F9 says what it names."


def test_split_key_does_nothing_while_a_note_is_written(qtbot: QtBot, window: MainWindow) -> None:
    n_rows = window.workspace.view.statements.rowCount()
    choose(window, "welcomed")
    press(qtbot, window, "Return")
    QTest.keyClick(window.workspace.panel.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.view.statements.rowCount() == n_rows


def test_words_are_let_go_when_another_statement_is_current(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Right", "J")
    assert window.workspace.view.chosen.current is None


def place_on_screen(window: MainWindow, offset: int) -> QPoint:
    """Give the point of the view at which a character of the current statement begins."""
    view = window.workspace.view
    found = view._delegate.layout_of(view.current_number)
    assert found is not None
    layout = found[1]
    line = layout.text.lineForTextPosition(offset)
    x_px = cast(tuple[float, int], line.cursorToX(offset))[0]
    inside = layout.text_at.toPoint() + QPoint(round(x_px), round(line.y() + line.height() / 2))
    return view.visualRect(view.currentIndex()).topLeft() + inside


def test_mouse_chooses_what_it_is_drawn_over_and_a_double_click_the_word(qtbot: QtBot, window: MainWindow) -> None:
    view = window.workspace.view
    start, end = place_on_screen(window, 11), place_on_screen(window, 23)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: chosen_words(window) == shown(window).text[11:23])
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_on_screen(window, 3))
    qtbot.waitUntil(lambda: chosen_words(window) == "Delegation")
    assert not view.grab().isNull()


# -- mentions ----------------------------------------------------------------------------------------------------------


def test_mention_is_set_on_the_chosen_words_taken_back_and_removed(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter
) -> None:
    choose(window, "harbour café")
    prompter.mention = MentionAnswer("ORG", "Harbour Café", everywhere=False)
    press(qtbot, window, "F9")
    assert [(m.kind, m.entity) for m in shown(window).mentions] == [(MentionKind.ORG, "Harbour Café")]
    press(qtbot, window, "Ctrl+Z")
    assert shown(window).mentions == ()
    press(qtbot, window, "Ctrl+Y")
    choose(window, "café")
    press(qtbot, window, "Shift+F9")
    assert shown(window).mentions == ()


def test_mention_key_knows_what_is_there_and_which_entities_there_are(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter
) -> None:
    press(qtbot, window, "K")
    choose(window, "und")
    press(qtbot, window, "F9")
    (question,) = prompter.told
    assert isinstance(question, MentionQuestion)
    assert (question.words, question.mention) == ("Lund", shown(window, 0).mentions[0])
    assert {"Lund", "Norway", "Ada Marlowe"} <= set(question.entities)


def test_mention_key_without_words_says_how_to_choose_them(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter
) -> None:
    press(qtbot, window, "F9", "Shift+F9")
    assert prompter.told == []
    assert "no mention" in window.status.text.text()


def test_correction_everywhere_shows_the_places_and_holds_in_those_that_are_ticked(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter
) -> None:
    project = window.desk.project
    assert project is not None
    prompter.mention = MentionAnswer("ORG", "Harbour Board", everywhere=True)
    prompter.choose_places = lambda places: [like.place for like in places[1:]]
    choose(window, "harbour")
    press(qtbot, window, "F9")
    qtbot.waitUntil(lambda: bool(project.aliases()) and not window.jobs.busy)
    assert {a.entity: a.n_mentions for a in project.actors()}["Harbour Board"] == 11
    assert [alias.text for alias in project.aliases()] == ["harbour"]
    press(qtbot, window, "Ctrl+Z")
    assert "Harbour Board" not in {actor.entity for actor in project.actors()}


# -- statements and passages -------------------------------------------------------------------------------------------


def test_split_at_the_chosen_word_goes_to_the_first_part_and_join_makes_one_of_them(
    qtbot: QtBot, window: MainWindow
) -> None:
    whole = shown(window).text
    choose(window, "welcomed")
    press(qtbot, window, "Ctrl+Return")
    assert [shown(window, number).text for number in (1, 2)] == [whole[:25], whole[26:]]
    assert window.workspace.view.current_number == 1
    press(qtbot, window, "Ctrl+J")
    assert shown(window).text == whole
    assert window.desk.row == shown(window)
    press(qtbot, window, "Ctrl+Z", "Ctrl+Z")
    assert shown(window).text == whole


def test_labelled_statement_that_was_split_is_kept_in_sight_and_says_so(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "4")
    choose(window, "welcomed")
    press(qtbot, window, "Ctrl+Return")
    described = [window.workspace.view.statements.describe(shown(window, number)) for number in (1, 2)]  # type: ignore[misc]
    assert [row.retired for row in (shown(window, 1), shown(window, 2))] == [False, True]
    assert described[0] == "not labelled"
    assert described[1].startswith("Statement no more, +1")


def test_split_without_a_place_says_how(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Ctrl+Return")
    assert "Click where" in window.status.text.text()


def test_join_at_the_end_of_a_passage_says_why_not(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Ctrl+J")
    assert "last statement of its passage" in window.status.text.text()


def test_passage_kind_changes_what_is_to_be_labelled(qtbot: QtBot, window: MainWindow, prompter: FakePrompter) -> None:
    prompter.passage_kind = "heading"
    press(qtbot, window, "Ctrl+Shift+P")
    assert (shown(window).kind, shown(window).codable) == (PassageKind.HEADING, False)
    prompter.passage_kind = ""
    press(qtbot, window, "Ctrl+Shift+P")
    assert shown(window).codable


def test_speakers_are_set_and_given_back(qtbot: QtBot, window: MainWindow, prompter: FakePrompter) -> None:
    before = shown(window).speakers
    prompter.speakers = (Speaker("Berit Aas", None, "Norway"),)
    press(qtbot, window, "Ctrl+Shift+S")
    assert shown(window).speakers == prompter.speakers
    window.commands.run("correct.restore_speakers")
    assert shown(window).speakers == before


@pytest.mark.parametrize("key", ["Ctrl+Shift+P", "Ctrl+Shift+S", "F9"])
def test_question_that_is_dismissed_changes_nothing(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, key: str
) -> None:
    choose(window, "harbour")
    before = shown(window)
    press(qtbot, window, key)
    assert len(prompter.told) == 1
    assert shown(window) == before


# -- the questions -----------------------------------------------------------------------------------------------------


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_passage_dialog_chooses_by_its_first_letter(qtbot: QtBot, parent: QWidget) -> None:
    dialog = PassageDialog(parent, PassageKind.SPEECH)
    assert dialog.kind == "speech"
    QTest.keyClick(dialog.list, Qt.Key.Key_H)
    assert dialog.kind == "heading"


def test_speakers_dialog_fills_in_what_is_known_of_a_person_and_leaves_out_empty_lines(parent: QWidget) -> None:
    dialog = SpeakersDialog(parent, DELEGATES[1:2], DELEGATES)
    line = dialog.add_line(None)
    dialog.add_line(None)
    line[0].setText("Ada Marlowe")
    line[0].completer().activated.emit("Ada Marlowe")
    assert dialog.speakers == (DELEGATES[1], DELEGATES[0])


def test_speaker_that_is_chosen_takes_the_place_of_the_other_but_for_what_was_typed(parent: QWidget) -> None:
    dialog = SpeakersDialog(parent, DELEGATES[2:], DELEGATES)
    name, role, whose, capacity = dialog.lines[0]
    role.selectAll()
    QTest.keyClicks(role, "Envoy")
    name.completer().activated.emit("Ada Marlowe")
    assert (role.text(), whose.text(), capacity.text()) == ("Envoy", "Norway", "")


def test_tab_goes_through_the_voices_line_by_line_and_then_to_the_buttons(qtbot: QtBot, parent: QWidget) -> None:
    dialog = SpeakersDialog(parent, DELEGATES[:2], DELEGATES)
    dialog.add_line(None)
    with qtbot.waitActive(dialog):
        dialog.show()
    passed = []
    dialog.lines[0][0].setFocus()
    for _ in range(15):
        passed.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    wanted = [field for line in dialog.lines for field in line]
    assert passed[:12] == wanted
    assert [cast(QPushButton, one).text() for one in passed[12:]] == ["Add another voice", "Cancel", "Set"]


def test_mention_dialog_answers_nothing_for_no_mention(parent: QWidget) -> None:
    dialog = MentionDialog(parent, MentionQuestion("Lund", None, ("Lund",)))
    dialog.entity.setText(" Lund ")
    assert dialog.answer == MentionAnswer("COUNTRY", "Lund", everywhere=False)
    dialog.kind.setCurrentIndex(dialog.kind.count() - 1)
    assert dialog.answer == MentionAnswer(None, None, everywhere=False)


def test_places_dialog_gives_those_that_are_ticked(window: MainWindow) -> None:
    assert window.desk.project is not None
    places: tuple[LikePlace, ...] = window.desk.project.like_mentions("harbour")
    dialog = PlacesDialog(window, "harbour", places)
    first = dialog.table.item(0, 0)
    assert first is not None
    first.setCheckState(Qt.CheckState.Unchecked)
    assert dialog.chosen == [like.place for like in places[1:]]
    assert dialog.table.item(0, 1).text() == "no mention"  # type: ignore[union-attr]


def test_places_are_ticked_by_key_and_all_at_once_and_the_button_says_how_many(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.desk.project is not None
    places = window.desk.project.like_mentions("harbour")
    dialog = PlacesDialog(window, "harbour", places)
    with qtbot.waitActive(dialog):
        dialog.show()
    assert dialog._go.text() == "Correct 12 places"
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.chosen == [like.place for like in places[2:]]
    assert dialog._go.text() == "Correct 10 places"
    dialog.all.click()
    assert len(dialog.chosen) == 12
    dialog.all.click()
    assert dialog.chosen == []
    assert not dialog._go.isEnabled()
    assert not dialog.grab().isNull()


def test_places_dialog_is_as_high_as_its_places_need(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 800)
    transcript = shown(window).transcript
    heights_px = []
    for count in (1, 8, 200):
        like = [LikePlace(Place(transcript, n, n + 7), "One", "the ", "harbour", " of", None) for n in range(count)]
        dialog = PlacesDialog(window, "harbour", like)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        last = dialog.table.visualRect(dialog.table.model().index(min(count, 8) - 1, 0))
        assert dialog.table.viewport().rect().contains(last)
        heights_px.append(dialog.height())
    assert heights_px[0] < heights_px[1] < heights_px[2] <= 620


def test_places_dialog_says_that_there_are_none(qtbot: QtBot, window: MainWindow) -> None:
    dialog = PlacesDialog(window, "مصر", ())
    with qtbot.waitActive(dialog):
        dialog.show()
    (hint,) = dialog.table.viewport().findChildren(EmptyText)
    assert hint.isVisible()
    assert "nowhere" in hint.text()


def test_names_are_completed_with_whom_they_speak_for_beside_them(qtbot: QtBot, window: MainWindow) -> None:
    dialog = SpeakersDialog(window, (), DELEGATES)
    qtbot.addWidget(dialog)
    dialog.open()
    name = dialog.lines[0][0]
    name.setFocus()
    QTest.keyClicks(name, "mar")
    popup = name.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == ["Ada Marlowe"]
    row = popup.visualRect(popup.model().index(0, 0))
    image = popup.viewport().grab(row).toImage()
    right = image.copy(image.width() // 2, 0, image.width() // 2, image.height())
    assert len({right.pixel(x, y) for x in range(right.width()) for y in range(right.height())}) > 1
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert [edit.text() for edit in dialog.lines[0][:3]] == ["Ada Marlowe", "Permanent Representative", "Norway"]
    dialog.reject()


def test_names_that_begin_with_the_letters_come_first_and_are_not_cut(qtbot: QtBot, window: MainWindow) -> None:
    known = ("African Union", "Council of Heads of Financial Intelligence Units", "Bruni", "United Nations")
    dialog = MentionDialog(window, MentionQuestion("Ban", None, known))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    dialog.entity.setFocus()
    qtbot.waitUntil(dialog.entity.hasFocus)
    QTest.keyClicks(dialog.entity, "uni")
    popup = dialog.entity.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    names = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert names == ["United Nations", "African Union", known[1], "Bruni"]
    assert popup.viewport().width() > popup.fontMetrics().horizontalAdvance(known[1])
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert dialog.entity.text() == "United Nations"
    dialog.reject()
