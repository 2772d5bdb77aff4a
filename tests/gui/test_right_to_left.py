"""Text that runs from right to left: where its full stop, its mark and its heading stand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.correction import LikePlace, Place
from annotator.domain.ids import transcript_id
from annotator.domain.transcript import Analysis, Metadata, Passage, PassageKind, SourceText
from annotator.ui.dialogs.import_preview import PassageView
from annotator.ui.dialogs.places import PlacesDialog
from annotator.ui.statement_layout import GAP_PX
from annotator.ui.theme import Look
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from support.projects import made_of, take_in

SAID = "وشكر ممثل كينيا مقدمي الإحاطات"


@pytest.fixture
def preview(qtbot: QtBot, look: Look) -> Iterator[PassageView]:
    parent = QWidget()
    qtbot.addWidget(parent)
    view = PassageView(look, parent)
    parent.resize(400, 300)
    view.resize(400, 300)
    with qtbot.waitExposed(parent):
        parent.show()
    yield view
    parent.hide()


def painted(view: PassageView, text: str) -> QImage:
    """Show a passage, and give its text as painted, without the heading above it."""
    passage = Passage(0, len(text), PassageKind.SPEECH, None, "ar", ())
    source = SourceText(text, transcript_id(text), "one.txt", "txt", "utf-8", ())
    view.passages.show(source, Analysis("test/1/sentence", Metadata(), (passage,), (), ()))
    row = view.visualRect(view.passages.index(0))
    return view.viewport().grab(row.adjusted(10, row.height() // 3, -2, -3)).toImage()


def right_end(image: QImage) -> QImage:
    return image.copy(image.width() - 80, 0, 80, image.height())


def test_full_stop_ends_a_passage_at_its_left_where_it_runs_from_right_to_left(preview: PassageView) -> None:
    blank, without, with_stop = (painted(preview, text) for text in ("", SAID, SAID + "."))
    assert right_end(without) != right_end(blank)
    assert right_end(with_stop) == right_end(without)
    assert with_stop != without


def has_ink(widget: QWidget, area: QRect) -> bool:
    """Whether anything is painted in an area, other than the ground."""
    image = widget.grab(area).toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 1


def test_words_beside_a_place_are_those_that_stand_next_to_it(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1000, 700)
    place, far = Place(transcript_id("one"), 9, 12), f"{SAID} " * 4
    contexts = (("", ""), ("", "قال "), ("لم يقل ", ""))
    places = [LikePlace(place, "One", f"{far}{before} ", "مصر", f" {after}{far}", None) for after, before in contexts]
    dialog = PlacesDialog(window, "مصر", places)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.table.clearSelection()
    cells = [dialog.table.visualRect(dialog.table.model().index(row, 0)).adjusted(30, 0, 0, 0) for row in range(3)]
    as_it_is, other_before, other_after = (dialog.table.viewport().grab(cell).toImage() for cell in cells)
    assert as_it_is != other_before
    assert as_it_is != other_after
    half = as_it_is.width() // 4
    assert as_it_is.copy(0, 0, half, 30) == other_before.copy(0, 0, half, 30)


@pytest.fixture
def both_ways(tmp_path: Path, open_project: Callable[[Path], MainWindow]) -> MainWindow:
    """The window with a transcript whose title and last statement run from right to left, the others not."""
    path = tmp_path / "both.annotator"
    metadata = Metadata(title=SAID, date="2031-04-05", language="ar")
    with Project.create(path) as project:
        take_in(project, made_of(["Harbour of Lund", "First said.", "Then said.", SAID], "one.txt", metadata))
        project.add_coder("Ada")
    return open_project(path)


def test_mark_stands_where_the_statement_begins(both_ways: MainWindow) -> None:
    view = both_ways.workspace.view
    found = {}
    for number in (2, 3):
        row = view.statements.statement(number)
        placed = view._delegate.layout_of(number)
        assert row is not None
        assert placed is not None
        layout, top_px = placed[1], view.rowViewportPosition(number)
        left_px = round(layout.text_at.x())
        right_px = round(layout.text_at.x() + layout.text_width_px)
        line = QRect(0, top_px + round(layout.text_at.y()), GAP_PX - 4, round(2 * layout.first_line_px))
        found[number] = (
            has_ink(view.viewport(), line.translated(left_px - GAP_PX, 0)),
            has_ink(view.viewport(), line.translated(right_px + 4, 0)),
        )
    assert found == {2: (True, False), 3: (False, True)}


def test_heading_that_runs_from_right_to_left_begins_at_the_right(both_ways: MainWindow) -> None:
    title = both_ways.workspace.page._title
    half = QRect(0, 0, 30, title.height())
    assert not has_ink(title, half)
    assert has_ink(title, half.translated(title.width() - 30, 0))
    both_ways.workspace.page.show_heading("Harbour", "")
    assert has_ink(title, half)
    assert not has_ink(title, half.translated(title.width() - 30, 0))
