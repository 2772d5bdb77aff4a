"""Opening, searching, importing, exporting, closing, and what the window remembers."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from annotator import __version__
from annotator.__main__ import main
from annotator.domain.importing import ImportReport
from annotator.domain.progress import Progress
from annotator.domain.transcript import Unit
from annotator.tagging.tagger import shared_tagger
from annotator.ui.jobs import Job
from annotator.ui.prompter import ExportRequest, NewProject, WhenBusy
from annotator.ui.settings import Settings
from annotator.ui.start_page import BigButton
from annotator.ui.theme import Look, ThemeChoice
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from gui.fake_prompter import FakePrompter


def test_first_paint_needs_nothing_heavy() -> None:
    code = (
        "import sys; from annotator.ui import app; from annotator.ui.dialogs import asking\n"
        "heavy = {'sqlalchemy', 'numpy', 'spacy', 'typer', 'openpyxl', 'qtawesome', 'annotator.usecases'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout.strip() == "[]"


def test_version_is_printed_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"annotator {__version__}\n"


@pytest.mark.parametrize("arguments", [["--nonsense"], ["a.annotator", "b.annotator"]])
def test_wrong_usage_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Usage" in capsys.readouterr().err


def test_without_a_display_one_sentence_and_one(tmp_path: Path) -> None:
    import os

    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["QT_QPA_PLATFORM"] = "xcb"
    if sys.platform != "linux":
        pytest.skip("other systems always have a display")
    command = [sys.executable, "-m", "annotator"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1
    assert "cannot open a window" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_start_page_lists_recent_projects_and_forgets_one(qtbot: QtBot, window: MainWindow, project_path: Path) -> None:
    window.commands.run("file.close")
    assert window.desk.project is None
    cards = {card.text(): card for card in window.start_page.findChildren(BigButton) if card.isVisible()}
    assert not cards["council"].faded
    project_path.unlink()
    window.session.recent_changed.emit()
    card = next(one for one in window.start_page.findChildren(BigButton) if one.text() == "council" and one.faded)
    assert "Missing" in card.accessibleDescription()
    window.start_page.project_forgotten.emit(str(project_path))
    assert window.settings.recent() == []


def test_damaged_project_is_one_sentence(
    qtbot: QtBot, empty_window: MainWindow, prompter: FakePrompter, tmp_path: Path
) -> None:
    path = tmp_path / "no.annotator"
    path.write_text("this is no project")
    empty_window.session.open(path)
    qtbot.waitUntil(lambda: bool(prompter.told))
    assert empty_window.desk.project is None


def test_last_coder_is_a_preselection_only(
    window: MainWindow, prompter: FakePrompter, open_project: Callable[[Path], MainWindow], project_path: Path
) -> None:
    window.commands.run("file.close")
    prompter.coder = None
    open_project(project_path)
    assert prompter.preselected == "Ada"
    assert window.desk.coder is None


def test_new_project_and_import_of_dropped_files(
    qtbot: QtBot, empty_window: MainWindow, prompter: FakePrompter, tmp_path: Path
) -> None:
    text = tmp_path / "meeting.txt"
    text.write_text("Council meets\n\nThe representative of France welcomed the text.  He thanked Norway.\n", "utf-8")
    prompter.new = NewProject(tmp_path / "new.annotator", Unit.SENTENCE)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(text))])
    drop = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    empty_window.dropEvent(drop)
    qtbot.waitUntil(lambda: any(isinstance(one, ImportReport) for one in prompter.told), timeout=60_000)
    assert len(empty_window.workspace.sidebar.transcripts.rows) == 1
    assert empty_window.workspace.view.statements.rowCount() > 0


def test_project_without_transcripts_says_what_to_do(
    qtbot: QtBot, tmp_path: Path, open_project: Callable[[Path], MainWindow]
) -> None:
    Project.create(tmp_path / "empty.annotator").close()
    window = open_project(tmp_path / "empty.annotator")
    assert window.workspace.page.empty.title.text() == "No transcripts yet"
    assert window.workspace.page.empty.button.isVisible()
    assert not window.commands.action("go.next").isEnabled()


def test_search_lists_the_whole_project_and_escape_everything_again(
    qtbot: QtBot, window: MainWindow, qapp: QApplication
) -> None:
    view = window.workspace.view
    QTest.keyClick(view, Qt.Key.Key_Slash)
    field = window.workspace.page.search
    assert qapp.focusWidget() is field
    QTest.keyClicks(field, "delegation 4")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert view.statements.rowCount() == 2
    assert view.hasFocus()
    texts = [view.statements.data(view.statements.index(row, 0)) for row in range(2)]
    assert all(text.startswith("Delegation 4") for text in texts)
    QTest.keyClick(view, Qt.Key.Key_Slash)
    window.workspace.page.everywhere.click()
    assert view.statements.rowCount() == 1
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert view.statements.rowCount() == 6


def test_search_without_a_hit_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.run("edit.search")
    QTest.keyClicks(window.workspace.page.search, "zeppelin")
    qtbot.waitUntil(lambda: window.workspace.page.empty.title.text() == "Nothing found")
    assert window.desk.row is None


def test_export_writes_the_workbook(qtbot: QtBot, window: MainWindow, prompter: FakePrompter, tmp_path: Path) -> None:
    prompter.export = ExportRequest(tmp_path / "out.xlsx", None)
    window.commands.run("file.export")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
    assert (tmp_path / "out.xlsx").is_file()
    assert "Exported" in window.status.text.text()


def test_job_is_shown_and_stopped(qtbot: QtBot, window: MainWindow) -> None:
    from annotator.domain.progress import report

    done: list[object] = []

    def work(progress: Progress) -> None:
        while True:
            report(progress, 1, 2, "Working")

    window.jobs.start(Job("Working", work, done.append))
    qtbot.waitUntil(window.status._cancel.isVisible)
    assert not window.commands.action("file.import").isEnabled()
    assert window.commands.action("go.next").isEnabled()
    QTest.mouseClick(window.status._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert done == []
    assert window.commands.action("file.import").isEnabled()


def test_quick_job_loses_no_result(qtbot: QtBot, window: MainWindow) -> None:
    done: list[int] = []
    for number in range(50):
        window.jobs.start(Job("Quick", lambda _progress, number=number: number, done.append))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == list(range(50))


def test_closing_while_a_job_runs_asks_first(qtbot: QtBot, window: MainWindow, prompter: FakePrompter) -> None:
    def work(progress: Progress) -> None:
        while progress(1, 2, "Working"):
            pass

    window.jobs.start(Job("Working", work, lambda _result: None))
    window.close()
    assert prompter.told == ["Working"]
    assert window.isVisible()
    prompter.when_busy = WhenBusy.STOP
    window.close()
    assert not window.isVisible()


def test_closing_lets_go_of_the_file_and_keeps_the_note(qtbot: QtBot, window: MainWindow, project_path: Path) -> None:
    QTest.keyClick(window.workspace.view, Qt.Key.Key_Return)
    QTest.keyClicks(window.workspace.panel.note, "half a thought")
    window.close()
    with Project.open(project_path) as project:
        assert [label.note for label in project.labels("Ada")] == ["half a thought"]


def test_theme_is_switched_and_remembered(qtbot: QtBot, window: MainWindow, look: Look, qapp: QApplication) -> None:
    before = qapp.palette().window().color()
    window.commands.run("theme.dark")
    assert look.dark
    assert qapp.palette().window().color().lightness() < before.lightness()
    assert Settings().theme is ThemeChoice.DARK
    look.choose(ThemeChoice.LIGHT)


def test_help_and_keys_show_every_key(qtbot: QtBot, window: MainWindow) -> None:
    from annotator.ui.help import HelpWindow
    from annotator.ui.keys import KeysDialog, keys_as_markdown

    text = keys_as_markdown(window.commands)
    for command in window.commands.all():
        assert all(f"**{key}**".replace("<", "&lt;") in text for key in command.keys_shown), command.id
    QTest.keyClick(window.workspace.view, Qt.Key.Key_F1)
    found = window.findChild(HelpWindow)
    assert found is not None
    found.show_page("labelling")
    assert "Auto-advance" in found.text.toPlainText()
    found.close()
    QTest.keyClick(window.workspace.view, Qt.Key.Key_Question)
    keys = window.findChild(KeysDialog)
    assert keys is not None
    QTest.keyClick(keys, Qt.Key.Key_Escape)


def test_all_keys_are_seen_at_once_in_a_small_window(qtbot: QtBot, window: MainWindow) -> None:
    from annotator.ui.keys import KeysDialog

    window.resize(1280, 800)
    QTest.keyClick(window.workspace.view, Qt.Key.Key_Question)
    keys = window.findChild(KeysDialog)
    assert keys is not None
    (area,) = keys.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: area.viewport().height() > 300)
    assert (area.verticalScrollBar().maximum(), area.horizontalScrollBar().maximum()) == (0, 0)
    keys.accept()


def test_how_much_is_labelled_keeps_its_distance_from_the_edge_in_either_look(window: MainWindow) -> None:
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        window.look.choose(choice)
        done = window.status._done
        assert done.text() == "0 of 10 labelled"
        edge = done.grab().copy(done.width() - 8, 0, 8, done.height()).toImage()
        assert len({edge.pixel(x, y) for x in range(edge.width()) for y in range(edge.height())}) == 1


def test_every_control_has_a_name_and_a_tooltip(window: MainWindow) -> None:
    controls = [
        one
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
        for one in window.findChildren(kind)
        if one.isVisible() and not one.objectName().startswith("qt_")
    ]
    assert len(controls) > 50
    nameless = [one for one in controls if not (one.accessibleName() or getattr(one, "text", lambda: "")())]
    assert nameless == []
    tipless = [
        one
        for one in controls
        if not one.toolTip() and type(one).__name__ not in ("QLineEditIconButton", "QToolButton")
    ]
    assert tipless == []


def test_importer_when_there_is_time_is_loaded_and_keeps_nobody_busy(qtbot: QtBot, window: MainWindow) -> None:
    shared_tagger.cache_clear()
    window.session.prepare_importer()
    assert window.jobs.busy == ""
    qtbot.waitUntil(lambda: shared_tagger.cache_info().currsize == 1, timeout=20_000)
