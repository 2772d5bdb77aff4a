"""The press releases' own form: the speaker's name in capitals at the head of a paragraph.

Matches "RUDOLF A. RASSENDYLL (Ruritania) said "
        "…" and "FLAVIA ELPHBERG, Under-Secretary-General for Forests, noting …"; does not
match the agenda item "COOPERATION BETWEEN THE LEAGUE AND RURITANIA (S/2031/1)".
"""

import re
from collections.abc import Iterator

from annotator.domain.transcript import Speaker
from annotator.tagging.letters import CAPITALS_NAME, CAPITALS_WORD
from annotator.tagging.names import is_name, proper_name
from annotator.tagging.roles import affiliation_of, role_text
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers.introduction import Introduction, capacity_in
from annotator.tagging.speakers.words import REPORTS, ROLE_START, VOICE

_LEAD = (
    r"(?:(?:[Ss]peaking|[Tt]aking|[Rr]e-?taking|[Rr]esuming|[Rr]eturning|[Ii]n|[Aa]lso|[Tt]he|[Rr]ounding|[Ff]ollowing|"
    r"[Aa]fter|[Ll]astly|[Ff]inally|[Nn]ext|[Ff]irst|[Tt]hen|[Ww]rapping|[Oo]pening|[Cc]losing|[Mm]eanwhile|[Pp]renant|"
    r"[Ss]'exprimant)\b[^“”.;:()\n]{0,120}?,?\s+)?"
)
_HONOUR = (
    r"(?:(?:The )?(?:Security )?(?:Council |Acting )?President,?\s+)?"
    r"(?:(?:Mr|Ms|Mrs|Miss|Dr|Sir|Dame|Lord|Sheikh|Sheikha|Prince|Princess|H\.E|M|Mme|Mlle|Sr|Sra)\.?\s+)?"
)
_ONE_WORD = rf"(?:(?<=\s)(?<=[rsem.]\s)(?!{CAPITALS_NAME}){CAPITALS_WORD})"
_NAMED = rf"(?P<name>{CAPITALS_NAME}|{_ONE_WORD})"
_WITH_STATE = re.compile(rf"{_LEAD}{_HONOUR}{_NAMED}(?:,[^(]{{3,160}})?\s?\(\s?(?P<role>(?:the\s+)?{VOICE})[^)]*\)+")
_WITH_ROLE = re.compile(
    rf"{_LEAD}{_HONOUR}(?P<name>{CAPITALS_NAME}),\s+(?P<role>{ROLE_START}[^“”;:\n]*?)"
    rf"(?=,\s+(?:\w+ing\b|who\b|whose\b|on behalf|in (?:his|her|its)|via\b|by video|{REPORTS})|\s(?:{REPORTS})|"
    r"[.;:—–]|$)"
)
_WITH_VERB = re.compile(
    rf"{_LEAD}{_HONOUR}{_NAMED},?\s+(?:(?:of|from|for)\s+(?:the\s+)?(?:(?P<role>{VOICE})|"
    rf"[^,.;:“”()]{{3,90}}?),?\s+)?(?:{REPORTS})"
)
_WITH_CLAUSE = re.compile(
    rf"{_LEAD}{_HONOUR}{_NAMED},\s+(?:speaking\s+(?P<role>(?:for|on behalf of)\s[^“”;:]{{2,120}}?)|"
    rf"\w+ing\b[^“”;:]{{0,140}}?),\s+(?:{REPORTS})"
)


def find(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Introduction]:
    """Give the person in capitals with whom a sentence begins."""
    for pattern in (_WITH_ROLE, _WITH_STATE, _WITH_CLAUSE, _WITH_VERB):
        match = pattern.match(shadow.unquoted, start_cp, end_cp)
        if match is None or not is_name(shadow.plain[match.start("name") : match.end("name")]):
            continue
        name = proper_name(shadow.plain[match.start("name") : match.end("name")])
        role_start, role_end = match.span("role")
        affiliation = affiliation_of(shadow, role_start, role_end) if role_start >= 0 else None
        if pattern is _WITH_ROLE and affiliation is None and _WITH_STATE.match(shadow.unquoted, start_cp, end_cp):
            continue
        role = role_text(shadow, role_start, role_end) if pattern is _WITH_ROLE else "representative"
        yield Introduction(start_cp, (Speaker(name, role, affiliation, capacity_in(shadow, start_cp, end_cp)),))
        return
