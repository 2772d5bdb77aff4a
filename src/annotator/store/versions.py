"""When a changed text of a known transcript takes its place: which labels stay true, and how they come along."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import Connection

from annotator.domain.clock import Clock
from annotator.domain.ids import CoderId, TranscriptId
from annotator.store import journal
from annotator.store.journal import Fact, Register, Value, content_digest
from annotator.store.projections import project

_KINDS = ("speaker", "label", "review")  # a verdict is about a label, so it comes after it


@dataclass(frozen=True, slots=True)
class Carried:
    """How many labels went over to a new version, and how many stay with the old one, since their text has changed."""

    labels: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A statement as one finds it again in another version: by what it says."""

    uid: str
    text: str


def places(connection: Connection, transcript: TranscriptId) -> list[Place]:
    """Give a transcript's statements in reading order, however white space is set."""
    rows = connection.exec_driver_sql(
        "SELECT s.uid, s.text FROM statement AS s JOIN transcript AS t ON t.id = s.transcript_id "
        "WHERE t.uid = ? ORDER BY s.start_cp, s.end_cp",
        (transcript,),
    )
    return [Place(uid, " ".join(text.split())) for uid, text in rows]


def counterparts(old: Sequence[Place], new: Sequence[Place]) -> dict[str, str]:
    """Give for each statement whose text is unchanged the statement of the new version that says the same.

    The order of the texts tells apart those that say the same several times ("Thank you."); what has moved elsewhere
    is found where either version says it once.
    """
    pairs: dict[str, str] = {}
    matcher = SequenceMatcher(None, [place.text for place in old], [place.text for place in new], autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            pairs[old[block.a + offset].uid] = new[block.b + offset].uid
    taken = set(pairs.values())
    once_old = _once(place for place in old if place.uid not in pairs)
    once_new = _once(place for place in new if place.uid not in taken)
    return pairs | {once_old[text]: once_new[text] for text in once_old.keys() & once_new.keys()}


def _once(all_places: Iterable[Place]) -> dict[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in all_places:
        found[place.text].append(place.uid)
    return {text: uids[0] for text, uids in found.items() if len(uids) == 1}


def carry_over(
    connection: Connection,
    coder: CoderId,
    batch: str,
    old: Sequence[Place],
    new: Sequence[Place],
    clock: Clock,
) -> Carried:
    """Say again of the new version's statements what was said of those of the old one that read the same.

    A label stays its coder's: the coder stands in the key, and whoever imports is the fact's author. What somebody has
    said of the new statement already is left as it is.
    """
    pairs = counterparts(old, new)
    n_labels = n_left = 0
    for place in old:
        there = pairs.get(place.uid)
        for kind in _KINDS:
            for fact in journal.holding_under(connection, kind, place.uid):
                if fact.value is None:
                    continue
                carried = there is not None and _restate(connection, coder, batch, fact, place.uid, there, clock)
                n_labels += carried and kind == "label"
                n_left += there is None and kind == "label"
    return Carried(n_labels, n_left)


def _restate(connection: Connection, coder: CoderId, batch: str, fact: Fact, old: str, new: str, clock: Clock) -> bool:
    register = Register(fact.register.kind, new + fact.register.key[len(old) :])
    known = journal.current(connection, register)
    if known is not None and (known.value is not None or journal.origin(connection, known) is not None):
        return False
    value = _value(connection, fact, old, new)
    if known is None:
        (made,) = journal.restate(connection, coder, batch, [(register, value, fact)])
    else:
        # An import that was undone has left the register empty; only a later stamp stands above that.
        (made,) = journal.append(connection, clock, coder, [(register, value)], batch=batch)
    project(connection, made)
    return True


def _value(connection: Connection, fact: Fact, old: str, new: str) -> Value:
    assert fact.value is not None
    if fact.register.kind == "label":
        return {**fact.value, "carried": old}
    if fact.register.kind == "review":
        label_key, _, _ = fact.register.key.rpartition("/")
        before = journal.current(connection, Register("label", label_key))
        after = journal.current(connection, Register("label", new + label_key[len(old) :]))
        if before and after and fact.value.get("label") == content_digest(before.value):
            return {**fact.value, "label": content_digest(after.value)}
    return dict(fact.value)
