"""The commands. Each loads what it needs when it is called, so that ``--help`` and mistakes answer at once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.console import Bar, number_of, say, say_json, tell
from annotator.domain.errors import UserError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="Hand-code what people said: stance and theme of every statement in a transcript. "
    "With a project, or without anything, the window opens; the commands do the same work from a terminal.",
)

ProjectArgument = Annotated[Path, typer.Argument(metavar="PROJECT", help="A project file, NAME.annotator.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
PipelineOption = Annotated[
    str,
    typer.Option(
        "--pipeline",
        metavar="NAME|DIR",
        help="A trained spaCy pipeline, installed or in a folder, whose people and organisations join the rules'.",
    ),
]


class UnitChoice(StrEnum):
    """What ``new --unit`` takes."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"


class FormatChoice(StrEnum):
    """What ``export --format`` takes."""

    XLSX = "xlsx"
    CSV = "csv"
    JSONL = "jsonl"
    QDPX = "qdpx"
    GRAPHML = "graphml"


class LayerChoice(StrEnum):
    """What ``export --layer`` takes."""

    CODER = "coder"
    GOLD = "gold"


@app.command()
def sample(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder; it is made where missing.")]) -> None:
    """Make a project to look around in.

    It has the five seed transcripts, tagged, and labels of two example coders.
    """
    from annotator.cli.documents import opening_words
    from annotator.usecases.sample import has_sample, make_sample, sample_path

    if has_sample(folder):
        raise UserError(
            f'"{sample_path(folder)}" is there already: open it with {opening_words(sample_path(folder))}, '
            "or choose another folder."
        )
    with Bar() as bar:
        path = make_sample(folder, bar)
    say(f"Made {path}")
    say(f"Open it with: {opening_words(path)}")


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A transcript.")],
    as_json: JsonOption = False,
    pipeline: PipelineOption = "",
) -> None:
    """Show what the importer makes of a file.

    That is metadata, passages, statements and mentions. Nothing is written.
    """
    from annotator import reading, tagging
    from annotator.cli.documents import inspect_document, say_inspection
    from annotator.tagging.pipelines import find_pipeline
    from annotator.usecases.opening import existing

    source = reading.read(existing(file))
    analysis = tagging.analyse(source, pipeline=find_pipeline(pipeline) if pipeline else None)
    if as_json:
        say_json(inspect_document(source, analysis))
    else:
        say_inspection(source, analysis)


@app.command()
def new(
    project: ProjectArgument,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", metavar="FILE", help="A codebook in JSON; else the default one.")
    ] = None,
    unit: Annotated[
        UnitChoice, typer.Option("--unit", help="How much text one statement covers.")
    ] = UnitChoice.SENTENCE,
) -> None:
    """Make an empty project."""
    from annotator.cli.documents import opening_words
    from annotator.usecases.project import Project

    with Project.create(project, codebook, unit.value) as made:
        say(f"Made {made.path}")
        say(f"Open it with: {opening_words(made.path)}")


@app.command("import")
def import_(
    project: ProjectArgument,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE|DIR", readable=False, help="Transcripts, or folders of them.")
    ],
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="How many files to read at once.")] = 1,
    pipeline: PipelineOption = "",
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns",
            metavar="WHAT=NAME",
            help="Which column of a table holds what, by name or number: text, speaker, affiliation, role, date, "
            "document, title, language; rows=speech|statement; transcripts=document|row|table. Several by commas or "
            "by repeating; else as before, or guessed.",
        ),
    ] = None,
) -> None:
    """Take transcripts into a project.

    A file that cannot be read does not stop the others.
    """
    from annotator.cli.columns import read_columns
    from annotator.cli.documents import say_import
    from annotator.usecases.project import Project

    with Project.open(project) as opened, Bar() as bar:
        report = opened.import_files(files, jobs, bar, pipeline=pipeline, columns=read_columns(columns or ()))
    for file in report.files:
        for warning in file.warnings:
            tell(f"{file.path}: {warning}")
    for file in report.refused:
        tell(f"{file.path}: {file.message}")
    say_import(report)
    if report.refused:
        raise typer.Exit(1)


@app.command()
def info(project: ProjectArgument, as_json: JsonOption = False) -> None:
    """Count what a project holds.

    Transcripts, statements, mentions, and each coder's labels and progress.
    """
    from annotator.cli.documents import info_document, say_info
    from annotator.usecases.project import Project

    with Project.open(project, read_only=True) as opened:
        if as_json:
            say_json(info_document(opened))
        else:
            say_info(opened)


@app.command()
def label(
    project: ProjectArgument,
    coder: Annotated[str, typer.Option("--coder", metavar="NAME", help="Whose labels these are.")],
    file: Annotated[
        str, typer.Argument(metavar="FILE.csv|-", help="CSV in UTF-8; - or nothing for standard input.")
    ] = "-",
) -> None:
    """Set labels from rows, all or nothing.

    The first line names the columns: statement,stance,themes and if wanted target,flags,confidence,note. Several
    themes or flags in a cell are separated by semicolons, commas or spaces; the first theme is the primary one.
    """
    from annotator.cli.label_rows import read_label_rows
    from annotator.usecases.project import Project

    with Project.open(project) as opened:
        rows = read_label_rows(file, opened)
        changes = opened.label_many(coder, rows)
    if changes.coders:
        tell(f'"{coder}" is new in this project.')
    count = number_of(len(rows), "label", "labels")
    say(f"{count} read for {coder}" + ("." if changes.done else "; all were so already."))


@app.command()
def export(
    project: ProjectArgument,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write; an older one is replaced.")],
    file_format: Annotated[FormatChoice, typer.Option("--format", help="Form of the file.")] = FormatChoice.XLSX,
    coder: Annotated[
        str | None,
        typer.Option("--coder", metavar="NAME", help="Whose label stands beside each statement; else the busiest's."),
    ] = None,
    layer: Annotated[LayerChoice, typer.Option("--layer", help="Coders' labels or gold.")] = LayerChoice.CODER,
) -> None:
    """Write the dataset to a file.

    The file is verified before it takes the place of an older one.
    """
    from annotator.usecases.project import Project

    with Project.open(project, read_only=True) as opened, Bar() as bar:
        path = opened.export(out, coder, file_format.value, layer.value, bar)
    say(f"Wrote {path}")


@app.command()
def merge(
    project: ProjectArgument,
    sources: Annotated[list[Path], typer.Argument(metavar="FROM", help="Other project files.")],
    preview: Annotated[bool, typer.Option("--preview", help="Only say what it would bring.")] = False,
) -> None:
    """Bring in other project files.

    Any number, in any order: what this project has already changes nothing.
    """
    from annotator.cli.documents import say_merge
    from annotator.usecases.project import Project

    with Project.open(project) as opened, Bar() as bar:
        report = opened.merge(sources, preview, bar)
    say_merge(report, preview)


@app.command()
def agreement(
    project: ProjectArgument,
    round_name: Annotated[
        str | None, typer.Option("--round", metavar="NAME", help="Only the statements of this round.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure how far coders agree.

    Percent, Cohen's kappa and Krippendorff's alpha, for stance (ordinal) and first theme (nominal).
    """
    from annotator.cli.documents import agreement_document, say_agreement
    from annotator.usecases.project import Project

    with Project.open(project, read_only=True) as opened:
        if round_name is not None:
            raise UserError(f'There is no round "{round_name}" in this project: leave --round out.')
        report = opened.agreement()
        if as_json:
            say_json(agreement_document(opened, report))
        else:
            say_agreement(opened, report)


@app.command()
def check(
    project: ProjectArgument,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make everything that can be derived from the journal anew.")
    ] = False,
) -> None:
    """Verify a project file.

    The file itself, and that what is shown is what its journal says.
    """
    from annotator.usecases.project import Project

    with Project.open(project, read_only=not rebuild) as opened, Bar() as bar:
        report = opened.check(rebuild, bar)
    for problem in report.problems:
        say(problem)
    if not report.sound:
        count = number_of(len(report.problems), "problem", "problems")
        derived = all("check --rebuild" in problem for problem in report.problems)
        way = (
            "run it again with --rebuild, which makes what is derived anew"
            if derived
            else "restore the newest copy from the folder of backups beside it"
        )
        raise UserError(f'"{project.name}" is not sound ({count}): {way}.')
    count = number_of(report.n_facts, "entry", "entries")
    say(f"Sound: {count} in the journal" + (", all else made anew." if report.rebuilt else "."))


@app.command()
def backup(
    project: ProjectArgument,
    out: Annotated[
        Path | None, typer.Argument(metavar="OUT", help="Where to; else the folder of backups beside the project.")
    ] = None,
) -> None:
    """Copy a project file, sound by itself."""
    from annotator.usecases.project import Project

    with Project.open(project, read_only=True) as opened, Bar() as bar:
        path = opened.backup(out, bar)
    say(f"Wrote {path}")
