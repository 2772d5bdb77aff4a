"""Capitals for a text that has none, as captions and speech recognition give it, each code point in its place.

Everything that tells a name from a word asks for capitals. A text without them is read as if it had them: the known
names, "I", what begins a sentence, titles and who follows them, given names and what follows those. The stored text
is never touched. Matches "i thank mr. rassendyll of norway"; does not match a text that is written as usual.
"""

import re
from collections.abc import Iterator
from functools import cache

from annotator.domain.transcript import MentionKind
from annotator.tagging.gazetteer import Name, all_names
from annotator.tagging.names import given_names
from annotator.tagging.tokens import for_matching, tokenise
from annotator.tagging.wordlists import words

_FEWEST_LETTERS = 40
_SMALL_SHARE = 0.012
"""A text with a smaller share of capitals among its letters has none: usual texts have three to six in a hundred."""
_TIMES_SMALL = 3
"""A text with capitals that writes these names so often without one lacks others too."""
_LOOKED_AT_CP = 20_000
_LATIN_SMALL = re.compile(r"[a-zà-öø-ÿ]")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_SURE = re.compile(
    r"\b(?:united nations|security council|general assembly|secretary[- ]general|ukraine|russia|russian federation|"
    r"israel|syria|iran|china|france|germany|afghanistan|united states|united kingdom)\b"
)
_WORDS_OF_THE_LANGUAGE = words(
    """
    au car dos esa is las male mend pula start us who quad swat rats pole poles finn alba core fed total shell signal
    telegram elders start ran act care hope fast arms eco mad pact tap los dawn quartet wagner sputnik times post
    congress senate parliament secretariat center centre mission office committee commission council assembly hue hit
    nile bam ber bor gao leh lae pisa cali lima oran tine ola una nam mena spa pla rok rio roma sana contras partners
    """
)
_SHORT_NAMES = words("un eu icc icj iom wfp plo idf rsf oas oic gcc drc uae sco cis uk osh who u.n. u.s. u.k. usa")
_GIVEN_AND_WORD = words(
    """
    ban frank jan ma mai mark mercy petro rein rejoice said sean sun will grace hope rose may june april august art bill
    jack pat sue ray rich dean grant chase summer autumn dawn joy faith charity patience prudence victor king duke baron
    major young long drew gene guy lance miles nick rob sandy don pen peg page josh sierra carol ivy olive ginger holly
    iris lily heather violet pearl ruby amber jade crystal clay cliff curt ernest gay glen herb jay lane lee max merry
    norm pete reed rex rod roman ross sterling trace wade ward woody marina sky star angel noble royal prince general
    """
)
_NO_SURNAME = words(
    """
    a an the and or but of in on at to for from by with as is are was were be been has have had do does did will would
    can could should may might must shall who which that this these those it its he she they we you i his her their
    our your my me him them us so then than there here when where why how what if not no yes said says told tells asked
    added
    noted stressed also just now very well over under about into after before during since until while because thank
    thanks please today tomorrow yesterday one two three first second third all any some many more most much such only
    even still again back out up down off again ever never always here's that's it's i'm briefed met spoke called gave
    made took went came wants want think thinks know knows believe believes says went visited announced and president
    """
)
_OFFICES = (
    r"president|vice president|ambassador|secretary|minister|prime minister|foreign minister|chancellor|senator|"
    r"congressman|congresswoman|secretary[- ]general|under[- ]secretary[- ]general|assistant secretary[- ]general|"
    r"special (?:representative|envoy|coordinator)|high commissioner|governor|judge|justice|professor|general|colonel"
)
_TITLED = re.compile(
    r"\b(?P<title>mr|mrs|ms|miss|dr|sir|dame|madam|madame)\b\.?,?\s+(?P<name>[^\W\d_][\w'’-]*)", re.IGNORECASE
)
_SYMBOL = re.compile(r"(?<![\w/])(?P<letters>[sae]/(?:(?:res|pv|prst|inf|es)[/.-])?)\d")
_OF_THE_US = re.compile(
    r"(?<![\w'’-])(?P<letters>us) (?=president|secretary|ambassador|state department|troops|officials?\b|senator)"
)
_OFFICED = re.compile(
    rf"(?<!the )(?<!a )(?<!an )(?<!his )(?<!their )(?<!our )(?<!vice )(?<!s )\b(?P<title>{_OFFICES})\s+"
    rf"(?P<name>[^\W\d_][\w'’-]{{2,}})"
)
_OFFICE_ALONE = re.compile(
    r"\b(?:under[- ]|assistant |deputy )?secretary[- ]general\b|\bhigh commissioner\b|"
    r"\bspecial (?:representative|envoy)\b|"
    r"\b(?:his|her|your) excellency\b"
)
_BEGINS = re.compile(r"(?:^|\n|>>\s*|(?<![\s.][a-zA-Z])[.?!][\"”’)]*\s+|^[-–—]\s+)(?P<first>[a-zà-öø-ÿ])", re.MULTILINE)
_I = re.compile(r"(?<![\w'’.])i(?=(?:['’](?:m|ve|d|ll)\b)|[\s,;:?!)]|\.\s|$)")
_MONTH = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|(?:may|march)(?=\s\d)|(?<=\d\s)(?:may|march))\b"
)


def in_usual_case(text: str) -> str:
    """Give a text that lacks its capitals with them, of the same length; any other as it is."""
    if not _lacks_capitals(text):
        return text
    letters = list(text)
    for start, end in _capitals(text):
        upper = text[start:end].upper()
        if len(upper) == end - start:
            letters[start:end] = upper
    return "".join(letters)


def _lacks_capitals(text: str) -> bool:
    head = text[:_LOOKED_AT_CP]
    small, capitals = len(_LATIN_SMALL.findall(head)), len(_CAPITAL.findall(head))
    if small < _FEWEST_LETTERS:
        return False
    if capitals < _SMALL_SHARE * small:
        return True
    return sum(1 for _ in _SURE.finditer(head)) >= _TIMES_SMALL


def _capitals(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that have capitals where a text is written as usual."""
    for match in _BEGINS.finditer(text):
        yield match.span("first")
    for pattern in (_I, _MONTH):
        for match in pattern.finditer(text):
            yield match.start(), match.start() + 1
    for pattern in (_SYMBOL, _OF_THE_US):
        for match in pattern.finditer(text):
            yield match.span("letters")
    for match in _OFFICE_ALONE.finditer(text):
        yield from _initials(text, *match.span())
    yield from _known(text)
    yield from _people(text)


def _initials(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The first letters of the words of a stretch, on both sides of a hyphen."""
    for match in re.finditer(r"(?<![\w'’])[^\W\d_]", text[start:end]):
        yield start + match.start(), start + match.end()


def _known(text: str) -> Iterator[tuple[int, int]]:
    """The capitals of known names, the longest that begins at each word."""
    plain = for_matching(text)
    tokens = tokenise(plain.lower() if len(plain.lower()) == len(plain) else plain)
    table = _names_by_first_word()
    number = 0
    while number < len(tokens.words):
        by_length = table.get(tokens.words[number], {})
        if text[tokens.starts[number] - 1 : tokens.starts[number]] == "-":
            number += 1  # the second half of a name: "kim jong-un"
            continue
        stretches = ((known, tokens.words[number : number + length]) for length, known in by_length.items())
        name = next((known[stretch] for known, stretch in stretches if stretch in known), None)
        for offset, word in enumerate(name or ()):
            start, end = tokens.starts[number + offset], tokens.ends[number + offset]
            if len(word) > 1 and word.isupper():
                yield start, end
            elif word[0].isupper():
                yield start, start + 1
        number += len(name) if name else 1


@cache
def _names_by_first_word() -> dict[str, dict[int, dict[tuple[str, ...], tuple[str, ...]]]]:
    """The names by their first word in small letters, then by how many words they have, most first.

    Each as its words in small letters and as it is spelt; names that are words as well are left out.
    """
    table: dict[str, dict[int, dict[tuple[str, ...], tuple[str, ...]]]] = {}
    for name in all_names():
        if _is_sure(name):
            spelt = tokenise(for_matching(name.surface)).words
            small = tuple(map(str.lower, spelt))
            table.setdefault(small[0], {}).setdefault(len(small), {}).setdefault(small, spelt)
    return {first: dict(sorted(by_length.items(), reverse=True)) for first, by_length in table.items()}


def _is_sure(name: Name) -> bool:
    """Whether a name in small letters can hardly be anything else."""
    small = name.surface.lower()
    if len(name.surface) > 3 and name.surface.isupper() and " " not in small and name.surface != small.upper():
        return False
    if " " in small:
        return small.partition(" ")[0] not in ("us", "who") or name.kind is not MentionKind.EVENT
    if small in _SHORT_NAMES and small != "who":
        return True
    return len(small) > 3 and small not in _WORDS_OF_THE_LANGUAGE


def _people(text: str) -> Iterator[tuple[int, int]]:
    """Titles and offices with whom they stand before, given names with what follows them, and all these again."""
    named: set[str] = set()
    for match in (*_TITLED.finditer(text), *_OFFICED.finditer(text)):
        name = match["name"].lower()
        if match.re is _OFFICED and (name in _NO_SURNAME or name.endswith(("ed", "ing")) or name in _OFFICE_WORDS):
            continue
        yield from _initials(text, *match.span("title"))
        if name not in _NO_SURNAME or match.re is _TITLED:
            yield from _initials(text, *match.span("name"))
            named.add(name)
    given = _given_in_small_letters()
    for match in _TWO_WORDS.finditer(text):
        if match["given"].lower() in given and match["next"].lower() not in _NO_SURNAME:
            yield from _initials(text, match.start("given"), match.end("next"))
            named.add(match["next"].lower())
    for match in _LONG_WORD.finditer(text):
        if match[0] in named and match[0] not in _OFFICE_WORDS:
            yield from _initials(text, *match.span())


_TWO_WORDS = re.compile(r"(?<![\w'’-])(?=(?P<given>[^\W\d_]{3,})\s(?P<next>[a-zà-öø-ÿ][\w'’-]+))")
_LONG_WORD = re.compile(r"(?<![\w'’-])[a-zà-öø-ÿ][\w-]{4,}")
_OFFICE_WORDS = words("of for general minister secretary elect designate council president chair speaker ambassador")


@cache
def _given_in_small_letters() -> frozenset[str]:
    return frozenset(name.lower() for name in given_names()) - _GIVEN_AND_WORD
