"""What each block is by its look and its place among the others; None for running text, whose voice decides."""

import re
from collections.abc import Sequence
from functools import cache

from annotator.domain.transcript import MentionKind, PassageKind, Span
from annotator.tagging.gazetteer import all_names
from annotator.tagging.letters import title_case
from annotator.tagging.lines import AGENDA_LINE, END, LONGEST_HEADING, is_section, is_shot, look_of
from annotator.tagging.names import is_given_name, is_name
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
_MASTHEAD_LINES = 4
_LONGEST_BROKEN_HEADING_CP = 120
_LONGEST_TITLE_CP = 200
_LONGEST_LINK_CP = 90
_MAIN_SHARE = 0.5


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
    _fill_margins(lines, looks)
    _fill_masthead(lines, looks)
    _fill_lists(lines, looks)
    _fill_footnotes(lines, looks)
    _fill_starred(lines, looks)
    _fill_members(lines, looks)
    _fill_menu(lines, looks)
    _fill_items(lines, looks)
    _fill_metadata(lines, looks)
    _fill_days(lines, looks)
    _fill_organs(lines, looks)
    _fill_numbered(lines, looks)
    _fill_topics(lines, looks)
    _promote_title(lines, looks)
    _promote_subtitle(lines, looks)
    _promote_doubled(lines, looks)
    _fill_captions(lines, looks)
    _fill_links(lines, looks)
    _fill_bylines(lines, looks)
    _fill_more(lines, looks)
    _fill_foot(looks)
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


def _fill_margins(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Short lines between boilerplate at the head or the foot of a page are boilerplate too."""
    marks = [i for i, look in enumerate(looks) if look is PassageKind.BOILERPLATE]
    running = [i for i, look in enumerate(looks) if look is None and len(lines[i]) > 120]
    if not marks or not running:
        return
    for i, line in enumerate(lines):
        after = running[-1] < i < marks[-1] and any(running[-1] < mark < i for mark in marks)
        if after and len(line) < 120:
            looks[i] = PassageKind.BOILERPLATE


def _fill_masthead(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Lines above the title that are nothing but an organisation's name are its masthead."""
    first = next((i for i, look in enumerate(looks) if look is None), len(lines))
    heads = [i for i in range(first) if looks[i] is PassageKind.HEADING]
    for i in heads[:-1]:
        among = looks[i - 1 : i] == [PassageKind.BOILERPLATE] or looks[i + 1] is PassageKind.BOILERPLATE
        if (i < _MASTHEAD_LINES or among) and lines[i] in _bodies():
            looks[i] = PassageKind.BOILERPLATE


@cache
def _bodies() -> frozenset[str]:
    """The names of organisations and organs."""
    kinds = (MentionKind.ORG, MentionKind.UN_BODY)
    return frozenset(name.surface for name in all_names() if name.kind in kinds)


def _fill_lists(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """What follows "In favour:" on a line of its own belongs to the list."""
    for i in range(1, len(lines)):
        named = _OUTSIDE_NAMES.sub("", lines[i])
        listed = lines[i - 1].endswith(":") and (looks[i] is PassageKind.HEADING or named.strip("()") in _topics())
        if looks[i - 1] is PassageKind.LIST and listed:
            looks[i] = PassageKind.LIST
        if lines[i].startswith("(") and looks[i] is PassageKind.NOTE and lines[i].strip("()") in _topics():
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


def _fill_items(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Short lines that end with a semicolon, three or more under a colon, are items of a list."""
    begin = 0
    for i in range(1, len(lines) + 1):
        short = i < len(lines) and len(lines[i]) < _LONGEST_ITEM_CP
        if short and i > begin and lines[i - 1].endswith(";"):
            continue
        if i - begin >= _FEWEST_KEYS and lines[begin - 1].endswith(":") and len(lines[begin]) < _LONGEST_ITEM_CP:
            looks[begin:i] = [PassageKind.LIST] * (i - begin)
        begin = i


def _fill_members(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """A State and who sits for it, on the cover of a record: "Ruritania Ms. Elphberg"."""
    for i, line in enumerate(lines):
        if looks[i] is not PassageKind.HEADING and looks[i] is not None:
            continue
        match = _MEMBER.fullmatch(line)
        if match and match["state"].split(" (")[0] in _topics():
            looks[i] = PassageKind.BOILERPLATE


_MEMBER = re.compile(
    r"(?P<state>[^.,:;]{3,70}?)\s(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prince|Princess|Sheikha?)\b\.?\s[^.,:;!?“”()]{2,48}"
)


_LONGEST_ENTRY = 4
_FEWEST_ENTRIES = 6


def _fill_menu(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Above the text, a row of short lines with hardly a heading's length among them is the menu of a page."""
    first = next((i for i, look in enumerate(looks) if look is None), len(looks))
    begin = 0
    for i in range(first + 1):
        entry = i < first and looks[i] in (PassageKind.HEADING, PassageKind.BOILERPLATE)
        if entry and len(lines[i].split()) <= _LONGEST_ENTRY and not in_capitals(lines[i]):
            continue
        if looks[begin:i].count(PassageKind.HEADING) >= _FEWEST_ENTRIES:
            looks[begin:i] = [PassageKind.BOILERPLATE] * (i - begin)
        begin = i + 1


def _fill_metadata(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Three or more lines "- key: value" in a row at the head of a file tell where it comes from."""
    begin = next((i for i, line in enumerate(lines[:_HEAD_LINES]) if _KEY_VALUE.match(line)), 0)
    end = begin
    while end < len(lines) and _KEY_VALUE.match(lines[end]):
        end += 1
    if end - begin >= _FEWEST_KEYS:
        looks[begin:end] = [PassageKind.BOILERPLATE] * (end - begin)
    fields = [i for i, line in enumerate(lines[: 2 * _HEAD_LINES]) if _FIELD_LINE.match(line)]
    if len(fields) >= _FEWEST_KEYS:
        for i in fields:
            looks[i] = PassageKind.BOILERPLATE


_KEY_VALUE = re.compile(r"[-*•]\s+(?:\w{2,}(?:[ _-]\w+){0,2}\s?:\s\S.{0,160}|\w{2,}\s?：\s?\S.{0,160})(?<![.;,])$")
_FIELD_LINE = re.compile(
    r"(?:category|publisher|authors?|scraped|source|url|link|published|publication date|retrieved|crawled|language|"
    r"tags?|"
    r"section|keywords?|byline|copyright|id|slug|source type|document type|site|domain|word count|fetched|date|title|"
    r"duration|channel|views|uploaded|transcript type|file)(?:\s\([\w ]+\))?\s?[:：]\s?\S",
    re.IGNORECASE,
)
"""What a crawler writes above a text: "Publisher: …"."""
_HEAD_LINES = 8
_FEWEST_KEYS = 3


_CHRONOLOGY = re.compile(r"\b(?:chronolog\w+|timeline|calendar|diary|review of events|day by day)\b", re.IGNORECASE)
_LAST_DAY = 31


def _fill_days(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """In a chronology a lone number over the events of a day is a heading, and no number of a page."""
    if not any(_CHRONOLOGY.search(line) for line in lines[: 2 * _HEAD_LINES]):
        return
    last = 0
    for i, line in enumerate(lines[:-1]):
        if line.isdecimal() and last < int(line) <= _LAST_DAY and looks[i + 1] is None:
            looks[i], last = PassageKind.HEADING, int(line)


def _fill_organs(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """An organ's name that stands once, with running text above and below, is a heading there and no masthead."""
    for i in range(_MASTHEAD_LINES, len(lines) - 1):
        among = looks[i - 1] is looks[i + 1] is None and END.search(lines[i - 1])
        if looks[i] is PassageKind.BOILERPLATE and among and lines[i] in _bodies() and lines.count(lines[i]) == 1:
            looks[i] = PassageKind.HEADING


def _fill_numbered(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """A line with a number before it that stands alone and ends with no mark is a heading, and no item of a list."""
    for i, line in enumerate(lines):
        alone = all(looks[n] is not PassageKind.LIST for n in (i - 1, i + 1) if 0 <= n < len(looks))
        numbered = _NUMBERED_HEADING.match(line) and not is_shot(line)
        if looks[i] is PassageKind.LIST and alone and numbered and not END.search(line):
            looks[i] = PassageKind.HEADING


def _fill_topics(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Under a text the bare name of a State or an organ is the topic it is filed under."""
    running = [i for i, look in enumerate(looks) if look is None]
    for i in range(running[-1] + 1 if running else len(lines), len(lines)):
        if looks[i] is PassageKind.HEADING and lines[i] in _topics():
            looks[i] = PassageKind.BOILERPLATE


@cache
def _topics() -> frozenset[str]:
    """The names of States, regions, organisations and organs."""
    kinds = (MentionKind.ORG, MentionKind.UN_BODY, MentionKind.COUNTRY, MentionKind.REGION)
    return frozenset(name.surface for name in all_names() if name.kind in kinds)


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


_AGENCY_CREDIT = re.compile(r"\S\s?\((?:Reuters|AP|AFP|EPA|PA|Getty(?: Images)?|EPA-EFE|Anadolu|TASS|Xinhua)\)$")
_SOURCE_AT_END = re.compile(r"[.”\"]\s\([^()]{2,40}\)$")
_CREDITED_SHARE = 0.2
"""Where more lines of a text end so, they tell where each has its news from."""
_PHOTO = re.compile(r"(?:Photo|Image|Image caption|Caption|Picture)", re.IGNORECASE)


def _fill_captions(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """What stands once more with its photographer in brackets is the text of a picture, both times."""
    bare = {line[: line.rindex("(")].strip() for i, line in enumerate(lines) if _is_credited(line, looks[i])}
    credited = [i for i, line in enumerate(lines) if _AGENCY_CREDIT.search(line)]
    rare = sum(bool(_SOURCE_AT_END.search(line)) for line in lines) < _CREDITED_SHARE * len(lines)
    for i, line in enumerate(lines):
        if line in bare or (rare and i in credited) or (i and _PHOTO.fullmatch(lines[i - 1]) and looks[i] is None):
            looks[i] = PassageKind.BOILERPLATE


def _fill_links(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Short lines with a space before their full stop, among paragraphs, are headings and links ("Map: … .")."""
    running = sorted(len(line) for line, look in zip(lines, looks, strict=True) if look is None)
    if not running or running[len(running) // 2] < _LONGEST_LINK_CP:
        return
    for i, line in enumerate(lines):
        if looks[i] is None and line.endswith(" .") and len(line) < _LONGEST_LINK_CP and ". " not in line:
            looks[i] = PassageKind.BOILERPLATE if ": " in line else PassageKind.HEADING


def _fill_bylines(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """A bare name between the title and the text is who wrote it."""
    first = next((i for i, look in enumerate(looks) if look is None), 0)
    titled = PassageKind.HEADING in looks[: max(0, first - 1)]
    if first and titled and looks[first - 1] is PassageKind.HEADING and _is_bare_name(lines[first - 1]):
        looks[first - 1] = PassageKind.BOILERPLATE
    for i in range(1, min(_BYLINE_LINES, len(lines) - 1)):
        beside = [n for n in (i - 1, i + 1) if looks[n] is PassageKind.BOILERPLATE and _YEAR_IN.search(lines[n])]
        if looks[i] is PassageKind.HEADING and beside and _BYLINE.fullmatch(lines[i]) and is_name(lines[i]):
            surname = lines[i].rpartition(" ")[2]
            if lines[i] not in _topics() and not any(surname in line for n, line in enumerate(lines) if n != i):
                looks[i] = PassageKind.BOILERPLATE


_BYLINE = re.compile(r"[A-Z][\w'\-]+(?: [A-Z][\w'.\-]+){1,2}")
_YEAR_IN = re.compile(r"\b(?:19|20)\d\d\b")
_BYLINE_LINES = 8


def _is_bare_name(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= 3 and all(map(str.isalpha, words)) and is_name(line) and is_given_name(words[0])


_MORE = re.compile(
    r"(?:related(?: (?:stories|articles|content|news|topics|posts))?|most (?:read|popular|viewed)|recommended|trending|"
    r"more from .{2,30}|more (?:stories|news|on this story)|you (?:may|might) also like|editors?'s? picks?|top stories|"
    r"read next|around the web|latest (?:news|stories))\s?:?",
    re.IGNORECASE,
)
"""What stands over the links to other pages, below a text."""


def _fill_more(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """From "Related" on, in the last part of a page, everything is of other pages."""
    total, past = sum(map(len, lines)), 0
    for i, line in enumerate(lines):
        if past > _MAIN_SHARE * total and _MORE.fullmatch(line.strip("*#: ")):
            looks[i:] = [PassageKind.BOILERPLATE] * (len(lines) - i)
            return
        past += len(line)


def _fill_foot(looks: list[PassageKind | None]) -> None:
    """What looks like headings after the last line of a text has nothing below it: it is a menu, or a list of links."""
    if None not in looks:
        return
    for i in range(len(looks) - 1, -1, -1):
        if looks[i] not in (PassageKind.HEADING, PassageKind.BOILERPLATE):
            return
        looks[i] = PassageKind.BOILERPLATE


def _is_credited(line: str, look: PassageKind | None) -> bool:
    return look is PassageKind.BOILERPLATE and line.endswith(")") and "(" in line


def _promote_title(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """The title is a heading even where it ends with a mark: the only longish line before the first running text."""
    first = next((i for i, look in enumerate(looks) if look is None), None)
    if first is None or PassageKind.HEADING in looks[:first] or first + 1 >= len(looks):
        return
    if len(lines[first].split()) <= LONGEST_HEADING and not lines[first].rstrip().endswith(
        (".", ":", ";", ",", "”", "-", "—")
    ):
        looks[first] = PassageKind.HEADING
