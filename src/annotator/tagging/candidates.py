"""Stretches that may be mentions, and how those that overlap are settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.transcript import MentionKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a mention.

    Attributes:
        rank: Who wins where two overlap, before length is asked: the higher.
        voice: On whose behalf somebody from there speaks, or None.
        trust: Decides between two of the same length: 0 its shape, 1 the gazetteer, 2 the text's own definition.
    """

    start_cp: int
    end_cp: int
    kind: MentionKind
    entity: str | None
    iso: str | None = None
    voice: str | None = None
    rank: int = 0
    trust: int = 0


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Give candidates of which no two overlap, in order of place.

    Of two that do, the higher rank wins, then the longer, then the more trusted, then the first.
    """
    taken: list[Candidate] = []
    order = sorted(candidates, key=lambda c: (-c.rank, c.start_cp - c.end_cp, -c.trust, c.start_cp, c.kind))
    covered = bytearray(max((candidate.end_cp for candidate in order), default=0))
    for candidate in order:
        start, end = candidate.start_cp, candidate.end_cp
        if start < end and covered.find(1, start, end) < 0:
            covered[start:end] = b"\1" * (end - start)
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.start_cp)
