"""The State at home in a story: whose president "the President" is, by the agency that tells the story or by its words.

Matches "ZENDA, Dec. 10 (Petra) -- Foreign Minister Elphberg said", and a credit at the foot, "- SAnews"; does not match
"he told Petra that it was late", where an agency is spoken of.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from annotator.domain.transcript import Span, Speaker
from annotator.tagging.gazetteer import rows
from annotator.tagging.shadow import STATE, Shadow
from annotator.tagging.speakers.introduction import Voiced
from annotator.tagging.speakers.roster import told_of

_DOMESTIC = re.compile(
    r"(?:(?:Deputy|Vice|Prime|Foreign|Defen[cs]e|Interior|Finance|Crown|First|former|then)[ -])*"
    r"(?:President|Minister|Premier|Chancellor|King|Queen|Emir|Sultan|Prince)\b|"
    r"(?:[\w']+\s)?(?:[Mm]inistry\s)?[Ss]pokes(?:man|woman|person)$|(?:White House\s)?[Pp]ress [Ss]ecretary\b|"
    r"[Nn]ational [Ss]ecurity [Aa]dvis[eo]r\b"
)
"""An office of a State that is named without it at home."""
_HEAD_BLOCKS, _HEAD_CP = 8, 140
_FOOT_BLOCKS, _FOOT_CP = 5, 60


def at_home(shadow: Shadow, blocks: Sequence[Span], voiced: Voiced) -> Voiced:
    """Give the voices with the State of the story for the holders of an office of whom no State is told."""
    state = home_of(shadow, blocks)
    homes: dict[str, str | None] = {}
    for speaker in (s for _, parts in voiced for voices in parts for s in voices):
        if speaker.name and speaker.affiliation is None and _DOMESTIC.match(speaker.role or ""):
            homes.setdefault(speaker.name, state or _by_office(shadow, speaker))
    if not any(homes.values()):
        return voiced

    def told(speaker: Speaker) -> Speaker:
        home = homes.get(speaker.name or "") if speaker.affiliation is None else None
        return replace(speaker, affiliation=home) if home else speaker

    return [(kind, tuple(tuple(map(told, voices)) for voices in parts)) for kind, parts in voiced]


_CAPITALS = {"Washington, D.C.": "United States", "Washington, DC": "United States", "Moscow": "Russian Federation"} | {
    "The Kremlin, Moscow": "Russian Federation",
    "London": "United Kingdom",
    "Paris": "France",
    "Berlin": "Germany",
    "James S. Brady Press Briefing Room": "United States",
}
"""Where a transcript says, on a line of its own in its head, that those who have an office there spoke."""
_MASTHEAD_CP = 500
_MINISTRY_OF = re.compile(rf"Ministry of (?:Foreign Affairs|External Affairs) of (?:the )?(?P<state>{STATE})")
_AT_THE_SEAT = re.compile(r"[Pp]ress [Ss]ecretary|[Ss]pokes(?:man|woman|person)|[Nn]ational [Ss]ecurity [Aa]dvis[eo]r")
_SEATS = {"White House": "United States", "Kremlin": "Russian Federation", "Élysée": "France", "Elysee": "France"}
"""Where Presidents sit, by whose name their office is called."""


def _by_office(shadow: Shadow, speaker: Speaker) -> str | None:
    """The State of whoever holds an office, where the text tells of one State's only, or names the seat of one."""
    if found := told_of(shadow, speaker).affiliation:
        return found
    seats = {state for seat, state in _SEATS.items() if seat in shadow.plain}
    head = shadow.plain[:_MASTHEAD_CP]
    seats |= {state for seat, state in _CAPITALS.items() if re.search(rf"^{re.escape(seat)}\s?$", head, re.MULTILINE)}
    if ministry := _MINISTRY_OF.search(shadow.signs, 0, _MASTHEAD_CP):
        name = shadow.name_at(ministry.start("state"))
        seats |= {name.voice} if name and name.voice else set()
    sits = (speaker.role or "").endswith("President") or bool(_AT_THE_SEAT.search(speaker.role or ""))
    return seats.pop() if len(seats) == 1 and sits else None


def home_of(shadow: Shadow, blocks: Sequence[Span]) -> str | None:
    """Give the State of the national agency in the dateline or the credit of a story, or None."""
    begin, end = _credits()
    for block in blocks[:_HEAD_BLOCKS]:
        if match := begin.search(shadow.plain, block.start_cp, min(block.end_cp, block.start_cp + _HEAD_CP)):
            return _states()[match["agency"]]
    for block in reversed(blocks[-_FOOT_BLOCKS:]):
        if match := end.search(shadow.plain[max(block.start_cp, block.end_cp - _FOOT_CP) : block.end_cp]):
            return _states()[match["agency"]]
    return None


@cache
def _states() -> dict[str, str]:
    return {
        name: row["state"] for row in rows("agencies.tsv") for name in [row["name"], *row["also"].split("|")] if name
    }


@cache
def _credits() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match an agency as a dateline and as a credit have it."""
    names = "|".join(map(re.escape, sorted(_states(), key=len, reverse=True)))
    agency = rf"(?P<agency>{names})(?:\.\w+)*"
    return re.compile(rf"(?:\(|,\s){agency}\)?\s?(?:--|[—–]|-\s)"), re.compile(rf"(?:--|[—–\-/(])\s?{agency}\)?\.?$")
