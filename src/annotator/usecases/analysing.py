"""Reading and analysing files, one after the other or several at once, without touching the project."""

import os
import pickle
import tempfile
import threading
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.columns import TableRead
from annotator.domain.correction import Alias
from annotator.domain.errors import UserError
from annotator.domain.given import Given
from annotator.domain.ids import TranscriptId
from annotator.domain.pipeline import Pipeline
from annotator.domain.transcript import Analysis, Metadata, SourceText, Unit
from annotator.usecases.opening import why_missing

if TYPE_CHECKING:
    from annotator.reading import Beside, Choose

_WAITING_A_JOB = 4
"""Files handed to each process ahead of need; more would only fill memory with results that nobody has asked for."""


_MANY = 24
"""From so many files on, processes have earned the seconds that it takes each of them to start."""
_MOST_JOBS = 4


def jobs_that_pay(files: Sequence[Path]) -> int:
    """Give with how many processes these files are read soonest, leaving nobody without a processor."""
    from annotator.reading import holds_several

    many = len(files) >= _MANY or any(holds_several(path) and _size_bytes(path) > 1_000_000 for path in files)
    return min(_MOST_JOBS, os.cpu_count() or 1) if many else 1


def _size_bytes(path: Path) -> int:
    """How large a file is; 0 where that may not be known, which its reader then says."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


@dataclass(frozen=True, slots=True)
class Importer:
    """What texts are cut into and what is known beside the rules; it goes to the helper processes as it is."""

    unit: Unit
    aliases: tuple[Alias, ...] = ()
    pipeline: Pipeline | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A text with what the importer makes of it; ``original`` are its file's bytes where they are to be kept."""

    source: SourceText
    analysis: Analysis
    original: bytes | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One text of a file, or why there is none: its ``refusal``.

    Attributes:
        packed: Its ``Content``, compressed; b"" for a refusal.
        origin: The file on the disk that it is from, where that is a table or holds one.
        table: How the table was read that it came in.
    """

    path: str
    file_name: str
    refusal: str = ""
    packed: bytes = b""
    transcript: TranscriptId | None = None
    form: str = ""
    encoding: str = ""
    metadata: Metadata | None = None
    n_passages: int = 0
    n_statements: int = 0
    n_codable: int = 0
    n_speakers: int = 0
    n_mentions: int = 0
    warnings: tuple[str, ...] = ()
    origin: str = ""
    table: TableRead | None = None


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files that an import is of, in order and each once.

    Attributes:
        refusals: Of the paths that hold nothing to read the sentences that say so.
        passed_over: How many other files in the folders nothing here reads, by their endings; those in archives are
            added as they are met.
    """

    paths: tuple[Path, ...]
    refusals: Mapping[Path, str] = field(default_factory=dict)
    passed_over: Counter[str] = field(default_factory=Counter)


def find_files(paths: Sequence[Path]) -> FoundFiles:
    """Give the files named, and in folders named those that can be read.

    The tables that tell of a corpus are left out where its speeches are among the files, even where they are named.
    A path that does not exist is refused, with the nearest that does, and so is a folder with nothing to read; where
    nothing else is named, that is raised as UserError. Within a folder, links that lead nowhere and links to other
    folders are refused.
    """
    from annotator.reading import holds_speeches, is_corpus_table

    files: dict[Path, None] = {}
    refusals: dict[Path, str] = {}
    others: dict[Path, None] = {}
    for path in paths:
        inside = [path]
        if not _may_be_seen(path):
            pass  # its reader says so
        elif why := why_missing(path):
            refusals[path] = why
        elif path.is_dir():
            inside, beside = _inside(path)
            others.update(dict.fromkeys(beside))
            if not inside:
                refusals[path] = f'The folder "{path}" holds no file that can be read: choose another.'
            refusals.update((one, why) for one in inside if (why := _why_not_followed(one)))
        files.update(dict.fromkeys([path] if path in refusals else inside))
    if len(paths) == 1 and paths[0] in refusals:
        raise UserError(refusals[paths[0]])
    if any(map(holds_speeches, files)):
        files = {file: None for file in files if not is_corpus_table(file)}
    endings = Counter(path.suffix.lower() for path in others if path not in files)
    return FoundFiles(tuple(files), refusals, endings)


def _may_be_seen(path: Path) -> bool:
    """Whether the folder that a path is in lets us know what it is."""
    try:
        path.stat()
    except PermissionError:
        return False
    except (OSError, ValueError):
        return True
    return True


def _inside(folder: Path) -> tuple[list[Path], list[Path]]:
    """Give what is to be read in a folder and its subfolders, and the files there that nothing here reads, in order.

    To be read are also links to other folders and subfolders that may not be opened, so that it is said of them.
    """
    from annotator.reading import is_hidden, passed_over, to_be_told

    found: list[Path] = []
    others: list[Path] = []

    def keep_closed(error: OSError) -> None:
        found.append(Path(error.filename))

    for place, folders, names in os.walk(folder, onerror=keep_closed):
        inside = [Path(place, name) for name in folders]
        found.extend(path for path in inside if path.is_symlink() and not is_hidden(path))
        for path in (Path(place, name) for name in names):
            if to_be_told(path):
                found.append(path)
            elif passed_over(path):
                others.append(path)
    return sorted(found), sorted(others)


def _why_not_followed(path: Path) -> str:
    """Say of a link in a folder that it leads nowhere, or to another folder; "" for what can be read."""
    if not path.is_symlink():
        return ""
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where the link leads into a closed folder
        return f'"{path}" is a link to another folder and is not followed: choose that folder itself.'
    return why_missing(path)


def prepare() -> None:
    """Load the importer before it is needed, where there is time for it."""
    from annotator import tagging

    tagging.prepare()


def analysed(source: SourceText, importer: Importer) -> Analysis:
    """Give what the importer makes of a text."""
    from annotator import tagging

    return tagging.analyse(source, importer.unit, importer.aliases, importer.pipeline)


def analyse_text(
    source: SourceText, importer: Importer, path: str, original: bytes | None = None, origin: str = ""
) -> Found:
    """Give a text with what the importer makes of it."""
    return packed(Content(source, analysed(source, importer), original), path, origin)


def packed(content: Content, path: str, origin: str = "") -> Found:
    """Give a content with its counts, compressed."""
    source, analysis = content.source, content.analysis
    voices = {
        (voice.name, voice.affiliation, None if voice.name or voice.affiliation else voice.role)
        for passage in analysis.passages
        for voice in passage.speakers
    }
    return Found(
        path,
        source.file_name,
        packed=zlib.compress(pickle.dumps(content), 1),
        transcript=source.transcript,
        form=source.form,
        encoding=source.encoding,
        metadata=analysis.metadata,
        n_passages=len(analysis.passages),
        n_statements=len(analysis.statements),
        n_codable=sum(statement.codable for statement in analysis.statements),
        n_speakers=len(voices),
        n_mentions=len(analysis.mentions),
        warnings=(*source.warnings, *analysis.warnings),
        origin=origin,
        table=source.given.table if source.given else None,
    )


def unpacked(data: bytes) -> Content:
    """Give back what ``packed`` has compressed; only ever for bytes of this process's own temporary file."""
    content = pickle.loads(zlib.decompress(data))
    assert isinstance(content, Content)
    return content


def analyse_file(path: Path, importer: Importer, keep_bytes: int, given: Given | None = None) -> Found:
    """Read and analyse a file of one text, of which something may be known from beside it.

    Raises PipelineError, which is not the file's fault.
    """
    from annotator import reading

    try:
        source = reading.read_known(path, given)
    except UserError as error:
        return Found(str(path), path.name, str(error))
    return analyse_text(source, importer, str(path), _original(path, keep_bytes))


def _original(path: Path, keep_bytes: int) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size <= keep_bytes else None
    except OSError:
        return None  # it was there a moment ago; its text has been read


Task = tuple[int, Callable[..., Found], tuple[object, ...]]
"""A file's number, and a call that gives what is in it."""


def _as_it_is(found: Found) -> Found:
    return found


def analyse_files(
    files: FoundFiles, importer: Importer, jobs: int, keep_bytes: int, choose: "Choose | None" = None
) -> Iterator[tuple[int, Found]]:
    """Give, in order, what the files hold with the file's number; ``jobs`` processes work where that is more than one.

    Few results are held at a time, so memory does not grow with the number of files, or of texts in one file.

    Args:
        choose: Which column of a table holds what; None to have it guessed.
    """
    from annotator.reading import holds_several

    if len(files.paths) == 1 and not holds_several(files.paths[0]):
        jobs = 1
    yield from analyse(_tasks(files, importer, keep_bytes, choose), jobs)


def analyse(tasks: Iterable[Task], jobs: int) -> Iterator[tuple[int, Found]]:
    """Give the results of tasks in order; ``jobs`` processes work where that is more than one."""
    if jobs <= 1:
        for number, call, values in tasks:
            yield number, call(*values)
        return
    # The same way on every system; a fork would copy locks that the window's threads hold.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    waiting: deque[tuple[int, Future[Found]]] = deque()
    try:
        for number, call, values in tasks:
            waiting.append((number, _handed_out(pool, call, values)))
            if len(waiting) >= _WAITING_A_JOB * jobs:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    except BrokenProcessPool:
        raise UserError(
            "A helper process ended before its work was done, perhaps for want of memory: import again with one job."
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _tasks(files: FoundFiles, importer: Importer, keep_bytes: int, choose: "Choose | None") -> Iterator[Task]:
    """Give what is to be done. What holds several texts is read here and handed out text by text.

    So are the tables beside a corpus' speeches, once for all of them; what is wrong with one is told as its refusal.
    """
    from annotator import reading

    beside = reading.Beside()
    for number, path in enumerate(files.paths):
        if path in files.refusals:
            yield number, _as_it_is, (Found(str(path), path.name, files.refusals[path]),)
        elif reading.holds_several(path):
            yield from texts_of(number, path, reading.read_all(path, choose, beside, files.passed_over), importer)
        else:
            given = reading.given_of(path, beside)
            yield from _told(number, beside)
            yield number, analyse_file, (path, importer, keep_bytes, given)


def texts_of(
    number: int, path: Path, texts: Iterable[tuple[str, SourceText | UserError]], importer: Importer
) -> Iterator[Task]:
    """Give what is to be done with the texts of a table or an archive, each under its path."""
    for name, text in texts:
        place = str(path) if name == path.name else f"{path}/{name}"
        if isinstance(text, UserError):
            table = getattr(text, "table", None)
            yield number, _as_it_is, (Found(place, path.name, str(text), origin=str(path), table=table),)
        else:
            yield number, analyse_text, (text, importer, place, None, str(path))


def _told(number: int, beside: "Beside") -> Iterator[Task]:
    for path, error in beside.complaints():
        yield number, _as_it_is, (Found(path, Path(path).name, str(error)),)


def _handed_out(pool: ProcessPoolExecutor, call: Callable[..., Found], values: tuple[object, ...]) -> Future[Found]:
    if call is not _as_it_is:
        return pool.submit(call, *values)
    known: Future[Found] = Future()
    known.set_result(call(*values))
    return known


def _next(waiting: deque[tuple[int, Future[Found]]]) -> tuple[int, Found]:
    number, future = waiting.popleft()
    return number, future.result()


class Spool:
    """A temporary file for what has been analysed, so that memory need not hold it. Any thread may use it."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="annotator-import-")  # noqa: SIM115 - closed by close()
        self._places: dict[int, tuple[int, int]] = {}
        self._lock = threading.Lock()

    def put(self, number: int, data: bytes) -> None:
        """Keep bytes under a number, in place of what was there."""
        with self._lock:
            place = self._file.seek(0, 2), len(data)
            self._file.write(data)
            self._places[number] = place

    def get(self, number: int) -> bytes:
        """Give the bytes kept under a number."""
        with self._lock:
            start, length = self._places[number]
            self._file.seek(start)
            return self._file.read(length)

    def close(self) -> None:
        """Let everything go."""
        self._file.close()
