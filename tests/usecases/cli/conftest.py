"""A sample project of one's own, and the command line in this process."""

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import cli
from annotator.usecases.sample import make_sample

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; gives exit code, standard output and standard error."""

    def run(*words: object, stdin: str | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = cli.main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A sample project of one's own, in an otherwise empty folder."""
    (tmp_path / "work").mkdir()
    return Path(shutil.copy(made, tmp_path / "work" / "council.annotator"))
