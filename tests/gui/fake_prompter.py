"""Answers for the user, and remembers what was told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.domain.importing import ImportReport
from annotator.domain.label import Coder
from annotator.domain.rows import AgreementReport, MergeReport
from annotator.ui.prompter import ExportRequest, NewProject, WhenBusy


@dataclass
class FakePrompter:
    """Gives the answers it was made with."""

    coder: str | None = "Ada"
    new: NewProject | None = None
    open_path: Path | None = None
    folder: Path | None = None
    files: list[Path] = field(default_factory=list)
    merge: bool = True
    export: ExportRequest | None = None
    read_only: bool = True
    when_busy: WhenBusy | None = None
    told: list[object] = field(default_factory=list)
    preselected: str = ""

    def ask_project_to_open(self) -> Path | None:
        return self.open_path

    def ask_new_project(self) -> NewProject | None:
        return self.new

    def ask_sample_folder(self) -> Path | None:
        return self.folder

    def ask_transcripts(self) -> list[Path]:
        return self.files

    def ask_transcript_folder(self) -> Path | None:
        return self.folder

    def ask_projects_to_merge(self) -> list[Path]:
        return self.files

    def ask_coder(self, coders: Sequence[Coder], preselected: str) -> str | None:
        self.preselected = preselected
        return self.coder

    def ask_merge(self, report: MergeReport) -> bool:
        self.told.append(report)
        return self.merge

    def ask_export(self, coders: Sequence[Coder], preselected: str, suggested: Path) -> ExportRequest | None:
        return self.export

    def ask_read_only(self, message: str) -> bool:
        self.told.append(message)
        return self.read_only

    def ask_when_busy(self, title: str) -> WhenBusy | None:
        self.told.append(title)
        return self.when_busy

    def tell_agreement(self, report: AgreementReport, target: str) -> None:
        self.told.append(report)

    def tell_import(self, report: ImportReport) -> None:
        self.told.append(report)

    def tell_error(self, message: str) -> None:
        self.told.append(message)

    def tell_about(self) -> None:
        self.told.append("about")
