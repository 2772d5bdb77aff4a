"""People introduced by name and office in ordinary letters.

Matches "Meanwhile, Rudolf Rassendyll, Secretary-General of the League, underscored that "
        "…", "…”, said its President, Flavia
Elphberg" and "Foreign Minister Michael Strelsau told the Council"; does not match "Rudolf Rassendyll, Special Envoy for
the region, met the leaders", which reports no words.
"""

import re
from collections.abc import Iterator
from itertools import chain

from annotator.domain.transcript import Speaker
from annotator.tagging.letters import SURNAME
from annotator.tagging.names import is_name, last_name, proper_name, without_office
from annotator.tagging.places import any_in, matches_at
from annotator.tagging.roles import OFFICE_WORDS, ROLE_HEAD, ROLE_REACH, UNITED_NATIONS, affiliation_of, role_text
from annotator.tagging.shadow import ANY_NAME, DEMONYM, SIGNS, STATE, VOICE, Shadow
from annotator.tagging.speakers.belonging import ITS, TITLE, affiliated, named_before, whose_office
from annotator.tagging.speakers.introduction import WORKS_FOR, Introduction, capacity_in
from annotator.tagging.speakers.words import FULL_NAME, NAME, REPORTING, REPORTS, ROLE_START, SAYS
from annotator.tagging.wordlists import words

_BRACKET = r"(?:\s?\([^()\n]{2,16}\))?"
_ASIDE = r"(?:\s?[—–][^—–]{1,120}[—–])?"
_CLAUSE = (
    r"(?:\w+ing\b|who\b|which\b|whose\b|on behalf\b|in (?:his|her|its|their)\b|via\b|by video|"
    r"in a (?:\w+ )?(?:statement|letter|message|post|tweet)\b)"
)
_ROLE = rf"(?P<role>{ROLE_START}(?:(?!,\s(?:he|she|they|it)\s)[^“”.;:\n]){{0,260}}?)"
_AFTER_ROLE = rf"(?:{_ASIDE},?\s+(?:(?P<verb>{REPORTS})|(?P<clause>{_CLAUSE})))"

_NAME_ROLE = re.compile(
    rf"(?<![\w'\-.]){TITLE}(?P<name>{FULL_NAME})(?:\s\(\s?(?:the\s)?(?P<state>{STATE})[^)]*\))?,\s+{_ROLE}(?:,{_AFTER_ROLE}|"
    rf"{_ASIDE}\s+(?P<tight>{SAYS})|\s[—–][^—–]+[—–]\s?(?P<dash>{REPORTS}))"
)
_SAID_NAME_ROLE = re.compile(
    rf"(?:{SAYS})\s+{TITLE}(?P<name>{FULL_NAME})(?:,\s+(?P<role>{ROLE_START}(?:[^“”.;:—–\n,]|,(?!\s(?:who|as|"
    r"while|in|adding|noting|stressing)))*))?"
)
_SAID_ROLE_NAME = re.compile(
    rf"(?:{SAYS})\s+(?P<role>{ROLE_START}[^“”.;:,\n]{{0,160}}),?\s+{TITLE}(?P<name>{FULL_NAME})(?=[,.;]|\s[—–]|$)"
)
_ROLE_NAME = re.compile(
    rf"(?<![\w\-])(?P<role>(?:[Tt]he\s+)?(?:{ANY_NAME}(?:'s?)?\s+)?{ROLE_START}(?:\s(?:of|for|to|on|at|"
    rf"in)\s[^“”.;:,\n]{{1,120}}?)?),?\s+"
    rf"{TITLE}(?P<name>{NAME})(?P<of>\s+(?:of|from)\s+(?:the\s+)?{VOICE})?(?:,\s+(?P<verb>{REPORTS}|"
    rf"{_CLAUSE})|\s+(?P<tight>{REPORTS}))"
)
_NAME_STATE = re.compile(
    rf"(?<![\w'\-.]){TITLE}(?P<name>{FULL_NAME})\s?\(\s?(?P<role>(?:the\s+)?(?:{STATE}|"
    rf"{VOICE}))[^)]*\)\s?(?:,[^,“”]{{3,80}})?,?\s+(?:{REPORTS}|{_CLAUSE})"
)
_TITLE_WORDS = words("Mr Mrs Ms Miss Dr Sir Dame Lord Lady Prince Princess Sheikh Ambassador Archbishop Monsignor")
_TITLED = rf"\b(?:{'|'.join(sorted(_TITLE_WORDS))})\b\.?\s(?P<name>{SURNAME})"
_TITLED_STATE = re.compile(
    rf"{_TITLED}\s?\(\s?(?P<role>(?:the\s+)?(?:{STATE}|{VOICE}))[^)]*\)\s?(?:,[^,“”]{{3,80}})?,?\s+(?:{REPORTS}|{_CLAUSE})"
)
"""A title and a surname with the State, as older coverage has it: "Mr. Rassendyll (Ruritania) said"."""
_TITLED_ROLE = re.compile(rf"{_TITLED},\s+{_ROLE}(?:,{_AFTER_ROLE}|\s+(?P<tight>{SAYS}))")
_NAME_OF = re.compile(
    rf"(?<![\w'\-.])(?P<name>{FULL_NAME}),?\s+(?P<role>(?:of|from|representing|"
    rf"with)\s+(?:the\s+)?(?:{ANY_NAME}-based\s)?{VOICE}){_BRACKET}(?:,?\s+(?:{REPORTS})|,\s+(?P<clause>{_CLAUSE}))"
)
_SAID_NAME_STATE = re.compile(
    rf"(?:{SAYS})\s+{TITLE}(?P<name>{FULL_NAME})\s?(?:\(\s?(?P<role>(?:the\s+)?{VOICE})[^)]*\)|"
    rf",?\s(?P<of>(?:of|from|representing)\s(?:the\s)?(?:{ANY_NAME}-based\s)?{VOICE}))"
)
_ACCORDING_TO = re.compile(
    rf"[Aa]ccording\sto\s(?:{TITLE}(?P<name>{FULL_NAME}),?\s(?P<role>(?:(?:of|from|at|with)\s|"
    rf"{ROLE_START})[^“”.;:\n]{{0,160}}?)(?:,|\.$)|"
    rf"(?P<office>(?:(?:[a-z\-]+|{ANY_NAME})\s){{0,6}}?{ROLE_START}[^“”.;:,\n]{{0,120}}?),?\s{TITLE}"
    rf"(?P<holder>{FULL_NAME})(?=[,.]))"
)
_WHOSE = re.compile(rf"(?P<voice>{VOICE})'s?\s(?:Ambassador\s)?$")
_ROLE_ALONE = re.compile(
    rf"(?:(?:[Tt]he\s+)|(?={ANY_NAME}'s?\s)|[Aa]n?\s(?=(?:senior\s|top\s|high-ranking\s|unnamed\s|anonymous\s|unidentified\s)?{ANY_NAME}\s|"
    rf"(?:[a-z]+\s)?(?:spokes(?:man|woman|person)|official)\s(?:for|of|at|with|from)\s(?:the\s)?{ANY_NAME}))(?P<role>"
    rf"(?:(?:most )?(?:senior|top|chief|highest-ranking|high-ranking|unnamed|anonymous|unidentified)\s)?"
    rf"(?:(?:{ANY_NAME}(?:'s?)?|Organization's)\s+)?"
    rf"(?:{ROLE_HEAD}|(?:[a-z\-]+ ){{0,3}}(?:chief|envoy|official|head|leader|president|premier|"
    rf"minister|ambassador|chancellor|secretary|diplomat|spokes(?:man|woman|person)))\b"
    rf"(?:\s(?:of|for|in|to|there)(?:\s[^“”.;:,\n]{{1,140}}?)?)?)(?:,\s(?:who|\w+ing)\b[^,.;“”]{{2,80}},|"
    rf",)?\s+(?P<verb>{REPORTS})"
)
_ACCORDING = frozenset({"According", "according"})
_ARTICLES_AND_SIGNS = frozenset({"The", "the", "A", "a", "An", "an", *SIGNS})
_OFFICE_OF = re.compile(r"\b(?:[Oo]ffice|[Aa]ides|[Ll]awyers?|[Ss]pokes\w+)\s(?:(?:of|for|to)\s(?:the\s)?)?$")
"""What stands before somebody who does not speak himself: "the office of President Rassendyll said"."""
_HANGS = re.compile(r"\b(?:in|on|of|for|to|and|the|with|at)\s$")
"""What stands before a name that is still a part of an office: "Adviser on Violence in Conflict"."""
_HAS_VERB = re.compile(
    rf"(?:,|—|–|\))\s+{REPORTS}|\b(?:said|told|stressed|noted|warned|underscored|emphasi[sz]ed|stated)\b"
)
_SUBJECT = re.compile(
    r"(?:^|[,:;—–”\"]\s*|\b(?:while|as|and|but|however|meanwhile|then|also|later)\s+)$", re.IGNORECASE
)
_IN_A_PAPER = re.compile(r"In (?:the|his|her|its|that|this|a) (?:report|letter|note|statement|conclusion)")
_REPRESENTS = re.compile(r"\b[Rr]epresentative\b")


_ALSO_WAS = re.compile(
    rf"(?:[Bb]riefing|[Ss]peaking|[Aa]ddressing|[Tt]estifying)\b[^,.“”]{{0,60}}?\s(?:was|"
    rf"were)\s(?:also\s)?{TITLE}(?P<name>{FULL_NAME})"
    rf"(?:,\s(?P<role>{ROLE_START}[^“”.;:]{{0,160}}?))?(?=,\s(?:who|\w+ing)\b|[.:])"
)
_COUNTERPARTS = frozenset({"counterpart"})
_BRIEFING = frozenset(
    ["Briefing", "briefing", "Speaking", "speaking", "Addressing", "addressing", "Testifying", "testifying"]
)


_COUNTERPART = re.compile(
    rf"(?P<name>{FULL_NAME})\sand\s(?:his|her|their)\s(?P<state>{DEMONYM}|{STATE}'s?)\scounterpart,?\s"
    rf"(?P<second>{FULL_NAME}),?\s(?:{REPORTS})"
)


def _counterparts(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Introduction]:
    """Two who speak jointly: "Ruritanian President Flavia Elphberg and her Zendan counterpart X said"."""
    for match in matches_at(_COUNTERPART, shadow.unquoted, shadow.full_names, start_cp, end_cp):
        first, second = (shadow.plain[match.start(g) : match.end(g)] for g in ("name", "second"))
        first = last_name(first)
        state = shadow.name_at(match.start("state"))
        if state is None or not (is_name(first) and is_name(second)):
            continue
        told = {one.name: one for one in affiliated(shadow, start_cp, match.end("name"))}
        one = told.get(proper_name(first), Speaker(proper_name(first), None, None))
        yield Introduction(match.start(), (one, Speaker(proper_name(second), one.role, state.voice)))


def find(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Introduction]:
    """Give the named people who begin to speak in a sentence."""
    if any_in(shadow.spoken.of(_COUNTERPARTS), start_cp, end_cp):
        yield from _counterparts(shadow, start_cp, end_cp)
    for match in chain.from_iterable(_matches(shadow, start_cp, end_cp)):
        if _reports(match, shadow.unquoted, end_cp) and not _is_object(match, shadow.unquoted):
            speaker = _speaker(shadow, match, start_cp, end_cp)
            if speaker is not None:
                yield Introduction(match.start(), (speaker,))
    yield from _unnamed(shadow, start_cp, end_cp)


def _matches(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Iterator[re.Match[str]]]:
    """Try each pattern where it can begin: at a name, at a verb, at an office."""
    signs, names = shadow.unquoted, shadow.full_names
    verbs = shadow.spoken.of(REPORTING)
    reports = any_in(verbs, start_cp, end_cp)
    named = any_in(names, start_cp, end_cp)
    office = any_in(shadow.spoken.of(OFFICE_WORDS), start_cp, end_cp)
    if reports and named and office:
        yield matches_at(_NAME_ROLE, signs, names, start_cp, end_cp)
    if reports and named:
        yield matches_at(_SAID_NAME_STATE, signs, verbs, start_cp, end_cp)
    if named:
        yield matches_at(_ACCORDING_TO, signs, shadow.spoken.of(_ACCORDING), start_cp, end_cp)
    if reports and named:
        yield matches_at(_SAID_NAME_ROLE, signs, verbs, start_cp, end_cp)
    if reports and named and office:
        yield matches_at(_SAID_ROLE_NAME, signs, verbs, start_cp, end_cp)
    if reports and office:
        yield matches_at(_ROLE_NAME, signs, shadow.spoken.up_to(OFFICE_WORDS, ROLE_REACH), start_cp, end_cp)
    if named:
        yield matches_at(_NAME_STATE, signs, names, start_cp, end_cp)
    if reports:
        titles = shadow.spoken.of(_TITLE_WORDS)
        yield matches_at(_TITLED_STATE, signs, titles, start_cp, end_cp)
        if office:
            yield matches_at(_TITLED_ROLE, signs, titles, start_cp, end_cp)
    if named:
        yield matches_at(_ALSO_WAS, signs, shadow.spoken.of(_BRIEFING), start_cp, end_cp)
    if reports and named:
        yield matches_at(_NAME_OF, signs, names, start_cp, end_cp)


def _articles(shadow: Shadow) -> list[int]:
    """Where a role that has no name can begin: with an article, or with a name in the possessive."""
    return shadow.spoken.of(_ARTICLES_AND_SIGNS)


def _unnamed(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Introduction]:
    """The holders of an office without a name who begin to speak: "The Secretary-General of the League said"."""
    signs = shadow.unquoted
    if not any_in(shadow.spoken.of(REPORTING), start_cp, end_cp) or _IN_A_PAPER.match(signs, start_cp, end_cp):
        return
    for match in matches_at(_ROLE_ALONE, signs, _articles(shadow), start_cp, end_cp):
        if not _SUBJECT.search(signs[max(start_cp, match.start() - 40) : match.start()]) or _REPRESENTS.search(
            match["role"]
        ):
            continue
        place = match.span("role")
        affiliation = affiliation_of(shadow, *place)
        if affiliation:
            speaker = Speaker(None, role_text(shadow, *place), affiliation, capacity_in(shadow, start_cp, end_cp))
            yield Introduction(match.start(), (speaker,))


_SAID_FIRST = (_SAID_NAME_STATE, _SAID_NAME_ROLE, _SAID_ROLE_NAME)
_TO_SOMEBODY = re.compile(r"(?:asked|told|tells|urged|urges|called|cautioned|warned|warns|reported|questioned)\b")
_QUOTED_BEFORE = re.compile(r"[,.;:?!—–”\"'\ue00a]\s*$")


_NAME_FIRST = (_NAME_ROLE, _NAME_STATE, _NAME_OF)
_AFTER_A_VERB = re.compile(
    r"\b(?:Expressing|Offering|Extending|Conveying|Addressing|Thanking|Responding|Replying)\s(?:[a-z]+\s){0,3}(?:to\s)?$"
)
"""Before a name, what makes it that of the one spoken to: "Expressing condolences to Flavia Elphberg, …"."""
_WITHIN = re.compile(r"(?:\b(?:which|whom|what))\s(?:the\s)?$|\b[Oo]n\sbehalf\s(?:of\s(?:the\s)?)?$")


def _is_object(match: re.Match[str], signs: str) -> bool:
    """Whether a person after a verb is the one spoken to: "he had asked the Coordinator, Flavia Elphberg, to go".

    Nor does anybody speak within what another sentence is about: "the plan, which President Elphberg said was late".
    """
    if match.re in _NAME_FIRST and _AFTER_A_VERB.search(signs, max(0, match.start() - 40), match.start()):
        return True
    if _WITHIN.search(signs, max(0, match.start() - 20), match.start()):
        return True
    spoken_to = match.re in _SAID_FIRST and _TO_SOMEBODY.match(match[0])
    return bool(spoken_to) and not _QUOTED_BEFORE.search(signs[max(0, match.start() - 4) : match.start()])


def _reports(match: re.Match[str], signs: str, end_cp: int) -> bool:
    """A clause between the office and the verb ("…, noting …, said") needs the verb further on."""
    groups = match.groupdict()
    clause = groups.get("clause") or (groups.get("verb") if re.match(_CLAUSE, groups.get("verb") or "") else None)
    return not clause or bool(_HAS_VERB.search(signs, match.end(), end_cp))


def _speaker(shadow: Shadow, match: re.Match[str], start: int, end: int) -> Speaker | None:
    if match.groupdict().get("holder"):
        return _holder(shadow, match, start)
    text = shadow.plain[match.start("name") : match.end("name")]
    if match.re is _ROLE_NAME and _OFFICE_OF.search(shadow.plain, max(0, match.start() - 24), match.start()):
        voice = affiliation_of(shadow, *match.span("role"))
        return Speaker(None, "office", voice) if voice else None
    if match.re is _ROLE_NAME and _HANGS.search(shadow.plain, max(0, match.start("name") - 12), match.start("name")):
        return None
    skipped = 0
    if match.re is _ROLE_NAME:
        skipped = text.rindex(last_name(text))
        text = text[skipped:]
    elif match.re is _NAME_STATE:
        text = without_office(text)
    if not is_name(text):
        return None
    capacity = capacity_in(shadow, start, end)
    role_start, role_end = match.span("role")
    role_end = match.start("name") + skipped if skipped else role_end
    if role_start < 0:
        work = WORKS_FOR.match(shadow.unquoted, match.end("name"), end)
        of = match.span("of") if match.groupdict().get("of") else work.span("of") if work else None
        return Speaker(proper_name(text), None, affiliation_of(shadow, *of) if of else None, capacity)
    if match.groupdict().get("state"):
        affiliation = affiliation_of(shadow, *match.span("state"))
    elif ITS.match(shadow.signs, role_start):
        own = affiliation_of(shadow, role_start, role_end) if shadow.signs[role_start].isupper() else None
        begin = shadow.plain.rfind("\n", 0, start) + 1
        affiliation = own if own not in (None, UNITED_NATIONS) else whose_office(shadow, begin, role_start)
    elif match.groupdict().get("of"):
        affiliation = affiliation_of(shadow, *match.span("of"))
    else:
        affiliation = affiliation_of(shadow, role_start, role_end)
    affiliation = affiliation or _possessor(shadow, match.start("name"))
    return Speaker(proper_name(text), role_text(shadow, role_start, role_end), affiliation, capacity)


def _holder(shadow: Shadow, match: re.Match[str], start: int) -> Speaker | None:
    """The person named after an office: "according to its coordinator, Rudolf Rassendyll"."""
    text = shadow.plain[match.start("holder") : match.end("holder")]
    if not is_name(text):
        return None
    its = shadow.signs.startswith(("its ", "their "), match.start("office"))
    place = match.span("office")
    voice = named_before(shadow, start, place[0]) if its else affiliation_of(shadow, *place)
    return Speaker(proper_name(text), role_text(shadow, *place), voice)


def _possessor(shadow: Shadow, at_cp: int) -> str | None:
    """The voice of the State or organisation that stands before a name in the possessive: "Ruritania's Flavia"."""
    before = shadow.signs[max(0, at_cp - 60) : at_cp]
    match = _WHOSE.search(before)
    name = shadow.name_at(at_cp - len(before) + match.start("voice")) if match else None
    return name.voice if name else None
