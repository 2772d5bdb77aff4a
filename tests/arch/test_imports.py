"""Imports point down only, heavy libraries wait until used, and nothing that could open a connection comes in."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "annotator"
SUBPACKAGES = {f"annotator.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")}
HEAVY = ["spacy", "sqlalchemy", "openpyxl", "typer", "numpy", "PySide6"]

# Library -> the one subpackage that may import it.
HOMES = {"PySide6": "annotator.ui", "sqlalchemy": "annotator.store", "spacy": "annotator.tagging"}

# What opens connections, in Python and in Qt.
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib.request", "urllib3"}
NETWORK |= {"PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore", "xmlrpc"}


def contracts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    return found


def imported_modules(file: Path) -> set[str]:
    """Give every module that a file imports, at its head or in a function, ``a.b`` also for ``from a import b``."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_layers_cover_every_subpackage() -> None:
    layered = {
        module.strip()
        for contract in contracts()
        if contract["type"] == "layers"
        for layer in contract["layers"]
        for module in layer.split(":")
    }
    assert layered - {"annotator.__main__"} == SUBPACKAGES


@pytest.mark.parametrize("library", HOMES)
def test_library_with_one_home_is_forbidden_everywhere_else(library: str) -> None:
    forbidden = {
        module
        for contract in contracts()
        if contract["type"] == "forbidden" and library in contract["forbidden_modules"]
        for module in contract["source_modules"]
    }
    assert forbidden >= SUBPACKAGES - {HOMES[library]}


def test_no_file_imports_what_opens_connections() -> None:
    found = {
        f"{file.relative_to(ROOT)}: {module}"
        for file in PACKAGE.rglob("*.py")
        for module in imported_modules(file)
        if any(module == name or module.startswith(f"{name}.") for name in NETWORK)
    }
    assert found == set()


@pytest.mark.parametrize("module", ["annotator", "annotator.paths", "annotator.__main__"])
def test_import_loads_nothing_heavy(module: str) -> None:
    if module == "annotator.__main__" and not (PACKAGE / "__main__.py").exists():
        pytest.skip("the entry point is not written yet")
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}} & {set(HEAVY)!r}))"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PACKAGE.parent, check=True)
    assert child.stdout.strip() == ""
