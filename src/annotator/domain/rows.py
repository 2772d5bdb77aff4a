"""What a screen, a command or a file asks of a project, as frozen values: rows, counts, and what a change touched."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from annotator.domain.ids import NOBODY, CoderId, StatementId, TranscriptId
from annotator.domain.label import Coder, Label, Review
from annotator.domain.transcript import Mention, Metadata, PassageKind, Speaker, Unit

StatementKey = NewType("StatementKey", int)
"""A statement's number within one open project file. Cheap to keep by the hundred thousand, and not to be stored:
it changes when projections are rebuilt (``Changes.everything``)."""


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """A transcript with its counts, in the order in which transcripts are listed.

    Attributes:
        is_new_version: Whether it has taken the place of an older version.
    """

    uid: TranscriptId
    title: str
    file_name: str
    metadata: Metadata
    importer: str
    n_statements: int
    n_codable: int
    n_mentions: int
    is_new_version: bool = False


@dataclass(frozen=True, slots=True)
class OlderVersion:
    """A transcript whose place a newer version has taken.

    Attributes:
        replaced_at: Wall clock of the machine on which that was, milliseconds since 1970, UTC; 0 where nobody said so.
        author: Who took the newer version in.
    """

    uid: TranscriptId
    title: str
    file_name: str
    replaced_at: int = 0
    author: CoderId = NOBODY


@dataclass(frozen=True, slots=True)
class LeftLabel:
    """A label that stays with an older version, since its words read otherwise in the newer one.

    Attributes:
        title: The older version's.
        text: The words that were labelled.
    """

    title: str
    text: str
    label: Label


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a transcript has taken the place of.

    Attributes:
        labels: Those that stay with an older version, in reading order.
        n_corrections: How many corrections of passages, cuts, speakers and mentions stay with one.
    """

    versions: tuple[OlderVersion, ...] = ()
    labels: tuple[LeftLabel, ...] = ()
    n_corrections: int = 0


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with everything that is shown beside it.

    Attributes:
        passage: Index of its passage within the transcript.
        text: Its stretch of the stored text, ``end_cp - start_cp`` code points long.
        mentions: Those within it, by offsets into the transcript (not into ``text``).
        labels: Every coder's labels on every target; the desk leaves out the others' where one codes blind.
        retired: Whether it is a statement no more, and only shown because somebody labelled it.
    """

    key: StatementKey
    uid: StatementId
    transcript: TranscriptId
    passage: int
    start_cp: int
    end_cp: int
    text: str
    kind: PassageKind
    section: str | None
    language: str | None
    codable: bool
    speakers: tuple[Speaker, ...] = ()
    mentions: tuple[Mention, ...] = ()
    labels: tuple[Label, ...] = ()
    reviews: tuple[Review, ...] = ()
    retired: bool = False

    def label_by(self, coder: CoderId, target: str) -> Label | None:
        """Give this coder's label towards the target, or None."""
        return next((label for label in self.labels if label.coder == coder and label.target == target), None)


class StatementFilter(StrEnum):
    """Which statements of a transcript are listed."""

    ALL = "all"
    UNLABELLED = "unlabelled"
    LABELLED_BY_BOTH = "labelled_by_both"
    DIFFERING = "differing"
    QUERIED = "queried"


@dataclass(frozen=True, slots=True)
class Changes:
    """What an action touched, so that each view can refresh its own rows.

    Attributes:
        action: What was done, in words for the status bar ("Labelled", "Undid: label").
        statements: Statements whose row changed.
        transcripts: Transcripts whose counts or whose statements changed.
        structure: Whether statements or transcripts came or went, so that lists must be read again.
        coders: Whether the list of coders changed.
        everything: Whether statement keys may have changed and nothing cached holds.
        focus: Where it happened, to select after an undo; None where that is nowhere in particular.
        done: Whether anything was written (False: there was nothing to undo, or the label was so already).
    """

    action: str = ""
    statements: frozenset[StatementId] = frozenset()
    transcripts: frozenset[TranscriptId] = frozenset()
    structure: bool = False
    coders: bool = False
    everything: bool = False
    focus: StatementId | None = None
    done: bool = True


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """How much of a project or a transcript one coder has done.

    Attributes:
        labels: Labels that say anything, on any target.
        complete: Codable statements with at least one complete label.
        codable: Codable statements in all.
    """

    coder: Coder
    labels: int
    complete: int
    codable: int


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """The counts of a project."""

    path: str
    unit: Unit
    codebook_name: str
    codebook_version: str
    n_transcripts: int
    n_statements: int
    n_codable: int
    n_mentions: int
    n_labels: int
    n_facts: int
    coders: tuple[CoderProgress, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One fact of the journal in words: who set what, when.

    Attributes:
        at: Wall clock of the author's machine, milliseconds since 1970, UTC.
        label: What the label became, or None where it was cleared or the entry is about something else.
    """

    at: int
    author: CoderId
    kind: str
    text: str
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What merging brought, or would bring.

    Attributes:
        transcripts: Titles of transcripts that are new here.
        labels: For each coder's name how many labels are new or newer.
        reviews: How many verdicts are new or newer.
        facts: How many rows of the journals are new here; 0 means the files brought nothing.
        corrections: How many passages, speakers, cuts, mentions, entities and aliases are new or newer.
        replaced: Titles of transcripts here whose place a newer version would take.
    """

    sources: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    labels: tuple[tuple[str, int], ...] = ()
    reviews: int = 0
    coders: tuple[str, ...] = ()
    facts: int = 0
    changes: Changes = field(default_factory=lambda: Changes(done=False))
    corrections: int = 0
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Whether a project file is sound; ``problems`` says what is not, each in one sentence."""

    problems: tuple[str, ...] = ()
    n_facts: int = 0
    rebuilt: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one question.

    Attributes:
        question: "stance" or "theme".
        level: "ordinal" or "nominal".
        n_units: Statements with at least two values to compare.
        n_left_out: Values off the scale (mixed, no stance, not codable) that count as missing.
        percent: Mean share of agreeing pairs, 0 to 1; None is undefined.
        kappa: Cohen's, for two coders; None where undefined or for more than two coders.
        alpha: Krippendorff's at this level; None is undefined (no variation, or nothing to compare).
    """

    question: str
    level: str
    coders: tuple[str, ...]
    n_units: int
    n_left_out: int
    percent: float | None
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Agreement of these coders on stance and on the first theme, all together and pair by pair."""

    coders: tuple[str, ...]
    target: str
    overall: tuple[Agreement, ...]
    pairs: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One whole label to be taken in from a file or a script: a statement and everything said about it.

    Attributes:
        target: None for the codebook's default target.
    """

    statement: str
    stance: str | None
    themes: tuple[str, ...] = ()
    target: str | None = None
    flags: tuple[str, ...] = ()
    confidence: int | None = None
    note: str = ""
