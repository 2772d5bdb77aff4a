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

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from annotator.domain.clock import ZERO, Clock, is_stamp
from annotator.domain.errors import UserError
from annotator.store import migrations, schema
from annotator.store.access import (
    BUSY_MS,
    address_to_look,
    connect_to_look,
    is_open_here,
    lock_of,
    note_closed,
    note_opened,
    release,
    tidy_after_looking,
)
from annotator.store.failures import damaged, plainly
from annotator.store.intake import remove_unfinished

SUFFIX = ".annotator"
_MAGIC = b"SQLite format 3\0"
_FORMS, _ENCODINGS = (1, 2, 3, 4), (1, 2, 3)  # schema format numbers and text encodings that SQLite knows
_READER_CACHE_KIB = 16_384
_WAL_PAGES = 20_000  # the window checkpoints when idle; this is the ceiling when it never is


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
        note_opened(path)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty project file; raises UserError where it exists or cannot be made."""
        try:
            is_there = path.parent.is_dir()
        except OSError as error:
            raise UserError(
                f'The folder "{path.parent}" may not be used ({error.strerror}): choose another one.'
            ) from None
        if not is_there:
            raise UserError(f'The folder "{path.parent}" does not exist: make it, or choose another.')
        lock = lock_of(path, is_new=True)
        try:
            if path.exists():
                raise UserError(f'"{path.name}" exists already: choose another name, or open it.')
            try:
                with plainly(path):
                    _make_tables(path)
                return cls(path, read_only=False, lock=lock)
            except BaseException:
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{path}{suffix}").unlink(missing_ok=True)
                raise
        except BaseException:
            release(lock)
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
            lock = lock_of(path)
            try:
                with plainly(path):
                    migrations.migrate(path, check_header(path))  # read again: others might write until now
                file = cls(path, read_only=False, lock=lock)
            except BaseException:
                release(lock)
                raise
        try:
            file._start_clock()
            if not read_only:
                remove_unfinished(file)
        except BaseException:
            file.close()
            raise
        return file

    def _start_clock(self) -> None:
        with self.read() as connection:
            latest = connection.exec_driver_sql("SELECT max(clock) FROM journal").scalar()
            merged = connection.exec_driver_sql("SELECT max(max(acted), max(coalesce(undone, ''))) FROM merge").scalar()
        for stamp in (latest or ZERO, merged or ZERO):
            if not is_stamp(stamp):
                raise damaged(self.path)
            self.clock.observe(stamp)

    def close(self) -> None:
        """Close every connection, fold the write-ahead log into the file and let others have it."""
        if self._closed:
            return
        self._closed = True
        with self._write_lock:
            self._reader.dispose()
            if self._writer is not None:
                with contextlib.suppress(DBAPIError, sqlite3.Error, UnicodeDecodeError):
                    # The last to leave folds the log in and removes it, but not one who may only read.
                    self._writer.connect().close()
                self._writer.dispose()
        note_closed(self.path)
        if self._lock is None:
            tidy_after_looking(self.path)
        else:
            release(self._lock)

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
            try:
                with plainly(other):
                    uri, is_private = address_to_look(other)
                    if is_private:
                        raw.execute("PRAGMA locking_mode = EXCLUSIVE")  # also for what is attached later
                        raw.execute("PRAGMA main.locking_mode = NORMAL")
                    raw.execute("ATTACH DATABASE ? AS other", (uri,))
                with plainly(self.path), connection.begin():
                    yield connection
            finally:
                # Detaching is refused while a question is not read to its end, as after an error; closing is not.
                connection.invalidate()
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
    if is_open_here(path):
        return schema.SCHEMA_VERSION
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
    form, encoding = struct.unpack(">I", head[44:48])[0], struct.unpack(">I", head[56:60])[0]
    if application != schema.APPLICATION_ID:
        raise UserError(f'"{path.name}" is a database of another program, not a project file.')
    if version > schema.SCHEMA_VERSION:
        raise UserError(
            f'"{path.name}" was made by a newer version of Annotator: install the newest version to open it.'
        )
    if form not in _FORMS or encoding not in _ENCODINGS:
        raise damaged(path)
    page_size = 65_536 if page_size == 1 else page_size
    if pages and size < pages * page_size and not Path(f"{path}-wal").exists():
        raise UserError(
            f'"{path.name}" is cut short ({size:,} of {pages * page_size:,} bytes): '
            "copy it again, or restore the newest copy from the folder of backups beside it."
        )
    return int(version)


def _make_tables(path: Path) -> None:
    engine = _engine(path, writes=True, creating=True)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
            schema.TRUTH.create_all(connection)
            schema.make_projections(connection)
    finally:
        engine.dispose()


def _connect_to_write(path: Path, creating: bool) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if creating else 'rw'}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)


def _engine(path: Path, writes: bool, creating: bool = False) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = _connect_to_write(path, creating) if writes else connect_to_look(path)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA cache_size = -{_READER_CACHE_KIB}")
            if writes:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
            else:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()  # the error's traceback would keep it open, and with it the file
            raise
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=1 if writes else 4, max_overflow=0 if writes else 8
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
