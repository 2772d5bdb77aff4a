"""Projects of any size, made of transcripts that nobody ever spoke."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.domain.ids import NOBODY, statement_id, transcript_id
from annotator.domain.transcript import Analysis, Metadata, Passage, PassageKind, SourceText, Speaker, Statement
from annotator.store import backups
from annotator.store.intake import Incoming, Intake
from annotator.usecases.project import Project


def transcript(number: int, n_statements: int) -> tuple[SourceText, Analysis]:
    """Give a transcript of so many statements, one a passage, by one speaker."""
    lines = [
        f"Meeting {number}, statement {index}: cooperation must be deepened with partner number {index * 7 % 977}, "
        "and its results reported to the Council in due course."
        for index in range(n_statements)
    ]
    text = "\n".join(lines)
    uid = transcript_id(text)
    voices = (Speaker(f"Speaker {number}", "Delegate", "France"),)
    places: list[tuple[int, int]] = []
    start = 0
    for line in lines:
        places.append((start, start + len(line)))
        start += len(line) + 1
    passages = tuple(Passage(start, end, PassageKind.SPEECH, None, "en", voices) for start, end in places)
    statements = tuple(
        Statement(statement_id(uid, start, end), start, end, index, True, voices)
        for index, (start, end) in enumerate(places)
    )
    analysis = Analysis("benchmark/1/sentence", Metadata(title=f"Meeting {number}"), passages, statements, ())
    return SourceText(text, uid, f"meeting-{number}.txt", "txt", "utf-8", ()), analysis


def transcripts(n_transcripts: int, n_each: int) -> Iterator[tuple[SourceText, Analysis]]:
    """Give so many transcripts of so many statements each, one after the other."""
    return (transcript(number, n_each) for number in range(n_transcripts))


def take_in(project: Project, sources: Iterable[tuple[SourceText, Analysis]]) -> None:
    """Import transcripts that were analysed before, in one transaction."""
    intake = Intake(project._file, NOBODY)
    intake.take(Incoming(source, analysis, analysis.metadata) for source, analysis in sources)
    intake.finish()


def build(path: Path, n_transcripts: int, n_each: int) -> None:
    """Make a project with these transcripts and one coder, Ada, whose backup is not yet due."""
    with Project.create(path) as project:
        take_in(project, transcripts(n_transcripts, n_each))
        project.add_coder("Ada")
    folder = backups.folder_of(path)
    folder.mkdir()
    (folder / f"{path.stem} 2020-01-01 000000.annotator").write_bytes(b"stands for a backup of today")
