"""Web archives (.mhtml, .mht): the page inside the envelope, read as any web page."""

from typing import TYPE_CHECKING

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import html, limits

if TYPE_CHECKING:
    from email.message import Message


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """Give the main text of the page that a web archive holds; raises UserError where there is none."""
    if not data:
        raise UserError(f"{file_name} is empty: there is nothing to import.")
    from email import message_from_bytes

    limits.refuse_long(len(data), limits.MOST_TEXT_BYTES, file_name)
    with limits.damage_told(file_name, "a web archive"):
        page, charset = _page(message_from_bytes(data))
    if not page:
        raise UserError(
            f"{file_name} is not a web archive: there is no web page in it. Save the page as .html instead."
        )
    return html.read_page(page, file_name, "mhtml", charset)


def _page(archive: "Message") -> tuple[bytes, str | None]:
    """The bytes of the first part that is a web page, and the encoding that the envelope gives for them."""
    for part in archive.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return (page if isinstance(page, bytes) else b""), part.get_content_charset()
    return b"", None
