"""The list of transcripts: cards as high as what they say, and a filter that says when it leaves nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.ids import TranscriptId
from annotator.domain.rows import TranscriptRow
from annotator.domain.transcript import Metadata
from annotator.ui.sidebar import Sidebar
from annotator.ui.theme import Look

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
