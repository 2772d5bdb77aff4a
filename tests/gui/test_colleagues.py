"""Coding blind, seeing what others said, reviewing it, merging, measuring."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.domain.label import Verdict
from annotator.domain.rows import AgreementReport, MergeReport, StatementFilter
from annotator.ui.label_chips import chips
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from gui.conftest import label_of
from gui.fake_prompter import FakePrompter
from support.projects import made_up, take_in


@pytest.fixture
def bos_labels(project_path: Path) -> None:
    """Bo has labelled the first two statements of the first transcript."""
    with Project.open(project_path) as project:
        rows = [row for row in project.statements(project.transcripts()[0].uid) if row.codable]
        project.label(rows[0].uid, "Bo", stance="critical", themes=["drugs"], note="see para. 4")
        project.label(rows[1].uid, "Bo", stance="supportive", themes=["charter"])


def shown_texts(window: MainWindow) -> str:
    panel = window.workspace.panel
    parts = (panel.own_reviews, panel.colleagues)
    return "\n".join(one.text() for part in parts for one in part.findChildren(QLabel) if one.isVisible())


def chip_texts(window: MainWindow, number: int) -> list[str]:
    row = window.workspace.view.statements.statement(number)
    assert row is not None
    return [chip.text for chip in chips(row, window.workspace.view._layouts.state)]


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.workspace.view, key)


@pytest.mark.usefixtures("bos_labels")
def test_others_labels_are_hidden_until_asked_for(qtbot: QtBot, window: MainWindow) -> None:
    assert chip_texts(window, 1) == []
    assert shown_texts(window) == ""
    window.commands.action("view.others").trigger()
    qtbot.waitUntil(lambda: "Bo" in shown_texts(window))
    assert "see para. 4" in shown_texts(window)
    assert any("Drug trafficking" in text for text in chip_texts(window, 1))


@pytest.mark.usefixtures("bos_labels")
def test_label_keeps_whether_it_was_made_blind(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_4, Qt.Key.Key_T)
    window.commands.action("view.others").trigger()
    press(qtbot, window, Qt.Key.Key_4, Qt.Key.Key_T)
    first, second = label_of(window, 1), label_of(window, 2)
    assert first is not None
    assert second is not None
    assert window.desk.project is not None
    assert first.saw == ()
    assert second.saw == (window.desk.project.coder("Bo").uid,)


@pytest.mark.usefixtures("bos_labels")
def test_others_are_hidden_again_when_somebody_else_codes(window: MainWindow, prompter: FakePrompter) -> None:
    window.commands.action("view.others").trigger()
    prompter.coder = "Cy"
    window.session.ask_coder()
    assert not window.commands.action("view.others").isChecked()
    assert chip_texts(window, 1) == []
    assert window.tools.coder.text() == "Cy"


@pytest.mark.usefixtures("bos_labels")
def test_accept_and_query_by_key_are_seen_by_the_colleague(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, qapp: QApplication
) -> None:
    window.commands.action("view.others").trigger()
    press(qtbot, window, Qt.Key.Key_Z)
    comment = window.workspace.panel.colleagues.comment
    assert qapp.focusWidget() is comment
    QTest.keyClicks(comment, "Is this not T?")
    QTest.keyClick(comment, Qt.Key.Key_Return)
    assert window.workspace.view.hasFocus()
    press(qtbot, window, Qt.Key.Key_J, Qt.Key.Key_Y)
    prompter.coder = "Bo"
    window.session.ask_coder()
    assert "Queried by Ada" in chip_texts(window, 1)
    assert "Accepted by Ada" in chip_texts(window, 2)
    window.workspace.view.select_statement(1)
    qtbot.waitUntil(lambda: "Is this not T?" in shown_texts(window))


@pytest.mark.usefixtures("bos_labels")
def test_accepting_again_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.action("view.others").trigger()
    press(qtbot, window, Qt.Key.Key_Y)
    assert window.desk.row is not None
    assert [review.verdict for review in window.desk.row.reviews] == [Verdict.ACCEPT]
    press(qtbot, window, Qt.Key.Key_Y)
    assert window.desk.row.reviews == ()


def test_review_without_a_colleagues_label_says_so(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Y)
    assert "no colleague’s label" in window.status.text.text()


@pytest.mark.usefixtures("bos_labels")
def test_filters_list_what_they_say(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_2, Qt.Key.Key_D, Qt.Key.Key_1, Qt.Key.Key_S)
    listed = {}
    for one in StatementFilter:
        window.commands.run(f"filter.{one.value}")
        listed[one.value] = window.workspace.view.statements.rowCount()
    assert listed == {"all": 6, "unlabelled": 3, "labelled_by_both": 2, "differing": 1, "queried": 0}
    assert window.workspace.page.empty.title.text() == "No queries"
    QTest.mouseClick(window.workspace.page.empty.button, Qt.MouseButton.LeftButton)
    assert window.workspace.view.statements.rowCount() == 6


@pytest.fixture
def colleagues_file(project_path: Path, tmp_path: Path) -> Path:
    """A copy of the project in which Bo labelled a statement and imported a transcript."""
    copy = tmp_path / "bo.annotator"
    shutil.copy(project_path, copy)
    with Project.open(copy) as project:
        row = next(row for row in project.statements() if row.codable)
        project.label(row.uid, "Bo", stance="neutral", themes=["economy"])
        take_in(project, made_up(3, 5))
    return copy


def test_merge_says_what_it_brings_and_is_undone_in_one_step(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, colleagues_file: Path
) -> None:
    for _again in range(2):
        window.session.take_dropped([colleagues_file])
        qtbot.waitUntil(lambda: len(window.workspace.sidebar.transcripts.rows) == 3)
        report = prompter.told[-1]
        assert isinstance(report, MergeReport)
        assert report.labels == (("Bo", 1),)
        assert len(report.transcripts) == 1
        QTest.keyClick(window.workspace.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: len(window.workspace.sidebar.transcripts.rows) == 2)
        assert window.desk.project is not None
        assert window.desk.project.labels() == ()


def test_merge_declined_brings_nothing(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, colleagues_file: Path
) -> None:
    prompter.merge = False
    window.session.merge([colleagues_file])
    qtbot.waitUntil(lambda: bool(prompter.told) and not window.jobs.busy)
    assert len(window.workspace.sidebar.transcripts.rows) == 2


@pytest.mark.usefixtures("bos_labels")
def test_agreement_is_shown(qtbot: QtBot, window: MainWindow, prompter: FakePrompter) -> None:
    press(qtbot, window, Qt.Key.Key_2, Qt.Key.Key_D, Qt.Key.Key_4, Qt.Key.Key_S)
    window.commands.run("tools.agreement")
    qtbot.waitUntil(lambda: bool(prompter.told))
    report = prompter.told[0]
    assert isinstance(report, AgreementReport)
    assert set(report.coders) == {"Ada", "Bo"}


def test_two_colleagues_can_be_gone_through(
    qtbot: QtBot, project_path: Path, open_project: Callable[[Path], MainWindow]
) -> None:
    with Project.open(project_path) as project:
        row = next(row for row in project.statements(project.transcripts()[0].uid) if row.codable)
        for name in ("Bo", "Cy"):
            project.label(row.uid, name, stance="neutral", themes=["economy"])
    window = open_project(project_path)
    window.commands.action("view.others").trigger()
    chosen = []
    for _again in range(3):
        label = window.desk.chosen_colleague()
        assert label is not None
        chosen.append(label.coder)
        QTest.keyClick(window.workspace.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert chosen[0] == chosen[2] != chosen[1]
