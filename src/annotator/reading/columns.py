"""Which column of a table holds what: guessed from the names in its first row and from what stands below them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from annotator.domain.columns import (
    COLUMN_ROLES,
    OF_ITS_OWN,
    Columns,
    Division,
    Rows,
    TableRead,
    place_of,
    plain_name,
)
from annotator.domain.errors import UserError
from annotator.reading import limits


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


_HEADERS: dict[str, tuple[str, ...]] = {
    "text": _names(
        "text,speech,statement,speech text,statement text,full text,transcript,utterance,content,contents,remarks,"
        "paragraph,sentence,quasi sentence,quote,quotation,intervention,body,message,texte,discours,contenu,texto,"
        "discurso,phrase"
    ),
    "speaker": _names(
        "speaker,speaker name,name of speaker,name,who,person,speaking,delegate,representative,orateur,orador,"
        "spoken by,name of person speaking,participant"
    ),
    "affiliation": _names(
        "affiliation,country org,country,state,delegation,organisation,organization,country organization,"
        "country organisation,country or organization,country or organisation,speaker country,member state,"
        "on behalf of,pays,país,nation,iso,iso code,iso3,iso3c,party,group"
    ),
    "role": _names(
        "role,role in un,function,post,position,office,job title,speaker role,speaker title,rank,designation,"
        "fonction,cargo,puesto"
    ),
    "date": _names(
        "date,meeting date,date of meeting,speech date,day,datum,fecha,published,date of publication,timestamp,time"
    ),
    "document": _names(
        "document,doc,document id,document symbol,symbol,meeting symbol,meeting,meeting number,spv,s pv,debate,"
        "debate id,sitting,session,transcript,transcript id,record,basename,source,file,filename,file name,doc id"
    ),
    "title": _names("title,topic,agenda item,agenda,subject,headline,titre,título,sujet,tema"),
    "language": _names("language,lang,langue,idioma,language code"),
}
"""What each column may be called, best first, as ``plain_name`` gives it."""
_ONE_STATEMENT = frozenset(_names("sentence,quasi sentence,quote,quotation,phrase"))
_PERHAPS_ONE_STATEMENT = frozenset(_names("statement,statement text"))
_MOST_WORDS_OF_A_STATEMENT = 60
_DATE = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_SAMPLE_ROWS = 200
_SAMPLE_CHARS = 60
_SHOWN_HEADERS = 12
_CHOICES = ("rows", "transcripts")
_NONE = ("", "-", "none")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file: its name in a workbook, else empty, and its cells as text."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What stands in the first row, in one line each."""
        return tuple(" ".join(cell.split()) for cell in self.rows[0]) if self.rows else ()

    @property
    def samples(self) -> tuple[str, ...]:
        """For each column the beginning of the first cell below its name that holds anything."""
        some = self.rows[1:_SAMPLE_ROWS] or self.rows
        firsts = (next((row[i] for row in some if i < len(row) and row[i].strip()), "") for i in range(len(self.names)))
        return tuple(limits.shown(first)[:_SAMPLE_CHARS] for first in firsts)


Choose = Callable[[Sheet, str], Columns | None]
"""From a sheet and its file's name to which column holds what; None to have it guessed."""


class TableError(UserError):
    """Why a table, or one transcript in it, cannot be read as it is; other columns may mend it."""

    def __init__(self, message: str, table: TableRead) -> None:
        super().__init__(message)
        self.table = table


def guess_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Give which column holds what, by the names in the first row, else by the length of the cells; None if neither."""
    if not rows:
        return None
    text = _named_text([plain_name(cell) for cell in rows[0]], rows[1:_SAMPLE_ROWS])
    if text is not None:
        return _around(rows, text)
    longest = _wordiest(rows)
    if longest is None:
        return None
    header = len(rows) > 1 and all(len(cell) < 40 and not cell.rstrip().endswith(".") for cell in rows[0])
    return _around(rows, longest) if header else Columns(longest, header=False)


def _around(rows: Sequence[Sequence[str]], text: int) -> Columns:
    """What the other columns hold where this one holds the text and the first row names them."""
    names, sample = [plain_name(cell) for cell in rows[0]], rows[1:_SAMPLE_ROWS]
    name = names[text] if text < len(names) else ""
    return Columns(text, **_others(names, sample, text), rows=_rows_are(name, [_cell(row, text) for row in sample]))


def is_named(names: Sequence[str], columns: Columns | None) -> bool:
    """Tell whether the text's column was found by its name, not by its look."""
    return columns is not None and columns.header and plain_name(names[columns.text]) in _HEADERS["text"]


def columns_named(wanted: Mapping[str, str]) -> Choose:
    """Give the choice of columns by their names, or their numbers from 1: ``{"text": "Speech", "speaker": "2"}``.

    What is not named is guessed, among the other columns; an empty name means that the table has no such column.
    ``rows`` is "speech" or "statement", ``transcripts`` is "document", "row" or "table".

    Raises:
        UserError: there is no such choice; and when the choice is made, that a table has no such column, or that one
            was chosen twice.
    """
    known = (*COLUMN_ROLES, *_CHOICES)
    for role in wanted:
        if role not in known:
            raise UserError(f'There is no choice "{role}" for a table: choose among {", ".join(known)}.')
    rows = _one_of("rows", wanted, Rows)
    division = _one_of("transcripts", wanted, Division)

    def choose(sheet: Sheet, file_name: str) -> Columns | None:
        places = {role: _place(wanted[role], sheet, file_name) for role in COLUMN_ROLES if role in wanted}
        guessed = guess_columns(sheet.rows)
        if guessed and "text" not in places:
            places["text"] = guessed.text
        text = places.get("text")
        if text is None:
            return None
        _refuse_twice(places, sheet, file_name)
        is_headed = guessed.header if guessed else True
        header = is_headed or any(not wanted[role].strip().isdecimal() for role, place in places.items() if place)
        found = _around(sheet.rows, text) if header else Columns(text, header=False)
        chosen: dict[str, Any] = {role: None for role in COLUMN_ROLES[1:] if getattr(found, role) in places.values()}
        chosen |= {role: place for role, place in places.items() if role != "text"}
        if rows:
            chosen["rows"] = Rows(rows)
        return replace(found, **chosen, division=Division(division or Division.DOCUMENT))

    return choose


def _refuse_twice(places: Mapping[str, int | None], sheet: Sheet, file_name: str) -> None:
    """Raise TableError where one column was chosen for two things that cannot be the same."""
    first: dict[int, str] = {}
    for role in OF_ITS_OWN:
        place = places.get(role)
        if place is not None and first.setdefault(place, role) != role:
            name = limits.shown(sheet.names[place])
            raise TableError(
                f"{file_name} cannot have its column “{name}” for both {first[place]} and {role}: "
                "choose another for one of them.",
                read_as(sheet, file_name, None),
            )


def _one_of(choice: str, wanted: Mapping[str, str], values: type[Rows] | type[Division]) -> str:
    """The value of a choice that is no column, "" where it is not made."""
    value = wanted.get(choice, "")
    if value and value not in list(values):
        raise UserError(f'A table cannot have {choice} "{value}": choose among {", ".join(values)}.')
    return value


def _place(name: str, sheet: Sheet, file_name: str) -> int | None:
    if name.strip().casefold() in _NONE:
        return None
    place = place_of(name, sheet.names)
    if place is None:
        raise TableError(
            f"{file_name} has no column “{limits.shown(name)}”: it has {named(sheet)}.", read_as(sheet, file_name, None)
        )
    return place


def named(sheet: Sheet) -> str:
    """Give the names of the columns for a message."""
    return limits.shown(", ".join(f"“{cell}”" for cell in sheet.names[:_SHOWN_HEADERS] if cell)) or "none with a name"


def read_as(sheet: Sheet, file_name: str, columns: Columns | None) -> TableRead:
    """Give how a sheet was read."""
    return TableRead(file_name, sheet.name, sheet.names, columns, sheet.samples)


def _named_text(names: Sequence[str], sample: Sequence[Sequence[str]]) -> int | None:
    """The column with the best name for text that holds words; a number of the speech is none."""
    places = [names.index(name) for name in _HEADERS["text"] if name in names]
    if not places:
        return None
    words = {place: sum(_words(_cell(row, place)) for row in sample) for place in places}
    best = max(places, key=lambda place: words[place])
    return best if words[best] or not sample or _wordiest(sample) is None else None


def _words(cell: str) -> int:
    return sum(any(map(str.isalpha, word)) for word in cell.split())


def _others(names: Sequence[str], sample: Sequence[Sequence[str]], text: int) -> dict[str, Any]:
    """Where the other columns are, by their names."""
    found: dict[str, Any] = {}
    for role in COLUMN_ROLES[1:]:
        taken = {text, *found.values()}
        places = [names.index(name) for name in _HEADERS[role] if name in names and names.index(name) not in taken]
        if role == "date":
            places = [place for place in places if _holds_dates(sample, place)]
        if role == "document":
            places = [place for place in places if _repeats(sample, place)] or places
        if places:
            found[role] = places[0]
    return found


def _holds_dates(sample: Sequence[Sequence[str]], place: int) -> bool:
    """Whether most cells look like a date: a column "day" may only hold the day of the month."""
    cells = [cell for row in sample if (cell := _cell(row, place).strip())]
    return sum(bool(_DATE.search(cell)) for cell in cells) * 2 >= len(cells)


def _repeats(sample: Sequence[Sequence[str]], place: int) -> bool:
    """Whether rows belong together by this column, and not each to a document of its own."""
    cells = [cell for row in sample if (cell := _cell(row, place).strip())]
    return len(set(cells)) < len(cells)


def _rows_are(name: str, cells: Sequence[str]) -> Rows:
    """What a row is, by the name of its text and, where "statement" may mean a speech, by its length."""
    if name in _ONE_STATEMENT:
        return Rows.STATEMENT
    filled = [cell for cell in cells if cell.strip()]
    short = bool(filled) and median(len(cell.split()) for cell in filled) <= _MOST_WORDS_OF_A_STATEMENT
    one = name in _PERHAPS_ONE_STATEMENT and short and not any("\n" in cell for cell in filled)
    return Rows.STATEMENT if one else Rows.SPEECH


def _wordiest(rows: Sequence[Sequence[str]]) -> int | None:
    """The column with most words in its cells, where they are more than names."""
    sample = rows[:_SAMPLE_ROWS]
    width = max(map(len, sample))
    words = [sum(len(_cell(row, i).split()) for row in sample) for i in range(width)]
    best = max(range(width), key=lambda i: words[i], default=None)
    return best if best is not None and words[best] >= 3 * len(sample) else None


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""
