"""Text that runs from right to left: where its full stop, its mark and its heading stand."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.ids import transcript_id
from annotator.domain.transcript import Analysis, Metadata, Passage, PassageKind, SourceText
from annotator.ui.dialogs.import_preview import PassageView
from annotator.ui.theme import Look

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
