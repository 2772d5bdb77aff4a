"""Texts whose lines end where the page did: which lines are one paragraph.

A text got from a page, or typed with hard line ends, breaks its sentences over lines. Its paragraphs are then the
blocks, so that a sentence stays whole; the text itself keeps every line end. A text with a paragraph a line is left as
it is: in it hardly any line that ends without a mark is followed by one that begins with a small letter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from annotator.domain.transcript import Span

_ENDED = re.compile(r"[.?!:;…][”’\"'»)\]]*\d{0,2}$")
_LEADERS = re.compile(r"(?:\s?[.…]){4,}")
_BEGINS = re.compile(
    r"[•◦▪‣●·*–—-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s|\*{2}|"
    r"[^\n:]{1,90}\[\d+:\d\d(?::\d\d)?\]|(?:Q|A|R|SG|P|Question|Answer|Pregunta|Respuesta|Réponse)\s?:"
)
"""What begins a paragraph wherever it stands: bullets, numbers, labels with a time."""
_SPEAKS = re.compile(
    r"(?:\d{1,3}\.\s)?(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|M|Mme|Sr|Sra|MM)\b\.?\s[^.:?!()]{2,50}(?:\([^)]*\)\s?)*:|"
    r"(?:The|Le|La|El)\s(?:Acting\s)?(?:PRESIDENT|President|Chair|CHAIR|Secretary-General|Président|"
    r"President)\w*\s?(?:\([^)]*\)\s?)*:)|"
    r"(?:Agenda items?|Item) \d|(?:Letter|Identical letters) dated |Adoption of the agenda|"
    r"(?:The (?:meeting (?:was|rose|resumed)|agenda was|members of the (?:Security )?Council observed|"
    r"draft resolution (?:was|received))|"
    r"This record contains the text of speeches|A vote was taken|It was so decided|In favour:|Against:|Abstaining:)"
)
"""What begins a paragraph even within a sentence: labels, items of the agenda, stage directions."""
_FURNITURE = re.compile(
    r"(?:[SA]/PV\.\d\S*\s.{3,120}\s\d\d/\d\d/\d{4}|\d\d/\d\d/\d{4}\s.{3,120}\s[SA]/PV\.\d\S*|"
    r"\d+/\d+\s\d\d-\d{5}|\d\d-\d{5}\s\d+/\d+|[SA]/PV\.\d\S*|\d{1,3}|"
    r"(?:Security Council|General Assembly)\s+\d{1,5}(?:st|nd|rd|th) (?:plenary )?meeting|"
    r"[\w-]+ (?:year|session)\s+\d{1,2} \w+ \d{4}|\d\d-\d{5}(?:\s\([A-Z]\))?\s+\d{1,3})$"
)
"""The running head or foot of a record's page."""
_TITLED = re.compile(r"(?:\d{1,3}\.\s)?(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|M|Mme|Sr|Sra|MM)\b\.?\s[^.:?!]{2,60}\(")
"""What may be a label broken by the line end, after the end of a sentence."""
_SITS = re.compile(r"[A-Z][\w ’'()-]{3,70}\s(?:Mr|Mrs|Ms|Miss|Sir|Dame|Sheikha?)\b\.?\s[\w’'. -]{2,40}$")
"""A State and who sits for it, in a list of members."""
_LEAST_BROKEN = 4
_LEAST_FILLED = 3
"""So few will do where each line is filled: the next word would not have gone into the width of the longest."""
_BROKEN_SHARE = 0.12
_LONGISH_CP = 36
_WIDEST_CP = 132
_FULL = 0.72
"""A line of so much of the usual width may go on in the next; a shorter one ends there."""
_WHOLE = 0.88
"""A line that ends a sentence goes on only from so much of the width on, and into one as long."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, and whether a blank one stands before it."""

    text: str
    span: Span
    apart: bool


def paragraphs(text: str, lines: Sequence[Span]) -> tuple[Span, ...]:
    """Give the blocks of a text with these lines: its paragraphs where lines break them, else the lines."""
    read = [
        _Line(text[one.start_cp : one.end_cp], one, number == 0 or _is_apart(text, lines[number - 1], one))
        for number, one in enumerate(lines)
    ]
    width = _width_of_broken(read)
    if width is None:
        return tuple(lines)
    blocks: list[Span] = []
    for number, line in enumerate(read):
        if blocks and number and _goes_on(read[number - 1], line, width):
            blocks[-1] = Span(blocks[-1].start_cp, line.span.end_cp)
        else:
            blocks.append(line.span)
    return tuple(blocks)


def _is_apart(text: str, before: Span, line: Span) -> bool:
    return text.count("\n", before.end_cp, line.start_cp) > 1


def _width_of_broken(lines: Sequence[_Line]) -> float | None:
    """The usual width of the lines of a text that breaks its paragraphs, in code points, or None where none does."""

    def longish(line: _Line) -> bool:
        return len(line.text) >= _LONGISH_CP and not _LEADERS.search(line.text)

    pairs = [(a, b) for a, b in pairwise(lines) if not b.apart and longish(a)]
    broken = [(a, b) for a, b in pairs if not _ENDED.search(a.text) and b.text[0].islower()]
    longest = max((len(line.text) for line in lines), default=0)
    is_filled = all(len(a.text) + 1 + len(b.text.split(maxsplit=1)[0]) > longest for a, b in broken)
    if len(broken) < (_LEAST_FILLED if is_filled else _LEAST_BROKEN) or len(broken) < _BROKEN_SHARE * len(pairs):
        return None
    width = median(len(line.text) for line in lines if longish(line))
    return width if width <= _WIDEST_CP else None


def _goes_on(line: _Line, following: _Line, width: float) -> bool:
    """Whether a line's paragraph goes on in the next line."""
    if (
        _LEADERS.search(line.text)
        or _LEADERS.search(following.text)
        or _BEGINS.match(following.text)
        or _SPEAKS.match(following.text)
        or _FURNITURE.match(line.text)
        or _FURNITURE.match(following.text)
        or (_SITS.match(line.text) and _SITS.match(following.text))
    ):
        return False
    ended = bool(_ENDED.search(line.text))
    small = following.text[0].islower() or (following.text[0].isdigit() and not ended)
    if following.apart:
        return not ended and small and len(line.text) >= _LONGISH_CP
    if ended and _TITLED.match(following.text):
        return False
    if small:
        return not ended or len(line.text) >= _FULL * width
    if ended:
        return len(line.text) >= _WHOLE * width and len(following.text) >= _WHOLE * width
    return len(line.text) >= _FULL * width
