"""Meetings written down without labels, as captions and speech recognition give them: the chair hands over the floor.

Matches "I now give the floor to Ms. Flavia Elphberg." before what she says; does not match "I thank you for giving me
the floor", with which she begins.
"""

import re
from collections.abc import Sequence

from annotator.domain.transcript import PassageKind, Span, Speaker
from annotator.tagging.letters import FULL_NAME, SURNAME
from annotator.tagging.names import is_name, proper_name
from annotator.tagging.shadow import ORG, STATE, Shadow
from annotator.tagging.speakers.introduction import Voiced, Voices, delegation
from annotator.tagging.speakers.roster import presiding, told_of

_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Ambassador|Minister|His Excellency|Her Excellency|H\.E)\.?,?\s)"
_FLOOR = re.compile(
    r"\b(?:[Ii]\s(?:shall\s|will\s|would\slike\sto\s)?(?:now\s)?|[Ll]et\sme\s(?:now\s)?)(?:give|gave|pass|turn|hand)\s"
    r"(?:over\s)?(?:the\sfloor|it\sover|over)?\s?(?:now\s)?to\s(?:the\s)?"
    rf"(?:(?:representative|delegation|[Dd]istinguished\s[Rr]epresentative|"
    rf"Ambassador)\sof\s(?:the\s)?(?P<state>{STATE}|{ORG})|"
    rf"(?:[^.;:\n]{{0,80}}?\s)??{_TITLE}+(?P<titled>{SURNAME})|(?P<name>{FULL_NAME})|(?P<inaudible>(?:[Mm]rs?|[Mm]s)?\.?\s?(?:--|\[)))"
)
_THANKS = re.compile(
    r"(?:I|We)\sthank\s(?!you\b)|Thank\syou(?:\svery\smuch)?,?\s(?:Mr|Mrs|Ms|Miss|Ambassador|Minister|Madam|Excellency)"
)
_NEXT_SENTENCES = 3
CHAIR = Speaker(None, "President", None)


_THANKED = re.compile(
    r"(?:>>\s)?(?:I\sthank|Thank)\syou(?:\svery\smuch|\sso\smuch)?,?\s(?:Mr|Madam|Madame)\.?\s(?:President|Chair)"
)


def is_taken(shadow: Shadow, blocks: Sequence[Span]) -> bool:
    """Tell whether somebody to whom the floor is handed over thanks the chair for it in a block of their own."""
    given = [b.start_cp for b in blocks if _FLOOR.search(shadow.signs, b.start_cp, b.end_cp)]
    return bool(given) and any(
        b.start_cp > given[0] and _THANKED.match(shadow.plain, b.start_cp, b.end_cp) for b in blocks
    )


def hands_over(shadow: Shadow, blocks: Sequence[Span]) -> int:
    """Give how often a chair hands over the floor in a text."""
    return sum(1 for block in blocks for _ in _FLOOR.finditer(shadow.signs, block.start_cp, block.end_cp))


def handed(
    shadow: Shadow, looks: Sequence[PassageKind | None], sentences: Sequence[Sequence[Span]], chair: Speaker = CHAIR
) -> Voiced:
    """After each hand-over speaks who was given the floor, until the chair thanks and hands over again."""
    flat = [s for look, parts in zip(looks, sentences, strict=True) if look is None for s in parts]
    given = [_given(shadow, s) for s in flat]
    chair = presiding(shadow) or chair
    speaker, voices = chair, []
    for number, sentence in enumerate(flat):
        soon = any(given[number : number + _NEXT_SENTENCES])
        if given[number] or (soon and _THANKS.match(shadow.plain, sentence.start_cp, sentence.end_cp)):
            speaker = chair
        if speaker is not chair and _thanks_for(shadow, sentence, speaker):
            speaker = chair
        voices.append(speaker)
        speaker = given[number] or speaker
    by_place = {s.start_cp: v for s, v in zip(flat, voices, strict=True)}
    result: Voiced = []
    for look, parts in zip(looks, sentences, strict=True):
        spoken: tuple[Voices, ...] = tuple((by_place[s.start_cp],) if look is None else () for s in parts)
        result.append((look or PassageKind.SPEECH, spoken))
    return result


_THANKS_FOR = re.compile(
    rf"(?:I|We)\sthank\s(?:the\s)?(?:(?:[Dd]istinguished\s)?(?:representative|delegate|[Aa]mbassador|[Mm]inister|[Oo]bserver)\sof\s"
    rf"(?:the\s)?(?P<state>{STATE}|{ORG})|{_TITLE}+(?P<name>{SURNAME}))"
)


def _thanks_for(shadow: Shadow, sentence: Span, speaker: Speaker) -> bool:
    """Whether a sentence thanks the one who has just spoken, as the chair does: "I thank the representative of …"."""
    match = _THANKS_FOR.match(shadow.signs, sentence.start_cp, sentence.end_cp)
    if match is None:
        return False
    if match["state"]:
        name = shadow.name_at(match.start("state"))
        return bool(name and name.voice == speaker.affiliation)
    return bool(speaker.name) and proper_name(match["name"]).split()[-1] == (speaker.name or "").split()[-1]


def _given(shadow: Shadow, sentence: Span) -> Speaker | None:
    """Whom a sentence gives the floor."""
    match = _FLOOR.search(shadow.signs, sentence.start_cp, sentence.end_cp)
    if match is None:
        return None
    if match["inaudible"]:
        return Speaker(None, None, None)
    if match["state"]:
        return delegation(shadow, match.start("state"))
    group = "titled" if match["titled"] else "name"
    text = shadow.plain[match.start(group) : match.end(group)]
    return told_of(shadow, Speaker(proper_name(text), None, None)) if is_name(text) else None
