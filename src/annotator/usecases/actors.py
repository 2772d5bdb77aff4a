"""The actors of a project: every entity with what is known of it and how often it is named and speaks."""

from annotator.domain.correction import Actor
from annotator.domain.transcript import MentionKind
from annotator.store import entities
from annotator.store.file import ProjectFile


def actors(file: ProjectFile) -> tuple[Actor, ...]:
    """Give every entity that is named, speaks or was noted, the most frequent first; see ``Corrections.actors``."""
    from annotator.tagging import known_names

    with file.read() as connection:
        mentions = entities.mention_counts(connection)
        speaking = entities.speaking_counts(connection)
        noted = entities.noted(connection)
        aliases: dict[str, list[str]] = {}
        for alias in entities.aliases(connection):
            aliases.setdefault(alias.entity, []).append(alias.text)
        codes = entities.iso_codes(connection)
    known = known_names()
    found = []
    for name in {*mentions, *speaking, *noted, *aliases}:
        about = noted.get(name, {})
        kind, iso, words = known.get(name, (None, None, ()))
        counts = mentions.get(name, {})
        n_statements, is_person = speaking.get(name, (0, False))
        found.append(
            Actor(
                name,
                MentionKind(about.get("kind") or _kind(counts, is_person, kind)),
                about.get("iso") or codes.get(name) or iso,
                tuple(about.get("groups", ())),
                tuple(aliases.get(name, ())),
                tuple(about.get("merged", ())),
                sum(counts.values()),
                n_statements,
                words,
            )
        )
    return tuple(sorted(found, key=lambda actor: (-actor.n_mentions - actor.n_statements, actor.entity)))


def _kind(counts: dict[MentionKind, int], is_person: bool, known: MentionKind | None) -> MentionKind:
    """The kind of an entity: that of most of its mentions, where a people stands for its State or region."""
    named = {kind: count for kind, count in counts.items() if kind is not MentionKind.NORP}
    if named:
        return max(named, key=lambda kind: (named[kind], kind))
    if known is not None or not counts:
        return known or (MentionKind.PERSON if is_person else MentionKind.ORG)
    return MentionKind.NORP
