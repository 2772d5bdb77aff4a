"""A backup is made when the last is over a day old; five are kept, each sound by itself."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from annotator.domain.errors import Cancelled, UserError
from annotator.store import backups
from annotator.usecases.project import Project
from support.projects import project_with, state

HOUR_S = 3600


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "project.annotator"
    project_with(path, (0,)).close()
    return path


def made_hours_ago(backup: Path, hours: float) -> None:
    """Make a backup older than it is."""
    then = backup.stat().st_mtime - hours * HOUR_S
    os.utime(backup, (then, then))


def older_backups(path: Path, n: int) -> list[Path]:
    """Put backups of earlier days beside a project."""
    folder = backups.folder_of(path)
    folder.mkdir()
    made = [folder / f"{path.stem} 2020-01-{day:02} 120000.annotator" for day in range(1, n + 1)]
    for day, backup in enumerate(made):
        backup.write_bytes(path.read_bytes())
        made_hours_ago(backup, 24 * (n + 1 - day))
    return made


@pytest.mark.parametrize(("hours", "is_due"), [(0, False), (23.9, False), (24.1, True), (240, True), (-5, True)])
def test_backup_is_due_when_the_last_is_over_a_day_old(hours: float, is_due: bool, path: Path) -> None:
    with Project.open(path) as project:
        assert project.backup_due()
        made_hours_ago(project.backup(), hours)
        assert project.backup_due() == is_due


def test_backup_is_not_due_of_what_is_only_looked_at(path: Path) -> None:
    with Project.open(path, read_only=True) as project:
        assert not project.backup_due()


def test_backups_beyond_five_go_the_oldest_first(path: Path) -> None:
    old = older_backups(path, 7)
    with Project.open(path) as project:
        newest = project.backup()
    assert backups.backups_of(path) == [*old[3:], newest]


def test_files_of_other_projects_and_people_in_the_folder_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "council [1].annotator"
    project_with(path, (0,)).close()
    older_backups(path, 7)
    folder = backups.folder_of(path)
    foreign = [folder / "council 2 2020-01-01 120000.annotator", folder / "council [1] final.annotator"]
    for one in foreign:
        one.write_bytes(b"not ours")
    with Project.open(path) as project:
        project.backup()
    assert all(one.read_bytes() == b"not ours" for one in foreign)
    assert len(backups.backups_of(path)) == backups.KEPT


def test_backup_is_one_sound_file_with_everything_that_was_stored(path: Path) -> None:
    with Project.open(path) as project:
        for row in project.statements():
            project.label(row.uid, "Ann", stance="mixed", themes=["drugs"])
        expected = state(project)
        backup = project.backup()
        assert list(backup.parent.iterdir()) == [backup]
        raw = sqlite3.connect(f"{backup.as_uri()}?immutable=1", uri=True)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        raw.close()
    with Project.open(backup) as copy:
        assert state(copy) == expected
        assert copy.check().problems == ()


def test_backup_to_a_place_of_ones_own_is_not_counted_among_the_five(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "stick" / "copy.annotator"
    out.parent.mkdir()
    with Project.open(path) as project:
        assert project.backup(out) == out
        assert project.backup_due()
        with pytest.raises(UserError, match="cannot replace the project itself"):
            project.backup(path)
    with Project.open(out) as copy:
        assert copy.check().problems == ()


def test_labelling_goes_on_while_a_backup_is_made(path: Path) -> None:
    with Project.open(path) as project:
        rows = list(project.statements())
        label_in_backup = threading.Event()

        def progress(_done: int, _total: int, _text: str) -> bool:
            if not label_in_backup.is_set():
                thread = threading.Thread(
                    target=lambda: project.label(rows[1].uid, "Ann", stance="neutral", themes=["drugs"])
                )
                thread.start()
                thread.join(timeout=60)
                assert not thread.is_alive(), "the label waited for the backup"
                label_in_backup.set()
            return True

        backup = project.backup(progress=progress)
        assert label_in_backup.is_set()
        assert len(project.labels("Ann")) == 1
        assert project.check().problems == ()
    with Project.open(backup) as copy:
        assert copy.labels() == ()  # one state of the file, that of when it was begun
        assert copy.check().problems == ()


def test_backup_when_cancelled_leaves_nothing(path: Path) -> None:
    old = older_backups(path, 2)
    before = {one: one.read_bytes() for one in backups.folder_of(path).iterdir()}
    with Project.open(path) as project:
        with pytest.raises(Cancelled):
            project.backup(progress=lambda _done, _total, _text: False)
        assert {one: one.read_bytes() for one in backups.folder_of(path).iterdir()} == before
        project.label(next(project.statements()).uid, "Ann", stance="neutral")
    assert backups.backups_of(path) == old


def test_first_backup_when_cancelled_leaves_no_folder(path: Path) -> None:
    with Project.open(path) as project, pytest.raises(Cancelled):
        project.backup(progress=lambda _done, _total, _text: False)
    assert list(path.parent.iterdir()) == [path]


def test_half_a_backup_of_a_killed_program_goes_with_the_next(path: Path) -> None:
    (old,) = older_backups(path, 1)
    left = old.with_name(f"{path.stem} 2020-02-01 120000.annotator.part")
    left.write_bytes(b"half")
    with Project.open(path) as project:
        newest = project.backup()
    assert sorted(old.parent.iterdir()) == [old, newest]


def test_backup_where_none_can_be_written_is_a_sentence(path: Path) -> None:
    backups.folder_of(path).write_bytes(b"a file where the folder should be")
    with Project.open(path) as project:
        with pytest.raises(UserError) as error:
            project.backup()
        assert "cannot be written" in str(error.value)
        project.label(next(project.statements()).uid, "Ann", stance="neutral")
        with pytest.raises(UserError, match="cannot be"):
            project.backup(path.parent / "nowhere" / "copy.annotator")


def test_damaged_project_is_not_backed_up_over_the_sound_ones(path: Path) -> None:
    old = older_backups(path, 5)
    content = bytearray(path.read_bytes())
    for start in range(4096 * 3, len(content) - 4096, 4096 * 5):
        content[start : start + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        backups.back_up(path)
    assert backups.backups_of(path) == old
    assert all(one.suffix == ".annotator" for one in backups.folder_of(path).iterdir())
