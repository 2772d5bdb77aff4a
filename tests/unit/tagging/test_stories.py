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
