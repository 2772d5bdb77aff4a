"""From the introductions to a voice for every sentence: who was introduced last goes on speaking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from annotator.domain.transcript import PassageKind, Span, Speaker
from annotator.tagging.lines import is_section
from annotator.tagging.passages import is_analysis
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers import again, labels, remarks
from annotator.tagging.speakers.belonging import affiliated, officials
from annotator.tagging.speakers.handed import handed, hands_over, is_taken
from annotator.tagging.speakers.home import at_home
from annotator.tagging.speakers.introduction import Voiced, Voices
from annotator.tagging.speakers.reported import reported
from annotator.tagging.speakers.roster import announced, identified, presiding, roster_of, told_of
from annotator.tagging.tagger import in_capitals
from annotator.tagging.wordlists import words

_FIRST_PERSON = words(
    "i we my our us me je j nous notre nos mon m yo mi mis nuestro nuestra nuestros nuestras eu meu minha nosso nossa"
)
_FIRST_PERSON_SHARE = 0.012
_ADDRESSED_SHARE = 0.004
"""The same of a text that opens with an address on a line of its own ("Mr. President,")."""
_LONGEST_ADDRESS_CP = 60
_LONGEST_BYLINE_CP = 80
"""A text that does not address anybody begins with its first line longer than that."""
_HEAD_BLOCKS = 6
_LATEST_SETTING = 12
"""A speech begins within so many passages of a story that gives it."""
_TIMES_HANDED = 2
_REPORTING_SHARE = 0.1
"""A text in more of whose passages somebody is said to speak reports a speech and does not give it."""
_LONGEST_SPEAKER_HEADING_CP = 120
_WORDS_OF_A_STATEMENT = 5
"""An item of a list of more words, in the middle of a speech, is something said."""
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
    HANDED = auto()


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
        mode, one_voice = Mode.ONE_VOICE, (speech_by,)
    if mode is Mode.LABELLED:
        voiced = at_home(shadow, blocks, _labelled(shadow, blocks, looks, sentences))
    elif mode is Mode.HANDED:
        voiced = handed(shadow, looks, sentences)
    elif mode is Mode.NARRATED:
        voiced = [(look or PassageKind.NARRATION, ((),) * len(p)) for look, p in zip(looks, sentences, strict=True)]
    elif mode is Mode.ONE_VOICE:
        missions = (remarks.mission_of(shadow, b.start_cp, b.end_cp) for b in blocks[:_HEAD_BLOCKS])
        mission = next(filter(None, missions), None)
        if mission and not one_voice:
            one_voice = (Speaker(None, "representative", mission),)
        elif mission and len(one_voice) == 1 and one_voice[0].affiliation is None:
            one_voice = (replace(one_voice[0], affiliation=mission),)
        voiced = at_home(shadow, blocks, _one_voice(shadow, blocks, looks, sentences, one_voice))
    else:
        voiced = at_home(shadow, blocks, reported(shadow, blocks, looks, sentences))
    sections = _sections(shadow, blocks, looks) if mode is Mode.REPORTED else [None] * len(blocks)
    return [Attribution(kind, section, voices) for (kind, voices), section in zip(voiced, sections, strict=True)]


def _mode(shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None]) -> tuple[Mode, Voices]:
    """How this text tells who speaks, and whose words it is where they are all the same."""
    running = [b for b, look in zip(blocks, looks, strict=True) if look is None]
    names = labels.bare_names(shadow, blocks)
    labelled = sum(labels.is_label(shadow, b.start_cp, b.end_cp, names) for b in blocks)
    below = next((i for i, look in enumerate(looks) if look is None), 0)
    alone = below and labels.is_only_label(shadow, blocks[below - 1].start_cp, blocks[below - 1].end_cp)
    if labelled >= 2 or alone or (running and labels.is_label(shadow, running[0].start_cp, running[0].end_cp)):
        return Mode.LABELLED, ()
    often = hands_over(shadow, running) >= _TIMES_HANDED or is_taken(shadow, running)
    if often and _first_person_share(shadow, running) > _ADDRESSED_SHARE:
        return Mode.HANDED, ()
    for block in running[:3]:
        if remarks.is_setting(shadow, block.start_cp, block.end_cp):
            speaker = remarks.speaker_set(shadow, block.start_cp, block.end_cp)
            return Mode.ONE_VOICE, (speaker,) if speaker else _spoken_by(shadow, blocks, looks)
    if joint := remarks.together(shadow, blocks, running):
        return Mode.ONE_VOICE, joint
    if later := _set_later(shadow, blocks, running):
        return Mode.ONE_VOICE, later
    if is_analysis([shadow.plain[b.start_cp : b.end_cp] for b in blocks]):
        return Mode.NARRATED, ()
    head = _head(blocks, looks)
    if voices := _titled_speaker(shadow, blocks, running):
        return Mode.ONE_VOICE, voices
    greetings = [b for b in running[:3] if remarks.is_greeting(shadow, b.start_cp, b.end_cp)]
    titled = any(remarks.is_titled(shadow, b.start_cp, b.end_cp) for b in head)
    first_person = _first_person_share(shadow, running)
    if titled and (greetings or first_person > _FIRST_PERSON_SHARE):
        found = _with_voice(shadow, blocks, _announced(shadow, head))
        return Mode.ONE_VOICE, _named(shadow, blocks, looks, found) or _spoken_by(shadow, blocks, looks)
    addressed = any(b.end_cp - b.start_cp < _LONGEST_ADDRESS_CP for b in greetings)
    share = _ADDRESSED_SHARE if addressed else _FIRST_PERSON_SHARE if greetings else _SPEECH_SHARE
    if first_person > share or (first_person > _FIRST_PERSON_SHARE and _headed(shadow, blocks, looks)):
        return Mode.ONE_VOICE, _spoken_by(shadow, blocks, looks)
    if state := _issued_for(shadow, blocks) or remarks.government_of(shadow, running):
        return Mode.ONE_VOICE, (Speaker(None, "representative", state),)
    return Mode.REPORTED, ()


def _issued_for(shadow: Shadow, blocks: Sequence[Span]) -> str | None:
    """For which State an office has issued a statement, as its foot says, or None."""
    if any(remarks.is_issuer(shadow, block.start_cp, block.end_cp) for block in blocks[-_HEAD_BLOCKS:]):
        return remarks.spoken_for(shadow, blocks)
    return None


def _set_later(shadow: Shadow, blocks: Sequence[Span], running: Sequence[Span]) -> Voices:
    """Whose speech a story gives word for word after "… delivered the following speech:", or none."""
    for number, block in enumerate(running[3:_LATEST_SETTING], 3):
        place = (block.start_cp, block.end_cp)
        if shadow.plain[block.end_cp - 1] != ":" or not remarks.is_setting(shadow, *place):
            continue
        if _first_person_share(shadow, running[number + 1 :]) < _FIRST_PERSON_SHARE:
            return ()
        before = affiliated(shadow, running[0].start_cp, block.end_cp)
        named = [*before, *officials(shadow, blocks[0].start_cp, block.end_cp)]
        found = remarks.speaker_set(shadow, *place) or next(iter(named), None) or Speaker(None, None, None)
        return _with_voice(shadow, blocks, (found,))
    return ()


def _titled_speaker(shadow: Shadow, blocks: Sequence[Span], running: Sequence[Span]) -> Voices:
    """Whose words follow a headline "Statement by …", though hardly anything in them says I or we; or none."""
    titles = [b for b in blocks[:_HEAD_BLOCKS] if remarks.is_statement_title(shadow, b.start_cp, b.end_cp)]
    if not titles or _first_person_share(shadow, running) < _ADDRESSED_SHARE:
        return ()
    if sum(again.goes_on(shadow, b.start_cp, b.end_cp) for b in running) > _REPORTING_SHARE * len(running):
        return ()
    for block in titles:
        place = (block.start_cp, block.end_cp)
        told = [*affiliated(shadow, *place)]
        speaker = (
            remarks.speaker_set(shadow, *place) or next(iter(told), None) or remarks.speaker_of_head(shadow, *place)
        )
        if speaker and speaker.name:
            return _with_voice(shadow, blocks, (speaker,))
    return ()


def _head(blocks: Sequence[Span], looks: Sequence[PassageKind | None]) -> list[Span]:
    """The first two headings, and what stands before the running text."""
    first = next((i for i, look in enumerate(looks) if look is None), 0)
    head = [b for b, look in zip(blocks, looks, strict=True) if look is PassageKind.HEADING][:2]
    return head + [b for b in blocks[: min(first, _HEAD_BLOCKS)] if b not in head]


def _announced(shadow: Shadow, head: Sequence[Span]) -> Voices:
    """Whose words a headline says the text is."""
    for block in head:
        place = (block.start_cp, block.end_cp)
        if joint := remarks.joint_voices(shadow, *place):
            return joint
        if remarks.headline_announces(shadow, *place) and (speaker := remarks.speaker_set(shadow, *place)):
            return (speaker,)
    return ()


def _spoken_by(shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None]) -> Voices:
    """Whose speech a text in the first person is: whom its head or its foot names, else for whom it says it speaks."""
    running = [i for i, look in enumerate(looks) if look is None]
    begin = _address(shadow, blocks, looks)
    if begin is None:
        begin = next((i for i in running if blocks[i].end_cp - blocks[i].start_cp > _LONGEST_BYLINE_CP), running[0])
    begin = max(begin, _below_title(shadow, blocks, looks))
    margins = [(blocks[0].start_cp, blocks[begin].start_cp), (blocks[running[-1]].end_cp, blocks[-1].end_cp)]
    found = (remarks.speaker_of_head(shadow, *place) for place in margins)
    speaker = next(filter(None, found), None)
    if speaker and speaker.affiliation:
        return (speaker,)
    if speaker:
        return _with_voice(shadow, blocks, (speaker,))
    state = remarks.spoken_for(shadow, blocks)
    return (Speaker(None, "representative", state),) if state else ()


def _below_title(shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None]) -> int:
    """The block below a headline that says whose statement follows, or 0; somebody may have written a word above it."""
    for number, (block, look) in enumerate(zip(blocks[:_HEAD_BLOCKS], looks, strict=False)):
        place = (block.start_cp, block.end_cp)
        is_title = look in (None, PassageKind.HEADING) and remarks.is_statement_title(shadow, *place)
        if is_title and number + 1 < len(blocks):
            return number + 1
    return 0


def _address(shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None]) -> int | None:
    """Which of the first blocks addresses an audience, or None."""
    first = next((i for i, look in enumerate(looks) if look is None), 0)
    for number in range(min(first + _HEAD_BLOCKS, len(blocks))):
        block = blocks[number]
        may_be = looks[number] in (None, PassageKind.HEADING)
        if may_be and remarks.is_greeting(shadow, block.start_cp, block.end_cp):
            return number
    return None


def _named(shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None], voices: Voices) -> Voices:
    """The holder of an office ("the Secretary-General's remarks") with the name that the head gives for it."""
    if len(voices) != 1 or voices[0].name:
        return voices
    first = next((i for i, look in enumerate(looks) if look is None), 0)
    named = remarks.speaker_of_head(shadow, blocks[0].start_cp, blocks[first].start_cp)
    if named is None or named.affiliation not in (None, voices[0].affiliation):
        return voices
    return (replace(named, role=voices[0].role or named.role, affiliation=voices[0].affiliation),)


def _with_voice(shadow: Shadow, blocks: Sequence[Span], voices: Voices) -> Voices:
    """The speakers, a single one of whom it is not told for whom he speaks with what the speech says of that."""
    if len(voices) != 1 or voices[0].affiliation:
        return voices
    return (replace(voices[0], affiliation=remarks.spoken_for(shadow, blocks)),)


def _first_person_share(shadow: Shadow, running: Sequence[Span]) -> float:
    """How large a share of the words outside of quotation marks says I or we."""
    spoken = [w for b in running for w in shadow.unquoted[b.start_cp : b.end_cp].lower().split()]
    times = sum(word.partition("'")[0].strip(".,;:") in _FIRST_PERSON for word in spoken)
    return times / max(40, len(spoken))


def _labelled(
    shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None], sentences: Sequence[Sequence[Span]]
) -> Voiced:
    """Each label sets the voice until the next; a person labelled before without a State keeps the State given then."""
    result: Voiced = []
    roster, names = roster_of(shadow, blocks), labels.bare_names(shadow, blocks)
    if "President" not in roster and (president := presiding(shadow)):
        roster["President"] = president
    current: Voices = ()
    answering: Speaker | None = None
    begin = next((i for i, b in enumerate(blocks) if labels.is_label(shadow, b.start_cp, b.end_cp, names)), 0)
    before = reported(shadow, blocks[:begin], looks[:begin], sentences[:begin])
    for number, (block, look, parts) in enumerate(zip(blocks, looks, sentences, strict=True)):
        place = (block.start_cp, block.end_cp)
        speaker = labels.speaker_of_label(shadow, *place, names)
        if speaker is not None:
            label = speaker.role or ""
            if label.startswith("Speaker ") and (told := labels.self_introduced(shadow, *place)):
                roster.setdefault(label, told)
            speaker = (
                roster.get(label, identified(speaker, roster)) if speaker.name is None else identified(speaker, roster)
            )
            if speaker.role == labels.ANSWER:
                speaker = announced(roster) or answering or speaker
            elif speaker.role != "journalist":
                answering = speaker
            if speaker.name and speaker.affiliation is None and speaker.role != "journalist":
                speaker = told_of(shadow, speaker)
            if speaker.name and speaker.affiliation:
                roster.setdefault(speaker.role if speaker.role == "President" else speaker.name, speaker)
            current = (speaker,)
        elif look is not None and not (look is PassageKind.LIST and current and labels.is_numbered(shadow, *place)):
            result.append((look, ((),) * len(parts)))
            continue
        elif not current and remarks.is_setting(shadow, block.start_cp, block.end_cp):
            first = announced(roster)
            result.append((PassageKind.NARRATION, ((),) * len(parts)))
            current = (first,) if first else ()
            continue
        if not current and number < begin:
            result.append(before[number])
            continue
        kind = PassageKind.SPEECH if current else PassageKind.NARRATION
        result.append((kind, (current,) * len(parts)))
    return _with_state_of_one(shadow, blocks, result)


def _with_state_of_one(shadow: Shadow, blocks: Sequence[Span], voiced: Voiced) -> Voiced:
    """Where one person alone has a label, and it tells no State, that for which the speech says that it speaks."""
    speakers = {speaker for _, voices in voiced for some in voices for speaker in some}
    if len(speakers) != 1 or not (one := speakers.pop()).name or one.affiliation:
        return voiced
    voices = (replace(one, affiliation=remarks.spoken_for(shadow, blocks)),)
    return [(kind, tuple(voices if some else () for some in parts)) for kind, parts in voiced]


def _one_voice(
    shadow: Shadow,
    blocks: Sequence[Span],
    looks: Sequence[PassageKind | None],
    sentences: Sequence[Sequence[Span]],
    voices: Voices,
) -> Voiced:
    """The announcing line is narration, all running text after it (or after the headline) spoken by the same."""
    result: Voiced = []
    headed = _headed(shadow, blocks, looks)
    running = [i for i, look in enumerate(looks) if look is None]
    last = running[-1] if running else -1
    settings = [i for i in running if remarks.is_setting(shadow, blocks[i].start_cp, blocks[i].end_cp)]
    begin = settings[0] + 1 if settings else _address(shadow, blocks, looks) or 0
    begin = min(headed) + 1 if headed else max(begin, _below_title(shadow, blocks, looks))
    for number, (block, look, parts) in enumerate(zip(blocks, looks, sentences, strict=True)):
        place = (block.start_cp, block.end_cp)
        voices = headed.get(number, voices)
        spoken_to = look is PassageKind.HEADING and number == begin and remarks.is_greeting(shadow, *place)
        inside = begin < number and (number < last or shadow.plain[block.end_cp - 1] in ".;")
        item = inside and shadow.plain.count(" ", *place) >= _WORDS_OF_A_STATEMENT
        numbered = look is PassageKind.LIST and number > begin and (labels.is_numbered(shadow, *place) or item)
        kind = PassageKind.SPEECH if numbered or spoken_to else look or PassageKind.SPEECH
        if look is None and (number < begin or number in settings):
            kind = PassageKind.NARRATION
        if number in headed or (look is None and number < begin and remarks.is_statement_title(shadow, *place)):
            kind = PassageKind.HEADING
        spoken = voices if kind is PassageKind.SPEECH else ()
        result.append((kind, (spoken,) * len(parts)))
    return result


def _headed(shadow: Shadow, blocks: Sequence[Span], looks: Sequence[PassageKind | None]) -> dict[int, Voices]:
    """Give whose words follow a heading that names a speaker and nothing else, where a text has several of these."""
    found: dict[int, Voices] = {}
    for number, (block, look) in enumerate(zip(blocks, looks, strict=True)):
        place = (block.start_cp, block.end_cp)
        ends = shadow.plain[block.end_cp - 1] == ":" and place[1] - place[0] < _LONGEST_SPEAKER_HEADING_CP
        is_heading = look is PassageKind.HEADING or (look is None and ends)
        if is_heading and remarks.is_speaker_heading(shadow, *place):
            speaker = remarks.speaker_of_head(shadow, *place)
            if speaker and speaker.affiliation:
                found[number] = (speaker,)
    return found if len(found) > 1 else {}


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
