"""Where the words of one version of a text stand in another: what people said of them is true of both.

It follows from the two texts alone, so that two colleagues who never met find the same. White space does not count.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from annotator.domain.transcript import Span

_BLANK = re.compile(r"\n\s*\n")
_LINE_END = re.compile(r"\n")
_END = re.compile(r"[.!?…؟](?:[\"'”’»)\]]*)\s+|[。！？][」』”’）]*\s*")
"""What a sentence may end with. That some of these end none ("Mr.") makes pieces smaller and does no harm: what was
said of a stretch goes over where all its pieces do, and follow each other."""
_MANY = 1_000_000
"""Pairs of pieces beyond which a stretch without any landmark is taken for new: comparing them would take seconds."""


class Correspondence:
    """Finds what reads the same in two texts, both ways."""

    def __init__(self, older: str, newer: str) -> None:
        self._older, self._newer = _Solid(older), _Solid(newer)
        runs = [
            _Run(self._older.before(here.start_cp), self._older.before(here.end_cp), self._newer.before(there.start_cp))
            for here, there in _same(older, newer)
        ]
        self._forward = sorted(runs)
        self._back = sorted(_Run(run.there, run.there + run.end - run.start, run.start) for run in runs)

    def in_newer(self, span: Span) -> Span | None:
        """Give where a stretch of the older text stands in the newer one; None where it reads otherwise there."""
        return _moved(span, self._older, self._newer, self._forward)

    def in_older(self, span: Span) -> Span | None:
        """Give where a stretch of the newer text stood in the older one; None where it read otherwise there."""
        return _moved(span, self._newer, self._older, self._back)


@lru_cache(maxsize=32)
def correspondence(older: str, newer: str) -> Correspondence:
    """Give the correspondence of two texts, kept for the next time it is asked for."""
    return Correspondence(older, newer)


class _Solid:
    """The characters of a text that are no white space, counted."""

    def __init__(self, text: str) -> None:
        self.offsets = array("L", (at for at, character in enumerate(text) if not character.isspace()))

    def before(self, offset_cp: int) -> int:
        """Give how many there are before this offset, which is the number of one that is there."""
        return bisect_left(self.offsets, offset_cp)

    def is_at(self, offset_cp: int) -> bool:
        """Whether there is one at this offset."""
        nth = self.before(offset_cp)
        return nth < len(self.offsets) and self.offsets[nth] == offset_cp


@dataclass(frozen=True, slots=True, order=True)
class _Run:
    """Solid characters, by their numbers, that are the same in the other text, there from number ``there`` on."""

    start: int
    end: int
    there: int


def _moved(span: Span, here: _Solid, other: _Solid, runs: Sequence[_Run]) -> Span | None:
    if span.start_cp >= span.end_cp or not (here.is_at(span.start_cp) and here.is_at(span.end_cp - 1)):
        return None
    start, end = here.before(span.start_cp), here.before(span.end_cp)
    number = bisect_right(runs, start, key=lambda run: run.start) - 1
    if number < 0 or runs[number].end <= start:
        return None
    by = runs[number].there - runs[number].start
    while runs[number].end < end:
        number += 1
        if number == len(runs) or runs[number].start != runs[number - 1].end:
            return None
        if runs[number].there - runs[number].start != by:
            return None
    return Span(other.offsets[start + by], other.offsets[end - 1 + by] + 1)


def _same(older: str, newer: str) -> Iterator[tuple[Span, Span]]:
    """Give the pieces that say the same: sentences wherever lines end, and of what is left what stands in one line."""
    pieces, others = _pieces(older, [Span(0, len(older))], _BLANK), _pieces(newer, [Span(0, len(newer))], _BLANK)
    for _ in range(2):
        pairs = list(_pairs(_keys(older, pieces), _keys(newer, others)))
        yield from ((pieces[here], others[there]) for here, there in pairs)
        found, found_there = {here for here, _ in pairs}, {there for _, there in pairs}
        pieces = _pieces(older, [one for nth, one in enumerate(pieces) if nth not in found], _LINE_END)
        others = _pieces(newer, [one for nth, one in enumerate(others) if nth not in found_there], _LINE_END)


def _pieces(text: str, stretches: Sequence[Span], border: re.Pattern[str]) -> list[Span]:
    """Give the stretches cut where sentences end and at these borders, without the white space around them."""
    found = []
    for stretch in stretches:
        start, end = stretch.start_cp, stretch.end_cp
        ends = {match.end() for pattern in (border, _END) for match in pattern.finditer(text, start, end)}
        for stop in sorted({*ends, end}):
            words = text[start:stop]
            if words.strip():
                found.append(Span(stop - len(words.lstrip()), start + len(words.rstrip())))
            start = stop
    return found


def _keys(text: str, pieces: Sequence[Span]) -> list[str]:
    """Give what each piece says, by which to know it again."""
    return [" ".join(text[piece.start_cp : piece.end_cp].split()) for piece in pieces]


def _pairs(older: Sequence[str], newer: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the numbers of the pieces that say the same in both.

    The order of the texts tells apart those that say the same several times ("Thank you."); what has moved elsewhere
    is found where what is left of either version says it once.
    """
    left, others = set(range(len(older))), set(range(len(newer)))
    for pair in _in_order(older, newer):
        left.discard(pair[0])
        others.discard(pair[1])
        yield pair
    once_older, once_newer = _once(older, sorted(left)), _once(newer, sorted(others))
    for words in once_older.keys() & once_newer.keys():
        yield once_older[words], once_newer[words]


def _once(pieces: Sequence[str], numbers: Sequence[int]) -> dict[str, int]:
    counts = Counter(pieces[number] for number in numbers)
    return {pieces[number]: number for number in numbers if counts[pieces[number]] == 1}


def _in_order(older: Sequence[str], newer: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give pairs that keep the order: between landmarks, which are pieces that both texts hold once (patience diff)."""
    stretches = [(0, len(older), 0, len(newer))]
    while stretches:
        start, end, begin, stop = stretches.pop()
        while start < end and begin < stop and older[start] == newer[begin]:
            yield start, begin
            start, begin = start + 1, begin + 1
        while start < end and begin < stop and older[end - 1] == newer[stop - 1]:
            end, stop = end - 1, stop - 1
            yield end, stop
        landmarks = _landmarks(older, newer, range(start, end), range(begin, stop))
        if landmarks:
            for here, there in [*landmarks, (end, stop)]:
                stretches.append((start, here, begin, there))
                start, begin = here, there
                if here < end:
                    yield here, there
                    start, begin = here + 1, there + 1
        elif (end - start) * (stop - begin) <= _MANY:
            matcher = SequenceMatcher(None, older[start:end], newer[begin:stop], autojunk=False)
            for block in matcher.get_matching_blocks():
                yield from ((start + block.a + nth, begin + block.b + nth) for nth in range(block.size))


def _landmarks(older: Sequence[str], newer: Sequence[str], some: range, others: range) -> list[tuple[int, int]]:
    """Give the pieces that both stretches hold once: as many of them as come in the same order in both."""
    once, once_there = _once(older, some), _once(newer, others)
    pairs = [(number, once_there[words]) for words, number in once.items() if words in once_there]
    pairs.sort()
    ends: list[int] = []  # for each length, the pair in which the run of that length ends earliest in the newer text
    tails: list[int] = []
    before: list[int] = []
    for nth, (_, there) in enumerate(pairs):
        length = bisect_left(tails, there)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [there]
        ends[length : length + 1] = [nth]
    run: list[tuple[int, int]] = []
    nth = ends[-1] if ends else -1
    while nth >= 0:
        run.append(pairs[nth])
        nth = before[nth]
    return run[::-1]
