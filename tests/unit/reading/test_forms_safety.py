"""Bad files of every form are refused by one sentence, and nothing but the file itself is opened."""

import hashlib
import os
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from annotator import UserError
from annotator.reading import EXTENSIONS, limits, read, read_all, read_bytes
from unit.reading import made_files as made
from unit.reading.test_forms_documents import read_one

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_ENCRYPTED_PDF = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
    b"11" * 32,
    b"22" * 32,
)


def _word(head: str) -> bytes:
    return made.docx_of("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", head)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"words", "damaged"),
        ("a.docx", made.docx(["Said."])[:-30], "damaged"),
        ("a.docx", made.odt(["Said."]), "rename it to end in .odt"),
        ("a.docx", made.zipped({"word/document.xml": "<w:p"}), "damaged"),
        ("a.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.doc", OLD_OFFICE, "old Word"),
        ("a.doc", made.rtf(["Said."]), "looks like a .rtf file"),
        ("a.docx", _word(LAUGHS), "entities"),
        ("a.docx", _word(OUTSIDE), "entities"),
        ("a.odt", made.odt_of("<text:p>&a;</text:p>", LAUGHS), "entities"),
        ("a.odt", made.odt_of("<text:p>&a;</text:p>", OUTSIDE), "entities"),
        (
            "a.odt",
            made.odt_of(
                "<text:p>x</text:p>",
                manifest='<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                "<m:encryption-data/></m:manifest>",
            ),
            "password",
        ),
        ("a.odt", b"words", "damaged"),
        ("a.xlsx", made.xlsx_of("<row><c><v>&a;</v></c></row>", LAUGHS), "entities"),
        ("a.xlsx", made.xlsx_of("<row><c><v>&a;</v></c></row>", OUTSIDE), "entities"),
        ("a.xlsx", made.zipped({"xl/workbook.xml": "<x/>"}), "damaged"),
        ("a.xlsx", made.xlsx([]), "no rows"),
        ("a.xlsx", made.xlsx([["a", "b"]]), "no column with text"),
        ("a.pdf", b"%PDF-1.7\nnot really", "damaged"),
        ("a.pdf", made.pdf_of([b"<< /Type /Catalog >>"], _ENCRYPTED_PDF), "password"),
        ("a.rtf", b"words", "not a rich text"),
        ("a.rtf", b"{\\rtf1 }", "no text"),
        ("a.html", b"<html><script>words</script></html>", "no text"),
        ("a.html", b"<p>half \xed\xa0\xbd pair</p>", "broken characters"),
        ("a.mhtml", b"words", "no web page"),
        ("a.csv", b"a,b\n1,2\n", "no column with text"),
        ("a.csv", b"text\nhalf \xed\xa0\xbd pair", "broken characters"),
        ("a.csv", b'text\n"' + b"a" * (limits.LONGEST_LINE + 1) + b'"', "more than 2,000,000"),
        ("a.md", b"nul \x00 nul", "binary"),
        ("a.md", b"***\n", "no text"),
        ("a.zip", b"words", "damaged"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "no file that can be read"),
        ("a.txt", made.zipped({"a": "b"}), "rename it to end in .zip"),
        ("a.txt", b"<!DOCTYPE html><p>x</p>", "rename it to end in .html"),
        ("a.txt", b"a" * (limits.LONGEST_LINE + 1), "no paragraph"),
    ],
)
def test_read_when_file_is_bad_says_why_in_one_sentence(name: str, data: bytes, says: str) -> None:
    with pytest.raises(UserError) as caught:
        read_one(data, name)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("a.")


def _cut_workbook() -> bytes:
    """Half a workbook: neither its list of parts nor the name of the part that makes it a workbook is in it."""
    book = Workbook()
    for number in range(250):
        book.worksheets[0].append([hashlib.sha256(bytes([number])).hexdigest()])
    file = BytesIO()
    book.save(file)
    return file.getvalue()[: file.tell() // 2]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.xlsx", _cut_workbook(), "an Excel workbook"),
        ("a.xlsm", _cut_workbook(), "an Excel workbook"),
        ("a.xlsx", made.zipped({"a.txt": "Said."}), "an Excel workbook"),
        ("a.docx", made.zipped({"a.txt": "Said."}), "a Word document"),
        ("a.docm", made.zipped({"[Content_Types].xml": "<x/>"}), "a Word document"),
        ("a.odt", made.zipped({"a.txt": "Said."}), "an OpenDocument text"),
    ],
)
def test_package_that_is_cut_short_or_lacks_its_document_is_damaged_and_called_by_its_name(
    name: str, data: bytes, what: str
) -> None:
    with pytest.raises(UserError) as caught:
        read_one(data, name)
    assert str(caught.value).startswith(f"{name} is damaged, or not {what}: ")
    assert ".zip" not in str(caught.value)


@pytest.mark.parametrize("ending", [*EXTENSIONS, ".png", ""])
def test_file_without_a_byte_is_empty_and_not_damaged(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.touch()
    ((_name, result),) = read_all(path)
    ((_name, of_bytes),) = read_bytes(b"", path.name)
    assert str(result) == str(of_bytes) == f"{path.name} is empty: there is nothing to import."


@pytest.mark.parametrize("ending", EXTENSIONS)
@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfe\xff", bytes(range(256)), b" \n"])
def test_read_when_bytes_are_nothing_refuses_them_in_every_form(ending: str, data: bytes) -> None:
    with pytest.raises(UserError):
        read_one(data, f"a{ending}")


@pytest.mark.timeout(60)  # a reader that chews on it takes minutes; one that is starved of its processor does not
@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".rtf", ".vtt", ".csv", ".docx", ".pdf", ".zip"])
def test_read_when_file_is_one_line_of_200_mb_refuses_it(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    with path.open("wb") as file:
        file.truncate(200 * limits.MEBIBYTE)
        file.seek(0)
        file.write(b"{\\rtf1 " if ending == ".rtf" else b"words ")
    with pytest.raises(UserError):
        read(path)


def test_read_when_file_is_over_the_limit_does_not_open_it(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(limits.MOST_FILE_BYTES + 1)
    with pytest.raises(UserError, match="larger than 200 MB"):
        read(path)


@pytest.mark.parametrize("part", ["word/document.xml", "word/media/picture.png"])
def test_docx_when_a_part_swells_is_refused(part: str) -> None:
    parts: dict[str, str | bytes] = {"word/document.xml": "<x/>", part: b" " * (limits.MOST_UNPACKED_BYTES + 1)}
    with pytest.raises(UserError, match="larger than"):
        read_one(made.zipped(parts), "a.docx")


def test_html_when_nested_without_end_does_not_hang() -> None:
    page = b"<div>" * 100_000 + b"<p>Said.</p>"
    started = time.process_time()
    list(read_bytes(page, "a.html"))
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 " + b"{\\field{\\*\\fldinst{" * 20_000,
        b"{\\rtf1 {\\fonttbl" + b"\\f1\\fcharset0 " * 20_000 + b"}x}",
        b"{\\rtf1 {\\fonttbl" + b"{\\f1\\fnil" * 20_000,
        b"{\\rtf1 " + b"{" * 200_000,
    ],
)
def test_rtf_when_made_to_run_away_does_not_hang(data: bytes) -> None:
    started = time.process_time()
    list(read_bytes(data, "a.rtf"))
    assert time.process_time() - started < 10


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_read_when_file_is_a_pipe_does_not_wait_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    with pytest.raises(UserError, match="not a file"):
        read(path)


def test_read_all_when_file_vanishes_says_so(tmp_path: Path) -> None:
    for name in ("a.txt", "a.zip"):
        ((_name, result),) = read_all(tmp_path / name)
        assert "no file" in str(result)


_FORMS: dict[str, Callable[[], bytes]] = {
    "a.docx": lambda: made.docx(made.SPEECHES),
    "a.odt": lambda: made.odt(made.SPEECHES),
    "a.rtf": lambda: made.rtf(made.SPEECHES),
    "a.html": lambda: made.html(made.SPEECHES).replace(b"</p>", b'<img src="http://192.0.2.1/x"></p>'),
    "a.mhtml": lambda: made.mhtml(made.html(made.SPEECHES)),
    "a.pdf": lambda: made.pdf([[(60, 700, made.SPEECHES[0])]]),
    "a.md": lambda: "\n\n".join(made.SPEECHES).encode(),
    "a.csv": lambda: b"text\nSaid.",
    "a.xlsx": lambda: made.xlsx([["text"], ["Said."]]),
    "a.zip": lambda: made.zipped({"a.txt": "Said."}),
}
_watched: list[tuple[str, object]] = []
_hooked: list[bool] = []


def _note_event(event: str, arguments: tuple[object, ...]) -> None:
    if _hooked[-1:] == [True] and (event == "open" or event.startswith("socket.")):
        _watched.append((event, arguments[0] if arguments else None))


@pytest.mark.parametrize("name", _FORMS)
def test_read_opens_the_file_and_no_other(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(_FORMS[name]())
    read(path)  # what the libraries open when they are loaded is theirs
    if not _hooked:
        sys.addaudithook(_note_event)
    _watched.clear()
    _hooked.append(True)
    try:
        read(path)
    finally:
        _hooked.append(False)
    assert {str(opened) for event, opened in _watched if event == "open"} == {str(path)}
    assert not [event for event, _opened in _watched if event.startswith("socket.")]
