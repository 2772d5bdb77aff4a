"""Identifiers that would be easy to mix up, and how the derived ones are made.

Everything that two colleagues can make apart, and mean the same by, has an identifier derived from its content, so
that their files merge: a transcript from its text, a statement from its place, a coder from the name.
"""

import hashlib
import unicodedata
from typing import NewType
from uuid import UUID, uuid5

TranscriptId = NewType("TranscriptId", str)
"""SHA-256 of the stored text in UTF-8, 64 hexadecimal digits."""
StatementId = NewType("StatementId", str)
"""``uuid5(transcript, start, end)``, 36 characters."""
CoderId = NewType("CoderId", str)
"""``uuid5`` of the coder's name, folded; "" is nobody in particular (the command line, a script)."""
EntityId = NewType("EntityId", str)
"""Canonical name. Its kind is no part of it: "Norway" (COUNTRY) and "Norwegian" (NORP) are one entity."""

NOBODY = CoderId("")

_NAMESPACE = UUID("6f1dbd3e-6b0c-5a0e-9d57-0c6f5a4c2a11")


def transcript_id(text: str) -> TranscriptId:
    """Give the identifier of a transcript with this stored text."""
    return TranscriptId(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def statement_id(transcript: TranscriptId, start_cp: int, end_cp: int) -> StatementId:
    """Give the identifier of the statement at ``[start_cp, end_cp)`` of a transcript."""
    return StatementId(str(uuid5(_NAMESPACE, f"{transcript}:{start_cp}:{end_cp}")))


def coder_id(name: str) -> CoderId:
    """Give the identifier of a coder: the same for the same name, whatever its case, width or surrounding space."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return CoderId(str(uuid5(_NAMESPACE, f"coder:{folded}"))) if folded else NOBODY


def entity_id(name: str) -> EntityId:
    """Give the identifier of the entity with this canonical name, however it is spaced."""
    return EntityId(" ".join(unicodedata.normalize("NFC", name).split()))
