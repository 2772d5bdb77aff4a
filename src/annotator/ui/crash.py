"""The log file, and what happens when the program has a bug: it says so, and goes on."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from annotator import paths

log = logging.getLogger("annotator")
LOG_BYTES = 1_000_000
LOGS_KEPT = 3


def log_file() -> Path:
    """Give the path of the log."""
    return paths.state_folder() / "annotator.log"


def start_log() -> None:
    """Write the log from now on."""
    _log_to(logging.FileHandler(log_file(), encoding="utf-8", delay=True))


def rotate_log() -> None:
    """Let the log begin anew when it is long: after the first paint, because this brings in the network modules."""
    from logging.handlers import RotatingFileHandler

    _log_to(RotatingFileHandler(log_file(), maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", delay=True))


def _log_to(handler: logging.FileHandler) -> None:
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, logging.FileHandler)]:
        root.removeHandler(old)
        old.close()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)


CANNOT_OPEN = (
    "Annotator cannot open a window here: there is no display, or a library that Qt needs is missing. "
    "Start it from a desktop session; on Debian and Ubuntu install libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 "
    "libxcb-keysyms1 libxcb-shape0 libegl1."
)


def hear_qt(is_open: Callable[[], bool]) -> None:
    """Put what Qt says into the log; before there is an application, turn its last words into a sentence."""
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    def handle(kind: QtMsgType, _context: object, message: str) -> None:
        log.log(levels.get(kind, logging.WARNING), "Qt: %s", message)
        if kind == QtMsgType.QtFatalMsg and not is_open():
            import os

            sys.stderr.write(CANNOT_OPEN + "\n")
            sys.stderr.flush()
            # Qt would abort with a core dump as soon as this returns.
            os._exit(1)

    qInstallMessageHandler(handle)


class CrashKeeper(QObject):
    """Catches what nobody caught: in slots, in threads, anywhere.

    Signals:
        crashed: A bug showed itself: the traceback.
    """

    crashed = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._showing = False
        # Queued, because a bug may show itself in another thread, or in the middle of a paint.
        self.crashed.connect(self._on_crashed, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._catch
        threading.excepthook = lambda caught: self._catch(
            caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback
        )

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(130)
            return
        log.critical("A bug", exc_info=(kind, error, trace))
        self.crashed.emit("".join(traceback.format_exception(kind, error, trace)))

    def _on_crashed(self, details: str) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            box = QMessageBox(QApplication.activeWindow())
            box.setIcon(QMessageBox.Icon.Warning)
            box.setWindowTitle(self.tr("Annotator has a bug"))
            box.setText(self.tr("Something went wrong that should not have."))
            last = details.strip().splitlines()[-1]
            box.setInformativeText(
                self.tr(
                    "All your labels are saved. You can go on working; if it happens again, close and reopen the "
                    "program.\n\nWhat happened: {0}\n\nThe details are in the log: {1}"
                ).format(last, log_file())
            )
            box.setDetailedText(details)
            box.exec()
        finally:
            self._showing = False
