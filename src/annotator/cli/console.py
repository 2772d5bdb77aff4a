"""What a command says: results on standard output, everything else on standard error."""

import io
import json
import shutil
import sys
import time
import unicodedata
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self, TextIO

_BAR_CHARS = 24
_SECONDS_BETWEEN = 0.05
_UNSHOWABLE = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


class ReaderGone(Exception):  # noqa: N818 - not an error: whoever read the output has seen enough
    """Standard output was closed by whoever read it."""


def prepare() -> None:
    """Make both streams take any text: UTF-8 in a file or a pipe, in a terminal what it knows and escapes for the rest.

    A lone surrogate becomes ``\\udc80`` or the like, which within JSON is its right spelling.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print a result; control characters, which could command a terminal, show as a replacement character."""
    _write(text.translate(_UNSHOWABLE))


def say_json(document: Any) -> None:
    """Print one JSON document."""
    _write(json.dumps(document, ensure_ascii=False, indent=2))


def tell(text: str) -> None:
    """Print one line that is no result, such as an error, to standard error."""
    line = " ".join(text.split()).translate(_UNSHOWABLE)
    print(f"annotator: {line}", file=sys.stderr)  # noqa: T201 - this is the command line's own output


def flush() -> None:
    """Send what is still waiting; raises ReaderGone where nobody reads it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def _write(text: str) -> None:
    try:
        print(text)  # noqa: T201 - this is the command line's own output
    except BrokenPipeError:
        raise ReaderGone from None


def number_of(count: int, one: str, many: str) -> str:
    """Give a count with its word."""
    return f"{count:,} {one if count == 1 else many}"


def say_table(headings: Sequence[str], rows: Sequence[Sequence[str]], n_words: int = 1) -> None:
    """Print a table, with rules and bold headings in a terminal, plain and aligned elsewhere.

    Args:
        n_words: How many columns from the left hold words; the others hold numbers and are aligned to the right.
    """
    if sys.stdout.isatty():
        _say_rich_table(headings, rows, n_words)
        return
    widths = [max(_width(row[place]) for row in (headings, *rows)) for place in range(len(headings))]
    for row in (headings, *rows):
        cells = [
            _padded(cell, width, right=place >= n_words)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())


def _say_rich_table(headings: Sequence[str], rows: Sequence[Sequence[str]], n_words: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place >= n_words else "left")
    for row in rows:
        table.add_row(*(Text(cell.translate(_UNSHOWABLE)) for cell in row))
    Console(file=sys.stdout).print(table)


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _width(text: str) -> int:
    """Give how many places of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


class Bar:
    """A progress bar on standard error while that is a terminal, and nothing elsewhere. Called as a ``Progress``."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()
        self._next_s = 0.0
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._width:
            self._draw("")

    def __call__(self, done: int, total: int, text: str) -> bool:
        """Show how far the work is; never asks to stop, since an interrupt does that."""
        if self._shown and time.monotonic() >= self._next_s:
            self._next_s = time.monotonic() + _SECONDS_BETWEEN
            share = min(done / total, 1.0) if total else 0.0
            filled = round(share * _BAR_CHARS)
            self._draw(f"[{'#' * filled}{'.' * (_BAR_CHARS - filled)}] {share:4.0%}  {text.translate(_UNSHOWABLE)}")
        return True

    def _draw(self, line: str) -> None:
        line = line[: shutil.get_terminal_size().columns - 1]
        # Blanks, not an escape sequence, rub out the rest: every console knows them.
        self._stream.write("\r" + line.ljust(self._width) + ("" if line else "\r"))
        self._stream.flush()
        self._width = len(line)
