"""A program that is killed at any moment loses nothing it had acknowledged, and leaves a sound file.

Each action is begun by a real child process and ended by ``kill -9`` at random moments over the time it takes.
"""

import json
import logging
import os
import random
import shutil
import statistics
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.usecases.project import Project
from store import kill_worker
from support.projects import made_up, project_with, state, take_in

logger = logging.getLogger(__name__)

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which this platform does not have"),
]

TESTS = Path(__file__).resolve().parents[1]
N_KILLS = 50

State = tuple[dict[tuple[str, str], str | None], dict[str, str]]


@dataclass(frozen=True)
class Trial:
    """How one child ended, and what it had acknowledged before."""

    acknowledged: tuple[str, ...]
    killed: bool
    took_s: float


class Worker:
    """The server that forks a child for each trial."""

    def __init__(self, scratch: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS / "store" / "kill_worker.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env={
                **os.environ,
                "TMPDIR": str(scratch),
                "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)]),
            },
        )

    def trial(self, action: str, arguments: dict[str, object], after_s: float | None = None) -> Trial:
        """Have one child do the action, killed after this time."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"action": action, "after_s": after_s, "arguments": arguments}) + "\n")
        acknowledged: list[str] = []
        for line in self._process.stdout:
            if line.startswith("{"):
                end = json.loads(line)
                assert not end["failed"], f"{action} failed by itself, see its traceback above"
                return Trial(tuple(acknowledged), end["killed"], end["took_s"])
            acknowledged.append(line.strip())
        raise AssertionError("the worker ended")

    def close(self) -> None:
        """End the server."""
        self._process.communicate()


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    server = Worker(tmp_path_factory.mktemp("left by the killed"))
    yield server
    server.close()


def kill_again_and_again(one: Callable[[float | None], Trial], n_kills: int = N_KILLS) -> None:
    """Make trials until this many children were killed, at moments drawn over the time that an untouched one takes."""
    whole_s = [one(None).took_s for _ in range(3)]
    draw = random.Random()
    killed = trials = stored = 0
    while killed < n_kills:
        assert trials < 10 * n_kills, f"only {killed} of {trials} children were still at work when their time came"
        trial = one(draw.uniform(0, statistics.median(whole_s)))
        trials += 1
        if trial.killed:
            killed += 1
            stored += bool(trial.acknowledged)
        else:
            whole_s.append(trial.took_s)
    took_ms = statistics.median(whole_s) * 1000
    logger.info("%d kills in %d trials over %.0f ms, %d after something was stored", killed, trials, took_ms, stored)


def reopened(path: Path) -> State:
    """Open the file of a killed program: at once, sound, and good to work on; give what it says."""
    with Project.open(path) as project:
        found = state(project)
        assert project.check().problems == ()
        row = next(project.statements())
        project.label(row.uid, "Cyd", stance="neutral")
        assert [label.stance for label in project.labels("Cyd")] == ["neutral"]
        project.undo("Cyd")
    assert sorted(path.parent.glob(f"{path.name}*")) == [path]
    return found


def without_batches(found: State) -> State:
    """Leave out the undo stack, whose names are moments in time."""
    registers, tables = found
    return registers, {name: digest for name, digest in tables.items() if name != "batch"}


def stances(project: Project) -> dict[str, str | None]:
    return {label.statement: label.stance for label in project.labels("Ann")}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two transcripts and some labels."""
    path = tmp_path_factory.mktemp("kill") / "base.annotator"
    with project_with(path, (0, 1), n_statements=15) as project:
        project.add_coder("Ann")
        for row in project.statements(search="meeting 1"):
            project.label(row.uid, "Ann", stance="mixed", themes=["economy"])
    return path


def test_labels_acknowledged_before_a_kill_are_there_after_it(worker: Worker, base: Path, tmp_path: Path) -> None:
    with Project.open(base) as project:
        statements = [row.uid for row in project.statements()]
        states = [stances(project)]
    done: list[dict[str, str | None]] = [states[0]]
    for number in range(kill_worker.N_STEPS):
        step = kill_worker.step_of(number)
        if step is None:
            done.pop()
        else:
            done.append({**done[-1], statements[step[0]]: step[1]})
        states.append(done[-1])
    path = tmp_path / "project.annotator"

    def one(after_s: float | None) -> Trial:
        shutil.copy(base, path)
        trial = worker.trial("label", {"project": str(path)}, after_s)
        with Project.open(path) as project:
            found = stances(project)
        reopened(path)
        n_done = len(trial.acknowledged)
        assert found in states[n_done : n_done + 2]  # the action that was under way may have been stored or not
        return trial

    kill_again_and_again(one)


def all_or_nothing(
    worker: Worker, base: Path, path: Path, action: str, arguments: dict[str, object], n_kills: int = N_KILLS
) -> None:
    """Kill children at an action that must be there wholly or not at all, and wholly once it was acknowledged."""
    with Project.open(base) as project:
        before = without_batches(state(project))
    shutil.copy(base, path)
    worker.trial(action, {"project": str(path), **arguments})
    with Project.open(path) as project:
        after = without_batches(state(project))
    assert after != before

    def one(after_s: float | None) -> Trial:
        shutil.copy(base, path)
        trial = worker.trial(action, {"project": str(path), **arguments}, after_s)
        found = without_batches(reopened(path))
        assert found == after or (found == before and not trial.acknowledged)
        return trial

    kill_again_and_again(one, n_kills)


def test_import_killed_at_any_moment_is_there_wholly_or_not_at_all(worker: Worker, base: Path, tmp_path: Path) -> None:
    all_or_nothing(worker, base, tmp_path / "project.annotator", "import_made_up", {})


def test_import_killed_between_its_transactions_is_there_wholly_or_not_at_all(
    worker: Worker, base: Path, tmp_path: Path
) -> None:
    all_or_nothing(worker, base, tmp_path / "project.annotator", "import_in_chunks", {})


def test_import_of_files_killed_at_any_moment_is_there_wholly_or_not_at_all(
    worker: Worker, base: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(4):
        source, _ = made_up(kill_worker.FIRST_IMPORTED + number, 6)
        (folder / source.file_name).write_text(source.text, encoding="utf-8")
    path = tmp_path / "project.annotator"
    all_or_nothing(worker, base, path, "import_files", {"folder": str(folder)}, n_kills=20)


@pytest.mark.parametrize("n_sources", [1, 2])
def test_merge_killed_at_any_moment_is_there_wholly_or_not_at_all(
    n_sources: int, worker: Worker, base: Path, tmp_path: Path
) -> None:
    sources = []
    for number in range(n_sources):
        source = tmp_path / f"colleague-{number}.annotator"
        shutil.copy(base, source)
        with Project.open(source) as project:
            take_in(project, *(made_up(10 * number + 10 + k, 20) for k in range(2)))
            for row in project.statements():
                project.label(row.uid, f"Ben {number}", stance="critical", themes=["drugs"])
        sources.append(str(source))
    bytes_before = [Path(source).read_bytes() for source in sources]
    path = tmp_path / "project.annotator"
    all_or_nothing(worker, base, path, "merge", {"sources": sources})
    assert [Path(source).read_bytes() for source in sources] == bytes_before


@pytest.mark.skipif(not kill_worker.has_export(), reason="the program cannot export yet")
def test_export_killed_at_any_moment_leaves_the_old_file_or_a_whole_new_one(
    worker: Worker, base: Path, tmp_path: Path
) -> None:
    path = tmp_path / "project.annotator"
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "coded.xlsx"
    shutil.copy(base, path)
    with Project.open(path) as project:
        project.export(target)
        old = target.read_bytes()
        take_in(project, *(made_up(number, 30) for number in range(30, 34)))
        project.export(target)
    with zipfile.ZipFile(target) as book:
        parts = {info.filename: info.CRC for info in book.infolist() if info.filename.startswith("xl/worksheets/")}

    def one(after_s: float | None) -> Trial:
        target.write_bytes(old)
        trial = worker.trial("export", {"project": str(path), "target": str(target)}, after_s)
        if target.read_bytes() == old:
            assert not trial.acknowledged
        else:
            with zipfile.ZipFile(target) as book:
                assert book.testzip() is None
                assert {i.filename for i in book.infolist() if i.filename.startswith("xl/worksheets/")} == set(parts)
        with Project.open(path) as project:
            assert project.check().problems == ()
        return trial

    kill_again_and_again(one)
    # What a killed export leaves beside it is hidden, and never looks like a workbook.
    assert all(left == target or (left.name[0] == "." and left.suffix == ".part") for left in folder.iterdir())
