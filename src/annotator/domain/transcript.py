"""A transcript and what points into it: passages, statements, speakers, mentions.

Every offset is a Unicode code point into the transcript's stored text, half open ``[start_cp, end_cp)``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotator.domain.given import Given
from annotator.domain.ids import StatementId, TranscriptId


class PassageKind(StrEnum):
    """What a passage is, as the annotation guidelines divide it."""

    SPEECH = "speech"
    NARRATION = "narration"
    HEADING = "heading"
    LIST = "list"
    NOTE = "note"
    BOILERPLATE = "boilerplate"


CODABLE_KINDS = frozenset({PassageKind.SPEECH, PassageKind.NARRATION})
"""Passages whose statements a coder is asked to label; the others can be labelled but are not waited for."""


class MentionKind(StrEnum):
    """What a mention names."""

    COUNTRY = "COUNTRY"
    CITY = "CITY"
    REGION = "REGION"
    NORP = "NORP"
    ORG = "ORG"
    UN_BODY = "UN_BODY"
    PERSON = "PERSON"
    DOCUMENT = "DOCUMENT"
    LAW = "LAW"
    EVENT = "EVENT"
    DATE = "DATE"


class Unit(StrEnum):
    """How much text one statement covers."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice: a person, or a delegation of which the text gives no name.

    Attributes:
        name: The person's name without title, or None where the text only says "the representative of France".
        role: The office as the text gives it, or None.
        affiliation: Canonical name of a State or organisation, or None.
        capacity: "in his national capacity", "on behalf of the SCO", or None.
    """

    name: str | None
    role: str | None
    affiliation: str | None
    capacity: str | None = None

    @property
    def shown(self) -> str:
        """The voice in one line, for a screen or a cell."""
        if self.name and self.affiliation:
            return f"{self.name} ({self.affiliation})"
        return self.name or self.affiliation or self.role or ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the text says about itself. What it does not say is None, never guessed.

    Attributes:
        date: ISO 8601 calendar date of the meeting, or failing that of publication, with ``XXXX`` for an unstated year.
        language: ISO 639-1 code of most of the text.
        symbols: Document symbols in order of appearance, each once.
    """

    title: str | None = None
    source_kind: str | None = None
    body: str | None = None
    meeting: str | None = None
    release: str | None = None
    symbols: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the stored text."""

    start_cp: int
    end_cp: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as it was read: its text, never to be changed again, and where its blocks are.

    Attributes:
        text: The stored text. LF line ends, no byte order mark.
        transcript: Identifier of that text.
        file_name: Name of the file without folders.
        form: "txt", "html", ...
        encoding: Name of the encoding the bytes were in, e.g. "utf-8".
        blocks: One non-blank line of a text (one paragraph where it breaks them over lines), or one paragraph of a
            document, each stripped of white space, in order.
        warnings: What a person should know of the reading, each one sentence: pages without text, several dates.
        given: What is known of it from beside it: the table that it came in, the tables of its corpus.
    """

    text: str
    transcript: TranscriptId
    file_name: str
    form: str
    encoding: str
    blocks: tuple[Span, ...]
    warnings: tuple[str, ...] = ()
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the transcript with its kind and its voices, in the order the text brings them."""

    start_cp: int
    end_cp: int
    kind: PassageKind
    section: str | None = None
    language: str | None = None
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A unit of text with its speakers, which coders label.

    Attributes:
        passage: Index into the transcript's passages (the first, where a statement covers several).
        codable: Whether a coder is asked to label it.
    """

    uid: StatementId
    start_cp: int
    end_cp: int
    passage: int
    codable: bool
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a transcript that names an entity.

    Attributes:
        entity: Canonical name, or None where it is not known.
        iso: ISO 3166-1 alpha-3 code for a State, else None.
    """

    start_cp: int
    end_cp: int
    kind: MentionKind
    entity: str | None
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the importer derives from a source text. Determined by the text, the unit and the importer's version.

    Attributes:
        importer: "<tagger>/<version>/<unit>", e.g. "rules/2/sentence".
        warnings: What a person should know, each one sentence.
    """

    importer: str
    metadata: Metadata
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    warnings: tuple[str, ...] = field(default=())


def with_kinds(analysis: Analysis, text: str, kinds: Sequence[tuple[int, PassageKind]]) -> Analysis:
    """Give the analysis with other kinds for some passages, by their index; their statements are codable or not by it.

    Statements stay where they are. An index that the analysis does not have is passed over.
    """
    chosen = {number: kind for number, kind in kinds if number < len(analysis.passages)}
    if not chosen:
        return analysis
    passages = [replace(p, kind=chosen.get(number, p.kind)) for number, p in enumerate(analysis.passages)]
    statements = [
        replace(s, codable=is_codable(text[s.start_cp : s.end_cp], chosen[s.passage])) if s.passage in chosen else s
        for s in analysis.statements
    ]
    return replace(analysis, passages=tuple(passages), statements=tuple(statements))


_ONLY_A_LABEL = re.compile(
    r"[^\n]{1,160}\[\d{1,3}(?::\d\d)+\]\s?:?|"
    r"(?:\d{1,3}\.\s)?(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|M|Mme|Sr|Sra)\b\.?\s[^.!?;“”\n]{2,120}[:：]|"
    r"(?:The|Le|La|El)\s(?:Acting\s)?(?:President|Chair\w*|Secretary-General|Présidente?|Presidenta)\b[^.!?;“”\n]{0,80}[:：]|"
    r"(?:\d{1,3}\.\s?)?SOUNDBITE\b[^“”\n]{2,200}[:：]|"
    r"[^a-z.!?;“”\n]{2,90}[:：]"
)
"""A label that stands alone says who speaks below it, and nothing that could be coded."""


def is_codable(text: str, kind: PassageKind) -> bool:
    """Whether a coder is asked to label a statement with this text in a passage of this kind."""
    return kind in CODABLE_KINDS and any(map(str.isalnum, text)) and not _ONLY_A_LABEL.fullmatch(text)
