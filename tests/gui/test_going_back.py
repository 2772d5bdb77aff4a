"""Undoing and redoing a large action: a job, with nothing else written meanwhile, and a window that stays awake."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.progress import Progress, report
from annotator.ui.jobs import Job
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from gui.conftest import label_of
from gui.fake_prompter import FakePrompter
from gui.test_labelling_by_key import press
from support.projects import made_up, take_in

MANY = 60


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A project of two transcripts, and sixty that Ada imported in one action."""
    path = tmp_path / "council.annotator"
    with Project.create(path) as project:
        take_in(project, made_up(1, 5), made_up(2, 5))
        take_in(project, *(made_up(number, 5) for number in range(3, 3 + MANY)), author=project.add_coder("Ada").uid)
    return path


def n_transcripts(window: MainWindow) -> int:
    return window.workspace.sidebar.list.model().rowCount()


def test_large_undo_and_redo_are_jobs_and_the_lists_follow(qtbot: QtBot, window: MainWindow) -> None:
    started: list[str] = []
    window.jobs.job_started.connect(started.append)
    press(qtbot, window, "Ctrl+Z")
    qtbot.waitUntil(lambda: n_transcripts(window) == 2 and not window.jobs.busy, timeout=20_000)
    assert window.status.text.text() == "Saved  ·  Undid: import"
    press(qtbot, window, "Ctrl+Shift+Z")
    qtbot.waitUntil(lambda: n_transcripts(window) == 2 + MANY and not window.jobs.busy, timeout=20_000)
    assert started == ["Undoing", "Redoing"]


def test_small_undo_is_done_before_the_next_key(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "4")
    number = window.workspace.view.current_number
    press(qtbot, window, "Ctrl+Z")
    assert not window.jobs.busy
    assert label_of(window, number) is None


def test_nothing_else_is_written_while_a_large_action_is_undone(qtbot: QtBot, window: MainWindow) -> None:
    number = window.workspace.view.current_number
    press(qtbot, window, "Ctrl+Z")
    assert window.jobs.holding == "Undoing"
    for key in ("4", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+C"):
        press(qtbot, window, key)
        assert window.status.text.text() == "Nothing was written: “Undoing” is not done yet."
    assert label_of(window, number) is None
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    press(qtbot, window, "4")
    assert label_of(window, number) is not None


def test_note_that_was_left_meanwhile_is_kept_afterwards(qtbot: QtBot, window: MainWindow) -> None:
    assert window.desk.project is not None
    row = next(row for row in window.desk.project.statements() if "of meeting 1 welcomed" in row.text)
    window.desk.focus_asked.emit(row.uid)
    window.workspace.panel.note.setFocus()
    window.workspace.panel.note.setPlainText("look again")
    window.desk.undo()
    assert window.jobs.holding
    QTest.keyClick(window.workspace.panel.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    (label,) = window.desk.project.labels("Ada")
    assert (label.statement, label.note) == (row.uid, "look again")


def test_window_answers_while_a_large_action_is_undone(qtbot: QtBot, window: MainWindow) -> None:
    ticks: list[str] = []
    timer = QTimer(window)
    timer.timeout.connect(lambda: ticks.append(window.jobs.holding))
    timer.start(5)
    press(qtbot, window, "Ctrl+Z")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    timer.stop()
    assert ticks.count("Undoing") > 3


def test_large_undo_that_is_stopped_leaves_everything(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.jobs.job_started, timeout=20_000):  # the backup on opening may come before it
        press(qtbot, window, "Ctrl+Z")
    window.status.cancel_asked.emit()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert n_transcripts(window) == 2 + MANY
    assert window.desk.project is not None
    assert window.desk.project.check().sound


def test_large_undo_that_somebody_stands_in_the_way_of_says_so(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter
) -> None:
    assert window.desk.project is not None
    row = next(row for row in window.desk.project.statements(search="meeting 9") if row.codable)
    window.desk.project.label(row.uid, "Bo", stance="supportive")
    press(qtbot, window, "Ctrl+Z")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert "Bo has worked on" in window.status.text.text()
    assert n_transcripts(window) == 2 + MANY


def test_large_undo_waits_for_no_other_job(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.jobs.job_started, timeout=20_000):
        window.jobs.start(_waiting_job())
    press(qtbot, window, "Ctrl+Z")
    assert "once “Something long” is done" in window.status.text.text()
    window.jobs.cancel()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    QApplication.processEvents()
    assert n_transcripts(window) == 2 + MANY


def _waiting_job() -> Job:
    def work(progress: Progress) -> None:
        gate = threading.Event()
        while not gate.wait(0.005):
            report(progress, 0, 1, "")

    return Job("Something long", work, lambda _result: None)
