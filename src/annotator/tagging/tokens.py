"""Words for matching names: what differs only in spelling, space or hyphen becomes the same word.

The stored text is never touched; a token keeps where it stands.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"[Cc]o-operation|CO-OPERATION|[Cc]ounter-?[Tt]errorism|COUNTER-?TERRORISM|"
    r"[^\W\d_]{4,}(?=\d{1,2}(?!\w))|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[^\s\w\-]|_|-(?!(?<=[^\W_]-)[^\W_])"
)
"""A word or a mark; a hyphen inside of a word is neither, and a footnote's number after a word stands apart."""
_MATCHING = str.maketrans(
    {
        "\xa0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\t": " ",
        "\u2011": "-",
        "\u2010": "-",
        "\u00ad": "-",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
    }
)
_SPELLINGS = {
    "organisation": "organization",
    "centre": "center",
    "programme": "program",
    "defence": "defense",
    "labour": "labor",
    "co-operation": "cooperation",
    "counter-terrorism": "counterterrorism",
    "stabilisation": "stabilization",
    "revitalised": "revitalized",
}
_ONE_SPELLING = {
    case(word): case(plain) for word, plain in _SPELLINGS.items() for case in (str.lower, str.capitalize, str.upper)
} | {"Counter-Terrorism": "Counterterrorism", "Co-Operation": "Cooperation", "CounterTerrorism": "Counterterrorism"}
"""The one spelling of a word that has two, in the case in which it stands."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text: each one's normal form, its first code point and one past its last."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


_DASH_IN_HYPHENS = re.compile(r"(?<=[^\W_])--(?=[^\W_])")
"""A dash as typewriters and old news services have it: "Rudolf Rassendyll--who had been asked"."""


def for_matching(text: str) -> str:
    """Give the text with its spaces, hyphens and apostrophes made plain, each code point in its place."""
    return _DASH_IN_HYPHENS.sub(" —", text.translate(_MATCHING))


def tokenise(text: str, start_cp: int = 0, end_cp: int | None = None) -> Tokens:
    """Give the tokens of ``text[start_cp:end_cp]``, which has been through ``for_matching``.

    A hyphen inside a word is left out, so "India-Central Asia" and "India Central Asia" are the same.
    """
    found = list(_TOKEN.finditer(text, start_cp, len(text) if end_cp is None else end_cp))
    words = tuple([_ONE_SPELLING.get(word := match[0], word) for match in found])
    return Tokens(words, tuple([match.start() for match in found]), tuple([match.end() for match in found]))
