"""How people cut a text into statements otherwise than the importer did, so that the cuts of many fit together.

Every cut is a stretch that somebody made a statement of. Where two overlap, the later holds; where none holds, what the
importer derived does, or what is left of it. So every character that the importer put into a statement is in one
statement, whoever cut what, in whatever order the files came together.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.transcript import Span


def stripped(text: str, start_cp: int, end_cp: int) -> Span | None:
    """Give the stretch without the white space at its ends, or None where nothing else is in it."""
    while start_cp < end_cp and text[start_cp].isspace():
        start_cp += 1
    while end_cp > start_cp and text[end_cp - 1].isspace():
        end_cp -= 1
    return Span(start_cp, end_cp) if start_cp < end_cp else None


def cuts_in_force(text: str, made: Iterable[Span]) -> list[Span]:
    """Give those of the stretches that people made statements of which hold, in reading order.

    Args:
        made: The latest first. One that is not within the text counts for nothing.
    """
    taken: list[Span] = []
    for span in made:
        if not 0 <= span.start_cp < span.end_cp <= len(text):
            continue
        at = bisect_left(taken, span.start_cp, key=lambda one: one.end_cp - 1)
        if at == len(taken) or taken[at].start_cp >= span.end_cp:
            taken.insert(at, span)
    return taken


def left_over(text: str, derived: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """Give what the cuts that hold leave of a derived statement: all of it, pieces of it, or nothing."""
    start = derived.start_cp
    first = bisect_left(taken, derived.start_cp, key=lambda one: one.end_cp - 1)
    overlapping = []
    for span in taken[first:]:
        if span.start_cp >= derived.end_cp:
            break
        overlapping.append(span)
    if not overlapping:
        yield derived
        return
    for span in [*overlapping, Span(derived.end_cp, derived.end_cp)]:
        piece = stripped(text, start, min(span.start_cp, derived.end_cp))
        if piece is not None:
            yield piece
        start = max(start, span.end_cp)
