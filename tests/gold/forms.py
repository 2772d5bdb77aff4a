"""Made-up transcripts in other forms than the seeds', annotated by the guidelines, and what the importer makes of them.

A file in ``forms/`` holds "form", "split", the passages of its text in order (kind, an "or" where two kinds are right,
speakers as [name, affiliation], sentences where there is more than one) and mentions as [surface, which of its
occurrences from 0, label], with "optional" at the end where nobody is rewarded or punished.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from annotator.domain.transcript import Analysis, PassageKind, SourceText
from annotator.reading import read
from annotator.tagging import analyse
from gold.scorer import Counts, score_mentions, score_passages

FOLDER = Path(__file__).parent / "forms"


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A fictional transcript with its annotation, offsets worked out."""

    name: str
    split: str
    source: SourceText
    passages: tuple[dict[str, Any], ...]
    mentions: tuple[tuple[Any, ...], ...]

    @property
    def sentences(self) -> frozenset[tuple[int, int]]:
        """Where the sentences stand outside of boilerplate; a passage with none annotated is one."""
        found: set[tuple[int, int]] = set()
        for passage in self.passages:
            if passage["kind"] == PassageKind.BOILERPLATE:
                continue
            place = passage["span"][0]
            for sentence in passage.get("sentences", [self.source.text[slice(*passage["span"])]]):
                place = self.source.text.index(sentence, place)
                found.add((place, place + len(sentence)))
                place += len(sentence)
        return frozenset(found)


@cache
def forms(split: str) -> tuple[Form, ...]:
    """Give the transcripts of one half, "development" or "held back"."""
    return tuple(form for form in (_load(path) for path in sorted(FOLDER.glob("*.json"))) if form.split == split)


@cache
def analysis_of(form: Form) -> Analysis:
    """Give what the importer makes of it."""
    return analyse(form.source)


def mentions(chosen: Iterable[Form]) -> Counts:
    """Count the mentions of some transcripts, strictly."""
    return sum((score_mentions(f.mentions, analysis_of(f).mentions, strict=True) for f in chosen), Counts())


def passages(chosen: Iterable[Form]) -> Counter[str]:
    """Count the passages of some transcripts, their kinds and speakers."""
    return sum((score_passages(f.passages, analysis_of(f)) for f in chosen), Counter())


def sentences(chosen: Iterable[Form]) -> Counts:
    """Count the sentences of some transcripts."""
    total = Counts()
    for form in chosen:
        margins = {tuple(p["span"]) for p in form.passages if p["kind"] == PassageKind.BOILERPLATE}
        analysis = analysis_of(form)
        places = [(p.start_cp, p.end_cp) for p in analysis.passages]
        found = {(s.start_cp, s.end_cp) for s in analysis.statements if places[s.passage] not in margins}
        wanted = form.sentences
        total += Counts(len(wanted & found), len(found - wanted), len(wanted - found))
    return total


def _load(path: Path) -> Form:
    content = json.loads(path.read_text(encoding="utf-8"))
    source = read(path.with_suffix(".txt"))
    spans = [(block.start_cp, block.end_cp) for block in source.blocks]
    annotated = [dict(p, span=s) for p, s in zip(content["passages"], spans, strict=True)]
    placed = tuple(_place(source.text, mention) for mention in content["mentions"])
    return Form(path.stem, content["split"], source, tuple(annotated), placed)


def _place(text: str, mention: Sequence[Any]) -> tuple[Any, ...]:
    surface, occurrence, *rest = mention
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(surface, start + 1)
    return (start, start + len(surface), *rest)
