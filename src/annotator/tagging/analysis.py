"""The way from a source text to everything the importer derives from it."""

from annotator.domain.ids import statement_id
from annotator.domain.transcript import (
    CODABLE_KINDS,
    Analysis,
    Metadata,
    Passage,
    PassageKind,
    SourceText,
    Statement,
    Unit,
)
from annotator.tagging.language import language_of
from annotator.tagging.sentences import sentence_spans

IMPORTER_VERSION = "1"


def analyse(source: SourceText, unit: Unit = Unit.SENTENCE) -> Analysis:
    """Give the passages, statements with speakers, and mentions of a source text. Pure and deterministic."""
    passages = tuple(
        Passage(b.start_cp, b.end_cp, PassageKind.NARRATION, None, language_of(source.text[b.start_cp : b.end_cp]))
        for b in source.blocks
    )
    statements = tuple(
        Statement(
            statement_id(source.transcript, s.start_cp, s.end_cp), s.start_cp, s.end_cp, i, p.kind in CODABLE_KINDS
        )
        for i, p in enumerate(passages)
        for s in sentence_spans(source.text, p.start_cp, p.end_cp)
    )
    return Analysis(
        f"rules/{IMPORTER_VERSION}/{unit}", Metadata(language=language_of(source.text)), passages, statements, ()
    )
