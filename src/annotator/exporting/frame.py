"""The workbook around the rows, made by openpyxl: its parts, styles, column widths, frozen header, filter and print."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from annotator.exporting.table import Column

_HEADER_FILL = "FFE9EDF2"
_HEADER_LINE = "FF8A97A8"
_NO_ROWS = re.compile(r"<sheetData\s*/>|<sheetData>\s*</sheetData>")


@dataclass(slots=True)
class Sheet:
    """A sheet that is being written.

    Attributes:
        n_rows: Without the header.
        digest: Of what was meant to be written.
        special: Whether it holds the whole texts of other sheets' cells.
    """

    name: str
    columns: tuple[Column, ...]
    n_rows: int = 0
    digest: bytes = b""
    special: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """Numbers of the workbook's cell styles; the plain and the risky ones without and with wrapped text.

    Risky text has Excel's mark for "this is text", so that it stays text when somebody edits the cell.
    """

    header: int
    plain: tuple[int, int]
    risky: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """A workbook whose sheets have no rows yet.

    Attributes:
        parts: Every part of the package but the sheets, by its name in the package.
        sheets: For each sheet its name in the package, and its XML before and after the rows.
    """

    styles: Styles
    parts: dict[str, bytes]
    sheets: tuple[tuple[str, str, str], ...]


def make_frame(sheets: Sequence[Sheet]) -> Frame:
    """Give the workbook around these sheets; what they say of their size is what ``n_rows`` says now."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Annotator"
    made = [_make_sheet(workbook, sheet) for sheet in sheets]
    styles = _make_styles(made[0])
    buffer = BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    split = []
    for number in range(1, len(sheets) + 1):
        name = f"xl/worksheets/sheet{number}.xml"
        before, after = _NO_ROWS.split(parts.pop(name).decode("utf-8"))
        split.append((name, before, after))
    return Frame(styles, parts, tuple(split))


def _make_sheet(workbook: Any, sheet: Sheet) -> Any:
    from openpyxl.utils import get_column_letter

    made = workbook.create_sheet(sheet.name)
    for number, column in enumerate(sheet.columns, 1):
        made.column_dimensions[get_column_letter(number)].width = column.width_chars
    made.freeze_panes = "A2"
    made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{sheet.n_rows + 1}"
    made.page_setup.orientation = "landscape"
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = "1:1"
    return made


def _make_styles(sheet: Any) -> Styles:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    def style(wrap: bool, risky: bool = False, header: bool = False) -> int:
        cell = WriteOnlyCell(sheet)
        cell.alignment = Alignment(vertical="center" if header else "top", wrap_text=wrap)
        if header:
            cell.font = Font(name="Calibri", size=11, bold=True)
            cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
            cell.border = Border(bottom=Side("medium", color=_HEADER_LINE))
        cell.quotePrefix = risky
        return int(cell.style_id)

    return Styles(
        header=style(wrap=True, header=True),
        plain=(style(wrap=False), style(wrap=True)),
        risky=(style(wrap=False, risky=True), style(wrap=True, risky=True)),
    )
