"""Copies of a project file, each sound by itself, in a folder beside it."""

import contextlib
import os
import sqlite3
import time
from pathlib import Path

from annotator.domain.clock import wall_ms
from annotator.domain.errors import UserError
from annotator.domain.progress import Progress, no_progress, report
from annotator.store.access import connect_to_look, tidy_after_looking
from annotator.store.failures import plainly

KEPT = 5
DAY_MS = 24 * 60 * 60 * 1000
_PAGES_A_STEP = 2_000


def folder_of(path: Path) -> Path:
    """Give the folder in which this project's backups lie."""
    return path.with_name(f"{path.stem} backups")


def backups_of(path: Path) -> list[Path]:
    """Give the project's own backups, oldest first."""
    return sorted(folder_of(path).glob(_pattern(path)))


def _pattern(path: Path) -> str:
    return f"{glob_safe(path.stem)} ????-??-?? ??????*.annotator"


def glob_safe(text: str) -> str:
    """Give a pattern that matches this very text."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)


def last_backup_ms(path: Path) -> int | None:
    """When the newest backup was made, in milliseconds since 1970, or None."""
    made = backups_of(path)
    return made[-1].stat().st_mtime_ns // 1_000_000 if made else None


def due(path: Path) -> bool:
    """Whether the last backup is over a day old or there is none."""
    last = last_backup_ms(path)
    return last is None or not 0 <= wall_ms() - last < DAY_MS


def back_up(path: Path, out: Path | None = None, reason: str = "", progress: Progress = no_progress) -> Path:
    """Copy the file as it stands, with SQLite's own online backup, and give the copy's path.

    Without ``out`` it goes into the folder of backups, of which the newest five are kept. The copy appears under its
    name only when it is whole and verified. Raises UserError where it cannot be written, Cancelled where stopped.
    """
    if out is None:
        stamp = time.strftime("%Y-%m-%d %H%M%S") + (f" {reason}" if reason else "")
        target = folder_of(path) / f"{path.stem} {stamp}.annotator"
    else:
        target = out
        if target.resolve() == path.resolve():
            raise UserError("A backup cannot replace the project itself: choose another name.")
    part = target.with_name(f"{target.name}.part")
    try:
        if out is None:
            target.parent.mkdir(exist_ok=True)
        with plainly(target):
            _copy(path, part, progress)
        part.replace(target)
    except OSError as error:
        raise UserError(f'The backup "{target}" cannot be written: {error.strerror}.') from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
            if out is None:
                part.parent.rmdir()  # which it does when nothing else is in it
    if out is None:
        left = folder_of(path).glob(f"{_pattern(path)}.part")  # by a program that was killed
        for old in [*backups_of(path)[:-KEPT], *left]:
            with contextlib.suppress(OSError):
                old.unlink()
    return target


def _copy(path: Path, part: Path, progress: Progress) -> None:
    part.unlink(missing_ok=True)

    def step(_status: int, remaining: int, total: int) -> None:
        report(progress, total - remaining, total, "Backing up")

    source = connect_to_look(path)
    try:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # pins one state: labelling may go on meanwhile
        copy = sqlite3.connect(part)
        try:
            source.backup(copy, pages=_PAGES_A_STEP, progress=step, sleep=0.001)
            copy.execute("PRAGMA journal_mode = DELETE")
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
        finally:
            copy.close()
    finally:
        source.close()
        tidy_after_looking(path)
    if verdict != "ok":
        raise UserError(f'"{path.name}" is damaged ({verdict}), so no backup was made; the older backups are kept.')
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
