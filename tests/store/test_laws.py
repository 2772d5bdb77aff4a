"""The laws of the project file: merging is a union, projections follow from the journal, undo retraces every step."""

import shutil
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import UserError
from annotator.store.projections import rebuild
from annotator.usecases.project import Project
from support.projects import project_with, shown, state
from support.steps import ACTIONS, SLOW, WORK, Step, do, folder, steps_of

steps = steps_of(ACTIONS)


def begin(root: Path, apart: bool) -> list[Path]:
    """Make three files: copies of one, or begun apart."""
    paths = [root / f"{name}.annotator" for name in "abc"]
    project_with(paths[0], (0, 1)).close()
    for number, path in enumerate(paths[1:], 1):
        if apart:
            project_with(path, (0, number + 1)).close()
        else:
            shutil.copy(paths[0], path)
    return paths


def work(paths: list[Path], plan: list[Step]) -> None:
    """Carry out the plan over the files; "merge" brings the next file into this one, "reopen" is a new session."""
    projects = [Project.open(path) for path in paths]
    for step in plan:
        if step.action == "merge":
            other = (step.file + 1 + step.choice % 2) % 3
            try:
                projects[step.file].merge([paths[other]], author=step.coder)
            except UserError as error:
                raise AssertionError(str(error)) from error
        elif step.action == "reopen":
            projects[step.file].close()
            projects[step.file] = Project.open(paths[step.file])
        else:
            do(projects[step.file], step)
    for project in projects:
        project.close()


@SLOW
@given(plan=steps, apart=st.booleans())
def test_merge_in_any_order_and_grouping_gives_the_same_registers_and_projections(
    plan: list[Step], apart: bool
) -> None:
    with folder() as root:
        paths = begin(root, apart)
        work(paths, plan)
        results = []
        for number, order in enumerate(permutations(range(3))):
            target = root / f"merged-{number}.annotator"
            shutil.copy(paths[order[0]], target)
            with Project.open(target) as project:
                if number % 2:  # one by one, and one of them twice
                    project.merge([paths[order[1]]])
                    project.merge([paths[order[2]]])
                    project.merge([paths[order[1]]])
                else:  # both at once
                    project.merge([paths[order[1]], paths[order[2]]])
                results.append(state(project))
        grouped, partner = root / "grouped.annotator", root / "partner.annotator"
        shutil.copy(paths[0], grouped)
        shutil.copy(paths[1], partner)
        with Project.open(partner) as project:
            project.merge([paths[2]])
        with Project.open(grouped) as project:
            project.merge([partner])
            results.append(state(project))
        assert all(result == results[0] for result in results[1:])


@SLOW
@given(plan=steps, apart=st.booleans())
def test_projections_made_anew_from_the_journal_say_the_same(plan: list[Step], apart: bool) -> None:
    with folder() as root:
        paths = begin(root, apart)
        work(paths, plan)
        for path in paths:
            with Project.open(path) as project:
                before = state(project)
                with project._file.write() as connection:
                    rebuild(connection)
                assert state(project) == before
                assert project.check().problems == ()


@SLOW
@given(plan=steps, apart=st.booleans())
def test_statements_cover_what_the_importer_made_statements_of_once_whoever_cut_what(
    plan: list[Step], apart: bool
) -> None:
    with folder() as root:
        paths = begin(root, apart)
        work(paths, plan)
        with Project.open(paths[0]) as project:
            project.merge(paths[1:])
            for transcript in project.transcripts():
                text = project.text(transcript.uid)
                keys = project.statement_keys(transcript.uid)
                live = [row for row in project.statement_rows(keys) if not row.retired]
                assert len(live) == transcript.n_statements
                assert sum(row.codable for row in live) == transcript.n_codable
                covered = [at for row in live for at in range(row.start_cp, row.end_cp)]
                assert covered == sorted(set(covered))
                assert {at for at, character in enumerate(text) if not character.isspace()} <= set(covered)
                assert all(row.text == text[row.start_cp : row.end_cp] == row.text.strip() for row in live)


@SLOW
@given(plan=steps)
def test_undo_step_by_step_passes_through_each_earlier_state_and_redo_back(plan: list[Step]) -> None:
    with folder() as root, project_with(root / "a.annotator", (0,)) as project:
        project.add_coder("Ann")
        states = [shown(project)]
        for step in plan:
            if step.action in ("undo", "redo", "merge", "reopen"):
                continue
            mine = Step(0, step.action, "Ann", step.statement, step.choice)
            if do(project, mine):
                states.append(shown(project))
        with_coder = states[1:] and states
        for earlier in reversed((with_coder or states)[:-1]):
            assert project.undo("Ann").done
            assert shown(project) == earlier
        assert not project.undo("Ann").done
        for later in states[1:]:
            assert project.redo("Ann").done
            assert shown(project) == later
        assert not project.redo("Ann").done


@SLOW
@given(plan=steps)
def test_undo_across_restarts_takes_back_the_same_steps(plan: list[Step]) -> None:
    with folder() as root:
        path = root / "a.annotator"
        with project_with(path, (0,)) as project:
            project.add_coder("Ann")
            states = [shown(project)]
            for step in plan:
                if step.action in WORK and do(project, Step(0, step.action, "Ann", step.statement, step.choice)):
                    states.append(shown(project))
        for earlier in reversed(states[:-1]):
            with Project.open(path) as project:
                assert project.undo("Ann").done
                assert shown(project) == earlier


@pytest.mark.parametrize("both_at_once", [True, False])
def test_merge_when_undone_leaves_the_file_as_it_was_and_merging_again_brings_it_back(
    tmp_path: Path, both_at_once: bool
) -> None:
    paths = begin(tmp_path, apart=True)
    for path, coder in zip(paths, ("Ann", "Ben", "Cyd"), strict=True):
        with Project.open(path) as project:
            project.add_coder(coder)
            for row in project.statements(unlabelled_by=coder):
                project.label(row.uid, coder, stance="supportive", themes=["drugs"])
    with Project.open(paths[0]) as project:
        before = state(project)
        if both_at_once:
            project.merge(paths[1:], author="Ann")
        else:
            project.merge(paths[1:2], author="Ann")
            project.merge(paths[2:], author="Ann")
        merged = state(project)
        assert merged != before
        for _ in range(1 if both_at_once else 2):
            assert project.undo("Ann").done
        assert state(project) == before
        project.merge(paths[1:], author="Ann")
        assert state(project) == merged
        project.undo("Ann")
        project.redo("Ann")
        assert state(project) == merged


def test_merge_undone_here_does_not_tell_the_colleague_to_forget(tmp_path: Path) -> None:
    paths = begin(tmp_path, apart=False)
    with Project.open(paths[1]) as ben:
        row = next(ben.statements(unlabelled_by="Ben"))
        ben.label(row.uid, "Ben", stance="critical", themes=["drugs"])
    with Project.open(paths[0]) as ann:
        ann.merge([paths[1]], author="Ann")
        ann.undo("Ann")
        assert ann.labels() == ()
    with Project.open(paths[1]) as ben:
        ben.merge([paths[0]])
        assert [label.stance for label in ben.labels("Ben")] == ["critical"]
