"""Labelling a statement and reviewing a colleague's label: one key press, one action, one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotator.domain.codebook import Codebook
from annotator.domain.errors import UserError
from annotator.domain.ids import NOBODY, CoderId, StatementId, coder_id
from annotator.domain.label import Verdict
from annotator.domain.rows import Changes, LabelRow
from annotator.store import journal, queries, writing
from annotator.store.file import ProjectFile
from annotator.store.journal import Value


class Unchanged:
    """The type of ``UNCHANGED``: this part of the label stays as it is."""


UNCHANGED = Unchanged()


@dataclass(frozen=True, slots=True)
class LabelParts:
    """The parts of a label that an action sets; the others stay as they are."""

    stance: str | Unchanged | None = UNCHANGED
    themes: Sequence[str] | Unchanged = UNCHANGED
    flags: Sequence[str] | Unchanged = UNCHANGED
    confidence: int | Unchanged | None = UNCHANGED
    note: str | Unchanged = UNCHANGED

    def values(self, codebook: Codebook) -> Value:
        """Give the parts that are set, as they stand in a label; raises UserError for a key the codebook lacks."""
        parts: Value = {}
        if not isinstance(self.stance, Unchanged):
            parts["stance"] = None if self.stance is None else codebook.check_stance(self.stance)
        if not isinstance(self.themes, Unchanged):
            parts["themes"] = list(codebook.check_themes(self.themes))
        if not isinstance(self.flags, Unchanged):
            parts["flags"] = list(codebook.check_flags(self.flags))
        if not isinstance(self.confidence, Unchanged):
            parts["confidence"] = codebook.check_confidence(self.confidence)
        if not isinstance(self.note, Unchanged):
            parts["note"] = self.note
        return parts


def ensure_coder(connection: Any, file: ProjectFile, name: str, example: bool = False) -> tuple[CoderId, bool]:
    """Give the identifier of the coder of this name, or with this identifier, and whether it had to be made.

    Who codes here is nobody's action: no coder's undo takes a colleague off the list.
    """
    if writing.holds(connection, "coder", name) is not None:
        return CoderId(name), False
    uid = coder_id(name)
    if uid == NOBODY:
        raise UserError("A coder needs a name: say who is coding.")
    if writing.holds(connection, "coder", uid) is not None:
        return uid, False
    writing.record(connection, file, NOBODY, [("coder", uid, {"name": " ".join(name.split()), "example": example})])
    return uid, True


def label_key(statement: str, coder: str, target: str) -> str:
    """Give the key of the register that holds this label."""
    return f"{statement}/{coder}/{target}"


def set_label(
    file: ProjectFile,
    codebook: Codebook,
    statement: StatementId,
    coder: str,
    target: str | None,
    parts: LabelParts,
    saw: Sequence[CoderId] = (),
) -> Changes:
    """Set some parts of one label; see ``Project.label``."""
    aim = codebook.default_target if target is None else codebook.check_target(target)
    values = parts.values(codebook)
    with file.write() as connection:
        transcript = _transcript_of(connection, statement)
        who, new_coder = ensure_coder(connection, file, coder)
        key = label_key(statement, who, aim)
        stored = writing.holds(connection, "label", key)
        value = _merged(stored, values, codebook, saw)
        if value == stored:
            return Changes("Unchanged", focus=statement, done=False, coders=new_coder)
        writing.record(connection, file, who, [("label", key, value)])
    return Changes(
        "Labelled" if value else "Label cleared",
        statements=frozenset({statement}),
        transcripts=frozenset({transcript}),
        coders=new_coder,
        focus=statement,
    )


def _transcript_of(connection: Any, statement: str) -> Any:
    transcript = queries.transcript_of(connection, statement)
    if transcript is None:
        raise UserError(unknown_statement(connection, statement))
    return transcript


def unknown_statement(connection: Any, statement: str) -> str:
    """Give the sentence about a statement that is not there, with the nearest that is."""
    nearest = queries.nearest_statement(connection, statement)
    hint = f'; the nearest is "{nearest}"' if nearest else ""
    return f'There is no statement "{statement}" in this project{hint}.'


def _merged(stored: Value | None, values: Value, codebook: Codebook, saw: Sequence[CoderId]) -> Value | None:
    """Give the label's new content, or None where that says nothing."""
    old = stored or {}
    says = {
        name: values[name] if name in values else old.get(name)
        for name in ("stance", "themes", "flags", "confidence", "note")
    }
    label = {name: content for name, content in says.items() if content}
    if not label:
        return None
    return {**label, "codebook": codebook.version, "saw": sorted({*old.get("saw", ()), *saw})}


def set_labels(file: ProjectFile, codebook: Codebook, coder: str, rows: Sequence[LabelRow]) -> Changes:
    """Set whole labels from rows as one action, all or nothing; see ``Project.label_many``."""
    checked = [_checked(codebook, row) for row in rows]
    with file.write() as connection:
        transcripts = {_transcript_of(connection, row.statement) for row in rows}
        who, new_coder = ensure_coder(connection, file, coder)
        writes = {}
        for row, (target, values) in zip(rows, checked, strict=True):
            key = label_key(row.statement, who, target)
            value = _merged(None, values, codebook, ())
            if value != writing.holds(connection, "label", key) or key in writes:
                writes[key] = value
        writing.record(connection, file, who, [("label", key, value) for key, value in writes.items()])
    return Changes(
        f"Labelled {len(rows)} statement{'' if len(rows) == 1 else 's'}",
        statements=frozenset(StatementId(row.statement) for row in rows),
        transcripts=frozenset(transcripts),
        coders=new_coder,
        done=bool(writes),
    )


def _checked(codebook: Codebook, row: LabelRow) -> tuple[str, Value]:
    target = codebook.default_target if row.target is None else codebook.check_target(row.target)
    return target, LabelParts(row.stance, row.themes, row.flags, row.confidence, row.note).values(codebook)


def set_review(
    file: ProjectFile,
    codebook: Codebook,
    statement: StatementId,
    coder: CoderId,
    reviewer: CoderId,
    verdict: Verdict | None,
    comment: str,
    target: str | None,
) -> Changes:
    """Record or take back a verdict; see ``Project.review``."""
    aim = codebook.default_target if target is None else target
    if coder == reviewer:
        raise UserError("Your own label is not for you to review: change it instead.")
    with file.write() as connection:
        transcript = _transcript_of(connection, statement)
        label = writing.holds(connection, "label", label_key(statement, coder, aim))
        if label is None:
            raise UserError("There is no label of that coder here to review.")
        key = f"{label_key(statement, coder, aim)}/{reviewer}"
        value = None
        if verdict is not None:
            value = {"verdict": verdict.value, "comment": comment.strip(), "label": journal.content_digest(label)}
        if value == writing.holds(connection, "review", key):
            return Changes("Unchanged", focus=statement, done=False)
        writing.record(connection, file, reviewer, [("review", key, value)])
    words = {Verdict.ACCEPT: "Accepted", Verdict.QUERY: "Queried", None: "Verdict taken back"}
    return Changes(
        words[verdict], statements=frozenset({statement}), transcripts=frozenset({transcript}), focus=statement
    )
