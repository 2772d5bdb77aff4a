"""The codebook: what a coder may say about a statement, in which words, and by which keys."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from annotator.domain.errors import UserError

NOT_CODABLE = "not_codable"
"""The one stance that needs no theme."""


@dataclass(frozen=True, slots=True)
class Code:
    """What stances, themes, targets and flags have in common.

    Attributes:
        key: What files and scripts call it; never changes within a codebook.
        name: What people read.
        shortcut: The key that sets it, in Qt's notation ("5", "T", "F2", "Ctrl+1"), or "".
        short: A shorter name for where there is little room, or "".
    """

    key: str
    name: str
    definition: str = ""
    shortcut: str = ""
    short: str = ""

    @property
    def brief(self) -> str:
        """The name for where there is little room."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Stance(Code):
    """A stance; ``value`` is its place on the ordinal scale (-2 to +2), or None off the scale."""

    value: int | None = None


@dataclass(frozen=True, slots=True)
class Theme(Code):
    """A theme with what it includes and excludes, in the group under which it is listed."""

    group: str = ""
    includes: str = ""
    excludes: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a coder is: 1 guess, 2 fairly sure, 3 certain."""

    value: int
    name: str
    shortcut: str = ""


@dataclass(frozen=True)
class Codebook:
    """A released codebook; it never changes, a new one gets a new version."""

    name: str
    version: str
    language: str
    default_target: str
    targets: tuple[Code, ...]
    stances: tuple[Stance, ...]
    flags: tuple[Code, ...]
    confidence: tuple[Confidence, ...]
    themes: tuple[Theme, ...]
    rules: tuple[str, ...] = ()
    max_secondary_themes: int = 2

    @cached_property
    def stance_by_key(self) -> Mapping[str, Stance]:
        """Each stance by its key."""
        return {stance.key: stance for stance in self.stances}

    @cached_property
    def theme_by_key(self) -> Mapping[str, Theme]:
        """Each theme by its key."""
        return {theme.key: theme for theme in self.themes}

    @cached_property
    def target_by_key(self) -> Mapping[str, Code]:
        """Each target by its key."""
        return {target.key: target for target in self.targets}

    @cached_property
    def flag_by_key(self) -> Mapping[str, Code]:
        """Each flag by its key."""
        return {flag.key: flag for flag in self.flags}

    def check_stance(self, key: str) -> str:
        """Give the key back; raises UserError, with the nearest key, where the codebook has none such."""
        return _known(key, self.stance_by_key, "stance")

    def check_themes(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Give the keys back, each once, the first the primary; raises UserError for an unknown one or too many."""
        themes = tuple(dict.fromkeys(_known(key, self.theme_by_key, "theme") for key in keys))
        if len(themes) > 1 + self.max_secondary_themes:
            raise UserError(
                f"A label has one primary theme and at most {self.max_secondary_themes} secondary ones, "
                f"not {len(themes)}: leave some out."
            )
        return themes

    def check_target(self, key: str) -> str:
        """Give the key back; raises UserError, with the nearest key, where the codebook has none such."""
        return _known(key, self.target_by_key, "target")

    def check_flags(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Give the keys back in the codebook's order, each once; raises UserError for an unknown one."""
        wanted = {_known(key, self.flag_by_key, "flag") for key in keys}
        return tuple(flag.key for flag in self.flags if flag.key in wanted)

    def check_confidence(self, value: int | None) -> int | None:
        """Give the value back; raises UserError where the codebook has none such."""
        known = [confidence.value for confidence in self.confidence]
        if value is not None and value not in known:
            raise UserError(f"The confidence {value} is not in the codebook: use one of {', '.join(map(str, known))}.")
        return value


def _known(key: str, known: Mapping[str, object], what: str) -> str:
    if key in known:
        return key
    close = get_close_matches(key, known, n=1, cutoff=0.0)
    hint = f'; the nearest is "{close[0]}"' if close else ""
    raise UserError(f'The {what} "{key}" is not in the codebook{hint}.')


def codebook_from_json(text: str) -> Codebook:
    """Read a codebook from its JSON form; raises UserError with the place where it is not one."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise UserError(f"The codebook is not valid JSON ({error}): mend the file and try again.") from None
    try:
        return codebook_from_dict(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f"The codebook lacks or misspells a part ({error}): compare it with the default one.") from None


def codebook_from_dict(raw: Mapping[str, Any]) -> Codebook:
    """Read a codebook from plain values; raises UserError where two codes share a key or a shortcut."""
    book = Codebook(
        name=str(raw["name"]),
        version=str(raw["version"]),
        language=str(raw.get("language", "en")),
        default_target=str(raw["default_target"]),
        targets=tuple(Code(**target) for target in raw["targets"]),
        stances=tuple(Stance(**stance) for stance in raw["stances"]),
        flags=tuple(Code(**flag) for flag in raw.get("flags", ())),
        confidence=tuple(Confidence(**level) for level in raw.get("confidence", ())),
        themes=tuple(Theme(**theme) for theme in raw["themes"]),
        rules=tuple(raw.get("rules", ())),
        max_secondary_themes=int(raw.get("max_secondary_themes", 2)),
    )
    _check_consistent(book)
    return book


def codebook_to_dict(book: Codebook) -> dict[str, Any]:
    """Give the codebook as plain values, the inverse of ``codebook_from_dict``."""

    def plain(code: Any) -> dict[str, Any]:
        return {name: getattr(code, name) for name in _slots(type(code))}

    return {
        "name": book.name,
        "version": book.version,
        "language": book.language,
        "default_target": book.default_target,
        "targets": [plain(code) for code in book.targets],
        "stances": [plain(code) for code in book.stances],
        "flags": [plain(code) for code in book.flags],
        "confidence": [plain(code) for code in book.confidence],
        "themes": [plain(code) for code in book.themes],
        "rules": list(book.rules),
        "max_secondary_themes": book.max_secondary_themes,
    }


def _slots(kind: type) -> list[str]:
    return [name for base in reversed(kind.__mro__) for name in getattr(base, "__slots__", ())]


def _check_consistent(book: Codebook) -> None:
    for what, codes in (
        ("stance", book.stances),
        ("theme", book.themes),
        ("target", book.targets),
        ("flag", book.flags),
    ):
        keys = [code.key for code in codes]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise UserError(f'The codebook has the {what} "{twice.pop()}" twice: give each its own key.')
        if not keys and what != "flag":
            raise UserError(f"The codebook has no {what}: add at least one.")
    used: dict[str, str] = {}
    for code in (*book.stances, *book.themes, *book.targets, *book.flags):
        key = code.shortcut.casefold()
        if key and key in used:
            raise UserError(f'The codebook gives the key "{code.shortcut}" to "{used[key]}" and to "{code.key}".')
        used[key] = code.key
    book.check_target(book.default_target)
