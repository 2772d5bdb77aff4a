"""A transcript that has replaced another says so, and what stays with the older text can be looked at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from annotator.domain.rows import MergeReport, Replaced
from annotator.ui.dialogs.reports import MergeDialog
from annotator.ui.dialogs.versions import VersionsDialog
from annotator.ui.sidebar import ROW_ROLE
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from gui.fake_prompter import FakePrompter
from support.lund import INSERTED, TEXT, lund, newer, statement


@pytest.fixture
def replaced_path(tmp_path: Path) -> Path:
    """A newer version, in which one line has changed that Ada and Bo had labelled, and one is as it was."""
    path = tmp_path / "lund.annotator"
    with lund(path) as project:
        for coder in ("Ada", "Bo"):
            project.label(statement(project, "Chile").uid, coder, stance="critical", themes=["drugs"], note=coder)
            project.label(statement(project, "pilots").uid, coder, stance="supportive")
        newer(project, *INSERTED)
    return path


def texts(dialog: VersionsDialog | MergeDialog) -> str:
    """Give every text and cell of a dialog."""
    cells = [
        item.text()
        for table in dialog.findChildren(QTableWidget)
        for row in range(table.rowCount())
        for column in range(table.columnCount())
        if (item := table.item(row, column)) is not None
    ]
    return "\n".join([*(label.text() for label in dialog.findChildren(QLabel)), *cells])


def test_list_says_which_transcript_has_taken_anothers_place(
    open_project: Callable[[Path], MainWindow], replaced_path: Path
) -> None:
    window = open_project(replaced_path)
    index = window.workspace.sidebar.list.currentIndex()
    assert index.data(ROW_ROLE).is_new_version
    assert "new version" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Older versions" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_older_versions_list_the_labels_that_stay_with_them_and_colleagues_only_when_shown(
    qtbot: QtBot, open_project: Callable[[Path], MainWindow], replaced_path: Path, prompter: FakePrompter
) -> None:
    window = open_project(replaced_path)
    window.commands.run("file.versions")
    qtbot.waitUntil(lambda: any(isinstance(one, Replaced) for one in prompter.told), timeout=20_000)
    (replaced,) = (one for one in prompter.told if isinstance(one, Replaced))
    blind = VersionsDialog(window, replaced, window.desk)
    qtbot.addWidget(blind)
    assert f"“{TEXT[0]}”, lund.txt, replaced" in texts(blind)
    assert "by Iris" in texts(blind)
    assert "1 label stays with older text" in texts(blind)
    assert f"{TEXT[3]}\nAda\nCritical, Drug trafficking, Ada" in texts(blind)
    assert TEXT[3] in texts(blind)
    assert "Drug trafficking, Bo" not in texts(blind)
    assert "Also with older text: 1 label of a colleague." in texts(blind)
    window.commands.action("view.others").trigger()
    seeing = VersionsDialog(window, replaced, window.desk)
    qtbot.addWidget(seeing)
    assert "Bo\nCritical, Drug trafficking, Bo" in texts(seeing)
    assert "colleague" not in texts(seeing)


def test_transcript_without_an_older_version_says_so(qtbot: QtBot, window: MainWindow, prompter: FakePrompter) -> None:
    with qtbot.waitSignal(window.desk.said, timeout=20_000, check_params_cb=lambda text, _: "no older version" in text):
        window.commands.run("file.versions")
    assert not any(isinstance(one, Replaced) for one in prompter.told)


def test_merge_dialogue_says_whose_place_a_newer_version_takes(qtbot: QtBot, window: MainWindow) -> None:
    dialog = MergeDialog(window, MergeReport(sources=("b.annotator",), facts=2, replaced=(TEXT[0],)))
    qtbot.addWidget(dialog)
    assert "1 new version" in texts(dialog)
    assert f"In place of “{TEXT[0]}”." in texts(dialog)


def test_undo_in_the_window_brings_the_older_version_back(
    qtbot: QtBot, open_project: Callable[[Path], MainWindow], replaced_path: Path, prompter: FakePrompter
) -> None:
    prompter.coder = "Iris"
    window = open_project(replaced_path)
    window.commands.run("edit.undo")
    qtbot.waitUntil(
        lambda: not any(row.is_new_version for row in window.workspace.sidebar.transcripts.rows), timeout=20_000
    )
    project = window.desk.project
    assert isinstance(project, Project)
    rows = [window.workspace.view.statements.statement(number) for number in range(4)]
    assert [row.text for row in rows if row] == TEXT
    assert [len(row.labels) for row in rows if row] == [0, 0, 2, 2]
