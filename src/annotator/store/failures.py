"""What SQLite and the operating system refuse, in sentences that say what to do next."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from annotator.domain.errors import UserError

_CONTENT_ERRORS = (JSONDecodeError, zlib.error, UnicodeDecodeError)
"""What reading damaged content raises; the last also when SQLite's own words quote it."""


class DamagedFile(UserError):  # noqa: N818 - a UserError by another name
    """The file holds what no program has written there."""


_DAMAGED = "{name} is damaged: restore the newest copy from the folder of backups beside it."
_SENTENCES = (
    ("disk is full", "The disk is full, so the change to {name} was not saved: free some space and do it again."),
    (
        "disk i/o error",
        "The disk refused to write {name}, so the change was not saved: see that the disk is there and has room.",
    ),
    ("readonly", "{name} cannot be written: open it read-only, or copy it to a folder that you may write to."),
    ("locked", "Another program is busy with {name}: close it there, or try again in a moment."),
    ("malformed", _DAMAGED),
    ("could not decode", _DAMAGED),
    ("fts5", _DAMAGED),
    ("unsupported file format", _DAMAGED),
    ("vtable constructor failed", _DAMAGED),
    ("not a database", "{name} is not a project file, or it is damaged."),
    ("unable to open", "{name} cannot be opened: see that the folder is there and that you may write to it."),
    ("no such table", "{name} is not a project file of this program, or it is damaged."),
)


def damaged(path: Path) -> DamagedFile:
    """Give the error that says that this file is damaged."""
    return DamagedFile(_DAMAGED.format(name=f'"{path.name}"'))


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn what the database refuses into a UserError about this file; bugs of ours pass through as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.DatabaseError) as error:
        cause = str(getattr(error, "orig", None) or error)
        for part, sentence in _SENTENCES:
            if part in cause.casefold():
                kind = DamagedFile if sentence is _DAMAGED else UserError
                raise kind(sentence.format(name=f'"{path.name}"')) from error
        raise
    except _CONTENT_ERRORS as error:
        raise damaged(path) from error
