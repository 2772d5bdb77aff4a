"""``resources`` and ``seeds`` are found however the program was installed, and the seeds are as they were received."""

import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))

# Without the site module, so that no other installed Annotator can help; ``site`` below is what pip would have filled.
CHILD = """
import site, sys

place, frozen = sys.argv[1], sys.argv[2]
site.addsitedir(place)
if frozen:
    sys.frozen, sys._MEIPASS = True, frozen
import annotator.paths as paths

print(paths.__file__)
print(paths.resource("codebooks", "default.json"))
print(len(list(paths.seeds().glob("*.txt"))))
"""


def ask_child(place: Path, frozen: str = "") -> tuple[Path, Path, int]:
    """Run Python with nothing but ``place``; give where the package and the codebook are, and the number of seeds."""
    command = [sys.executable, "-S", "-E", "-c", CHILD, str(place), frozen]
    child = subprocess.run(command, capture_output=True, text=True, cwd=place)
    assert child.returncode == 0, child.stderr
    package, codebook, seeds = child.stdout.splitlines()
    assert Path(codebook).is_file()
    return Path(package), Path(codebook), int(seeds)


@pytest.fixture(scope="module")
def wheel_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "unpacked")
    return folder / "unpacked"


def test_data_of_a_wheel_is_found_inside_it(wheel_folder: Path) -> None:
    package, codebook, seeds = ask_child(wheel_folder)
    assert package.is_relative_to(wheel_folder)
    assert codebook.is_relative_to(wheel_folder)
    assert seeds == len(SEEDS)


def test_wheel_holds_the_program_and_its_licence_only(wheel_folder: Path) -> None:
    assert {path.name.split("-")[0] for path in wheel_folder.iterdir()} == {"annotator"}
    assert len(list(wheel_folder.glob("*.dist-info/licenses/LICENSE"))) == 1
    assert (wheel_folder / "annotator" / "py.typed").is_file()


def test_data_of_an_editable_install_is_the_checkout_itself(tmp_path: Path) -> None:
    code = f"from hatchling.build import build_editable; print(build_editable({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    package, codebook, seeds = ask_child(tmp_path / "site")
    assert package == ROOT / "src" / "annotator" / "paths.py"
    assert codebook.is_relative_to(ROOT / "resources")
    assert seeds == len(SEEDS)


def test_data_of_a_checkout_is_found_beside_src() -> None:
    package, codebook, seeds = ask_child(ROOT / "src")
    assert package == ROOT / "src" / "annotator" / "paths.py"
    assert codebook.is_relative_to(ROOT / "resources")
    assert seeds == len(SEEDS)


@pytest.mark.parametrize("prefix", ["annotator/_data", "."])
def test_data_of_a_frozen_build_is_found_in_its_folder(prefix: str, wheel_folder: Path, tmp_path: Path) -> None:
    program, bundle = tmp_path / "program", tmp_path / "bundle"
    program.mkdir()
    data = bundle / prefix
    data.mkdir(parents=True)
    (program / "annotator").symlink_to(wheel_folder / "annotator", target_is_directory=True)
    for name in ("resources", "seeds"):
        (data / name).symlink_to(ROOT / name, target_is_directory=True)
    _, codebook, seeds = ask_child(program, frozen=str(bundle))
    assert codebook.is_relative_to(bundle)
    assert seeds == len(SEEDS)


def test_seeds_are_the_five_that_the_readme_describes() -> None:
    described = re.findall(
        r"^\s*([0-9a-f]{64})\s+(\S+)$", (ROOT / "seeds" / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(SEEDS) == 5
    assert described == [(hashlib.sha256(seed.read_bytes()).hexdigest(), seed.name) for seed in SEEDS]
