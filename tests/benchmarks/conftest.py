"""The projects that the benchmarks share, each made once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.figures import MANY, ms, run, tell


@dataclass(frozen=True)
class Sized:
    """A project file and how many statements it holds."""

    path: Path
    n_statements: int


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("benchmarks")


@pytest.fixture(scope="session")
def small_project(folder: Path) -> Sized:
    """A thousand statements in one transcript."""
    run("build", folder / "small.annotator", 1, 1000)
    return Sized(folder / "small.annotator", 1000)


@pytest.fixture(scope="session")
def big_project(folder: Path) -> Sized:
    """A million statements in a thousand transcripts."""
    built = run("build", folder / "big.annotator", MANY // 1000, 1000)
    rows = [("made in", ms(built["took_s"])), ("size of the file", f"{built['bytes'] / 1e6:.0f} MB")]
    tell(f"a project of {MANY:,} statements", [*rows, ("peak memory", f"{built['peak_mb']:.0f} MB")])
    return Sized(folder / "big.annotator", MANY)


@pytest.fixture(scope="session")
def long_project(folder: Path) -> Sized:
    """A hundred thousand statements in one transcript."""
    run("build", folder / "long.annotator", 1, 100_000)
    return Sized(folder / "long.annotator", 100_000)
