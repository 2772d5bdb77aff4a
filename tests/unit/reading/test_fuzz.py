"""Damaged files of every form: whatever is done to their bytes, what comes is a text or a UserError, and soon.

Some hundred inputs in a normal run; ``ANNOTATOR_FUZZ=20000`` says how many otherwise, ``ANNOTATOR_FUZZ_SEED`` which.
"""

import os
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest

from annotator import UserError
from annotator.reading import EXTENSIONS, read_bytes
from unit.reading import made_files as made

N_INPUTS = int(os.environ.get("ANNOTATOR_FUZZ", "400"))
SEED = int(os.environ.get("ANNOTATOR_FUZZ_SEED", "1"))
LONGEST_S = 10.0

_LINES = made.set_in_lines(made.SPEECHES, 60, 780, 40)
_BASES: dict[str, bytes] = {
    ".txt": "\r\n".join(made.SPEECHES).encode("utf-16"),
    ".md": ("---\ntitle: x\n---\n# Head\n\n- *one*\n- [two](x)\n\n" + "\n\n".join(made.SPEECHES)).encode(),
    ".html": made.html(made.SPEECHES).replace(
        b"<body>", b"<body><nav><ul><li><a href=x>y</a></ul></nav><pre>x\ny</pre>"
    ),
    ".mhtml": made.mhtml(made.html(made.SPEECHES)),
    ".docx": made.docx(made.SPEECHES),
    ".odt": made.odt(made.SPEECHES),
    ".rtf": made.rtf(made.SPEECHES),
    ".pdf": made.pdf([_LINES, [(x + 250, y, words) for x, y, words in _LINES] + _LINES]),
    ".vtt": b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Bianca>Peace &amp; so.\n\n00:03.000 --> 00:04.000\nYes.\n",
    ".srt": b"1\n00:00:01,000 --> 00:00:02,000\n<i>Peace</i>.\n\n2\n00:00:03,000 --> 00:00:04,000\n{\\an8}Yes.\n",
    ".csv": b'Date;Speaker;Text\n2020-11-12;Mr. A;"We ""agree"";\nwith all"\n2020-11-13;Ms. B;No.\n',
    ".tsv": b"symbol\tcountry\ttext\nS/PV.1\tRuritania\tWe agree.\nS/PV.2\tSyldavia\tNo.\n",
    ".xlsx": made.xlsx([["date", "speaker", "text"], ["2020-11-12", "Mr. A", "We agree."], ["", "Ms. B", "No."]]),
    ".zip": made.zipped({"a.txt": "Said.", "in/b.docx": made.docx(["Said."]), "c.csv": "text\nSaid."}),
    ".tar": made.tar({"a.txt": "Said.", "in/b.docx": made.docx(["Said."]), "c.csv": "text\nSaid."}),
    ".tar.gz": made.tar({"a.txt": "Said.", f"in/{'b' * 120}.txt": "Said.", "c.csv": "text\nSaid."}, "w:gz"),
}
_NASTY = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\xbd", b"<", b">", b"&#xD800;", b"&a;", b"]]>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"{", b"}", b"\\", b"\\u-10179?", b"\\bin99999999 ", b"\\f9999999999",
    b"\\'zz", b"\\pict", b"\\uc-1 ", b"\\u ", b"\\uc ", b"\\ansicpg0", b"\\ansicpg99999", b"\\fonttbl", b'"', b";",
    b"\t", b"\n\n", b"-->", b"99:99:99.999 --> 0:0:0.0", b"<v ", b"obj", b"endobj", b"/Length -1",
    b"/Count 999999999", b"/Kids [2 0 R]", b"stream", b"/Filter /FlateDecode", b"9" * 25, b"PK\x03\x04",
    b"=?utf-8?q?=ff?=", b"Content-Type: multipart/mixed; boundary=B", b"charset=utf-7", b"\xf0\x9f\x98\x80",
    b"[" * 40, b"*" * 40, b"<div>" * 40, b"> " * 40, b't="s"', b'r="ZZZ99999999"', b't="d"', b's="999"',
)  # fmt: skip


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few changes, each of which a broken disk, a broken program or an attacker might make."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        place = chance.randrange(len(changed) + 1)
        match chance.randrange(6):
            case 0:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[place : place + chance.choice((1, 4, 50, 500))]
            case 2:
                changed[place:place] = chance.choice(_NASTY)
            case 3:
                piece = bytes(changed[place : place + chance.choice((4, 40, 400))])
                changed[place:place] = piece * chance.choice((1, 2, 50))
            case 4:
                other = chance.choice(list(_BASES.values()))
                start = chance.randrange(len(other))
                changed[place : place + 20] = other[start : start + chance.choice((4, 40, 400))]
            case _:
                changed[place : place + 4] = chance.choice(
                    (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff")
                )
        if not changed:
            changed = bytearray(b"\x00")
    return bytes(changed)


def _mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """A package with a part of it changed and packed whole again, so that the change reaches the parsers."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(parts))
    part = parts[name]
    parts[name] = _mutated(part.encode() if isinstance(part, str) else part, chance)
    if chance.random() < 0.05:
        del parts[name]
    return made.zipped(parts, zipfile.ZIP_STORED)


def _input(chance: random.Random) -> tuple[str, bytes]:
    ending = chance.choice(list(_BASES))
    data = _BASES[ending]
    if data.startswith(b"PK") and chance.random() < 0.7:
        changed = _mutated_inside(data, chance)
    else:
        changed = _mutated(data, chance)
    return (ending if chance.random() < 0.95 else chance.choice(EXTENSIONS)), changed


def _read(ending: str, data: bytes) -> str:
    """What came of it: how many texts and refusals; anything else that is raised goes through."""
    found = [result for _name, result in read_bytes(data, f"fuzz{ending}")]
    assert found
    for result in found:
        if isinstance(result, UserError):
            assert "\n" not in str(result)
        else:
            assert result.blocks
            texts = [result.text[block.start_cp : block.end_cp] for block in result.blocks]
            assert all(texts)
            assert texts == [text.strip() for text in texts]
            assert all(a.end_cp < b.start_cp for a, b in pairwise(result.blocks))
            result.text.encode()
    return "refused" if all(isinstance(result, UserError) for result in found) else "read"


@pytest.mark.timeout(max(120, N_INPUTS))
def test_read_when_files_are_damaged_raises_nothing_but_user_errors() -> None:
    outcomes: Counter[tuple[str, str]] = Counter()
    slowest: dict[str, float] = {}
    for number in range(N_INPUTS):
        ending, data = _input(random.Random(SEED * 1_000_000 + number))
        started = time.process_time()
        try:
            outcomes[ending, _read(ending, data)] += 1
        except Exception as error:
            raise AssertionError(f"input {number} of seed {SEED} as {ending}: {error!r}") from error
        taken = time.process_time() - started
        slowest[ending] = max(slowest.get(ending, 0.0), taken)
        assert taken < LONGEST_S, f"input {number} of seed {SEED} as {ending} took {taken:.1f} s"
    if "ANNOTATOR_FUZZ" in os.environ:
        print(f"\n{N_INPUTS} inputs, seed {SEED}")  # noqa: T201 - what a long run is for
        for ending in EXTENSIONS:
            read, refused = outcomes[ending, "read"], outcomes[ending, "refused"]
            print(f"{ending:10} read {read:6} refused {refused:6} slowest {slowest.get(ending, 0):.2f} s")  # noqa: T201


@pytest.mark.parametrize("make", list(_BASES.items()), ids=lambda item: item[0])
def test_read_when_files_are_whole_reads_them(make: tuple[str, bytes]) -> None:
    assert _read(*make) == "read"


def _cut(data: bytes) -> Callable[[int], bytes]:
    return lambda length: data[:length]


@pytest.mark.parametrize("ending", list(_BASES))
def test_read_when_files_are_cut_short_raises_nothing_but_user_errors(ending: str) -> None:
    cut = _cut(_BASES[ending])
    for length in range(0, len(_BASES[ending]), max(1, len(_BASES[ending]) // 25)):
        _read(ending, cut(length))
