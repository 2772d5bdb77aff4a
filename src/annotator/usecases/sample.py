"""The sample project: the five seed transcripts, tagged, and two invented coders whose labels differ here and there.

Their labels follow from words in the text by a rule of thumb, and differ by chance with a fixed seed. They are there
so that every screen has something to show; nobody should take them for findings, and both coders are marked as
examples.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

from annotator import paths
from annotator.domain.codebook import NOT_CODABLE, Codebook
from annotator.domain.errors import UserError
from annotator.domain.label import Coder, Label, Verdict
from annotator.domain.progress import Progress, no_progress, report
from annotator.domain.rows import LabelRow, StatementRow
from annotator.usecases.project import SUFFIX, Project

_NAMES = ("Example A", "Example B")
_SEED = 20190925
_STEPS = 5
_SHARE_DONE = (0.62, 0.4)
"""Of the codable statements how many each has labelled; each begins at the top, A goes further."""
_STANCE_CUES = (
    ("strongly_critical", r"condemn|aggression|illegal|unlawful|invasion|sham|pretext"),
    ("critical", r"regret|violat|concern|undermin|fail|oppos|challeng|threat to|contrary to|distract"),
    ("strongly_supportive", r"commend|indispensable|vital|strengthen|deepen|expand|strongly support|call(?:ed|s)? for"),
    ("supportive", r"welcom|apprecia|support|cooperat|important|encourag|contribut|partner|stress|underscor|emphasi"),
)
_THEME_CUES = (
    ("afghanistan", r"afghan|taliban|kabul"),
    ("drugs", r"drug|narcotic|opi(?:um|ate)"),
    ("counter_terrorism", r"terror|extremis|foreign fighter"),
    ("crime_borders", r"crime|border|traffick|migra"),
    ("peacekeeping", r"peacekeep|mission|troop"),
    ("human_rights", r"human rights|humanitarian law|democra"),
    ("sovereignty", r"sovereign|territorial|interfer|ukrain"),
    ("security_architecture", r"nato|bloc|security architecture|indivisib"),
    ("environment_humanitarian", r"climate|environment|water|disaster|humanitarian|pandemic|covid"),
    ("economy", r"econom|trade|belt and road|development|connectiv"),
    ("arms_control", r"nuclear|weapon|disarm|arms"),
    ("information", r"cyber|information|disinformation|technolog"),
    ("prevention", r"prevent|mediat|early warning|good offices|diploma"),
    ("charter", r"chapter viii|charter"),
    ("multilateralism", r"multilateral|multipolar|international order|international law"),
    ("partnership", r"cooperat|partner|regional|joint|dialogue"),
    ("procedural", r"\bmeeting\b|president|adopted|took the floor|convened"),
)
_TARGET_CUES = (
    ("csto", r"\bCSTO\b|Collective Security Treaty"),
    ("cis", r"\bCIS\b|Commonwealth of Independent"),
    ("sco", r"\bSCO\b|Shanghai"),
    ("russia", r"Russia"),
    ("nato_west", r"NATO|Western"),
)
_NEIGHBOURS = {
    "strongly_supportive": "supportive",
    "supportive": "neutral",
    "neutral": "supportive",
    "critical": "strongly_critical",
    "strongly_critical": "critical",
    "mixed": "neutral",
    "no_stance": "neutral",
}
_NOTES = (
    "Reported speech; the reporter's verb carries the stance.",
    "Could also be read as routine courtesy.",
    "The target is only clear from the sentence before.",
    "Compare with what the same delegation said earlier.",
)
_COMMENTS = (
    "I read this as neutral: it reports without evaluating. What do you think?",
    "Is the target here not the organisation itself?",
)


def sample_path(folder: Path) -> Path:
    """Give the path of the sample project in this folder, whether or not it has been made."""
    return folder / f"sample{SUFFIX}"


def has_sample(folder: Path) -> bool:
    """Tell whether the sample project is in this folder; raises UserError where the folder may not be used."""
    try:
        return sample_path(folder).exists()
    except OSError as error:
        raise UserError(f'The folder "{folder}" may not be used ({error.strerror}): choose another one.') from None


def make_sample(folder: Path, progress: Progress = no_progress) -> Path:
    """Make the sample project in this folder, which is made where it is missing, and give its path.

    The same on every machine but for the times in its journal.

    Raises:
        UserError: it is there already, or the folder cannot be written.
        Cancelled: nothing of the project is left behind.
    """
    path = sample_path(folder)
    if has_sample(folder):
        raise UserError(f'"{path}" is there already: open it, or choose another folder.')
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = set(folder.iterdir())
    except OSError as error:
        raise UserError(f'The folder "{folder}" cannot be made ({error.strerror}): choose another one.') from None
    finished = False
    try:
        with Project.create(path) as project:
            _fill(project, progress)
        finished = True
    finally:
        if not finished:
            # Only what came with the project; beside it may be files of the user's own with much the same name.
            for leftover in set(folder.glob(f"{path.name}*")) - before:
                leftover.unlink()
    return path


def _fill(project: Project, progress: Progress) -> None:
    report(progress, 0, _STEPS, "Reading the transcripts")
    project.import_files([paths.seeds()])
    coders = [project.add_coder(name, example=True) for name in _NAMES]
    codable = [row for row in project.statements() if row.codable]
    random = Random(_SEED)
    for step, (coder, share) in enumerate(zip(coders, _SHARE_DONE, strict=True), 1):
        report(progress, step, _STEPS, f"Labelling as {coder.name}")
        rows = _rows(codable[: round(share * len(codable))], project.codebook, random, dissents=step > 1)
        project.label_many(coder.name, rows)
    report(progress, 3, _STEPS, "Reviewing")
    _review(project, coders, random)
    report(progress, _STEPS, _STEPS, "Done")


def _rows(statements: Iterable[StatementRow], codebook: Codebook, random: Random, dissents: bool) -> list[LabelRow]:
    rows = []
    for statement in statements:
        # Now and then somebody leaves a statement for later.
        if random.random() < 0.06:
            continue
        label = _by_rule(statement.text)
        rows.append(_varied(statement, label, codebook, random, dissents))
        aside = _first_match(_TARGET_CUES, statement.text, re.NOFLAG)
        if aside and random.random() < 0.25:
            rows.append(LabelRow(statement.uid, label[0], label[1][:1], target=aside, confidence=2))
    return rows


def _by_rule(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a stance and themes by words in the text."""
    stances = [stance for stance, cue in _STANCE_CUES if re.search(cue, text, re.IGNORECASE)]
    if not stances:
        stance = "neutral" if len(text) > 80 else "no_stance"
    elif {"critical", "strongly_critical"} & set(stances) and {"supportive", "strongly_supportive"} & set(stances):
        stance = "mixed" if len(stances) > 2 else stances[0]
    else:
        stance = stances[0]
    themes = [theme for theme, cue in _THEME_CUES if re.search(cue, text, re.IGNORECASE)]
    return stance, tuple(themes[:2]) or ("other",)


def _varied(
    statement: StatementRow, label: tuple[str, tuple[str, ...]], codebook: Codebook, random: Random, dissents: bool
) -> LabelRow:
    """Give a label as a person might set it: with flags and notes at times, at times incomplete, at times otherwise."""
    stance: str | None = label[0]
    themes = label[1]
    if dissents and random.random() < 0.22:
        stance = _NEIGHBOURS[label[0]]
    if dissents and random.random() < 0.18:
        themes = themes[::-1] if len(themes) > 1 else (random.choice(("partnership", "prevention", "multilateralism")),)
    if len(themes) > 1 and random.random() < 0.5:
        themes = themes[:1]
    chance = random.random()
    if chance < 0.03:
        themes = ()
    elif chance < 0.05:
        stance = None
    elif chance < 0.06:
        stance, themes = NOT_CODABLE, ()
    flags = [flag for flag in codebook.flag_by_key if random.random() < 0.05]
    return LabelRow(
        statement.uid,
        stance,
        themes,
        flags=tuple(flags),
        confidence=random.choice((None, None, 1, 2, 2, 3)),
        note=random.choice(_NOTES) if random.random() < 0.06 else "",
    )


def _first_match(cues: Iterable[tuple[str, str]], text: str, flags: re.RegexFlag) -> str | None:
    return next((key for key, cue in cues if re.search(cue, text, flags)), None)


def _review(project: Project, coders: list[Coder], random: Random) -> None:
    """Let each coder look at some of the other's labels: most are accepted, some queried with a comment."""
    target = project.codebook.default_target
    for coder, reviewer in (coders, coders[::-1]):
        labels: list[Label] = [
            label for label in project.labels(coder.name) if label.target == target and label.complete
        ]
        for number, label in enumerate(random.sample(labels, min(6, len(labels)))):
            queried = number < len(_COMMENTS)
            project.review(
                label.statement,
                coder.uid,
                reviewer.uid,
                Verdict.QUERY if queried else Verdict.ACCEPT,
                _COMMENTS[number] if queried else "",
                target,
            )
