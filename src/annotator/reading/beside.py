"""Tables that lie beside speeches: found in a folder or in an archive, read line by line."""

import csv
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from annotator.domain.columns import plain_name
from annotator.domain.errors import UserError
from annotator.reading import limits, workbook

_LONGEST_CELL = 10_000
"""A line break that somebody forgot to quote parts a row in lines; what goes on for longer is damaged."""
_MOST_BYTES = 512 * limits.MEBIBYTE
_DAMAGE = (zipfile.BadZipFile, tarfile.TarError, zlib.error)
_WORKBOOK = re.compile(r"\.xls[xm]$", re.IGNORECASE)


class Place(Protocol):
    """A folder, on the disk or in an archive. Two of the same folder are equal."""

    def names(self) -> Sequence[str]:
        """Give the names of the files in it."""

    def above(self) -> "Place | None":
        """Give the folder that it is in."""

    def open(self, name: str) -> IO[bytes]:
        """Open a file in it."""

    def path_of(self, name: str) -> str:
        """Give where a file in it is, for a message."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on the disk."""

    path: Path

    def names(self) -> Sequence[str]:
        """Give the names of the files in it."""
        try:
            return [entry.name for entry in self.path.iterdir() if entry.is_file()]
        except OSError:
            return ()

    def above(self) -> "Folder | None":
        """Give the folder that it is in."""
        path = self.path.resolve()
        return Folder(path.parent) if path.parent != path else None

    def open(self, name: str) -> IO[bytes]:
        """Open a file in it."""
        return (self.path / name).open("rb")

    def path_of(self, name: str) -> str:
        """Give where a file in it is."""
        return str(self.path / name)


@dataclass(frozen=True, slots=True)
class InArchive:
    """A folder in an archive that is open; above its outermost ones is the folder that the archive is in.

    Attributes:
        tables: The members that anybody may ask for, in all folders, with what opens each.
    """

    tables: Mapping[PurePosixPath, Callable[[], IO[bytes]]]
    folder: PurePosixPath
    outside: Folder | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InArchive) and (self.tables is other.tables and self.folder == other.folder)

    def __hash__(self) -> int:
        return hash((id(self.tables), self.folder))

    def names(self) -> Sequence[str]:
        """Give the names of the files in it."""
        return [path.name for path in self.tables if path.parent == self.folder]

    def above(self) -> "Place | None":
        """Give the folder that it is in."""
        if self.folder.parent == self.folder:
            return self.outside
        return InArchive(self.tables, self.folder.parent, self.outside)

    def open(self, name: str) -> IO[bytes]:
        """Open a file in it."""
        return self.tables[self.folder / name]()

    def path_of(self, name: str) -> str:
        """Give where a file in it is."""
        return str(self.folder / name)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its file's name, the names of its columns, and its rows, to be read once."""

    name: str
    names: Sequence[str]
    rows: Iterator[list[str]]

    def columns(self, fields: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
        """Give for each field the columns that may hold it, best first."""
        names = [plain_name(name) for name in self.names]
        return {
            field: [names.index(name) for name in known if name in names] for field, known in fields.items()
        }  # fmt: skip


def read_table(place: Place, name: str) -> Table:
    """Give a table; its rows may be read once.

    Raises:
        UserError: it cannot be opened, is no table or has no names of columns; reading a row may raise it too.
    """
    rows = _workbook(place, name) if _WORKBOOK.search(name) else _lines(place, name)
    names = next(rows, None)
    if names is None or sum(map(bool, names)) < 2:
        raise UserError(f"{name} is not a table with names of columns, so the speeches are read without it.")
    return Table(name, names, rows)


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """Say of a table that cannot be read that the speeches are read without it."""
    try:
        yield
    except UserError:
        raise
    except (*_DAMAGE, OSError, ValueError, csv.Error, NotImplementedError, RuntimeError, EOFError):
        raise UserError(f"{name} cannot be read or is damaged, so the speeches are read without it.") from None


def _workbook(place: Place, name: str) -> Iterator[list[str]]:
    with _damage_told(name):
        with place.open(name) as file:
            data = file.read(limits.MOST_FILE_BYTES + 1)
        limits.refuse_long(len(data), limits.MOST_FILE_BYTES, name)
        try:
            sheets = workbook.sheets(data, name)
        except UserError as error:
            raise ValueError from error
    first = next((sheet for sheet in sheets if sheet.rows), None)
    for row in first.rows if first else ():
        yield list(row)


def _lines(place: Place, name: str) -> Iterator[list[str]]:
    with _damage_told(name):
        encoding = _encoding(place, name)
        with place.open(name) as raw, TextIOWrapper(raw, encoding, newline="") as text:
            yield from _cells(text)


def _encoding(place: Place, name: str) -> str:
    """What a table is written in: UTF-8 where all of it is, else Windows-1252."""
    with place.open(name) as raw:
        if raw.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    n_bytes = 0
    with place.open(name) as raw, TextIOWrapper(raw, "utf-8-sig", newline="") as text:
        try:
            while part := text.read(1 << 20):
                n_bytes += len(part)
                if n_bytes > _MOST_BYTES or "\0" in part:
                    raise ValueError("too long, or no text")
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _cells(text: Iterable[str]) -> Iterator[list[str]]:
    """The rows of a table of text, as R and spreadsheets write them: with quotes throughout, or with none at all."""
    lines = iter(text)
    head = next(lines, "")
    delimiter = "\t" if "\t" in head else ";" if head.count(";") > head.count(",") else ","
    if '"' in head or delimiter != "\t":
        csv.field_size_limit(limits.MOST_TEXT_BYTES)
        rows = csv.reader((line for part in ((head,), lines) for line in part), delimiter=delimiter)
        yield from _shifted(row for row in rows if any(row))
        return
    yield from _shifted(_joined(head, lines))


def _joined(head: str, lines: Iterator[str]) -> Iterator[list[str]]:
    """Rows without quotes: where a cell holds a line break, the next lines belong to it."""
    names = head.rstrip("\r\n").split("\t")
    yield names
    width = 0
    cells: list[str] = []
    for line in lines:
        parts = line.rstrip("\r\n").split("\t")
        width = width or max(len(names), len(parts))
        if cells and len(cells) + len(parts) - 1 > width:
            yield cells  # it was only short
            cells = []
        cells = [*cells[:-1], f"{cells[-1]} {parts[0]}", *parts[1:]] if cells else parts
        if len(cells) >= width:
            yield cells
            cells = []
        elif not any(cells) or len(cells[-1]) > _LONGEST_CELL:
            cells = []
    if len(cells) > 1:
        yield cells


def _shifted(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows with a name before the others where R has written the numbers of the rows without naming them."""
    names = next(rows, None)
    if names is None:
        return
    first = next(rows, None)
    is_short = first is not None and len(first) == len(names) + 1
    yield ["", *names] if is_short else names
    if first is not None:
        yield first
    yield from rows
