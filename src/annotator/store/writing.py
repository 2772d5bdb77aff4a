"""The one way in which a use case changes a project: facts into the journal, and at once into the tables."""

from collections.abc import Iterable

from sqlalchemy import Connection

from annotator.domain.ids import CoderId
from annotator.store import journal
from annotator.store.file import ProjectFile
from annotator.store.journal import Fact, Register, Value
from annotator.store.projections import project


def record(
    connection: Connection,
    file: ProjectFile,
    coder: CoderId,
    writes: Iterable[tuple[str, str, Value | None]],
) -> list[Fact]:
    """Write registers, named by kind and key, as one action of this coder's."""
    facts = journal.append(connection, file.clock, coder, [(Register(kind, key), value) for kind, key, value in writes])
    for fact in facts:
        project(connection, fact)
    return facts


def holds(connection: Connection, kind: str, key: str) -> Value | None:
    """Give the content of a register, or None."""
    fact = journal.current(connection, Register(kind, key))
    return None if fact is None else fact.value
