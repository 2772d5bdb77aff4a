"""The part of a project by which transcripts come in."""

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path

from annotator.domain.ids import NOBODY, TranscriptId
from annotator.domain.importing import ORIGINAL_BYTES, ImportReport, Original, PlannedFile
from annotator.domain.label import Coder
from annotator.domain.progress import Progress, no_progress
from annotator.domain.rows import Replaced
from annotator.domain.transcript import Unit
from annotator.store import intake, queries
from annotator.store.file import ProjectFile
from annotator.usecases import importing, older, opening, planning
from annotator.usecases.planning import ImportPlan

AnyPath = str | PathLike[str]


class TakingIn:
    """What ``Project`` does with files that are to become transcripts."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    @property
    def unit(self) -> Unit:
        """How much text a statement of newly imported transcripts covers."""
        return opening.unit_in_use(self._file)

    def coders(self) -> tuple[Coder, ...]:
        """Give everybody who codes here, by name."""
        with self._file.read() as connection:
            return queries.coders(connection)

    def plan_import(
        self,
        paths: Sequence[AnyPath],
        jobs: int = 1,
        progress: Progress | None = None,
        keep_original_bytes: int = ORIGINAL_BYTES,
        pipeline: AnyPath | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> ImportPlan:
        """Give what importing files and folders would bring: iterate over it to have one after the other analysed.

        Nothing is written before ``accept_import``. Close it, or use it as a context manager.

        Args:
            jobs: Processes to work with; 1 for none but this one, 0 for as many as pay.
            keep_original_bytes: Files up to this size are kept in the project beside their text; 0 for none.
            pipeline: Name or folder of a trained spaCy pipeline, whose people and organisations join those of the
                rules; None for the rules alone.
            columns: Which column of a table holds what, by the columns' names or numbers from 1: {"text": "Speech",
                "speaker": "2"}; an empty name for none. What is not said is guessed; with None the same file is read
                as it was before. ``rows`` may be "speech" or "statement", ``transcripts`` "document", "row", "table".

        Raises PipelineError, a UserError, here or while iterating, where the pipeline cannot be used.
        """
        files, importer = [Path(path) for path in paths], planning.importer_of(self._file, pipeline)
        told = progress or no_progress
        return planning.plan_files(self._file, importer, files, jobs, told, keep_original_bytes, columns)

    def plan_text(self, text: str, title: str = "", pipeline: AnyPath | None = None) -> ImportPlan:
        """Give what importing a text that somebody has pasted would bring; ``pipeline`` as in ``plan_import``."""
        return planning.plan_text(self._file, planning.importer_of(self._file, pipeline), text, title)

    def accept_import(
        self,
        plan: ImportPlan,
        files: Sequence[PlannedFile] | None = None,
        progress: Progress | None = None,
        author: str = NOBODY,
        keep_originals: bool = True,
    ) -> ImportReport:
        """Take in what was planned, as one action: wholly, or where it is cancelled or fails not at all.

        Args:
            files: The plan's files as a person has changed them; None for all as they were analysed.
            keep_originals: Whether the files that the plan was made to keep are kept.
        """
        who = opening.coder_or_new(self.coders(), author)
        return importing.accept(self._file, plan, files, progress or no_progress, who, keep_originals)

    def import_files(
        self,
        paths: Sequence[AnyPath],
        jobs: int = 1,
        progress: Progress | None = None,
        author: str = NOBODY,
        keep_original_bytes: int = ORIGINAL_BYTES,
        pipeline: AnyPath | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> ImportReport:
        """Read, analyse and take in files and folders, as one action; a refused file does not stop the others.

        A changed version of a known transcript takes its place, and what people said of unchanged words counts for it.
        ``pipeline`` and ``columns`` are as in ``plan_import``; where the pipeline cannot be used, nothing is taken in.
        """
        who, files = opening.coder_or_new(self.coders(), author), [Path(path) for path in paths]
        importer, told = planning.importer_of(self._file, pipeline), progress or no_progress
        return importing.import_files(self._file, importer, files, jobs, told, who, keep_original_bytes, columns)

    def import_text(
        self, text: str, title: str = "", author: str = NOBODY, pipeline: AnyPath | None = None
    ) -> ImportReport:
        """Take in a text that somebody has pasted; raises UserError where it is none."""
        importing.refuse_read_only(self._file)
        with self.plan_text(text, title, pipeline) as plan:
            list(plan)
            return self.accept_import(plan, author=author)

    def older_versions(self, transcript: TranscriptId) -> Replaced:
        """Give what a transcript has taken the place of, and what stays with that because the words have changed."""
        with self._file.read() as connection:
            return older.replaced_by(connection, transcript)

    def original(self, transcript: TranscriptId) -> Original | None:
        """Give the file that a transcript came in, byte for byte, or None where it was not kept."""
        with self._file.read() as connection:
            found = intake.original_of(connection, transcript)
        return None if found is None else Original(*found)
