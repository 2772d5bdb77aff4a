"""Offices and the words that go with them: how a role is written, and on whose behalf its holder speaks."""

import re

from annotator.domain.transcript import MentionKind
from annotator.tagging.candidates import Candidate
from annotator.tagging.letters import UPPER
from annotator.tagging.shadow import ANY_NAME, ORG, STATE, Shadow
from annotator.tagging.wordlists import words

UNITED_NATIONS = "United Nations"

_HEAD = (
    r"(?:(?:Under-|Deputy |Assistant |Acting |acting )*Secretar(?:y|ies)[- ]General|"
    r"(?:Special |Personal |Deputy |Permanent |High |Chief |Principal )*(?:Representative|Envoy|Observer|"
    r"Coordinator|Rapporteur)|"
    r"(?:Special |Senior |Military |Police |Legal |Political |Principal |National Security )*(?:Advis[eo]r|"
    r"Advocate|Expert)|"
    r"(?:Deputy |Assistant )?High Commissioner|Commissioner(?:-General)?|"
    r"(?:Deputy |First Deputy |Vice[- ]|Prime |Foreign |Defence |Interior |Federal |State |Union )*(?:Minister|"
    r"Premier)|Minister of State|"
    r"(?:Deputy |Assistant |Under-?|Permanent |Parliamentary |Foreign |Home |Executive |"
    r"Permanent Under-)*Secretary(?: of State)?|"
    r"(?:Vice[- ]|Deputy |Co-)?(?:President|Chair(?:man|woman|person)?|Speaker|Chancellor|Governor|Prosecutor)|"
    r"(?:Deputy |Assistant |Executive |Managing |Regional |Country |Senior |Acting )*Director(?:[- ]General)?|"
    r"(?:Deputy |Acting )?(?:Head|Chief|Commander|Administrator|Executive|Registrar|Ombudsperson|Facilitator|"
    r"Spokes(?:man|woman|person))|"
    r"(?:Force|Division|Sector|Mission) Commander|Chef de Cabinet|Chargé d'[Aa]ffaires|Counsell?or|First Secretary|"
    r"Attorney General|Judge|Justice|Ambassador|General|Major|Colonel|Founder|Co-[Ff]ounder|Fellow|Professor|"
    r"Researcher|"
    r"Crown Prince|Prince|King|Queen|Emir|Amir|Sultan|Sheikh|Archbishop|Cardinal|Pope|Apostolic Nuncio|Nuncio|Senator|"
    r"Mayor|Delegate|Lecturer|"
    r"Secrétaires? générale?s?(?: adjointe?| adjoint)?|Secrétaire d'État|Premi(?:er|ère) [Mm]inistre|"
    r"(?:Vice-)?(?:Président|Directeur|Directrice|Ministre|Ambassadeur|Ambassadrice|Commissaire)e?|"
    r"Représentante?s?(?: permanente?| spéciale?)?|Envoyée?(?: spéciale?)?|Haute?-(?:Commissaire|Représentante?)|"
    r"Secretari[oa] General|Ministr[oa]|Embajador|Embajadora|President[ea]|Representante(?: Permanente| Especial)?|"
    r"Journalist|Lawyer|Activist|Member|Officer|Analyst|Editor|Correspondent|Author|Manager|Partner|Scholar|Strategist|CEO|CFO|"
    r"D?SRSG|UNSG|USG|ASG)"
)
_SMALL_HEAD = (
    r"(?:representative|director|founder|co-founder|head|chief|chair|chairman|chairperson|spokes(?:man|woman|"
    r"person)|activist|"
    r"professor|researcher|lawyer|journalist|expert|member|coordinator|president|minister|adviser|advisor|"
    r"analyst|advocate|"
    r"secretary|executive director|officer|fellow|leader|envoy|ambassador|editor|survivor|student|refugee|"
    r"doctor|peacebuilder|counterpart|delegate|colleague|commander|diplomat|official|economist|scientist|farmer|"
    r"columnist|inspector|aide|rapporteur|investigator|lawmaker|correspondent|reporter|undersecretary|teacher|"
    r"nurse|human rights defender|defender|"
    r"economist|"
    r"historian|scholar|judge|prosecutor|negotiator|mediator|chancellor|premier|governor|senator|mayor|politician|"
    r"pollster|consultant|strategist|campaigner|organi[sz]er|lecturer|writer|author|novelist|volunteer|engineer|"
    r"veteran|pastor|priest|bishop|imam|entrepreneur|specialist|manager|parliamentarian|legislator|congress(?:man|"
    r"woman))"
)
OFFICE_WORDS = frozenset(
    form
    for word in words(
        """
        Secretary Secretaries Representative Envoy Observer Coordinator Rapporteur Adviser Advisor Advocate Expert
        Commissioner Minister Premier President Chair Chairman Chairwoman Chairperson Speaker Chancellor Governor
        Prosecutor Director Head Chief Commander Administrator Executive Registrar Ombudsperson Facilitator Spokesman
        Spokeswoman Spokesperson Chef Chargé Counsellor Counselor Attorney Judge Justice Ambassador General Major
        Colonel Founder Fellow Professor Researcher Prince King Queen Emir Amir Sultan Sheikh Archbishop Cardinal Pope
        Nuncio
        Senator Mayor Delegate Lecturer Secrétaire Première Président Présidente Directeur Directrice Ministre Ministres
        Ambassadeur Ambassadrice Ambassadeure Directeure Commissaire Représentant Représentante Envoyé Envoyée Haut
        Haute Secretario Secretaria Ministro Ministra Embajador Embajadora Presidente Presidenta Representante
        Journalist Lawyer Activist Member Officer Analyst Editor Correspondent Author Manager Partner Scholar Strategist
        representative director founder co-founder head chief chair chairman chairperson spokesman spokeswoman
        spokesperson activist professor researcher lawyer journalist expert member coordinator president minister
        adviser advisor analyst advocate secretary officer fellow leader envoy ambassador editor survivor student
        refugee doctor peacebuilder counterpart delegate colleague commander diplomat official economist scientist
        farmer teacher nurse defender historian scholar judge prosecutor negotiator mediator columnist inspector
        aide rapporteur investigator lawmaker correspondent reporter undersecretary chancellor premier governor senator
        mayor politician pollster consultant strategist campaigner organizer organiser lecturer writer author novelist
        volunteer engineer veteran pastor priest bishop imam entrepreneur specialist manager parliamentarian legislator
        congressman congresswoman
        SRSG DSRSG UNSG USG ASG CEO CFO
        """
    )
    for form in (word, f"{word}s")
)
"""One word of every office, in each of its forms: where none of them stands there is no office."""
ROLE_REACH = 16
"""A role has at most so many words before its office: determiners, States, modifiers."""
_DETERMINER = (
    r"(?:(?:the|that|a|an|its|our|his|her|their|le|la|el|then|former|acting|outgoing|incoming|new|newly appointed|"
    r"current|(?:country|organi[sz]ation|State|bloc|group)'s)\s+)*"
)
_MODIFIER = (
    rf"(?:(?:{ANY_NAME}(?:\s\({ANY_NAME}\))?(?:'s?)?|"
    rf"(?!(?:The|He|She|It|They|In|At|On)\b)[{UPPER}][\w'\-]{{0,40}}|and|of|for|&)\s+){{0,6}}?"
)
ROLE_START = rf"(?:{_DETERMINER}{_MODIFIER}(?:{_HEAD}s?\b|(?:(?:[a-z\-]+|{ANY_NAME})\s+){{0,5}}?{_SMALL_HEAD}\b))"
"""The beginning of a role up to its head word: "Deputy Minister", "the CSTO's Secretary-General"."""
ROLE_HEAD = _HEAD
ROLE_NAME_TITLE = (
    rf"(?:{_HEAD}|Mr\.?|Mrs\.?|Ms\.?|Miss|Mx\.?|Dr\.?|Sir|Dame|Lord|Lady|Madam|Madame|Mme|Mlle|Monsieur|M\.|Sr\.|"
    rf"Sra\.|Mgr|"
    r"Prof\.|Gen\.|"
    r"Capitaine|Colonel|Commandant|Général(?: de Brigade)?|General de Brigade|Maréchal|Lt\.|Lieutenant|Maj\.|Col\.|"
    r"Capt\.|Captain|Brigadier|Admiral|Amb\.|Sen\.|Rep\.|Gov\.|Rev\.|Father|Sister|Imam|"
    r"Ayatollah|Mullah|H\.E\.|Secretary|Foreign Secretary|Don|Doña|Señor|Señora|Herr|Frau|Comrade)"
)
"""A title that stands directly before a name."""
OFFICE_IN_LABEL = (
    r"(?i:(?:(?:the|h\.e\.|deputy|acting|vice|assistant|under|prime|foreign|defen[cs]e|interior|state|federal|crown|"
    r"national security|special|high|permanent|executive|former|us|un)[\s-]+){0,4}"
    r"(?:secretary[\s-]general|secretary|minister|president|premier|chancellor|ambassador|senator|congress(?:man|"
    r"woman)|"
    r"governor|commissioner|representative|envoy|coordinator|rapporteur|advis[eo]r|director(?:-general)?|administrator|"
    r"spokes(?:man|woman|person)|chair(?:man|woman|person)?|general|admiral|colonel|prince|princess|king|queen|emir|"
    r"taoiseach|judge|prosecutor))"
)
"""An office as the label of a turn has it before the name, often in capitals: "FOREIGN MINISTER RASSENDYLL:"."""

_OF_THE_SECRETARY_GENERAL = re.compile(
    r"of the (?:UN |United Nations |\ue002\ue003*(?:'s)?\s*)?Secretary-General|Secretary-General's|"
    r"Under-Secretary-General|"
    r"Assistant Secretary-General|Emergency Relief Coordinator|Resident Coordinator|High Commissioner|"
    r"Special Rapporteur"
)
_OF_PEACE_IMPLEMENTATION = re.compile(r"High Representative for (?:the Implementation\b.{0,60})?Bosnia")
"""He reports to the Council but is of the Peace Implementation Council, neither the State's nor the United Nations'."""
_UN_OFFICE = re.compile(
    r"Secretary-General|Special (?:Representative|Envoy|Coordinator|Adviser)|Personal Envoy|(?<!Air )Force Commander|"
    r"High Representative for Disarmament|"
    r"Organization's (?:top |senior |chief )?(?:[a-z-]+ ){0,3}(?:official|chief|head|envoy)|head of the Organization's|"
    r"Humanitarian Coordinator|Police Adviser|Military Adviser|\b(?:D?SRSG|UNSG|USG|ASG)\b"
)
_LEAD = re.compile(
    rf"(?:(?:(?:[Ss]tatement|[Rr]emarks|[Ss]peech|[Aa]ddress)\s(?=of|by)|of|by|[Tt]he|[Ii]ts|[Aa]n?|our|his|her)\s+|"
    rf"{ANY_NAME}(?:'s?)?\s+)+"
)
_ADVERB_AFTER = re.compile(r",\s+(?:meanwhile|however|for (?:his|her) part|in turn|also)$")
_OF = re.compile(
    rf"(?:\b(?:of|for|to|from|representing|at|with|in|de|du|des|auprès de)\s+|\bde l')(?:the\s+|la\s+|los\s+)?"
    rf"(?:\w+\s+of\s+(?:the\s+)?)?(?={ANY_NAME})"
)


_UN_AMBASSADOR = re.compile(
    rf"{ORG}\s(?:[Aa]mbassador|[Ee]nvoy|[Pp]ermanent\s[Rr]epresentative)\s(?:of|for|from)\s(?:the\s)?(?P<state>{STATE})"
)
"""Who represents a State at an organisation: "Deputy League Ambassador of Ruritania"."""


def affiliation_of(shadow: Shadow, start_cp: int, end_cp: int) -> str | None:
    """Give the State or organisation for which the holder of the role in this stretch speaks, or None.

    The office decides first (an Under-Secretary-General speaks for the United Nations), then the first name that
    somebody can speak for.
    """
    signs = shadow.signs[start_cp:end_cp]
    named = shadow.names_in(start_cp, end_cp)
    based = [name.start_cp for name in named if shadow.plain.startswith(("-based", "-born", "-led"), name.end_cp)]
    voices = [name for name in named if name.voice and _has_a_voice(name) and name.start_cp not in based]
    outside = [name for name in voices if name.voice != UNITED_NATIONS and name.kind is MentionKind.ORG]
    if _OF_PEACE_IMPLEMENTATION.search(shadow.plain, start_cp, end_cp):
        return "Office of the High Representative"
    if (envoy := _UN_AMBASSADOR.search(signs)) and (state := shadow.name_at(start_cp + envoy.start("state"))):
        return state.voice
    if re.search(r"of the Secretary-General (?:to|for|in|on)\b", signs):
        return UNITED_NATIONS
    if _OF_THE_SECRETARY_GENERAL.search(signs) and not (outside and _first(voices, outside)):
        return UNITED_NATIONS
    if len(voices) > 1 and _is_part_of(shadow, *voices[:2]):
        return voices[1].voice
    works = _WORKS_AT.search(signs) or (voices and voices[0].trust == 0 and _WORKS_THERE.search(signs))
    if works and (at := shadow.name_at(start_cp + works.start("org"))) and at.voice and at in outside:
        return at.voice
    if (house := _HOUSE.search(signs)) and (at := shadow.name_at(start_cp + house.start("org"))) and at.voice:
        return at.voice
    if house_name := _HOUSE_BY_SHAPE.search(signs):
        return " ".join(shadow.plain[start_cp + house_name.start("org") : start_cp + house_name.end("org")].split())
    if voices and _is_territorial(voices[0]) and (field := _FIELD_FOR.search(signs)):
        at = shadow.name_at(start_cp + field.start("org"))
        if at and at in outside:
            return at.voice
    if voices and not (
        _is_territorial(voices[0]) and re.search(r"Special (?:Representative|Envoy|Coordinator) for", signs)
    ):
        return voices[0].voice
    if _UN_OFFICE.search(signs):
        return UNITED_NATIONS
    return _association(shadow, start_cp, end_cp)


_ASSOCIATION = re.compile(
    r"\b(?:[Ff]ounder|[Cc]o-?[Ff]ounder|[Cc]oordinator|[Aa]ctivist|[Mm]ember|[Pp]resident|[Cc]hair(?:man|woman|"
    r"person)?|"
    r"[Dd]irector|[Rr]epresentative|[Ss]pokes(?:man|woman|person)|[Ll]awyer|[Hh]ead|[Ll]eader|[Oo]fficer|"
    r"[Ee]xecutive)\s"
    r"(?:of|for|from|at|with)\s(?:the\s)?(?:(?:[a-z\-]+(?:'s)?\s){0,4}?(?:organi[sz]ation|group|association|network|"
    r"movement|foundation|coalition|collective|charity)\s)?"
    rf"(?P<name>[{UPPER}][\w'\-]+(?:\s(?:(?:of|for|de|del|de las|de los|du|des|and|the|against|in|on)\s)?"
    rf"[{UPPER}][\w'\-]+){{1,6}})"
)
"""An office in an association that no table holds: "coordinator of the women's network Lake Voices"."""
_FIELDS = words(
    """
    Operations Advocacy Policy Affairs Programme Programmes Research Communications Humanitarian Political Legal Human
    Rights Relations Partnerships Division Department Section Branch Unit Middle East North South West Africa Asia
    Europe Peace Security International Regional Special Foreign External Public Interior Finance Defence Defense
    Health Board Council Committee Commission Staff State Mission Strategic Analysis Emergency Emergencies Response
    """
)
"""Words of which the field of an office is made, and not the name of an association."""


def _association(shadow: Shadow, start_cp: int, end_cp: int) -> str | None:
    """The association that an office names which no table holds, or None."""
    match = _ASSOCIATION.search(shadow.plain, start_cp, end_cp)
    if match is None or match["name"].split()[0] in _FIELDS:
        return None
    return " ".join(match["name"].split())


GOVERNED = frozenset({"Taiwan", "Kosovo", "Hong Kong", "Macao", "Western Sahara", "Abkhazia", "South Ossetia"})
"""Regions that officials speak for."""
_SPEAK = frozenset({MentionKind.COUNTRY, MentionKind.ORG, MentionKind.UN_BODY, MentionKind.NORP})


def _has_a_voice(name: Candidate) -> bool:
    return name.kind in _SPEAK or name.entity in GOVERNED


def _first(voices: list[Candidate], outside: list[Candidate]) -> bool:
    """Whether an organisation outside the United Nations is the first that is named."""
    return voices[0] == outside[0]


_WORKS_AT = re.compile(rf"\s(?:at|with)\s(?:the\s)?(?P<org>{ORG})$")
_WORKS_THERE = re.compile(rf"\s(?:at|with)\s(?:the\s)?(?P<org>{ORG})")
_FIELD_FOR = re.compile(
    rf"{ANY_NAME}\s(?:[a-z]+\s){{0,2}}(?:director|researcher|analyst|expert|advis[eo]r|specialist|head|manager|"
    rf"coordinator|spokes(?:man|woman|person)|programme\s\w+|office\s\w+)\s(?:for|at|of|with)\s(?:the\s)?(?P<org>{ORG})"
)
"""Somebody whose field a State is: "Ruritania director for Rights Watch"."""
_HOUSE_KIND = (
    rf"(?:{ANY_NAME}(?:'s|-based)?|[a-z\-]+-based)\s(?:[a-z\-]+\s){{0,3}}"
    r"(?:think[ -]tank|company|firm|group|charity|operator|giant|network|"
    rf"watchdog|non-profit|nonprofit|NGO|university|institute|consultancy|newspaper|daily|broadcaster|party|bank)"
    rf"(?:\scalled)?,?\s(?:the\s)?"
)
_HOUSE = re.compile(rf"{_HOUSE_KIND}(?P<org>{ORG})")
"""A house that a State is only the seat of: "the Ruritanian think tank Strelsau House"."""
_HOUSE_BY_SHAPE = re.compile(rf"{_HOUSE_KIND}(?P<org>[{UPPER}][\w'\-&]+(?:\s[{UPPER}][\w'\-&]+){{0,4}})$")
_PART_OF = re.compile(r"\s(?:of|in)\s(?:the\s)?")


def _is_part_of(shadow: Shadow, body: Candidate, state: Candidate) -> bool:
    """Whether a name known by its shape only is that of a State's own body: "Department for Forests of Ruritania"."""
    between = _PART_OF.fullmatch(shadow.plain, body.end_cp, state.start_cp)
    return bool(between) and body.trust == 0 and body.kind is MentionKind.ORG and state.kind is MentionKind.COUNTRY


def _is_territorial(name: Candidate) -> bool:
    return name.kind in (MentionKind.COUNTRY, MentionKind.NORP, MentionKind.REGION)


def role_text(shadow: Shadow, start_cp: int, end_cp: int) -> str | None:
    """Give the office itself, without article and without the State or organisation it belongs to."""
    stretch = shadow.signs[start_cp:end_cp]
    cut = _OF.search(stretch)
    lead = _LEAD.match(stretch)
    begin = start_cp + (lead.end() if lead else 0)
    stop = start_cp + cut.start() if cut and start_cp + cut.start() > begin else end_cp
    text = " ".join(shadow.plain[begin:stop].split()).strip(" ,;—–-")
    text = _ADVERB_AFTER.sub("", text)
    return text or None
