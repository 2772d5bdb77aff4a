"""OpenDocument texts (.odt): headings and paragraphs in order, those of tables, lists and frames included.

Read by lxml from the document's XML; odfpy, the one library for the format, has had no release since 2020.
"""

import re
from typing import TYPE_CHECKING

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import plain
from annotator.reading.packages import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ENCRYPTION = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SKIPPED = frozenset(
    {f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_TEXT}ruby-text"}
)
_WHITE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1000


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """Give the source text of an OpenDocument text; raises UserError where it is none."""
    package = Package(data, file_name, "an OpenDocument text")
    manifest = "META-INF/manifest.xml"
    if manifest in package.names and next(package.xml(manifest).iter(_ENCRYPTION), None) is not None:
        raise UserError(f"{file_name} is protected by a password: save it without one and import that.")
    paragraphs, has_notes = _paragraphs(package)
    warnings = ("Footnotes and endnotes were left out.",) if has_notes else ()
    return plain.from_paragraphs(paragraphs, file_name, "odt", "utf-8", warnings)


def _paragraphs(package: Package) -> tuple[list[str], bool]:
    """The paragraphs in the order of their beginnings, and whether notes hang on them."""
    from lxml import etree

    body = package.xml("content.xml").find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UserError(f"{package.file_name} is not an OpenDocument text: it has no text body.")
    paragraphs: list[_Paragraph] = []
    open_paragraphs: list[_Paragraph] = []
    has_notes = False
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in _SKIPPED:
                has_notes = has_notes or element.tag == f"{_TEXT}note"
                walk.skip_subtree()
            elif element.tag in _PARAGRAPHS:
                open_paragraphs.append(_Paragraph())
                paragraphs.append(open_paragraphs[-1])
                open_paragraphs[-1].add_text(element.text)
            elif open_paragraphs:
                open_paragraphs[-1].add_element(element)
            continue
        if element.tag in _PARAGRAPHS:
            open_paragraphs.pop()
        if open_paragraphs:
            open_paragraphs[-1].add_text(element.tail)
    return [paragraph.text() for paragraph in paragraphs], has_notes


class _Paragraph:
    """A paragraph in the making: runs of white space are one space (ODF 1.3, part 3, 6.1.2)."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._after_space = True

    def add_text(self, text: str | None) -> None:
        text = _WHITE.sub(" ", text or "")
        if self._after_space:
            text = text.removeprefix(" ")
        if text:
            self._parts.append(text)
            self._after_space = text.endswith(" ")

    def add_element(self, element: "_Element") -> None:
        """Add what an element stands for, and the text at its head."""
        if element.tag == f"{_TEXT}s":
            count = str(element.get(f"{_TEXT}c", "1"))
            self._parts.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            self._after_space = False
        elif element.tag == f"{_TEXT}tab":
            self._parts.append("\t")
            self._after_space = False
        elif element.tag == f"{_TEXT}line-break":
            self._parts.append("\n")
            self._after_space = True
        self.add_text(element.text)

    def text(self) -> str:
        return "".join(self._parts)
