"""The one way in which a use case changes a project: facts into the journal, and at once into the tables."""

from collections.abc import Iterable

from sqlalchemy import Connection

from annotator.domain.ids import CoderId
from annotator.store import journal, lineage
from annotator.store.file import ProjectFile
from annotator.store.journal import Fact, Register, Value
from annotator.store.projections import project, project_changed


def record(
    connection: Connection,
    file: ProjectFile,
    coder: CoderId,
    writes: Iterable[tuple[str, str, Value | None]],
) -> list[Fact]:
    """Write registers, named by kind and key, as one action of this coder's."""
    facts = journal.append(connection, file.clock, coder, [(Register(kind, key), value) for kind, key, value in writes])
    if any(fact.register.kind == "statement" for fact in facts):
        project_changed(connection, [fact.register for fact in facts])  # sets each transcript out once
    else:
        for fact in facts:
            project(connection, fact)
    return facts


def holds(connection: Connection, kind: str, key: str) -> Value | None:
    """Give the content of a register, or of one of an older version that is about the same words; or None."""
    fact = lineage.held(connection, Register(kind, key))
    return None if fact is None else fact.value
