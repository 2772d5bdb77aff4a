"""A made-up meeting on the harbour of Lund, its newer versions, and words to ask about."""

from pathlib import Path

from annotator.domain.correction import Place
from annotator.domain.ids import TranscriptId, coder_id
from annotator.domain.rows import StatementRow
from annotator.domain.transcript import Metadata, Speaker
from annotator.usecases.project import Project
from support.projects import made_of, take_in

CHAIR = Speaker("Berit Aas", "Chair", None)
TEXT = [
    "Meeting on the harbour of Lund",
    "Norway welcomed the reform, naïve as it was. Kenya did too.",
    "Kenya welcomed the pilots of Lund",
    "Chile welcomed nobody, late as it was.",
]
INSERTED = [TEXT[0], "The meeting opened late.", *TEXT[1:3], "Chile regretted it."]


def lund(path: Path) -> Project:
    """Make a project with a transcript of a heading and three lines, every one a statement."""
    project = Project.create(path)
    project.add_coder("Iris")
    take_in(project, made_of(TEXT, "lund.txt", Metadata(title=TEXT[0])))
    return project


def newer(project: Project, *lines: str, importer: str = "test/1/sentence", author: str = "Iris") -> TranscriptId:
    """Take in a newer version of the one transcript and give it."""
    (row,) = project.transcripts()
    project.add_coder(author)
    new = made_of(lines, "lund.txt", Metadata(title=TEXT[0]), importer)
    assert take_in(project, new, author=coder_id(author), replaces=row.uid) != [None]
    return new[0].transcript


def statement(project: Project, words: str) -> StatementRow:
    """Give the one statement with these words."""
    (found,) = [row for row in project.statements() if words in row.text]
    return found


def mention(project: Project, words: str) -> tuple[str, str | None] | None:
    """Give kind and entity of the mention of just these words."""
    (row,) = project.transcripts()
    text = project.text(row.uid)
    found = [m for m in project.mentions(row.uid) if text[m.start_cp : m.end_cp] == words]
    return (found[0].kind.value, found[0].entity) if found else None


def at(project: Project, words: str) -> Place:
    """Give where these words stand first."""
    (row,) = project.transcripts()
    start = project.text(row.uid).index(words)
    return Place(row.uid, start, start + len(words))


def sound(project: Project) -> bool:
    """Whether the file is sound and its tables say what the journal says."""
    return project.check().problems == ()


def correct(project: Project) -> None:
    """Correct something of every kind, as Ann."""
    first, second = statement(project, "Norway"), statement(project, "pilots")
    project.split_statement(first.uid, first.start_cp + first.text.index("Kenya"), "Ann")
    project.set_speakers(second.uid, [CHAIR], "Ann")
    project.set_passage_kind(second.transcript, second.passage, "note", "Ann")
    project.set_mentions([at(project, "Norway")], "COUNTRY", "Norway", author="Ann")
    project.set_mentions([at(project, "pilots of Lund")], "ORG", "Pilots of Lund", author="Ann")
    project.set_mentions([Place(first.transcript, 26, 30)], None, author="Ann")
