"""The command line as people and scripts meet it: what it prints where, its exit codes, and what it changes."""

import contextlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from annotator import Project, cli, paths, reading, tagging
from annotator.cli.console import Bar
from annotator.domain.label import Coder
from annotator.usecases.sample import make_sample

Run = Callable[..., tuple[int, str, str]]
SEED = next(paths.seeds().glob("000_*.txt"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; gives exit code, standard output and standard error."""

    def run(*words: object, stdin: str | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = cli.main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A sample project of one's own, in an otherwise empty folder."""
    (tmp_path / "work").mkdir()
    return Path(shutil.copy(made, tmp_path / "work" / "council.annotator"))


def statement_uids(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [row.uid for row in project.statements() if row.codable]


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


# -- label -------------------------------------------------------------------------------------------------------------


def test_label_takes_rows_with_every_column(run: Run, project: Path, tmp_path: Path) -> None:
    first, second, third, *_ = statement_uids(project)
    rows = tmp_path / "rows.csv"
    rows.write_text(
        "\ufeffstatement,stance,themes,target,flags,confidence,note\r\n"
        f'{first},critical,"drugs, charter;prevention",russia,uncertain conditional,3,"two\r\nlines, =1"\r\n'
        "\r\n"
        f"{second},not_codable,,,,,\r\n"
        f"{third},,economy,,,,\r\n",
        "utf-8",
    )
    code, out, err = run("label", project, "--coder", "AB", rows)
    assert (code, out) == (0, "3 labels read for AB.\n")
    assert err == 'annotator: "AB" is new in this project.\n'
    with Project.open(project) as opened:
        found = {label.statement: label for label in opened.labels("AB")}
        assert set(found) == {first, second, third}
        label = found[opened.statement(first).uid]
        assert (label.stance, label.themes, label.target) == ("critical", ("drugs", "charter", "prevention"), "russia")
        assert (label.flags, label.confidence) == (("conditional", "uncertain"), 3)
        assert label.note.splitlines() == ["two", "lines, =1"]
        assert opened.undo("AB").done
        assert opened.labels("AB") == ()
    assert run("label", project, "--coder", "AB", rows)[:2] == (0, "3 labels read for AB.\n")
    assert run("label", project, "--coder", "AB", rows)[:2] == (0, "3 labels read for AB; all were so already.\n")


def test_label_reads_standard_input_with_semicolons(run: Run, project: Path) -> None:
    first = statement_uids(project)[0]
    code, _, _ = run(
        "label", project, "--coder", "AB", stdin=f"stance;statement;themes\nneutral;{first};drugs charter\n"
    )
    assert code == 0
    with Project.open(project, read_only=True) as opened:
        assert [(label.stance, label.themes) for label in opened.labels("AB")] == [("neutral", ("drugs", "charter"))]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{0},supportiv,drugs", 'Line 3: The stance "supportiv" is not in the codebook; the nearest is "supportive".'),
        ("{0},neutral,drugz", 'Line 3: The theme "drugz" is not in the codebook; the nearest is "drugs".'),
        ("{0},neutral,drugs,rusia", 'Line 3: The target "rusia" is not in the codebook; the nearest is "russia".'),
        ("{0},neutral,drugs,,9", "Line 3: The confidence 9 is not in the codebook"),
        ("{0},neutral,drugs,,sure", 'Line 3: The confidence "sure" is no whole number.'),
        ("{0},neutral,drugs charter economy cis", "Line 3: "),
        ("{0}x,neutral,drugs", 'Line 3: There is no statement "{0}x" in this project; the nearest is "{0}".'),
        ("{1},neutral,drugs", "Line 3: It labels what line 2 labels already"),
        ("{0},,", "Line 3: It says nothing about the statement"),
        ("{0},neutral,drugs,,,,", "Line 3: It has 7 cells, but the header has 5."),
        ('{0},neutral,"drugs', "Line 3: This is no row of a CSV file"),
    ],
)
def test_row_that_does_not_fit_is_named_and_nothing_is_written(run: Run, project: Path, row: str, message: str) -> None:
    first, second, third, *_ = statement_uids(project)
    cells = row.format(second, first)
    if '"' not in cells and cells.count(",") < 4:
        cells += "," * (4 - cells.count(","))
    text = f"statement,stance,themes,target,confidence\n{first},neutral,drugs,,\n{cells}\n"
    if '"' not in cells:
        text += f"{third},critical,drugs,,\n"
    code, out, err = run("label", project, "--coder", "AB", "-", stdin=text)
    assert (code, out) == (1, "")
    assert err.startswith("annotator: " + message.format(second))
    assert err.count("\n") == 1
    with Project.open(project, read_only=True) as opened:
        assert [coder.name for coder in opened.coders()] == ["Example A", "Example B"]


def test_label_says_how_many_other_lines_do_not_fit(run: Run, project: Path) -> None:
    text = "statement,stance,themes\na,b,c\nd,e,f\ng,h,i\n"
    assert (
        "2 more lines do not fit either. Nothing was written." in run("label", project, "--coder", "AB", stdin=text)[2]
    )


@pytest.mark.parametrize(
    "header", ["statement,stanse,themes", "statement,stance", "statement,stance,stance,themes", ""]
)
def test_label_with_a_wrong_header_is_refused(run: Run, project: Path, header: str) -> None:
    code, _, err = run("label", project, "--coder", "AB", stdin=header + "\n")
    assert code == 1
    assert "first line of standard input" in err


def test_label_in_another_encoding_is_refused(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_bytes("statement,stance,themes,note\na,b,c,é".encode("latin-1"))
    code, _, err = run("label", project, "--coder", "AB", tmp_path / "rows.csv")
    assert code == 1
    assert "not in UTF-8" in err


# -- export, merge, agreement, check, backup ---------------------------------------------------------------------------


def test_export_writes_the_workbook(run: Run, project: Path) -> None:
    out_path = project.with_name("out.xlsx")
    code, out, err = run("export", project, out_path, "--coder", "Example B")
    assert (code, out, err) == (0, f"Wrote {out_path}\n", "")
    assert out_path.is_file()


def test_export_for_an_unknown_coder_is_refused(run: Run, project: Path) -> None:
    code, out, err = run("export", project, project.with_name("out.xlsx"), "--coder", "Exmple B")
    assert (code, out) == (1, "")
    assert err == 'annotator: There is no coder "Exmple B" in this project; the nearest is "Example B".\n'
    assert not project.with_name("out.xlsx").exists()


def test_merge_previews_then_brings_then_has_nothing_new(run: Run, project: Path) -> None:
    other = Path(shutil.copy(project, project.with_name("colleague.annotator")))
    uid = statement_uids(other)[-1]
    with Project.open(other) as opened:
        opened.label(uid, "Cleo", stance="neutral", themes=["drugs"])
    code, out, _ = run("merge", project, other, "--preview")
    assert code == 0
    assert out.startswith("This would bring:\n")
    assert "  1 label by Cleo\n" in out
    assert statement_label_count(project, "Cleo") == 0
    assert run("merge", project, other)[1].startswith("This brought:\n")
    assert statement_label_count(project, "Cleo") == 1
    assert run("merge", project, other)[1] == "Nothing new: this project holds all of it already.\n"


def statement_label_count(path: Path, coder: str) -> int:
    with Project.open(path, read_only=True) as project:
        names: dict[str, Coder] = {coder.name: coder for coder in project.coders()}
        return len(project.labels(coder)) if coder in names else 0


def test_agreement_gives_the_same_in_text_and_json(run: Run, project: Path) -> None:
    with Project.open(project, read_only=True) as opened:
        report = opened.agreement()
    found = json.loads(run("agreement", project, "--json")[1])
    assert (found["coders"], found["target"]) == (["Example A", "Example B"], report.target)
    assert [measured["alpha"] for measured in found["overall"]] == [agreement.alpha for agreement in report.overall]
    assert found["overall"] == found["pairs"]
    code, out, err = run("agreement", project)
    assert (code, err) == (0, "")
    for agreement in report.pairs:
        assert agreement.alpha is not None
        assert f"{agreement.question} ({agreement.level})" in out
        assert f"{agreement.alpha:.3f}" in out


def test_agreement_of_nobody_says_what_to_do(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "a.annotator")
    code, out, err = run("agreement", tmp_path / "a.annotator")
    assert (code, out) == (1, "")
    assert "nobody has labels" in err


def test_agreement_on_a_round_that_is_not_there_is_refused(run: Run, project: Path) -> None:
    code, _, err = run("agreement", project, "--round", "pilot")
    assert code == 1
    assert '"pilot"' in err


def test_check_and_rebuild_of_a_sound_project(run: Run, project: Path) -> None:
    code, out, err = run("check", project)
    assert (code, err) == (0, "")
    assert out.startswith("Sound: ")
    assert run("check", project, "--rebuild")[1].endswith("all else made anew.\n")


def test_check_finds_what_does_not_say_what_the_journal_says(run: Run, project: Path) -> None:
    connection = sqlite3.connect(project)
    connection.execute("UPDATE transcript SET title = 'Another title'")
    connection.commit()
    connection.close()
    before = project.read_bytes()
    code, out, err = run("check", project)
    assert code == 1
    assert 'The table "transcript" does not say what the journal says' in out
    assert err.endswith("run it again with --rebuild, which makes what is derived anew.\n")
    assert project.read_bytes() == before
    assert run("check", project, "--rebuild")[0] == 0
    assert run("check", project)[0] == 0


@pytest.mark.parametrize("words", [["check"], ["check", "--rebuild"]])
def test_check_of_a_damaged_project_says_what_to_do_next_as_every_command_does(
    run: Run, project: Path, words: list[str]
) -> None:
    data = project.read_bytes()
    advice = "restore the newest copy from the folder of backups beside it.\n"
    for damage in (b"\xff" * 4096 + data[4096:], data[:200_704] + bytes(4096) + data[204_800:]):
        project.write_bytes(data[:100] + damage[100:])
        code, _, err = run(*words, project)
        assert (code, err.count("\n")) == (1, 1)
        assert err.endswith(advice)
        assert "1 problems" not in err
    project.write_bytes(data[:100] + b"\xff" * 3996 + data[4096:])
    assert run("info", project)[2].endswith(advice)


def test_check_of_no_project_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.annotator").write_bytes(b"no database")
    code, out, err = run("check", tmp_path / "a.annotator")
    assert (code, out) == (1, "")
    assert err.startswith("annotator: ")


def test_backup_can_be_opened(run: Run, project: Path) -> None:
    copy = project.with_name("copy.annotator")
    assert run("backup", project, copy)[:2] == (0, f"Wrote {copy}\n")
    assert statement_uids(copy) == statement_uids(project)


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
