"""What no committed file may hold, and how long a file may grow."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES_AT_MOST = 400

# Path -> why it may be longer.
LONG_FILES: dict[str, str] = {}

# Path -> text in it that looks like a leftover and is none, with the reason beside it.
EXCUSED: dict[str, list[str]] = {}

LEFTOVERS = {
    # Package registries: an address in the project would bind everyone to one machine's mirror or proxy. Ordinary
    # pages of a project on the same host are no registries, but nothing here needs to name those either.
    "the host of a package registry": re.compile(
        r"pypi[.]org|pythonhosted[.]org|pypi[.]python[.]org|anaconda[.]org|registry[.]npmjs|crates[.]io"
        r"|deb[.]debian[.]org|(?:archive|ports)[.]ubuntu[.]com|proxy[.]golang|docker[.]io|ghcr[.]io"
    ),
    # Only with a name behind it and none before it, so that example.org/work/x or "/tmp" by itself stay free.
    "a path of one machine": re.compile(
        r"(?<![\w.$~/-])/(?:home|root|work|farm|tmp|Users|var/folders|mnt|media)/[\w.]|[A-Z]:\\{1,2}Users\\{1,2}\w"
    ),
    "a mark of unfinished work": re.compile(
        r"\bFIXME\b|\bXXX\b|\bTODO\b|\bbreakpoint\(\)|\bset_trace\(\)|^<{7} |^>{7} |^={7}$", re.MULTILINE
    ),
}


def committed_text_files() -> dict[str, str]:
    """Give every text file that git holds, or in a copy without git every file that it would hold, by path."""
    if (ROOT / ".git").exists():
        # A checkout may belong to somebody else, as in a container.
        command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
        paths = [ROOT / name for name in listing.decode().split("\0") if name]
    else:
        ignored = {"__pycache__", "sample", "dist", "build"}
        paths = [
            path
            for path in ROOT.rglob("*")
            if not any(part.startswith(".") or part in ignored for part in path.relative_to(ROOT).parts[:-1])
        ]
    found = {}
    for path in paths:
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", errors="replace")
    return found


@pytest.mark.parametrize("leftover", LEFTOVERS)
def test_no_committed_file_holds(leftover: str) -> None:
    this_file = Path(__file__).relative_to(ROOT).as_posix()
    found = [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for path, text in committed_text_files().items()
        # The texts under seeds are kept as they were received, whatever they say.
        if path != this_file and not re.fullmatch(r"seeds/.*\.txt", path)
        for match in LEFTOVERS[leftover].finditer(text)
        if match[0] not in EXCUSED.get(path, [])
    ]
    assert found == []


@pytest.mark.parametrize(
    ("leftover", "text"),
    [
        ("the host of a package registry", "https://files.python" + "hosted.org/packages/x.whl"),
        ("a path of one machine", "open('/ho" + "me/ann/project.annotator')"),
        ("a path of one machine", "C:" + r"\Users\ann"),
        ("a mark of unfinished work", "# TO" + "DO later"),
    ],
)
def test_leftover_is_seen(leftover: str, text: str) -> None:
    assert LEFTOVERS[leftover].search(text)


@pytest.mark.parametrize("text", ["in /tmp and", "example.org/work/paper", "$HOME/work/x", "the todo table", "./tmp/x"])
def test_harmless_text_is_no_leftover(text: str) -> None:
    assert not any(pattern.search(text) for pattern in LEFTOVERS.values())


def test_no_source_file_is_too_long() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "src").rglob("*.py")
    }
    too_long = {path: lines for path, lines in lengths.items() if lines > LINES_AT_MOST}
    assert set(too_long) == set(LONG_FILES), too_long
