"""Towns and provinces that no table holds, by what the text says they are: "the town of Zenda", "Zenda province"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from annotator.domain.transcript import MentionKind
from annotator.tagging.candidates import Candidate
from annotator.tagging.letters import UPPER, title_case
from annotator.tagging.names import is_given_name, is_name
from annotator.tagging.places import Words, matches_at
from annotator.tagging.wordlists import words

_CAP = rf"(?:(?:al|el|as|ad|an|ar|Al|El|Deir|Ras|Umm|Tel|Bab|Port|San|Santa|Saint|St\.?)[- ])?[{UPPER}][\w'\-]{{2,30}}"
_TOWN_OF = re.compile(
    rf"\b(?:towns?|cit(?:y|ies)|villages?|port|outskirts|suburbs?|hamlets?|refugee camps?|municipalit(?:y|ies))\s+of\s+"
    rf"(?P<list>{_CAP}(?:(?:,\s(?:and\s)?|\s(?:and|or)\s){_CAP})*)"
)
_PROVINCE_OF = re.compile(
    rf"\b(?:provinces?|prefectures?|governorates?|departments?|oblasts?|districts?)\s+of\s+"
    rf"(?P<list>{_CAP}(?:(?:,\s(?:and\s)?|\s(?:and|or)\s){_CAP})*)"
)
_PROVINCE = re.compile(
    rf"(?<![\w'\-])(?P<name>{_CAP})\s(?:provinces?|governorates?|oblasts?|districts?|regions?|prefecture|department|"
    r"count(?:y|ies)|valley|peninsula|enclave)\b"
)
_PROVINCES = re.compile(
    rf"(?<![\w'\-])(?P<list>{_CAP}(?:,\s{_CAP}){{0,12}},?\sand\s{_CAP})\s(?:provinces|governorates|oblasts|regions|prefectures)\b"
)
"""Several at once: "the Zenda, Strelsau and Hentzau regions"."""
_IN_A_PLACE = re.compile(
    rf"\b(?:in|near|outside|around|off)\s+(?P<list>(?:al-|Al-|"
    rf"El-)?[{UPPER}][a-zà-ÿ'’\-]{{3,24}}(?:\sand\s(?:al-)?[{UPPER}][a-zà-ÿ'’\-]{{3,24}})?)"
    rf"(?=[.,;:)”]|\s(?:and|or|on|in|was|were|had|has|have|to|for|where|who|which|that|with|by|as|after|before|"
    rf"since|during|when|said|would|is|are|at|the|an?)\b)"
)
"""An unknown name after "in": a place, where the text has it nowhere without a capital."""
_NOT_A_PLACE = words(
    """
    Parliament Congress Headquarters Cabinet Court Chambers Chamber Government Council Assembly Committee
    Secretariat Conference Article Annex Part Section Phase Table Room General Parties Member States State
    Governments Chapter Charter Paragraph Resolution Spanish English French Arabic Chinese Russian Geneva Heaven
    Hell God Christ Islam Christianity Summit Ramadan Christmas Easter Eid Facebook Twitter Google Internet
    Brexit Army Navy Office Council's House Senate Defence Defense Parliamentarians Members Delegates Ministers
    Addition Turn Particular Light Line Accordance Response
    """
)
_TOWN_WORDS = words(
    "town towns city cities village villages port outskirts suburb suburbs hamlet hamlets refugee municipality "
    "municipalities"
)
_PROVINCE_WORDS = words(
    "province provinces governorate governorates oblast oblasts district districts region regions prefecture "
    "prefectures department departments county counties valley peninsula enclave"
)
_FEATURE_WORDS = words(
    "Province Governorate Oblast Prefecture Sea Ocean Peninsula Valley Basin Mountains Desert Heights Plateau Plain "
    "Archipelago Delta Highlands Islands Island Strait Gulf Canal Bay"
)
_PEOPLE_WORDS = words("peoples community communities tribe tribes clan clans ethnic")
_IN_WORDS = words("in near outside around off")
_ONE = re.compile(_CAP)
_NO_PLACE = re.compile(
    r"(?:The|This|That|His|Her|Its|Their|Our|Each|Every|Some|Such|Whole|Entire|Security|Council|State|Sister|Other|All|"
    r"Local|Border|Northern|Southern|Eastern|Western|Central|Police|Legal|Indigenous|Local|International|Rural|"
    r"Religious|Business|Donor|Host|Humanitarian|Academic|Scientific|Development|Economic|Health|Education|"
    r"Several|Many|Small|Remote|Desert|Tropical)$"
)
_FEATURE = re.compile(
    rf"(?<![\w'\-])(?P<name>(?!(?:The|This|In|At|On|From|Of|A)\s)(?:{_CAP}\s){{1,2}}"
    rf"(?:Province|Governorate|Oblast|Prefecture|Sea|Ocean|Peninsula|"
    rf"Valley|Basin|Mountains|"
    rf"Desert|Heights|Plateau|Plain|Archipelago|Delta|Highlands|Islands?|Strait|Gulf|Canal))(?![\w\-])|"
    rf"(?<![\w'\-])(?P<of>(?:Gulf|Strait|Sea|"
    rf"Bay)\sof\s{_CAP})"
)
"""Provinces, seas and other features with what they are in their name."""
_PEOPLES = re.compile(
    rf"(?<![\w'\-])(?P<list>{_CAP}(?:,\s{_CAP})*(?:,?\sand\s{_CAP})?)\s(?:peoples|communit(?:y|ies)|tribes?|"
    rf"clans?|ethnic\sgroups?)\b"
)
_SIDE = re.compile(
    r"(?<![\w.] )(?<!^)\b(?:South|North|West|East|Western|Eastern|Northern|Southern|Upper|Lower|Greater)\s$",
)
"""A part of a region that is called by its side: "the South Pacific"."""
_NUMBER = re.compile(
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\w+teen|\w+ty|Hundreds?|Dozens?)\b"
)
_BEFORE_PROVINCE = re.compile(
    r"\s(?:province|governorate|oblast|prefecture|peninsula|region)s?\b|"
    rf"(?:,\s{_CAP}){{0,12}},?\sand\s{_CAP}\s(?:provinces|governorates|oblasts|regions|prefectures)\b"
)


_DATELINE = re.compile(
    rf"^(?P<name>[{UPPER}]{{3,}}(?:[ \-][{UPPER}]{{2,}}){{0,2}}),\s(?:[{UPPER}][\w'\- ]{{2,24}},\s)?"
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}\b|\d{1,2}\s[A-Z][a-z]{2,8}\b)",
    re.MULTILINE,
)
"""Where a story is from: "STRELSAU, June 27 (ZNA) --"."""


def find_towns(plain: str, words_of_text: Words, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the towns, provinces and peoples that a text says are such, wherever they stand; ``known`` are all names."""
    covered = {at for one in known for at in (one.start_cp, one.end_cp - 1)}
    said: dict[str, MentionKind] = {}
    for match in _DATELINE.finditer(plain):
        if match.start() not in covered:
            yield Candidate(*match.span("name"), MentionKind.CITY, match["name"].title())
    for name, kind in chain(_regions(plain, words_of_text, covered), _listed(plain, words_of_text, covered)):
        said.setdefault(name, kind)
    if not said:
        return
    names = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w\-])(?:{names})(?![\w\-])", plain):
        yield Candidate(match.start(), match.end(), said[match[0]], match[0])


def _regions(plain: str, text: Words, covered: set[int]) -> Iterator[tuple[str, MentionKind]]:
    """What is called a province or has "Sea" and the like in its name."""
    for match in matches_at(_PROVINCE, plain, text.up_to(_PROVINCE_WORDS, 4), 0, len(plain)):
        if match.start("name") not in covered and not _NO_PLACE.match(match["name"]):
            yield match["name"], MentionKind.REGION
    for match in matches_at(_FEATURE, plain, text.up_to(_FEATURE_WORDS, 6, capitalised=True), 0, len(plain)):
        name = match["name"] or match["of"]
        if (match["of"] or match.start() not in covered) and not _NO_PLACE.match(name.split()[0]):
            yield name, MentionKind.REGION


def _listed(plain: str, text: Words, covered: set[int]) -> Iterator[tuple[str, MentionKind]]:
    """Towns, one or several with commas between, peoples likewise, and what stands after "in"."""
    tries = (
        (_TOWN_OF, text.of(_TOWN_WORDS), MentionKind.CITY),
        (_PROVINCE_OF, text.of(_PROVINCE_WORDS), MentionKind.REGION),
        (_PROVINCES, text.up_to(_PROVINCE_WORDS, 26, capitalised=True), MentionKind.REGION),
        (_PEOPLES, text.up_to(_PEOPLE_WORDS, 12, capitalised=True), MentionKind.NORP),
        (_IN_A_PLACE, text.of(_IN_WORDS), MentionKind.CITY),
    )
    for pattern, places, kind in tries:
        for match in matches_at(pattern, plain, places, 0, len(plain)):
            if pattern is _IN_A_PLACE and (
                title_case(_line(plain, match.start()))
                or _BELIEVES.search(plain, max(0, match.start() - 16), match.start())
            ):
                continue
            for one in _ONE.finditer(plain, *match.span("list")):
                double = pattern is _PEOPLES and re.search(r"-[a-z]", one[0])
                no_place = double or _NO_PLACE.match(one[0]) or _NUMBER.match(one[0]) or one.start() in covered
                if not no_place and (pattern is not _IN_A_PLACE or _may_be_a_place(plain, one[0])):
                    yield one[0], kind


def _line(plain: str, at: int) -> str:
    end = plain.find("\n", at)
    return plain[plain.rfind("\n", 0, at) + 1 : end if end >= 0 else len(plain)]


_BELIEVES = re.compile(r"\b(?:believ\w+|faith|trust\w*|confiden\w+|interest\w*|disappoint\w+|hope\w*|belief)\s$")


def _may_be_a_place(plain: str, word: str) -> bool:
    """Whether a word after "in" is no common word, no office and nobody's name."""
    if word in _NOT_A_PLACE or not is_name(word) or is_given_name(word):
        return False
    return not re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", plain)


_ADJECTIVES = frozenset({"Caribbean", "Baltic"})
"""Regions whose name serves as their adjective."""
_PEOPLES_OF = re.compile(r"\s(?:countries|States|states|nations|delegations|delegates|leaders|island)\b")
_PROVINCE_IN_NAME = re.compile(r"\s(?:Province|Governorate|Oblast|Region|Prefecture|Voblast|Island)\b")
_REGION_IN_NAME = re.compile(r"\s(?:Region|Island)\b")
_AND = re.compile(r",\s(?:and\s)?|\sand\s|\sor\s")
_FEWEST_PROVINCES = 2


def among_provinces(plain: str, names: Sequence[Candidate]) -> list[Candidate]:
    """Give the names with a city as its province where it is listed among provinces: "Zenda, Hentzau and Strelsau"."""
    result = list(names)
    begin = 0
    for i in range(1, len(names) + 1):
        if i < len(names) and _AND.fullmatch(plain, names[i - 1].end_cp, names[i].start_cp):
            continue
        listed = range(begin, i)
        begin = i
        if sum(names[n].kind is MentionKind.REGION for n in listed) < _FEWEST_PROVINCES:
            continue
        for n in listed:
            if names[n].kind is MentionKind.CITY:
                result[n] = replace(names[n], kind=MentionKind.REGION)
    return result


def as_province(plain: str, name: Candidate) -> Candidate:
    """Give a city as its province where the text says so ("Zenda province"), and with a "City" after it as a whole."""
    if name.kind is MentionKind.REGION and _PEOPLES_OF.match(plain, name.end_cp) and name.entity in _ADJECTIVES:
        return replace(name, kind=MentionKind.NORP)
    side = _SIDE.search(plain, max(0, name.start_cp - 12), name.start_cp) if name.kind is MentionKind.REGION else None
    if side:
        return replace(name, start_cp=side.start(), entity=plain[side.start() : name.end_cp])
    in_name = _PROVINCE_IN_NAME if name.kind is MentionKind.CITY else _REGION_IN_NAME
    if name.kind in (MentionKind.CITY, MentionKind.REGION) and (whole := in_name.match(plain, name.end_cp)):
        return replace(name, kind=MentionKind.REGION, end_cp=whole.end(), entity=plain[name.start_cp : whole.end()])
    if name.kind is MentionKind.CITY and _BEFORE_PROVINCE.match(plain, name.end_cp):
        return replace(name, kind=MentionKind.REGION)
    if name.kind in (MentionKind.CITY, MentionKind.REGION) and plain.startswith(" City", name.end_cp):
        return replace(name, kind=MentionKind.CITY, end_cp=name.end_cp + len(" City"))
    return name
