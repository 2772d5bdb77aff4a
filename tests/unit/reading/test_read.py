"""Files become source texts, or one clear sentence says why not."""

import codecs
import os
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator import UserError
from annotator.domain.ids import transcript_id
from annotator.domain.transcript import Span
from annotator.paths import seeds
from annotator.reading import read, read_text, readable
from annotator.reading.decoding import decode

TEXT = "Élan of Ruritania said: “Peace is possible.”\nThe meeting rose."
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")
_TEXTS = st.text(_CHARACTERS | st.sampled_from("\n\t "), min_size=1).filter(str.strip)


def _file(folder: Path, content: bytes, name: str = "talk.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("path", sorted(seeds().glob("*.txt")), ids=lambda p: p.name[:3])
def test_read_when_file_is_utf8_keeps_the_decoded_file(path: Path) -> None:
    source = read(path)
    assert source.text.encode() == path.read_bytes()
    assert (source.encoding, source.form, source.file_name) == ("utf-8", "txt", path.name)
    assert source.transcript == transcript_id(source.text)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_read_when_encoding_differs_gives_the_same_text(tmp_path: Path, content: bytes, encoding: str) -> None:
    source = read(_file(tmp_path, content))
    assert (source.text, source.encoding) == (TEXT, encoding)


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_chinese_in_utf16_without_a_mark_is_read_in_the_right_order(order: str) -> None:
    text = "茨达先生（中国）：会议现在开始。\n" * 3
    assert decode(text.encode(order), "talk.txt") == (text, order)


@pytest.mark.parametrize("n_nuls", [2, 10, 30, 60])
@pytest.mark.parametrize("first", [10, 11])
def test_nul_bytes_here_and_there_are_no_utf16(n_nuls: int, first: int) -> None:
    data = bytearray(b"Mr. Rassendyll (Ruritania): It is late, and we agree.\n" * 40)
    for number in range(n_nuls):
        data.insert(first + 2 * number * (len(data) // (2 * n_nuls + 2)), 0)
    with pytest.raises(UserError, match="binary"):
        decode(bytes(data) + b" " * (len(data) % 2), "talk.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes only there")
def test_name_that_is_no_utf8_is_shown_as_far_as_it_can_be(tmp_path: Path) -> None:
    assert read(_file(tmp_path, TEXT.encode(), os.fsdecode(b"caf\xe9.txt"))).file_name == "caf\ufffd.txt"


@given(_TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_decode_when_marked_or_utf8_round_trips(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "talk.txt")[0] == text


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1))
def test_decode_when_windows_1252_gives_that_text_or_valid_utf8(text: str) -> None:
    assume(not text.startswith(("þÿ", "ÿþ", "ï»¿")))  # the byte order marks, which nothing else begins with
    found, encoding = decode(text.encode("cp1252"), "talk.txt")
    assert found == text or (encoding == "utf-8" and found.encode() == text.encode("cp1252"))


def test_read_when_line_ends_are_of_other_systems_makes_them_lf(tmp_path: Path) -> None:
    assert read(_file(tmp_path, b"one\r\ntwo\rthree\n")).text == "one\ntwo\nthree\n"


def test_blocks_when_lines_have_space_around_are_stripped_of_it() -> None:
    source = read_text("\n  First line.\xa0\n\xa0\n\tSecond.\n", "talk.txt")
    assert [source.text[b.start_cp : b.end_cp] for b in source.blocks] == ["First line.", "Second."]


@given(_TEXTS)
def test_blocks_of_any_text_are_its_lines_that_are_not_blank(text: str) -> None:
    source = read_text(text, "talk.txt")
    lines = [line.strip() for line in source.text.split("\n") if line.strip()]
    assert [source.text[b.start_cp : b.end_cp] for b in source.blocks] == lines


def test_read_text_when_pasted_gives_offsets_in_code_points() -> None:
    assert read_text("\ufeff😀 said.\r\nYes.", "pasted").blocks == (Span(0, 7), Span(8, 12))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("talk.txt", b"", "empty"),
        ("talk.txt", b" \n\xc2\xa0\n", "nothing but white space"),
        ("talk.txt", b"abc\x00\x01\x02def", "binary"),
        ("talk.txt", bytes(range(1, 32)) * 4, "binary"),
        ("talk.txt", b"\xff\xfea", "damaged"),
        ("talk.txt", b"half \xed\xa0\xbd pair", "broken characters"),
        ("talk.txt", b"%PDF-1.7 ...", "rename it to end in .pdf"),
        ("talk.pdf", b"%PDF-1.7 ...", "damaged"),
        ("talk.docx", b"PK\x03\x04....", "damaged, or not a Word document"),
        ("talk.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        ("talk.txt", b"{\\rtf1 hello}", "rename it to end in .rtf"),
        ("talk.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("talk.mp4", b"\x00\x00\x00\x18ftypmp42", "video"),
        ("talk.xyz", b"Some words.", "“.xyz”"),
        ("talk", b"Some words.", "without an ending"),
    ],
)
def test_read_when_file_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(UserError) as caught:
        read(_file(tmp_path, content, name))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_read_when_file_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no file"):
        read(tmp_path / "absent.txt")


def test_read_when_path_is_a_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="folder"):
        read(tmp_path)


def test_read_when_rights_are_missing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _mode: str) -> None:
        raise PermissionError

    path = _file(tmp_path, b"words")
    monkeypatch.setattr(Path, "open", refuse)  # rights cannot be taken from whoever runs tests as root
    with pytest.raises(UserError, match="may not be opened"):
        read(path)


def test_read_text_when_a_surrogate_stands_alone_is_refused() -> None:
    with pytest.raises(UserError, match="broken characters"):
        read_text("half \ud83d pair", "pasted")


@pytest.mark.parametrize(
    ("name", "expected"), [("a.txt", True), ("A.TXT", True), ("a.pdf", True), ("a.mp3", False), ("a", False)]
)
def test_readable_when_asked_looks_at_the_name_only(name: str, expected: bool) -> None:
    assert readable(Path(name)) is expected
