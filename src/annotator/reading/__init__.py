"""From a file to source texts: their characters, built once and otherwise untouched, and where their blocks are."""

from annotator.reading.registry import (
    EXTENSIONS,
    holds_several,
    read,
    read_all,
    read_bytes,
    read_text,
    readable,
    table,
    worth_trying,
)
from annotator.reading.tables import Columns, Sheet

__all__ = [
    "EXTENSIONS",
    "Columns",
    "Sheet",
    "holds_several",
    "read",
    "read_all",
    "read_bytes",
    "read_text",
    "readable",
    "table",
    "worth_trying",
]
