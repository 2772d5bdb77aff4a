"""Places where nothing can be written, and disks that are full: said in a sentence, and nothing acknowledged is lost.

Permissions only deny somebody who is not the administrator, so what they are to deny happens in a child process that
gives its rights up.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.errors import UserError
from annotator.usecases.project import Project
from store.test_bad_files import contents, sentence_of
from support.projects import project_with
from support.rights import GIVE_UP_RIGHTS, needs_posix, run_without_rights

TESTS = Path(__file__).resolve().parents[1]

HEAD = f"""{GIVE_UP_RIGHTS}
from pathlib import Path
from annotator.domain.errors import UserError
from annotator.usecases.project import Project

path = Path(sys.argv[1])

def said(do):
    try:
        do()
    except UserError as error:
        return str(error)
    return "done"
"""


def in_child(code: str, path: Path) -> list[str]:
    """Run code in a child process; give the lines that it prints."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])}
    command = [sys.executable, "-c", HEAD + code, str(path)]
    child = subprocess.run(command, capture_output=True, text=True, env=env, cwd=path.parent)
    assert child.returncode == 0, child.stderr
    return child.stdout.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose permissions may be taken away."""
    inner = tmp_path / "project"
    inner.mkdir()
    yield inner
    inner.chmod(0o755)


def labelled(path: Path) -> None:
    """Make a project with two labels."""
    with project_with(path, (0,)) as project:
        for row in list(project.statements(unlabelled_by="Ann"))[:2]:
            project.label(row.uid, "Ann", stance="mixed", themes=["drugs"])


LOOK = """
give_up_rights()
print(said(lambda: Project.open(path)))
with Project.open(path, read_only=True) as project:
    print(len(list(project.statements())), len(project.labels("Ann")), project.check().problems)
    print(said(lambda: project.label(next(project.statements()).uid, "Ben", stance="neutral")))
"""


@needs_posix
def test_read_only_folder_is_said_to_be_one_and_can_be_looked_at(folder: Path) -> None:
    path = folder / "project.annotator"
    labelled(path)
    folder.chmod(0o555)
    before = contents(folder)
    refused, rows, label = in_child(LOOK, path)
    assert "cannot be written" in sentence_of(UserError(refused))
    assert "read-only" in refused
    assert rows == "5 2 ()"
    assert "read-only" in sentence_of(UserError(label))
    assert contents(folder) == before


@needs_posix
@pytest.mark.parametrize("rights", [0o555, 0o000])
@pytest.mark.parametrize("inside", ["new.annotator", "deeper/new.annotator"])
def test_new_project_where_nothing_can_be_written_asks_for_another_folder(
    rights: int, inside: str, folder: Path
) -> None:
    path = folder / inside
    path.parent.mkdir(exist_ok=True)
    path.parent.chmod(rights)
    folder.chmod(rights)
    code, out, err = run_without_rights("new", path)
    of_sample = run_without_rights("sample", path.parent / "inside")
    folder.chmod(0o755)
    path.parent.chmod(0o755)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert f'"{path.parent}"' in err
    assert "choose another one" in err
    assert (*of_sample[:2], of_sample[2].count("\n"), "choose another one" in of_sample[2]) == (1, "", 1, True)
    assert "read-only" not in err
    assert list(path.parent.iterdir()) == []


@needs_posix
@pytest.mark.parametrize("left", [["-wal"], ["-wal", "-shm"]])
def test_read_only_folder_with_a_log_left_in_it_shows_what_the_log_holds(left: list[str], folder: Path) -> None:
    path = folder / "project.annotator"
    original = folder.parent / "original.annotator"
    with project_with(original, (0,)) as project:
        project.checkpoint()
        for row in list(project.statements(unlabelled_by="Ann"))[:2]:
            project.label(row.uid, "Ann", stance="mixed", themes=["drugs"])
        for suffix in ["", *left]:  # as they lie there after a power cut
            shutil.copy(f"{original}{suffix}", f"{path}{suffix}")
    folder.chmod(0o555)
    before = contents(folder)
    assert in_child(LOOK, path)[1] == "5 2 ()"
    after = contents(folder)
    assert set(after) == set(before)
    # The shared memory is SQLite's scratch paper, and is anybody's to write to who may.
    assert all(after[name] == before[name] for name in after if not name.endswith("-shm"))


@needs_posix
def test_read_only_file_is_said_to_be_one_and_can_be_looked_at(folder: Path) -> None:
    path = folder / "project.annotator"
    labelled(path)
    path.chmod(0o444)
    before = contents(folder)
    refused, rows, label = in_child(LOOK, path)
    assert "cannot be written" in sentence_of(UserError(refused))
    assert rows == "5 2 ()"
    assert "read-only" in sentence_of(UserError(label))
    assert contents(folder) == before


MERGE = """
give_up_rights()
with Project.create(path.parents[1] / "own.annotator") as project:
    print(said(lambda: project.merge([path])), len(project.labels()), project.check().problems)
"""


@needs_posix
@pytest.mark.parametrize("has_log", [False, True])
def test_file_in_a_read_only_folder_can_be_merged_and_stays_as_it_is(has_log: bool, folder: Path) -> None:
    path, original = folder / "project.annotator", folder.parent / "original.annotator"
    labelled(original)
    with Project.open(original) as project:
        row = next(project.statements(unlabelled_by="Ann"))
        project.label(row.uid, "Ann", stance="neutral", themes=["drugs"])
        for suffix in ["", "-wal"] if has_log else [""]:
            shutil.copy(f"{original}{suffix}", f"{path}{suffix}")
    folder.chmod(0o555)
    before = contents(folder)
    assert in_child(MERGE, path) == [f"done {3 if has_log else 2} ()"]
    assert contents(folder) == before


# --- full disks -----------------------------------------------------------------------------------------------------


def label_until_refused(project: Project, note: str) -> tuple[int, str]:
    """Label statement after statement; give how many were acknowledged and the sentence that refused the next."""
    for number, row in enumerate(project.statements(unlabelled_by="Ann")):
        try:
            project.label(row.uid, "Ann", stance="mixed", themes=["drugs"], note=note)
        except UserError as error:
            return number, sentence_of(error)
    raise AssertionError("nothing was refused")


def limit_pages(project: Project, n_more: int) -> None:
    """Have SQLite refuse to let the file grow by more than so many pages."""
    assert project._file._writer is not None
    with project._file._writer.connect() as connection:
        n_pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)
        connection.exec_driver_sql(f"PRAGMA max_page_count = {n_pages + n_more}")


def test_label_on_a_full_disk_is_refused_and_the_same_project_goes_on_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "project.annotator"
    with project_with(path, (0,), n_statements=100) as project:
        project.add_coder("Ann")
        limit_pages(project, 20)
        acknowledged, said = label_until_refused(project, "a note " * 200)
        assert acknowledged
        assert "The disk is full" in said
        assert "free some space" in said
        assert len(project.labels("Ann")) == acknowledged
        assert project.check().problems == ()
        limit_pages(project, 1_000_000)
        for row in project.statements(unlabelled_by="Ann"):
            project.label(row.uid, "Ann", stance="mixed", themes=["drugs"])
        assert len(project.labels("Ann")) == 100
        assert project.check().problems == ()
    with Project.open(path) as project:
        assert len(project.labels("Ann")) == 100


LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
project = Project.open(path)
rows = list(project.statements(unlabelled_by="Ann"))
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 150_000, most))
refused = acknowledged = 0
sentences = set()
for row in rows:
    answer = said(lambda: project.label(row.uid, "Ann", stance="mixed", themes=["drugs"], note="a note " * 200))
    refused += answer != "done"
    acknowledged += answer == "done"
    sentences.add(answer)
print(acknowledged > 0, refused > 0, *sorted(sentences - {"done"}), sep="|")
print(len(project.labels("Ann")) == acknowledged)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
print(project.check().problems)
for row in rows:
    project.label(row.uid, "Ann", stance="neutral", themes=["drugs"], note="there is room")
print(len(project.labels("Ann")) == len(rows), project.check().problems)
project.close()
"""


@needs_posix
def test_label_where_the_system_lets_no_file_grow_is_refused_and_all_goes_on_when_it_does(folder: Path) -> None:
    path = folder / "project.annotator"
    with project_with(path, (0,), n_statements=300) as project:
        project.add_coder("Ann")
    head, kept, sound, went_on = in_child(LIMITED, path)
    some_went, some_not, *sentences = head.split("|")
    assert (some_went, some_not) == ("True", "True")
    assert [sentence for sentence in sentences if "was not saved" in sentence_of(UserError(sentence))] == sentences
    assert (kept, sound, went_on) == ("True", "()", "True ()")
    with Project.open(path) as project:
        assert len(project.labels("Ann")) == 300
        assert project.check().problems == ()


FULL_AT_ONCE = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
print(said(lambda: Project.create(path.with_name("new.annotator"))))
print(said(lambda: Project.open(path).backup()))
print(said(lambda: Project.open(path.with_name("second.annotator")).merge([path])))
"""


@needs_posix
def test_new_project_backup_and_merge_on_a_full_disk_are_refused_and_leave_nothing(folder: Path) -> None:
    path = folder / "project.annotator"
    labelled(path)
    with project_with(folder / "second.annotator", (9,)):
        pass
    before = {name: digest for name, digest in contents(folder).items() if digest != "folder"}
    answers = in_child(FULL_AT_ONCE, path)
    assert "done" not in [sentence_of(UserError(answer)) for answer in answers]
    for name in ("project.annotator", "second.annotator"):
        with Project.open(folder / name) as project:
            assert project.check().problems == ()
    left = {name for name, digest in contents(folder).items() if digest != "folder"}
    assert left == set(before)
