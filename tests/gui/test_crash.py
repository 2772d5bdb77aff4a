"""A bug anywhere is logged and shown, and the program goes on."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from annotator.ui import crash


@pytest.fixture
def keeper(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[crash.CrashKeeper]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    keeper = crash.CrashKeeper(qapp)
    keeper.start()
    yield keeper
    keeper.deleteLater()


def boxes() -> list[QMessageBox]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]


def test_bug_in_a_thread_shows_what_happened_and_where_the_log_is(
    qtbot: QtBot, keeper: crash.CrashKeeper, caplog: pytest.LogCaptureFixture
) -> None:
    def close_it() -> None:
        if not boxes():
            return
        seen.append(boxes()[0].informativeText())
        boxes()[0].accept()

    def bug() -> None:
        raise ZeroDivisionError("a bug on purpose")

    from PySide6.QtCore import QTimer

    seen: list[str] = []
    timer = QTimer()
    timer.timeout.connect(close_it)
    timer.start(10)
    thread = threading.Thread(target=bug)
    with caplog.at_level(logging.CRITICAL):
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(seen) and not boxes())
    timer.stop()
    assert "ZeroDivisionError: a bug on purpose" in seen[0]
    assert str(crash.log_file()) in seen[0]
    assert "saved" in seen[0]
    assert caplog.records[0].exc_info is not None
