"""Take the pictures of the window for the README: ``python packaging/pictures.py [FOLDER]``.

They are taken without a screen, from the sample project in a folder that is thrown away, with fonts named by the theme
file (Noto Sans and Noto Serif where none before them is installed).
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "resources" / "help" / "pictures"
SIZE = (1280, 800)
_EXACT = 48


def main() -> int:
    """Take the start page and the main window, light and dark."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(
            HOME=home,
            USERPROFILE=home,
            XDG_CONFIG_HOME=f"{home}/.config",
            XDG_STATE_HOME=f"{home}/.state",
            QT_QPA_PLATFORM="offscreen",
        )
        _take(target, Path(home))
    return 0


def _take(target: Path, home: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from annotator.ui.settings import Settings
    from annotator.ui.theme import Look, ThemeChoice
    from annotator.ui.window import MainWindow
    from annotator.usecases.sample import make_sample

    app = QApplication([])
    sample = make_sample(home / "Council")
    now = int(time.time())
    settings = Settings()
    for name, days in (("Peacekeeping 2019", 12), ("Central Asia", 3), ("sample", 0)):
        path = home / "Council" / f"{name}.annotator"
        path.touch()
        settings.remember_project(path, now - days * 86_400)
    look = Look(app)
    look.start(ThemeChoice.LIGHT, 0)
    look.load_icons()
    window = MainWindow(look, settings)
    window.session.prompter.ask_coder = lambda *_arguments: "Example A"  # type: ignore[method-assign]
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    _shoot(window, "start", target, look)
    window.session.open(sample)
    _wait(lambda: window.desk.coder is not None and not window.jobs.busy)
    window.status.say("", "plain")
    window.workspace.step(2)
    _shoot(window, "main", target, look)
    window.close()


def _shoot(window, name, target, look) -> None:  # type: ignore[no-untyped-def]
    from annotator.ui.theme import ThemeChoice

    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        look.choose(choice)
        end = time.monotonic() + 0.5
        _wait(lambda end=end: time.monotonic() > end)  # type: ignore[misc]
        _few_colours(window.grab().toImage()).save(str(target / f"{name}-{choice.value}.png"), "PNG", 0)


def _few_colours(image):  # type: ignore[no-untyped-def]
    """Give the image in 256 colours: the commonest, and of each group of like colours one, the rarest left out."""
    import numpy as np
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    order = np.argsort(-counts)
    colours, counts = colours[order], counts[order]
    _groups, first = np.unique(colours & 0xF0F0F0, return_index=True)
    # The grounds of the window are like each other, and are to be told apart as they are there.
    chosen = np.unique(np.concatenate([np.arange(min(_EXACT, len(colours))), np.sort(first)]))[:256]
    table = [int(colour) for colour in colours[chosen]]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)


def _wait(condition) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
