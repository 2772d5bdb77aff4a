"""ZIP files: each member that can be read, one after the other, in memory; nothing is unpacked to the disk."""

import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import limits

Found = tuple[str, SourceText | UserError]
_ENCRYPTED_BIT = 0x1
_MOST_RATIO = 500
_UNSUSPECTED_BYTES = 10 * limits.MEBIBYTE


def members(
    file: IO[bytes],
    file_name: str,
    wanted: Callable[[PurePosixPath], bool],
    read_member: Callable[[bytes, PurePosixPath, zipfile.ZipFile], Iterator[Found]],
) -> Iterator[Found]:
    """Give what each member holds under its name in the archive, in the archive's order.

    Args:
        wanted: Whether a member is worth opening, by its name.
        read_member: From its bytes, its name and the archive to what is in it, under names without folders.

    Raises:
        UserError: the archive itself cannot be read, or holds more than it may.
    """
    with limits.damage_told(file_name, "a ZIP file"):
        archive = zipfile.ZipFile(file)
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and wanted(_path(entry))]
        if len(entries) > limits.MOST_MEMBERS:
            raise UserError(f"{file_name} holds more than {limits.MOST_MEMBERS:,} files: split it into parts.")
        if not entries:
            raise UserError(f"{file_name} holds no file that can be read: unpack it and look what is in it.")
        left_bytes = limits.MOST_ARCHIVE_BYTES
        for entry in entries:
            path = _path(entry)
            try:
                _refuse_unsafe(entry, path, file_name)
                data = _content(archive, entry, limits.shown(path.name), left_bytes)
            except UserError as error:
                yield limits.shown(str(path)), error
                continue
            left_bytes -= len(data)
            if left_bytes <= 0:
                raise UserError(
                    f"{file_name} holds more than {limits.MOST_ARCHIVE_BYTES // limits.MEBIBYTE} MB unpacked: "
                    "split it into parts."
                )
            folder = str(path).removesuffix(path.name)
            for name, result in read_member(data, path, archive):
                yield limits.shown(f"{folder}{name}"), result


def member(file: IO[bytes], file_name: str, wanted: str) -> bytes:
    """Give the bytes of one member by its name.

    Raises:
        UserError: the archive or the member cannot be read.
    """
    with limits.damage_told(file_name, "a ZIP file"):
        archive = zipfile.ZipFile(file)
    with archive:
        entry = next((entry for entry in archive.infolist() if str(_path(entry)) == wanted), None)
        if entry is None:
            raise UserError(f"{file_name} no longer holds {limits.shown(wanted)}: choose the file again.")
        _refuse_unsafe(entry, _path(entry), file_name)
        return _content(archive, entry, limits.shown(_path(entry).name), limits.MOST_FILE_BYTES)


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(entry.filename.replace("\\", "/"))


def _refuse_unsafe(entry: zipfile.ZipInfo, path: PurePosixPath, file_name: str) -> None:
    """Raise UserError for a member that is a link, leads outside, is locked, or would swell beyond all measure."""
    name = f"{limits.shown(str(path))} in {file_name}"
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UserError(f"{name} is a link to another file and is not followed: pack the file itself.")
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise UserError(f"{name} points outside the archive and is not read: pack the file anew.")
    if entry.flag_bits & _ENCRYPTED_BIT:
        raise UserError(f"{name} is protected by a password: unpack it and import the files.")
    if entry.file_size > max(_UNSUSPECTED_BYTES, _MOST_RATIO * entry.compress_size):
        raise UserError(f"{name} would swell to {_MOST_RATIO} times its size, as no text does, and is not read.")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left_bytes: int) -> bytes:
    """The bytes of a member, no more of them than its limit whatever it says of itself."""
    most = min(limits.MOST_FILE_BYTES, left_bytes)
    limits.refuse_long(entry.file_size, most, name)
    with limits.damage_told(name, "a whole member of its ZIP file"), archive.open(entry) as member:
        data = member.read(most + 1)
    limits.refuse_long(len(data), most, name)
    return data
