"""A workbook says what went in, cell by cell, to every reader; or it is not there at all."""

import os
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from errno import EACCES, EIO, ENOSPC
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.errors import Cancelled, UserError
from annotator.exporting import Cell, Column, Summary, Table, write_workbook

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}

HAZARDS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "'quoted", "=", "#N/A", "#REF!", "TRUE", "1e5", "007", "2019-09-25", "",
    " lead", "trail ", "\n", "a\nb", "a\r\nb", "\r", "\t", "a\tb", "\x00", "a\x0bb", "\x0c", "\x1f", "\x7f", "\x85",
    "\u2028", "\ud800", "\udfff", "\ud83d\ude00", "\ufffe", "\uffff", "\U0001fffe", "😀", "_x000D_", "\n_x000D_\n",
    "_x005F_x000D_", "x005F_", "_x000d_x000D_", "\x07_x0007_", "\\", "\\u0007", "\x07\\u0007", "&amp;", "&#13;",
    "<t>", "]]>", '"', "<r>", "</c>", "</row>", "العربية", "中文",
]  # fmt: skip

texts = st.lists(st.sampled_from(HAZARDS) | st.text(st.characters(exclude_categories=()), max_size=8), max_size=4).map(
    "".join
)
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
cells: st.SearchStrategy[Cell] = texts | numbers | st.booleans() | st.none()


def columns(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def table(*rows: tuple[Cell, ...], name: str = "statements") -> Table:
    width = len(rows[0]) if rows else 2
    return Table(name, columns(*"abcdefgh"[:width]), rows, len(rows))


def read_with_openpyxl(path: Path) -> dict[str, dict[str, Any]]:
    """Every cell that is not empty, by sheet and place."""
    book = openpyxl.load_workbook(path)
    assert all(cell.data_type in "snb" for sheet in book for row in sheet for cell in row)
    return {
        sheet.title: {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}
        for sheet in book
    }


def read_raw(path: Path) -> dict[str, dict[str, Any]]:
    """The same from the XML alone, as a program would that knows nothing of openpyxl."""
    found: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        names = [
            str(sheet.get("name"))
            for sheet in ET.fromstring(package.read("xl/workbook.xml")).iterfind(".//m:sheet", NS)
        ]
        for number, name in enumerate(names, 1):
            sheet = ET.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
            found[name] = {str(cell.get("r")): raw_value(cell) for cell in sheet.iterfind(".//m:c", NS)}
    return found


def raw_value(cell: ET.Element) -> Cell:
    if cell.get("t") == "inlineStr":
        runs = [element.text or "" for element in cell.iterfind(".//m:t", NS)]
        # Excel takes these for escaped characters; no run may hold one.
        assert not any(re.search("_x[0-9A-Fa-f]{4}_", run) for run in runs)
        assert len("".join(runs).encode("utf-16-le")) <= 2 * 32_767
        return "".join(runs)
    value = cell.findtext("m:v", namespaces=NS)
    assert value is not None
    if cell.get("t") == "b":
        return value == "1"
    return float(value) if set(value) & set(".e") else int(value)


def with_special(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Put the whole texts of the sheet special_texts back where they belong, as the readme sheet says."""
    special = found.pop("special_texts", {})
    whole: defaultdict[tuple[str, str], str] = defaultdict(str)
    for row in range(2, 2 + sum(place.startswith("A") for place in special) - bool(special)):
        whole[special[f"A{row}"], special[f"B{row}"]] += special[f"F{row}"]
    for (sheet, place), text in whole.items():
        assert place in found[sheet]
        found[sheet][place] = re.sub(
            r"\\(\\|u[0-9a-f]{4})", lambda m: "\\" if m[1] == "\\" else chr(int(m[1][1:], 16)), text
        )
    return found


def expected(rows: Iterable[tuple[Cell, ...]]) -> dict[str, Cell]:
    return {
        f"{letter}{number}": value
        for number, row in enumerate(rows, 2)
        for letter, value in zip("ABCDEFGH", row, strict=False)
        if value is not None
    }


def assert_reads_back(path: Path, rows: list[tuple[Cell, ...]], sheet: str = "statements") -> None:
    for read in (read_with_openpyxl, read_raw):
        found = with_special(read(path))[sheet]
        body = {place: value for place, value in found.items() if not re.fullmatch("[A-Z]+1", place)}
        wanted = expected(rows)
        assert body == wanted
        assert [type(body[place]) for place in wanted] == [type(value) for value in wanted.values()]


@pytest.mark.parametrize("text", HAZARDS, ids=ascii)
def test_hazardous_text_reads_back_equal(tmp_path: Path, text: str) -> None:
    rows: list[tuple[Cell, ...]] = [(text, f"a {text} b"), (text + text, "plain")]
    assert_reads_back(write_workbook([table(*rows)], tmp_path / "out.xlsx"), rows)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.lists(st.tuples(cells, texts, cells), min_size=1, max_size=12))
def test_any_cell_reads_back_equal(tmp_path: Path, rows: list[tuple[Cell, ...]]) -> None:
    assert_reads_back(write_workbook([table(*rows)], tmp_path / "out.xlsx"), rows)


@pytest.mark.parametrize(
    "text",
    [text for text in HAZARDS if not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text)],
    ids=ascii,
)
def test_text_that_xml_can_hold_needs_no_second_place(tmp_path: Path, text: str) -> None:
    path = write_workbook([table((text, "plain"))], tmp_path / "out.xlsx")
    assert "special_texts" not in read_raw(path)


@pytest.mark.parametrize(
    ("length", "character", "special"),
    [(32_767, "x", False), (32_768, "x", True), (16_383, "😀", False), (16_384, "😀", True), (100_000, "\\", True)],
)
def test_long_text_is_kept_whole(tmp_path: Path, length: int, character: str, special: bool) -> None:
    rows: list[tuple[Cell, ...]] = [(character * length, "after")]
    path = write_workbook([table(*rows)], tmp_path / "out.xlsx")
    assert_reads_back(path, rows)
    found = read_raw(path)
    assert ("special_texts" in found) == special
    assert found["statements"]["A2"].endswith("sheet special_texts]" if special else character)


def test_cut_in_the_middle_of_a_wide_character_reads_back_equal(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [("x" + "😀" * 20_000, "\x01" * 33_000)]
    assert_reads_back(write_workbook([table(*rows)], tmp_path / "out.xlsx"), rows)


def test_text_of_an_enumeration_is_written_as_plain_text(tmp_path: Path) -> None:
    from annotator.domain.transcript import PassageKind

    path = write_workbook([table((PassageKind.SPEECH, True))], tmp_path / "out.xlsx")
    assert_reads_back(path, [("speech", True)])


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 2**53 + 1])
def test_number_that_a_cell_cannot_hold_is_a_bug(tmp_path: Path, number: float) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        write_workbook([table((number, 1))], tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_sheet_has_frozen_header_filter_widths_and_wrapped_text(tmp_path: Path) -> None:
    wide = Table("notes", (Column("key", 9), Column("text", 80, wrap=True)), [("a", "b"), ("=c", "=d")])
    sheet = openpyxl.load_workbook(write_workbook([wide], tmp_path / "out.xlsx"))["notes"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [9, 80]
    assert [cell.value for cell in sheet[1]] == ["key", "text"]
    assert all(cell.font.b for cell in sheet[1])
    assert [cell.alignment.wrap_text for cell in sheet[2]] == [None, True]
    assert {cell.alignment.vertical for row in sheet["A2:B3"] for cell in row} == {"top"}
    assert [cell.quotePrefix for row in sheet["A2:B3"] for cell in row] == [False, False, True, True]


def test_table_without_rows_has_its_header(tmp_path: Path) -> None:
    path = write_workbook([Table("empty", columns("a", "b"), [], 0)], tmp_path / "out.xlsx")
    assert read_with_openpyxl(path) == {"empty": {"A1": "a", "B1": "b"}}


def test_table_with_more_rows_than_a_sheet_goes_on_on_the_next(tmp_path: Path) -> None:
    rows = [(number, f"\x01{number}") for number in range(7)]
    path = write_workbook([table(*rows)], tmp_path / "out.xlsx", max_rows=3)
    found = with_special({name: cells for name, cells in read_raw(path).items() if not name.startswith("special")})
    assert list(found) == ["statements", "statements_2", "statements_3"]
    assert [found[name].get("A2") for name in found] == [0, 3, 6]
    assert openpyxl.load_workbook(path)["statements_2"].auto_filter.ref == "A1:B4"


def test_closing_tables_see_what_was_written(tmp_path: Path) -> None:
    seen: list[Summary] = []

    def closing(summary: Summary) -> list[Table]:
        seen.append(summary)
        return [table(("rows", summary.rows["statements"]), name="readme")]

    path = write_workbook([table((1, "\x01"), (2, "b"))], tmp_path / "out.xlsx", closing=closing)
    assert seen == [Summary({"statements": 2}, {"statements": ("statements",)}, 1)]
    assert list(read_raw(path)) == ["statements", "readme", "special_texts"]


# -- the target -------------------------------------------------------------------------------------------------------


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Path]:
    """An older workbook that must be untouched, alone in its folder, when the test is over."""
    path = tmp_path / "council.xlsx"
    path.write_bytes(b"the old workbook")
    yield path
    assert path.read_bytes() == b"the old workbook"
    assert [other.name for other in tmp_path.iterdir() if not other.name.startswith((".~", "~$"))] == [path.name]


def many() -> Table:
    return Table("statements", columns("a", "b"), ((number, "x" * 50) for number in range(5_000)), 5_000)


@pytest.mark.parametrize("lock", [".~lock.council.xlsx#", "~$council.xlsx"])
def test_target_open_in_another_program_is_refused(old: Path, lock: str) -> None:
    old.with_name(lock).touch()
    with pytest.raises(UserError, match=r'"council\.xlsx" is open in another program'):
        write_workbook([many()], old)


def test_write_protected_target_is_refused(old: Path) -> None:
    old.chmod(0o444)
    with pytest.raises(UserError, match="write-protected"):
        write_workbook([many()], old)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("no/such.xlsx", "does not exist"), ("out.xls", "does not end in"), ("dir.xlsx", "is a folder")],
)
def test_impossible_target_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "dir.xlsx").mkdir()
    with pytest.raises(UserError, match=reason):
        write_workbook([many()], tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["dir.xlsx"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(UserError, match="cannot be written"):
        write_workbook([many()], tmp_path / "out.xlsx")
    tmp_path.chmod(0o755)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes cannot be limited here")
def test_disk_that_takes_no_more_leaves_the_old_file(old: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, limits[1]))
    try:
        with pytest.raises(UserError, match="too large for this disk"):
            write_workbook([many()], old)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize("moment", ["Writing statements", "Verifying the new file", "Verifying statements"])
def test_cancelling_leaves_the_old_file(old: Path, moment: str) -> None:
    with pytest.raises(Cancelled):
        write_workbook([many()], old, lambda _done, _total, text: text != moment)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(ENOSPC, "No space left on device"), 'The disk is full, so "council.xlsx" was not written'),
        (PermissionError(EACCES, "Permission denied"), "cannot be written: close it where it is open"),
        (OSError(EIO, "Input/output error"), r"cannot be written \(Input/output error\)"),
    ],
    ids=["full", "forbidden", "broken"],
)
def test_failure_of_the_disk_is_one_sentence_and_leaves_the_old_file(old: Path, error: OSError, sentence: str) -> None:
    def rows() -> Iterator[tuple[Cell, ...]]:
        yield 1, "a"
        raise error

    with pytest.raises(UserError, match=sentence):
        write_workbook([Table("statements", columns("a", "b"), rows())], old)


def test_rows_that_fail_leave_the_old_file(old: Path) -> None:
    def rows() -> Iterator[tuple[Cell, ...]]:
        yield 1, "a"
        raise UserError("The project file is gone.")

    with pytest.raises(UserError, match="gone"):
        write_workbook([Table("statements", columns("a", "b"), rows())], old)


@pytest.mark.parametrize(
    ("before", "after"),
    [(b">4000<", b">4001<"), (b"xxx</t>", b"xxy</t>"), (b't="n"', b't="b"'), (b"</row>", b"</row><row></row>")],
)
def test_file_that_reads_back_differently_is_thrown_away(old: Path, before: bytes, after: bytes) -> None:
    def spoil(_done: int, _total: int, text: str) -> bool:
        if text == "Verifying the new file":
            (part,) = old.parent.glob(".*.part")
            with zipfile.ZipFile(part) as package:
                parts = {name: package.read(name) for name in package.namelist()}
            name = "xl/worksheets/sheet1.xml"
            assert before in parts[name]
            parts[name] = parts[name].replace(before, after, 1)
            with zipfile.ZipFile(part, "w") as package:
                for name, content in parts.items():
                    package.writestr(name, content)
        return True

    with pytest.raises(UserError, match="thrown away"):
        write_workbook([many()], old, spoil)


def test_new_file_takes_the_place_and_the_permissions_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "council.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    assert write_workbook([many()], target) == target
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]
    assert len(read_raw(target)["statements"]) == 2 * 5_001


def test_progress_reaches_its_total(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int, _text: str) -> bool:
        seen.append((done, total))
        return True

    write_workbook([many()], tmp_path / "out.xlsx", progress)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert {total for _, total in seen} == {10_000}
    assert seen[-1] == (10_000, 10_000)


def test_what_a_killed_export_left_is_removed_by_the_next_and_a_fresh_one_is_let_be(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".annotator-0123456789ab.part", tmp_path / ".annotator-ba9876543210.part"
    old.write_bytes(b"half")
    fresh.write_bytes(b"at work")
    os.utime(old, (0, 0))
    write_workbook([Table("t", (Column("a"),), [("x",)])], tmp_path / "out.xlsx")
    assert not old.exists()
    assert fresh.exists()
