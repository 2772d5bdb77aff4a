"""What the journal says about one statement, in words."""

from typing import Any

from annotator.domain.codebook import Codebook
from annotator.domain.ids import CoderId, StatementId
from annotator.domain.label import Label
from annotator.domain.rows import HistoryEntry
from annotator.store import journal, lineage, queries
from annotator.store.journal import Fact


def history_of(connection: Any, statement: StatementId, codebook: Codebook) -> tuple[HistoryEntry, ...]:
    """Give everything that was said about a statement, oldest first."""
    names = {coder.uid: coder.name for coder in queries.coders(connection)}
    facts = [
        fact
        for uid in (statement, *lineage.forerunners(connection, statement))
        for kind in ("label", "review", "speaker", "statement")
        for fact in journal.history(connection, kind, uid)
    ]
    return tuple(_entry(fact, statement, codebook, names) for fact in sorted(facts, key=lambda fact: fact.clock))


def _entry(fact: Fact, statement: StatementId, codebook: Codebook, names: dict[CoderId, str]) -> HistoryEntry:
    label = label_in(fact) if fact.register.kind == "label" else None
    words = _words(fact, label, codebook, names)
    if not fact.register.key.startswith(statement):
        words += " (in an earlier version of the text)"
    return HistoryEntry(fact.at, fact.coder, fact.register.kind, words, label)


def label_in(fact: Fact) -> Label | None:
    """Give the label that a fact sets; None where it clears one."""
    if fact.value is None:
        return None
    statement, coder, target = fact.register.key.split("/")
    value = fact.value
    return Label(
        StatementId(statement),
        CoderId(coder),
        target,
        value.get("stance"),
        tuple(value.get("themes", ())),
        tuple(value.get("flags", ())),
        value.get("confidence"),
        value.get("note", ""),
        value.get("codebook", ""),
        tuple(value.get("saw", ())),
        fact.at,
    )


def _words(fact: Fact, label: Label | None, codebook: Codebook, names: dict[CoderId, str]) -> str:
    who = names.get(fact.coder, "Somebody")
    if fact.register.kind == "speaker":
        return f"{who} corrected the speaker"
    if fact.register.kind == "statement":
        if fact.value is None:
            return f"{who} took a cut back"
        return f"{who} split or joined this statement" if fact.value.get("retired") else f"{who} cut the text so"
    if fact.register.kind == "review":
        if fact.value is None:
            return f"{who} took a verdict back"
        comment = f": {fact.value['comment']}" if fact.value["comment"] else ""
        return f"{who} {'accepted' if fact.value['verdict'] == 'accept' else 'queried'} the label{comment}"
    if label is None:
        return f"{who} cleared the label"
    stance = codebook.stance_by_key.get(label.stance or "")
    themes = [codebook.theme_by_key[key].name if key in codebook.theme_by_key else key for key in label.themes]
    parts = [stance.name if stance else label.stance, *themes]
    said = ", ".join(part for part in parts if part) or "nothing yet"
    return f"{who} labelled: {said}"
