"""The table of mentions: what importers found, and over it what people said, of the text or of an older version of it.

Where a person has said what is named, what an importer found across it counts for nothing: not even what a later
importer, or the importer of a newer version, finds there.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from annotator.domain.ids import TranscriptId
from annotator.domain.transcript import Mention, Span
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
    said = _said(connection, transcript, span)
    if said is None:
        more = _settle(connection, row, transcript, span)
    else:
        more = _put(connection, row[0], span, None if said.get("removed") else said)
    if said is None or said.get("removed"):
        others = [Span(m.start_cp, m.end_cp) for m in _found_across(connection, row, transcript, span)]
    else:
        others = _across(connection, row[0], span)
    for other in others:
        if other != span and _said(connection, transcript, other) is None:
            more += _settle(connection, row, transcript, other)
    if more:
        connection.exec_driver_sql("UPDATE transcript SET n_mentions = n_mentions + ? WHERE id = ?", (more, row[0]))


def _row_of(connection: Connection, transcript: str) -> tuple[int, str] | None:
    row = connection.exec_driver_sql("SELECT id, importer FROM transcript WHERE uid = ?", (transcript,)).fetchone()
    return None if row is None else (int(row[0]), str(row[1]))


def _said(connection: Connection, transcript: str, span: Span) -> dict[str, Any] | None:
    fact = lineage.held(connection, Register("mention", f"{transcript}/{span.start_cp}/{span.end_cp}"))
    return None if fact is None else fact.value


def _found_across(
    connection: Connection, row: tuple[int, str], transcript: TranscriptId, span: Span
) -> Iterator[Mention]:
    """Give what the importer found that shares a character with a stretch; what it found is in order, none overlaps."""
    found = derived_mentions(connection, transcript, row[1])
    for number in range(bisect_right(found, span.start_cp, key=lambda one: one.end_cp), len(found)):
        if found[number].start_cp >= span.end_cp:
            return
        yield found[number]


def _across(connection: Connection, number: int, span: Span) -> list[Span]:
    """Give the other places that are mentions now and share a character with this one."""
    rows = connection.exec_driver_sql(
        "SELECT start_cp, end_cp FROM mention WHERE transcript_id = ? AND start_cp < ? AND end_cp > ?",
        (number, span.end_cp, span.start_cp),
    )
    return [place for place in (Span(start, end) for start, end in rows) if place != span]


def _settle(connection: Connection, row: tuple[int, str], transcript: TranscriptId, span: Span) -> int:
    """Make the table say of a place that nobody has said anything of what the importer found, or what is left of it.

    Gives how many mentions there are more.
    """
    across = _found_across(connection, row, transcript, span)
    derived = next((m for m in across if Span(m.start_cp, m.end_cp) == span), None)
    if derived is not None:
        for other in _across(connection, row[0], span):
            if _said(connection, transcript, other) is not None:
                derived = None
                break
    value = None if derived is None else {"kind": derived.kind, "entity": derived.entity, "iso": derived.iso}
    return _put(connection, row[0], span, value)


def _put(connection: Connection, number: int, span: Span, value: dict[str, Any] | None) -> int:
    """Make the table say this of a place, or nothing; gives how many mentions there are more."""
    place = (number, span.start_cp, span.end_cp)
    before = connection.exec_driver_sql(
        "DELETE FROM mention WHERE transcript_id = ? AND start_cp = ? AND end_cp = ?", place
    ).rowcount
    if value is not None:
        values = (value["kind"], value.get("entity"), value.get("iso"))
        connection.exec_driver_sql("INSERT INTO mention VALUES (?,?,?,?,?,?)", (*place, *values))
    return (value is not None) - before
