"""The laws of the project file: merging is a union, projections follow from the journal, undo retraces every step."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.correction import Place
from annotator.domain.errors import UserError
from annotator.domain.ids import coder_id
from annotator.domain.label import Verdict
from annotator.domain.rows import Changes, StatementRow
from annotator.domain.transcript import PassageKind
from annotator.store import queries
from annotator.store.projections import rebuild
from annotator.usecases.project import Project
from support.projects import DELEGATES, made_up, new_version, project_with, shown, state, take_in

CODERS = ("Ann", "Ben")
STANCES = ("supportive", "critical", "mixed", "not_codable", None)
THEMES = ("drugs", "economy", "afghanistan")
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@dataclass(frozen=True)
class Step:
    """One action on one of the files."""

    file: int
    action: str
    coder: str
    statement: int
    choice: int


WORK = (
    *("label", "label", "theme", "clear", "note", "import", "review", "version", "version"),
    *("kind", "speakers", "split", "split", "join", "mention", "everywhere", "entity", "merge entities", "alias"),
)
ACTIONS = (*WORK, "undo", "undo", "undo", "redo", "redo", "merge", "merge", "reopen")
steps = st.lists(
    st.builds(
        Step,
        st.integers(0, 2),
        st.sampled_from(ACTIONS),
        st.sampled_from(CODERS),
        st.integers(0, 9),
        st.integers(0, 4),
    ),
    max_size=25,
)


def do(project: Project, step: Step) -> bool:
    """Do one step, and tell whether it changed anything; one that has nothing to work on, or is refused, does not."""
    keys = project.statement_keys()
    rows = project.statement_rows(keys)
    row = rows[step.statement % len(rows)] if rows else None
    try:
        if step.action == "import":
            new = made_up(step.statement % 4)
            with project._file.read() as connection:
                if any(known.uid == new[0].transcript for known in queries.transcripts(connection)):
                    return False
            take_in(project, new, author=coder_id(step.coder))
            return True
        if step.action == "undo":
            return project.undo(step.coder).done
        if step.action == "redo":
            return project.redo(step.coder).done
        if row is None:
            return False
        if step.action == "version":
            new = new_version(project, row.transcript, step.choice + 5 * (step.statement % 2))
            kinds = ((1, PassageKind.NOTE),) if step.statement % 3 == 0 else ()
            author = coder_id(step.coder)
            return take_in(project, new, author=author, replaces=row.transcript, kinds=kinds) != [None]
        if step.action == "label":
            return project.label(row.uid, step.coder, stance=STANCES[step.choice]).done
        if step.action == "theme":
            return project.label(row.uid, step.coder, themes=THEMES[: step.choice % 4]).done
        if step.action == "note":
            return project.label(row.uid, step.coder, note=f"note {step.choice}", target="csto").done
        if step.action == "clear":
            return project.clear_label(row.uid, step.coder).done
        if step.action in CORRECTIONS:
            return CORRECTIONS[step.action](project, row, step).done
        if step.action == "review" and row.labels:
            label = row.labels[0]
            reviewer = coder_id(step.coder)
            verdict = (Verdict.ACCEPT, Verdict.QUERY, None)[step.choice % 3]
            return project.review(row.uid, label.coder, reviewer, verdict, "why?", label.target).done
    except UserError:
        return False
    return False


def split(project: Project, row: StatementRow, step: Step) -> Changes:
    return project.split_statement(row.uid, row.start_cp + 9 + 7 * step.choice, step.coder)


def set_mention(project: Project, row: StatementRow, step: Step) -> Changes:
    start = row.start_cp + 6 * step.choice
    place = Place(row.transcript, start, min(start + 8, row.end_cp))
    return project.set_mentions([place], KINDS[step.choice % 3], ENTITIES[step.choice % 3], author=step.coder)


def set_like_mentions(project: Project, row: StatementRow, step: Step) -> Changes:
    places = [like.place for like in project.like_mentions(("harbour", "Lund")[step.choice % 2])]
    return project.set_mentions(places, KINDS[step.choice % 3], ENTITIES[step.statement % 3], True, step.coder)


def merge_entities(project: Project, row: StatementRow, step: Step) -> Changes:
    into = None if step.choice == 4 else ENTITIES[step.choice % 3]
    return project.merge_entities(ENTITIES[step.statement % 3] or "Norway", into or "Norway", step.coder)


def set_entity(project: Project, row: StatementRow, step: Step) -> Changes:
    iso = (None, "SWE")[step.statement % 2]
    return project.set_entity(ENTITIES[step.choice % 2] or "", "CITY", iso, ["ports"], step.coder)


def add_alias(project: Project, row: StatementRow, step: Step) -> Changes:
    return project.add_alias("the port", ENTITIES[step.choice % 2] or "", "ORG", step.coder)


KINDS = ("ORG", "COUNTRY", None)
ENTITIES = ("Lund", "Harbour Board", None)
CORRECTIONS: dict[str, Callable[[Project, StatementRow, Step], Changes]] = {
    "kind": lambda project, row, step: project.set_passage_kind(
        row.transcript, row.passage, ("speech", "heading", None)[step.choice % 3], step.coder
    ),
    "speakers": lambda project, row, step: project.set_speakers(
        row.uid, (DELEGATES[: step.choice % 3], None)[step.choice == 4], step.coder
    ),
    "split": split,
    "join": lambda project, row, step: project.join_with_next(row.uid, step.coder),
    "mention": set_mention,
    "everywhere": set_like_mentions,
    "entity": set_entity,
    "merge entities": merge_entities,
    "alias": add_alias,
}


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


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
