"""Who is named: full names by how they are introduced, then the surname alone in the same text."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial

from annotator.domain.transcript import MentionKind, Span
from annotator.tagging.candidates import Candidate
from annotator.tagging.language import language_of
from annotator.tagging.letters import CAPITALS_NAME, FULL_NAME, LOWER, NAME, NAME_PART, UPPER
from annotator.tagging.names import (
    ARTICLES,
    NOT_NAMES,
    given_name_at,
    is_before_a_name,
    is_given_name,
    is_name,
    last_name,
    proper_name,
)
from annotator.tagging.places import any_in, matches_at
from annotator.tagging.roles import OFFICE_IN_LABEL, OFFICE_WORDS, ROLE_HEAD, ROLE_NAME_TITLE, ROLE_REACH, ROLE_START
from annotator.tagging.shadow import STATE, VOICE, Shadow
from annotator.tagging.vocatives import names_called
from annotator.tagging.wordlists import words

_VERB = r"(?:(?:also|then|further|however|later|has|had|again)\s+)*[a-z]+(?:ed|id|ld|ok|ke|ve|ght|s)\b"
_SMALL = r"(?:(?:de|da|del|della|van|von|der|den|la|le|al|el|bin|dos|du) ){0,2}"
_VOICE_SIGN = r"[\ue000-\ue003\ue006\ue007]"
_TITLED = re.compile(
    rf"(?:(?<![\w\-])|(?<=[Tt]hen-)|(?<=\b[Ee]x-))(?P<title>{ROLE_NAME_TITLE})\]?\s+(?P<name>{_SMALL}{NAME})"
)
_WITH_OFFICE = re.compile(rf"(?P<name>{FULL_NAME})\s?(?:,|\s[—–-])\s*{ROLE_START}")
_AFTER_OFFICE = re.compile(
    rf"(?<![\w\-]){ROLE_START}(?:\s(?!said)[^,.;:()“”\n]{{0,90}})?,\s(?P<name>{FULL_NAME})(?=[,.;)]|\s[—–(]|$)",
    re.MULTILINE,
)
_WITH_STATE = re.compile(rf"(?P<name>{FULL_NAME})\s?\(\s?(?:{STATE}|{VOICE})")
_AFTER_STATE = re.compile(rf"(?:(?<={_VOICE_SIGN}'s\s)|(?<={_VOICE_SIGN}'\s))(?P<name>{FULL_NAME})(?=,?\s{_VERB})")
_IN_CAPITALS = re.compile(rf"\s*(?P<name>{CAPITALS_NAME})\s?(?:,\s*{ROLE_START}|,?\s*\(|,\s[a-z])")
_AFTER_VERB = re.compile(
    rf"\b(?:said|asked|added|told|warned|stressed|by|wrote|explained|noted)\s(?P<name>{FULL_NAME}),\s(?:an?|the|who|"
    r"whose)\s"
)
_INSERTED = re.compile(rf"(?<!\w)(?P<name>\[[{UPPER}][\w'\-]+\]\s{NAME_PART})")
_SPOKEN_OF = re.compile(
    rf"(?P<name>{FULL_NAME})(?=[,.;:)]|\s[a-z(—–]|'s\b|$)",
    re.MULTILINE,
)
_BEFORE_SPOKEN_OF = re.compile(
    r"\b(?:(?:met|meets?|meeting|spoke|speaking|together|along|talks|held talks)\swith|replac(?:ed|es|ing)|"
    r"succeed(?:ed|s|ing)|appoint(?:ed|s|ing)|nominat(?:ed|es|ing)|[Tt]hank(?:ed|s|ing)?|congratulat(?:ed|es|ing)|"
    r"[Qq]uot(?:ed|es|ing)|[Cc]it(?:ed|es|ing)|commend(?:ed|s|ing)|the\slate|named|(?:led|chaired|headed|moderated|"
    r"drafted|"
    r"written|preceded|followed|represented|accompanied|killed|overthrown|ousted)\sby|(?:murder|killing|death|"
    r"assassination|arrest|release|detention|leadership|words|memory|election|appointment|abduction|trial|conviction|"
    r"departure|resignation|poisoning|legacy|predecessor,|successor,)\s?(?:of)?|tribute\sto|gratitude\sto|(?:cousin|"
    r"brother|sister|friend|colleague|hero|heroine|poet|writer|philosopher|laureate|compatriot|predecessor|successor|"
    r"founder|father|mother|son|daughter|husband|wife|widow|author|singer|leader|envoy|chief|spokes(?:man|woman|"
    r"person)|commander|activist|journalist|lawyer|president|minister|director|coordinator|priest|bishop|monk|imam|"
    r"rabbi|teacher|"
    r"neighbour),?)\s$"
)
_BEFORE_REACH_CP = 32
_TIMED = re.compile(rf"(?P<name>{FULL_NAME})\s*\[\d+:\d\d(?::\d\d)?\]\s*:")
_AFTER_A_FIELD = re.compile(
    rf"{ROLE_HEAD}\s(?:of|for|to)\s[^“”.;:,\n]{{1,100}}?\s(?P<name>{FULL_NAME})(?=,?\s(?:{_VERB})|\s?[,.(]|\sand\s)"
)
"""An office whose field comes before the name without a comma: "Coordinator for Forests Flavia Elphberg"."""
_TITLE_WORDS = OFFICE_WORDS | words(
    """
    Mr Mrs Ms Miss Mx Dr Sir Dame Lord Lady Madam Madame Mme Mlle Monsieur M Sr Sra Mgr Prof Gen Lt Lieutenant
    Maj Col Capt Captain Brigadier Admiral Amb Sen Rep Gov Rev Father Sister Imam Ayatollah Mullah H Capitaine
    Commandant Général Maréchal Don Doña Señor Señora Herr Frau Comrade
    """
)
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|M|Mme|Mlle|Sr|Sra|Prof|H\.E|Señora?|Monsieur|Madame|Herr|Frau)\b")
_SMALL_TITLE_WORDS = words(
    """
    vice deputy president prime foreign defence defense interior premier chancellor senator secretary ambassador envoy
    governor king queen prince emir general
    """
)
_TITLE_REACH = 4
_VERB_WORDS = words("said asked added told warned stressed by wrote explained noted")
_LABEL = re.compile(
    rf"\s*(?:{OFFICE_IN_LABEL}|(?:MR|MRS|MS|DR|SEN|REP|AMB|GEN)\.?)\s(?P<name>{_SMALL}{NAME})\s*(?:\([^()\n]{{2,80}}\)\s*)?[:：]"
)
"""Who has a turn, after an office: "PRIME MINISTER ELPHBERG:"."""
_DEAR = re.compile(rf"Dear\s(?P<name>{FULL_NAME})(?=[!,])")
_SMALL_TITLED = re.compile(
    rf"\b(?:(?:vice |deputy )?president|(?:deputy )?prime minister|(?:foreign|defen[cs]e|interior) minister|premier|"
    rf"chancellor|senator|secretary of state|ambassador|envoy|governor|king|queen|prince|emir|general)\s"
    rf"(?P<name>{_SMALL}{NAME})"
)
"""A title in small letters that stands directly before a name: "president Rassendyll"."""
_AND_NAME = re.compile(rf"(?:,? and|,)\s(?P<name>{FULL_NAME})(?=[,.;:)]|\s[a-z(—–]|'s\b|$)")
_FOREIGN_TITLE = re.compile(r"(?:Dame|Sir|Lord|Lady|Baroness|M\.|MM\.|Mme|Mlle|Mgr|Sr\.|Sra\.|El Sr\.|La Sra\.)\s")


def find_people(shadow: Shadow, blocks: Sequence[Span], speakers: Collection[str] = ()) -> list[Candidate]:
    """Give the people whom some blocks of a text name: introduced in full, by a given name, then by surname alone.

    ``speakers`` are the names of those who are known to speak in it.
    """
    full: dict[tuple[int, int], Candidate] = {(p.start_cp, p.end_cp): p for p in _known(shadow, speakers)}
    for block in blocks:
        for found in (
            *_introduced(shadow, block),
            *_by_given_name(shadow, block),
        ):
            full[found.start_cp, found.end_cp] = found
    full |= {(p.start_cp, p.end_cp): p for p in _beside(shadow, list(full.values()))}
    people = _one_spelling(list(full.values()))
    people += _by_one_name(shadow, people)
    called = {word.casefold(): name for word, name in surnames_of(people).items()}
    people = [replace(p, entity=called.get((p.entity or "").casefold(), p.entity)) for p in people]
    return [*people, *_surnames(shadow, people)]


_OF_THE_FAMILY = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|\w'?s)\s(?:(?:late|first|second|third|eldest|oldest|youngest|"
    r"older|younger|elder|only|ex-|former)\s)*"
    rf"(?:wife|husband|son|daughter|mother|father|brother|sister|grandson|granddaughter|niece|nephew|widow),?\s"
    rf"(?P<name>[{UPPER}][\w'\-]+)(?!\s[{UPPER}])"
)
"""One of a family, by the given name alone: "his wife Flavia"."""
_ADMINISTRATION = re.compile(
    rf"\b[Tt]he\s(?:(?:first|second|new|former|outgoing|incoming)\s)?(?P<name>[{UPPER}][a-z'\-]{{2,20}})\s"
    r"(?:administration|regime|White\sHouse|presidency)\b"
)
"""Whoever governs is called so: "the Elphberg administration"."""
_SPOKE_ALONE = re.compile(
    rf"(?P<name>[{UPPER}][{LOWER}]{{2,15}})(?:\s(?:also\s)?"
    r"(?:said|says|told|claimed|accused|warned|argued|argues|insisted|vowed|denied|stressed|urged|defended|tweeted|"
    r"replied)\b|'s\s(?:government|administration|predecessor|speech|remarks|election|regime|resignation)\b)"
)
"""Whom a text takes for known and calls by the surname only: "Elphberg accused the foresters"."""
_KNOWN_WORDS = words("known nicknamed called dubbed alias")
_KNOWN_AS = re.compile(
    rf"(?:known\sas|nicknamed|called|dubbed|alias)\s[“\"'](?P<name>[{UPPER}][\w\-]+(?:\s[{UPPER}][\w\-]+)?)[”\"',]"
)
_BEFORE_KNOWN_AS = re.compile(
    rf"(?:{FULL_NAME}|\b(?:[Hh]e|[Ss]he|who)\b[^,.;]{{0,20}}),?\s(?:(?:better|also|popularly|widely|commonly|is|was)\s){{0,2}}$"
)
"""What somebody is called instead: "Flavia Elphberg, known as “Rosa”"."""
_SPOKE_WORDS = words(
    """
    said says told claimed accused warned argued argues insisted vowed denied stressed urged defended tweeted replied
    government administration predecessor speech remarks election regime resignation
    """
)
_BEGINS = re.compile(r"(?:^|\n|[.!?]\s|[”\",;]\s|\b(?:but|and|as|while|But|And|While)\s)$")
_NOBODY = words(
    """
    She They Nobody Everybody Somebody Everyone Someone One Who What Another Others Eyewitnesses Witnesses Experts
    Analysts Officials Critics Supporters Protesters Residents Activists Diplomats Reporters Sources Lawmakers Rebels
    Observers Leaders Police Parliament Today Yesterday Tomorrow Nothing Everything Anything Something Pundits Mujeres
    """
)
_NO_HOLDER = words(
    """
    Transitional Interim Federal Military Civil Civilian Provisional Sanctions Safeguards Public Local Central Global
    Regional Non-Proliferation Tax Taliban Baathist Current Present Previous Next Communist Apartheid Council Rotating
    """
)


def _by_one_name(shadow: Shadow, people: Collection[Candidate]) -> list[Candidate]:
    """Those of one name: whose administration it is, who are of somebody's family, or called so in a briefing."""
    known = surnames_of(people)
    holders = (m for m in _ADMINISTRATION.finditer(shadow.signs) if m["name"] not in _NO_HOLDER)
    found = [m.span("name") for m in holders if is_name(m["name"])]
    found += [m.span("name") for m in _OF_THE_FAMILY.finditer(shadow.signs) if is_given_name(m["name"])]
    found += names_called(shadow.signs)
    known_as = matches_at(_KNOWN_AS, shadow.signs, shadow.words.of(_KNOWN_WORDS), 0, len(shadow.signs))
    found += [
        m.span("name") for m in known_as if _BEFORE_KNOWN_AS.search(shadow.signs[max(0, m.start() - 80) : m.start()])
    ]
    called = [
        Candidate(start, end, MentionKind.PERSON, shadow.signs[start:end], None, None, 1)
        for start, end in found
        if shadow.signs[start:end] not in known
    ]
    return [*called, *_taken_for_known(shadow, known.keys())]


def _taken_for_known(shadow: Shadow, known: Set[str]) -> Iterator[Candidate]:
    """Whom a text names by the surname when they say something, wherever it names them so or with a word before."""
    places = shadow.words.up_to(_SPOKE_WORDS, 3, capitalised=True)
    alone = {
        match["name"]
        for match in matches_at(_SPOKE_ALONE, shadow.signs, places, 0, len(shadow.signs))
        if _BEGINS.search(shadow.signs[max(0, match.start() - 8) : match.start()])
    }
    alone -= known | _NOBODY
    alone -= {word.capitalize() for word in shadow.words.words if word.islower()} if alone else set()
    names = "|".join(sorted(filter(is_name, alone), key=lambda name: (-len(name), name)))
    if not names:
        return
    in_full = re.compile(rf"(?<![\w'\-])(?:[{UPPER}][\w'\-]+\s)?(?:{names})(?![\w\-])")
    for match in in_full.finditer(shadow.signs):
        if candidate := _person(shadow, *match.span()):
            yield candidate


def _introduced(shadow: Shadow, block: Span) -> Iterator[Candidate]:
    for matches in _introductions(shadow, block.start_cp, block.end_cp):
        past = block.start_cp
        for match in matches:
            if match.start() < past:
                continue  # what is no name may hold one: "Foreign Minister Flavia Elphberg"
            start, end = match.span("name")
            if match.re is _TITLED and shadow.signs[start].islower() and not _HONORIFIC.match(match["title"]):
                continue  # "Président de la Transition"
            if match.re is _AFTER_A_FIELD:
                start = end - len(last_name(shadow.signs[start:end]))
            candidate = _person(shadow, start, end)
            if candidate:
                past = end
                if _whole(candidate, match):
                    yield candidate


def _introductions(shadow: Shadow, start: int, end: int) -> Iterator[Iterable[re.Match[str]]]:
    """Try each pattern where it can begin: at a title, at a name, at an office, at a verb."""
    signs, words, names = shadow.signs, shadow.words, shadow.full_names
    at = partial(matches_at, text=signs, start=start, end=end, overlapping=True)
    yield at(_TITLED, places=words.up_to(_TITLE_WORDS, _TITLE_REACH))
    yield at(_SMALL_TITLED, places=words.of(_SMALL_TITLE_WORDS))
    if "[" in signs[start:end]:
        yield _INSERTED.finditer(signs, start, end)
        yield (m for m in at(_TIMED, places=names) if signs[start : m.start()].rstrip()[-1:] in ("", "·"))
    yield (match for pattern in (_IN_CAPITALS, _LABEL, _DEAR) if (match := pattern.match(signs, start, end)))
    if not any_in(names, start, end):
        return
    office = any_in(words.of(OFFICE_WORDS), start, end)
    if office:
        yield at(_WITH_OFFICE, places=names)
        yield at(_AFTER_OFFICE, places=words.up_to(OFFICE_WORDS, ROLE_REACH))
        yield at(_AFTER_A_FIELD, places=words.up_to(OFFICE_WORDS, _TITLE_REACH))
    yield at(_WITH_STATE, places=names)
    yield at(_AFTER_STATE, places=names)
    yield at(_AFTER_VERB, places=words.of(_VERB_WORDS))
    yield (
        match
        for match in at(_SPOKEN_OF, places=names)
        if _BEFORE_SPOKEN_OF.search(signs, max(start, match.start() - _BEFORE_REACH_CP), match.start())
    )


def _beside(shadow: Shadow, people: Iterable[Candidate]) -> Iterator[Candidate]:
    """Whoever is named in one breath with somebody: "Flavia Elphberg and Rudolf Rassendyll"."""
    for person in people:
        if match := _AND_NAME.match(shadow.signs, person.end_cp):
            candidate = _person(shadow, *match.span("name"))
            if candidate and " " in (candidate.entity or ""):
                yield candidate


def _known(shadow: Shadow, speakers: Collection[str]) -> Iterator[Candidate]:
    """Those who are known to speak, where their full name stands."""
    full = sorted((name for name in speakers if " " in name), key=lambda name: (-len(name), name))
    if not full:
        return
    called = {name.lower(): name for name in full}
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, full))})(?![\w\-])", re.IGNORECASE)
    for match in matches_at(pattern, shadow.signs, shadow.full_names, 0, len(shadow.signs)):
        name = called.get(match[0].lower())
        if name:
            yield Candidate(match.start(), match.end(), MentionKind.PERSON, name, None, None, 1)


def _whole(candidate: Candidate, match: re.Match[str]) -> bool:
    """A single word is a name only after a title that is nothing else, or where it is the label of a turn."""
    return " " in (candidate.entity or "") or match.re in (_TITLED, _SMALL_TITLED, _LABEL)


def _by_given_name(shadow: Shadow, block: Span) -> Iterator[Candidate]:
    past = block.start_cp
    for at in shadow.full_names[bisect_left(shadow.full_names, block.start_cp) :]:
        if at >= block.end_cp:
            return
        match = given_name_at(shadow.signs, at, block.end_cp) if at >= past else None
        candidate = _person(shadow, *match.span()) if match else None
        if match and candidate and " " in (candidate.entity or ""):
            past = match.end()
            yield candidate


def _person(shadow: Shadow, start: int, end: int) -> Candidate | None:
    """The person named in a stretch, less words before it that are no name; None where nothing is left."""
    text = shadow.plain[start:end]
    if honorific := _FOREIGN_TITLE.match(text):
        french = not honorific[0].startswith("M.") or language_of(_line(shadow.plain, start)) == "fr"
        start, text = (start + honorific.end(), text[honorific.end() :]) if french else (start, text)
    if text.startswith(("I'm ", "I'd ", "I've ")):
        start, text = start + text.index(" ") + 1, text[text.index(" ") + 1 :]
    while (first := text.split(maxsplit=1)) and is_before_a_name(*first):
        skipped = len(text) - len(first[1]) if len(first) > 1 else len(text)
        start, text = start + skipped, text[skipped:]
    words = text.split()
    if not is_name(text):
        return None
    if len(words) == 1 and (len(text) < 2 or not text[0].isupper() or text.lower() in ARTICLES):
        return None
    return Candidate(start, start + len(text), MentionKind.PERSON, proper_name(text), None, None, 1)


def _line(plain: str, at: int) -> str:
    end = plain.find("\n", at)
    return plain[plain.rfind("\n", 0, at) + 1 : end if end >= 0 else len(plain)]


def _one_spelling(people: list[Candidate]) -> list[Candidate]:
    """The same person in capitals and in ordinary letters gets the spelling of the ordinary ones."""
    spelling: dict[str, str] = {}
    for person in people:
        name = person.entity or ""
        known = spelling.get(name.casefold())
        if known is None or sum(map(str.isupper, name)) > sum(map(str.isupper, known)):
            spelling[name.casefold()] = name
    return [
        Candidate(p.start_cp, p.end_cp, p.kind, spelling[(p.entity or "").casefold()], None, None, p.rank)
        for p in people
    ]


def surnames_of(people: Iterable[Candidate]) -> dict[str, str]:
    """Give for each word by which one person alone can be called again the full name of that person."""
    owners: dict[str, set[str]] = {}
    for person in people:
        words = (person.entity or "").split()
        if len(words) < 2:
            continue
        for word in {words[0], words[-1], " ".join(words[-2:])}:
            if word[0].islower():
                continue
            owners.setdefault(word, set()).add(person.entity or "")
    called = {word: min(names) for word, names in owners.items() if len(names) == 1 and len(word) > 1}
    called |= {
        word.removeprefix("al-"): full for word, full in called.items() if word.removeprefix("al-") not in owners
    }
    alone = {p.entity or "" for p in people if p.kind is MentionKind.PERSON and " " not in (p.entity or " ")}
    return {word: word for word in alone if word not in owners and len(word) > 2} | called


_JOINED = re.compile(r"\b(?:post|pre|anti|pro|then)-$")
"""What can be joined to a name: "the post-Elphberg years"."""


def _surnames(shadow: Shadow, people: list[Candidate]) -> Iterator[Candidate]:
    """A known person's first or last name standing alone, capitalised, and not part of a longer name."""
    known = surnames_of(people)
    if not known:
        return
    known |= {word.upper(): name for word, name in known.items() if len(word) > 3 and word.upper() not in known}
    words = "|".join(sorted(map(re.escape, known), key=lambda word: (-len(word), word)))
    pattern = re.compile(rf"(?<!\w)(?:(?P<initial>[{UPPER}])\.\s)?(?P<called>{words})(?![\w\-])(?!\s[{UPPER}][a-z])")
    for match in pattern.finditer(shadow.signs):
        if shadow.signs[match.start() - 1 : match.start()] == "-" and not _JOINED.search(
            shadow.signs, max(0, match.start() - 8), match.start()
        ):
            continue
        full = known[match["called"]]
        other = match["initial"] and not full.startswith(match["initial"])
        if other or match["called"].lower() in NOT_NAMES:
            continue
        yield Candidate(match.start(), match.end(), MentionKind.PERSON, full)
