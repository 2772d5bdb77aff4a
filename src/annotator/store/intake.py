"""Taking in transcripts as one action that may be too large for one transaction.

Nobody waits for a lock longer than a chunk takes, memory stays flat, and still an import is there wholly or not at
all: while it is being written its batch stands in ``unfinished``, nobody can undo it, merging leaves it out, and if it
does not come to its end, opening the file for writing takes away what there is of it.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from annotator.domain.columns import TableRead, table_from_dict
from annotator.domain.ids import CoderId, TranscriptId
from annotator.domain.transcript import Analysis, Metadata, PassageKind, SourceText
from annotator.store import content, journal
from annotator.store.journal import Fact, Register, Value
from annotator.store.lineage import shown_version
from annotator.store.projections import project_changed
from annotator.store.transcript_projection import project_transcript, transcript_value
from annotator.store.versions import Carried, Staying, carried, staying

if TYPE_CHECKING:
    from annotator.store.file import ProjectFile

_REGISTERS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Incoming:
    """A transcript to be taken in.

    Attributes:
        metadata: As the importer found it or a person corrected it.
        kinds: Kinds of passages, by their index, as a person chose them.
        original: The bytes of its file, where they are to be kept.
        replaces: The transcript whose new version this is.
    """

    source: SourceText
    analysis: Analysis
    metadata: Metadata
    kinds: tuple[tuple[int, PassageKind], ...] = ()
    original: bytes | None = None
    replaces: TranscriptId | None = None


class Intake:
    """One import. Call ``take`` as often as needed, then ``finish``; or ``take_back``, and it never was."""

    def __init__(self, file: "ProjectFile", coder: CoderId) -> None:
        self._file = file
        self._coder = coder
        self._batch: str | None = None

    def take(self, transcripts: Iterable[Incoming]) -> list[Carried | None]:
        """Write these transcripts in one transaction.

        Gives for each how many labels it has taken over from the version before, or None where it is here already.
        """
        with self._file.write() as connection:
            return [self._take(connection, one) for one in transcripts]

    def finish(self) -> None:
        """Make what was taken one action that holds."""
        if self._batch is not None:
            with self._file.write() as connection:
                journal.list_batch(connection, self._batch)

    def take_back(self) -> None:
        """Remove everything that was taken."""
        if self._batch is not None:
            remove_batch(self._file, self._batch)

    def _take(self, connection: Connection, one: Incoming) -> Carried | None:
        uid = one.source.transcript
        known = journal.current(connection, Register("transcript", uid))
        if known is not None and known.value is not None:
            return None
        is_new = content.keep(connection, uid, one.source.text, one.analysis)
        value = transcript_value(one.source, one.analysis.importer, one.metadata)
        if one.original is not None:
            digest = content.keep_original(connection, uid, one.original)
            value["original"] = {"sha256": digest, "name": one.source.file_name, "bytes": len(one.original)}
        old = None if one.replaces is None else shown_version(connection, one.replaces)
        before = Staying() if old is None else staying(connection, old)
        fact = self._record(connection, "transcript", uid, value)
        facts = [self._record(connection, "passage", f"{uid}/{n}", {"kind": kind.value}) for n, kind in one.kinds]
        if old is not None:
            facts.append(self._record(connection, "version", f"{uid}/{old}", {"of": old}))
        if known is None and old is None:
            # Nobody has said anything about it yet, but the kinds of its passages.
            project_transcript(connection, fact, one.analysis if is_new else None)
        else:
            project_changed(connection, [fact.register, *(other.register for other in facts)])
        return Carried() if old is None else carried(connection, uid, before)

    def _record(self, connection: Connection, kind: str, key: str, value: Value) -> Fact:
        first = self._batch is None
        (fact,) = journal.append(
            connection, self._file.clock, self._coder, [(Register(kind, key), value)], batch=self._batch
        )
        self._batch = fact.batch
        if first:
            journal.begin_unlisted(connection, fact.batch)
        return fact


def tables_read(connection: Connection) -> list[TableRead]:
    """Give how the tables were read that the transcripts here came in, the last time of each file last."""
    found = connection.exec_driver_sql(
        "SELECT json_extract(value, '$.table') AS read FROM journal AS j "
        "WHERE kind = 'transcript' AND withdrawn = 0 AND read IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.kind = 'transcript' "
        "AND later.key = j.key AND later.clock > j.clock AND later.withdrawn = 0) "
        "GROUP BY read ORDER BY max(clock)"
    )
    tables = []
    for (read,) in found:
        with suppress(LookupError, TypeError, ValueError, AttributeError):  # another version's; then it is guessed
            tables.append(table_from_dict(json.loads(read)))
    return tables


def original_of(connection: Connection, transcript: TranscriptId) -> tuple[str, bytes] | None:
    """Give name and bytes of the file that a transcript came in, or None where they were not kept."""
    fact = journal.current(connection, Register("transcript", transcript))
    kept = None if fact is None or fact.value is None else fact.value.get("original")
    if kept is None:
        return None
    data = content.original_of(connection, transcript, kept["sha256"])
    return None if data is None else (str(kept["name"]), data)


def remove_unfinished(file: "ProjectFile") -> None:
    """Take away what is left of imports that did not come to their end."""
    with file.read() as connection:
        batches = [batch for (batch,) in connection.exec_driver_sql("SELECT batch FROM unfinished").fetchall()]
    for batch in batches:
        remove_batch(file, batch)


def remove_batch(file: "ProjectFile", batch: str) -> None:
    """Take an unfinished batch out of the journal and the tables, some registers at a time; the mark goes last."""
    while True:
        with file.write() as connection:
            rows = connection.exec_driver_sql(
                "SELECT clock, kind, key FROM journal WHERE batch = ? ORDER BY seq DESC LIMIT ?",
                (batch, _REGISTERS_AT_ONCE),
            ).fetchall()
            for clock, _, _ in rows:
                connection.exec_driver_sql("DELETE FROM journal WHERE clock = ?", (clock,))
            project_changed(connection, [Register(kind, key) for _, kind, key in rows])
            content.drop_unheard_of(connection, [TranscriptId(key) for _, kind, key in rows if kind == "transcript"])
            if len(rows) < _REGISTERS_AT_ONCE:
                content.drop_unnamed_originals(connection)
                connection.exec_driver_sql("DELETE FROM unfinished WHERE batch = ?", (batch,))
                connection.exec_driver_sql("DELETE FROM batch WHERE id = ?", (batch,))
                return
