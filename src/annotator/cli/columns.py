"""The choice of a table's columns as it is written on the command line: ``text=Speech,speaker=Name``."""

import re
from collections.abc import Iterable

from annotator.domain.columns import COLUMN_ROLES
from annotator.domain.errors import UserError

_CHOICES = "|".join((*COLUMN_ROLES, "rows", "transcripts"))
_PART = re.compile(rf"\s*(?P<what>\w+)\s*=(?P<name>.*?)(?=,\s*(?:{_CHOICES})\s*=|$)", re.DOTALL)
"""A name goes on to the next choice, for it may have commas in it."""


def read_columns(words: Iterable[str]) -> dict[str, str] | None:
    """Give what each column holds, None where nothing was chosen; raises UserError for words that are no choice."""
    chosen: dict[str, str] = {}
    for word in words:
        at = 0
        while at < len(word):
            match = _PART.match(word, at)
            if match is None:
                raise UserError(f'"{word}" is no choice of columns: write them as text=NAME,speaker=NAME.')
            chosen[match["what"].lower()] = match["name"].strip()
            at = match.end() + 1
    return chosen or None
