"""What people corrected holds in a newer version of the text, and when another importer reads the same text."""

from pathlib import Path

import pytest

from annotator import Project
from annotator.domain.transcript import Metadata, PassageKind
from support.lund import CHAIR, INSERTED, TEXT, at, correct, lund, mention, newer, sound, statement
from support.projects import DELEGATES, made_of, made_up, state, take_in


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return lund(tmp_path / "a.annotator")


def assert_corrected(project: Project) -> None:
    assert statement(project, "Norway").text == "Norway welcomed the reform, naïve as it was."
    assert statement(project, "did too").text == "Kenya did too."
    pilots = statement(project, "pilots")
    assert (pilots.speakers, pilots.kind, pilots.codable) == ((CHAIR,), PassageKind.NOTE, False)
    assert mention(project, "Norway") == ("COUNTRY", "Norway")
    assert mention(project, "pilots of Lund") == ("ORG", "Pilots of Lund")
    assert mention(project, "Lund") is None
    assert sound(project)


@pytest.mark.parametrize("importer", ["test/1/sentence", "test/2/sentence"])
def test_corrections_of_unchanged_words_hold_in_a_newer_version(project: Project, importer: str) -> None:
    with project:
        correct(project)
        newer(project, *INSERTED, importer=importer)
        assert_corrected(project)
        newer(project, TEXT[0], *TEXT[1:3], importer=importer)
        assert_corrected(project)


def test_corrections_made_elsewhere_of_the_older_version_hold_once_they_are_merged(
    project: Project, tmp_path: Path
) -> None:
    with project:
        project.backup(tmp_path / "ann.annotator")
        newer(project, *INSERTED)
        with Project.open(tmp_path / "ann.annotator") as ann:
            correct(ann)
        project.merge([tmp_path / "ann.annotator"], author="Iris")
        assert_corrected(project)
        project.undo("Iris")
        assert statement(project, "pilots").speakers != (CHAIR,)
        assert sound(project)


def test_corrections_hold_when_the_same_text_comes_from_another_importer(project: Project, tmp_path: Path) -> None:
    lines = [*TEXT[:3], "Chile welcomed Lund, late as it was."]
    theirs = tmp_path / "theirs.annotator"
    with Project.create(theirs) as other:
        take_in(other, made_of(lines, "lund.txt", Metadata(title=TEXT[0]), "test/2/sentence"))
    with project:
        newer(project, *lines)
        correct(project)
        project.set_speakers(statement(project, "Chile").uid, [CHAIR], "Ann")
        project.label(statement(project, "Chile").uid, "Ben", stance="critical")
        project.merge([theirs])
        with Project.open(theirs) as other:
            other.merge([project.path])
            assert state(other) == state(project)
        assert project.transcripts()[0].importer == "test/1/sentence"
        take_again(project, lines, "test/2/sentence")
        assert_corrected(project)
        pieces = [row for row in project.statements() if row.text in ("Chile welcomed Lund,", "late as it was.")]
        assert [row.speakers for row in pieces] == [(CHAIR,), (CHAIR,)]
        assert [row.retired for row in project.statements() if row.labels] == [True]


def take_again(project: Project, lines: list[str], importer: str) -> None:
    """Have the one transcript set out by another importer, as merging the file of a colleague who has it does."""
    folder = project.path.parent / importer.replace("/", "-")
    folder.mkdir()
    with Project.create(folder / "b.annotator") as other:
        take_in(other, made_of(lines, "lund.txt", Metadata(title=TEXT[0]), importer))
    project.merge([folder / "b.annotator"])
    assert project.transcripts()[0].importer == importer


def test_mention_that_a_person_set_stands_against_what_another_importer_finds_across_it(project: Project) -> None:
    lines = [TEXT[0], "Nobody came."]
    with project:
        newer(project, *lines)
        project.set_mentions([at(project, "Lund")], "REGION", "Lund County", author="Ann")
        take_again(project, lines, "test/2/sentence")
        assert mention(project, "Lund") == ("REGION", "Lund County")
        assert mention(project, "of Lund") is None
        assert project.transcripts()[0].n_mentions == 1
        assert sound(project)
        project.undo("Ann")
        assert mention(project, "Lund") is None
        assert mention(project, "of Lund") == ("CITY", "Lund")
        project.redo("Ann")
        newer(project, TEXT[0], "Somebody came.", importer="test/2/sentence")
        assert mention(project, "Lund") == ("REGION", "Lund County")
        assert mention(project, "of Lund") is None
        assert sound(project)


def test_correction_on_the_newer_version_counts_before_that_of_the_older_and_undo_brings_that_back(
    project: Project,
) -> None:
    with project:
        correct(project)
        newer(project, *INSERTED)
        pilots = statement(project, "pilots")
        project.set_speakers(pilots.uid, None, "Ben")
        project.set_passage_kind(pilots.transcript, pilots.passage, None, "Ben")
        assert statement(project, "pilots").speakers == (DELEGATES[0],)
        assert statement(project, "pilots").codable
        project.undo("Ben")
        project.undo("Ben")
        assert_corrected(project)


def test_kind_chosen_at_import_is_an_ordinary_correction(project: Project) -> None:
    with project:
        new = made_up(3)
        take_in(project, new, author=project.add_coder("Iris").uid, kinds=((1, PassageKind.LIST),))
        before = project.transcripts()
        row = next(one for one in project.statements(new[0].transcript) if one.passage == 1)
        assert (row.kind, row.codable) == (PassageKind.LIST, False)
        project.set_passage_kind(row.transcript, 1, None, "Ann")
        assert project.statement(row.uid).kind is PassageKind.SPEECH
        project.undo("Ann")
        assert project.statement(row.uid).kind is PassageKind.LIST
        assert project.undo("Iris").done
        assert len(project.transcripts()) == 1
        assert project.redo("Iris").done
        assert project.transcripts() == before
        assert project.statement(row.uid).kind is PassageKind.LIST
        assert sound(project)
