"""Labels from rows of a CSV file, every row checked before any is written."""

import csv
import io
import re
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.console import number_of
from annotator.domain.codebook import Codebook
from annotator.domain.errors import UserError
from annotator.domain.rows import LabelRow

if TYPE_CHECKING:
    from annotator.usecases.project import Project

NEEDED = ("statement", "stance", "themes")
KNOWN = (*NEEDED, "target", "flags", "confidence", "note")


def read_label_rows(source: str, project: "Project") -> list[LabelRow]:
    """Give the rows of a CSV file, or of standard input for ``-``, each known to fit the project and its codebook.

    Raises UserError that names the first line that does not fit, and says how many others there are.
    """
    rows: list[LabelRow] = []
    first_lines: dict[tuple[str, str], int] = {}
    errors: list[str] = []
    for line, cells in _lines(_text_of(source), "standard input" if source == "-" else Path(source).name):
        try:
            row = _row(cells, project.codebook)
            project.statement_key(row.statement)
            place = (row.statement, row.target or project.codebook.default_target)
            if first_lines.setdefault(place, line) != line:
                raise UserError(f"It labels what line {first_lines[place]} labels already: keep one of the two.")
            rows.append(row)
        except UserError as error:
            errors.append(f"Line {line}: {error}")
    if errors:
        others = len(errors) - 1
        more = f" {others} more {'lines do' if others > 1 else 'line does'} not fit either." if others else ""
        raise UserError(f"{errors[0]}{more} Nothing was written.")
    return rows


def _text_of(source: str) -> str:
    from annotator.usecases.opening import existing

    try:
        data = sys.stdin.buffer.read() if source == "-" else existing(Path(source)).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UserError(f'"{source}" cannot be read: {error.strerror or error}.') from None
    except UnicodeDecodeError:
        raise UserError(f'"{source}" is not in UTF-8: save it as "CSV UTF-8" and try again.') from None


def _lines(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Give, for each row that is not blank, the line on which it begins and its cells by column."""
    first = text.split("\n", 1)[0]
    delimiter = next((mark for mark in ",;\t" if mark in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        columns = _columns(next(reader, []), name)
        while True:
            line = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                if len(cells) != len(columns):
                    count = number_of(len(cells), "cell", "cells")
                    raise UserError(f"Line {line}: It has {count}, but the header has {len(columns)}.")
                yield line, dict(zip(columns, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise UserError(f"Line {line}: This is no row of a CSV file ({error}): mend it and try again.") from None


def _columns(header: list[str], name: str) -> list[str]:
    columns = [cell.strip().lower() for cell in header]
    for column in columns:
        if column not in KNOWN:
            close = get_close_matches(column, KNOWN, n=1, cutoff=0.0)
            raise UserError(
                f'The first line of {name} names a column "{column}", which is not known; the nearest is '
                f'"{close[0] if close else NEEDED[0]}".'
            )
    missing = [column for column in NEEDED if column not in columns]
    if missing or len(set(columns)) < len(columns):
        raise UserError(f"The first line of {name} must name the columns {', '.join(NEEDED)}, each once.")
    return columns


def _row(cells: dict[str, str], codebook: Codebook) -> LabelRow:
    confidence = cells.get("confidence", "")
    if confidence and not re.fullmatch("[0-9]{1,9}", confidence):
        raise UserError(f'The confidence "{confidence}" is no whole number.')
    target = cells.get("target") or None
    row = LabelRow(
        statement=cells["statement"],
        stance=codebook.check_stance(cells["stance"]) if cells["stance"] else None,
        themes=codebook.check_themes(_keys(cells["themes"])),
        target=codebook.check_target(target) if target else None,
        flags=codebook.check_flags(_keys(cells.get("flags", ""))),
        confidence=codebook.check_confidence(int(confidence) if confidence else None),
        note=cells.get("note", ""),
    )
    if not (row.stance or row.themes or row.flags or row.confidence or row.note):
        raise UserError("It says nothing about the statement: give a stance or a theme, or leave the row out.")
    return row


def _keys(cell: str) -> list[str]:
    return [key for key in re.split(r"[;,\s]+", cell) if key]
