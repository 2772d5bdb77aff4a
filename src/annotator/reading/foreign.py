"""What the first bytes say a file is, whatever its name says."""

from annotator.domain.errors import UserError

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
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
_PARTS: tuple[tuple[bytes, str | None], ...] = (
    (b"word/document", ".docx"),
    (b"xl/workbook", ".xlsx"),
    (b"opendocument.text", ".odt"),
    (b"opendocument.", None),
    (b"content.xml", ".odt"),
)
"""What tells packages apart: names of parts, which stand at the end, and the kind, which stands at the beginning."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = (b"<!doctype html", b"<html")


def true_ending(data: bytes) -> str | None:
    """Give the ending that a file of a form that can be read ought to have, or None where its bytes do not say."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((ending for part, ending in _PARTS if part in data[:4096] or part in data[-65536:]), ".zip")
    if data[257:262] == b"ustar":
        return ".tar"
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        return ".html"
    return None


def refuse_foreign(data: bytes, file_name: str) -> None:
    """Raise UserError where the bytes are of a known form that nothing here reads."""
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise UserError(f"{file_name} is protected by a password: save it without one and import that.")
        raise UserError(
            f"{file_name} is an old Word or Excel file: save it as .docx or .xlsx in its program and import that."
        )
    what = _form(data)
    if what:
        raise UserError(f"{file_name} is {what} and can't be read: save its text as plain text (.txt) and import that.")


def _form(data: bytes) -> str | None:
    """What the bytes are, in words, or None where they may be text or are of a form with a reader."""
    if true_ending(data):
        return None
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and (signature not in _TEXT_LIKE or b"\x00" in data[:4096]):
            return what
    if data[4:8] == b"ftyp":
        return "a video or sound file (MP4)"
    return None
