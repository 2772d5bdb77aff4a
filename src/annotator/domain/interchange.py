"""An analysis as compact plain values, for keeping beside its text, and back.

Voices are listed once and referred to by number, since a speaker recurs in hundreds of statements.
"""

import json
from typing import Any

from annotator.domain.ids import TranscriptId, statement_id
from annotator.domain.transcript import (
    Analysis,
    Mention,
    MentionKind,
    Metadata,
    Passage,
    PassageKind,
    Speaker,
    Statement,
)

_METADATA = ("title", "source_kind", "body", "meeting", "release", "symbols", "date", "place", "language")


def metadata_to_dict(metadata: Metadata) -> dict[str, Any]:
    """Give the metadata as plain values."""
    return {name: list(value) if isinstance(value := getattr(metadata, name), tuple) else value for name in _METADATA}


def metadata_from_dict(raw: dict[str, Any]) -> Metadata:
    """Read metadata from plain values, the inverse of ``metadata_to_dict``."""
    known: dict[str, Any] = {name: raw.get(name) for name in _METADATA}
    known["symbols"] = tuple(raw.get("symbols") or ())
    return Metadata(**known)


def speakers_to_list(speakers: tuple[Speaker, ...]) -> list[list[str | None]]:
    """Give voices as plain values: name, role, affiliation, capacity."""
    return [[voice.name, voice.role, voice.affiliation, voice.capacity] for voice in speakers]


def speakers_from_list(raw: list[list[str | None]]) -> tuple[Speaker, ...]:
    """Read voices from plain values, the inverse of ``speakers_to_list``."""
    return tuple(Speaker(*voice) for voice in raw)


def analysis_to_json(analysis: Analysis) -> str:
    """Give the analysis as JSON, without its statements' identifiers, which follow from the text."""
    voices: dict[Speaker, int] = {}

    numbered: dict[int, list[int]] = {}  # most statements share one tuple of voices with others

    def numbers(speakers: tuple[Speaker, ...]) -> list[int]:
        found = numbered.get(id(speakers))
        if found is None:
            found = numbered[id(speakers)] = [voices.setdefault(voice, len(voices)) for voice in speakers]
        return found

    passages = [[p.start_cp, p.end_cp, p.kind, p.section, p.language, numbers(p.speakers)] for p in analysis.passages]
    statements = [[s.start_cp, s.end_cp, s.passage, int(s.codable), numbers(s.speakers)] for s in analysis.statements]
    mentions = [[m.start_cp, m.end_cp, m.kind, m.entity, m.iso] for m in analysis.mentions]
    return json.dumps(
        {
            "importer": analysis.importer,
            "metadata": metadata_to_dict(analysis.metadata),
            "voices": speakers_to_list(tuple(voices)),
            "passages": passages,
            "statements": statements,
            "mentions": mentions,
            "warnings": list(analysis.warnings),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def analysis_from_json(text: str, transcript: TranscriptId) -> Analysis:
    """Read the analysis of this transcript, the inverse of ``analysis_to_json``."""
    raw = json.loads(text)
    voices = speakers_from_list(raw["voices"])
    known: dict[tuple[int, ...], tuple[Speaker, ...]] = {}

    def who(numbers: list[int]) -> tuple[Speaker, ...]:
        return known.setdefault(tuple(numbers), tuple(voices[number] for number in numbers))

    return Analysis(
        importer=raw["importer"],
        metadata=metadata_from_dict(raw["metadata"]),
        passages=tuple(
            Passage(start, end, PassageKind(kind), section, language, who(numbers))
            for start, end, kind, section, language, numbers in raw["passages"]
        ),
        statements=tuple(
            Statement(statement_id(transcript, start, end), start, end, passage, bool(codable), who(numbers))
            for start, end, passage, codable, numbers in raw["statements"]
        ),
        mentions=tuple(
            Mention(start, end, MentionKind(kind), entity, iso) for start, end, kind, entity, iso in raw["mentions"]
        ),
        warnings=tuple(raw["warnings"]),
    )
