"""Turns with labels, headings that say who speaks, floors handed over; all texts are made up."""

import pytest

from annotator.domain.transcript import Analysis, PassageKind
from annotator.reading import read_text
from annotator.tagging import analyse

Voice = tuple[str | None, str | None]


def _analysed(*lines: str) -> Analysis:
    return analyse(read_text("\n".join(lines), "made up.txt"))


def _voices(*lines: str) -> list[list[Voice]]:
    return [[(s.name, s.affiliation) for s in p.speakers] for p in _analysed(*lines).passages]


def _mentions(text: str) -> list[tuple[str, str]]:
    return [(m.kind.value, text[m.start_cp : m.end_cp]) for m in _analysed(text).mentions]


@pytest.mark.parametrize(
    ("label", "voice"),
    [
        ("PRIME MINISTER ELPHBERG: (Via translation) I welcome our Chadian prime minister.", ("Elphberg", "Chad")),
        ("Foreign Minister Hentzau: Yes. I, the Chadian Foreign Minister, agree.", ("Hentzau", "Chad")),
        ("President of Chad Flavia Elphberg: Colleagues, we meet again.", ("Flavia Elphberg", "Chad")),
        ("Chadian President Flavia Elphberg: Colleagues, we meet again.", ("Flavia Elphberg", "Chad")),
        ("HENTZAU (THROUGH INTERPRETER): We meet again.", ("Hentzau", None)),
        ("MODERATOR: We have time for one more question.", (None, None)),
        ("SENIOR STATE DEPARTMENT OFFICIAL: We have time for one more.", (None, "United States")),
        ("Q    Sure.  We ask how late it is.", (None, None)),
    ],
)
def test_label_with_an_office_or_an_interpreter_sets_the_voice(label: str, voice: Voice) -> None:
    assert _voices(label, "Nothing else is new.") == [[voice], [voice]]


def test_a_paper_before_questions_asks_them() -> None:
    found = _voices(
        "Strelsau Times: Is it late?", "Flavia Elphberg: It is.", "Strelsau Times: Why?", "Flavia Elphberg: So."
    )
    paper, guest = [(None, "Strelsau Times")], [("Flavia Elphberg", None)]
    assert found == [paper, guest, paper, guest]


def test_a_chair_alone_on_a_line_speaks_what_follows_where_that_is_so_again() -> None:
    lines = ("The President", "I thank all.", "Mr. Hentzau (Norway)", "We met.", "Mr. Hentzau (Norway)", "It is late.")
    chair, norway = (None, None), ("Hentzau", "Norway")
    assert _voices(*lines[2:], *lines[:2], *lines[:2]) == [[norway]] * 4 + [[chair]] * 4


def test_what_stands_above_the_first_label_is_told_by_its_writer() -> None:
    found = _voices(
        "Chadian President Flavia Elphberg said it was late.",
        "Nobody came to the harbour.",
        "MODERATOR: Is it late?",
        "PRESIDENT ELPHBERG: It is.",
    )
    assert [bool(voices) for voices in found] == [True, False, True, True]


def test_words_before_links_of_a_page_are_no_labels() -> None:
    lines = ("WATCH: The Forest Burns", "Nobody came.", "READ MORE: The Lake Dries", "READ MORE: The Forest Grows")
    assert _voices(*lines) == [[]] * 4


def test_press_secretary_at_the_seat_of_a_president_is_of_his_state() -> None:
    found = _analysed(
        "Press Briefing by Press Secretary Flavia Elphberg, 4/21/31",
        "James S. Brady Press Briefing Room",
        "MS. ELPHBERG:  It is late, and I will go to Hentzo.",
        "Q    Thanks, Flavia.  Is it?",
        "MS. ELPHBERG:  Hentzo, it is.",
    )
    spoken = [[(s.name, s.affiliation) for s in p.speakers] for p in found.passages]
    assert spoken[2:] == [
        [("Flavia Elphberg", "United States")],
        [(None, None)],
        [("Flavia Elphberg", "United States")],
    ]


def test_president_in_a_transcript_from_a_capital_is_of_that_state() -> None:
    head = ("Press Conference by President Elphberg", "Washington, D.C.")
    assert _voices(*head, "PRESIDENT ELPHBERG:  Good evening.", "Q    Sure.")[2] == [("Elphberg", "United States")]
    assert _voices("PRESIDENT ELPHBERG:  Good evening.", "Q    Sure.")[0] == [("Elphberg", None)]


def test_ministers_who_say_we_speak_together() -> None:
    states = [(None, "Norway"), (None, "Chad"), (None, "Peru")]
    found = _voices(
        "“We, the Foreign Ministers of Norway, Chad and Peru, strongly condemn the fires.",
        "The forest burns, and nobody comes to help those who live beside it.",
    )
    assert found == [states] * 2


def test_ministers_of_whom_several_passages_tell_what_they_affirm_speak_together() -> None:
    first = (
        "The Ministers of Foreign Affairs of Norway, the Republic of Chad and Peru express their concern at the fires."
    )
    found = _voices(first, "The Ministers affirm that it is late.", "The Ministers stress that the forest burns.")
    assert found == [[(None, "Norway"), (None, "Chad"), (None, "Peru")]] * 3
    assert _voices(first, "It was late, and nobody came.")[1] == []


def test_ministers_whose_statement_is_a_list_of_points_speak_together() -> None:
    found = _voices(
        "In the wake of the fires, the Foreign Ministers of Norway, the Republic of Chad and Peru issued a text.",
        "– Condemns the fires in the north and all that has led to them.",
        "– Calls on the Council to meet again and to hear those who live there.",
    )
    assert found[1:] == [[(None, "Norway"), (None, "Chad"), (None, "Peru")]] * 2


def test_spokesperson_whom_the_head_names_is_of_the_ministry_and_papers_ask_for_themselves() -> None:
    found = _voices(
        "Foreign Ministry Spokesperson Flavia Elphberg’s Press Conference_Ministry of Foreign Affairs of Norway",
        "AFP: Is it late?",
        "Flavia Elphberg: It is.",
        "Global Times: Why is that?",
        "Flavia Elphberg: It has rained.",
        "Kyodo News: Will it end?",
    )
    norway = [("Flavia Elphberg", "Norway")]
    papers = [[(None, "Agence France-Presse")], [(None, "Global Times")], [(None, "Kyodo News")]]
    assert found[1:] == [papers[0], norway, papers[1], norway, papers[2]]


def test_bare_names_are_labels_where_one_of_them_has_several_turns() -> None:
    found = _voices("Rudolf Rassendyll: Is it late?", "Flavia Elphberg: It is.", "We wait.", "Rudolf Rassendyll: Why?")
    assert found == [
        [("Rudolf Rassendyll", None)],
        [("Flavia Elphberg", None)],
        [("Flavia Elphberg", None)],
        [("Rudolf Rassendyll", None)],
    ]


@pytest.mark.parametrize("head", ["Key Issues", "Security Council", "Next Steps"])
def test_words_before_a_colon_that_are_no_name_are_no_label(head: str) -> None:
    line = f"{head}: The members will meet."
    assert _voices(line, line) == [[], []]


def test_label_of_a_surname_is_whom_the_text_tells_of_in_full() -> None:
    found = _voices(
        "QUESTION: Thank you. Is it late?",
        "SECRETARY ELPHBERG: It is.",
        "QUESTION: My colleague Flavia Elphberg, Secretary of State of Chad, was asked before.",
    )
    assert found == [[(None, None)], [("Flavia Elphberg", "Chad")], [(None, None)]]


def test_president_without_a_name_is_of_the_state_for_which_he_says_he_speaks() -> None:
    found = _voices("The President: I shall now speak in my capacity as the representative of Chad.", "We regret it.")
    assert found == [[(None, "Chad")], [(None, "Chad")]]


def test_headings_that_name_who_speaks_set_the_voice_one_after_the_other() -> None:
    found = _analysed(
        "Address by Ms. Flavia Elphberg, President of the Republic of Chad",
        "My country thanks you. We are glad that we meet, and I am glad too.",
        "/…",
        "Address by Mr. Rupert Hentzau, Prime Minister of Norway",
        "We thank you as well, and our people thank you. I shall be brief.",
    )
    assert [p.kind for p in found.passages] == [
        PassageKind.HEADING,
        PassageKind.SPEECH,
        PassageKind.NOTE,
        PassageKind.HEADING,
        PassageKind.SPEECH,
    ]
    assert [[s.affiliation for s in p.speakers] for p in found.passages] == [[], ["Chad"], [], [], ["Norway"]]


def test_soundbite_in_a_list_of_shots_is_heard_and_a_shot_is_not() -> None:
    found = _analysed(
        "Shotlist",
        "1. Wide shot, delegates at the table",
        "2. SOUNDBITE (English) Flavia Elphberg, President, Chad:",
        "“It is late, and we have said so more than once.”",
        "3. Wide shot, Elphberg walks away",
    )
    chad = [("Flavia Elphberg", "Chad")]
    assert [[(s.name, s.affiliation) for s in p.speakers] for p in found.passages] == [[], [], chad, chad, []]
    assert [p.kind for p in found.passages][1] is PassageKind.LIST
    assert [s.codable for s in found.statements][2:4] == [False, True]


def test_whoever_is_called_by_title_before_being_introduced_is_known() -> None:
    found = _voices(
        "Ms. Elphberg told the Security Council that it was late.",
        "FLAVIA ELPHBERG, Under-Secretary-General for Forests, said that it was late.",
    )
    assert found == [[("Flavia Elphberg", "United Nations")]] * 2


@pytest.mark.parametrize(
    ("line", "mention"),
    [
        ("The President--Rudolf Rassendyll--who had come, left.", ("PERSON", "Rudolf Rassendyll")),
        ("We thank UNSG Flavia Elphberg for that.", ("PERSON", "Flavia Elphberg")),
        ("Last week president Hentzau left.", ("PERSON", "Hentzau")),
        ("The Sino-Indian border is long.", ("NORP", "Sino-Indian")),
        ("The Council of Heads of State met there.", ("ORG", "Council of Heads of State")),
        ("He left the Committee of Ministers of the Council of Europe.", ("ORG", "Council of Europe")),
        ("During its May presidency it met twice.", ("DATE", "May")),
        ("They met in Ohio again.", ("REGION", "Ohio")),
    ],
)
def test_mention_is_found(line: str, mention: tuple[str, str]) -> None:
    assert mention in _mentions(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A crowd on the harbour on Monday (Reuters)", PassageKind.BOILERPLATE),
        ("In this image made from video, Flavia Elphberg waits", PassageKind.BOILERPLATE),
        ("S/PV.90001 The forests of Ruritania 01/02/2031", PassageKind.BOILERPLATE),
        ("2. Wide shot, delegates", PassageKind.LIST),
        ("[…]", PassageKind.NOTE),
    ],
)
def test_look_of_a_line_among_speeches_is_its_kind(line: str, kind: PassageKind) -> None:
    found = _analysed("FLAVIA ELPHBERG (Chad) said that it was late.", line, "RUPERT HENTZAU (Norway) said that too.")
    assert found.passages[1].kind is kind


def test_speech_begins_under_the_headline_that_says_whose_it_is() -> None:
    found = _analysed(
        "I have kept this speech because it is as true today as it was when it was made in the Assembly, I think.",
        "Statement of Flavia Elphberg at the General Assembly",
        "We are glad to be here, and I thank our friends. On behalf of the people of Chad, I shall be brief.",
        "• to wait for the morning, all of us together;",
        "We wait.",
    )
    chad = [("Flavia Elphberg", "Chad")]
    assert [[(s.name, s.affiliation) for s in p.speakers] for p in found.passages] == [[], [], chad, chad, chad]


def test_floor_that_is_handed_over_changes_the_voice_of_a_meeting_without_labels() -> None:
    found = _analysed(
        "Colleagues, I open the meeting. I now give the floor to Ms. Flavia Elphberg, Foreign Minister of Chad.",
        "Mr. President, I thank you for giving me the floor. We are concerned, and I shall say why.",
        "I thank you.",
        "I thank Ms. Elphberg for her statement. I now give the floor to the representative of Norway.",
        "We agree with our colleague, and I have nothing to add.",
    )
    chair, chad, norway = (None, None), ("Flavia Elphberg", "Chad"), (None, "Norway")
    assert [[(s.name, s.affiliation) for s in p.speakers] for p in found.passages] == [
        [chair],
        [chad],
        [chad],
        [chair],
        [norway],
    ]


def test_chair_whose_capacity_is_told_speaks_again_when_he_thanks_whoever_had_the_floor() -> None:
    found = _analysed(
        "Colleagues, I open the meeting. I now give the floor to the representative of Norway.",
        "We agree with our colleague, and I have nothing to add.",
        "I thank the representative of Norway for that. I shall make a statement in my capacity as the representative "
        "of Chad. We are concerned, and I shall say why. I now give the floor to Ms. Flavia Elphberg.",
        "I thank the representative of Norway, who said it before me. We wait.",
    )
    chair = (None, "Chad")
    assert [[(s.name, s.affiliation) for s in p.speakers] for p in found.passages] == [
        [chair],
        [(None, "Norway")],
        [chair],
        [("Flavia Elphberg", None)],
    ]


def test_headline_that_says_whose_statement_follows_sets_the_voice_where_hardly_an_i_is_said() -> None:
    found = _analysed(
        "6 June 2031 - Forests - Statement by Ms Flavia Elphberg, Minister for Foreign Affairs of Chad, on forests.",
        "The forests of the lake are older than its towns. We know this.",
        "The harbour was built of their wood.",
    )
    assert [p.kind for p in found.passages] == [PassageKind.HEADING, PassageKind.SPEECH, PassageKind.SPEECH]
    assert [(s.name, s.affiliation) for s in found.passages[2].speakers] == [("Flavia Elphberg", "Chad")]
