"""Calendar expressions: days, months, years and spans of them, each with its ISO form."""

import re
from collections.abc import Iterator

from annotator.domain.transcript import MentionKind
from annotator.tagging.candidates import Candidate
from annotator.tagging.places import matches_at

_ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_SPANISH = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
_SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTHS = {
    name.lower(): number for names in (_ENGLISH, _FRENCH, _SPANISH, _SHORT) for number, name in enumerate(names, 1)
}
_MONTHS |= {"sept": 9, "fevrier": 2, "aout": 8, "decembre": 12}

_MONTH = rf"(?:{'|'.join(_ENGLISH)}|{'|'.join(_ENGLISH).upper()}|(?:{'|'.join(_SHORT)}|Sept)\b\.?)"
_MONTH_FR = rf"(?:{'|'.join(_FRENCH)})"
_MONTH_ES = rf"(?:{'|'.join(_SPANISH)})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)"
_AND_ES = r"(?:\s+(?:y|a|al)\s+|,\s+)"
_AND = r"(?:\s+(?:and|to|et|or|au)\s+|\s*[-–—]\s*|,\s+)"
_WHOLE_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        kind,
        re.compile(
            rf"(?:(?<![\w/.\-$€£])|(?<=[a-z]/)(?=[A-Z])|(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-)|(?<=\blate-)|"
            rf"(?<=\bearly-))(?:{pattern})(?![^\W_]|/|[-.,]\d)"
        ),
    )
    for kind, pattern in (
        ("iso", rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"),
        (
            "day_first",
            rf"(?:{_WEEKDAY}\.?,?\s+)?(?P<d>{_DAY})(?:{_AND}(?P<d2>{_DAY})){{0,4}}(?:\s+of)?[\s\-]+(?P<m>{_MONTH})"
            rf"(?:{_AND}(?P<d3>{_DAY})[\s\-]+(?P<m3>{_MONTH}))?(?:,?[\s\-]+(?P<y>{_YEAR})|\s\[(?P<added>{_YEAR})\])?",
        ),
        ("french", rf"(?P<d>{_DAY})(?:{_AND}(?P<d2>{_DAY})){{0,4}}\s+(?P<m>{_MONTH_FR})(?:\s+(?P<y>{_YEAR}))?"),
        (
            "spanish",
            rf"(?P<d>{_DAY})(?:{_AND_ES}(?P<d2>{_DAY})){{0,4}}\s+de\s+(?P<m>{_MONTH_ES})(?:\s+(?:del?\s+)?(?P<y>{_YEAR}))?",
        ),
        (
            "month_first",
            rf"(?:{_WEEKDAY}\.?,?\s+)?(?P<m>{_MONTH})\s+(?P<d>{_DAY})(?:{_AND}(?P<d2>{_DAY}))?(?:,?\s+(?P<y>{_YEAR})|\s\[(?P<added>{_YEAR})\])?",
        ),
        ("month_span", rf"(?P<m>{_MONTH})\s+(?P<y>{_YEAR})\s?[-–—]\s?(?P<m2>{_MONTH})\s+(?P<y2>{_YEAR})"),
        ("months", rf"(?P<m>{_MONTH})(?:{_AND}(?P<m2>{_MONTH})){{1,4}},?\s+(?P<y>{_YEAR})"),
        ("month", rf"(?P<m>{_MONTH}|{_MONTH_FR}),?\s+(?:of\s)?(?:(?P<y>{_YEAR})|\[(?P<added>{_YEAR})\])"),
        ("month_es", rf"(?P<m>{_MONTH_ES})\s+(?:de\s+|del\s+)?(?P<y>{_YEAR})"),
        ("numeric_us", rf"(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>{_YEAR}|\d\d)"),
        ("numeric", rf"(?P<d>{_DAY})/(?P<m>0?[1-9]|1[0-2])/(?P<y>{_YEAR})"),
        ("dotted", rf"(?P<d>{_DAY})\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>{_YEAR})"),
        ("decade", rf"(?P<y>{_YEAR})s"),
        ("years", rf"(?P<y>{_YEAR})\s*[-–/]\s*(?P<y2>{_YEAR}|\d\d)"),
        ("year", rf"(?P<y>{_YEAR})"),
        ("bare_months", rf"(?P<m>{'|'.join(_ENGLISH)})\s(?:and|or|to)\s(?P<m2>{'|'.join(_ENGLISH)})"),
        ("bare_month", rf"(?P<m>{'|'.join(_ENGLISH)})(?='s\b|\b)"),
        ("weekday", _WHOLE_WEEKDAY),
    )
)
_NAMES_FIRST = frozenset(
    {"month_first", "month_span", "months", "month", "month_es", "bare_months", "bare_month", "weekday"}
)
_BEGINNING = re.compile(
    rf"(?<![\w.])(?:(?P<figure>\d)|(?:{_WHOLE_WEEKDAY}|{_WEEKDAY}|{_MONTH}|{_MONTH_FR}|{_MONTH_ES}))"
)
_ORDINARY_WORDS = frozenset({"March", "May", "August"})
_GIVEN_NAMES = frozenset({"April", "May", "June"})
_SURNAME = re.compile(
    r"\s[A-Z][a-z'\-]+(?:,\s(?:the\s|an?\s)?[A-Z]?[a-z]+|\s(?:said|told|added|noted|asked|warned|stressed)\b)"
)
"""What follows a month that somebody is called by: "June Elphberg, Chair of …"."""
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|for|since|until|till|of|by|during|last|this|next|early|late|mid|through|from|to|and|month|its|his|"
    r"her|their)|'s)[\s-]+$",
    re.I,
)
_BEFORE_NO_YEAR = re.compile(
    r"(?:\b(?:resolutions?|decisions?|nos?\.|number|paragraphs?|article|articles|rule|room|some|least|about|"
    r"nearly|over|almost"
    r"|approximately|than|document|documents|meeting)\s+|[A-Z]{1,4}/|[(/]\s*Resumption\s+)$",
    re.I,
)
_AFTER_NO_YEAR = re.compile(
    r"\s+(?:troops|people|persons|soldiers|civilians|tons|tonnes|kilometres|km|men|women|children|refugees|"
    r"victims|cases|"
    r"personnel|police|observers|per|million|billion|years|households|families|dollars|euros|metres|staff|members)\b"
    r"|\s*(?:per cent|%)|(?:st|nd|rd|th)\b"
)


def find_dates(plain: str, start_cp: int = 0, end_cp: int | None = None) -> Iterator[Candidate]:
    """Give the calendar expressions of ``plain[start_cp:end_cp]``, a text that has been through ``for_matching``."""
    end_cp = len(plain) if end_cp is None else end_cp
    figures, names = _beginnings(plain, start_cp, end_cp)
    for kind, pattern in _PATTERNS:
        for match in matches_at(pattern, plain, names if kind in _NAMES_FIRST else figures, start_cp, end_cp):
            if _is_date(plain, kind, match):
                end = match.end() - (match[0].endswith(".") and kind != "iso")
                yield Candidate(match.start(), end, MentionKind.DATE, iso_form(kind, match), rank=2)


def _beginnings(plain: str, start_cp: int, end_cp: int) -> tuple[list[int], list[int]]:
    """Where an expression can begin: with a figure or the name of a day, or with the name of a month or a day."""
    figures: list[int] = []
    names: list[int] = []
    for match in _BEGINNING.finditer(plain, start_cp, end_cp):
        (figures if match.lastgroup == "figure" else names).append(match.start())
    return sorted([*figures, *names]) if names else figures, names


def first_date(plain: str) -> str | None:
    """Give the ISO form of the first whole day (day, month and year) in a text, or None."""
    best: re.Match[str] | None = None
    form: str | None = None
    for kind, pattern in _PATTERNS[:12]:
        match = pattern.search(plain)
        if match and "d" in match.groupdict() and match["y"] and (best is None or match.start() < best.start()):
            best, form = match, iso_form(kind, match)
    return form.split("/")[0] if form else None


def _is_date(plain: str, kind: str, match: re.Match[str]) -> bool:
    """Whether the surroundings leave it a date: 2000 troops are none, nor are a may and a march."""
    before = plain[max(0, match.start() - 24) : match.start()]
    after = plain[match.end() : match.end() + 20]
    if kind in ("year", "years"):
        return not _BEFORE_NO_YEAR.search(before) and not _AFTER_NO_YEAR.match(after)
    if kind == "bare_month" and match["m"] in _GIVEN_NAMES and _SURNAME.match(after):
        return False
    if kind == "bare_month":
        presided = after.startswith((" presidency", " Presidency", " programme", " session"))
        return match["m"] not in _ORDINARY_WORDS or presided or bool(_BEFORE_MONTH.search(before))
    return True


_SHORT_YEAR = 2
_LAST_YEAR_OF_THIS_CENTURY = 50


def iso_form(kind: str, match: re.Match[str]) -> str | None:
    """Give the ISO 8601 form of a match, XXXX for a year that is not stated, or None where there is none."""
    parts = match.groupdict()
    year = parts.get("y") or parts.get("added") or "XXXX"
    if kind == "weekday":
        return None
    if kind == "decade":
        return f"{year[:3]}X"
    if kind == "years":
        second = parts["y2"]
        return f"{year}/{second if len(second) == 4 else year[:2] + second}"
    if kind == "year":
        return year
    if len(year) == _SHORT_YEAR:
        year = f"{'19' if int(year) > _LAST_YEAR_OF_THIS_CENTURY else '20'}{year}"
    month = parts["m"]
    first = f"{year}-{_month(month):02d}"
    if kind == "month_span":
        return f"{first}/{parts['y2']}-{_month(parts['m2']):02d}"
    if kind in ("months", "bare_months"):
        return f"{year}-{_month(month):02d}; {year}-{_month(parts['m2']):02d}"
    if not parts.get("d"):
        return first
    day = f"{first}-{_number(parts['d']):02d}"
    if parts.get("d3"):
        return f"{day}/{year}-{_month(parts['m3']):02d}-{_number(parts['d3']):02d}"
    return f"{day}/{first}-{_number(parts['d2']):02d}" if parts.get("d2") else day


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS[name.lower().rstrip(".")]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))
