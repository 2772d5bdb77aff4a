"""What stands beside a statement: who said what about it, in a few short lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from annotator.domain.codebook import Codebook, Stance
from annotator.domain.ids import NOBODY, CoderId, TranscriptId
from annotator.domain.label import Label, Verdict
from annotator.domain.rows import StatementRow
from annotator.domain.transcript import MentionKind
from annotator.ui.theme import short_stance


class Tone(StrEnum):
    """How a line is drawn."""

    PILL = "pill"
    STRONG = "strong"
    PLAIN = "plain"
    SUBDUED = "subdued"
    WARN = "warn"
    WARN_PILL = "warn_pill"
    OK_PILL = "ok_pill"


@dataclass(frozen=True, slots=True)
class Chip:
    """One line beside a statement.

    Attributes:
        stance: Colours a pill.
        lead: Stands before it, uncoloured.
        tip: Told on hovering, where that is more than the text.
    """

    tone: Tone
    text: str
    stance: Stance | None = None
    lead: str = ""
    tip: str = ""


@dataclass(frozen=True)
class ViewState:
    """What decides how statements are shown, apart from the statements.

    Attributes:
        names: Name of each coder.
        transcripts: Title of each transcript, where a list shows several; empty for one.
        words: What is searched for, to be marked.
    """

    book: Codebook | None = None
    coder: CoderId = NOBODY
    others_shown: bool = False
    mentions_shown: bool = True
    hidden_kinds: frozenset[MentionKind] = frozenset()
    names: Mapping[CoderId, str] = field(default_factory=dict)
    transcripts: Mapping[TranscriptId, str] = field(default_factory=dict)
    words: str = ""


def translated(text: str) -> str:
    """Give a text of the rows in the user's language."""
    return QCoreApplication.translate("rows", text)


def chips(row: StatementRow, state: ViewState) -> list[Chip]:
    """Give the lines beside a statement: one's own labels, what reviewers say of them, the others' where shown."""
    if state.book is None:
        return []
    default = state.book.default_target
    mine = [label for label in row.labels if label.coder == state.coder]
    mine.sort(key=lambda label: label.target != default)
    found: list[Chip] = []
    if row.retired:
        tip = translated("The text was cut otherwise since; what was said of it so is kept.")
        found.append(Chip(Tone.SUBDUED, translated("Statement no more"), tip=tip))
    for label in mine:
        found += _own(label, state.book)
    for review in row.reviews:
        if review.coder == state.coder and not review.outdated:
            who = state.names.get(review.reviewer, "?")
            if review.verdict is Verdict.QUERY:
                text = translated("Queried by {0}").format(who)
                found.append(Chip(Tone.WARN_PILL, text, tip=f"{text}: {review.comment}" if review.comment else text))
            elif review.verdict is Verdict.ACCEPT:
                found.append(Chip(Tone.OK_PILL, translated("Accepted by {0}").format(who)))
    if state.others_shown:
        others = [label for label in row.labels if label.coder != state.coder]
        others.sort(key=lambda label: (label.target != default, state.names.get(label.coder, "")))
        found += [_other(label, state) for label in others]
    return found


def in_words(row: StatementRow, state: ViewState) -> str:
    """Give the lines beside a statement as one sentence, to be read aloud."""
    found = [f"{chip.lead} {chip.text}".strip() for chip in chips(row, state)]
    return ", ".join(found) or (translated("not labelled") if row.codable else "")


def missing(label: Label) -> str:
    """Say what a label still lacks, in the words that stand beside its statement; "" where it is complete."""
    return ", ".join(text[:1].lower() + text[1:] for _, text in _missing(label))


def _missing(label: Label) -> list[tuple[str, str]]:
    found = [] if label.stance else [("stance", translated("Stance missing"))]
    if not label.complete and not label.themes:
        found.append(("theme", translated("Theme missing")))
    return found


def _own(label: Label, book: Codebook) -> list[Chip]:
    lead = ""
    if label.target != book.default_target:
        target = book.target_by_key.get(label.target)
        lead = target.name if target else label.target
    found = [Chip(Tone.SUBDUED, lead)] if lead else []
    stance = book.stance_by_key.get(label.stance or "")
    if stance is not None:
        found.append(Chip(Tone.PILL, f"{short_stance(stance)}  {stance.name}", stance))
    elif label.stance:
        found.append(Chip(Tone.PLAIN, label.stance))
    found += [Chip(Tone.WARN, text) for part, text in _missing(label) if part == "stance"]
    for nth, key in enumerate(label.themes):
        theme = book.theme_by_key.get(key)
        name, tip = (theme.brief, theme.name) if theme else (key, "")
        found.append(Chip(Tone.SUBDUED if nth else Tone.PLAIN, f"+ {name}" if nth else name, tip=tip))
    found += [Chip(Tone.WARN, text) for part, text in _missing(label) if part == "theme"]
    if label.flags:
        flags = [book.flag_by_key[key].name if key in book.flag_by_key else key for key in label.flags]
        found.append(Chip(Tone.SUBDUED, translated("Flags: {0}").format(", ".join(flags))))
    if label.note:
        found.append(Chip(Tone.SUBDUED, translated("Note: {0}").format(" ".join(label.note.split())), tip=label.note))
    return found


def _other(label: Label, state: ViewState) -> Chip:
    assert state.book is not None
    stance = state.book.stance_by_key.get(label.stance or "")
    theme = state.book.theme_by_key.get(label.primary_theme or "")
    # Towards another target than the usual one, which target matters more than the theme.
    target = state.book.target_by_key.get(label.target) if label.target != state.book.default_target else None
    about = target or theme
    text = f"{short_stance(stance) if stance else '?'}  {about.brief if about else ''}".rstrip()
    return Chip(
        Tone.PILL,
        text,
        stance,
        lead=state.names.get(label.coder, "?"),
        tip=f"{text[:2]}  {about.name}" if about else "",
    )
