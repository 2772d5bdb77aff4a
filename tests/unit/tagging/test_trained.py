"""What a trained pipeline finds joins the mentions of the rules, trimmed as the guidelines have it; the rules win."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import reading, tagging
from annotator.domain.pipeline import Pipeline
from annotator.domain.transcript import Analysis, Mention, MentionKind, Unit
from annotator.tagging import IMPORTER_VERSION
from annotator.tagging.pipelines import find_pipeline
from annotator.tagging.tokens import for_matching
from annotator.tagging.trained import pieces, trimmed
from support.pipelines import train

PERSON, ORG = MentionKind.PERSON, MentionKind.ORG
TEXT = (
    "The envoys met Odra Lunt in the capital. Workers of the Velmar Relief’s camp have left.\n\n"
    "It was Pell Harrow’s idea, said Zorblax Industries. Nobody had seen France or Lunt since the spring.\n"
)


@pytest.fixture(scope="module")
def pipeline(trained: Path) -> Pipeline:
    return find_pipeline(trained)


def analysed(text: str, pipeline: Pipeline | None = None) -> Analysis:
    return tagging.analyse(reading.read_text(text, "made up"), Unit.SENTENCE, (), pipeline)


def shown(text: str, mentions: tuple[Mention, ...]) -> list[tuple[str, MentionKind, str | None]]:
    return [(text[one.start_cp : one.end_cp], one.kind, one.entity) for one in mentions]


def test_people_and_organisations_join_the_rules(pipeline: Pipeline) -> None:
    alone, together = analysed(TEXT), analysed(TEXT, pipeline)
    added = tuple(one for one in together.mentions if one not in alone.mentions)
    assert {("Odra Lunt", PERSON, "Odra Lunt"), ("Velmar Relief", ORG, "Velmar Relief")} <= set(shown(TEXT, added))
    assert ("Pell Harrow", PERSON, "Pell Harrow") in shown(TEXT, added)
    assert [one.start_cp for one in together.mentions] == sorted(one.start_cp for one in together.mentions)


def test_rules_win_where_both_find_something(pipeline: Pipeline) -> None:
    """The rules take who "said" for a person; the pipeline would have it an organisation."""
    alone, together = analysed(TEXT), analysed(TEXT, pipeline)
    assert ("Zorblax Industries", PERSON, "Zorblax Industries") in shown(TEXT, alone.mentions)
    assert set(alone.mentions) <= set(together.mentions)
    places = [at for one in together.mentions for at in range(one.start_cp, one.end_cp)]
    assert len(places) == len(set(places))


def test_everything_but_the_mentions_stays_as_the_rules_made_it(pipeline: Pipeline) -> None:
    alone, together = analysed(TEXT), analysed(TEXT, pipeline)
    assert (alone.passages, alone.statements, alone.metadata) == (
        together.passages,
        together.statements,
        together.metadata,
    )


def test_pipeline_is_part_of_the_importers_version(pipeline: Pipeline) -> None:
    assert analysed(TEXT).importer == f"rules/{IMPORTER_VERSION}/sentence"
    assert (
        analysed(TEXT, pipeline).importer
        == f"rules/{IMPORTER_VERSION}+pipeline.en_made_up-1.2.3.{pipeline.digest}/sentence"
    )


def test_same_text_gives_the_same_mentions_again(pipeline: Pipeline) -> None:
    assert analysed(TEXT, pipeline) == analysed(TEXT, pipeline)


def test_offsets_are_code_points_of_the_stored_text(pipeline: Pipeline) -> None:
    text = "😀😀 née.\n\nThe envoys met Odra\u00a0Lunt in the capital.\n"
    assert ("Odra\u00a0Lunt", PERSON, "Odra Lunt") in shown(text, analysed(text, pipeline).mentions)


def test_surname_alone_means_the_person_of_the_text_who_is_called_so(pipeline: Pipeline) -> None:
    text = "The envoys met Odra Lunt in the capital.\n\nNobody asked Lunt for it.\n"
    assert ("Lunt", PERSON, "Odra Lunt") in shown(text, analysed(text, pipeline).mentions)


def test_labels_of_other_languages_are_known(tmp_path: Path) -> None:
    """A recogniser may call a person PER, as most of spaCy's pipelines do."""
    found = analysed(TEXT, find_pipeline(train(tmp_path / "per", labels=("PER", "ORG")))).mentions
    assert ("Odra Lunt", PERSON, "Odra Lunt") in shown(TEXT, found)


def test_passages_in_another_language_are_not_read(pipeline: Pipeline) -> None:
    text = "Le Conseil est saisi de la question et les envoyés ont vu Odra Lunt dans la capitale.\n"
    alone, together = analysed(text), analysed(text, pipeline)
    assert alone.mentions == together.mentions


def test_headlines_are_not_read(pipeline: Pipeline) -> None:
    text = "Envoys Meet Odra Lunt Today, Workers Leave Velmar Relief Camp\n\nNothing else was said in the hall.\n"
    assert analysed(text).mentions == analysed(text, pipeline).mentions


def test_very_long_passage_is_read_to_its_end(pipeline: Pipeline) -> None:
    text = "Nothing was said of it at all. " * 2_000 + "The envoys met Odra Lunt in the capital."
    assert ("Odra Lunt", PERSON, "Odra Lunt") in shown(text, analysed(text, pipeline).mentions)


# -- trimming ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "kind", "kept"),
    [
        ("Odra Lunt", PERSON, "Odra Lunt"),
        ("Mr. Odra Lunt", PERSON, "Odra Lunt"),
        ("the President Odra Lunt’s", PERSON, "Odra Lunt"),
        ("H.E. Ms. Odra Lunt", PERSON, "Odra Lunt"),
        ("Secretary-General Lunt", PERSON, "Lunt"),
        ("“Odra Lunt”,", PERSON, "Odra Lunt"),
        ("Odra Lunt Jr.", PERSON, "Odra Lunt Jr."),
        ("M. Odra Lunt", PERSON, "M. Odra Lunt"),
        ("Stanislav] Zas", PERSON, "[Stanislav] Zas"),
        ("Odra Lunt (Norway", PERSON, "Odra Lunt"),
        ("(Odra Lunt", PERSON, "Odra Lunt"),
        ("the Velmar Relief", ORG, "Velmar Relief"),
        ("The Velmar Relief’s", ORG, "Velmar Relief"),
        ("Workers’", ORG, "Workers"),
        ("Velmar Inc.", ORG, "Velmar Inc."),
        ("World Bank.", ORG, "World Bank"),
        ("the Council", ORG, None),
        ("The General Assembly’s", ORG, None),
        ("Secretary-General", PERSON, None),
        ("the President", PERSON, None),
        ("the ministry", ORG, None),
        ("odra lunt", PERSON, None),
        ("velmar", ORG, None),
        ("’s", ORG, None),
        ("Lunt 2", PERSON, None),
    ],
)
def test_name_is_trimmed_as_the_guidelines_have_it(found: str, kind: MentionKind, kept: str | None) -> None:
    text = f"They met [{found} there."
    start = text.index(found)
    candidate = trimmed(for_matching(text), (0, len(text)), (start, start + len(found)), kind, "en")
    assert (candidate and text[candidate.start_cp : candidate.end_cp]) == kept


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Under-Secretary-General for Legal Affairs took the floor.", "Legal Affairs"),
        ("The Special Envoy for the Harbours spoke.", "Harbours"),
        ("SG: Good afternoon.", "SG"),
        ("The Deputy Spokesperson added this.", "Spokesperson"),
        ("The Heads of State met.", "Heads of State"),
    ],
)
def test_office_and_its_field_are_no_organisation(text: str, found: str) -> None:
    start = text.index(found)
    assert trimmed(text, (0, len(text)), (start, start + len(found)), ORG, "en") is None


def test_french_title_is_none_of_the_name() -> None:
    text = "M. Odra Lunt"
    candidate = trimmed(text, (0, len(text)), (0, len(text)), PERSON, "fr")
    assert candidate is not None
    assert text[candidate.start_cp :] == "Odra Lunt"


_BITS = st.sampled_from(
    [
        "the ",
        "The ",
        "Mr. ",
        "Lunt",
        "Odra ",
        "’s",
        "'",
        " ",
        "[",
        "]",
        "(",
        ")",
        ".",
        "“",
        "President ",
        "Velmar ",
        "a",
    ]
)


@given(
    st.lists(_BITS, max_size=12).map("".join), st.integers(0, 60), st.integers(0, 60), st.sampled_from([PERSON, ORG])
)
def test_whatever_is_found_is_trimmed_to_a_name_within_its_passage(
    text: str, a: int, b: int, kind: MentionKind
) -> None:
    plain = for_matching(text)
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    one = trimmed(plain, (0, len(text)), (start, end), kind, "en")
    if one is None:
        return
    surface = plain[one.start_cp : one.end_cp]
    assert 0 <= one.start_cp < one.end_cp <= len(text)
    assert not surface.lower().startswith(("the ", "mr. ") if kind is PERSON else "the ")
    assert not surface.endswith(("'s", "'"))
    assert surface == surface.strip()
    assert all(surface.count(opening) == surface.count(closing) for opening, closing in ("[]", "()"))
    assert trimmed(plain, (0, len(text)), (one.start_cp, one.end_cp), kind, "en") == one


@given(st.text("ab. ", max_size=200), st.integers(1, 20))
def test_pieces_are_the_whole_stretch_in_order(text: str, most: int) -> None:
    found = list(pieces(text, 0, len(text), most))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= most for start, end in found)
