"""Corpora of one speech a file: what the file's name says, what the tables beside it say, and what if they do not."""

import os
from pathlib import Path

import pytest

from annotator import UserError
from annotator.domain.given import Given, GivenVoice
from annotator.domain.transcript import SourceText
from annotator.reading import Beside, given_of, is_corpus_table, is_speech, read, read_all
from unit.reading import made_files as made

SPEECH = "UNSC_2020_SPV.8775_spch005.txt"
HEAD_2025 = (
    "", "filename", "date", "day", "month", "year", "speaker", "speaker_undl", "speaker_country", "country_org", "role",
    "participanttype", "speech_number", "topic", "agenda_item1", "document_symbol", "meeting_symbol",
)  # fmt: skip
ROW_2025 = (
    "1", SPEECH, "2020-11-12", "12", "11", "2020", "Mr. Rudolf Rassendyll", "NA", "NA", "Ruritania", "NA", "Guest", "5",
    "The Situation In Ruritania", "Europe", "S/PV.8775", "S/PV.8775",
)  # fmt: skip


def tsv(*rows: tuple[str, ...], end: str = "\n") -> str:
    return "".join("\t".join(row) + end for row in rows)


def speech(folder: Path, name: str = SPEECH, text: str = "Mr. Rassendyll (Ruritania): It is late.\r\n") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode("cp1252"))
    return path


def known(path: Path) -> Given:
    source = read(path)
    assert source.given is not None
    return source.given


def voice(path: Path) -> GivenVoice:
    (found,) = known(path).voices
    return found


# -- the Debates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "meeting", "symbol"),
    [
        (SPEECH, "8775", "S/PV.8775"),
        ("UNSC_1995_SPV.3487_spch0022.txt", "3487", "S/PV.3487"),
        ("UNSC_2020_SPV.8723Resumption1_spch022.txt", "8723", "S/PV.8723 (Resumption 1)"),
        ("UNSC_2020_SPV.2020_1176_spch002.txt", "", "S/2020/1176"),
    ],
)
def test_speech_alone_tells_its_meeting_and_symbol(tmp_path: Path, name: str, meeting: str, symbol: str) -> None:
    given = known(speech(tmp_path / "a" / "b", name))
    assert (given.meeting, given.symbols, given.body) == (meeting, (symbol,), "Security Council")
    assert (given.title, given.date, given.voices, given.warnings) == ("", "", (), ())


@pytest.mark.parametrize("levels", [0, 1, 2])
def test_speech_takes_what_the_table_in_its_folder_or_above_says(tmp_path: Path, levels: int) -> None:
    path = speech(tmp_path.joinpath(*["in"] * levels))
    (tmp_path / "speaker.tsv").write_text(tsv(HEAD_2025, ROW_2025), "utf-8")
    given = known(path)
    assert voice(path) == GivenVoice("Mr. Rudolf Rassendyll", "Ruritania", "", "guest")
    assert (given.title, given.date) == ("The Situation In Ruritania · speech 005", "2020-11-12")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        # numbers of rows that R wrote without naming their column, quotes, a role and a country under other names
        ('"filename"\t"speaker"\t"country"\t"role_in_un"', '"1"\t"{0}"\t"Mr. Élan"\t"UN"\t"Special ""Envoy"""'),
        ("basename\tspeech\tspeaker\tcountry\trole_in_un", '{1}\t5\tMr. Élan\tUN\tSpecial "Envoy"'),
        ("Filename\tSpeaker\tCountry_Org\tRole\tspeaker_country", '{0}\tMr. Élan\tUN\tSpecial "Envoy"\tFrance'),
        ("filename,speaker,country,role", '{0},Mr. Élan,UN,"Special ""Envoy"""'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_table_is_known_by_its_header_however_it_is_written(
    tmp_path: Path, head: str, row: str, encoding: str, end: str
) -> None:
    path = speech(tmp_path)
    text = head + end + row.format(SPEECH, SPEECH.removesuffix("_spch005.txt")) + end
    (tmp_path / ("speaker.csv" if "\t" not in head else "speaker.tsv")).write_bytes(text.encode(encoding))
    assert voice(path) == GivenVoice("Mr. Élan", "UN", 'Special "Envoy"')


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no place in a folder here")
def test_pipe_with_the_name_of_a_table_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "speaker.tsv")
    assert known(speech(tmp_path)).meeting == "8775"


def test_president_of_the_table_presides(tmp_path: Path) -> None:
    path = speech(tmp_path)
    rows = [("filename", "speaker", "participanttype"), (SPEECH, "Mr. Lind", "The PRESIDENT")]
    (tmp_path / "speaker.tsv").write_text(tsv(*rows), "utf-8")
    assert voice(path).role == "President"


def test_meeting_takes_what_its_table_says_where_the_speakers_do_not(tmp_path: Path) -> None:
    path = speech(tmp_path / "speeches")
    rows = [("basename", "topic", "year", "month", "day", "spv"), (SPEECH[:18], "Ruritania", "2020", "11", "2", "8775")]
    (tmp_path / "meta.tsv").write_text(tsv(*rows), "utf-8")
    given = known(path)
    assert (given.title, given.date, given.voices) == ("Ruritania · speech 005", "2020-11-02", ())


def test_row_with_a_line_break_in_it_is_one_row(tmp_path: Path) -> None:
    path = speech(tmp_path)
    broken = (SPEECH.replace("005", "004"), "Mr. A", "Norway", "The role of\nthe Council", "x")
    rows = [("filename", "speaker", "country", "topic", "other"), broken, (SPEECH, "Mr. B", "Chile", "Pilots", "y")]
    (tmp_path / "speaker.tsv").write_text(tsv(*rows), "utf-8")
    assert voice(path).speaker == "Mr. B"
    assert known(speech(tmp_path, broken[0])).title == "The role of the Council · speech 004"


def test_row_that_is_short_takes_none_of_the_next(tmp_path: Path) -> None:
    path = speech(tmp_path)
    rows = [("filename", "speaker", "country"), (SPEECH.replace("005", "004"), "Mr. A"), (SPEECH, "Mr. B", "Chile")]
    (tmp_path / "speaker.tsv").write_text(tsv(*rows), "utf-8")
    assert voice(path) == GivenVoice("Mr. B", "Chile")


def test_speech_without_a_row_says_so(tmp_path: Path) -> None:
    path = speech(tmp_path, SPEECH.replace("005", "006"))
    (tmp_path / "speaker.tsv").write_text(tsv(HEAD_2025, ROW_2025), "utf-8")
    source = read(path)
    assert source.warnings == ("speaker.tsv has no row for this speech.",)
    assert known(path).meeting == "8775"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a table"),
        (b"\x00\x01\x02" * 50, "cannot be read"),
        (b"one\ntwo\n", "not a table"),
        (b"speaker\tcountry\nMr. A\tChile\n", "names of the files"),
        (b"filename\ttokens\nUNSC_2020_SPV.8775_spch005.txt\t7\n", "neither who speaks nor when"),
        (b"filename\tspeaker\nother.txt\tMr. A\n", "names no speech"),
    ],
)
def test_table_that_cannot_be_used_is_told_once_and_the_speeches_are_read(
    tmp_path: Path, data: bytes, said: str
) -> None:
    (tmp_path / "speaker.tsv").write_bytes(data)
    beside = Beside()
    for number in range(3):
        given = given_of(speech(tmp_path, SPEECH.replace("005", f"{number:03}")), beside)
        assert given is not None
        assert (given.meeting, given.voices) == ("8775", ())
    ((path, error),) = beside.complaints()
    assert path == str(tmp_path / "speaker.tsv")
    assert said in str(error)
    assert str(error).endswith("without it.")
    assert said in read(tmp_path / SPEECH.replace("005", "000")).warnings[0]


def test_meta_that_cannot_be_used_leaves_the_speakers(tmp_path: Path) -> None:
    path = speech(tmp_path)
    (tmp_path / "speaker.tsv").write_text(tsv(HEAD_2025, ROW_2025), "utf-8")
    (tmp_path / "meta.tsv").write_text("topic\tdate\nRuritania\t2020\n", "utf-8")
    source = read(path)
    assert "no column with the names of the meetings" in source.warnings[0]
    assert voice(path).affiliation == "Ruritania"


# -- in a ZIP file -----------------------------------------------------------------------------------------------------


def in_zip(tmp_path: Path, members: dict[str, str | bytes]) -> dict[str, SourceText | UserError]:
    path = tmp_path / "all.zip"
    path.write_bytes(made.zipped(members))
    return dict(read_all(path))


@pytest.mark.parametrize("where", ["dataverse/speaker.tsv", "dataverse/speeches/speaker.tsv", "speaker.tsv"])
def test_speech_in_a_zip_takes_what_the_table_in_it_says(tmp_path: Path, where: str) -> None:
    name = f"dataverse/speeches/{SPEECH}"
    found = in_zip(tmp_path, {where: tsv(HEAD_2025, ROW_2025), name: "It is late."})
    source = found[name]
    assert list(found) == [name]
    assert isinstance(source, SourceText)
    assert source.given is not None
    assert source.given.voices[0].affiliation == "Ruritania"


def test_speech_in_a_zip_takes_what_the_table_beside_the_zip_says(tmp_path: Path) -> None:
    (tmp_path / "speaker.tsv").write_text(tsv(HEAD_2025, ROW_2025), "utf-8")
    source = in_zip(tmp_path, {SPEECH: "It is late."})[SPEECH]
    assert isinstance(source, SourceText)
    assert source.given is not None
    assert source.given.voices[0].affiliation == "Ruritania"


def test_damaged_table_in_a_zip_is_told_once(tmp_path: Path) -> None:
    other = SPEECH.replace("005", "006")
    found = in_zip(tmp_path, {"speaker.tsv": b"\x00\x01", SPEECH: "It is late.", other: "It is later."})
    assert [isinstance(one, UserError) for one in found.values()] == [True, False, False]
    assert str(found["speaker.tsv"]).startswith("speaker.tsv ")


# -- the General Debate ------------------------------------------------------------------------------------------------

SESSIONS = [
    ["Year", "Session", "ISO Code", "Country", "Name of Person Speaking", "Post"],
    ["2020", "75", "NOR", "Norway", "Mrs. Ida Lind", "Prime Minister"],
    ["2020", "75", "CHL", "Chile", "", ""],
]


def test_general_debate_takes_name_and_post_from_the_workbook_above(tmp_path: Path) -> None:
    path = speech(tmp_path / "TXT" / "Session 75 - 2020", "NOR_75_2020.txt", "It is late.")
    (tmp_path / "Speakers_by_session.xlsx").write_bytes(made.xlsx(SESSIONS))
    given = known(path)
    assert given.voices == (GivenVoice("Mrs. Ida Lind", "NOR", "Prime Minister"),)
    assert (given.title, given.body) == ("General Debate, session 75 (2020) · NOR", "General Assembly")


def test_general_debate_alone_takes_the_state_from_the_name(tmp_path: Path) -> None:
    assert known(speech(tmp_path, "NOR_75_2020.txt")).voices == (GivenVoice("", "NOR"),)


def test_general_debate_without_a_row_says_so(tmp_path: Path) -> None:
    path = speech(tmp_path, "CHL_75_2020.txt")
    (tmp_path / "Speakers_by_session.xlsx").write_bytes(made.xlsx(SESSIONS))
    assert read(path).warnings == ("Speakers_by_session.xlsx has no row for this speech.",)


@pytest.mark.parametrize("data", [b"no workbook", made.xlsx([["Year", "Post"], ["2020", "King"]])])
def test_workbook_that_cannot_be_used_is_told(tmp_path: Path, data: bytes) -> None:
    path = speech(tmp_path, "NOR_75_2020.txt")
    (tmp_path / "Speakers_by_session.xlsx").write_bytes(data)
    (warning,) = read(path).warnings
    assert warning.endswith("without it.")
    assert known(path).voices == (GivenVoice("", "NOR"),)


# -- what the tables are not -------------------------------------------------------------------------------------------


def test_table_of_a_corpus_that_is_named_says_what_to_import(tmp_path: Path) -> None:
    path = tmp_path / "speaker.tsv"
    path.write_text(tsv(HEAD_2025, ROW_2025), "utf-8")
    ((_name, error),) = read_all(path)
    assert str(error) == "speaker.tsv tells who speaks in the speeches of a corpus and holds none: import their folder."


def test_table_that_is_only_called_so_and_holds_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "speakers.csv"
    path.write_text("speaker,text\nMr. A,It is late.\n", "utf-8")
    assert read(path).text == "It is late."


@pytest.mark.parametrize(
    ("name", "table", "is_one"),
    [
        ("speaker.tsv", True, False),
        ("Speakers_by_session 1946-2023.xlsx", True, False),
        ("meta.tab", True, False),
        ("metal.tsv", False, False),
        (SPEECH, False, True),
        ("USA_75_2020.txt", False, True),
        ("EU_66_2011.txt", False, True),
        ("NOTE_12_2020.txt", False, False),
        ("usa notes.txt", False, False),
    ],
)
def test_files_of_corpora_are_known_by_their_names(name: str, table: bool, is_one: bool) -> None:
    assert (is_corpus_table(Path(name)), is_speech(Path(name))) == (table, is_one)
