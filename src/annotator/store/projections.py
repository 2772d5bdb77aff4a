"""From facts to the tables that screens ask: one function for each kind of register, and there is no other writer.

``project`` takes a register whose content has changed and makes the tables say so. ``rebuild`` makes them all anew.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from annotator.domain.ids import NOBODY, TranscriptId
from annotator.domain.progress import Progress, no_progress, report
from annotator.domain.transcript import Speaker
from annotator.store import label_projection, lineage, schema
from annotator.store.entity_projection import project_alias, project_entities
from annotator.store.journal import (
    Fact,
    Register,
    current,
    holding,
    holding_of_forerunners,
    holding_of_statements,
    holding_under,
    note_batches,
    origin,
)
from annotator.store.mention_projection import project_mention
from annotator.store.transcript_projection import (
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
    for fact in list(holding(connection, "version")):
        _set_version(connection, fact)
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


def overlay(connection: Connection, transcript: TranscriptId) -> None:
    """Lay everything that people said about a transcript over what the importer derived."""
    for uid in (transcript, *(one.transcript for one in lineage.older_versions(connection, transcript))):
        for fact in holding_under(connection, "mention", uid):
            project(connection, fact)
    for kind in ("speaker", "label", "review"):
        said = holding_of_statements(connection, kind, transcript)
        for fact in [*said, *holding_of_forerunners(connection, kind, transcript)]:
            project(connection, fact)


def _set_version(connection: Connection, fact: Fact) -> None:
    newer, older = fact.register.key.split("/")
    connection.exec_driver_sql("DELETE FROM version WHERE newer = ? AND older = ?", (newer, older))
    said = origin(connection, fact)
    if fact.value is not None and said is not None:
        # The stamp of whoever said so: an undo of an undo makes no version newer than it was.
        connection.exec_driver_sql("INSERT INTO version VALUES (?,?,?)", (newer, older, said.clock))


def _whole(connection: Connection, fact: Fact) -> None:
    project_changed(connection, [fact.register])


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


def _row_of(connection: Connection, transcript: str) -> tuple[int, str] | None:
    """Give number and importer of a transcript that is set out."""
    row = connection.exec_driver_sql("SELECT id, importer FROM transcript WHERE uid = ?", (transcript,)).fetchone()
    return None if row is None else (int(row[0]), str(row[1]))


def _passage(connection: Connection, fact: Fact) -> None:
    transcript, passage = fact.register.key.split("/")
    row = _row_of(connection, transcript)
    if row is None:
        project_changed(connection, [fact.register])  # of an older version, perhaps
        return
    laid_out = layout_of(connection, TranscriptId(transcript), row[1])
    if laid_out is None or int(passage) >= len(laid_out.passages):
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
    for shown in lineage.shown_statements(connection, fact.register.key):
        # What is said of a statement that is none any more holds for the statements within it.
        rows = connection.exec_driver_sql(
            "SELECT s.id, s.uid, t.uid, t.importer FROM statement AS r JOIN transcript AS t ON t.id = r.transcript_id "
            "JOIN statement AS s ON s.transcript_id = t.id AND (s.id = r.id OR r.retired "
            "AND NOT s.retired AND s.start_cp >= r.start_cp AND s.end_cp <= r.end_cp) WHERE r.uid = ?",
            (shown,),
        ).fetchall()
        for statement, uid, transcript, importer in rows:
            said = lineage.held(connection, Register("speaker", uid))
            if said is None or said.value is None:
                voices = derived_speakers(connection, TranscriptId(transcript), importer, uid)
            else:
                voices = tuple(Speaker(*voice) for voice in said.value["speakers"])
            set_voices(connection, statement, voices)


def _coder(connection: Connection, fact: Fact) -> None:
    connection.exec_driver_sql("DELETE FROM coder WHERE uid = ?", (fact.register.key,))
    if fact.value is not None:
        connection.exec_driver_sql(
            "INSERT INTO coder VALUES (?,?,?)",
            (fact.register.key, fact.value["name"], int(bool(fact.value.get("example")))),
        )


def _review(connection: Connection, fact: Fact) -> None:
    uid, coder, target, reviewer = fact.register.key.split("/")
    for shown in lineage.shown_statements(connection, uid):
        statement = connection.exec_driver_sql("SELECT id FROM statement WHERE uid = ?", (shown,)).scalar()
        key = (statement, coder, target, reviewer)
        connection.exec_driver_sql(
            "DELETE FROM review WHERE statement_id = ? AND coder = ? AND target = ? AND reviewer = ?", key
        )
        said = lineage.held(connection, Register("review", f"{shown}/{coder}/{target}/{reviewer}"))
        if said is not None and said.value is not None:
            connection.exec_driver_sql(
                "INSERT INTO review VALUES (?,?,?,?,?,?,?,?)",
                (*key, said.value["verdict"], said.value["comment"], said.at, said.value.get("label")),
            )


def _ignore(_connection: Connection, _fact: Fact) -> None:
    """Registers without a table of their own: the codebook and the project's settings are read from the journal."""


_PROJECTORS: dict[str, Callable[[Connection, Fact], None]] = {
    "transcript": _whole,
    "version": _whole,
    "passage": _passage,
    "statement": _whole,
    "entity": _entity,
    "alias": project_alias,
    "speaker": _speaker,
    "mention": project_mention,
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
    versions = sorted((r for r in changed if r.kind == "version"), key=lambda r: r.key)
    for register in versions:
        _set_version(connection, current(connection, register) or _nothing(register))
    anew = _to_set_out(connection, changed, {uid for r in versions for uid in r.key.split("/")} | set(transcripts))
    rest = [r for r in changed if r.kind in _ORDER and not (r.kind == "passage" and r.key.split("/")[0] in anew)]
    total = len(anew) + len(rest)
    for number, transcript in enumerate(sorted(anew)):
        report(progress, number, total, "Setting out the transcripts")
        register = Register("transcript", transcript)
        project_transcript(connection, current(connection, register) or _nothing(register))
        overlay(connection, TranscriptId(transcript))
    if any(register.kind == "entity" for register in changed):
        project_entities(connection)
    for number, register in enumerate(sorted(rest, key=lambda r: (_ORDER[r.kind], r.key)), len(anew)):
        report(progress, number, total, "Bringing the tables up to date")
        project_current(connection, register)
    return {TranscriptId(transcript) for transcript in anew}


def _to_set_out(connection: Connection, changed: set[Register], transcripts: set[str]) -> set[str]:
    """What is to be set out anew as a whole: these transcripts, every version of one, and what was cut otherwise."""
    anew = transcripts | {r.key for r in changed if r.kind == "transcript"}
    anew = {uid for transcript in anew for uid in lineage.family(connection, transcript)}
    anew |= _transcripts_cut(connection, {r.key for r in changed if r.kind == "statement"})
    passages = {r.key.split("/")[0] for r in changed if r.kind == "passage"}
    anew |= {transcript for transcript in passages if _row_of(connection, transcript) is None}
    anew |= {shown for uid in anew if (shown := lineage.shown_version(connection, uid)) is not None}
    return anew
