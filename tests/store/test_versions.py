"""A newer version takes an older one's place; what people said of words that have not changed is true of it as well."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import Project, UserError
from annotator.domain.ids import coder_id
from annotator.domain.label import Label, Verdict
from annotator.domain.rows import StatementRow
from annotator.domain.transcript import Metadata
from annotator.store.projections import rebuild
from support.lund import CHAIR, INSERTED, TEXT, at, correct, lund, newer, sound, statement
from support.projects import DELEGATES, made_of, new_version, project_with, shown, state, take_in
from support.steps import CORRECTIONS, SLOW, Step, do, folder, steps_of

ANN, BEN, IRIS = coder_id("Ann"), coder_id("Ben"), coder_id("Iris")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return lund(tmp_path / "a.annotator")


# -- labels and verdicts -----------------------------------------------------------------------------------------------


def said(project: Project, words: str, coder: str = "Ben") -> Label | None:
    labels = [one for one in statement(project, words).labels if one.coder == coder_id(coder)]
    return labels[0] if labels else None


def test_label_of_the_older_version_is_seen_once_it_is_merged_whoever_merges_whom(
    project: Project, tmp_path: Path
) -> None:
    theirs = tmp_path / "ben.annotator"
    with project:
        project.backup(theirs)
        newer(project, *INSERTED)
        with Project.open(theirs) as ben:
            for row in list(ben.statements(unlabelled_by="Ben")):
                ben.label(row.uid, "Ben", stance="critical", themes=["drugs"], note=row.text[:5])
            ben.merge([project.path])
            project.merge([theirs])
            assert state(ben) == state(project)
        assert [row.labels[0].note for row in project.statements() if row.labels] == ["Norwa", "Kenya"]
        assert project.progress(BEN)[project.transcripts()[0].uid] == 2
        (left,) = project.older_versions(project.transcripts()[0].uid).labels
        assert (left.text, left.label.note) == (TEXT[3], "Chile")
        assert sound(project)


def test_label_changed_on_either_version_is_the_latest_and_cleared_where_it_is_cleared(
    project: Project, tmp_path: Path
) -> None:
    theirs = tmp_path / "ben.annotator"
    with project:
        project.label(statement(project, "pilots").uid, "Ben", stance="critical", themes=["drugs"])
        project.backup(theirs)
        newer(project, *INSERTED)
        project.label(statement(project, "pilots").uid, "Ben", stance="neutral")
        now = said(project, "pilots")
        assert now is not None
        assert (now.stance, now.themes) == ("neutral", ("drugs",))
        with Project.open(theirs) as ben:
            ben.label(statement(ben, "pilots").uid, "Ben", stance="supportive")
        project.merge([theirs])
        now = said(project, "pilots")
        assert now is not None
        assert now.stance == "supportive"
        project.clear_label(statement(project, "pilots").uid, "Ben")
        assert said(project, "pilots") is None
        project.undo("Ben")
        now = said(project, "pilots")
        assert now is not None
        assert now.stance == "supportive"
        assert sound(project)


def test_undo_of_what_was_said_of_the_older_version_takes_it_off_the_newer(project: Project) -> None:
    with project:
        project.label(statement(project, "pilots").uid, "Ben", stance="critical")
        newer(project, *INSERTED)
        changes = project.undo("Ben")
        assert changes.focus == statement(project, "pilots").uid
        assert said(project, "pilots") is None
        project.redo("Ben")
        assert said(project, "pilots") is not None
        assert sound(project)


def test_undo_of_what_was_said_of_the_older_version_is_refused_where_somebody_says_otherwise_of_the_newer(
    project: Project,
) -> None:
    with project:
        project.add_coder("Ben")
        project.set_speakers(statement(project, "pilots").uid, [CHAIR], "Ann")
        newer(project, *INSERTED)
        project.set_speakers(statement(project, "pilots").uid, [DELEGATES[1]], "Ben")
        before = shown(project)
        with pytest.raises(UserError, match="Ben has changed"):
            project.undo("Ann")
        assert shown(project) == before
        project.undo("Ben")
        assert statement(project, "pilots").speakers == (CHAIR,)
        assert project.undo("Ann").done
        assert statement(project, "pilots").speakers == (DELEGATES[0],)
        project.redo("Ann")
        assert statement(project, "pilots").speakers == (CHAIR,)


def test_verdict_stays_true_of_the_label_in_a_newer_version_until_the_label_changes(project: Project) -> None:
    with project:
        uid = statement(project, "pilots").uid
        project.label(uid, "Ben", stance="critical")
        project.add_coder("Ann")
        project.review(uid, BEN, ANN, Verdict.QUERY, "Why?")
        newer(project, *INSERTED)
        row = statement(project, "pilots")
        assert [(one.comment, one.outdated) for one in row.reviews] == [("Why?", False)]
        project.review(row.uid, BEN, ANN, Verdict.ACCEPT, "I see.")
        assert [(one.comment, one.outdated) for one in statement(project, "pilots").reviews] == [("I see.", False)]
        project.label(row.uid, "Ben", stance="neutral")
        assert [one.outdated for one in statement(project, "pilots").reviews] == [True]
        texts = [entry.text for entry in project.history(row.uid)]
        assert [text.endswith("(in an earlier version of the text)") for text in texts] == [True, True, False, False]


def test_label_on_words_that_changed_is_listed_and_back_once_they_read_as_before(project: Project) -> None:
    with project:
        project.label(statement(project, "pilots").uid, "Ben", stance="critical")
        uid = newer(project, *TEXT[:2], "Kenya regretted the pilots of Lund")
        replaced = project.older_versions(uid)
        assert [(one.title, one.author) for one in replaced.versions] == [(TEXT[0], IRIS)]
        assert [(left.text, left.label.stance) for left in replaced.labels] == [(TEXT[2], "critical")]
        assert project.labels("Ben") == ()
        uid = newer(project, *TEXT[:3])
        assert project.older_versions(uid).labels == ()
        assert said(project, "pilots") is not None


# -- undo --------------------------------------------------------------------------------------------------------------


def test_undo_of_a_newer_version_brings_everything_back_across_restarts(project: Project) -> None:
    with project:
        correct(project)
        for row in project.statements(unlabelled_by="Ben"):
            project.label(row.uid, "Ben", stance="critical")
        before = shown(project)
        newer(project, *INSERTED)
        after = shown(project)
    for expected, step in [(before, Project.undo), (after, Project.redo), (before, Project.undo)]:
        with Project.open(project.path) as again:
            assert step(again, "Iris").done
            assert shown(again) == expected
            assert sound(again)


@pytest.mark.parametrize(
    "work",
    [
        lambda project, row: project.label(row.uid, "Ben", stance="mixed"),
        lambda project, row: project.set_speakers(row.uid, [CHAIR], "Ben"),
        lambda project, row: project.set_passage_kind(row.transcript, row.passage, "note", "Ben"),
        lambda project, row: project.split_statement(row.uid, row.start_cp + 6, "Ben"),
        lambda project, _row: project.set_mentions([at(project, "pilots")], "ORG", "Pilots", author="Ben"),
    ],
)
def test_undo_of_a_newer_version_that_somebody_has_worked_on_is_refused_and_loses_nothing(
    project: Project, work: Callable[[Project, StatementRow], object]
) -> None:
    with project:
        project.label(statement(project, "pilots").uid, "Ben", stance="critical")
        newer(project, *INSERTED)
        work(project, statement(project, "pilots"))
        before = shown(project)
        with pytest.raises(UserError, match="Ben has worked on"):
            project.undo("Iris")
        assert shown(project) == before


def test_undo_of_a_version_that_a_newer_one_has_replaced_is_refused(project: Project) -> None:
    with project:
        newer(project, *INSERTED)
        newer(project, *TEXT[:3], author="Ann")
        before = shown(project)
        with pytest.raises(UserError, match="Ann has taken in a newer version"):
            project.undo("Iris")
        assert shown(project) == before
        project.undo("Ann")
        assert project.undo("Iris").done
        assert project.text(project.transcripts()[0].uid) == "\n".join(TEXT)


# -- versions that come together ---------------------------------------------------------------------------------------


def test_two_newer_versions_taken_in_apart_become_one_transcript_with_everybodys_labels(
    project: Project, tmp_path: Path
) -> None:
    theirs = tmp_path / "ben.annotator"
    with project:
        project.backup(theirs)
        newer(project, *INSERTED)
        project.label(statement(project, "Norway").uid, "Ann", stance="critical")
        with Project.open(theirs) as ben:
            newest = newer(ben, *TEXT[:3], "Chile thanked the Chair.", author="Ben")
            ben.label(statement(ben, "pilots").uid, "Ben", stance="supportive")
            ben.merge([project.path])
            project.merge([theirs])
            assert state(ben) == state(project)
        assert [row.uid for row in project.transcripts()] == [newest]
        assert said(project, "Norway", "Ann") is not None
        assert said(project, "pilots") is not None
        assert len(project.older_versions(newest).versions) == 2
        with pytest.raises(UserError, match="Ann has worked on"):
            project.undo("Iris")
        assert sound(project)


def test_versions_that_two_colleagues_took_for_each_others_newer_one_are_the_last_one_taken_in(
    project: Project, tmp_path: Path
) -> None:
    with project, Project.create(tmp_path / "ben.annotator") as ben:
        take_in(ben, made_of(INSERTED, "lund.txt", Metadata(title=TEXT[0])))
        newer(project, *INSERTED)
        newest = newer(ben, *TEXT, author="Ben")
        ben.label(statement(ben, "pilots").uid, "Ben", stance="supportive")
        project.merge([ben.path])
        ben.merge([project.path])
        assert state(ben) == state(project)
        assert [row.uid for row in project.transcripts()] == [newest]
        assert said(project, "pilots") is not None


def test_undo_and_redo_of_a_version_that_is_not_shown_leaves_the_one_that_is(project: Project, tmp_path: Path) -> None:
    transcript = project.transcripts()[0].uid
    theirs = tmp_path / "ben.annotator"
    with project:
        project.add_coder("Ann")
        project.backup(theirs)
        take_in(project, new_version(project, transcript, 0), author=ANN, replaces=transcript)
        with Project.open(theirs) as ben:
            take_in(ben, new_version(ben, transcript, 1), author=BEN, replaces=transcript)
        project.merge([theirs], author="Iris")
        before = shown(project)
        assert project.undo("Ann").done
        assert project.redo("Ann").done
        assert shown(project) == before


def test_colleague_who_has_only_the_newer_version_does_not_bring_the_older_one_back(
    project: Project, tmp_path: Path
) -> None:
    with project, Project.create(tmp_path / "ben.annotator") as ben:
        project.label(statement(project, "pilots").uid, "Ann", stance="critical")
        newest = newer(project, *INSERTED)
        take_in(ben, made_of(INSERTED, "lund.txt", Metadata(title=TEXT[0])))
        ben.label(statement(ben, "pilots").uid, "Ben", stance="supportive")
        preview = ben.merge([project.path], preview=True)
        ben.merge([project.path])
        project.merge([ben.path])
        assert state(ben) == state(project)
        assert [row.uid for row in project.transcripts()] == [newest]
        assert len(statement(project, "pilots").labels) == 2
        assert preview.replaced == ()


def test_merge_that_brings_a_newer_version_says_whose_place_it_takes(project: Project, tmp_path: Path) -> None:
    project.backup(tmp_path / "ben.annotator")
    with project, Project.open(tmp_path / "ben.annotator") as ben:
        newer(project, *INSERTED)
        assert ben.merge([project.path], preview=True).replaced == (TEXT[0],)


steps = steps_of(("label", "label", "theme", "note", "clear", "review", "undo", *CORRECTIONS), 1, max_size=12)


@SLOW
@given(work=steps, versions=st.lists(st.integers(0, 9), min_size=1, max_size=3), more=steps)
def test_whatever_was_said_of_an_older_version_elsewhere_is_shown_or_listed_whoever_merges_whom(
    work: list[Step], versions: list[int], more: list[Step]
) -> None:
    with folder() as root:
        project_with(root / "a.annotator", (0,)).close()
        shutil.copy(root / "a.annotator", root / "b.annotator")
        with Project.open(root / "a.annotator") as newest, Project.open(root / "b.annotator") as old:
            for step in work:
                do(old, step)
            for choice in versions:
                (row,) = newest.transcripts()
                take_in(newest, new_version(newest, row.uid, choice), author=IRIS, replaces=row.uid)
            for step in more:
                do(newest, step)
            (row,) = newest.transcripts()
            labels = in_words(old) | in_words(newest)
            newest.merge([old.path])
            old.merge([newest.path])
            assert state(newest) == state(old)
            left = newest.older_versions(row.uid).labels
            listed = {(one.label.coder, one.label.target, tuple(one.text.split())) for one in left}
            assert all(was_cleared(newest, *gone) for gone in labels - in_words(newest) - listed)
            before = state(newest)
            with newest._file.write() as connection:
                rebuild(connection)
            assert state(newest) == before


def in_words(project: Project) -> set[tuple[str, str, tuple[str, ...]]]:
    """Give coder, target and words of every label."""
    rows = {row.uid: row for row in project.statements()}
    return {(one.coder, one.target, tuple(rows[one.statement].text.split())) for one in project.labels()}


def was_cleared(project: Project, coder: str, target: str, words: tuple[str, ...]) -> bool:
    """Whether the coder's last word on these words is that there is no label."""
    found = [row for row in project.statements() if tuple(row.text.split()) == words]
    entries = [entry for row in found for entry in project.history(row.uid) if entry.kind == "label"]
    return bool(entries) and max(entries, key=lambda entry: entry.at).label is None
