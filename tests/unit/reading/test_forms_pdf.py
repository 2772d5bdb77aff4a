"""PDF files with a text layer become paragraphs in reading order."""

import pytest

from annotator import UserError
from unit.reading import made_files as made
from unit.reading.made_files import Placed, set_in_lines
from unit.reading.test_forms_documents import blocks_of, read_one

PARAGRAPHS = [
    "The Council met this morning to hear how the harbour of Strelsau has been opened again to ships of all flags, and "
    "what remains to be done before winter comes to the northern provinces of the kingdom.",
    "Mr. Rassendyll (Ruritania): We thank the Council for its patience, and ask for more of the same, because the work "
    "of the neighbours has only begun and the pilots are needed for another year at the very least.",
    "Ms. Castafiore (Syldavia): My country has trained forty pilots since the spring, and will train as many again "
    "before the ice closes the sound, provided that the fund is filled by those who promised to fill it.",
    "The meeting rose at noon, after the President had read out the names of those who wished to be heard in the "
    "afternoon and had asked them to be as brief as the matter allowed them to be.",
]


def _halves(lines: list[Placed], x: float, top: float) -> list[Placed]:
    """Lines set one below the other, made two columns."""
    half = len(lines) // 2
    first = lines[half][1]
    return [*lines[:half], *((x0 + x, y - first + top, words) for x0, y, words in lines[half:])]


def test_pdf_when_it_has_one_column_gives_its_paragraphs() -> None:
    source = read_one(made.pdf([set_in_lines(PARAGRAPHS, 60, 780, 85)]), "a.pdf")
    assert blocks_of(source) == PARAGRAPHS
    assert (source.form, source.warnings) == ("pdf", ())


def test_pdf_when_it_has_two_columns_reads_the_left_one_first() -> None:
    page = _halves(set_in_lines(PARAGRAPHS, 60, 760, 42), 250, 760)
    assert blocks_of(read_one(made.pdf([page]), "a.pdf")) == PARAGRAPHS


def test_pdf_when_columns_were_drawn_row_by_row_reads_the_left_one_first() -> None:
    page = sorted(_halves(set_in_lines(PARAGRAPHS, 60, 760, 42), 250, 760), key=lambda line: (-line[1], line[0]))
    assert blocks_of(read_one(made.pdf([page]), "a.pdf")) == PARAGRAPHS


def test_pdf_when_a_title_crosses_the_columns_begins_with_it() -> None:
    title = "Report on the reopening of the harbour of Strelsau to the shipping of all nations in the spring"
    page = [(70.0, 800.0, title), *_halves(set_in_lines(PARAGRAPHS, 60, 760, 42), 250, 760)]
    assert blocks_of(read_one(made.pdf([page]), "a.pdf")) == [title, *PARAGRAPHS]


def test_pdf_when_pages_have_heads_and_feet_leaves_them_out() -> None:
    lines = set_in_lines(PARAGRAPHS, 60, 780, 60)
    cut = len(lines) // 2 - 1
    rest = [(x, y - lines[cut][1] + 780, words) for x, y, words in lines[cut:]]
    pages = [
        [(60.0, 815.0, f"S/PV.9999   The harbour   page {i}"), *part, (60.0, 30.0, "20-12345"), (290.0, 30.0, f"{i}/2")]
        for i, part in enumerate((lines[:cut], rest), 1)
    ]
    assert blocks_of(read_one(made.pdf(pages), "a.pdf")) == PARAGRAPHS


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The agree-", "ment held."], "The agreement held."),
        (["The Secretary-", "General spoke."], "The Secretary-General spoke."),
        (["The long-", "term plan."], "The long-term plan."),
        (["A cease-fire, and then the next cease-", "fire came."], "A cease-fire, and then the next cease-fire came."),
        (["It held from 2019-", "2020 only."], "It held from 2019- 2020 only."),
    ],
)
def test_pdf_when_a_line_ends_with_a_hyphen_joins_the_word(lines: list[str], expected: str) -> None:
    page = [(60.0, 700.0 - 12 * i, words) for i, words in enumerate(lines)]
    assert blocks_of(read_one(made.pdf([page]), "a.pdf")) == [expected]


def test_pdf_when_paragraphs_are_set_apart_by_space_keeps_them_apart() -> None:
    page: list[Placed] = []
    top = 780.0
    for paragraph in PARAGRAPHS:
        lines = [(60.0, y, words) for _x, y, words in set_in_lines([paragraph], 60, top, 85)]
        page += lines
        top = lines[-1][1] - 24
    assert blocks_of(read_one(made.pdf([page]), "a.pdf")) == PARAGRAPHS


def test_pdf_when_pages_are_pictures_is_called_a_scan() -> None:
    with pytest.raises(UserError, match="is a scan"):
        read_one(made.picture_page(), "a.pdf")


def test_pdf_when_pages_are_empty_says_that_there_is_no_text() -> None:
    with pytest.raises(UserError, match="holds no text"):
        read_one(made.pdf([[]]), "a.pdf")
