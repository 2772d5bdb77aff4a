"""What an import would bring, file by file, as a person may still change it; and what it brought."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from annotator.domain.columns import TableRead
from annotator.domain.ids import TranscriptId
from annotator.domain.rows import Changes
from annotator.domain.transcript import Metadata, PassageKind, Unit

ORIGINAL_BYTES = 5_000_000
"""Files up to this size are kept in the project beside their text, unless a person wants it otherwise."""


class Standing(StrEnum):
    """What a file is to the project."""

    NEW = "new"
    KNOWN = "known"
    NEW_VERSION = "new version"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One text that an import would bring, or why it brings none.

    ``dataclasses.replace`` makes the changes a person may want: ``wanted``, ``metadata``, ``unit``, ``kinds`` and
    ``replaces`` (None: a transcript of its own) may be others than the importer suggests.

    Attributes:
        number: Its place in the plan.
        path: The file; a container's members have their name after it.
        metadata: What the text says about itself.
        n_statements: How many statements it is cut into, of which ``n_codable`` are to be labelled.
        message: For a refused file the sentence that says why; for a known one, where it is.
        warnings: What a person should know, each one sentence.
        version_of: The transcript that this is a changed version of, of the title ``replaces_title``.
        replaces: That one where this is to take its place, else None.
        kinds: Kinds of passages, by their index, that a person chose.
        wanted: Whether it is to be taken in.
        origin: The file on the disk that a table's transcript is from: the table, or the archive that it is in.
        table: How that table was read; of a refused one what is known of it.
    """

    number: int
    path: str
    standing: Standing
    file_name: str
    unit: Unit
    form: str = ""
    encoding: str = ""
    transcript: TranscriptId | None = None
    metadata: Metadata = field(default_factory=Metadata)
    n_passages: int = 0
    n_statements: int = 0
    n_codable: int = 0
    n_speakers: int = 0
    n_mentions: int = 0
    message: str = ""
    warnings: tuple[str, ...] = ()
    version_of: TranscriptId | None = None
    replaces: TranscriptId | None = None
    replaces_title: str = ""
    kinds: tuple[tuple[int, PassageKind], ...] = ()
    wanted: bool = True
    origin: str = ""
    table: TableRead | None = None

    @property
    def source(self) -> tuple[str, str] | None:
        """The table that this is from, which may hold other transcripts too; None where it is from none."""
        return None if self.table is None else (self.origin, self.table.member)

    @property
    def title(self) -> str:
        """What it is listed under."""
        return self.metadata.title or self.file_name

    @property
    def can_be_taken(self) -> bool:
        """Whether it would bring anything."""
        return self.standing in (Standing.NEW, Standing.NEW_VERSION)


def with_changes(found: PlannedFile, planned: PlannedFile, changed: PlannedFile) -> PlannedFile:
    """Give a file that was read again with what a person had changed of it: what differs from ``planned``.

    Kinds of passages are numbered, so they stay only where the text is the same.
    """
    if not found.can_be_taken:
        return found
    typed = {
        name.name: value
        for name in fields(Metadata)
        if (value := getattr(changed.metadata, name.name)) != getattr(planned.metadata, name.name)
    }
    is_same_text = found.transcript == planned.transcript
    return replace(
        found,
        metadata=replace(found.metadata, **typed),
        wanted=changed.wanted if changed.wanted != planned.wanted else found.wanted,
        unit=changed.unit if changed.unit != planned.unit else found.unit,
        kinds=changed.kinds if is_same_text and changed.n_passages == found.n_passages else found.kinds,
        replaces=None if planned.replaces is not None and changed.replaces is None else found.replaces,
    )


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file.

    Attributes:
        path: The file; a container's members have their name after it.
        outcome: "imported", "known" (the same text is there already), "left out" (not wanted) or "refused".
        message: For a refusal the sentence that says why, else "".
        replaced: Title of the transcript whose place it has taken, or "".
        n_carried: Labels that count for it too; ``n_left``: those on text that has changed.
        n_left_corrections: Corrections of text that has changed.
        origin: The table or the archive on the disk that a text was in, else "".
    """

    path: str
    outcome: str
    title: str = ""
    transcript: TranscriptId | None = None
    n_statements: int = 0
    n_mentions: int = 0
    message: str = ""
    warnings: tuple[str, ...] = ()
    replaced: str = ""
    n_carried: int = 0
    n_left: int = 0
    n_left_corrections: int = 0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of each file, in order.

    Attributes:
        passed_over: How many other files in folders and archives nothing here reads, by their endings ("" for none),
            the most first.
    """

    files: tuple[ImportedFile, ...] = ()
    changes: Changes = field(default_factory=lambda: Changes(done=False))
    passed_over: tuple[tuple[str, int], ...] = ()

    @property
    def imported(self) -> tuple[ImportedFile, ...]:
        """The files that brought a transcript."""
        return tuple(file for file in self.files if file.outcome == "imported")

    @property
    def refused(self) -> tuple[ImportedFile, ...]:
        """The files that could not be taken, each with its sentence."""
        return tuple(file for file in self.files if file.outcome == "refused")

    def table(self) -> Iterator[tuple[str, ...]]:
        """Give the report as rows of cells, the first of which names the columns."""
        yield ("file", "outcome", "title", "transcript", "statements", "mentions", "replaced", "labels carried over",
               "labels left", "corrections left", "remarks")  # fmt: skip
        for file in self.files:
            counts = (file.n_statements, file.n_mentions) if file.transcript else ("", "")
            labels = (file.n_carried, file.n_left, file.n_left_corrections) if file.replaced else ("", "", "")
            remarks = " ".join(filter(None, (file.message, *file.warnings)))
            cells = (file.path, file.outcome, file.title, file.transcript or "", *counts, file.replaced, *labels)
            yield (*map(str, cells), remarks)


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a transcript came in."""

    file_name: str
    data: bytes
