from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.offsets import Utf16Map

texts = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("a😀𝔘中ع")), max_size=40)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts, st.integers(0, 40))
def test_to_utf16_any_text_counts_the_units_before(text: str, offset_cp: int) -> None:
    assert Utf16Map(text).to_utf16(offset_cp) == units(text[:offset_cp])


@given(texts)
def test_to_cp_of_to_utf16_gives_the_offset_back(text: str) -> None:
    mapping = Utf16Map(text)
    assert [mapping.to_cp(mapping.to_utf16(offset_cp)) for offset_cp in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )


@given(texts)
def test_length_utf16_any_text_is_what_qt_counts(text: str) -> None:
    assert Utf16Map(text).length_utf16 == units(text)


def test_to_cp_inside_a_pair_gives_the_character_that_holds_it() -> None:
    mapping = Utf16Map("a😀😀b")
    assert [mapping.to_cp(unit) for unit in range(7)] == [0, 1, 1, 2, 2, 3, 4]


def test_to_utf16_outside_the_text_is_brought_to_its_edge() -> None:
    mapping = Utf16Map("😀")
    assert (mapping.to_utf16(-3), mapping.to_utf16(9), mapping.to_cp(-3), mapping.to_cp(9)) == (0, 2, 0, 1)
