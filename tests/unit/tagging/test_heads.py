"""Whose speech a text is, by its head, its foot or its own words; what every line above it is."""

import pytest

from annotator.domain.transcript import Analysis, PassageKind
from annotator.reading import read_text
from annotator.tagging import analyse

_SPEECH = ("Mr. President,", "We thank you for this debate, and I shall be brief about our forests.", "They are ours.")


def analysed(*lines: str) -> Analysis:
    return analyse(read_text("\n".join(lines), "made up.txt"))


def last_voice(*lines: str) -> list[tuple[str | None, str | None]]:
    return [(s.name, s.affiliation) for s in analysed(*lines).passages[-1].speakers]


@pytest.mark.parametrize(
    ("head", "voice"),
    [
        (
            ("Statement delivered by the", "Honourable Flavia E. Elphberg", "Prime Minister of Chad"),
            "Flavia E. Elphberg",
        ),
        (
            ("National Statement by His Excellency Hon. Rupert Hentzau, M.P.", "President of the Republic of Chad"),
            "Rupert Hentzau",
        ),
        (("Discurso de la Ministra de Relaciones Exteriores de Chad, Flavia Elphberg",), "Flavia Elphberg"),
        (("Flavia Elphberg (Chad) on the forests of the north", "Statement to the press"), "Flavia Elphberg"),
    ],
)
def test_speaker_when_the_head_of_a_speech_names_one_is_that_one(head: tuple[str, ...], voice: str) -> None:
    assert last_voice(*head, *_SPEECH) == [(voice, "Chad")]


def test_speaker_when_the_foot_of_a_speech_names_one_is_that_one() -> None:
    found = analysed("On the forests", *_SPEECH, "Flavia Elphberg, Ambassador of Chad to the United Nations")
    assert [(s.name, s.affiliation) for s in found.passages[2].speakers] == [("Flavia Elphberg", "Chad")]


@pytest.mark.parametrize(
    "line",
    [
        "My country, Chad, has planted many trees in our north.",
        "Chad welcomes what we have heard, and we shall plant more trees.",
        "I speak on behalf of the Government of Chad, and we are glad.",
    ],
)
def test_speech_without_a_head_is_the_states_for_which_it_says_it_speaks(line: str) -> None:
    assert last_voice("On the forests", "Mr. President,", "I thank you, and we are glad.", line) == [(None, "Chad")]


def test_joint_statement_is_all_those_that_its_title_names() -> None:
    found = last_voice("Joint Statement by Chad, Norway and the European Union", "We call for calm in our forests.")
    assert found == [(None, "Chad"), (None, "Norway"), (None, "European Union")]


def test_speech_of_many_numbered_paragraphs_is_no_list() -> None:
    found = analysed("Statement by Chad", "Muchas gracias, Presidente,", "1. Our trees are ours.", "2. We plant more.")
    assert [p.kind for p in found.passages[2:]] == [PassageKind.SPEECH, PassageKind.SPEECH]


def test_president_of_a_record_is_whom_its_cover_names_over_several_lines() -> None:
    found = analysed(
        "President:", "Ms. Elphberg . . . . . . . . .", "(Chad)", "Members:", "Norway . . . . . . . .", "Mr. Hentzau",
        "The meeting was called to order at 3.05 p.m.", "The President: I declare it open.", "Mr. Hentzau: It is late.",
        "There being no objection, it is so decided.", "It was so decided.",
    )  # fmt: skip
    kinds = [p.kind.value for p in found.passages]
    assert kinds == ["boilerplate"] * 6 + ["note", "speech", "speech", "speech", "note"]
    assert [(s.name, s.affiliation) for s in found.passages[7].speakers] == [("Elphberg", "Chad")]


def test_numbered_label_in_capitals_is_a_label() -> None:
    found = analysed(
        "14. The PRESIDENT: I call on Chad.", "15. Mr. HENTZAU (Chad) (interpretation from French): I speak."
    )
    assert [(s.name, s.affiliation) for s in found.passages[1].speakers] == [("Hentzau", "Chad")]


def test_questioner_who_says_who_asks_is_named() -> None:
    found = analysed("Q: Flavia Elphberg, Zenda Times. Is it late?", "SG: It is.")
    assert [(s.name, s.role) for s in found.passages[0].speakers] == [("Flavia Elphberg", "journalist")]


def test_numbered_notes_under_a_text_are_notes_and_prose_is_none() -> None:
    found = analysed(
        "The forests of the north1 are old2.", "1 In 1975 they were counted once.", "2 They were counted again."
    )
    assert [p.kind for p in found.passages[1:]] == [PassageKind.NOTE, PassageKind.NOTE]
    prose = analysed(
        "The forests are old.", "1 In 1975 they were counted once.", "They were counted again, and nobody came."
    )
    assert prose.passages[1].kind is not PassageKind.NOTE


def test_numbered_speaker_who_says_who_he_is_is_known_by_that_number_everywhere() -> None:
    found = analysed(
        "Speaker 1 [0:02]: Welcome.",
        "Speaker 2 [0:14]: Thank you. I'm Otto Hentzau, the permanent representative of Chad.",
        "Speaker 1 [2:31]: The first question.",
        "Speaker 2 [2:52]: It is late.",
    )
    assert [[(s.name, s.affiliation) for s in p.speakers] for p in found.passages] == [
        [(None, None)],
        [("Otto Hentzau", "Chad")],
        [(None, None)],
        [("Otto Hentzau", "Chad")],
    ]


def test_office_in_a_title_has_the_name_that_the_head_gives() -> None:
    head = ("Secretary-General's remarks to the Security Council", "Statements | Flavia Elphberg, Secretary-General")
    assert last_voice(*head, *_SPEECH) == [("Flavia Elphberg", "United Nations")]


def test_head_in_capitals_names_whoever_speaks() -> None:
    head = ("STATEMENT BY H.E. MS. FLAVIA ELPHBERG", "PERMANENT REPRESENTATIVE OF CHAD TO THE UNITED NATIONS")
    assert last_voice(*head, *_SPEECH) == [("Flavia Elphberg", "Chad")]


_STORY = (
    "Harbour of Zenda closed after storm",
    "Oct 11, 2024",
    "The harbour was closed on Monday after a storm that came from the north and took two days to leave the coast.",
    "Many ships had to wait, and the port said that it did not know when the first of them could leave the lake.",
)


@pytest.mark.parametrize(
    "line",
    [
        "A guard stands on the harbour on Monday. (Credit: Reuters)",
        "A ship leaves the harbour of Zenda on Monday, Oct. 14. (Zenda Coast Guard/AP)",
        "A crowd waits on the harbour on Monday. (AFP)",
        "[Read: Why the harbour is late]",
        "Read more here.",
        "Map: Where the ships wait",
        "6 YEARS AGO",
        "Rupa Hentzau is a senior correspondent at the Zenda Post.",
        "This story has been updated with the words of the port.",
        "Was this page helpful?",
        "| | |||",
    ],
)
def test_furniture_of_a_page_is_boilerplate(line: str) -> None:
    assert analysed(*_STORY, line, _STORY[-1]).passages[4].kind is PassageKind.BOILERPLATE


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (
            "“It is late,” the port told reporters in the harbour on Monday, and left (in a hurry).",
            PassageKind.NARRATION,
        ),
        ("** Security Council", PassageKind.HEADING),
        ("** Ruritania", PassageKind.HEADING),
        ("** The meeting was called to order at noon.", PassageKind.NOTE),
    ],
)
def test_text_of_a_page_is_no_furniture(line: str, kind: PassageKind) -> None:
    assert analysed(*_STORY, line, _STORY[-1]).passages[4].kind is kind


def test_name_beside_the_date_of_a_story_is_who_wrote_it() -> None:
    found = analysed(_STORY[0], "Rupa Hentzau", *_STORY[1:])
    assert found.passages[1].kind is PassageKind.BOILERPLATE


def test_sources_in_brackets_under_most_passages_make_no_captions_of_them() -> None:
    found = analysed(_STORY[0], *(f"{line} (AFP)" for line in _STORY[2:] * 3))
    assert {p.kind for p in found.passages[1:]} <= {PassageKind.NARRATION, PassageKind.SPEECH}
