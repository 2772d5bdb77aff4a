"""Tables into an Excel workbook, in constant memory, verified before it takes the place of an older one.

openpyxl makes the workbook; the rows are streamed into the sheets that it made, as the same XML, since its own
writing of rows takes several times as long.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO

from annotator.domain.progress import Progress, no_progress, report
from annotator.exporting.cells import encode_special, is_risky, number_to_xml, text_to_xml
from annotator.exporting.frame import Sheet, Styles, make_frame
from annotator.exporting.placing import replacing
from annotator.exporting.reading_back import SPECIAL, SPECIAL_COLUMNS, Digest, verify
from annotator.exporting.table import Cell, Summary, Table

MAX_ROWS = 1_048_575
"""Rows that fit on a sheet below the header."""

_MAX_BYTES = (1 << 31) - (1 << 26)
"""XML of a sheet after which the table goes on on the next: parts over 2 GiB need ZIP64, over which Excel complains."""

_ROWS_AT_ONCE = 200
_PLAIN = frozenset({str, int, float, bool, type(None)})


def no_tables(_summary: Summary) -> tuple[Table, ...]:
    """Add nothing at the end."""
    return ()


def write_workbook(
    tables: Iterable[Table],
    target: Path,
    progress: Progress = no_progress,
    closing: Callable[[Summary], Iterable[Table]] = no_tables,
    max_rows: int = MAX_ROWS,
) -> Path:
    """Write the tables to an ``.xlsx`` file, one after the other, and give its path.

    Texts that a cell cannot hold are kept whole on a last sheet, ``special_texts``; see ``cells``. A table with more
    rows than a sheet can hold goes on on the sheets ``name_2``, ``name_3`` and so on.

    Args:
        closing: Gives the tables to add when the others are written, from what was written.

    Raises:
        UserError: the target cannot be written, or reads back differently. An older file is still there as it was.
        Cancelled: likewise nothing has changed.
    """
    tables = list(tables)
    with replacing(target, ".xlsx") as part:
        writer = _Writer(progress, 2 * sum(table.count or 0 for table in tables), max_rows)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as package:
            for table in tables:
                writer.write(package, table)
            for table in closing(writer.summary()):
                writer.write(package, table)
            writer.finish(package)
        writer.announce("Verifying the new file")
        verify(part, writer.sheets, lambda name: writer.step(f"Verifying {name}"))
    return target


class _Writer:
    """Writes sheets into a package and remembers what it wrote."""

    def __init__(self, progress: Progress, total: int, max_rows: int) -> None:
        self.sheets: list[Sheet] = []
        self._tables: dict[str, list[Sheet]] = {}
        self._special: list[tuple[str, str, str, str]] = []
        self._progress = progress
        self._total = total
        self._done = 0
        self._max_rows = max_rows

    def summary(self) -> Summary:
        """What was written so far."""
        return Summary(
            rows={name: sum(sheet.n_rows for sheet in sheets) for name, sheets in self._tables.items()},
            sheets={name: tuple(sheet.name for sheet in sheets) for name, sheets in self._tables.items()},
            n_special=len(self._special),
        )

    def step(self, text: str) -> None:
        """Count a row; raises Cancelled where the user asks to stop."""
        self._done += 1
        if self._done % _ROWS_AT_ONCE == 0:
            self.announce(text)

    def announce(self, text: str) -> None:
        """Tell what is being done now; raises Cancelled where the user asks to stop."""
        report(self._progress, self._done, max(self._total, self._done), text)

    def write(self, package: zipfile.ZipFile, table: Table) -> None:
        """Write a table to a sheet, or to as many as its rows need."""
        self.announce(f"Writing {table.name}")
        sheets = self._tables.setdefault(table.name, [])
        rows = iter(table.rows)
        ahead = list(islice(rows, 1))
        while ahead or not sheets:
            number = len(sheets) + 1
            sheet = Sheet(table.name if number == 1 else f"{table.name}_{number}", table.columns)
            sheet.special = table.name == SPECIAL
            sheets.append(sheet)
            self._write_sheet(package, sheet, islice(chain(ahead, rows), self._max_rows))
            ahead = list(islice(rows, 1))

    def finish(self, package: zipfile.ZipFile) -> None:
        """Write the special texts, if there are any, and everything around the sheets."""
        if self._special:
            self.write(package, Table(SPECIAL, SPECIAL_COLUMNS, self._special_rows(), len(self._special)))
        for name, content in make_frame(self.sheets).parts.items():
            package.writestr(name, content)

    def _special_rows(self) -> Iterator[tuple[Cell, ...]]:
        for sheet, cell, column, text in self._special:
            parts = encode_special(text)
            for number, content in enumerate(parts, 1):
                yield sheet, cell, column, number, len(parts), content

    def _write_sheet(self, package: zipfile.ZipFile, sheet: Sheet, rows: Iterable[tuple[Cell, ...]]) -> None:
        self.sheets.append(sheet)
        frame = make_frame(self.sheets)
        name, before, _ = frame.sheets[-1]
        with package.open(name, "w") as stream:
            stream.write(before.encode())
            stream.write(b"<sheetData>")
            self._write_rows(stream, sheet, rows, frame.styles)
            stream.write(b"</sheetData>")
            stream.write(make_frame(self.sheets).sheets[-1][2].encode())

    def _write_rows(self, stream: IO[bytes], sheet: Sheet, rows: Iterable[tuple[Cell, ...]], styles: Styles) -> None:
        looks = _looks_of(sheet, styles)
        header = tuple(column.name for column in sheet.columns)
        digest = Digest()
        digest.add(header)
        pieces = self._row_xml(sheet, 1, header, [(*look[:2], styles.header, styles.header) for look in looks])
        n_bytes = 0
        for number, given in enumerate(rows, 2):
            row = given if _PLAIN.issuperset(map(type, given)) else tuple(map(_plain, given))
            digest.add(row)
            pieces += self._row_xml(sheet, number, row, looks)
            sheet.n_rows += 1
            self.step(f"Writing {sheet.name}")
            if number % _ROWS_AT_ONCE == 0:
                n_bytes += stream.write("".join(pieces).encode())
                pieces.clear()
                if n_bytes > _MAX_BYTES:
                    break
        stream.write("".join(pieces).encode())
        sheet.digest = digest.value

    def _row_xml(
        self, sheet: Sheet, number: int, row: tuple[Cell, ...], looks: list[tuple[str, str, int, int]]
    ) -> list[str]:
        pieces = [f'<row r="{number}">']
        for (letters, column, plain, risky), value in zip(looks, row, strict=True):
            if isinstance(value, str):
                content, special = text_to_xml(value)
                if special:
                    self._special.append((sheet.name, f"{letters}{number}", column, value))
                style = risky if is_risky(value) else plain
                pieces.append(f'<c r="{letters}{number}" s="{style}" t="inlineStr">{content}</c>')
            elif value is not None:
                kind, content = number_to_xml(value)
                pieces.append(f'<c r="{letters}{number}" s="{plain}" t="{kind}">{content}</c>')
        pieces.append("</row>")
        return pieces


def _looks_of(sheet: Sheet, styles: Styles) -> list[tuple[str, str, int, int]]:
    """Give, for each column, its letters, its name, and the styles of its plain and its risky cells."""
    from openpyxl.utils import get_column_letter

    return [
        (get_column_letter(number), column.name, styles.plain[column.wrap], styles.risky[column.wrap])
        for number, column in enumerate(sheet.columns, 1)
    ]


def _plain(value: Cell) -> Cell:
    """Give the value without a class of its own: text of an enumeration, a number of numpy's."""
    for kind in (bool, str, int, float):
        if isinstance(value, kind):
            return kind(value)
    return None
