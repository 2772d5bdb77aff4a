"""How programs share a project file: the lock of the one that writes, and looking without disturbing it."""

import contextlib
import os
import sqlite3
from collections import Counter
from pathlib import Path

from filelock import FileLock, Timeout

from annotator.domain.errors import UserError

BUSY_MS = 5_000
"""How long to wait for another connection to let go."""

_open_here: Counter[Path] = Counter()


class ProjectInUse(UserError):  # noqa: N818 - a UserError by another name
    """Another program has the project open for writing; it can be looked at read-only."""


def lock_of(path: Path, is_new: bool = False) -> FileLock:
    """Take the lock that the one program which writes to a file holds; raises ProjectInUse where another has it.

    Raises UserError where it cannot be taken; for a file that ``is_new`` there is nothing to look at instead.
    """
    lock = FileLock(f"{path}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ProjectInUse(
            f'"{path.name}" is open in another window or program: close it there, or look at it read-only here.'
        ) from None
    except OSError as error:
        if is_new:
            raise UserError(
                f'The folder "{path.parent}" cannot be written ({error.strerror}): choose another one.'
            ) from None
        raise UserError(
            f'The folder of "{path.name}" cannot be written ({error.strerror}): open it read-only, '
            "or copy it to a folder that you may write to."
        ) from None
    return lock


def release(lock: FileLock) -> None:
    """Let others have the file, and leave nothing beside it.

    A program that opened the lock's file just before that goes finds that it has no name any more, and is turned away.
    """
    if os.name != "nt":  # there nobody can remove a file that is open
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


def note_opened(path: Path) -> None:
    """Remember that this program has connections to a file."""
    _open_here[path.resolve()] += 1


def note_closed(path: Path) -> None:
    """Forget one ``note_opened``."""
    _open_here[path.resolve()] -= 1


def is_open_here(path: Path) -> bool:
    """Whether this program has connections to a file.

    Then nothing but SQLite may open it: closing a file ends all locks that a program has on it (POSIX), SQLite's too.
    """
    return _open_here[path.resolve()] > 0


def address_to_look(path: Path) -> tuple[str, bool]:
    """Give the URI under which to read a file, and whether that needs SQLite's locking mode EXCLUSIVE.

    SQLite keeps shared memory beside a file. Where there is none and it may not make it, or could not take it away
    again, it reads the file as one that stays as it is or, where a log was left beside it, both without any lock.
    """
    uri = path.resolve().as_uri()
    log, memory = Path(f"{path}-wal"), Path(f"{path}-shm")
    can_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if can_write or (log.exists() and memory.exists()):
        return f"{uri}?mode=ro", False
    if log.exists():
        return f"{uri}?mode=ro&vfs={'win32' if os.name == 'nt' else 'unix'}-none", True
    return f"{uri}?mode=ro&immutable=1", False


def connect_to_look(path: Path) -> sqlite3.Connection:
    """Give a bare connection that can only read; call ``tidy_after_looking`` when it is closed."""
    uri, is_private = address_to_look(path)
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    if is_private:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def tidy_after_looking(path: Path) -> None:
    """Have SQLite remove the empty log that reading has left beside a file, unless somebody else has the file open."""
    if is_open_here(path) or not os.access(path, os.W_OK):
        return
    with contextlib.suppress(OSError, sqlite3.Error, UserError):
        if Path(f"{path}-wal").stat().st_size:
            return
        lock = lock_of(path)
        try:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=0)
            try:
                connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
            finally:
                connection.close()
        finally:
            release(lock)
