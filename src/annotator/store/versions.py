"""What became of what people said of a text that a newer version has replaced: what came over, what stays with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from annotator.domain.ids import CoderId, TranscriptId, statement_id
from annotator.domain.transcript import Span
from annotator.domain.versions import correspondence
from annotator.store import content, journal, lineage
from annotator.store.journal import Fact, Register
from annotator.store.lineage import Older


@dataclass(frozen=True, slots=True)
class Carried:
    """How many labels count for a new version; how many, and how many corrections, stay with text that has changed."""

    labels: int = 0
    left: int = 0
    left_corrections: int = 0


@dataclass(frozen=True, slots=True)
class LeftKey:
    """By what two labels on changed text are one: the same coder's about the same words and target."""

    coder: CoderId
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Left:
    """A label that stays with a text that was replaced.

    Attributes:
        transcript: The older version.
        span: The stretch of it that was labelled.
    """

    transcript: TranscriptId
    span: Span
    fact: Fact


@dataclass(frozen=True, slots=True)
class Staying:
    """What stays with the older versions of a transcript, to be compared with the same after the next version."""

    labels: frozenset[LeftKey] = frozenset()
    corrections: frozenset[Register] = frozenset()


def staying(connection: Connection, transcript: TranscriptId) -> Staying:
    """Give what is said of the older versions of a transcript and not true of it."""
    return Staying(frozenset(left_labels(connection, transcript)), left_corrections(connection, transcript))


def carried(connection: Connection, transcript: TranscriptId, before: Staying) -> Carried:
    """Count what came over to a new version, and what stays with the one before but not with those before that."""
    rows = connection.exec_driver_sql(
        "SELECT s.uid, l.coder, l.target FROM label AS l JOIN statement AS s ON s.id = l.statement_id "
        "JOIN transcript AS t ON t.id = s.transcript_id WHERE t.uid = ?",
        (transcript,),
    ).fetchall()
    own = (journal.current(connection, Register("label", "/".join(row))) for row in rows)
    came = sum(fact is None or fact.value is None for fact in own)
    now = staying(connection, transcript)
    return Carried(came, len(now.labels - before.labels), len(now.corrections - before.corrections))


def left_labels(connection: Connection, transcript: TranscriptId) -> dict[LeftKey, Left]:
    """Give the labels of older versions whose words read otherwise in this one; of the same words the latest label."""
    found: dict[LeftKey, Left] = {}
    for older in lineage.older_versions(connection, transcript):
        text = content.text_of(connection, older.transcript) or ""
        for uid, span in _statements(connection, transcript, older):
            if not _is_shown(connection, transcript, older, span):
                for fact in journal.holding_under(connection, "label", uid):
                    _, coder, target = fact.register.key.split("/")
                    words = " ".join(text[span.start_cp : span.end_cp].split())
                    key, left = LeftKey(CoderId(coder), target, words), Left(older.transcript, span, fact)
                    if key not in found or found[key].fact.clock < fact.clock:
                        found[key] = left
    return {key: left for key, left in found.items() if left.fact.value is not None}


def left_corrections(connection: Connection, transcript: TranscriptId) -> frozenset[Register]:
    """Give the registers of passages, cuts, speakers and mentions of older versions whose words read otherwise here."""
    found: set[Register] = set()
    for older in lineage.older_versions(connection, transcript):
        spans = lineage.passage_spans(connection, older.transcript)
        for kind in ("passage", "mention"):
            for fact in journal.holding_under(connection, kind, older.transcript):
                _, *place = map(str, fact.register.key.split("/"))
                span = spans.get(int(place[0])) if kind == "passage" else Span(int(place[0]), int(place[1]))
                if fact.value is not None and span is not None and older.match.in_newer(span) is None:
                    found.add(fact.register)
        for uid, span in _statements(connection, transcript, older):
            if older.match.in_newer(span) is None:
                said = (journal.current(connection, Register(kind, uid)) for kind in ("speaker", "statement"))
                found |= {one.register for one in said if one and one.value and not one.value.get("retired")}
    return frozenset(found)


def statements_ever(connection: Connection, transcript: TranscriptId) -> dict[str, Span]:
    """Give by identifier the stretches of a text that were ever statements of it by an importer's or a person's cut."""
    spans = [
        Span(one.start_cp, one.end_cp)
        for analysis in content.analyses_of(connection, transcript).values()
        for one in analysis.statements
    ]
    cuts = connection.exec_driver_sql(
        "SELECT DISTINCT json_extract(value, '$.start'), json_extract(value, '$.end') FROM journal "
        "WHERE kind = 'statement' AND json_extract(value, '$.transcript') = ? AND withdrawn = 0",
        (transcript,),
    )
    spans += [Span(start, end) for start, end in cuts]
    return {statement_id(transcript, span.start_cp, span.end_cp): span for span in spans}


def _statements(connection: Connection, newest: TranscriptId, older: Older) -> Iterator[tuple[str, Span]]:
    """Give the statements of an older version, also as another version that it shares words with was cut."""
    found = statements_ever(connection, older.transcript)
    text = content.text_of(connection, older.transcript) or ""
    for other in lineage.older_versions(connection, newest):
        if other.transcript != older.transcript:
            match = correspondence(content.text_of(connection, other.transcript) or "", text)
            spans = map(match.in_newer, statements_ever(connection, other.transcript).values())
            for span in filter(None, spans):
                found.setdefault(statement_id(older.transcript, span.start_cp, span.end_cp), span)
    yield from found.items()


def _is_shown(connection: Connection, transcript: TranscriptId, older: Older, span: Span) -> bool:
    there = older.match.in_newer(span)
    return there is not None and _is_set_out(connection, statement_id(transcript, there.start_cp, there.end_cp))


def _is_set_out(connection: Connection, statement: str) -> bool:
    row = connection.exec_driver_sql("SELECT 1 FROM statement WHERE uid = ?", (statement,)).fetchone()
    return row is not None
