"""A file written beside its target and put in its place when it is whole: the old file or the new one, never half."""

import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from annotator.domain.errors import UserError

ABANDONED_S = 3_600
"""How old a half-written file is before it counts as left behind."""


@contextmanager
def replacing(target: Path, suffix: str) -> Iterator[Path]:
    """Give the path of a new, empty file to write to; when the block ends well, that file becomes the target.

    However else the block ends, the target is as it was and the new file is gone.

    Raises UserError where the target cannot be written: wrong suffix, no such folder, protected, open in another
    program, disk full.
    """
    target = Path(os.path.realpath(target))
    part = target.with_name(f".annotator-{secrets.token_hex(6)}.part")
    try:
        _check_target(target, suffix)
        # Not tempfile: that would keep the new file from everybody but its owner.
        part.open("xb").close()
        _sweep(target.parent)
        try:
            yield part
            _put_in_place(part, target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(_sentence(error, target)) from error


def _sweep(folder: Path) -> None:
    """Remove what programs that were killed have left behind; a file written to within the hour may be at work."""
    for left in folder.glob(".annotator-*.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > ABANDONED_S:
                left.unlink()


def _check_target(target: Path, suffix: str) -> None:
    if target.suffix.lower() != suffix:
        raise UserError(f'"{target.name}" does not end in {suffix}: give the file a name that does.')
    if not target.parent.is_dir():
        raise UserError(f'The folder "{target.parent}" does not exist: make it first, or choose another one.')
    if target.is_dir():
        raise UserError(f'"{target}" is a folder: give the file another name.')
    if any(lock.exists() for lock in _locks_of(target)):
        raise UserError(f'"{target.name}" is open in another program: close it there, or choose another name.')
    if target.exists():
        # The permission bits, as os.access says yes to an administrator whatever they are.
        if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise UserError(f'"{target.name}" is write-protected: choose another name, or allow writing to it.')
        target.open("r+b").close()


def _locks_of(target: Path) -> tuple[Path, ...]:
    """Give the files by which LibreOffice and Excel show that they have the target open."""
    return target.with_name(f".~lock.{target.name}#"), target.with_name(f"~${target.name}")


def _put_in_place(part: Path, target: Path) -> None:
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, part)
    part.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _sentence(error: OSError, target: Path) -> str:
    if error.errno in (ENOSPC, EDQUOT):
        return f'The disk is full, so "{target.name}" was not written: make room, or choose another folder.'
    if error.errno == EFBIG:
        return f'"{target.name}" is too large for this disk: choose another folder.'
    if isinstance(error, PermissionError):
        return (
            f'"{target}" cannot be written: close it where it is open, or choose a folder in which you may write files.'
        )
    return f'"{target}" cannot be written ({error.strerror or error}): choose another folder or name.'
