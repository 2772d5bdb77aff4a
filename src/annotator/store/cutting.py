"""How a transcript is cut into statements: what the importer derived, and over it what people cut otherwise.

It follows from the analyses and from the registers ``statement`` and ``passage`` alone, of the text and of its older
versions, whatever order they came in.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from annotator.domain.cutting import cuts_in_force, left_over
from annotator.domain.ids import TranscriptId, statement_id
from annotator.domain.interchange import speakers_from_list
from annotator.domain.transcript import CODABLE_KINDS, Analysis, Passage, PassageKind, Span, Speaker, Statement
from annotator.store import content
from annotator.store.journal import Fact, Register, current, holding_under
from annotator.store.lineage import Older, forerunner_of, passage_spans, standing


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
    connection: Connection,
    transcript: TranscriptId,
    text: str,
    analysis: Analysis,
    others: Iterable[Analysis] = (),
    older: Sequence[Older] = (),
) -> Layout:
    """Give the passages and statements of a transcript as the analysis and everybody's corrections have them.

    Args:
        others: Analyses by other importers, whose statements are retired where they are not this one's too.
        older: Versions that it has replaced, whose statements are retired likewise, and whose corrections count.
    """
    passages, changed = _passages(connection, transcript, analysis, older)
    cuts = _cuts(connection, transcript, older)
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
    made_once = [*analysis.statements, *(one for other in others for one in other.statements)]
    made_once += [one for version in older for one in _statements_of(connection, version, transcript)]
    retired = _retired(live, made_once, cuts, len(text)) if cuts or others or older else ()
    gone = tuple(statement(span, who, retired=True) for span, who in retired)
    by_hand = {uid for uid, cut in cuts.items() if not cut.is_cleared}  # whose speakers were noted when they were cut
    spoken = _spoken_in(connection, (one for one in gone if one.uid not in by_hand), older)
    live = [one if one.uid in by_hand else _with_speakers(one, spoken) for one in live]
    return Layout(passages, tuple(live), gone)


def _spoken_in(
    connection: Connection, gone: Iterable[Statement], older: Sequence[Older]
) -> list[tuple[str, Statement]]:
    """Give the statements that are none any more with the speakers that a person gave them, the latest first."""
    found: list[tuple[str, Statement]] = []
    for one in gone:
        others = (forerunner_of(version, one.start_cp, one.end_cp) for version in older)
        keys = [one.uid, *(uid for uid in others if uid is not None)]
        fact = standing(connection, (current(connection, Register("speaker", key)) for key in keys))
        if fact is not None and fact.value is not None:
            found.append((fact.clock, replace(one, speakers=speakers_from_list(fact.value["speakers"]))))
    return sorted(found, key=lambda pair: pair[0], reverse=True)


def _with_speakers(statement: Statement, spoken: Sequence[tuple[str, Statement]]) -> Statement:
    for _, whole in spoken:
        if whole.start_cp <= statement.start_cp and statement.end_cp <= whole.end_cp:
            return replace(statement, speakers=whole.speakers)
    return statement


def has_words(text: str) -> bool:
    """Whether there is anything in it that somebody could be asked to label."""
    return any(map(str.isalnum, text))


def _passages(
    connection: Connection, transcript: TranscriptId, analysis: Analysis, older: Sequence[Older]
) -> tuple[tuple[Passage, ...], set[int]]:
    """Give the passages with their kinds as corrected, and the numbers of those that were."""
    passages = list(analysis.passages)
    changed: set[int] = set()
    said: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in holding_under(connection, "passage", transcript):
        said[int(fact.register.key.split("/")[1])].append(fact)
    places = {Span(one.start_cp, one.end_cp): number for number, one in enumerate(passages)}
    for version in older:
        facts = holding_under(connection, "passage", version.transcript)
        spans = passage_spans(connection, version.transcript) if facts else {}
        for fact in facts:
            span = spans.get(int(fact.register.key.split("/")[1]))
            there = None if span is None else version.match.in_newer(span)
            if there in places:
                said[places[there]].append(fact)
    for number, facts in said.items():
        holds = facts[0] if len(facts) == 1 else standing(connection, facts)
        if holds is not None and holds.value is not None and number < len(passages):
            passages[number] = replace(passages[number], kind=PassageKind(holds.value["kind"]))
            changed.add(number)
    return tuple(passages), changed


_CUTS = """
    SELECT key, value FROM journal
    WHERE kind = 'statement' AND json_extract(value, '$.transcript') = ? AND withdrawn = 0 ORDER BY key, clock
"""


def _held_last(connection: Connection, transcript: TranscriptId) -> Iterator[tuple[Span, dict[str, Any], Fact | None]]:
    """Give for each ``statement`` register of a transcript its stretch, what it held last, and what holds."""
    last = {uid: value for uid, value in connection.exec_driver_sql(_CUTS, (transcript,))}  # noqa: C416 - rows, not pairs
    for uid, value in last.items():
        held: dict[str, Any] = json.loads(value)
        yield Span(int(held["start"]), int(held["end"])), held, current(connection, Register("statement", uid))


def _cuts(connection: Connection, transcript: TranscriptId, older: Sequence[Older]) -> dict[str, _Cut]:
    """Give by statement what people made or unmade of it, in this text or in an older version of it."""
    said: defaultdict[Span, list[tuple[dict[str, Any], Fact | None]]] = defaultdict(list)
    for span, held, fact in _held_last(connection, transcript):
        said[span].append((held, fact))
    for version in older:
        for span, held, fact in _held_last(connection, version.transcript):
            there = version.match.in_newer(span)
            if there is not None:
                said[there].append((held, fact))
    return {
        statement_id(transcript, span.start_cp, span.end_cp): _cut(connection, span, of) for span, of in said.items()
    }


def _cut(connection: Connection, span: Span, said: Sequence[tuple[dict[str, Any], Fact | None]]) -> _Cut:
    held, fact = said[0]
    if len(said) > 1:
        fact = standing(connection, (one for _, one in said))
        held = next((value for value, one in said if one is fact), held)
    voices = held.get("speakers")
    return _Cut(
        span,
        None if voices is None else speakers_from_list(voices),
        fact.clock if fact else "",
        fact is not None and fact.value is not None and not fact.value.get("retired"),
        fact is None or fact.value is None,
    )


def _statements_of(connection: Connection, older: Older, transcript: TranscriptId) -> Iterator[Statement]:
    """Give the statements that importers made of an older version, where they stand in the newer one."""
    for analysis in content.analyses_of(connection, older.transcript).values():
        for one in analysis.statements:
            span = older.match.in_newer(Span(one.start_cp, one.end_cp))
            if span is not None:
                uid = statement_id(transcript, span.start_cp, span.end_cp)
                yield replace(one, uid=uid, start_cp=span.start_cp, end_cp=span.end_cp)


def _retired(
    live: Sequence[Statement], made_once: Iterable[Statement], cuts: dict[str, _Cut], length: int
) -> list[tuple[Span, tuple[Speaker, ...]]]:
    """Give, each once, the stretches that were statements, with who speaks there; of several the importer's first."""
    seen: set[str] = {one.uid for one in live}
    found: list[tuple[Span, tuple[Speaker, ...]]] = []
    for one in made_once:
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
