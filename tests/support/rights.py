"""Commands run by somebody whom the permissions of files bind, which they do not bind the administrator."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

needs_posix = pytest.mark.skipif(
    os.name != "posix" or (os.geteuid() == 0 and not sys.platform.startswith("linux")),
    reason="needs permissions and limits as POSIX has them, and on other systems than Linux somebody whom they bind",
)

GIVE_UP_RIGHTS = """
import ctypes, os, sys

def give_up_rights():
    # The administrator of Linux is let in everywhere by capabilities; without them permissions hold for every owner.
    if os.geteuid() == 0:
        header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset(header, none) == 0
"""
_COMMAND = """
give_up_rights()
from annotator.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run_without_rights(*words: object) -> tuple[int, str, str]:
    """Run a command of the command line; give exit code, standard output and standard error."""
    command = [sys.executable, "-c", GIVE_UP_RIGHTS + _COMMAND, *map(str, words)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
    child = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env)
    return child.returncode, child.stdout, child.stderr
