"""Steps that people may take in a project, for laws that hold whatever they do."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from annotator.domain.correction import Place
from annotator.domain.errors import UserError
from annotator.domain.ids import coder_id
from annotator.domain.label import Verdict
from annotator.domain.rows import Changes, StatementRow
from annotator.domain.transcript import PassageKind
from annotator.usecases.project import Project
from support.projects import DELEGATES, made_up, new_version, take_in

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


def steps_of(actions: tuple[str, ...], n_files: int = 3, max_size: int = 25) -> st.SearchStrategy[list[Step]]:
    """Give plans of such actions on so many files."""
    files, choices = st.integers(0, n_files - 1), st.integers(0, 4)
    step = st.builds(Step, files, st.sampled_from(actions), st.sampled_from(CODERS), st.integers(0, 9), choices)
    return st.lists(step, max_size=max_size)


def do(project: Project, step: Step) -> bool:
    """Do one step, and tell whether it changed anything; one that has nothing to work on, or is refused, does not."""
    keys = project.statement_keys()
    rows = project.statement_rows(keys)
    row = rows[step.statement % len(rows)] if rows else None
    try:
        if step.action == "import":
            return take_in(project, made_up(step.statement % 4), author=coder_id(step.coder)) != [None]
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
    """Give a folder for one example."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
