"""Cuts of several people fit together, and words are found whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.correction import whole_words
from annotator.domain.cutting import cuts_in_force, left_over, stripped
from annotator.domain.transcript import Span

TEXT = "One two three. Four five six. Seven eight nine. Ten."
DERIVED = (Span(0, 14), Span(15, 29), Span(30, 47), Span(48, 52))
places = st.integers(0, len(TEXT))
spans = st.builds(lambda some, other: Span(min(some, other), max(some, other)), places, places)


def cut(made: list[Span]) -> list[Span]:
    """Give what are statements after these cuts, the latest first."""
    taken = cuts_in_force(TEXT, made)
    return sorted([*taken, *(p for one in DERIVED for p in left_over(TEXT, one, taken))], key=lambda one: one.start_cp)


@given(st.lists(spans, max_size=8))
def test_cuts_cover_all_that_was_derived_and_do_not_overlap(made: list[Span]) -> None:
    result = cut(made)
    assert all(before.end_cp <= after.start_cp for before, after in pairwise(result))
    covered = {at for one in result for at in range(one.start_cp, one.end_cp)}
    assert {at for at, character in enumerate(TEXT) if not character.isspace()} <= covered


@given(st.lists(spans, min_size=1, max_size=8))
def test_cut_made_last_always_holds_where_it_has_an_extent(made: list[Span]) -> None:
    assert (made[0] in cut(made)) is (made[0].start_cp < made[0].end_cp)


def test_cut_across_two_derived_statements_leaves_what_stands_around_it() -> None:
    assert [TEXT[one.start_cp : one.end_cp] for one in cut([Span(8, 24)])] == [
        "One two",
        "three. Four five",
        "six.",
        "Seven eight nine.",
        "Ten.",
    ]


def test_cut_outside_the_text_counts_for_nothing() -> None:
    assert cut([Span(-3, 4), Span(50, 60)]) == list(DERIVED)


def test_stripped_of_white_space_alone_is_nothing() -> None:
    assert stripped("a  b", 1, 3) is None
    assert stripped(" a b ", 0, 5) == Span(1, 4)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("Chad", "Chad, Chadian, (Chad)", [0, 16]),
        ("G5", "G5 G55 AG5", [0]),
        ("U.N.", "the U.N. and", [4]),
        ("中国", "在中国的", [1]),
        ("Café", "Café Caféteria", [0]),
    ],
)
def test_whole_words_are_found_and_no_parts_of_longer_ones(words: str, text: str, found: list[int]) -> None:
    assert [match.start() for match in whole_words(words).finditer(text)] == found
