"""Names that no table holds but whose shape gives them away: "… Centre for …", "… Agreement", "… Summit"."""

import re
from collections.abc import Iterator

from annotator.domain.transcript import MentionKind
from annotator.tagging.candidates import Candidate
from annotator.tagging.letters import UPPER
from annotator.tagging.places import Words, any_in, matches_at
from annotator.tagging.wordlists import words as words_of

_ORG_HEADS = (
    "Organi[sz]ation|Committee|Commission|Cent(?:re|er)|Union|Forum|Agency|Bank|Court|Tribunal|Association|League|Hub|"
    "Institute|University|Movement|Army|Alliance|Coalition|Community|Federation|Foundation|Network|Authority|Corps|"
    "Council|Bureau|Directorate|Parliament|Secretariat|Office|Mission|Department|Programme?|Fund|Partnership|Academy|"
    "College|Society|Syndicate|Group|Hospital|Initiative|System|Assembly|Enterprise|Corporation|Company|Party|Team|Mechanism|Structure|Force|Service|Front|Campaign"
)
_LAW_HEADS = (
    "Charter|Agreements?|Conventions?|Treaty|Protocols?|Declaration|Covenant|Pact|Accords?|Strategy|Memorandum|"
    "Statute|Compact|"
    "Law|Constitution|Communiqué|Plan of Action|Action Plan|Roadmap|Road Map|Concordat|Framework|Act|Understanding"
)
_EVENT_HEADS = (
    "Summits?|War|Games|Marathon|Olympics|Revolution|Uprising|Conference|Congress|Dialogue|Festival|Process|Exercise|"
    "Round ?[Tt]able"
)

_ORG_WORDS = words_of(
    """
    Organization Organisation Committee Commission Centre Center Union Forum Agency Bank Court Tribunal
    Association League Hub Institute University Movement Army Alliance Coalition Community Federation Foundation
    Network Authority Corps Council Bureau Directorate Parliament Secretariat Office Mission Department Program
    Programme Fund Partnership Academy College Society Syndicate Group Party Team Mechanism Structure Force
    Service Front Campaign Operation Hospital Initiative System Assembly
    Enterprise Corporation Company
    """
)
_LAW_WORDS = words_of(
    """
    Charter Agreement Agreements Convention Conventions Treaty Protocol Protocols Declaration Covenant Pact
    Accord Accords Law Constitution Strategy Memorandum Statute Compact Communiqué Plan Action Roadmap Road
    Concordat Framework Act Understanding
    """
)
_EVENT_WORDS = words_of(
    """
    Summit Summits War Games Marathon Olympics Revolution Uprising Conference Congress Dialogue Festival Process
    Exercise Round Roundtable RoundTable
    """
)
_MISSION_WORDS = words_of("Mission Office")
_EXPERT_WORDS = words_of("Committee Mission Inquiry Mechanism Experts Group Office")
_REACH = 14
"""A compound has at most so many words before its head, those on both sides of a hyphen counted apart."""

_CAP = rf"(?:[{UPPER}][\w]*(?:-[\w]+|'(?!re\b|ll\b|ve\b)[\w]{{2,}})*)"
_STOP = (
    "The|This|That|These|Those|In|At|On|As|For|From|By|To|With|Of|His|Her|Its|Their|Our|My|Your|A|An|Both|Further|Also|"
    "All|Under|Before|After|When|While|Since|And|But|Or|If|Through|During|Following|Regarding|Citing|Noting|Such|Each|"
    "Every|Any|No|Some|Many|Most|Like|Then|Now|Thus|Yet|It|He|She|They|We|I|Monsieur|Madam|Mr|Mrs|Ms|Miss|Dr|Member|States?|"
    "Permanent|Working|Contact|Deputy|Acting|Former|Chair|Chairman|President|Vice|Head|Director|Minister|Foreign|Says|"
    "Ambassador|General|Secretary-General|Secretary|Executive|Special|Representative|Envoy|Coordinator|Adviser|"
    "Commissioner|"
    "Under-Secretary-General|Assistant|Co-Chair|Prime|January|February|March|April|May|June|July|August|"
    "September|October|"
    "November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Meanwhile|However|Moreover|"
    "Turning|Tells|Urges|Calls|Says|Warns|Hears|Adopts|Appeals|Condemns|Stresses|Extends|Decides|Council|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Le|La|Les|El|Los|Las"
)
_WORD = rf"(?:(?!(?:{_STOP})\b(?!-)){_CAP}(?:'s|s')?)"
_INNER = (
    rf"(?:(?!(?:The|This|He|She|It|January|February|March|April|May|June|July|August|September|October|November|"
    rf"December)\b){_CAP})"
)
_TAIL = (
    rf"(?:\s+(?:of|for|on|against)(?:\s+the)?\s+{_INNER}(?:'s(?=\s[{UPPER}]))?(?:(?:,\s+{_INNER})*,?\s+and\s+{_INNER}|"
    rf"\s+{_INNER}(?!'s))*(?:\s+in\s+{_INNER})?)"
)
_LAW_TAIL = (
    rf"(?:\s+(?:on|of|for|against|concerning|relating to|to)(?:\s+(?:the|a))?\s+{_INNER}(?:\s+(?:and|of|the|in|for|"
    rf"with|to|on|its)\b|\s+{_INNER}(?!'s)){{0,12}}"
    rf"(?:\s+between\s+(?:the\s+)?{_INNER}(?:\s+{_INNER}){{0,8}}\s+and\s+(?:the\s+)?{_INNER}(?:\s+{_INNER}){{0,8}})?)"
)
_UN = r"(?:United Nations|UN)\s+"


def _compile(heads: str, tail: str, extra: str = "") -> re.Pattern[str]:
    """A name with words before the head, words after it, or both; the head alone is none."""
    body = rf"(?:{_UN})?(?:{_WORD}\s+){{1,5}}(?:{heads})\b{tail}?|(?:{heads})\b{tail}{extra}"
    return re.compile(rf"(?<![\w'\-])(?:{body})")


_UN_ORGS = re.compile(
    rf"(?<![\w'\-]){_UN}(?:{_WORD}\s+){{0,5}}(?:{_ORG_HEADS}|Operation)\s+(?:in|to|"
    rf"at)\s+(?:the\s+)?{_INNER}(?:\s+{_INNER}(?!'s)){{0,6}}"
)
_EXPERTS = re.compile(
    rf"(?<![\w'\-/])(?:(?:\d{{3,4}}(?:/\d{{3,4}})*\s+)(?:{_INNER}\s+(?:and\s+|\([^()]{{2,20}}\)\s+)?){{0,5}}"
    rf"(?:Sanctions\s+)?Committee|(?:{_WORD}\s+){{1,4}}Sanctions\s+Committee|"
    rf"(?:(?:{_UN})?(?:Independent|International|Independent,? International)\s+)*"
    rf"(?:Fact-Finding\s+Mission|Commission\s+of\s+Inquiry|Investigative\s+Mechanism|Panel\s+of\s+Experts|"
    rf"Group\s+of\s+Experts|Monitoring\s+Group)\s+(?:on|for|in)\s+(?:the\s+)?{_INNER}"
    rf"(?:(?:\s+and\s+|\s+of\s+the\s+|\s+)(?!'s){_INNER}){{0,4}}|"
    rf"Office\s+of\s+the\s+(?:Special\s+|Personal\s+|High\s+)?(?:Representative|Envoy|Coordinator|Advis[eo]r|Advocate|"
    rf"Spokes(?:person|man|woman))(?:\s+of\s+the\s+Secretary-General)?\s+(?:on|for|to)\s+(?:the\s+)?{_INNER}"
    rf"(?:\s+(?:and|in|of|against|the)\b|\s+(?!'s){_INNER}){{0,8}}|"
    rf"Open-[Ee]nded\s+Working\s+Group\s+(?:on|of)\s+(?:the\s+)?{_INNER}(?:\s+(?:and|in|of|against|the|Use)\b|"
    rf"\s+(?!'s){_INNER}){{0,12}})"
)
"""Sanctions committees and groups of experts, which are organs of the United Nations whatever their country."""
_MISSIONS = re.compile(
    r"(?<![\w'\-])(?:OSCE|EU|AU|CIS|CSTO|SCO|NATO|ECOWAS|SADC|IGAD|OAS|African Union|European Union)\s"
    r"(?:Special\s|Observer\s|Monitoring\s|Police\s|Training\s|Border\s|Assistance\s|Verification\s|Advisory\s)*"
    rf"(?:Mission|Office)(?:\s(?:in|to|for)\s(?:the\s)?{_INNER}(?:\s(?:and\s)?(?!'s){_INNER}){{0,4}})?"
)
"""Missions and offices of regional organisations in the field: "OSCE Mission in Zenda"."""
_LAWS = _compile(_LAW_HEADS, _LAW_TAIL)
_EVENTS = _compile(_EVENT_HEADS, _TAIL)
_FRIENDS = re.compile(
    rf"(?<![\w'\-])Group\s+of\s+Friends\s+(?:of|for|on|in)\s+(?:the\s+)?{_INNER}(?:\s+(?:of|and|the)\b|"
    rf"\s+(?!'s){_INNER}){{0,6}}"
)
_ORG_TAIL = rf"(?:{_TAIL}(?:\s+of(?:\s+the)?\s+{_INNER}(?:\s+{_INNER}(?!'s)){{0,3}}(?:\s+and\s+Government)?)?)"
"""What follows the head may have a part of its own: "Union of Foresters of the Ruritanian Lands"."""
_ORGS = _compile(_ORG_HEADS, _ORG_TAIL)
_ACRONYM_FIRST = re.compile(r"[A-Z]{2,7}\d?\s")
_TRAILING = re.compile(
    r"\s+(?:and|of|the|in|for|with|to|on|its|Director(?:-General)?|Spokes(?:man|woman|person)|Chief|Head)$"
)
_NOT_A_NAME = re.compile(
    r"(?:Member|Observer|Host|Security|Central|European|Eastern|Western|Northern|Southern|Third|High|Main|New|"
    r"Heads? of|National) "
    r"(?:States?|Council|Conference)$|Heads? of |Work |Expected |Third |Council (?:members|President|"
    r"presidency)|Working Group$|"
    r"Task Force$|(?:\w+ )?(?:Air|Security|Special|Armed|Ground|Police|Coalition) Forces?$|Press |"
    r"(?:International |Public |Criminal |Humanitarian |Human Rights |Customary |Civil |Common |Martial |"
    r"Maritime )+Law\b|"
    r"Assembly of |(?:National |General |Constituent |Legislative )?Assembly$|General Debate|"
    r"Foreign (?:Office|Service)$|"
    r"National Security Council$|(?:Permanent |Observer )?Mission of (?:the )?[^\W\d_]\w*(?: Union| Republic|"
    r" Federation| Kingdom)?$"
)


def _experts(plain: str, start_cp: int, end_cp: int) -> Iterator[Candidate]:
    for match in _EXPERTS.finditer(plain, start_cp, end_cp):
        surface = match[0]
        while trailing := _TRAILING.search(surface):
            surface = surface[: trailing.start()]
        entity, end = " ".join(surface.split()), match.start() + len(surface)
        yield Candidate(match.start(), end, MentionKind.UN_BODY, entity, None, "United Nations", rank=2)


def find_compounds(plain: str, words: Words, start_cp: int, end_cp: int) -> Iterator[Candidate]:
    """Give the names in one block that have a head word of an organisation, an agreement or an event in them.

    ``words`` are those of ``plain``.
    """
    if any_in(words.of(_EXPERT_WORDS), start_cp, end_cp):
        yield from _experts(plain, start_cp, end_cp)
    if any_in(words.of(_MISSION_WORDS), start_cp, end_cp):
        for match in _MISSIONS.finditer(plain, start_cp, end_cp):
            entity = " ".join(match[0].split())
            yield Candidate(match.start(), match.end(), MentionKind.ORG, entity, None, entity, rank=1)
    for pattern, kind, heads in (
        (_LAWS, MentionKind.LAW, _LAW_WORDS),
        (_EVENTS, MentionKind.EVENT, _EVENT_WORDS),
        (_FRIENDS, MentionKind.ORG, _ORG_WORDS),
        (_ORGS, MentionKind.ORG, _ORG_WORDS),
        (_UN_ORGS, MentionKind.UN_BODY, _ORG_WORDS),
    ):
        places = words.up_to(heads, _REACH, capitalised=True)
        for match in matches_at(pattern, plain, places, start_cp, end_cp):
            candidate = _candidate(match, kind)
            if candidate is not None:
                yield candidate


_LED = re.compile(
    r"[\w.]+-(?:based|led|backed|brokered|sponsored|born|funded|controlled|dominated|run|drafted|mediated|installed)\s"
)
"""What stands before a name and is no part of it: "the Strelsau-led League"."""


def _candidate(match: re.Match[str], kind: MentionKind) -> Candidate | None:
    surface, start = match[0], match.start()
    if led := _LED.match(surface):
        surface, start = surface[led.end() :], start + led.end()
    while trailing := _TRAILING.search(surface):
        surface = surface[: trailing.start()]
    if _NOT_A_NAME.match(surface) or " " not in " ".join(surface.split()):
        return None
    of_the_un = surface.startswith(("United Nations", "UN "))
    if _ACRONYM_FIRST.match(surface) and not of_the_un and kind is not MentionKind.EVENT:
        return None
    if of_the_un and kind is MentionKind.ORG:
        kind = MentionKind.UN_BODY
    entity = " ".join(surface.split())
    if entity.startswith("UN "):
        entity = "United Nations " + entity.removeprefix("UN ")
    voice = {MentionKind.ORG: entity, MentionKind.UN_BODY: "United Nations"}.get(kind)
    return Candidate(start, start + len(surface), kind, entity, None, voice)


_CAMEL_CASE = re.compile(
    r"(?<![\w'\-@#/.])(?!(?:Mac|Fitz|Abdul|Abdel|Van|Von|San|Santa|Des|Las|Los|Ben|Bin|Ibn|Abu)[A-Z])"
    r"[A-Z][a-z]{2,15}[A-Z][A-Za-z]{0,15}(?![\w\-])"
)
_CAPITAL_INSIDE = re.compile(r"[a-z]{2}[A-Z]")
_HALF = re.compile(r"(?<!^)[A-Z][a-z]+$")
"""A name written as one word with a capital inside, as firms and networks are: "StrelNet"."""
_PARTY = re.compile(
    rf"(?<![\w'\-])(?P<name>(?!(?:{_STOP}|State|Ruling|Opposition|Contracting|Warring|Third|Major|Main|New|Old|"
    rf"Political|Islamist|Communist|Socialist|Other|Neither|Either)\b){_CAP}(?:-{_CAP})?)"
    r"\s(?:party|faction|militia|movement)\b"
)
"""A party that is called so after its name: "the Elphberg party"."""


_CREDITED = re.compile(
    rf"(?<=[.\"”])\s?\((?P<list>(?:{_CAP}|[{UPPER}]\.)(?:[ ](?:of[ ]|the[ ])?{_CAP}){{0,4}}"
    rf"(?:(?:,|;|[ ]and)[ ]{_CAP}(?:[ ](?:of[ ]|the[ ])?{_CAP}){{0,4}}){{0,3}})\)$",
    re.MULTILINE,
)
_TIMES_CREDITED = 3
"""So often an agency or a paper in brackets ends a paragraph of a review of the press."""


def find_credited(plain: str) -> Iterator[Candidate]:
    """Give the agencies and papers in brackets at the ends of paragraphs: "…. (Strelsau Post, ZNA)"."""
    found = list(_CREDITED.finditer(plain))
    if len(found) < _TIMES_CREDITED:
        return
    for match in found:
        for one in re.finditer(r"[^,;]+?(?=,|;| and |$)", match["list"]):
            name = one[0].strip()
            begin = match.start("list") + one.start() + one[0].index(name)
            if name:
                yield Candidate(begin, begin + len(name), MentionKind.ORG, name, None, name, rank=1)


_PAPER = re.compile(
    rf"(?<![\w'\-])(?P<name>(?:{_WORD}\s){{1,3}}(?:News|Times|Tribune|Herald|Gazette|Radio|Television|TV|Chronicle|"
    r"Telegraph|Guardian))(?![\w\-])(?!\sof\b)"
)
"""A paper or a broadcaster by the last word of its name: "Strelsau Tribune"."""
_PAPER_WORDS = words_of("News Times Tribune Herald Gazette Radio Television TV Chronicle Telegraph Guardian")
_NO_PAPER = words_of(
    """
    Breaking Fake Good Bad Latest Political Economic World Sports Sport Local National International Business Top More
    Related Hard Old Modern Recent Difficult State Presidential Security Tourism Cultural Live Daily Evening Morning
    """
)
_QUOTED_AUTHORS = re.compile(
    rf"\((?:see\s|cf\.\s)?(?P<one>{_CAP})(?:(?:\sand|,|\s&)\s(?P<two>{_CAP}))?(?:\set\sal\.?)?,\s(?:19|20)\d\d"
    r"[a-z]?(?:[,:][^()]{1,30})?\)"
)
"""Authors whom a paper refers to: "(Rassendyll and Hentzau, 2031)"."""
_TIMES_REFERRED = 2


def find_papers(plain: str, words: Words) -> Iterator[Candidate]:
    """Give the papers and broadcasters that are called so by the last word of their name.

    ``words`` are those of ``plain``.
    """
    for match in matches_at(_PAPER, plain, words.up_to(_PAPER_WORDS, 3, capitalised=True), 0, len(plain)):
        name = match["name"]
        if name.split()[0] not in _NO_PAPER and name.split()[-2] not in _NO_PAPER:
            yield Candidate(*match.span("name"), MentionKind.ORG, name, None, name)


def find_authors(plain: str) -> Iterator[Candidate]:
    """Give the authors whom a text refers to again and again by surname and year, in brackets."""
    found = list(_QUOTED_AUTHORS.finditer(plain))
    if len(found) >= _TIMES_REFERRED:
        for match in found:
            for group in ("one", "two"):
                if match[group]:
                    yield Candidate(*match.span(group), MentionKind.PERSON, match[group], None, None, rank=3)


_NO_HOUSE = words_of(
    """
    President Chairman Chief Executive Director Manager Founder Spokesman Spokeswoman Officer Editor Group Company Party
    Inc Ltd Corp Former Correspondent Commander Leader General Secretary Minister
    """
)


def _is_no_house(word: str) -> bool:
    return word in _NO_HOUSE


_PARTY_WORDS = words_of("party faction militia movement")
_HOUSE_WORDS = words_of(
    "broadcaster newspaper daily airline company firm operator magazine carmaker network channel news think watchdog "
    "ruling militia charity start"
)
_LED_WORDS = words_of("CEO CFO chief")
_HOUSE = re.compile(
    rf"(?:news agency|think tank|start-up|(?!(?:news|think|start)\s)[a-z]+)\s"
    rf"(?P<name>(?!(?:{_STOP})\b){_CAP}(?:[ \-]{_CAP}){{0,2}})(?![\w\-])"
)
"""A house by what stands before its name: "the newspaper Strelsau Post"."""
_LED_BY = re.compile(rf"(?<![\w'\-.])(?P<name>(?!(?:{_STOP})\b){_CAP}(?:\s{_CAP})?)\s(?:CEO|CFO|chief executive)\b")
"""A house by who leads it: "Elphbergia CEO Flavia"."""


_KNOWN_AS = re.compile(
    rf"\b(?:rebels|fighters|forces|militias?|groups?|coalition|alliance|movement|bloc|network|faction|army|gang|gangs|party)"
    rf"[,\s](?:\s?(?:which is|that is|are|is))?\s?(?:now\s|also\s|better\s)?(?:known|called)(?:\sas)?\sthe\s"
    rf"(?P<name>{_CAP}(?:\s{_CAP}){{1,3}})(?![\w\-])"
)
"""Fighters and alliances by what they call themselves: "rebels, known as the Forest Front"."""


def find_called(plain: str, words: Words) -> Iterator[Candidate]:
    """Give the parties and houses that a text calls so, wherever they stand, and the names with a capital inside.

    ``words`` are those of ``plain``.
    """
    inner = _CAMEL_CASE.finditer(plain) if _CAPITAL_INSIDE.search(plain) else iter(())
    joined = list(inner)
    anyhow = {word.lower() for word in words.words} if joined else set()
    for match in joined:
        if any(half.lower() in anyhow for half in _HALF.findall(match[0])):
            continue  # two words that have lost the space between them
        yield Candidate(match.start(), match.end(), MentionKind.ORG, match[0], None, match[0])
    called = {
        match["name"]
        for match in matches_at(_PARTY, plain, words.up_to(_PARTY_WORDS, 2, capitalised=True), 0, len(plain))
    }
    houses = [match["name"] for match in matches_at(_HOUSE, plain, words.of(_HOUSE_WORDS), 0, len(plain))]
    places = words.up_to(_LED_WORDS, 2, capitalised=True)
    houses += [match["name"] for match in matches_at(_LED_BY, plain, places, 0, len(plain))]
    known_as = {match["name"] for match in _KNOWN_AS.finditer(plain)}
    called |= {name for name in houses if not any(map(_is_no_house, name.split()))}
    alone = {word for word in words.words if word.islower()} if called else set()
    called = {name for name in called if name.lower() not in alone}
    called |= known_as
    if called:
        names = "|".join(map(re.escape, sorted(called, key=lambda name: (-len(name), name))))
        for match in re.finditer(rf"(?<![\w\-])(?:{names})(?![\w\-])", plain):
            yield Candidate(match.start(), match.end(), MentionKind.ORG, match[0], None, match[0])
