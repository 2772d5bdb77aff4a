"""The measurements that need a window. Qt is imported where it is used, so that the others are spared it."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.figures import at

if TYPE_CHECKING:
    pass

Figures = dict[str, Any]
WAIT_S = 60


class Window:
    """The program's own window, and when its list of statements was last painted."""

    def __init__(self) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtWidgets import QApplication

        from annotator.ui.settings import Settings
        from annotator.ui.theme import Look, ThemeChoice
        from annotator.ui.window import MainWindow
        from gui.fake_prompter import FakePrompter

        self.app: QApplication = QApplication([])
        look = Look(self.app)
        look.start(ThemeChoice.LIGHT, 0)
        look.load_icons()
        self.window: MainWindow = MainWindow(look, Settings(), FakePrompter(coder="Ada"))
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def wait(self, until: Callable[[], bool]) -> None:
        """Let Qt work until this is so."""
        end = time.monotonic() + WAIT_S
        while not until():
            self.app.processEvents()
            assert time.monotonic() < end, "the window does not get there"

    def watch_paint(self) -> Callable[[], bool]:
        """Give what tells whether the statements have been painted from now on."""
        from PySide6.QtCore import QEvent, QObject

        view = self.window.workspace.view

        class Watcher(QObject):
            painted = False

            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
                self.painted = self.painted or event.type() == QEvent.Type.Paint
                return False

        watcher = Watcher(view)
        view.viewport().installEventFilter(watcher)
        return lambda: watcher.painted

    def open(self, path: Path) -> float:
        """Open a project; give how long until its first statements were on the screen, in seconds."""
        start = time.perf_counter()
        self.window.session.open(path)
        self.wait(lambda: self.window.desk.project is not None)
        painted = self.watch_paint()
        self.wait(lambda: painted() and self.window.workspace.view.current_number >= 0)
        took_s = time.perf_counter() - start
        self.wait(lambda: not self.window.jobs.busy)
        return took_s

    def close_project(self) -> None:
        self.window.session.close()
        self.app.processEvents()

    def end(self) -> None:
        self.close_project()
        self.window.jobs.close()
        self.window.close()


def open_window(small: str, big: str, n_rounds: str) -> Figures:
    """Open a small and a big project in turn in one window, until the first statements are painted."""
    window = Window()
    samples: dict[str, list[float]] = {small: [], big: []}
    for _ in range(int(n_rounds) + 1):
        for path, times in samples.items():
            times.append(window.open(Path(path)))
            window.close_project()
    window.end()
    return {name: at(samples[path][1:], 0.5) for name, path in (("small", small), ("big", big))}


def move(path: str, n_steps: str) -> Figures:
    """Press the key for the next statement, again and again from the middle, and wait until it is painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    window = Window()
    window.open(Path(path))
    view = window.window.workspace.view
    view.setFocus()
    view.select_statement(view.statements.rowCount() // 2)
    window.wait(view.hasFocus)
    painted_by: dict[str, list[float]] = {"down": [], "two_keys": []}
    for number in range(int(n_steps)):
        for way, keys in (("down", [Qt.Key.Key_J]), ("two_keys", [Qt.Key.Key_4, Qt.Key.Key_T])):
            before = view.current_number
            for key in keys[:-1]:
                QTest.keyClick(view, key)
                window.app.processEvents()
            painted = window.watch_paint()
            start = time.perf_counter()
            QTest.keyClick(view, keys[-1])
            window.wait(painted)
            painted_by[way].append(time.perf_counter() - start)
            assert view.current_number > before, f"{way} does not move on, in step {number}"
    window.end()
    return {
        way: {"p50": at(times[5:], 0.5), "p95": at(times[5:], 0.95), "most": max(times[5:])}
        for way, times in painted_by.items()
    }


MEASUREMENTS: dict[str, Callable[..., Figures]] = {"open_window": open_window, "move": move}
