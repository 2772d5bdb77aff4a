"""Correcting what a text names: mentions one by one or wherever the same words stand, entities and their aliases."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from annotator.domain.correction import Alias, LikePlace, Place, whole_words
from annotator.domain.cutting import stripped
from annotator.domain.errors import UserError
from annotator.domain.ids import CoderId, EntityId, TranscriptId, entity_id
from annotator.domain.rows import Changes
from annotator.domain.transcript import Mention, MentionKind
from annotator.store import content, entities, queries, writing
from annotator.store.file import ProjectFile

Value = dict[str, Any]
_Writes = dict[tuple[str, str], Value | None]
"""Registers by kind and key, with what to write."""
_MANY = 200
"""Places beyond which views read their lists again instead of row by row."""
_CONTEXT = 60
"""How many characters before and after are shown of a like place."""


def set_mentions(
    file: ProjectFile,
    places: Sequence[Place],
    kind: str | None,
    entity: str | None,
    learn: bool,
    author: CoderId,
) -> Changes:
    """Say what stands in these places, as one action; see ``Corrections.set_mentions``."""
    kind = None if kind is None else checked_kind(kind)
    with file.write() as connection:
        name = entities.root(connection, entity_id(entity or ""))
        iso = entities.iso_of(connection, name) if kind == MentionKind.COUNTRY else None
        said: Value = {"removed": True} if kind is None else {"kind": kind, "entity": name or None, "iso": iso}
        writes, words = _place_writes(connection, places, said)
        if learn and kind is not None and name:
            writes.update(_alias_writes(connection, words, kind, name))
        writing.record(connection, file, author, [(*register, value) for register, value in writes.items()])
        statements = queries.statements_at(connection, [(p.transcript, p.start_cp, p.end_cp) for p in places[:_MANY]])
        focus = queries.first_live(connection, sorted(statements)) if len(places) == 1 else None
    many = f" in {len(places):,} places" if len(places) > 1 else ""
    return Changes(
        f"{'No mention' if kind is None else 'Mention set'}{many}" if writes else "Unchanged",
        statements=frozenset(statements),
        transcripts=frozenset(place.transcript for place in places),
        structure=len(places) > _MANY,
        focus=focus,
        done=bool(writes),
    )


def _place_writes(connection: Any, places: Sequence[Place], said: Value) -> tuple[_Writes, set[str]]:
    """Give what is to be written to say this of the places, and the words that stand there."""
    writes: _Writes = {}
    words: set[str] = set()
    by_transcript: dict[TranscriptId, list[Place]] = {}
    for place in places:
        by_transcript.setdefault(place.transcript, []).append(place)
    for transcript, inside in by_transcript.items():
        text = content.text_of(connection, transcript)
        if text is None:
            raise UserError(f'There is no transcript "{transcript}" in this project.')
        there = queries.mentions(connection, transcript)
        for place in inside:
            exact = _checked(connection, text, place)
            words.add(text[exact.start_cp : exact.end_cp])
            writes.update(_mention_writes(there, exact, said))
    return writes, words


def _checked(connection: Any, text: str, place: Place) -> Place:
    """Give the place without white space at its ends; raises UserError where it is empty or leaves its passage."""
    span = stripped(text, max(0, place.start_cp), min(place.end_cp, len(text)))
    if span is None:
        raise UserError("There are no words here: select those that name something.")
    first = queries.passage_at(connection, place.transcript, span.start_cp)
    if first is None or first != queries.passage_at(connection, place.transcript, span.end_cp - 1):
        raise UserError("A mention stands within one passage: select fewer words.")
    return replace(place, start_cp=span.start_cp, end_cp=span.end_cp)


def _mention_writes(there: Sequence[Mention], place: Place, said: Value) -> _Writes:
    """Give the registers to write so that this is said of the place, and what overlaps it is no mention any more."""
    exact = next((m for m in there if (m.start_cp, m.end_cp) == (place.start_cp, place.end_cp)), None)
    writes: _Writes = {}
    if "kind" in said:
        for other in there:
            if other is not exact and other.start_cp < place.end_cp and place.start_cp < other.end_cp:
                writes["mention", f"{place.transcript}/{other.start_cp}/{other.end_cp}"] = {"removed": True}
        if exact is None or (exact.kind, exact.entity, exact.iso) != (said["kind"], said["entity"], said["iso"]):
            writes["mention", f"{place.transcript}/{place.start_cp}/{place.end_cp}"] = said
    elif exact is not None:
        writes["mention", f"{place.transcript}/{place.start_cp}/{place.end_cp}"] = said
    return writes


def _alias_writes(connection: Any, words: set[str], kind: str, name: str) -> _Writes:
    value = {"kind": kind, "entity": name}
    known = {(alias.text, alias.kind, alias.entity) for alias in entities.aliases(connection)}
    return {("alias", text): value for text in sorted(words) if text != name and (text, kind, name) not in known}


def checked_kind(kind: str) -> str:
    """Give the kind of mention back; raises UserError where there is none such."""
    if kind not in set(MentionKind):
        raise UserError(f'"{kind}" is no kind of mention: use {", ".join(MentionKind)}.')
    return str(MentionKind(kind))


def like_mentions(file: ProjectFile, words: str) -> tuple[LikePlace, ...]:
    """Find where the same words stand in the whole project; see ``Corrections.like_mentions``."""
    words = words.strip()
    found: list[LikePlace] = []
    if not words:
        return ()
    pattern = whole_words(words)
    with file.read() as connection:
        for transcript, title, text in entities.texts_with(connection, words):
            there = queries.mentions(connection, transcript)
            for match in pattern.finditer(text):
                place = Place(transcript, match.start(), match.end())
                exact, is_covered = _at(there, place)
                if is_covered:
                    continue
                line_start = text.rfind("\n", 0, place.start_cp) + 1
                line_end = text.find("\n", place.end_cp)
                line_end = len(text) if line_end < 0 else line_end
                before = text[max(line_start, place.start_cp - _CONTEXT) : place.start_cp]
                after = text[place.end_cp : min(line_end, place.end_cp + _CONTEXT)]
                found.append(LikePlace(place, title, before, words, after, exact))
    return tuple(found)


def _at(there: Sequence[Mention], place: Place) -> tuple[Mention | None, bool]:
    """Give the mention in this very place, and whether another one stands in or across it."""
    exact, is_covered = None, False
    at = bisect_left(there, place.start_cp, key=lambda mention: mention.start_cp)
    for mention in there[max(0, at - 3) :]:  # mentions hardly ever overlap, so few begin before and end behind
        if mention.start_cp >= place.end_cp:
            break
        if (mention.start_cp, mention.end_cp) == (place.start_cp, place.end_cp):
            exact = mention
        elif mention.end_cp > place.start_cp:
            is_covered = True
    return exact, is_covered and exact is None


def set_entity(
    file: ProjectFile,
    entity: str,
    kind: str,
    iso: str | None,
    groups: Sequence[str],
    author: CoderId,
) -> Changes:
    """Note what an entity is; see ``Corrections.set_entity``."""
    name = _named(entity)
    about = {
        "name": name,
        "kind": checked_kind(kind),
        "iso": (iso or "").strip().upper() or None,
        "groups": list(dict.fromkeys(" ".join(group.split()) for group in groups if group.strip())),
    }
    with file.write() as connection:
        stored = writing.holds(connection, "entity", name) or {}
        value = {**about, "merged_into": stored.get("merged_into")}
        if value == stored:
            return Changes("Unchanged", done=False)
        writing.record(connection, file, author, [("entity", name, value)])
    return Changes(f"Noted what {name} is", everything=True)


def merge_entities(file: ProjectFile, entity: str, into: str | None, author: CoderId) -> Changes:
    """Make two entities one, or one its own again; see ``Corrections.merge_entities``."""
    name, whole = _named(entity), None if into is None else _named(into)
    with file.write() as connection:
        if whole is not None:
            whole = EntityId(entities.root(connection, whole))
            if name == whole:
                raise UserError(f'"{name}" is that very entity already: choose another one to merge it into.')
        writes: list[tuple[str, str, Value | None]] = []
        for one, merged_into in ((name, whole), (whole, None)):
            stored = None if one is None else writing.holds(connection, "entity", one)
            value = {**(stored or _about(connection, one or "")), "merged_into": merged_into}
            if one is not None and value != stored and (one == name or stored is None):
                writes.append(("entity", one, value))
        if not writes:
            return Changes("Unchanged", done=False)
        writing.record(connection, file, author, writes)
    return Changes(f"Merged into {whole}" if whole else f"{name} stands for itself", everything=True)


def _about(connection: Any, name: str) -> Value:
    """Give what there is to say of an entity that nobody has noted anything about."""
    kinds = queries.kinds_of_entity(connection, name)
    named = [kind for kind in kinds if kind is not MentionKind.NORP] or kinds or [MentionKind.ORG]
    return {"name": name, "kind": str(named[0]), "iso": entities.iso_of(connection, name), "groups": []}


def set_alias(file: ProjectFile, words: str, entity: str | None, kind: str | None, author: CoderId) -> Changes:
    """Teach the importer other words for an entity, or no longer; see ``Corrections.add_alias``."""
    text = " ".join(words.split())
    if not any(map(str.isalnum, text)):
        raise UserError("An alias needs words: say what else the entity is called.")
    with file.write() as connection:
        value: Value | None = None
        if entity is not None:
            name = entities.root(connection, _named(entity))
            about = _about(connection, name) if kind is None else {"kind": checked_kind(kind)}
            value = {"kind": about["kind"], "entity": name}
        if value == writing.holds(connection, "alias", text):
            return Changes("Unchanged", done=False)
        writing.record(connection, file, author, [("alias", text, value)])
    return Changes(f"“{text}” learnt" if value else f"“{text}” forgotten")


def _named(entity: str) -> EntityId:
    name = entity_id(entity)
    if not name:
        raise UserError("An entity needs a name: say which one.")
    return name


def learnt_aliases(file: ProjectFile) -> tuple[Alias, ...]:
    """Give the aliases that the next import is to know."""
    with file.read() as connection:
        return entities.aliases(connection)
