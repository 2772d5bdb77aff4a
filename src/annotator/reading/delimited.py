"""Tables as text (.csv, .tsv): the delimiter is found by which one gives rows of one width."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from annotator.reading import limits, plain
from annotator.reading.columns import Choose, Sheet
from annotator.reading.tables import Found, refuse_many_rows, sources

_DELIMITERS = ",;\t|"
_NONE = "\x1f"
"""No text has it, so every row is one cell."""
_SAMPLE = 65_536


def read_csv(data: bytes, file_name: str, choose: Choose | None = None) -> Iterator[Found]:
    """Give the transcripts of a table; raises UserError where it has none."""
    return _read(data, file_name, "csv", choose)


def read_tsv(data: bytes, file_name: str, choose: Choose | None = None) -> Iterator[Found]:
    """Give the transcripts of a table with tabs; raises UserError where it has none."""
    return _read(data, file_name, "tsv", choose)


def sheets(data: bytes, file_name: str) -> Sequence[Sheet]:
    """Give the cells of the one table, for a choice of columns."""
    text, _encoding = plain.characters(data, file_name)
    return [_sheet(text, file_name)]


def _read(data: bytes, file_name: str, form: str, choose: Choose | None) -> Iterator[Found]:
    text, encoding = plain.characters(data, file_name)
    plain.refuse_broken(text, file_name)
    return sources([_sheet(text, file_name)], file_name, form, encoding, choose)


def _sheet(text: str, file_name: str) -> Sheet:
    """The rows that are not empty, none wider than the first: what is beyond belongs to the last cell, unquoted."""
    text = text.removeprefix("\ufeff")
    csv.field_size_limit(
        limits.MOST_TEXT_BYTES
    )  # its own is 131,072, less than a long speech; it holds for all threads
    delimiter = _delimiter(text)
    rows: list[tuple[str, ...]] = []
    with limits.damage_told(file_name, "a table of rows and columns"):
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            refuse_many_rows(len(rows), file_name)
            last = len(rows[0]) - 1 if rows else len(row) - 1
            if any(row):
                rows.append((*row[:last], delimiter.join(row[last:])) if len(row) > last + 1 else tuple(row))
    return Sheet("", tuple(rows))


def _delimiter(text: str) -> str:
    """The delimiter by which the first row has several cells and most rows as many, or none at all."""
    sample = text[:_SAMPLE]
    best, best_score = _NONE, 0.0
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter) if row]
        except csv.Error:
            continue
        width = len(rows[0]) if rows else 1
        alike = sum(1 for row in rows if len(row) == width) / max(1, len(rows))
        score = alike + min(width, 20) / 1000 if width > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best
