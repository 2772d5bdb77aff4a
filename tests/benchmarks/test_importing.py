"""What reading and analysing costs by one process and by two. Nothing here fails on time."""

import os
from pathlib import Path

import pytest

from annotator import paths
from benchmarks.figures import SMALL, run, tell

pytestmark = pytest.mark.timeout(1800)

N_FILES = 100 if SMALL else 1000
AIM = 1.7
"""How many times faster two processes are to be than one, on an idle machine with two cores or more."""


@pytest.fixture
def folder_of_files(tmp_path: Path) -> Path:
    """So many files of 45 kB, each with a text of its own."""
    seed = max((path.read_text("utf-8") for path in paths.seeds().rglob("*.txt")), key=len)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(N_FILES):
        (folder / f"{number:04}.txt").write_text(f"Meeting number {number}\n{seed}", encoding="utf-8")
    return folder


def test_import_by_one_and_by_two_processes(folder_of_files: Path, tmp_path: Path) -> None:
    one, two = (
        run("import_files", tmp_path / f"by-{jobs}.annotator", folder_of_files, jobs, N_FILES) for jobs in (1, 2)
    )
    times = one["took_s"] / two["took_s"]
    verdict = "ok" if times >= AIM else "MISSED"
    rows = [
        ("one process", f"{one['took_s']:.1f} s, of which saving {one['saving_s']:.1f} s"),
        ("two processes", f"{two['took_s']:.1f} s, of which saving {two['saving_s']:.1f} s"),
        ("times faster", f"{times:.2f} (aim: at least {AIM}) {verdict}"),
        ("processor time, one and two", f"{one['cpu_s']:.1f} s, {two['cpu_s']:.1f} s"),
        ("peak memory of this process", f"{one['peak_mb']:.0f} MB, {two['peak_mb']:.0f} MB"),
        ("  with a tenth of the files", f"{one['peak_of_a_tenth_mb']:.0f} MB, {two['peak_of_a_tenth_mb']:.0f} MB"),
    ]
    if two["took_s"] > 0.7 * two["cpu_s"] or (os.cpu_count() or 1) < 2:
        rows.append(("this machine is not idle", "two processes did not get two cores"))
    tell(f"importing {N_FILES:,} files of 45 kB", rows)
