"""Versions of one transcript: which of them is shown, and what was said of the others that is true of it as well.

A register ``version`` says that one text has taken the place of another. Texts that hang together by such registers are
one family, of which the newest is set out. What people said of the others is never written again: it is looked up
where the same words stand, so it counts whenever and on whatever machine it was said, and merging needs no rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from annotator.domain.ids import TranscriptId, statement_id
from annotator.domain.transcript import Span
from annotator.domain.versions import Correspondence, correspondence
from annotator.store import content, journal
from annotator.store.journal import Fact, Register

OF_STATEMENTS = ("label", "review", "speaker")
"""Kinds of registers whose key begins with a statement."""
_STATEMENT_CHARS = 36


@dataclass(frozen=True, slots=True)
class Older:
    """An older version of a transcript, with where its words stand in that."""

    transcript: TranscriptId
    match: Correspondence


_FAMILY = """
    WITH RECURSIVE member(uid) AS (
        SELECT ?1 UNION SELECT iif(v.newer = m.uid, v.older, v.newer)
        FROM member AS m JOIN version AS v ON v.newer = m.uid OR v.older = m.uid)
    SELECT uid FROM member ORDER BY uid
"""


def family(connection: Connection, transcript: str) -> tuple[TranscriptId, ...]:
    """Give every version of a transcript, itself included, in an order that means nothing."""
    return tuple(TranscriptId(uid) for (uid,) in connection.exec_driver_sql(_FAMILY, (transcript,)))


def shown_version(connection: Connection, transcript: str) -> TranscriptId | None:
    """Give the version that stands for this text: the last to have taken another's place; None where none is here."""
    best: tuple[str, str, TranscriptId] | None = None
    for uid in family(connection, transcript):
        fact = journal.current(connection, Register("transcript", uid))
        if fact is not None and fact.value is not None:
            since = connection.exec_driver_sql("SELECT max(clock) FROM version WHERE newer = ?", (uid,)).scalar()
            said = journal.origin(connection, fact)
            rank = str(since or ""), said.clock if said else fact.clock, uid
            best = rank if best is None else max(best, rank)
    return None if best is None else best[2]


def older_versions(connection: Connection, transcript: str, text: str | None = None) -> tuple[Older, ...]:
    """Give the versions whose place a transcript has taken; none where it is itself one that was replaced."""
    members = family(connection, transcript)
    if len(members) == 1 or shown_version(connection, transcript) != transcript:
        return ()
    text = content.text_of(connection, TranscriptId(transcript)) if text is None else text
    texts = ((uid, content.text_of(connection, uid)) for uid in members if uid != transcript)
    return tuple(Older(uid, correspondence(old, text)) for uid, old in texts if text is not None and old is not None)


def shown_place(connection: Connection, transcript: str, span: Span) -> tuple[TranscriptId, Span] | None:
    """Give where a stretch of any version stands in the one that is shown; None where it reads otherwise there."""
    shown = shown_version(connection, transcript)
    if shown is None or shown == transcript:
        return None if shown is None else (shown, span)
    match = next((one.match for one in older_versions(connection, shown) if one.transcript == transcript), None)
    there = None if match is None else match.in_newer(span)
    return None if there is None else (shown, there)


def shown_statements(connection: Connection, statement: str) -> list[str]:
    """Give the statements that are set out and say what this one does: itself, or those of newer versions."""
    rows = connection.exec_driver_sql(
        "SELECT uid FROM statement WHERE uid = ?1 "
        "UNION SELECT s.uid FROM forerunner AS f JOIN statement AS s ON s.id = f.statement_id WHERE f.uid = ?1",
        (statement,),
    )
    return [uid for (uid,) in rows]


def forerunners(connection: Connection, statement: str) -> list[str]:
    """Give what the words of a statement that is set out are as statements of older versions."""
    rows = connection.exec_driver_sql(
        "SELECT f.uid FROM statement AS s JOIN forerunner AS f ON f.statement_id = s.id WHERE s.uid = ? ORDER BY f.uid",
        (statement,),
    )
    return [uid for (uid,) in rows]


def forerunner_of(older: Older, start_cp: int, end_cp: int) -> str | None:
    """Give what this stretch of the newer text is as a statement of the older version; None where it is not there."""
    span = older.match.in_older(Span(start_cp, end_cp))
    return None if span is None else statement_id(older.transcript, span.start_cp, span.end_cp)


def standing(connection: Connection, facts: Iterable[Fact | None]) -> Fact | None:
    """Give, of what holds for several registers about the same words, the latest; None where nothing does.

    An undo that leaves a register as if nobody had ever written it says nothing, and one that restores what was said
    before speaks with that one's stamp.
    """
    best: tuple[str, Fact] | None = None
    for fact in facts:
        said = journal.origin(connection, fact)
        if fact is not None and said is not None and (best is None or said.clock > best[0]):
            best = said.clock, fact
    return None if best is None else best[1]


def held(connection: Connection, register: Register) -> Fact | None:
    """Give what holds for a register about a transcript that is set out, said of it or of an older version."""
    others = _of_older(connection, register)
    if not others:
        return journal.current(connection, register)
    return standing(connection, (journal.current(connection, one) for one in (register, *others)))


def _of_older(connection: Connection, register: Register) -> list[Register]:
    """Give the registers of older versions that are about the same words."""
    if register.kind in OF_STATEMENTS:
        uid, rest = register.key[:_STATEMENT_CHARS], register.key[_STATEMENT_CHARS:]
        return [Register(register.kind, other + rest) for other in forerunners(connection, uid)]
    if register.kind not in ("mention", "passage"):
        return []
    transcript, *place = register.key.split("/")
    older = older_versions(connection, transcript)
    if not older:
        return []
    if register.kind == "passage":
        span = passage_spans(connection, TranscriptId(transcript)).get(int(place[0]))
        return [] if span is None else [Register("passage", key) for key in passage_keys(connection, older, span)]
    spans = ((one.transcript, one.match.in_older(Span(int(place[0]), int(place[1])))) for one in older)
    return [Register("mention", f"{uid}/{span.start_cp}/{span.end_cp}") for uid, span in spans if span is not None]


def passage_spans(connection: Connection, transcript: TranscriptId) -> dict[int, Span]:
    """Give where the passages of a transcript are, by their number."""
    return {
        number: Span(passage.start_cp, passage.end_cp)
        for analysis in content.analyses_of(connection, transcript).values()
        for number, passage in enumerate(analysis.passages)
    }


def passage_keys(connection: Connection, older: Iterable[Older], span: Span) -> list[str]:
    """Give the keys under which older versions have what is said of a passage that stands here in the newer one."""
    found = []
    for one in older:
        there = one.match.in_older(span)
        spans = passage_spans(connection, one.transcript) if there is not None else {}
        found += [f"{one.transcript}/{number}" for number, place in spans.items() if place == there]
    return found
