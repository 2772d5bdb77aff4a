"""Which forms of file there are, each with its reader, and what a file's name says of whether it is worth reading."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from annotator.domain.transcript import SourceText
from annotator.reading import captions, delimited, docx, html, markdown, mhtml, odt, pdf, rtf, workbook
from annotator.reading.columns import Choose, Sheet
from annotator.reading.corpora import is_corpus_table
from annotator.reading.tables import Found


@dataclass(frozen=True, slots=True)
class Reader:
    """One form of file that can be read, and that holds one transcript.

    Attributes:
        form: Short name of the form, stored with the transcript.
        extensions: Endings of file names, lower case with the dot.
        read: From the bytes and the file's name to the source text; raises UserError for what it cannot read.
    """

    form: str
    extensions: tuple[str, ...]
    read: Callable[[bytes, str], SourceText]


@dataclass(frozen=True, slots=True)
class TableReader:
    """One form of table, which may hold several transcripts.

    Attributes:
        read: From the bytes, the file's name and a choice of columns (None: guess) to the transcripts, each named.
        sheets: From the bytes and the file's name to the cells.
    """

    form: str
    extensions: tuple[str, ...]
    read: Callable[[bytes, str, Choose | None], Iterator[Found]]
    sheets: Callable[[bytes, str], Sequence[Sheet]]


READERS: tuple[Reader, ...] = (
    Reader("txt", (".txt", ".text"), captions.read_txt),
    Reader("md", (".md", ".markdown"), markdown.read_bytes),
    Reader("html", (".html", ".htm", ".xhtml"), html.read_bytes),
    Reader("mhtml", (".mhtml", ".mht"), mhtml.read_bytes),
    Reader("docx", (".docx", ".docm"), docx.read_bytes),
    Reader("odt", (".odt",), odt.read_bytes),
    Reader("rtf", (".rtf",), rtf.read_bytes),
    Reader("pdf", (".pdf",), pdf.read_bytes),
    Reader("vtt", (".vtt",), captions.read_vtt),
    Reader("srt", (".srt",), captions.read_srt),
)
"""Every reader of one transcript, in the order in which a person is told of them. A new form adds a file and a line."""

TABLE_READERS: tuple[TableReader, ...] = (
    TableReader("csv", (".csv",), delimited.read_csv, delimited.sheets),
    TableReader("tsv", (".tsv", ".tab"), delimited.read_tsv, delimited.sheets),
    TableReader("xlsx", (".xlsx", ".xlsm"), workbook.read_xlsx, workbook.sheets),
)

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")

EXTENSIONS: tuple[str, ...] = (
    *(extension for reader in READERS for extension in reader.extensions),
    *(extension for table_reader in TABLE_READERS for extension in table_reader.extensions),
    *ARCHIVES,
)
"""The endings of the file names that can be read."""

_PERHAPS_TEXT = frozenset(
    (".doc", ".dot", ".wpd", ".wps", ".pages", ".fodt", ".ott", ".odp", ".ppt", ".pptx", ".xls", ".ods", ".numbers",
     ".eml", ".msg", ".epub", ".mobi", ".gz", ".bz2", ".xz", ".rar", ".7z")
)  # fmt: skip
"""Endings of what nothing here reads and what may hold a transcript all the same, so that a person is told of each."""
_NO_TRANSCRIPT = re.compile(r"read[-_ ]?me|(?:licen[cs]e|copying|changelog)\.\w+$", re.IGNORECASE)
"""Names of what lies beside transcripts: notes and rights."""
_PROJECT = ".annotator"
_LOCKS = (".", "~$", "._")
_FOREIGN_FOLDERS = frozenset({"__MACOSX", ".git", ".svn", "node_modules"})


def ending_of(path: PurePath) -> str:
    """Give the ending of a file's name, lower case with the dot; that of an archive may have two parts."""
    name = path.name.lower()
    return next((ending for ending in ARCHIVES if name.endswith(ending)), path.suffix.lower())


def readable(path: PurePath) -> bool:
    """Tell by the name of a file whether it can be read, and is no README, licence or table of a corpus."""
    beside = _NO_TRANSCRIPT.match(path.name) or is_corpus_table(path)
    return ending_of(path) in EXTENSIONS and not beside


def worth_trying(path: PurePath) -> bool:
    """Tell whether a file met in a folder or an archive is to be read: readable, and not hidden.

    A file that a person names is read whatever it is called.
    """
    return readable(path) and not is_hidden(path)


def to_be_told(path: PurePath) -> bool:
    """Tell whether a file met in a folder or an archive is read, or refused with the sentence that says why.

    That is one worth trying, and one of a form that nothing here reads and that may hold a transcript all the same.
    """
    return worth_trying(path) or (path.suffix.lower() in _PERHAPS_TEXT and passed_over(path))


def passed_over(path: PurePath) -> bool:
    """Tell whether a file met in a folder or an archive is of a form that nothing here reads.

    Nobody is told of hidden files, notes and rights, project files and what lies beside an open one.
    """
    beside = _NO_TRANSCRIPT.match(path.name) or _PROJECT in path.name
    return ending_of(path) not in EXTENSIONS and not is_hidden(path) and not beside


def is_hidden(path: PurePath) -> bool:
    """Tell by its name whether a file or a folder is none that a person has put there."""
    return path.name.startswith(_LOCKS) or not _FOREIGN_FOLDERS.isdisjoint(path.parts)


def holds_several(path: PurePath) -> bool:
    """Tell by the name of a file whether it may hold several transcripts: a table or an archive."""
    ending = ending_of(path)
    return ending in ARCHIVES or any(ending in table_reader.extensions for table_reader in TABLE_READERS)
