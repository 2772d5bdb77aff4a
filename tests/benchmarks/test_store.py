"""What the project file costs beside bare SQLite: a label, opening, importing. Nothing here fails on time."""

from pathlib import Path

import pytest

from benchmarks.conftest import Sized
from benchmarks.figures import SMALL, against, ms, run, tell

pytestmark = pytest.mark.timeout(1800)

N_LABELS = 400 if SMALL else 1000
BUSY = 8
"""How many times its median the 99th percentile of two bare rows must be for the machine to count as not idle."""
N_IMPORTED = 50 if SMALL else 200


def test_one_label(big_project: Sized) -> None:
    figures = run("label", big_project.path, N_LABELS)
    bare = figures["by_two_rows"]
    rows = [("two bare rows", f"p50 {ms(bare['p50'])}, p99 {ms(bare['p99'])}, most {ms(bare['most'])}")]
    for name, way in (
        ("a whole label", "by_one_call"),
        ("the first key", "first_key"),
        ("the second key", "second_key"),
    ):
        found = figures[way]
        rows += [
            (name, f"p50 {ms(found['p50'])}, p99 {ms(found['p99'])}, most {ms(found['most'])}"),
            ("  median, times the bare rows'", against(found["p50"] / bare["p50"], 4)),
            ("  p99, which holds on an idle machine", against(found["p99"] * 1000, 5, " ms")),
        ]
    if bare["p99"] > BUSY * bare["p50"]:
        rows.append(("this machine is not idle", "the bare rows' own p99 is many times their median"))
    rows.append(("peak memory", f"{figures['peak_mb']:.0f} MB"))
    tell(f"one label of {big_project.n_statements:,} statements", rows)


def test_opening(small_project: Sized, big_project: Sized) -> None:
    figures = run("open_project", small_project.path, big_project.path, 15)
    tell(
        "opening a project, to the first 50 rows, without a window",
        [
            (f"{small_project.n_statements:,} statements", ms(figures["small"])),
            (f"{big_project.n_statements:,} statements", ms(figures["big"])),
            ("times as long", f"{figures['big'] / figures['small']:.2f}"),
            ("peak memory", f"{figures['peak_mb']:.0f} MB"),
        ],
    )


def test_importing(folder: Path) -> None:
    ours_s, bare_s = [], []
    for number in range(3):
        path, bare = folder / f"ours-{number}.annotator", folder / f"bare-{number}.annotator"
        ours = run("import_ours", path, N_IMPORTED, 1000)
        raw = run("import_raw", path, bare)
        ours_s.append(ours["took_s"])
        bare_s.append(raw["took_s"])
        path.unlink()
        bare.unlink()
    took_s, raw_s = sorted(ours_s)[1], sorted(bare_s)[1]
    n_rows, n_statements = raw["n_rows"], raw["n_statements"]
    tell(
        f"taking in {n_statements:,} statements, {n_rows:,} rows",
        [
            ("bare executemany", f"{n_rows / raw_s:,.0f} rows/s, {n_statements / raw_s:,.0f} statements/s"),
            ("through the store", f"{n_rows / took_s:,.0f} rows/s, {n_statements / took_s:,.0f} statements/s"),
            ("times as long", against(took_s / raw_s, 3)),
            ("peak memory", f"{ours['peak_mb']:.0f} MB, bare {raw['peak_mb']:.0f} MB"),
        ],
    )
