"""The journal: append-only facts, each writing one register, and how the current content of a register is found.

A register is named by ``kind`` and ``key``; its content is its fact with the highest clock. Facts that a merge brought
and that were withdrawn by undoing that merge do not count.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from annotator.domain.clock import Clock, wall_ms
from annotator.domain.ids import CoderId

Value = dict[str, Any]

DO, UNDO, REDO = 0, 1, 2
"""What a batch is to the undo stack."""


@dataclass(frozen=True, slots=True)
class Register:
    """The name of a register."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A register's content as one coder wrote it at one moment; value None clears it."""

    register: Register
    value: Value | None
    clock: str
    at: int
    coder: CoderId
    batch: str
    undoes: str | None = None


def encode(value: Value | None) -> str | None:
    """Give a register's content as it stands in the journal."""
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def content_digest(value: Value | None) -> str:
    """Give a short digest of a register's content, by which to tell whether it is still the same."""
    return hashlib.sha256((encode(value) or "").encode("utf-8", "surrogatepass")).hexdigest()[:16]


def append(
    connection: Connection,
    clock: Clock,
    coder: CoderId,
    writes: Iterable[tuple[Register, Value | None]],
    undoes: str | None = None,
    role: int = DO,
    batch: str | None = None,
) -> list[Fact]:
    """Write facts as one batch and give them; the caller projects them in the same transaction.

    Args:
        undoes: The batch whose effect this one takes back.
        batch: An earlier batch of the same action to go on with; None for a new one.
    """
    now = wall_ms()
    facts: list[Fact] = []
    fresh = batch is None
    for register, value in writes:
        stamp = clock.tick()
        batch = batch or stamp
        facts.append(Fact(register, value, stamp, now, coder, batch, undoes))
    if not facts:
        return facts
    connection.exec_driver_sql(
        "INSERT INTO journal (clock, at, coder, batch, undoes, kind, key, value) VALUES (?,?,?,?,?,?,?,?)",
        [(f.clock, f.at, coder, f.batch, undoes, f.register.kind, f.register.key, encode(f.value)) for f in facts],
    )
    if fresh:
        connection.exec_driver_sql("INSERT INTO batch (id, coder, role) VALUES (?,?,?)", (batch, coder, role))
        if undoes is not None:
            connection.exec_driver_sql("UPDATE batch SET reversed = 1 WHERE id = ?", (undoes,))
    return facts


def begin_unlisted(connection: Connection, batch: str) -> None:
    """Note that a batch is being written, in several transactions: nobody can undo it before ``list_batch``."""
    connection.exec_driver_sql("INSERT INTO unfinished (batch) VALUES (?)", (batch,))
    connection.exec_driver_sql("DELETE FROM batch WHERE id = ?", (batch,))


def list_batch(connection: Connection, batch: str) -> None:
    """Note that a batch is written wholly."""
    connection.exec_driver_sql("DELETE FROM unfinished WHERE batch = ?", (batch,))
    note_batches(connection, [batch])


_FACT = "SELECT kind, key, value, clock, at, coder, batch, undoes FROM journal "


def _fact(row: Sequence[Any]) -> Fact:
    kind, key, value, clock, at, coder, batch, undoes = row
    content = None if value is None else json.loads(value)
    return Fact(Register(kind, key), content, clock, at, CoderId(coder), batch, undoes)


def current(connection: Connection, register: Register, before: str | None = None) -> Fact | None:
    """Give the fact that holds for a register, or the one that held before this stamp; None where there is none."""
    sql = _FACT + "WHERE kind = ? AND key = ? AND withdrawn = 0"
    arguments: tuple[str, ...] = (register.kind, register.key)
    if before is not None:
        sql += " AND clock < ?"
        arguments += (before,)
    row = connection.exec_driver_sql(sql + " ORDER BY clock DESC LIMIT 1", arguments).fetchone()
    return None if row is None else _fact(row)


_OF_BATCH = """
    SELECT j.kind, j.key, j.value, j.clock, j.at, j.coder, j.batch, j.undoes FROM (
        SELECT kind, key, min(clock) AS first FROM journal WHERE batch = ? AND withdrawn = 0 GROUP BY kind, key) AS b
    CROSS JOIN journal AS j ON j.seq = (
        SELECT l.seq FROM journal AS l WHERE l.kind = b.kind AND l.key = b.key AND l.withdrawn = 0 {condition}
        ORDER BY l.clock DESC LIMIT 1)
"""


def current_of_batch(connection: Connection, batch: str) -> dict[Register, Fact]:
    """Give, for each register that a batch wrote, the fact that holds for it."""
    rows = connection.exec_driver_sql(_OF_BATCH.format(condition=""), (batch,))
    return {fact.register: fact for fact in map(_fact, rows)}


def before_batch(connection: Connection, batch: str) -> dict[Register, Fact]:
    """Give, for each register that a batch wrote, the fact that held before it; registers without one are left out."""
    rows = connection.exec_driver_sql(_OF_BATCH.format(condition="AND l.clock < b.first"), (batch,))
    return {fact.register: fact for fact in map(_fact, rows)}


def origin(connection: Connection, fact: Fact | None) -> Fact | None:
    """Give the fact whose content this one stands for: itself, or the one that an undo or a redo restored."""
    while fact is not None and fact.undoes is not None:
        row = connection.exec_driver_sql(
            "SELECT min(clock) FROM journal WHERE kind = ? AND key = ? AND batch = ? AND withdrawn = 0",
            (fact.register.kind, fact.register.key, fact.undoes),
        ).fetchone()
        if row is None or row[0] is None:
            return fact
        fact = current(connection, fact.register, before=row[0])
    return fact


def facts_of_batch(connection: Connection, batch: str) -> list[Fact]:
    """Give the facts of one action, in order."""
    rows = connection.exec_driver_sql(_FACT + "WHERE batch = ? AND withdrawn = 0 ORDER BY clock", (batch,))
    return [_fact(row) for row in rows]


def history(connection: Connection, kind: str, prefix: str) -> list[Fact]:
    """Give every fact of one kind whose key is this or begins with this and a stroke, oldest first."""
    rows = connection.exec_driver_sql(
        _FACT + "WHERE kind = ? AND (key = ? OR (key >= ? AND key < ?)) AND withdrawn = 0 ORDER BY clock",
        (kind, prefix, f"{prefix}/", f"{prefix}0"),  # "0" is the character after "/"
    )
    return [_fact(row) for row in rows]


_HOLDING = """
    SELECT j.kind, j.key, j.value, j.clock, j.at, j.coder, j.batch, j.undoes FROM journal AS j
    WHERE j.kind = ? AND j.withdrawn = 0 {condition} AND NOT EXISTS (
        SELECT 1 FROM journal AS later
        WHERE later.kind = j.kind AND later.key = j.key AND later.clock > j.clock AND later.withdrawn = 0)
    ORDER BY j.key
"""


def holding(connection: Connection, kind: str) -> Iterable[Fact]:
    """Give, register by register, the fact that holds for every register of a kind; cleared ones included."""
    for row in connection.exec_driver_sql(_HOLDING.format(condition=""), (kind,)):
        yield _fact(row)


def holding_under(connection: Connection, kind: str, prefix: str) -> list[Fact]:
    """Give the facts that hold for the registers of one kind whose key is this or begins with this and a stroke."""
    condition = "AND (j.key = ? OR (j.key >= ? AND j.key < ?))"
    rows = connection.exec_driver_sql(_HOLDING.format(condition=condition), (kind, prefix, f"{prefix}/", f"{prefix}0"))
    return [_fact(row) for row in rows]


def holding_of_statements(connection: Connection, kind: str, transcript: str) -> list[Fact]:
    """Give the facts that hold for the registers of one kind about the statements of a transcript that is set out."""
    rows = connection.exec_driver_sql(
        "SELECT j.kind, j.key, j.value, j.clock, j.at, j.coder, j.batch, j.undoes FROM transcript AS t "
        "CROSS JOIN statement AS s ON s.transcript_id = t.id "
        "CROSS JOIN journal AS j ON j.kind = ?1 AND j.key >= s.uid AND j.key < s.uid || '0' "
        "WHERE t.uid = ?2 AND j.withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM journal AS later "
        "WHERE later.kind = j.kind AND later.key = j.key AND later.clock > j.clock AND later.withdrawn = 0) "
        "ORDER BY j.key",
        (kind, transcript),
    )
    return [_fact(row) for row in rows]


def holding_of_forerunners(connection: Connection, kind: str, transcript: str) -> list[Fact]:
    """Give the facts that hold for the registers of one kind about what its statements are in older versions."""
    rows = connection.exec_driver_sql(
        "SELECT j.kind, j.key, j.value, j.clock, j.at, j.coder, j.batch, j.undoes FROM transcript AS t "
        "CROSS JOIN statement AS s ON s.transcript_id = t.id CROSS JOIN forerunner AS f ON f.statement_id = s.id "
        "CROSS JOIN journal AS j ON j.kind = ?1 AND j.key >= f.uid AND j.key < f.uid || '0' "
        "WHERE t.uid = ?2 AND j.withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM journal AS later "
        "WHERE later.kind = j.kind AND later.key = j.key AND later.clock > j.clock AND later.withdrawn = 0) "
        "ORDER BY j.key",
        (kind, transcript),
    )
    return [_fact(row) for row in rows]


def note_batches(connection: Connection, batches: Iterable[str]) -> None:
    """Bring the undo stack's view of these batches up to what the journal now says of them.

    Taking batches in the order of their stamps makes sure that what a batch takes back is known before it.
    """
    touched: set[str] = set()
    for batch in sorted(set(batches)):
        row = connection.exec_driver_sql(
            "SELECT coder, undoes FROM journal WHERE batch = ? AND withdrawn = 0 LIMIT 1", (batch,)
        ).fetchone()
        if row is None:
            gone = connection.exec_driver_sql("SELECT undoes FROM journal WHERE batch = ? LIMIT 1", (batch,)).scalar()
            connection.exec_driver_sql("DELETE FROM batch WHERE id = ?", (batch,))
            touched.update({gone} if gone else ())
            continue
        coder, undoes = row
        role = DO
        if undoes is not None:
            undone = connection.exec_driver_sql("SELECT role FROM batch WHERE id = ?", (undoes,)).scalar()
            role = REDO if undone == UNDO else UNDO
            touched.add(undoes)
        connection.exec_driver_sql(
            "INSERT INTO batch (id, coder, role) VALUES (?,?,?) "
            "ON CONFLICT (id) DO UPDATE SET coder = excluded.coder, role = excluded.role",
            (batch, coder, role),
        )
        touched.add(batch)
    connection.exec_driver_sql(
        "UPDATE batch SET reversed = EXISTS (SELECT 1 FROM journal AS j WHERE j.undoes = batch.id AND j.withdrawn = 0) "
        "WHERE id = ?",
        [(batch,) for batch in sorted(touched)] or [("",)],
    )
