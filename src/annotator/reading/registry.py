"""Which reader reads which file, and the checks that every file passes first."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePath, PurePosixPath
from typing import IO

from annotator.domain.columns import Columns
from annotator.domain.errors import UserError
from annotator.domain.given import Given
from annotator.domain.transcript import SourceText
from annotator.reading import archive, captions, limits
from annotator.reading.beside import Folder, InArchive
from annotator.reading.columns import Choose, Sheet, TableError, guess_columns, is_named
from annotator.reading.corpora import Beside, is_corpus_table
from annotator.reading.disk import bytes_of, not_opened, refuse_special
from annotator.reading.foreign import refuse_foreign, true_ending
from annotator.reading.forms import (
    ARCHIVES,
    EXTENSIONS,
    READERS,
    TABLE_READERS,
    TableReader,
    ending_of,
    passed_over,
    to_be_told,
)
from annotator.reading.tables import Found


def read(path: Path) -> SourceText:
    """Give the source text of a file that holds one transcript.

    Raises:
        UserError: the file is missing, a folder, not to be opened, empty, binary, damaged, of a form that cannot be
            read, or holds several transcripts.
    """
    beside = Beside()
    found = list(_first_two(read_all(path, None, beside)))
    if len(found) > 1:
        raise UserError(f"{path.name} holds several transcripts: import it, which takes in each by itself.")
    result = found[0][1]
    if isinstance(result, UserError):
        raise result
    return _warned(result, tuple(str(error) for _path, error in beside.complaints()))


def read_known(path: Path, given: Given | None) -> SourceText:
    """Give the source text of a file that holds one transcript, with what is known of it from beside it.

    Raises:
        UserError: it cannot be read, see ``read``.
    """
    ((_name, result),) = _read_bytes(bytes_of(path), path.name, None)
    if isinstance(result, UserError):
        raise result
    return with_given(result, given)


def with_given(source: SourceText, given: Given | None) -> SourceText:
    """Give a source text with what is known of it from beside it."""
    return source if given is None else _warned(replace(source, given=given), given.warnings)


def _warned(source: SourceText, warnings: tuple[str, ...]) -> SourceText:
    return replace(source, warnings=(*source.warnings, *warnings)) if warnings else source


def given_of(path: Path, beside: Beside) -> Given | None:
    """Give what the name of a file and the tables beside it say of it; None where it is no speech of a corpus."""
    return beside.given(path.name, Folder(path.parent))


def read_all(
    path: Path,
    columns: Columns | Choose | None = None,
    beside: Beside | None = None,
    passed: Counter[str] | None = None,
) -> Iterator[tuple[str, SourceText | UserError]]:
    """Give each transcript that a file holds under a name of its own, or why it cannot be read; never raises UserError.

    An archive gives its members, a table its documents, any other file itself under its own name.

    Args:
        columns: Which column of a table holds what; None to go by the headers.
        beside: The tables beside the speeches of a corpus, where several files share them. Tables of an archive that
            cannot be used are given with the reason; of others ``beside.complaints()`` tells.
        passed: Counts, by their endings, the members of an archive that are passed over.
    """
    beside = beside or Beside()
    choose = _choice(columns)
    try:
        if ending_of(path) in ARCHIVES:
            yield from _members(path, choose, beside, passed)
        else:
            for name, result in _read_bytes(bytes_of(path), path.name, choose):
                given = None if isinstance(result, UserError) or result.given else given_of(path, beside)
                yield name, result if isinstance(result, UserError) else with_given(result, given)
    except UserError as error:
        yield path.name, error


def read_table_again(path: Path, member: str, choose: Choose) -> Iterator[tuple[str, SourceText | UserError]]:
    """Give the transcripts of a table, which may be the member of an archive, with other columns; see ``read_all``."""
    if not member:
        yield from read_all(path, choose)
        return
    inside = PurePosixPath(member)
    try:
        refuse_special(path)
        with path.open("rb") as file:
            data = archive.member(file, path.name, member)
        for name, result in _member_of(data, inside, choose):
            yield limits.shown(f"{member.removesuffix(inside.name)}{name}"), result
    except UserError as error:
        yield limits.shown(member), error
    except OSError as error:
        yield limits.shown(member), not_opened(path, error)


def _choice(columns: Columns | Choose | None) -> Choose | None:
    if isinstance(columns, Columns):
        chosen = columns
        return lambda _sheet, _file_name: chosen
    return columns


def table(path: Path) -> list[tuple[Sheet, Columns | None]]:
    """Give the sheets of a table with the columns that are guessed for them, to be shown for a change.

    Raises:
        UserError: the file cannot be read, or is no table.
    """
    reader = next((r for r in TABLE_READERS if path.suffix.lower() in r.extensions), None)
    if reader is None:
        raise UserError(f"{path.name} is not a table: choose a .csv, .tsv or .xlsx file.")
    data = bytes_of(path)
    limits.refuse_empty(len(data), path.name)
    _refuse_wrong_name(data, path)
    return [(sheet, guess_columns(sheet.rows)) for sheet in reader.sheets(data, path.name)]


def read_text(text: str, file_name: str) -> SourceText:
    """Give the source text of characters that are already decoded, e.g. pasted ones.

    Raises:
        UserError: the text is blank or holds characters that no file can hold.
    """
    return captions.of_characters(text, file_name, "utf-8")


def read_bytes(data: bytes, file_name: str) -> Iterator[tuple[str, SourceText | UserError]]:
    """Give what ``read_all`` would of a file with these bytes and this name."""
    try:
        if ending_of(PurePath(file_name)) in ARCHIVES:
            limits.refuse_empty(len(data), file_name)
            members = _MemberReader(None, Beside(), None, None)
            yield from archive.members(BytesIO(data), file_name, members.wants, members.read)
        else:
            yield from _read_bytes(data, file_name, None)
    except UserError as error:
        yield file_name, error


def _first_two(found: Iterator[tuple[str, SourceText | UserError]]) -> Iterator[tuple[str, SourceText | UserError]]:
    for _number, one in zip(range(2), found, strict=False):
        yield one


def _members(path: Path, choose: Choose | None, beside: Beside, passed: Counter[str] | None) -> Iterator[Found]:
    """What the members of an archive hold."""
    limits.refuse_empty(refuse_special(path), path.name)
    members = _MemberReader(choose, beside, Folder(path.parent), passed)
    try:
        with path.open("rb") as file:
            yield from archive.members(file, path.name, members.wants, members.read)
    except OSError as error:
        raise not_opened(path, error) from None


class _MemberReader:
    """Reads the members of one archive; archives inside archives are not opened."""

    def __init__(
        self, choose: Choose | None, beside: Beside, outside: Folder | None, passed: Counter[str] | None
    ) -> None:
        self._choose = choose
        self._beside = beside
        self._outside = outside
        self._passed = passed
        self._tables: dict[PurePosixPath, Callable[[], IO[bytes]]] | None = None

    def wants(self, path: PurePosixPath) -> bool:
        """Tell by its name whether a member is to be opened; one that is passed over is counted."""
        if to_be_told(path):
            return True
        if self._passed is not None and passed_over(path):
            self._passed[path.suffix.lower()] += 1
        return False

    def read(self, data: bytes, path: PurePosixPath, entries: Sequence[archive.Entry]) -> Iterator[Found]:
        """Give what a member holds, and before it what was wrong with the tables beside it."""
        if self._tables is None:
            self._tables = {entry.path: entry.open for entry in entries if is_corpus_table(entry.path)}
        given = self._beside.given(path.name, InArchive(self._tables, path.parent, self._outside))
        for where, error in self._beside.complaints():
            yield PurePath(where).name, error
        for name, result in _member_of(data, path, self._choose):
            yield name, result if isinstance(result, UserError) else with_given(result, given)


def _member_of(data: bytes, path: PurePosixPath, choose: Choose | None) -> Iterator[Found]:
    """What a member of an archive holds."""
    name = limits.shown(path.name)
    try:
        for part, result in _read_bytes(data, name, choose):
            yield part, _inside(result, str(path))
    except TableError as error:
        yield name, _inside(error, str(path))
    except UserError as error:
        yield name, error


def _inside(result: SourceText | UserError, member: str) -> SourceText | UserError:
    """Note of a table's transcript where in its archive the table is."""
    if isinstance(result, TableError):
        return TableError(str(result), replace(result.table, member=member))
    if isinstance(result, SourceText) and result.given is not None and result.given.table is not None:
        table = replace(result.given.table, member=member)
        return replace(result, given=replace(result.given, table=table))
    return result


def _read_bytes(data: bytes, file_name: str, choose: Choose | None) -> Iterator[Found]:
    """What the bytes of a file that is no archive hold."""
    path = PurePath(file_name)
    limits.refuse_empty(len(data), file_name)
    limits.refuse_long(len(data), limits.MOST_FILE_BYTES, file_name)
    refuse_foreign(data, file_name)
    suffix = path.suffix.lower()
    table_reader = next((r for r in TABLE_READERS if suffix in r.extensions), None)
    reader = next((r for r in READERS if suffix in r.extensions), None)
    if reader is None and table_reader is None:
        true = true_ending(data)
        ending = f"“{path.suffix}”" if path.suffix else "a name without an ending"
        todo = f"It looks like a {true} file: rename it" if true else f"Save it as plain text ({EXTENSIONS[0]})"
        raise UserError(f"{file_name} can't be read: files with {ending} are not supported. {todo} and import that.")
    _refuse_wrong_name(data, path)
    if table_reader:
        yield from _table(table_reader, data, path, choose)
    elif reader:
        yield file_name, reader.read(data, file_name)


def _table(reader: TableReader, data: bytes, path: PurePath, choose: Choose | None) -> Iterator[Found]:
    """What a table holds; one that tells of the speeches of a corpus holds none, unless it says so."""
    tells = UserError(f"{path.name} tells who speaks in the speeches of a corpus and holds none: import their folder.")
    try:
        for name, result in reader.read(data, path.name, choose):
            read = result.given.table if isinstance(result, SourceText) and result.given else None
            if read and choose is None and is_corpus_table(path) and not is_named(read.names, read.columns):
                raise tells
            yield name, result
    except TableError as error:
        raise tells if error.table.columns is None and is_corpus_table(path) else error from None


def _refuse_wrong_name(data: bytes, path: PurePath) -> None:
    """Raise UserError where the bytes are of a form whose reader goes by another ending."""
    true = true_ending(data)
    if true is None or path.suffix.lower() in (true, *_SAME_READER.get(true, ())):
        return
    if true == ".zip" and path.suffix.lower() in _PACKAGES:
        return  # a part of it is missing, or its end: its reader says so
    raise UserError(
        f"{path.name} is a {true} file, though its name ends in “{path.suffix}”: rename it to end in {true}."
    )


_SAME_READER: dict[str, tuple[str, ...]] = {
    ".html": (".htm", ".xhtml", ".md", ".markdown"),
    ".docx": (".docm",),
    ".xlsx": (".xlsm",),
}
"""Endings that are as good as the true one; a Markdown file may begin with a tag."""
_PACKAGES = frozenset({".docx", ".docm", ".odt", ".xlsx", ".xlsm"})
"""Endings of files that are ZIP files inside."""
