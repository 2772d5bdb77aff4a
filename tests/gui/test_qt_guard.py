"""PySide6 6.12.0 loses a reference to ``None`` with each call that returns nothing, on Python 3.11: never let it in."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = [ROOT / "requirements.lock", ROOT / "requirements-dev.lock"]

VOID_CALLS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
label, timer = QLabel(), QTimer()
before = sys.getrefcount(None)
for count in range(50_000):
    label.setText(str(count))
    label.setToolTip("")
    label.update()
    timer.setInterval(count)
    timer.stop()
lost = before - sys.getrefcount(None)
# From Python 3.12 on None is immortal and its count stands still.
assert lost < 1_000, f"{lost} references to None were lost in 250,000 calls"
print("sound")
"""


def requirements(lock: Path) -> list[str]:
    """Give each requirement of a lock with its continuation lines, comments left out."""
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    return [entry for entry in re.split(r"\n(?=\S)", "\n".join(lines)) if entry.strip()]


def test_void_calls_of_qt_repeated_keep_none_alive() -> None:
    child = subprocess.run([sys.executable, "-c", VOID_CALLS], capture_output=True, text=True, timeout=100)
    assert (child.returncode, child.stdout.strip()) == (0, "sound"), child.stderr


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
@pytest.mark.parametrize("package", ["pyside6-essentials", "shiboken6"])
def test_lock_for_python_before_3_12_leaves_qt_6_12_0_out(lock: Path, package: str) -> None:
    from packaging.requirements import Requirement

    pins = [Requirement(entry.split("\\")[0]) for entry in requirements(lock)]
    old = {"python_version": "3.11", "python_full_version": "3.11.0"}
    chosen = [
        str(pin.specifier) for pin in pins if pin.name == package and (not pin.marker or pin.marker.evaluate(old))
    ]
    assert len(chosen) == 1
    assert chosen != ["==6.12.0"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_pins_and_hashes_every_requirement(lock: Path) -> None:
    entries = requirements(lock)
    assert len(entries) > 30
    assert [entry for entry in entries if not re.match(r"\S+==\S+ .*\\\n +--hash=sha256:[0-9a-f]{64}", entry)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_names_no_address(lock: Path) -> None:
    found = re.findall(r".*(?:https?:|file:|--index|--find-links).*", lock.read_text(encoding="utf-8"))
    assert found == []


def test_runtime_lock_is_part_of_the_development_lock() -> None:
    runtime, development = (set(requirements(lock)) for lock in LOCKS)
    assert runtime - development == set()
