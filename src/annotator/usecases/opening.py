"""Making and opening project files, and what they say about themselves."""

import hashlib
import json
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from annotator import paths
from annotator.domain.codebook import Codebook, codebook_from_dict, codebook_from_json, codebook_to_dict
from annotator.domain.errors import UserError
from annotator.domain.ids import NOBODY, CoderId, coder_id
from annotator.domain.label import Coder
from annotator.domain.rows import CoderProgress, ProjectInfo
from annotator.domain.transcript import Unit
from annotator.store import queries, writing
from annotator.store.file import SUFFIX, ProjectFile


def create(path: Path, codebook: Path | None, unit: str) -> ProjectFile:
    """Make a project file with its codebook and its unit; see ``Project.create``."""
    if path.suffix != SUFFIX:
        raise UserError(f'A project file\'s name ends in "{SUFFIX}": call it "{path.stem or "project"}{SUFFIX}".')
    if unit not in set(Unit):
        raise UserError(f'"{unit}" is no unit of text: use sentence, paragraph or turn.')
    book = read_codebook(codebook)
    file = ProjectFile.create(path)
    try:
        with file.write() as connection:
            digest = _digest(book)
            writing.record(
                connection,
                file,
                NOBODY,
                [
                    ("codebook", digest, codebook_to_dict(book)),
                    ("project", "codebook", {"codebook": digest}),
                    ("project", "unit", {"unit": unit}),
                ],
            )
    except BaseException:
        file.close()
        path.unlink(missing_ok=True)
        raise
    return file


def read_codebook(path: Path | None) -> Codebook:
    """Give the codebook in a file, or the default one; raises UserError where it cannot be read."""
    source = paths.resource("codebooks", "default.json") if path is None else existing(path)
    try:
        return codebook_from_json(source.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise UserError(f'The codebook "{source}" cannot be read: it must be a JSON file in UTF-8.') from None


def _digest(book: Codebook) -> str:
    canonical = json.dumps(codebook_to_dict(book), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:16]


def existing(path: Path) -> Path:
    """Give the path back; raises UserError, with the nearest name beside it, where there is nothing."""
    sentence = why_missing(path)
    if sentence:
        raise UserError(sentence)
    return path


def why_missing(path: Path) -> str:
    """Say that nothing can be found under a path, with the nearest name beside it; "" where there is something."""
    try:
        if path.exists():
            return ""
        if path.is_symlink():
            return f'"{path}" is a link that points to nothing: mend the link, or choose the file itself.'
        beside = [other.name for other in path.parent.iterdir() if other.exists()] if path.parent.is_dir() else []
    except PermissionError:
        return f"{path} may not be opened: ask for the right to read it, or choose another."
    except OSError as error:  # such as a name that is longer than any file's
        return f'There is no file "{path}" ({error.strerror or error}): check the name, or choose another.'
    close = get_close_matches(path.name, beside, n=1, cutoff=0.0)
    return f'There is no file "{path}"' + (f'; the nearest is "{close[0]}".' if close else ".")


def codebook_in_use(file: ProjectFile) -> Codebook:
    """Give the codebook that the project works with."""
    with file.read() as connection:
        chosen = writing.holds(connection, "project", "codebook")
        value = None if chosen is None else writing.holds(connection, "codebook", chosen["codebook"])
    return read_codebook(None) if value is None else codebook_from_dict(value)


def unit_in_use(file: ProjectFile) -> Unit:
    """Give the unit into which new transcripts are cut."""
    with file.read() as connection:
        value = writing.holds(connection, "project", "unit")
    return Unit.SENTENCE if value is None else Unit(value["unit"])


def info(file: ProjectFile, codebook: Codebook, unit: Unit) -> ProjectInfo:
    """Give the counts of a project."""
    with file.read() as connection:
        n_transcripts, n_statements, n_codable, n_mentions = queries.counts(connection)
        labels = queries.label_counts(connection)
        coders = queries.coders(connection)
        n_facts = queries.fact_count(connection)
    return ProjectInfo(
        path=str(file.path),
        unit=unit,
        codebook_name=codebook.name,
        codebook_version=codebook.version,
        n_transcripts=n_transcripts,
        n_statements=n_statements,
        n_codable=n_codable,
        n_mentions=n_mentions,
        n_labels=sum(count for count, _ in labels.values()),
        n_facts=n_facts,
        coders=tuple(CoderProgress(coder, *labels.get(coder.uid, (0, 0)), n_codable) for coder in coders),
    )


def named(coders: Sequence[Coder], name: str) -> Coder:
    """Give the coder of that name or with that identifier; raises UserError, with the nearest, where there is none."""
    wanted = coder_id(name)
    for coder in coders:
        if coder.uid in (wanted, name):
            return coder
    names = [coder.name for coder in coders]
    close = get_close_matches(name, names, n=1, cutoff=0.0)
    hint = f'; the nearest is "{close[0]}"' if close else ", and nobody codes here yet"
    raise UserError(f'There is no coder "{name}" in this project{hint}.')


def coder_or_new(coders: Sequence[Coder], name: str) -> CoderId:
    """Give the identifier of the coder of that name or with that identifier, who need not be known yet."""
    if name == NOBODY or any(coder.uid == name for coder in coders):
        return CoderId(name)
    return coder_id(name)
