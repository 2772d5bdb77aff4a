"""Every question to the user goes through here, so that tests can answer for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from annotator.domain.importing import ImportReport
    from annotator.domain.label import Coder
    from annotator.domain.rows import AgreementReport, MergeReport
    from annotator.domain.transcript import Unit


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

    def ask_when_busy(self, title: str) -> WhenBusy | None:
        """Ask whether to wait for a job or to stop it before the window closes; None keeps the window open."""

    def tell_agreement(self, report: "AgreementReport", target: str) -> None:
        """Show how far coders agree on the target of this name."""

    def tell_import(self, report: "ImportReport") -> None:
        """Show what became of each file."""

    def tell_error(self, message: str) -> None:
        """Show a sentence about something the user can mend."""

    def tell_about(self) -> None:
        """Show version, licence and where things are."""
