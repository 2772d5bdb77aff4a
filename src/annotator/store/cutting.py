"""How a transcript is cut into statements: what the importer derived, and over it what people cut otherwise.

It follows from the analyses and from the registers ``statement`` and ``passage`` alone, whatever order they came in.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from annotator.domain.cutting import cuts_in_force, left_over
from annotator.domain.ids import TranscriptId, statement_id
from annotator.domain.interchange import speakers_from_list
from annotator.domain.transcript import CODABLE_KINDS, Analysis, Passage, PassageKind, Span, Speaker, Statement
from annotator.store.journal import Register, current, holding_under


@dataclass(frozen=True, slots=True)
class Layout:
    """A transcript's passages and statements as they hold.

    Attributes:
        live: The statements, in reading order; no two overlap.
        retired: Those that were statements once, which are shown where somebody has labelled them.
    """

    passages: tuple[Passage, ...]
    live: tuple[Statement, ...]
    retired: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """One ``statement`` register: what it holds, or held last where it was cleared."""

    span: Span
    speakers: tuple[Speaker, ...] | None
    clock: str
    is_live: bool
    is_cleared: bool


def layout(
    connection: Connection, transcript: TranscriptId, text: str, analysis: Analysis, others: Iterable[Analysis] = ()
) -> Layout:
    """Give the passages and statements of a transcript as the analysis and everybody's corrections have them.

    Args:
        others: Analyses by other importers, whose statements are retired where they are not this one's too.
    """
    passages, changed = _passages(connection, transcript, analysis)
    cuts = dict(_cuts(connection, transcript))
    made = [cut for cut in cuts.values() if cut.is_live]
    taken = cuts_in_force(text, (cut.span for cut in sorted(made, key=lambda cut: cut.clock, reverse=True)))
    starts = [passage.start_cp for passage in passages]

    def statement(span: Span, speakers: tuple[Speaker, ...], retired: bool = False) -> Statement:
        number = max(0, bisect_right(starts, span.start_cp) - 1)
        is_codable = passages[number].kind in CODABLE_KINDS and has_words(text[span.start_cp : span.end_cp])
        uid = statement_id(transcript, span.start_cp, span.end_cp)
        return Statement(uid, span.start_cp, span.end_cp, number, is_codable and not retired, speakers)

    live: list[Statement] = []
    for one in analysis.statements:
        for span in left_over(text, Span(one.start_cp, one.end_cp), taken):
            is_whole = (span.start_cp, span.end_cp) == (one.start_cp, one.end_cp)
            live.append(one if is_whole and one.passage not in changed and passages else statement(span, one.speakers))
    derived = {(one.start_cp, one.end_cp): one.speakers for one in analysis.statements}
    for span in taken if passages else ():
        who = cuts[statement_id(transcript, span.start_cp, span.end_cp)].speakers
        place = (span.start_cp, span.end_cp)
        live.append(statement(span, derived.get(place, ()) if who is None else who))
    live.sort(key=lambda one: (one.start_cp, one.end_cp))
    retired = _retired(live, analysis, cuts, others, len(text)) if cuts or others else ()
    return Layout(passages, tuple(live), tuple(statement(span, who, retired=True) for span, who in retired))


def has_words(text: str) -> bool:
    """Whether there is anything in it that somebody could be asked to label."""
    return any(map(str.isalnum, text))


def _passages(
    connection: Connection, transcript: TranscriptId, analysis: Analysis
) -> tuple[tuple[Passage, ...], set[int]]:
    """Give the passages with their kinds as corrected, and the numbers of those that were."""
    passages = list(analysis.passages)
    changed: set[int] = set()
    for fact in holding_under(connection, "passage", transcript):
        number = int(fact.register.key.split("/")[1])
        if fact.value is not None and number < len(passages):
            passages[number] = replace(passages[number], kind=PassageKind(fact.value["kind"]))
            changed.add(number)
    return tuple(passages), changed


_CUTS = """
    SELECT key, value FROM journal
    WHERE kind = 'statement' AND json_extract(value, '$.transcript') = ? AND withdrawn = 0 ORDER BY key, clock
"""


def _cuts(connection: Connection, transcript: TranscriptId) -> Iterator[tuple[str, _Cut]]:
    last = {uid: value for uid, value in connection.exec_driver_sql(_CUTS, (transcript,))}  # noqa: C416 - rows, not pairs
    for uid, value in last.items():
        fact = current(connection, Register("statement", uid))
        held: dict[str, Any] = json.loads(value)
        said = held.get("speakers")
        yield (
            uid,
            _Cut(
                Span(int(held["start"]), int(held["end"])),
                None if said is None else speakers_from_list(said),
                fact.clock if fact else "",
                fact is not None and fact.value is not None and not fact.value.get("retired"),
                fact is None or fact.value is None,
            ),
        )


def _retired(
    live: Sequence[Statement], analysis: Analysis, cuts: dict[str, _Cut], others: Iterable[Analysis], length: int
) -> list[tuple[Span, tuple[Speaker, ...]]]:
    """Give, each once, the stretches that were statements, with who speaks there; of several the importer's first."""
    seen: set[str] = {one.uid for one in live}
    found: list[tuple[Span, tuple[Speaker, ...]]] = []
    for each in (analysis, *others):
        for one in each.statements:
            if one.uid not in seen:
                seen.add(one.uid)
                cut = cuts.get(one.uid)
                who = one.speakers if cut is None or cut.is_cleared or cut.speakers is None else cut.speakers
                found.append((Span(one.start_cp, one.end_cp), who))
    found += [
        (cut.span, cut.speakers or ())
        for uid, cut in cuts.items()
        if uid not in seen and 0 <= cut.span.start_cp < cut.span.end_cp <= length
    ]
    return found
