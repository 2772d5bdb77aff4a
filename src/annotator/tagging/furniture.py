"""What stands around a text on its page: mastheads, covers, menus, fields, captions, bylines, links and feet.

Each function looks at all lines of a text and their kinds so far, and changes those that its place among the others
settles. ``looks`` has None for running text.
"""

import re
from collections.abc import Sequence
from functools import cache

from annotator.domain.transcript import MentionKind, PassageKind
from annotator.tagging.gazetteer import all_names
from annotator.tagging.lines import END
from annotator.tagging.names import is_given_name, is_name
from annotator.tagging.tagger import in_capitals

_MASTHEAD_LINES = 4
_LONGEST_LINK_CP = 90
_MAIN_SHARE = 0.5
_MEMBER = re.compile(
    r"(?P<state>[^.,:;]{3,70}?)\s(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prince|Princess|Sheikha?)\b\.?\s[^.,:;!?“”()]{2,48}"
)
_LONGEST_ENTRY = 4
_FEWEST_ENTRIES = 6
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
_AGENCY_CREDIT = re.compile(r"\S\s?\((?:Reuters|AP|AFP|EPA|PA|Getty(?: Images)?|EPA-EFE|Anadolu|TASS|Xinhua)\)$")
_SOURCE_AT_END = re.compile(r"[.”\"]\s\([^()]{2,40}\)$")
_CREDITED_SHARE = 0.2
"""Where more lines of a text end so, they tell where each has its news from."""
_PHOTO = re.compile(r"(?:Photo|Image|Image caption|Caption|Picture)", re.IGNORECASE)
_BYLINE = re.compile(r"[A-Z][\w'\-]+(?: [A-Z][\w'.\-]+){1,2}")
_YEAR_IN = re.compile(r"\b(?:19|20)\d\d\b")
_BYLINE_LINES = 8
_MORE = re.compile(
    r"(?:related(?: (?:stories|articles|content|news|topics|posts))?|most (?:read|popular|viewed)|recommended|trending|"
    r"more from .{2,30}|more (?:stories|news|on this story)|you (?:may|might) also (?:like|be interested in)|"
    r"editors?'s? picks?|top stories|read next|around the web|latest (?:news|stories))\s?:?",
    re.IGNORECASE,
)
"""What stands over the links to other pages, below a text."""


def fill_margins(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Short lines between boilerplate at the head or the foot of a page are boilerplate too."""
    marks = [i for i, look in enumerate(looks) if look is PassageKind.BOILERPLATE]
    running = [i for i, look in enumerate(looks) if look is None and len(lines[i]) > 120]
    if not marks or not running:
        return
    for i, line in enumerate(lines):
        after = running[-1] < i < marks[-1] and any(running[-1] < mark < i for mark in marks)
        if after and len(line) < 120:
            looks[i] = PassageKind.BOILERPLATE


def fill_masthead(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
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


def fill_members(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """A State and who sits for it, on the cover of a record: "Ruritania Ms. Elphberg"."""
    for i, line in enumerate(lines):
        if looks[i] is not PassageKind.HEADING and looks[i] is not None:
            continue
        match = _MEMBER.fullmatch(line)
        if match and match["state"].split(" (")[0] in topics():
            looks[i] = PassageKind.BOILERPLATE


def fill_menu(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
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


def fill_metadata(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
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


def fill_organs(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """An organ's name that stands once, with running text above and below, is a heading there and no masthead."""
    for i in range(_MASTHEAD_LINES, len(lines) - 1):
        among = looks[i - 1] is looks[i + 1] is None and END.search(lines[i - 1])
        if looks[i] is PassageKind.BOILERPLATE and among and lines[i] in _bodies() and lines.count(lines[i]) == 1:
            looks[i] = PassageKind.HEADING


def fill_topics(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Under a text the bare name of a State or an organ is the topic it is filed under."""
    running = [i for i, look in enumerate(looks) if look is None]
    for i in range(running[-1] + 1 if running else len(lines), len(lines)):
        if looks[i] is PassageKind.HEADING and lines[i] in topics():
            looks[i] = PassageKind.BOILERPLATE


@cache
def topics() -> frozenset[str]:
    """The names of States, regions, organisations and organs."""
    kinds = (MentionKind.ORG, MentionKind.UN_BODY, MentionKind.COUNTRY, MentionKind.REGION)
    return frozenset(name.surface for name in all_names() if name.kind in kinds)


def fill_captions(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """What stands once more with its photographer in brackets is the text of a picture, both times."""
    bare = {line[: line.rindex("(")].strip() for i, line in enumerate(lines) if _is_credited(line, looks[i])}
    credited = [i for i, line in enumerate(lines) if _AGENCY_CREDIT.search(line)]
    rare = sum(bool(_SOURCE_AT_END.search(line)) for line in lines) < _CREDITED_SHARE * len(lines)
    for i, line in enumerate(lines):
        if line in bare or (rare and i in credited) or (i and _PHOTO.fullmatch(lines[i - 1]) and looks[i] is None):
            looks[i] = PassageKind.BOILERPLATE


def fill_links(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """Short lines with a space before their full stop, among paragraphs, are headings and links ("Map: … .")."""
    running = sorted(len(line) for line, look in zip(lines, looks, strict=True) if look is None)
    if not running or running[len(running) // 2] < _LONGEST_LINK_CP:
        return
    for i, line in enumerate(lines):
        if looks[i] is None and line.endswith(" .") and len(line) < _LONGEST_LINK_CP and ". " not in line:
            looks[i] = PassageKind.BOILERPLATE if ": " in line else PassageKind.HEADING


def fill_bylines(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """A bare name between the title and the text is who wrote it."""
    first = next((i for i, look in enumerate(looks) if look is None), 0)
    titled = PassageKind.HEADING in looks[: max(0, first - 1)]
    if first and titled and looks[first - 1] is PassageKind.HEADING and _is_bare_name(lines[first - 1]):
        looks[first - 1] = PassageKind.BOILERPLATE
    for i in range(1, min(_BYLINE_LINES, len(lines) - 1)):
        beside = [n for n in (i - 1, i + 1) if looks[n] is PassageKind.BOILERPLATE and _YEAR_IN.search(lines[n])]
        if looks[i] is PassageKind.HEADING and beside and _BYLINE.fullmatch(lines[i]) and is_name(lines[i]):
            surname = lines[i].rpartition(" ")[2]
            if lines[i] not in topics() and not any(surname in line for n, line in enumerate(lines) if n != i):
                looks[i] = PassageKind.BOILERPLATE


def _is_bare_name(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= 3 and all(map(str.isalpha, words)) and is_name(line) and is_given_name(words[0])


_LISTED = re.compile(r"list \d+ of \d+", re.IGNORECASE)


def fill_lists_of_links(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """What stands between "list 1 of 4" and "list 2 of 4" is a link to another page."""
    for i in range(1, len(lines)):
        if _LISTED.fullmatch(lines[i - 1]) and looks[i] is not PassageKind.BOILERPLATE:
            looks[i] = PassageKind.BOILERPLATE


def fill_more(lines: Sequence[str], looks: list[PassageKind | None]) -> None:
    """From "Related" on, in the last part of a page, everything is of other pages."""
    total, past = sum(map(len, lines)), 0
    for i, line in enumerate(lines):
        if past > _MAIN_SHARE * total and _MORE.fullmatch(line.strip("*#: ")):
            looks[i:] = [PassageKind.BOILERPLATE] * (len(lines) - i)
            return
        past += len(line)


def fill_foot(looks: list[PassageKind | None]) -> None:
    """What looks like headings after the last line of a text has nothing below it: it is a menu, or a list of links."""
    if None not in looks:
        return
    for i in range(len(looks) - 1, -1, -1):
        if looks[i] not in (PassageKind.HEADING, PassageKind.BOILERPLATE):
            return
        looks[i] = PassageKind.BOILERPLATE


def _is_credited(line: str, look: PassageKind | None) -> bool:
    return look is PassageKind.BOILERPLATE and line.endswith(")") and "(" in line
