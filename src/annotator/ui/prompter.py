"""Every question to the user goes through here, so that tests can answer for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from annotator.domain.correction import LikePlace, Place
    from annotator.domain.importing import ImportReport
    from annotator.domain.label import Coder
    from annotator.domain.pipeline import Pipeline
    from annotator.domain.rows import AgreementReport, MergeReport, Replaced
    from annotator.domain.transcript import Mention, PassageKind, Speaker, Unit
    from annotator.ui.desk import Desk
    from annotator.ui.importing import ImportRun, PastedText


@dataclass(frozen=True, slots=True)
class NewProject:
    """Where a new project is to be, and how much text its statements cover."""

    path: Path
    unit: "Unit"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export: whose label stands in the statements sheet (None: who has most), and where to."""

    path: Path
    coder: str | None


@dataclass(frozen=True, slots=True)
class MentionQuestion:
    """Which words are to be a mention, what they are now, and which entities are known."""

    words: str
    mention: "Mention | None"
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionAnswer:
    """What the words name: a kind (None: nothing) and an entity (None: not known), here or wherever they stand."""

    kind: str | None
    entity: str | None
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the settings screen shows and changes.

    Attributes:
        pipeline: Name or folder of the trained pipeline that imports use beside the rules; "" for none.
    """

    pipeline: str = ""


class WhenBusy(StrEnum):
    """What to do with a running job when the window is to be closed."""

    WAIT = "wait"
    STOP = "stop"


class Prompter(Protocol):
    """Asks and tells. Every answer can be None (or empty): the user thought better of it."""

    def ask_project_to_open(self) -> Path | None:
        """Ask for a project file."""

    def ask_new_project(self) -> NewProject | None:
        """Ask where a new project is to be."""

    def ask_sample_folder(self) -> Path | None:
        """Ask for the folder in which to make the sample project."""

    def ask_transcripts(self) -> list[Path]:
        """Ask for files to import."""

    def ask_transcript_folder(self) -> Path | None:
        """Ask for a folder to import."""

    def ask_text(self) -> "PastedText | None":
        """Ask for a text to import."""

    def show_import(self, run: "ImportRun") -> None:
        """Show what an import would bring while it is read; whoever is asked accepts it or drops it in the end."""

    def ask_without_pipeline(self, message: str) -> bool:
        """Say why the trained pipeline cannot be used and ask whether to import without it."""

    def ask_report_file(self, suggested: str) -> Path | None:
        """Ask where to save a report."""

    def ask_projects_to_merge(self) -> list[Path]:
        """Ask for project files to merge."""

    def ask_coder(self, coders: "Sequence[Coder]", preselected: str) -> str | None:
        """Ask who is coding: one of these, or a new name."""

    def ask_merge(self, report: "MergeReport") -> bool:
        """Show what merging would bring and ask whether to."""

    def ask_export(self, coders: "Sequence[Coder]", preselected: str, suggested: Path) -> ExportRequest | None:
        """Ask what to export and where to."""

    def ask_read_only(self, message: str) -> bool:
        """Say that another program has the file open and ask whether to look at it read-only."""

    def ask_settings(self, current: Preferences, pipelines: "Sequence[Pipeline]") -> Preferences | None:
        """Ask what is to be as the user likes it; these pipelines are installed."""

    def ask_when_busy(self, title: str) -> WhenBusy | None:
        """Ask whether to wait for a job or to stop it before the window closes; None keeps the window open."""

    def ask_passage_kind(self, current: "PassageKind") -> str | None:
        """Ask what a passage is: a kind, or "" for what the importer made of it."""

    def ask_speakers(
        self, speakers: "tuple[Speaker, ...]", known: "tuple[Speaker, ...]"
    ) -> "tuple[Speaker, ...] | None":
        """Ask who speaks, completing from the voices that are known."""

    def ask_mention(self, question: MentionQuestion) -> MentionAnswer | None:
        """Ask what words name."""

    def ask_places(self, words: str, places: "Sequence[LikePlace]") -> "list[Place]":
        """Show where the same words stand and ask in which of these places a correction holds."""

    def show_actors(self, desk: "Desk") -> None:
        """Show every entity, with what can be done to it."""

    def tell_agreement(self, report: "AgreementReport", target: str) -> None:
        """Show how far coders agree on the target of this name."""

    def tell_versions(self, replaced: "Replaced", desk: "Desk") -> None:
        """Show what a transcript has taken the place of, and what stays with that; others' labels if they are shown."""

    def tell_import(self, report: "ImportReport", save: "Callable[[], object]") -> None:
        """Show what became of each file; ``save`` asks where to save that, and does."""

    def tell_error(self, message: str) -> None:
        """Show a sentence about something the user can mend."""

    def tell_about(self) -> None:
        """Show version, licence and where things are."""
