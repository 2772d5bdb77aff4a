"""Running a measurement in a process of its own, and telling what came out."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
SMALL = bool(os.environ.get("ANNOTATOR_BENCH_SMALL"))
"""Whether to take a tenth of the size, for a quick look."""

MANY = 100_000 if SMALL else 1_000_000
"""Statements in the big project."""


def environment() -> dict[str, str]:
    """Give the variables for a child that imports the program and these modules."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])}


def run(name: str, *arguments: object) -> dict[str, Any]:
    """Run one of the measurements of ``measuring`` in a fresh process and give its figures, with ``peak_mb``."""
    command = [sys.executable, "-m", "benchmarks.measuring", name, *map(str, arguments)]
    child = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, text=True)
    assert child.returncode == 0, f"{name} failed, see above"
    figures: dict[str, Any] = json.loads(child.stdout.splitlines()[-1])
    return figures


def peak_mb() -> float:
    """Give the most memory that this process has had, in millions of bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says on Linux also counts what the parent had
        (line,) = [line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) * 1024 / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def at(samples: Sequence[float], share: float) -> float:
    """Give the value below which this share of the samples lies (the nearest one)."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def ms(seconds: float) -> str:
    """Give a time for reading."""
    return f"{seconds * 1000:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def against(value: float, aim: float, unit: str = "") -> str:
    """Give a figure beside its aim, and whether it keeps to it."""
    return f"{value:.2f}{unit} (aim: at most {aim:g}{unit}) {'ok' if value <= aim else 'MISSED'}"


def tell(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Print a table."""
    width = max(len(name) for name, _ in rows)
    print(f"\n── {title}", flush=True)
    for name, value in rows:
        print(f"   {name.ljust(width)}  {value}", flush=True)
