"""What a family of the grammar finds: where a voice is introduced and whose it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.domain.transcript import PassageKind, Speaker
from annotator.tagging.shadow import Shadow

_CAPACITY = re.compile(
    r"\b(?:in (?:his|her|their|its) (?:national|personal) capacity|"
    r"(?:also )?(?:speaking )?(?:also )?on behalf of [^,.;:“”—]+)",
    re.IGNORECASE,
)

WORKS_FOR = re.compile(
    r",\s(?:who|which)\s(?:heads?|leads?|runs?|directs?|represents?|chairs?|coordinates?|works?\s(?:for|with|at))\b"
    r"(?P<of>[^.;“”]{0,140})"
)
"""What tells after a name for whom somebody works: ", who heads the forests of the League"."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A place in a sentence where somebody begins to speak.

    Attributes:
        at_cp: Where the introduction stands.
        speakers: Several where they are said to speak jointly.
    """

    at_cp: int
    speakers: tuple[Speaker, ...]


Voices = tuple[Speaker, ...]
"""Who speaks a stretch of text; several where they are said to speak jointly, none where nobody in particular does."""
Voiced = list[tuple[PassageKind, tuple[Voices, ...]]]
"""For each block its kind, and for each of its sentences who speaks it."""
Family = Callable[[Shadow, int, int], Iterator[Introduction]]
"""Gives the introductions of one kind in the sentence ``[start_cp, end_cp)``."""


def capacity_in(shadow: Shadow, start_cp: int, end_cp: int) -> str | None:
    """Give the words of a sentence that say in what capacity somebody speaks, or None."""
    match = _CAPACITY.search(shadow.plain, start_cp, end_cp)
    return " ".join(match[0].split()) if match else None


def delegation(shadow: Shadow, at_cp: int, capacity: str | None = None, role: str = "representative") -> Speaker | None:
    """Give the nameless voice of the State or organisation whose name begins at this place."""
    name = shadow.name_at(at_cp)
    if name is None or name.voice is None:
        return None
    return Speaker(None, role, name.voice, capacity)
