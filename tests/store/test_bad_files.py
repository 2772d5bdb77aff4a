"""A file that is no sound project is refused in one clear sentence, stays as it is, and nothing appears beside it."""

import hashlib
import random
import sqlite3
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.errors import UserError
from annotator.store import schema
from annotator.usecases.project import Project
from support.projects import project_with, shown

PAGE = 4096
HEAD = 100
"""Bytes of SQLite's header."""


def contents(folder: Path) -> dict[str, str]:
    """Give every file below a folder with a digest of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in folder.rglob("*")
    }


def sentence_of(error: BaseException) -> str:
    """Give the sentence of an error, which is one line, ends like a sentence and says nothing of the machinery."""
    said = str(error)
    assert "\n" not in said
    assert said.endswith(".")
    assert not any(word in said.casefold() for word in ("sqlite", "sqlalchemy", "traceback", "errno", "pragma"))
    return said


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound project with some labels."""
    path = tmp_path_factory.mktemp("sound") / "sound.annotator"
    with project_with(path, (0, 1, 2), n_statements=8) as project:
        for row in project.statements():
            project.label(row.uid, "Ann", stance="mixed", themes=["drugs", "economy"])
    return path.read_bytes()


def open_to_write(path: Path) -> None:
    Project.open(path).close()


def open_to_look(path: Path) -> None:
    Project.open(path, read_only=True).close()


def merge_from(path: Path) -> None:
    """Merge the file into a project in another folder, which must stay as it was."""
    folder = path.parent.with_name("own")
    folder.mkdir()
    with project_with(folder / "own.annotator", (7,)) as project:
        before = shown(project)
        try:
            project.merge([path])
        finally:
            assert shown(project) == before
            assert project.check().problems == ()


WAYS = pytest.mark.parametrize("way", [open_to_write, open_to_look, merge_from])


def refusal(way: Callable[[Path], None], path: Path) -> str:
    """Give the sentence with which a file is refused, having seen that nothing was changed."""
    before = contents(path.parent)
    with pytest.raises(UserError) as error:
        way(path)
    assert contents(path.parent) == before
    return sentence_of(error.value)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a bad file may be put, in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder / "bad.annotator"


@WAYS
def test_missing_file_is_named_with_the_nearest_that_is_there(way: Callable[[Path], None], place: Path) -> None:
    place.with_name("bat.annotator").write_bytes(b"")
    assert 'bad.annotator"; the nearest is "bat.annotator"' in refusal(way, place)


@WAYS
def test_folder_is_said_to_be_one(way: Callable[[Path], None], place: Path) -> None:
    place.mkdir()
    assert "is a folder" in refusal(way, place)


@WAYS
@pytest.mark.parametrize("content", [b"", b"x", b"Norway welcomed the report.\n" * 400, bytes(9 * PAGE)])
def test_file_that_is_no_database_is_said_to_be_no_project(
    content: bytes, way: Callable[[Path], None], place: Path
) -> None:
    place.write_bytes(content)
    assert '"bad.annotator" is not a project file' in refusal(way, place)


@WAYS
def test_database_of_another_program_is_said_to_be_one(way: Callable[[Path], None], place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE journal (seq INTEGER PRIMARY KEY, value TEXT)")
    connection.close()
    assert "another program" in refusal(way, place)


@WAYS
def test_file_of_a_newer_version_is_refused_with_what_to_do(
    way: Callable[[Path], None], place: Path, sound: bytes
) -> None:
    place.write_bytes(sound[:60] + struct.pack(">I", schema.SCHEMA_VERSION + 1) + sound[64:])
    said = refusal(way, place)
    assert "newer version" in said
    assert "install" in said


@WAYS
@pytest.mark.parametrize("kept", [1, 15, 16, 99, 100, 512, PAGE - 1, PAGE, PAGE + 1, 0.3, 0.5, 0.9, -PAGE, -1])
def test_truncated_file_is_refused(kept: float, way: Callable[[Path], None], place: Path, sound: bytes) -> None:
    n_bytes = int(len(sound) * kept) if 0 < kept < 1 else int(kept)
    place.write_bytes(sound[:n_bytes])
    said = refusal(way, place)
    assert ("is cut short" if len(sound[:n_bytes]) >= HEAD else "is not a project file") in said


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True))
def test_truncated_file_is_refused_wherever_it_ends(share: float, place: Path, sound: bytes) -> None:
    place.write_bytes(sound[: int(len(sound) * share)])
    refusal(open_to_write, place)


@WAYS
@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 1), (0, 16), (0, HEAD), (16, 18), (18, 20), (20, 24), (44, 48), (56, 60), (68, 72), (HEAD, PAGE), (0, PAGE)],
)
def test_damaged_header_is_refused(
    start: int, end: int, way: Callable[[Path], None], place: Path, sound: bytes
) -> None:
    place.write_bytes(sound[:start] + b"\xa5" * (end - start) + sound[end:])
    refusal(way, place)


# --- damage further in: SQLite keeps no checksums, so it shows where it is met --------------------------------------


def damages(page: bytes, draw: random.Random) -> Iterator[bytes]:
    """Give what may have become of a page."""
    yield bytes(len(page))
    yield b"\xff" * len(page)
    yield draw.randbytes(len(page))
    half = len(page) // 2
    yield page[:half] + bytes(half)


def use(path: Path) -> list[str]:
    """Read everything, label, verify; give the sentences with which any of that was refused, and what was found."""
    said: list[str] = []
    found: tuple[str, ...] = ()

    def label(project: Project) -> None:
        for row in list(project.statements())[:1]:
            project.label(row.uid, "Ben", stance="neutral")

    uses: list[Callable[[Project], object]] = [lambda p: p.info(), lambda p: list(p.statements()), lambda p: p.labels()]
    try:
        with Project.open(path) as project:
            for one in (*uses, label):
                try:
                    one(project)
                except UserError as error:
                    said.append(sentence_of(error))
            found = project.check().problems
    except UserError as error:
        said.append(sentence_of(error))
    return [*said, *found]


def test_damaged_page_is_found_or_refused_in_a_sentence(place: Path, sound: bytes) -> None:
    draw = random.Random(1)
    pages = [sound[start : start + PAGE] for start in range(0, len(sound), PAGE)]
    unnoticed = trials = 0
    for number, page in enumerate(pages):
        if number == 0:
            continue
        for damage in damages(page, draw):
            if damage == page:
                continue
            place.write_bytes(b"".join([*pages[:number], damage, *pages[number + 1 :]]))
            trials += 1
            unnoticed += not use(place)
            assert [path.name for path in place.parent.iterdir()] == [place.name]
    # What is not noticed hit bytes that say nothing: the free half of a page.
    assert unnoticed < trials / 20


def test_page_written_in_the_place_of_another_is_found_or_changes_nothing_shown(place: Path, sound: bytes) -> None:
    place.write_bytes(sound)
    with Project.open(place) as project:
        everything = shown(project)
    draw = random.Random(2)
    pages = [sound[start : start + PAGE] for start in range(0, len(sound), PAGE)]
    for number, page in enumerate(pages[1:], 1):
        other = draw.choice([one for one in pages[1:] if one != page])
        place.write_bytes(b"".join([*pages[:number], other, *pages[number + 1 :]]))
        try:
            with Project.open(place) as project:
                assert project.check().problems or shown(project) == everything
        except UserError as error:
            sentence_of(error)


def test_damaged_page_when_only_looked_at_is_left_as_it_is(place: Path, sound: bytes) -> None:
    middle = len(sound) // PAGE // 2 * PAGE
    place.write_bytes(sound[:middle] + bytes(PAGE) + sound[middle + PAGE :])
    before = contents(place.parent)
    try:
        with Project.open(place, read_only=True) as project:
            assert project.check().problems
    except UserError as error:
        sentence_of(error)
    assert contents(place.parent) == before


def test_damaged_page_of_a_file_to_merge_is_not_blamed_on_the_project(place: Path, sound: bytes) -> None:
    own = place.with_name("own.annotator")
    refused = 0
    for number in range(1, len(sound) // PAGE):
        place.write_bytes(sound[: number * PAGE] + b"\xff" * PAGE + sound[(number + 1) * PAGE :])
        with project_with(own, (7,)) as project:
            said = None
            try:
                project.merge([place])
            except UserError as error:
                said = sentence_of(error)
            assert said is None or ('"bad.annotator"' in said and "own.annotator" not in said)
            assert project.check().problems == ()
            refused += said is not None
        own.unlink()
    assert refused


def test_text_changed_in_the_file_is_found(place: Path, sound: bytes) -> None:
    place.write_bytes(sound)
    connection = sqlite3.connect(place)
    connection.execute("UPDATE source_text SET text = replace(text, 'welcomed', 'rejected') WHERE rowid = 1")
    connection.commit()
    connection.close()
    with Project.open(place) as project:
        (problem,) = project.check().problems
    assert "has been changed since it was taken in" in problem
    with project_with(place.with_name("own.annotator"), (7,)) as project, pytest.raises(UserError, match="nothing was"):
        project.merge([place])


def test_search_index_that_says_something_else_is_found_and_mended_by_a_rebuild(place: Path, sound: bytes) -> None:
    place.write_bytes(sound)
    connection = sqlite3.connect(place)
    connection.execute("INSERT INTO statement_search (rowid, text) VALUES (1, 'never said')")
    connection.commit()
    connection.close()
    with Project.open(place) as project:
        assert project.check().problems
        project.check(rebuild=True)
        assert project.check().problems == ()


def test_new_project_over_a_file_that_exists_is_refused(place: Path) -> None:
    place.write_bytes(b"somebody's letters")
    assert "exists already" in refusal(lambda path: Project.create(path).close(), place)


def test_new_project_in_a_folder_that_does_not_exist_is_refused(place: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        Project.create(place.parent / "nowhere" / "new.annotator")
    assert list(place.parent.iterdir()) == []
