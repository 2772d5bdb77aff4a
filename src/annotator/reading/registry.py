"""Which reader reads which file, and the checks that every file passes first."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import plain
from annotator.reading.foreign import refuse_foreign


@dataclass(frozen=True, slots=True)
class Reader:
    """One form of file that can be read.

    Attributes:
        form: Short name of the form, stored with the transcript.
        extensions: Endings of file names, lower case with the dot.
        read: From the bytes and the file's name to the source text; raises UserError for what it cannot read.
    """

    form: str
    extensions: tuple[str, ...]
    read: Callable[[bytes, str], SourceText]


READERS: tuple[Reader, ...] = (Reader("txt", (".txt", ".text"), plain.read_bytes),)
"""Every reader, in the order in which a person is told of them. A new form adds a file and a line here."""

EXTENSIONS: tuple[str, ...] = tuple(extension for reader in READERS for extension in reader.extensions)
"""The endings of the file names that can be read."""


def readable(path: Path) -> bool:
    """Tell whether the name of a file ends in a way that can be read; the file itself is not looked at."""
    return path.suffix.lower() in EXTENSIONS


def read(path: Path) -> SourceText:
    """Give the source text of a file.

    Raises:
        UserError: the file is missing, a folder, not to be opened, empty, binary or of a form that cannot be read.
    """
    data = _bytes_of(path)
    refuse_foreign(data, path.name)
    reader = next((r for r in READERS if path.suffix.lower() in r.extensions), None)
    if reader is None:
        ending = f"“{path.suffix}”" if path.suffix else "a name without an ending"
        raise UserError(
            f"{path.name} can't be read: files with {ending} are not supported yet. "
            f"Save it as plain text ({EXTENSIONS[0]}) and import that."
        )
    return reader.read(data, path.name)


def read_text(text: str, file_name: str) -> SourceText:
    """Give the source text of characters that are already decoded, e.g. pasted ones.

    Raises:
        UserError: the text is blank or holds characters that no file can hold.
    """
    return plain.source(text, file_name, "utf-8")


def _bytes_of(path: Path) -> bytes:
    """The content of a file; whatever stops us is the user's to mend, so it is said in words."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"There is no file {path}: check the name, or choose the file again.") from None
    except IsADirectoryError:
        raise UserError(f"{path} is a folder: choose the transcripts in it.") from None
    except PermissionError:
        if path.is_dir():  # what Windows says of a folder
            raise UserError(f"{path} is a folder: choose the transcripts in it.") from None
        raise UserError(
            f"{path} may not be opened: ask for the right to read it, or copy it to your own folder."
        ) from None
    except (OSError, ValueError) as error:
        raise UserError(f"{path} could not be read ({error}): try to open it in another program.") from None
