"""Finding statements: which to list, which come next, which hold these words."""

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from annotator.domain.correction import UNSPACED
from annotator.domain.ids import CoderId, TranscriptId
from annotator.domain.rows import StatementFilter, StatementKey

_DONE = "EXISTS (SELECT 1 FROM label AS l WHERE l.statement_id = s.id AND l.coder = ? AND l.complete)"
_WORD = re.compile(r"\w+")


def keys(
    connection: Connection,
    transcript: TranscriptId | None,
    shown: StatementFilter,
    coder: CoderId,
    others: Sequence[CoderId],
    search: str,
    speaker: str | None = None,
) -> list[StatementKey]:
    """Give the keys of the statements that fulfil every condition, in reading order; of retired ones the labelled."""
    conditions = ["(NOT s.retired OR EXISTS (SELECT 1 FROM label AS l WHERE l.statement_id = s.id))"]
    arguments: list[Any] = []

    def require(condition: str, *values: Any) -> None:
        conditions.append(condition)
        arguments.extend(values)

    if transcript is not None:
        require("s.transcript_id = (SELECT id FROM transcript WHERE uid = ?)", transcript)
    _require_shown(require, shown, coder, others)
    if search.strip():
        _require_words(require, search)
    if speaker:
        _require_speaker(require, connection, speaker.casefold())
    where = f"WHERE {' AND '.join(conditions)}"
    if transcript is not None:
        sql = f"SELECT s.id FROM statement AS s {where} ORDER BY s.start_cp, s.end_cp"
    else:
        sql = (
            f"SELECT s.id FROM statement AS s JOIN transcript AS t ON t.id = s.transcript_id {where} "
            "ORDER BY t.sort_key, t.uid, s.start_cp, s.end_cp"
        )
    return [StatementKey(number) for (number,) in connection.exec_driver_sql(sql, tuple(arguments))]


def _require_speaker(require: Any, connection: Connection, speaker: str) -> None:
    merged = connection.exec_driver_sql("SELECT id, root FROM entity WHERE root <> id").fetchall()
    names = [name for name, root in merged if speaker in root.casefold()]
    require(
        "s.id IN (SELECT v.statement_id FROM statement_voice AS v JOIN voice AS w ON w.id = v.voice_id "
        "WHERE instr(w.folded, ?) > 0 OR w.affiliation IN (SELECT value FROM json_each(?)))",
        speaker,
        json.dumps(names),
    )


def _require_shown(require: Any, shown: StatementFilter, coder: CoderId, others: Sequence[CoderId]) -> None:
    if others:
        among, who = f"o.coder IN ({','.join('?' * len(others))})", tuple(others)
    else:
        among, who = "o.coder <> ?", (coder,)
    theirs = "SELECT 1 FROM label AS m JOIN label AS o ON o.statement_id = m.statement_id AND o.target = m.target"
    both = f"{theirs} WHERE m.statement_id = s.id AND m.coder = ? AND m.complete AND o.complete AND {among}"
    if shown is StatementFilter.UNLABELLED:
        require(f"s.codable AND NOT {_DONE}", coder)
    elif shown is StatementFilter.LABELLED_BY_BOTH:
        require(f"EXISTS ({both})", coder, *who)
    elif shown is StatementFilter.DIFFERING:
        differ = "(m.stance IS NOT o.stance OR json_extract(m.themes, '$[0]') IS NOT json_extract(o.themes, '$[0]'))"
        require(f"EXISTS ({both} AND {differ})", coder, *who)
    elif shown is StatementFilter.QUERIED:
        require(
            "EXISTS (SELECT 1 FROM review AS r WHERE r.statement_id = s.id AND r.verdict = 'query' "
            "AND (r.coder = ? OR r.reviewer = ?))",
            coder,
            coder,
        )


def _require_words(require: Any, search: str) -> None:
    words = _WORD.findall(search)
    if not words or UNSPACED.search(search):
        pattern = search.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        require("s.text LIKE ? ESCAPE '\\'", f"%{pattern}%")
        return
    quoted = [f'"{word}"' for word in words]
    if not search[-1:].isspace():
        quoted[-1] += "*"
    require("s.id IN (SELECT rowid FROM statement_search WHERE statement_search MATCH ?)", " ".join(quoted))


_NEXT = (
    "SELECT s.id FROM statement AS s WHERE s.transcript_id = ? AND (s.start_cp, s.end_cp) > (?, ?) "
    f"AND s.codable AND NOT {_DONE} ORDER BY s.start_cp, s.end_cp LIMIT 1"
)
_UNFINISHED = (
    "SELECT t.id FROM transcript AS t LEFT JOIN progress AS p ON p.transcript_id = t.id AND p.coder = ? "
    "WHERE t.n_codable > coalesce(p.complete, 0) AND {condition} ORDER BY t.sort_key, t.uid LIMIT 1"
)


def next_unlabelled(connection: Connection, coder: CoderId, after: StatementKey | None) -> StatementKey | None:
    """Give the first codable statement after this one that the coder has not completely labelled; then from the start.

    The counts by transcript say which transcripts need not be looked into.
    """
    place = connection.exec_driver_sql(
        "SELECT t.id, t.sort_key, t.uid, s.start_cp, s.end_cp FROM statement AS s "
        "JOIN transcript AS t ON t.id = s.transcript_id WHERE s.id = ?",
        (after if after is not None else -1,),
    ).fetchone()
    if place is None:
        return _first_in(connection, coder, _unfinished(connection, coder, "1"))
    here, sort_key, uid, start, end = place
    found = _after(connection, coder, here, start, end)
    if found is None:
        later = _unfinished(connection, coder, "(t.sort_key, t.uid) > (?, ?)", sort_key, uid)
        found = _first_in(connection, coder, later)
    if found is None:
        found = _first_in(connection, coder, _unfinished(connection, coder, "1"))
    return found


def _unfinished(connection: Connection, coder: CoderId, condition: str, *arguments: Any) -> int | None:
    sql = _UNFINISHED.format(condition=condition)
    number = connection.exec_driver_sql(sql, (coder, *arguments)).scalar()
    return None if number is None else int(number)


def _first_in(connection: Connection, coder: CoderId, transcript: int | None) -> StatementKey | None:
    return None if transcript is None else _after(connection, coder, transcript, -1, -1)


def _after(connection: Connection, coder: CoderId, transcript: int, start: int, end: int) -> StatementKey | None:
    number = connection.exec_driver_sql(_NEXT, (transcript, start, end, coder)).scalar()
    return None if number is None else StatementKey(int(number))
