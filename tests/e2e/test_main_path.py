"""From the sample project to a labelled workbook, by keyboard, in a real window, across a restart."""

import os
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from annotator import Project
from annotator.domain.label import Label
from annotator.usecases.sample import make_sample
from e2e.desk import Desk, wait_until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        sys.platform != "linux" or not os.environ.get("DISPLAY") or shutil.which("xdotool") is None,
        reason="needs an X display and xdotool, which `make test` provides on Linux",
    ),
]

NAME = "Robin Vale"
PAIRS = ("4p", "5t", "2s", "3d", "1q", "4v", "6a", "0e", "5g", "3m")


def labels_in(path: Path) -> tuple[Label, ...]:
    """Give the coder's labels as another program sees them while the window is open."""
    with Project.open(path, read_only=True) as project:
        if NAME not in [coder.name for coder in project.coders()]:
            return ()
        return project.labels(NAME)


def complete_in(path: Path) -> int:
    return sum(label.complete for label in labels_in(path))


def test_ten_statements_labelled_by_keyboard_are_there_after_a_restart_and_in_the_workbook(
    tmp_path: Path, home: Path
) -> None:
    path, workbook = make_sample(tmp_path), tmp_path / "out.xlsx"
    with Desk(path, home) as desk:
        desk.wait_for_window("Who is coding")
        desk.type(NAME)
        desk.press("Return")
        desk.wait_for_window("sample")
        desk.press("n")
        for number, keys in enumerate(PAIRS, 1):
            desk.press(*keys)
            wait_until(lambda wanted=number: complete_in(path) == wanted, f"label {number}")  # type: ignore[misc]
        desk.press("ctrl+z")
        wait_until(lambda: complete_in(path) == 9, "the undo")
        before = labels_in(path)
        desk.press("ctrl+q")
        assert desk.wait_for_end() == ""

    assert [(label.stance, label.themes) for label in before[:2]] == [
        ("supportive", ("partnership",)),
        ("strongly_supportive", ("counter_terrorism",)),
    ]
    with Desk(path, home) as desk:
        desk.wait_for_window("Who is coding")
        desk.type(NAME)
        desk.press("Return")
        desk.wait_for_window("sample")
        assert labels_in(path) == before
        desk.press("ctrl+z")
        wait_until(lambda: len(labels_in(path)) == 9, "the undo of what was done before the restart")
        desk.press("ctrl+shift+z")
        wait_until(lambda: labels_in(path)[-1].stance == before[-1].stance, "the redo")
        desk.press("ctrl+e")
        desk.wait_for_window("Export")
        desk.press("ctrl+a")
        desk.type(str(workbook))
        desk.press("Return")
        wait_until(workbook.exists, "the workbook")
        desk.wait_for_window("sample")
        desk.press("ctrl+q")
        assert desk.wait_for_end() == ""
    compare(path, workbook)


def compare(path: Path, workbook: Path) -> None:
    """Hold the workbook's rows against the project's, statement by statement."""
    sheets = openpyxl.load_workbook(workbook, read_only=True)
    header, *rows = sheets["labels_long"].iter_rows(values_only=True)
    place = {str(name): number for number, name in enumerate(header)}
    exported = {
        (row[place["statement"]], row[place["target_key"]]): (row[place["stance_key"]], row[place["theme_key"]])
        for row in rows
        if row[place["coder"]] == NAME
    }
    stored = {(label.statement, label.target): (label.stance, label.primary_theme) for label in labels_in(path)}
    assert exported == stored
    header, *rows = sheets["statements"].iter_rows(values_only=True)
    place = {str(name): number for number, name in enumerate(header)}
    with Project.open(path, read_only=True) as project:
        wanted = [(row.uid, row.text, row.start_cp) for row in project.statements()]
    found = [(row[place["statement"]], row[place["text"]], row[place["start"]]) for row in rows]
    assert found == wanted
    sheets.close()
