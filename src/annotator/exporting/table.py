"""A table on its way to a file, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Cell = str | int | float | bool | None
"""What a cell can hold; None is an empty cell. Whole numbers up to 2**53, no infinities."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and how it looks.

    Attributes:
        width_chars: Width in characters of the standard font.
        wrap: Whether long text goes on in further lines of the cell.
    """

    name: str
    width_chars: float = 12
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook: every row has one cell per column.

    Attributes:
        name: At most 28 characters, so that a number fits behind it where the rows need several sheets.
        rows: Taken once, in order, when the table's turn comes.
        count: How many rows there will be, for the progress; None where that is not known.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written so far.

    Attributes:
        rows: For each table its number of rows.
        sheets: For each table the names of its sheets.
        n_special: Cells whose whole text is on the sheet of special texts.
    """

    rows: Mapping[str, int]
    sheets: Mapping[str, tuple[str, ...]]
    n_special: int
