"""One project file: opening, creating, locking, and its transactions."""

import contextlib
import os
import sqlite3
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from annotator.domain.clock import ZERO, Clock
from annotator.domain.errors import UserError
from annotator.store import migrations, schema
from annotator.store.failures import plainly

SUFFIX = ".annotator"
_MAGIC = b"SQLite format 3\0"
_BUSY_MS = 5_000
_READER_CACHE_KIB = 16_384
_WAL_PAGES = 20_000  # the window checkpoints when idle; this is the ceiling when it never is


class ProjectInUse(UserError):  # noqa: N818 - a UserError by another name
    """Another program has the project open for writing; it can be looked at read-only."""


class ProjectFile:
    """An open project file: connections to read from any thread, and one to write with, one writer at a time.

    Attributes:
        clock: Makes the stamps of this opening; use it inside ``write()`` only.
    """

    def __init__(self, path: Path, read_only: bool, lock: FileLock | None) -> None:
        self.path = path
        self.read_only = read_only
        self.clock = Clock()
        self._lock = lock
        self._write_lock = threading.RLock()
        self._closed = False
        self._reader = _engine(path, writes=False)
        self._writer = None if read_only else _engine(path, writes=True)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty project file; raises UserError where it exists or cannot be made."""
        if path.exists():
            raise UserError(f'"{path.name}" exists already: choose another name, or open it.')
        if not path.parent.is_dir():
            raise UserError(f'The folder "{path.parent}" does not exist: make it, or choose another.')
        lock = _lock(path)
        try:
            with plainly(path):
                _make_tables(path)
            return cls(path, read_only=False, lock=lock)
        except BaseException:
            path.unlink(missing_ok=True)
            _release(lock)
            raise

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Self:
        """Open a project file; see ``annotator.usecases.project.Project.open`` for what it raises."""
        version = check_header(path)
        if read_only:
            if version < schema.SCHEMA_VERSION:
                raise UserError(f'"{path.name}" is of an older version: open it for writing once, to bring it up.')
            file = cls(path, read_only=True, lock=None)
        else:
            if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
                raise UserError(
                    f'"{path.name}" or its folder cannot be written: open it read-only, '
                    "or copy it to a folder that you may write to."
                )
            lock = _lock(path)
            try:
                with plainly(path):
                    migrations.migrate(path, version)
                file = cls(path, read_only=False, lock=lock)
            except BaseException:
                _release(lock)
                raise
        try:
            file._start_clock()
        except BaseException:
            file.close()
            raise
        return file

    def _start_clock(self) -> None:
        with self.read() as connection:
            latest = connection.exec_driver_sql("SELECT max(clock) FROM journal").scalar()
            merged = connection.exec_driver_sql("SELECT max(max(acted), max(coalesce(undone, ''))) FROM merge").scalar()
        self.clock.observe(max(latest or ZERO, merged or ZERO))

    def close(self) -> None:
        """Close every connection, fold the write-ahead log into the file and let others have it."""
        if self._closed:
            return
        self._closed = True
        with self._write_lock:
            self._reader.dispose()
            if self._writer is not None:
                with contextlib.suppress(DBAPIError, sqlite3.Error):
                    # The last to leave folds the log in and removes it, but not one who may only read.
                    self._writer.connect().close()
                self._writer.dispose()
        if self._lock is None:
            tidy_after_looking(self.path)
        else:
            _release(self._lock)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state of the file and cannot write."""
        with plainly(self.path), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the connection to write with: all of it is stored when the block ends, nothing when it raises."""
        if self._writer is None:
            raise UserError(f'"{self.path.name}" is open read-only, so nothing can be changed.')
        with self._write_lock, plainly(self.path), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def write_with(self, other: Path) -> Iterator[Connection]:
        """Give the connection to write with, and the other file to read from as the schema ``other``."""
        if self._writer is None:
            raise UserError(f'"{self.path.name}" is open read-only, so nothing can be changed.')
        with self._write_lock, self._writer.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            with plainly(other):
                uri, is_private = _looking_at(other)
                raw.execute("ATTACH DATABASE ? AS other", (uri,))
                if is_private:
                    raw.execute("PRAGMA other.locking_mode = EXCLUSIVE")
            try:
                with plainly(self.path), connection.begin():
                    yield connection
            finally:
                raw.execute("DETACH DATABASE other")
                tidy_after_looking(other)

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file, so that the next change need not; for idle moments."""
        if self._writer is None or not self._write_lock.acquire(blocking=False):
            return
        try:
            with plainly(self.path), self._writer.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            self._write_lock.release()


def check_header(path: Path) -> int:
    """Give a project file's schema version from its first bytes, without opening it as a database.

    Raises UserError, with nothing touched, where it is missing, empty, cut short, no database, another program's or
    of a newer version.
    """
    if path.is_dir():
        raise UserError(f'"{path.name}" is a folder, not a project file.')
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
            size = stream.seek(0, os.SEEK_END)
    except FileNotFoundError:
        raise UserError(f'There is no file "{path}".') from None
    except OSError as error:
        raise UserError(f'"{path.name}" cannot be read: {error.strerror}.') from None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise UserError(f'"{path.name}" is not a project file.')
    page_size, pages = struct.unpack(">H", head[16:18])[0], struct.unpack(">I", head[28:32])[0]
    version, application = struct.unpack(">I", head[60:64])[0], struct.unpack(">I", head[68:72])[0]
    if application != schema.APPLICATION_ID:
        raise UserError(f'"{path.name}" is a database of another program, not a project file.')
    if version > schema.SCHEMA_VERSION:
        raise UserError(
            f'"{path.name}" was made by a newer version of Annotator: install the newest version to open it.'
        )
    page_size = 65_536 if page_size == 1 else page_size
    if pages and size < pages * page_size and not Path(f"{path}-wal").exists():
        raise UserError(
            f'"{path.name}" is cut short ({size:,} of {pages * page_size:,} bytes): '
            "copy it again, or restore the newest copy from the folder of backups beside it."
        )
    return int(version)


def _lock(path: Path) -> FileLock:
    lock = FileLock(f"{path}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ProjectInUse(
            f'"{path.name}" is open in another window or program: close it there, or look at it read-only here.'
        ) from None
    except OSError as error:
        raise UserError(
            f'The folder of "{path.name}" cannot be written ({error.strerror}): open it read-only, '
            "or copy it to a folder that you may write to."
        ) from None
    return lock


def _release(lock: FileLock) -> None:
    """Let others have the file, and leave nothing beside it.

    A program that has opened the lock's file just before it goes finds that it has no name any more and is turned away.
    """
    if os.name != "nt":  # there nobody can remove a file that is open
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


def _make_tables(path: Path) -> None:
    engine = _engine(path, writes=True, creating=True)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
            schema.TRUTH.create_all(connection)
            make_projections(connection)
    finally:
        engine.dispose()


def make_projections(connection: Connection) -> None:
    """Create the tables of the projections, empty."""
    schema.PROJECTIONS.create_all(connection)
    connection.exec_driver_sql(schema.SEARCH)


def drop_projections(connection: Connection) -> None:
    """Remove the tables of the projections."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS statement_search")
    schema.PROJECTIONS.drop_all(connection)


def _looking_at(path: Path) -> tuple[str, bool]:
    """Give the address under which to read a file, and whether that needs locking mode EXCLUSIVE.

    SQLite wants to keep shared memory beside a file. Where it may not, nobody else can be writing to it either: so it
    reads the file as one that stays as it is, or where a log was left beside it, both without any lock.
    """
    uri = path.resolve().as_uri()
    log, memory = Path(f"{path}-wal"), Path(f"{path}-shm")
    if os.access(path.parent, os.W_OK) or (log.exists() and memory.exists()):
        return f"{uri}?mode=ro", False
    if log.exists():
        return f"{uri}?mode=ro&vfs={'win32' if os.name == 'nt' else 'unix'}-none", True
    return f"{uri}?mode=ro&immutable=1", False


def connect_to_look(path: Path) -> sqlite3.Connection:
    """Give a bare connection that can only read; call ``tidy_after_looking`` when it is closed."""
    uri, is_private = _looking_at(path)
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    if is_private:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def tidy_after_looking(path: Path) -> None:
    """Have SQLite remove the empty log that reading has left beside a file, unless somebody else uses it."""
    with contextlib.suppress(OSError, sqlite3.Error):
        if Path(f"{path}-wal").stat().st_size == 0 and os.access(path, os.W_OK):
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=0)
            try:
                connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
            finally:
                connection.close()


def _connect_to_write(path: Path, creating: bool) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if creating else 'rw'}"
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False)


def _engine(path: Path, writes: bool, creating: bool = False) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = _connect_to_write(path, creating) if writes else connect_to_look(path)
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute(f"PRAGMA cache_size = -{_READER_CACHE_KIB}")
        if writes:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
        else:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=1 if writes else 4, max_overflow=0 if writes else 8
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
