"""Rules for other forms than the seeds': each with a text that it is for and one that it leaves alone, all made up."""

import pytest

from annotator.domain.transcript import Analysis, PassageKind
from annotator.reading import read_text
from annotator.tagging import analyse
from annotator.tagging.lines import look_of


def _analysed(*lines: str, name: str = "made up.txt") -> Analysis:
    return analyse(read_text("\n".join(lines), name))


def _voices(*lines: str, name: str = "made up.txt") -> list[list[tuple[str | None, str | None]]]:
    return [[(s.name, s.affiliation) for s in p.speakers] for p in _analysed(*lines, name=name).passages]


def _mentions(text: str) -> list[tuple[str, str]]:
    return [(m.kind.value, text[m.start_cp : m.end_cp]) for m in _analysed(text).mentions]


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Speaking in her national capacity, Council President FLAVIA ELPHBERG ( Chad) said no.", "Flavia Elphberg"),
        ("For Chad, Flavia Elphberg said that it was late.", "Flavia Elphberg"),
        ("Opening the meeting, Council President Flavia Elphberg (Chad) said no.", "Flavia Elphberg"),
        ("The Minister for Forests, Lakes and Rivers for Chad said it was late.", None),
        ("It was late, said the Deputy Minister for Forests of Chad.", None),
        ("Chad has opened its forests, said its Minister for Lakes and Rivers.", None),
        ("Opening the meeting, Council President Flavia Elphberg ( Chad) thanked all.", "Flavia Elphberg"),
        ("His Chadian counterpart, Flavia Elphberg, hit back.", "Flavia Elphberg"),
        ("“It is late,” remarked Flavia Elphberg (Chad), who left.", "Flavia Elphberg"),
        ("According to Flavia Elphberg, of Chad, it was late.", "Flavia Elphberg"),
        ("Le représentant du Tchad, citant la Charte, said that it was late.", None),
    ],
)
def test_speaker_when_introduced_as_other_forms_do_is_found(sentence: str, voice: str | None) -> None:
    assert _voices(sentence) == [[(voice, "Chad")]]


@pytest.mark.parametrize(
    "sentence",
    [
        "The representative of Chad had been right to ask.",
        "Flavia Elphberg of Chad took part in the conference.",
        "Fourteen members spoke.",
        "Council members then moved to closed consultations.",
        "The two councils agreed to meet again.",
    ],
)
def test_speaker_when_nobody_is_introduced_is_none(sentence: str) -> None:
    assert _voices(sentence) == [[]]


def test_surname_in_capitals_after_a_title_is_the_person_named_before() -> None:
    found = _voices(
        "FLAVIA ELPHBERG (Chad) said that it was late.",
        "NORA LIND (Norway) said that it was early.",
        "Ms. ELPHBERG (Chad) said that it was later still.",
    )
    assert found == [[("Flavia Elphberg", "Chad")], [("Nora Lind", "Norway")], [("Flavia Elphberg", "Chad")]]


@pytest.mark.parametrize(
    ("label", "voice"),
    [
        ("M. Hentzau (Tchad) (parle en arabe) : Je serai bref.", ("Hentzau", "Chad")),
        ("Mme Elphberg (Norvège) : Je serai brève.", ("Elphberg", "Norway")),
        ("El Sr. Hentzau (México) (habla en español): Seré breve.", ("Hentzau", "Mexico")),
        ("La Présidente (Mme Elphberg) (Norvège) : Je serai brève.", ("Elphberg", "Norway")),
    ],
)
def test_label_in_french_or_spanish_sets_the_voice(label: str, voice: tuple[str, str]) -> None:
    assert _voices(label) == [[voice]]


def test_label_on_a_line_of_its_own_has_its_voice_and_is_not_coded() -> None:
    found = _analysed("Chad · Minister · Flavia Elphberg [0:12]:", "It is late.", "Speaker 2 [0:31]:", "Is it?")
    assert [(p.kind, len(p.speakers)) for p in found.passages] == [
        (PassageKind.SPEECH, 1),
        (PassageKind.SPEECH, 1),
        (PassageKind.SPEECH, 1),
        (PassageKind.SPEECH, 1),
    ]
    assert [s.codable for s in found.statements] == [False, True, False, True]


def test_answer_is_whose_briefing_the_head_announces() -> None:
    found = _voices(
        "The following is a transcript of a briefing by Flavia Elphberg, Spokesperson for the Secretary-General.",
        "Q:  Is it late?",
        "A:  It is.",
    )
    assert found == [[], [(None, None)], [("Flavia Elphberg", "United Nations")]]


def test_general_debate_file_tells_whose_speech_it_is() -> None:
    lines = ("We congratulate you, Sir.", "My country thanks its neighbours.")
    assert _voices(*lines, name="TCD_60_2005.txt") == [[(None, "Chad")], [(None, "Chad")]]
    assert _voices(*lines, name="TCD_report.txt") == [[], []]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("(page 2a follows)", PassageKind.BOILERPLATE),
        ("Security Council - 2a - Press Release SC/6291", PassageKind.BOILERPLATE),
        ("Addis Ababa", PassageKind.BOILERPLATE),
        ("Home » Chad", PassageKind.BOILERPLATE),
        ("June 14, 2031 6:42 PM UTC", PassageKind.BOILERPLATE),
        ("- Check against delivery -", PassageKind.BOILERPLATE),
        ("Please check against delivery", PassageKind.BOILERPLATE),
        ("Image source, Lake House", PassageKind.BOILERPLATE),
        ("Image caption, The harbour at night", PassageKind.BOILERPLATE),
        ("« Previous: Forests of the lake", PassageKind.BOILERPLATE),
        ("Permanent Mission of Chad to the United Nations", PassageKind.BOILERPLATE),
        ("Chad", PassageKind.HEADING),
        ("La séance est levée à 17 h 40.", PassageKind.NOTE),
        ("At the invitation of the President, Mr. Hentzau (Chad) took a place at the Council table.", PassageKind.NOTE),
        ("Forests Matter to All, Says Envoy in Chad;", PassageKind.HEADING),
        ("The séance was lively.", None),
    ],
)
def test_look_of_a_line_in_other_forms_is_its_kind(line: str, kind: PassageKind | None) -> None:
    assert look_of(line) == kind


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("It fell on 31 MAY 1997.", [("DATE", "31 MAY 1997")]),
        ("It fell on the 24 November meeting.", [("DATE", "24 November")]),
        ("Era el 10 de enero de 2020.", [("DATE", "10 de enero de 2020")]),
        ("They signed Agenda 2063 then.", [("LAW", "Agenda 2063")]),
        ("They asked the 1970 Libya Sanctions Committee.", [("UN_BODY", "1970 Libya Sanctions Committee")]),
        ("Ms. Dan-Fulani left.", [("PERSON", "Dan-Fulani")]),
        ("The Tajik-Afghan border.", [("NORP", "Tajik-Afghan")]),
        ("Le Front des forêts libres (FFL) attend.", [("ORG", "Front des forêts libres"), ("ORG", "FFL")]),
        ("My friend [Rudolf] Rassendyll came.", [("PERSON", "[Rudolf] Rassendyll")]),
        ("Selon Mme Elphberg, il est tard.", [("PERSON", "Elphberg")]),
        ("See S/25617.", [("DOCUMENT", "S/25617")]),
        ("It fell in September of 2031.", [("DATE", "September of 2031")]),
        ("The Foundation for Women's Rights waits.", [("ORG", "Foundation for Women's Rights")]),
        ("Miss Hannelore Vasterling left.", [("PERSON", "Hannelore Vasterling")]),
    ],
)
def test_mentions_in_other_forms_are_as_marked(text: str, mentions: list[tuple[str, str]]) -> None:
    assert _mentions(text) == mentions


def test_who_is_said_to_have_continued_to_do_something_says_nothing() -> None:
    found = _voices(
        "NORA LIND (Norway) said that it was late.",
        "The forest was dark, she said. The Secretary-General has continued to search it. It was cold, she noted.",
    )
    assert found[1] == [("Nora Lind", "Norway")]
    assert _voices("NORA LIND (Norway) continued: it was late.") == [[("Nora Lind", "Norway")]]


def test_a_statement_issued_by_a_ministry_is_its_states() -> None:
    lines = (
        "Norway is gravely concerned at the fires in the north.",
        "There is a duty to help those who lost their homes.",
        "Issued by the Ministry of Forests",
    )
    assert _voices(*lines)[:2] == [[(None, "Norway")]] * 2
    assert _voices(*lines[:2])[1] == []


def test_a_speech_of_the_general_debate_may_hold_nothing_but_lists_and_headings() -> None:
    found = _analysed("FORESTS AND LAKES", "• The lake", "• The forest", name="NOR_75_2020.txt")
    assert [p.kind for p in found.passages] == [PassageKind.HEADING, PassageKind.LIST, PassageKind.LIST]


def test_where_an_official_goes_is_told_by_the_writer_and_what_he_says_there_is_his() -> None:
    found = _voices(
        "The Secretary-General, Flavia Elphberg, told reporters that it was late.",
        "On Tuesday, the Secretary-General delivered remarks at the Forest Summit.",
        "She told those who had come that the forest burned.",
        "She also met the Foreign Minister of Norway. They discussed the forest.",
        "She then departed for Lund.",
    )
    assert [bool(voices) for voices in found] == [True, False, True, False, False]


def test_somebody_on_whose_behalf_another_speaks_does_not_speak() -> None:
    found = _voices(
        "NORA LIND, Chef de Cabinet, speaking on behalf of Secretary-General Flavia Elphberg, said that it was late."
    )
    assert [name for voices in found for name, _ in voices] == ["Nora Lind"]


def test_commentary_by_an_official_is_his() -> None:
    found = _voices(
        "Commentary by the CSTO Secretary General Rudolf Hentzau on the forest",
        "The forest burns, and the fire causes deep concern to all who live beside it in the north of the lake.",
        "Today I spoke with the Minister of Defence of Tajikistan, and I told him that we are ready to help.",
    )
    assert found[1:] == [[("Rudolf Hentzau", "Collective Security Treaty Organization")]] * 2


def test_high_commissioner_for_refugees_is_a_person_and_his_office_is_a_body() -> None:
    lines = (
        "FLAVIA ELPHBERG, United Nations High Commissioner for Refugees, said that it was late.",
        "The Office of the United Nations High Commissioner for Refugees (UNHCR) is closed.",
    )
    assert _voices(*lines)[0] == [("Flavia Elphberg", "United Nations")]
    named = [surface for kind, surface in _mentions("\n".join(lines)) if kind == "UN_BODY"]
    assert named == ["Office of the United Nations High Commissioner for Refugees", "UNHCR"]


def test_a_statement_without_a_head_is_of_the_state_that_condemns_and_says_we() -> None:
    lines = (
        "The Government of Norway recalls the statement of May.",
        "Norway condemns the fires in the north of the lake.",
        "We express our alarm at what has come to pass there.",
        "It is only with patience that this can end.",
    )
    assert _voices(*lines) == [[(None, "Norway")]] * 4
    assert _voices(lines[0], lines[1], lines[3])[2] == []


def test_whoever_is_condoled_with_does_not_speak() -> None:
    found = _voices(
        "Expressing condolences to Rupert Hentzau, the Permanent Observer for the Holy See said: “We wait.”"
    )
    assert found == [[(None, "Holy See")]]


def test_a_text_that_tells_of_a_meeting_today_is_coverage_though_no_delegate_is_named() -> None:
    lines = (
        "The situation grows worse, Norwegian Foreign Minister Flavia Elphberg warned the Security Council today.",
        "The forest burns, and nobody comes to put it out.",
    )
    assert _voices(*lines)[1] == [("Flavia Elphberg", "Norway")]
    assert _voices(lines[0].replace(" today", " on Monday"), lines[1])[1] == []
