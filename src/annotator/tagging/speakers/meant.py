"""Whom a name or an office means, by what a text tells elsewhere: "Elphberg added", "the president said".

A surname alone, or an office without a State, is completed with what was told before; "a Ruritanian official" is not,
since that is somebody who has not been named.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.domain.transcript import Speaker
from annotator.tagging.roles import UNITED_NATIONS
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers.introduction import Voices
from annotator.tagging.speakers.words import REPORTS
from annotator.tagging.wordlists import words

_DOMESTIC = re.compile(
    r"\b(?:advis[eo]r|commander|minister|president|premier|governor|general|lawmaker|aide|spokes(?:man|woman|person)|"
    r"official|mayor|senator|chief of staff|ambassador|envoy)\b",
    re.IGNORECASE,
)


def of_subject(speaker: Speaker, state: str | None) -> Speaker:
    """Give the holder of an office of which no State is told with that with whose name the sentence begins."""
    domestic = speaker.name and speaker.affiliation is None and _DOMESTIC.search(speaker.role or "")
    return replace(speaker, affiliation=state) if domestic else speaker


_THE_OFFICE = re.compile(
    rf"(?:[^“”\"]{{0,160}}?(?:,|[.?!”\"])\s)?[Tt]he\s(?P<office>president|prime minister|foreign minister|"
    rf"chancellor|king|"
    rf"secretary of state|defen[cs]e minister|premier)\s+(?:{REPORTS})"
)


def _holds(speaker: Speaker, office: str) -> bool:
    """Whether somebody holds an office as it is spoken of: a Minister for Foreign Affairs is "the foreign minister"."""
    role = (speaker.role or "").lower()
    first, _, field = office.rpartition(" ")
    return office in role or bool(first and field in role and f"{field} for {first}" in role.replace(" of ", " for "))


def by_office(
    shadow: Shadow,
    start_cp: int,
    end_cp: int,
    current: Voices,
    everyone: Mapping[str, Speaker],
    known: Mapping[str, Speaker],
) -> tuple[int, Speaker] | None:
    """Give where "the president" begins to speak in a sentence, and whom that means where the last speaker is none.

    It is the one president among ``everyone`` and those ``known`` to have spoken, of several the one who spoke last;
    where there is none, a speaker without a name.
    """
    match = _THE_OFFICE.match(shadow.unquoted, start_cp, end_cp)
    if match is None or any(_holds(one, match["office"]) for one in current):
        return None
    who = {s.name: s for s in {**everyone, **known}.values() if _holds(s, match["office"])}
    if len(who) > 1:
        spoken = [s for s in dict.fromkeys(known.values()) if s.name in who]
        who = {s.name: s for s in spoken[-1:]}
    found = next(iter(who.values())) if len(who) == 1 else Speaker(None, match["office"], None)
    return match.start("office"), found


def one_each(speakers: Sequence[Speaker]) -> list[Speaker]:
    """Give each person once, whatever the case of the letters; the first that is told counts."""
    first: dict[str, Speaker] = {}
    for speaker in speakers:
        first.setdefault((speaker.name or "").casefold(), speaker)
    return list(first.values())


def completed(speaker: Speaker, known: Mapping[str, Speaker], everyone: Mapping[str, Speaker] | None = None) -> Speaker:
    """Give who is named again without an office with the one given before."""
    before = known.get(speaker.name or "")
    if before is None and everyone and " " not in (speaker.name or " "):
        before = everyone.get(speaker.name or "")
    if speaker.role == "chief" and speaker.affiliation == UNITED_NATIONS:
        speaker = replace(speaker, role="Secretary-General")
    if speaker.name is None and speaker.role not in (None, "representative"):
        return _holder(speaker, known) or speaker
    alone = " " not in (speaker.name or " ") and before is not None and before.affiliation is not None
    if before is None or (speaker.affiliation not in (None, before.affiliation) and not alone):
        return speaker
    role = speaker.role if speaker.affiliation or not before.role else before.role
    return replace(speaker, name=before.name, role=role, affiliation=before.affiliation)


def _holder(speaker: Speaker, known: Mapping[str, Speaker]) -> Speaker | None:
    """Who was introduced with this office by name: "the Secretary-General said" after one was named."""
    role = (speaker.role or "").lower()
    any_office = role.rpartition(" ")[2] in _ANY_OFFICE
    who = {
        s.name: s
        for s in known.values()
        if s.affiliation == speaker.affiliation and (any_office or role in (s.role or "").lower())
    }
    return next(iter(who.values())) if len(who) == 1 else None


_ANY_OFFICE = words("leader minister official diplomat envoy chief politician statesman")
"""What whoever has an office is called: "the Ruritanian leader said" after one was named."""
