"""The real program in a real window, driven by key events as a person's keyboard would send them."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE_S = 60
"""How long anything that a person waits for may take before the test gives up; the machine may be busy."""


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Wait for what a person would wait for; fails, naming it, when it does not come."""
    end = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, f"waited {PATIENCE_S} s in vain: {what}"
        pause.wait(0.05)


def xdotool(*arguments: str) -> str:
    """Run xdotool and give what it prints; an unsuccessful search gives nothing."""
    result = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    return result.stdout.strip()


class Desk:
    """The program, started anew; a context manager that makes sure it ends."""

    def __init__(self, project: Path, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "annotator", str(project)],
            env={**os.environ, "QT_QPA_PLATFORM": "xcb", "HOME": str(home)},
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate(timeout=PATIENCE_S)

    def _windows(self) -> dict[str, str]:
        found = xdotool("search", "--onlyvisible", "--pid", str(self._process.pid), "--name", ".+").split()
        return {xdotool("getwindowname", number): number for number in found}

    def wait_for_window(self, part: str) -> None:
        """Wait for a window whose title has this part, and give it the keyboard."""
        wait_until(lambda: any(part in name for name in self._windows()), f"a window called {part!r}")
        number = next(number for name, number in self._windows().items() if part in name)
        xdotool("windowfocus", "--sync", number)

    def wait_for_no_window(self, part: str) -> None:
        """Wait until no window's title has this part any more."""
        wait_until(lambda: not any(part in name for name in self._windows()), f"no window called {part!r}")

    def press_until(self, key: str, part: str) -> None:
        """Press a key, again and again as somebody would who waits for it to be accepted, until a window is there."""
        wait_until(lambda: self._press_again(key, part), f"a window called {part!r}")

    def _press_again(self, key: str, part: str) -> bool:
        if any(part in name for name in self._windows()):
            return True
        self.press(key)
        return False

    def press(self, *keys: str) -> None:
        """Press keys, by their names in X."""
        xdotool("key", "--clearmodifiers", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        xdotool("type", "--delay", "10", text)

    def wait_for_end(self) -> str:
        """Wait until the program has ended by itself; give what it wrote to standard error."""
        _, errors = self._process.communicate(timeout=PATIENCE_S)
        assert self._process.returncode == 0, errors
        return str(errors)
