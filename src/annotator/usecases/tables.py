"""Tables on their way into a project: which columns are taken for what, and reading one again with others."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.columns import Columns, TableRead
from annotator.domain.importing import PlannedFile
from annotator.domain.progress import Progress, report
from annotator.domain.transcript import SourceText
from annotator.store import intake
from annotator.store.file import ProjectFile
from annotator.usecases.analysing import Found, Importer, analyse, jobs_that_pay, texts_of

if TYPE_CHECKING:
    from annotator.reading import Choose, Sheet

_SHOWN_CHARS = 12_000
"""So much of a transcript is analysed at once, to be looked at while the whole table is read again."""


class TableChoices:
    """Which columns are taken for what: as somebody says now, else as the same file was read before, else a guess."""

    def __init__(self, file: ProjectFile, columns: Mapping[str, str] | None = None) -> None:
        from annotator.reading import columns_named

        self._named = columns_named(columns) if columns else None
        with file.read() as connection:
            self._before = {table.key: table.columns for table in intake.tables_read(connection)}
        self._chosen: dict[tuple[object, str], Columns] = {}

    def choose(self, sheet: "Sheet", file_name: str) -> Columns | None:
        """Give which column of a sheet holds what; None to have it guessed."""
        if self._named is not None:
            return self._named(sheet, file_name)
        return self._before.get(TableRead(file_name, sheet.name, sheet.names, None).key)

    def keep(self, one: PlannedFile, columns: Columns) -> None:
        """Remember what was chosen for the sheet that a file of the plan is from."""
        assert one.table is not None
        self._chosen[one.source, one.table.sheet] = columns

    def with_columns(self, one: PlannedFile, columns: Columns) -> "Choose":
        """Give the choice for the table that a file of the plan is from, with these columns for its sheet."""
        from annotator.reading import columns_named

        table = one.table
        assert table is not None

        def choose(sheet: "Sheet", file_name: str) -> Columns | None:
            if sheet.name != table.sheet:
                return self._chosen.get((one.source, sheet.name)) or self.choose(sheet, file_name)
            if table.columns is None:  # nothing could be guessed before the text was known
                return columns_named({"text": str(columns.text + 1)})(sheet, file_name)
            return columns

        return choose


def beginning(path: Path, one: PlannedFile, choose: "Choose") -> SourceText | None:
    """Give the first pages of the first transcript of a table, None where it has none."""
    from annotator import reading

    assert one.table is not None
    found = (text for _name, text in reading.read_table_again(path, one.table.member, choose))
    source = next((text for text in found if isinstance(text, SourceText)), None)
    if source is None or len(source.text) <= _SHOWN_CHARS:
        return source
    blocks = tuple(block for block in source.blocks if block.end_cp <= _SHOWN_CHARS) or source.blocks[:1]
    given = source.given and replace(source.given, row_of=source.given.row_of[: len(blocks)])
    return replace(source, text=source.text[: blocks[-1].end_cp], blocks=blocks, given=given)


def analyse_again(
    one: PlannedFile, choose: "Choose", importer: Importer, jobs: int, progress: Progress
) -> Iterator[Found]:
    """Give what a table holds with other columns, transcript by transcript."""
    from annotator import reading

    assert one.table is not None
    path = Path(one.origin)
    shown = f"Reading {one.table.file_name}"
    report(progress, 0, 0, shown)
    texts = list(reading.read_table_again(path, one.table.member, choose))
    n_jobs = jobs if jobs else jobs_that_pay([path]) if len(texts) > 1 else 1
    for number, (_number, found) in enumerate(analyse(texts_of(0, path, texts, importer), n_jobs)):
        report(progress, number, len(texts), shown)
        yield found
    report(progress, len(texts), len(texts), shown)
