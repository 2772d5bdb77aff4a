"""Tables as text (.csv, .tsv): the delimiter is found by which one gives rows of one width."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from annotator.domain.transcript import SourceText
from annotator.reading import limits, plain
from annotator.reading.tables import Columns, Sheet, refuse_many_rows, sources

_DELIMITERS = ",;\t|"
_SAMPLE = 65_536


def read_csv(data: bytes, file_name: str, columns: Columns | None = None) -> Sequence[tuple[str, SourceText]]:
    """Give the transcripts of a table; raises UserError where it has none."""
    return _read(data, file_name, "csv", columns)


def read_tsv(data: bytes, file_name: str, columns: Columns | None = None) -> Sequence[tuple[str, SourceText]]:
    """Give the transcripts of a table with tabs; raises UserError where it has none."""
    return _read(data, file_name, "tsv", columns)


def sheets(data: bytes, file_name: str) -> Sequence[Sheet]:
    """Give the cells of the one table, for a choice of columns."""
    text, _encoding = plain.characters(data, file_name)
    return [_sheet(text, file_name)]


def _read(data: bytes, file_name: str, form: str, columns: Columns | None) -> Sequence[tuple[str, SourceText]]:
    text, encoding = plain.characters(data, file_name)
    plain.source(text, file_name, encoding)  # what is wrong with the characters is wrong in this form too
    return sources([_sheet(text, file_name)], file_name, form, encoding, columns)


def _sheet(text: str, file_name: str) -> Sheet:
    text = text.removeprefix("\ufeff")
    csv.field_size_limit(limits.LONGEST_LINE)  # its own is 131,072, less than a long speech; it holds for all threads
    rows: list[tuple[str, ...]] = []
    with limits.damage_told(file_name, "a table of rows and columns"):
        for row in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)):
            refuse_many_rows(len(rows), file_name)
            if any(row):
                rows.append(tuple(row))
    return Sheet("", tuple(rows))


def _delimiter(text: str) -> str:
    """The delimiter by which most of the first rows are equally wide, and wider than one cell; a comma else."""
    sample = text[:_SAMPLE]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter) if row]
        except csv.Error:
            continue
        widths = Counter(map(len, rows[:-1] or rows))  # the sample cuts the last one
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        score = count / max(1, widths.total()) + min(width, 20) / 1000 if width > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best
