"""A label: what one coder says about one statement and one target, and what a reviewer says about that."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.codebook import NOT_CODABLE
from annotator.domain.ids import CoderId, StatementId


@dataclass(frozen=True, slots=True)
class Label:
    """What one coder says about one statement towards one target.

    "Not yet labelled" is the absence of a label; there is no default value. A label is kept as soon as it says
    anything, and is complete when it has a stance and a first theme (``not_codable`` needs no theme).

    Attributes:
        stance: Key of the codebook, or None where not yet chosen.
        themes: Keys of the codebook; the first is the primary theme.
        confidence: 1 guess, 2 fairly sure, 3 certain, or None where not said.
        codebook: Version of the codebook it was made under.
        saw: Coders whose labels of this statement were on the screen; empty where it was coded blind.
        labelled_at: Wall clock of the last change, milliseconds since 1970, UTC.
    """

    statement: StatementId
    coder: CoderId
    target: str
    stance: str | None = None
    themes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    confidence: int | None = None
    note: str = ""
    codebook: str = ""
    saw: tuple[CoderId, ...] = ()
    labelled_at: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing that a label needs is missing."""
        return self.stance is not None and (bool(self.themes) or self.stance == NOT_CODABLE)

    @property
    def empty(self) -> bool:
        """Whether it says nothing at all, which is the same as no label."""
        return not (self.stance or self.themes or self.flags or self.confidence or self.note)

    @property
    def primary_theme(self) -> str | None:
        """The first theme, or None."""
        return self.themes[0] if self.themes else None


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who labels; ``example`` marks the invented ones of the sample project."""

    uid: CoderId
    name: str
    example: bool = False


class Verdict(StrEnum):
    """What a reviewer says about a colleague's label."""

    ACCEPT = "accept"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's verdict on a colleague's label.

    Attributes:
        outdated: Whether the label has been changed since.
    """

    statement: StatementId
    coder: CoderId
    target: str
    reviewer: CoderId
    verdict: Verdict
    comment: str = ""
    reviewed_at: int = 0
    outdated: bool = False
