"""Everything a text names, from the tables, from patterns and from how people are introduced."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.domain.transcript import Mention, MentionKind, Span
from annotator.tagging.candidates import Candidate, settle
from annotator.tagging.compounds import find_authors, find_called, find_compounds, find_credited, find_papers
from annotator.tagging.dates import find_dates
from annotator.tagging.documents import find_documents, find_provisions
from annotator.tagging.gazetteer import states_of_capitals, unfold
from annotator.tagging.letters import UPPER, title_case
from annotator.tagging.names import is_given_name
from annotator.tagging.people import find_people
from annotator.tagging.places import Words
from annotator.tagging.shadow import Shadow, make_shadow
from annotator.tagging.tagger import Tagger
from annotator.tagging.tokens import for_matching
from annotator.tagging.towns import among_provinces, as_province, find_towns
from annotator.tagging.wordlists import words

_ABBREVIATION = re.compile(rf"\s?\(\s?(?:the\s)?[“\"']?(?P<short>[{UPPER}][\w\-/]{{0,9}}[{UPPER}\d])[”\"']?\s?\)")
_SMALL_ABBREVIATION = re.compile(r"\s\((?P<short>[a-z]{3,6})\)")
"""An abbreviation in small letters, as some papers have it."""
_SPELLED_OUT = re.compile(
    rf"(?<![\w'\-])(?P<name>(?!The |In |At |On )[{UPPER}][\w\-]{{1,30}}"
    rf"(?:\s(?:(?:of|for|on|and|against|to)\s(?:the\s)?)?[{UPPER}][\w\-]{{1,30}}){{1,9}})"
    rf"\s\((?:the\s)?(?P<short>[{UPPER}][\w\-]{{1,11}})\)"
)
_IN_BRACKETS = re.compile(rf"\s\((?:the\s)?(?P<short>[{UPPER}]{{2,8}})\)")
_WORD = re.compile(r"[^\W\d_]+(?:-(?![^\W\d_]))?")
_NO_BODY = words(
    """
    Intelligence Weapons Goals Change Violence Disease Diseases Devices Persons Rights Product Technology Technologies
    Learning Period Assistance Aid Reform Women Children Capital Rate Index Points Model Models Destruction Virus
    Syndrome Mines Equipment Vehicle Vehicles Drugs Emissions Warming Income Debt Economy Energy Emergency Training
    Operations Exploitation Abuse Discrimination Racism Migrants Refugees Displacement Zones Ordnance Units Powers
    """
)
"""Words at the end of what is abbreviated and is no organisation: "Artificial Intelligence (AI)"."""
_SMALL_WORDS = words("of for on and against to the in with de du des la le les l d et pour en da do del y e")
_LANGUAGE = re.compile(
    r"(?:spoke in|interpretation from|translated from|original:|soundbite \(|\bin)\s*$", re.IGNORECASE
)
_NOUN = re.compile(r"\s(?!and\b|or\b|but\b|by\b|on\b|at\b|with\b|as\b|to\b|for\b|when\b|that\b)[a-z]")
"""What makes an adjective of a language one of a people: "in Russian history"."""
_LANGUAGES = frozenset({"English", "French", "Russian", "Spanish", "Arabic", "Chinese", "Portuguese", "German"})
_NAMED_PLACE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|M|Mme)\.? $")
_FULLY_NAMED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Mme)\.? [{UPPER}][\w'\-]+ $")
_NAMED_SO = re.compile(rf"\s[{UPPER}][a-z'\-]+(?:,|\s(?:said|told|added|warned|noted|asked|stressed)\b)")
_WORD_BEFORE = re.compile(rf"(?<![\w\-])(?P<word>[{UPPER}][^\W\d_]+) $")
"""The word before a place; a given name there makes a surname of it: "Flavia Strelsau"."""
_SURNAME = re.compile(rf"\s[{UPPER}][a-z]")
_BODIES = frozenset({MentionKind.ORG, MentionKind.UN_BODY})
_PLACES = frozenset({MentionKind.COUNTRY, MentionKind.CITY, MentionKind.NORP, MentionKind.REGION})
_HYPHENATED_BEFORE = re.compile(rf"(?<!\w)(?P<word>[{UPPER}][\w']*)-$")
_HYPHENATED_AFTER = re.compile(rf"-(?P<word>[{UPPER}][^\W\d_]+)")
_PREFIXES = words(
    "Anti Pro Pan Non Ex Inter Intra Trans Euro Sino Franco Anglo Russo Indo Afro Post Pre Sub Arab Greco"
)
_ITS_DELEGATE = re.compile(r"'s?\s(?:UN\s|Permanent\s)?(?:[Rr]epresentative|[Dd]elegat|[Aa]mbassador|[Ee]nvoy)")
_ITS_WORDS = re.compile(
    r"\s(?:(?:has|had|have|also|earlier|later|again|repeatedly|long|quickly|immediately)\s){0,2}"
    r"(?:called (?:on|for|upon)|said|says|urged|rejected|condemned|denied|denies|accused|accuses|insisted|insists|"
    r"warned|vowed|pledged|announced|dismissed|argued|argues|maintains|maintained|expressed)\b"
)
_BEFORE_ITS_WORDS = re.compile(r"(?:^|\n|[.!?”\"]\s|,\s|;\s|\b(?:But|And|While|while|as|but|and|However,)\s)$")
_SEAT_OF_OTHERS = frozenset({"Brussels", "Vienna", "Addis Ababa", "Geneva", "Strasbourg"})
"""Capitals by whose name organisations are called."""
_OF_NEXT = re.compile(r"\s+of\s+(?:the\s+)?")
_HALF_PEOPLE = re.compile(r"(?<!\w)(?:Sino|Indo|Russo|Franco|Anglo|Afro|Austro|Greco|Turco|Luso|Serbo|Euro)-$")
_CONNECTED = re.compile(r"\s+(?:on|for|against|of|and|in)\b|'s?\s")


def name_shadow(text: str, blocks: Sequence[Span], tagger: Tagger) -> Shadow:
    """Give the shadow of a text: all that is named in it but people, with abbreviations as the text defines them."""
    plain = _unbroken(for_matching(text), blocks)
    found = [as_province(plain, c) for c in tagger.find(plain, blocks) if not _is_language_or_person(plain, c)]
    words_of_text = Words(plain)
    for block in blocks:
        place = (block.start_cp, block.end_cp)
        found += [*find_dates(plain, *place), *find_documents(plain, *place), *find_provisions(plain, *place)]
        if not title_case(plain[block.start_cp : block.end_cp]):
            found += find_compounds(plain, words_of_text, block.start_cp, block.end_cp)
    found = _cut_before_known(plain, _without_overlong(plain, _without_dates_inside(found)))
    found += _before_brackets(plain, settle(found))
    found += _by_initials(plain, settle(found))
    found += _defined(plain, settle(found))
    found = _without_bodies_of_states(plain, found)
    found += _beside_known(found, find_credited(plain))
    found += find_papers(plain, words_of_text)
    found += find_authors(plain)
    found += find_towns(plain, words_of_text, settle(found))
    found += _beside_known(found, find_called(plain, words_of_text))
    found = among_provinces(plain, _doubled(plain, settle(found)))
    return make_shadow(plain, _for_states(plain, _in_full(_without_parts_of_words(plain, settle(found)))))


_BODY_OF_STATE = re.compile(
    r"(?:'s)?\s(?:Parliament|Congress|Senate|National Assembly|House of \w+|Cabinet|Army|Navy|Air Force|Coast Guard|"
    r"Supreme Court|Government|Embassy|Foreign Ministry|Defen[cs]e Ministry|Interior Ministry|Armed Forces)$"
)
"""A body that every State has: it is told of the State, and is no name of its own."""


def _without_bodies_of_states(plain: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out a compound of an adjective and a body that every State has: "Ruritanian Parliament"."""
    ends = {
        (one.start_cp, one.end_cp)
        for one in found
        if one.kind is MentionKind.NORP or plain[one.start_cp : one.end_cp] in _SHORT_STATES
    }
    first: dict[int, int] = {}
    for start, end in ends:
        first[start] = max(end, first.get(start, end))
    return [
        one
        for one in found
        if one.trust
        or one.start_cp not in first
        or not _BODY_OF_STATE.fullmatch(plain, first[one.start_cp], one.end_cp)
    ]


def _beside_known(known: Sequence[Candidate], found: Iterable[Candidate]) -> list[Candidate]:
    """Those that overlap nothing known, once what is known is settled."""
    more = list(found)
    if not more:
        return []
    known = settle(known)
    covered = {at for one in known for at in range(one.start_cp, one.end_cp)}
    return [one for one in more if covered.isdisjoint(range(one.start_cp, one.end_cp))]


def _for_states(plain: str, names: Sequence[Candidate]) -> list[Candidate]:
    """A capital stands for its State where it has delegates or says something: "Strelsau called on the rebels"."""
    states = states_of_capitals()

    def speaks(one: Candidate) -> bool:
        if one.kind is not MentionKind.CITY:
            return False
        if _ITS_DELEGATE.match(plain, one.end_cp):
            return True
        says = _ITS_WORDS.match(plain, one.end_cp) and one.entity not in _SEAT_OF_OTHERS
        return bool(says and _BEFORE_ITS_WORDS.search(plain, max(0, one.start_cp - 12), one.start_cp))

    return [replace(one, voice=states.get(one.entity or "")) if speaks(one) else one for one in names]


_SHORT_STATES = frozenset({"US", "U.S.", "UK", "U.K."})
"""States whose short name serves as their adjective."""


def _is_people_of(plain: str, name: Candidate) -> bool:
    """Whether an adjective after another one says of which people somebody of that descent is: "Arab Americans"."""
    return plain.startswith(("American", "Israeli", "Canadian", "Australian"), name.start_cp)


def _doubled(plain: str, names: Sequence[Candidate]) -> list[Candidate]:
    """Two adjectives of peoples with a hyphen between them are one: "the Norwegian-Swedish border"."""
    result: list[Candidate] = []
    for name in names:
        last = result[-1] if result else None
        short = (
            last is not None
            and plain[last.start_cp : last.end_cp] in _SHORT_STATES
            and plain.startswith("-", last.end_cp)
        )
        people = last is not None and (last.kind is MentionKind.NORP or short) and name.kind is MentionKind.NORP
        both = last is not None and people and last.end_cp + 1 == name.start_cp
        half = _HALF_PEOPLE.search(plain, max(0, name.start_cp - 8), name.start_cp)
        if half and name.kind is MentionKind.NORP:
            surface = plain[half.start() : name.end_cp]
            result.append(Candidate(half.start(), name.end_cp, MentionKind.NORP, surface, None, None, trust=1))
        elif last is not None and both and (plain[last.end_cp] in "-–/" or _is_people_of(plain, name)):
            surface = plain[last.start_cp : name.end_cp]
            result[-1] = Candidate(last.start_cp, name.end_cp, MentionKind.NORP, surface, None, None, trust=1)
        else:
            result.append(name)
    return result


def _unbroken(plain: str, blocks: Sequence[Span]) -> str:
    """The text with a space for each line end inside of a block, which is a paragraph broken over lines."""
    pieces: list[str] = []
    at = 0
    for block in blocks:
        pieces += [plain[at : block.start_cp], plain[block.start_cp : block.end_cp].replace("\n", " ")]
        at = block.end_cp
    return "".join([*pieces, plain[at:]])


def mentions_of(shadow: Shadow, blocks: Sequence[Span], speakers: Collection[str] = ()) -> tuple[Mention, ...]:
    """Give the mentions of a text in order, known ``speakers`` among them; no two overlap, none crosses a block."""
    people = find_people(shadow, [b for b in blocks if not title_case(shadow.plain[b.start_cp : b.end_cp])], speakers)
    inside = [c for c in settle([*shadow.names, *people]) if _in_one_block(c, blocks)]
    return tuple(Mention(c.start_cp, c.end_cp, c.kind, c.entity, c.iso) for c in inside)


def _without_dates_inside(found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out a year that is part of a known name: "Agenda 2063"."""
    known = {at for c in found if c.trust and c.kind is not MentionKind.DATE for at in range(c.start_cp, c.end_cp)}
    return [c for c in found if c.kind is not MentionKind.DATE or not {c.start_cp, c.end_cp - 1} <= known]


def _without_overlong(plain: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out a compound that is a known name with more after it: "Security Council on the Middle East"."""
    known: dict[int, list[int]] = {}
    for one in found:
        if one.trust:
            known.setdefault(one.start_cp, []).append(one.end_cp)
    return [
        one
        for one in found
        if one.trust
        or one.rank
        or one.kind not in (MentionKind.ORG, MentionKind.UN_BODY)
        or not any(end < one.end_cp and _CONNECTED.match(plain, end) for end in known.get(one.start_cp, ()))
    ]


def _cut_before_known(plain: str, found: Sequence[Candidate]) -> list[Candidate]:
    """A body of a known organisation ends before its name: "Committee of Foresters | of the Council of Europe"."""
    known = [one.start_cp for one in found if one.trust and one.kind in _BODIES]
    starts = set(known)
    result: list[Candidate] = []
    for one in found:
        shape = one.kind in _BODIES and not (one.trust or one.rank)
        cuts = _OF_NEXT.finditer(plain, one.start_cp, one.end_cp) if shape else ()
        cut = next((match for match in cuts if match.end() in starts and match.start() > one.start_cp), None)
        if cut is not None:
            entity = " ".join(plain[one.start_cp : cut.start()].split())
            voice = entity if one.kind is MentionKind.ORG else one.voice
            one = replace(one, end_cp=cut.start(), entity=entity, voice=voice)
            if " " not in entity:
                continue
        result.append(one)
    return result


def _is_language_or_person(plain: str, candidate: Candidate) -> bool:
    """Whether a demonym names a language here, or a place is somebody's surname."""
    before = plain[max(0, candidate.start_cp - 24) : candidate.start_cp]
    surface = plain[candidate.start_cp : candidate.end_cp]
    if _FULLY_NAMED.search(before) and candidate.kind in _PLACES and " " not in surface:
        return True
    if candidate.kind is MentionKind.NORP and is_given_name(surface) and _NAMED_SO.match(plain, candidate.end_cp):
        return True
    if candidate.kind is MentionKind.NORP and not _NAMED_PLACE.search(before):
        spoken = _LANGUAGE.search(before)
        bare_in = spoken is not None and spoken[0].strip() == "in"
        return surface in _LANGUAGES and spoken is not None and not (bare_in and _NOUN.match(plain, candidate.end_cp))
    single = candidate.kind in (MentionKind.COUNTRY, MentionKind.CITY, MentionKind.NORP) and " " not in surface
    place = candidate.kind in (MentionKind.CITY, MentionKind.REGION) and " " not in surface
    if place and (first := _WORD_BEFORE.search(before)) and is_given_name(unfold(first["word"]).capitalize()):
        return True
    given = candidate.kind is MentionKind.CITY and is_given_name(surface) and _SURNAME.match(plain, candidate.end_cp)
    return bool(given) or (single and bool(_NAMED_PLACE.search(before)))


def _without_parts_of_words(plain: str, names: Sequence[Candidate]) -> list[Candidate]:
    """Leave out a place or people that is half of somebody's double name: "Dan-Fulani", but not "Russia-Ukraine"."""
    ends = {name.end_cp for name in names}
    starts = {name.start_cp for name in names}
    kept: list[Candidate] = []
    for one in names:
        before = _HYPHENATED_BEFORE.search(plain[max(0, one.start_cp - 40) : one.start_cp])
        after = _HYPHENATED_AFTER.match(plain, one.end_cp)
        half = (before and one.start_cp - 1 not in ends and before["word"] not in _PREFIXES) or (
            after and after.start("word") not in starts
        )
        if not (half and one.trust and one.kind in _PLACES and " " not in plain[one.start_cp : one.end_cp]):
            kept.append(one)
    return kept


def _in_full(names: Sequence[Candidate]) -> list[Candidate]:
    """A short form means the organisation that the text named first and in full: "the Treaty Organization"."""
    full: list[Candidate] = [n for n in names if n.trust and n.kind in (MentionKind.ORG, MentionKind.UN_BODY)]
    result: list[Candidate] = []
    for name in names:
        short = f" {name.entity}"
        whole = None if name.trust else next((n for n in full if (n.entity or "").endswith(short)), None)
        if whole is not None and name.kind in (MentionKind.ORG, MentionKind.UN_BODY):
            name = replace(name, kind=whole.kind, entity=whole.entity, voice=whole.voice)
        result.append(name)
    return result


def _before_brackets(plain: str, names: Sequence[Candidate]) -> list[Candidate]:
    """Capitalised words before an abbreviation in brackets: its full name, where known or made of their initials."""
    starts = {name.start_cp: name for name in names}
    covered = {at for name in names for at in range(name.start_cp, name.end_cp)}
    found: list[Candidate] = []
    for match in _SPELLED_OUT.finditer(plain):
        if not covered.isdisjoint(range(*match.span("name"))):
            continue
        known = starts.get(match.start("short"))
        entity = " ".join(match["name"].split())
        if entity.rpartition(" ")[2] in _NO_BODY:
            continue
        if known and known.trust and known.kind in (MentionKind.ORG, MentionKind.UN_BODY):
            found.append(replace(known, start_cp=match.start("name"), end_cp=match.end("name"), trust=0))
        elif known is None and match["short"].upper() in _initials(entity):
            found.append(Candidate(*match.span("name"), MentionKind.ORG, entity, None, entity))
    return found


def _by_initials(plain: str, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """Words before an unknown abbreviation in brackets that are made of its letters, small words between left out."""
    covered = {at for name in names for at in range(name.start_cp, name.end_cp)}
    for match in _IN_BRACKETS.finditer(plain):
        known = next((n for n in names if n.start_cp == match.start("short")), None)
        if match.start("short") in covered and not (known and known.kind in _BODIES):
            continue
        line_start = plain.rfind("\n", 0, match.start()) + 1
        begin = _spelling(plain[line_start : match.start()], match["short"])
        if begin is not None:
            start = line_start + begin
            end = start + len(plain[start : match.start()].rstrip(" -–—,"))
            entity = " ".join(plain[start:end].split())
            if entity.rpartition(" ")[2].capitalize() in _NO_BODY:
                continue
            spelt = Candidate(start, end, MentionKind.ORG, entity, None, entity)
            yield replace(known, start_cp=start, end_cp=end, trust=0) if known else spelt


def _spelling(before: str, short: str) -> int | None:
    """Where in the words before an abbreviation those begin whose first letters it is made of, or None."""
    letters = ""
    for word in reversed(list(_WORD.finditer(before))):
        if word[0] in _SMALL_WORDS:
            continue
        letters = word[0][0].upper() + letters
        if len(letters) == len(short):
            return word.start() if letters == short and word[0][0].isupper() else None
    return None


def _initials(name: str) -> set[str]:
    """The first letters of the words of a name, with those of its small words and without."""
    words = re.split(r"[\s\-]+", name)
    return {"".join(w[0] for w in words).upper(), "".join(w[0] for w in words if w[0].isupper()).upper()}


def _defined(plain: str, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """Abbreviations that stand in brackets after a name, wherever they stand again."""
    meanings: dict[str, Candidate] = {}
    for name in names:
        small = _SMALL_ABBREVIATION.match(plain, name.end_cp) if name.kind in _BODIES else None
        if small and small["short"].upper() in _initials(plain[name.start_cp : name.end_cp]):
            meanings.setdefault(small["short"], name)
        match = _ABBREVIATION.match(plain, name.end_cp)
        if match and name.kind in (MentionKind.ORG, MentionKind.UN_BODY, MentionKind.LAW, MentionKind.EVENT):
            meanings.setdefault(match["short"], name)
    if meanings:
        shorts = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
        for match in re.finditer(rf"(?<![\w\-/])(?:{shorts})(?![\w/]|-\d)", plain):
            yield replace(meanings[match[0]], start_cp=match.start(), end_cp=match.end(), trust=2)


def _in_one_block(candidate: Candidate, blocks: Sequence[Span]) -> bool:
    at = bisect_right(blocks, candidate.start_cp, key=lambda b: b.start_cp) - 1
    return at >= 0 and candidate.end_cp <= blocks[at].end_cp
