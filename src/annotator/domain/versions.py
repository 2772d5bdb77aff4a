"""Where the words of one version of a text stand in another: what people said of them is true of both.

It follows from the two texts alone, so that two colleagues who never met find the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from annotator.domain.transcript import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_END = re.compile(r"[.!?…؟](?:[\"'”’»)\]]*)\s+|[。！？][」』”’）]*\s*")
"""What a sentence may end with. That some of these end none ("Mr.") makes pieces smaller and does no harm: what was
said of a stretch goes over where all its pieces do, and follow each other."""
_MANY = 1_000_000
"""Pairs of pieces beyond which a stretch without any landmark is taken for new: comparing them would take seconds."""


class Correspondence:
    """Finds what reads the same in two texts, however white space is set; both ways."""

    def __init__(self, older: str, newer: str) -> None:
        self._older = _Pieces.of(older)
        self._newer = _Pieces.of(newer)
        self._forward = dict(_pairs(self._older.keys, self._newer.keys))
        self._back = {there: here for here, there in self._forward.items()}

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


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A text in pieces, in order: none longer than a sentence, none empty.

    Attributes:
        keys: What each says, by which to know it again.
    """

    text: str
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "_Pieces":
        spans = tuple(_spans(text))
        keys = tuple(_key(text[span.start_cp : span.end_cp]) for span in spans)
        return cls(text, spans, tuple(span.start_cp for span in spans), keys)

    def at(self, offset_cp: int) -> int | None:
        """Give the number of the piece that this code point is in, or None."""
        number = bisect_right(self.starts, offset_cp) - 1
        return number if number >= 0 and offset_cp < self.spans[number].end_cp else None


def _spans(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        start = line.start()
        for end in [*(found.end() for found in _END.finditer(text, line.start(), line.end())), line.end()]:
            words = text[start:end]
            if words.strip():
                before = len(words) - len(words.lstrip())
                yield Span(start + before, start + len(words.rstrip()))
            start = end


def _key(text: str) -> str:
    return " ".join(text.split())


def _moved(span: Span, here: _Pieces, there: _Pieces, pairs: dict[int, int]) -> Span | None:
    if span.start_cp >= span.end_cp:
        return None
    first, last = here.at(span.start_cp), here.at(span.end_cp - 1)
    if first is None or last is None or first not in pairs:
        return None
    by = pairs[first] - first
    if any(pairs.get(number) != number + by for number in range(first + 1, last + 1)):
        return None
    start = _offset(span.start_cp, here, first, there, first + by)
    end = _offset(span.end_cp - 1, here, last, there, last + by)
    return None if start is None or end is None else Span(start, end + 1)


def _offset(offset_cp: int, here: _Pieces, number: int, there: _Pieces, other: int) -> int | None:
    """Give where a character of one piece is in another that says the same; None where it is white space."""
    mine, theirs = here.spans[number], there.spans[other]
    words, same = here.text[mine.start_cp : mine.end_cp], there.text[theirs.start_cp : theirs.end_cp]
    at = offset_cp - mine.start_cp
    if words == same:
        return theirs.start_cp + at
    if words[at].isspace():
        return None
    nth = sum(not character.isspace() for character in words[:at])
    solid = [place for place, character in enumerate(same) if not character.isspace()]
    return theirs.start_cp + solid[nth]


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
