"""Aliases that a project has learnt are names like those of the gazetteer."""

from annotator.domain.correction import Alias
from annotator.domain.ids import transcript_id
from annotator.domain.transcript import Analysis, MentionKind, SourceText, Span
from annotator.tagging import analyse

TEXT = "The representative of Norway thanked the Bergen Harbour Conference and the Northern Kingdom for their help."
NORTHERN = Alias("Northern Kingdom", MentionKind.COUNTRY, "Norway")
HARBOUR = Alias("Bergen Harbour Conference", MentionKind.ORG, "Harbour Conference")


def analysed(*aliases: Alias) -> Analysis:
    source = SourceText(TEXT, transcript_id(TEXT), "a.txt", "txt", "utf-8", (Span(0, len(TEXT)),))
    return analyse(source, aliases=aliases)


def named(analysis: Analysis) -> dict[str, tuple[str, str | None, str | None]]:
    return {TEXT[m.start_cp : m.end_cp]: (m.kind, m.entity, m.iso) for m in analysis.mentions}


def test_alias_is_a_mention_of_its_entity_with_what_the_gazetteer_knows_of_that() -> None:
    found = named(analysed(NORTHERN, HARBOUR))
    assert found["Northern Kingdom"] == ("COUNTRY", "Norway", "NOR")
    assert found["Bergen Harbour Conference"] == ("ORG", "Harbour Conference", None)


def test_alias_wins_over_the_gazetteer_where_it_has_the_same_words() -> None:
    assert named(analysed())["Norway"] == ("COUNTRY", "Norway", "NOR")
    other = Alias("Norway", MentionKind.ORG, "Norway Spruce Company")
    assert named(analysed(other))["Norway"] == ("ORG", "Norway Spruce Company", None)


def test_aliases_are_part_of_the_importers_version_whatever_their_order() -> None:
    plain, one, two = analysed(), analysed(NORTHERN), analysed(NORTHERN, HARBOUR)
    assert plain.importer.split("/")[0::2] == ["rules", "sentence"]
    assert len({plain.importer, one.importer, two.importer}) == 3
    assert two.importer == analysed(HARBOUR, NORTHERN).importer
    assert one.importer.count("/") == 2
