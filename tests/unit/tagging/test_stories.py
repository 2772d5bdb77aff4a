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
        ("Mr. Hentzau (Norway) said that it was late.", ("Hentzau", "Norway")),
        ("Miss Hentzau (Norway) said that it was late.", ("Hentzau", "Norway")),
        ("Mr. Hentzau, Minister for Forests of Norway, said that it was late.", ("Hentzau", "Norway")),
        ("Miss Rupa Hentzau, Minister for Forests of Norway, said that it was late.", ("Rupa Hentzau", "Norway")),
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
        ("Chadian authorities say that it is late.", (None, "Chad")),
        ("The Chadian health ministry has warned that it was late.", (None, "Chad")),
        ("It was late, U.N. experts wrote.", (None, "United Nations")),
        ("It was getting late, the UN warned on Friday.", (None, "United Nations")),
        ("N’Djamena called on the rebels to leave the forests.", (None, "Chad")),
        ("Chad has counted twelve ships in the harbour, it said on Friday.", (None, "Chad")),
        ("A Western diplomat told the agency that it was late.", (None, None)),
        ("The office of Chadian President Flavia Elphberg said it was late.", (None, "Chad")),
        (
            "“It is late,” said Rupa Hentzau, an analyst at Chadian think tank Lake House.",
            ("Rupa Hentzau", "Lake House"),
        ),
        (
            "“It is late,” said Rupa Hentzau, Chad country director for Amnesty International.",
            ("Rupa Hentzau", "Amnesty International"),
        ),
        ("Chad now plans for more, says Rupa Hentzau, a presidential adviser.", ("Rupa Hentzau", "Chad")),
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
        "The harbour was closed after the United Nations accused both sides of delay.",
        "The forests burn in what the United Nations has described as a loss.",
        "The authorities of the harbour were late.",
        "Chad counted twelve ships, and it rained.",
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


def test_body_that_spoke_goes_on_by_what_it_is_called() -> None:
    found = voices(_LEAD, "UNICEF said many were waiting.", "While it was late, the agency noted that they were well.")
    assert found[2] == [(None, "United Nations")]


def test_spokesperson_of_whom_nothing_is_told_speaks_for_the_body_that_spoke() -> None:
    found = voices(
        _LEAD, "A spokesman for the African Union said it was late.", "“It is very late,” said spokesman Rupa Hentzau."
    )
    assert found[2] == [("Rupa Hentzau", "African Union")]


def test_somebody_who_is_not_named_is_nobody_who_was() -> None:
    found = voices(
        "Chadian Foreign Minister Flavia Elphberg said it was late.", "A Chadian official said it was early."
    )
    assert found[1] == [(None, "Chad")]


def test_surname_tells_where_somebody_belongs_though_the_full_name_does_not() -> None:
    found = voices(
        _LEAD,
        "Alexander Hentzau went to the harbour on Monday.",
        "Hentzau, head of the International Atomic Energy Agency, told reporters it was late.",
    )
    assert found[2] == [("Alexander Hentzau", "International Atomic Energy Agency")]


def test_lines_under_what_somebody_said_are_said_too() -> None:
    found = voices(
        _LEAD,
        "Chadian President Flavia Elphberg also said:",
        "The forests must stay open",
        "Nobody came to the harbour.",
    )
    assert found[2] == [("Flavia Elphberg", "Chad")]


def test_president_without_a_state_is_of_the_one_state_whose_president_is_spoken_of() -> None:
    found = voices(
        "President Flavia Elphberg has admitted that it was late.",
        "Mrs Elphberg said the forests were old.",
        "Crowds wait for the Chadian president in the harbour.",
    )
    assert found[1] == [("Flavia Elphberg", "Chad")]


def test_two_bodies_speak_jointly() -> None:
    found = voices(_LEAD, "But both the African Union and NATO said it was late.")
    assert found[1] == [(None, "African Union"), (None, "North Atlantic Treaty Organization")]
