"""Texts that are one voice's words from a line on: "Following are … remarks", or a press statement of the Council.

Matches "Following are Secretary-General Rudolf Rassendyll's opening remarks to the "
        "debate:"; does not match "Following the
briefing, the Council met in consultations."
"""

import re

from annotator.domain.transcript import Speaker
from annotator.tagging.letters import FULL_NAME
from annotator.tagging.people import is_name, proper_name
from annotator.tagging.roles import ROLE_HEAD, ROLE_START, affiliation_of, role_text
from annotator.tagging.shadow import ANY_NAME, VOICE, Shadow

_WORDS = (
    r"(?:remarks|statement|message|speech|address|briefing|intervention|lecture|letter|comments|"
    r"explanation of vote|transcript|report|tweet|video)"
)
_FOLLOWING = re.compile(
    rf"(?:Following|Below|Here)\s+(?:are|is)\b|The following\s+(?:is|are|statement|remarks|message|"
    rf"transcript)\b|[^.:“”]{{0,220}}\b(?:made|delivered|issued|gave)\s+the\s+following\s+(?:[a-z]+\s){{0,2}}"
    rf"{_WORDS}\b|"
    rf"[^.:“”«»]{{0,240}}\b(?:a|ont) (?:prononcé|fait|publié|rendu publique?|adressé)\b[^.:]{{0,60}}"
    rf"\b(?:suivante?|ci-après)\b|"
    rf"(?:On trouvera )?ci-(?:après|dessous)\b|Voici (?:le texte|la déclaration|le discours)|"
    rf"^\s*{_WORDS}\b.{{0,80}}\bas delivered",
    re.IGNORECASE,
)
_ITS_OWNER = re.compile(
    rf"(?P<role>{ROLE_START}(?:\s(?:of|for|to|"
    rf"on)\s[^“”.;:,'\n]{{1,120}})?),?\s+(?:(?:Ambassador|H\.E\.|Mr\.?|Ms\.?|Mrs\.?|"
    rf"Dr\.?)\s+)*(?P<name>{FULL_NAME})(?:'s?)?"
)
_NAME_ROLE = re.compile(rf"(?P<name>{FULL_NAME}),\s+(?P<role>{ROLE_START}[^.:;\n]{{0,140}}?)(?='s?\s|,|:|\.|$)")
_ISSUED_BY = re.compile(
    rf"\b(?:issued|made|delivered|given)\b[^.:]{{0,40}}?\bby\s(?:Mr\.?\s|Ms\.?\s|Mrs\.?\s)?(?P<name>{FULL_NAME}),\s+"
    rf"(?P<role>{ROLE_START}[^.:;,\n]{{0,140}})"
)
_POSSESSOR = re.compile(
    rf"(?P<role>(?:{ANY_NAME}(?:'s?)?\s+)?{ROLE_HEAD})'s?\s+(?:[\w\-]+\s+){{0,4}}{_WORDS}\b|"
    rf"(?P<state>{VOICE})'s?\s+(?:[\w\-]+\s+){{0,4}}{_WORDS}\b",
    re.IGNORECASE,
)
_PRESS_STATEMENT = re.compile(
    r"(?:The following|Following)\s.{0,60}\b(?:press statement|statement to the press|presidential statement|"
    r"statement)\b.{0,80}\bissued\b.{0,60}\b(?:Council|President)",
)
_COUNCIL = "United Nations Security Council"
_GREETING = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Madam)\.?,? (?:President|Chair|Secretary)|Madame? la Présidente|Monsieur le Président|"
    r"Thank you\b|"
    r"(?:Your )?Excellenc|Distinguished |Dear |Colleagues|Ladies and gentlemen|Good (?:morning|afternoon|evening))",
    re.IGNORECASE,
)
_BEHALF = re.compile(rf"\b(?:on behalf of|by|au nom de|en nombre de)\s(?:the\s|la\s|l')?(?P<voice>{VOICE})")
_MISSION = re.compile(
    rf"(?:The\s)?(?:(?P<state>{VOICE})\s(?:Permanent\s)?(?:Mission|Delegation)\sto\b|"
    rf"(?:The\s)?(?:Permanent\s)?(?:Mission|Delegation|Représentation)\s(?:permanente\s)?(?:of|de|du)\s(?:the\s|la\s|l')?"
    rf"(?P<voice>{VOICE}))"
)
_TITLE_REMARKS = re.compile(
    rf"\b(?:{_WORDS}|stakeout|encounter|conference|interview|questions|Q&A|déclaration|discours|allocution|discurso)\b",
    re.IGNORECASE,
)


def is_setting(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a block announces whose words all that follows is."""
    return bool(
        _FOLLOWING.match(shadow.plain, start_cp, end_cp) or _PRESS_STATEMENT.match(shadow.plain, start_cp, end_cp)
    )


def speaker_set(shadow: Shadow, start_cp: int, end_cp: int) -> Speaker | None:
    """Give the speaker whom an announcing block or a headline names, or None where it names none."""
    if _PRESS_STATEMENT.match(shadow.plain, start_cp, end_cp):
        return Speaker(None, None, _COUNCIL)
    signs = shadow.signs
    for pattern in (_ISSUED_BY, _ITS_OWNER, _NAME_ROLE):
        for match in pattern.finditer(signs, start_cp, end_cp):
            text = shadow.plain[match.start("name") : match.end("name")].removesuffix("'s")
            if is_name(text):
                affiliation = affiliation_of(shadow, match.start("role"), match.end("role"))
                affiliation = affiliation or _on_behalf_of(shadow, start_cp, end_cp)
                role = role_text(shadow, match.start("role"), match.end("role"))
                return Speaker(proper_name(text), role, affiliation)
    possessor = _POSSESSOR.search(signs, start_cp, end_cp)
    if possessor:
        group = "role" if possessor["role"] else "state"
        affiliation = affiliation_of(shadow, possessor.start(group), possessor.end(group))
        role = role_text(shadow, possessor.start(group), possessor.end(group)) if group == "role" else "representative"
        return Speaker(None, role, affiliation) if affiliation else None
    return None


def _on_behalf_of(shadow: Shadow, start_cp: int, end_cp: int) -> str | None:
    """On whose behalf a statement is announced to be made."""
    match = _BEHALF.search(shadow.signs, start_cp, end_cp)
    name = shadow.name_at(match.start("voice")) if match else None
    return name.voice if name else None


def mission_of(shadow: Shadow, start_cp: int, end_cp: int) -> str | None:
    """Give whose mission or delegation the masthead of a page names, or None."""
    match = _MISSION.match(shadow.signs, start_cp, end_cp)
    name = shadow.name_at(match.start(match.lastgroup or 0)) if match else None
    return name.voice if name else None


def is_greeting(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a block greets an audience, as a speech does at its beginning."""
    return bool(_GREETING.match(shadow.plain, start_cp, end_cp))


def headline_announces(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a headline is that of somebody's remarks."""
    return (
        bool(_TITLE_REMARKS.search(shadow.plain, start_cp, end_cp))
        and speaker_set(shadow, start_cp, end_cp) is not None
    )
