"""Tables become transcripts: one a document, a speech or a statement a row; who speaks is given beside the text."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import UserError
from annotator.domain.columns import Columns, Rows
from annotator.domain.given import Given, GivenVoice
from annotator.domain.transcript import SourceText
from annotator.reading import TableError, columns_named, read, read_all, read_bytes, table
from annotator.reading.columns import guess_columns
from unit.reading import made_files as made
from unit.reading.test_forms_documents import blocks_of, read_one

ROWS = [
    ["Date", "Country", "Speaker", "Speech"],
    ["2020-11-12", "Ruritania", "Mr. Rassendyll", made.SPEECHES[0]],
    ["2020-11-12", "Syldavia", "Ms. Castafiore", 'We agree; with "all" of it, and more.'],
]
LINES = [made.SPEECHES[0], 'We agree; with "all" of it, and more.']
VOICES = (GivenVoice("Mr. Rassendyll", "Ruritania"), GivenVoice("Ms. Castafiore", "Syldavia"))


def delimited(rows: list[list[str]], delimiter: str = ",") -> bytes:
    buffer = StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode()


def given_of(source: SourceText) -> Given:
    assert source.given is not None
    return source.given


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
def test_table_when_columns_have_known_names_gives_texts_and_beside_them_who_speaks(name: str, data: bytes) -> None:
    source = read_one(data, name)
    assert blocks_of(source) == LINES
    assert (given_of(source).voices, given_of(source).row_of, given_of(source).date) == (VOICES, (0, 1), "2020-11-12")
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
            ["Well, we agree.", "Yes.", "No."],
        ),
    ],
)
def test_table_when_commas_are_not_quoted_loses_no_word(table_text: str, lines: list[str]) -> None:
    assert blocks_of(read_one(table_text.encode(), "a.csv")) == lines


def test_table_when_a_document_is_named_makes_a_transcript_of_each() -> None:
    rows = [["symbol", "text"], ["S/PV.1", "One word."], ["S/PV.2", "Two words."], ["S/PV.1", "And another."]]
    assert read_several(delimited(rows), "a.csv") == {
        "a.csv · S/PV.1": ["One word.", "And another."],
        "a.csv · S/PV.2": ["Two words."],
    }


def test_table_when_dates_differ_and_no_document_is_named_divides_by_date() -> None:
    rows = [["date", "text"], ["2020-01-01", "One word."], ["2020-01-02", "Two words."]]
    assert list(read_several(delimited(rows), "a.csv").values()) == [
        ["One word."],
        ["Two words."],
    ]


def test_read_when_a_table_has_several_transcripts_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(delimited([["symbol", "text"], ["S/PV.1", "One."], ["S/PV.2", "Two."]]))
    with pytest.raises(UserError, match="several transcripts"):
        read(path)


def test_table_when_texts_bring_their_labels_leaves_them() -> None:
    rows = [["speaker", "country", "text"], ["Rudolf Rassendyll", "Ruritania", "Mr. Rassendyll (Ruritania): We agree."]]
    assert blocks_of(read_one(delimited(rows), "a.csv")) == ["Mr. Rassendyll (Ruritania): We agree."]


def test_table_when_a_cell_has_several_paragraphs_gives_all_of_them_to_its_speaker() -> None:
    rows = [["speaker", "text"], ["The President", "One word.\r\n\r\nTwo words."], ["Mr. A", "Three."]]
    source = read_one(delimited(rows), "a.csv")
    assert blocks_of(source) == ["One word.", "Two words.", "Three."]
    assert given_of(source).row_of == (0, 0, 1)


def test_table_when_a_row_is_a_statement_makes_one_line_of_it() -> None:
    source = read_one(delimited([["sentence"], ["One word;\r\nand another."], ["Two words."]]), "a.csv")
    assert blocks_of(source) == ["One word; and another.", "Two words."]
    assert given_of(source).rows is Rows.STATEMENT


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Name of Person Speaking", "Full Text"]], Columns(1, speaker=0)),
        ([["ISO-3", "S/PV", "Statement"]], Columns(2, document=1)),
        ([["x", "y"], ["1", "what was said by them all"]], Columns(1)),
        ([["speech", "content"], ["1", "It is late."], ["2", "It is."]], Columns(1)),
        ([["day", "text"], ["14", "It is late."]], Columns(1)),
        ([["role", "title", "lang", "quote"]], Columns(3, role=0, title=1, language=2, rows=Rows.STATEMENT)),
        ([["doc_id", "spv", "text"], ["1", "8", "It is."], ["2", "8", "It was."]], Columns(2, document=1)),
        ([["statement"], ["It is late."], ["It was."]], Columns(0, rows=Rows.STATEMENT)),
        ([["statement"], ["It is late. " * 40]], Columns(0)),
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


# -- columns as somebody chooses them ----------------------------------------------------------------------------------

TWO = [["who", "said", "note"], ["Mr. A", "One word.", "x"], ["Mr. B", "Two words.", "x"]]


def chosen(tmp_path: Path, **wanted: str) -> list[tuple[str, SourceText | UserError]]:
    path = tmp_path / "a.csv"
    path.write_bytes(delimited(TWO))
    return list(read_all(path, columns_named(wanted)))


def test_columns_named_by_people_are_taken_and_the_others_guessed(tmp_path: Path) -> None:
    ((_name, source),) = chosen(tmp_path, text="Said")
    assert isinstance(source, SourceText)
    assert blocks_of(source) == ["One word.", "Two words."]
    assert [voice.speaker for voice in given_of(source).voices] == ["Mr. A", "Mr. B"]


def test_columns_named_by_number_or_left_out_are_so(tmp_path: Path) -> None:
    ((_name, source),) = chosen(tmp_path, text="2", speaker="", affiliation="note")
    assert isinstance(source, SourceText)
    assert given_of(source).voices[0] == GivenVoice("", "x")


def test_columns_when_each_row_is_a_transcript_make_one_of_each(tmp_path: Path) -> None:
    found = dict(chosen(tmp_path, text="said", title="note", transcripts="row"))
    assert list(found) == ["a.csv · x · 1", "a.csv · x · 2"]
    assert [given_of(one).title for one in found.values() if isinstance(one, SourceText)] == ["x · 1", "x · 2"]


def test_columns_when_the_table_is_one_transcript_are_not_divided(tmp_path: Path) -> None:
    ((name, source),) = chosen(tmp_path, text="said", document="who", transcripts="table")
    assert (name, isinstance(source, SourceText)) == ("a.csv", True)


def test_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    ((_name, error),) = chosen(tmp_path, text="Speech")
    assert isinstance(error, TableError)
    assert str(error) == "a.csv has no column “Speech”: it has “who”, “said”, “note”."
    assert error.table.names == ("who", "said", "note")


def test_column_that_is_empty_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(delimited([["said", "text"], ["One word.", ""]]))
    ((_name, error),) = read_all(path, Columns(1))
    assert "nothing in the column “text”" in str(error)


@pytest.mark.parametrize("wanted", [{"colour": "red"}, {"rows": "verse"}, {"transcripts": "chapter"}])
def test_choice_that_there_is_not_is_refused(wanted: dict[str, str]) -> None:
    with pytest.raises(UserError, match="choose among"):
        columns_named(wanted)


def test_table_with_times_of_day_and_no_document_is_divided_by_the_day() -> None:
    rows = [["date", "text"], *([f"2020-01-0{day} 10:0{minute}", "One."] for day in (1, 2) for minute in range(3))]
    assert len(read_several(delimited(rows), "a.csv")) == 2


# -- rows without a speaker --------------------------------------------------------------------------------------------


def given_voices(column: str, *names: str) -> tuple[list[str], tuple[str, ...]]:
    """Who speaks in a table whose speakers' column holds these names, and what is said of it."""
    rows = [["Speaker", column], *([name, f"The harbour was opened in spring {i}."] for i, name in enumerate(names))]
    source = read_one(made.xlsx(rows), "a.xlsx")
    return [voice.speaker for voice in given_of(source).voices], source.warnings


def test_statements_whose_speakers_are_named_once_are_those_of_the_speaker_above_and_it_is_said() -> None:
    names, warnings = given_voices("Sentence", "Mr. Rassendyll", "", "", "Ms. Castafiore", "")
    assert names == ["Mr. Rassendyll"] * 3 + ["Ms. Castafiore"] * 2
    assert warnings == (
        "The table names each speaker once, so 3 rows without one were taken for those of the speaker above.",
    )


@pytest.mark.parametrize(
    ("column", "names"),
    [
        ("Speech", ["Mr. Rassendyll", "", "", "Ms. Castafiore", ""]),
        ("Sentence", ["", "", "Mr. Rassendyll", "", "Ms. Castafiore"]),
        ("Sentence", ["Mr. Rassendyll", "Mr. Rassendyll", "", "", "Ms. Castafiore"]),
        ("Sentence", ["Mr. Rassendyll", "Ms. Castafiore", "Mr. Lind", ""]),
    ],
    ids=["speeches", "nobody first", "named again", "hardly any empty"],
)
def test_row_without_a_speaker_is_nobodys_unless_each_is_plainly_named_once(column: str, names: list[str]) -> None:
    assert given_voices(column, *names) == (names, ())
