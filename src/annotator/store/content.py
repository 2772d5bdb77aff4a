"""Immutable content: the stored texts, what the importer derived from each, and the files that they came in."""

import hashlib
import zlib
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import Connection

from annotator.domain.ids import TranscriptId
from annotator.domain.interchange import analysis_from_json, analysis_to_json
from annotator.domain.transcript import Analysis

_LEVEL = 3  # a third of the size of the JSON, at a tenth of the time of the default level


def keep(connection: Connection, transcript: TranscriptId, text: str, analysis: Analysis) -> bool:
    """Store a text and an analysis of it, where what is there already stays as it is; say whether the text is new."""
    texts = connection.exec_driver_sql(
        "INSERT INTO source_text (transcript, text) VALUES (?,?) ON CONFLICT DO NOTHING", (transcript, text)
    )
    connection.exec_driver_sql(
        "INSERT INTO analysis (transcript, importer, data) VALUES (?,?,?) ON CONFLICT DO NOTHING",
        (transcript, analysis.importer, zlib.compress(analysis_to_json(analysis).encode("utf-8"), _LEVEL)),
    )
    return bool(texts.rowcount)


def has(connection: Connection, transcript: TranscriptId) -> bool:
    """Whether this text is stored."""
    row = connection.exec_driver_sql("SELECT 1 FROM source_text WHERE transcript = ?", (transcript,)).fetchone()
    return row is not None


def text_of(connection: Connection, transcript: TranscriptId) -> str | None:
    """Give a stored text, or None."""
    value = connection.exec_driver_sql("SELECT text FROM source_text WHERE transcript = ?", (transcript,)).scalar()
    return None if value is None else str(value)


def size_of(connection: Connection, transcript: TranscriptId) -> int:
    """Give how many bytes a stored text has; 0 where there is none."""
    return int(
        connection.exec_driver_sql(
            "SELECT length(CAST(text AS BLOB)) FROM source_text WHERE transcript = ?", (transcript,)
        ).scalar()
        or 0
    )


def analyses_of(connection: Connection, transcript: TranscriptId) -> dict[str, Analysis]:
    """Give every analysis of a text that is stored, by the importer that made it."""
    rows = connection.exec_driver_sql(
        "SELECT importer, data FROM analysis WHERE transcript = ? ORDER BY importer", (transcript,)
    )
    return {importer: _decoded(transcript, bytes(data)) for importer, data in rows}


def keep_original(connection: Connection, transcript: TranscriptId, data: bytes) -> str:
    """Store a file's bytes and give their digest; a plain text in UTF-8 is its own original and is not stored twice."""
    digest = hashlib.sha256(data).hexdigest()
    if digest != transcript:
        connection.exec_driver_sql(
            "INSERT INTO original (digest, data) VALUES (?,?) ON CONFLICT DO NOTHING",
            (digest, zlib.compress(data, _LEVEL)),
        )
    return digest


def original_of(connection: Connection, transcript: TranscriptId, digest: str) -> bytes | None:
    """Give the bytes of the file that a transcript came in, or None where this project does not have them."""
    if digest == transcript:
        text = text_of(connection, transcript)
        return None if text is None else text.encode("utf-8", "surrogatepass")
    data = connection.exec_driver_sql("SELECT data FROM original WHERE digest = ?", (digest,)).scalar()
    return None if data is None else zlib.decompress(bytes(data))


def is_original(digest: str, data: bytes) -> bool:
    """Whether stored bytes are those of the file with this digest."""
    try:
        return hashlib.sha256(zlib.decompress(data)).hexdigest() == digest
    except (zlib.error, TypeError):
        return False


def drop_unheard_of(connection: Connection, transcripts: Iterable[TranscriptId]) -> None:
    """Remove those of these texts that no fact of the journal is about."""
    for transcript in transcripts:
        known = connection.exec_driver_sql(
            "SELECT 1 FROM journal WHERE kind = 'transcript' AND key = ? LIMIT 1", (transcript,)
        ).fetchone()
        if known is None:
            connection.exec_driver_sql("DELETE FROM analysis WHERE transcript = ?", (transcript,))
            connection.exec_driver_sql("DELETE FROM source_text WHERE transcript = ?", (transcript,))


def drop_unnamed_originals(connection: Connection) -> None:
    """Remove every original that no fact of the journal names."""
    connection.exec_driver_sql(
        "DELETE FROM original WHERE digest NOT IN (SELECT json_extract(value, '$.original.sha256') FROM journal "
        "WHERE kind = 'transcript' AND json_extract(value, '$.original.sha256') IS NOT NULL)"
    )


@lru_cache(maxsize=8)
def _decoded(transcript: TranscriptId, data: bytes) -> Analysis:
    return analysis_from_json(zlib.decompress(data).decode("utf-8"), transcript)
