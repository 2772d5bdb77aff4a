"""Rich text (.rtf), read by striprtf, whose regular expressions are kept from running away over crafted files."""

import re

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import limits, plain

_HEAD = b"{\\rtf"
_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_FONT = re.compile(r"\\f(\d{1,5})(?!\d)[^;{}]{0,300}?\\fcharset(\d{1,3})(?!\d)")
_FIELD = re.compile(r"(\\fldinst)(?=\{)")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_CELL_END = re.compile(r"(?<!\\)\\(?:nest)?cell(?![a-zA-Z]) ?")
_PICTURE = re.compile(rb"(?<![0-9a-fA-F\r\n])[0-9a-fA-F\r\n]{512,}+")
"""The bytes of a picture, written as lines of digits; no text has so many."""
_MOST_BYTES = 8 * limits.MEBIBYTE
"""Without pictures; striprtf takes half a second for one."""
_MOST_FONTS = 2_000


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """Give the source text of an RTF file; raises UserError where it is none."""
    if not data.startswith(_HEAD):
        raise UserError(f"{file_name} is not a rich text (RTF) file, though its name says so: correct its name.")
    data = _PICTURE.sub(b"", data)
    limits.refuse_long(len(data), _MOST_BYTES, file_name)
    with limits.damage_told(file_name, "a rich text (RTF) file"):
        text = _text(data.decode("latin-1"))
    warnings = ("Some characters could not be decoded and stand as “\ufffd”.",) if "\ufffd" in text else ()
    page = _PAGE.search(data[:4096])
    return plain.from_paragraphs(
        text.split("\n"), file_name, "rtf", f"cp{page[1].decode()}" if page else "cp1252", warnings
    )


def _text(rtf: str) -> str:
    """The characters, one paragraph a line."""
    from striprtf import striprtf

    table = striprtf.font_table_group(rtf)  # type: ignore[no-untyped-call]
    if table:  # striprtf 0.0.35 searches it by nested lazy repeats, which a crafted table makes endless
        fonts = _FONT.findall(table)[:_MOST_FONTS]
        own = "".join(f"{{\\f{number}\\fcharset{charset} x;}}" for number, charset in fonts)
        rtf = rtf.replace(table, f"{{\\fonttbl{own}}}", 1)
    rtf = _FIELD.sub(r"\1 ", rtf)  # else striprtf writes a link's address into the text, and searches for it in squares
    rtf = _CELL_END.sub(r"\\tab ", rtf)  # else it writes "|"
    text = str(striprtf.rtf_to_text(rtf, errors="replace"))  # type: ignore[no-untyped-call]
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
