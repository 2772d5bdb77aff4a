"""What each block is by its look and its place among the others; None for running text, whose voice decides."""

import re
from collections.abc import Sequence

from annotator.domain.transcript import PassageKind, Span
from annotator.tagging.furniture import (
    fill_bylines,
    fill_captions,
    fill_foot,
    fill_links,
    fill_lists_of_links,
    fill_margins,
    fill_masthead,
    fill_members,
    fill_menu,
    fill_metadata,
    fill_more,
    fill_organs,
    fill_topics,
    topics,
)
from annotator.tagging.letters import title_case
from annotator.tagging.lines import AGENDA_LINE, END, LONGEST_HEADING, is_section, is_shot, look_of
from annotator.tagging.tagger import in_capitals

_BACKGROUND = re.compile(
    r"(?:background|council'?s? work|documents?\b|reports?\b|summary of (?:draft|report)|draft resolution|"
    r"text of|resolution(?:\s+\d{1,4}(?:\s\(\d{4}\))?)?$)[^,;‘“]{0,60}$",
    re.IGNORECASE,
)
_ANALYSIS = re.compile(
    r"What's In Blue$|Security Council Report\b|Expected Council Action$|Key Recent Developments$|Council Dynamics$|"
    r"(?:Council and Wider|Council) Dynamics$|.{0,30}Monthly Forecast\b|Background and Key Recent Developments$"
)
_EXPECTS = re.compile(r"\b(?:is|are) (?:expected|scheduled|likely) to\b|\bmay (?:want|wish|choose) to\b|\bwill brief\b")
_OUTSIDE_NAMES = re.compile(r"[,;].*$|\s(?:and|et|y)\s.*$")
"""All that follows the first name of a list of names."""
_NUMBERED_NOTE = re.compile(r"\[?(?P<number>\d{1,2})\]?\s+[^\W\d_].{20}")
_NUMBERED_HEADING = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[A-H])\.\s+[^\W\d_]")
_LONGEST_BROKEN_HEADING_CP = 120
_LONGEST_TITLE_CP = 200


def looks_of(plain: str, blocks: Sequence[Span], text: str | None = None) -> list[PassageKind | None]:
    """Give for each block the kind that its look settles, or None where it is running text.

    ``text`` is the text before its line ends inside of blocks were made spaces; such a block is a paragraph.
    """
    lines = [plain[b.start_cp : b.end_cp] for b in blocks]
    looks = [look_of(line) for line in lines]
    broken = [text is not None and "\n" in text[b.start_cp : b.end_cp] for b in blocks]
    for i, line in enumerate(lines):
        above = i > 0 and looks[i - 1] is PassageKind.HEADING
        if broken[i] and looks[i] is PassageKind.HEADING and len(line) > _LONGEST_BROKEN_HEADING_CP:
            looks[i] = PassageKind.HEADING if above or AGENDA_LINE.match(line) else None
        below = i + 1 < len(looks) and looks[i + 1] is PassageKind.HEADING
        if broken[i] and looks[i] is None and above and below and not END.search(line):
            looks[i] = PassageKind.HEADING
    if not any(broken) and _is_wrapped(lines):
        looks = [
            None if look is PassageKind.HEADING and not _is_plain_heading(line) else look
            for line, look in zip(lines, looks, strict=True)
        ]
    fill_margins(lines, looks)
    fill_masthead(lines, looks)
    _fill_lists(lines, looks)
    _fill_footnotes(lines, looks)
    _fill_starred(lines, looks)
    fill_members(lines, looks)
    fill_menu(lines, looks)
    _fill_items(lines, looks)
    fill_metadata(lines, looks)
    _fill_days(lines, looks)
    fill_organs(lines, looks)
    _fill_numbered(lines, looks)
    fill_topics(lines, looks)
    _promote_title(lines, looks)
    _promote_subtitle(lines, looks)
    _promote_doubled(lines, looks)
    fill_captions(lines, looks)
    fill_links(lines, looks)
    fill_lists_of_links(lines, looks)
    fill_bylines(lines, looks)
    fill_more(lines, looks)
    fill_foot(looks)
    return looks


def is_background(line: str) -> bool:
    """Tell whether what follows a heading sums up papers that lay before a meeting."""
    return bool(_BACKGROUND.match(line.strip("*").strip()))


def is_analysis(lines: Sequence[str]) -> bool:
    """Tell whether a text looks forward to a meeting and weighs positions, so that nobody in it speaks at one."""
    if any(len(line) < 80 and _ANALYSIS.match(line) for line in lines):
        return True
    text = "\n".join(lines)
    return len(_EXPECTS.findall(text)) > max(3, len(text) / 1500)


def _is_plain_heading(line: str) -> bool:
    """Whether a line is a heading even in a text whose lines end anywhere."""
    return line.startswith("**") or is_section(line) or (in_capitals(line) and len(line.split()) > 1)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a text end where the page does, and not where a paragraph does."""
    longish = [line for line in lines if len(line) > 45]
    open_ended = sum(not END.search(line) for line in longish)
    return len(longish) > 5 and open_ended > len(longish) / 2 and max(map(len, longish)) < 140


def _fill_lists(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """What follows "In favour:" on a line of its own belongs to the list."""
    for i in range(1, len(lines)):
        named = _OUTSIDE_NAMES.sub("", lines[i])
        listed = lines[i - 1].endswith(":") and (looks[i] is PassageKind.HEADING or named.strip("()") in topics())
        if looks[i - 1] is PassageKind.LIST and listed:
            looks[i] = PassageKind.LIST
        if lines[i].startswith("(") and looks[i] is PassageKind.NOTE and lines[i].strip("()") in topics():
            looks[i] = PassageKind.BOILERPLATE


def _fill_footnotes(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Numbered notes under a text, from 1 on and nothing after them, are notes."""
    notes = [match for line in lines if (match := _NUMBERED_NOTE.match(line))]
    if not notes:
        return
    first = next(i for i, line in enumerate(lines) if line == notes[-1].string)
    numbers = [int(notes[-1]["number"])]
    while first and (match := _NUMBERED_NOTE.match(lines[first - 1])) and int(match["number"]) == numbers[0] - 1:
        numbers.insert(0, int(match["number"]))
        first -= 1
    margins = (PassageKind.BOILERPLATE, PassageKind.NOTE)
    if numbers[0] == 1 and first and all(look in margins for look in looks[first + len(numbers) :]):
        looks[first : first + len(numbers)] = [PassageKind.NOTE] * len(numbers)


def _fill_starred(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """A line with a star before it under a text is a note to it, where no other star makes it an item of a list."""
    running = [i for i, look in enumerate(looks) if look is None]
    starred = [i for i, line in enumerate(lines) if line.startswith("*")]
    for i in starred:
        beside = {i - 1, i + 1} & set(starred)
        if running and i > running[-1] and looks[i] is PassageKind.LIST and not beside:
            looks[i] = PassageKind.NOTE


_LONGEST_ITEM_CP = 90
_FEWEST_ITEMS = 3
_HEAD_LINES = 16


def _fill_items(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Short lines that end with a semicolon, three or more under a colon, are items of a list."""
    begin = 0
    for i in range(1, len(lines) + 1):
        short = i < len(lines) and len(lines[i]) < _LONGEST_ITEM_CP
        if short and i > begin and lines[i - 1].endswith(";"):
            continue
        if i - begin >= _FEWEST_ITEMS and lines[begin - 1].endswith(":") and len(lines[begin]) < _LONGEST_ITEM_CP:
            looks[begin:i] = [PassageKind.LIST] * (i - begin)
        begin = i


_CHRONOLOGY = re.compile(r"\b(?:chronolog\w+|timeline|calendar|diary|review of events|day by day)\b", re.IGNORECASE)
_LAST_DAY = 31


def _fill_days(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """In a chronology a lone number over the events of a day is a heading, and no number of a page."""
    if not any(_CHRONOLOGY.search(line) for line in lines[:_HEAD_LINES]):
        return
    last = 0
    for i, line in enumerate(lines[:-1]):
        if line.isdecimal() and last < int(line) <= _LAST_DAY and looks[i + 1] is None:
            looks[i], last = PassageKind.HEADING, int(line)


def _fill_numbered(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """A line with a number before it that stands alone and ends with no mark is a heading, and no item of a list."""
    for i, line in enumerate(lines):
        alone = all(looks[n] is not PassageKind.LIST for n in (i - 1, i + 1) if 0 <= n < len(looks))
        numbered = _NUMBERED_HEADING.match(line) and not is_shot(line)
        if looks[i] is PassageKind.LIST and alone and numbered and not END.search(line):
            looks[i] = PassageKind.HEADING


def _promote_subtitle(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """A second line of the title is a heading even with a full stop at its end, where it is set like the first."""
    for i in range(1, len(lines)):
        line = lines[i]
        under = looks[i] is None and looks[i - 1] is PassageKind.HEADING
        goes_on = line[0].islower() and not line.endswith((".", "?", "!", ":", ",", ";"))
        if under and len(line) < _LONGEST_BROKEN_HEADING_CP and (goes_on or title_case(line.rstrip(" ."))):
            looks[i] = PassageKind.HEADING


def _promote_doubled(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """A line that stands twice, one below the other, is the title of a page as its head and its text have it."""
    for i in range(1, len(lines)):
        if lines[i] == lines[i - 1] and looks[i] is None and len(lines[i]) < _LONGEST_TITLE_CP:
            looks[i - 1] = looks[i] = PassageKind.HEADING


def _promote_title(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """The title is a heading even where it ends with a mark: the only longish line before the first running text."""
    first = next((i for i, look in enumerate(looks) if look is None), None)
    if first is None or PassageKind.HEADING in looks[:first] or first + 1 >= len(looks):
        return
    if len(lines[first].split()) <= LONGEST_HEADING and not lines[first].rstrip().endswith(
        (".", ":", ";", ",", "”", "-", "—")
    ):
        looks[first] = PassageKind.HEADING
