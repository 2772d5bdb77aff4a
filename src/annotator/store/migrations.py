"""Bringing an older project file up to this version's schema: backed up first, then step by step, all or nothing."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from annotator.store import schema
from annotator.store.backups import back_up
from annotator.store.projections import rebuild

Step = Callable[[sqlite3.Connection], None]


def _add_originals(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE original (digest VARCHAR NOT NULL PRIMARY KEY, data BLOB NOT NULL)")
    connection.execute("CREATE TABLE unfinished (batch VARCHAR NOT NULL PRIMARY KEY)")


def _only_projections(_connection: sqlite3.Connection) -> None:
    """Change nothing: the tables of versions follow from the journal."""


STEPS: Mapping[int, Step] = {1: _add_originals, 2: _only_projections}
"""For each version the step that makes the next one of it. Steps change the truth; projections are made anew after."""


def migrate(
    path: Path, version: int, steps: Mapping[int, Step] = STEPS, wanted: int = schema.SCHEMA_VERSION
) -> Path | None:
    """Bring the file from this version to the wanted one; give the backup made before, or None if all was well.

    Raises KeyError where a step is missing, which is a bug.
    """
    if version >= wanted:
        return None
    backup = back_up(path, reason=f"before version {wanted}")
    raw = sqlite3.connect(path, isolation_level=None)
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("BEGIN IMMEDIATE")
            # The header may be behind the log, where a program was killed that had just done this.
            (reached,) = raw.execute("PRAGMA user_version").fetchone()
            for step in range(reached, wanted):
                steps[step](raw)
            rebuild(connection)
            raw.execute(f"PRAGMA user_version = {wanted}")
            raw.execute("COMMIT")
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        engine.dispose()
        raw.close()
    return backup
