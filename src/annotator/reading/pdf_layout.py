"""From pieces of lines with their places on pages to paragraphs.

Per page: which lines are running heads and feet, whether there is a gutter between two columns, and the lines in
reading order. Over all pages: where a paragraph ends, and which hyphens at line ends belong to their words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_EDGE_ROWS = 3
"""So many rows at the head and at the foot of a page can be running ones."""
_SAME_ON = 0.3
"""Share of the pages on which a row must return to be a running one."""
_NUMBER = re.compile(r"(?:page|seite|p\.)?[\s–—|-]*\d{1,4}(?:\s*(?:/|of|de|von)\s*\d{1,4})?[\s–—|-]*", re.IGNORECASE)
_END = re.compile(r"[.!?:;…][”’\"')\]»]*\d{0,2}$")
_OTHER_SIZE = 1.35
"""Ratio of heights from which a line is a heading or a note, and not only set in another face."""
_OTHER_FACE = 1.15
_BULLET = re.compile(r"(?:[•◦▪‣●·*–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SECOND_HALVES = frozenset(
    {"term", "range", "lasting", "level", "scale", "known", "based", "oriented", "driven", "border", "defence", "style"}
)
"""Words that follow a hyphen far more often than a break inside a word ("long-term", "high-level")."""
_HYPHENATED = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\xad]$")


@dataclass(slots=True)
class Segment:
    """A piece of a line without a wide gap in it; places in points from the lower left corner of the page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """Half its height up."""
        return (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        """From its lowest to its highest point."""
        return max(self.y1 - self.y0, 0.1)


@dataclass(slots=True)
class Page:
    """A page: its size in points, and its text as the file gives it."""

    width: float
    height: float
    segments: list[Segment]


@dataclass(slots=True)
class _Line:
    """A line of a column.

    Attributes:
        column: Number of the column, counted over all pages; lines across two columns count as one of their own.
        left: Where the column begins, in points.
        right: Where it ends.
    """

    segment: Segment
    column: int
    left: float = 0.0
    right: float = 0.0


def paragraphs_of(pages: Sequence[Page]) -> list[str]:
    """Give the paragraphs of the pages in reading order."""
    _drop_running(pages)
    lines: list[_Line] = []
    column = 0
    for page in pages:
        for part in _columns(page):
            rows = _rows(part)
            if rows:
                left, right = _margin(row.x0 for row in rows), max(row.x1 for row in rows)
                lines += [_Line(row, column, left, right) for row in rows]
                column += 1
    return _joined(lines)


# --- rows and running heads ------------------------------------------------------------------------------------------


def _rows(segments: Sequence[Segment]) -> list[Segment]:
    """Segments on one height joined to rows, from the top down."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: -s.middle):
        last = rows[-1][0] if rows else None
        if last and abs(last.middle - segment.middle) < 0.4 * min(last.height, segment.height):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_merged(sorted(row, key=lambda s: s.x0)) for row in rows]


def _merged(row: Sequence[Segment]) -> Segment:
    return Segment(
        " ".join(s.text for s in row),
        min(s.x0 for s in row),
        min(s.y0 for s in row),
        max(s.x1 for s in row),
        max(s.y1 for s in row),
    )


def _drop_running(pages: Sequence[Page]) -> None:
    """Take out the rows at the edges of pages that return on other pages, numbers aside, and bare page numbers."""
    edges = [(_edge(page, top=True), _edge(page, top=False)) for page in pages]
    seen = [
        Counter(_key(row) for edge in edges for row in {_key(r): r for r in edge[side]}.values()) for side in (0, 1)
    ]
    needed = max(2, _SAME_ON * len(pages))
    for page, sides in zip(pages, edges, strict=True):
        for side, rows in enumerate(sides):
            running = [i for i, row in enumerate(rows) if seen[side][_key(row)] >= needed or _is_number(row, page)]
            for row in rows[: max(running, default=-1) + 1]:
                page.segments = [s for s in page.segments if not (row.y0 <= s.middle <= row.y1)]


def _edge(page: Page, top: bool) -> list[Segment]:
    """The outermost rows of a page that lie in its outer sixth, from the edge inwards."""
    rows = _rows(page.segments)
    rows = rows if top else rows[::-1]
    limit = page.height / 6
    return [r for r in rows[:_EDGE_ROWS] if (page.height - r.middle if top else r.middle) < limit]


def _key(row: Segment) -> str:
    return re.sub(r"\d+", "#", " ".join(row.text.split())).casefold()


def _is_number(row: Segment, page: Page) -> bool:
    outer = min(row.middle, page.height - row.middle) < page.height / 9
    return outer and bool(_NUMBER.fullmatch(row.text.strip()))


# --- columns ---------------------------------------------------------------------------------------------------------


def _columns(page: Page) -> Iterator[list[Segment]]:
    """The segments by column in reading order: what crosses the gutter divides the page into bands."""
    gutter = _gutter(page.segments)
    if gutter is None:
        yield page.segments
        return
    left: list[Segment] = []
    right: list[Segment] = []
    across: list[Segment] = []
    for segment in sorted(page.segments, key=lambda s: -s.middle):
        if segment.x0 < gutter < segment.x1:
            yield from (left, right)
            left, right = [], []
            across.append(segment)
            continue
        if across:
            yield across
            across = []
        (left if segment.x1 <= gutter else right).append(segment)
    yield from (across, left, right)


def _gutter(segments: Sequence[Segment]) -> float | None:
    """The middle of the widest upright strip that hardly any segment crosses, with a column on each side; else None."""
    if len(segments) < 8:
        return None
    x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
    step = (x1 - x0) / 200
    if step <= 0:
        return None
    places = [x0 + step * i for i in range(60, 141)]
    crossing = [sum(1 for s in segments if s.x0 < x < s.x1) for x in places]
    fewest = min(crossing)
    if fewest > 0.2 * len(segments):
        return None
    best = max(_runs([count == fewest for count in crossing]), key=lambda run: run[1] - run[0])
    gutter = (places[best[0]] + places[best[1]]) / 2
    left = [s for s in segments if s.x1 <= gutter]
    right = [s for s in segments if s.x0 >= gutter]
    for side, width in ((left, gutter - x0), (right, x1 - gutter)):
        if len(_rows(side)) < 4 or median(row.x1 - row.x0 for row in _rows(side)) < 0.5 * width:
            return None
    overlap = min(_top(left), _top(right)) - max(_bottom(left), _bottom(right))
    return gutter if overlap > 0 else None


def _top(segments: Sequence[Segment]) -> float:
    return max(s.y1 for s in segments)


def _bottom(segments: Sequence[Segment]) -> float:
    return min(s.y0 for s in segments)


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last place of each run of true flags."""
    runs: list[tuple[int, int]] = []
    for i, flag in enumerate(flags):
        if flag and runs and runs[-1][1] == i - 1:
            runs[-1] = (runs[-1][0], i)
        elif flag:
            runs.append((i, i))
    return runs


def _margin(places: Iterator[float]) -> float:
    """Where most lines of a column begin; the leftmost where none stands out."""
    counts = Counter(round(place) for place in places)
    place, count = max(counts.items(), key=lambda item: (item[1], -item[0]))
    return float(place if count > 1 else min(counts))


# --- paragraphs ------------------------------------------------------------------------------------------------------


def _joined(lines: Sequence[_Line]) -> list[str]:
    """The lines joined to paragraphs."""
    leading = _leading(lines)
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.segment.text))
    paragraphs: list[str] = []
    for i, line in enumerate(lines):
        text = line.segment.text.strip()
        if i and not _begins(lines, i, leading):
            paragraphs[-1] = _with(paragraphs[-1], text, words)
        else:
            paragraphs.append(text)
    return [paragraph.replace("\xad", "-" if paragraph.endswith("\xad") else "") for paragraph in paragraphs]


def _leading(lines: Sequence[_Line]) -> float:
    """The usual distance between lines, in heights of a line."""
    gaps = [
        (a.segment.middle - b.segment.middle) / max(a.segment.height, b.segment.height)
        for a, b in pairwise(lines)
        if a.column == b.column and a.segment.middle > b.segment.middle
    ]
    return median(gaps) if gaps else 1.2


def _begins(lines: Sequence[_Line], i: int, leading: float) -> bool:
    """Whether line ``i`` begins a paragraph."""
    line, before = lines[i], lines[i - 1]
    here, there = line.segment, before.segment
    em = here.height
    if _BULLET.match(here.text) and _END.search(there.text):
        return True
    ended = bool(_END.search(there.text))
    filled = _is_filled(before, here.text)
    larger = max(here.height, there.height) / min(here.height, there.height)
    if larger > _OTHER_SIZE or (larger > _OTHER_FACE and not filled):
        return True
    indented = here.x0 > line.left + 0.5 * em
    if line.column != before.column:
        if not 0.7 < (line.right - line.left) / max(before.right - before.left, 1.0) < 1.4:
            return ended or not here.text[:1].islower()
        if here.text[:1].islower() or there.text.endswith(("-", "\xad", ",")):
            return False
        return ended and (indented or not filled) if filled or ended else True
    distance = (there.middle - here.middle) / max(here.height, there.height)
    if distance > max(1.3 * leading, leading + 0.25):
        return True
    if indented and there.x0 < here.x0 - 0.5 * em and not _BULLET.match(there.text):
        return ended or not filled
    return not filled and (ended or not here.text[:1].islower())


def _is_filled(line: _Line, following: str) -> bool:
    """Whether the first word of the next line would not have found room on this one."""
    segment = line.segment
    letter = (segment.x1 - segment.x0) / max(len(segment.text), 1)
    return segment.x1 + letter * (len(following.split(" ", 1)[0]) + 1) > line.right - 0.01 * (line.right - line.left)


def _with(paragraph: str, text: str, words: Counter[str]) -> str:
    """A paragraph and its next line: with a space, or as one word where the line ended inside it."""
    match = _HYPHENATED.search(paragraph)
    following = _WORD.match(text)
    if not match or not following:
        return f"{paragraph} {text}"
    head, tail = match[1], following[0]
    whole, parted = f"{head}{tail}".casefold(), f"{head}-{tail}".casefold()
    stays = tail[0].isupper() or words[parted] > words[whole] or (tail in _SECOND_HALVES and not words[whole])
    return f"{paragraph[:-1]}{'-' if stays else ''}{text}"
