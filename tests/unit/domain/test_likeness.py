"""Likeness is a share, the same both ways, and blind to white space."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.likeness import VERSION, likeness

texts = st.lists(st.sampled_from(["the", "harbour", "of", "Lund", "must", "stay", "open", "now"]), max_size=40).map(
    " ".join
)


@given(one=texts, other=texts)
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@given(text=texts)
def test_likeness_of_a_text_to_itself_set_otherwise_is_one(text: str) -> None:
    assert likeness(text, "\n\n".join(text.split(" "))) == 1


@given(one=texts, other=texts.filter(bool))
def test_likeness_of_a_text_to_one_that_holds_it_is_one(one: str, other: str) -> None:
    if len(one.split()) >= 5:
        assert likeness(one, f"{other} {one} {other}") == 1


def test_likeness_of_two_speeches_on_one_subject_is_far_below_that_of_versions() -> None:
    one = "My delegation welcomes the report and stresses that the harbour of Lund must remain open to every ship."
    other = "We thank the briefers; the harbour of Lund is closed, and my Government regrets that no ship may enter."
    assert likeness(one, other) < VERSION / 2
    assert likeness(one, one.replace("every ship", "all")) > VERSION
