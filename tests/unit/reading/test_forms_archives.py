"""ZIP files give their members one by one; corpora of one speech a file; what in a folder is worth a try."""

import stat
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path, PurePath

import pytest

from annotator import UserError
from annotator.domain.transcript import SourceText
from annotator.paths import seeds
from annotator.reading import limits, read, read_all, read_bytes, readable, worth_trying
from unit.reading import made_files as made


def _shown(found: list[tuple[str, SourceText | UserError]]) -> dict[str, str]:
    return {name: result.text if isinstance(result, SourceText) else str(result) for name, result in found}


def test_zip_gives_each_member_in_order_and_why_one_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    table = b"symbol,text\nS/PV.1,One.\nS/PV.2,Two."
    path.write_bytes(
        made.zipped(
            {
                "README.md": "no",
                "__MACOSX/b.txt": "no",
                "in/b.docx": made.docx(["Said in Word."]),
                "in/c.txt": b"",
                "c.csv": table,
                "picture.png": b"no",
                "d.zip": made.zipped({"e.txt": "no"}),
            }
        )
    )
    found = _shown(list(read_all(path)))
    assert list(found) == ["in/b.docx", "in/c.txt", "c.csv · S/PV.1", "c.csv · S/PV.2", "d.zip"]
    assert found["in/b.docx"] == "Said in Word."
    assert "empty" in found["in/c.txt"]
    assert "inside another" in found["d.zip"]


def test_read_when_a_zip_has_one_member_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(made.zipped({"b.txt": "Said."}))
    assert (read(path).text, read(path).file_name) == ("Said.", "b.txt")


def test_zip_when_a_member_is_a_link_or_leads_outside_does_not_follow() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("../up.txt", "Said.")
        archive.writestr("/root.txt", "Said.")
        archive.writestr("good.txt", "Said.")
    found = _shown(list(read_bytes(buffer.getvalue(), "a.zip")))
    assert "is a link" in found["link.txt"]
    assert "points outside" in found["../up.txt"]
    assert "points outside" in found["/root.txt"]
    assert found["good.txt"] == "Said."


def test_zip_when_a_member_swells_refuses_it_and_reads_on() -> None:
    data = made.zipped({"bomb.txt": b"a" * (20 * limits.MEBIBYTE), "good.txt": "Said."})
    found = _shown(list(read_bytes(data, "a.zip")))
    assert "swell" in found["bomb.txt"]
    assert found["good.txt"] == "Said."


def test_zip_when_a_member_lies_about_its_size_reads_no_more_than_the_limit() -> None:
    data = made.zipped({"a.txt": b"a" * 5_000_000}).replace(
        (5_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little")
    )
    ((_name, result),) = read_bytes(data, "a.zip")
    assert isinstance(result, UserError)


def test_zip_when_locked_says_so() -> None:
    data = bytearray(made.zipped({"a.txt": "Said."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    ((_name, result),) = read_bytes(bytes(data), "a.zip")
    assert "password" in str(result)


def test_zip_tells_of_each_member_that_may_hold_a_text_and_counts_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    parts: dict[str, str | bytes] = {
        "good.txt": "Said.",
        "old/notes.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "more.7z": b"7z\xbc\xaf\x27\x1c",
        "photo.png": b"\x89PNG",
        "chart.PNG": b"\x89PNG",
        "style.css": b"p {}",
        "folder/": b"",
        ".DS_Store": b"x",
        "__MACOSX/._good.txt": b"x",
        "README.md": b"x",
    }
    path.write_bytes(made.zipped(parts))
    passed: Counter[str] = Counter()
    found = _shown(list(read_all(path, passed=passed)))
    assert list(found) == ["good.txt", "old/notes.doc", "more.7z"]
    assert "save it as .docx" in found["old/notes.doc"]
    assert "compressed file" in found["more.7z"]
    assert passed == {".png": 2, ".css": 1}


def test_zip_when_nothing_in_it_can_be_read_says_so() -> None:
    ((name, result),) = read_bytes(made.zipped({"a.png": b"x"}), "a.zip")
    assert (name, isinstance(result, UserError)) == ("a.zip", True)


# --- corpora ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["UNSC_2020_SPV.8775_spch005.txt", "UNSC_2019_SPV.723Resumption1_spch022.txt", "USA_75_2020.txt"]
)
def test_speech_of_a_corpus_is_read_with_its_line_ends_and_encoding(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("Mr. Rassendyll (Ruritania):\r\nThe café “Élan” is open.\r\n".encode("cp1252"))
    source = read(path)
    assert source.text == "Mr. Rassendyll (Ruritania):\nThe café “Élan” is open.\n"
    assert source.encoding == "cp1252"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("talk.txt", True),
        ("talk.PDF", True),
        ("Licence for arms.txt", True),
        ("README.md", False),
        ("ReadMe first.txt", False),
        ("LICENSE.txt", False),
        ("speaker.tsv", False),
        ("meta.tsv", False),
        ("~$talk.docx", False),
        (".talk.txt", False),
        ("__MACOSX/talk.txt", False),
        ("talk.mp3", False),
    ],
)
def test_worth_trying_goes_by_the_name(name: str, expected: bool) -> None:
    assert worth_trying(PurePath(name)) is expected


def test_worth_trying_of_the_seeds_leaves_the_five_transcripts() -> None:
    assert len([path for path in seeds().iterdir() if worth_trying(path)]) == 5


@pytest.mark.parametrize(("name", "expected"), [("a.docx", True), ("A.XLSX", True), ("a.zip", True), ("a.exe", False)])
def test_readable_goes_by_the_ending(name: str, expected: bool) -> None:
    assert readable(PurePath(name)) is expected
