"""A workbook read back from the disk, to see whether it says what was meant, cell by cell.

Every part is read through its checksum and parsed as XML; every row's values are put together again and digested,
and the digest must be that of the values that went in.
"""

import hashlib
import zipfile
from codecs import getincrementaldecoder
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from xml.parsers import expat

from annotator.domain.errors import UserError
from annotator.exporting.cells import cells_of_row, decode_special
from annotator.exporting.frame import Sheet
from annotator.exporting.table import Cell, Column

SPECIAL = "special_texts"
SPECIAL_COLUMNS = (
    Column("sheet", 16),
    Column("cell", 10),
    Column("column", 18),
    Column("part", 8),
    Column("parts", 8),
    Column("text", 100, wrap=True),
)

_BYTES_AT_ONCE = 1 << 20


class Digest:
    """A running digest of a sheet's rows, header first."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=32)

    def add(self, row: tuple[Cell, ...]) -> None:
        """Take the next row."""
        self._hash.update(repr(row).encode("utf-8", "surrogatepass"))

    @property
    def value(self) -> bytes:
        """The digest of the rows so far."""
        return self._hash.digest()


def verify(path: Path, sheets: Sequence[Sheet], on_row: Callable[[str], None]) -> None:
    """Read a workbook back and compare every cell; raises UserError where it does not say what was meant.

    Args:
        sheets: In the order of the workbook.
        on_row: Called with the name of the sheet for each row.
    """
    try:
        with zipfile.ZipFile(path) as package:
            names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
            for name in set(package.namelist()).difference(names):
                expat.ParserCreate().Parse(package.read(name), True)
            special = _read_special(package, [name for name, sheet in zip(names, sheets, strict=True) if sheet.special])
            for name, sheet in zip(names, sheets, strict=True):
                _verify_sheet(package, name, sheet, special.get(sheet.name, {}), on_row)
    except (zipfile.BadZipFile, expat.ExpatError, ValueError, LookupError) as error:
        raise _changed(path) from error


def _verify_sheet(
    package: zipfile.ZipFile, name: str, sheet: Sheet, special: Mapping[str, str], on_row: Callable[[str], None]
) -> None:
    digest = Digest()
    for row in _rows(package, name, len(sheet.columns), special):
        digest.add(row)
        on_row(sheet.name)
    if digest.value != sheet.digest:
        raise ValueError(f"Sheet {sheet.name} reads back differently.")


def _read_special(package: zipfile.ZipFile, names: Sequence[str]) -> dict[str, dict[str, str]]:
    """Give, by sheet and cell, the whole texts of the cells that could not hold them."""
    parts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        for row in islice(_rows(package, name, len(SPECIAL_COLUMNS), {}), 1, None):
            parts[str(row[0])][str(row[1])].append(str(row[5]))
    return {sheet: {cell: decode_special(texts) for cell, texts in cells.items()} for sheet, cells in parts.items()}


def _rows(
    package: zipfile.ZipFile, name: str, n_columns: int, special: Mapping[str, str]
) -> Iterator[tuple[Cell, ...]]:
    from openpyxl.utils import get_column_letter

    places = {get_column_letter(number): number - 1 for number in range(1, n_columns + 1)}
    for number, xml in enumerate(_row_xml(package, name), 1):
        row: list[Cell] = [None] * n_columns
        for letters, value in cells_of_row(xml):
            row[places[letters]] = special.get(f"{letters}{number}", value) if special else value
        yield tuple(row)


def _row_xml(package: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Give the XML of each row in turn, while the whole part is parsed and its checksum taken."""
    parser = expat.ParserCreate()
    decoder = getincrementaldecoder("utf-8")()
    rest = ""
    with package.open(name) as stream:
        while data := stream.read(_BYTES_AT_ONCE):
            parser.Parse(data)
            *rows, rest = (rest + decoder.decode(data)).split("</row>")
            yield from rows
    parser.Parse(b"", True)


def _changed(path: Path) -> UserError:
    return UserError(
        f'The new file read back from "{path.parent}" was not what had been written, so it was thrown away: '
        "check that disk, or choose another folder."
    )
