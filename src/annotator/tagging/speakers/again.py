"""People who are called again by surname: "Rassendyll added", "said Ms. Elphberg"; and continuations by pronoun.

Matches only who was introduced as a speaker before in the same text; does not match "he thanked Rassendyll".
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.domain.transcript import Speaker
from annotator.tagging.places import any_in
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers.introduction import Introduction
from annotator.tagging.speakers.words import REPORTING, REPORTS, SAYS
from annotator.tagging.wordlists import words

_TITLE = (
    r"(?:(?:Mr|Ms|Mrs|Miss|Dr|Sen|Rep|Gov|Gen)\.?\s+|(?:Ambassador|Minister|President|Secretary-General|"
    r"Under-Secretary-General|General|Judge)\s+)"
)
_HIS = re.compile(r"(?:His|Her|his|her) (?:country|delegation|Government|organization|organisation)\b")
_HE_SAYS = re.compile(
    rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:Secretary-General|(?:[Ff]oreign |[Pp]rime |[Dd]efen[cs]e |[Ii]nterior |"
    rf"Russian |UN |U\.N\. )?(?:[Mm]inister|[Aa]mbassador|[Pp]resident|[Ss]ecretary|[Pp]remier|[Cc]hancellor|[Ee]nvoy|"
    rf"[Dd]iplomat|[Ss]pokes(?:man|woman|person)|[Oo]fficial|[Ll]eader|[Gg]eneral|[Ss]enator|[Dd]irector|[Cc]oordinator|[Cc]hief|"
    rf"[Ee]xpert|[Pp]rofessor|[Aa]nalyst)|speaker|delegate|representative))\s+(?:{REPORTS}|went on|hoped|believed)"
)
_SAID_HE = re.compile(rf"(?:{SAYS})\s+(?:he|she|they)\b")
_BY_HIM = re.compile(
    r"[Aa]ccording\sto\s(?:him|her|the\s(?:(?:foreign|prime|defen[cs]e|interior)\s)?(?:minister|ambassador|"
    r"president|secretary|envoy|diplomat|spokes(?:man|woman|person)|official|director|coordinator|expert|analyst|"
    r"commander|governor|mayor))\b(?=[,.])"
)
_HE_WORDS = words("he she they He She They the The")
_HIS_WORDS = words("His Her his her")
_ACCORDING = words("According according")
_NOT_HIS = ("what", "What", "that", "which", "when")
"""Before a pronoun, what makes its clause a part of what somebody else says."""


def goes_on(shadow: Shadow, start_cp: int, end_cp: int, *, news: bool = False) -> bool:
    """Tell whether a pronoun or an office says that the last speaker goes on in a stretch: "…, she added".

    In ``news`` "his country" says nothing, since that is the writer's.
    """
    signs, spoken = shadow.unquoted, shadow.spoken
    for at in _within(spoken.of(_HE_WORDS), start_cp, end_cp):
        if _HE_SAYS.match(signs, at, end_cp) and _begins(signs, start_cp, at):
            return True
    tries = ((_SAID_HE, REPORTING), (_BY_HIM, _ACCORDING)) + (() if news else ((_HIS, _HIS_WORDS),))
    return any(
        pattern.match(signs, at, end_cp)
        for pattern, known in tries
        for at in _within(spoken.of(known), start_cp, end_cp)
    )


def _begins(signs: str, start: int, at: int) -> bool:
    """Whether a pronoun begins a sentence or a clause of its own."""
    if at == start or signs[at - 1] in ",;—–”":
        return True
    return signs[at - 1].isspace() and not signs.endswith(_NOT_HIS, start, at - 1)


def _within(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)]


_SUBJECT = re.compile(
    rf"(?:\n(?:An?\s(?:[a-z]+\s){{1,3}})?|[,;:—–”\"']\s|\s\s|\b(?:[Aa]s|[Ww]hile|[Aa]nd|[Bb]ut)\s){_TITLE}?$"
)
_REPORTS = re.compile(
    rf"(?:\s\([^()]{{1,20}}\))?(?:,[^,]{{1,140}},|,\s(?:the\s)?[a-z]+\s(?:of|for)\s[^“”.;:]{{1,140}}?,?)?\s+(?:both\s)?(?:{REPORTS})|"
    r"\s(?:was|is|has been)\s[^.;“”]{3,60},\s(?:saying|adding|warning|arguing|stressing|telling)\b|"
    r"\s[a-z][^.;:,“”\"]{3,90},?\s(?:saying|and\s(?:said|told|added|noted|warned|argued|insisted))\b(?=[\s:,])"
)
_AND = re.compile(rf"\sand\s{_TITLE}?")
_OFFICE = re.compile(rf"'s?\soffice\s(?:{SAYS})")
_SAYS = re.compile(rf"(?:,[^,]{{1,140}},|,\s(?:the\s)?[a-z]+\s(?:of|for)\s[^“”.;:]{{1,140}}?)?\s+(?:{SAYS})")
_SAID = re.compile(rf"(?<![\ue001\ue003])(?:^|\s)(?:{SAYS})\s+{_TITLE}?$")
_QUOTED = re.compile(rf"\b(?:quot|cit)(?:ed|ing|es)\s{_TITLE}?$")
_BY = re.compile(rf"\b[Aa]ccording\sto\s{_TITLE}?$")
_COMMA = re.compile(r"(?=[,.])")
_AS_SAYING = re.compile(r"\s(?:(?:on|in)\s[^\s,.]+\s)?as\s(?:saying|telling|warning|stating|calling|insisting)\b")
"""Whom somebody else quotes: "ZNA quoted Elphberg as saying"."""
_ENDS = re.compile(r"(?![\w\-]|\s(?:that|to|about|on|for|of)\b)")
_LETTERS = re.compile(r"[^\W\d_]+")
_SPEAKING = REPORTING | {"According", "according"}
_LOOK_BACK_CP = 64


class Names(dict[str, Speaker]):
    """Speakers by the names that can call them, found in a text by the first word of the name."""

    def __init__(self, speakers: Mapping[str, Speaker] | None = None) -> None:
        super().__init__(speakers or {})
        self._by_word: dict[str, list[str]] = {}
        for name in self:
            self._index(name)

    def learn(self, speaker: Speaker) -> None:
        """Let a speaker be called by his names, but for those that call somebody else already."""
        for name in _names_of(speaker):
            if name not in self:
                self[name] = speaker
                self._index(name)

    def at(self, signs: str, at_cp: int) -> str | None:
        """Give the longest of the names that stands at this place, whatever its case beyond the first letter."""
        first = signs[at_cp]
        if not first.isupper():
            return None
        fits = self._by_word.get(_first_word(signs, at_cp), ())
        same = (n for n in fits if n[0] == first and signs[at_cp : at_cp + len(n)].casefold() == n.casefold())
        return next(same, None)

    def _index(self, name: str) -> None:
        insort(self._by_word.setdefault(_first_word(name, 0), []), name, key=lambda name: (-len(name), name))


def _first_word(text: str, at_cp: int) -> str:
    match = _LETTERS.match(text, at_cp)
    return match[0].casefold() if match else ""


_ARTICLE = re.compile(r"^(?:al|el|as|an|ar|ad|ash|at|az|Al|El)-(?=[A-Z])")


def _names_of(speaker: Speaker) -> set[str]:
    """The names by which somebody can be called: in full, first, last, the last two, and an initial with the last."""
    words = (speaker.name or "").split()
    if len(words) < 2:
        return {word for word in words if len(word) > 2}
    last_two, full = " ".join(words[-2:]), " ".join(words)
    bare = _ARTICLE.sub("", words[-1])
    if "de" in words[1:-1] and words.index("de") > 1:
        bare = words[words.index("de") - 1]  # "Flavia Elphberg de Hentzau" is called Elphberg
    called = {f"{words[0][0]}. {words[-1]}", words[0], words[-1], bare, last_two, full}
    return {name for name in called | {words[-1].upper(), last_two.upper(), full.upper()} if len(name) > 1}


def names_to_call(speakers: Iterable[Speaker]) -> Names:
    """Give for each name by which a speaker can be called again that speaker; what two share calls neither."""
    owners: dict[str, dict[str, Speaker]] = {}
    alone: dict[str, Speaker] = {}
    for speaker in speakers:
        if " " not in (speaker.name or ""):
            alone |= dict.fromkeys(_names_of(speaker), speaker)
            continue
        for name in _names_of(speaker):
            owners.setdefault(name, {})[speaker.name or ""] = speaker
    in_full = {name: next(iter(who.values())) for name, who in owners.items() if len(who) == 1}
    return Names({name: speaker for name, speaker in alone.items() if name not in owners} | in_full)


def find(shadow: Shadow, start_cp: int, end_cp: int, known: Names, *, weakly: bool = True) -> Iterator[Introduction]:
    """Give the known speakers who speak again in a sentence; unless ``weakly``, with a verb that means nothing else."""
    signs = shadow.unquoted
    if not known or not any_in(shadow.spoken.of(_SPEAKING), start_cp, end_cp):
        return
    places = {at: name for at in shadow.spoken.within(start_cp, end_cp) if (name := known.at(signs, at))}
    for before, after in (
        (_SUBJECT, _REPORTS if weakly else _SAYS),
        (_SAID, _ENDS),
        (_QUOTED, _AS_SAYING),
        (_BY, _COMMA),
    ):
        for at, name in places.items():
            begin = max(start_cp, at - _LOOK_BACK_CP)
            look_back = signs[begin:at] if begin > start_cp else f"\n{signs[start_cp:at]}"
            if after.match(signs, at + len(name), end_cp) and before.search(look_back):
                yield Introduction(at, (known[name],))
            elif before is _SUBJECT and _OFFICE.match(signs, at + len(name), end_cp):
                yield Introduction(at, (Speaker(None, None, known[name].affiliation),))
            elif before is _SUBJECT and (both := _AND.match(signs, at + len(name), end_cp)) and both.end() in places:
                second = places[both.end()]
                if after.match(signs, both.end() + len(second), end_cp) and before.search(look_back):
                    yield Introduction(at, (known[name], known[second]))
