"""What people correct in what the importer derived, as frozen values: places, like mentions, aliases, actors."""

import re
from dataclasses import dataclass

from annotator.domain.ids import TranscriptId
from annotator.domain.transcript import Mention, MentionKind

UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts that put no space between words."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one transcript."""

    transcript: TranscriptId
    start_cp: int
    end_cp: int


@dataclass(frozen=True, slots=True)
class LikePlace:
    """A place where the same words stand, for a person to look at before a correction is applied to it.

    Attributes:
        title: The transcript's.
        before, after: What stands around the words, some dozens of characters of the same line.
        mention: The mention that is there now, or None.
    """

    place: Place
    title: str
    before: str
    text: str
    after: str
    mention: Mention | None


@dataclass(frozen=True, slots=True, order=True)
class Alias:
    """Words by which the importer is to know an entity, learnt from a person.

    Attributes:
        iso: ISO 3166-1 alpha-3 code where the entity is a State and that is known, else None.
    """

    text: str
    kind: MentionKind
    entity: str
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity with all that is known and counted of it.

    Attributes:
        entity: Canonical name.
        groups: What it belongs to, as people noted.
        aliases: Other words for it, learnt here.
        known_as: Other words for it that the importer knows of itself.
        merged: Other canonical names that were merged into this one.
        n_mentions: Mentions that are linked to it.
        n_statements: Statements in which it speaks, in person or as an affiliation.
    """

    entity: str
    kind: MentionKind
    iso: str | None
    groups: tuple[str, ...]
    aliases: tuple[str, ...]
    merged: tuple[str, ...]
    n_mentions: int
    n_statements: int
    known_as: tuple[str, ...] = ()


def whole_words(text: str) -> re.Pattern[str]:
    """Give the pattern that finds these very words, and not within a longer word."""
    starts = r"(?<!\w)" if text[:1].isalnum() and not UNSPACED.match(text[0]) else ""
    ends = r"(?!\w)" if text[-1:].isalnum() and not UNSPACED.match(text[-1]) else ""
    return re.compile(f"{starts}{re.escape(text)}{ends}")
