"""From a file to source texts: their characters, built once and otherwise untouched, and where their blocks are."""

from annotator.domain.columns import Columns
from annotator.reading.columns import Choose, Sheet, TableError, columns_named
from annotator.reading.corpora import Beside, holds_speeches, is_corpus_table, is_speech
from annotator.reading.forms import (
    EXTENSIONS,
    holds_several,
    is_hidden,
    passed_over,
    readable,
    to_be_told,
    worth_trying,
)
from annotator.reading.registry import (
    given_of,
    read,
    read_all,
    read_bytes,
    read_known,
    read_table_again,
    read_text,
    table,
)

__all__ = [
    "EXTENSIONS",
    "Beside",
    "Choose",
    "Columns",
    "Sheet",
    "TableError",
    "columns_named",
    "given_of",
    "holds_several",
    "holds_speeches",
    "is_corpus_table",
    "is_hidden",
    "is_speech",
    "passed_over",
    "read",
    "read_all",
    "read_bytes",
    "read_known",
    "read_table_again",
    "read_text",
    "readable",
    "table",
    "to_be_told",
    "worth_trying",
]
