"""Tables of speeches or statements, one a row, and the texts that the rows make: what stands in the text's column.

Nothing is put into a text: who speaks, when and where is given beside it, row by row.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotator.domain.columns import Columns, Division, Rows, TableRead
from annotator.domain.errors import UserError
from annotator.domain.given import Given, GivenVoice
from annotator.domain.transcript import SourceText
from annotator.reading import limits, plain
from annotator.reading.columns import Choose, Sheet, TableError, guess_columns, is_named, named, read_as

Found = tuple[str, SourceText | UserError]
Row = Sequence[str]

_TIME_OF_DAY = re.compile(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$")
_FILLED_DOWN = "The table names each speaker once, so {} without one were taken for those of the speaker above."
_NOTHING = frozenset({"", "na", "n/a", "nan", "none", "null", "-"})


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of one transcript, how their sheet was read, and what tells them from the others."""

    table: TableRead
    columns: Columns
    key: str
    rows: list[Row]


def sources(
    sheets: Iterable[Sheet], file_name: str, form: str, encoding: str, choose: Choose | None = None
) -> Iterator[Found]:
    """Give each transcript of the tables under a name of its own: one a document, failing that one a date.

    Raises:
        UserError: no table has a column that holds text.
    """
    filled = [sheet for sheet in sheets if any(map(any, sheet.rows))]
    if not filled:
        raise UserError(f"{file_name} holds no rows: there is nothing to import.")
    read = _read(filled, file_name, choose)
    parts: dict[tuple[str, str], _Part] = {}
    for sheet, columns in read:
        table = read_as(sheet, file_name, columns)
        width = len(str(len(sheet.rows)))
        for number, row in enumerate(sheet.rows[columns.header :], 1):
            if _cell(row, columns.text).strip(" \t\r\n\ufeff"):
                key = _key(row, columns, str(number).zfill(width))
                place = (sheet.name if len(read) > 1 else "", key)
                parts.setdefault(place, _Part(table, columns, key, [])).rows.append(row)
    if not parts:
        raise _no_text(filled, read, file_name)
    titles = Counter(_title(part) for part in parts.values())
    for place, part in parts.items():
        known = limits.shown(" · ".join(filter(None, place))) or "other rows"
        name = f"{file_name} · {known}" if len(parts) > 1 else file_name
        try:
            yield name, _document(part, name, form, encoding, is_only=titles[_title(part)] == 1)
        except UserError as error:
            yield name, TableError(str(error), part.table)


def _read(filled: Sequence[Sheet], file_name: str, choose: Choose | None) -> list[tuple[Sheet, Columns]]:
    """The sheets that hold text with their columns; where one names its text, those that do not are left out."""
    guessed = [guess_columns(sheet.rows) for sheet in filled]
    one_is_named = any(is_named(sheet.names, columns) for sheet, columns in zip(filled, guessed, strict=True))
    read = []
    for sheet, guess in zip(filled, guessed, strict=True):
        columns = choose(sheet, file_name) if choose else None
        if columns is None and (is_named(sheet.names, guess) or not one_is_named):
            columns = guess
        if columns is not None:
            read.append((sheet, columns))
    return read


def _no_text(filled: Sequence[Sheet], read: Sequence[tuple[Sheet, Columns]], file_name: str) -> TableError:
    """Why a table gives no transcript."""
    if not read:
        message = f"{file_name} has no column with text among {named(filled[0])}: say which one holds what was said."
        return TableError(message, read_as(filled[0], file_name, None))
    sheet, columns = read[0]
    name = sheet.names[columns.text] if columns.text < len(sheet.names) else str(columns.text + 1)
    message = f"{file_name} has nothing in the column “{limits.shown(name)}”: choose another for the text."
    return TableError(message, read_as(sheet, file_name, columns))


def _key(row: Row, columns: Columns, number: str) -> str:
    """What tells the transcript of a row from the others."""
    if columns.division is Division.TABLE:
        return ""
    document, title = _value(row, columns.document), _value(row, columns.title)
    if columns.division is Division.ROW:
        return " · ".join(filter(None, (title or document, number)))
    return document or " · ".join(filter(None, (title, _TIME_OF_DAY.sub(r"\1", _value(row, columns.date)))))


def _title(part: _Part) -> str:
    """What a transcript is listed under: its title, else its document; a bare number says nothing."""
    titles = [part.key] if part.columns.division is Division.ROW else _all(part, part.columns.title)
    documents = _all(part, part.columns.document)
    title = titles[0] if len(titles) == 1 else documents[0] if len(documents) == 1 else ""
    return "" if title.isdecimal() else title


def _document(part: _Part, name: str, form: str, encoding: str, *, is_only: bool) -> SourceText:
    """One transcript out of the rows that belong to it; ``is_only``: no other is called the same."""
    columns = part.columns
    lines: list[str] = []
    row_of: list[int] = []
    for number, row in enumerate(part.rows):
        inside = [line.strip() for line in plain.lines_of(_cell(row, columns.text).lstrip("\ufeff"))]
        if columns.rows is Rows.STATEMENT:
            inside = [" ".join(inside)]
        lines += inside
        row_of += [number] * len(inside)
    dates = _all(part, columns.date)
    dates = list(dict.fromkeys(_TIME_OF_DAY.sub(r"\1", date) for date in dates))
    several = ("The rows of this transcript have several dates, so none was taken.",) if len(dates) > 1 else ()
    document = _all(part, columns.document)
    title = _title(part)
    if title and not is_only:
        title = part.key if part.key.startswith(title) else f"{title} · {part.key}"
    voices, n_filled = _filled_down([_voice(row, columns) for row in part.rows], columns)
    filled = (_FILLED_DOWN.format("1 row" if n_filled == 1 else f"{n_filled:,} rows"),) if n_filled else ()
    given = Given(
        title=title,
        date=dates[0] if len(dates) == 1 else "",
        symbols=tuple(document) if len(document) == 1 else (),
        voices=voices,
        row_of=tuple(row_of),
        rows=columns.rows,
        table=part.table,
    )
    return replace(plain.from_paragraphs(lines, name, form, encoding, several + filled), given=given)


def _all(part: _Part, place: int | None) -> list[str]:
    """What stands in a column of a document's rows, each once."""
    return list(dict.fromkeys(filter(None, (_value(row, place) for row in part.rows))))


def _voice(row: Row, columns: Columns) -> GivenVoice:
    return GivenVoice(
        _value(row, columns.speaker),
        _value(row, columns.affiliation),
        _value(row, columns.role),
        language=_value(row, columns.language),
    )


def _filled_down(voices: Sequence[GivenVoice], columns: Columns) -> tuple[tuple[GivenVoice, ...], int]:
    """The voices, and how many of them were empty and are now those of the rows above.

    A row without a speaker is nobody's: a table may well not know. Only where a table of statements plainly names each
    speaker once, as one with merged cells does, do empty cells belong to the one above: the first row names somebody,
    no row names the same one as the row above it, and at least half of the rows name nobody.
    """
    n_empty = sum(not voice.says_who for voice in voices)
    repeats = any(one.says_who and _same_voice(one, other) for one, other in pairwise(voices))
    names_once = voices[0].says_who and not repeats and n_empty * 2 >= len(voices)
    if columns.rows is not Rows.STATEMENT or not names_once or not n_empty:
        return tuple(voices), 0
    filled: list[GivenVoice] = []
    for voice in voices:
        filled.append(voice if voice.says_who else replace(filled[-1], language=voice.language))
    return tuple(filled), n_empty


def _same_voice(one: GivenVoice, other: GivenVoice) -> bool:
    return replace(one, language="") == replace(other, language="")


def _value(row: Row, place: int | None) -> str:
    """A cell in one line; what only says that there is nothing is nothing."""
    value = _one_line(_cell(row, place))
    return "" if value.casefold() in _NOTHING else value


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _cell(row: Row, place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def refuse_many_rows(n_rows: int, file_name: str) -> None:
    """Raise UserError where a table has more rows than any with transcripts."""
    if n_rows > limits.MOST_ROWS:
        raise UserError(f"{file_name} has more than {limits.MOST_ROWS:,} rows: split it into parts.")
