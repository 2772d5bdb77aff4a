"""From facts to the tables that screens ask: one function for each kind of register, and there is no other writer.

``project`` takes a register whose content has changed and makes the tables say so. ``rebuild`` makes them all anew.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from annotator.domain.ids import NOBODY, TranscriptId
from annotator.domain.progress import Progress, no_progress, report
from annotator.domain.transcript import Speaker
from annotator.store import label_projection, schema
from annotator.store.entity_projection import project_alias, project_entities
from annotator.store.journal import Fact, Register, current, holding, holding_of_statements, holding_under, note_batches
from annotator.store.transcript_projection import (
    derived_mention,
    derived_speakers,
    layout_of,
    project_transcript,
    set_voices,
)


def project(connection: Connection, fact: Fact) -> None:
    """Make the tables say what this fact, which now holds for its register, says."""
    _PROJECTORS.get(fact.register.kind, _ignore)(connection, fact)


def project_current(connection: Connection, register: Register) -> None:
    """Make the tables say what holds for this register, or that nothing does any more."""
    project(connection, current(connection, register) or _nothing(register))


def _nothing(register: Register) -> Fact:
    return Fact(register, None, "", 0, NOBODY, "")


def rebuild(connection: Connection, progress: Progress = no_progress) -> None:
    """Make every projection anew from the journal and the content, in one transaction of the caller's."""
    report(progress, 0, 100, "Emptying the tables")
    schema.drop_projections(connection)
    schema.make_projections(connection)
    batches = connection.exec_driver_sql("SELECT DISTINCT batch FROM journal WHERE withdrawn = 0")
    note_batches(connection, [batch for (batch,) in batches])
    for kind in ("coder", "alias"):
        for fact in list(holding(connection, kind)):
            project(connection, fact)
    project_entities(connection)
    transcripts = list(holding(connection, "transcript"))
    for number, fact in enumerate(transcripts):
        report(progress, 5 + 60 * number // len(transcripts), 100, "Setting out the transcripts")
        project_transcript(connection, fact)
    for kind in ("speaker", "mention"):
        for fact in list(holding(connection, kind)):
            project(connection, fact)
    report(progress, 70, 100, "Setting out the labels")
    label_projection.project_all_labels(connection)
    report(progress, 95, 100, "Setting out the verdicts")
    for fact in list(holding(connection, "review")):
        project(connection, fact)


def reproject_transcript(connection: Connection, transcript: TranscriptId) -> None:
    """Set out one transcript anew with everything that is said about it."""
    register = Register("transcript", transcript)
    fact = current(connection, register)
    project_transcript(connection, fact or _nothing(register))
    if fact is not None:
        overlay(connection, transcript)


def overlay(connection: Connection, transcript: TranscriptId) -> None:
    """Lay everything that people said about a transcript over what the importer derived."""
    for fact in holding_under(connection, "mention", transcript):
        project(connection, fact)
    for kind in ("speaker", "label", "review"):
        for fact in holding_of_statements(connection, kind, transcript):
            project(connection, fact)


def _transcript(connection: Connection, fact: Fact) -> None:
    project_transcript(connection, fact)
    if fact.value is not None:
        overlay(connection, TranscriptId(fact.register.key))


def _statement(connection: Connection, fact: Fact) -> None:
    for transcript in _transcripts_cut(connection, {fact.register.key}):
        reproject_transcript(connection, TranscriptId(transcript))


def _transcripts_cut(connection: Connection, statements: set[str]) -> set[str]:
    """Give the transcripts that facts about these statements, in force or not, are about."""
    found: set[str] = set()
    for statement in statements:
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT json_extract(value, '$.transcript') FROM journal "
            "WHERE kind = 'statement' AND key = ? AND value IS NOT NULL",
            (statement,),
        )
        found.update(str(transcript) for (transcript,) in rows)
    return found


def _passage(connection: Connection, fact: Fact) -> None:
    transcript, passage = fact.register.key.split("/")
    row = connection.exec_driver_sql("SELECT id, importer FROM transcript WHERE uid = ?", (transcript,)).fetchone()
    laid_out = None if row is None else layout_of(connection, TranscriptId(transcript), row[1])
    if row is None or laid_out is None or int(passage) >= len(laid_out.passages):
        return
    place = (row[0], int(passage))
    connection.exec_driver_sql(
        "UPDATE passage SET kind = ? WHERE transcript_id = ? AND number = ?",
        (laid_out.passages[int(passage)].kind, *place),
    )
    codable = [(int(one.codable), one.uid) for one in laid_out.live if one.passage == int(passage)]
    if codable:
        connection.exec_driver_sql("UPDATE statement SET codable = ? WHERE uid = ?", codable)
    connection.exec_driver_sql(
        "UPDATE transcript SET n_codable = (SELECT count(*) FROM statement AS s "
        "WHERE s.transcript_id = transcript.id AND s.codable) WHERE id = ?",
        place[:1],
    )
    label_projection.recount(connection, row[0])


def _entity(connection: Connection, _fact: Fact) -> None:
    project_entities(connection)


def _speaker(connection: Connection, fact: Fact) -> None:
    row = connection.exec_driver_sql(
        "SELECT s.id, t.uid, t.importer FROM statement AS s JOIN transcript AS t ON t.id = s.transcript_id "
        "WHERE s.uid = ?",
        (fact.register.key,),
    ).fetchone()
    if row is None:
        return
    statement, transcript, importer = row
    if fact.value is None:
        voices = derived_speakers(connection, TranscriptId(transcript), importer, fact.register.key)
    else:
        voices = tuple(Speaker(*voice) for voice in fact.value["speakers"])
    set_voices(connection, statement, voices)


def _mention(connection: Connection, fact: Fact) -> None:
    transcript, start, end = fact.register.key.split("/")
    row = connection.exec_driver_sql("SELECT id, importer FROM transcript WHERE uid = ?", (transcript,)).fetchone()
    if row is None:
        return
    number, importer = row
    place = (number, int(start), int(end))
    gone = connection.exec_driver_sql(
        "DELETE FROM mention WHERE transcript_id = ? AND start_cp = ? AND end_cp = ?", place
    ).rowcount
    if fact.value is None:
        derived = derived_mention(connection, TranscriptId(transcript), importer, int(start), int(end))
        values = None if derived is None else (derived.kind, derived.entity, derived.iso)
    elif fact.value.get("removed"):
        values = None
    else:
        values = (fact.value["kind"], fact.value.get("entity"), fact.value.get("iso"))
    if values is not None:
        connection.exec_driver_sql("INSERT INTO mention VALUES (?,?,?,?,?,?)", (*place, *values))
    more = (values is not None) - gone
    if more:
        connection.exec_driver_sql("UPDATE transcript SET n_mentions = n_mentions + ? WHERE id = ?", (more, number))


def _coder(connection: Connection, fact: Fact) -> None:
    connection.exec_driver_sql("DELETE FROM coder WHERE uid = ?", (fact.register.key,))
    if fact.value is not None:
        connection.exec_driver_sql(
            "INSERT INTO coder VALUES (?,?,?)",
            (fact.register.key, fact.value["name"], int(bool(fact.value.get("example")))),
        )


def _review(connection: Connection, fact: Fact) -> None:
    uid, coder, target, reviewer = fact.register.key.split("/")
    statement = connection.exec_driver_sql("SELECT id FROM statement WHERE uid = ?", (uid,)).scalar()
    if statement is None:
        return
    key = (statement, coder, target, reviewer)
    connection.exec_driver_sql(
        "DELETE FROM review WHERE statement_id = ? AND coder = ? AND target = ? AND reviewer = ?", key
    )
    if fact.value is not None:
        connection.exec_driver_sql(
            "INSERT INTO review VALUES (?,?,?,?,?,?,?,?)",
            (*key, fact.value["verdict"], fact.value["comment"], fact.at, fact.value.get("label")),
        )


def _ignore(_connection: Connection, _fact: Fact) -> None:
    """Registers without a table of their own: the codebook and the project's settings are read from the journal."""


_PROJECTORS: dict[str, Callable[[Connection, Fact], None]] = {
    "transcript": _transcript,
    "passage": _passage,
    "statement": _statement,
    "entity": _entity,
    "alias": project_alias,
    "speaker": _speaker,
    "mention": _mention,
    "coder": _coder,
    "label": label_projection.project_label,
    "review": _review,
}


_ORDER = {"coder": 0, "alias": 1, "passage": 2, "speaker": 3, "mention": 4, "label": 5, "review": 6}
"""Kinds of register in the order in which one rests on the other."""


def project_changed(
    connection: Connection,
    registers: Iterable[Register],
    transcripts: Iterable[str] = (),
    progress: Progress = no_progress,
) -> set[TranscriptId]:
    """Make the tables right after any set of registers has changed: what others rest on comes first.

    Args:
        transcripts: Those to set out anew in any case, since another analysis of them has arrived.

    Gives the transcripts that were set out anew.
    """
    changed = set(registers)
    cut = _transcripts_cut(connection, {r.key for r in changed if r.kind == "statement"})
    anew = {r.key for r in changed if r.kind == "transcript"} | set(transcripts) | cut
    rest = [register for register in changed if register.kind in _ORDER]
    total = len(anew) + len(rest)
    for number, transcript in enumerate(sorted(anew)):
        report(progress, number, total, "Setting out the transcripts")
        reproject_transcript(connection, TranscriptId(transcript))
    if any(register.kind == "entity" for register in changed):
        project_entities(connection)
    for number, register in enumerate(sorted(rest, key=lambda r: (_ORDER[r.kind], r.key)), len(anew)):
        report(progress, number, total, "Bringing the tables up to date")
        project_current(connection, register)
    return {TranscriptId(transcript) for transcript in anew}
