"""Words for matching names: what differs only in spelling, space or hyphen becomes the same word.

The stored text is never touched; a token keeps where it stands.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"[Cc]o-operation|CO-OPERATION|[Cc]ounter-?[Tt]errorism|COUNTER-?TERRORISM|"
    r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[^\s\w]|_"
)
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


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text: each one's normal form, its first code point and one past its last."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def for_matching(text: str) -> str:
    """Give the text with its spaces, hyphens and apostrophes made plain, each code point in its place."""
    return text.translate(_MATCHING)


def tokenise(text: str, start_cp: int = 0, end_cp: int | None = None) -> Tokens:
    """Give the tokens of ``text[start_cp:end_cp]``, which has been through ``for_matching``.

    A hyphen inside a word is left out, so "India-Central Asia" and "India Central Asia" are the same.
    """
    end_cp = len(text) if end_cp is None else end_cp
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start_cp, end_cp):
        word = match[0]
        if word == "-" and _inside_word(text, match.start(), start_cp, end_cp):
            continue
        words.append(_spelling(word))
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(tuple(words), tuple(starts), tuple(ends))


def _inside_word(text: str, at: int, start: int, end: int) -> bool:
    """Whether the character at this place has a letter or figure on both sides."""
    return at > start and at + 1 < end and text[at - 1].isalnum() and text[at + 1].isalnum()


def _spelling(word: str) -> str:
    """The one spelling of a word that has two, in the case of the original."""
    plain = _SPELLINGS.get(word.lower())
    if plain is None:
        return word
    if word.isupper():
        return plain.upper()
    return plain.capitalize() if word[0].isupper() else plain
