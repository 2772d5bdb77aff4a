"""Classes of letters that Python's regular expressions have no name for, and the shape of a person's name."""

import re

UPPER = "".join(c for c in map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]) if c.isalpha() and c.isupper())
"""Every capital of the Latin script."""
LOWER = "".join(c for c in map(chr, [*range(0x61, 0x250), *range(0x1E00, 0x1F00)]) if c.isalpha() and c.islower())
"""Every small letter of the Latin script."""

_CAPITAL_WORD = rf"(?:(?:al|el|an|ar|as|ad|ash|at|az|d|l|O|D|M|ul)['\-])?[{UPPER}][\w'\-]{{0,40}}(?<!'s)(?<!')"
_INITIAL = rf"[{UPPER}]\.(?:-?[{UPPER}]\.)*"
PARTICLE = (
    r"(?:de|da|do|dos|das|del|della|di|du|des|van|von|der|den|bin|bint|ben|ibn|al|el|la|le|ter|ten|te|e|y|zu|"
    r"af|av|ould|"
    r"of|ul|ur|ag|abu|abd)"
)
_LINK = r"[ \xa0]"
_BRACKETED = rf"\[{_CAPITAL_WORD}(?: {_CAPITAL_WORD}){{0,2}}\]"
NAME_PART = rf"(?:{_INITIAL}|{_BRACKETED}|{_CAPITAL_WORD})"
NAME = rf"{NAME_PART}(?:{_LINK}(?:{PARTICLE}{_LINK}){{0,2}}{NAME_PART}){{0,4}}"
"""One to five capitalised words with particles between, as a person is named."""
SURNAME = rf"(?:{PARTICLE}{_LINK}){{0,3}}{NAME}"
"""A name after a title, where a particle can come first: "de la Fuente"."""
FULL_NAME = rf"{NAME_PART}(?:{_LINK}(?:{PARTICLE}{_LINK}){{0,2}}{NAME_PART}){{1,4}}"
"""Two words at least."""

_CAPS_WORD = rf"(?:(?:al|el|Al|El|Mc|Mac|De|Di|Du|La|Le|O|D|d)['\-]?)?[{UPPER}][{UPPER}'\-]*(?<!')(?:\.(?=[ \xa0]))?"
CAPITALS_WORD = rf"(?:[{UPPER}]{{2}}[{UPPER}'\-]*(?<!')(?<!-)(?![\w]))"
"""One word of two letters at least, in capitals."""
CAPITALS_NAME = rf"{_CAPS_WORD}(?:{_LINK}(?:{PARTICLE}{_LINK}){{0,2}}{_CAPS_WORD}){{1,5}}"
"""Two words at least, in capitals."""


def title_case(line: str) -> bool:
    """Whether a line is set like a headline: no full stop at its end, and nearly every long word with a capital."""
    if line.rstrip().endswith((".", "”", "?", "!", ":", ",")) or ". " in line:
        return False
    words: list[str] = re.findall(r"[^\W\d_]{4,}", line)
    if len(words) < 4 and (len(words) < 2 or len(line.split()) > 6):
        return False
    return sum(word[0].isupper() for word in words) >= 0.9 * len(words)
