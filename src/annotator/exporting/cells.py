"""Between a value and the XML of its cell, both ways, so that what is read back equals what was written.

Text is written as inline strings, which no reader takes for a formula, an error or a number. Three things need care:

* Excel reads ``_x000D_`` within a text as an escaped character, other programs do not. Such a text is written in two
  runs, cut within the sequence: every reader puts the runs together and none sees an escape
  (ECMA-376 part 1, 22.9.2.19).
* A cell holds 32,767 UTF-16 units, and XML 1.0 has no control characters, lone surrogates, U+FFFE and U+FFFF. Such
  a text is *special*: the cell shows it cut, or with a stand-in for each such character, and the whole text goes
  elsewhere, in parts that ``encode_special`` makes and ``decode_special`` reads.
* A carriage return would be read as a line feed, so it is written as a character reference.
"""

import re
from math import isfinite
from xml.sax.saxutils import unescape

from annotator.exporting.table import Cell

MAX_UNITS = 32_767
"""UTF-16 units that a cell can hold."""
CUT_MARK = " … [cut here: the whole text is on the sheet special_texts]"

_KEPT_UNITS = 32_000
_PART_CHARS = 16_000
_UNHOLDABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_FIND_UNHOLDABLE = re.compile(f"[{_UNHOLDABLE}]")
_FIND_CARE = re.compile(f"[&<>\r{_UNHOLDABLE}]|_x[0-9A-Fa-f]{{4}}_")
_FIND_ESCAPE = re.compile(r"(_x[0-9A-Fa-f]{4})(?=_)")
_FIND_ENCODED = re.compile(r"\\(?:\\|u([0-9a-f]{4}))")
_RUN = re.compile(r'<t xml:space="preserve">([^<]*)</t>')
_FIND_CELL = re.compile(
    r'<c r="([A-Z]+)[0-9]+" s="[0-9]+" t="'
    rf'(?:inlineStr"><is>(?:{_RUN.pattern}|(<r>.*?</r>))</is>|([bn])"><v>([^<]+)</v>)</c>',
    re.DOTALL,
)
_STAND_INS = {code: chr(0x2400 + code) for code in range(0x20)}
_RISKY_STARTS = tuple("=+-@#'")


def is_risky(text: str) -> bool:
    """Tell whether a person who opens such a cell for editing would turn it into something else, e.g. a formula."""
    return text.startswith(_RISKY_STARTS)


def cell_text(text: str) -> str:
    """Give what the cell shows: the text itself, or where it is special, cut and with stand-ins."""
    if len(text) > MAX_UNITS // 2:
        units = text.encode("utf-16-le", "surrogatepass")
        if len(units) > 2 * MAX_UNITS:
            text = units[: 2 * _KEPT_UNITS].decode("utf-16-le", "surrogatepass") + CUT_MARK
    return _FIND_UNHOLDABLE.sub(lambda found: _STAND_INS.get(ord(found[0]), "\ufffd"), text)


def encode_special(text: str) -> list[str]:
    r"""Give a special text in parts that a cell can hold: a backslash as ``\\``, what XML lacks as ``\u001f``."""
    encoded = _FIND_UNHOLDABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text.replace("\\", "\\\\"))
    return [encoded[at : at + _PART_CHARS] for at in range(0, len(encoded), _PART_CHARS)]


def decode_special(parts: list[str]) -> str:
    """Give the text whose parts these are."""
    return _FIND_ENCODED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\\", "".join(parts))


def text_to_xml(text: str) -> tuple[str, bool]:
    """Give the content of a text cell, and whether the text is special, so that it must be kept elsewhere too."""
    if len(text) <= MAX_UNITS // 2 and not _FIND_CARE.search(text):
        return f'<is><t xml:space="preserve">{text}</t></is>', False
    shown = cell_text(text)
    content = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    runs = _FIND_ESCAPE.sub(r'\1</t></r><r><t xml:space="preserve">', content)
    inner = f'<t xml:space="preserve">{runs}</t>'
    return f"<is><r>{inner}</r></is>" if runs != content else f"<is>{inner}</is>", shown != text


def number_to_xml(value: float) -> tuple[str, str]:
    """Give type and content of the cell of a number or a truth value; raises ValueError for what a cell cannot hold."""
    if isinstance(value, bool):
        return "b", f"<v>{int(value)}</v>"
    if not isfinite(value) or (isinstance(value, int) and abs(value) > 2**53):
        raise ValueError(f"A workbook cannot hold the number {value}.")
    return "n", f"<v>{value!r}</v>"


def cells_of_row(xml: str) -> list[tuple[str, Cell]]:
    """Read a row's cells back: letters of the column and value of each that is not empty."""
    return [
        (letters, _number(kind, number) if kind else _text("".join(_RUN.findall(runs)) if runs else text))
        for letters, text, runs, kind, number in _FIND_CELL.findall(xml)
    ]


def _text(content: str) -> str:
    return unescape(content, {"&#13;": "\r"}) if "&" in content else content


def _number(kind: str, number: str) -> Cell:
    if kind == "b":
        return number == "1"
    return float(number) if "." in number or "e" in number else int(number)
