"""What a developer types: ``python3 dev.py`` and ``run``, ``test``, ``lint``, ``bench``, ``setup`` or ``lock``.

Standard library only. The first call makes ``.venv`` from ``requirements-dev.lock`` and asks the system for the
libraries that Qt needs; later calls find everything as it should be and start at once.

Pythons from 3.6 on must be able to read this file and to run it as far as the version check, so that they can say what
they lack.
"""

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

OLDEST = (3, 11)
NEWEST_TRIED = (3, 14)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"

if sys.version_info[:2] < OLDEST or Path(sys.prefix).resolve() == VENV:
    # An old Python looks for a newer one. The Python inside .venv hands over to the one that made it, because .venv may
    # have to be made anew.
    _own = [[getattr(sys, "_base_executable", "")]] if sys.version_info[:2] >= OLDEST else []
    _minors = range(NEWEST_TRIED[1], OLDEST[1] - 1, -1)
    for _python in _own + [["py", f"-3.{minor}"] if os.name == "nt" else [f"python3.{minor}"] for minor in _minors]:
        _probe = [*_python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        if shutil.which(_python[0]) and subprocess.call(_probe, stderr=subprocess.DEVNULL) == 0:
            sys.exit(subprocess.call([*_python, str(Path(__file__).resolve()), *sys.argv[1:]]))
    sys.exit(f"Annotator needs Python 3.11 or newer, and this is {sys.version.split()[0]}: install a newer one first.")

BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "made-from"
LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
SAMPLE = ROOT / "sample" / "sample.annotator"

IS_LINUX = sys.platform.startswith("linux")

# Shared library or command -> the Debian or Ubuntu package that holds it. The libraries are those that `readelf -d`
# names for Qt's core and its "offscreen" and "xcb" plugins (PySide6 6.11 and 6.12) and that the wheel does not bring.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}
SCREEN_COMMANDS = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool"}


# --- the system's packages -------------------------------------------------------------------------------------------


def succeeds(*command: str) -> bool:
    """Say whether a command that only asks something ends well; what it prints is of no interest."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def missing_from(needs: dict[str, str]) -> list[str]:
    """Give those libraries and commands that this system really lacks, asked of the loader and of PATH."""
    missing = []
    for need in needs:
        try:
            if ".so." in need:
                ctypes.CDLL(need)
            elif shutil.which(need) is None:
                missing.append(need)
        except OSError:
            missing.append(need)
    return missing


def ensure_system(needs: dict[str, str]) -> None:
    """Install what is missing on Debian and Ubuntu, or name the one command that would; elsewhere only name it."""
    missing = missing_from(needs) if IS_LINUX else []
    if not missing:
        return
    if shutil.which("apt-get") is None:
        print(f"This system lacks what Qt may need to start: {', '.join(missing)}", file=sys.stderr)
        return
    apt_install(*sorted({needs[need] for need in missing}))
    missing = missing_from(needs)
    if missing:
        sys.exit(f"Still missing after the installation: {', '.join(missing)}")


def apt_install(*packages: str) -> None:
    """Install Debian packages without a question, or end and name the command where a person must type a password."""
    is_root = os.geteuid() == 0
    if not is_root and not (shutil.which("sudo") and succeeds("sudo", "-n", "true")):
        sys.exit(
            f"System packages are missing; install them, then try again: sudo apt-get install {' '.join(packages)}"
        )
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    apt = [*([] if is_root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # A failed update is no reason to stop: the lists that are there may do.
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL)
    # Debian 13 and Ubuntu 24.04 renamed some libraries when their time stamps became 64 bits wide.
    known = [f"{name}t64" if succeeds("apt-cache", "show", f"{name}t64") else name for name in packages]
    install = [*apt, "install", "--yes", "--no-install-recommends", *known]
    if subprocess.run(install, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"Installing system packages failed, see above: {shlex.join(install)}")


# --- the virtual environment -----------------------------------------------------------------------------------------


def environment(**extra: str) -> dict[str, str]:
    """Give the environment for programs out of ``.venv``: its folder first in PATH, no Python settings from outside."""
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")}
    env |= {"VIRTUAL_ENV": str(VENV), "PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])}
    return env | extra


def fingerprint() -> str:
    """Give what ``.venv`` depends on as a hash: lock, packaging, Python, and the folder, which its scripts name."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packaging = {key: project[key] for key in ("build-system", "project", "dependency-groups")}
    parts = [DEV_LOCK.read_text(encoding="utf-8"), json.dumps(packaging, sort_keys=True), sys.version, str(ROOT)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def is_sound(wanted: str) -> bool:
    """Say whether ``.venv`` was finished for just this checkout and still starts: Python may have moved under it."""
    if not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != wanted:
        return False
    try:
        return succeeds(str(PYTHON), "-I", "-c", "import annotator")
    except OSError:
        return False


def setup() -> None:
    """Make ``.venv`` from the lock unless it is there already; the only moment when a network is needed."""
    wanted = fingerprint()
    if is_sound(wanted):
        return
    start = time.monotonic()
    uv = shutil.which("uv")
    if VENV.exists():
        shutil.rmtree(VENV)
    print(f"Making .venv with {'uv' if uv else 'pip'} and Python {sys.version.split()[0]} …", flush=True)
    if uv:
        make = [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]
        pip = [uv, "pip", "install", "--python", str(PYTHON)]
    else:
        if importlib.util.find_spec("ensurepip") is None:
            # Debian keeps the module that brings pip into a virtual environment in a package of its own.
            package = f"python3.{sys.version_info.minor}-venv"
            if shutil.which("apt-get") is None:
                sys.exit(
                    "This Python cannot make virtual environments (it has no ensurepip): install uv, then try again."
                )
            apt_install(package)
        make = [sys.executable, "-m", "venv", str(VENV)]
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install"]
    if not sys.stdout.isatty():
        pip.append("--quiet")
    for command in (
        make,
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(DEV_LOCK)],
        # hatchling and editables are in the lock, so building needs nothing from outside it.
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ):
        if subprocess.run(command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL).returncode:
            sys.exit("Making .venv failed, see above. It needs a network, this once; then the same command goes on.")
    STAMP.write_text(wanted, encoding="utf-8")
    print(f".venv is ready ({time.monotonic() - start:.0f} s)", flush=True)


# --- stages ----------------------------------------------------------------------------------------------------------


class Stages:
    """Run one thing after the other, tell how long each took, and stop at the first that fails."""

    def __init__(self) -> None:
        self.passed: list[str] = []
        self.start = time.monotonic()

    def run(self, name: str, command: Sequence[str | Path], **extra: str) -> None:
        print(f"── {name}", flush=True)
        start = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=environment(**extra), stdin=subprocess.DEVNULL).returncode
        print(f"── {name}: {time.monotonic() - start:.1f} s{'' if code == 0 else ', failed'}\n", flush=True)
        if code:
            before = f" (passed before it: {', '.join(self.passed)})" if self.passed else ""
            sys.exit(f"FAILED: {name}, exit code {code}{before}")
        self.passed.append(name)

    def finish(self, left_out: str = "") -> None:
        print(f"Passed: {', '.join(self.passed)}, in {time.monotonic() - self.start:.0f} s.{left_out}", flush=True)


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """Give the name of a fresh X display of 1280 x 800 that ends with the block."""
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as log, os.fdopen(reading) as answer:
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
        server = subprocess.Popen(command, pass_fds=[writing], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        os.close(writing)
        try:
            number = answer.readline().strip()
            if not number:
                log.seek(0)
                sys.exit(f"Xvfb did not start: {log.read().decode(errors='replace').strip()}")
            yield f":{number}"
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()


def run_lint(stages: Stages) -> None:
    stages.run("ruff check", [PYTHON, "-m", "ruff", "check", "."])
    stages.run("ruff format", [PYTHON, "-m", "ruff", "format", "--check", "."])
    stages.run("mypy", [PYTHON, "-m", "mypy"])
    stages.run("lint-imports", [BIN / "lint-imports"])


# --- commands --------------------------------------------------------------------------------------------------------


def command_run() -> None:
    """open the program on a sample project"""
    has_screen = not IS_LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if has_screen:
        ensure_system(QT_LIBRARIES | WINDOW_LIBRARIES)
    setup()
    annotator = [str(PYTHON), "-m", "annotator"]
    if not SAMPLE.exists() and subprocess.call([*annotator, "sample", str(SAMPLE.parent)], env=environment()):
        sys.exit("Making the sample project failed, see above.")
    if has_screen:
        sys.exit(subprocess.call([*annotator, str(SAMPLE)], env=environment()))
    shown, sample = (BIN / "annotator").relative_to(ROOT), SAMPLE.relative_to(ROOT)
    seed = min((ROOT / "seeds").glob("*.txt")).relative_to(ROOT)
    print("There is no screen here, so no window opens; the same work from the command line:")
    for line in (f"info {sample}", f"inspect {seed}", f"export {sample} sample/coded.xlsx", "--help"):
        print(f"    {shown} {line}")


def command_test() -> None:
    """lint, then all tests except the benchmarks, then the program in a real window"""
    ensure_system(QT_LIBRARIES | WINDOW_LIBRARIES | SCREEN_COMMANDS)
    setup()
    stages = Stages()
    run_lint(stages)
    pytest: list[str | Path] = [PYTHON, "-m", "pytest", "--ignore=tests/benchmarks"]
    stages.run("tests", [*pytest, "-n", "2", "-m", "not e2e"], QT_QPA_PLATFORM="offscreen")
    if not IS_LINUX:
        stages.finish(" Not run: the end-to-end tests, which need Xvfb.")
        return
    with virtual_screen() as display:
        window = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "WAYLAND_DISPLAY": ""}
        stages.run("end-to-end tests", [*pytest, "-n", "0", "-m", "e2e"], **window)
    stages.finish()


def command_lint() -> None:
    """ruff, mypy and the import contracts"""
    setup()
    stages = Stages()
    run_lint(stages)
    stages.finish()


def command_bench() -> None:
    """the benchmarks, one after the other, with their figures on the terminal"""
    ensure_system(QT_LIBRARIES)
    setup()
    stages = Stages()
    quiet = ["-n", "0", "-s", "-p", "no:randomly", "--no-header", "-q", "--timeout=1800"]
    stages.run("benchmarks", [PYTHON, "-m", "pytest", "tests/benchmarks", *quiet], QT_QPA_PLATFORM="offscreen")
    stages.finish()


def command_setup() -> None:
    """make .venv and install what the system lacks, no more"""
    ensure_system(QT_LIBRARIES | WINDOW_LIBRARIES | SCREEN_COMMANDS)
    setup()
    print(f"Ready: {PYTHON.relative_to(ROOT)}")


def command_lock() -> None:
    """renew both lock files with uv, for every supported Python and system"""
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("Renewing the lock files needs uv on PATH: python3 -m pip install uv")
    oldest = ".".join(map(str, OLDEST))
    common = [uv, "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version", oldest, "--upgrade"]
    common += ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    for arguments in (["-o", LOCK.name], ["--group", "dev", "-c", LOCK.name, "-o", DEV_LOCK.name]):
        if subprocess.run([*common, *arguments], cwd=ROOT).returncode:
            sys.exit("The lock files could not be renewed, see above.")
        print(f"Renewed {arguments[-1]}")


COMMANDS: dict[str, Callable[[], None]] = {
    "run": command_run,
    "test": command_test,
    "lint": command_lint,
    "bench": command_bench,
    "setup": command_setup,
    "lock": command_lock,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev.py", description="Run, test and build Annotator from a checkout.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, function in COMMANDS.items():
        commands.add_parser(name, help=function.__doc__, description=function.__doc__)
    try:
        COMMANDS[parser.parse_args().command]()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
