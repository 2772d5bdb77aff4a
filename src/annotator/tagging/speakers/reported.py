"""Reported speech: who is introduced in a sentence speaks it and goes on, until another is or the writer takes over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.domain.transcript import MentionKind, PassageKind, Span, Speaker
from annotator.tagging.lines import is_section
from annotator.tagging.passages import is_background
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers import again, belonging, capitals, delegations, metonyms, named, possessive
from annotator.tagging.speakers.introduction import Family, Introduction, Voiced, Voices
from annotator.tagging.speakers.meant import by_office, completed, of_subject, one_each
from annotator.tagging.speakers.narration import is_narration, tells_a_journey
from annotator.tagging.speakers.remarks import COUNCIL
from annotator.tagging.speakers.soundbites import speaker_of_soundbite
from annotator.tagging.speakers.words import REPORTS

_FAMILIES: tuple[Family, ...] = (capitals.find, named.find, possessive.find, delegations.find)
_COVERAGE = re.compile(
    r"\b(?:SC|GA|SG/SM|ECOSOC|HR/CT|DC|GA/[A-Z]+)/\d{3}|[Ff]or information media|\b\d{3,5}(?:st|nd|rd|th) [Mm]eeting|"
    r"In progress at UNHQ|^Available Languages|^Preview Language"
)
"""What stands in the margins of the United Nations' own coverage of a meeting."""
_TODAY = re.compile(
    r"\b(?:Security Council|General Assembly|Economic and Social Council|Human Rights Council|"
    r"(?:First|Second|Third|Fourth|Fifth|Sixth) Committee|Peacebuilding Commission|"
    r"Council|Assembly)\s(?:today|this morning|this afternoon)\b"
)
"""What the first lines of coverage say of the meeting: "… told the Security Council today"."""
_HEAD_CP = 2_500
_VOICES_OF_COVERAGE = 5
"""A text that introduces speakers for so many States and organisations reports a debate, whoever wrote it …"""
_DELEGATES_OF_COVERAGE = 2
"""… where so many of them are delegates; or one most of whose speakers are."""
_FEW_BLOCKS = 6
"""A text of fewer is taken for coverage with a single delegate."""
_LONGEST_SENTENCE_CP = 2_000
"""An introduction stands within so many code points; what is longer is no sentence, and the grammar is slow on it."""
_COUNCIL_SAYS = re.compile(r"[“\"]\s?(?:The\s)?(?:[Mm]embers\sof\sthe\s)?(?:Security\s)?Council\b")
_STATEMENT_OF_COUNCIL = re.compile(
    r"\bS/PRST/|\b[Pp]residential\s[Ss]tatement|\bstatement\sread\sout\sby\b|\breads?\sas\sfollows\b|"
    r"\bstatement\sread\sto\sthe\spress\b|\b[Pp]ress\s[Ss]tatement\b|\bstatement\sto\sthe\spress\b",
)
_QUESTION = re.compile(r"[^\s“\"?!.:;][^“\"?!.:;\n]{8,120}\?")
"""A question on a line of its own that nobody asks: over what answers it, it is a heading."""
_PRONOUN_AFTER_CLAUSE = re.compile(
    rf"(?:As|While|Although|Though|When|After|Since|Because|Given|Noting that|Recalling (?:that|how)|Citing|"
    rf"Stressing that|"
    rf"Acknowledging that)\b[^.:;“”]*?,\s(?:he|she)\s(?:{REPORTS})"
)
"""What others say in a clause before "…, she said" is told by whom the pronoun means."""


@dataclass(slots=True)
class _State:
    """Who speaks at the moment, and who has spoken.

    Attributes:
        broken: Whether narration came between, so that only a pronoun brings the speaker back.
        body: The State, organisation or office without a name that spoke last.
        news: Whether the writer tells a story, so that whoever spoke last goes on only where a word says so.
        people: Those and whom else a story names in full.
        everyone: Of whom the text tells anywhere where they belong, by the names that can call them.
    """

    current: Voices = ()
    broken: bool = False
    news: bool = False
    body: Speaker | None = None
    everyone: again.Names = field(default_factory=again.Names)
    people: again.Names = field(default_factory=again.Names)
    known: again.Names = field(default_factory=again.Names)


def reported(
    shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None], sentences: Sequence[Sequence[Span]]
) -> Voiced:
    """Who is introduced in a sentence speaks it and goes on, until another is introduced or the writer takes over."""
    running = [parts if look is None else () for look, parts in zip(looks, sentences, strict=True)]
    introduced = [[_introduced(shadow, sentence, _FAMILIES) for sentence in parts] for parts in running]
    everyone = [
        s for block in introduced for found in block for s in _all(found) if s.name and (s.affiliation or s.role)
    ]
    everyone += belonging.affiliated(shadow, 0, len(shadow.plain))
    state = _State(news=_is_news(shadow, introduced), everyone=again.names_to_call(one_each(everyone)))
    if state.news:
        in_full = one_each([*everyone, *belonging.given_names(shadow)])
        by_surname = belonging.affiliated_by_surname(shadow, (s for s in in_full if s.affiliation is None))
        state.people = again.names_to_call(one_each([*everyone, *by_surname, *in_full]))
    result: Voiced = []
    background = adopted = listed = False
    for block, look, parts, found in zip(blocks, looks, sentences, introduced, strict=True):
        if heard := speaker_of_soundbite(shadow, block.start_cp, block.end_cp):
            state.current, state.broken = (heard,), False
            state.known.learn(heard)
            result.append((PassageKind.SPEECH, (state.current,) * len(parts)))
            continue
        if look is PassageKind.HEADING and listed and state.current and _is_said(shadow, block):
            result.append((PassageKind.SPEECH, (state.current,) * len(parts)))
            continue
        listed = False
        if look is not None:
            if look is PassageKind.HEADING:
                state.broken = True
                background = is_background(shadow.plain[block.start_cp : block.end_cp])
            result.append((look, ((),) * len(parts)))
            continue
        adopted = _is_adopted(shadow, block, adopted)
        if adopted:
            result.append((PassageKind.SPEECH, ((Speaker(None, None, COUNCIL),),) * len(parts)))
            continue
        if background:
            result.append((PassageKind.NARRATION, ((),) * len(parts)))
            continue
        told = list(belonging.affiliated(shadow, block.start_cp, block.end_cp))
        voices = _passage(shadow, parts, found, state, {one.name or "": one for one in told})
        for one in told:
            state.known.learn(one)
        kind = PassageKind.SPEECH if any(voices) else PassageKind.NARRATION
        listed = bool(parts and voices[-1]) and bool(_SAID_WHAT.search(shadow.unquoted, block.start_cp, block.end_cp))
        if kind is PassageKind.NARRATION and _QUESTION.fullmatch(shadow.plain, block.start_cp, block.end_cp):
            kind = PassageKind.HEADING
        result.append((kind, tuple(voices)))
    return result


_SAID_WHAT = re.compile(rf"\b(?:{REPORTS})(?:\s(?:that|the following))?:$")
_LONGEST_SAID_CP = 200


def _is_said(shadow: Shadow, block: Span) -> bool:
    """Whether a line under "He also said:" is one of the things said, and no heading over what follows."""
    line = shadow.plain[block.start_cp : block.end_cp]
    return len(line) < _LONGEST_SAID_CP and any(word.islower() for word in line.split()[1:]) and not is_section(line)


def _is_adopted(shadow: Shadow, block: Span, before: bool) -> bool:
    """Whether a passage is of a text that the Council adopted, where that text is given word for word.

    It begins with “The Security Council, and goes on, ``before`` it, as long as passages open a quotation.
    """
    if before:
        return shadow.plain.startswith(("“", '"'), block.start_cp)
    begins = _COUNCIL_SAYS.match(shadow.plain, block.start_cp, block.end_cp)
    return bool(begins and _STATEMENT_OF_COUNCIL.search(shadow.plain))


def _is_news(shadow: Shadow, introduced: Sequence[Sequence[Sequence[Introduction]]]) -> bool:
    """Whether a text is a story about what some said, and not coverage of a meeting speech by speech."""
    if _COVERAGE.search(shadow.plain) or _TODAY.search(shadow.plain, 0, _HEAD_CP):
        return False
    speakers = [s for block in introduced for found in block for s in _all(found) if s.affiliation]
    delegates = sum("epresentative" in (s.role or "") for s in speakers)
    few = len(introduced) < _FEW_BLOCKS
    if delegates >= (1 if few else _DELEGATES_OF_COVERAGE) and 2 * delegates >= len(speakers):
        return False
    return len({s.affiliation for s in speakers}) < _VOICES_OF_COVERAGE or delegates < _DELEGATES_OF_COVERAGE


def _goes_on(shadow: Shadow, sentences: Sequence[Span]) -> bool:
    """Whether a word or a quotation mark says that the last speaker of a story goes on."""
    stretch = slice(sentences[0].start_cp, sentences[-1].end_cp)
    text = shadow.plain[stretch]
    quoted = text.startswith(("“", '"', "«", "'")) or _closes(text) or bool(_HE_IN_QUOTES.match(text))
    return quoted or again.goes_on(shadow, stretch.start, stretch.stop, news=True)


_HE_IN_QUOTES = re.compile(r"(?:He|She)\s[^“\"]{3,160}[“\"]\w")
"""A sentence about whoever spoke, with words of his: "He cast doubt on it. “It is late …”"."""


def _closes(text: str) -> bool:
    """Whether a quotation ends with a text that has not begun in it."""
    return ("“" not in text and text.endswith("”")) or (text.count('"') == 1 and text.endswith('"'))


def _passage(
    shadow: Shadow,
    sentences: Sequence[Span],
    introduced: Sequence[list[Introduction]],
    state: _State,
    told: dict[str, Speaker],
) -> list[Voices]:
    """Who speaks each sentence of a running passage; the state goes on to the next.

    ``told`` are those of whom the passage tells where they belong, by name.
    """
    found = [_placed(shadow, s, one, state) for s, one in zip(sentences, introduced, strict=True)]
    if not state.current or state.broken:
        resumes = bool(state.current) and _resumes(shadow, sentences, found, news=state.news)
        state.broken = not resumes
    first = next((i for i, here in enumerate(found) if here), len(sentences))
    if state.news and not (first and _goes_on(shadow, sentences[:first])):
        state.broken = True
    carried: Voices = () if state.broken else state.current
    voices: list[Voices] = []
    subject: Speaker | None = None
    for number, (sentence, here) in enumerate(zip(sentences, found, strict=True)):
        if not here:
            told_of = metonyms.subject_of(shadow, sentence.start_cp, sentence.end_cp, of_age=not state.news)
            subject = told_of or subject
            if subject and again.goes_on(shadow, sentence.start_cp, sentence.end_cp):
                here = [Introduction(sentence.start_cp, (completed(subject, told | state.known),))]
        if here:
            subject = None
            carried = _joined(here)
            _reach_back(shadow, sentences, found, voices, number, carried)
            state.current, state.broken = carried, False
            if tells_a_journey(shadow, sentence.start_cp, sentence.end_cp):
                carried, state.broken = (), True
        elif is_narration(shadow, sentence.start_cp, sentence.end_cp, first=not carried or number == 0):
            carried = ()
            state.broken = True
        voices.append(carried)
    return voices


def _introduced(shadow: Shadow, sentence: Span, families: Sequence[Family]) -> list[Introduction]:
    """The introductions in a sentence, whatever came before it."""
    found: list[Introduction] = []
    for family in families:
        for one in family(shadow, sentence.start_cp, min(sentence.end_cp, sentence.start_cp + _LONGEST_SENTENCE_CP)):
            if found and not any(s.affiliation for s in one.speakers):
                continue  # whom a speaker quotes is no speaker: "FLAVIA ELPHBERG (Ruritania) told … that Zenda said"
            if not any(_same_voice(s, other) for s in one.speakers for other in _all(found)):
                found.append(one)
    return found


def _placed(shadow: Shadow, sentence: Span, found: list[Introduction], state: _State) -> list[Introduction]:
    """The introductions in a sentence given what came before it; who is introduced by name is known from then on."""
    start, end = sentence.start_cp, min(sentence.end_cp, sentence.start_cp + _LONGEST_SENTENCE_CP)
    if state.current and _PRONOUN_AFTER_CLAUSE.match(shadow.unquoted, start, end):
        return []
    known = state.known
    if found:
        clauses = (one for one in again.find(shadow, start, end, known) if _begins_a_clause(shadow, one.at_cp))
        found += [one for one in clauses if one.at_cp > found[-1].at_cp][:1]
    else:
        found = list(again.find(shadow, start, end, known))[:1]
    if not found:
        office = by_office(shadow, start, end, state.current, state.everyone, known)
        found = [Introduction(office[0], (office[1],))] if office and (office[1].name or state.news) else []
    if not found:
        called = again.find(shadow, start, end, state.everyone)
        found = [one for one in called if state.news or _is_called(shadow, one)][:1]
    if not found and state.news:
        found = metonyms.body_again(shadow, start, end, state.body)
    if not found:
        found = _introduced(shadow, sentence, (metonyms.find if state.news else metonyms.find_states,))
    if not found and state.people:
        found = list(again.find(shadow, start, end, state.people, weakly=False))[:1]
    everyone = state.people or state.everyone
    found = [
        one
        if _SOMEBODY.match(shadow.plain, one.at_cp)
        else Introduction(one.at_cp, tuple(completed(s, known, everyone) for s in one.speakers))
        for one in found
    ]
    found = [replace(one, speakers=tuple(metonyms.for_body(s, state.body) for s in one.speakers)) for one in found]
    if state.news and (subject := shadow.name_at(start)) and subject.kind is MentionKind.COUNTRY:
        found = [replace(one, speakers=tuple(of_subject(s, subject.voice) for s in one.speakers)) for one in found]
    for one in found:
        for speaker in one.speakers:
            state.known.learn(speaker)
            if speaker.name is None and speaker.affiliation:
                state.body = speaker
    return sorted(found, key=lambda one: one.at_cp)


_SOMEBODY = re.compile(r"[Aa]n?\s")
"""Before an office, what makes its holder somebody who has not been named: "a Ruritanian official said"."""
_CLAUSE = re.compile(r";\s(?:(?:Mr|Ms|Mrs|Miss|Dr)\.?\s)?$")


def _begins_a_clause(shadow: Shadow, at_cp: int) -> bool:
    """Whether a name stands after a semicolon, as when one asks and another answers."""
    return bool(_CLAUSE.search(shadow.plain, max(0, at_cp - 8), at_cp))


_TITLED = re.compile(r"\b(?:Mr|Ms|Mrs|Miss|Dr)\.?\s$")


def _is_called(shadow: Shadow, one: Introduction) -> bool:
    """Whether somebody is called by title or in full, as one can be before the text has told who that is."""
    titled = _TITLED.search(shadow.plain, max(0, one.at_cp - 6), one.at_cp)
    return bool(titled) or shadow.plain.startswith(one.speakers[0].name or "\n", one.at_cp)


def _same_voice(one: Speaker, other: Speaker) -> bool:
    return one.affiliation == other.affiliation or (one.name is not None and one.name == other.name)


def _all(found: Sequence[Introduction]) -> list[Speaker]:
    return [speaker for one in found for speaker in one.speakers]


def _joined(introduced: Sequence[Introduction]) -> Voices:
    return tuple(dict.fromkeys(_all(introduced)))


def _resumes(shadow: Shadow, sentences: Sequence[Span], found: Sequence[Sequence[Introduction]], *, news: bool) -> bool:
    """Whether, after narration, a pronoun brings the last speaker back before anybody else is introduced."""
    for sentence, introduced in zip(sentences, found, strict=True):
        if introduced or is_narration(shadow, sentence.start_cp, sentence.end_cp):
            return False
        if again.goes_on(shadow, sentence.start_cp, sentence.end_cp, news=news):
            return True
    return False


def _reach_back(
    shadow: Shadow,
    sentences: Sequence[Span],
    found: Sequence[Sequence[Introduction]],
    voices: list[Voices],
    number: int,
    speakers: Voices,
) -> None:
    """A quotation of several sentences belongs to whom its end names: "First. Second," said X."""
    for back in range(number - 1, -1, -1):
        if found[back] or not _opens(shadow.plain[sentences[back].start_cp : sentences[number].start_cp]):
            return
        voices[back] = speakers


def _opens(text: str) -> bool:
    """Whether a quotation that opens in a text is still open at its end."""
    text = text.lstrip()
    straight = text.startswith('"') and text.count('"') % 2 == 1
    return straight or (text.startswith("“") and text.count("“") > text.count("”"))
