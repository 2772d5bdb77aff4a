"""The list of transcripts: cards as high as what they say, and a filter that says when it leaves nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.ids import TranscriptId
from annotator.domain.rows import TranscriptRow
from annotator.domain.transcript import Metadata
from annotator.ui.sidebar import Sidebar
from annotator.ui.theme import Look
from annotator.ui.window import MainWindow

LONG = "The harbour of Lund is debated once more at some length, and nobody agrees with anybody"
CARD = TranscriptRow(TranscriptId("1"), "Harbour", "one.txt", Metadata(date="2031-04-05"), "test/1", 9, 9, 0)


@pytest.fixture
def sidebar(qtbot: QtBot, look: Look) -> Iterator[Sidebar]:
    parent = QWidget()
    qtbot.addWidget(parent)
    sidebar = Sidebar(look, parent)
    parent.resize(220, 600)
    sidebar.resize(220, 600)
    cards = (
        CARD,
        replace(CARD, uid=TranscriptId("2"), title=LONG),
        replace(CARD, title="one.txt", metadata=Metadata()),
    )
    sidebar.show_transcripts(cards, {})
    with qtbot.waitExposed(parent):
        parent.show()
    yield sidebar
    parent.hide()


def card(sidebar: Sidebar, number: int) -> QRect:
    return sidebar.list.visualRect(sidebar.list.model().index(number, 0))


def blank_px(sidebar: Sidebar, number: int) -> int:
    """Give the height of the highest stretch of a card, between its first and its last ink, with nothing in it."""
    image = sidebar.list.viewport().grab(card(sidebar, number)).toImage()
    lines = [len({image.pixel(x, y) for x in range(image.width())}) > 1 for y in range(image.height())]
    inner = "".join("x" if line else " " for line in lines).strip()
    return max(len(blank) for blank in inner.split("x"))


def test_card_is_as_high_as_what_it_says(sidebar: Sidebar) -> None:
    heights = [card(sidebar, number).height() for number in range(3)]
    assert heights[1] > heights[0] > heights[2]
    assert max(blank_px(sidebar, number) for number in range(3)) <= 16


def test_card_is_lower_once_its_title_fits_in_one_line(qtbot: QtBot, sidebar: Sidebar) -> None:
    before_px = card(sidebar, 1).height()
    sidebar.resize(900, 600)
    qtbot.waitUntil(lambda: card(sidebar, 1).height() < before_px)
    assert card(sidebar, 1).height() == card(sidebar, 0).height()


def test_filter_that_leaves_nothing_says_so_and_esc_lists_all_again(window: MainWindow) -> None:
    sidebar = window.workspace.sidebar
    filter_edit, said = sidebar._filter, sidebar._nothing
    assert not said.isVisible()
    QTest.keyClicks(filter_edit, "zebra")
    assert said.isVisible()
    assert "zebra" in said.text()
    assert "Esc" in said.text()
    assert sidebar._title.text() == "Transcripts  (0 of 2)"
    QTest.keyClick(filter_edit, Qt.Key.Key_Escape)
    assert not said.isVisible()
    assert sidebar._title.text() == "Transcripts  (2)"


def test_filter_leaves_the_transcript_on_the_desk_and_marks_it_again_afterwards(window: MainWindow) -> None:
    sidebar, shown = window.workspace.sidebar, window.workspace.transcript
    QTest.keyClicks(sidebar._filter, "meeting 2")
    assert sidebar._title.text() == "Transcripts  (1 of 2)"
    assert window.workspace.transcript == shown
    assert sidebar.chosen() is None
    QTest.keyClick(sidebar._filter, Qt.Key.Key_Escape)
    chosen = sidebar.chosen()
    assert chosen is not None
    assert chosen.uid == shown


def test_return_in_the_filter_goes_to_what_it_lists(window: MainWindow) -> None:
    sidebar = window.workspace.sidebar
    QTest.keyClicks(sidebar._filter, "meeting 2")
    sidebar._filter.setFocus()
    QTest.keyClick(sidebar._filter, Qt.Key.Key_Return)
    assert sidebar.list.hasFocus()


def test_filter_of_statements_that_leaves_nothing_names_the_key_to_leave_it(window: MainWindow) -> None:
    for name in ("labelled_by_both", "differing", "queried"):
        window.commands.run(f"filter.{name}")
        assert window.workspace.page.empty.isVisible()
        assert "Alt+1" in window.workspace.page.empty.text.text()
