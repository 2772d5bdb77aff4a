"""What reads the same in two versions of a text is found in both, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.transcript import Span
from annotator.domain.versions import Correspondence

words = st.lists(st.sampled_from(["ship", "harbour", "Mr. Lund", "stays", "open", "thanks"]), min_size=1, max_size=4)
sentences = words.map(lambda some: " ".join(some) + ".")
texts = st.lists(st.lists(sentences, min_size=1, max_size=3).map(" ".join), max_size=8).map("\n\n".join)


def key(text: str, span: Span) -> list[str]:
    return text[span.start_cp : span.end_cp].split()


@given(older=texts, newer=texts, data=st.data())
def test_what_is_found_reads_the_same_and_is_found_again_from_there(
    older: str, newer: str, data: st.DataObject
) -> None:
    match = Correspondence(older, newer)
    start = data.draw(st.integers(0, len(older)))
    span = Span(start, data.draw(st.integers(start, len(older))))
    there = match.in_newer(span)
    if there is not None:
        assert key(newer, there) == key(older, span)
        assert match.in_older(there) == span


@given(older=texts, newer=texts)
def test_no_two_stretches_are_found_in_one_place(older: str, newer: str) -> None:
    match = Correspondence(older, newer)
    places = [match.in_newer(Span(at, at + 1)) for at in range(len(older))]
    found = [place for place in places if place is not None]
    assert len(found) == len(set(found))


@given(text=texts)
def test_text_set_otherwise_is_found_wholly(text: str) -> None:
    match = Correspondence(text, text.replace(" ", "  ").replace("\n\n", "\n \n"))
    for at, character in enumerate(text):
        assert (match.in_newer(Span(at, at + 1)) is None) == character.isspace()


@given(before=texts, text=texts, after=texts)
def test_text_with_lines_put_before_or_after_is_found_line_by_line(before: str, text: str, after: str) -> None:
    match = Correspondence(text, "\n".join(part for part in (before, text) if part))
    other = Correspondence(text, "\n".join(part for part in (text, after) if part))
    assert all(one.in_newer(Span(at, at + 1)) for one in (match, other) for at, c in enumerate(text) if not c.isspace())


OLDER = "Mr. Lund spoke. He thanked the Chair.\nThank you.\nThe harbour is open, he said.\nThank you."


@pytest.mark.parametrize(
    ("words", "newer", "found"),
    [
        ("He thanked the Chair.", "Mr. Lund spoke at length. He thanked the Chair.", True),
        ("Mr. Lund spoke.", "Mr. Lund spoke at length. He thanked the Chair.", False),
        ("harbour is open", "Nobody came.\nThe  harbour is open, he said.", True),
        ("harbour is open", "The harbour is open, she said.", False),
        ("spoke. He thanked", "Mr. Lund spoke. He thanked the Chair.", True),
        ("spoke. He thanked", "Mr. Lund spoke. She did not. He thanked the Chair.", False),
        ("he said.\nThank you.", "The harbour is open, he said. Thank you.", True),
    ],
)
def test_words_are_found_where_their_sentences_are(words: str, newer: str, found: bool) -> None:
    start = OLDER.index(words)
    there = Correspondence(OLDER, newer).in_newer(Span(start, start + len(words)))
    assert (there is not None) == found
    assert there is None or key(newer, there) == words.split()


def test_words_said_several_times_are_told_apart_by_their_order() -> None:
    newer = "Nobody spoke.\nThank you.\nThe harbour is open, he said.\nThe Chair rose.\nThank you."
    match = Correspondence(OLDER, newer)
    places = [OLDER.index("Thank you."), OLDER.rindex("Thank you.")]
    found = [match.in_newer(Span(at, at + 10)) for at in places]
    assert found == [Span(newer.index("Thank you."), newer.index("Thank you.") + 10), Span(len(newer) - 10, len(newer))]


def test_what_has_moved_is_found_where_either_says_it_once() -> None:
    newer = "The harbour is open, he said.\nMr. Lund spoke. He thanked the Chair."
    match = Correspondence(OLDER, newer)
    assert match.in_newer(Span(0, 15)) == Span(newer.index("Mr."), newer.index("Mr.") + 15)
    start = OLDER.index("The harbour")
    assert match.in_newer(Span(start, start + 29)) == Span(0, 29)


def test_paragraph_broken_over_other_lines_is_found_sentence_by_sentence() -> None:
    older = "A HEADING\n\nThe harbour of\nLund is open. He thanked\nthe Chair.\n\nThank you."
    newer = "A HEADING\n\nThe harbour of Lund is\nopen. She thanked the\nChair. Thank you."
    match = Correspondence(older, newer)
    for words, found in [("A HEADING", True), ("Lund is open.", True), ("He thanked\nthe Chair.", False)]:
        start = older.index(words)
        there = match.in_newer(Span(start, start + len(words)))
        assert (there is not None) == found
        assert there is None or key(newer, there) == words.split()


def test_many_lines_alike_without_a_landmark_do_not_take_long() -> None:
    older, newer = (
        "\n".join(["Applause."] * 5_000 + ["It rose."]),
        "\n".join(["No."] + ["Applause."] * 4_000 + ["It sat."]),
    )
    assert Correspondence(older, newer).in_newer(Span(0, 9)) is None
