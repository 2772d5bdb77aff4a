"""The import dialogue: a table that fills, a look into each file, changes, and Return."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from annotator.domain.importing import ImportReport, PlannedFile, Standing
from annotator.domain.transcript import PassageKind, Unit
from annotator.ui.dialogs.import_table import REMARKS, TITLE, PlannedModel
from annotator.ui.dialogs.importing import ImportSheet
from annotator.ui.dialogs.reports import ImportDialog
from annotator.ui.importing import ImportRun, PastedText
from annotator.ui.theme import Look
from annotator.ui.window import MainWindow
from gui.fake_prompter import FakePrompter

SAID = "The representative of Norway said that the harbour of Lund must be kept open. He thanked the briefers."


def put(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files that can be read, and an empty one."""
    folder = tmp_path / "in"
    for number in range(3):
        put(folder, f"{number}.txt", f"HARBOUR DEBATED AT MEETING {number}", SAID, f"The meeting rose at {number}.")
    (folder / "void.txt").write_bytes(b"")
    return folder


Opened = Callable[[Path | PastedText], ImportSheet]


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, prompter: FakePrompter) -> Opened:
    """Begin an import in the window and wait until everything is analysed and the first file shown."""
    sheets: list[ImportSheet] = []

    def show(run: ImportRun) -> None:
        sheet = ImportSheet(window, run, window.look, window.settings)
        sheets.append(sheet)
        sheet.open()

    def begin(source: Path | PastedText) -> ImportSheet:
        if isinstance(source, PastedText):
            prompter.text = source
            window.commands.run("file.import_text")
        else:
            window.session.import_paths([source])
        sheet = sheets[-1]
        qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
        qtbot.waitUntil(lambda: bool(sheet.details.view.passages.passages), timeout=20_000)
        return sheet

    prompter.show = show
    return begin


def report_of(qtbot: QtBot, prompter: FakePrompter) -> ImportReport:
    """Wait for the report."""
    qtbot.waitUntil(lambda: any(isinstance(one, ImportReport) for one in prompter.told), timeout=60_000)
    return next(one for one in prompter.told if isinstance(one, ImportReport))


def titles(window: MainWindow) -> list[str]:
    return [row.title for row in window.workspace.sidebar.transcripts.rows]


def test_table_names_each_file_and_says_in_words_what_is_wrong(opened: Opened, folder: Path) -> None:
    sheet = opened(folder)
    model = sheet.table.files
    shown = [str(model.index(row, TITLE).data()) for row in range(model.rowCount())]
    assert shown == [*(f"HARBOUR DEBATED AT MEETING {number}" for number in range(3)), "void.txt"]
    assert "Is empty" in str(model.index(3, REMARKS).data())
    assert sheet._ok.text() == "Import 3 transcripts"
    sheet.reject()


def test_return_imports_what_is_ticked_and_what_was_typed(
    qtbot: QtBot, window: MainWindow, opened: Opened, prompter: FakePrompter, folder: Path
) -> None:
    n_before = len(titles(window))
    sheet = opened(folder)
    sheet.details.fields["title"].selectAll()
    QTest.keyClicks(sheet.details.fields["title"], "Harbours")
    QTest.keyClicks(sheet.details.fields["date"], "2031-04-05")
    sheet.table.selectRow(1)
    QTest.keyClick(sheet.table, Qt.Key.Key_Space)
    assert sheet._ok.text() == "Import 2 transcripts"
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    report = report_of(qtbot, prompter)
    assert [file.outcome for file in report.files] == ["imported", "left out", "imported", "refused"]
    assert len(titles(window)) == n_before + 2
    row = next(row for row in window.workspace.sidebar.transcripts.rows if row.title == "Harbours")
    assert row.metadata.date == "2031-04-05"


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, window: MainWindow, opened: Opened, folder: Path) -> None:
    before = titles(window)
    sheet = opened(folder)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.session.imports._run is None)
    assert titles(window) == before


def test_date_that_is_none_is_marked_and_not_taken(opened: Opened, folder: Path) -> None:
    sheet = opened(folder)
    QTest.keyClicks(sheet.details.fields["date"], "next week")
    assert sheet.details.fields["date"].property("wrong") is True
    assert sheet.table.files.files[0].metadata.date is None
    sheet.reject()


def test_key_gives_the_chosen_passage_another_kind(
    qtbot: QtBot, window: MainWindow, opened: Opened, prompter: FakePrompter, folder: Path
) -> None:
    sheet = opened(folder)
    view = sheet.details.view
    n_codable = sheet.table.files.files[0].n_codable
    view.setCurrentIndex(view.passages.index(1))
    QTest.keyClick(view, Qt.Key.Key_6)
    qtbot.waitUntil(lambda: view.passages.passages[1].kind is PassageKind.BOILERPLATE)
    assert sheet.table.files.files[0].n_codable == n_codable - 2
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    first = report_of(qtbot, prompter).files[0].transcript
    assert window.desk.project is not None
    kinds = [row.kind for row in window.desk.project.statements(transcript=first)]
    assert kinds.count(PassageKind.BOILERPLATE) == 2


def test_unit_for_several_files_is_that_of_all_of_them(
    qtbot: QtBot, window: MainWindow, opened: Opened, prompter: FakePrompter, folder: Path
) -> None:
    sheet = opened(folder)
    sheet.table.selectAll()
    sheet.details.unit.setCurrentIndex(sheet.details.unit.findData(Unit.PARAGRAPH))
    sheet.details.unit.activated.emit(sheet.details.unit.currentIndex())
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert [file.n_statements for file in report_of(qtbot, prompter).imported] == [3, 3, 3]


def test_new_version_is_offered_and_can_be_taken_by_itself(
    qtbot: QtBot, window: MainWindow, opened: Opened, prompter: FakePrompter, folder: Path, tmp_path: Path
) -> None:
    opened(folder / "0.txt").accept()
    report_of(qtbot, prompter)
    prompter.told.clear()
    n_before = len(titles(window))
    again = put(tmp_path / "again", "0.txt", "HARBOUR DEBATED AT MEETING 0", SAID, "The meeting rose at noon.")
    sheet = opened(again)
    assert "new version" in sheet.details.remarks.text()
    assert sheet.details.version.isVisible()
    sheet.details.version.setCurrentIndex(1)
    sheet.details.version.activated.emit(1)
    assert "beside it" in sheet.details.remarks.text()
    sheet.accept()
    report_of(qtbot, prompter)
    assert len(titles(window)) == n_before + 1


def test_new_version_of_the_transcript_on_the_desk_takes_its_place_there(
    qtbot: QtBot, window: MainWindow, opened: Opened, prompter: FakePrompter, folder: Path, tmp_path: Path
) -> None:
    opened(folder / "0.txt").accept()
    first = report_of(qtbot, prompter).imported[0].transcript
    assert window.desk.project is not None
    window.desk.set_row(next(window.desk.project.statements(transcript=first)))
    prompter.told.clear()
    opened(put(tmp_path / "again", "0.txt", "HARBOUR DEBATED AT MEETING 0", SAID, "The meeting rose.")).accept()
    second = report_of(qtbot, prompter).imported[0].transcript
    assert window.desk.row is None or window.desk.row.transcript != first
    assert [row.uid for row in window.workspace.sidebar.transcripts.rows if row.title.endswith("MEETING 0")] == [second]


def test_pasted_text_is_shown_and_taken_in(
    qtbot: QtBot, window: MainWindow, opened: Opened, prompter: FakePrompter
) -> None:
    opened(PastedText(f"COUNCIL MEETS\n\n{SAID}", "Pasted")).accept()
    assert len(report_of(qtbot, prompter).imported) == 1
    assert "Pasted" in titles(window)


def test_folder_without_a_transcript_is_said_to_be_one(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, tmp_path: Path
) -> None:
    (tmp_path / "bare").mkdir()
    window.session.import_paths([tmp_path / "bare"])
    qtbot.waitUntil(lambda: bool(prompter.told))
    assert "holds no file that can be read" in str(prompter.told[-1])
    qtbot.waitUntil(lambda: window.session.imports._run is None)


@pytest.mark.parametrize("name", ["report.csv", "report.txt"])
def test_report_can_be_saved(
    name: str, qtbot: QtBot, window: MainWindow, prompter: FakePrompter, folder: Path, tmp_path: Path
) -> None:
    prompter.report_file = tmp_path / name
    window.session.import_paths([folder])
    report_of(qtbot, prompter)
    saved = (tmp_path / name).read_text("utf-8-sig")
    assert "HARBOUR DEBATED AT MEETING 2" in saved
    assert "is empty" in saved


def test_report_names_outcomes_in_words_and_has_a_button_to_save_it(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, folder: Path
) -> None:
    window.session.import_paths([folder])
    saved: list[bool] = []
    dialog = ImportDialog(window, report_of(qtbot, prompter), lambda: saved.append(True))
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "Imported 3 transcripts"
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    dialog.show()
    button = next(child for child in dialog.children() if getattr(child, "text", lambda: "")() == "&Save the report…")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))  # type: ignore[call-overload]
    assert saved == [True]


def test_report_says_how_many_files_of_a_folder_no_reader_knows(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, folder: Path
) -> None:
    for name in ("map.png", "chair.png", "hall.jpg"):
        (folder / name).write_bytes(b"picture")
    window.session.import_paths([folder])
    dialog = ImportDialog(window, report_of(qtbot, prompter), lambda: None)
    qtbot.addWidget(dialog)
    said = " ".join(child.text() for child in dialog.findChildren(QLabel))
    assert "3 files of no known form passed over (.png, .jpg)" in said


def test_report_names_the_archive_of_a_member_without_a_title(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, tmp_path: Path
) -> None:
    with ZipFile(tmp_path / "debates.zip", "w") as archive:
        archive.writestr("north/harbour.txt", f"HARBOUR DEBATED\n\n{SAID}\n")
        archive.writestr("north/plain.txt", "it is late.\n")
        archive.writestr("void.txt", "")
    window.session.import_paths([tmp_path / "debates.zip"])
    dialog = ImportDialog(window, report_of(qtbot, prompter), lambda: None)
    qtbot.addWidget(dialog)
    shown = dialog.findChildren(QTableWidget)[0]
    names = [item.text() for row in range(shown.rowCount()) if (item := shown.item(row, 0))]
    assert names == ["debates.zip › void.txt", "HARBOUR DEBATED", "debates.zip › north/plain.txt"]


class Opener(QObject):
    """Stands for the system, which would open a file in another program."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[bytes] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()).read_bytes())


def test_original_of_the_current_transcript_is_opened(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, folder: Path
) -> None:
    window.session.import_paths([folder / "1.txt"])
    report = report_of(qtbot, prompter)
    assert window.desk.project is not None
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type] # the stubs want bytes
    try:
        window.commands.run("file.original")
        assert "was not kept" in window.status.text.text()
        row = next(window.desk.project.statements(transcript=report.imported[0].transcript))
        window.desk.set_row(row)
        window.commands.run("file.original")
        assert opener.opened == [(folder / "1.txt").read_bytes()]
    finally:
        QDesktopServices.unsetUrlHandler("file")


def test_table_of_ten_thousand_files_counts_and_ticks_them(qtbot: QtBot, qapp: QApplication, look: Look) -> None:
    model = PlannedModel(look, qapp)
    one = PlannedFile(0, "0.txt", Standing.NEW, "0.txt", Unit.SENTENCE)
    files = [replace(one, number=number) for number in range(10_000)]
    for start in range(0, len(files), 50):
        model.append(files[start : start + 50])
    assert (model.rowCount(), model.n_wanted) == (10_000, 10_000)
    model.toggle(range(10_000))
    assert model.n_wanted == 0
    model.setData(model.index(7, TITLE), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert model.n_wanted == 1
    model.deleteLater()


def test_remark_does_not_repeat_the_name_beside_it_and_tells_all_on_hovering(opened: Opened, folder: Path) -> None:
    sheet = opened(folder)
    index = sheet.table.files.index(3, REMARKS)
    assert index.data() == "Is empty: there is nothing to import."
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "void.txt is empty: there is nothing to import."
    sheet.reject()


def test_remark_on_a_known_transcript_does_not_repeat_its_title(
    qtbot: QtBot, window: MainWindow, opened: Opened, prompter: FakePrompter, folder: Path
) -> None:
    opened(folder / "0.txt").accept()
    report_of(qtbot, prompter)
    sheet = opened(folder / "0.txt")
    index = sheet.table.files.index(0, REMARKS)
    assert index.data() == "Here already."
    assert "HARBOUR DEBATED AT MEETING 0" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    sheet.reject()


def test_remarks_have_the_width_that_short_titles_leave(opened: Opened, tmp_path: Path) -> None:
    put(tmp_path / "in", "one.txt", "HARBOUR", SAID)
    (tmp_path / "in" / "two.pdf").write_bytes(b"%PDF-1.4 broken")
    sheet = opened(tmp_path / "in")
    table = sheet.table
    assert table.columnWidth(REMARKS) > 1.1 * table.columnWidth(TITLE)
    assert table.sizeHintForIndex(table.files.index(0, TITLE)).width() <= table.columnWidth(TITLE)
    assert sum(table.columnWidth(column) for column in range(7)) <= table.viewport().width()
    sheet.reject()


def test_member_of_a_zip_file_is_named_with_its_archive(opened: Opened, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "debates.zip", "w") as archive:
        archive.writestr("north/harbour.txt", f"HARBOUR DEBATED\n\n{SAID}\n")
        archive.writestr("void.txt", "")
    sheet = opened(tmp_path / "debates.zip")
    files = sheet.table.files
    assert "debates.zip › north/harbour.txt" in str(files.index(0, TITLE).data(Qt.ItemDataRole.ToolTipRole))
    assert sheet.details.whence.isVisible()
    assert sheet.details.whence.text() == "debates.zip › north/harbour.txt"
    assert files.index(1, TITLE).data() == "debates.zip › void.txt"
    sheet.table.choose(1)
    assert sheet.details.whence.text() == "debates.zip › void.txt"
    sheet.reject()


def test_file_that_is_in_no_other_is_named_alone(opened: Opened, folder: Path) -> None:
    sheet = opened(folder)
    assert sheet.details.whence.text() == "0.txt"
    sheet.table.selectAll()
    assert not sheet.details.whence.isVisible()
    sheet.reject()


def test_key_imports_a_folder_with_the_folders_in_it(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, folder: Path
) -> None:
    put(folder / "deeper", "four.txt", "HARBOUR DEBATED FURTHER IN", SAID)
    prompter.folder = folder
    QTest.keyClick(window.workspace.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(report_of(qtbot, prompter).imported) == 4
    assert "HARBOUR DEBATED FURTHER IN" in titles(window)
