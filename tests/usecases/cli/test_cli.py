"""The command line as people and scripts meet it: what it prints where, its exit codes, and what it changes."""

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from annotator import Project, cli, paths, reading, tagging
from annotator.cli.console import Bar
from support.projects import statement_uids
from support.rights import needs_posix, run_without_rights

Run = Callable[..., tuple[int, str, str]]
SEED = next(paths.seeds().glob("000_*.txt"))


def child(*words: object, **options: Any) -> "subprocess.Popen[str]":
    code = "import sys; from annotator.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], text=True, encoding="utf-8", **options)


# -- every command -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: annotator {command} ")


def test_help_lists_every_command(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    listed = out.split("Commands:")[1].split("\n")
    assert tuple(line.split()[0] for line in listed if line.startswith("  ") and line[2] != " ") == cli.COMMANDS


@pytest.mark.parametrize(
    "words", [["frob"], [], ["info"], ["info", "a", "b"], ["new", "a.annotator", "--unit", "word"], ["label", "a"]]
)
def test_wrong_usage_ends_with_2_and_says_so_on_standard_error(run: Run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert code == 2
    assert (out + err).strip()
    assert "Traceback" not in err
    assert not words or out == ""


@pytest.mark.parametrize(
    "words",
    [
        ["info", "{near}"],
        ["inspect", "{near}"],
        ["import", "{project}", "{near}"],
        ["label", "{project}", "--coder", "AB", "{near}"],
        ["merge", "{project}", "{near}"],
        ["new", "{folder}/new.annotator", "--codebook", "{near}"],
    ],
    ids=lambda words: words[0],
)
def test_path_that_does_not_exist_is_named_with_the_nearest(run: Run, project: Path, words: list[str]) -> None:
    near = project.with_name("councl.annotator")
    code, out, err = run(*(word.format(near=near, project=project, folder=project.parent) for word in words))
    assert (code, out) == (1, "")
    assert err.startswith("annotator: ")
    assert err.count("\n") == 1
    assert str(near) in err
    assert '"council.annotator"' in err


# -- sample, new, import, info -----------------------------------------------------------------------------------------


def test_sample_is_made_and_says_how_to_open_it(run: Run, tmp_path: Path) -> None:
    code, out, err = run("sample", tmp_path / "a b")
    path = tmp_path / "a b" / "sample.annotator"
    assert (code, err) == (0, "")
    assert path.is_file()
    assert out.endswith(f"Open it with: annotator '{path}'\n")
    code, out, err = run("sample", tmp_path / "a b")
    assert (code, out) == (1, "")
    assert f"annotator '{path}'" in err


def test_new_then_import_then_info(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.annotator"
    assert run("new", path, "--unit", "paragraph")[0] == 0
    code, out, err = run("import", path, paths.seeds(), SEED)
    assert (code, err) == (0, "")
    assert out.endswith("5 imported.\n")
    code, out, _ = run("info", path, "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["unit"], found["transcripts"], found["labels"], found["coders"]) == ("paragraph", 5, 0, [])
    assert run("import", path, SEED)[1].endswith("0 imported, 1 there already.\n")


@pytest.mark.parametrize("words", [["text=said, so,speaker=2"], ["text=said, so", "--columns", "speaker=who"]])
def test_import_takes_the_columns_that_are_named(run: Run, tmp_path: Path, words: list[str]) -> None:
    run("new", tmp_path / "a.annotator")
    (tmp_path / "t.csv").write_text('"said, so",who,text\nIt is late.,Mr. Lind,x\n', "utf-8")
    code, _, err = run("import", tmp_path / "a.annotator", tmp_path / "t.csv", "--columns", *words)
    assert (code, err) == (0, "")
    with Project.open(tmp_path / "a.annotator", read_only=True) as project:
        assert [(row.text, row.speakers[0].name) for row in project.statements()] == [("It is late.", "Lind")]


@pytest.mark.parametrize("words", ["Speech", "colour=red", "rows=verse"])
def test_choice_of_columns_that_is_none_is_said_in_one_line(run: Run, tmp_path: Path, words: str) -> None:
    run("new", tmp_path / "a.annotator")
    code, out, err = run("import", tmp_path / "a.annotator", SEED, "--columns", words)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert words.split("=")[-1] in err or words.split("=")[0] in err


def test_refused_file_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "a.annotator")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    code, out, err = run("import", tmp_path / "a.annotator", tmp_path / "picture.png", SEED)
    assert code == 1
    assert out.endswith("1 imported, 1 refused.\n")
    assert err.startswith(f"annotator: {tmp_path / 'picture.png'}: ")
    assert err.count("\n") == 1


def test_one_of_a_kind_is_counted_in_the_singular(run: Run, project: Path, tmp_path: Path) -> None:
    run("new", tmp_path / "a.annotator")
    (tmp_path / "one.txt").write_text("We met in Oslo.\n", "utf-8")
    assert "(1 statement, 1 mention)\n" in run("import", tmp_path / "a.annotator", tmp_path / "one.txt")[1]
    uid = statement_uids(project)[0]
    assert run("label", project, "--coder", "Bo", stdin=f"statement,stance,themes\n{uid},mixed,drugs\n")[1:] == (
        "1 label read for Bo.\n",
        'annotator: "Bo" is new in this project.\n',
    )


def test_text_that_is_there_already_is_named_by_the_title_that_it_has_there(run: Run, project: Path) -> None:
    with Project.open(project) as opened:
        (there,) = opened.import_text("We met in Oslo.\n", title="The minutes").files
    again = project.with_name("again.txt")
    again.write_text("We met in Oslo.\n", "utf-8")
    code, out, _ = run("import", project, again)
    assert (code, there.title) == (0, "The minutes")
    assert out == f"{again}: Here already as “The minutes”.\n0 imported, 1 there already.\n"


def test_file_that_is_not_there_is_refused_with_the_nearest_name_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "a.annotator")
    good = Path(shutil.copy(SEED, tmp_path / "meeting.txt"))
    (tmp_path / "empty").mkdir()
    missing = [tmp_path / "meting.txt", tmp_path / "no" / "such.zip", tmp_path / "empty", tmp_path / ("x" * 300)]
    code, out, err = run("import", tmp_path / "a.annotator", *missing, good)
    assert code == 1
    assert out.endswith("1 imported, 4 refused.\n")
    lines = err.splitlines()
    assert [line.startswith(f"annotator: {path}: ") for line, path in zip(lines, missing, strict=True)] == [True] * 4
    assert lines[0].endswith('the nearest is "meeting.txt".')
    assert "holds no file that can be read" in lines[2]


def test_files_of_a_folder_that_nothing_reads_are_counted_once_with_their_endings(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "a.annotator")
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    shutil.copy(SEED, folder)
    for name in ("a.png", "deeper/b.PNG", "deeper/c.jpg", ".hidden.png", "README.md", "~$a.docx", "b.annotator.lock"):
        (folder / name).touch()
    code, out, err = run("import", tmp_path / "a.annotator", folder, folder)
    assert (code, err) == (0, "")
    assert out.endswith("\n3 files passed over: .png, .jpg\n1 imported.\n")
    (folder / "notes").touch()
    assert "\n4 files passed over: .png, .jpg, no ending\n" in run("import", tmp_path / "a.annotator", folder)[1]
    assert "passed over" not in run("import", tmp_path / "a.annotator", folder / SEED.name)[1]


def test_files_of_a_folder_that_cannot_be_taken_are_each_named_with_the_reason(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "a.annotator")
    folder, elsewhere = tmp_path / "texts", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    shutil.copy(SEED, folder)
    (folder / "dead.txt").symlink_to(tmp_path / "gone.txt")
    (folder / "more").symlink_to(elsewhere)
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with ZipFile(folder / "some.zip", "w") as archive:
        archive.writestr("one.txt", "We met in Oslo.\n")
        archive.writestr("two.odp", "x")
        archive.writestr("three.png", "x")
    code, out, err = run("import", tmp_path / "a.annotator", folder)
    assert (code, err.count("\n")) == (1, 4)
    for name, why in (
        ("dead.txt", "points to nothing"),
        ("more", "is a link to another folder"),
        ("old.doc", "is an old Word or Excel file"),
        ("some.zip/two.odp", "“.odp” are not supported"),
    ):
        assert any(line.startswith(f"annotator: {folder / name}: ") and why in line for line in err.splitlines()), name
    assert out.endswith("\n1 file passed over: .png\n2 imported, 4 refused.\n")


@needs_posix
def test_link_in_a_folder_that_leads_into_a_closed_one_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    folder, closed = tmp_path / "texts", tmp_path / "closed"
    folder.mkdir()
    closed.mkdir()
    shutil.copy(SEED, folder)
    (closed / "far.txt").write_text("We met in Oslo.\n", "utf-8")
    (folder / "link.txt").symlink_to(closed / "far.txt")
    Project.create(tmp_path / "a.annotator").close()
    closed.chmod(0o000)
    try:
        code, out, err = run_without_rights("import", tmp_path / "a.annotator", folder)
    finally:
        closed.chmod(0o755)
    assert (code, err.count("\n")) == (1, 1), err
    assert "link.txt may not be opened" in err
    assert out.endswith("1 imported, 1 refused.\n")


def test_link_that_points_to_nothing_is_said_to(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "a.annotator")
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    for command in (["inspect", link], ["import", tmp_path / "a.annotator", link]):
        code, out, err = run(*command)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert f'"{link}" is a link that points to nothing' in err
    code, out, err = run("import", tmp_path / "a.annotator", link, SEED)
    assert (code, err.count("\n")) == (1, 1)
    assert "points to nothing" in err
    assert out.endswith("1 imported, 1 refused.\n")


def test_info_counts_what_the_project_says(run: Run, project: Path) -> None:
    with Project.open(project, read_only=True) as opened:
        info = opened.info()
    found = json.loads(run("info", project, "--json")[1])
    assert [found[name] for name in ("statements", "codable", "mentions", "labels", "facts")] == [
        info.n_statements, info.n_codable, info.n_mentions, info.n_labels, info.n_facts,
    ]  # fmt: skip
    assert found["codebook"] == {"name": info.codebook_name, "version": info.codebook_version}
    assert [(coder["name"], coder["example"], coder["labels"]) for coder in found["coders"]] == [
        (progress.coder.name, True, progress.labels) for progress in info.coders
    ]
    code, out, err = run("info", project)
    assert (code, err) == (0, "")
    assert f"Example A (example)  {info.coders[0].labels:>6}" in out


# -- inspect -----------------------------------------------------------------------------------------------------------


def test_inspect_json_has_the_form_of_the_contract(run: Run) -> None:
    code, out, err = run("inspect", SEED, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert list(found) == ["transcript", "text", "passages", "statements", "mentions"]
    assert list(found["transcript"]) == [
        "title", "source_kind", "body", "meeting", "release", "symbols", "date", "place", "language",
        "sha256", "importer",
    ]  # fmt: skip
    voice = {"name", "role", "affiliation"}
    forms = {
        "passages": {"start", "end", "kind", "section", "language", "speakers"},
        "statements": {"uid", "start", "end", "passage", "codable", "speakers"},
        "mentions": {"start", "end", "label", "text", "entity"},
    }
    for name, keys in forms.items():
        assert found[name]
        assert all(set(part) == keys for part in found[name])
        assert all(set(speaker) == voice for part in found[name] for speaker in part.get("speakers", ()))
        assert all(0 <= part["start"] < part["end"] <= len(found["text"]) for part in found[name])
    assert found["text"] == SEED.read_text("utf-8-sig")
    assert all(found["text"][m["start"] : m["end"]] == m["text"] for m in found["mentions"])
    analysis = tagging.analyse(reading.read(SEED))
    assert [(m["label"], m["entity"]) for m in found["mentions"]] == [(m.kind, m.entity) for m in analysis.mentions]
    assert len({m["entity"] for m in found["mentions"]}) > 10
    assert [voices(part["speakers"]) for part in found["passages"]] == [
        [(voice.name, voice.role, voice.affiliation) for voice in passage.speakers] for passage in analysis.passages
    ]
    for statement in found["statements"]:
        passage = found["passages"][statement["passage"]]
        assert passage["start"] <= statement["start"] < statement["end"] <= passage["end"]


def voices(speakers: list[dict[str, str | None]]) -> list[tuple[str | None, ...]]:
    return [(speaker["name"], speaker["role"], speaker["affiliation"]) for speaker in speakers]


def test_inspect_says_in_text_what_the_json_says(run: Run) -> None:
    found = json.loads(run("inspect", SEED, "--json")[1])
    code, out, err = run("inspect", SEED)
    assert (code, err) == (0, "")
    assert f"title       {found['transcript']['title']}\n" in out
    assert f"mentions    {len(found['mentions'])}  (" in out
    assert len(out.split("\n\n")[1].splitlines()) == 1 + len(found["passages"])


def test_inspect_lets_no_control_character_of_a_file_through(run: Run, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("The Council met. \x1b[31mRed \x9b2J text.\n", "utf-8")
    code, out, err = run("inspect", tmp_path / "evil.txt")
    assert code in (0, 1)
    assert not set(out + err) & {"\x1b", "\x9b"}


# -- the edges ---------------------------------------------------------------------------------------------------------


def test_interrupt_ends_with_130(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted(io.BytesIO):
        def read(self, *_size: Any) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
    assert cli.main(["label", str(project), "--coder", "AB"]) == 130
    assert capsys.readouterr().err == "annotator: Interrupted; what was not finished has not been written.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals and pipes here")
@pytest.mark.parametrize("words", [["info", "{project}"], ["inspect", str(SEED), "--json"], ["--help"]])
def test_reader_that_has_gone_ends_well_and_silently(project: Path, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as out:
        process = child(*(word.format(project=project) for word in words), stdout=out, stderr=subprocess.PIPE)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals and pipes here")
def test_real_interrupt_of_a_waiting_command_ends_with_130(project: Path) -> None:
    # The row is written only when the child has opened the pipe for reading, thus waits for its end.
    pipe = project.with_name("rows.csv")
    os.mkfifo(pipe)
    # A shell that runs the tests in the background lets them ignore the interrupt, and children inherit that.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = child("label", project, "--coder", "AB", pipe, preexec_fn=heard, **pipes)
    with pipe.open("w") as rows:
        rows.write("statement,stance,themes\n")
        rows.flush()
        out, err = _interrupted(process)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err


def _interrupted(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """What a process prints whom a person interrupts, again after a while: Python may miss one just before it reads."""
    for _ in range(12):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=5)
    raise AssertionError("an interrupt every five seconds for a minute did not end it")


def test_output_in_a_pipe_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mr. Müller said: “Добрый день.”\n", "utf-8")
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    process = child("inspect", tmp_path / "a.txt", "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert json.loads(out)["text"] == "Mr. Müller said: “Добрый день.”\n"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_bar_shows_in_a_terminal_and_rubs_itself_out() -> None:
    stream = Terminal()
    with Bar(stream) as bar:
        assert bar(1, 4, "Reading \x1b[31m")
    shown, *_, last = stream.getvalue().split("\r")[1:]
    assert shown == "[######..................]  25%  Reading \ufffd[31m"
    assert last == ""


def test_bar_is_silent_elsewhere() -> None:
    stream = io.StringIO()
    with Bar(stream) as bar:
        assert bar(1, 2, "Reading")
    assert stream.getvalue() == ""


def test_commands_load_nothing_heavy_before_they_run() -> None:
    code = (
        "import sys; from annotator.cli import main; main(['info', '--help']); "
        "print(sorted({'numpy', 'spacy', 'sqlalchemy', 'openpyxl', 'rich', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.endswith("[]\n")
