"""TAR files give their members as ZIP files do, within the same limits, and nothing of them reaches the disk."""

import gzip
import os
import tarfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest

from annotator import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import limits, read_all, read_bytes, read_table_again
from unit.reading import made_files as made

SPEECH = "UNSC_2031_SPV.9901_spch00{}.txt"
SPEAKERS = (
    "filename\tspeaker\tcountry\tdate\ttopic\n"
    + SPEECH.format(1)
    + "\tMr. Rassendyll\tNorway\t2031-03-04\tThe harbour\n"
)
META = "basename\tdate\ttopic\nUNSC_2031_SPV.9901\t2031-03-04\tThe harbour\n"


def _shown(found: list[tuple[str, SourceText | UserError]]) -> dict[str, str]:
    return {name: result.text if isinstance(result, SourceText) else str(result) for name, result in found}


def tar_of(*infos: tarfile.TarInfo) -> bytes:
    """A TAR file with a text in front of these members, which have no content."""
    buffer = BytesIO(made.tar({"good.txt": "Said."}))
    with tarfile.open(fileobj=buffer, mode="a") as archive:
        for info in infos:
            archive.addfile(info)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "A.TGZ"])
@pytest.mark.parametrize("packed", [False, True])
def test_tar_gives_each_member_in_order_and_why_one_fails(tmp_path: Path, name: str, packed: bool) -> None:
    path = tmp_path / name
    parts: dict[str, str | bytes] = {
        "./README.md": "no",
        "in/b.docx": made.docx(["Said in Word."]),
        "in/._b.docx": "no",
        "./in/c.txt": "",
        "c.csv": "symbol,text\nS/PV.1,One.\nS/PV.2,Two.",
        "picture.png": "no",
        "d.tar.gz": made.tar({"e.txt": "no"}, "w:gz"),
    }
    path.write_bytes(made.tar(parts, "w:gz" if packed else "w"))
    passed: Counter[str] = Counter()
    found = _shown(list(read_all(path, passed=passed)))
    assert list(found) == ["in/b.docx", "in/c.txt", "c.csv · S/PV.1", "c.csv · S/PV.2", "d.tar.gz"]
    assert found["in/b.docx"] == "Said in Word."
    assert "empty" in found["in/c.txt"]
    assert "inside another" in found["d.tar.gz"]
    assert passed == {".png": 1}
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_table_in_a_tar_is_read_again_there(tmp_path: Path) -> None:
    path = tmp_path / "a.tgz"
    path.write_bytes(made.tar({"in/c.csv": "symbol,text\nS/PV.1,One.\nS/PV.2,Two."}, "w:gz"))
    found = _shown(list(read_table_again(path, "in/c.csv", lambda _sheet, _name: None)))
    assert found == {"in/c.csv · S/PV.1": "One.", "in/c.csv · S/PV.2": "Two."}


def test_tar_member_that_is_a_link_or_a_pipe_or_leads_outside_is_not_read() -> None:
    link, hard, pipe = (tarfile.TarInfo(f"{name}.txt") for name in ("link", "hard", "pipe"))
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
    hard.type, hard.linkname = tarfile.LNKTYPE, "good.txt"
    pipe.type = tarfile.FIFOTYPE
    up, root = tarfile.TarInfo("../up.txt"), tarfile.TarInfo("/root.txt")
    found = _shown(list(read_bytes(tar_of(link, hard, pipe, up, root), "a.tar")))
    assert "is a link" in found["link.txt"]
    assert "is a link" in found["hard.txt"]
    assert "a device or a pipe" in found["pipe.txt"]
    assert "points outside" in found["../up.txt"]
    assert "points outside" in found["/root.txt"]
    assert found["good.txt"] == "Said."


def refusal(data: bytes, name: str = "a.tar.gz") -> str:
    ((_name, result),) = read_bytes(data, name)
    assert isinstance(result, UserError)
    return str(result)


def test_tar_that_swells_is_refused() -> None:
    assert "swell" in refusal(made.tar({"bomb.txt": b"a" * (30 * limits.MEBIBYTE), "good.txt": "Said."}, "w:gz"))


def test_tar_with_a_head_that_swells_is_refused_before_it_is_in_memory() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 9 * limits.MEBIBYTE
    head = info.tobuf(tarfile.USTAR_FORMAT) + b"a" * info.size
    assert "more of a file in it than any archive" in refusal(gzip.compress(head + made.tar({"good.txt": "Said."})))


def test_tar_with_a_name_that_is_none_is_refused() -> None:
    assert "more of a file in it than any archive" in refusal(made.tar({f"{'a' * 5000}.txt": "Said."}))


def test_tar_that_holds_more_than_an_archive_may_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ARCHIVE_BYTES", 100_000)
    data = made.tar({f"{number}.txt": os.urandom(30_000).hex() for number in range(4)})
    assert "split it into parts" in refusal(data, "a.tar")


def test_tar_that_is_damaged_in_the_middle_is_not_taken_for_a_shorter_one() -> None:
    data = bytearray(made.tar({"one.txt": "Said.", "two.txt": "Said again."}))
    data[1024:1034] = b"\xff" * 10
    assert "damaged, or not a TAR file" in refusal(bytes(data), "a.tar")


@pytest.mark.parametrize("packed", [False, True])
def test_tar_that_is_cut_short_is_damaged(packed: bool) -> None:
    data = made.tar({"one.txt": "Said.", "two.txt": os.urandom(3000).hex()}, "w:gz" if packed else "w")
    assert "damaged, or not a TAR file" in refusal(data[: 3000 if packed else 4000])


def test_tar_under_another_name_is_said_to_be_one() -> None:
    assert "is a .tar file" in refusal(made.tar({"one.txt": "Said."}), "a.txt")


# --- corpora ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("inside", [False, True], ids=["tables beside the archive", "tables in it"])
def test_speeches_in_a_tar_have_their_speakers_from_the_tables(tmp_path: Path, inside: bool, packed: bool) -> None:
    tables: dict[str, str | bytes] = {"speaker.tsv": SPEAKERS, "meta.tsv": META}
    parts: dict[str, str | bytes] = {f"speeches/{SPEECH.format(n)}": f"It is late for the {n}th time." for n in (1, 2)}
    for name, text in tables.items():
        if not inside:
            (tmp_path / name).write_bytes(str(text).encode())
    path = tmp_path / "speeches.tar"
    path.write_bytes(made.tar(parts | (tables if inside else {}), "w:gz" if packed else "w"))
    found = dict(read_all(path))
    one, two = (found[f"speeches/{SPEECH.format(n)}"] for n in (1, 2))
    assert isinstance(one, SourceText)
    assert isinstance(two, SourceText)
    assert one.given is not None
    assert (one.given.voices[0].speaker, one.given.date, one.given.meeting) == ("Mr. Rassendyll", "2031-03-04", "9901")
    assert two.warnings == ("speaker.tsv has no row for this speech.",)
    assert len(found) == 2
