"""ZIP and TAR files: each member that can be read, one after the other, in memory; nothing is unpacked to the disk."""

import gzip
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import IO, cast

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import limits
from annotator.reading.forms import ARCHIVES, ending_of

Found = tuple[str, SourceText | UserError]
_ENCRYPTED_BIT = 0x1
_MOST_RATIO = 500
_UNSUSPECTED_BYTES = 10 * limits.MEBIBYTE
_MOST_HEAD_BYTES = limits.MEBIBYTE
"""What a TAR file may say of one member: names, dates and owners."""
_LONGEST_NAME = 4096
_LINK = "is a link to another file and is not followed: pack the file itself."


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive.

    Attributes:
        trouble: Why it is not to be opened, as the end of a sentence that its name begins; "" for none.
    """

    path: PurePosixPath
    size_bytes: int
    open: Callable[[], IO[bytes]]
    trouble: str = ""


def members(
    file: IO[bytes],
    file_name: str,
    wanted: Callable[[PurePosixPath], bool],
    read_member: Callable[[bytes, PurePosixPath, Sequence[Entry]], Iterator[Found]],
) -> Iterator[Found]:
    """Give what each member holds under its name in the archive, in the archive's order.

    Args:
        wanted: Whether a member is worth opening, by its name.
        read_member: From its bytes, its name and the archive's entries to what is in it, under names without folders.

    Raises:
        UserError: the archive itself cannot be read, or holds more than it may.
    """
    archive = _opened(file, file_name)
    entries = [entry for entry in archive.entries if wanted(entry.path)]
    if len(entries) > limits.MOST_MEMBERS:
        raise UserError(f"{file_name} holds more than {limits.MOST_MEMBERS:,} files: split it into parts.")
    if not entries:
        raise UserError(f"{file_name} holds no file that can be read: unpack it and look what is in it.")
    left_bytes = limits.MOST_ARCHIVE_BYTES
    for entry in entries:
        try:
            _refuse_unsafe(entry, file_name)
            data = _content(archive, entry, left_bytes)
        except UserError as error:
            yield limits.shown(str(entry.path)), error
            continue
        left_bytes -= len(data)
        if left_bytes <= 0:
            raise _too_large(file_name)
        folder = str(entry.path).removesuffix(entry.path.name)
        for name, result in read_member(data, entry.path, archive.entries):
            yield limits.shown(f"{folder}{name}"), result


def member(file: IO[bytes], file_name: str, wanted: str) -> bytes:
    """Give the bytes of one member by its name.

    Raises:
        UserError: the archive or the member cannot be read.
    """
    archive = _opened(file, file_name)
    entry = next((entry for entry in archive.entries if str(entry.path) == wanted), None)
    if entry is None:
        raise UserError(f"{file_name} no longer holds {limits.shown(wanted)}: choose the file again.")
    _refuse_unsafe(entry, file_name)
    return _content(archive, entry, limits.MOST_FILE_BYTES)


def _opened(file: IO[bytes], file_name: str) -> "_Zip | _Tar":
    return _Zip(file, file_name) if ending_of(PurePosixPath(file_name)) == ".zip" else _Tar(file, file_name)


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


def _refuse_unsafe(entry: Entry, file_name: str) -> None:
    """Raise UserError for a member that leads outside, is an archive too, or has a trouble of its own."""
    path = entry.path
    name = f"{limits.shown(str(path))} in {file_name}"
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise UserError(f"{name} points outside the archive and is not read: pack the file anew.")
    if entry.trouble:
        raise UserError(f"{name} {entry.trouble}")
    if ending_of(path) in ARCHIVES:
        raise UserError(
            f"{limits.shown(path.name)} is an archive inside another: unpack the outer one and import that."
        )


def _content(archive: "_Zip | _Tar", entry: Entry, left_bytes: int) -> bytes:
    """The bytes of a member, no more of them than its limit whatever it says of itself."""
    name = limits.shown(entry.path.name)
    most = min(limits.MOST_FILE_BYTES, left_bytes)
    limits.refuse_long(entry.size_bytes, most, name)
    with limits.damage_told(name, f"a whole member of {archive.what}"), entry.open() as member:
        data = member.read(most + 1)
    limits.refuse_long(len(data), most, name)
    return data


def _too_large(file_name: str) -> UserError:
    return UserError(
        f"{file_name} holds more than {limits.MOST_ARCHIVE_BYTES // limits.MEBIBYTE} MB unpacked: split it into parts."
    )


# -- ZIP ---------------------------------------------------------------------------------------------------------------


class _Zip:
    """A ZIP file.

    Attributes:
        what: What it is, in words.
        entries: The files in it, in its order.
    """

    what = "a ZIP file"

    def __init__(self, file: IO[bytes], file_name: str) -> None:
        with limits.damage_told(file_name, self.what):
            self._zip = zipfile.ZipFile(file)
        self.entries = [
            Entry(_path(info.filename), info.file_size, partial(self._zip.open, info), _zip_trouble(info))
            for info in self._zip.infolist()
            if not info.is_dir()
        ]


def _zip_trouble(info: zipfile.ZipInfo) -> str:
    """Why a member that is a link, is locked, or would swell beyond all measure is not to be opened."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return _LINK
    if info.flag_bits & _ENCRYPTED_BIT:
        return "is protected by a password: unpack it and import the files."
    if info.file_size > max(_UNSUSPECTED_BYTES, _MOST_RATIO * info.compress_size):
        return f"would swell to {_MOST_RATIO} times its size, as no text does, and is not read."
    return ""


# -- TAR ---------------------------------------------------------------------------------------------------------------


class _Tar:
    """A TAR file, as it is or compressed by gzip, whatever its name says of that.

    Members are never extracted, only read, so what they say of owners, rights and places has no effect.

    Attributes:
        what: What it is, in words.
        entries: The files in it, in its order.
    """

    what = "a TAR file"

    def __init__(self, file: IO[bytes], file_name: str) -> None:
        with limits.damage_told(file_name, self.what):
            bounded = _Bounded(file, file_name)
            self._tar = tarfile.open(fileobj=cast(IO[bytes], bounded), mode="r:")  # noqa: SIM115 - its file is ours
            self.entries: list[Entry] = []
            for number, info in enumerate(self._tar):
                if number >= 2 * limits.MOST_MEMBERS:  # folders, and what a Mac puts beside each file
                    raise UserError(f"{file_name} holds more than {limits.MOST_MEMBERS:,} files: split it into parts.")
                bounded.refuse_head(len(info.name), _LONGEST_NAME)
                info.pax_headers = {}  # what else the head says would only fill memory
                if not info.isdir():
                    trouble = _tar_trouble(info)
                    self.entries.append(Entry(_path(info.name), info.size, partial(self._open, info), trouble))
            bounded.seek(self._tar.offset)
            if bounded.read(tarfile.BLOCKSIZE).strip(b"\0"):  # tarfile takes a damaged head for the end
                raise tarfile.ReadError
            bounded.most_at_once = limits.MOST_FILE_BYTES + 1

    def _open(self, info: tarfile.TarInfo) -> IO[bytes]:
        opened = self._tar.extractfile(info)
        if opened is None:
            raise tarfile.ReadError
        return opened


def _tar_trouble(info: tarfile.TarInfo) -> str:
    """Why a member that is no ordinary file is not to be opened."""
    if info.issym() or info.islnk():
        return _LINK
    return "" if info.isreg() else "is not a file but a device or a pipe, and is not read."


class _Bounded:
    """What a TAR file holds, unpacked as it is read: no further than it may, and no large piece at once.

    Attributes:
        most_at_once: Bytes that may be asked for at once: few while heads are read, which tarfile takes at their word.
    """

    def __init__(self, file: IO[bytes], file_name: str) -> None:
        self._file_name = file_name
        n_bytes = file.seek(0, 2)
        file.seek(0)
        is_packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        self._most_bytes = max(_UNSUSPECTED_BYTES, _MOST_RATIO * n_bytes) if is_packed else limits.MOST_ARCHIVE_BYTES
        self._file = cast(IO[bytes], gzip.GzipFile(fileobj=file)) if is_packed else file
        self.most_at_once = _MOST_HEAD_BYTES

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, place_bytes: int, _whence: int = 0) -> int:
        self._refuse_far(place_bytes)
        return self._file.seek(place_bytes)

    def read(self, n_bytes: int = -1) -> bytes:
        self.refuse_head(n_bytes, self.most_at_once)
        self._refuse_far(self._file.tell() + n_bytes)
        return self._file.read(n_bytes)

    def refuse_head(self, n_bytes: int, most_bytes: int) -> None:
        if not 0 <= n_bytes <= most_bytes:
            raise UserError(f"{self._file_name} says more of a file in it than any archive does, and is not read.")

    def _refuse_far(self, place_bytes: int) -> None:
        if place_bytes > limits.MOST_ARCHIVE_BYTES:
            raise _too_large(self._file_name)
        if place_bytes > self._most_bytes:
            raise UserError(
                f"{self._file_name} would swell to {_MOST_RATIO} times its size, as no text does, and is not read."
            )
