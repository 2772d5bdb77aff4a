"""What a person waits for: the window, a project in it, the next statement. Nothing here fails on time."""

import subprocess
import sys
import time

import pytest

from benchmarks.conftest import Sized
from benchmarks.figures import SMALL, against, at, environment, ms, run, tell

pytestmark = pytest.mark.timeout(1800)

N_STARTS = 4 if SMALL else 10

BARE = """
import sys
from benchmarks.figures import peak_mb
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)

def painted():
    print("painted", flush=True)
    print(peak_mb(), flush=True)
    QApplication.exit(0)

app = QApplication([])
window = Window()
window.show()
sys.exit(app.exec())
"""

OURS = """
import runpy, sys
from benchmarks.figures import peak_mb
import annotator.ui.app

run = annotator.ui.app.run

def painted():
    from PySide6.QtWidgets import QApplication
    print("painted", flush=True)
    print(peak_mb(), flush=True)
    QApplication.exit(0)

annotator.ui.app.run = lambda project: run(project, painted)
sys.argv = ["annotator"]
runpy.run_module("annotator", run_name="__main__")
"""


def start(code: str) -> tuple[float, float]:
    """Run code in a fresh process; give how long until it says that it has painted, in seconds, and its peak memory."""
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code], env=environment(), stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        took_s = time.perf_counter() - began
        peak = float(child.stdout.readline())
    assert line.strip() == "painted"
    return took_s, peak


def test_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    starts: dict[str, list[tuple[float, float]]] = {BARE: [], OURS: []}
    for _ in range(N_STARTS + 1):
        for code, samples in starts.items():
            samples.append(start(code))
    bare_s, ours_s = (at([took_s for took_s, _ in samples[1:]], 0.5) for samples in starts.values())
    bare_mb, ours_mb = (max(peak for _, peak in samples) for samples in starts.values())
    tell(
        "starting, to the first paint",
        [
            ("a bare Qt window", ms(bare_s)),
            ("the program", ms(ours_s)),
            ("times as long", against(ours_s / bare_s, 2.5)),
            ("peak memory", f"{ours_mb:.0f} MB, bare {bare_mb:.0f} MB"),
        ],
    )


def test_opening_to_the_first_painted_page(small_project: Sized, big_project: Sized) -> None:
    figures = run("open_window", small_project.path, big_project.path, 9)
    tell(
        "opening a project, to the first painted page",
        [
            (f"{small_project.n_statements:,} statements", ms(figures["small"])),
            (f"{big_project.n_statements:,} statements", ms(figures["big"])),
            ("times as long", against(figures["big"] / figures["small"], 1.5)),
            ("peak memory", f"{figures['peak_mb']:.0f} MB"),
        ],
    )


def test_moving_on(small_project: Sized, long_project: Sized) -> None:
    rows = []
    p50 = {}
    for project in (small_project, long_project):
        figures = run("move", project.path, 60 if SMALL else 200)
        rows.append(
            (f"{project.n_statements:,} statements in one transcript", f"{figures['peak_mb']:.0f} MB at the most")
        )
        for name, way in (("the next statement", "down"), ("a label's second key and the next", "two_keys")):
            found = figures[way]
            p50[way, project.n_statements] = found["p50"]
            aim = against(found["p95"] * 1000, 16, " ms")
            rows.append((f"  {name}, key to painted", f"p50 {ms(found['p50'])}, most {ms(found['most'])}, p95 {aim}"))
    for name, way in (("the next statement", "down"), ("a label's second key and the next", "two_keys")):
        grown = p50[way, long_project.n_statements] / p50[way, small_project.n_statements]
        rows.append((f"times as long among so many more, {name}", f"{grown:.2f} (aim: no growth)"))
    tell("moving on", rows)
