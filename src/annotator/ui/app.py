"""Starts the window: the first paint soon, everything heavy after it."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator import __version__, paths
from annotator.ui import crash
from annotator.ui.settings import Settings
from annotator.ui.theme import Look
from annotator.ui.window import MainWindow

log = logging.getLogger(__name__)
_CALM_MS = 1_500
"""After the first paint the window has so much time for itself; then the importer is loaded beside it."""


def run(project: Path | None = None, first_painted: Callable[[], object] | None = None) -> int:
    """Open the window, on a project where one is given, and stay until it is closed.

    Args:
        first_painted: Called when the window has been painted once, for measuring.
    """
    crash.start_log()
    opened: list[QApplication] = []
    crash.hear_qt(lambda: bool(opened))
    # A job must not keep the window waiting for the interpreter: five times shorter turns than usual.
    sys.setswitchinterval(0.001)
    app = QApplication(sys.argv[:1])
    opened.append(app)
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("annotator")
    crash.CrashKeeper(app).start()
    _translate(app)
    settings = Settings()
    look = Look(app)
    look.start(settings.theme, settings.reading_step)
    window = MainWindow(look, settings)
    if first_painted is not None:
        window.first_painted.connect(first_painted)
    window.first_painted.connect(lambda: _after_first_paint(window, project))
    window.show()
    log.info("Annotator %s opens its window", __version__)
    return app.exec()


def _after_first_paint(window: MainWindow, project: Path | None) -> None:
    window.look.load_icons()
    crash.rotate_log()
    window.setWindowIcon(QIcon(str(paths.resource("icons", "annotator.svg"))))
    if project is not None:
        window.session.open(project)
    QTimer.singleShot(_CALM_MS, window, window.session.prepare_importer)


def _translate(app: QApplication) -> None:
    """Bring in the user's language where there is a translation."""
    language = QLocale.system()
    if language.language() == QLocale.Language.English:
        return
    folder = paths.resource("i18n")
    for name, place in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("annotator", str(folder)),
    ):
        translator = QTranslator(app)
        # Qt's own words only where there are ours too: a window in two languages is worse than one in English.
        if any(folder.glob("annotator_*.qm")) and translator.load(language, name, "_", place):
            app.installTranslator(translator)
