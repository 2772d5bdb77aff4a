"""People who are called again by surname: "Rassendyll added", "said Ms. Elphberg"; and continuations by pronoun.

Matches only who was introduced as a speaker before in the same text; does not match "he thanked Rassendyll".
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from annotator.domain.transcript import Speaker
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers.introduction import Introduction
from annotator.tagging.speakers.words import REPORTS, SAYS

_TITLE = (
    r"(?:(?:Mr|Ms|Mrs|Miss|Dr)\.?\s+|(?:Ambassador|Minister|President|Secretary-General|"
    r"Under-Secretary-General|General|Judge)\s+)"
)
PRONOUN = re.compile(
    rf"(?:^|[,;—–”\s])(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he (?:Secretary-General|Minister|Ambassador|President|"
    r"speaker|delegate|representative|"
    rf"envoy|official|diplomat))\s+(?:{REPORTS}|went on|hoped|believed)|(?:{SAYS})\s+(?:he|she|they)\b|"
    r"\b(?:His|Her|his|her) "
    r"(?:country|delegation|Government|organization|organisation)\b"
)
"""A sentence in which the last speaker goes on."""


def names_to_call(speakers: Iterable[Speaker]) -> dict[str, Speaker]:
    """Give for each name by which a speaker can be called again that speaker; what two share calls neither."""
    owners: dict[str, dict[str, Speaker]] = {}
    for speaker in speakers:
        words = (speaker.name or "").split()
        if len(words) < 2:
            continue
        for word in {words[0], words[-1], words[-1].upper(), " ".join(words[-2:]), " ".join(words)}:
            owners.setdefault(word, {})[speaker.name or ""] = speaker
    return {word: next(iter(who.values())) for word, who in owners.items() if len(who) == 1 and len(word) > 1}


def find(shadow: Shadow, start_cp: int, end_cp: int, known: Mapping[str, Speaker]) -> Iterator[Introduction]:
    """Give the known speakers who speak again in a sentence."""
    if not known:
        return
    words = "|".join(sorted(map(re.escape, known), key=lambda word: (-len(word), word)))
    before = re.compile(
        rf"(?:^|(?<=[,;:—–”]\s)|(?<=\s\s)|\b(?:[Aa]s|[Ww]hile|[Aa]nd|"
        rf"[Bb]ut)\s){_TITLE}?(?P<name>{words})(?:,[^,]{{1,80}},)?\s+(?:{REPORTS})"
    )
    after = re.compile(rf"(?:{SAYS})\s+{_TITLE}?(?P<name>{words})(?![\w\-]|\s(?:that|to|about|on|for|of)\b)")
    stretch = shadow.unquoted[start_cp:end_cp]
    for pattern in (before, after):
        for match in pattern.finditer(stretch):
            yield Introduction(start_cp + match.start("name"), (known[match["name"]],))
