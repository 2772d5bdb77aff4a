"""Towns and provinces that no table holds, by what the text says they are: "the town of Zenda", "Zenda province"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.domain.transcript import MentionKind
from annotator.tagging.candidates import Candidate
from annotator.tagging.letters import UPPER
from annotator.tagging.people import is_given_name, is_name
from annotator.tagging.wordlists import words

_CAP = rf"(?:(?:al|el|as|ad|an|ar|Al|El|Deir|Ras|Umm|Tel|Bab|Port|San|Santa|Saint|St\.?)[- ])?[{UPPER}][\w'\-]{{2,30}}"
_TOWN_OF = re.compile(
    rf"\b(?:towns?|cit(?:y|ies)|villages?|port|outskirts|suburbs?|hamlets?|refugee camps?|municipalit(?:y|ies))\s+of\s+"
    rf"(?P<list>{_CAP}(?:(?:,\s(?:and\s)?|\s(?:and|or)\s){_CAP})*)"
)
_PROVINCE = re.compile(
    rf"(?<![\w'\-])(?P<name>{_CAP})\s(?:provinces?|governorates?|oblasts?|districts?|regions?|prefecture|department|"
    r"count(?:y|ies)|valley|peninsula|enclave)\b"
)
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
_ONE = re.compile(_CAP)
_NO_PLACE = re.compile(
    r"(?:The|This|That|His|Her|Its|Their|Our|Each|Every|Some|Such|Whole|Entire|Security|Council|State|Sister|Other|All|"
    r"Local|Border|Northern|Southern|Eastern|Western|Central|Police|Legal|Indigenous|Local|International|Rural|"
    r"Religious|Business|Donor|Host|Humanitarian|Academic|Scientific|Development|Economic|Health|Education|"
    r"Several|Many)$"
)
_FEATURE = re.compile(
    rf"(?<![\w'\-])(?P<name>(?!(?:The|This|In|At|On|From|Of|A)\s)(?:{_CAP}\s){{1,2}}"
    rf"(?:Province|Governorate|Oblast|Prefecture|Sea|Ocean|Peninsula|"
    rf"Valley|Basin|Mountains|"
    rf"Desert|Heights|Plateau|Plain|Archipelago|Delta|Highlands|Islands|Strait|Gulf|Canal))(?![\w\-])|"
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
_BEFORE_PROVINCE = re.compile(r"\s(?:province|governorate|oblast|prefecture|peninsula|region)s?\b")


def find_towns(plain: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the towns and provinces of a text that are said to be such, wherever they stand; ``known`` are all names."""
    covered = {at for one in known for at in (one.start_cp, one.end_cp - 1)}
    said: dict[str, MentionKind] = {}
    for match in _TOWN_OF.finditer(plain):
        for one in _ONE.finditer(plain, *match.span("list")):
            if one.start() not in covered and not _NO_PLACE.match(one[0]):
                said.setdefault(one[0], MentionKind.CITY)
    for match in _PROVINCE.finditer(plain):
        if match.start("name") not in covered and not _NO_PLACE.match(match["name"]):
            said.setdefault(match["name"], MentionKind.REGION)
    for match in _FEATURE.finditer(plain):
        name = match["name"] or match["of"]
        if (match["of"] or match.start() not in covered) and not _NO_PLACE.match(name.split()[0]):
            said.setdefault(name, MentionKind.REGION)
    for match in _PEOPLES.finditer(plain):
        for one in _ONE.finditer(plain, *match.span("list")):
            free = one.start() not in covered and not _NO_PLACE.match(one[0]) and not _NUMBER.match(one[0])
            if free and is_name(one[0]):
                said.setdefault(one[0], MentionKind.NORP)
    for match in _IN_A_PLACE.finditer(plain):
        for one in _ONE.finditer(plain, *match.span("list")):
            lower = re.compile(rf"(?<!\w){re.escape(one[0].lower())}(?!\w)")
            free = one.start() not in covered and one[0] not in _NOT_A_PLACE and not _NO_PLACE.match(one[0])
            if free and is_name(one[0]) and not is_given_name(one[0]) and not lower.search(plain):
                said.setdefault(one[0], MentionKind.CITY)
    if not said:
        return
    names = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w\-])(?:{names})(?![\w\-])", plain):
        yield Candidate(match.start(), match.end(), said[match[0]], match[0])


def as_province(plain: str, name: Candidate) -> Candidate:
    """Give a city as its province where the text says so ("Zenda province"), and with a "City" after it as a whole."""
    side = _SIDE.search(plain, max(0, name.start_cp - 12), name.start_cp) if name.kind is MentionKind.REGION else None
    if side:
        return replace(name, start_cp=side.start(), entity=plain[side.start() : name.end_cp])
    if name.kind is MentionKind.CITY and _BEFORE_PROVINCE.match(plain, name.end_cp):
        return replace(name, kind=MentionKind.REGION)
    if name.kind in (MentionKind.CITY, MentionKind.REGION) and plain.startswith(" City", name.end_cp):
        return replace(name, kind=MentionKind.CITY, end_cp=name.end_cp + len(" City"))
    return name
