"""Where the words that were searched for stand in a statement, so that they can be marked."""

import re
from collections.abc import Iterator
from unicodedata import normalize

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def found_words(text: str, search: str) -> list[tuple[int, int]]:
    """Give start and end, in code points, of every place that the search finds in a text.

    As the search itself goes: case and accents count for nothing, every word is a whole one but the last, which may be
    unfinished; scripts without spaces are searched as they stand.
    """
    words = _WORD.findall(_folded(search))
    if not words or _UNSPACED.search(search):
        patterns = [re.escape(_folded(search.strip()))] if search.strip() else []
    else:
        patterns = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in words[:-1]]
        patterns.append(rf"(?<!\w){re.escape(words[-1])}\w*")
    return sorted(set(_places(_folded(text), patterns)))


def _places(folded: str, patterns: list[str]) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        for match in re.finditer(pattern, folded):
            yield match.span()


def _folded(text: str) -> str:
    """Give a text without case and accents, each character still one."""
    return text.lower() if text.isascii() else "".join(normalize("NFD", one)[0].lower()[0] for one in text)
