"""Texts without capitals, as captions and speech recognition give them; all texts are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.transcript import Analysis
from annotator.reading import read_text
from annotator.tagging import analyse
from annotator.tagging.recasing import in_usual_case

_TALK = (
    "I thank Ms. Elphberg of Norway, and I welcome the representatives of Chad, Peru and the Russian Federation. "
    "On 3 May we met President Hentzau in Strasbourg. As the United Nations said in December 2030, I'm late. "
    "Linda Rassendyll will brief the Security Council on the European Union and on UNICEF."
)


def _analysed(*lines: str) -> Analysis:
    return analyse(read_text("\n".join(lines), "made up.txt"))


def _mentions(text: str) -> list[tuple[int, int, str]]:
    return [(m.start_cp, m.end_cp, m.kind.value) for m in _analysed(text).mentions]


def test_a_text_without_capitals_names_what_it_names_with_them() -> None:
    assert len(_mentions(_TALK)) >= 12
    assert _mentions(_TALK.lower()) == _mentions(_TALK)


def test_its_sentences_and_names_are_the_same() -> None:
    small = _analysed(_TALK.lower())
    assert [(s.start_cp, s.end_cp) for s in small.statements] == [
        (s.start_cp, s.end_cp) for s in _analysed(_TALK).statements
    ]
    assert {m.entity for m in small.mentions} == {m.entity for m in _analysed(_TALK).mentions}


def test_a_text_with_some_capitals_gets_those_that_it_lacks() -> None:
    text = "We thank mr. Volodymyr hentzau, miss lind. In ukraine, ukraine waits, ukraine."
    assert in_usual_case(text) == ("We thank Mr. Volodymyr Hentzau, Miss Lind. In Ukraine, Ukraine waits, Ukraine.")


@pytest.mark.parametrize(
    "text",
    [
        _TALK,
        "It was late, and who is to start? A chad is no state, and turkey is no dish in the name of nobody at all.",
        "Le représentant du Tchad a dit que la nuit était longue, et que personne n'était venu au port de Lund.",
        "秘书长说，会议将于今天举行。" * 20,
        "",
    ],
)
def test_a_text_written_as_usual_stays_as_it_is(text: str) -> None:
    assert in_usual_case(text) == text


def test_ordinary_words_get_no_capitals() -> None:
    text = (
        "who is to start the car? the president of the club often waits, and the secretary said that it is for us to "
        "mark the spot in may be for the last time, as frank as that was and with all the hope that we have for it."
    )
    assert in_usual_case(text).lower() == text
    assert [word for word in in_usual_case(text).split() if word[0].isupper()] == ["Who", "The"]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 3))
def test_every_code_point_keeps_its_place(text: str, times: int) -> None:
    whole = text + " the security council of the united nations met in ukraine and said so. " * times + text.lower()
    assert in_usual_case(whole).casefold() == whole.casefold()
    assert len(in_usual_case(whole)) == len(whole)


def test_half_of_a_name_is_no_organisation() -> None:
    text = "the following is about kim jong-un and about the un, which met in the north and heard of it again."
    assert "Kim Jong-Un" in in_usual_case(text)
    assert " UN, " in in_usual_case(text)


def test_the_floor_handed_over_once_and_taken_is_another_voice() -> None:
    found = _analysed(
        "the security council is called to order. i give the floor to the representative of norway.",
        "thank you, mr. president. we have come to tell the council that it is late for all of us in the north.",
        "i will be brief, since nobody has come to the harbour.",
    )
    assert [[(s.role, s.affiliation) for s in p.speakers] for p in found.passages] == [
        [("President", None)],
        [("representative", "Norway")],
        [("representative", "Norway")],
    ]


def test_the_floor_handed_over_to_nobody_that_can_be_heard_is_an_unknown_voice() -> None:
    found = _analysed(
        "the security council is called to order. i give the floor to mr. --",
        ">> thank you, mr. president. i will brief the security council on what has come to pass in the north.",
    )
    assert [[(s.name, s.role) for s in p.speakers] for p in found.passages] == [[(None, "President")], [(None, None)]]
