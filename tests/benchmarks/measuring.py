"""The measurements, each in a process of its own: ``python -m benchmarks.measuring NAME ARGUMENT...``.

Each prints its figures, and the most memory it had, as one line of JSON.
"""

import itertools
import json
import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotator.domain.ids import coder_id
from annotator.store.file import ProjectFile
from annotator.usecases.project import Project
from benchmarks import building
from benchmarks.figures import at, peak_mb

Figures = dict[str, Any]
STANCES = ("strongly_supportive", "supportive", "neutral", "critical", "strongly_critical")
THEMES = ("drugs", "economy", "afghanistan", "charter")


def raw(path: Path) -> sqlite3.Connection:
    """Give a bare connection with the settings of the program's own."""
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "cache_size = -16384",
        "wal_autocheckpoint = 20000",
    ):
        connection.execute(f"PRAGMA {setting}")
    return connection


def build(path: str, n_transcripts: str, n_each: str) -> Figures:
    """Make a project."""
    start = time.perf_counter()
    building.build(Path(path), int(n_transcripts), int(n_each))
    return {"took_s": time.perf_counter() - start, "bytes": Path(path).stat().st_size}


# --- one label ------------------------------------------------------------------------------------------------------

_JOURNAL = "INSERT INTO journal (clock, at, coder, batch, kind, key, value) VALUES (?,?,?,?,?,?,?)"
_LABEL = (
    "INSERT INTO label VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET "
    "stance = excluded.stance, themes = excluded.themes, labelled_at = excluded.labelled_at"
)


def label(path: str, n_samples: str) -> Figures:
    """Label statements here and there: by one call, by two keys, and by two bare rows in a copy of the same file."""
    bare = Path(path).with_name("bare.annotator")
    shutil.copy(path, bare)
    bare_file = raw(bare)
    clocks = itertools.count(1 << 60)
    with Project.open(path) as project:
        draw = random.Random(7)
        transcripts = [row.uid for row in project.transcripts()]
        some = draw.sample(transcripts, min(50, len(transcripts)))
        keys = [key for uid in some for key in project.statement_keys(uid)]
        rows = project.statement_rows(draw.sample(keys, min(len(keys), int(n_samples) * 2 + 100)))
        ada = coder_id("Ada")
        target = project.codebook.default_target

        def by_one_call(number: int) -> None:
            stance, theme = STANCES[number % 5], THEMES[number % 4]
            project.label(rows[number].uid, ada, stance=stance, themes=[theme])

        def first_key(number: int) -> None:
            project.label(rows[-1 - number].uid, ada, stance=STANCES[number % 5])

        def second_key(number: int) -> None:
            project.label(rows[-1 - number].uid, ada, themes=[THEMES[number % 4]])

        def by_two_rows(number: int) -> None:
            row = rows[number]
            stamp, now = f"{next(clocks):034x}", time.time_ns() // 1_000_000
            stance, theme = STANCES[number % 5], THEMES[number % 4]
            value = json.dumps({"codebook": "1", "saw": [], "stance": stance, "themes": [theme]})
            bare_file.execute("BEGIN IMMEDIATE")
            bare_file.execute(_JOURNAL, (stamp, now, ada, stamp, "label", f"{row.uid}/{ada}/{target}", value))
            bare_file.execute(
                _LABEL, (row.key, ada, target, stamp[:16], stance, f'["{theme}"]', "[]", None, "", "1", "[]", now, 1)
            )
            bare_file.execute("COMMIT")

        ways: list[Callable[[int], None]] = [by_one_call, by_two_rows, first_key, second_key]
        samples: dict[str, list[float]] = {way.__name__: [] for way in ways}
        for number in range(int(n_samples)):
            if number % 100 == 0:  # as in an idle moment
                project.checkpoint()
                bare_file.execute("PRAGMA wal_checkpoint(PASSIVE)")
            for way in ways:
                start = time.perf_counter()
                way(number)
                samples[way.__name__].append(time.perf_counter() - start)
        bare_file.close()
        bare.unlink()
    return {
        way: {"p50": at(values[20:], 0.5), "p99": at(values[20:], 0.99), "most": max(values[20:])}
        for way, values in samples.items()
    }


# --- opening --------------------------------------------------------------------------------------------------------


def open_project(small: str, big: str, n_rounds: str) -> Figures:
    """Open a small and a big project in turn, as far as the first page of rows."""
    samples: dict[str, list[float]] = {small: [], big: []}
    for _ in range(int(n_rounds) + 1):
        for path, times in samples.items():
            start = time.perf_counter()
            project = Project.open(path)
            first = project.transcripts()[0]
            project.progress(coder_id("Ada"))
            keys = project.statement_keys(first.uid)
            rows = project.statement_rows(keys[:50])
            times.append(time.perf_counter() - start)
            assert len(rows) == 50
            project.close()
    return {name: at(samples[path][1:], 0.5) for name, path in (("small", small), ("big", big))}


# --- importing ------------------------------------------------------------------------------------------------------

_WRITTEN = [
    "journal",
    "source_text",
    "analysis",
    "batch",
    "transcript",
    "passage",
    "voice",
    "statement",
    "statement_voice",
    "mention",
    "label",
    "label_theme",
]


def import_ours(path: str, n_transcripts: str, n_each: str) -> Figures:
    """Take in transcripts that were analysed before."""
    sources = list(building.transcripts(int(n_transcripts), int(n_each)))
    with Project.create(path) as project:
        start = time.perf_counter()
        building.take_in(project, sources)
        took_s = time.perf_counter() - start
    return {"took_s": took_s}


def import_files(path: str, folder: str, jobs: str, n_files: str) -> Figures:
    """Import the files of a folder by so many processes, the first tenth of them by itself before that."""
    files = sorted(Path(folder).iterdir())
    tenth = Path(f"{path}.tenth.annotator")
    with Project.create(tenth) as project:
        project.import_files(files[: int(n_files) // 10], int(jobs))
    peak_of_a_tenth_mb, cpu_s = peak_mb(), _cpu_s()
    with Project.create(path) as project:
        start = time.perf_counter()
        with project.plan_import(files, int(jobs)) as plan:
            for _ in plan:
                pass
            planned_s = time.perf_counter() - start
            project.accept_import(plan)
        took_s = time.perf_counter() - start
    return {
        "took_s": took_s,
        "saving_s": took_s - planned_s,
        "cpu_s": _cpu_s() - cpu_s,
        "peak_of_a_tenth_mb": peak_of_a_tenth_mb,
    }


def _cpu_s() -> float:
    """Give the processor time of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def import_raw(source: str, path: str) -> Figures:
    """Write every row of a project into the same, empty tables with ``executemany``, in one transaction."""
    look = sqlite3.connect(source)
    rows = {table: look.execute(f"SELECT * FROM {table}").fetchall() for table in _WRITTEN}
    look.close()
    ProjectFile.create(Path(path)).close()
    bare = raw(Path(path))
    start = time.perf_counter()
    bare.execute("BEGIN IMMEDIATE")
    for table, content in rows.items():
        if content:
            bare.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(content[0]))})", content)
    bare.execute("INSERT INTO statement_search (rowid, text) SELECT id, text FROM statement")
    bare.execute("COMMIT")
    took_s = time.perf_counter() - start
    bare.close()
    n_statements = len(rows["statement"])
    return {"took_s": took_s, "n_rows": sum(map(len, rows.values())) + n_statements, "n_statements": n_statements}


def main() -> None:
    """Run the measurement that the command line names."""
    from benchmarks import measuring_window

    everything = {
        **{one.__name__: one for one in (build, label, open_project, import_ours, import_files, import_raw)},
        **measuring_window.MEASUREMENTS,
    }
    figures = everything[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({**figures, "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
