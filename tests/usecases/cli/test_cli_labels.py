"""Labels, workbooks, merges, agreement, checks and backups from the command line."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import Project
from annotator.domain.label import Coder
from support.projects import statement_uids

Run = Callable[..., tuple[int, str, str]]


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
