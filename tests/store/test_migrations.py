"""A file of an older version is backed up, brought up step by step, and stays as it was where a step fails."""

import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from annotator.domain.errors import UserError
from annotator.store import schema
from annotator.store.backups import backups_of
from annotator.store.migrations import migrate
from annotator.usecases.project import Project
from support.projects import project_with, shown, state

OLD = schema.SCHEMA_VERSION - 1


def older(path: Path) -> Path:
    """Make a project as the version before would have written it: without a column, and with other tables."""
    with project_with(path, (0, 1)) as project:
        for row in project.statements():
            project.label(row.uid, "Ann", stance="mixed", themes=["drugs"])
    statements = [
        "DROP INDEX journal_undoes",
        "ALTER TABLE journal RENAME COLUMN withdrawn TO taken_away",
        "DROP TABLE label_theme",
        "DELETE FROM progress",
        f"PRAGMA user_version = {OLD}",
    ]
    run(path, statements)
    return path


def run(path: Path, statements: Iterable[str]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def step(connection: sqlite3.Connection) -> None:
    """Make this version's journal of the older one's."""
    connection.execute("ALTER TABLE journal RENAME COLUMN taken_away TO withdrawn")
    connection.execute("CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL")


def version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(version)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return older(folder / "old.annotator")


def test_older_file_is_backed_up_and_says_the_same_after_its_step(original: Path, tmp_path: Path) -> None:
    with project_with(tmp_path / "new.annotator", (0, 1)) as project:
        for row in project.statements():
            project.label(row.uid, "Ann", stance="mixed", themes=["drugs"])
        expected = shown(project)
        tables = set(state(project)[1])
    before = original.read_bytes()
    backup = migrate(original, OLD, {OLD: step})
    assert backup is not None
    assert f"before version {schema.SCHEMA_VERSION}" in backup.name
    assert backups_of(original) == [backup]
    assert version_of(backup) == OLD
    assert len(backup.read_bytes()) == len(before)
    with Project.open(original) as project:
        assert project.check().problems == ()
        assert {label.stance for label in project.labels("Ann")} == {"mixed"}
        assert len(project.labels("Ann")) == len([row for row in expected[0] if row.labels])  # type: ignore[index]
        assert set(state(project)[1]) == tables


def test_file_of_this_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.annotator"
    project_with(path, (0,)).close()
    before = path.read_bytes()
    assert migrate(path, schema.SCHEMA_VERSION, {}) is None
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("where", ["before", "between", "after"])
def test_failing_step_leaves_the_file_as_it_was(where: str, original: Path) -> None:
    def breaks(connection: sqlite3.Connection) -> None:
        if where != "before":
            connection.execute("ALTER TABLE journal RENAME COLUMN taken_away TO withdrawn")
        if where == "after":
            step_rest(connection)
        raise UserError("The step failed.")

    def step_rest(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM source_text")
        connection.execute("CREATE TABLE of_the_new_version (x)")

    before = original.read_bytes()
    with pytest.raises(UserError, match="The step failed"):
        migrate(original, OLD, {OLD: breaks})
    assert original.read_bytes() == before
    assert sorted(one.name for one in original.parent.iterdir()) == ["old backups", "old.annotator"]
    migrate(original, OLD, {OLD: step})
    with Project.open(original) as project:
        assert project.check().problems == ()


def test_several_steps_are_all_or_nothing(original: Path) -> None:
    seen = []

    def first(connection: sqlite3.Connection) -> None:
        seen.append("first")
        step(connection)

    def second(connection: sqlite3.Connection) -> None:
        seen.append("second")
        raise UserError("The second step failed.")

    before = original.read_bytes()
    with pytest.raises(UserError, match="second"):
        migrate(original, OLD, {OLD: first, OLD + 1: second}, wanted=OLD + 2)
    assert seen == ["first", "second"]
    assert original.read_bytes() == before


def test_step_is_not_done_twice_where_the_header_is_behind_the_log(original: Path) -> None:
    migrated = original.with_name("migrated.annotator")
    looking = sqlite3.connect(original)  # holds the log, as a program does that was killed right after migrating
    looking.execute("PRAGMA wal_autocheckpoint = 0")
    looking.execute("SELECT count(*) FROM journal").fetchone()
    migrate(original, OLD, {OLD: step})
    for suffix in ("", "-wal"):
        shutil.copy(f"{original}{suffix}", f"{migrated}{suffix}")
    looking.close()
    assert int.from_bytes(migrated.read_bytes()[60:64], "big") == OLD  # the header is behind
    migrate(migrated, OLD, {OLD: step})
    with Project.open(migrated) as project:
        assert project.check().problems == ()


def test_migration_without_room_for_its_backup_touches_nothing(original: Path) -> None:
    original.with_name("old backups").write_bytes(b"a file where the folder should be")
    before = original.read_bytes()
    with pytest.raises(UserError, match="cannot be written"):
        migrate(original, OLD, {OLD: step})
    assert original.read_bytes() == before


def test_older_file_is_not_migrated_by_looking_at_it(original: Path) -> None:
    before = original.read_bytes()
    with pytest.raises(UserError, match="older version"):
        Project.open(original, read_only=True)
    assert original.read_bytes() == before
    assert list(original.parent.iterdir()) == [original]
