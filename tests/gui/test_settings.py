"""The settings screen: it offers trained pipelines, keeps what works, and imports use it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.domain.importing import ImportReport
from annotator.tagging.pipelines import installed_pipelines
from annotator.ui.dialogs.importing import ImportSheet
from annotator.ui.dialogs.preferences import SettingsDialog
from annotator.ui.importing import ImportRun
from annotator.ui.prompter import Preferences
from annotator.ui.settings import Settings
from annotator.ui.window import MainWindow
from gui.fake_prompter import FakePrompter
from support.pipelines import install

TEXT = "The envoys met Odra Lunt in the capital. Workers of Velmar Relief have left the camp of France.\n"


@pytest.fixture
def installed(trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name under which a trained pipeline is installed."""
    copy = Path(shutil.copytree(trained, tmp_path / "copy"))
    install(tmp_path / "site", copy, "en_made_up")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return "en_made_up"


@pytest.fixture
def damaged(trained: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(trained, tmp_path / "damaged"))
    (folder / "ner" / "model").write_bytes(b"no weights")
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in.txt"
    path.write_text(TEXT, "utf-8")
    return path


def offered(dialog: SettingsDialog) -> list[tuple[str, str]]:
    box = dialog.pipeline
    return [(box.itemText(row), box.itemData(row)) for row in range(box.count())]


def test_screen_lists_what_is_installed_and_gives_what_is_chosen(window: MainWindow, installed: str) -> None:
    dialog = SettingsDialog(window, Preferences(), installed_pipelines())
    assert offered(dialog)[0] == ("None, the rules alone", "")
    assert ("en_made_up 1.2.3", "en_made_up") in offered(dialog)
    assert dialog.preferences == Preferences("")
    dialog.show()
    QTest.keyClick(dialog.pipeline, Qt.Key.Key_Down)
    assert dialog.preferences == Preferences("en_made_up")
    dialog.close()
    dialog.deleteLater()


def test_screen_shows_the_choice_and_says_where_it_is_gone(window: MainWindow, trained: Path) -> None:
    for choice, shown in ((str(trained), trained.name), ("en_gone", "en_gone (not found here)")):
        dialog = SettingsDialog(window, Preferences(choice), ())
        box = dialog.pipeline
        assert box.currentText().endswith(shown)
        assert box.itemData(box.currentIndex(), Qt.ItemDataRole.ToolTipRole) == choice
        assert dialog.preferences == Preferences(choice)
        dialog.deleteLater()


def test_screen_takes_a_folder(window: MainWindow, trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(trained))
    dialog = SettingsDialog(window, Preferences(), ())
    dialog.browse.click()
    assert dialog.preferences == Preferences(str(trained))
    dialog.deleteLater()


def choose(qtbot: QtBot, window: MainWindow, prompter: FakePrompter, choice: str) -> None:
    """Open the settings by their command, have this chosen, and wait until the window is done with it."""
    prompter.settings = Preferences(choice)
    window.commands.run("file.settings")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)


def test_choice_is_tried_and_kept_for_the_next_start(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, installed: str
) -> None:
    choose(qtbot, window, prompter, installed)
    qtbot.waitUntil(lambda: "Imports use en_made_up 1.2.3" in window.status.text.text(), timeout=20_000)
    assert Settings().pipeline == installed
    choose(qtbot, window, prompter, "")
    qtbot.waitUntil(lambda: "rules alone" in window.status.text.text(), timeout=20_000)
    assert Settings().pipeline == ""
    asked = [one for one in prompter.told if isinstance(one, tuple)]
    assert [current for current, _ in asked] == [Preferences(""), Preferences(installed)]
    assert "en_made_up" in [one.choice for one in asked[0][1]]


def test_choice_that_does_not_work_is_told_and_not_kept(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, trained: Path, damaged: Path
) -> None:
    window.settings.pipeline = str(trained)
    choose(qtbot, window, prompter, str(damaged))
    qtbot.waitUntil(lambda: any("is damaged" in str(one) for one in prompter.told), timeout=20_000)
    assert window.settings.pipeline == str(trained)


def test_import_uses_what_is_chosen(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, trained: Path, file: Path
) -> None:
    window.settings.pipeline = str(trained)
    assert named(qtbot, window, prompter, file) == {"Odra Lunt", "Velmar Relief", "France"}


def test_import_with_a_broken_pipeline_asks_and_goes_on_without_it(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, damaged: Path, file: Path
) -> None:
    window.settings.pipeline = str(damaged)
    assert named(qtbot, window, prompter, file) == {"France"}
    assert sum("is damaged" in str(one) for one in prompter.told) == 1
    assert window.settings.pipeline == str(damaged)


def test_import_with_a_broken_pipeline_can_be_given_up(
    qtbot: QtBot, window: MainWindow, prompter: FakePrompter, tmp_path: Path, file: Path
) -> None:
    window.settings.pipeline = str(tmp_path / "gone")
    prompter.without_pipeline = False
    sheets: list[ImportSheet] = []

    def show(run: ImportRun) -> None:
        sheets.append(ImportSheet(window, run, window.look, window.settings))
        sheets[0].open()

    prompter.show = show
    project = window.desk.project
    assert project is not None
    before = project.transcripts()
    closed: list[Callable[[], object] | int] = []
    window.session.import_paths([file])
    sheets[0].finished.connect(closed.append)
    qtbot.waitUntil(lambda: bool(closed) and window.session.imports._run is None, timeout=60_000)
    assert any("There is no trained pipeline" in str(one) for one in prompter.told)
    assert project.transcripts() == before


def named(qtbot: QtBot, window: MainWindow, prompter: FakePrompter, file: Path) -> set[str]:
    """Import a file in the window and give the words of its mentions."""
    window.session.import_paths([file])
    qtbot.waitUntil(lambda: any(isinstance(one, ImportReport) for one in prompter.told), timeout=60_000)
    report = next(one for one in prompter.told if isinstance(one, ImportReport))
    project, transcript = window.desk.project, report.files[0].transcript
    assert project is not None
    assert transcript is not None
    return {TEXT[one.start_cp : one.end_cp] for one in project.mentions(transcript)}
