"""Which column of a table holds what, and how its rows become transcripts."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

COLUMN_ROLES = ("text", "speaker", "affiliation", "role", "date", "document", "title", "language")
"""What a column may hold, in the order in which people are asked."""
OF_ITS_OWN = ("text", "speaker", "affiliation", "role")
"""What needs a column of its own: nobody's role is their State. A document may well be the title, or the date."""


class Rows(StrEnum):
    """What one row of a table is."""

    SPEECH = "speech"
    STATEMENT = "statement"


class Division(StrEnum):
    """What makes a transcript of its own: each document (failing that each date), each row, or the whole table."""

    DOCUMENT = "document"
    ROW = "row"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column, counted from 0, holds what; None where the table does not have it.

    Attributes:
        text: What was said; the only column that must be there.
        document: What tells the transcripts of one table apart; failing that the date does.
        title: What a transcript is listed under; failing that its document is.
        header: Whether the first row holds names.
        rows: Whether a row is a speech, to be cut into statements, or one statement.
    """

    text: int
    speaker: int | None = None
    affiliation: int | None = None
    role: int | None = None
    date: int | None = None
    document: int | None = None
    title: int | None = None
    language: int | None = None
    header: bool = True
    rows: Rows = Rows.SPEECH
    division: Division = Division.DOCUMENT


@dataclass(frozen=True, slots=True)
class TableRead:
    """How the table that a transcript came in was read, so that the same file read again gives the same text.

    Attributes:
        file_name: Name of the file without folders.
        sheet: Name of the sheet in a workbook, else "".
        names: What stands in the first row.
        columns: Which column holds what; None where no column with text was found.
        samples: For each column something that stands in it, to be shown; not kept.
        member: Where the table is inside an archive, else ""; not kept.
    """

    file_name: str
    sheet: str
    names: tuple[str, ...]
    columns: Columns | None
    samples: tuple[str, ...] = ()
    member: str = ""

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What a table is known again by: its names, in a file and a sheet of the same name."""
        return self.file_name.casefold(), self.sheet, self.names


def table_to_dict(table: TableRead) -> dict[str, Any]:
    """Give how a table was read as plain values."""
    columns = table.columns
    assert columns is not None
    return {
        "file": table.file_name,
        "sheet": table.sheet,
        "names": list(table.names),
        **{role: place for role in COLUMN_ROLES if (place := getattr(columns, role)) is not None},
        "header": columns.header,
        "rows": columns.rows.value,
        "division": columns.division.value,
    }


def table_from_dict(raw: dict[str, Any]) -> TableRead:
    """Read how a table was read from plain values, the inverse of ``table_to_dict``."""
    places = {role: int(raw[role]) for role in COLUMN_ROLES if raw.get(role) is not None}
    columns = Columns(
        **places, header=bool(raw["header"]), rows=Rows(raw["rows"]), division=Division(raw["division"])
    )  # fmt: skip
    return TableRead(str(raw["file"]), str(raw["sheet"]), tuple(map(str, raw["names"])), columns)


def plain_name(name: str) -> str:
    """Give the name of a column as names are compared: letters and digits in lower case."""
    return " ".join("".join(char if char.isalnum() else " " for char in name.casefold()).split())


def place_of(name: str, names: Sequence[str]) -> int | None:
    """Give which column bears this name, or has this number counted from 1; None where none does."""
    wanted = plain_name(name)
    for place, given in enumerate(names):
        if wanted and plain_name(given) == wanted:
            return place
    return int(wanted) - 1 if wanted.isdecimal() and 0 < int(wanted) <= len(names) else None
