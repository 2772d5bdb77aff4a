"""What analysing a transcript costs, from text to values, beside a bare pipeline that only finds names."""

import time
from collections.abc import Callable
from statistics import median

import pytest

from annotator import paths, reading, tagging
from annotator.tagging.gazetteer import all_names
from benchmarks.figures import against, tell

pytestmark = pytest.mark.timeout(600)

ROUNDS = 15
AIM = 4.0


def bare_pipeline(texts: list[str]) -> Callable[[str], object]:
    """Give a blank English pipeline with one phrase matcher over as many patterns as the importer has."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    pipeline = spacy.blank("en")
    matcher = PhraseMatcher(pipeline.vocab)
    matcher.add("names", list(pipeline.pipe(texts)))

    def find(text: str) -> object:
        return filter_spans(matcher(pipeline(text), as_spans=True))

    return find


def test_analysing_a_long_transcript() -> None:
    path = max(paths.seeds().glob("*.txt"), key=lambda path: path.stat().st_size)
    source = reading.read(path)
    surfaces = sorted({name.surface for name in all_names()})
    bare = bare_pipeline(surfaces)
    tagging.analyse(source)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        tagging.analyse(source)
        middle = time.perf_counter()
        bare(source.text)
        ours.append(middle - start)
        theirs.append(time.perf_counter() - middle)
    ratio = median(ours) / median(theirs)
    tell(
        f"analysing a transcript of {path.stat().st_size / 1000:.0f} kB",
        [
            ("statements, speakers, kinds, mentions", f"{median(ours) * 1000:.0f} ms"),
            (f"a blank pipeline with {len(surfaces):,} patterns", f"{median(theirs) * 1000:.0f} ms"),
            ("times as long", against(ratio, AIM)),
        ],
    )
