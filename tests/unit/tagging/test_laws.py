"""What holds for every text, whatever is in it."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.domain.ids import statement_id
from annotator.domain.transcript import Analysis, Unit
from annotator.reading import read_text
from annotator.tagging import analyse, sentence_spans

_PIECES = st.sampled_from(
    [
        "The representative of France said ",
        "RUDOLF RASSENDYLL (Norway), ",
        "Mr. Rassendyll (Norway) (spoke in French): ",
        "Flavia Elphberg, Special Envoy for the Sahel, noted ",
        "said its Secretary-General, Michael Strelsau",
        "Following are the President’s remarks:",
        "United Nations Regional Centre for Peace",
        "resolution 1701 (2006)",
        "3 and 4\xa0July 2024",
        "S/PV.7796",
        "“",
        "”",
        '"',
        "’s ",
        ".",
        "?",
        " ",
        "\xa0",
        "\n",
        ", ",
        " — ",
        "(",
        ")",
        "[",
        "]",
        "Many speakers stressed ",
        "she added",
        "A. B. ",
        "• ",
        "\ue000",
        "Charte des Nations Unies",
    ]
)
_TEXTS = st.lists(
    _PIECES | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=8)
).map("".join)
_UNITS = st.sampled_from(list(Unit))


def _analysed(text: str, unit: Unit = Unit.SENTENCE) -> tuple[str, Analysis]:
    source = read_text(text or "x", "made up.txt")
    return source.text, analyse(source, unit)


@given(_TEXTS.filter(str.strip), _UNITS)
@example("a" * 3000, Unit.SENTENCE)
@example("A " * 1500, Unit.SENTENCE)
@example("Aa, " * 800, Unit.TURN)
@example("Aa Bb, Chair of the " * 200, Unit.SENTENCE)
@example("(" * 1000 + "“" * 1000, Unit.SENTENCE)
@example("Centre for Aa and Bb, " * 200, Unit.SENTENCE)
@settings(max_examples=150)
def test_analyse_of_any_text_keeps_within_it(text: str, unit: Unit) -> None:
    text, found = _analysed(text, unit)
    places = [
        *((p.start_cp, p.end_cp) for p in found.passages),
        *((s.start_cp, s.end_cp) for s in found.statements),
        *((m.start_cp, m.end_cp) for m in found.mentions),
    ]
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(_TEXTS.filter(str.strip), _UNITS)
@settings(max_examples=60)
def test_passages_of_any_text_are_its_blocks_in_order(text: str, unit: Unit) -> None:
    source = read_text(text, "made up.txt")
    found = analyse(source, unit)
    assert [(p.start_cp, p.end_cp) for p in found.passages] == [(b.start_cp, b.end_cp) for b in source.blocks]


@given(_TEXTS.filter(str.strip), st.sampled_from([Unit.SENTENCE, Unit.PARAGRAPH]))
@settings(max_examples=60)
def test_statements_of_any_text_never_cross_their_passage(text: str, unit: Unit) -> None:
    _, found = _analysed(text, unit)
    for statement in found.statements:
        passage = found.passages[statement.passage]
        assert passage.start_cp <= statement.start_cp
        assert statement.end_cp <= passage.end_cp


@given(_TEXTS.filter(str.strip), _UNITS)
@settings(max_examples=60)
def test_statements_of_any_text_cover_all_but_white_space_once(text: str, unit: Unit) -> None:
    text, found = _analysed(text, unit)
    at = 0
    for statement in found.statements:
        assert not text[at : statement.start_cp].strip()
        at = statement.end_cp
    assert not text[at:].strip()


@given(_TEXTS.filter(str.strip))
@settings(max_examples=60)
def test_mentions_of_any_text_never_overlap_nor_cross_a_passage(text: str) -> None:
    _, found = _analysed(text)
    at = 0
    for mention in found.mentions:
        assert at <= mention.start_cp
        assert any(p.start_cp <= mention.start_cp and mention.end_cp <= p.end_cp for p in found.passages)
        at = mention.end_cp


@given(_TEXTS.filter(str.strip), _UNITS)
@settings(max_examples=40)
def test_analyse_when_repeated_gives_the_same(text: str, unit: Unit) -> None:
    source = read_text(text, "made up.txt")
    assert analyse(source, unit) == analyse(source, unit)


@given(_TEXTS.filter(str.strip), _UNITS)
@settings(max_examples=40)
def test_statement_identifiers_come_from_their_place(text: str, unit: Unit) -> None:
    source = read_text(text, "made up.txt")
    for statement in analyse(source, unit).statements:
        assert statement.uid == statement_id(source.transcript, statement.start_cp, statement.end_cp)


@given(_TEXTS)
def test_sentences_of_any_text_tile_it_but_for_white_space(text: str) -> None:
    at = 0
    for span in sentence_spans(text):
        assert not text[at : span.start_cp].strip()
        assert text[span.start_cp : span.end_cp].strip() == text[span.start_cp : span.end_cp]
        at = span.end_cp
    assert not text[at:].strip()
