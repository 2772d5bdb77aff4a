"""What is known from beside a text becomes its speakers and metadata, and gives way where the text says otherwise."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from annotator.domain.columns import Rows
from annotator.domain.correction import Alias
from annotator.domain.given import Given, GivenVoice
from annotator.domain.transcript import Analysis, MentionKind, PassageKind, Speaker, Unit
from annotator.reading import read_text
from annotator.tagging import analyse
from annotator.tagging.given import affiliation_of


def analysed(given: Given, *lines: str, unit: Unit = Unit.SENTENCE) -> Analysis:
    return analyse(replace(read_text("\n".join(lines), "made up.txt"), given=given), unit)


def speech(voice: GivenVoice, *lines: str) -> Analysis:
    """One speech of a corpus."""
    return analysed(Given(voices=(voice,)), *lines)


def speakers(analysis: Analysis) -> list[Speaker | None]:
    return [passage.speakers[0] if passage.speakers else None for passage in analysis.passages]


def table(*rows: tuple[GivenVoice, str], rows_are: Rows = Rows.SPEECH, unit: Unit = Unit.SENTENCE) -> Analysis:
    """A table with these rows, of one line each."""
    given = Given(voices=tuple(voice for voice, _ in rows), row_of=tuple(range(len(rows))), rows=rows_are)
    return analysed(given, *(line for _, line in rows), unit=unit)


# -- a table's words as values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("voice", "speaker"),
    [
        (GivenVoice("Mr. Rassendyll", "Kenya"), Speaker("Rassendyll", None, "Kenya")),
        (GivenVoice("H.E. Mr. Rudolf RASSENDYLL", "KEN", "King"), Speaker("Rudolf Rassendyll", "King", "Kenya")),
        (GivenVoice("", "France"), Speaker(None, "representative", "France")),
        (GivenVoice("France"), Speaker(None, "representative", "France")),
        (GivenVoice("The representative of France"), Speaker(None, "representative", "France")),
        (GivenVoice("The President", "Chile"), Speaker(None, "President", "Chile")),
        (GivenVoice("The Secretary-General"), Speaker(None, "Secretary-General", "United Nations")),
        (GivenVoice("Flavia Elphberg (Norway)"), Speaker("Flavia Elphberg", None, "Norway")),
        (GivenVoice("Bianca", "Anthropoid Works"), Speaker("Bianca", None, "Anthropoid Works")),
        (GivenVoice("Mr. A. Lind/Mr. Berg", "Norway"), Speaker("A. Lind / Berg", None, "Norway")),
    ],
)
def test_speaker_of_a_table_is_made_canonical(voice: GivenVoice, speaker: Speaker) -> None:
    assert speakers(speech(voice, "It is late, and we ask for more patience.")) == [speaker]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("UN", "United Nations"),
        ("United States Of America", "United States"),
        ("Saint Vincent And The Grenadines", "Saint Vincent and the Grenadines"),
        ("the Russian Federation", "Russian Federation"),
        ("Cote D'ivoire", "Côte d’Ivoire"),
        ("FRA", "France"),
        ("Nordic Countries", "Nordic Countries"),
    ],
)
def test_affiliation_of_a_table_is_made_canonical_whatever_its_case(words: str, name: str) -> None:
    assert affiliation_of(words).replace("'", "’") == name


def test_affiliation_that_the_project_was_taught_is_known() -> None:
    learnt = (Alias("Home Fleet", MentionKind.COUNTRY, "Norway", None),)
    assert affiliation_of("home fleet", learnt) == "Norway"


# -- one speech --------------------------------------------------------------------------------------------------------

BIANCA = GivenVoice("Ms. Bianca Castafiore", "Chile")


def test_speech_without_a_label_is_its_speakers_from_beginning_to_end() -> None:
    found = speech(BIANCA, "It is late.", "The following are our demands: peace, and more peace.")
    assert speakers(found) == [Speaker("Bianca Castafiore", None, "Chile")] * 2
    assert {passage.kind for passage in found.passages} == {PassageKind.SPEECH}


def test_label_of_the_same_person_gets_the_full_name() -> None:
    found = speech(BIANCA, "Ms. Castafiore (Chile) (spoke in Spanish): It is late.", "We agree.")
    assert speakers(found) == [Speaker("Bianca Castafiore", None, "Chile")] * 2
    assert found.warnings == ()


def test_president_of_the_label_gets_name_and_state() -> None:
    found = speech(GivenVoice("Mr. Lind", "Norway", "President"), "The President: I now give the floor to Chile.")
    assert speakers(found) == [Speaker("Lind", "President", "Norway")]


def test_state_of_the_label_goes_before_a_group_which_becomes_on_whose_behalf() -> None:
    found = speech(GivenVoice("Ms. Castafiore", "Nordic Countries"), "Ms. Castafiore (Norway): It is late.")
    assert speakers(found) == [Speaker("Castafiore", None, "Norway", "on behalf of Nordic Countries")]
    assert found.warnings == ()


def test_label_of_another_state_is_followed_and_said() -> None:
    found = speech(BIANCA, "Ms. Castafiore (Kenya): It is late.")
    assert speakers(found) == [Speaker("Bianca Castafiore", None, "Kenya")]
    assert found.warnings == (
        "The text names Castafiore (Kenya) as the speaker where the table has Bianca Castafiore (Chile): "
        "the text was followed.",
    )


def test_label_of_another_person_is_followed_and_said() -> None:
    found = speech(BIANCA, "Mr. Haddock (Belgium): It is late.", "We agree.")
    assert speakers(found) == [Speaker("Haddock", None, "Belgium")] * 2
    assert "names Haddock (Belgium) as the speaker" in found.warnings[0]


def test_turn_that_is_glued_to_a_speech_stays_its_own_speakers() -> None:
    found = speech(BIANCA, "Ms. Castafiore (Chile): It is late.", "The President: I thank Ms. Castafiore for that.")
    assert [(s.name, s.role, s.affiliation) if s else None for s in speakers(found)] == [
        ("Bianca Castafiore", None, "Chile"),
        (None, "President", None),
    ]
    assert found.warnings == ()


def test_metadata_from_beside_goes_before_what_the_text_says() -> None:
    given = Given("Ruritania · speech 5", "12 November 2020", "8775", "Security Council", "verbatim record",
                  ("S/PV.8775",))  # fmt: skip
    metadata = analysed(given, "Mr. Lind (Norway): We recall resolution S/RES/1 (1946) of 3 May 2019.").metadata
    assert (metadata.title, metadata.date, metadata.meeting) == ("Ruritania · speech 5", "2020-11-12", "8775")
    assert (metadata.body, metadata.source_kind) == ("Security Council", "verbatim record")
    assert metadata.symbols[0] == "S/PV.8775"


def test_importer_differs_where_what_is_known_does_and_only_there() -> None:
    one, same, other = (speech(voice, "It is late.").importer for voice in (BIANCA, BIANCA, GivenVoice("Mr. A")))
    assert one == same != other
    assert one.endswith("/sentence")


# -- rows of a table ---------------------------------------------------------------------------------------------------


def test_rows_are_their_speakers_whatever_they_look_like() -> None:
    found = table((BIANCA, "Yes"), (GivenVoice("Mr. Lind", "Norway"), "• No: we do not"), (GivenVoice(), "Nobody"))
    assert speakers(found)[:2] == [Speaker("Bianca Castafiore", None, "Chile"), Speaker("Lind", None, "Norway")]
    assert all(statement.codable for statement in found.statements)


def test_label_in_a_row_does_not_reach_the_next() -> None:
    rows = (BIANCA, "Ms. Castafiore (Chile): It is late."), (GivenVoice("Mr. Lind", "Norway"), "It is not.")
    assert speakers(table(*rows)) == [Speaker("Bianca Castafiore", None, "Chile"), Speaker("Lind", None, "Norway")]


@pytest.mark.parametrize("rows_are", list(Rows))
@pytest.mark.parametrize("place", [0, 2, 4])
def test_label_holds_in_its_row_however_few_rows_have_one(place: int, rows_are: Rows) -> None:
    rows = [
        (GivenVoice(), f"It was asked in {year} whether the harbour should be closed.") for year in range(1990, 1995)
    ]
    rows[place] = GivenVoice(), "Ms. Castafiore (Chile): It is late. We agree."
    found = table(*rows, rows_are=rows_are)
    assert speakers(found)[place] == Speaker("Castafiore", None, "Chile")
    assert found.passages[place].kind is PassageKind.SPEECH
    assert speakers(found)[:place] == [None] * place


def test_label_holds_in_all_lines_of_its_row_and_not_beyond() -> None:
    lines = ("It is early.", "Ms. Castafiore (Chile): It is late.", "There is no harbour.", "The harbour was closed.")
    found = analysed(Given(voices=(GivenVoice(),) * 3, row_of=(0, 1, 1, 2), rows=Rows.SPEECH), *lines)
    bianca = Speaker("Castafiore", None, "Chile")
    assert speakers(found) == [None, bianca, bianca, None]


def test_label_of_a_row_among_rows_with_speakers_is_that_rows() -> None:
    found = table(
        (GivenVoice("Mr. Lind", "Norway"), "It is early."),
        (GivenVoice(), "Ms. Castafiore (Chile): It is late."),
        (GivenVoice("Mr. Berg", "Kenya"), "It is not."),
    )
    assert [speaker and speaker.name for speaker in speakers(found)] == ["Lind", "Castafiore", "Berg"]


@pytest.mark.parametrize("rows_are", list(Rows))
def test_label_does_not_reach_a_row_below_that_names_nobody(rows_are: Rows) -> None:
    found = table(
        (GivenVoice(), "Ms. Castafiore (Chile): It is late."),
        (GivenVoice(), "Mr. Lind (Norway): It is not."),
        (GivenVoice(), "The harbour was closed in spring."),
        (GivenVoice(), "We thank everybody for our new harbour."),
        (GivenVoice(), "The representative of Kenya said that the harbour was open."),
        rows_are=rows_are,
    )
    told = [speaker and (speaker.name or speaker.affiliation) for speaker in speakers(found)]
    assert told == ["Castafiore", "Lind", None, None, "Kenya"]


@pytest.mark.parametrize("unit", list(Unit))
def test_row_that_is_a_statement_is_one_whatever_the_unit(unit: Unit) -> None:
    lines = ["It is late. We agree.", "It is not. They say so.", "HEADLINE"]
    found = table(*((BIANCA, line) for line in lines), rows_are=Rows.STATEMENT, unit=unit)
    assert [statement.end_cp - statement.start_cp for statement in found.statements] == list(map(len, lines))


def test_rows_without_a_speaker_are_attributed_as_the_text_says() -> None:
    found = table((GivenVoice(), "The representative of Norway said that it was late."))
    assert [(s.affiliation if s else None) for s in speakers(found)] == ["Norway"]


def test_languages_of_the_rows_are_those_of_the_table() -> None:
    found = table((GivenVoice("A", language="French"), "Harbour."), (GivenVoice("B", language="en"), "Harbour."))
    assert [passage.language for passage in found.passages] == ["fr", "en"]


_WORDS = st.text(st.characters(categories=("Lu", "Ll", "Nd", "Po", "Zs", "Pd", "Ps", "Pe")), max_size=25)


@settings(deadline=None, max_examples=60)
@for_all(st.lists(st.tuples(st.builds(GivenVoice, _WORDS, _WORDS, _WORDS), _WORDS.map("Said {}".format)), min_size=1))
def test_every_row_of_a_table_has_one_speaker_at_most_and_none_is_lost(rows: list[tuple[GivenVoice, str]]) -> None:
    found = table(*rows)
    assert len(found.passages) == len(rows)
    assert all(len(passage.speakers) <= 1 for passage in found.passages)
    assert all(passage.kind is PassageKind.SPEECH for passage in found.passages if passage.speakers)
