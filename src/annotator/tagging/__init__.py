"""From a source text to passages, statements with speakers, and mentions. Rules only; spaCy lives here."""

from annotator.tagging.analysis import IMPORTER_VERSION, analyse
from annotator.tagging.learnt import known_names
from annotator.tagging.sentences import sentence_spans

__all__ = ["IMPORTER_VERSION", "analyse", "known_names", "sentence_spans"]
