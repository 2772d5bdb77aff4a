"""Whether a project file is sound: the database itself, its content, its journal, and its projections against that."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from annotator.domain.clock import is_stamp
from annotator.domain.ids import TranscriptId, transcript_id
from annotator.domain.progress import Progress, report
from annotator.domain.rows import CheckReport
from annotator.store import content
from annotator.store.backups import back_up
from annotator.store.failures import DamagedFile
from annotator.store.file import ProjectFile
from annotator.store.projections import rebuild

_STATEMENT = "JOIN statement AS s ON s.id = x.statement_id"
_TABLES = {
    "batch": "SELECT id, coder, role, reversed FROM batch ORDER BY 1",
    "coder": "SELECT uid, name, example FROM coder ORDER BY 1",
    "transcript": "SELECT uid, title, file_name, importer, metadata, sort_key, n_statements, n_codable, n_mentions "
    "FROM transcript ORDER BY 1",
    "version": "SELECT newer, older FROM version ORDER BY 1, 2",
    "forerunner": f"SELECT s.uid, x.uid FROM forerunner AS x {_STATEMENT} ORDER BY 1, 2",
    "passage": "SELECT t.uid, x.number, x.start_cp, x.end_cp, x.kind, x.section, x.language FROM passage AS x "
    "JOIN transcript AS t ON t.id = x.transcript_id ORDER BY 1, 2",
    "statement": "SELECT x.uid, t.uid, x.start_cp, x.end_cp, x.passage, x.codable, x.retired, x.text "
    "FROM statement AS x JOIN transcript AS t ON t.id = x.transcript_id ORDER BY 1",
    "statement_voice": "SELECT s.uid, x.position, w.name, w.role, w.affiliation, w.capacity FROM statement_voice AS x "
    f"{_STATEMENT} JOIN voice AS w ON w.id = x.voice_id ORDER BY 1, 2",
    "mention": "SELECT t.uid, x.start_cp, x.end_cp, x.kind, x.entity, x.iso FROM mention AS x "
    "JOIN transcript AS t ON t.id = x.transcript_id ORDER BY 1, 2, 3",
    "entity": "SELECT id, kind, iso, groups, merged_into, root, root_iso FROM entity ORDER BY 1",
    "alias": "SELECT text, kind, entity FROM alias ORDER BY 1",
    "label": "SELECT s.uid, x.coder, x.target, x.digest, x.stance, x.themes, x.flags, x.confidence, x.note, "
    f"x.codebook, x.saw, x.labelled_at, x.complete FROM label AS x {_STATEMENT} ORDER BY 1, 2, 3",
    "label_theme": f"SELECT s.uid, x.coder, x.target, x.position, x.theme FROM label_theme AS x {_STATEMENT} "
    "ORDER BY 1, 2, 3, 4",
    "progress": "SELECT x.coder, t.uid, x.labels, x.complete FROM progress AS x "
    "JOIN transcript AS t ON t.id = x.transcript_id ORDER BY 1, 2",
    "review": "SELECT s.uid, x.coder, x.target, x.reviewer, x.verdict, x.comment, x.reviewed_at, x.label_digest "
    f"FROM review AS x {_STATEMENT} ORDER BY 1, 2, 3, 4",
}


def fingerprint(connection: Connection) -> dict[str, str]:
    """Give, by table, a digest of what the projections say, whatever numbers this file uses for its rows."""
    return {name: _digest(connection, sql) for name, sql in _TABLES.items()}


def _digest(connection: Connection, sql: str) -> str:
    digest = hashlib.sha256()
    for row in connection.exec_driver_sql(sql):
        digest.update(json.dumps(tuple(row), ensure_ascii=True).encode("ascii"))
    return digest.hexdigest()


def registers(connection: Connection) -> dict[tuple[str, str], str | None]:
    """Give what holds for every register, as it stands in the journal."""
    rows = connection.exec_driver_sql(
        "SELECT kind, key, value, max(clock) FROM journal WHERE withdrawn = 0 GROUP BY kind, key"
    )
    return {(kind, key): value for kind, key, value, _ in rows}


_VERIFY_SEARCH = "INSERT INTO statement_search (statement_search, rank) VALUES ('integrity-check', 1)"


class _NotToBeKept(Exception):  # noqa: N818 - ends the transaction of a mere look
    pass


def check(file: ProjectFile, rebuild_too: bool, progress: Progress) -> CheckReport:
    """Verify the file; with ``rebuild_too`` keep the projections that were made anew for the comparison."""
    problems: list[str] = []
    facts = 0
    try:
        with file.read() as connection:
            report(progress, 0, 100, "Verifying the database")
            problems += _database(connection)
            if not problems:
                report(progress, 20, 100, "Verifying texts and journal")
                facts = int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() or 0)
                problems += _truth(connection)
        if not problems and file.read_only:
            problems += _projections_of_a_copy(file, progress)
        elif not problems:
            problems += _projections(file, rebuild_too, progress)
            return CheckReport(tuple(problems), facts, rebuilt=rebuild_too)
    except DamagedFile as error:
        problems.append(str(error))
    return CheckReport(tuple(problems), facts)


def _projections_of_a_copy(file: ProjectFile, progress: Progress) -> list[str]:
    """Compare them in a copy, so that a file that is only looked at is not written, nor anybody kept from it."""
    with tempfile.TemporaryDirectory(prefix="annotator-check-", ignore_cleanup_errors=True) as folder:
        path = back_up(file.path, Path(folder) / file.path.name, progress=lambda *_step: progress(30, 100, "Copying"))
        copy = ProjectFile.open(path)
        try:
            return _projections(copy, rebuild_too=False, progress=progress)
        finally:
            copy.close()


def _projections(file: ProjectFile, rebuild_too: bool, progress: Progress) -> list[str]:
    """Compare the projections with what they are when made anew."""
    try:
        with file.write() as connection:
            before = fingerprint(connection)
            if not rebuild_too:
                connection.exec_driver_sql(_VERIFY_SEARCH)
            rebuild(connection, lambda done, total, text: progress(40 + 50 * done // total, 100, text))
            after = fingerprint(connection)
            report(progress, 100, 100, "Verified")
            if not rebuild_too:
                raise _NotToBeKept
    except _NotToBeKept:
        return [
            f'The table "{name}" does not say what the journal says: run "check --rebuild".'
            for name in before
            if before[name] != after[name]
        ]
    return []


def _database(connection: Connection) -> Iterator[str]:
    damaged = False
    for (verdict,) in connection.exec_driver_sql("PRAGMA integrity_check(10)").fetchall():
        if verdict != "ok":
            yield f"The database is damaged: {verdict}."
            damaged = True
    if damaged:
        return
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(10):
        yield f'The table "{row[0]}" refers to a row of "{row[2]}" that is not there.'


def _truth(connection: Connection) -> Iterator[str]:
    for (uid,) in connection.exec_driver_sql("SELECT transcript FROM source_text").fetchall():
        text = content.text_of(connection, TranscriptId(uid)) or ""
        if transcript_id(text) != uid:
            yield f"The stored text {uid[:12]} has been changed since it was taken in."
    for digest, data in connection.exec_driver_sql("SELECT digest, data FROM original"):
        if not content.is_original(digest, data):
            yield f"The file kept as {str(digest)[:12]} has been changed since it was taken in."
    for seq, stamp, value in connection.exec_driver_sql("SELECT seq, clock, value FROM journal"):
        try:
            sound = is_stamp(stamp) and (value is None or isinstance(json.loads(value), dict))
        except ValueError:
            sound = False
        if not sound:
            yield f"Entry {seq} of the journal is damaged."
