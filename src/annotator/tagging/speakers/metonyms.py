"""States and organisations that are said to speak themselves, as news has it: "Ruritania told the Council that …".

Matches "On Friday Ruritania said …" and "…, the Ruritanian League said today"; does not match "the plan that Ruritania
said it had dropped", nor "The United Nations says that 12 people died", which is where the writer has it from.
"""

import re
from collections.abc import Iterator

from annotator.domain.transcript import MentionKind, Speaker
from annotator.tagging.letters import FULL_NAME
from annotator.tagging.people import is_name, proper_name, without_titles
from annotator.tagging.places import matches_at
from annotator.tagging.roles import UNITED_NATIONS, affiliation_of
from annotator.tagging.shadow import ANY_NAME, DEMONYM, ORG, SIGNS, STATE, Shadow
from annotator.tagging.speakers.introduction import WORKS_FOR, Introduction
from annotator.tagging.speakers.named import affiliated
from annotator.tagging.speakers.words import ADVERB, REPORTING, SAYS

_VOICE_SAID = re.compile(
    rf"(?P<voice>{STATE}|{ORG})(?:\s\({ORG}\))?(?:,\s(?:which|whose)\b[^,.;“”]{{2,100}},)?\s+{ADVERB}(?:said|told|"
    rf"says|tells|reported|added|noted|stated|warned|insisted|stressed|argued|complained|replied)\b"
    r"(?!\s+(?:to\s+(?:be|have)|by)\b)"
)
_MINISTRY_SAID = re.compile(
    rf"(?P<voice>{STATE}|{DEMONYM})(?:'s?)?\s(?:(?:Foreign|Defen[cs]e|Interior|foreign|defen[cs]e|interior)\s"
    rf"(?:Ministry|ministry|Office)|[Mm]inistry\sof\s(?:[Ff]oreign\s[Aa]ffairs|[Dd]efen[cs]e|the\s[Ii]nterior)|"
    rf"[Ee]mbassy|military|army|armed\sforces|[Mm]ission\sto\sthe\s{ORG})\s+{ADVERB}(?:said|told|says|warned|"
    rf"insisted|stressed|argued|replied|"
    rf"announced|confirmed|stated|denied|condemned|rejected|accused|called|blasted|slammed|urged|described|"
    rf"expressed)\b(?!\s+(?:to\s+(?:be|have)|by)\b)"
)
_WHO_DECIDE = frozenset({"United Nations Security Council", "United Nations General Assembly"})
"""Whose words are decisions, which the writer tells."""
_STATE_QUOTED = re.compile(
    rf"(?P<voice>{STATE})\s+{ADVERB}(?:expressed|condemned|urged|welcomed|denounced|rejected|critici[sz]ed|called|"
    rf"accused|"
    rf"objected|described|voiced|blamed)\b[^“”\"]{{0,120}}[“\"]"
)
"""A State that does something with words of its own in quotation marks."""
_OFFICE_SAID = re.compile(
    rf"(?P<name>{FULL_NAME})'s?\soffice\s+{ADVERB}(?:said|told|says|announced|confirmed|denied|warned|added)\b"
)
_NAME_SAID = re.compile(
    rf"(?P<name>{FULL_NAME})(?:,\s(?:who|whose|an?|the)\b[^.;:“”\n]{{2,140}},)?\s+(?:{SAYS})(?!\s+(?:to\s+(?:be|"
    rf"have)|by)\b)"
)
_SAID_NAME = re.compile(rf"(?:{SAYS})\s+(?P<name>{FULL_NAME})(?=[.,]|\s(?:in|on|at|of|after|during|who)\b|$)")
_SUBJECT = re.compile(
    r"(?:^|[,;:—–\-”\"\])]\s*|\b(?:[Ww]hile|[Aa]s|[Aa]nd|[Bb]ut|[Hh]owever|[Mm]eanwhile|[Oo]n [A-Z]\w+day|[Tt]oday|"
    r"[Ll]ater|"
    r"[Ee]arlier|[Tt]he)\s+)$"
)
_DATELINE = re.compile(rf"{ANY_NAME}\s")
"""Where a story is from, with nothing between it and the first sentence: "ZENDA Ruritania said"."""
_LOOK_BACK_CP = 24


_SENTENCE_NAME = re.compile(rf"(?P<name>{FULL_NAME})(?P<age>,\s\d{{1,3}},)?(?:,\s|\s[a-z])")
_STATED = re.compile(
    rf"(?:In|By|Through)\sa\s(?:\w+\s)?(?:statement|letter|message),\s(?:[Tt]he\s)?(?P<voice>{STATE})\s+"
    r"(?:said|stated|maintained|stressed|insisted|emphasi[sz]ed|warned|reiterated)\b|"
    rf"(?:[Tt]he\s)?(?P<whose>{STATE}),\s(?:which|whose)\b[^,.;“”]{{2,100}},\s(?:said|stressed|warned|stated)\b"
)


def find_states(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Introduction]:
    """Give the State of which a sentence of coverage says that it said something in writing."""
    match = _STATED.match(shadow.unquoted, start_cp, end_cp)
    name = shadow.name_at(match.start(match.lastgroup or 0)) if match else None
    if match and name and name.voice:
        yield Introduction(match.start(), (Speaker(None, None, name.voice),))


def subject_of(shadow: Shadow, start_cp: int, end_cp: int, *, of_age: bool = False) -> Speaker | None:
    """Give the person whom a sentence is about from its first word on: "Flavia Elphberg, 34, left …", or None.

    ``of_age`` asks for the age, as stories give it and coverage of meetings does not.
    """
    match = _SENTENCE_NAME.match(shadow.unquoted, start_cp, end_cp)
    if match and of_age and not match["age"]:
        return None
    text = shadow.plain[match.start("name") : match.end("name")] if match else ""
    return Speaker(proper_name(text), None, None) if text and is_name(text) else None


def find(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Introduction]:
    """Give the States, organisations and people without an office that begin to speak in a sentence of a news story."""
    yield from find_states(shadow, start_cp, end_cp)
    signs = shadow.unquoted
    for match in matches_at(_VOICE_SAID, signs, shadow.spoken.of(SIGNS), start_cp, end_cp):
        name = shadow.name_at(match.start("voice"))
        if name is None or name.entity in _WHO_DECIDE or not _is_subject(signs, start_cp, match.start()):
            continue
        if _speaks(name.kind, name.voice):
            yield Introduction(match.start(), (Speaker(None, None, name.voice),))
    for match in matches_at(_MINISTRY_SAID, signs, shadow.spoken.of(SIGNS), start_cp, end_cp):
        name = shadow.name_at(match.start("voice"))
        if name and name.voice and _is_subject(signs, start_cp, match.start()):
            yield Introduction(match.start(), (Speaker(None, None, name.voice),))
    for match in matches_at(_STATE_QUOTED, signs, shadow.spoken.of(SIGNS), start_cp, end_cp):
        name = shadow.name_at(match.start("voice"))
        if name and name.voice and _is_subject(signs, start_cp, match.start()):
            yield Introduction(match.start(), (Speaker(None, None, name.voice),))
    for match in matches_at(_OFFICE_SAID, signs, shadow.full_names, start_cp, end_cp):
        told = affiliated(shadow, start_cp, match.end("name"))
        voices = [one.affiliation for one in told if one.name and shadow.plain[: match.end("name")].endswith(one.name)]
        yield Introduction(match.start(), (Speaker(None, None, voices[0] if voices else None),))
    people = [*matches_at(_NAME_SAID, signs, shadow.full_names, start_cp, end_cp)]
    people = [match for match in people if _is_subject(signs, start_cp, match.start())]
    for match in [*people, *matches_at(_SAID_NAME, signs, shadow.spoken.of(REPORTING), start_cp, end_cp)]:
        text = without_titles(shadow.plain[match.start("name") : match.end("name")])
        if is_name(text):
            work = WORKS_FOR.match(signs, match.end("name"), end_cp)
            voice = affiliation_of(shadow, *work.span("of")) if work else None
            yield Introduction(match.start("name"), (Speaker(proper_name(text), None, voice),))


def _speaks(kind: MentionKind, voice: str | None) -> bool:
    """Whether a name is that of a State or of an organisation outside of the United Nations."""
    if kind is MentionKind.UN_BODY:
        return True
    return voice is not None and kind in (MentionKind.COUNTRY, MentionKind.ORG) and voice != UNITED_NATIONS


def _is_subject(signs: str, start: int, at: int) -> bool:
    before = signs[max(start, at - _LOOK_BACK_CP) : at]
    return bool(_SUBJECT.search(before) or _DATELINE.fullmatch(before))
