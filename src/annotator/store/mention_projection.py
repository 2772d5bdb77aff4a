"""The table of mentions: what importers found, and over it what people said, of the text or of an older version of it.

Where a person has said what is named, what an importer found across it counts for nothing: not even what a later
importer, or the importer of a newer version, finds there.
"""

from typing import Any

from sqlalchemy import Connection

from annotator.domain.ids import TranscriptId
from annotator.domain.transcript import Span
from annotator.store import lineage
from annotator.store.journal import Fact, Register
from annotator.store.transcript_projection import derived_mentions


def project_mention(connection: Connection, fact: Fact) -> None:
    """Make the table say what holds in the place that this fact is about, and of what importers found across it."""
    uid, start, end = fact.register.key.split("/")
    transcript, span = TranscriptId(uid), Span(int(start), int(end))
    row = _row_of(connection, transcript)
    if row is None:
        place = lineage.shown_place(connection, transcript, span)
        row = None if place is None else _row_of(connection, place[0])
        if place is None or row is None:
            return
        transcript, span = place
    before = _count(connection, row[0])
    said = _said(connection, transcript, span)
    if said is None:
        _settle(connection, row, transcript, span)
    else:
        _put(connection, row[0], span, None if said.get("removed") else said)
    if said is None or said.get("removed"):
        others = [Span(m.start_cp, m.end_cp) for m in derived_mentions(connection, transcript, row[1])]
    else:
        others = _across(connection, row[0], span)
    for other in others:
        if other != span and _overlap(other, span) and _said(connection, transcript, other) is None:
            _settle(connection, row, transcript, other)
    more = _count(connection, row[0]) - before
    if more:
        connection.exec_driver_sql("UPDATE transcript SET n_mentions = n_mentions + ? WHERE id = ?", (more, row[0]))


def _row_of(connection: Connection, transcript: str) -> tuple[int, str] | None:
    row = connection.exec_driver_sql("SELECT id, importer FROM transcript WHERE uid = ?", (transcript,)).fetchone()
    return None if row is None else (int(row[0]), str(row[1]))


def _count(connection: Connection, number: int) -> int:
    return int(
        connection.exec_driver_sql("SELECT count(*) FROM mention WHERE transcript_id = ?", (number,)).scalar() or 0
    )


def _said(connection: Connection, transcript: str, span: Span) -> dict[str, Any] | None:
    fact = lineage.held(connection, Register("mention", f"{transcript}/{span.start_cp}/{span.end_cp}"))
    return None if fact is None else fact.value


def _overlap(one: Span, other: Span) -> bool:
    return one.start_cp < other.end_cp and other.start_cp < one.end_cp


def _across(connection: Connection, number: int, span: Span) -> list[Span]:
    """Give the other places that are mentions now and share a character with this one."""
    rows = connection.exec_driver_sql(
        "SELECT start_cp, end_cp FROM mention WHERE transcript_id = ? AND start_cp < ? AND end_cp > ?",
        (number, span.end_cp, span.start_cp),
    )
    return [place for place in (Span(start, end) for start, end in rows) if place != span]


def _settle(connection: Connection, row: tuple[int, str], transcript: TranscriptId, span: Span) -> None:
    """Make the table say of a place that nobody has said anything of what the importer found, or what is left of it."""
    derived = next(
        (m for m in derived_mentions(connection, transcript, row[1]) if Span(m.start_cp, m.end_cp) == span), None
    )
    if derived is not None:
        for other in _across(connection, row[0], span):
            if _said(connection, transcript, other) is not None:
                derived = None
                break
    value = None if derived is None else {"kind": derived.kind, "entity": derived.entity, "iso": derived.iso}
    _put(connection, row[0], span, value)


def _put(connection: Connection, number: int, span: Span, value: dict[str, Any] | None) -> None:
    place = (number, span.start_cp, span.end_cp)
    connection.exec_driver_sql("DELETE FROM mention WHERE transcript_id = ? AND start_cp = ? AND end_cp = ?", place)
    if value is not None:
        values = (value["kind"], value.get("entity"), value.get("iso"))
        connection.exec_driver_sql("INSERT INTO mention VALUES (?,?,?,?,?,?)", (*place, *values))
