"""The tables of what people know of entities: their kind and groups, which are one and the same, and their aliases."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection

from annotator.store.journal import Fact, holding


def project_entities(connection: Connection) -> None:
    """Make the table of entities say what the journal says: all of it, since whoever is merged may change many."""
    values = {fact.register.key: fact.value for fact in holding(connection, "entity") if fact.value is not None}
    parents = {name: str(value["merged_into"]) for name, value in values.items() if value.get("merged_into")}
    rows = []
    for name, value in values.items():
        root = root_of(name, parents)
        iso = values[root].get("iso") if root in values else None
        groups = json.dumps(value.get("groups", []), ensure_ascii=False)
        rows.append((name, value["kind"], value.get("iso"), groups, value.get("merged_into"), root, iso))
    connection.exec_driver_sql("DELETE FROM entity")
    if rows:
        connection.exec_driver_sql("INSERT INTO entity VALUES (?,?,?,?,?,?,?)", rows)


def root_of(name: str, parents: Mapping[str, str]) -> str:
    """Give the entity that this one has become; where colleagues merged in a circle, the first in it by name."""
    path = [name]
    while path[-1] in parents:
        following = parents[path[-1]]
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


def project_alias(connection: Connection, fact: Fact) -> None:
    """Make one alias say what this fact says."""
    connection.exec_driver_sql("DELETE FROM alias WHERE text = ?", (fact.register.key,))
    if fact.value is not None:
        connection.exec_driver_sql(
            "INSERT INTO alias VALUES (?,?,?)", (fact.register.key, fact.value["kind"], fact.value["entity"])
        )
