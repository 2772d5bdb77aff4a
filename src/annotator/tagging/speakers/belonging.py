"""Where the people whom a text names belong, whether or not they speak.

Matches "Rudolf Rassendyll, Secretary-General of the League", "Ruritanian President Flavia Elphberg", "Flavia Elphberg
(Ruritania)" and, of somebody named before, "Elphberg, head of the League"; does not match a name that only stands
beside a State: "Flavia Elphberg left Ruritania".
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from annotator.domain.transcript import MentionKind, Speaker
from annotator.tagging.letters import UPPER
from annotator.tagging.names import is_given_name, is_name, proper_name, without_office, without_titles
from annotator.tagging.places import any_in, matches_at
from annotator.tagging.roles import OFFICE_WORDS, ROLE_HEAD, affiliation_of, role_text
from annotator.tagging.shadow import ANY_NAME, ORG, VOICE, Shadow
from annotator.tagging.speakers.words import FULL_NAME, ROLE_START

TITLE = (
    r"(?:(?:Ambassador|Minister|President|Judge|General|Sheikh|Prince|Princess|Mr\.?|Ms\.?|Mrs\.?|Miss|Dr\.?|"
    r"Sir|Dame|Lord|H\.E\.)\s+)*"
)
"""Titles before a name, in a row or none."""
_AFFILIATED = re.compile(
    rf"(?<![\w'\-.]){TITLE}(?P<name>{FULL_NAME})(?:,\s+(?P<role>{ROLE_START}[^“”.;:,\n]{{0,140}})"
    rf"(?:,\s(?P<at>(?:the\s)?{ORG})(?=[,.;]|\sand\s|$))?|"
    rf",?\s(?P<of>(?:of|from|representing|with)\s(?:the\s)?{VOICE})|\s?\(\s?(?P<state>(?:the\s)?{VOICE})[^)]*\))"
)
_SURNAME_ROLE = re.compile(rf"(?P<name>[{UPPER}][\w'\-]+),\s+(?P<role>{ROLE_START}[^“”.;:,\n]{{0,140}})")
_FIELD = (
    r"(?:\s(?:of|for)\s(?:Foreign Affairs(?: and [A-Z]\w+(?: [A-Z]\w+)?)?|Foreign Relations|External Affairs|"
    r"External Relations|State|Defen[cs]e|the Interior|Interior|Justice|Finance|Energy|Health|European Affairs))?"
)
_OFFICE_THEN_NAME = re.compile(
    rf"(?P<role>{ANY_NAME}(?:\s\({ANY_NAME}\))?(?:'s?)?\s{ROLE_HEAD}{_FIELD}|{ROLE_HEAD}{_FIELD}\s(?:of|"
    rf"for)\s(?:the\s)?{VOICE}|"
    rf"{ANY_NAME}(?:'s?)?\s(?:leader|president|prime minister|foreign minister|chief|envoy|ambassador|spokes\w+))"
    rf"(?:\sto\sthe\s{ORG})?,?\s{TITLE}(?P<name>{FULL_NAME})"
)
"""Somebody before whose name stands an office there."""
_GIVEN = re.compile(rf"(?=(?P<given>[^\W\d_]+)\s){FULL_NAME}")
ITS = re.compile(
    r"(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|(?:(?:the|that|his|her)\s)?(?:country|organi[sz]ation|State|bloc|group)'s)\s",
)
"""What makes an office that of a State or an organisation named before."""
_OFFICE_REACH = 6
_OF_A_PARTY = re.compile(rf"(?:(?P<role>Sen|Rep)\.?\s)?(?P<name>{FULL_NAME})\s\([DRI]-[A-Z][^()]{{1,20}}\)")
"""A member of the Congress of the United States: "Sen. Flavia Elphberg (D-Mass.)"."""


def affiliated(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Speaker]:
    """Give the people in a stretch of whom it is told where they belong; a surname alone can call them later."""
    signs = shadow.signs
    if shadow.plain.find("(D-", start_cp, end_cp) >= 0 or shadow.plain.find("(R-", start_cp, end_cp) >= 0:
        for match in matches_at(_OF_A_PARTY, signs, shadow.full_names, start_cp, end_cp):
            if is_name(text := shadow.plain[match.start("name") : match.end("name")]):
                yield Speaker(proper_name(without_titles(text)), "member of Congress", "United States")
    found = [matches_at(_AFFILIATED, signs, shadow.full_names, start_cp, end_cp)]
    if any_in(shadow.words.of(OFFICE_WORDS), start_cp, end_cp):
        # An office before a name is nearer than what follows it, which may be somebody else's.
        found.insert(0, matches_at(_OFFICE_THEN_NAME, signs, _offices(shadow), start_cp, end_cp))
    for match in chain.from_iterable(found):
        text = shadow.plain[match.start("name") : match.end("name")]
        if match.re is _OFFICE_THEN_NAME:
            text = without_office(text)
        group = next(g for g in ("role", "of", "state") if match.groupdict().get(g))
        affiliation = affiliation_of(shadow, *match.span(group))
        if affiliation is None and match.groupdict().get("at"):
            affiliation = affiliation_of(shadow, *match.span("at"))
        if affiliation is None and ITS.match(shadow.signs, match.start(group)):
            affiliation = whose_office(shadow, shadow.plain.rfind("\n", 0, match.start()) + 1, match.start(group))
        if affiliation and is_name(text):
            role = role_text(shadow, *match.span("role")) if group == "role" else None
            yield Speaker(proper_name(text), role, affiliation)


def officials(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Speaker]:
    """Give the people in a stretch of whom an office is told, whether or not a State is."""
    for match in matches_at(_AFFILIATED, shadow.signs, shadow.full_names, start_cp, end_cp):
        text = without_titles(shadow.plain[match.start("name") : match.end("name")])
        if match["role"] and is_name(text):
            place = match.span("role")
            yield Speaker(proper_name(text), role_text(shadow, *place), affiliation_of(shadow, *place))


def given_names(shadow: Shadow) -> Iterator[Speaker]:
    """Give the people whom a text names by a given name and a surname, wherever they belong."""
    for at in shadow.full_names:
        match = _GIVEN.match(shadow.signs, at)
        if match and is_given_name(match["given"]) and is_name(text := shadow.plain[at : match.end()]):
            yield Speaker(proper_name(text), None, None)


def affiliated_by_surname(shadow: Shadow, people: Iterable[Speaker]) -> Iterator[Speaker]:
    """Give those of some people of whom it is told with the surname alone where they belong: "Elphberg, head of …".

    A surname that two people share calls neither.
    """
    called: dict[str, Speaker | None] = {}
    for one in people:
        surname = (one.name or "").rpartition(" ")[2]
        called[surname] = None if called.get(surname, one) != one else one
    for match in matches_at(_SURNAME_ROLE, shadow.signs, shadow.words.of(frozenset(called)), 0, len(shadow.signs)):
        person, place = called.get(match["name"]), match.span("role")
        if person and (affiliation := affiliation_of(shadow, *place)):
            yield replace(person, role=role_text(shadow, *place), affiliation=affiliation)


def _offices(shadow: Shadow) -> list[int]:
    """Where an office can begin that stands directly before a name."""
    return shadow.words.up_to(OFFICE_WORDS, _OFFICE_REACH)


_SENTENCE_END = re.compile(r"[.!?][”\"]?\s+(?:[“\"][^“”\"]*[”\"]\s+)?(?:The\s)?")
_HIS = re.compile(r"(?:[Hh]is|[Hh]er)\s")
_GOES_ON = re.compile(r",\s(?:which|whose)\b")


def whose_office(shadow: Shadow, start: int, at: int) -> str | None:
    """The voice of what "its" or "the country's" at a place means: what was named last before it."""
    ends = [start, *(match.end() for match in _SENTENCE_END.finditer(shadow.plain, start, at))]
    his = bool(_HIS.match(shadow.signs, at))
    for sentence in reversed(ends[-2:]):
        first = shadow.name_at(sentence)
        if first and first.kind is MentionKind.COUNTRY and (his or _GOES_ON.match(shadow.signs, first.end_cp)):
            return first.voice
        if any(sentence < name.start_cp for name in shadow.names_in(sentence, at) if name.voice):
            break
    if his and (told := [*affiliated(shadow, start, at)]):
        return told[-1].affiliation
    if "country" in shadow.signs[at : at + 20]:
        return named_before(shadow, start, at, (MentionKind.COUNTRY,))
    return named_before(shadow, start, at)


def named_before(
    shadow: Shadow,
    start: int,
    end: int,
    kinds: Collection[MentionKind] = (MentionKind.ORG, MentionKind.UN_BODY, MentionKind.COUNTRY),
) -> str | None:
    """The voice of the last organisation or State that is named in a stretch."""
    voices = [name.voice for name in shadow.names_in(start, end) if name.voice and name.kind in kinds]
    return voices[-1] if voices else None
