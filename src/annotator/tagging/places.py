"""Where in a text a pattern can begin, so that it is tried there only and not at every letter.

A pattern of the grammars begins with a capitalised word, a verb that reports or an office. Those places are found once
for a text, by looking each of its words up in a table; trying some forty patterns at some hundreds of places takes a
tenth of the time that letting each search the whole text does.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

_WORD = re.compile(r"([^\W\d_]+|[\ue000\ue002\ue004\ue006\ue008])")
"""A run of letters, or the first sign of a known name."""


class Words:
    """The words of a text by place.

    Attributes:
        starts: The first code point of each word, ascending.
        words: Each word as it stands; a known name is one word, its sign.
    """

    def __init__(self, text: str) -> None:
        parts = _WORD.split(text)
        self.starts = list(accumulate(map(len, parts)))[:-1:2]
        self.words = parts[1::2]
        self._before: dict[tuple[frozenset[str], int, bool], list[int]] = {}

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """Which words of the text each word is, by number."""
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            numbers[word].append(number)
        return numbers

    def of(self, known: frozenset[str]) -> list[int]:
        """Give the places of the words that are in a table; asked again, the same list."""
        return self.up_to(known, 0)

    def within(self, start: int, end: int) -> list[int]:
        """Give the places of all words in ``[start, end)``."""
        return self.starts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def up_to(self, known: frozenset[str], reach: int, *, capitalised: bool = False) -> list[int]:
        """Give the places of the words that are in a table and of the ``reach`` words before each.

        ``capitalised`` leaves out those that begin with no capital. Asked again, it is the same list.
        """
        asked = (known, reach, capitalised)
        places = self._before.get(asked)
        if places is None:
            wanted: set[int] = set()
            for word in known & self._numbers.keys():
                for number in self._numbers[word]:
                    wanted.update(range(max(0, number - reach), number + 1))
            numbers = (n for n in sorted(wanted) if not capitalised or self.words[n][0].isupper())
            places = self._before[asked] = [self.starts[number] for number in numbers]
        return places


def any_in(places: Sequence[int], start: int, end: int) -> bool:
    """Tell whether one of some ascending places lies in ``[start, end)``."""
    number = bisect_left(places, start)
    return number < len(places) and places[number] < end


def matches_at(
    pattern: re.Pattern[str],
    text: str,
    places: Sequence[int],
    start: int,
    end: int,
    *,
    overlapping: bool = False,
) -> Iterator[re.Match[str]]:
    """Give the matches of a pattern that begin at some ascending places of ``text[start:end]``.

    Unless they may be ``overlapping``, one begins where the one before has ended, as with ``finditer``.
    """
    number = bisect_left(places, start)
    past = start
    while number < len(places) and (place := places[number]) < end:
        number += 1
        match = pattern.match(text, place, end) if place >= past else None
        if match is not None:
            past = start if overlapping else match.end()
            yield match
