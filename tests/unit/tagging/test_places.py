"""Trying a pattern at given places: the same as searching the whole text, where no place is left out."""

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.tagging.places import Words, any_in, matches_at

_TEXT = st.text(alphabet="Ab c.\n", max_size=60)
_PATTERN = re.compile(r"(?<!\w)[A][b]* ?[bA]*|b+c")


@given(_TEXT, st.integers(0, 60), st.integers(0, 60))
def test_pattern_tried_everywhere_is_found_as_by_a_search(text: str, start: int, end: int) -> None:
    tried = matches_at(_PATTERN, text, range(len(text)), start, end)
    assert [m.span() for m in tried] == [m.span() for m in _PATTERN.finditer(text, start, end)]


@given(_TEXT, st.frozensets(st.text(alphabet="Abc", min_size=1, max_size=3), max_size=4), st.integers(0, 3))
def test_words_up_to_known_ones_are_those_and_so_many_before(text: str, known: frozenset[str], reach: int) -> None:
    found = [(m.start(), m[0]) for m in re.finditer(r"[Abc]+", text)]
    wanted = {n for k, (_, word) in enumerate(found) if word in known for n in range(max(0, k - reach), k + 1)}
    assert Words(text).up_to(known, reach) == [found[n][0] for n in sorted(wanted)]


@given(st.lists(st.integers(0, 50), unique=True).map(sorted), st.integers(0, 50), st.integers(0, 50))
def test_any_place_in_a_stretch_is_told(places: list[int], start: int, end: int) -> None:
    assert any_in(places, start, end) == any(start <= at < end for at in places)
