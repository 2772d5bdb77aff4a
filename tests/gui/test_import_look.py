"""How the import dialogue and its report look: what is cut, what has room, and what comes first."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStyleOptionViewItem, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.ids import transcript_id
from annotator.domain.importing import ImportedFile, ImportReport, PlannedFile, Standing
from annotator.domain.transcript import Analysis, Metadata, Passage, PassageKind, SourceText, Unit
from annotator.ui.dialogs.import_details import ImportDetails
from annotator.ui.dialogs.import_preview import PassageView
from annotator.ui.dialogs.import_table import FORM, REMARKS, TITLE, TitleDelegate
from annotator.ui.dialogs.importing import FileTable
from annotator.ui.dialogs.reports import ImportDialog
from annotator.ui.theme import Look

LONG = "Letter from the Permanent Representatives of Norway, Kenya and Chile on the harbour of Lund and its shipping"


def planned(number: int, title: str, standing: Standing = Standing.NEW) -> PlannedFile:
    one = PlannedFile(number, f"{number}.txt", standing, f"{number}.txt", Unit.SENTENCE)
    return replace(one, metadata=Metadata(title=title))


@pytest.fixture
def table(qtbot: QtBot, look: Look) -> Iterator[Callable[..., FileTable]]:
    """Show a table of these files."""
    parents: list[QWidget] = []

    def show(width_px: int, *files: PlannedFile) -> FileTable:
        parent = QWidget()
        parents.append(parent)
        qtbot.addWidget(parent)
        made = FileTable(look, parent)
        parent.resize(width_px, 300)
        made.resize(width_px, 300)
        with qtbot.waitExposed(parent):
            parent.show()
        made.files.append(files)
        return made

    yield show
    parents.clear()


def test_what_is_wrong_with_a_refused_file_has_the_room_of_its_empty_cells(table: Callable[..., FileTable]) -> None:
    shown = table(740, planned(0, LONG), planned(1, "", Standing.REFUSED), planned(2, LONG))
    assert [shown.columnSpan(row, REMARKS) for row in range(3)] == [1, 6, 1]
    shown.files.take_out([0])
    assert [shown.columnSpan(row, REMARKS) for row in range(2)] == [6, 1]


def test_forms_give_way_to_titles_in_a_narrow_table(table: Callable[..., FileTable]) -> None:
    narrow, wide = table(740, planned(0, LONG)), table(1100, planned(0, LONG))
    assert [shown.isColumnHidden(FORM) for shown in (narrow, wide)] == [True, False]
    assert narrow.columnWidth(TITLE) > 200


def test_titles_that_differ_at_their_ends_are_told_apart_where_they_are_cut(table: Callable[..., FileTable]) -> None:
    shown = table(740, planned(0, f"{LONG} 1"), planned(1, f"{LONG} 2"), planned(2, f"{LONG} 2"))

    def painted(row: int) -> QImage:
        return shown.viewport().grab(shown.visualRect(shown.files.index(row, TITLE))).toImage()

    assert painted(0) != painted(1)
    assert painted(1) == painted(2)


def test_title_that_runs_from_right_to_left_keeps_its_direction(table: Callable[..., FileTable]) -> None:
    shown = table(740, planned(0, "مجلس الأمن S/PV.9001"), planned(1, "Council"))
    delegate = shown.itemDelegateForColumn(TITLE)
    assert isinstance(delegate, TitleDelegate)
    said = []
    for row in range(2):
        option = QStyleOptionViewItem()
        delegate.initStyleOption(option, shown.files.index(row, TITLE))
        said.append(option.text)
    assert said == ["\u2068مجلس الأمن S/PV.9001\u2069", "Council"]


def test_counts_of_passages_however_long_leave_the_table_its_width(qtbot: QtBot, look: Look) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    details = ImportDetails(look, parent)
    least_px = details.minimumSizeHint().width()
    details.counts.setText("57,000 passages, 214,000 statements, 206,000 to label")
    assert details.minimumSizeHint().width() == least_px


@pytest.fixture
def preview(qtbot: QtBot, look: Look) -> Iterator[PassageView]:
    parent = QWidget()
    qtbot.addWidget(parent)
    view = PassageView(look, parent)
    parent.resize(900, 300)
    view.resize(400, 300)
    with qtbot.waitExposed(parent):
        parent.show()
    yield view
    parent.hide()


def show_passages(view: PassageView, *texts: str) -> None:
    whole, passages = "", []
    for text in texts:
        passages.append(Passage(len(whole), len(whole) + len(text), PassageKind.SPEECH, None, "en", ()))
        whole += f"{text}\n"
    source = SourceText(whole, transcript_id(whole), "one.txt", "txt", "utf-8", ())
    view.passages.show(source, Analysis("test/1/sentence", Metadata(), tuple(passages), (), ()))


def test_passage_of_one_line_leaves_no_hole_below_it(qtbot: QtBot, preview: PassageView) -> None:
    show_passages(preview, "The meeting rose.", LONG, LONG * 9)

    def heights_px() -> list[int]:
        return [preview.visualRect(preview.passages.index(row)).height() for row in range(3)]

    one_px, two_px, _many_px = heights_px()
    assert heights_px() == [one_px, two_px, two_px]
    assert one_px < two_px
    preview.resize(900, 300)
    qtbot.waitUntil(lambda: heights_px() == [one_px, one_px, two_px])


def test_heading_of_a_passage_stands_where_its_text_begins(preview: PassageView) -> None:
    def has_ink(left_px: int) -> bool:
        row = preview.visualRect(preview.passages.index(0))
        area = row.adjusted(left_px, 6, left_px + 60 - row.width(), -row.height() // 2)
        image = preview.viewport().grab(area).toImage()
        return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 1

    right_px = preview.viewport().width() - 70
    show_passages(preview, "The meeting rose.")
    assert (has_ink(8), has_ink(right_px)) == (True, False)
    show_passages(preview, "رفعت الجلسة")
    assert (has_ink(8), has_ink(right_px)) == (False, True)


def test_report_begins_with_what_was_refused_and_gives_long_titles_room(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1000, 800)
    done = ImportedFile("one.txt", "imported", title=LONG, n_statements=4)
    refused = ImportedFile("void.txt", "refused", message="void.txt is empty: there is nothing to import.")
    dialog = ImportDialog(parent, ImportReport((done, refused)), lambda: None)
    with qtbot.waitExposed(dialog):
        dialog.show()
    shown = dialog.findChild(QTableWidget)
    assert isinstance(shown, QTableWidget)
    cells = [[shown.model().index(row, column) for column in range(2)] for row in range(2)]
    assert [name.data() for name, _outcome in cells] == ["void.txt", LONG]
    room = QRect(0, 0, shown.columnWidth(0) - 26, 0)
    words = shown.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, LONG)
    assert shown.rowHeight(1) >= words.height() + 12
    red, plain = (outcome.data(Qt.ItemDataRole.ForegroundRole) for _name, outcome in cells)
    assert red is not None
    assert plain is None
