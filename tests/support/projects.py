"""Projects with small made-up transcripts, without reading or tagging anything."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annotator.domain.ids import NOBODY, CoderId, statement_id, transcript_id
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
        statements.append(Statement(statement_id(uid, start, end), start, end, index, bool(index), speakers))
        if not index:
            mentions.append(Mention(end - 4, end, MentionKind.CITY, "Lund"))
        start = end + 1
    metadata = Metadata(title=lines[0], date=f"2020-01-{number % 28 + 1:02}", language="en")
    analysis = Analysis(importer, metadata, tuple(passages), tuple(statements), tuple(mentions))
    return SourceText(text, uid, f"meeting-{number}.txt", "txt", "utf-8", ()), analysis


def take_in(project: Project, *transcripts: tuple[SourceText, Analysis], author: CoderId = NOBODY) -> None:
    """Import made-up transcripts as one action."""
    intake = Intake(project._file, author)
    intake.take([Incoming(source, analysis, analysis.metadata) for source, analysis in transcripts])
    intake.finish()


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
    return rows, project.transcripts(), project.coders(), progress, project.labels() and project.info().n_labels
