"""PDF files with a text layer, read by pypdfium2: the characters with their places; ``pdf_layout`` makes paragraphs."""

import ctypes
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import limits, plain
from annotator.reading.pdf_layout import Page, Segment, paragraphs_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_LOCK = threading.Lock()
"""PDFium must not be entered by two threads at once, not even for two documents."""
_MOST_SECONDS = 120.0
_HYPHENS = "\x02\xad\ufffe"
"""What PDFium gives for a hyphen at the end of a line."""
_COLUMN_GAP = 0.9
"""Distance between two characters, in heights of a line, that may be more than a space."""
_SHOWN_PAGES = 8


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """Give the source text of a PDF; raises UserError where it is locked, damaged, or holds pictures only."""
    with _LOCK, limits.damage_told(file_name, "a PDF"):
        pages, pictures = _pages(data, file_name)
    if not any(page.segments for page in pages):
        if pictures:
            raise UserError(
                f"{file_name} is a scan: its pages are pictures without text; run text recognition (OCR) over it first."
            )
        raise UserError(f"{file_name} holds no text: there is nothing to import.")
    warnings = []
    if pictures:
        shown = ", ".join(map(str, pictures[:_SHOWN_PAGES])) + (" …" if len(pictures) > _SHOWN_PAGES else "")
        warnings.append(f"Without text because they are pictures (scanned): page {shown}.")
    return plain.from_paragraphs(paragraphs_of(pages), file_name, "pdf", "pdf", warnings)


def _pages(data: bytes, file_name: str) -> tuple[list[Page], list[int]]:
    """The pages with their text, and the numbers (from 1) of those that only show pictures."""
    document = _opened(data, file_name)
    pages: list[Page] = []
    pictures: list[int] = []
    until = time.monotonic() + _MOST_SECONDS
    n_characters = 0
    try:
        if len(document) > limits.MOST_PAGES:
            raise UserError(f"{file_name} has more than {limits.MOST_PAGES:,} pages: split it into parts.")
        for number in range(len(document)):
            if time.monotonic() > until or n_characters > limits.MOST_CHARACTERS:
                raise UserError(f"{file_name} is too long or too intricate to be read: split it into parts.")
            page = document[number]
            try:
                width, height = page.get_size()
                segments = list(_segments(page))
                if not segments and _shows_pictures(page):
                    pictures.append(number + 1)
            finally:
                page.close()
            n_characters += sum(len(segment.text) for segment in segments)
            pages.append(Page(width, height, segments))
    finally:
        document.close()
    return pages, pictures


def _opened(data: bytes, file_name: str) -> "PdfDocument":
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UserError(
                f"{file_name} is protected by a password: save or print it without one and import that."
            ) from None
        raise


def _shows_pictures(page: "PdfPage") -> bool:
    from pypdfium2 import raw

    return next(iter(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)), None) is not None


def _segments(page: "PdfPage") -> Iterator[Segment]:
    """The pieces of lines on a page in the order in which PDFium gives them, cut where a column may end."""
    text_page = page.get_textpage()
    try:
        yield from _cut(_characters(text_page.raw))
    finally:
        text_page.close()


def _characters(text_page: object) -> Iterator[tuple[str, float, float, float, float]]:
    """Each character with left, bottom, right and top in points; line ends that PDFium adds are ``\\n``."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    place = ctypes.byref(box)
    count = raw.FPDFText_CountChars(text_page)
    pending = ""  # half of a pair
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        char = chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
        if "\ud800" <= char <= "\udbff":
            pending = char
            continue
        if "\udc00" <= char <= "\udfff":
            char = (pending + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        pending = ""
        if char in "\r\n":
            yield "\n", 0.0, 0.0, 0.0, 0.0
        elif raw.FPDFText_GetLooseCharBox(text_page, index, place):
            yield char, box.left, box.bottom, box.right, box.top


def _cut(characters: Iterator[tuple[str, float, float, float, float]]) -> Iterator[Segment]:
    """Characters joined to segments: as long as they stay on one line without a wide gap."""
    text: list[str] = []
    x0 = x1 = y0 = y1 = 0.0
    for char, left, bottom, right, top in characters:
        if char == "\n":
            if segment := _segment(text, x0, y0, x1, y1):
                yield segment
            text = []
            continue
        if char.isspace():
            if text:
                text.append(" " if char != "\xa0" else char)
            continue
        char = "-" if char in _HYPHENS and not text else ("\xad" if char in _HYPHENS else char)
        if char != "\xad" and char < " ":
            continue
        height = max(y1 - y0, 1.0)
        middle = (bottom + top) / 2
        if text and (left - x1 > _COLUMN_GAP * height or left < x0 - height or not y0 <= middle <= y1):
            if segment := _segment(text, x0, y0, x1, y1):
                yield segment
            text = []
        if not text:
            x0, x1, y0, y1 = left, right, bottom, top
        text.append(char)
        x0, x1, y0, y1 = min(x0, left), max(x1, right), min(y0, bottom), max(y1, top)
    if segment := _segment(text, x0, y0, x1, y1):
        yield segment


def _segment(text: list[str], x0: float, y0: float, x1: float, y1: float) -> Segment | None:
    joined = "".join(text).strip(" ")
    return Segment(joined, x0, y0, x1, y1) if joined.strip() else None
