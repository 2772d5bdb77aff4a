"""A trained spaCy pipeline as a value: where it is on this machine and what tells it from others."""

import re
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import UserError

_UNFIT = re.compile(r"[^\w.\-]+")


class PipelineError(UserError):
    """A trained pipeline cannot be used; nothing is wrong with the texts, which can be imported without it."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A trained pipeline that finds people and organisations beside the rules.

    Attributes:
        name: As spaCy calls it, e.g. "en_core_web_sm".
        language: ISO 639-1 code of the texts that it was trained on; "xx" for many languages.
        folder: Where its ``config.cfg`` and ``meta.json`` are.
        digest: Tells it from others of the same name and version, such as one that was trained again.
        recogniser: The component that recognises named entities.
        left_out: The components that the recogniser does not need, which are not loaded.
        spacy_versions: The versions of spaCy that it was made for, e.g. ">=3.8.0,<3.9.0"; "" where it does not say.
        is_installed: Whether it is known by its name; else by its folder.
    """

    name: str
    version: str
    language: str
    folder: Path
    digest: str
    recogniser: str
    left_out: tuple[str, ...] = ()
    spacy_versions: str = ""
    is_installed: bool = False

    @property
    def choice(self) -> str:
        """By what it is found again: its name, or its folder."""
        return self.name if self.is_installed else str(self.folder)

    @property
    def shown(self) -> str:
        """What it is listed under."""
        return f"{self.name} {self.version}"

    @property
    def mark(self) -> str:
        """What it adds to the importer's version; without a slash, whatever its author called it."""
        return _UNFIT.sub("_", f"pipeline.{self.name}-{self.version}.{self.digest}")
