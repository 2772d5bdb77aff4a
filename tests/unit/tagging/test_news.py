"""Stories: who speaks in news, and what is of the page around it; all texts are made up."""

import pytest

from annotator.domain.transcript import Analysis, PassageKind
from annotator.reading import read_text
from annotator.tagging import analyse

Voice = tuple[str | None, str | None]


def _analysed(*lines: str) -> Analysis:
    return analyse(read_text("\n".join(lines), "made up.txt"))


def _voices(*lines: str) -> list[list[Voice]]:
    return [[(s.name, s.affiliation) for s in p.speakers] for p in _analysed(*lines).passages]


@pytest.mark.parametrize(
    ("line", "voice"),
    [
        ("But Flavia Elphberg, the president of Chad, said it was late.", ("Flavia Elphberg", "Chad")),
        ("Chadian President Flavia Elphberg, however, said it was late.", ("Flavia Elphberg", "Chad")),
        ("“It is late,” Chadian leader Flavia Elphberg was quoted as saying.", ("Flavia Elphberg", "Chad")),
        ("Flavia Elphberg, that country’s Permanent Representative, said so to Chad.", ("Flavia Elphberg", None)),
        ("Asked again, a White House spokesman said it was late.", (None, "United States")),
        ("It was late, the senior United Nations official in that country told the Council.", (None, "United Nations")),
        ("The Chadian Foreign Ministry said it was late.", (None, "Chad")),
        ("Chadian President Flavia Elphberg’s office said it was late.", (None, "Chad")),
        ("Chadian President Flavia Elphberg on Monday said it was late.", ("Flavia Elphberg", "Chad")),
        ("It was late, pointed out Flavia Elphberg, President of Chad.", ("Flavia Elphberg", "Chad")),
        (
            "“It is late,” said Flavia Elphberg, U.N. director at Amnesty International.",
            (
                "Flavia Elphberg",
                "Amnesty International",
            ),
        ),
        (
            "FLAVIA ELPHBERG, coordinator of the women’s network Lake Voices, said so.",
            (
                "Flavia Elphberg",
                "Lake Voices",
            ),
        ),
        ("Gaza’s Health Ministry said Tuesday that it was late.", (None, "State of Palestine")),
        ("It was late, National Security Council spokesman Rupert Hentzau said.", ("Rupert Hentzau", "United States")),
        ("Among those who abstained was Chad, whose representative said it was late.", (None, "Chad")),
        ("“It is late,” said municipal worker Rupert Hentzau, looking over at the lake.", ("Rupert Hentzau", None)),
        ("An anonymous Chadian official said it was late.", (None, "Chad")),
        ("Flavia Elphberg, Chad’s likely next chancellor, stressed that it was late.", ("Flavia Elphberg", "Chad")),
        ("Flavia Elphberg, Deputy U.N. Ambassador of Chad, said it was late.", ("Flavia Elphberg", "Chad")),
        ("It was late, the country’s TASS news agency said.", (None, "TASS")),
        ("Mr. HENTZAU had left. Chad was late, N’Djamena’s representative said.", (None, "Chad")),
    ],
)
def test_speaker_of_a_sentence_is_found(line: str, voice: Voice) -> None:
    assert _voices(line) == [[voice]]


@pytest.mark.parametrize(
    "line",
    [
        "Delegates left as Elphberg, who had been late, took to the podium.",
        "The Chadian Foreign Ministry is closed on Fridays.",
        "Chadian Foreign Minister Flavia Elphberg joined a session of the Council.",
    ],
)
def test_nobody_is_said_to_speak(line: str) -> None:
    assert _voices(line) == [[]]


def test_surname_after_a_quotation_in_straight_marks_speaks() -> None:
    found = _voices(
        "ZENDA (RP) — Chadian President Flavia Elphberg came on Monday.",
        '"We must wait," Elphberg said.',
        "'We must not,' Elphberg said on Tuesday.",
        "'It is late, and nobody has come to the harbour.",
    )
    assert found == [[], *[[("Flavia Elphberg", "Chad")]] * 3]


def test_two_who_speak_together_are_both_named() -> None:
    found = _voices("Chadian President Flavia Elphberg and her Norwegian counterpart Rupert Hentzau said it was late.")
    assert found == [[("Flavia Elphberg", "Chad"), ("Rupert Hentzau", "Norway")]]


def test_text_of_a_picture_is_no_speech_where_it_stands_without_its_photographer() -> None:
    found = _analysed(
        "Chadian President Flavia Elphberg said it was late.",
        "Flavia Elphberg told the members to wait",
        "Flavia Elphberg told the members to wait (Getty Images)",
        "“We wait,” she said.",
    )
    assert [p.kind for p in found.passages][1:3] == [PassageKind.BOILERPLATE] * 2


def test_minister_without_a_state_is_of_the_state_of_the_agency_that_tells_the_story() -> None:
    found = _voices(
        "Amman, March 3 (Petra) -- Foreign Minister Flavia Elphberg Monday said it was late.",
        'Elphberg said: "We wait."',
    )
    assert found == [[("Flavia Elphberg", "Jordan")]] * 2


def test_minister_without_a_state_is_of_none_where_an_agency_is_only_spoken_of() -> None:
    found = _voices("Zenda, March 3 -- Foreign Minister Flavia Elphberg told Petra that it was late.")
    assert found == [[("Flavia Elphberg", None)]]


def test_whoever_is_called_by_an_office_is_the_one_who_holds_it() -> None:
    found = _voices(
        "ZENDA (RP) — Chadian Foreign Minister Flavia Elphberg came on Monday.",
        "Norwegian President Rupert Hentzau said it was late.",
        "The foreign minister told reporters that it was not.",
        "The president said he would wait.",
    )
    assert found == [[], [("Rupert Hentzau", "Norway")], [("Flavia Elphberg", "Chad")], [("Rupert Hentzau", "Norway")]]


def test_two_known_speakers_speak_together() -> None:
    found = _voices(
        "ZENDA (RP) — Chadian President Flavia Elphberg said it was late.",
        "Norwegian President Rupert Hentzau said so too.",
        "Elphberg and Hentzau both said they would wait.",
    )
    assert found[2] == [("Flavia Elphberg", "Chad"), ("Rupert Hentzau", "Norway")]


def test_quotation_that_ends_in_a_later_passage_goes_on_until_then() -> None:
    found = _voices(
        "ZENDA (RP) — Chadian President Flavia Elphberg said it was late.",
        "Nobody came to the harbour.",
        'He is sure of it. "It is late," he said.',
        'Nobody will come before the morning."',
    )
    assert [bool(voices) for voices in found] == [True, False, True, True]


def test_menu_below_a_text_is_boilerplate_and_its_last_line_is_not() -> None:
    found = _analysed(
        "FLAVIA ELPHBERG (Chad) said that it was late.",
        "Nobody had come to the harbour. She would wait there until the morning, and longer - SAnews.gov.za",
        "Speeches of the Minister",
        "Our Diplomacy",
    )
    assert [p.kind for p in found.passages][1:] == [
        PassageKind.SPEECH,
        PassageKind.BOILERPLATE,
        PassageKind.BOILERPLATE,
    ]


def test_story_under_a_headline_of_a_statement_is_told_by_its_writer() -> None:
    found = _voices(
        "Statement by Ms Flavia Elphberg, Minister for Foreign Affairs of Chad, on forests.",
        "Chadian Foreign Minister Flavia Elphberg said the forests were old.",
        "Nobody came to the harbour.",
    )
    assert [bool(voices) for voices in found] == [False, True, False]


@pytest.mark.parametrize(
    ("line", "voice"),
    [
        ("UNICEF said many children were waiting.", (None, "United Nations")),
        ("Chad also expressed “deep concern” about the forests.", (None, "Chad")),
        ("A top Chadian diplomat told reporters that it was late.", (None, "Chad")),
        ("It was late, many said, with Chad’s delegate stressing that nobody had come.", (None, "Chad")),
        ("Flavia Elphberg, director of the Forest Institute at the African Union, said so.", (
            "Flavia Elphberg", "African Union",
        )),
    ],
)  # fmt: skip
def test_speaker_of_a_sentence_of_news_is_found(line: str, voice: Voice) -> None:
    assert _voices(line) == [[voice]]


@pytest.mark.parametrize(
    "line",
    [
        "Chad condemned the attack years ago, and nothing came of it.",
        "The Security Council said nothing of the harbour.",
        "Nobody came to the harbour with Chad’s delegate.",
    ],
)
def test_nobody_speaks_where_news_only_tells(line: str) -> None:
    assert _voices(line) == [[]]


def test_office_of_somebody_named_before_speaks_for_his_state() -> None:
    found = _voices(
        "ZENDA (RP) — Chadian President Flavia Elphberg said it was late.",
        "Elphberg’s office said she would wait.",
    )
    assert found[1] == [(None, "Chad")]


def test_bare_name_between_title_and_text_is_who_wrote_it() -> None:
    found = _analysed(
        "Chad Waits for the Morning",
        "Maria Castafiore",
        "Chadian President Flavia Elphberg said it was late, and that nobody would come before the morning.",
    )
    assert [p.kind for p in found.passages] == [PassageKind.HEADING, PassageKind.BOILERPLATE, PassageKind.SPEECH]


def test_speech_that_a_story_gives_word_for_word_is_whose_it_says() -> None:
    found = _voices(
        "Amman, March 3 (Petra) -- Crown Prince Rupert Hentzau, Prime Minister, opened a summit on forests.",
        "Pictures were taken of everybody who had come.",
        "The harbour was closed.",
        "Opening the summit, the Crown Prince delivered the following speech:",
        "We are glad to see you, and I welcome all of you. We shall speak of our forests.",
    )
    assert found == [[], [], [], [], [("Rupert Hentzau", "Jordan")]]


@pytest.mark.parametrize(
    ("line", "voice"),
    [
        ("Flavia Elphberg, the African Union’s special rapporteur on forests, said so.", (
            "Flavia Elphberg", "African Union",
        )),
        ("Chadian Prime Minister Flavia Elphberg issued a strong denunciation of it.", ("Flavia Elphberg", "Chad")),
        ("Also addressing the Council was the representative of Chad, who said it was late.", (None, "Chad")),
    ],
)  # fmt: skip
def test_speaker_in_other_words_is_found(line: str, voice: Voice) -> None:
    assert _voices(line) == [[voice]]


@pytest.mark.parametrize(
    "line",
    [
        "The vote that Chadian President Flavia Elphberg said would be late was early.",
        "None of the three amendments were adopted, though Chad’s delegate had waited.",
    ],
)
def test_nobody_speaks_in_other_words(line: str) -> None:
    assert _voices(line) == [[]]


def test_whoever_is_asked_is_not_who_asks() -> None:
    found = _voices(
        "FLAVIA ELPHBERG (Chad) said that it was late, noting that she had asked the Minister for Forests of Norway, "
        "Rupert Hentzau, to wait."
    )
    assert found == [[("Flavia Elphberg", "Chad")]]


def test_links_to_other_pages_below_a_text_are_boilerplate() -> None:
    found = _analysed(
        "Chadian President Flavia Elphberg said it was late, and that nobody would come before the morning came.",
        "“We wait,” she said, “as we have waited every year since the harbour was built of the wood of the lake.”",
        "MOST READ",
        "Norwegian President Rupert Hentzau says it is early",
        "Rupert Hentzau said it was early [File: Zenda Press]",
    )
    assert [p.kind for p in found.passages][2:] == [PassageKind.BOILERPLATE] * 3


def test_calling_before_a_name_is_no_part_of_it() -> None:
    found = _voices("ZENDA (RP) — Chad waited on Monday.", "Actor Rupert Hentzau said it was late.")
    assert found[1] == [("Rupert Hentzau", None)]


def test_whom_somebody_quotes_speaks() -> None:
    found = _voices(
        "Chadian President Flavia Elphberg said it was late.",
        "“The forest burns,” TASS quoted Elphberg as saying.",
        "According to the president, it rained.",
    )
    assert found == [[("Flavia Elphberg", "Chad")]] * 3


def test_a_surname_with_its_article_calls_its_bearer_without_it() -> None:
    found = _voices("Chadian President Flavia al-Elphberg said it was late.", "Elphberg told them that it rained.")
    assert found == [[("Flavia al-Elphberg", "Chad")]] * 2


def test_who_speaks_in_a_clause_about_something_else_does_not_speak_the_sentence() -> None:
    found = _voices(
        "Chadian President Flavia Elphberg said it was late.",
        "The forest, which Norwegian Prime Minister Nora Lind said had burned, was green when she left it.",
    )
    assert found[1] == []


def test_member_of_congress_is_of_the_united_states() -> None:
    found = _voices("It is late.", "“It is late,” Sen. Flavia Elphberg (D-Mass.) later wrote.")
    assert found[1] == [("Flavia Elphberg", "United States")]


def test_whom_the_writer_follows_with_according_to_speaks() -> None:
    found = _voices(
        "ZENDA, March 3 (Xinhua) -- The ministry was late.",
        "The ministry's spokesman Rupert Hentzau said that it was late.",
        "Hentzau made the remarks while it rained.",
        "According to Hentzau, the forest burned.",
    )
    assert found == [[], [("Rupert Hentzau", "China")], [], [("Rupert Hentzau", "China")]]


def test_delegates_who_are_named_among_many_speak() -> None:
    found = _voices(
        "FLAVIA ELPHBERG (Norway) said it was late.",
        "Many voiced concern about the fires — among these the delegates of Chad, Peru and Chile. It was so.",
        "The oral amendment was defeated by a vote of 5 in favour to 1 against.",
    )
    assert found[1] == [(None, "Chad"), (None, "Peru"), (None, "Chile")]
    assert found[2] == []


def test_somebody_of_two_surnames_is_called_by_the_first() -> None:
    found = _voices("Chadian President Flavia Elphberg de Lund said it was late.", "Ms Elphberg said it rained.")
    assert found == [[("Flavia Elphberg de Lund", "Chad")]] * 2
