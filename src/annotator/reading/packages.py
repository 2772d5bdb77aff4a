"""The ZIP packages that DOCX, ODT and XLSX are, and the XML in them, opened so that they can do no harm."""

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from annotator.domain.errors import UserError
from annotator.reading import limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENCRYPTED_BIT = 0x1
_HARMFUL = "{} defines entities of its own, which can do harm, and is not read: save it anew in its own program."


class Package:
    """The parts of a package by name; nothing is unpacked to the disk, and no part beyond its limit."""

    def __init__(self, data: bytes, file_name: str, what: str) -> None:
        """Open the package; raises UserError where it is damaged, locked or too large unpacked."""
        self.file_name = file_name
        self.what = what
        with limits.damage_told(file_name, what):
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        if any(member.flag_bits & _ENCRYPTED_BIT for member in members):
            raise UserError(f"{file_name} is protected by a password: save it without one and import that.")
        limits.refuse_long(sum(m.file_size for m in members), limits.MOST_UNPACKED_BYTES, file_name)
        self.names = frozenset(member.filename for member in members)

    def part(self, name: str) -> bytes:
        """Give the bytes of a part."""
        if name not in self.names:
            raise UserError(
                f"{self.file_name} is damaged, or not {self.what}: the part “{name}” is missing from it. "
                "Open it in its own program, save it anew and import that."
            )
        with limits.damage_told(self.file_name, self.what), self._zip.open(name) as part:
            data = part.read(limits.MOST_TEXT_BYTES + 1)
        limits.refuse_long(len(data), limits.MOST_TEXT_BYTES, self.file_name)
        return data

    def refuse_entities(self, name: str) -> None:
        """Raise UserError where a part has a document type, before another library's parser sees it."""
        data = self.part(name)
        if any("<!DOCTYPE".encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise UserError(_HARMFUL.format(self.file_name))

    def xml(self, name: str) -> "_Element":
        """Give the root of a part that is XML; a document type, which no such part has, is refused."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        data = self.part(name)
        with limits.damage_told(self.file_name, self.what):
            root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.doctype:
            raise UserError(_HARMFUL.format(self.file_name))
        return root
