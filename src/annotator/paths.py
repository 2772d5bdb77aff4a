"""Where the shipped data and the user's own folders are: in a wheel, a frozen build and a checkout alike."""

import sys
from functools import cache
from pathlib import Path


@cache
def _data() -> Path:
    """The folder that holds ``resources`` and ``seeds``."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [
        *([Path(frozen) / "annotator" / "_data", Path(frozen)] if frozen else []),
        package / "_data",
        package.parent.parent,
    ]
    for folder in candidates:
        if (folder / "resources").is_dir():
            return folder
    raise FileNotFoundError("The program's own resources are missing: install it again.")


def resource(*parts: str) -> Path:
    """Give the path of a shipped resource, e.g. ``resource("codebooks", "default.json")``."""
    return _data().joinpath("resources", *parts)


def seeds() -> Path:
    """Give the folder with the five sample transcripts."""
    return _data() / "seeds"


def state_folder() -> Path:
    """Give the user's folder for logs and remembered window state; it is made where it is missing."""
    from platformdirs import user_state_path

    return user_state_path("annotator", appauthor=False, ensure_exists=True)


def config_folder() -> Path:
    """Give the user's folder for settings; it is made where it is missing."""
    from platformdirs import user_config_path

    return user_config_path("annotator", appauthor=False, ensure_exists=True)
