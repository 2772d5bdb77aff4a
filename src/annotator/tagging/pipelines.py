"""Which trained spaCy pipelines there are on this machine, told from their files alone: spaCy is not imported here."""

import hashlib
import json
import os
from collections.abc import Iterator
from configparser import ConfigParser
from configparser import Error as ConfigError
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from annotator.domain.pipeline import Pipeline, PipelineError

_GROUP = "spacy_models"
"""The entry points by which an installed package says that it is a pipeline."""
_RECOGNISERS = frozenset({"ner", "beam_ner"})
_ENCODERS = frozenset({"tok2vec", "transformer", "curated_transformer"})
"""Components to which a recogniser may listen."""
_META, _CONFIG = "meta.json", "config.cfg"
_VECTORS = "vectors"
_HASHED_AT_ONCE = 1 << 20


def installed_pipelines() -> tuple[Pipeline, ...]:
    """Give the installed pipelines with a recogniser of named entities, by name; a damaged one is passed over."""
    found: dict[str, Pipeline] = {}
    for folder in _installed():
        try:
            pipeline = _described(folder, is_installed=True)
        except PipelineError:
            continue
        found.setdefault(pipeline.name, pipeline)
    return tuple(found[name] for name in sorted(found))


def find_pipeline(choice: str | os.PathLike[str]) -> Pipeline:
    """Give the pipeline of that name, or in that folder.

    Raises PipelineError where there is none, or what is there has no recogniser or cannot be read. That it can be
    loaded is only known once it is; see ``trained.check``.
    """
    wanted = os.fspath(choice)
    for folder in _installed(wanted):
        return _described(folder, is_installed=True)
    folder = Path(wanted).expanduser().absolute()
    with _rights_told():
        is_there = _is_there(folder)
    if is_there:
        return _described(folder, is_installed=False)
    if {os.sep, os.altsep} & set(wanted):
        raise PipelineError(f'There is no trained pipeline in "{wanted}": choose another, or import without one.')
    names = [pipeline.name for pipeline in installed_pipelines()]
    close = get_close_matches(wanted, names, n=1, cutoff=0.0)
    hint = f'; the nearest is "{close[0]}".' if close else ": install it, or name the folder that it is in."
    raise PipelineError(f'There is no trained pipeline "{wanted}" here{hint}')


def _installed(name: str = "") -> Iterator[Path]:
    """The folders of the packages that say they are pipelines, or of the one of that name."""
    modules = [entry.module for entry in entry_points(group=_GROUP) if not name or entry.name == name]
    if name.isidentifier():
        modules.append(name)
    for module in dict.fromkeys(modules):
        top, *rest = module.split(".")
        try:
            spec = find_spec(top)  # of a name without a dot this imports nothing
        except ValueError:  # a module without a specification, such as "__main__"
            continue
        for place in (spec.submodule_search_locations or ()) if spec else ():
            folder = Path(place, *rest)
            if _may_be_file(folder / _META):
                yield folder
                break


@contextmanager
def _rights_told() -> Iterator[None]:
    """Turn the want of a right to read into the sentence that says so."""
    try:
        yield
    except PermissionError as error:
        raise not_opened(error) from None


def not_opened(error: PermissionError) -> PipelineError:
    """Say what of a pipeline may not be opened."""
    return PipelineError(
        f'"{error.filename}" may not be opened: ask for the right to read it, choose another trained pipeline, '
        "or import without one."
    )


def _is_there(path: Path) -> bool:
    """Whether there is something of this name, which may be longer than any file's; raises PermissionError."""
    try:
        return path.exists()
    except PermissionError:
        raise
    except OSError:
        return False


def _may_be_file(path: Path) -> bool:
    """Whether this is a file, or may be one: whoever opens it will be told that it may not be."""
    try:
        return path.is_file()
    except PermissionError:
        return True


@_rights_told()
def _described(folder: Path, *, is_installed: bool) -> Pipeline:
    """The pipeline in a folder, or in the one of its version below it, as packages have it."""
    if not _may_be_file(folder / _META):
        raise PipelineError(
            f'"{folder}" is no trained pipeline: choose the folder that its {_META} and its {_CONFIG} are in.'
        )
    about = _meta(folder)
    name = f"{about['lang']}_{about['name']}"
    if not _may_be_file(folder / _CONFIG):
        folder = folder / f"{name}-{about['version']}"
    config = _config(folder, name)
    try:
        names, disabled = (json.loads(config.get("nlp", key, fallback="[]")) for key in ("pipeline", "disabled"))
        factories = {one: json.loads(config.get(f"components.{one}", "factory", fallback='""')) for one in names}
        recogniser = next((one for one in names if factories[one] in _RECOGNISERS and one not in disabled), None)
        needed = _needed(config, recogniser, factories) if recogniser else set()
    except (ValueError, TypeError, ConfigError):
        raise _damaged(name, f"its {_CONFIG} makes no sense") from None
    if recogniser is None:
        raise PipelineError(
            f'The pipeline "{name}" does not recognise named entities, so it finds no people or organisations: '
            "choose another, or import without one."
        )
    return Pipeline(
        name=name,
        version=about["version"],
        language=about["lang"],
        folder=folder,
        digest=_digest(folder, name, needed),
        recogniser=recogniser,
        left_out=tuple(one for one in names if one not in needed),
        spacy_versions=about["spacy_version"],
        is_installed=is_installed,
    )


def _meta(folder: Path) -> dict[str, str]:
    """What a pipeline says of itself: language, name, version, versions of spaCy."""
    try:
        said: Any = json.loads((folder / _META).read_text("utf-8"))
    except PermissionError:
        raise
    except (OSError, ValueError):
        said = None
    if not isinstance(said, dict) or not all(isinstance(said.get(key), str) for key in ("lang", "name", "version")):
        raise _damaged(str(folder), f"its {_META} cannot be read")
    return {
        **{key: said[key] for key in ("lang", "name", "version")},
        "spacy_version": str(said.get("spacy_version") or ""),
    }


def _config(folder: Path, name: str) -> ConfigParser:
    config = ConfigParser(interpolation=None)
    config.optionxform = str  # type: ignore[assignment,method-assign] # as configparser's documentation has it
    try:
        config.read_string((folder / _CONFIG).read_text("utf-8"))
    except PermissionError:
        raise
    except (OSError, ValueError, ConfigError):
        raise _damaged(name, f"its {_CONFIG} cannot be read") from None
    return config


def _needed(config: ConfigParser, recogniser: str, factories: dict[str, str]) -> set[str]:
    """The recogniser, and the encoders where a part of it listens to one."""
    section = f"components.{recogniser}"
    parts = [part for part in config.sections() if part == section or part.startswith(f"{section}.")]
    listens = any("Listener" in config.get(part, "@architectures", fallback="") for part in parts)
    encoders = {one for one, factory in factories.items() if factory in _ENCODERS}
    return {recogniser} | (encoders if listens else set())


def _digest(folder: Path, name: str, needed: set[str]) -> str:
    """What tells the pipeline's content from another's.

    Left out is what the recogniser does not use, and the word vectors, which can be large: it was trained on them, so
    it differs where they do.
    """
    content = hashlib.sha256()
    try:
        for path in sorted(_files_used(folder, {*needed, _CONFIG, "tokenizer", "vocab"})):
            if path.relative_to(folder).parts[0] == "vocab" and path.name == _VECTORS:
                continue
            content.update(f"\n{path.relative_to(folder).as_posix()}\n".encode("utf-8", "surrogateescape"))
            with path.open("rb") as stream:
                while part := stream.read(_HASHED_AT_ONCE):
                    content.update(part)
    except PermissionError:
        raise
    except OSError as error:
        raise _damaged(name, f"its files cannot be read: {error.strerror}") from None
    return content.hexdigest()[:12]


def _files_used(folder: Path, used: set[str]) -> Iterator[Path]:
    """The files of these names in a pipeline's folder, and all in the subfolders of these names.

    Raises OSError for what may not be opened, where ``Path.rglob`` would pass over it.
    """

    def refuse(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=refuse):
        is_top = Path(place) == folder
        folders[:] = [name for name in folders if name in used or not is_top]
        yield from (path for name in names if (name in used or not is_top) and (path := Path(place, name)).is_file())


def _damaged(name: str, why: str) -> PipelineError:
    return PipelineError(
        f'The pipeline "{name}" is damaged ({why}): install it again, choose another, or import without one.'
    )
