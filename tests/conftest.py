"""What holds for every test: no network, no file of the user's own, and nothing left running or open behind a test."""

import os
import shutil
import socket
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, print_blob=True)

GRACE_MS = 3_000
"""How long something that is about to end may still take after a test before it counts as left behind."""


# --- the user's own folders ------------------------------------------------------------------------------------------

HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
}

_homes = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("ci" if os.environ.get("CI") else "default")
    # Before anything is collected, because modules may look for the user's folders when they are imported.
    config.stash[_homes] = Path(tempfile.mkdtemp(prefix="annotator-tests-"))
    os.environ.update(new_home(config.stash[_homes]))


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_homes], ignore_errors=True)


def new_home(parent: Path) -> dict[str, str]:
    """Make an empty home folder and give the variables that lead to it."""
    home = Path(tempfile.mkdtemp(dir=parent))
    (home / "runtime").mkdir(mode=0o700)
    return {name: str(home / folder) for name, folder in HOME_VARIABLES.items()}


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> Path:
    """Give each test a home folder of its own, so that no settings travel from one test to the next."""
    variables = new_home(pytestconfig.stash[_homes])
    for name, folder in variables.items():
        monkeypatch.setenv(name, folder)
    return Path(variables["HOME"])


# --- no network ------------------------------------------------------------------------------------------------------


class NetworkGuard:
    """Refuses internet sockets while a test runs, however they are made, and remembers each attempt.

    It listens to Python's audit events, which no library can go round; xdist's workers talk through pipes and Unix
    sockets stay free.
    """

    def __init__(self) -> None:
        self.is_on = False
        self.attempts: list[str] = []
        sys.addaudithook(self._on_event)

    def _on_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not (self.is_on and event.startswith("socket.")):
            return
        if event == "socket.__new__":
            if arguments[1] not in (socket.AF_INET, socket.AF_INET6) or is_urllib3_probe(sys._getframe()):
                return
        elif event not in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            return
        self.attempts.append(event + "".join(traceback.format_stack(limit=8)[:-1]))
        raise pytest.fail.Exception("Offline means offline: a test tried to reach the network.")


def is_urllib3_probe(frame: FrameType | None) -> bool:
    """Say whether urllib3 is being imported: it asks the system whether it knows IPv6 and connects to nothing.

    spaCy imports it (by way of requests). Seen with urllib3 2.8; look again when the lock no longer holds it.
    """
    while frame is not None:
        if frame.f_code.co_name == "_has_ipv6" and frame.f_globals.get("__name__") == "urllib3.util.connection":
            return True
        frame = frame.f_back
    return False


network_guard = NetworkGuard()


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    """Fail a test that opens an internet socket or asks for an address, even where the program swallows the error."""
    network_guard.attempts.clear()
    network_guard.is_on = True
    yield
    network_guard.is_on = False
    if network_guard.attempts:
        pytest.fail("The test tried to reach the network:\n" + "\n".join(network_guard.attempts), pytrace=False)


# --- nothing left behind ---------------------------------------------------------------------------------------------


class QtBirths:
    """Remembers which timers, threads and pools Python made since the last ``clear``, and where.

    It wraps the constructors and not ``start``: a wrapped ``start`` would take the place of the slot in
    ``text_changed.connect(timer.start)`` and be handed the text.
    """

    def __init__(self) -> None:
        self.timers: WeakKeyDictionary[QTimer, str] = WeakKeyDictionary()
        self.threads: WeakKeyDictionary[QThread, str] = WeakKeyDictionary()
        self.pools: WeakKeyDictionary[QThreadPool, str] = WeakKeyDictionary()
        self._wrap(QTimer, self.timers)
        self._wrap(QThread, self.threads)
        self._wrap(QThreadPool, self.pools)

    @staticmethod
    def _wrap(kind: type, seen: Any) -> None:
        original: Callable[..., None] = kind.__init__  # type: ignore[misc]

        def __init__(self: Any, *arguments: Any, **named: Any) -> None:  # noqa: N807 - it takes the place of just that
            original(self, *arguments, **named)
            seen[self] = "".join(traceback.format_stack(limit=3)[:-1])

        kind.__init__ = __init__  # type: ignore[misc]

    def clear(self) -> None:
        for seen in (self.timers, self.threads, self.pools):
            seen.clear()

    def still_running(self) -> list[str]:
        """Name what runs on, with the lines that made it."""
        found = []
        for timer, origin in list(self.timers.items()):
            if isValid(timer) and timer.isActive():
                found.append(f"an active {type(timer).__name__} {timer.objectName()!r}, made here:\n{origin}")
        for thread, origin in list(self.threads.items()):
            if isValid(thread) and thread.isRunning():
                found.append(f"a running {type(thread).__name__} {thread.objectName()!r}, made here:\n{origin}")
        for pool, origin in [*self.pools.items(), (QThreadPool.globalInstance(), "the global pool")]:
            if isValid(pool) and pool.activeThreadCount():
                found.append(f"a QThreadPool with {pool.activeThreadCount()} jobs running, made here:\n{origin}")
        return found


qt_births = QtBirths()


def open_windows() -> list[QWidget]:
    """Give the visible top-level windows; a tooltip belongs to Qt, which takes it away in its own time."""
    if not isinstance(QApplication.instance(), QApplication):
        return []
    tooltip = Qt.WindowType.ToolTip
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowType() != tooltip]


def deliver_deferred() -> None:
    """Let Qt do what it has put off, deletions too, which ``processEvents`` alone leaves lying."""
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


@pytest.fixture(autouse=True)
def no_leftovers() -> Iterator[None]:
    """Fail a test that leaves a thread, a job, a timer or a window behind, by its own name and not a later test's."""
    threads_before = set(threading.enumerate())
    windows_before = open_windows()
    qt_births.clear()
    yield

    def leftovers() -> list[str]:
        deliver_deferred()
        threads = [
            f"a running thread, {thread.name}"
            for thread in set(threading.enumerate()) - threads_before
            # A dummy stands for a thread of Qt's that once ran Python, and outlives it (until Python 3.13).
            if thread.is_alive() and not isinstance(thread, threading._DummyThread)
        ]
        windows = [
            f"an open window, {type(window).__name__} {window.objectName()!r} {window.windowTitle()!r}"
            for window in open_windows()
            if window not in windows_before
        ]
        return threads + windows + qt_births.still_running()

    end = time.monotonic() + GRACE_MS / 1000
    while (found := leftovers()) and time.monotonic() < end:
        time.sleep(0.01)
    if found:
        # So that the tests after this one can still pass.
        for timer in list(qt_births.timers):
            if isValid(timer):
                timer.stop()
        for window in open_windows():
            if window not in windows_before:
                window.hide()
                window.deleteLater()
        deliver_deferred()
        pytest.fail("The test left behind:\n" + "\n".join(f"* {one}" for one in found), pytrace=False)


# --- what takes a moment to make -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small trained pipeline; tests that change it make a copy."""
    from support.pipelines import train

    return train(tmp_path_factory.mktemp("trained") / "pipeline")
