"""Undo: whose it is, one action at a time, and never over what somebody has done since."""

from pathlib import Path

import pytest

from annotator.domain.errors import Cancelled, UserError
from annotator.domain.ids import coder_id
from annotator.domain.label import Verdict
from annotator.domain.rows import LabelRow
from annotator.domain.transcript import PassageKind
from annotator.usecases.project import Project
from support.projects import made_up, project_with, shown, take_in


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_with(tmp_path / "a.annotator")


def first(project: Project) -> str:
    return next(project.statements(unlabelled_by="Nobody yet")).uid


def test_undo_by_one_coder_leaves_the_other_coders_labels(project: Project) -> None:
    with project:
        uid = first(project)
        project.label(uid, "Ann", stance="supportive")
        project.label(uid, "Ben", stance="critical")
        project.undo("Ann")
        assert [(label.coder, label.stance) for label in project.labels()] == [(coder_id("Ben"), "critical")]


def test_undo_with_nothing_done_says_so_and_changes_nothing(project: Project) -> None:
    with project:
        before = shown(project)
        assert not project.undo("Ann").done
        assert not project.redo("Ann").done
        assert shown(project) == before


def test_undo_points_to_the_statement_where_it_happened(project: Project) -> None:
    with project:
        uid = first(project)
        project.label(uid, "Ann", stance="supportive")
        assert project.undo("Ann").focus == uid
        assert project.redo("Ann").focus == uid


def test_redo_after_something_new_was_done_has_nothing_to_do(project: Project) -> None:
    with project:
        uid = first(project)
        project.label(uid, "Ann", stance="supportive")
        project.undo("Ann")
        project.label(uid, "Ann", stance="critical")
        assert not project.redo("Ann").done
        assert [label.stance for label in project.labels()] == ["critical"]


def test_undo_of_an_import_that_a_colleague_has_worked_on_is_refused_and_names_her(project: Project) -> None:
    with project:
        take_in(project, made_up(7), author=project.add_coder("Ann").uid)
        (new,) = [t for t in project.transcripts() if "meeting 7" in t.title]
        row = next(project.statements(new.uid, unlabelled_by="Ben"))
        project.label(row.uid, "Ben", stance="supportive")
        before = shown(project)
        with pytest.raises(UserError, match="Ben has worked on"):
            project.undo("Ann")
        assert shown(project) == before


def test_undo_of_an_import_takes_the_transcript_away_and_redo_brings_it_back(project: Project) -> None:
    with project:
        before = shown(project)
        take_in(project, made_up(7), author=project.add_coder("Ann").uid)
        after = project.transcripts()
        project.undo("Ann")
        assert len(project.transcripts()) == 1
        assert project.statement_keys(search="harbour") == project.statement_keys(search="harbour")
        assert len(project.statement_keys(search="meeting 7")) == 0
        project.redo("Ann")
        assert project.transcripts() == after
        assert before != shown(project)


def test_undo_of_a_merge_that_was_built_upon_is_refused_and_names_who_did(tmp_path: Path, project: Project) -> None:
    with project, project_with(tmp_path / "b.annotator", (0, 5)) as other:
        row = next(other.statements(unlabelled_by="Ben"))
        other.label(row.uid, "Ben", stance="critical", themes=["drugs"])
        project.merge([other.path], author="Ann")
        project.add_coder("Cyd")
        project.review(row.uid, coder_id("Ben"), coder_id("Cyd"), Verdict.QUERY, "really?")
        before = shown(project)
        with pytest.raises(UserError, match="Cyd has worked on"):
            project.undo("Ann")
        assert shown(project) == before
        project.undo("Cyd")
        assert project.undo("Ann").done
        assert project.labels() == ()


def test_undo_of_a_merge_that_was_built_upon_is_refused_though_the_work_was_undone_and_redone(
    tmp_path: Path, project: Project
) -> None:
    with project, project_with(tmp_path / "b.annotator", (0, 5)) as other:
        project.merge([other.path], author="Ann")
        (new,) = [one.uid for one in project.transcripts() if "meeting 5" in one.title]
        project.label(next(project.statements(new, unlabelled_by="Ben")).uid, "Ben", stance="critical")
        project.undo("Ben")
        project.redo("Ben")
        before = shown(project)
        with pytest.raises(UserError, match="Ben has worked on"):
            project.undo("Ann")
        assert shown(project) == before


def test_undo_of_a_second_merge_is_not_hindered_by_work_between_the_two(tmp_path: Path, project: Project) -> None:
    with project:
        transcript = project.transcripts()[0].uid
        theirs = tmp_path / "b.annotator"
        project.backup(theirs)
        with Project.open(theirs) as other:
            other.set_passage_kind(transcript, 1, PassageKind.HEADING, "Ben")
        project.merge([theirs], author="Ann")
        project.undo("Ann")
        project.set_passage_kind(transcript, 1, PassageKind.NOTE, "Ann")
        before = shown(project)
        project.merge([theirs], author="Ann")
        assert project.undo("Ann").done
        assert shown(project) == before


def test_merge_says_how_far_it_is_and_stops_wherever_it_is_asked_to(tmp_path: Path, project: Project) -> None:
    with project, project_with(tmp_path / "b.annotator", range(1, 40)) as other:
        before, told = shown(project), list[float]()

        def stop_late(done: int, total: int, text: str) -> bool:
            told.append(done / total)
            return done < 0.8 * total

        with pytest.raises(Cancelled):
            project.merge([other.path], author="Ann", progress=stop_late)
        assert shown(project) == before
        assert told == sorted(told)
        assert any(0.5 < one < 0.8 for one in told)
        project.merge([other.path], author="Ann")
        assert len(project.transcripts()) == 40


@pytest.mark.parametrize("again", [False, True])
def test_undo_that_is_stopped_midway_changes_nothing(project: Project, again: bool) -> None:
    with project:
        take_in(project, *(made_up(number) for number in range(1, 30)), author=project.add_coder("Ann").uid)
        if again:
            project.undo("Ann")
        before, said = shown(project), []

        def stop_late(done: int, total: int, text: str) -> bool:
            said.append((done, total))
            return done < 0.8 * total

        with pytest.raises(Cancelled):
            (project.redo if again else project.undo)("Ann", stop_late)
        assert shown(project) == before
        assert said == sorted(said)
        assert (project.redo if again else project.undo)("Ann").done


def test_size_of_an_undo_tells_a_label_from_an_import_and_nothing_from_both(project: Project) -> None:
    with project:
        ann = project.add_coder("Ann").uid
        assert project.undo_size("Ann") == 0
        take_in(project, *(made_up(number) for number in range(1, 40)), author=ann)
        assert project.undo_size("Ann") > 300
        project.label(first(project), "Ann", stance="supportive")
        assert project.undo_size("Ann") == 1
        assert project.undo_size("Ann", again=True) == 0
        project.undo("Ann")
        assert project.undo_size("Ann", again=True) == 1


def test_undo_of_one_long_transcript_counts_as_large(project: Project) -> None:
    with project:
        take_in(project, made_up(50, 4000), author=project.add_coder("Ann").uid)
        assert project.undo_size("Ann") > 300


def test_every_label_of_a_file_of_rows_is_one_action(project: Project) -> None:
    with project:
        rows = [LabelRow(row.uid, "supportive", ("drugs",)) for row in project.statements(unlabelled_by="Ann")]
        project.label_many("Ann", rows)
        assert project.info().n_labels == len(rows) > 1
        project.undo("Ann")
        assert project.info().n_labels == 0


def test_label_rows_with_one_mistake_change_nothing(project: Project) -> None:
    with project:
        uid = first(project)
        with pytest.raises(UserError, match="There is no statement"):
            project.label_many("Ann", [LabelRow(uid, "supportive"), LabelRow("nowhere", "supportive")])
        assert project.labels() == ()
        assert project.coders() == ()


def test_what_a_colleague_took_back_of_a_merge_is_neither_told_of_nor_brought(tmp_path: Path, project: Project) -> None:
    with project, project_with(tmp_path / "b.annotator") as ben, project_with(tmp_path / "c.annotator") as cyd:
        row = next(ben.statements(unlabelled_by="Ben"))
        ben.label(row.uid, "Ben", stance="critical", themes=["drugs"])
        for one in (project, cyd):
            one.merge([ben.path], author="Ann")
            one.undo("Ann")
        before = shown(cyd)
        report = cyd.merge([project.path], author="Cyd")
        assert report.labels == ()
        assert cyd.labels() == ()
        assert shown(cyd) == before
