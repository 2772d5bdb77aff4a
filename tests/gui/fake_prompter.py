"""Answers for the user, and remembers what was told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.domain.correction import LikePlace, Place
from annotator.domain.importing import ImportReport
from annotator.domain.label import Coder
from annotator.domain.pipeline import Pipeline
from annotator.domain.rows import AgreementReport, MergeReport, Replaced
from annotator.domain.transcript import PassageKind, Speaker
from annotator.ui.desk import Desk
from annotator.ui.importing import ImportRun, PastedText
from annotator.ui.prompter import ExportRequest, MentionAnswer, MentionQuestion, NewProject, Preferences, WhenBusy


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
    passage_kind: str | None = None
    speakers: tuple[Speaker, ...] | None = None
    mention: MentionAnswer | None = None
    choose_places: Callable[[Sequence[LikePlace]], list[Place]] = lambda places: [like.place for like in places]
    text: PastedText | None = None
    report_file: Path | None = None
    show: Callable[[ImportRun], object] | None = None
    settings: Preferences | None = None
    without_pipeline: bool = True
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

    def ask_passage_kind(self, current: PassageKind) -> str | None:
        self.told.append(current)
        return self.passage_kind

    def ask_speakers(self, speakers: tuple[Speaker, ...], known: tuple[Speaker, ...]) -> tuple[Speaker, ...] | None:
        self.told.append(speakers)
        return self.speakers

    def ask_mention(self, question: MentionQuestion) -> MentionAnswer | None:
        self.told.append(question)
        return self.mention

    def ask_places(self, words: str, places: Sequence[LikePlace]) -> list[Place]:
        self.told.append(places)
        return self.choose_places(places)

    def show_actors(self, desk: Desk) -> None:
        self.told.append(desk)

    def tell_agreement(self, report: AgreementReport, target: str) -> None:
        self.told.append(report)

    def tell_versions(self, replaced: Replaced, desk: Desk) -> None:
        self.told.append(replaced)

    def tell_import(self, report: ImportReport, save: Callable[[], object]) -> None:
        self.told.append(report)
        if self.report_file is not None:
            save()

    def ask_text(self) -> PastedText | None:
        return self.text

    def ask_without_pipeline(self, message: str) -> bool:
        self.told.append(message)
        return self.without_pipeline

    def ask_settings(self, current: Preferences, pipelines: Sequence[Pipeline]) -> Preferences | None:
        self.told.append((current, tuple(pipelines)))
        return self.settings

    def ask_report_file(self, suggested: str) -> Path | None:
        return self.report_file

    def show_import(self, run: ImportRun) -> None:
        """Show it as the test wants; else accept everything, as it was analysed, once all of it is."""
        if self.show is not None:
            self.show(run)
            return
        run.all_planned.connect(lambda: run.accept(run.files) if run.files else run.drop())

    def tell_error(self, message: str) -> None:
        self.told.append(message)

    def tell_about(self) -> None:
        self.told.append("about")
