"""Texts that are one voice's words from a line on: "Following are … remarks", or a press statement of the Council.

Matches "Following are Secretary-General Rudolf Rassendyll's opening remarks to the "
        "debate:"; does not match "Following the
briefing, the Council met in consultations."
"""

import re
from collections import Counter
from collections.abc import Sequence

from annotator.domain.transcript import Span, Speaker
from annotator.tagging.letters import FULL_NAME
from annotator.tagging.names import is_name, proper_name
from annotator.tagging.roles import ROLE_HEAD, ROLE_START, affiliation_of, role_text
from annotator.tagging.shadow import ANY_NAME, DEMONYM, STATE, VOICE, Shadow
from annotator.tagging.tagger import in_capitals

_WORDS = (
    r"(?:remarks|statement|message|speech|address|briefing|intervention|lecture|letter|comments|"
    r"explanation of vote|transcript|report|tweet|video|commentary)"
)
_DATELINE = r"(?:[A-Z][A-Z .'-]{2,40},[^\n—–]{0,60}?\s?(?:--|—|–)\s)?"
_FOLLOWING = re.compile(
    rf"{_DATELINE}Following\s+(?:are|is)\b|{_DATELINE}(?:Below|Here)\s+(?:are|is)\b[^.:;]{{0,120}}\b{_WORDS}\b|"
    rf"The following\s+(?:is|are|statement|remarks|message|"
    rf"transcript)\b|[^.:“”]{{0,220}}\b(?:made|delivered|issued|gave)\s+the\s+following\s+(?:[a-z]+\s){{0,2}}"
    rf"{_WORDS}\b|"
    rf"[^.:“”«»]{{0,240}}\b(?:a|ont) (?:prononcé|fait|publié|rendu publique?|adressé)\b[^.:]{{0,60}}"
    rf"\b(?:suivante?|ci-après)\b|"
    rf"(?:On trouvera )?ci-(?:après|dessous)\b|Voici (?:le texte|la déclaration|le discours)|"
    rf"^\s*{_WORDS}\b.{{0,80}}\bas delivered|"
    rf"(?:National |Joint |Press )?(?:Statement|Remarks|Speech|Address|Intervention)\s(?:was\s)?(?:delivered|made|"
    rf"given)\s(?:by|on|at)\b[^\n]*\.$",
    re.IGNORECASE,
)
_ITS_OWNER = re.compile(
    rf"(?P<role>{ROLE_START}(?:\s(?:of|for|to|"
    rf"on)\s[^“”.;:,'\n]{{1,120}})?),?\s+(?:(?:Ambassador|H\.E\.|Mr\.?|Ms\.?|Mrs\.?|Miss|"
    rf"Dr\.?)\s+)*(?P<name>{FULL_NAME})(?:'s?)?"
)
_NAME_ROLE = re.compile(rf"(?P<name>{FULL_NAME}),\s+(?P<role>{ROLE_START}[^.:;\n]{{0,140}}?)(?='s?\s|,|:|\.|$)")
_ISSUED_BY = re.compile(
    rf"\b(?:issued|made|delivered|given)\b[^.:]{{0,40}}?\bby\s(?:Mr\.?\s|Ms\.?\s|Mrs\.?\s|Miss\s)?(?P<name>{FULL_NAME}),\s+"
    rf"(?P<role>{ROLE_START}[^.:;,\n]{{0,140}})"
)
_POSSESSOR = re.compile(
    rf"(?P<role>(?:{ANY_NAME}(?:'s?)?\s+)?{ROLE_HEAD})'s?\s+(?:[\w\-]+\s+){{0,4}}{_WORDS}\b|"
    rf"(?P<state>{VOICE})'s?\s+(?:[\w\-]+\s+){{0,4}}{_WORDS}\b",
    re.IGNORECASE,
)
_PRESS_STATEMENT = re.compile(
    rf"{_DATELINE}(?:The following|Following)\s.{{0,60}}\b(?:press statement|statement to the press|"
    r"presidential statement|statement)\b.{0,120}?\b(?:(?:issued|made|read)\b.{0,60}\b(?:Council|President)|"
    r"(?:by|of) (?:the )?(?:members of the )?(?:Security )?Council(?! Secretariat)|"
    r"(?:by|of) the President of the (?:Security )?Council)",
)
COUNCIL = "United Nations Security Council"
_GREETING = re.compile(
    r"(?:\d{1,3}\s+)?(?:(?:Mr|Mrs|Ms|Madam|Madame)\.?,? ?(?:President|Chair|Secretary|Speaker)|"
    r"Monsieur le Secrétaire|Señora? President[ea]|"
    r"(?:I|We) (?:would like to |wish to |also |want to )?(?:thank|congratulate|welcome) (?:you|the President|"
    r"the Presidency|"
    r"Special|Under)\b|First,? (?:of all,? )?(?:I|let me|allow me)\b|(?:Let|Allow) me (?:first|begin|start)\b|"
    r"Madame? la Présidente|Monsieur le Président|"
    r"(?:Muchas )?[Gg]racias\b|(?:Señora? )?President[ea],|(?:Sus? )?Excelencias?|Excelentísim|Distinguid|Estimad|"
    r"Senhora? President|Muito obrigad|"
    r"(?:Honou?rable|Esteemed|Dear) (?:members|delegates|colleagues|president|ministers|heads|guests|friends)|"
    r"Your (?:Majest|Highness)|Bismillah|In the name of God|"
    r"Thank you\b|"
    r"(?:Your )?Excellenc|Distinguished |Dear |Colleagues|Ladies and gentlemen|Good (?:morning|afternoon|evening))",
    re.IGNORECASE,
)
_BEHALF = re.compile(rf"\b(?:on behalf of|by|au nom de|en nombre de)\s(?:the\s|la\s|l')?(?P<voice>{VOICE})")
_ISSUER = re.compile(
    r"(?:statement\s|media statement\s)?issued by (?:the )?(?:department|ministry|office|embassy|presidency|government|"
    r"permanent mission|directorate|secretariat)\b",
    re.IGNORECASE,
)
"""What stands under the statement of a ministry or the like."""
_MISSION = re.compile(
    rf"(?:The\s)?(?:(?P<state>{VOICE})\s(?:Permanent\s)?(?:Mission|Delegation)\sto\b|"
    rf"(?:The\s)?(?:Permanent\s)?(?:Mission|Delegation|Représentation)\s(?:permanente\s)?(?:of|de|du)\s(?:the\s|"
    rf"la\s|l')?"
    rf"(?P<voice>{VOICE}))"
)
_SMALL_WORDS = re.compile(r"\b(?:Of|The|To|And|By|On|For|In|At|De|Du|La|Des)\b")
_HEAD_TITLE = (
    r"(?:(?:the|The|His|Her|Right|Rt\.?|Honourable|Honorable|Hon\.|H\.\s?E\.|Excellency|Excellence|Son|Mr\.?|"
    r"Mrs\.?|Ms\.?|Miss|Dr\.?|"
    r"Ambassador|Minister|Sheikh|Dato'|Datuk|Dato|Seri|Tan Sri|Tun|Sir|Dame|Professor|General|M\.|Mme|Sr\.|"
    r"Sra\.),?\s*)*"
)
_HEAD_STATED = re.compile(
    rf"(?:Statement|Address|Speech|Remarks|Message)\s+(?:(?:by|of)\s+)?{_HEAD_TITLE}(?P<name>{FULL_NAME}?),?\s"
    rf"(?P<role>{ROLE_HEAD}\b[^.:;]{{0,140}}?)(?=,|\s(?:at|on|to the)\s|$)"
)
_HEAD_NAME_ROLE = re.compile(
    rf"(?<![\w'\-]){_HEAD_TITLE}(?P<name>{FULL_NAME})(?:,\s*(?:M\.?P\.?|Ph\.?D\.?|[KQ]\.?C\.?|S\.?C\.?|OBE|CBE|"
    rf"GCMG|CMG|E\.G\.H\.))*,\s*(?P<role>{ROLE_START}[^.:;]{{0,140}}?)(?=,|\s(?:at|on|to the)\s|$)"
)
_HEAD_ROLE_NAME = re.compile(
    rf"(?<![\w'\-])(?P<role>{ROLE_HEAD}\s(?:of|for|to|de|del|du|des|"
    rf"d')\s?[^.:;,]{{2,90}}?),\s*{_HEAD_TITLE}(?P<name>{FULL_NAME})(?=,|\s|$)"
)
_SPEAKER_HEADING = re.compile(
    rf"(?:\d{{1,2}}\.\s)?(?:(?:Address|Statement|Speech|Remarks|Intervention|Message)\s(?:delivered\s)?(?:by|of)\s)?"
    rf"{_HEAD_TITLE}{FULL_NAME}(?:,\s(?:{ROLE_START}|{VOICE})|\s?\(\s?(?:the\s)?{VOICE})"
)
_HEAD_NAME_STATE = re.compile(rf"(?<![\w'\-]){_HEAD_TITLE}(?P<name>{FULL_NAME})\s\((?:the\s)?(?P<role>{VOICE})")
_LONGEST_TITLE_CP = 300
_STATEMENT_TITLE = re.compile(
    rf"(?:^|[-–—:|]\s|From\sthe\s)(?:[Ss]tatement|[Ss]peech|[Rr]emarks|[Aa]ddress|[Ii]ntervention|[Mm]essage|[Cc]ommentary)\s"
    rf"(?:delivered\s)?(?:by|of)\s(?:{_HEAD_TITLE}{FULL_NAME}|(?:the\s)?(?:{ANY_NAME}(?:'s?)?\s)?{ROLE_HEAD})",
    re.MULTILINE,
)
_HEAD_BY_NAME = re.compile(
    rf"\b(?:by|av|par|por|von|of)\s(?:[a-zäöüåéè]+(?:ör|eur|rice|er|in|ador|"
    rf"adora)\s)?{_HEAD_TITLE}(?P<name>{FULL_NAME})(?=,|\s|'s|$)"
)
_JOINT = re.compile(
    rf"\b[Jj]oint\b[^.:]{{0,60}}?\b(?:{_WORDS}|declaration|communiqué|appeal)\b(?P<voices>[^.]*)", re.IGNORECASE
)
_MY_COUNTRY = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur|[Mm]on|[Nn]otre|[Mm]i|[Nn]uestro)\s(?:own\s)?(?:country|nation|Government|pays|"
    rf"país),\s(?:the\s|la\s|le\s|l')?(?P<voice>{STATE})|"
    rf"\b(?:[Oo]n behalf of|[Aa]u nom d[eu]|[Ee]n nombre de|[Tt]he\sdelegation\sof|[Mm]y\sdelegation,)\s(?:the\s|"
    rf"du\s|del?\s|la\s)?"
    rf"(?:(?:Government|people|peoples?|[Gg]ouvernement|[Pp]euple|[Gg]obierno|[Pp]ueblo|delegation|"
    rf"Republic)\s(?:and\s|et\s|y\s|of\s|du\s|de\s|del\s|the\s|people\s|peuple\s|pueblo\s)*)?"
    rf"(?P<people>{STATE}|{DEMONYM})"
)
_STANDS_FOR = re.compile(
    rf"(?:^|(?<=[.!?;]\s)|(?<=,\s))(?:[Tt]he\s|[Ll]e\s|[Ll]a\s|[Ll]'|"
    rf"[Ee]l\s)?(?P<voice>{STATE}),?\s(?:therefore,?\s|also\s|fully\s|strongly\s|"
    r"gravely\s|deeply\s|seriously\s|"
    r"thus\s|further\s|firmly\s|once again\s|remains?\s|is\s|will\s|continues to\s|stands\s)*(?:welcomes?|supports?|"
    r"committed|concerned|alarmed|appalled|dismayed|saddened|convinced|ready|developing|providing|contributing|supporting|hosting|working|wants?|seeks?|"
    r"pledges?|condemns?|reaffirms?|reiterates?|believes?|attaches|joins?|thanks?|commends?|calls?|urges?|"
    r"proud|honou?red|grateful|host|convene|contribute|continue|advocates?|aligns?|associates?|looks forward|"
    r"appréci(?:e|ent)|"
    r"coordinated|voted|abstained|hosted|sponsored|presided|participated|contributed|ratified|"
    r"siempre ha|ha estado|próximamente|convocará|seguirá|continuará|ofrece|propone|considera|"
    r"réaffirme|réitère|soutient|appelle|condamne|salue|reafirma|reitera|apoya|condena|saluda)\b",
    re.MULTILINE,
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
        return Speaker(None, None, COUNCIL)
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


def speaker_of_head(shadow: Shadow, start_cp: int, end_cp: int) -> Speaker | None:
    """Give the person whom the lines above a speech name with an office or a State, or None.

    "Statement by the Honourable Rudolf Rassendyll", "Prime Minister of Ruritania", each on a line of its own.
    """
    head = ",".join(map(_in_ordinary_letters, shadow.signs[start_cp:end_cp].split("\n")))
    for pattern in (_HEAD_STATED, _HEAD_NAME_ROLE, _HEAD_ROLE_NAME, _HEAD_NAME_STATE, _HEAD_BY_NAME):
        for match in pattern.finditer(head):
            begin, end = start_cp + match.start("name"), start_cp + match.end("name")
            if not is_name(shadow.plain[begin:end]):
                continue
            place = (
                (start_cp + match.start("role"), start_cp + match.end("role"))
                if match.groupdict().get("role")
                else None
            )
            name = proper_name(shadow.plain[begin:end])
            if place is None:
                return Speaker(name, None, None)
            office = None if pattern is _HEAD_NAME_STATE else role_text(shadow, *place)
            line_end = shadow.plain.find("\n", place[1])
            voice = affiliation_of(shadow, *place) or affiliation_of(
                shadow, place[0], line_end if line_end > 0 else end_cp
            )
            return Speaker(name, office, voice)
    return None


def is_speaker_heading(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a heading is nothing but who speaks below it: "Address by Ms. Elphberg, President of Ruritania"."""
    return bool(_SPEAKER_HEADING.match(shadow.signs, start_cp, end_cp))


def _in_ordinary_letters(line: str) -> str:
    """A line in capitals with capitals at the beginning of words only; of the same length."""
    if not in_capitals(line) or len(line.title()) != len(line):
        return line
    return _SMALL_WORDS.sub(lambda match: match[0].lower(), line.title())


def joint_voices(shadow: Shadow, start_cp: int, end_cp: int) -> tuple[Speaker, ...]:
    """Give the States and organisations that a headline says made a statement together, or none."""
    match = _JOINT.search(shadow.signs, start_cp, end_cp)
    if match is None:
        return ()
    listed = [name for name in shadow.names_in(match.start("voices"), match.end("voices")) if name.voice]
    voices = tuple(dict.fromkeys(Speaker(None, None, name.voice) for name in listed))
    return voices if len(voices) > 1 else ()


_TOGETHER = re.compile(
    r"[“\"'‘]?(?P<we>[Ww]e,?\s(?:the\s)?)?(?:[Tt]he\s)?(?:(?:[A-Z][a-z]+|of|for|and|the)\s){0,5}?"
    r"(?:Ministers|Leaders|leaders|Heads|Presidents|Representatives|representatives|Ambassadors|ambassadors|Governments|"
    r"Members|members|undersigned|States|Envoys|envoys)"
    r"(?:\s(?:for|of)\s(?:Foreign\sAffairs|State|Government|the\sGovernments|State\sand\sGovernment))?\s"
    r"(?:of|from)\s(?P<voices>[^“”\"]{4,700}?)(?:,|\s)\s?(?:strongly|jointly|today|together|have|express|condemn|"
    r"welcome|reaffirm|reiterate|call|urge|stress|affirm|warn|note|are|met|issued|underscore|underline|emphasi[sz]e|"
    r"commend|deplore|reject|denounce|remain|wish|convened|gathered)\b"
)
"""Who speaks together, at the beginning of a joint statement: "We, the Foreign Ministers of Ruritania and …"."""
_THEY = re.compile(
    r"(?:The\s)?(?:Ministers|Leaders|Heads|Ambassadors|Presidents|Members|Representatives|They)\s(?:also\s|further\s)?[a-z]+\b"
)


def together(shadow: Shadow, blocks: Sequence[Span], running: Sequence[Span]) -> tuple[Speaker, ...]:
    """Give the States whose ministers or the like make a statement together, as its beginning says, or none.

    It says "we"; or it goes on with what "the Ministers" affirm in several passages, or with points ("– Condemn …").
    """
    for block in running[:_JOINT_BEGINS]:
        match = _TOGETHER.match(shadow.signs, block.start_cp, block.end_cp)
        if match is None and (lead := _LEAD.match(shadow.signs, block.start_cp, block.end_cp)):
            match = _TOGETHER.match(shadow.signs, lead.end(), block.end_cp)
        if match is None:
            continue
        goes_on = sum(bool(_THEY.match(shadow.signs, b.start_cp, b.end_cp)) for b in running)
        goes_on += sum(bool(_POINT.match(shadow.signs, b.start_cp, b.end_cp)) for b in blocks)
        if not match["we"] and goes_on < _TIMES_THEY:
            return ()
        listed = [name for name in shadow.names_in(*match.span("voices")) if name.voice]
        voices = tuple(dict.fromkeys(Speaker(None, None, name.voice) for name in listed))
        return voices if len(voices) > 1 else ()
    return ()


_LEAD = re.compile(
    r"(?:In|On|At|After|Following|During)\s[^.“”]{5,480}?,\s(?=[Tt]he\s(?:[A-Z][a-z]+\s){0,2}(?:Ministers|Leaders|leaders|Heads)\b)"
)
_POINT = re.compile(r"[–—•-]\s?[A-Z][a-z]+s\b")
_JOINT_BEGINS = 3
_TIMES_THEY = 2


def spoken_for(shadow: Shadow, blocks: Sequence[Span]) -> str | None:
    """Give the State or organisation for which a speech without a head says it speaks, or None.

    It says so itself ("my country, Ruritania", "on behalf of the Government of Ruritania"), or again and again names
    what the same State welcomes and supports.
    """
    counts: Counter[str] = Counter()
    for block in blocks:
        for match in _MY_COUNTRY.finditer(shadow.signs, block.start_cp, block.end_cp):
            if (name := shadow.name_at(match.start(match.lastgroup or 0))) and name.voice:
                return name.voice
        for match in _STANDS_FOR.finditer(shadow.signs, block.start_cp, block.end_cp):
            if (name := shadow.name_at(match.start("voice"))) and name.voice:
                counts[name.voice] += 1
    best = counts.most_common(2)
    clear = best and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if clear else None


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


_GOVERNMENT = re.compile(
    rf"(?:[Tt]he\s(?:Government|people)\s(?:and\s(?:people|Government)\s)?of\s(?:the\s)?)?(?P<voice>{STATE})\s(?:[a-z]+ly\s|also\s|further\s)*[a-z]+s\b"
)
_WE = re.compile(r"(?:We|Our)\s[a-z]")
_TIMES_IT_SPEAKS = 3


def government_of(shadow: Shadow, running: Sequence[Span]) -> str | None:
    """Give the State that makes a statement without a head: paragraphs begin with what it condemns, and with "we"."""
    counts: Counter[str] = Counter()
    for block in running:
        match = _GOVERNMENT.match(shadow.signs, block.start_cp, block.end_cp)
        if match and (name := shadow.name_at(match.start("voice"))) and name.voice:
            counts[name.voice] += 1
    we = sum(bool(_WE.match(shadow.signs, b.start_cp, b.end_cp)) for b in running)
    best = counts.most_common(1)
    times = best[0][1] if best else 0
    return best[0][0] if we and times > 1 and times + we >= _TIMES_IT_SPEAKS else None


def is_issuer(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a line at the foot says what office issued a statement: "Issued by the Ministry of …"."""
    return bool(_ISSUER.match(shadow.plain, start_cp, end_cp))


def is_statement_title(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a short line says whose statement a text is, whatever stands before it: "… - Statement by Ms. X"."""
    if end_cp - start_cp > _LONGEST_TITLE_CP:
        return False
    return bool(_STATEMENT_TITLE.search(shadow.signs, start_cp, end_cp))


def is_greeting(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a block greets an audience, as a speech does at its beginning."""
    return bool(_GREETING.match(shadow.plain, start_cp, end_cp))


def is_titled(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a headline says that what follows is a statement, a speech or the like."""
    return bool(_TITLE_REMARKS.search(shadow.plain, start_cp, end_cp))


def headline_announces(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a headline is that of somebody's remarks."""
    return is_titled(shadow, start_cp, end_cp) and speaker_set(shadow, start_cp, end_cp) is not None
