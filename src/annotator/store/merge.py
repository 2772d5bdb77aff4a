"""Merging project files: the union of their journals by stamp, and of their immutable content.

The union is idempotent, commutative and associative, and the registers and projections follow from it, so any number
of files in any order, any number of times, give the same result.
"""

import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from annotator.domain.clock import Clock, is_stamp
from annotator.domain.errors import UserError
from annotator.domain.ids import CoderId, TranscriptId, transcript_id
from annotator.domain.progress import Progress, no_progress, report
from annotator.domain.rows import MergeReport
from annotator.store import content, journal, schema
from annotator.store.access import connect_to_look, tidy_after_looking
from annotator.store.failures import DamagedFile, plainly
from annotator.store.file import ProjectFile, check_header
from annotator.store.journal import Register
from annotator.store.migrations import migrate
from annotator.store.projections import project_changed

_NEW = """
    CREATE TEMP TABLE incoming AS
    SELECT o.clock, o.kind, o.key, o.value, o.batch, o.coder FROM other.journal AS o
    WHERE o.withdrawn = 0 AND o.batch NOT IN (SELECT batch FROM other.unfinished)
      AND NOT EXISTS (SELECT 1 FROM main.journal AS j WHERE j.clock = o.clock AND j.withdrawn = 0)
"""

_DIFFERENT = """
    SELECT 1 FROM main.journal AS j JOIN other.journal AS o ON o.clock = j.clock
    WHERE j.kind <> o.kind OR j.key <> o.key OR j.value IS NOT o.value OR j.coder <> o.coder OR j.batch <> o.batch
    LIMIT 1
"""

_TAKE = """
    INSERT INTO main.journal (clock, at, coder, batch, undoes, kind, key, value, merge)
    SELECT o.clock, o.at, o.coder, o.batch, o.undoes, o.kind, o.key, o.value, ? FROM other.journal AS o
    WHERE o.withdrawn = 0 AND o.batch NOT IN (SELECT batch FROM other.unfinished)
      AND NOT EXISTS (SELECT 1 FROM main.journal AS j WHERE j.clock = o.clock)
    ORDER BY o.clock
"""

_TAKE_AGAIN = """
    UPDATE main.journal SET withdrawn = 0, merge = ?
    WHERE withdrawn = 1 AND clock IN (SELECT clock FROM incoming)
"""


def _sound_source(path: Path, own: Path, scratch: Path) -> Path:
    """Give a file of this version's schema to merge from: the file itself, or a migrated copy of it in ``scratch``.

    Raises UserError where it is the project itself or no project file that this version can read.
    """
    if path.resolve() == own.resolve():
        raise UserError(f'"{path.name}" is the open project itself: choose a colleague\'s file.')
    version = check_header(path)
    if version == schema.SCHEMA_VERSION:
        return path
    scratch.mkdir()
    copy = scratch / path.name
    with plainly(path):
        source, target = connect_to_look(path), sqlite3.connect(copy)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
            tidy_after_looking(path)
    migrate(copy, version)
    return copy


Merged = tuple[MergeReport, set[TranscriptId], set[Register]]
"""What merging brought, the transcripts that were set out anew, and the registers that may have changed."""


def merge_files(file: ProjectFile, paths: Sequence[Path], coder: CoderId, progress: Progress, preview: bool) -> Merged:
    """Take in other project files, all of them in one transaction; with ``preview`` only say what that would bring.

    Raises UserError for a file that is no sound project file; Cancelled where stopped; then nothing was changed.
    """
    with tempfile.TemporaryDirectory(prefix="annotator-merge-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        sources = [_sound_source(path, file.path, scratch / str(number)) for number, path in enumerate(paths)]
        if len(sources) == 1:
            source = sources[0]
        else:
            # SQLite attaches ten files at most; their union is one, whatever their number.
            source = scratch / file.path.name
            union = ProjectFile.create(source)
            try:
                for number, (path, each) in enumerate(zip(paths, sources, strict=True)):
                    report(progress, number, len(sources), f"Reading {path.name}")
                    _merge(union, each, path.name, coder, no_progress, sets_out=False)
            finally:
                union.close()
        shown = ", ".join(path.name for path in paths)
        brought, anew, registers = _merge(file, source, shown, coder, progress, preview=preview)
    return replace(brought, sources=tuple(str(path) for path in paths)), anew, registers


def _merge(
    file: ProjectFile,
    source: Path,
    shown: str,
    coder: CoderId,
    progress: Progress,
    preview: bool = False,
    sets_out: bool = True,
) -> Merged:
    with _blaming(source, shown), file.write_with(source) as connection:
        report(progress, 0, 4, f"Comparing with {shown}")
        _compare(connection, shown)
        brought = _describe(connection)
        if preview or not brought.facts:
            return brought, set(), set()
        report(progress, 1, 4, f"Taking in {shown}")
        registers, transcripts = _take(connection, file.clock, shown, coder)
        if not sets_out:
            return brought, set(), registers
        report(progress, 2, 4, "Setting out what is new")
        anew = project_changed(connection, registers, transcripts, _second_half(progress))
        return brought, anew, registers


def _second_half(progress: Progress) -> Progress:
    """Give what takes reports of the setting out as reports of the second half of the merge."""

    def within(done: int, total: int, text: str) -> bool:
        return progress(total + done, 2 * total, text)

    return within


@contextmanager
def _blaming(source: Path, shown: str) -> Iterator[None]:
    """Say of damage, and of facts without the form of their kind, that they are in the file that was to be merged."""
    try:
        yield
    except DamagedFile as error:
        if not _is_sound(source):
            raise UserError(f'"{shown}" is damaged: ask for a new copy of it. Nothing was merged.') from error
        raise
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        # A fact of a known kind that does not have that kind's form: no version of this program wrote it.
        raise UserError(f'"{shown}" has an entry in its journal that makes no sense: nothing was merged.') from error


def _is_sound(source: Path) -> bool:
    try:
        connection = connect_to_look(source)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.Error:
        return False


def _compare(connection: Connection, shown: str) -> None:
    connection.exec_driver_sql(_NEW)
    if connection.exec_driver_sql(_DIFFERENT).fetchone():
        raise UserError(
            f'"{shown}" tells the same entry of the journal differently, so one of the two files has been '
            "tampered with: nothing was merged."
        )
    for clock, value in connection.exec_driver_sql("SELECT clock, value FROM incoming"):
        if not is_stamp(clock) or not _is_content(value):
            raise UserError(f'"{shown}" has a damaged entry in its journal: nothing was merged.')
    missing = connection.exec_driver_sql(
        "SELECT 1 FROM incoming AS i WHERE i.kind = 'transcript' AND i.value IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM other.source_text AS s WHERE s.transcript = i.key) LIMIT 1"
    ).fetchone()
    if missing:
        raise UserError(f'"{shown}" names a transcript whose text it does not hold: nothing was merged.')
    arriving = connection.exec_driver_sql(
        "SELECT s.transcript, s.text FROM other.source_text AS s WHERE NOT EXISTS "
        "(SELECT 1 FROM main.source_text AS m WHERE m.transcript = s.transcript)"
    )
    if any(transcript_id(text) != uid for uid, text in arriving):
        raise UserError(f'"{shown}" holds a text that has been changed since it was taken in: nothing was merged.')
    originals = connection.exec_driver_sql(
        "SELECT o.digest, o.data FROM other.original AS o WHERE NOT EXISTS "
        "(SELECT 1 FROM main.original AS m WHERE m.digest = o.digest)"
    )
    if not all(content.is_original(digest, data) for digest, data in originals):
        raise UserError(f'"{shown}" holds a damaged copy of a transcript\'s file: nothing was merged.')


def _is_content(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(json.loads(str(value)), dict)
    except ValueError:
        return False


_REPLACED = """
    SELECT DISTINCT t.title FROM incoming AS i JOIN main.transcript AS t ON t.uid = substr(i.key, 66)
    WHERE i.kind = 'version' AND i.value IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM main.journal AS j
        WHERE j.kind = i.kind AND j.key = i.key AND j.clock > i.clock AND j.withdrawn = 0)
    ORDER BY 1
"""
"""Titles of transcripts here of which a newer version arrives; the key has the older one's identifier at its end."""


def _describe(connection: Connection) -> MergeReport:
    facts = int(connection.exec_driver_sql("SELECT count(*) FROM incoming").scalar() or 0)
    rows = connection.exec_driver_sql(
        "SELECT i.kind, i.key, i.value, (SELECT max(j.clock) FROM main.journal AS j WHERE j.kind = i.kind "
        "AND j.key = i.key AND j.withdrawn = 0) AS ours, max(i.clock) AS theirs FROM incoming AS i "
        "WHERE i.kind IN ('label', 'review', 'transcript', 'coder', 'passage', 'speaker', 'statement', 'mention', "
        "'entity', 'alias') GROUP BY i.kind, i.key"
    ).fetchall()
    names = _coder_names(connection)
    titles: list[str] = []
    coders: list[str] = []
    labels: Counter[str] = Counter()
    reviews = corrections = 0
    for kind, key, value, ours, theirs in rows:
        if (ours or "") > theirs:
            continue
        if kind not in ("label", "review", "transcript", "coder"):
            corrections += 1
            continue
        if value is None:
            continue
        if kind == "label":
            coder = key.split("/")[1]
            labels[names.get(coder, coder)] += 1
        elif kind == "review":
            reviews += 1
        elif ours is None or not _holds(connection, kind, key):
            said = json.loads(value)
            (titles if kind == "transcript" else coders).append(
                said.get("title") or said.get("file_name") or said.get("name") or key
            )
    return MergeReport(
        transcripts=tuple(titles),
        labels=tuple(sorted(labels.items())),
        reviews=reviews,
        coders=tuple(sorted(coders)),
        facts=facts,
        corrections=corrections,
        replaced=tuple(connection.exec_driver_sql(_REPLACED).scalars()),
    )


def _holds(connection: Connection, kind: str, key: str) -> bool:
    fact = journal.current(connection, Register(kind, key))
    return fact is not None and fact.value is not None


def _coder_names(connection: Connection) -> dict[str, str]:
    names: dict[str, str] = {}
    for table in ("other", "main"):
        rows = connection.exec_driver_sql(
            f"SELECT key, value FROM {table}.journal WHERE kind = 'coder' AND value IS NOT NULL AND withdrawn = 0"
        )
        names.update({key: json.loads(value)["name"] for key, value in rows})
    return names


def _take(connection: Connection, clock: Clock, shown: str, coder: CoderId) -> tuple[set[Register], set[str]]:
    rows = connection.exec_driver_sql("SELECT DISTINCT kind, key, batch FROM incoming").fetchall()
    connection.exec_driver_sql(
        "INSERT INTO main.source_text SELECT s.* FROM other.source_text AS s WHERE NOT EXISTS "
        "(SELECT 1 FROM main.source_text AS m WHERE m.transcript = s.transcript)"
    )
    arrived = connection.exec_driver_sql(
        "SELECT transcript FROM other.analysis AS a WHERE NOT EXISTS "
        "(SELECT 1 FROM main.analysis AS m WHERE m.transcript = a.transcript AND m.importer = a.importer)"
    ).fetchall()
    connection.exec_driver_sql(
        "INSERT INTO main.analysis SELECT a.* FROM other.analysis AS a WHERE NOT EXISTS "
        "(SELECT 1 FROM main.analysis AS m WHERE m.transcript = a.transcript AND m.importer = a.importer)"
    )
    connection.exec_driver_sql(
        "INSERT INTO main.original SELECT o.* FROM other.original AS o WHERE NOT EXISTS "
        "(SELECT 1 FROM main.original AS m WHERE m.digest = o.digest)"
    )
    latest = connection.exec_driver_sql("SELECT max(clock) FROM incoming").scalar()
    clock.observe(str(latest))
    merge = clock.tick()
    connection.exec_driver_sql(
        "INSERT INTO main.merge (id, coder, sources, acted) VALUES (?,?,?,?)", (merge, coder, shown, merge)
    )
    connection.exec_driver_sql(_TAKE_AGAIN, (merge,))
    connection.exec_driver_sql(_TAKE, (merge,))
    journal.note_batches(connection, [batch for _, _, batch in rows])
    return {Register(kind, key) for kind, key, _ in rows}, {transcript for (transcript,) in arrived}
