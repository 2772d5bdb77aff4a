"""Markdown (.md): the words as a reader sees them, without the marks, and lines that were only wrapped joined again.

Emphasis, heading and link marks are no part of what was said and would stand in every quotation, so they go; numbers
and bullets of lists stay, because a text refers to them. Read by markdown-it-py (CommonMark).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.domain.transcript import SourceText
from annotator.reading import limits, plain

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WIDEST_WRAP = 110
"""Code points: whoever wraps lines by hand or by program wraps them narrower."""
_NARROWEST_WRAP = 40
_MEANT = ("\v", ":")
"""Ends of lines that end there on purpose: a break that is marked, a label."""
_MOST_NESTING = 40
_MARKS = "*_[]<`!&\\"
_MOST_CHARACTERS = 4_000_000
_MOST_MARKS = 50_000
"""Beyond these the library takes longer than a person waits."""


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """Give the source text of a Markdown file; raises UserError where it is no text."""
    text, encoding = plain.characters(data, file_name)
    plain.refuse_broken(text, file_name)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > _MOST_CHARACTERS or sum(map(text.count, _MARKS)) > _MOST_MARKS:
        return plain.source(text, file_name, encoding, "md", ("It is so long that its marks were not read but kept.",))
    with limits.damage_told(file_name, "a Markdown file"):
        paragraphs = _paragraphs(text)
    return plain.from_paragraphs(paragraphs, file_name, "md", encoding)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs, with the fields of a head between ``---`` lines before them."""
    from markdown_it import MarkdownIt

    paragraphs: list[str] = []
    if front := _FRONT.match(text):
        paragraphs += front["lines"].split("\n")
        text = text[front.end() :]
    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTING}).disable(["code", "reference", "entity"])
    runs = [(prefix, _lines(token)) for prefix, token in _runs(parser.parse(text))]
    width = _wrap_width([lines for _prefix, lines in runs])
    for prefix, lines in runs:
        joined = _unwrapped(lines, width)
        paragraphs += [prefix + joined[0], *joined[1:]] if joined else []
    return paragraphs


def _runs(tokens: "Sequence[Token]") -> "Iterator[tuple[str, Token]]":
    """Each token that holds text, with the mark of the list item that it opens."""
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} "
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            yield mark, token
            mark = ""


def _lines(token: "Token") -> list[str]:
    """The lines of a token as they stand in the file, without the marks."""
    if token.type != "inline":
        text = token.content
        if token.type == "html_block":
            text = _TAG.sub("", _LINE_BREAK.sub("\n", text))
        return [line for line in text.split("\n") if line.strip()]
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append("\n")
        elif child.type == "hardbreak" or (child.type == "html_inline" and _LINE_BREAK.fullmatch(child.content)):
            parts.append("\v\n")
    return "".join(parts).split("\n")


def _wrap_width(runs: Sequence[Sequence[str]]) -> int | None:
    """The width to which the file's lines were wrapped, or None where line ends are meant as such.

    Wrapped lines are full: the next line's first word would not have fitted.
    """
    pairs = [(a, b) for lines in runs for a, b in pairwise(lines)]
    if not pairs:
        return None
    width = max(len(a) for a, _b in pairs)
    full = sum(1 for a, b in pairs if _is_full(a, b, width))
    return width if _NARROWEST_WRAP <= width <= _WIDEST_WRAP and full >= 0.6 * len(pairs) else None


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _unwrapped(lines: Sequence[str], width: int | None) -> list[str]:
    """The lines, those that were only wrapped joined by a space."""
    joined: list[str] = []
    previous = ""
    for line in lines:
        if joined and width is not None and not previous.endswith(_MEANT) and _is_full(previous, line, width):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        previous = line
    return [line.removesuffix("\v").replace("\v ", " ") for line in joined]
