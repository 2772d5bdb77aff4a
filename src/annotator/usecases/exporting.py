"""A project as a workbook: one pass over its statements fills every sheet, and a readme sheet says what they hold."""

import pickle
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from annotator import __version__
from annotator.domain.codebook import Code, Codebook
from annotator.domain.ids import CoderId, StatementId
from annotator.domain.label import Coder, Label
from annotator.domain.progress import Progress, no_progress
from annotator.domain.rows import StatementRow, TranscriptRow
from annotator.domain.transcript import Metadata, Speaker
from annotator.exporting import Cell, Column, Summary, Table, write_workbook
from annotator.exporting.sheets import README_FIELDS, SHEETS, SPECIAL_TEXT_RULES, Field
from annotator.usecases.groups import in_one_cell

if TYPE_CHECKING:
    from annotator.usecases.project import Project

Row = tuple[Cell, ...]

_ROWS_AT_ONCE = 500


def export_workbook(project: "Project", path: Path, coder: str | None = None, progress: Progress = no_progress) -> Path:
    """Write the project's dataset to a workbook and give its path.

    Statements, labels and mentions are read from the project once, so that the sheets agree with each other.

    Args:
        coder: Name of the coder whose labels stand on the sheet of statements; None for the one with most labels.

    Raises:
        UserError: there is no such coder, or the file cannot be written; an older one is still there.
        Cancelled: likewise nothing has changed.
    """
    chosen = project.coder(coder) if coder is not None else _busiest(project)
    with ExitStack() as spools:
        labels, mentions = spools.enter_context(_Spool()), spools.enter_context(_Spool())
        dataset = _Dataset(project, chosen, labels, mentions)
        info = project.info()
        tables = (
            _table("statements", dataset.statements(), info.n_statements),
            _table("labels_long", labels, info.n_labels),
            _table("mentions", mentions, info.n_mentions),
            _table("codebook", _codebook_rows(project.codebook)),
        )
        return write_workbook(
            tables, path, progress, lambda summary: (Table("readme", *_readme(project, chosen, summary)),)
        )


def _table(name: str, rows: Iterable[Row], n_rows: int | None = None) -> Table:
    return Table(name, _columns(SHEETS[name].fields), rows, n_rows)


def _columns(fields: Iterable[Field]) -> tuple[Column, ...]:
    return tuple(Column(field.name, field.width_chars, field.wrap) for field in fields)


def _busiest(project: "Project") -> Coder | None:
    """Give the coder with most labels, the first by name where several have; None where there are no labels."""
    working = [progress for progress in project.info().coders if progress.labels]
    return max(working, key=lambda progress: progress.labels).coder if working else None


class _Spool:
    """Rows put aside on the disk until their sheet's turn comes."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._waiting: list[Row] = []

    def __enter__(self) -> "_Spool":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def add(self, row: Row) -> None:
        """Put a row aside."""
        self._waiting.append(row)
        if len(self._waiting) == _ROWS_AT_ONCE:
            self._write()

    def __iter__(self) -> Iterator[Row]:
        self._write()
        self._write()  # an empty batch: the end
        self._file.seek(0)
        while rows := pickle.load(self._file):
            yield from rows

    def _write(self) -> None:
        pickle.dump(self._waiting, self._file)
        self._waiting = []


class _Dataset:
    """Rows of the three sheets that come from statements."""

    def __init__(self, project: "Project", chosen: Coder | None, labels: _Spool, mentions: _Spool) -> None:
        self._project = project
        self._codebook = project.codebook
        self._coders = {coder.uid: coder for coder in project.coders()}
        self._chosen = chosen
        self._labels = labels
        self._mentions = mentions
        self._groups = project.speakers_groups()
        self._group_cells_of: dict[tuple[Speaker, ...], Row] = {}

    def statements(self) -> Iterator[Row]:
        """Give the rows of the statements sheet, and put those of the labels and mentions sheets aside."""
        for transcript in self._project.transcripts():
            self._group_cells_of = {}
            starts: list[int] = []
            uids: list[StatementId] = []
            for number, row in zip(count(1), self._project.statements(transcript.uid)):
                starts.append(row.start_cp)
                uids.append(row.uid)
                place = (*_origin(transcript), row.uid, number)
                for label in row.labels:
                    self._labels.add((*place, *self._long_cells(label)))
                groups = self._group_cells(row.speakers, transcript.metadata)
                yield (*place, *_statement_cells(row, groups), *self._chosen_cells(row))
            self._put_mentions_aside(transcript, starts, uids)

    def _group_cells(self, speakers: tuple[Speaker, ...], meeting: Metadata) -> Row:
        """Give groups and seats of the voices, of whom a transcript has few different ones."""
        found = self._group_cells_of.get(speakers)
        if found is None:
            groups = in_one_cell(self._groups.groups(speaker, meeting) for speaker in speakers)
            found = groups, in_one_cell(self._groups.seat(speaker, meeting) for speaker in speakers)
            self._group_cells_of[speakers] = found
        return found

    def _chosen_cells(self, row: StatementRow) -> Row:
        if self._chosen is None:
            return (None, None, *_label_cells(None, self._codebook))
        label = row.label_by(self._chosen.uid, self._codebook.default_target)
        return self._chosen.name, self._chosen.example, *_label_cells(label, self._codebook)

    def _long_cells(self, label: Label) -> Row:
        coder = self._coders.get(label.coder)
        return (
            self._name(label.coder),
            coder.example if coder else None,
            _name_of(self._codebook.target_by_key.get(label.target), label.target),
            label.target,
            *_label_cells(label, self._codebook),
            label.codebook or None,
            _moment(label.labelled_at),
            _joined(self._name(uid) for uid in label.saw),
        )

    def _name(self, uid: CoderId) -> str:
        coder = self._coders.get(uid)
        return coder.name if coder else uid

    def _put_mentions_aside(self, transcript: TranscriptRow, starts: list[int], uids: list[StatementId]) -> None:
        text = self._project.text(transcript.uid)
        for mention in self._project.mentions(transcript.uid):
            at = bisect_right(starts, mention.start_cp) - 1
            self._mentions.add(
                (
                    transcript.title,
                    transcript.file_name,
                    mention.start_cp,
                    mention.end_cp,
                    mention.kind,
                    text[mention.start_cp : mention.end_cp],
                    mention.entity,
                    mention.iso,
                    uids[at] if at >= 0 else None,
                )
            )


def _origin(transcript: TranscriptRow) -> Row:
    return transcript.title, transcript.file_name, transcript.metadata.date, transcript.metadata.meeting


def _statement_cells(row: StatementRow, groups: Row) -> Row:
    return (
        row.passage + 1,
        row.kind,
        row.section,
        row.language,
        row.codable,
        *_voices(row.speakers),
        *groups,
        row.text,
        row.start_cp,
        row.end_cp,
    )


def _voices(speakers: tuple[Speaker, ...]) -> Row:
    """Give names, offices and affiliations, each in one cell in the same order; a dash stands for a missing one."""

    def cell(parts: list[str | None]) -> str | None:
        return "; ".join(part or "–" for part in parts) if any(parts) else None

    return (
        cell([speaker.name for speaker in speakers]),
        cell([speaker.role for speaker in speakers]),
        cell([speaker.affiliation for speaker in speakers]),
    )


def _label_cells(label: Label | None, codebook: Codebook) -> Row:
    if label is None:
        return (None,) * 11
    stance = codebook.stance_by_key.get(label.stance or "")
    first, *others = label.themes or (None,)
    return (
        _name_of(stance, label.stance),
        label.stance,
        stance.value if stance else None,
        _name_of(codebook.theme_by_key.get(first or ""), first),
        first,
        _joined(_name_of(codebook.theme_by_key.get(key), key) for key in others if key),
        _joined(key for key in others if key),
        _joined(label.flags),
        label.confidence,
        label.note or None,
        label.complete,
    )


def _name_of(code: Code | None, key: str | None) -> str | None:
    """Give the name of a code, or the key itself where an older codebook had it."""
    return code.name if code else key


def _joined(parts: Iterable[str | None]) -> str | None:
    return "; ".join(part for part in parts if part) or None


def _moment(at_ms: int) -> str | None:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at_ms else None


def _codebook_rows(book: Codebook) -> Iterator[Row]:
    for stance in book.stances:
        yield _code_row("stance", stance, stance.value)
    for theme in book.themes:
        more = (theme.includes or None, theme.excludes or None, theme.example or None)
        yield (*_code_row("theme", theme, None, theme.group)[:7], *more)
    for part, codes in (("target", book.targets), ("flag", book.flags)):
        yield from (_code_row(part, code) for code in codes)
    for level in book.confidence:
        yield "confidence", str(level.value), level.name, level.value, None, level.shortcut or None, *(None,) * 4
    for rule in book.rules:
        yield "rule", *(None,) * 5, rule, *(None,) * 3


def _code_row(part: str, code: Code, number: int | None = None, group: str = "") -> Row:
    return (
        part,
        code.key,
        code.name,
        number,
        group or None,
        code.shortcut or None,
        code.definition or None,
        *(None,) * 3,
    )


def _readme(project: "Project", chosen: Coder | None, summary: Summary) -> tuple[tuple[Column, ...], list[Row]]:
    book = project.codebook
    examples = _joined(coder.name for coder in project.coders() if coder.example)
    rows: list[Row] = [
        ("this workbook", "program", f"Annotator {__version__}"),
        ("this workbook", "project", project.path.name),
        ("this workbook", "exported", _moment(int(datetime.now(UTC).timestamp() * 1000))),
        ("this workbook", "codebook", f"{book.name}, version {book.version}"),
        (
            "this workbook",
            "coder on the sheet statements",
            chosen.name if chosen else "nobody: there are no labels yet",
        ),
        ("this workbook", "target on the sheet statements", _name_of(*_default_target(book))),
        ("this workbook", "example coders", examples or "none: every coder is a person"),
        ("this workbook", "transcripts", len(project.transcripts())),
    ]
    for name, sheet in SHEETS.items():
        rows.append((name, "what it is", sheet.meaning))
        rows.append((name, "rows", summary.rows[name]))
        if len(summary.sheets[name]) > 1:
            rows.append((name, "goes on on", _joined(summary.sheets[name][1:])))
        rows += [(name, field.name, field.meaning) for field in sheet.fields]
    rows += [("special_texts", "rule", rule) for rule in SPECIAL_TEXT_RULES]
    rows.append(("special_texts", "cells with their whole text there", summary.n_special))
    return _columns(README_FIELDS), rows


def _default_target(book: Codebook) -> tuple[Code | None, str]:
    return book.target_by_key.get(book.default_target), book.default_target
