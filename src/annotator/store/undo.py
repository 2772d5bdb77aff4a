"""Undo and redo, per coder, from the journal: across restarts, one user action at a time, never over a later fact.

An action is a batch of facts, or a merge. Undoing a batch writes back what each of its registers held before; that is
a batch too, and undoing it is redo. Undoing a merge withdraws the facts that it brought, so that another file that has
them is not told to forget them, and merging the same file again brings them back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from annotator.domain.clock import Clock
from annotator.domain.errors import UserError
from annotator.domain.ids import CoderId, TranscriptId
from annotator.domain.progress import Progress, no_progress, report
from annotator.store import content, journal, lineage
from annotator.store.journal import REDO, UNDO, Fact, Register
from annotator.store.projections import project_changed
from annotator.store.versions import statements_ever


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or a redo touched.

    Attributes:
        kind: Kind of register that the action wrote ("label", "transcript", ...), or "merge".
        registers: All that may have changed, with the transcripts that were set out anew.
    """

    kind: str
    registers: tuple[Register, ...]


_WHOLE, _READING = 1000, 300
"""How far the bar goes, and how far while reading what to write back; the rest is bringing the tables up to it."""
_ONE_BY_ONE = 20
"""Transcripts in one action up to which it is worth asking how long their texts are."""
_TRANSCRIPT_UNITS, _BYTES_A_UNIT = 15, 800
"""What setting out a transcript costs, in registers that are one row each; only right on the whole."""


@dataclass(frozen=True, slots=True)
class _Action:
    """What an undo or a redo would take back: a batch or a merge."""

    id: str
    is_merge: bool


def size_of_next(connection: Connection, coder: CoderId, again: bool) -> int:
    """Give about how much work the next undo, or redo, is: rows to write; 0 where there is none."""
    action = _next_redo(connection, coder) if again else _next_undo(connection, coder)
    if action is None:
        return 0
    column = "merge" if action.is_merge else "batch"
    size = int(
        connection.exec_driver_sql(f"SELECT count(*) FROM journal WHERE {column} = ?", (action.id,)).scalar() or 0
    )
    if size > _ONE_BY_ONE * _TRANSCRIPT_UNITS:
        return size
    anew = connection.exec_driver_sql(
        f"SELECT key FROM journal WHERE {column} = ?1 AND kind = 'transcript' UNION "
        "SELECT json_extract(value, '$.transcript') FROM journal "
        f"WHERE {column} = ?1 AND kind = 'statement' AND value IS NOT NULL",
        (action.id,),
    ).fetchall()
    bytes_anew = sum(content.size_of(connection, transcript) for (transcript,) in anew[:_ONE_BY_ONE])
    return size + _TRANSCRIPT_UNITS * len(anew) + bytes_anew // _BYTES_A_UNIT


def undo(connection: Connection, clock: Clock, coder: CoderId, progress: Progress = no_progress) -> Undone | None:
    """Take back the coder's last action; None where there is none.

    Raises UserError where a later fact stands in the way, Cancelled where the answer to progress is to stop.
    """
    action = _next_undo(connection, coder)
    if action is not None and action.is_merge:
        return withdraw(connection, clock, action.id, progress)
    return None if action is None else _reverse(connection, clock, coder, action.id, UNDO, progress)


def redo(connection: Connection, clock: Clock, coder: CoderId, progress: Progress = no_progress) -> Undone | None:
    """Do again what the coder last took back, unless the coder has done something else since; None where nothing is."""
    action = _next_redo(connection, coder)
    if action is not None and action.is_merge:
        return _bring_back(connection, clock, action.id, progress)
    return None if action is None else _reverse(connection, clock, coder, action.id, REDO, progress)


def _next_undo(connection: Connection, coder: CoderId) -> _Action | None:
    batch = connection.exec_driver_sql(
        "SELECT max(id) FROM batch WHERE coder = ? AND reversed = 0 AND role IN (0, 2)", (coder,)
    ).scalar()
    merge = connection.exec_driver_sql(
        "SELECT acted, id FROM merge WHERE coder = ? AND undone IS NULL ORDER BY acted DESC LIMIT 1", (coder,)
    ).fetchone()
    return _later(batch, merge)


def _next_redo(connection: Connection, coder: CoderId) -> _Action | None:
    newest_done = connection.exec_driver_sql(
        "SELECT max(coalesce((SELECT max(id) FROM batch WHERE coder = ? AND role = 0), ''),"
        " coalesce((SELECT max(id) FROM merge WHERE coder = ?), ''))",
        (coder, coder),
    ).scalar()
    batch = connection.exec_driver_sql(
        "SELECT max(id) FROM batch WHERE coder = ? AND reversed = 0 AND role = 1 AND id > ?", (coder, newest_done)
    ).scalar()
    merge = connection.exec_driver_sql(
        "SELECT undone, id FROM merge WHERE coder = ? AND undone > ? ORDER BY undone DESC LIMIT 1", (coder, newest_done)
    ).fetchone()
    return _later(batch, merge)


def _later(batch: str | None, merge: Sequence[str] | None) -> _Action | None:
    """Give that of a batch and a merge (its stamp, its identifier) which came last."""
    if merge is not None and merge[0] > (batch or ""):
        return _Action(merge[1], is_merge=True)
    return None if batch is None else _Action(batch, is_merge=False)


_TELLING = ("transcript", "label", "review", "statement", "mention", "entity", "alias")
"""Kinds of register in the order in which one of them stands for the whole action."""


def _reverse(connection: Connection, clock: Clock, coder: CoderId, batch: str, role: int, progress: Progress) -> Undone:
    last = {fact.register: fact for fact in journal.facts_of_batch(connection, batch)}
    holding, earlier = journal.current_of_batch(connection, batch), journal.before_batch(connection, batch)
    writes = []
    for number, (register, fact) in enumerate(last.items()):
        report(progress, _READING * number // len(last), _WHOLE, "Looking at what was there before")
        now, before = holding[register], earlier.get(register)
        is_last = now.clock == fact.clock or journal.origin(connection, now) == journal.origin(connection, fact)
        if not is_last:
            raise UserError(_in_the_way(connection, now))
        _refuse_if_said_since(connection, fact)
        value = None if before is None else before.value
        if register.kind == "transcript" and value is None:
            _refuse_if_worked_on(connection, register.key, batch)
        if register.kind == "statement" and value is None and not (now.value or {}).get("retired"):
            _refuse_if_labelled(connection, register.key)
        writes.append((register, value))
    journal.append(connection, clock, coder, writes, undoes=batch, role=role)
    anew = project_changed(connection, last, progress=_rest_of(progress))
    kinds = {register.kind for register in last}
    kind = next((k for k in _TELLING if k in kinds), min(kinds, default=""))
    return Undone(kind, (*last, *(Register("transcript", uid) for uid in anew)))


def _refuse_if_said_since(connection: Connection, fact: Fact) -> None:
    """Refuse where something later was said of the same words in another version of the text."""
    if fact.register.kind in lineage.OF_STATEMENTS:
        statement, _, rest = fact.register.key.partition("/")
        for shown in lineage.shown_statements(connection, statement):
            key = f"{shown}/{rest}" if rest else shown
            holds = lineage.held(connection, Register(fact.register.kind, key))
            said = journal.origin(connection, holds)
            if holds and said and said.register != fact.register and said.clock > fact.clock:
                raise UserError(_in_the_way(connection, holds))


def _rest_of(progress: Progress) -> Progress:
    """Give what takes reports of the second part of the work as reports of the whole."""

    def within(done: int, total: int, text: str) -> bool:
        return progress(_READING + (_WHOLE - _READING) * done // max(total, 1), _WHOLE, text)

    return within


def _in_the_way(connection: Connection, fact: Fact) -> str:
    who = name_of(connection, fact.coder)
    what = {"label": "that label", "review": "that verdict"}.get(fact.register.kind, "this")
    return f"This cannot be undone, because {who} has changed {what} since."


def name_of(connection: Connection, coder: CoderId) -> str:
    """Give a coder's name for a sentence."""
    name = connection.exec_driver_sql("SELECT name FROM coder WHERE uid = ?", (coder,)).scalar()
    return str(name) if name else "somebody else"


_HELD = """j.batch <> ?2 AND j.withdrawn = 0 AND j.value IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM journal AS later WHERE later.kind = j.kind AND later.key = j.key
        AND later.clock > j.clock AND later.withdrawn = 0)
    AND NOT EXISTS (SELECT 1 FROM journal AS own WHERE own.kind = j.kind AND own.key = j.key AND own.batch = ?2)"""
_WORK = f"""
    SELECT j.coder FROM transcript AS t CROSS JOIN statement AS s ON s.transcript_id = t.id
    CROSS JOIN journal AS j ON j.kind IN ('label', 'review', 'speaker', 'statement')
        AND j.key >= s.uid AND j.key < s.uid || '0'
    WHERE t.uid = ?1 AND {_HELD}
    UNION ALL
    SELECT j.coder FROM journal AS j
    WHERE j.kind IN ('passage', 'mention') AND j.key >= ?1 || '/' AND j.key < ?1 || '0' AND {_HELD}
    LIMIT 1
"""


def _refuse_if_worked_on(connection: Connection, transcript: str, batch: str) -> None:
    """Refuse where somebody has said something about a transcript that this batch did not bring along itself."""
    coder = connection.exec_driver_sql(_WORK, (transcript, batch)).scalar() or _hidden_work(connection, transcript)
    if coder is not None:
        who = name_of(connection, CoderId(coder))
        raise UserError(f"This import cannot be undone, because {who} has worked on one of its transcripts.")
    newer = connection.exec_driver_sql("SELECT newer FROM version WHERE older = ?", (transcript,)).fetchall()
    for (uid,) in newer:
        fact = journal.current(connection, Register("version", f"{uid}/{transcript}"))
        if fact is not None and fact.batch != batch:
            who = name_of(connection, fact.coder)
            raise UserError(
                f"This import cannot be undone, because {who} has taken in a newer version of one of its transcripts."
            )


def _hidden_work(connection: Connection, transcript: str) -> str | None:
    """Give who has said something about the statements of a transcript that is not set out, or None."""
    if lineage.shown_version(connection, transcript) == transcript:
        return None
    for uid in statements_ever(connection, TranscriptId(transcript)):
        for kind in (*lineage.OF_STATEMENTS, "statement"):
            for fact in journal.holding_under(connection, kind, uid):
                if fact.value is not None:
                    return fact.coder
    return None


def _refuse_if_labelled(connection: Connection, statement: str) -> None:
    """Refuse to take a statement away that was cut by hand once somebody has said something about its words."""
    shown = lineage.shown_statements(connection, statement)
    same = {statement, *shown, *(uid for one in shown for uid in lineage.forerunners(connection, one))}
    facts = [
        fact for uid in same for kind in ("label", "speaker") for fact in journal.holding_under(connection, kind, uid)
    ]
    coder = next((fact.coder for fact in facts if fact.value is not None), None)
    if coder is not None:
        who = name_of(connection, coder)
        raise UserError(f"This cannot be undone, because {who} has worked on one of its statements since.")


def withdraw(connection: Connection, clock: Clock, merge: str, progress: Progress = no_progress) -> Undone:
    """Take back a merge; raises UserError where work done since rests on what it brought."""
    _refuse_if_built_upon(connection, merge)
    connection.exec_driver_sql("UPDATE merge SET undone = ? WHERE id = ?", (clock.tick(), merge))
    return _switch(connection, merge, 1, progress)


def _bring_back(connection: Connection, clock: Clock, merge: str, progress: Progress) -> Undone:
    connection.exec_driver_sql("UPDATE merge SET undone = NULL, acted = ? WHERE id = ?", (clock.tick(), merge))
    return _switch(connection, merge, 0, progress)


def _switch(connection: Connection, merge: str, withdrawn: int, progress: Progress) -> Undone:
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT kind, key, batch FROM journal WHERE merge = ?", (merge,)
    ).fetchall()
    connection.exec_driver_sql("UPDATE journal SET withdrawn = ? WHERE merge = ?", (withdrawn, merge))
    journal.note_batches(connection, [batch for _, _, batch in rows])
    registers = {Register(kind, key) for kind, key, _ in rows}
    anew = project_changed(connection, registers, progress=progress)
    return Undone("merge", (*registers, *(Register("transcript", uid) for uid in anew)))


_BUILT_UPON = """
    SELECT DISTINCT later.kind, later.key FROM journal AS later
    WHERE later.withdrawn = 0 AND later.seq > (SELECT max(seq) FROM journal WHERE merge = :merge)
      AND (later.merge IS NULL OR later.merge <> :merge)
      AND (EXISTS (SELECT 1 FROM journal AS j WHERE j.merge = :merge AND j.kind = later.kind AND j.key = later.key)
           OR (later.kind IN ('label', 'review', 'speaker', 'statement') AND later.value IS NOT NULL AND EXISTS (
               SELECT 1 FROM statement AS s JOIN transcript AS t ON t.id = s.transcript_id
               JOIN journal AS j ON j.kind = 'transcript' AND j.key = t.uid AND j.merge = :merge
               WHERE s.uid = substr(later.key, 1, 36)))
           OR (later.kind IN ('passage', 'mention') AND later.value IS NOT NULL AND EXISTS (
               SELECT 1 FROM journal AS j WHERE j.kind = 'transcript' AND j.merge = :merge
               AND j.key = substr(later.key, 1, 64)))
           OR (later.kind IN ('label', 'review', 'speaker') AND later.value IS NOT NULL AND EXISTS (
               SELECT 1 FROM journal AS j WHERE j.kind = 'statement' AND j.merge = :merge
               AND j.key = substr(later.key, 1, 36)))
           OR (later.kind = 'review' AND EXISTS (
               SELECT 1 FROM journal AS j WHERE j.merge = :merge AND j.kind = 'label'
               AND later.key LIKE j.key || '/%'))
           OR (later.kind = 'review' AND EXISTS (
               SELECT 1 FROM statement AS s JOIN forerunner AS f ON f.statement_id = s.id
               JOIN journal AS j ON j.merge = :merge AND j.kind = 'label' AND substr(j.key, 1, 36) = f.uid
               WHERE s.uid = substr(later.key, 1, 36) AND substr(later.key, 37) LIKE substr(j.key, 37) || '/%'))
           OR (later.kind = 'version' AND later.value IS NOT NULL AND EXISTS (
               SELECT 1 FROM journal AS j WHERE j.kind = 'transcript' AND j.merge = :merge
               AND j.key = substr(later.key, 66))))
"""


_SINCE = """
    SELECT fact.coder FROM journal AS fact LEFT JOIN merge AS by ON by.id = fact.merge
    WHERE fact.clock = ?2 AND fact.merge IS NOT ?1
      AND coalesce(by.acted, fact.clock) > (SELECT acted FROM merge WHERE id = ?1)
"""


def _refuse_if_built_upon(connection: Connection, merge: str) -> None:
    """Refuse where work done since rests on what the merge brought.

    What counts is whose content a register has now: what was undone again is no work, and what was redone is.
    """
    for kind, key in connection.exec_driver_sql(_BUILT_UPON.replace(":merge", "?1"), (merge,)).fetchall():
        said = journal.origin(connection, journal.current(connection, Register(kind, key)))
        coder = said and connection.exec_driver_sql(_SINCE, (merge, said.clock)).scalar()
        if coder:
            who = name_of(connection, CoderId(coder))
            raise UserError(f"This merge cannot be undone, because {who} has worked on what it brought since.")
