"""What a transcript has taken the place of, and what people said of that and not of it."""

from typing import Any

from annotator.domain.ids import TranscriptId
from annotator.domain.interchange import metadata_from_dict
from annotator.domain.rows import LeftLabel, OlderVersion, Replaced
from annotator.store import content, journal, lineage, versions, writing
from annotator.store.journal import Register
from annotator.usecases.history import label_in


def replaced_by(connection: Any, transcript: TranscriptId) -> Replaced:
    """Give what a transcript has taken the place of; see ``Project.older_versions``."""
    older = [_version(connection, one.transcript) for one in lineage.older_versions(connection, transcript)]
    titles = {one.uid: one.title for one in older}
    labels = []
    for left in versions.left_labels(connection, transcript).values():
        text = content.text_of(connection, left.transcript) or ""
        label = label_in(left.fact)
        if label is not None:
            words = text[left.span.start_cp : left.span.end_cp]
            labels.append((left.span.start_cp, LeftLabel(titles[left.transcript], words, label)))
    labels.sort(key=lambda pair: (pair[0], pair[1].label.coder, pair[1].label.target))
    return Replaced(
        tuple(sorted(older, key=lambda one: (-one.replaced_at, one.uid))),
        tuple(label for _, label in labels),
        len(versions.left_corrections(connection, transcript)),
    )


def _version(connection: Any, uid: TranscriptId) -> OlderVersion:
    value = writing.holds(connection, "transcript", uid) or {}
    rows = connection.exec_driver_sql("SELECT newer FROM version WHERE older = ? ORDER BY clock DESC", (uid,))
    facts = [journal.current(connection, Register("version", f"{newer}/{uid}")) for (newer,) in rows.fetchall()]
    fact = next(filter(None, facts), None)
    title = metadata_from_dict(value).title or value.get("file_name") or uid[:12]
    name = str(value.get("file_name", ""))
    if fact is None:  # one of two newer versions that colleagues took in apart: nobody said that it was replaced
        return OlderVersion(uid, str(title), name)
    return OlderVersion(uid, str(title), name, fact.at, fact.coder)
