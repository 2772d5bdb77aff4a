"""What screens ask about mentions, entities and voices across the whole project."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from annotator.domain.correction import Alias
from annotator.domain.ids import TranscriptId
from annotator.domain.rows import StatementKey
from annotator.domain.transcript import MentionKind, Speaker
from annotator.store.queries import ENTITY, MERGED, SPEAKER


def root(connection: Connection, entity: str) -> str:
    """Give the entity that this one has become by merging; itself where it was not merged."""
    row = connection.exec_driver_sql("SELECT root FROM entity WHERE id = ?", (entity,)).fetchone()
    return entity if row is None else str(row[0])


def aliases(connection: Connection) -> tuple[Alias, ...]:
    """Give every alias that was learnt, in order of its words, with the entity that it stands for after all merging."""
    rows = connection.exec_driver_sql(
        "SELECT a.text, a.kind, coalesce(e.root, a.entity), e.root_iso FROM alias AS a "
        "LEFT JOIN entity AS e ON e.id = a.entity ORDER BY a.text"
    )
    return tuple(Alias(text, MentionKind(kind), entity, iso) for text, kind, entity, iso in rows)


def iso_of(connection: Connection, entity: str) -> str | None:
    """Give the ISO code of an entity, as somebody noted it or as the importer has it for another mention; or None."""
    iso = connection.exec_driver_sql(
        "SELECT iso FROM entity WHERE id = ?1 AND iso IS NOT NULL UNION ALL "
        "SELECT iso FROM mention WHERE entity = ?1 AND kind = 'COUNTRY' AND iso IS NOT NULL LIMIT 1",
        (entity,),
    ).scalar()
    return None if iso is None else str(iso)


def texts_with(connection: Connection, words: str) -> Iterator[tuple[TranscriptId, str, str]]:
    """Give identifier, title and text of the transcripts whose text holds these characters, as they are listed."""
    rows = connection.exec_driver_sql(
        "SELECT t.uid, t.title, s.text FROM transcript AS t JOIN source_text AS s ON s.transcript = t.uid "
        "WHERE instr(s.text, ?) > 0 ORDER BY t.sort_key, t.uid",
        (words,),
    )
    for uid, title, text in rows:
        yield TranscriptId(uid), title, text


def voices(connection: Connection, prefix: str, limit: int) -> tuple[Speaker, ...]:
    """Give the voices that speak here, the most frequent first, of which a word of name or affiliation begins so."""
    wanted = prefix.strip().casefold()
    rows = connection.exec_driver_sql(
        f"SELECT {SPEAKER}, count(*) AS n FROM voice AS w JOIN statement_voice AS v ON v.voice_id = w.id "
        "WHERE ?1 = '' OR instr(' ' || replace(w.folded, char(10), ' '), ' ' || ?1) > 0 "
        "GROUP BY w.id ORDER BY n DESC, w.folded LIMIT ?2",
        (wanted, limit),
    )
    return tuple(dict.fromkeys(Speaker(*row[:4]) for row in rows))


def names(connection: Connection) -> tuple[str, ...]:
    """Give the names of all entities that are mentioned, speak or were noted, after all merging, in order."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT coalesce(e.root, x.name) AS name FROM (SELECT DISTINCT entity AS name FROM mention "
        "UNION SELECT name FROM voice UNION SELECT affiliation FROM voice UNION SELECT id FROM entity "
        "UNION SELECT entity FROM alias) AS x LEFT JOIN entity AS e ON e.id = x.name "
        "WHERE x.name IS NOT NULL ORDER BY 1"
    )
    return tuple(str(name) for (name,) in rows)


def mention_counts(connection: Connection) -> dict[str, dict[MentionKind, int]]:
    """Give, by entity after all merging, how many mentions of each kind are linked to it."""
    found: defaultdict[str, dict[MentionKind, int]] = defaultdict(dict)
    rows = connection.exec_driver_sql(
        f"SELECT {ENTITY} AS name, m.kind, count(*) FROM mention AS m {MERGED} WHERE m.entity IS NOT NULL GROUP BY 1, 2"
    )
    for name, kind, count in rows:
        found[name][MentionKind(kind)] = count
    return dict(found)


_VOICES_OF = """
    SELECT w.id, coalesce(e.root, x.said) AS entity, x.is_person FROM (
        SELECT id AS voice, name AS said, 1 AS is_person FROM voice WHERE name IS NOT NULL
        UNION SELECT id, affiliation, 0 FROM voice WHERE affiliation IS NOT NULL) AS x
    JOIN voice AS w ON w.id = x.voice LEFT JOIN entity AS e ON e.id = x.said
"""


def speaking_counts(connection: Connection) -> dict[str, tuple[int, bool]]:
    """Give, by entity after all merging, in how many statements it speaks, and whether as a person."""
    rows = connection.exec_driver_sql(
        f"SELECT x.entity, count(DISTINCT v.statement_id), max(x.is_person) FROM ({_VOICES_OF}) AS x "
        "JOIN statement_voice AS v ON v.voice_id = x.id JOIN statement AS s ON s.id = v.statement_id "
        "WHERE NOT s.retired GROUP BY x.entity"
    )
    return {entity: (int(count), bool(is_person)) for entity, count, is_person in rows}


def noted(connection: Connection) -> dict[str, dict[str, Any]]:
    """Give, by entity after all merging, what people noted of it: kind, iso, groups, and what was merged into it."""
    found: dict[str, dict[str, Any]] = {}
    rows = connection.exec_driver_sql("SELECT id, kind, iso, groups, root FROM entity ORDER BY id").fetchall()
    for name, kind, iso, groups, whose in rows:
        about = found.setdefault(whose, {"kind": None, "iso": None, "groups": [], "merged": []})
        if name == whose:
            about.update(kind=kind, iso=iso, groups=json.loads(groups))
        else:
            about["merged"].append(name)
    return found


def spoken_keys(connection: Connection, entity: str) -> list[StatementKey]:
    """Give the keys of the statements in which an entity speaks, in reading order."""
    return _keys(
        connection,
        "SELECT v.statement_id FROM statement_voice AS v "
        f"WHERE v.voice_id IN (SELECT x.id FROM ({_VOICES_OF}) AS x WHERE x.entity = ?)",
        entity,
    )


def mentioning_keys(connection: Connection, entity: str) -> list[StatementKey]:
    """Give the keys of the statements that mention an entity, in reading order."""
    return _keys(
        connection,
        "SELECT l.id FROM mention AS m CROSS JOIN statement AS l ON l.id = ("
        "SELECT id FROM statement WHERE transcript_id = m.transcript_id AND start_cp <= m.start_cp AND NOT retired "
        "ORDER BY start_cp DESC LIMIT 1) AND l.end_cp > m.start_cp "
        "WHERE m.entity IN (SELECT ?1 UNION SELECT id FROM entity WHERE root = ?1)",
        entity,
    )


def _keys(connection: Connection, statements: str, entity: str) -> list[StatementKey]:
    rows = connection.exec_driver_sql(
        "SELECT s.id FROM statement AS s JOIN transcript AS t ON t.id = s.transcript_id "
        f"WHERE NOT s.retired AND s.id IN ({statements}) ORDER BY t.sort_key, t.uid, s.start_cp, s.end_cp",
        (entity,),
    )
    return [StatementKey(number) for (number,) in rows]


def iso_codes(connection: Connection) -> dict[str, str]:
    """Give the ISO code that the importer has for each entity after all merging."""
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT {ENTITY}, m.iso FROM mention AS m {MERGED} "
        "WHERE m.kind = 'COUNTRY' AND m.iso IS NOT NULL AND coalesce(e.root, m.entity) = m.entity ORDER BY 1, 2"
    )
    return {name: str(iso) for name, iso in rows}
