"""News and other stories: who speaks is carried on only where a word says so, and States may speak themselves."""

import pytest

from annotator.domain.transcript import PassageKind
from annotator.reading import read_text
from annotator.tagging import analyse

_LEAD = "ZENDA (RP) — Days after a vote, Chad asked for calm, while U.N. chief Flavia Elphberg pleaded for talks."


def voices(*lines: str) -> list[list[tuple[str | None, str | None]]]:
    found = analyse(read_text("\n".join(lines), "made up.txt"))
    return [[(s.name, s.affiliation) for s in p.speakers] for p in found.passages]


@pytest.mark.parametrize(
    ("line", "voice"),
    [
        ("Chad told the Council on Friday that it was late.", (None, "Chad")),
        ("On Friday the League of Arab States said that it was late.", (None, "League of Arab States")),
        ("Rupa Hentzau, who fled last week, said it was late.", ("Rupa Hentzau", None)),
        ("“It is late,” said Rupa Hentzau in the harbour.", ("Rupa Hentzau", None)),
        ("Rupa Hentzau, 34, left on foot. “It was late,” she recalled.", ("Rupa Hentzau", None)),
        ("In a written statement, Chad maintained that it was late.", (None, "Chad")),
        ("Chad, its representative said, would wait.", (None, "Chad")),
        ("Chad: The delegation says that it is late.", (None, "Chad")),
        ("It is late, according to its coordinator, Rupa Hentzau.", ("Rupa Hentzau", None)),
        (
            "“It is late,” said Rupa Hentzau, who heads the forests of the African Union.",
            ("Rupa Hentzau", "African Union"),
        ),
        ("Chad was glad that it was late, its representative said.", (None, "Chad")),
        ("As a guarantor Chad waits, said that country’s representative.", (None, "Chad")),
        ("Also briefing was Rupa Hentzau, who asked: “Is it late?”", ("Rupa Hentzau", None)),
        ("Chad’s President, chairing the meeting, called it late.", (None, "Chad")),
        ("Chad, which borders on the lake, said that it was late.", (None, "Chad")),
    ],
)
def test_speaker_of_a_story_is_found(line: str, voice: tuple[str | None, str | None]) -> None:
    assert voices(line) == [[voice]]


@pytest.mark.parametrize(
    "line",
    [
        "The United Nations says that twelve people have died.",
        "The plan that Chad said to be ready has been dropped.",
        "Rupa Hentzau, 34, left on foot with three children.",
        "What the ambassador said on Friday was not new.",
    ],
)
def test_nobody_speaks_where_a_story_only_tells(line: str) -> None:
    assert voices(_LEAD, line)[1] == []


def test_speaker_of_a_story_goes_on_with_a_pronoun_or_a_quotation_only() -> None:
    found = voices(
        "Chadian Ambassador Rupert Hentzau said it was late.",
        "“It is far too late,” he said.",
        "“And nobody comes.”",
        "The river rose by three metres that year.",
        "Up to 400 people live in tents, Hentzau said.",
    )
    hentzau = [("Rupert Hentzau", "Chad")]
    assert found == [hentzau, hentzau, hentzau, [], hentzau]


def test_speaker_of_coverage_goes_on_without_a_word() -> None:
    found = voices("The representative of Chad said it was late.", "The river had risen by three metres that year.")
    assert found == [[(None, "Chad")], [(None, "Chad")]]


def test_pronoun_after_a_clause_is_whoever_spoke_and_not_who_is_in_the_clause() -> None:
    found = voices(
        "FLAVIA ELPHBERG, Under-Secretary-General for Forests, said it was late.",
        "As President Rupert Hentzau of Chad called for calm, she encouraged all to follow.",
    )
    assert found[1] == [("Flavia Elphberg", "United Nations")]


def test_counterpart_speaks_for_the_state_that_is_named() -> None:
    assert voices("His counterpart from Chad agreed.") == [[(None, "Chad")]]


def test_short_question_that_nobody_asks_is_a_heading() -> None:
    line = "The seats have been shared by region for sixty years, and many have asked for more of them ever since then."
    found = analyse(read_text(f"{line}\nWho would accept it?\n{line}", "made up.txt"))
    assert [p.kind for p in found.passages] == [PassageKind.NARRATION, PassageKind.HEADING, PassageKind.NARRATION]


def test_statement_read_out_by_its_president_is_the_councils() -> None:
    found = voices(
        "The full text of presidential statement S/PRST/2031/4 reads as follows:",
        "“The Security Council welcomes the forests of the north.",
    )
    assert found[1] == [(None, "United Nations Security Council")]


def test_representative_with_others_in_one_statement_speaks_jointly() -> None:
    found = voices("The representative of Chad, in a joint statement with Norway and Kenya, said it was late.")
    assert found == [[(None, "Chad"), (None, "Norway"), (None, "Kenya")]]


def test_what_somebody_is_said_to_have_said_before_is_not_spoken_now() -> None:
    found = voices("RUPA HENTZAU (Chad) said it was late. His Prime Minister, Otto Rassendyll, had said so before.")
    assert found == [[("Rupa Hentzau", "Chad")]]


def test_speaker_called_by_an_initial_is_who_was_introduced_in_full() -> None:
    found = voices("Chadian Minister Rupa Hentzau said it was late.", "R. Hentzau stressed that nobody came.")
    assert found[1] == [("Rupa Hentzau", "Chad")]


def test_high_representative_for_a_state_speaks_for_his_office() -> None:
    found = voices("OTTO RASSENDYLL, High Representative for Bosnia and Herzegovina, said it was late.")
    assert found == [[("Otto Rassendyll", "Office of the High Representative")]]


def test_resolution_given_word_for_word_is_the_councils_and_what_follows_is_not() -> None:
    council = [(None, "United Nations Security Council")]
    found = voices(
        "The full text of resolution 2999 (2031) reads as follows:",
        "“The Security Council,",
        "“1. Decides to plant trees.”",
        "The meeting began at 10 a.m.",
    )
    assert found == [[], council, council, []]
