"""Who is behind a label: the cover, the list of members and the invitations of a record give names, offices and States.

Matches "President: Mr. Rassendyll . . . . "
        "(Ruritania)" and "I invite Ms. Flavia Elphberg, Special Envoy for Strelsau"; does not
match "Mr. Rassendyll was right", which says nothing about him.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from annotator.domain.transcript import Span, Speaker
from annotator.tagging.letters import FULL_NAME, SURNAME, UPPER
from annotator.tagging.names import is_name, proper_name
from annotator.tagging.roles import affiliation_of, role_text
from annotator.tagging.shadow import DEMONYM, STATE, Shadow
from annotator.tagging.speakers import remarks
from annotator.tagging.speakers.belonging import affiliated
from annotator.tagging.speakers.words import ROLE_START

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Sheikh|Ambassador|H\.E|M|Mme|Mlle|Sra?|El Sr|La Sra)\.?"
_CHAIR = re.compile(
    rf"(?P<role>President|Chair(?:man|person)?|Président|Présidente|Presidente|Presidenta|"
    rf"Temporary President)\s?:\s*{_TITLE}\s+(?P<name>{SURNAME})[\s.…]*\(\s?(?:the\s+)?(?P<state>{STATE})"
)
_MEMBER = re.compile(rf"(?P<state>{STATE})[ .…]{{4,}}{_TITLE}\s+(?P<name>{SURNAME})")
_INVITED = re.compile(
    rf"{_TITLE}\s+(?P<name>{FULL_NAME}),\s+(?P<role>{ROLE_START}[^.;:\n]{{0,160}}?)(?=[,.;:]|\s(?:and|et|y)\s(?:Mr|"
    rf"Ms|Mrs|M|Mme|Sr|Sra)\b|\s(?:to|à|a)\s|$)"
)


_TITLED = re.compile(rf"(?:{_TITLE}\s)?(?P<name>{FULL_NAME})\s\((?:the\s)?(?P<state>{STATE})[^)]*\)")
"""A page that is about what one person said begins with who that is: "Flavia Elphberg (Ruritania) on forests"."""


def roster_of(shadow: Shadow, blocks: Sequence[Span]) -> dict[str, Speaker]:
    """Give whom a text says is behind a surname; "President" stands for whoever presides."""
    roster: dict[str, Speaker] = {}
    for number, block in enumerate(blocks):
        place = (block.start_cp, block.end_cp)
        if match := _CHAIR.match(shadow.signs, block.start_cp, block.end_cp + _COVER_CP):
            roster.setdefault("President", _with_state(shadow, match, match["role"]))
        for match in _MEMBER.finditer(shadow.signs, *place):
            speaker = _with_state(shadow, match, None)
            roster.setdefault(speaker.name or "", speaker)
        for match in _INVITED.finditer(shadow.signs, *place):
            text = shadow.plain[match.start("name") : match.end("name")]
            if is_name(text):
                affiliation = affiliation_of(shadow, *match.span("role"))
                speaker = Speaker(proper_name(text), role_text(shadow, *match.span("role")), affiliation)
                words = (speaker.name or "").split()
                for called in (words[-1], " ".join(words[-2:]), " ".join(words)):
                    roster.setdefault(called, speaker)
        announces = remarks.is_setting(shadow, *place) or (
            number < _HEAD_BLOCKS and remarks.headline_announces(shadow, *place)
        )
        if number == 0 and (named := _TITLED.match(shadow.signs, *place)):
            text = shadow.plain[named.start("name") : named.end("name")]
            if is_name(text):
                roster.setdefault(_ANNOUNCED, _with_state(shadow, named, None))
        if announces and (announced := remarks.speaker_set(shadow, *place)):
            roster.setdefault(_ANNOUNCED, announced)
    return roster


_IN_MY_CAPACITY = re.compile(
    rf"\bin my (?:national )?capacity as (?:the )?[^.;:]{{0,80}}?\b(?:of|for) (?:the )?(?P<state>{STATE})"
)
_ONE_GUEST = frozenset({"Ambassador", "Minister", "PGA"})
"""Labels of whomever an encounter with the press is about."""
_COVER_CP = 200
"""The parts of a cover stand apart, with leaders between."""
_ANNOUNCED = ""
_HEAD_BLOCKS = 4


def announced(roster: dict[str, Speaker]) -> Speaker | None:
    """Give whose words the head of the text announces, or None."""
    return roster.get(_ANNOUNCED)


def identified(speaker: Speaker, roster: dict[str, Speaker]) -> Speaker:
    """Give the speaker of a label with what the roster knows of the same person."""
    if speaker.name is None:
        if speaker.role == "President" and speaker.affiliation is None and "President" in roster:
            return roster["President"]
        first = announced(roster)
        if first and speaker.role in _ONE_GUEST and speaker.affiliation is None:
            return first
        if (
            first
            and speaker.role
            and speaker.affiliation == first.affiliation
            and _office(speaker.role) in (first.role or "")
        ):
            return first
        return speaker
    known = roster.get(speaker.name)
    if known is None or (speaker.affiliation and known.affiliation not in (None, speaker.affiliation)):
        return speaker
    return replace(speaker, name=known.name, role=known.role, affiliation=speaker.affiliation or known.affiliation)


def presiding(shadow: Shadow) -> Speaker | None:
    """Give the President, who says for which State he presides: "in my capacity as the representative of Ruritania"."""
    match = _IN_MY_CAPACITY.search(shadow.signs)
    state = shadow.name_at(match.start("state")) if match else None
    return Speaker(None, "President", state.voice) if state and state.voice else None


def told_of(shadow: Shadow, speaker: Speaker) -> Speaker:
    """Give a speaker with the full name and the State or organisation that the text tells of him anywhere.

    Somebody of that surname with an office ("Flavia Elphberg, Foreign Minister of Ruritania"), or else the office of
    the label beside a State ("a question to the Ruritanian foreign minister").
    """
    name = speaker.name or ""
    for one in affiliated(shadow, 0, len(shadow.plain)):
        if one.name == name or (one.name or "").endswith(f" {name}"):
            return replace(speaker, name=one.name, role=one.role or speaker.role, affiliation=one.affiliation)
    if named := _holder(shadow, name):
        speaker = named
    office = re.escape(speaker.role or "").replace("\\ ", r"\s")
    if not office:
        return speaker
    beside = re.compile(
        rf"(?:(?P<before>{STATE}(?:'s)?|{DEMONYM})\s{office}|\b{office}\sof\s(?:the\s)?(?P<after>{STATE}))\b"
        rf"(?!\s(?-i:[{UPPER}]))",
        re.IGNORECASE,
    )
    places = (match.start(match.lastgroup or 0) for match in beside.finditer(shadow.signs))
    voices = {found.voice for at in places if (found := shadow.name_at(at)) and found.voice}
    return replace(speaker, affiliation=voices.pop()) if len(voices) == 1 else speaker


_PRESS = (
    r"(?:(?:Principal |Deputy |Assistant |Acting )*(?:(?:White House |State Department |Pentagon )?Press Secretary|"
    r"Spokes(?:man|woman|person)|President|Prime Minister|Chancellor|Secretary))"
)


def _holder(shadow: Shadow, surname: str) -> Speaker | None:
    """Somebody of a surname whom the text names in full after an office: "by Press Secretary Flavia Elphberg"."""
    if not surname:
        return None
    before = "" if " " in surname else rf"(?:[{UPPER}][\w'.\-]*\s){{1,2}}"
    match = re.search(rf"(?P<role>{_PRESS})\s(?P<name>{before}{re.escape(surname)})(?![\w\-])", shadow.plain)
    if match is None or not is_name(match["name"]):
        return None
    return Speaker(proper_name(match["name"]), match["role"], None)


def _office(role: str) -> str:
    """The part of an office that its variants share: Spokesman and Spokesperson are one."""
    return "Spokes" if role.startswith("Spokes") else role


def _with_state(shadow: Shadow, match: re.Match[str], role: str | None) -> Speaker:
    state = shadow.name_at(match.start("state"))
    name = proper_name(shadow.plain[match.start("name") : match.end("name")])
    return Speaker(name, role, state.voice if state else None)
