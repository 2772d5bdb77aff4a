"""One program writes at a time; the others are told so, may look, and come in when it has gone, however it went."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from annotator.domain.errors import UserError
from annotator.store.access import is_open_here
from annotator.usecases.project import Project, ProjectInUse
from support.projects import project_with

TESTS = Path(__file__).resolve().parents[1]


class OtherProgram:
    """A second program that has the project open, and labels a statement when asked."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS / "store" / "kill_worker.py"), str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])},
        )
        assert self._hear() == "open"

    def _hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def label(self) -> None:
        """Have it label one more statement; returns when that is stored."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        assert self._hear().isdigit()

    def end(self) -> None:
        """Have it close the project."""
        self._process.communicate()

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "project.annotator"
    project_with(path, (0,), n_statements=12).close()
    return path


def test_project_open_in_another_program_is_said_to_be_in_use(path: Path) -> None:
    with OtherProgram(path):
        with pytest.raises(ProjectInUse) as error:
            Project.open(path)
        assert "open in another window or program" in str(error.value)
        assert "read-only" in str(error.value)


def test_project_open_twice_in_one_program_is_said_to_be_in_use(path: Path) -> None:
    with Project.open(path) as first:
        with pytest.raises(ProjectInUse):
            Project.open(path)
        first.label(next(first.statements()).uid, "Ann", stance="neutral")
    with Project.open(path) as project:
        assert len(project.labels("Ann")) == 1


def test_looking_while_another_program_writes_shows_each_new_label(path: Path) -> None:
    with OtherProgram(path) as other, Project.open(path, read_only=True) as project:
        assert project.labels() == ()
        for n_labels in (1, 2, 3):
            other.label()
            assert len(project.labels("Ann")) == n_labels
        with pytest.raises(UserError, match="read-only"):
            project.label(next(project.statements()).uid, "Ben", stance="neutral")


def test_looking_that_ends_leaves_the_writing_program_alone(path: Path) -> None:
    with OtherProgram(path) as other:
        for _ in range(3):
            with Project.open(path, read_only=True) as project:
                project.info()
            other.label()
        other.end()
    with Project.open(path) as project:
        assert len(project.labels("Ann")) == 3
        assert project.check().problems == ()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_looking_goes_on_when_the_writing_program_closes(path: Path) -> None:
    with OtherProgram(path) as other, Project.open(path, read_only=True) as project:
        other.label()
        other.end()
        assert len(project.labels("Ann")) == 1
        with OtherProgram(path) as another:
            another.label()
            another.label()
            assert len(project.labels("Ann")) == 2
    assert not is_open_here(path)


def test_merge_from_a_project_that_another_program_has_open_takes_what_is_stored(path: Path, tmp_path: Path) -> None:
    with OtherProgram(path) as other, project_with(tmp_path / "own.annotator", ()) as own:
        other.label()
        own.merge([path])
        assert len(own.labels("Ann")) == 1
        other.label()
        own.merge([path])
        assert len(own.labels("Ann")) == 2
        other.end()
        assert own.check().problems == ()


@pytest.mark.kill
@pytest.mark.parametrize("look_first", [False, True])
def test_project_of_a_killed_program_opens_at_once_with_all_it_had_stored(look_first: bool, path: Path) -> None:
    with OtherProgram(path) as other:
        for _ in range(5):
            other.label()
        other.kill()
    if look_first:
        with Project.open(path, read_only=True) as project:
            assert len(project.labels("Ann")) == 5
    with Project.open(path) as project:
        assert len(project.labels("Ann")) == 5
        assert project.check().problems == ()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_project_when_closed_leaves_one_file(path: Path) -> None:
    uses: list[Callable[[Project], object]] = [str, Project.info, lambda p: p.add_coder("Ann")]
    for use in uses:
        with Project.open(path) as project:
            use(project)
        assert [one.name for one in path.parent.iterdir()] == [path.name]
