"""People and organisations that a trained spaCy pipeline finds, beside the mentions of the rules, which win.

The pipeline is loaded at its first use, in the job or helper process that needs it, and only its recogniser of named
entities; nothing is ever fetched.
"""

import re
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from annotator.domain.pipeline import Pipeline, PipelineError
from annotator.domain.transcript import Mention, MentionKind, Passage
from annotator.tagging.candidates import Candidate
from annotator.tagging.letters import title_case
from annotator.tagging.names import is_name, proper_name
from annotator.tagging.people import surnames_of
from annotator.tagging.pipelines import not_opened
from annotator.tagging.roles import ROLE_HEAD, ROLE_NAME_TITLE
from annotator.tagging.wordlists import words

KINDS = {
    **dict.fromkeys(("PERSON", "PER", "PRS", "persName"), MentionKind.PERSON),
    **dict.fromkeys(("ORG", "ORGANIZATION", "orgName"), MentionKind.ORG),
}
"""What the labels of spaCy's pipelines, in whichever language, are called here. All others are left alone."""
MANY_LANGUAGES = "xx"
PIECE_CHARS = 20_000
"""So much is handed to the recogniser at once: its memory grows with the text, and it sees some words around only."""
_ENDS = " \t\n\r.,;:!?\"'“”‘’«»–—-/|*•·"
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_TITLE = re.compile(rf"(?:{ROLE_NAME_TITLE})\]?\s+")
_POSSESSIVE = re.compile(r"(?:'s|')$")
_ABBREVIATED = re.compile(r"(?:\b\w|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros))\.$")
_FIELD_OF_OFFICE = re.compile(rf"{ROLE_HEAD}\s+for\s+(?:the\s+)?$")
"""What stands before the field of an office, which is no organisation: "Under-Secretary-General for Legal Affairs"."""
_OFFICE = re.compile(rf"(?:{ROLE_NAME_TITLE})s?")
_BEFORE_CHARS = 80
_BRACKETS = (("[", "]"), ("(", ")"))
_GENERIC = words(
    "secretariat ministry parliament bureau board authorities mechanism forum group movement alliance army police "
    "brigade powers head heads state of"
)
"""Words that name no organisation by themselves, beside those that name no person."""


class Recogniser:
    """A loaded pipeline. One thread at a time reads with it; the others wait."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._lock = threading.Lock()
        self._nlp = _loaded(pipeline)
        labels = self._nlp.get_pipe(pipeline.recogniser).labels
        if KINDS.keys().isdisjoint(labels):
            raise PipelineError(
                f'The pipeline "{pipeline.name}" finds neither people nor organisations: choose another, or import '
                "without one."
            )
        self.find(["A trial."])

    def find(self, texts: Sequence[str]) -> list[list[tuple[int, int, MentionKind]]]:
        """Give, for each text, where it names people and organisations, by code points."""
        try:
            with self._lock, self._nlp.memory_zone():
                return [
                    [(ent.start_char, ent.end_char, KINDS[ent.label_]) for ent in doc.ents if ent.label_ in KINDS]
                    for doc in self._nlp.pipe(texts)
                ]
        except Exception as error:  # the edge: what is damaged fails in any way
            raise _unusable(self._pipeline, error) from error


@lru_cache(maxsize=1)
def shared_recogniser(pipeline: Pipeline) -> Recogniser:
    """Give the pipeline loaded, at the first call; raises PipelineError where it cannot be used."""
    return Recogniser(pipeline)


def check(pipeline: Pipeline) -> None:
    """Load a pipeline; raises PipelineError where it cannot be used."""
    shared_recogniser(pipeline)


def joined(
    plain: str, passages: Sequence[Passage], mentions: Sequence[Mention], pipeline: Pipeline
) -> tuple[Mention, ...]:
    """Give the mentions of the rules and, where none of them stands, what a trained pipeline finds, in order.

    Only passages in the pipeline's language are read, and no headlines, whose capitals say nothing.

    Args:
        plain: The text that has been through ``for_matching``.
    """
    read = [one for one in passages if _is_for(pipeline, one) and not title_case(plain[one.start_cp : one.end_cp])]
    parts = [(start, end, one.language) for one in read for start, end in pieces(plain, one.start_cp, one.end_cp)]
    found = shared_recogniser(pipeline).find([plain[start:end] for start, end, _ in parts])
    names = (
        trimmed(plain, (begin, stop), (begin + start, begin + end), kind, language)
        for (begin, stop, language), spans in zip(parts, found, strict=True)
        for start, end, kind in spans
    )
    added = _free([one for one in names if one is not None], mentions)
    return tuple(sorted((*mentions, *_linked(added, mentions)), key=lambda mention: mention.start_cp))


def _is_for(pipeline: Pipeline, passage: Passage) -> bool:
    return pipeline.language == MANY_LANGUAGES or passage.language in (None, pipeline.language)


def pieces(plain: str, start_cp: int, end_cp: int, most_chars: int = PIECE_CHARS) -> Iterator[tuple[int, int]]:
    """Give a stretch in parts that are not too long, each cut after a sentence where it can be, else after a word."""
    while end_cp - start_cp > most_chars:
        limit = start_cp + most_chars
        spaces = (plain.rfind(mark, start_cp, limit) + len(mark) for mark in (". ", " "))
        cut = next((at for at in spaces if at > start_cp + 1), limit)
        yield start_cp, cut
        start_cp = cut
    yield start_cp, end_cp


def trimmed(
    plain: str, piece: tuple[int, int], place: tuple[int, int], kind: MentionKind, language: str | None
) -> Candidate | None:
    """A name without what the guidelines leave out: article, titles, possessive ending, marks around it.

    None where nothing is left that is a proper name.
    """
    (start, end), before = place, (-1, -1)
    while before != (start, end):  # what one step uncovers is for the others to look at
        before = start, end
        start, end = _within_marks(plain, start, end)
        start = _after_titles(plain, start, end, kind, language)
        start, end = _within_brackets(plain, piece, start, end)
    surface = plain[start:end]
    is_proper = _is_person(surface) if kind is MentionKind.PERSON else _is_organisation(surface)
    if not is_proper or _OFFICE.fullmatch(surface) or _is_of_an_office(plain, piece[0], start, end, kind):
        return None
    entity = proper_name(surface) if kind is MentionKind.PERSON else " ".join(surface.split())
    return Candidate(start, end, kind, entity)


def _within_marks(plain: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space, quotation marks and stops around it, and without a possessive ending."""
    while start < end and plain[start] in _ENDS:
        start += 1
    while start < end:
        surface = plain[start:end]
        if possessive := _POSSESSIVE.search(surface):
            end = start + possessive.start()
        elif surface[-1] in _ENDS and not _ABBREVIATED.search(surface):
            end -= 1
        else:
            break
    return start, end


def _after_titles(plain: str, start: int, end: int, kind: MentionKind, language: str | None) -> int:
    """Where the name begins behind articles and a person's titles; "M." is one in French, and else an initial."""
    while found := _ARTICLE.match(plain, start, end) or (
        kind is MentionKind.PERSON and _TITLE.match(plain, start, end)
    ):
        if found[0].startswith("M.") and language != "fr":
            break
        start = found.end()
    return start


def _within_brackets(plain: str, piece: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The stretch with the other bracket of a pair where that stands beside it, else without the odd one."""
    for opening, closing in _BRACKETS:
        surface = plain[start:end]
        if surface.count(closing) > surface.count(opening):
            beside = start > piece[0] and plain[start - 1] == opening
            start, end = (start - 1, end) if beside else (start, start + surface.index(closing))
        elif surface.count(opening) > surface.count(closing):
            beside = end < piece[1] and plain[end] == closing
            if beside or surface.startswith(opening):
                start, end = (start, end + 1) if beside else (start + 1, end)
            else:
                end = start + surface.index(opening)
    return start, end


def _is_person(surface: str) -> bool:
    letters = [char for char in surface if char.isalpha()]
    plain_enough = not any(char.isdigit() or char in "@/\\_<>" for char in surface)
    return len(letters) > 1 and plain_enough and not letters[0].islower() and is_name(surface)


def _is_organisation(surface: str) -> bool:
    """Whether words name an organisation: with a capital or a letter of a script without, and not only "Council"."""
    names = [word for word in surface.split() if is_name(word) and word.lower().strip(".,") not in _GENERIC]
    return any(char.isalpha() and not char.islower() for word in names for char in word)


def _is_of_an_office(plain: str, passage_start: int, start: int, end: int, kind: MentionKind) -> bool:
    """Whether what looks like an organisation is the field of an office, or the sign of who speaks: "SG:"."""
    if kind is not MentionKind.ORG:
        return False
    before = plain[max(passage_start, start - _BEFORE_CHARS) : start]
    return bool(_FIELD_OF_OFFICE.search(before)) or (not before and plain[end : end + 1] == ":")


def _free(found: Iterable[Candidate], mentions: Sequence[Mention]) -> list[Candidate]:
    """Those that overlap no mention of the rules, and none before them."""
    taken = {at for mention in mentions for at in range(mention.start_cp, mention.end_cp)}
    free: list[Candidate] = []
    for one in found:
        place = range(one.start_cp, one.end_cp)
        if taken.isdisjoint(place):
            taken.update(place)
            free.append(one)
    return free


def _linked(found: Sequence[Candidate], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The new mentions; a surname alone means the only person of the text who is called so."""
    known = [
        Candidate(m.start_cp, m.end_cp, m.kind, m.entity) for m in mentions if m.kind is MentionKind.PERSON and m.entity
    ]
    called = surnames_of([*known, *(one for one in found if one.kind is MentionKind.PERSON)])
    for one in found:
        entity = one.entity or ""
        if one.kind is MentionKind.PERSON:
            entity = called.get(entity, entity)
        yield Mention(one.start_cp, one.end_cp, one.kind, entity)


# -- loading -----------------------------------------------------------------------------------------------------------


def _loaded(pipeline: Pipeline) -> Any:
    """The pipeline with its recogniser and what that needs."""
    from spacy import about
    from spacy.util import is_compatible_version, load_model_from_path

    wanted = pipeline.spacy_versions
    if wanted and is_compatible_version(about.__version__, wanted) is False:
        raise PipelineError(
            f'The pipeline "{pipeline.name}" {pipeline.version} was made for spaCy {wanted}, and this is spaCy '
            f"{about.__version__}: install one that fits, choose another, or import without one."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters of them has been looked at above
            return load_model_from_path(pipeline.folder, exclude=list(pipeline.left_out))
    except Exception as error:  # the edge: what is damaged fails in any way
        raise _unusable(pipeline, error) from error


def _unusable(pipeline: Pipeline, error: Exception) -> PipelineError:
    if isinstance(error, PermissionError):
        return not_opened(error)
    if not pipeline.folder.is_dir():
        why = f'is no longer in "{pipeline.folder}"'
    elif isinstance(error, ImportError) or any(sign in str(error) for sign in ("[E002]", "[E893]")):
        why = "needs a package that is not installed here"
    else:
        why = "is damaged, or needs a package that is not installed here"
    return PipelineError(
        f'The pipeline "{pipeline.name}" {why}: install it again, choose another, or import without one.'
    )
