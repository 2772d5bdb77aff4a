"""What the importer's output is worth against the gold files.

A gold file holds ``passages`` (span, kind, an "or" where two kinds are right, speakers as [name, affiliation], segments
as [start, end, affiliation]) and ``mentions`` as [start, end, label, canonical, iso] with "optional" at the end where
nobody is rewarded or punished. ``sentences.json`` holds stretches of sentences in all five seeds.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from annotator.domain.transcript import Analysis, Mention, PassageKind, SourceText, Speaker
from annotator.paths import seeds
from annotator.reading import read
from annotator.tagging import analyse

GOLD = ("000", "002", "004")
_COARSE = {"UN_BODY": "ORG", "CITY": "LOC", "REGION": "LOC"}
_Stretch = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0


@cache
def gold(seed: str) -> dict[str, Any]:
    """Give the gold annotation of a seed, e.g. of "000"."""
    content: dict[str, Any] = json.loads((Path(__file__).parent / f"{seed}.json").read_text(encoding="utf-8"))
    return content


@cache
def source_of(seed: str) -> SourceText:
    """Give a seed as it is read."""
    return read(next(seeds().glob(f"{seed}_*.txt")))


@cache
def analysis_of(seed: str) -> Analysis:
    """Give what the importer makes of a seed."""
    return analyse(source_of(seed))


def _overlap(one: _Stretch, other: _Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def score_mentions(annotated: Sequence[Sequence[Any]], found: Iterable[Mention], *, strict: bool) -> Counts:
    """Count mentions: strict asks for the same span and label, else an overlap and a similar label will do."""
    required = [(a[0], a[1], a[2]) for a in annotated if a[-1] != "optional"]
    ignored = [(a[0], a[1], a[2]) for a in annotated if a[-1] == "optional"]
    claims = [(m.start_cp, m.end_cp, m.kind.value) for m in found]
    claims = [c for c in claims if any(_overlap(c, r) for r in required) or not any(_overlap(c, i) for i in ignored)]
    if not strict:
        required = [(s, e, _COARSE.get(label, label)) for s, e, label in required]
        claims = [(s, e, _COARSE.get(label, label)) for s, e, label in claims]
    left = list(required)
    right = 0
    for claim in claims:
        hit = next((r for r in left if (claim == r if strict else _overlap(claim, r) and claim[2] == r[2])), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return Counts(right, len(claims) - right, len(required) - right)


def _voices(speakers: Iterable[Speaker]) -> set[tuple[str, str]]:
    return {((s.name or "").casefold().strip(), (s.affiliation or "").casefold().strip()) for s in speakers}


def score_passages(annotated: Sequence[dict[str, Any]], analysis: Analysis) -> Counter[str]:
    """Count passages, kinds that are right, speeches, speakers that are exactly right, and affiliations that are."""
    found = {(p.start_cp, p.end_cp): p for p in analysis.passages}
    counts: Counter[str] = Counter()
    for one in annotated:
        passage = found.get(tuple(one["span"]))
        counts["passages"] += 1
        if passage is None:
            continue
        counts["kind"] += passage.kind.value in (one["kind"], one.get("or"))
        voices = _voices(passage.speakers)
        if one["kind"] == PassageKind.SPEECH:
            wanted = {((n or "").casefold(), (a or "").casefold()) for n, a in one.get("speakers", [])}
            counts["speech"] += 1
            counts["speaker"] += voices == wanted
            counts["affiliation"] += {a for _, a in voices} == {a for _, a in wanted}
        else:
            counts["speaker where none"] += bool(voices)
    return counts


def score_sentences() -> Counts:
    """Count the sentences of the stretches that were annotated in all five seeds."""
    stretches = json.loads((Path(__file__).parent / "sentences.json").read_text(encoding="utf-8"))
    total = Counts()
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for stretch in stretches:
        seed = stretch["file"]
        if not found[seed]:
            found[seed] = {(s.start_cp, s.end_cp) for s in analysis_of(seed).statements}
        wanted = {(start, end) for start, end in stretch["spans"]}
        low, high = stretch["spans"][0][0], stretch["spans"][-1][1]
        near = {(start, end) for start, end in found[seed] if start < high and low < end}
        total += Counts(len(wanted & near), len(near - wanted), len(wanted - near))
    return total
