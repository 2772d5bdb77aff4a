"""What a text names. Each line marks the expected mentions as ⟦LABEL surface⟧; every text is made up."""

import re

import pytest

from annotator.domain.transcript import Mention
from annotator.reading import read_text
from annotator.tagging import analyse

_MARK = re.compile(r"⟦(\w+) ([^⟧]*)⟧")


def _mentions(text: str) -> list[tuple[str, str]]:
    return [(m.kind.value, text[m.start_cp : m.end_cp]) for m in analyse(read_text(text, "made up.txt")).mentions]


def _only(text: str) -> Mention:
    (mention,) = analyse(read_text(text, "made up.txt")).mentions
    return mention


@pytest.mark.parametrize(
    "marked",
    [
        "He named the ⟦COUNTRY Russian Federation⟧’s plan and ⟦COUNTRY Côte d’Ivoire⟧.",
        "The ⟦NORP Arab Americans⟧ of the lake and the ⟦NORP U.S.-Chadian⟧ talks are old.",
        "The ⟦CITY Moscow⟧-led ⟦ORG Forest League⟧ met, and the ⟦NORP French⟧ National Assembly did not.",
        "The ⟦PERSON Elphberg⟧ administration was late, and post-⟦PERSON Elphberg⟧ forests burn.",
        "The transitional administration and the Transitional administration were late.",
        "His wife ⟦PERSON Maria⟧ came; ⟦PERSON Maria⟧ was late.",
        "The ⟦ORG Hentzaunda⟧ party won; ⟦ORG Hentzaunda⟧ was late, and the State party was not.",
        "The network ⟦ORG StrelNet⟧ was late.",
        "They burn in the ⟦REGION Zendavia⟧, ⟦REGION Hentzavia⟧ and ⟦REGION Strelsavia⟧ regions.",
        "The newspaper ⟦ORG Strelsauer⟧ wrote of it.",
        "The ⟦NORP Tajik-Afghan⟧ border and the intra-⟦NORP Afghan⟧ talks were far off.",
        "In eastern ⟦COUNTRY Ukraine⟧ and in ⟦REGION Central\xa0Asia⟧ people hope.",
        "The talks in ⟦CITY Addis\xa0 Ababa⟧ went on.",
        "The ⟦UN_BODY UN Security Council⟧ thanked the ⟦ORG UN⟧ Secretary-General.",
        "The ⟦UN_BODY United Nations Mission in Strelsau⟧ was small.",
        "The ⟦ORG Organisation of Islamic Co‑operation⟧ met the ⟦ORG EU⟧.",
        "The ⟦ORG Ruritanian Forest Commission⟧ (⟦ORG RFC⟧) met, and the ⟦ORG RFC⟧ agreed.",
        "⟦LAW Chapter VIII⟧ of the ⟦LAW Charter of the United Nations⟧ applies, not the Charter of old.",
        "They signed the ⟦LAW Strelsau Agreement on Forests⟧ then.",
        "The ⟦EVENT Strelsau Summit⟧ followed the ⟦EVENT Second World War⟧.",
        "⟦PERSON Elphburger⟧ accused the foresters; ⟦PERSON Flavio Elphburger⟧ left, and cholera. Cholera claimed 5.",
        "The Security Conference, he said, and Analysts said so too.",
        "Its ⟦ORG Lagos Tribune⟧ and the Breaking News of ⟦CITY Lagos⟧ differ.",
        "The ⟦REGION Kherson Region⟧ and ⟦REGION Zenda Island⟧ are far from Small Island ways.",
        "It burned (⟦PERSON Hentzau⟧ and ⟦PERSON Lind⟧, ⟦DATE 2031⟧), rained (⟦PERSON French⟧ et al., ⟦DATE 2032⟧).",
        "The ⟦UN_BODY UN MINUSCA⟧ and the ⟦LAW Peace, Security, and Cooperation Framework⟧ last.",
        "Artificial Intelligence (AI) is no body, nor is AI; the ⟦ORG Forest League⟧ (⟦ORG FL⟧) is: ⟦ORG FL⟧ met.",
        "They believe in Hentzauberg; they live in ⟦CITY Strelsauberg⟧.",
        "⟦PERSON Hamdan Lund⟧, known as “⟦PERSON Rosalo⟧”, left; ⟦PERSON Rosalo⟧ is late.",
        "The rebels, known as the ⟦ORG Forest Front⟧, left; the ⟦ORG Forest Front⟧ was late.",
        "⟦PERSON June Elphberg⟧, Chair of the Board, met them in ⟦DATE June⟧ and in ⟦DATE January and February⟧.",
        "⟦PERSON Christian Hentzau⟧, a ⟦NORP Christian⟧ priest, and ⟦NORP Caribbean⟧ nations met.",
        "The Foreign Minister of ⟦COUNTRY Chad⟧ ⟦PERSON Zorin Hentzau⟧ and the Minister of ⟦COUNTRY Peru⟧ met.",
        "They won the ⟦EVENT Strelsau Marathon⟧ on ⟦DATE 4/21/31⟧, and by ⟦DATE November [2031]⟧ they rested.",
        "The ⟦REGION Donetsk Region⟧ and ⟦REGION North Kivu⟧ Province differ.",
        "⟦NORP Argentine⟧ courts met in ⟦COUNTRY Argentina⟧.",
        "The ⟦ORG Ruritanian Forest League⟧ (⟦ORG rfl⟧) met, and the ⟦ORG rfl⟧ (soon) left.",
        "The ⟦ORG North Atlantic Treaty Organization⟧- - (⟦ORG NATO⟧) met.",
        "The report covers ⟦DATE August 2030-July 2031⟧, and not ⟦DATE August 2030⟧ or ⟦DATE 2031⟧ alone.",
        "They seized ⟦REGION Donetsk⟧, ⟦REGION Luhansk⟧ and ⟦REGION Kherson⟧; in ⟦CITY Kherson⟧ it was late.",
        "Then came ⟦PERSON Stefano Messina⟧’s men to ⟦CITY Messina⟧.",
        "The ⟦ORG Sa’ada Forest Agency⟧ came late.",
        "See ⟦DOCUMENT S/2031/12⟧, ⟦DOCUMENT S/PV.7796 (Resumption 1)⟧ and ⟦DOCUMENT SG/SM/21124⟧.",
        "It recalled ⟦DOCUMENT resolutions 1970 (2011)⟧ and ⟦DOCUMENT 1973 (2011)⟧.",
        "It met on ⟦DATE 3 and 4\xa0July⟧ and in ⟦DATE January and July 2019⟧ after ⟦DATE June 2018⟧.",
        "It met on ⟦DATE September 24, 2019⟧, in the ⟦DATE 1990s⟧, in ⟦DATE 2027-2028⟧ and in ⟦DATE 2014⟧.",
        "Some 2000 troops may march, in ⟦DATE May⟧ or in ⟦DATE March⟧, to an august place.",
        "⟦PERSON Rudolf Rassendyll⟧, the new Foreign Minister, came; ⟦PERSON Rassendyll⟧ then left.",
        "President ⟦PERSON Elphberg⟧ met Mr. ⟦PERSON de la Tour⟧.",
        "Secretary-General ⟦PERSON [Flavia] Elphberg⟧ and I agreed.",
        "They said that ⟦PERSON Michael Strelsau⟧ was free.",
        "Nous saluons l’⟦ORG ONU⟧ et la ⟦LAW Charte des Nations Unies⟧ à ⟦CITY Genève⟧.",
        "It stands by ⟦DOCUMENT UNSCR 1701⟧ and the ⟦LAW UN charter⟧ of ⟦DATE 7 October [2023]⟧.",
        "They live in the towns of ⟦CITY Zenda⟧ and ⟦CITY Hofbau⟧; ⟦CITY Zenda⟧ is small.",
        "The ⟦REGION Tarlenheim⟧ province borders on ⟦REGION Idlib⟧ province.",
        "People fled to villages near ⟦CITY Strelsau⟧, and in ⟦CITY Strelsau⟧ they slept; in Parliament they did not.",
        "The ⟦ORG Zenda Women’s Peace Forum⟧ met ⟦COUNTRY Chad⟧’s Council of Ministers.",
        "The ⟦UN_BODY Office of the Special Representative of the Secretary-General on Forests⟧ is new.",
        "The ⟦REGION Aral Sea⟧, the ⟦REGION Sea of Azov⟧ and ⟦REGION Zenda Province⟧ are far off.",
        "The ⟦NORP Maya⟧, ⟦NORP Garifuna⟧ and ⟦NORP Tarlen⟧ peoples met.",
        "The ⟦LAW Ruritanian Forest Law⟧ is older than international law.",
        "The ⟦UN_BODY Security Council⟧1 met Mr. ⟦PERSON Tatar⟧.",
        "The Council, the Assembly and the Secretary-General spoke today.",
        "However, Member States and their Governments must act.",
    ],
)
def test_mentions_of_a_sentence_are_as_marked(marked: str) -> None:
    text = _MARK.sub(lambda m: m[2], marked)
    assert _mentions(text) == [(m[1], m[2]) for m in _MARK.finditer(marked)]


@pytest.mark.parametrize(
    ("text", "entity", "iso"),
    [
        ("He praised Russia.", "Russian Federation", "RUS"),
        ("He praised the UK.", "United Kingdom", "GBR"),
        ("He praised the Lao People’s Democratic Republic.", "Lao People's Democratic Republic", "LAO"),
        ("Il salue l’Allemagne.", "Germany", "DEU"),
        ("He praised the CSTO.", "Collective Security Treaty Organization", None),
        ("He praised the Shanghai Cooperation Organisation.", "Shanghai Cooperation Organization", None),
        ("He praised the Security Council.", "United Nations Security Council", None),
        ("He came in January 2018.", "2018-01", None),
        ("He came on 3 to 5 July.", "XXXX-07-03/XXXX-07-05", None),
        ("He came on 16-Feb-2022.", "2022-02-16", None),
    ],
)
def test_mention_when_written_in_another_way_has_the_same_entity(text: str, entity: str, iso: str | None) -> None:
    mention = _only(text)
    assert (mention.entity, mention.iso) == (entity, iso)


def test_abbreviation_when_the_text_defines_it_means_that() -> None:
    text = "The Commission on Intramural Sports (CIS) met. The CIS agreed."
    found = analyse(read_text(text, "made up.txt")).mentions
    assert {m.entity for m in found} == {"Commission on Intramural Sports"}


def test_short_form_when_the_text_named_it_in_full_means_that() -> None:
    text = "The Collective Security Treaty Organization met. The Treaty Organization agreed with NATO."
    found = analyse(read_text(text, "made up.txt")).mentions
    assert [m.entity for m in found][:2] == ["Collective Security Treaty Organization"] * 2


def test_headline_in_capitals_names_bodies_but_no_words() -> None:
    found = _mentions("SECURITY COUNCIL ASKS WHO IS TO HELP US IN HAITI")
    assert found == [("UN_BODY", "SECURITY COUNCIL"), ("COUNTRY", "HAITI")]


_BRIEFING = (
    "Spokesman: Okay, Hentzau, you first.",
    "Question: Thank you, Zendo. Is it late?",
    "Spokesman: It is, as agreed. Strelsa?",
    "Question: Rupo, the forest burns.",
)


def _people(*lines: str) -> set[str]:
    text = "\n".join(lines)
    return {surface for kind, surface in _mentions(text) if kind == "PERSON"}


def test_one_name_is_a_person_where_it_is_called_in_the_turns_of_a_briefing() -> None:
    assert _people(*_BRIEFING) == {"Hentzau", "Zendo", "Strelsa", "Rupo"}


def test_one_name_after_a_thank_you_is_nobody_outside_of_a_briefing() -> None:
    assert _people("Okay, Hentzau, you first.", "It is, as agreed. Strelsa?") == set()


def test_small_talk_in_a_briefing_is_nobody() -> None:
    assert _people(*_BRIEFING[:3], "Question: Thank you, Chair. Again?", "Spokesman: Yes, Absolutely. Sure.") == {
        "Hentzau",
        "Zendo",
        "Strelsa",
    }


def test_what_ends_paragraphs_in_brackets_again_and_again_is_where_the_news_is_from() -> None:
    lines = ("It burns. (ZNA)", "It rains. (ZNA, Zenda Forest News)", "“It is late.” (Ma’an Forest Agency)")
    found = [surface for kind, surface in _mentions("\n".join(lines)) if kind == "ORG"]
    assert found == ["ZNA", "ZNA", "Zenda Forest News", "Ma’an Forest Agency"]


def test_where_a_story_is_from_is_a_city() -> None:
    assert _mentions("STRELSAU, June 27. /ZNA/. It burned.")[0] == ("CITY", "STRELSAU")
    assert _mentions("STRELSAU, it is said, burned.") == []


def test_a_bracket_at_the_end_of_one_paragraph_is_no_agency() -> None:
    assert _mentions("It burns. (ZNA)") == []
