"""Tables become transcripts: one a document, a speech or a statement a row."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import Columns, read, read_all, read_bytes, table
from annotator.reading.tables import guess_columns
from unit.reading import made_files as made
from unit.reading.test_forms_documents import blocks_of, read_one

ROWS = [
    ["Date", "Country", "Speaker", "Speech"],
    ["2020-11-12", "Ruritania", "Mr. Rassendyll", made.SPEECHES[0]],
    ["2020-11-12", "Syldavia", "Ms. Castafiore", 'We agree; with "all" of it, and more.'],
]
LINES = [
    "2020-11-12",
    f"Mr. Rassendyll (Ruritania): {made.SPEECHES[0]}",
    'Ms. Castafiore (Syldavia): We agree; with "all" of it, and more.',
]


def delimited(rows: list[list[str]], delimiter: str = ",") -> bytes:
    buffer = StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode()


def read_several(data: bytes, name: str) -> dict[str, list[str]]:
    found = dict(read_bytes(data, name))
    return {name: blocks_of(source) for name, source in found.items() if isinstance(source, SourceText)}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", delimited(ROWS)),
        ("a.csv", delimited(ROWS, ";")),
        ("a.csv", b"\xef\xbb\xbf" + delimited(ROWS, "\t")),
        ("a.tsv", delimited(ROWS, "\t")),
        ("a.xlsx", made.xlsx(ROWS)),
    ],
)
def test_table_when_columns_have_known_names_gives_labelled_rows(name: str, data: bytes) -> None:
    source = read_one(data, name)
    assert blocks_of(source) == LINES
    assert (source.form, source.file_name, source.warnings) == (name[2:], name, ())


_CELL = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp", "Zs", "Cf")), min_size=1, max_size=20)


@given(st.lists(_CELL.map(lambda text: f"It said {text}"), min_size=1, max_size=5))
def test_table_when_texts_are_written_gives_them_back(texts: list[str]) -> None:
    assert read_one(delimited([["text"], *([text] for text in texts)]), "a.csv").text.split("\n") == texts


@pytest.mark.parametrize(
    ("table_text", "lines"),
    [
        ("text\nWell, we agree; so do they.\nYes.", ["Well, we agree; so do they.", "Yes."]),
        (
            "speaker,text\nMr. A,Well, we agree.\nMs. B,Yes.\nMs. B,No.",
            ["Mr. A: Well, we agree.", "Ms. B: Yes.", "Ms. B: No."],
        ),
    ],
)
def test_table_when_commas_are_not_quoted_loses_no_word(table_text: str, lines: list[str]) -> None:
    assert blocks_of(read_one(table_text.encode(), "a.csv")) == lines


def test_table_when_a_document_is_named_makes_a_transcript_of_each() -> None:
    rows = [["symbol", "text"], ["S/PV.1", "One word."], ["S/PV.2", "Two words."], ["S/PV.1", "And another."]]
    assert read_several(delimited(rows), "a.csv") == {
        "a.csv · S/PV.1": ["S/PV.1", "One word.", "And another."],
        "a.csv · S/PV.2": ["S/PV.2", "Two words."],
    }


def test_table_when_dates_differ_and_no_document_is_named_divides_by_date() -> None:
    rows = [["date", "text"], ["2020-01-01", "One word."], ["2020-01-02", "Two words."]]
    assert list(read_several(delimited(rows), "a.csv").values()) == [
        ["2020-01-01", "One word."],
        ["2020-01-02", "Two words."],
    ]


def test_read_when_a_table_has_several_transcripts_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(delimited([["symbol", "text"], ["S/PV.1", "One."], ["S/PV.2", "Two."]]))
    with pytest.raises(UserError, match="several transcripts"):
        read(path)


def test_table_when_one_speaker_has_no_title_leaves_the_names_out_and_says_so() -> None:
    rows = [["speaker", "text"], ["Mr. Rassendyll", "One word."], ["Bianca", "Two words."]]
    source = read_one(delimited(rows), "a.csv")
    assert blocks_of(source) == ["One word.", "Two words."]
    assert "left out" in source.warnings[0]


def test_table_when_texts_bring_their_labels_adds_none() -> None:
    rows = [["speaker", "country", "text"], ["Rudolf Rassendyll", "Ruritania", "Mr. Rassendyll (Ruritania): We agree."]]
    assert blocks_of(read_one(delimited(rows), "a.csv")) == ["Mr. Rassendyll (Ruritania): We agree."]


def test_table_when_a_cell_has_several_paragraphs_labels_the_first() -> None:
    rows = [["speaker", "text"], ["The President", "One word.\r\n\r\nTwo words."]]
    assert blocks_of(read_one(delimited(rows), "a.csv")) == ["The President: One word.", "Two words."]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Name of Person Speaking", "Full Text"]], Columns(1, speaker=0)),
        ([["ISO-3", "S/PV", "Statement"]], Columns(2, document=1)),
        ([["x", "y"], ["1", "what was said by them all"]], Columns(1)),
        ([["1", "What was said by them, at length."], ["2", "And this too was said."]], Columns(1, header=False)),
        ([["a", "b"], ["1", "2"]], None),
        ([], None),
    ],
)
def test_guess_columns_goes_by_names_then_by_length(rows: list[list[str]], expected: Columns | None) -> None:
    assert guess_columns(rows) == expected


def test_read_all_when_columns_are_given_takes_those(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(delimited([["text", "said"], ["no", "Yes indeed."]]))
    ((sheet, guessed),) = table(path)
    assert (sheet.rows[0], guessed) == (("text", "said"), Columns(0))
    ((_name, source),) = read_all(path, Columns(1))
    assert isinstance(source, SourceText)
    assert source.text == "Yes indeed."


def test_table_when_a_speech_is_longer_than_the_csv_limit_is_read() -> None:
    speech = "word " * 40_000
    assert read_one(delimited([["text"], [speech]]), "a.csv").text == speech.strip()


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<c><v>12</v></c>", "12"),
        ("<c><v>12.5</v></c>", "12.5"),
        ('<c t="b"><v>1</v></c>', "True"),
        ('<c t="str"><f>A1</f><v>seen last</v></c>', "seen last"),
        ('<c t="d"><v>2020-11-12T00:00:00</v></c>', "2020-11-12"),
    ],
)
def test_workbook_when_cells_are_no_text_shows_them_as_text(cell: str, shown: str) -> None:
    header = '<row><c t="inlineStr"><is><t>text</t></is></c></row>'
    assert read_one(made.xlsx_of(f"{header}<row>{cell}</row>"), "a.xlsx").text == shown


def test_workbook_when_rows_are_formatted_to_the_end_stops_after_the_last_with_words() -> None:
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
    cells = header + '<row r="2"><c r="A2" t="inlineStr"><is><t>Said.</t></is></c></row>'
    assert read_one(made.xlsx_of(cells + '<row r="1048576"><c r="XFD1048576"/></row>'), "a.xlsx").text == "Said."
