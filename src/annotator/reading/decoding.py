"""From bytes to characters: UTF-8, UTF-16 and Windows-1252, told apart without guessing at words."""

import codecs
import re

from annotator.domain.errors import UserError

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x06\x0e-\x19]")
"""Control characters that no text has, which is not said of line ends, tabs, bells and separators."""
_MOST_CONTROLS = 0.01
"""Share of control characters from which a file is taken for a binary one."""


def decode(data: bytes, file_name: str) -> tuple[str, str]:
    """Give the text without byte order mark, and the name of the encoding it was in.

    Raises:
        UserError: the bytes are not text in an encoding that is known here.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is None:
                raise UserError(
                    f"{file_name} is damaged: it says that it is {encoding.upper()} and is not. "
                    "Save it again as plain text in UTF-8."
                )
            return text, encoding
    with_surrogates = _surrogates(data)
    if with_surrogates is not None:
        return with_surrogates, "utf-8"
    for encoding in _candidates(data):
        text = _strict(data, encoding)
        if text is not None and not _looks_binary(text):
            return text, encoding
    raise UserError(f"{file_name} does not hold text but binary data: open it in its own program and save it as text.")


def _candidates(data: bytes) -> tuple[str, ...]:
    """The encodings to try, in order. Only UTF-16 has NUL bytes in a text."""
    if b"\x00" not in data:
        return ("utf-8", "cp1252")
    if len(data) % 2 or _is_ascii_with_nuls(data):
        return ()
    return (max(("utf-16-be", "utf-16-le"), key=lambda order: _n_spaces(data.decode(order, "replace"))),)


def _n_spaces(text: str) -> int:
    """How many spaces and line ends a text has, which are none once its bytes are read in the wrong order."""
    return text.count(" ") + text.count("\n")


_ASCII = bytes([9, 10, 13, *range(0x20, 0x7F)])
_MOST_ASCII = 0.9
_FEWEST_NULS = 0.4


def _is_ascii_with_nuls(data: bytes) -> bool:
    """Whether NUL bytes stand here and there in ASCII text; in UTF-16, every other byte of it is one."""
    others = len(data) - data.count(0)
    in_ascii = others - len(data.translate(None, _ASCII + b"\0"))
    return in_ascii > _MOST_ASCII * others and len(data) - others < _FEWEST_NULS * len(data)


def _surrogates(data: bytes) -> str | None:
    """The text of UTF-8 bytes with halves of surrogate pairs in it, which the caller refuses; else None."""
    if b"\xed" not in data or _strict(data, "utf-8") is not None:
        return None
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, encoding: str) -> str | None:
    """The decoded text, or None where a single byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_binary(text: str) -> bool:
    """Whether there is a NUL, or more control characters than a text can have."""
    if "\x00" in text:
        return True
    return sum(1 for _ in _CONTROL.finditer(text)) > _MOST_CONTROLS * len(text)
