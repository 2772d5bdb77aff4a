"""Document symbols and citations of resolutions, and articles and chapters of the Charter."""

import re
from collections.abc import Iterator

from annotator.domain.transcript import MentionKind
from annotator.tagging.candidates import Candidate

_RESUMED = r"(?:\s*\((?:Resumption|Part)\s*\d*\))?"
SYMBOL = re.compile(
    r"(?<![A-Z\d_/.])(?:"
    r"S/PV\.\d{1,5}" + _RESUMED + r"|A/(?:ES-\d+/|S-\d+/)?(?:\d+/)?PV\.\d+" + _RESUMED + r"|"
    r"[SAE]/(?:RES|PRST|AC\.\d+|C\.\d+|CONF\.\d+|CN\.\d+|HRC|INF|BUR|\d{2,5}|ES-\d+|Agenda)"
    r"(?:[/.\-][A-Z]*\.?\d+)*(?:/(?:Add|Rev|Corr|L|add|rev|corr)\.\d+)*(?:\s\(\d{4}\))?|"
    r"ST/[A-Z]+/[\w./\-]*\d|"
    r"(?:SG/SM|SG/T|SG/A|SC|GA/[A-Z]{2,4}|GA|ECOSOC|DSG/SM|DC|AFR|PAL|PKO|UNIS/[A-Z]+|HR/[A-Z]+|ORG|L|ENV/DEV|"
    r"SAG|M|BIO|IHA|REC)"
    r"/\d{1,5}(?:[./]\w*\d)*(?:-(?:[A-Z]{1,5}/)+\d+)*"
    r")(?![\w/])"
)
_NUMBER = r"(?:\d{1,4}(?:/\d{1,3})?(?:\s[A-C])?(?:\s*\((?:\d{4}|[IVXLC]+|[A-Z]{1,2}-[IVX\d]+)\))?|ES-\d+/\d+|S-\d+/\d+)"
_RESOLUTIONS = re.compile(
    rf"(?<!\w)(?P<word>[Rr][eé]solutions?|RESOLUTIONS?)\s+(?P<first>{_NUMBER})(?P<more>(?:(?:,\s*(?:and\s+)?|"
    rf"\s+(?:and|to|et)\s+){_NUMBER})*)"
    r"(?!\d)"
)
_ABBREVIATED = re.compile(
    r"(?<!\w)(?:UNSCRs?|UNGA\s?[Rr]es\.?|S/?RES|UNSC\sRes\.?)[\s-]?(?P<number>\d{3,4}(?:\s?\(\d{4}\))?)(?!\w)"
)
_ONE = re.compile(_NUMBER)
_CHAPTER = re.compile(r"(?<!\w)(?:[Cc]hapters?|Chapitres?)\s+(?:[IVX]{1,5}\b)(?:\s*(?:and|,|or|et)\s*[IVX]{1,5}\b)*")
_ARTICLE = re.compile(
    r"(?<!\w)Articles?\s+\d{1,3}(?:\s*\(\d+\)|,?\s+(?:paragraph|para\.)\s+\d+)?(?:\s*(?:and|,|or|"
    r"to)\s*\d{1,3}(?:\s*\(\d+\))?)*\b"
)


def find_documents(plain: str, start_cp: int, end_cp: int) -> Iterator[Candidate]:
    """Give the symbols and resolution citations of a block of a text that has been through ``for_matching``."""
    for match in SYMBOL.finditer(plain, start_cp, end_cp):
        yield Candidate(match.start(), match.end(), MentionKind.DOCUMENT, " ".join(match[0].split()), rank=4)
    for match in _RESOLUTIONS.finditer(plain, start_cp, end_cp):
        yield _citation(match.start(), match.end("first"), match["first"])
        for one in _ONE.finditer(plain, match.start("more"), match.end("more")):
            yield _citation(one.start(), one.end(), one[0])
    for match in _ABBREVIATED.finditer(plain, start_cp, end_cp):
        yield _citation(match.start(), match.end(), match["number"])


def find_provisions(plain: str, start_cp: int, end_cp: int) -> Iterator[Candidate]:
    """Give the chapters and articles that are cited: in this field those of the Charter unless said otherwise."""
    for pattern in (_CHAPTER, _ARTICLE):
        for match in pattern.finditer(plain, start_cp, end_cp):
            entity = f"Charter of the United Nations, {' '.join(match[0].split())}"
            yield Candidate(match.start(), match.end(), MentionKind.LAW, entity, rank=2)


def symbols_of(plain: str) -> tuple[str, ...]:
    """Give the document symbols of a text in order of appearance, each once."""
    return tuple(dict.fromkeys(" ".join(match[0].split()) for match in SYMBOL.finditer(plain)))


def _citation(start: int, end: int, number: str) -> Candidate:
    return Candidate(start, end, MentionKind.DOCUMENT, f"resolution {' '.join(number.split())}", rank=4)
