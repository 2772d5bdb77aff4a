"""What lines are by their look, and what a text says about itself; every text is made up."""

import pytest

from annotator.domain.transcript import Metadata, PassageKind
from annotator.reading import read_text
from annotator.tagging import analyse
from annotator.tagging.language import language_of
from annotator.tagging.lines import look_of

_RELEASE = (
    "9001st Meeting (AM)",
    "SC/99001",
    "3 May 2031",
    "Forests Matter, Says Envoy, as Security Council Meets",
    "The situation was fragile, the Special Envoy told the Security Council today.",
    "Norway’s representative agreed.",
    "FORESTS AND SECURITY (S/2031/12)",
    "NORA LIND (Norway) said that it was late.",
    "For information media. Not an official record.",
)


def _metadata(*lines: str) -> Metadata:
    return analyse(read_text("\n".join(lines), "made up.txt")).metadata


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("In progress at UNHQ", PassageKind.BOILERPLATE),
        ("9688th Meeting (AM)", PassageKind.BOILERPLATE),
        ("SC/15769", PassageKind.BOILERPLATE),
        ("Tuesday, 11 April 2023, 10 a.m.", PassageKind.BOILERPLATE),
        ("By Rudolf Rassendyll", PassageKind.BOILERPLATE),
        ("Staff Writer", PassageKind.BOILERPLATE),
        ("By: Flavia Elphberg and Rudolf Rassendyll", PassageKind.BOILERPLATE),
        ("WATCH: The U.S. Forest Burns in the North", PassageKind.BOILERPLATE),
        ("Lead contributors: Flavia Elphberg", PassageKind.BOILERPLATE),
        ("James S. Brady Press Briefing Room", PassageKind.BOILERPLATE),
        ("[ad_1]", PassageKind.BOILERPLATE),
        (
            "Flavia Elphberg looks at the forest in Zenda, July 19, 2031. REUTERS/Rudolf Rassendyll",
            PassageKind.BOILERPLATE,
        ),
        ("Created using a template of the forest.", PassageKind.BOILERPLATE),
        ("• Print", PassageKind.BOILERPLATE),
        ("Press Release SC/6202", PassageKind.BOILERPLATE),
        ("* *** *", PassageKind.BOILERPLATE),
        ("• What is the role of the region?", PassageKind.LIST),
        ("Also speaking were representatives of Norway and Chad.", PassageKind.LIST),
        ("The representatives of Norway, Chad and Chile spoke in their capacities as Chairs.", PassageKind.LIST),
        ("In favour:", PassageKind.LIST),
        ("[The treaty entered into force in 1994.]", PassageKind.NOTE),
        ("The meeting, which began at 3:42 p.m., was adjourned at 4:18 p.m.", PassageKind.NOTE),
        ("The agenda was adopted.", PassageKind.NOTE),
        ("FORESTS AND SECURITY (S/2031/12)", PassageKind.HEADING),
        ("Briefings", PassageKind.HEADING),
        ("**Afghanistan", PassageKind.HEADING),
        ("Forests Matter, Says Envoy, as Council Meets", PassageKind.HEADING),
        ("NORA LIND (Norway) said that it was late.", None),
        ("First, cooperation on peacekeeping.", None),
        ("Monsieur le Président, mesdames et messieurs,", None),
    ],
)
def test_look_of_a_line_is_its_kind(line: str, kind: PassageKind | None) -> None:
    assert look_of(line) == kind


def test_sections_of_a_release_tell_summary_from_body() -> None:
    found = analyse(read_text("\n".join(_RELEASE), "made up.txt"))
    assert [p.section for p in found.passages] == [None] * 4 + ["summary"] * 2 + ["body"] * 2 + [None]


def test_metadata_of_a_release_are_those_of_its_head() -> None:
    assert _metadata(*_RELEASE) == Metadata(
        title="Forests Matter, Says Envoy, as Security Council Meets",
        source_kind="meetings coverage",
        body="Security Council",
        meeting="9001",
        release="SC/99001",
        symbols=("SC/99001", "S/2031/12"),
        date="2031-05-03",
        place=None,
        language="en",
    )


def test_metadata_when_the_text_gives_none_are_none() -> None:
    found = _metadata("We met on 3 May 2031 and spoke of the 12th meeting.")
    assert (found.title, found.date, found.place, found.meeting, found.release, found.body) == (None,) * 6


def test_metadata_of_a_dateline_are_its_place_and_date() -> None:
    found = _metadata("Forests Matter, Says Envoy", "GENEVA, May 3, 2031 (HN) -- The envoy came and said it was late.")
    assert (found.place, found.date) == ("Geneva", "2031-05-03")


def test_lines_when_hard_wrapped_are_no_headings() -> None:
    lines = (
        "The President: I thank the representative of Norway for",
        "his statement, which was long and in which he said",
        "that forests matter to all of us who live near them",
    )
    kinds = {p.kind for p in analyse(read_text("\n".join(lines * 3), "made up.txt")).passages}
    assert kinds == {PassageKind.SPEECH}


def test_analysis_before_a_meeting_has_no_speech() -> None:
    lines = ("What's In Blue", "Tomorrow the Council will meet.", "The representative of Norway said that it was late.")
    found = analyse(read_text("\n".join(lines), "made up.txt"))
    assert [p.kind for p in found.passages][1:] == [PassageKind.NARRATION] * 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The forests of the world are in danger.", "en"),
        ("Nous comptons sur leur soutien et sur le vôtre.", "fr"),
        ("Los bosques de nuestro mundo están en peligro y con ellos nosotros.", "es"),
        ("Леса в опасности.", "ru"),
        ("الغابات في خطر", "ar"),
        ("森林处于危险之中", "zh"),
        ("12:30", None),
    ],
)
def test_language_of_a_sentence_is_told_by_its_small_words(text: str, language: str | None) -> None:
    assert language_of(text) == language


def _kinds(*lines: str) -> list[PassageKind]:
    return [p.kind for p in analyse(read_text("\n".join(lines), "made up.txt")).passages]


_PARAGRAPH = (
    "The forests of the north burned for a month, and hardly anybody was left to tell of it when the rain came."
)


def test_keys_with_values_at_the_head_of_a_file_are_no_list() -> None:
    head = ("# Forests", "- Source: un", "- Date: 3 May 2031", "- url: https://forests.example/31")
    assert _kinds(*head, _PARAGRAPH)[1:4] == [PassageKind.BOILERPLATE] * 3
    assert (
        _kinds("# Forests", "- Norway: it was late.", "- Chad: it was early.", "- Chile: no.", _PARAGRAPH)[1:4]
        == [PassageKind.LIST] * 3
    )


def test_an_organ_is_a_heading_between_paragraphs_and_masthead_where_it_stands_again_and_again() -> None:
    above, below = (_PARAGRAPH,) * 5, (_PARAGRAPH,)
    assert _kinds(*above, "Security Council", *below)[5] is PassageKind.HEADING
    again = (*above, "Security Council", *below, "Security Council", *below)
    assert _kinds(*again)[5] is PassageKind.BOILERPLATE


def test_lone_numbers_are_days_in_a_chronology_and_pages_elsewhere() -> None:
    events = ("1", _PARAGRAPH, "2", _PARAGRAPH, "4", _PARAGRAPH)
    assert _kinds("Chronological Review of the Forest", *events)[1::2] == [PassageKind.HEADING] * 3
    assert _kinds("Review of the Forest", *events)[1::2] == [PassageKind.BOILERPLATE] * 3


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Norway Ms Lind", PassageKind.BOILERPLATE),
        ("United Kingdom of Great Britain and Northern Ireland Dame Nora Lind", PassageKind.BOILERPLATE),
        ("A Day in the Forest with Ms Lind", PassageKind.HEADING),
    ],
)
def test_who_sits_for_a_state_is_of_the_cover(line: str, kind: PassageKind) -> None:
    assert _kinds("Forests", line, _PARAGRAPH)[1] is kind


def test_an_article_that_says_here_are_its_subjects_is_nobodys_speech() -> None:
    assert _kinds(_PARAGRAPH, "Here are ten forests to watch.", _PARAGRAPH) == [PassageKind.NARRATION] * 3


def test_a_row_of_short_lines_above_the_text_is_a_menu_and_two_of_them_are_headings() -> None:
    menu = ("Forest News", "Lake News", "Media Center", "Files", "Events", "Reports", "Presidential News")
    title = "Forests Burn for a Month in the North as the Rain Fails to Come"
    assert _kinds(*menu, title, _PARAGRAPH)[:8] == [PassageKind.BOILERPLATE] * 7 + [PassageKind.HEADING]
    assert _kinds(title, "Forest News", "Lake News", _PARAGRAPH)[1:3] == [PassageKind.HEADING] * 2


def test_short_lines_with_semicolons_under_a_colon_are_a_list() -> None:
    lines = ("The seats are given so:", "3 seats for the north;", "2 seats for the south;", "1 seat for the lake.")
    assert _kinds(_PARAGRAPH, *lines, _PARAGRAPH)[2:5] == [PassageKind.LIST] * 3
    assert PassageKind.LIST not in _kinds(_PARAGRAPH, *lines[:2], _PARAGRAPH)


def test_what_a_crawler_writes_above_a_text_is_boilerplate() -> None:
    head = ("Forests Burn for a Month", "Category: World", "Publisher: Zenda Post", "Scraped (UTC): 2031-05-03")
    assert _kinds(*head, _PARAGRAPH) == [
        PassageKind.HEADING,
        *[PassageKind.BOILERPLATE] * 3,
        PassageKind.NARRATION,
    ]


def test_a_long_passage_that_begins_like_a_note_is_none() -> None:
    note = "The agenda was adopted."
    assert _kinds(_PARAGRAPH, note)[1] is PassageKind.NOTE
    assert _kinds(_PARAGRAPH, f"{note} {_PARAGRAPH} {_PARAGRAPH} {_PARAGRAPH}")[1] is PassageKind.NARRATION


def test_lists_of_links_and_what_a_page_asks_for_are_boilerplate() -> None:
    page: tuple[str, ...] = (
        "KEEP READING",
        "list of 2 items",
        "list 1 of 2",
        "Lake Dries as Rain Fails to Come",
        "list 2 of 2",
    )
    page += (
        "Forest Grows Again, Foresters Say",
        "end of list",
        "Sign up",
        "→ [Read more]",
        "35 min read",
        "Play Video",
    )
    title = "Forests Burn for a Month in the North"
    kinds = _kinds(title, _PARAGRAPH, *page, _PARAGRAPH)
    assert kinds[2:-1] == [PassageKind.BOILERPLATE] * len(page)
    assert _kinds(title, _PARAGRAPH, "Lake Dries as Rain Fails to Come", _PARAGRAPH)[2] is PassageKind.HEADING
