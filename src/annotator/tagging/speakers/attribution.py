"""From the introductions to a voice for every sentence: who was introduced last goes on speaking."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from annotator.domain.transcript import PassageKind, Span, Speaker
from annotator.tagging.passages import is_analysis, is_background, is_section
from annotator.tagging.roles import UNITED_NATIONS
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers import again, capitals, delegations, labels, named, possessive, remarks
from annotator.tagging.speakers.introduction import Family, Introduction
from annotator.tagging.speakers.narration import is_narration
from annotator.tagging.speakers.roster import announced, identified, roster_of
from annotator.tagging.tagger import in_capitals

Voices = tuple[Speaker, ...]
_FAMILIES: tuple[Family, ...] = (capitals.find, named.find, possessive.find, delegations.find)
_FIRST_PERSON = ("i", "we", "my", "our", "je", "nous", "notre", "nos", "mon", "i'm", "we're", "us", "me")
_FIRST_PERSON_SHARE = 0.012
_HEAD_BLOCKS = 6
_LONGEST_SENTENCE_CP = 2_000
"""An introduction stands within so many code points; what is longer is no sentence, and the grammar is slow on it."""
_SPEECH_SHARE = 0.03
"""Share of I and we from which a text without any introduction is somebody's speech."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the grammar makes of one block.

    Attributes:
        voices: For each sentence of the block, who speaks it; empty where nobody in particular does.
    """

    kind: PassageKind
    section: str | None
    voices: tuple[Voices, ...]


class Mode(Enum):
    """How a text tells who speaks."""

    REPORTED = auto()
    NARRATED = auto()
    LABELLED = auto()
    ONE_VOICE = auto()


@dataclass(slots=True)
class _State:
    """Who speaks at the moment, and who has spoken.

    Attributes:
        broken: Whether narration came between, so that only a pronoun brings the speaker back.
    """

    current: Voices = ()
    broken: bool = False
    known: dict[str, Speaker] = field(default_factory=dict)


def attribute(
    shadow: Shadow,
    blocks: Sequence[Span],
    looks: Sequence[PassageKind | None],
    sentences: Sequence[Sequence[Span]],
    speech_by: Speaker | None = None,
) -> list[Attribution]:
    """Give for each block its kind, its section and who speaks each of its sentences.

    ``speech_by`` is whose speech the whole text is where that is known from outside, e.g. from the file's name.
    """
    mode, one_voice = _mode(shadow, blocks, looks)
    if speech_by is not None and mode is not Mode.LABELLED:
        mode, one_voice = Mode.ONE_VOICE, speech_by
    if mode is Mode.LABELLED:
        voiced = _labelled(shadow, blocks, looks, sentences)
    elif mode is Mode.NARRATED:
        voiced = [(look or PassageKind.NARRATION, ((),) * len(p)) for look, p in zip(looks, sentences, strict=True)]
    elif mode is Mode.ONE_VOICE:
        if one_voice is not None and one_voice.affiliation is None:
            missions = (remarks.mission_of(shadow, b.start_cp, b.end_cp) for b in blocks[:_HEAD_BLOCKS])
            one_voice = replace(one_voice, affiliation=next(filter(None, missions), None))
        voiced = _one_voice(shadow, blocks, looks, sentences, one_voice)
    else:
        voiced = _reported(shadow, blocks, looks, sentences)
    sections = _sections(shadow, blocks, looks) if mode is Mode.REPORTED else [None] * len(blocks)
    return [Attribution(kind, section, voices) for (kind, voices), section in zip(voiced, sections, strict=True)]


_Voiced = list[tuple[PassageKind, tuple[Voices, ...]]]


def _mode(shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None]) -> tuple[Mode, Speaker | None]:
    """How this text tells who speaks, and whose words it is where they are all one person's."""
    running = [b for b, look in zip(blocks, looks, strict=True) if look is None]
    labelled = sum(labels.is_label(shadow, b.start_cp, b.end_cp) for b in blocks)
    if labelled >= 2 or (running and labels.is_label(shadow, running[0].start_cp, running[0].end_cp)):
        return Mode.LABELLED, None
    for block in running[:3]:
        if remarks.is_setting(shadow, block.start_cp, block.end_cp):
            return Mode.ONE_VOICE, remarks.speaker_set(shadow, block.start_cp, block.end_cp)
    if is_analysis([shadow.plain[b.start_cp : b.end_cp] for b in blocks]):
        return Mode.NARRATED, None
    first = next((i for i, look in enumerate(looks) if look is None), 0)
    head = [b for b, look in zip(blocks, looks, strict=True) if look is PassageKind.HEADING][:2]
    head += [b for b in blocks[: min(first, _HEAD_BLOCKS)] if b not in head]
    for block in head:
        if remarks.headline_announces(shadow, block.start_cp, block.end_cp) and _in_first_person(shadow, running):
            return Mode.ONE_VOICE, remarks.speaker_set(shadow, block.start_cp, block.end_cp)
    greets = bool(running) and remarks.is_greeting(shadow, running[0].start_cp, running[0].end_cp)
    if _in_first_person(shadow, running, _FIRST_PERSON_SHARE if greets else _SPEECH_SHARE):
        return Mode.ONE_VOICE, None
    return Mode.REPORTED, None


def _in_first_person(shadow: Shadow, running: Sequence[Span], share: float = _FIRST_PERSON_SHARE) -> bool:
    """Whether a text says I and we outside of quotation marks as often as a speech does."""
    words = [w for b in running for w in shadow.unquoted[b.start_cp : b.end_cp].lower().split()]
    return sum(word.strip(".,;:") in _FIRST_PERSON for word in words) > share * max(40, len(words))


def _labelled(
    shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None], sentences: Sequence[Sequence[Span]]
) -> _Voiced:
    """Each label sets the voice until the next; a person labelled before without a State keeps the State given then."""
    result: _Voiced = []
    roster = roster_of(shadow, blocks)
    current: Voices = ()
    answering: Speaker | None = None
    for block, look, parts in zip(blocks, looks, sentences, strict=True):
        speaker = labels.speaker_of_label(shadow, block.start_cp, block.end_cp)
        if speaker is not None:
            speaker = identified(speaker, roster)
            if speaker.role == labels.ANSWER:
                speaker = announced(roster) or answering or speaker
            elif speaker.role != "journalist":
                answering = speaker
            if speaker.name and speaker.affiliation:
                roster.setdefault(speaker.role if speaker.role == "President" else speaker.name, speaker)
            current = (speaker,)
            if labels.is_only_label(shadow, block.start_cp, block.end_cp):
                result.append((PassageKind.HEADING, ((),) * len(parts)))
                continue
        elif look is not None:
            result.append((look, ((),) * len(parts)))
            continue
        elif not current and remarks.is_setting(shadow, block.start_cp, block.end_cp):
            first = announced(roster)
            result.append((PassageKind.NARRATION, ((),) * len(parts)))
            current = (first,) if first else ()
            continue
        kind = PassageKind.SPEECH if current else PassageKind.NARRATION
        result.append((kind, (current,) * len(parts)))
    return result


def _one_voice(
    shadow: Shadow,
    blocks: Sequence[Span],
    looks: Sequence[PassageKind | None],
    sentences: Sequence[Sequence[Span]],
    speaker: Speaker | None,
) -> _Voiced:
    """The announcing line is narration, all running text after it (or after the headline) that one person's."""
    result: _Voiced = []
    begun = not any(
        look is None and remarks.is_setting(shadow, b.start_cp, b.end_cp) for b, look in zip(blocks, looks, strict=True)
    )
    voices: Voices = (speaker,) if speaker else ()
    for block, look, parts in zip(blocks, looks, sentences, strict=True):
        kind = look or PassageKind.SPEECH
        if look is None and (not begun or remarks.is_setting(shadow, block.start_cp, block.end_cp)):
            begun = begun or remarks.is_setting(shadow, block.start_cp, block.end_cp)
            kind = PassageKind.NARRATION
        spoken = voices if kind is PassageKind.SPEECH else ()
        result.append((kind, (spoken,) * len(parts)))
    return result


def _reported(
    shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None], sentences: Sequence[Sequence[Span]]
) -> _Voiced:
    """Who is introduced in a sentence speaks it and goes on, until another is introduced or the writer takes over."""
    state = _State()
    result: _Voiced = []
    background = False
    for block, look, parts in zip(blocks, looks, sentences, strict=True):
        if look is not None:
            if look is PassageKind.HEADING:
                state.broken = True
                background = is_background(shadow.plain[block.start_cp : block.end_cp])
            result.append((look, ((),) * len(parts)))
            continue
        if background:
            result.append((PassageKind.NARRATION, ((),) * len(parts)))
            continue
        voices = _passage(shadow, parts, state)
        for one in named.affiliated(shadow, block.start_cp, block.end_cp):
            state.known = again.names_to_call([one]) | state.known
        result.append((PassageKind.SPEECH if any(voices) else PassageKind.NARRATION, tuple(voices)))
    return result


def _passage(shadow: Shadow, sentences: Sequence[Span], state: _State) -> list[Voices]:
    """Who speaks each sentence of a running passage; the state goes on to the next."""
    found = [_introductions(shadow, s, state) for s in sentences]
    if not state.current or state.broken:
        resumes = bool(state.current) and _resumes(shadow, sentences, found)
        state.broken = not resumes
    carried: Voices = () if state.broken else state.current
    voices: list[Voices] = []
    for number, (sentence, introduced) in enumerate(zip(sentences, found, strict=True)):
        if introduced:
            carried = _joined(introduced)
            _reach_back(shadow, sentences, found, voices, number, carried)
            state.current, state.broken = carried, False
        elif is_narration(shadow, sentence.start_cp, sentence.end_cp, first=not carried or number == 0):
            carried = ()
            state.broken = True
        voices.append(carried)
    return voices


def _introductions(shadow: Shadow, sentence: Span, state: _State) -> list[Introduction]:
    """The introductions in a sentence; who is introduced by name is known from then on."""
    sentence = Span(sentence.start_cp, min(sentence.end_cp, sentence.start_cp + _LONGEST_SENTENCE_CP))
    found: list[Introduction] = []
    for family in _FAMILIES:
        for one in family(shadow, sentence.start_cp, sentence.end_cp):
            if found and not any(s.affiliation for s in one.speakers):
                continue  # whom a speaker quotes is no speaker: "FLAVIA ELPHBERG (Ruritania) told … that Zenda said"
            if not any(_same_voice(s, other) for s in one.speakers for other in _all(found)):
                found.append(one)
    known = dict(state.known)
    if not found:
        found = list(again.find(shadow, sentence.start_cp, sentence.end_cp, known))[:1]
    found = [Introduction(one.at_cp, tuple(_completed(s, known) for s in one.speakers)) for one in found]
    for one in found:
        state.known.update(again.names_to_call([*_all([one]), *state.known.values()]))
    return sorted(found, key=lambda one: one.at_cp)


def _same_voice(one: Speaker, other: Speaker) -> bool:
    return one.affiliation == other.affiliation or (one.name is not None and one.name == other.name)


def _all(found: Sequence[Introduction]) -> list[Speaker]:
    return [speaker for one in found for speaker in one.speakers]


def _completed(speaker: Speaker, known: dict[str, Speaker]) -> Speaker:
    """Who is named again without an office keeps the one given before."""
    before = known.get(speaker.name or "")
    if speaker.role == "chief" and speaker.affiliation == UNITED_NATIONS:
        speaker = replace(speaker, role="Secretary-General")
    if speaker.name is None and speaker.role not in (None, "representative"):
        return _holder(speaker, known) or speaker
    if before is None or speaker.affiliation not in (None, before.affiliation):
        return speaker
    return replace(speaker, name=before.name, role=speaker.role or before.role, affiliation=before.affiliation)


def _holder(speaker: Speaker, known: dict[str, Speaker]) -> Speaker | None:
    """Who was introduced with this office by name: "the Secretary-General said" after one was named."""
    role = (speaker.role or "").lower()
    who = {s.name: s for s in known.values() if s.affiliation == speaker.affiliation and role in (s.role or "").lower()}
    return next(iter(who.values())) if len(who) == 1 else None


def _joined(introduced: Sequence[Introduction]) -> Voices:
    return tuple(dict.fromkeys(_all(introduced)))


def _resumes(shadow: Shadow, sentences: Sequence[Span], found: Sequence[Sequence[Introduction]]) -> bool:
    """Whether, after narration, a pronoun brings the last speaker back before anybody else is introduced."""
    for sentence, introduced in zip(sentences, found, strict=True):
        if introduced or is_narration(shadow, sentence.start_cp, sentence.end_cp):
            return False
        if again.PRONOUN.search(shadow.unquoted[sentence.start_cp : sentence.end_cp]):
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
    return text.lstrip().startswith("“") and text.count("“") > text.count("”")


def _sections(shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None]) -> list[str | None]:
    """Summary and body of a press release: the body begins at the agenda item in capitals or at the first section."""
    begin = next((i for i, look in enumerate(looks) if look is None), len(blocks))
    body = next(
        (i for i in range(begin, len(blocks)) if looks[i] is PassageKind.HEADING and _divides(shadow, blocks[i])), None
    )
    if body is None:
        return [None] * len(blocks)
    return [
        None if i < begin or looks[i] is PassageKind.BOILERPLATE else "summary" if i < body else "body"
        for i in range(len(blocks))
    ]


def _divides(shadow: Shadow, block: Span) -> bool:
    line = shadow.plain[block.start_cp : block.end_cp]
    return is_section(line) or in_capitals(line.split("(")[0])
