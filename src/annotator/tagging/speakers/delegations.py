"""Delegations without a name: "The representative of Ruritania said", "said Ruritania's delegate", several jointly.

Matches "However, the representatives of Ruritania and Strelsau said that …"; does not match "he rejected the comments
made by the representative of Ruritania", where the representative is spoken of.
"""

import re
from collections.abc import Iterator

from annotator.domain.transcript import MentionKind, Speaker
from annotator.tagging.places import any_in, matches_at
from annotator.tagging.shadow import DEMONYM, STATE, VOICE, Shadow
from annotator.tagging.speakers.introduction import Introduction, capacity_in, delegation
from annotator.tagging.speakers.words import FULL_NAME, REPORTING, REPORTS, REPRESENTATIVE, SAYS
from annotator.tagging.wordlists import words

_LISTED = rf"{VOICE}(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:the\s+)?{VOICE}){{0,30}}"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:[Tt]he|[Aa]|[Aa]n|[Hh]is|[Hh]er|[Tt]heir)\s+)?\b{REPRESENTATIVE}\s+(?:of|for|"
        rf"from)\s+(?:the\s+)?(?P<voices>{_LISTED})",
        rf"(?:[Tt]he\s+)?(?P<voices>{VOICE}(?:(?:\s+and\s+)(?:the\s+)?{VOICE})?)'s?\s+(?:(?:UN|"
        rf"\ue002\ue003*)\s+)?{REPRESENTATIVE}\b"
        r"(?!\s+(?:to|of)\b)",
        rf"(?:[Ll]e|[Ll]a)\s(?:représentante?|déléguée?|délégation)\s"
        rf"(?:de la |du |de l'|des |de |d')(?P<voices>{VOICE})",
        rf"(?:[Ee]l|[Ll]a)\s(?:representante|delegad[oa]|delegación)\s(?:de la |del |de los |de )(?P<voices>{VOICE})",
        rf"(?:[Hh]is|[Hh]er|[Tt]heir)\s+(?P<voices>{DEMONYM})\s+{REPRESENTATIVE}\b(?!\s+(?:to|of)\b)",
        rf"(?:[Tt]he\s+)(?P<voices>{DEMONYM}|{VOICE})\s+{REPRESENTATIVE}\b(?!\s+(?:to|of)\b)",
    )
)
_HEADED = re.compile(rf"(?:[Tt]he\s)?(?P<voice>{STATE}):\s(?=[A-Z“])")
"""A State and a colon before what it said, as notes of a meeting have it: "Ruritania: The delegation says …"."""
_DELEGATION_WORDS = frozenset(
    form
    for word in words(
        """
        representative delegate delegation observer speaker envoy ambassador colleague counterpart diplomat
        représentant représentante
        délégué déléguée délégation representante delegado delegada delegación
        """
    )
    for form in (word, f"{word}s", word.capitalize(), f"{word.capitalize()}s")
) | words("affaires Affaires")
_BEFORE = re.compile(
    rf"(?:^|[,:;—–\-”\"\])…\ue00a]\s*|{SAYS}\s+|\b(?:[Ww]hile|[Aa]s|[Aa]nd|[Bb]ut|[Hh]owever|[Mm]eanwhile|"
    r"[Ss]imilarly|[Tt]hen|[Ll]ikewise|"
    r"[Ll]ater|[Aa]lso|[Nn]ext|[Ff]inally|[Tt]oday|[Yy]et|[Ff]urther|[Hh]ere|[Ss]peaking)\s+)$"
)
_OFFICE_OF = re.compile(rf"{FULL_NAME},\s+(?:the\s+)?(?:Special\s+|Personal\s+)?$")
_ITS = re.compile(
    rf"\b{SAYS}\s+(?:its|their|(?:that|the)\s(?:country|State|nation)'s)\s+{REPRESENTATIVE}\b|"
    rf"\b(?:its|their|that\s(?:country|State)'s)\s+{REPRESENTATIVE}\s+{SAYS}"
)
"""A representative of the State of which the sentence tells: "Ruritania would wait, its representative said"."""
_WHOSE = re.compile(rf"(?P<voice>{STATE}),\swhose\s{REPRESENTATIVE}\s(?:{REPORTS})")
"""A State of which the sentence tells that its representative spoke: "Ruritania, whose representative said"."""
_AMONG_THEM = re.compile(
    rf"\b(?:among\s(?:these|them|those)|including|like)\s(?:were\s)?(?:the\s)?"
    rf"(?:(?:{REPRESENTATIVE}|those|that)\s(?:of|from)\s)"
    rf"(?:the\s)?(?P<voices>{_LISTED})"
)
"""Some of the many who said something, by name: "several delegates, including that of Ruritania, said"."""
_OFFICE = (
    r"(?P<role>(?:(?:Deputy|Prime|First|Vice|Foreign|State|Federal|Special)[ -])*(?:Minister|President|Premier|"
    r"Secretary|Chancellor|Envoy|Ombudsman)(?:\s(?:of|for|on)\s[^.;:“”\ue000]{2,90}?)?)"
)
_OFFICE_SAID = re.compile(
    rf"(?:[Tt]he\s|[Tt]hat\scountry's\s)?{_OFFICE}\s(?:of|for|from)\s(?:the\s)?(?P<state>{STATE}),?\s(?:also\s)?(?:{REPORTS})"
)
_BEGINS = re.compile(r"(?:^|[.”]\s|,\s)$")
_SAID_OFFICE = re.compile(rf"(?:{SAYS})\s(?:the\s){_OFFICE}\s(?:of|for|from)\s(?:the\s)?(?P<state>{STATE})(?=[,.;]|$)")
_QUOTED = re.compile(r"[,.?!”\"]\s$")
_ITS_OFFICE = re.compile(rf"(?:{SAYS})\s(?:its|that\scountry's)\s{_OFFICE}(?=[,.;]|$)")
"""Who holds an office of a State and is not named, as coverage of ministers' meetings has it."""
_OFFICE_REACH = 3
_OFFICE_WORDS = words("Minister President Premier Secretary Chancellor Envoy Ombudsman")
_WITH = re.compile(
    rf",\s(?:in\sa\sjoint\sstatement\swith|speaking\s(?:jointly|together)\swith|together\swith|"
    rf"jointly\swith)\s(?:the\s)?(?P<voices>{_LISTED})"
)
_SPOKEN_OF = re.compile(
    r"(?:\s+and others)?\s+(?:had\s+(?:been|not|just|spoken|misread|misled|misrepresented|said|claimed|"
    r"asked|raised|made)|(?:was|were)\s+(?:right|wrong|correct|mistaken|not|absent|present|invited)|should|must|"
    r"would|could|might)\b"
)
"""What is said of a delegation by somebody else: "the representative of Ruritania had been right"."""
_ING = re.compile(
    r"\s(?:also\s)?(?:calling|stressing|underscoring|underlining|urging|warning|noting|adding|emphasi[sz]ing|pointing|"
    r"recalling|welcoming|commending|thanking|reiterating|affirming|observing|describing|praising|blaming|accusing|"
    r"insisting|saying|telling|citing|questioning|lamenting|cautioning|denouncing|deploring|condemning|expressing|highlighting|voicing|asking|arguing|declaring|demanding|rejecting)\b"
)
"""What a delegation says in a clause of its own: ", with Ruritania's delegate stressing that …"."""
_WHO_SAID = re.compile(rf",\swho\s(?:{SAYS})")
_LOOK_BACK = 160
_WITHIN_LIST = re.compile(r"\b(?:representatives?|delegates?)\s+of\s+[^.;:]*$", re.IGNORECASE)


def find(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Introduction]:
    """Give the delegations that begin to speak in a sentence."""
    if (match := _HEADED.match(shadow.unquoted, start_cp, end_cp)) and (
        one := delegation(shadow, match.start("voice"))
    ):
        yield Introduction(match.start(), (one,))
    capacity = capacity_in(shadow, start_cp, end_cp)
    if any_in(shadow.spoken.of(_OFFICE_WORDS), start_cp, end_cp):
        yield from _holders(shadow, start_cp, end_cp, capacity)
    if not any_in(shadow.spoken.of(_DELEGATION_WORDS), start_cp, end_cp):
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(shadow.unquoted, start_cp, end_cp):
            before = shadow.unquoted[max(start_cp, match.start() - _LOOK_BACK) : match.start()]
            with_words = before.endswith(", with ") and _ING.match(shadow.unquoted, match.end(), end_cp)
            with_words = with_words or (
                before.endswith(" was ") and _WHO_SAID.match(shadow.unquoted, match.end(), end_cp)
            )
            if not (with_words or _is_subject(before)) or _SPOKEN_OF.match(shadow.unquoted, match.end(), end_cp):
                continue
            speakers = _voices(shadow, match.start("voices"), match.end("voices"), capacity)
            if joined := _WITH.match(shadow.unquoted, match.end(), end_cp):
                speakers += _voices(shadow, joined.start("voices"), joined.end("voices"), capacity)
            if speakers:
                yield Introduction(match.start(), speakers)
    for match in _WHOSE.finditer(shadow.unquoted, start_cp, end_cp):
        if one := delegation(shadow, match.start("voice"), capacity):
            yield Introduction(match.start(), (one,))
    for match in _AMONG_THEM.finditer(shadow.unquoted, start_cp, end_cp):
        if speakers := _voices(shadow, match.start("voices"), match.end("voices"), capacity):
            yield Introduction(match.start(), speakers)
    for match in _ITS.finditer(shadow.unquoted, start_cp, end_cp):
        if match[0].startswith("recalled"):
            continue  # an ambassador is called home
        states = shadow.names_in(start_cp, match.start())
        first = next((name for name in states if name.kind is MentionKind.COUNTRY), None)
        if first and (one := delegation(shadow, first.start_cp, capacity)):
            yield Introduction(match.start(), (one,))


def _holders(shadow: Shadow, start: int, end: int, capacity: str | None) -> Iterator[Introduction]:
    """Holders of a State's office without a name: "said the Minister for Forests, Lakes and Rivers for Ruritania"."""
    signs, spoken = shadow.unquoted, shadow.spoken
    verbs = spoken.of(REPORTING)
    if not any_in(verbs, start, end):
        return
    for pattern, places, before in (
        (_OFFICE_SAID, spoken.up_to(_OFFICE_WORDS, _OFFICE_REACH), _BEGINS),
        (_SAID_OFFICE, verbs, _QUOTED),
        (_ITS_OFFICE, verbs, None),
    ):
        for match in matches_at(pattern, signs, places, start, end):
            if before and not before.search(signs[max(start, match.start() - 2) : match.start()]):
                continue
            if pattern is _ITS_OFFICE:
                states = [n for n in shadow.names_in(start, match.start()) if n.kind is MentionKind.COUNTRY]
                place = states[0].start_cp if states else None
            else:
                place = match.start("state")
            role = " ".join(shadow.plain[match.start("role") : match.end("role")].split())
            if place is not None and (one := delegation(shadow, place, capacity, role)):
                yield Introduction(match.start(), (one,))


def _is_subject(before: str) -> bool:
    """Whether what stands before leaves the delegation the subject of its sentence, and no object."""
    if not before.strip() or before.strip() in "“\"'(":
        return True
    listed = _WITHIN_LIST.search(before[-60:]) and not before.endswith((" while ", " but ", " whereas "))
    return bool(_BEFORE.search(before)) and not _OFFICE_OF.search(before) and not listed


def _voices(shadow: Shadow, start: int, end: int, capacity: str | None) -> tuple[Speaker, ...]:
    found = (delegation(shadow, name.start_cp, capacity) for name in shadow.names_in(start, end))
    return tuple(dict.fromkeys(speaker for speaker in found if speaker is not None))
