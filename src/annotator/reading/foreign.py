"""Files that are known not to be text, recognised by their first bytes whatever their name says."""

from annotator.domain.errors import UserError

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel, OpenDocument or ZIP file"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"SQLite format 3\x00", "a database or a project file"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
    (b"Rar!\x1a\x07", "a compressed file (RAR)"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (b"ID3", "a sound file (MP3)"),
    (b"OggS", "a sound file (Ogg)"),
    (b"RIFF", "a sound or video file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"\x7fELF", "a program"),
)
_TEXT_LIKE = (b"ID3", b"RIFF", b"GIF8")
"""Signatures of printable letters only: the file must hold a NUL as well to be taken for one."""


def refuse_foreign(data: bytes, file_name: str) -> None:
    """Raise UserError where the bytes are of a known form that is not text."""
    what = _form(data)
    if what:
        raise UserError(f"{file_name} is {what} and can't be read yet: save it as plain text (.txt) and import that.")


def _form(data: bytes) -> str | None:
    """What the bytes are, in words, or None where they may be text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and (signature not in _TEXT_LIKE or b"\x00" in data[:4096]):
            return what
    if data[4:8] == b"ftyp":
        return "a video or sound file (MP4)"
    return None
