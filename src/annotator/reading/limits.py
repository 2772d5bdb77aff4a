"""How much is read before a file is taken for a mistake or an attack, and what a library's failure becomes."""

from collections.abc import Iterator
from contextlib import contextmanager

from annotator.domain.errors import Cancelled, UserError

MEBIBYTE = 1024 * 1024
MOST_FILE_BYTES = 200 * MEBIBYTE
"""A file of any form; pictures inside a PDF or a DOCX count."""
MOST_TEXT_BYTES = 64 * MEBIBYTE
"""A file that is nothing but text, markup included, and an XML part of a DOCX, ODT or XLSX."""
MOST_CHARACTERS = 20_000_000
"""A stored text: some ten thousand pages."""
LONGEST_LINE = 2_000_000
"""A paragraph: longer ones are data that somebody named a text."""
MOST_UNPACKED_BYTES = 400 * MEBIBYTE
"""All parts of a DOCX, ODT or XLSX together, pictures included."""
MOST_ARCHIVE_BYTES = 2048 * MEBIBYTE
"""All members of an archive together."""
MOST_MEMBERS = 200_000
"""Members of an archive; the largest corpus of the field has some 110,000 speeches."""
MOST_PAGES = 5_000
MOST_ROWS = 500_000
_MOST_SHOWN = 300


@contextmanager
def damage_told(file_name: str, what: str) -> Iterator[None]:
    """Turn whatever a library raises over the bytes of a file into the sentence that the file is damaged.

    Only for calls into a library that parses somebody else's bytes: which exceptions it raises over damaged ones is
    nowhere promised, and changes with its releases.
    """
    try:
        yield
    except (UserError, Cancelled):
        raise
    except MemoryError:
        raise UserError(f"{file_name} needs more memory than there is: split it and import the parts.") from None
    except Exception:  # noqa: BLE001 - the edge towards a library, see above
        raise UserError(
            f"{file_name} is damaged, or not {what}: open it in its own program, save it anew and import that."
        ) from None


def shown(text: str) -> str:
    """Give what a file says in one short line, fit to stand in a message or as a name."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text[:1000]).split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"


def refuse_empty(n_bytes: int, file_name: str) -> None:
    """Raise UserError where there is not a single byte."""
    if not n_bytes:
        raise UserError(f"{file_name} is empty: there is nothing to import.")


def refuse_long(n_bytes: int, most_bytes: int, file_name: str) -> None:
    """Raise UserError where there are more bytes than the limit."""
    if n_bytes > most_bytes:
        raise UserError(
            f"{file_name} is larger than {most_bytes // MEBIBYTE} MB, which no transcript is: "
            "take out what does not belong to it, or split it."
        )
