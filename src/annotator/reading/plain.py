"""Plain text files: the text as it stands, one block a line; and the last step of every other reader."""

import re
from collections.abc import Iterable

from annotator.domain.errors import UserError
from annotator.domain.ids import transcript_id
from annotator.domain.transcript import SourceText, Span
from annotator.reading import limits
from annotator.reading.decoding import decode
from annotator.reading.wrapping import paragraphs

_BYTE_ORDER_MARK = "\ufeff"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OTHER_BREAKS = re.compile(r"\r\n?|[\v\f]")


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """Give the source text of the bytes of a plain text file; raises UserError where they are no text."""
    text, encoding = characters(data, file_name)
    return source(text, file_name, encoding)


def characters(data: bytes, file_name: str) -> tuple[str, str]:
    """Give the text of bytes that are nothing but text, without byte order mark, and the name of their encoding.

    Raises:
        UserError: there are none or too many of them, or they are no text.
    """
    if not data:
        raise UserError(f"{file_name} is empty: there is nothing to import.")
    limits.refuse_long(len(data), limits.MOST_TEXT_BYTES, file_name)
    return decode(data, file_name)


def source(text: str, file_name: str, encoding: str, form: str = "txt", warnings: tuple[str, ...] = ()) -> SourceText:
    """Give the source text of decoded characters: line ends made LF, a byte order mark left off, nothing else."""
    text = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    refuse_broken(text, file_name)
    if len(text) > limits.MOST_CHARACTERS:
        raise UserError(f"{file_name} holds more than {limits.MOST_CHARACTERS:,} characters: split it into parts.")
    lines = line_blocks(text)
    if not lines:
        raise UserError(f"{file_name} holds nothing but white space: there is nothing to import.")
    if any(line.end_cp - line.start_cp > limits.LONGEST_LINE for line in lines):
        raise UserError(
            f"{file_name} has a line of more than {limits.LONGEST_LINE:,} characters, which no paragraph has: "
            "break it into paragraphs and import that."
        )
    blocks = paragraphs(text, lines) if form == "txt" else lines
    file_name = file_name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # names of old disks
    return SourceText(text, transcript_id(text), file_name, form, encoding, blocks, warnings)


def refuse_broken(text: str, file_name: str) -> None:
    """Raise UserError where there are characters that no text has: NUL, half of a surrogate pair."""
    if "\x00" in text:
        raise UserError(f"{file_name} does not hold text but binary data: save it as plain text and import that.")
    if _SURROGATE.search(text):
        raise UserError(f"{file_name} holds broken characters (half of a pair): save it again as plain text in UTF-8.")


def from_paragraphs(
    paragraphs: Iterable[str], file_name: str, form: str, encoding: str, warnings: Iterable[str] = ()
) -> SourceText:
    """Give the source text whose lines are the paragraphs that are not blank; a line break within one ends the line."""
    lines = [line for paragraph in paragraphs for line in lines_of(paragraph)]
    if not lines:
        raise UserError(f"{file_name} holds no text: there is nothing to import.")
    return source("\n".join(lines), file_name, encoding, form, tuple(warnings))


def lines_of(paragraph: str) -> list[str]:
    """Give the lines of a paragraph that are not blank, wherever whatever mark ends them."""
    return [line for line in _OTHER_BREAKS.sub("\n", paragraph).split("\n") if line.strip()]


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
