"""Names that people taught a project, beside those of the gazetteer."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache

from annotator.domain.correction import Alias
from annotator.domain.transcript import MentionKind
from annotator.tagging.gazetteer import Name, all_names, plain_names

_SPEAKING = frozenset({MentionKind.COUNTRY, MentionKind.NORP, MentionKind.ORG})


def learnt_names(aliases: Sequence[Alias]) -> Iterator[Name]:
    """Give aliases as names: what the gazetteer knows of an entity, its code and its voice, holds for them too."""
    if not aliases:
        return
    known: dict[str, Name] = {}
    for name in all_names():
        known.setdefault(name.entity, name)
    for alias in aliases:
        same = known.get(alias.entity)
        iso = alias.iso or (same.iso if same else None)
        voice = same.voice if same else alias.entity if alias.kind in _SPEAKING else None
        yield Name(alias.text, alias.kind, alias.entity, iso if alias.kind is MentionKind.COUNTRY else None, voice)


@cache
def known_names() -> dict[str, tuple[MentionKind, str | None, tuple[str, ...]]]:
    """Give, by entity, what the gazetteer knows: its kind, its ISO code, and the other words for it."""
    found: dict[str, tuple[MentionKind, str | None, tuple[str, ...]]] = {}
    for name in plain_names():
        kind, iso, words = found.get(name.entity, (name.kind, name.iso, ()))
        if name.surface != name.entity and name.surface not in words:
            words = (*words, name.surface)
        found[name.entity] = (kind, iso or name.iso, words)
    return found


def digest_of(aliases: Sequence[Alias]) -> str:
    """Give what tells one set of aliases from another in the importer's version; "" for none."""
    if not aliases:
        return ""
    content = "\n".join(f"{a.text}\t{a.kind}\t{a.entity}\t{a.iso or ''}" for a in sorted(aliases, key=repr))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
