"""Imports with a trained pipeline: in this process and in several, from Python and the command line, and without it."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import Project, UserError, cli
from annotator.domain.pipeline import PipelineError
from annotator.domain.transcript import Unit
from annotator.tagging import IMPORTER_VERSION
from annotator.tagging.pipelines import find_pipeline
from support.projects import state
from support.rights import needs_posix, run_without_rights

MET = "The envoys met {0} in the capital. Workers of {1} have left the camp of France."
NAMES = (("Odra Lunt", "Velmar Relief"), ("Brax Drey", "Tandem Works"), ("Ulvic Vosk", "Quince Holdings"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three transcripts in which people and organisations are named whom the rules do not know."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number, names in enumerate(NAMES):
        (folder / f"{number}.txt").write_text(MET.format(*names) + "\n", "utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "council.annotator") as project:
        yield project


def named(project: Project) -> set[str]:
    """The words of every mention."""
    return {
        project.text(row.uid)[one.start_cp : one.end_cp]
        for row in project.transcripts()
        for one in project.mentions(row.uid)
    }


def importers(project: Project) -> set[str]:
    return {row.importer for row in project.transcripts()}


EVERYBODY = {name for names in NAMES for name in names}


@pytest.mark.parametrize("jobs", [1, 2])
def test_import_with_a_pipeline_finds_what_it_finds_however_many_work(
    project: Project, folder: Path, trained: Path, jobs: int
) -> None:
    report = project.import_files([folder], jobs=jobs, pipeline=trained)
    assert [file.outcome for file in report.files] == ["imported"] * 3
    assert named(project) == EVERYBODY | {"France"}
    assert importers(project) == {f"rules/{IMPORTER_VERSION}+{find_pipeline(trained).mark}/sentence"}


def test_import_without_it_is_as_ever(project: Project, folder: Path) -> None:
    project.import_files([folder])
    assert named(project) == {"France"}
    assert importers(project) == {f"rules/{IMPORTER_VERSION}/sentence"}


def test_aliases_and_pipeline_are_both_in_the_importers_version(project: Project, folder: Path, trained: Path) -> None:
    project.add_alias("camp", "Camp of the North", "ORG")
    project.import_files([folder], pipeline=trained)
    (importer,) = importers(project)
    assert importer.startswith(f"rules/{IMPORTER_VERSION}+aliases.")
    assert importer.endswith(f"+{find_pipeline(trained).mark}/sentence")
    assert "camp" in named(project)


def test_transcript_that_is_here_stays_as_it_is_until_it_is_taken_back_and_imported_again(
    project: Project, folder: Path, trained: Path
) -> None:
    project.import_files([folder / "0.txt"])
    report = project.import_files([folder / "0.txt"], pipeline=trained)
    assert [file.outcome for file in report.files] == ["known"]
    assert (named(project), importers(project)) == ({"France"}, {f"rules/{IMPORTER_VERSION}/sentence"})
    project.undo()
    project.import_files([folder / "0.txt"], pipeline=trained)
    assert named(project) == {"France", *NAMES[0]}
    assert importers(project) == {f"rules/{IMPORTER_VERSION}+{find_pipeline(trained).mark}/sentence"}


def test_statements_are_the_same_so_colleagues_with_and_without_it_label_the_same_ones(
    project: Project, folder: Path, trained: Path, tmp_path: Path
) -> None:
    project.import_files([folder])
    with Project.create(tmp_path / "other.annotator") as other:
        other.import_files([folder], pipeline=trained)
        mine, theirs = ([row.uid for row in one.statements()] for one in (project, other))
    assert mine == theirs
    project.merge([tmp_path / "other.annotator"])
    assert [row.uid for row in project.statements()] == mine
    assert project.check().sound


def test_pasted_text_can_have_it_too(project: Project, trained: Path) -> None:
    project.import_text(MET.format(*NAMES[0]), "Pasted", pipeline=trained)
    assert named(project) == {"France", *NAMES[0]}


def test_file_that_is_cut_otherwise_in_the_plan_keeps_the_pipeline(
    project: Project, folder: Path, trained: Path
) -> None:
    with project.plan_import([folder / "0.txt"], pipeline=trained) as plan:
        (one,) = plan
        project.accept_import(plan, [replace(one, unit=Unit.PARAGRAPH)])
    assert named(project) == {"France", *NAMES[0]}
    assert importers(project) == {f"rules/{IMPORTER_VERSION}+{find_pipeline(trained).mark}/paragraph"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_damaged_pipeline_takes_nothing_in_and_the_import_without_it_goes_on(
    project: Project, folder: Path, trained: Path, tmp_path: Path, jobs: int
) -> None:
    damaged = Path(shutil.copytree(trained, tmp_path / "damaged"))
    (damaged / "ner" / "model").write_bytes(b"no weights")
    before = state(project)
    with pytest.raises(PipelineError, match=r'The pipeline "en_made_up" is damaged, .* import without one\.'):
        project.import_files([folder], jobs=jobs, pipeline=damaged)
    assert state(project) == before
    assert len(project.import_files([folder], jobs=jobs).imported) == 3


def test_pipeline_that_is_not_there_is_a_sentence_for_the_user(project: Project, folder: Path) -> None:
    with pytest.raises(UserError, match="There is no trained pipeline"):
        project.import_files([folder], pipeline="en_core_web_nowhere")


# -- the command line --------------------------------------------------------------------------------------------------


def test_import_command_takes_a_pipeline(folder: Path, trained: Path, tmp_path: Path) -> None:
    path = tmp_path / "cli.annotator"
    assert cli.main(["new", str(path)]) == 0
    assert cli.main(["import", str(path), str(folder), "--pipeline", str(trained), "--jobs", "2"]) == 0
    with Project.open(path) as project:
        assert named(project) == EVERYBODY | {"France"}


def test_inspect_command_takes_a_pipeline(folder: Path, trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["inspect", str(folder / "0.txt"), "--json", "--pipeline", str(trained)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {one["text"] for one in document["mentions"]} == {"France", *NAMES[0]}
    assert document["transcript"]["importer"] == f"rules/{IMPORTER_VERSION}+{find_pipeline(trained).mark}/sentence"


@pytest.mark.parametrize("command", ["inspect", "import"])
def test_command_with_an_unknown_pipeline_ends_with_one_line(
    command: str, project: Project, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project.path
    project.close()
    words = [str(path)] if command == "import" else []
    assert cli.main([command, *words, str(folder / "0.txt"), "--pipeline", "./nowhere"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert 'There is no trained pipeline in "./nowhere"' in err


@needs_posix
@pytest.mark.parametrize(
    "closed", [".", "meta.json", "config.cfg", "ner", "ner/model", "vocab", "vocab/strings.json", "vocab/vectors"]
)
def test_pipeline_that_may_not_be_opened_is_one_sentence(closed: str, folder: Path, trained: Path) -> None:
    copy = Path(shutil.copytree(trained, folder.parent / "copy"))
    place = copy / closed
    place.chmod(0o000)
    try:
        code, out, err = run_without_rights("inspect", folder / "0.txt", "--pipeline", copy)
    finally:
        place.chmod(0o755)
    assert (code, out, err.count("\n")) == (1, "", 1), err
    assert f'"{copy}' in err
    assert "may not be opened" in err


@needs_posix
def test_part_of_a_pipeline_that_is_not_needed_may_be_closed(folder: Path, trained: Path) -> None:
    copy = Path(shutil.copytree(trained, folder.parent / "copy"))
    unneeded = copy / "sentencizer"
    unneeded.mkdir(exist_ok=True)
    unneeded.chmod(0o000)
    try:
        code, _, err = run_without_rights("inspect", folder / "0.txt", "--pipeline", copy)
    finally:
        unneeded.chmod(0o755)
    assert (code, err) == (0, "")


@needs_posix
def test_folder_of_a_pipeline_in_a_closed_folder_is_one_sentence(folder: Path, trained: Path) -> None:
    closed = folder.parent / "closed"
    shutil.copytree(trained, closed / "copy")
    closed.chmod(0o000)
    try:
        code, out, err = run_without_rights("inspect", folder / "0.txt", "--pipeline", closed / "copy")
    finally:
        closed.chmod(0o755)
    assert (code, out, err.count("\n")) == (1, "", 1), err
    assert f'"{closed / "copy"}" may not be opened' in err
