"""A real window on a real project, with somebody who answers its questions."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.label import Label
from annotator.ui.settings import Settings
from annotator.ui.theme import Look, ThemeChoice
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from gui.fake_prompter import FakePrompter
from support.projects import made_up, take_in


@pytest.fixture
def prompter() -> FakePrompter:
    return FakePrompter()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    look = Look(qapp)
    look.start(ThemeChoice.LIGHT, 0)
    return look


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A project of two transcripts of six statements, five of them to be labelled, and Ada and Bo, who code."""
    path = tmp_path / "council.annotator"
    with Project.create(path) as project:
        take_in(project, made_up(1, 5), made_up(2, 5))
        project.add_coder("Ada")
        project.add_coder("Bo")
    return path


@pytest.fixture
def empty_window(qtbot: QtBot, look: Look, prompter: FakePrompter) -> Iterator[MainWindow]:
    """The window with its start page."""
    window = MainWindow(look, Settings(), prompter)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    prompter.when_busy = None
    window.jobs.close()
    window.close()


@pytest.fixture
def open_project(qtbot: QtBot, empty_window: MainWindow) -> Callable[[Path], MainWindow]:
    """Open a project in the window, as the user would, and wait until it is there."""

    def open_it(path: Path) -> MainWindow:
        empty_window.session.open(path)
        qtbot.waitUntil(lambda: empty_window.desk.project is not None and not empty_window.jobs.busy, timeout=20_000)
        return empty_window

    return open_it


@pytest.fixture
def window(open_project: Callable[[Path], MainWindow], project_path: Path) -> MainWindow:
    """The window on the project, with Ada coding, at the first statement."""
    return open_project(project_path)


def label_of(window: MainWindow, number: int, coder: str = "Ada") -> Label | None:
    """Give the label on the usual target that the window shows in a row."""
    project = window.desk.project
    row = window.workspace.view.statements.statement(number)
    assert project is not None
    assert row is not None
    return row.label_by(project.coder(coder).uid, project.codebook.default_target)
