"""Labels at the head of a paragraph, as verbatim records, interviews and machine transcripts have them.

Matches "Mr. Rassendyll (Ruritania) (spoke in "
        "Ruritanian):", "The President:", "Q:", "Ruritania · Minister · Rudolf Rassendyll [1:02]:";
does not match "The message was clear: no more delays."
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from annotator.domain.transcript import Span, Speaker
from annotator.tagging.letters import CAPITALS_WORD, FULL_NAME, NAME, SURNAME, UPPER
from annotator.tagging.names import is_given_name, is_name, proper_name
from annotator.tagging.roles import OFFICE_IN_LABEL, ROLE_START, UNITED_NATIONS, affiliation_of, role_text
from annotator.tagging.shadow import ANY_NAME, DEMONYM, Shadow
from annotator.tagging.wordlists import words

_TITLE = (
    r"(?:(?:El |La |O |A )?(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Sheikh|Sheikha|Prince|Princess|"
    r"Archbishop|Cardinal|Judge|Justice|General|Lieutenant General|Major General|Monsignor|Father|President|King|"
    r"Queen|Ambassador|Prime Minister|Chief|U|M|MM|Mme|Mlle|Mgr|Sr|Sra|Srta|Dra|Sres)\.?)"
)
_STATE = r"\((?P<state>(?:the\s+)?[^()\n]{2,80}(?:\([^()\n]*\))?)\)"
_TONGUE = (
    r"(?:spoke|interpretation|speaking|continued|continues|in|parle|interprétation|habla|interpretación|"
    r"continúa|poursuit|traduction|traducción|via|through|as interpreted|translated|a través|por medio|por intermedio|"
    r"par l'intermédiaire|inaudible)\b"
)
_LANGUAGE = rf"(?:\s*[\[(]\s*{_TONGUE}[^)\]\n]*[\])])*"
_BROKEN = r"(?:\s*\((?:spoke|interpretation)[^)\n]*$)"
_NUMBER = r"(?:(?:\d{1,3}|[IVXl]{1,4})[.,]\s+)?"
"""The number of a paragraph, as records of the Assembly before the 1990s have it."""
_TITLED = re.compile(
    rf"{_NUMBER}(?:{_TITLE}|(?:MR|MRS|MS|MISS|DR|SIR|DAME|AMB|GEN|SEN|REP|GOV|ADM|LT)\.?(?=\s[{UPPER}]{{2}}))\s+(?P<name>{SURNAME}(?:\s{NAME})?)\s*(?:{_STATE})?(?:{_LANGUAGE}\s*[:：]|{_BROKEN})"
)
_CHAIR_WORD = (
    r"President|Secretary-General|Chair(?:man|person)?|Deputy Secretary-General|Moderator|"
    r"Spokes(?:man|woman|person)|Presiding Officer|Présidente?|Président par intérim|Secrétaire générale?|"
    r"Presidente|Presidenta|Secretari[oa] General"
)
_CHAIR = re.compile(
    rf"{_NUMBER}(?:The|Le|La|El)\s+(?:Acting\s+|Temporary\s+)?(?P<role>{_CHAIR_WORD}|"
    r"PRESIDENT|CHAIRMAN|CHAIRPERSON|CHAIR|SECRETARY-GENERAL|PRÉSIDENTE?|PRESIDENT[AE])"
    rf"(?:\s*[(\[]\s*{_TITLE}\s+(?P<name>{SURNAME})\s*[)\]])?\s*(?:{_STATE})?(?:{_LANGUAGE}\s*[:：]|{_BROKEN})"
)
_CHAIRS_ELSEWHERE = {"Président": "President", "Présidente": "President", "Presidente": "President"} | {
    "Presidenta": "President",
    "Secrétaire général": "Secretary-General",
    "Secrétaire générale": "Secretary-General",
    "Secretario General": "Secretary-General",
    "Secretaria General": "Secretary-General",
}
_SHORT = re.compile(
    r"(?P<role>Q|A|R|P|SG|Question|Answer|Reporter|Journalist|Correspondent|Moderator|Spokes(?:man|woman|person)|"
    r"Secretary-General|"
    r"DSG|Deputy Secretary-General|(?:Deputy|Associate|Acting) Spokes(?:man|woman|person)|Speaker \d+|"
    r"Unidentified \w+|Ambassador|"
    r"QUESTION|ANSWER|MODERATOR|REPORTER|JOURNALIST|OPERATOR|INTERPRETER|Operator|Interpreter|Host|HOST|"
    r"Minister|PGA|Porte-parole|Journaliste|Pregunta|Respuesta|Réponse)"
    r"\s*(?:\d{1,2}\s*)?(?:\[\d+(?::\d\d)+\])?\s*[:：]\s?"
)
_OFFICIAL = re.compile(
    r"(?P<role>(?i:(?:a )?(?:(?:senior|top|us|u\.s\.|un|u\.n\.|eu|western|administration|state department|defen[cs]e|"
    r"white house|military|intelligence|government|treasury)\s){1,4}officials?)(?:\s(?:#\s?)?(?:\d|one|two|three|"
    r"ONE|TWO|"
    r"THREE))?)\s*[:：]"
)
"""Who speaks on background: "SENIOR ADMINISTRATION OFFICIAL:"."""
_ON_BACKGROUND = {
    "administration": "United States",
    "state department": "United States",
    "white house": "United States",
} | {"u.s.": "United States", "u.n.": UNITED_NATIONS, "eu": "European Union", "treasury": "United States"}
_ASKED = re.compile(r"(?P<role>Q)(?:\s{2,}|\t)(?=\S)")
"""A question as White House transcripts have it, without a colon."""
_OFFICE = re.compile(
    rf"(?P<role>{OFFICE_IN_LABEL})\s(?!of\s)(?P<name>{SURNAME})\s*(?:{_STATE})?{_LANGUAGE}\s*[:：](?=\s|$)"
)
_NAMED = re.compile(
    rf"(?P<name>{FULL_NAME}|{CAPITALS_WORD})(?:,\s(?P<role>[^:\n.()]{{2,90}}))?\s*(?:{_STATE})?{_LANGUAGE}\s*"
    rf"[:：]\s+(?=[\[(“\"{UPPER}])"
)
"""A bare name with what was said after it; a text must have it again and again, or it may be anything."""
_OFFICE_OF = re.compile(
    rf"(?P<role>{OFFICE_IN_LABEL}\s(?:of|for)\s(?:the\s)?{ANY_NAME}|(?:{DEMONYM}|{ANY_NAME}'s?)\s{OFFICE_IN_LABEL}),?\s"
    rf"(?P<name>{FULL_NAME})\s*[:：](?=\s|$)"
)
"""The same with the State, in the signs: "President of Ruritania Rudolf Rassendyll:"."""
_INTERPRETED = re.compile(rf"(?P<name>{CAPITALS_WORD}|{FULL_NAME})\s*[\[(]\s*(?i:{_TONGUE})[^)\]\n]*[\])]\s*[:：]")
"""A name alone whose words were interpreted: "RASSENDYLL (THROUGH INTERPRETER):"."""
_DOTTED = re.compile(r"(?P<parts>[^:\n\[\]]{2,160}?)\s*\[\d+(?::\d\d)+\]\s*[:：]")

_LABELS = (_OFFICIAL, _ASKED, _INTERPRETED, _OFFICE, _TITLED, _CHAIR, _SHORT, _DOTTED)
_TURNS = 2
_HOUSES = 3
"""So many turns of papers and broadcasters, whichever, tell that each of them asks."""
_NUMBERED = re.compile(rf"\d{{1,3}}\.\s+[{UPPER}“\"]")

ANSWER = "answer"
"""The role of whoever answers, until the rest of the text tells who that is."""
_ANSWERERS = frozenset({"a", "r", "answer", "respuesta", "réponse"})
_QUESTIONERS = frozenset({"q", "question", "reporter", "journalist", "correspondent", "journaliste", "pregunta"})


_HOUSE = re.compile(rf"(?P<house>[{UPPER}][\w.&'\-]*(?:\s[{UPPER}][\w.&'\-]*){{0,3}}):\s")
"""A paper or a broadcaster whose question follows: "Strelsau Times: Is it late?"."""
_ALONE = re.compile(rf"The (?:Acting )?President|{_TITLE}\s+(?P<name>{SURNAME})\s*{_STATE}")
"""A chair, or a name with its State, as the whole of a line, as parsed records have it."""


_FURNITURE = words(
    """
    watch listen read video videos photos photo gallery map graphic infographic more related update updated note
    exclusive analysis opinion explainer breaking live correction summary podcast quiz factbox timeline
    background context editor
    """
) | {
    "read more",
    "watch more",
    "see also",
    "also read",
    "read also",
    "fact check",
    "key points",
    "watch live",
    "must read",
}
"""What stands before a colon in a page and is nobody: "WATCH: The forest burns"."""


def bare_names(shadow: Shadow, blocks: Sequence[Span]) -> frozenset[str]:
    """Give the names that stand alone before a colon at the head of several blocks, as in an interview.

    Two turns of the same person tell that the others who are named so have turns too.
    """
    counts: Counter[str] = Counter()
    for block in blocks:
        if is_label(shadow, block.start_cp, block.end_cp):
            continue
        match = _NAMED.match(shadow.plain, block.start_cp, block.end_cp)
        furniture = match and match["name"].casefold() in _FURNITURE
        if match and not furniture and is_name(match["name"]) and shadow.name_at(block.start_cp) is None:
            counts[match["name"]] += 1
    turns = _houses_and_chairs(shadow, blocks)
    houses = {name for name in turns if not _ALONE.fullmatch(name)}
    asked = sum(turns[name] for name in houses) >= _HOUSES
    others = {name for name, n in turns.items() if n >= _TURNS or (asked and name in houses)}
    sure = {name for name in counts if name.isupper() or is_given_name(name.split()[0])}
    if not any(counts[name] >= _TURNS for name in sure):
        return frozenset(others)
    return frozenset(sure | others | {name for name, n in counts.items() if n >= _TURNS})


def _houses_and_chairs(shadow: Shadow, blocks: Sequence[Span]) -> Counter[str]:
    """How often a paper that asks stands before a colon, and a chair or a titled name alone on a line."""
    counts: Counter[str] = Counter()
    for block in blocks:
        line = shadow.plain[block.start_cp : block.end_cp]
        if (match := _HOUSE.match(line)) and "?" in line and shadow.name_at(block.start_cp):
            counts[match["house"]] += 1
        elif _ALONE.fullmatch(line):
            counts[line] += 1
    return counts


def is_label(shadow: Shadow, start_cp: int, end_cp: int, names: Collection[str] = ()) -> bool:
    """Tell whether a block begins with a label that only a record of speech has, or with one of some bare names."""
    line = shadow.plain[start_cp:end_cp]
    if any(pattern.match(line) for pattern in _LABELS) or _OFFICE_OF.match(shadow.signs, start_cp, end_cp):
        return True
    if not names:
        return False
    match = _NAMED.match(line) or _HOUSE.match(line)
    return line in names or (match is not None and match[1] in names)


def is_numbered(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a block is a numbered paragraph of a record, and no item of a list."""
    return bool(_NUMBERED.match(shadow.plain, start_cp, end_cp))


def is_only_label(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a block is a label and nothing else, so that what is spoken follows below it."""
    line = shadow.plain[start_cp:end_cp]
    return any((m := pattern.match(line)) and m.end() == len(line) for pattern in _LABELS)


def speaker_of_label(shadow: Shadow, start_cp: int, end_cp: int, names: Collection[str] = ()) -> Speaker | None:
    """Give the speaker whom the label at the head of a block names, or None where there is no label.

    ``names`` are those that are labels where they stand bare before a colon.
    """
    line = shadow.plain[start_cp:end_cp]
    if match := _OFFICE_OF.match(shadow.signs, start_cp, end_cp):
        held = role_text(shadow, *match.span("role"))
        person = proper_name(shadow.plain[match.start("name") : match.end("name")])
        return Speaker(person, held, affiliation_of(shadow, *match.span("role")))
    if match := _OFFICIAL.match(line):
        role = match["role"].lower()
        voice = next((state for words, state in _ON_BACKGROUND.items() if words in role), None)
        return Speaker(None, role.removeprefix("a "), voice)
    if _ASKED.match(line):
        return _short("Q")
    if match := _OFFICE.match(line):
        office = " ".join(match["role"].split()).title().removeprefix("The ")
        return Speaker(proper_name(match["name"]), office, _voice(shadow, start_cp, match))
    if line in names and (match := _ALONE.fullmatch(line)):
        name = proper_name(match["name"]) if match["name"] else None
        return Speaker(name, None if name else "President", _voice(shadow, start_cp, match))
    if (match := _HOUSE.match(line)) and match["house"] in names and shadow.name_at(start_cp):
        house = shadow.name_at(start_cp)
        return Speaker(None, "journalist", house.voice if house else None)
    if (match := _NAMED.match(line)) and match["name"] in names:
        place = (start_cp + match.start("role"), start_cp + match.end("role"))
        held = role_text(shadow, *place) if match["role"] else None
        voice = affiliation_of(shadow, *place) if match["role"] else None
        return Speaker(proper_name(match["name"]), held, _voice(shadow, start_cp, match) or voice)
    if match := _TITLED.match(line):
        name = proper_name(match["name"])
        return Speaker(name, None, _voice(shadow, start_cp, match))
    if match := _CHAIR.match(line):
        role = match["role"] if not match["role"].isupper() else match["role"].title()
        role = _CHAIRS_ELSEWHERE.get(role, role)
        of_the_un = "United Nations" if "Secretary" in role or "Spokes" in role else None
        called = proper_name(match["name"]) if match["name"] else None
        return Speaker(called, role, _voice(shadow, start_cp, match) or of_the_un)
    if match := _DOTTED.match(line):
        asks = match["parts"].startswith("Speaker ") and _WHO_ASKS.match(line, match.end() + 1)
        return _asking(shadow, start_cp, asks) if asks and is_name(asks["name"]) else _dotted(shadow, start_cp, match)
    if match := _SHORT.match(line):
        asks = match["role"].lower() in _QUESTIONERS and _WHO_ASKS.match(line, match.end())
        return _asking(shadow, start_cp, asks) if asks and is_name(asks["name"]) else _short(match["role"])
    if match := _INTERPRETED.match(line):
        return Speaker(proper_name(match["name"]), None, None)
    return None


_WHO_ASKS = re.compile(
    rf"(?:\([^()\n]{{3,40}}\)\s)?"
    rf"(?:(?:Thank you|Thanks|Hi|Hello|Yes,? hello|Yes|Good (?:morning|afternoon|evening))[^.?!]{{0,40}}[,.]\s)?"
    rf"(?:(?:I'm|This is|[Mm]y name is|[Mm]y name's|It's)\s)?"
    rf"(?P<name>{FULL_NAME})(?:,\s|\s(?:from|with|of|at)\s)(?:the\s)?(?P<for>[{UPPER}][\w.&' -]{{1,48}}?)[.,:]\s"
)
"""A questioner who says who asks: "Q: Flavia Elphberg, Ruritania Times"."""


def _asking(shadow: Shadow, start: int, match: re.Match[str]) -> Speaker:
    names = shadow.names_in(start + match.start("for"), start + match.end("for"))
    known = next((name.voice for name in names if name.voice and name.end_cp == start + match.end("for")), None)
    return Speaker(proper_name(match["name"]), "journalist", known or match["for"])


_I_AM = re.compile(
    rf"\b(?:I'm|I am|[Mm]y name is|[Tt]his is)\s(?P<name>{FULL_NAME}),?\s(?:the\s|"
    rf"and I am the\s)?(?P<role>{ROLE_START}[^.,;:“”]{{0,100}})"
)


def self_introduced(shadow: Shadow, start_cp: int, end_cp: int) -> Speaker | None:
    """Give whoever says in a turn who is speaking: "I'm Flavia Elphberg, the ambassador of Ruritania"; or None."""
    match = _I_AM.search(shadow.signs, start_cp, end_cp)
    text = shadow.plain[match.start("name") : match.end("name")] if match else ""
    if match is None or not is_name(text):
        return None
    voice = affiliation_of(shadow, *match.span("role"))
    return Speaker(proper_name(text), role_text(shadow, *match.span("role")), voice) if voice else None


def _short(role: str) -> Speaker:
    """The voice behind a label of one word."""
    if role.lower() in _QUESTIONERS:
        return Speaker(None, "journalist", None)
    if role.lower() in _ANSWERERS:
        return Speaker(None, ANSWER, None)
    if role in ("SG", "Secretary-General"):
        return Speaker(None, "Secretary-General", "United Nations")
    united = "United Nations" if "Spokes" in role or role in ("DSG", "Deputy Secretary-General") else None
    return Speaker(None, role, united)


_GROUP = re.compile(r"\b(?:Group|Union|League|Council|Friends|Movement|Community|Mission|Delegation|Committee)\b")


def _dotted(shadow: Shadow, start: int, match: re.Match[str]) -> Speaker:
    """Parts between middle dots: whose name is known is the affiliation, the last that looks like one the person."""
    parts = [part.strip() for part in re.split(r"[·•|]", match["parts"]) if part.strip()]
    voices = [n.voice for n in shadow.names_in(start, start + match.end("parts")) if n.voice]
    affiliation = voices[0] if voices else None
    person = parts[-1] if len(parts) > 1 and is_name(parts[-1]) and not _GROUP.search(parts[-1]) else None
    if len(parts) == 1 and is_name(parts[0]) and not voices:
        person = parts[0]
    middle = parts[1] if len(parts) > 2 else None
    return Speaker(
        proper_name(person) if person else None, middle or (parts[0] if not (person or voices) else None), affiliation
    )


def _voice(shadow: Shadow, start: int, match: re.Match[str]) -> str | None:
    """On whose behalf the person of a label speaks: what stands in its bracket."""
    if match["state"] is None:
        return None
    names = shadow.names_in(start + match.start("state"), start + match.end("state"))
    return next((name.voice for name in names if name.voice), None)
