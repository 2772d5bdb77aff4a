"""Plain text files: the text as it stands, one block a line."""

import re

from annotator.domain.errors import UserError
from annotator.domain.ids import transcript_id
from annotator.domain.transcript import SourceText, Span
from annotator.reading.decoding import decode

_BYTE_ORDER_MARK = "\ufeff"
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """Give the source text of the bytes of a plain text file; raises UserError where they are no text."""
    if not data:
        raise UserError(f"{file_name} is empty: there is nothing to import.")
    text, encoding = decode(data, file_name)
    return source(text, file_name, encoding)


def source(text: str, file_name: str, encoding: str) -> SourceText:
    """Give the source text of decoded characters: line ends made LF, a byte order mark left off, nothing else."""
    text = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise UserError(f"{file_name} does not hold text but binary data: save it as plain text and import that.")
    if _SURROGATE.search(text):
        raise UserError(f"{file_name} holds broken characters (half of a pair): save it again as plain text in UTF-8.")
    blocks = line_blocks(text)
    if not blocks:
        raise UserError(f"{file_name} holds nothing but white space: there is nothing to import.")
    return SourceText(text, transcript_id(text), file_name, "txt", encoding, blocks)


def line_blocks(text: str) -> tuple[Span, ...]:
    """Give each line that is not blank, stripped of white space (no-break space too), in order."""
    blocks: list[Span] = []
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            lead = len(line) - len(line.lstrip())
            blocks.append(Span(start + lead, start + lead + len(stripped)))
        start += len(line) + 1
    return tuple(blocks)
