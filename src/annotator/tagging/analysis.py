"""The way from a source text to everything the importer derives from it."""

import re
from collections.abc import Sequence

from annotator.domain.correction import Alias
from annotator.domain.given import Given
from annotator.domain.pipeline import Pipeline
from annotator.domain.transcript import Analysis, Passage, SourceText, Span, Speaker, Unit
from annotator.tagging.gazetteer import rows
from annotator.tagging.given import Voices, languages_with, looks_with, metadata_with, parts_with, unit_with
from annotator.tagging.given import digest_of as digest_of_given
from annotator.tagging.language import language_of
from annotator.tagging.learnt import digest_of
from annotator.tagging.lines import is_bullet
from annotator.tagging.mentions import mentions_of, name_shadow
from annotator.tagging.metadata import metadata_of
from annotator.tagging.passages import looks_of
from annotator.tagging.recasing import in_usual_case
from annotator.tagging.sentences import sentence_spans
from annotator.tagging.speakers import Attribution, attribute
from annotator.tagging.statements import parts_of, statements_of
from annotator.tagging.tagger import shared_tagger
from annotator.tagging.trained import joined

_GENERAL_DEBATE = re.compile(r"(?P<iso>[A-Z]{3})_\d{1,3}_(?:19|20)\d\d\.\w+$")
IMPORTER_VERSION = "6"
"""Raised whenever the same text would give other passages, statements, speakers or mentions."""


def analyse(
    source: SourceText,
    unit: Unit = Unit.SENTENCE,
    aliases: Sequence[Alias] = (),
    pipeline: Pipeline | None = None,
) -> Analysis:
    """Give the passages, statements with speakers, and mentions of a source text. Pure and deterministic.

    Args:
        aliases: Names that people taught the project; which ones is part of the importer's version.
        pipeline: A trained pipeline whose people and organisations join the mentions of the rules, and only those; part
            of the importer's version too. Raises PipelineError where it cannot be used.
    """
    text, blocks, given = source.text, source.blocks, source.given or Given()
    cased = in_usual_case(text)
    shadow = name_shadow(cased, blocks, shared_tagger(tuple(aliases)))
    looks = looks_with(looks_of(shadow.plain, blocks, text), given)
    parts = [
        parts_of(
            block,
            look,
            sentence_spans(cased, block.start_cp, block.end_cp),
            bullet=is_bullet(shadow.plain[block.start_cp : block.end_cp]),
        )
        for block, look in zip(blocks, looks, strict=True)
    ]
    parts = parts_with(parts, blocks, given)
    known = Voices(given, aliases)
    attributions = attribute(shadow, blocks, looks, parts, known.only or _speech_by(source.file_name))
    attributions = known.over(
        shadow, blocks, attributions, lambda i, j: attribute(shadow, blocks[i:j], looks[i:j], parts[i:j])
    )
    language = language_of(text)
    passages = languages_with(_passages(text, blocks, attributions, language), given)
    voices = [one.voices for one in attributions]
    mentions = mentions_of(shadow, blocks, {s.name for p in passages for s in p.speakers if s.name})
    if pipeline is not None:
        mentions = joined(shadow.plain, passages, mentions, pipeline)
    return Analysis(
        importer=f"rules/{version_with(aliases, pipeline, source.given)}/{unit}",
        metadata=metadata_with(metadata_of(shadow.plain, passages, language), given),
        passages=passages,
        statements=statements_of(text, source.transcript, passages, parts, voices, unit_with(unit, given)),
        mentions=mentions,
        warnings=known.warnings,
    )


def version_with(aliases: Sequence[Alias], pipeline: Pipeline | None = None, given: Given | None = None) -> str:
    """Give the importer's version with these: "1", or "1+aliases.DIGEST+pipeline.NAME-VERSION.DIGEST+given.DIGEST"."""
    digest, beside = digest_of(aliases), digest_of_given(given)
    marks = (
        f"aliases.{digest}" if digest else "",
        pipeline.mark if pipeline else "",
        f"given.{beside}" if beside else "",
    )
    return "+".join((IMPORTER_VERSION, *filter(None, marks)))


def _speech_by(file_name: str) -> Speaker | None:
    """Whose speech a file of the General Debate corpus holds: "USA_75_2020.txt" is the United States'."""
    match = _GENERAL_DEBATE.match(file_name)
    state = match and next((row["name"] for row in rows("states.tsv") if row["iso"] == match["iso"]), None)
    return Speaker(None, "representative", state) if state else None


def _passages(
    text: str, blocks: Sequence[Span], attributions: Sequence[Attribution], language: str | None
) -> tuple[Passage, ...]:
    """The passages with their languages: one that does not tell its own is in that of the passage before."""
    passages: list[Passage] = []
    for block, one in zip(blocks, attributions, strict=True):
        language = language_of(text[block.start_cp : block.end_cp]) or language
        speakers: tuple[Speaker, ...] = tuple(dict.fromkeys(s for voices in one.voices for s in voices))
        passages.append(Passage(block.start_cp, block.end_cp, one.kind, one.section, language, _distinct(speakers)))
    return tuple(passages)


def _distinct(speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """Each voice once, whatever is said of its capacity the second time."""
    first: dict[tuple[str | None, str | None, str | None], Speaker] = {}
    for speaker in speakers:
        role = None if speaker.name or speaker.affiliation else speaker.role
        first.setdefault((speaker.name, speaker.affiliation, role), speaker)
    return tuple(first.values())
