"""Where a sentence ends: after a full stop, question or exclamation mark, unless an abbreviation says otherwise.

The rule is that of the annotation guidelines: split after ``. ? !`` with any closing quotation mark or bracket when
white space (no-break space too) and a capital, an opening quotation mark or a bracket follow.
"""

import re

from annotator.domain.transcript import Span
from annotator.tagging.wordlists import words

_BOUNDARY = re.compile(
    r"(?P<mark>[.?!…؟]+)(?P<close>(?:[”’\"'»)\]]|[ \xa0\u202f]»|[*†‡⁰¹²³⁴-⁹]|\[\d{1,3}\])*)"
    r"(?P<gap>\s+)(?=[“‘«\"'(\[¿¡]*[^\W_])|"
    r"(?P<wide>[。！？]+[”’」』]*)\s*(?=\S)"
)
_OPENERS = "“‘«\"'([¿¡"
_WORD_BEFORE = re.compile(r"[^\s“”‘«»\"(\[—–,;:/]+$")

_TITLES = words(
    """
    mr mrs ms dr prof gen col lt sgt capt maj adm brig cmdr hon rev fr sen rep gov amb h.e h.h h.r.h messrs st ste
    sr sra sres srta dra mme mlle mm m me pres dir min sec supt insp vs cf eds viz e.g i.e approx ca
    """
)
"""Abbreviations that go on: what follows belongs to the same sentence."""

_BEFORE_NUMBERS = words(
    """
    no nos para paras par art arts sect sects sec secs chap chaps ch vol vols fig figs p pp pt pts ed col cols annex doc
    docs res rev add corr suppl supp ann app jan feb mar apr jun jul aug sep sept oct nov dec n° nr op cit
    """
)
"""Abbreviations that go on when a number, a numeral or a symbol follows."""

_EITHER = words(
    """
    u.s u.n u.k e.u d.c u.s.a u.s.s.r u.a.e d.r.c p.r.c inc ltd co corp jr sr etc al dept govt ave blvd rd ph.d b.a
    m.a ll.m esq bros n.y v i.l.o w.h.o o.a.u n.a.t.o
    """
)
"""Abbreviations that may also end a sentence: they do when a word follows that begins one."""

_CLOCK = frozenset({"a.m", "p.m", "am", "pm"})
_AFTER_CLOCK = re.compile(
    r"(?:\([a-z]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:New York|Eastern|Central|Greenwich|Geneva|Vienna|"
    r"Nairobi|Local)\b"
    r"|[A-Z]{2,4}T\b|UTC\b|GMT\b|January|February|March|April|May\s\d|June|July|August|September|October|"
    r"November|December)"
)
_STARTER = re.compile(
    r"[“‘«\"'(\[]*(?:The|This|That|These|Those|There|Then|They|Their|He|She|His|Her|It|Its|We|Our|I|You|My|A|"
    r"An|In|On|At|As|"
    r"For|From|By|To|With|Of|But|And|Or|So|Yet|Also|After|Before|While|When|Where|What|Who|Why|How|If|Not|No|All|"
    r"Some|Many|Most|Several|However|Moreover|Further|Furthermore|Meanwhile|Nevertheless|Such|Since|Until|Under|"
    r"Over|Turning|Noting|Among|Both|Each|Every|Other|Another|Today|Now|Here|Let|Indeed|Thus|Therefore|Mr|Ms|Mrs|Miss)\b"
)
_ENUMERATOR = re.compile(r"[“‘«\"'(\[•*–—\-\s]*(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])\.$")
_LOOK_BACK = 80
_LETTERED = re.compile(
    r"\b(?:annex|part|group|section|category|plan|option|phase|appendix|article|schedule|zone|area|vitamin|"
    r"type|class|list)"
    r"\s[A-Z]\.$",
    re.IGNORECASE,
)
_QUESTION_CLAUSE = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Miss|Dr)\.?\s)?(?:(?:the\s)?[A-Z][\w’'\-]+\s){1,4}"
    r"(?:asked|said|wondered|queried|replied|exclaimed|demanded|added|continued|inquired)\b"
)


def sentence_spans(text: str, start_cp: int = 0, end_cp: int | None = None) -> list[Span]:
    """Give the sentences of ``text[start_cp:end_cp]`` in order: they tile it but for the white space between them."""
    end_cp = len(text) if end_cp is None else end_cp
    spans: list[Span] = []
    start = _skip_space(text, start_cp, end_cp)
    for match in _BOUNDARY.finditer(text, start_cp, end_cp):
        stop = match.end("wide") if match["wide"] else match.end("close")
        following = _skip_space(text, stop, end_cp)
        if stop <= start or following >= end_cp:
            continue
        if match["wide"] or _ends(text, start, match, following, end_cp):
            spans.append(Span(start, stop))
            start = following
    last = start + len(text[start:end_cp].rstrip())
    if last > start:
        spans.append(Span(start, last))
    return spans


def _skip_space(text: str, at: int, end: int) -> int:
    """The first place from ``at`` that is not white space, at most ``end``."""
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, match: re.Match[str], following: int, end: int) -> bool:
    """Whether the mark at this place ends a sentence that begins at ``start``."""
    after = text[following : min(end, following + 80)]
    if not _begins(after):
        return False
    if "?" in match["mark"] or "!" in match["mark"]:
        return not (match["close"] and _QUESTION_CLAUSE.match(after))
    if match["mark"] != "." or match["close"].strip(")’'"):
        return True
    before = text[max(start, match.end("mark") - _LOOK_BACK) : match.end("mark")]
    return not _goes_on(before, after)


def _begins(after: str) -> bool:
    """Whether what follows can begin a sentence: a capital, a figure, an opening mark, or a script without capitals."""
    first = after[0]
    if first in _OPENERS:
        # A closing mark typed as an opening one stands apart: (threats. “ he said).
        return len(after) > 1 and not after[1].isspace()
    return not first.islower()


def _goes_on(before: str, after: str) -> bool:
    """Whether the full stop that ends ``before`` only marks an abbreviation or a number."""
    if _ENUMERATOR.match(before):
        return True
    found = _WORD_BEFORE.search(before[:-1])
    if not found:
        return False
    word = found[0].rstrip(")’'")
    low = word.lower().removeprefix("l’").removeprefix("l'")
    if low in _TITLES:
        return True
    if low in _CLOCK:
        return bool(_AFTER_CLOCK.match(after))
    if low in _BEFORE_NUMBERS and not (len(word) == 1 and word.isupper()):
        return bool(re.match(r"\d|[IVXLC]+\b|[A-Z]+/|[A-Z]\b", after))
    if low in _EITHER:
        return not _STARTER.match(after)
    return _is_initial(word, before, after)


def _is_initial(word: str, before: str, after: str) -> bool:
    """Whether a single capital before a full stop is the initial of a name, or part of a dotted abbreviation."""
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word):
        return not _STARTER.match(after)
    if not (len(word) == 1 and word.isupper()):
        return bool(re.fullmatch(r"[A-Z]\.-?[A-Z]|[A-Z]-[A-Z]", word)) and not _STARTER.match(after)
    if _LETTERED.search(before) or (word == "I" and re.search(r"\b(?:and|than|as|am) I\.$", before)):
        return False
    return after[0].isalpha() and not re.match(r"(?:The|This|These|In|He|She|It|We|They)\b", after)
