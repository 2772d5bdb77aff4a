"""What one is working on is in view: the statement, its label, a colleague's card, the words searched for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.code_button import CodeButton
from annotator.ui.dialogs.files import FileDialog
from annotator.ui.found_words import found_words
from annotator.ui.theme import Look
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from support.projects import made_up, take_in


def in_window(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_comment_of_a_query_is_in_view_while_it_is_typed(qtbot: QtBot, window: MainWindow, project_path: Path) -> None:
    window.resize(1280, 720)
    assert window.desk.project is not None
    assert window.desk.row is not None
    window.desk.project.label(window.desk.row.uid, "Bo", stance="critical", themes=["drugs"])
    window.desk.refresh_row()
    window.commands.action("view.others").trigger()
    QTest.keyClick(window.workspace.view, Qt.Key.Key_Z)
    comment = window.workspace.panel.colleagues.comment
    qtbot.waitUntil(lambda: comment.hasFocus() and window.rect().contains(in_window(comment, window)))
    assert in_window(comment, window).bottom() < in_window(window.status, window).top()


def test_codes_stay_where_they_are_when_others_labels_are_shown(qtbot: QtBot, window: MainWindow) -> None:
    first = window.workspace.panel.findChild(CodeButton)
    assert first is not None
    before = in_window(first, window).topLeft()
    window.commands.action("view.others").trigger()
    qtbot.waitUntil(window.workspace.panel.colleagues.isVisible)
    assert in_window(first, window).topLeft() == before


def test_label_that_makes_its_row_higher_stays_in_view(
    qtbot: QtBot, tmp_path: Path, open_project: Callable[[Path], MainWindow]
) -> None:
    path = tmp_path / "long.annotator"
    with Project.create(path) as project:
        take_in(project, made_up(1, 40))
    view = open_project(path).workspace.view
    QTest.keyClick(view, Qt.Key.Key_End)
    for key in (Qt.Key.Key_4, Qt.Key.Key_C, Qt.Key.Key_F2):
        QTest.keyClick(view, key)
    QTest.keyClick(view, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    area = view.visualRect(view.currentIndex())
    assert area.top() >= 0
    assert area.bottom() <= view.viewport().height()


def test_page_keys_read_a_statement_higher_than_the_view(
    qtbot: QtBot, tmp_path: Path, open_project: Callable[[Path], MainWindow]
) -> None:
    file = tmp_path / "speech.txt"
    file.write_text(
        f"Ms. Berg (Norway): Today{' and we note that the wording is unclear' * 200}.\n\nThe Chair: Thanks.\n"
    )
    path = tmp_path / "long.annotator"
    with Project.create(path) as project:
        project.import_files([file])
    view = open_project(path).workspace.view
    current = view.current_number
    seen_px = 0
    while view.current_number == current and seen_px < 20_000:
        bottom_px = view.visualRect(view.currentIndex()).bottom()
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        seen_px += view.viewport().height()
    assert bottom_px <= view.viewport().height()
    assert seen_px > 2 * view.viewport().height()


@pytest.mark.parametrize(
    ("text", "search", "found"),
    [
        ("The café and the cafés", "cafe", ["café", "cafés"]),
        ("The reform of reforms", "the reform", ["The", "reform", "reforms"]),
        ("Harbours and a harbour", "harbour and", ["and", "harbour"]),
        ("我们支持该决议草案", "决议", ["决议"]),
        ("The harbour", "“”", []),
        ("The harbour", "", []),
        ("İstanbul, then Lund", "lund", ["Lund"]),
    ],
)
def test_words_found_are_where_the_search_finds_them(text: str, search: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in found_words(text, search)] == found


def test_words_found_are_marked_until_the_search_is_left(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    view, page = window.workspace.view, window.workspace.page

    def marked() -> bool:
        found = view._delegate.layout_of(view.current_number)
        assert found is not None
        colour = look.colour("found")
        return any(one.format.background().color() == colour for one in found[1].text.formats())

    QTest.keyClick(view, Qt.Key.Key_Slash)
    QTest.keyClicks(page.search, "harbour")
    qtbot.waitUntil(marked)
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not marked())


def test_names_of_codes_or_their_short_forms_have_room_in_the_usual_window(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 800)
    for button in window.workspace.panel.findChildren(CodeButton):
        if button.sizeHint().height() == 25:
            name, font = button._set_for(button.width() - 40)
            assert QFontMetrics(font).horizontalAdvance(name) <= button.width() - 40, name


def test_key_without_a_statement_says_why_nothing_happens(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("filter.queried")
    QTest.keyClick(window.workspace, Qt.Key.Key_5)
    assert "no statement" in window.status.text.text()


def test_key_without_a_project_says_what_to_do(qtbot: QtBot, empty_window: MainWindow) -> None:
    QTest.keyClick(empty_window, Qt.Key.Key_N)
    assert "Open a project first" in empty_window.status.text.text()


def test_name_of_a_new_file_is_ready_to_be_typed_over(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    suggested = tmp_path / "Untitled.annotator"
    dialog = FileDialog(window, "New", "", suggested, "Annotator project (*.annotator)", "Make")
    QTest.keyClicks(dialog.file, "council")
    assert dialog.path == tmp_path / "council.annotator"
    dialog.deleteLater()


def test_panes_share_a_wider_window_until_the_user_has_arranged_them(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 800)
    narrow = window.workspace.splitter.sizes()
    window.resize(1900, 1000)
    wide = window.workspace.splitter.sizes()
    assert all(one < other for one, other in zip(narrow, wide, strict=True))
    assert wide[1] - narrow[1] > 400
    window.workspace.splitter.splitterMoved.emit(300, 1)
    window.resize(1280, 800)
    assert window.workspace.splitter.sizes()[0] == wide[0]


def test_search_within_a_filter_says_that_the_filter_is_on(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("filter.queried")
    page = window.workspace.page
    page.open_search()
    QTest.keyClicks(page.search, "harbour")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert "filter" in page.empty.text.text()
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.workspace.view.statements.rowCount() > 0)
    assert page.words == "harbour"


def test_another_target_than_the_usual_is_set_off(qtbot: QtBot, window: MainWindow) -> None:
    targets = window.workspace.panel._targets
    assert not targets.property("unusual")
    QTest.keyClick(window.workspace.view, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert targets.property("unusual")
    QTest.keyClick(window.workspace.view, Qt.Key.Key_J)
    assert not targets.property("unusual")


def test_filter_that_lists_nothing_here_looks_in_all_transcripts(
    qtbot: QtBot, window: MainWindow, project_path: Path
) -> None:
    project, page, view = window.desk.project, window.workspace.page, window.workspace.view
    assert project is not None
    there = next(row for row in project.statements(project.transcripts()[1].uid) if row.codable)
    for coder, stance in (("Ada", "critical"), ("Bo", "supportive")):
        project.label(there.uid, coder, stance=stance, themes=["drugs"])
    window.commands.run("filter.differing")
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert view.statements.rowCount() == 1
    assert window.desk.row is not None
    assert window.desk.row.uid == there.uid
    chosen = window.workspace.sidebar.chosen()
    assert chosen is not None
    assert chosen.uid == there.transcript
    window.commands.run("filter.all")
    assert window.desk.row.uid == there.uid
    assert window.workspace.transcript == there.transcript


def test_choosing_a_transcript_lists_that_one_only(qtbot: QtBot, window: MainWindow) -> None:
    project, page, view = window.desk.project, window.workspace.page, window.workspace.view
    assert project is not None
    for transcript in project.transcripts():
        row = next(row for row in project.statements(transcript.uid) if row.codable)
        for coder in ("Ada", "Bo"):
            project.label(row.uid, coder, stance="critical", themes=["drugs"])
    window.commands.run("filter.labelled_by_both")
    page.filter_everywhere.setChecked(True)
    assert view.statements.rowCount() == 2
    window.workspace.sidebar.step(1)
    assert not page.filter_everywhere.isChecked()
    assert view.statements.rowCount() == 1


def test_menu_shows_the_keys_of_the_transcript_too(window: MainWindow) -> None:
    assert window.commands.action("label.note").text().endswith("\tReturn")
    assert window.commands.action("label.clear").text().endswith("\tDel")
    assert "\t" not in window.commands.action("edit.undo").text()


def test_return_presses_the_button_where_nothing_is_listed(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("filter.queried")
    window.workspace.page.empty.button.setFocus()
    QTest.keyClick(window.workspace.page.empty.button, Qt.Key.Key_Return)
    assert window.workspace.page.filter_everywhere.isChecked()


def test_esc_from_a_search_stays_at_the_statement_found_in_its_transcript(qtbot: QtBot, window: MainWindow) -> None:
    page, view = window.workspace.page, window.workspace.view
    assert window.desk.project is not None
    second = window.desk.project.transcripts()[1]
    page.open_search()
    QTest.keyClicks(page.search, "delegation 3 of meeting 2")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.statements.rowCount() == 1)
    page.close_search()
    assert window.desk.row is not None
    assert "Delegation 3 of meeting 2" in window.desk.row.text
    chosen = window.workspace.sidebar.chosen()
    assert chosen is not None
    assert chosen.uid == second.uid == window.workspace.transcript


def test_colleagues_stand_and_are_gone_through_by_name(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk.project is not None
    assert desk.row is not None
    for name in ("Fay", "Cy", "Dee", "Eve"):
        desk.project.add_coder(name)
        desk.project.label(desk.row.uid, name, stance="critical", themes=["drugs"])
    window.session.ask_coder()
    desk.refresh_row()
    window.commands.action("view.others").trigger()
    assert [desk.names[label.coder] for label in desk.colleagues_labels()] == ["Cy", "Dee", "Eve", "Fay"]
    window.commands.run("review.next")
    chosen = desk.chosen_colleague()
    assert chosen is not None
    assert desk.names[chosen.coder] == "Dee"


def test_very_long_name_leaves_the_dialog_as_wide_as_it_was(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    widths = []
    for name in ("Ada", "A name that goes on and on " * 10):
        dialog = FileDialog(window, "Export", "", tmp_path / "a.xlsx", "Excel workbook (*.xlsx)", "Export")
        box = QComboBox(dialog)
        box.addItem(name)
        dialog.add_choice("Labels of", box)
        widths.append(dialog.sizeHint().width())
        dialog.deleteLater()
    assert widths[0] == widths[1]
