"""The exported workbook says what the project says, row by row."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from annotator import Project, UserError, __version__
from annotator.domain.errors import Cancelled
from annotator.domain.rows import LabelRow
from annotator.domain.transcript import Speaker
from support.projects import made_up, project_with, take_in

Sheets = dict[str, list[dict[str, Any]]]
NOTE = "=SUM(A1)\n#N/A _x000D_ café \x0b" + "😀" * 20_000
TARGET = "un_regional_trio"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two transcripts; Anna has labelled three statements, one on a further target; an example coder one."""
    with project_with(tmp_path / "a.annotator", (0, 1)) as project:
        first, second, third, *_ = (row.uid for row in project.statements() if row.codable)
        project.add_coder("Example A", example=True)
        project.label_many(
            "Anna",
            [
                LabelRow(
                    first, "strongly_supportive", ("drugs", "charter", "prevention"), None, ("uncertain",), 2, NOTE
                ),
                LabelRow(first, "critical", ("drugs",), "russia"),
                LabelRow(second, "mixed", ()),
                LabelRow(third, None, ("economy",)),
            ],
        )
        anna = project.coder("Anna")
        project.label(first, "Example A", "not_codable", saw=[anna.uid])
        yield project


def read(path: Path) -> Sheets:
    """Every sheet's rows, each as a dictionary of its cells by heading."""
    book = openpyxl.load_workbook(path)
    sheets: Sheets = {}
    for sheet in book:
        heading, *rows = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [dict(zip(map(str, heading), row, strict=True)) for row in rows]
    return sheets


def test_sheets_come_in_their_order(project: Project, tmp_path: Path) -> None:
    found = read(project.export(tmp_path / "out.xlsx"))
    assert list(found) == ["statements", "labels_long", "mentions", "codebook", "readme", "special_texts"]


def test_statements_sheet_has_every_statement_as_the_project_has_it(project: Project, tmp_path: Path) -> None:
    found = read(project.export(tmp_path / "out.xlsx"))["statements"]
    rows = list(project.statements())
    transcripts = {transcript.uid: transcript for transcript in project.transcripts()}
    assert [
        (cells["statement"], cells["text"], cells["start"], cells["end"], cells["kind"], cells["codable"])
        for cells in found
    ] == [(row.uid, row.text, row.start_cp, row.end_cp, row.kind.value, row.codable) for row in rows]
    assert [cells["transcript"] for cells in found] == [transcripts[row.transcript].title for row in rows]
    assert [cells["number"] for cells in found] == [1, 2, 3, 4, 5] * 2
    assert [cells["passage"] for cells in found] == [row.passage + 1 for row in rows]
    assert [(cells["speaker"], cells["role"], cells["affiliation"]) for cells in found[:3]] == [
        (None, None, None),
        (None, None, "Kenya"),
        ("Iván Ruiz", "Deputy Minister", "Chile"),
    ]
    assert found[0]["date"] == "2020-01-01"
    assert found[0]["file"] == "meeting-0.txt"


def test_statements_sheet_has_the_chosen_label_as_word_key_and_number(project: Project, tmp_path: Path) -> None:
    found = read(project.export(tmp_path / "out.xlsx", coder="anna"))["statements"]
    label = {name: found[1][name] for name in found[1] if name not in ("text", "note")}
    assert (
        label.items()
        >= {
            "coder": "Anna",
            "example_coder": False,
            "stance": "Strongly supportive",
            "stance_key": "strongly_supportive",
            "stance_number": 2,
            "theme_key": "drugs",
            "theme": project.codebook.theme_by_key["drugs"].name,
            "secondary_theme_keys": "charter; prevention",
            "flags": "uncertain",
            "confidence": 2,
            "complete": True,
        }.items()
    )
    assert (found[2]["stance_key"], found[2]["stance_number"], found[2]["complete"]) == ("mixed", None, False)
    assert (found[3]["stance"], found[3]["theme_key"], found[3]["complete"]) == (None, "economy", False)
    assert [found[4][name] for name in ("coder", "stance", "theme", "note", "complete")] == ["Anna", *[None] * 4]


def test_labels_sheet_has_every_label_of_every_coder(project: Project, tmp_path: Path) -> None:
    found = read(project.export(tmp_path / "out.xlsx"))["labels_long"]
    names = {coder.uid: coder.name for coder in project.coders()}
    assert {(cells["statement"], cells["coder"], cells["target_key"], cells["stance_key"]) for cells in found} == {
        (label.statement, names[label.coder], label.target, label.stance) for label in project.labels()
    }
    assert len(found) == 5
    (example,) = (cells for cells in found if cells["coder"] == "Example A")
    assert (example["example_coder"], example["saw"], example["complete"]) == (True, "Anna", True)
    assert example["codebook"] == project.codebook.version
    assert str(example["labelled_at"]).endswith("Z")


def test_mentions_sheet_has_every_mention_with_its_statement(project: Project, tmp_path: Path) -> None:
    found = read(project.export(tmp_path / "out.xlsx"))["mentions"]
    wanted = [
        (transcript.title, mention.start_cp, project.text(transcript.uid)[mention.start_cp : mention.end_cp])
        for transcript in project.transcripts()
        for mention in project.mentions(transcript.uid)
    ]
    assert wanted
    assert [(cells["transcript"], cells["start"], cells["text"]) for cells in found] == wanted
    assert [cells["statement"] for cells in found] == [row.uid for row in project.statements() for _ in row.mentions]


def test_codebook_sheet_has_every_code(project: Project, tmp_path: Path) -> None:
    found = read(project.export(tmp_path / "out.xlsx"))["codebook"]
    book = project.codebook
    for part, codes in (
        ("stance", book.stances),
        ("theme", book.themes),
        ("target", book.targets),
        ("flag", book.flags),
    ):
        assert [(cells["key"], cells["name"]) for cells in found if cells["part"] == part] == [
            (code.key, code.name) for code in codes
        ]
    assert [cells["definition"] for cells in found if cells["part"] == "rule"] == list(book.rules)


def test_readme_sheet_says_what_every_column_is(project: Project, tmp_path: Path) -> None:
    found = read(project.export(tmp_path / "out.xlsx"))
    readme = {(cells["about"], cells["what"]): cells["is"] for cells in found["readme"]}
    for sheet in ("statements", "labels_long", "mentions", "codebook"):
        assert readme[sheet, "rows"] == len(found[sheet])
        assert all(readme[sheet, column] for column in found[sheet][0])
    facts = {what: is_ for (about, what), is_ in readme.items() if about == "this workbook"}
    assert facts["program"] == f"Annotator {__version__}"
    assert facts["project"] == "a.annotator"
    assert facts["coder on the sheet statements"] == "Anna"
    assert facts["example coders"] == "Example A"
    assert readme["special_texts", "cells with their whole text there"] == 2


def test_note_that_a_cell_cannot_hold_is_whole_on_the_special_sheet(project: Project, tmp_path: Path) -> None:
    found = read(project.export(tmp_path / "out.xlsx"))
    parts = [cells["text"] for cells in found["special_texts"] if cells["sheet"] == "statements"]
    assert "".join(parts) == NOTE.replace("\x0b", "\\u000b")
    assert found["statements"][1]["note"].startswith("=SUM(A1)\n#N/A _x000D_ café ␋😀")


def test_busiest_coder_is_chosen_and_an_unknown_one_refused(project: Project, tmp_path: Path) -> None:
    assert read(project.export(tmp_path / "out.xlsx"))["statements"][0]["coder"] == "Anna"
    with pytest.raises(UserError, match=r'no coder "Ana".*"Anna"'):
        project.export(tmp_path / "other.xlsx", coder="Ana")
    assert not (tmp_path / "other.xlsx").exists()


def test_text_that_looks_like_a_formula_or_an_error_comes_out_as_it_went_in(tmp_path: Path) -> None:
    lines = ["=HYPERLINK(1)", "+1 for that", "-2 against", "@All delegations", "#N/A", "_x000D_ & <b>", "007"]
    (tmp_path / "hard.txt").write_text("\n".join(lines), "utf-8")
    with Project.create(tmp_path / "a.annotator") as project:
        project.import_files([tmp_path / "hard.txt"])
        texts = [row.text for row in project.statements()]
        book = openpyxl.load_workbook(project.export(tmp_path / "out.xlsx"))
    column = next(cell.column for cell in book["statements"][1] if cell.value == "text")
    cells = [row[column - 1] for row in book["statements"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts == lines
    assert {cell.data_type for cell in cells} == {"s"}


def test_several_speakers_keep_their_order_in_each_cell(tmp_path: Path) -> None:
    voices = (Speaker("Ada Marlowe", None, "Norway"), Speaker(None, "Minister", "Kenya"))
    source, analysis = made_up(0, 1)
    statements = tuple(replace(statement, speakers=voices) for statement in analysis.statements)
    with project_with(tmp_path / "a.annotator", ()) as project:
        take_in(project, (source, replace(analysis, statements=statements)))
        (cells, *_) = read(project.export(tmp_path / "out.xlsx"))["statements"]
    assert (cells["speaker"], cells["role"], cells["affiliation"]) == ("Ada Marlowe; –", "–; Minister", "Norway; Kenya")


@pytest.mark.parametrize(
    ("date", "body", "groups", "seats"),
    [
        (
            "2021-05-01",
            "Security Council",
            "WEOG, NATO, OSCE, Council of Europe; friends, African Group, AU, Commonwealth, Non-Aligned Movement; –",
            "E10; E10; –",
        ),
        ("2021-05-01", "General Assembly", "WEOG, NATO, OSCE, Council of Europe; friends, African Group, AU", None),
        ("2023-05-01", "Security Council", "WEOG, NATO, OSCE, Council of Europe; friends, African Group, AU", None),
        ("XXXX-05-01", "Security Council", "WEOG, NATO, OSCE, Council of Europe, as in 2025; friends", None),
    ],
)
def test_groups_and_seats_of_speakers_are_those_of_the_meeting(
    tmp_path: Path, date: str, body: str, groups: str, seats: str | None
) -> None:
    voices = (
        Speaker("Ada Marlowe", None, "Norway"),
        Speaker(None, "Minister", "Kenya"),
        Speaker("Jo", None, "Harbour"),
    )
    source, analysis = made_up(0, 1)
    statements = tuple(replace(statement, speakers=voices) for statement in analysis.statements)
    metadata = replace(analysis.metadata, date=date, body=body)
    with project_with(tmp_path / "a.annotator", ()) as project:
        take_in(project, (source, replace(analysis, statements=statements, metadata=metadata)))
        project.set_entity("Kenya", "COUNTRY", "KEN", ["friends"])
        (cells, *_) = read(project.export(tmp_path / "out.xlsx"))["statements"]
    assert cells["speaker_groups"].startswith(groups)
    assert cells["council_seat"] == seats


def test_project_without_anything_gives_a_workbook_of_headers(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annotator") as project:
        found = read(project.export(tmp_path / "out.xlsx"))
    assert (found["statements"], found["labels_long"], found["mentions"]) == ([], [], [])
    assert any(cells["is"] == "nobody: there are no labels yet" for cells in found["readme"])


def test_cancelled_export_leaves_nothing_behind(project: Project, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        project.export(tmp_path / "out.xlsx", progress=lambda _done, _total, text: "mentions" not in text)
    assert set(tmp_path.iterdir()) == before
