"""Statements: sentences, paragraphs or turns, each with its speakers."""

from collections.abc import Iterator, Sequence

from annotator.domain.ids import TranscriptId, statement_id
from annotator.domain.transcript import Passage, PassageKind, Span, Speaker, Statement, Unit, is_codable

_WHOLE_LINES = frozenset({PassageKind.HEADING, PassageKind.LIST, PassageKind.BOILERPLATE})
Voices = tuple[Speaker, ...]


def parts_of(
    passage: Span, kind: PassageKind | None, sentences: Sequence[Span], *, bullet: bool = True
) -> tuple[Span, ...]:
    """Give the stretches of a passage that are statements of their own: its sentences, or the whole line.

    A list that is no ``bullet`` is running text ("Also speaking were …") and may hold several sentences.
    """
    whole = kind in _WHOLE_LINES and (bullet or kind is not PassageKind.LIST)
    return (passage,) if whole or not sentences else tuple(sentences)


def statements_of(
    text: str,
    transcript: TranscriptId,
    passages: Sequence[Passage],
    parts: Sequence[Sequence[Span]],
    voices: Sequence[Sequence[Voices]],
    unit: Unit,
) -> tuple[Statement, ...]:
    """Give the statements of a text in order; ``parts`` and ``voices`` hold each passage's sentences and speakers."""
    if unit is Unit.SENTENCE:
        spans = _sentences(parts, voices)
    elif unit is Unit.PARAGRAPH:
        spans = ((Span(p.start_cp, p.end_cp), i, p.speakers) for i, p in enumerate(passages))
    else:
        spans = _turns(passages)
    return tuple(
        Statement(
            statement_id(transcript, span.start_cp, span.end_cp),
            span.start_cp,
            span.end_cp,
            number,
            is_codable(text[span.start_cp : span.end_cp], passages[number].kind),
            speakers,
        )
        for span, number, speakers in spans
    )


_Draft = tuple[Span, int, Voices]


def _sentences(parts: Sequence[Sequence[Span]], voices: Sequence[Sequence[Voices]]) -> Iterator[_Draft]:
    for number, (spans, speakers) in enumerate(zip(parts, voices, strict=True)):
        for span, who in zip(spans, speakers, strict=True):
            yield span, number, who


def _turns(passages: Sequence[Passage]) -> Iterator[_Draft]:
    """Passages that follow each other in one section with the same speakers are one turn; all others stand alone."""
    number = 0
    while number < len(passages):
        first = passages[number]
        last = number
        while last + 1 < len(passages) and _goes_on(first, passages[last + 1]):
            last += 1
        yield Span(first.start_cp, passages[last].end_cp), number, first.speakers
        number = last + 1


def _goes_on(first: Passage, following: Passage) -> bool:
    spoken = first.kind is PassageKind.SPEECH and following.kind is PassageKind.SPEECH
    return (
        spoken
        and bool(first.speakers)
        and first.section == following.section
        and _same(first.speakers, following.speakers)
    )


def _same(some: Voices, others: Voices) -> bool:
    """Whether two groups are the same voices, whatever the words of their offices."""
    return {(s.name, s.affiliation) for s in some} == {(s.name, s.affiliation) for s in others}
