"""Excel workbooks (.xlsx), read by openpyxl row by row; formulas count by the values that Excel last saw."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from annotator.reading import limits
from annotator.reading.columns import Choose, Sheet
from annotator.reading.packages import Package
from annotator.reading.tables import Found, refuse_many_rows, sources

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_MOST_COLUMNS = 200
_EMPTY_ROWS = 5_000
"""So many rows without a word end a table: it is formatted to the last row, or made to hang us."""


def read_xlsx(data: bytes, file_name: str, choose: Choose | None = None) -> Iterator[Found]:
    """Give the transcripts of a workbook; raises UserError where it has none."""
    return sources(sheets(data, file_name), file_name, "xlsx", "utf-8", choose)


def sheets(data: bytes, file_name: str) -> Sequence[Sheet]:
    """Give the cells of every sheet that is not hidden."""
    package = Package(data, file_name, "an Excel workbook")
    for name in sorted(package.names):
        if name.endswith((".xml", ".rels")):
            package.refuse_entities(name)  # openpyxl reads sheets with a parser that would resolve them
    with limits.damage_told(file_name, "an Excel workbook"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and rules that it will not write back
        from openpyxl import load_workbook

        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return [
                Sheet(sheet.title, tuple(_rows(sheet, file_name)))
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
        finally:
            book.close()


def _rows(sheet: "ReadOnlyWorksheet", file_name: str) -> Iterator[tuple[str, ...]]:
    """The rows that hold anything, as text."""
    n_rows = n_empty = 0
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True):
        cells = tuple(_shown(value) for value in row)
        n_empty = 0 if any(cells) else n_empty + 1
        if n_empty > _EMPTY_ROWS:
            return
        if any(cells):
            n_rows += 1
            refuse_many_rows(n_rows, file_name)
            yield cells


def _shown(value: object) -> str:
    """A cell as text; a date as ISO 8601, an error as nothing."""
    if value is None or (isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A"))):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
