"""What commands say, as JSON documents and as text for people."""

import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.cli.console import number_of, say, say_table
from annotator.domain.importing import ImportedFile, ImportReport
from annotator.domain.rows import Agreement, AgreementReport, MergeReport, ProjectInfo
from annotator.domain.transcript import Analysis, SourceText, Speaker

if TYPE_CHECKING:
    from annotator.usecases.project import Project

_SHOWN_CHARS = 96
_ENDINGS_SHOWN = 8


def opening_words(path: Path) -> str:
    """Give the command that opens a project."""
    return f"annotator {shlex.quote(str(path))}"


# -- inspect -----------------------------------------------------------------------------------------------------------


def inspect_document(source: SourceText, analysis: Analysis) -> dict[str, Any]:
    """Give what the importer makes of a file, as the JSON document of the contract."""
    metadata = analysis.metadata
    return {
        "transcript": {
            "title": metadata.title,
            "source_kind": metadata.source_kind,
            "body": metadata.body,
            "meeting": metadata.meeting,
            "release": metadata.release,
            "symbols": list(metadata.symbols),
            "date": metadata.date,
            "place": metadata.place,
            "language": metadata.language,
            "sha256": source.transcript,
            "importer": analysis.importer,
        },
        "text": source.text,
        "passages": [
            {
                "start": passage.start_cp,
                "end": passage.end_cp,
                "kind": passage.kind,
                "section": passage.section,
                "language": passage.language,
                "speakers": _voices(passage.speakers),
            }
            for passage in analysis.passages
        ],
        "statements": [
            {
                "uid": statement.uid,
                "start": statement.start_cp,
                "end": statement.end_cp,
                "passage": statement.passage,
                "codable": statement.codable,
                "speakers": _voices(statement.speakers),
            }
            for statement in analysis.statements
        ],
        "mentions": [
            {
                "start": mention.start_cp,
                "end": mention.end_cp,
                "label": mention.kind,
                "text": source.text[mention.start_cp : mention.end_cp],
                "entity": mention.entity,
            }
            for mention in analysis.mentions
        ],
    }


def _voices(speakers: tuple[Speaker, ...]) -> list[dict[str, str | None]]:
    return [{"name": voice.name, "role": voice.role, "affiliation": voice.affiliation} for voice in speakers]


def say_inspection(source: SourceText, analysis: Analysis) -> None:
    """Print a summary of what the importer makes of a file, and each passage in a line."""
    metadata = analysis.metadata
    facts = (
        ("title", metadata.title),
        ("source", metadata.source_kind),
        ("body", metadata.body),
        ("meeting", metadata.meeting),
        ("release", metadata.release),
        ("symbols", ", ".join(metadata.symbols)),
        ("date", metadata.date),
        ("place", metadata.place),
        ("language", metadata.language),
        ("encoding", source.encoding),
        ("importer", analysis.importer),
        ("characters", f"{len(source.text):,}"),
        ("passages", f"{len(analysis.passages):,}  {_counted(p.kind for p in analysis.passages)}"),
        ("statements", f"{len(analysis.statements):,}  ({sum(s.codable for s in analysis.statements):,} codable)"),
        ("mentions", f"{len(analysis.mentions):,}  {_counted(m.kind for m in analysis.mentions)}"),
    )
    for name, fact in facts:
        say(f"{name:<11} {fact or '-'}")
    for warning in (*source.warnings, *analysis.warnings):
        say(f"{'warning':<11} {warning}")
    say("")
    rows = [
        (
            str(number),
            passage.kind,
            "; ".join(voice.shown for voice in passage.speakers),
            _short(source.text[passage.start_cp : passage.end_cp]),
        )
        for number, passage in enumerate(analysis.passages)
    ]
    say_table(("", "kind", "speaker", "text"), rows, n_words=4)


def _counted(kinds: Any) -> str:
    return "(" + ", ".join(f"{kind} {n:,}" for kind, n in Counter(map(str, kinds)).most_common()) + ")"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_CHARS else line[: _SHOWN_CHARS - 1] + "…"


# -- import and merge --------------------------------------------------------------------------------------------------


def say_import(report: ImportReport) -> None:
    """Print what became of each file that was not refused, and the sum."""
    for file in report.files:
        if file.outcome == "imported":
            statements = number_of(file.n_statements, "statement", "statements")
            say(f"{file.path}: {file.title} ({statements}, {number_of(file.n_mentions, 'mention', 'mentions')})")
            if file.replaced:
                _say_replaced(file)
        elif file.outcome == "known":
            say(f"{file.path}: {file.message or f'There already as “{file.title}”.'}")
    if report.passed_over:
        count = number_of(sum(n_files for _, n_files in report.passed_over), "file", "files")
        endings = [ending or "no ending" for ending, _ in report.passed_over]
        more = f" and {len(endings) - _ENDINGS_SHOWN} more" if len(endings) > _ENDINGS_SHOWN else ""
        say(f"{count} passed over: {', '.join(endings[:_ENDINGS_SHOWN])}{more}")
    known = len(report.files) - len(report.imported) - len(report.refused)
    parts = [
        f"{len(report.imported)} imported",
        *([f"{known} there already"] if known else []),
        *([f"{len(report.refused)} refused"] if report.refused else []),
    ]
    say(", ".join(parts) + ".")


def _say_replaced(file: ImportedFile) -> None:
    """Print what came over from the older version, and what stays with it."""
    left = f", {number_of(file.n_left, 'stays with it', 'stay with it')}" if file.n_left else ""
    if file.n_left_corrections:
        left += f"; {number_of(file.n_left_corrections, 'correction stays with it', 'corrections stay with it')}"
    carried = number_of(file.n_carried, "label came over", "labels came over")
    say(f"  It takes the place of an older version: {carried}{left}.")


def say_merge(report: MergeReport, preview: bool) -> None:
    """Print what merging brought, or would bring."""
    if not report.facts:
        say("Nothing new: this project holds all of it already.")
        return
    say("This would bring:" if preview else "This brought:")
    for title in report.transcripts:
        say(f"  transcript {title}")
    for title in report.replaced:
        say(f"  a newer version in place of {title}")
    for coder, n_labels in report.labels:
        say(f"  {number_of(n_labels, 'label', 'labels')} by {coder}")
    if report.reviews:
        say(f"  {number_of(report.reviews, 'verdict', 'verdicts')} of reviewers")
    if report.corrections:
        corrections = number_of(report.corrections, "correction", "corrections")
        say(f"  {corrections} of passages, speakers, statements, mentions and entities")
    say(f"  {number_of(report.facts, 'entry', 'entries')} of the journal in all")


# -- info --------------------------------------------------------------------------------------------------------------


def info_document(project: "Project") -> dict[str, Any]:
    """Give the counts of a project as a JSON document."""
    info = project.info()
    return {
        "project": info.path,
        "unit": info.unit,
        "codebook": {"name": info.codebook_name, "version": info.codebook_version},
        "transcripts": info.n_transcripts,
        "statements": info.n_statements,
        "codable": info.n_codable,
        "mentions": info.n_mentions,
        "labels": info.n_labels,
        "facts": info.n_facts,
        "coders": [
            {
                "name": progress.coder.name,
                "example": progress.coder.example,
                "labels": progress.labels,
                "complete": progress.complete,
                "codable": progress.codable,
            }
            for progress in info.coders
        ],
    }


def say_info(project: "Project") -> None:
    """Print the counts of a project, its transcripts and its coders."""
    info = project.info()
    for name, fact in (
        ("project", info.path),
        ("codebook", f"{info.codebook_name}, version {info.codebook_version}"),
        ("unit", info.unit),
        ("transcripts", f"{info.n_transcripts:,}"),
        ("statements", f"{info.n_statements:,} ({info.n_codable:,} codable)"),
        ("mentions", f"{info.n_mentions:,}"),
        ("labels", f"{info.n_labels:,}"),
        ("journal", number_of(info.n_facts, "entry", "entries")),
    ):
        say(f"{name:<11} {fact}")
    if info.n_transcripts:
        say("")
        _say_transcripts(project, info)
    if info.coders:
        say("")
        rows = [
            (
                progress.coder.name + (" (example)" if progress.coder.example else ""),
                f"{progress.labels:,}",
                f"{progress.complete:,}",
                _percent(progress.complete / progress.codable if progress.codable else None),
            )
            for progress in info.coders
        ]
        say_table(("coder", "labels", "done", "of codable"), rows)


def _say_transcripts(project: "Project", info: ProjectInfo) -> None:
    done = [project.progress(progress.coder.uid) for progress in info.coders]
    headings = ("transcript", "date", "codable", *(progress.coder.name for progress in info.coders))
    rows = [
        (
            _short(row.title),
            row.metadata.date or "-",
            f"{row.n_codable:,}",
            *(f"{counts.get(row.uid, 0):,}" for counts in done),
        )
        for row in project.transcripts()
    ]
    say_table(headings, rows, n_words=2)


# -- agreement ---------------------------------------------------------------------------------------------------------


def agreement_document(project: "Project", report: AgreementReport) -> dict[str, Any]:
    """Give agreement as a JSON document; what is undefined is null."""
    return {
        "project": str(project.path),
        "target": report.target,
        "coders": list(report.coders),
        "overall": [_measured(agreement) for agreement in report.overall],
        "pairs": [_measured(agreement) for agreement in report.pairs],
    }


def _measured(agreement: Agreement) -> dict[str, Any]:
    return {
        "question": agreement.question,
        "level": agreement.level,
        "coders": list(agreement.coders),
        "n_units": agreement.n_units,
        "n_left_out": agreement.n_left_out,
        "percent": agreement.percent,
        "kappa": agreement.kappa,
        "alpha": agreement.alpha,
    }


def say_agreement(project: "Project", report: AgreementReport) -> None:
    """Print agreement as a table: all coders together, then each pair."""
    target = project.codebook.target_by_key.get(report.target)
    say(f"Agreement of {', '.join(report.coders)} on {target.name if target else report.target}.")
    say("")
    overall = report.overall if len(report.coders) > 2 else ()
    rows = [
        (
            "all" if agreement in overall else " and ".join(agreement.coders),
            f"{agreement.question} ({agreement.level})",
            f"{agreement.n_units:,}",
            f"{agreement.n_left_out:,}",
            _percent(agreement.percent),
            "-" if len(agreement.coders) > 2 else _coefficient(agreement.kappa),
            _coefficient(agreement.alpha),
        )
        for agreement in (*overall, *report.pairs)
    ]
    headings = ("coders", "question", "statements", "off scale", "percent", "Cohen's kappa", "Krippendorff's alpha")
    say_table(headings, rows, n_words=2)
    say("")
    say("Statements are those that both coders of a pair (of all: at least two) placed; stances off the scale are")
    say("counted and left out. Undefined: nothing to compare, or no variation.")


def _percent(share: float | None) -> str:
    return "undefined" if share is None else f"{share:.1%}"


def _coefficient(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"
