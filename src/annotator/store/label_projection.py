"""The tables of labels: the hot path of the program, so SQLite answers each query here from an index."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from annotator.domain.codebook import NOT_CODABLE
from annotator.store import lineage
from annotator.store.journal import Fact, Register, content_digest, holding

_INSERT = "INSERT INTO label VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
_INSERT_THEME = "INSERT INTO label_theme VALUES (?,?,?,?,?)"
_KEY = "statement_id = ? AND coder = ? AND target = ?"


def _row(statement: int, coder: str, target: str, fact: Fact) -> tuple[Any, ...]:
    value = fact.value or {}
    stance, themes = value.get("stance"), value.get("themes", [])
    complete = stance is not None and (bool(themes) or stance == NOT_CODABLE)
    return (
        statement,
        coder,
        target,
        content_digest(fact.value),
        stance,
        json.dumps(themes),
        json.dumps(value.get("flags", [])),
        value.get("confidence"),
        value.get("note", ""),
        value.get("codebook", ""),
        json.dumps(value.get("saw", [])),
        fact.at,
        int(complete),
    )


def project_label(connection: Connection, fact: Fact) -> None:
    """Make one label, and the counts that depend on it, say what this fact says."""
    uid, coder, target = fact.register.key.split("/")
    for place in connection.exec_driver_sql(_PLACES, (uid,)).fetchall():
        statement, shown, is_shared, transcript, codable = place
        said: Fact | None = fact
        if is_shared:
            said = lineage.held(connection, Register("label", f"{shown}/{coder}/{target}"))
        _put(connection, (statement, coder, target), said or _nothing(fact), transcript, bool(codable))


_PLACES = """
    SELECT s.id, s.uid, EXISTS (SELECT 1 FROM forerunner AS f WHERE f.statement_id = s.id), s.transcript_id, s.codable
    FROM statement AS s WHERE s.uid = ?1
    UNION ALL SELECT s.id, s.uid, 1, s.transcript_id, s.codable
    FROM forerunner AS f JOIN statement AS s ON s.id = f.statement_id WHERE f.uid = ?1
"""
"""Where a statement is shown: itself, or those of newer versions that say the same."""


def _nothing(fact: Fact) -> Fact:
    return replace(fact, value=None)


def _put(connection: Connection, key: tuple[int, str, str], fact: Fact, transcript: int, codable: bool) -> None:
    statement, coder, target = key
    stored = connection.exec_driver_sql(
        "SELECT target, complete, themes FROM label WHERE statement_id = ? AND coder = ?", (statement, coder)
    ).fetchall()
    old = next((row for row in stored if row[0] == target), None)
    done_elsewhere = any(row[1] for row in stored if row[0] != target)
    new = None if fact.value is None else _row(statement, coder, target, fact)
    if old is not None:
        connection.exec_driver_sql(f"DELETE FROM label WHERE {_KEY}", key)
    if new is not None:
        connection.exec_driver_sql(_INSERT, new)
    old_themes, new_themes = json.loads(old[2]) if old else [], json.loads(new[5]) if new else []
    if old_themes != new_themes:
        if old_themes:
            connection.exec_driver_sql(f"DELETE FROM label_theme WHERE {_KEY}", key)
        if new_themes:
            rows = [(*key, position, theme) for position, theme in enumerate(new_themes)]
            connection.exec_driver_sql(_INSERT_THEME, rows)
    more_labels = (new is not None) - (old is not None)
    was_done = bool(codable) and (done_elsewhere or bool(old and old[1]))
    is_done = bool(codable) and (done_elsewhere or bool(new and new[12]))
    if more_labels or was_done != is_done:
        _count(connection, coder, transcript, more_labels, is_done - was_done)


def _count(connection: Connection, coder: str, transcript: int, labels: int, complete: int) -> None:
    key = (coder, transcript)
    connection.exec_driver_sql(
        "INSERT INTO progress VALUES (?,?,?,?) ON CONFLICT (coder, transcript_id) "
        "DO UPDATE SET labels = labels + excluded.labels, complete = complete + excluded.complete",
        (*key, labels, complete),
    )
    if labels < 0:
        connection.exec_driver_sql("DELETE FROM progress WHERE coder = ? AND transcript_id = ? AND labels = 0", key)


def recount(connection: Connection, transcript: int) -> None:
    """Count anew what everybody has completed in a transcript of which other statements have become codable."""
    connection.exec_driver_sql(
        "UPDATE progress SET complete = (SELECT count(DISTINCT s.id) FROM statement AS s "
        "JOIN label AS l ON l.statement_id = s.id WHERE s.transcript_id = progress.transcript_id "
        "AND s.codable AND l.coder = progress.coder AND l.complete) WHERE transcript_id = ?",
        (transcript,),
    )


def project_all_labels(connection: Connection) -> None:
    """Set out every label, into empty tables, by the thousand."""
    statements: dict[str, int] = {}
    for uid, number in connection.exec_driver_sql("SELECT uid, id FROM statement"):
        statements[uid] = number
    shared = {
        uid
        for (uid,) in connection.exec_driver_sql(
            "SELECT uid FROM forerunner UNION "
            "SELECT s.uid FROM statement AS s JOIN forerunner AS f ON f.statement_id = s.id"
        )
    }
    later: list[Fact] = []
    for facts in _by_thousands(holding(connection, "label")):
        labels: list[tuple[Any, ...]] = []
        themes: list[tuple[Any, ...]] = []
        for fact in facts:
            uid, coder, target = fact.register.key.split("/")
            if uid in shared:
                later.append(fact)
            elif uid in statements and fact.value is not None:
                row = _row(statements[uid], coder, target, fact)
                labels.append(row)
                themes += [(*row[:3], position, theme) for position, theme in enumerate(fact.value.get("themes", []))]
        if labels:
            connection.exec_driver_sql(_INSERT, labels)
        if themes:
            connection.exec_driver_sql(_INSERT_THEME, themes)
    connection.exec_driver_sql(
        "INSERT INTO progress SELECT l.coder, s.transcript_id, count(*), "
        "count(DISTINCT CASE WHEN l.complete AND s.codable THEN s.id END) "
        "FROM label AS l JOIN statement AS s ON s.id = l.statement_id GROUP BY 1, 2"
    )
    for fact in later:
        project_label(connection, fact)


def _by_thousands(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    chunk: list[Fact] = []
    for fact in facts:
        chunk.append(fact)
        if len(chunk) == 1000:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
