"""Project files copied with the file manager and worked on apart merge, whatever the clocks of their machines say."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.usecases.project import Project
from support.projects import project_with, state

DAY_NS = 24 * 60 * 60 * 10**9
YEAR_NS = 365 * DAY_NS


def copy_like_a_file_manager(source: Path, target: Path) -> None:
    """Copy from another process: closing a file would end the locks that this one has on it."""
    command = "import shutil, sys; shutil.copy(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", command, str(source), str(target)], check=True)


def label_all(path: Path, coder: str, stance: str) -> int:
    with Project.open(path) as project:
        rows = list(project.statements())
        for row in rows:
            project.label(row.uid, coder, stance=stance, themes=["drugs"])
    return len(rows)


def test_copies_made_while_closed_and_worked_on_in_parallel_merge(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.annotator" for name in ("start", "ann", "ben")]
    project_with(paths[0], (0, 1)).close()
    for path, coder, stance in zip(paths[1:], ("Ann", "Ben"), ("supportive", "critical"), strict=True):
        shutil.copy(paths[0], path)
        label_all(path, coder, stance)
    results = []
    for order in ((1, 2), (2, 1)):
        with Project.open(paths[order[0]]) as project:
            project.merge([paths[order[1]]])
            assert {label.coder: label.stance for label in project.labels()} == {
                project.coder("Ann").uid: "supportive",
                project.coder("Ben").uid: "critical",
            }
            results.append(state(project))
    assert results[0] == results[1]


@pytest.mark.parametrize("with_log", [True, False])
def test_copy_of_an_open_project_holds_what_was_stored_with_its_log_and_merges(with_log: bool, tmp_path: Path) -> None:
    original, copy = tmp_path / "original.annotator", tmp_path / "copy.annotator"
    with project_with(original, (0,)) as project:
        project.checkpoint()
        rows = list(project.statements())
        project.label(rows[1].uid, "Ann", stance="supportive", themes=["drugs"])
        for suffix in ["", "-wal"] if with_log else [""]:
            copy_like_a_file_manager(Path(f"{original}{suffix}"), Path(f"{copy}{suffix}"))
        with Project.open(copy) as other:
            assert len(other.labels()) == with_log
            assert other.check().problems == ()
            other.label(rows[2].uid, "Ben", stance="critical", themes=["drugs"])
        project.label(rows[3].uid, "Ann", stance="neutral", themes=["drugs"])
        project.merge([copy])
        assert {label.statement: label.stance for label in project.labels()} == {
            rows[1].uid: "supportive",
            rows[2].uid: "critical",
            rows[3].uid: "neutral",
        }
        assert project.check().problems == ()


def test_copies_labelled_under_one_name_keep_the_later_label_of_each_statement(tmp_path: Path) -> None:
    first, second = tmp_path / "first.annotator", tmp_path / "second.annotator"
    project_with(first, (0,)).close()
    shutil.copy(first, second)
    label_all(first, "Ann", "supportive")
    label_all(second, "Ann", "critical")
    for own, other in ((first, second), (second, first)):
        with Project.open(own) as project:
            project.merge([other])
            assert {label.stance for label in project.labels("Ann")} == {"critical"}


@pytest.mark.parametrize("jump_ns", [-10 * YEAR_NS, -DAY_NS, 50 * YEAR_NS])
def test_later_work_wins_after_the_wall_clock_jumped(
    jump_ns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "project.annotator"
    project_with(path, (0,)).close()
    label_all(path, "Ann", "supportive")
    true_time_ns = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: true_time_ns() + jump_ns)
    label_all(path, "Ann", "critical")
    monkeypatch.undo()
    with Project.open(path) as project:
        assert {label.stance for label in project.labels("Ann")} == {"critical"}
    label_all(path, "Ann", "neutral")
    with Project.open(path) as project:
        assert {label.stance for label in project.labels("Ann")} == {"neutral"}
        assert project.undo("Ann").done
        assert project.check().problems == ()


@pytest.mark.parametrize("jump_ns", [-10 * YEAR_NS, 50 * YEAR_NS])
def test_work_done_after_a_merge_wins_over_a_machine_years_off(
    jump_ns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other = tmp_path / "own.annotator", tmp_path / "other.annotator"
    project_with(own, (0,)).close()
    shutil.copy(own, other)
    true_time_ns = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: true_time_ns() + jump_ns)
    label_all(other, "Ann", "supportive")
    monkeypatch.undo()
    with Project.open(own) as project:
        project.merge([other])
        assert {label.stance for label in project.labels("Ann")} == {"supportive"}
        row = next(project.statements())
        project.label(row.uid, "Ann", stance="critical")  # in the same opening as the merge
    n_labels = label_all(own, "Ann", "critical")
    monkeypatch.setattr(time, "time_ns", lambda: true_time_ns() + jump_ns)
    with Project.open(other) as project:
        project.merge([own])
        assert [label.stance for label in project.labels("Ann")] == ["critical"] * n_labels
        assert project.check().problems == ()
