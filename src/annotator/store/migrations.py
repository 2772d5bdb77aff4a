"""Bringing an older project file up to this version's schema: backed up first, then step by step, all or nothing."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from annotator.store import schema
from annotator.store.backups import back_up

Step = Callable[[sqlite3.Connection], None]

STEPS: Mapping[int, Step] = {}
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
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for step in range(version, wanted):
            steps[step](connection)
        connection.execute(f"PRAGMA user_version = {wanted}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.close()
    return backup
