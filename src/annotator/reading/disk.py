"""Files on the disk: what kind of thing a path names, and the bytes of a file, or in a sentence why there are none."""

import os
import stat
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.reading import limits


def refuse_special(path: Path) -> int:
    """Raise UserError for what is no ordinary file, before it is opened; gives its size in bytes."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise not_opened(path, error) from None
    if stat.S_ISDIR(status.st_mode):
        if not os.access(path, os.R_OK | os.X_OK):
            raise not_opened(path, PermissionError())
        raise UserError(f"{path} is a folder: choose the transcripts in it.")
    if not stat.S_ISREG(status.st_mode):
        raise UserError(f"{path} is not a file but a device or a pipe: choose a file.")
    return status.st_size


def bytes_of(path: Path) -> bytes:
    """The content of a file; whatever stops us is the user's to mend, so it is said in words."""
    limits.refuse_long(refuse_special(path), limits.MOST_FILE_BYTES, path.name)
    try:
        with path.open("rb") as file:
            return file.read(limits.MOST_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise not_opened(path, error) from None


def not_opened(path: Path, error: Exception) -> UserError:
    """Why a file could not be opened or read."""
    if isinstance(error, FileNotFoundError):
        return UserError(f"There is no file {path}: check the name, or choose the file again.")
    if isinstance(error, PermissionError):
        return UserError(f"{path} may not be opened: ask for the right to read it, or copy it to your own folder.")
    return UserError(f"{path} could not be read ({error}): try to open it in another program.")
