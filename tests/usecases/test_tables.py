"""Tables and corpora come in: with columns as somebody chooses them, with speakers from beside, the same way again."""

import json
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import Project, UserError
from annotator.domain.columns import Columns, Division, Rows
from annotator.domain.errors import Cancelled
from annotator.domain.importing import PlannedFile, Standing
from annotator.domain.transcript import SourceText, Speaker
from annotator.usecases.planning import ImportPlan
from support.projects import state

HEAD = "meeting,date,who,land,said,note"
LINES = [
    "S/PV.1,2031-04-05,Ms. Flavia Elphberg,Norway,We welcome the report. It is late.,x",
    "S/PV.1,2031-04-05,Rudolf,Kenya,We do not.,x",
    "S/PV.2,2031-04-06,Ms. Flavia Elphberg,Norway,We welcome it once more.,y",
]
CHOSEN = {"text": "said", "speaker": "who", "affiliation": "land"}


def put(folder: Path, name: str = "debate.csv", *lines: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("\n".join((HEAD, *(lines or LINES))) + "\n", "utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "council.annotator") as project:
        yield project


def voices(project: Project) -> list[tuple[str, str | None, str]]:
    """Who says what, as the project lists it."""
    return [(row.text, row.speakers[0].name, row.speakers[0].affiliation or "") for row in project.statements()]


# -- columns -----------------------------------------------------------------------------------------------------------


def test_table_is_imported_with_the_columns_that_are_named(project: Project, tmp_path: Path) -> None:
    report = project.import_files([put(tmp_path)], columns=CHOSEN)
    assert [file.title for file in report.imported] == ["S/PV.1", "S/PV.2"]
    assert [row.metadata.date for row in project.transcripts()] == ["2031-04-05", "2031-04-06"]
    assert [row.metadata.meeting for row in project.transcripts()] == ["1", "2"]
    assert voices(project) == [
        ("We welcome the report.", "Flavia Elphberg", "Norway"),
        ("It is late.", "Flavia Elphberg", "Norway"),
        ("We do not.", "Rudolf", "Kenya"),
        ("We welcome it once more.", "Flavia Elphberg", "Norway"),
    ]


def test_table_imported_again_is_read_as_it_was_before(project: Project, tmp_path: Path) -> None:
    path = put(tmp_path)
    project.import_files([path], columns={**CHOSEN, "text": "note", "transcripts": "row", "rows": "statement"})
    again = project.import_files([path])
    assert [file.outcome for file in again.files] == ["known"] * len(again.files)
    other = put(tmp_path / "other", "debate.csv", *(line.replace(",x", ",longer") for line in LINES))
    report = project.import_files([other])
    assert [row.text for row in project.statements(report.imported[0].transcript)] == ["longer"]


def test_table_taken_back_and_imported_with_another_speaker_has_that_one(project: Project, tmp_path: Path) -> None:
    path = put(tmp_path)
    project.import_files([path], columns={**CHOSEN, "speaker": "note"})
    project.undo()
    project.import_files([path], columns=CHOSEN)
    assert {name for _, name, _ in voices(project)} == {"Flavia Elphberg", "Rudolf"}
    assert project.check().sound


def test_table_with_other_names_is_guessed_anew(project: Project, tmp_path: Path) -> None:
    project.import_files([put(tmp_path)], columns={**CHOSEN, "text": "note"})
    path = tmp_path / "other" / "debate.csv"
    path.parent.mkdir()
    path.write_text("text,said\nIt is another table.,It\n", "utf-8")
    report = project.import_files([path])
    assert [row.text for row in project.statements(report.imported[0].transcript)] == ["It is another table."]


def test_choice_that_was_undone_is_forgotten_and_one_in_a_journal_that_makes_no_sense_too(
    project: Project, tmp_path: Path
) -> None:
    path = put(tmp_path)
    project.import_files([path], columns={**CHOSEN, "text": "note"})
    project.undo()
    with project.plan_import([path]) as plan:
        table = next(iter(plan)).table
        assert table is not None
        assert table.columns is not None
        assert table.columns.text == 4
    project.import_files([path], columns=CHOSEN)
    with project._file.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET value = json_set(value, '$.table.rows', 'verse')")
    with project.plan_import([path]) as plan:
        assert len(list(plan)) > 0


def test_column_that_is_not_there_refuses_the_table_and_not_the_others(project: Project, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("HARBOUR\n\nThe representative of Norway said that it was late.\n", "utf-8")
    report = project.import_files([put(tmp_path), tmp_path / "talk.txt"], columns={"text": "Speech"})
    assert [file.outcome for file in report.files] == ["refused", "imported"]
    assert report.refused[0].message.startswith("debate.csv has no column “Speech”: it has “meeting”")


@pytest.mark.parametrize("roles", [("affiliation", "role"), ("speaker", "affiliation"), ("text", "speaker")])
def test_column_chosen_for_two_things_refuses_the_table(
    roles: tuple[str, str], project: Project, tmp_path: Path
) -> None:
    columns = {"text": "said", **dict.fromkeys(roles, "land")}
    (refused,) = project.import_files([put(tmp_path)], columns=columns).files
    assert refused.outcome == "refused"
    assert f"cannot have its column “land” for both {roles[0]} and {roles[1]}" in refused.message


def test_column_that_is_named_is_not_guessed_for_something_else(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "debate.csv"
    path.write_text("speaker,role,text\nMs. Flavia Elphberg,Kenya,We welcome the report.\n", "utf-8")
    project.import_files([path], columns={"affiliation": "role"})
    assert [row.speakers for row in project.statements()] == [(Speaker("Flavia Elphberg", None, "Kenya"),)]


def test_document_may_be_the_title_too(project: Project, tmp_path: Path) -> None:
    columns = {**CHOSEN, "document": "note", "title": "note"}
    assert [file.title for file in project.import_files([put(tmp_path)], columns=columns).imported] == ["x", "y"]


def test_choice_that_there_is_not_imports_nothing(project: Project, tmp_path: Path) -> None:
    before = state(project)
    with pytest.raises(UserError, match='no choice "speech" for a table'):
        project.import_files([put(tmp_path)], columns={"speech": "said"})
    assert state(project) == before


# -- reading a table again ---------------------------------------------------------------------------------------------


def planned(plan: ImportPlan) -> list[PlannedFile]:
    return [replace(file, number=0) for file in plan.files]


@pytest.mark.parametrize("jobs", [1, 2])
def test_table_read_again_takes_the_place_of_what_it_brought(jobs: int, project: Project, tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text("HARBOUR\n\nThe representative of Norway said that it was late.\n", "utf-8")
    columns = Columns(4, speaker=2, affiliation=3, division=Division.ROW, rows=Rows.STATEMENT)
    with project.plan_import([put(tmp_path), tmp_path / "z.txt"]) as plan:
        first, *_ = plan
        shown = plan.begun_again(first, columns)
        assert shown is not None
        assert shown[0].text == "We welcome the report. It is late."
        again = list(plan.again(first, columns, jobs=jobs))
        assert [Path(file.path).name for file in plan.files] == [f"debate.csv · {n}" for n in "123"] + ["z.txt"]
        assert [file.n_statements for file in again] == [1, 1, 1]
        assert len({file.number for file in plan.files}) == 4
        project.accept_import(plan)
    assert [row.text for row in project.statements()][:3] == [line.split(",")[4] for line in LINES]


def test_table_read_again_as_before_is_as_before(project: Project, tmp_path: Path) -> None:
    with project.plan_import([put(tmp_path)], columns=CHOSEN) as plan:
        before = list(plan)
        assert before[0].table is not None
        assert before[0].table.columns is not None
        list(plan.again(before[0], replace(before[0].table.columns, text=5)))
        list(plan.again(plan.files[0], before[0].table.columns))
        assert planned(plan) == [replace(file, number=0) for file in before]


def test_refused_table_can_be_read_once_its_text_is_known(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text("a,who\nYes,Bianca\nNo,Rudolf\n", "utf-8")
    with project.plan_import([path]) as plan:
        (refused,) = plan
        assert refused.standing is Standing.REFUSED
        assert refused.table is not None
        assert refused.table.names == ("a", "who")
        list(plan.again(refused, Columns(0)))
        (one,) = plan.files
        assert one.can_be_taken
        assert one.table is not None
        assert one.table.columns == Columns(0, speaker=1)


def test_table_that_has_gone_says_so_and_leaves_the_others(project: Project, tmp_path: Path) -> None:
    path = put(tmp_path)
    with project.plan_import([path], columns=CHOSEN) as plan:
        one, *_ = plan
        path.unlink()
        list(plan.again(one, Columns(5)))
        assert [file.standing for file in plan.files] == [Standing.REFUSED]


def test_table_in_a_zip_is_read_again_there(project: Project, tmp_path: Path) -> None:
    from unit.reading.made_files import zipped

    table = "\n".join([HEAD, *LINES])
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({"a.txt": "Said by nobody in particular.", "in/t.csv": table, "in/u.csv": table}))
    with project.plan_import([path], columns=CHOSEN) as plan:
        files = list(plan)
        list(plan.again(files[1], Columns(4, division=Division.TABLE)))
        names = [file.path.removeprefix(f"{path}/") for file in plan.files]
    assert names == ["a.txt", "in/t.csv", "in/u.csv · S/PV.1", "in/u.csv · S/PV.2"]


def test_reading_again_that_is_stopped_can_be_begun_anew(project: Project, tmp_path: Path) -> None:
    with project.plan_import([put(tmp_path)], columns=CHOSEN) as plan:
        one, *_ = plan
        with pytest.raises(Cancelled):
            list(plan.again(one, Columns(5, division=Division.ROW), lambda done, _total, _text: done < 1))
        list(plan.again(one, Columns(4, division=Division.ROW)))
        assert len(plan.files) == 3


def test_what_is_still_read_of_a_table_that_is_read_again_is_dropped(project: Project, tmp_path: Path) -> None:
    with project.plan_import([put(tmp_path)], columns={**CHOSEN, "transcripts": "row"}) as plan:
        one = next(iter(plan))
        list(plan.again(one, Columns(4, division=Division.TABLE)))
        assert list(plan) == []
        assert len(plan.files) == 1


# -- corpora -----------------------------------------------------------------------------------------------------------


def debates(folder: Path, n_speeches: int = 6, rows: bool = True) -> Path:
    (folder / "speeches").mkdir(parents=True)
    lines = ["filename\tspeaker\tcountry\tdate\ttopic"]
    for number in range(n_speeches):
        name = f"UNSC_2031_SPV.9000_spch{number:03}.txt"
        text = f"Mr. Speaker{'abcdef'[number]} (Norway): It is late, and this is speech {number}.\r\n"
        (folder / "speeches" / name).write_bytes(text.encode())
        lines.append(f"{name}\tMr. Ola Speaker{'abcdef'[number]}\tNorway\t2031-04-05\tThe Harbour Of Lund")
    (folder / "speaker.tsv").write_text("\n".join(lines) if rows else "spoilt", "utf-8")
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_debates_folder_takes_speakers_and_metadata_from_its_table(jobs: int, project: Project, tmp_path: Path) -> None:
    report = project.import_files([debates(tmp_path / "unsc")], jobs=jobs)
    assert [file.outcome for file in report.files] == ["imported"] * 6
    assert project.transcripts()[0].title == "The Harbour Of Lund · speech 000"
    assert {(row.metadata.meeting, row.metadata.date) for row in project.transcripts()} == {("9000", "2031-04-05")}
    assert {(row.speakers[0].name or "")[:11] for row in project.statements()} == {"Ola Speaker"}


def test_table_of_a_corpus_is_read_once_and_not_for_each_speech(project: Project, tmp_path: Path) -> None:
    folder = debates(tmp_path / "unsc")
    with project.plan_import([folder]) as plan:
        files = iter(plan)
        first = next(files)
        (folder / "speaker.tsv").unlink()
        rest = list(files)
    assert first.warnings == ()
    assert {file.metadata.date for file in rest} == {"2031-04-05"}


def test_damaged_table_of_a_corpus_is_one_line_of_the_report(project: Project, tmp_path: Path) -> None:
    report = project.import_files([debates(tmp_path / "unsc", rows=False)])
    assert [file.outcome for file in report.files] == ["refused"] + ["imported"] * 6
    assert report.refused[0].path == str(tmp_path / "unsc" / "speaker.tsv")
    assert {row.metadata.meeting for row in project.transcripts()} == {"9000"}


def test_table_of_a_corpus_that_is_named_with_the_speeches_is_none_of_them(project: Project, tmp_path: Path) -> None:
    folder = debates(tmp_path / "unsc")
    report = project.import_files([folder / "speaker.tsv", *sorted((folder / "speeches").iterdir())])
    assert [file.outcome for file in report.files] == ["imported"] * 6


@pytest.mark.parametrize("named", [False, True], ids=["their folder", "each file"])
def test_debates_as_they_are_published_are_the_corpus(named: bool, project: Project, tmp_path: Path) -> None:
    folder = debates(tmp_path / "unsc", 3)
    with tarfile.open(folder / "speeches.tar", "w") as archive:
        for path in sorted(folder.glob("speeches/*.txt")):
            archive.add(path, f"speeches/{path.name}")
            path.unlink()
    (folder / "speeches").rmdir()
    report = project.import_files(sorted(folder.iterdir()) if named else [folder])
    assert not report.refused
    assert len(report.imported) == 3
    assert all(statement.speakers for statement in project.statements())


def test_speeches_of_one_meeting_are_no_versions_of_each_other(project: Project, tmp_path: Path) -> None:
    folder = debates(tmp_path / "unsc")
    speeches = sorted((folder / "speeches").iterdir())
    project.import_files(speeches[:3])
    assert {file.replaced for file in project.import_files(speeches[3:]).files} == {""}


def test_unit_changed_before_the_import_keeps_what_is_known_from_beside(project: Project, tmp_path: Path) -> None:
    with project.plan_import([put(tmp_path)], columns=CHOSEN) as plan:
        one, *_ = plan
        source, analysis = plan.look(replace(one, unit="paragraph"))  # type: ignore[arg-type]
    assert isinstance(source, SourceText)
    assert analysis.statements[0].speakers[0].name == "Flavia Elphberg"


def test_choice_is_in_the_journal_with_the_transcript(project: Project, tmp_path: Path) -> None:
    project.import_files([put(tmp_path)], columns=CHOSEN)
    with project._file.read() as connection:
        (value, *_) = connection.exec_driver_sql("SELECT value FROM journal WHERE kind = 'transcript'").scalars()
    table = json.loads(value)["table"]
    assert (table["file"], table["names"][table["text"]], table["rows"]) == ("debate.csv", "said", "speech")
