"""Projects with small made-up transcripts, without reading or tagging anything."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annotator.domain.ids import NOBODY, CoderId, TranscriptId, statement_id, transcript_id
from annotator.domain.rows import StatementKey
from annotator.domain.transcript import (
    Analysis,
    Mention,
    MentionKind,
    Metadata,
    Passage,
    PassageKind,
    SourceText,
    Speaker,
    Statement,
)
from annotator.store.checking import fingerprint, registers
from annotator.store.intake import Incoming, Intake
from annotator.store.versions import Carried
from annotator.usecases.project import Project

DELEGATES = (
    Speaker("Ada Marlowe", "Permanent Representative", "Norway"),
    Speaker(None, None, "Kenya"),
    Speaker("Iván Ruiz", "Deputy Minister", "Chile", "in his national capacity"),
)


def made_up(number: int = 0, n_statements: int = 4, importer: str = "test/1/sentence") -> tuple[SourceText, Analysis]:
    """Give a transcript of a fictional meeting: a heading, then a sentence a passage, by three delegations in turn."""
    lines = [f"Fictional meeting {number} on the harbour of Lund"]
    lines += [
        f"Delegation {index} of meeting {number} welcomed the harbour café’s reform, naïve as it was."
        for index in range(n_statements)
    ]
    metadata = Metadata(title=lines[0], date=f"2020-01-{number % 28 + 1:02}", language="en")
    return made_of(lines, f"meeting-{number}.txt", metadata, importer)


def made_of(
    lines: Sequence[str], file_name: str, metadata: Metadata, importer: str = "test/1/sentence"
) -> tuple[SourceText, Analysis]:
    """Give a transcript of these lines, in which "Lund" at the end of one is a city.

    An importer other than "test/1" cuts a line in two after its last comma, and takes "of Lund" for the city's name.
    """
    text = "\n".join(lines)
    uid = transcript_id(text)
    passages: list[Passage] = []
    statements: list[Statement] = []
    mentions: list[Mention] = []
    start = 0
    for index, line in enumerate(lines):
        end = start + len(line)
        kind = PassageKind.SPEECH if index else PassageKind.HEADING
        speakers = (DELEGATES[index % 3],) if index else ()
        passages.append(Passage(start, end, kind, None, "en", speakers))
        comma = start + line.rfind(", ") + 1 if ", " in line and not importer.startswith("test/1/") else end
        after = end - len(text[comma:end].lstrip())
        for begin, stop in ((start, comma), (after, end)) if comma < end else ((start, end),):
            statements.append(Statement(statement_id(uid, begin, stop), begin, stop, index, bool(index), speakers))
        if line.endswith("Lund"):
            named = line.rfind("Lund" if importer.startswith("test/1/") else "of Lund")
            mentions.append(Mention(start + named, end, MentionKind.CITY, "Lund"))
        start = end + 1
    analysis = Analysis(importer, metadata, tuple(passages), tuple(statements), tuple(mentions))
    return SourceText(text, uid, file_name, "txt", "utf-8", ()), analysis


def new_version(project: Project, transcript: TranscriptId, choice: int) -> tuple[SourceText, Analysis]:
    """Give a transcript's text with something changed, cut by one importer or another."""
    (row,) = (one for one in project.transcripts() if one.uid == transcript)
    lines = project.text(transcript).split("\n")
    place = 1 + choice % max(len(lines) - 1, 1)
    if choice % 5 == 0:
        lines[place:place] = [f"The meeting was suspended {choice} times."]
    elif choice % 5 == 1:
        lines[place] = lines[place].replace("welcomed", "regretted")
    elif choice % 5 == 2:
        lines[place] = lines[place].replace(" ", "  ")
    elif choice % 5 == 3:
        lines.append(lines.pop(place))
    else:
        del lines[place]
    return made_of(lines, row.file_name, row.metadata, f"test/{1 + choice % 2}/sentence")


def take_in(
    project: Project,
    *transcripts: tuple[SourceText, Analysis],
    author: CoderId = NOBODY,
    replaces: TranscriptId | None = None,
    kinds: tuple[tuple[int, PassageKind], ...] = (),
) -> list[Carried | None]:
    """Import made-up transcripts as one action."""
    intake = Intake(project._file, author)
    found = intake.take(
        [Incoming(source, analysis, analysis.metadata, kinds, None, replaces) for source, analysis in transcripts]
    )
    intake.finish()
    return found


def project_with(path: Path, numbers: Sequence[int] = (0,), n_statements: int = 4) -> Project:
    """Make a project with these made-up transcripts and leave it open."""
    project = Project.create(path)
    if numbers:
        take_in(project, *(made_up(number, n_statements) for number in numbers))
    return project


def state(project: Project) -> tuple[dict[tuple[str, str], str | None], dict[str, str]]:
    """Give what a project says: its registers, and its tables whatever numbers their rows have."""
    with project._file.read() as connection:
        return registers(connection), fingerprint(connection)


def shown(project: Project) -> object:
    """Give everything a person sees, apart from when it was said (undoing writes it anew, so at another time)."""
    rows = [
        replace(
            row,
            key=StatementKey(0),
            labels=tuple(replace(label, labelled_at=0) for label in row.labels),
            reviews=tuple(replace(review, reviewed_at=0) for review in row.reviews),
        )
        for row in project.statements()
    ]
    progress = [project.progress(coder.uid) for coder in project.coders()]
    named = [project.mentions(transcript.uid) for transcript in project.transcripts()]
    known = project.actors(), project.aliases()
    n_labels = project.labels() and project.info().n_labels
    return rows, project.transcripts(), project.coders(), progress, n_labels, named, known


def statement_uids(path: Path) -> list[str]:
    """Give the statements of a project file that coders are asked to label, in order."""
    with Project.open(path, read_only=True) as project:
        return [row.uid for row in project.statements() if row.codable]
