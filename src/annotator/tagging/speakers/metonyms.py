"""States and organisations that are said to speak themselves, as news has it: "Ruritania told the Council that …".

Matches "On Friday Ruritania said …" and "…, the Ruritanian League said today"; does not match "the plan that Ruritania
said it had dropped", nor "The United Nations says that 12 people died", which is where the writer has it from.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from annotator.domain.transcript import MentionKind, Speaker
from annotator.tagging.candidates import Candidate
from annotator.tagging.letters import FULL_NAME
from annotator.tagging.names import is_name, proper_name, without_titles
from annotator.tagging.places import matches_at
from annotator.tagging.roles import GOVERNED, UNITED_NATIONS, affiliation_of
from annotator.tagging.shadow import ANY_NAME, DEMONYM, ORG, REGION, SIGNS, STATE, Shadow
from annotator.tagging.speakers.belonging import affiliated
from annotator.tagging.speakers.introduction import WORKS_FOR, Introduction
from annotator.tagging.speakers.words import ADVERB, REPORTING, SAYS

_VOICE_SAID = re.compile(
    rf"(?P<voice>{STATE}|{ORG}|{REGION})(?:\s\({ORG}\))?"
    rf"(?:\s(?:[a-z\-]+\s){{0,2}}(?:group|organi[sz]ation|charity|think[ -]tank|watchdog|movement|party|newspaper|"
    rf"foundation|network|news\sagency))?(?:,\s(?:which|whose)\b[^,.;“”]{{2,100}},)?\s+{ADVERB}(?:said|told|"
    rf"says|tells|reported|added|noted|stated|warned|insisted|stressed|argued|complained|replied)\b"
    r"(?!\s+(?:to\s+(?:be|have)|by)\b)"
)
_SPOKE = (
    r"(?:said|told|says?|tells?|warned|warns?|insisted|insists?|stressed|argued|replied|announced|confirmed|stated|"
    r"denied|condemned|rejected|accused|called|blasted|slammed|urged|described|expressed|touted|alleged|reported|"
    r"claimed|added|noted|wrote|acknowledged|vowed|complained|responded)\b(?!\s+(?:to\s+(?:be|have)|by)\b)"
)
_MINISTRY_SAID = re.compile(
    rf"(?P<voice>{STATE}|{DEMONYM}|{REGION})(?:'s?)?\s(?:(?:\w+\s){{0,2}}(?:Ministry|ministry|Office)|"
    rf"(?:\w+\s){{0,2}}agency|[Mm]inistry\sof\s(?:the\s)?(?:\w+\s){{0,2}}\w+|"
    rf"[Ee]mbassy|military|army|navy|police|presidency|Presidency|authorities|(?:[Aa]rmed|[Ss]ecurity|"
    rf"[Dd]efen[cs]e)\s[Ff]orces|[Mm]ission\sto\sthe\s{ORG})\s+{ADVERB}{_SPOKE}"
)
_STAFF_SAID = re.compile(
    rf"(?P<voice>{ORG})(?:'s?)?\s(?:\w+\s){{0,2}}(?:humanitarians|experts|investigators|inspectors|monitors|"
    rf"observers|peacekeepers|agency|agencies|mission|office)\s+{ADVERB}{_SPOKE}"
)
"""Those who work for an organisation and speak as one: "the League's experts wrote", "the UN agency said"."""
_BODY_WARNED = re.compile(
    rf"(?P<voice>{ORG})(?:\s\({ORG}\))?\s+{ADVERB}(?:warned|urged|announced|condemned|appealed|accused|rejected|"
    rf"denounced|welcomed|pledged)\b(?!\s+(?:to\s+(?:be|have)|by)\b)"
)
"""A body that does more than to say where the writer has something from: "…, the League warned on Friday"."""
_BOTH_SAID = re.compile(
    rf"(?P<one>{STATE}|{ORG})\sand\s(?:the\s)?(?P<two>{STATE}|{ORG})\s+{ADVERB}(?:said|say|told|warned|urged|insisted|"
    rf"condemned|accused|rejected|denied|called|announced)\b"
)
"""Two that speak jointly: "both the League and the Bank said"."""
_BOTH = re.compile(r"\b[Bb]oth\s(?:the\s)?$")
_OF_PALESTINE = frozenset({"Gaza", "West Bank", "Ramallah"})
_WHO_DECIDE = frozenset({"United Nations Security Council", "United Nations General Assembly"})
"""Whose words are decisions, which the writer tells."""
_CALLED_ON = re.compile(
    rf"(?P<voice>{STATE})\s+{ADVERB}(?:called\s(?:on|for|upon)|urged|insisted|(?:rejected|dismissed|condemned|denied)\b"
    r"[^.;“”]{0,60},\s(?:saying|insisting|arguing))\b"
)
"""A State, or its capital, that does by words what it does: "Strelsau called on the rebels to leave"."""
_IT_SAID = re.compile(rf"(?:[Tt]he\s)?(?P<voice>{STATE}|{ORG})\s[^“”.;:\n]{{5,200}},\sit\s(?:{SAYS})\b")
"""Who tells what itself has done: "The League has counted 24 attacks, it said on Friday"."""
_STATE_QUOTED = re.compile(
    rf"(?P<voice>{STATE}|{ORG})(?:\s\({ORG}\))?\s+{ADVERB}(?:expressed|condemned|urged|welcomed|denounced|rejected|critici[sz]ed|called|"
    rf"accused|"
    rf"objected|described|voiced|blamed)\b[^“”\"]{{0,120}}[“\"]"
)
"""A State that does something with words of its own in quotation marks."""
_ARTICLES = frozenset({"A", "a", "An", "an"})
_SOMEBODY_SAID = re.compile(
    rf"[Aa]n?\s(?P<role>(?:(?:[A-Za-z\-]+|{ANY_NAME})\s){{0,3}}(?:diplomat|official|envoy|ambassador|source))"
    rf"(?:,\s(?:who|\w+ing)\b[^,.;“”]{{2,80}},)?\s+{ADVERB}(?:said|told)\b(?!\s+(?:to\s+(?:be|have)|by)\b)"
)
"""Somebody whom the writer does not name and of whom he does not say for whom he speaks."""
_OFFICE_SAID = re.compile(
    rf"(?P<name>{FULL_NAME})'s?\soffice\s+{ADVERB}(?:said|told|says|announced|confirmed|denied|warned|added)\b"
)
_NAME_SAID = re.compile(
    rf"(?P<name>{FULL_NAME})(?:,\s(?:who|whose|an?|the)\b[^.;:“”\n]{{2,140}},)?\s+(?:{SAYS})(?!\s+(?:to\s+(?:be|"
    rf"have)|by)\b)"
)
_SAID_NAME = re.compile(
    rf"(?:{SAYS})\s+(?:(?!the\s|that\s|it\s)[a-z\-]+\s){{0,4}}?(?P<name>{FULL_NAME})(?=[.,]|\s(?:in|on|at|of|after|during|who)\b|$)"
)
_SUBJECT = re.compile(
    r"(?:^|[,;:—–\-”\"\])]\s*|\b(?:[Ww]hile|[Aa]s|[Aa]nd|[Bb]ut|[Hh]owever|[Mm]eanwhile|"
    r"[Oo]n (?:[A-Z]\w+day|\ue008\ue009*)|[Tt]oday|[Ll]ater|"
    rf"[Ee]arlier)\s+)(?:[Tt]he\s+)?(?:(?:{STATE}|{DEMONYM}|\w+)'s?\s)?$"
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
    for match in matches_at(_BOTH_SAID, signs, shadow.spoken.of(SIGNS), start_cp, end_cp):
        two = [shadow.name_at(match.start(group)) for group in ("one", "two")]
        voices = [name.voice for name in two if name and name.voice and _speaks(name.kind, name.voice)]
        before = _BOTH.sub("", signs[max(start_cp, match.start() - _LOOK_BACK_CP) : match.start()])
        if len(set(voices)) == len(two) and _SUBJECT.search(before):
            yield Introduction(match.start(), tuple(Speaker(None, None, voice) for voice in voices))
            return
    for match in matches_at(_VOICE_SAID, signs, shadow.spoken.of(SIGNS), start_cp, end_cp):
        name = shadow.name_at(match.start("voice"))
        if name is None or name.entity in _WHO_DECIDE or not _is_subject(signs, start_cp, match.start()):
            continue
        if _speaks(name.kind, name.voice):
            yield Introduction(match.start(), (Speaker(None, None, name.voice),))
    for pattern in (_MINISTRY_SAID, _STAFF_SAID, _BODY_WARNED, _STATE_QUOTED, _CALLED_ON, _IT_SAID):
        for match in matches_at(pattern, signs, shadow.spoken.of(SIGNS), start_cp, end_cp):
            name = shadow.name_at(match.start("voice"))
            if name is None or name.voice is None or name.entity in _WHO_DECIDE or _is_ungoverned(name):
                continue
            if _is_subject(signs, start_cp, match.start()):
                yield Introduction(match.start(), (Speaker(None, None, name.voice),))
    for match in matches_at(_MINISTRY_SAID, signs, shadow.spoken.of(SIGNS), start_cp, end_cp):
        name = shadow.name_at(match.start("voice"))
        if name and name.entity in _OF_PALESTINE and _is_subject(signs, start_cp, match.start()):
            yield Introduction(match.start(), (Speaker(None, None, "State of Palestine"),))
    for match in matches_at(_SOMEBODY_SAID, signs, shadow.spoken.of(_ARTICLES), start_cp, end_cp):
        if _is_subject(signs, start_cp, match.start()) and affiliation_of(shadow, *match.span("role")) is None:
            yield Introduction(match.start(), (Speaker(None, match["role"], None),))
    for match in matches_at(_OFFICE_SAID, signs, shadow.full_names, start_cp, end_cp):
        told = affiliated(shadow, start_cp, match.end("name"))
        own = [one.affiliation for one in told if one.name and shadow.plain[: match.end("name")].endswith(one.name)]
        yield Introduction(match.start(), (Speaker(None, None, own[0] if own else None),))
    people = [*matches_at(_NAME_SAID, signs, shadow.full_names, start_cp, end_cp)]
    people = [match for match in people if _is_subject(signs, start_cp, match.start())]
    for match in [*people, *matches_at(_SAID_NAME, signs, shadow.spoken.of(REPORTING), start_cp, end_cp)]:
        text = without_titles(shadow.plain[match.start("name") : match.end("name")])
        if is_name(text):
            work = WORKS_FOR.match(signs, match.end("name"), end_cp)
            voice = affiliation_of(shadow, *work.span("of")) if work else None
            yield Introduction(match.start("name"), (Speaker(proper_name(text), None, voice),))


_BODY_AGAIN = re.compile(
    rf"(?:[^“”\"]{{0,260}}?(?:,|[.?!”\"])\s)?(?:it\s(?:{SAYS})|[Aa]\sspokes(?:man|woman|person)\s(?:{SAYS})|"
    rf"[Tt]he\s(?:agency|movement|experts|panel|inspectors|investigators|authorities|ministry|"
    rf"military|army|police|group|organi[sz]ation|watchdog|charity|embassy|mission|company|coalition|alliance|bloc|"
    rf"committee|commission|institute|centre|center)\s(?:{SAYS}|say\b))"
)
"""A body that goes on, called by what it is: "…, the agency noted"."""


def body_again(shadow: Shadow, start_cp: int, end_cp: int, body: Speaker | None) -> list[Introduction]:
    """Give the body that spoke last, where "the agency" or "the authorities" say more in a sentence."""
    if body is None or not _BODY_AGAIN.match(shadow.unquoted, start_cp, end_cp):
        return []
    return [Introduction(start_cp, (body,))]


def for_body(speaker: Speaker, body: Speaker | None) -> Speaker:
    """Give a spokesperson of whom nothing else is told with the body that spoke last, for which he speaks."""
    if body and speaker.name and speaker.affiliation is None and (speaker.role or "").lower().startswith("spokes"):
        return replace(speaker, affiliation=body.affiliation)
    return speaker


def _is_ungoverned(name: Candidate) -> bool:
    return name.kind is MentionKind.REGION and name.entity not in GOVERNED


def _speaks(kind: MentionKind, voice: str | None) -> bool:
    """Whether a name is that of a State or of an organisation outside of the United Nations."""
    if kind is MentionKind.UN_BODY or voice in GOVERNED:
        return True
    return voice is not None and kind in (MentionKind.COUNTRY, MentionKind.ORG) and voice != UNITED_NATIONS


def _is_subject(signs: str, start: int, at: int) -> bool:
    before = signs[max(start, at - _LOOK_BACK_CP) : at]
    return bool(_SUBJECT.search(before) or _DATELINE.fullmatch(before))
