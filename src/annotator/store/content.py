"""Immutable content: the stored texts, and what the importer derived from each."""

import zlib
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


def analyses_of(connection: Connection, transcript: TranscriptId) -> dict[str, Analysis]:
    """Give every analysis of a text that is stored, by the importer that made it."""
    rows = connection.exec_driver_sql(
        "SELECT importer, data FROM analysis WHERE transcript = ? ORDER BY importer", (transcript,)
    )
    return {importer: _decoded(transcript, bytes(data)) for importer, data in rows}


@lru_cache(maxsize=8)
def _decoded(transcript: TranscriptId, data: bytes) -> Analysis:
    return analysis_from_json(zlib.decompress(data).decode("utf-8"), transcript)
