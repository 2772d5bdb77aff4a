"""What a text says about itself: title, meeting, symbols, date, place. What it does not say stays None."""

import re
from collections.abc import Sequence

from annotator.domain.transcript import Metadata, Passage, PassageKind
from annotator.tagging.dates import first_date
from annotator.tagging.documents import symbols_of
from annotator.tagging.lines import is_section
from annotator.tagging.tagger import in_capitals

_MEETING = re.compile(r"\b(\d{1,5})(?:st|nd|rd|th)\s+(?:\([^)]*\)\s+)?[Mm](?:eeting|EETING)\b|\bS/PV\.(\d{1,5})\b")
_RELEASE = re.compile(
    r"(?:SC|SG/SM|SG/T|GA|GA/[A-Z]{2,4}|DSG/SM|ECOSOC|DC|AFR|PAL)/\d{2,6}(?:-(?:[A-Z]{1,5}/)+\d+)*(?:\.\w+)?"
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.\-' ]{2,30}[A-Z])(?:,\s[\w., ]{3,20}?)?\s?(?:\([^)]{2,40}\)\s?)?\s?[—–-]{1,2}\s"
)
_IN_PLACE = re.compile(
    r"\bin (?P<place>New York|Geneva|Nairobi|Vienna|The Hague|Addis Ababa)(?:,)? (?:today|this (?:morning|"
    r"afternoon)|yesterday|on )"
)
_PLACE_LINE = re.compile(r"(?P<place>New York|Geneva|Nairobi|Vienna|The Hague|Addis Ababa)(?=[,\s]|$)")
_BODIES = (
    (
        "Security Council",
        re.compile(r"\bSecurity Council\b|\bS/(?:PV|RES|PRST|\d{2,4}/)|(?<![\w/])SC/\d|Conseil de sécurité"),
    ),
    ("General Assembly", re.compile(r"\bGeneral Assembly\b|\bGA/\d|\bA/(?:PV|RES|\d)|Assemblée générale")),
    ("Economic and Social Council", re.compile(r"\bEconomic and Social Council\b|\bECOSOC\b")),
)
_HEAD_LINES = 12
_AGENDA = re.compile(r"(?:provisional )?agenda$|adoption of the agenda$", re.IGNORECASE)
_FIELD = re.compile(r"^(?:Title|Subject|Headline)\s?:\s*", re.IGNORECASE)


def metadata_of(plain: str, passages: Sequence[Passage], language: str | None) -> Metadata:
    """Give what the text says about itself; ``plain`` has been through ``for_matching``, its language is known."""
    lines = [plain[p.start_cp : p.end_cp] for p in passages]
    head = [line for p, line in zip(passages, lines, strict=True) if p.kind is not PassageKind.SPEECH][:_HEAD_LINES]
    headings = [i for i, p in enumerate(passages) if p.kind is PassageKind.HEADING]
    title = next((i for i in headings if not (is_section(lines[i]) or _AGENDA.match(lines[i]))), None)
    marks = [line for p, line in zip(passages, lines, strict=True) if p.kind is PassageKind.BOILERPLATE]
    return Metadata(
        title=_title(lines, passages, title) if title is not None else None,
        source_kind=_source_kind(lines, passages),
        body=_body(head, plain),
        meeting=_meeting([*marks, *(lines[i] for i in headings[:3])]),
        release=next((m[0] for line in marks if (m := _RELEASE.fullmatch(line.strip()))), None)
        or next((m[0] for line in marks[:_HEAD_LINES] if (m := _RELEASE.search(line))), None),
        symbols=symbols_of(plain),
        date=_date(passages, lines),
        place=_place(passages, lines),
        language=language,
    )


def _title(lines: Sequence[str], passages: Sequence[Passage], first: int) -> str:
    """The headline, joined where it is set in capitals over several lines."""
    parts = [lines[first]]
    following = zip(lines[first + 1 :], passages[first + 1 :], strict=True)
    for line, passage in following:
        broken = (
            passage.kind is PassageKind.HEADING and in_capitals(line) and in_capitals(parts[0]) and "(S/" not in line
        )
        if not broken or line in parts or is_section(line):
            break
        parts.append(line)
    return _FIELD.sub("", " ".join(" ".join(parts).split()))


def _body(head: Sequence[str], plain: str) -> str | None:
    """The organ that the head names first of all; failing that the one the text names most."""
    for line in head:
        for body, pattern in _BODIES:
            if pattern.search(line):
                return body
    counts = {body: len(pattern.findall(plain)) for body, pattern in _BODIES}
    best = max(counts, key=lambda body: counts[body])
    return best if counts[best] else None


def _meeting(marks: Sequence[str]) -> str | None:
    """The number of the meeting that the head gives; a symbol cited in the text is some other meeting's."""
    for line in marks:
        if len(line) < 250 and (match := _MEETING.search(line)):
            return match[1] or match[2]
    return None


def _date(passages: Sequence[Passage], lines: Sequence[str]) -> str | None:
    """A whole date that a line of its own gives, at the head or in a credit; never one out of the running text."""
    for passage, line in zip(passages, lines, strict=True):
        if passage.kind in (PassageKind.BOILERPLATE, PassageKind.NOTE) and (date := first_date(line)):
            return date
    for passage, line in zip(passages, lines, strict=True):
        if passage.kind is PassageKind.HEADING and len(line) < 120 and (date := first_date(line)):
            return date
    for line in lines[:8]:
        dateline = _DATELINE.match(line)
        if dateline and (date := first_date(dateline[0])):
            return date
    for line in lines:
        credit = re.search(r"\[[^\[\]]{3,60}\d{4}\]\s*$", line)
        if credit and (date := first_date(credit[0])):
            return date
    return None


def _place(passages: Sequence[Passage], lines: Sequence[str]) -> str | None:
    """The place of a dateline, of a line of the head, or of the line that announces the remarks."""
    for passage, line in list(zip(passages, lines, strict=True))[:8]:
        if passage.kind in (PassageKind.BOILERPLATE, PassageKind.HEADING) and len(line) < 60:
            if match := _PLACE_LINE.match(line):
                return match["place"]
            continue
        if match := _DATELINE.match(line):
            return match["place"].strip().title()
        if (
            passage.kind is PassageKind.NARRATION
            and (match := _IN_PLACE.search(line))
            and re.match(r"Following|The following", line)
        ):
            return match["place"]
    return None


_KINDS = (
    (
        "verbatim record",
        re.compile(r"\bS/PV\.\d|\bProvisional\b|spoke in (?:French|Russian|Spanish|Arabic|Chinese)\)", re.I),
    ),
    ("press statement", re.compile(r"press statement was issued|statement to the press", re.I)),
    (
        "remarks",
        re.compile(r"^(?:Following (?:are|is)|Below)\b.{0,200}\b(?:remarks|statement|message|briefing|address)", re.M),
    ),
    (
        "analysis",
        re.compile(
            r"What's In Blue|Security Council Report|Monthly Forecast|Council members are (?:generally|expected)", re.I
        ),
    ),
    ("meetings coverage", re.compile(r"For information media|In progress at UNHQ|(?<![\w/])SC/\d{4,5}\b")),
    ("library page", re.compile(r"Available Languages|Asset ID|Preview Language", re.I)),
    ("news", re.compile(r"^By [A-Z]\w+ [A-Z]\w+$|^[A-Z][A-Z ,]{3,30}(?:\([^)]+\))?\s[—–-]{1,2}\s", re.M)),
)


def _source_kind(lines: Sequence[str], passages: Sequence[Passage]) -> str | None:
    """The form of the text, where a mark of that form stands in its margins."""
    margin = "\n".join(
        line
        for p, line in zip(passages, lines, strict=True)
        if (p.kind is not PassageKind.SPEECH and len(line) < 240) or len(line) < 80
    )
    return next((kind for kind, pattern in _KINDS if pattern.search(margin)), None)
