"""From a source text to passages, statements with speakers, and mentions. Rules only; spaCy lives here."""

from annotator.tagging.analysis import IMPORTER_VERSION, analyse
from annotator.tagging.learnt import known_names
from annotator.tagging.sentences import sentence_spans
from annotator.tagging.tagger import shared_tagger

__all__ = ["IMPORTER_VERSION", "analyse", "known_names", "prepare", "sentence_spans"]


def prepare() -> None:
    """Load what every analysis needs, a second's work, so that the first one does not wait for it."""
    shared_tagger()
