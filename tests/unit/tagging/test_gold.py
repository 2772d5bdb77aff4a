"""The importer against three seeds that were annotated by hand. The floors stand just under what was reached."""

import hashlib
from collections import Counter

import pytest

from annotator.domain.transcript import MentionKind
from gold.scorer import GOLD, Counts, analysis_of, gold, score_mentions, score_passages, score_sentences, source_of


def _passages() -> Counter[str]:
    return sum((score_passages(gold(seed)["passages"], analysis_of(seed)) for seed in GOLD), Counter())


@pytest.mark.parametrize("seed", GOLD)
def test_gold_when_compared_with_the_seed_is_of_the_same_text(seed: str) -> None:
    assert hashlib.sha256(source_of(seed).text.encode()).hexdigest() == gold(seed)["sha256"]


def test_mentions_when_compared_strictly_stay_over_the_floor() -> None:
    counts = [score_mentions(gold(s)["mentions"], analysis_of(s).mentions, strict=True) for s in GOLD]
    assert sum(counts, Counts()).f >= 0.99


def test_mentions_when_compared_leniently_stay_over_the_floor() -> None:
    counts = [score_mentions(gold(s)["mentions"], analysis_of(s).mentions, strict=False) for s in GOLD]
    assert sum(counts, Counts()).f >= 0.995


@pytest.mark.parametrize("seed", GOLD)
def test_mentions_of_states_have_the_annotated_name_and_code(seed: str) -> None:
    wanted = {(m[0], m[1]): (m[3], m[4]) for m in gold(seed)["mentions"] if m[2] == "COUNTRY"}
    found = {
        (m.start_cp, m.end_cp): (m.entity, m.iso) for m in analysis_of(seed).mentions if m.kind is MentionKind.COUNTRY
    }
    assert {place: found.get(place) for place in wanted} == wanted


@pytest.mark.parametrize("seed", GOLD)
def test_mentions_of_organisations_have_the_annotated_name(seed: str) -> None:
    wanted = {(m[0], m[1]): m[3] for m in gold(seed)["mentions"] if m[2] in ("ORG", "UN_BODY") and m[-1] != "optional"}
    found = {(m.start_cp, m.end_cp): m.entity for m in analysis_of(seed).mentions}
    wrong = {place for place, entity in wanted.items() if found.get(place) != entity}
    assert len(wrong) <= 0.02 * len(wanted)


def test_kinds_of_passages_stay_over_the_floor() -> None:
    counts = _passages()
    assert counts["kind"] >= 0.99 * counts["passages"]


def test_speakers_stay_over_the_floor() -> None:
    counts = _passages()
    assert counts["speaker"] >= 0.98 * counts["speech"]


def test_affiliations_stay_over_the_floor() -> None:
    counts = _passages()
    assert counts["affiliation"] >= 0.985 * counts["speech"]


def test_speakers_where_nobody_speaks_are_none() -> None:
    assert _passages()["speaker where none"] == 0


def test_sentences_are_all_as_annotated() -> None:
    assert score_sentences().f == 1.0


@pytest.mark.parametrize("seed", GOLD)
def test_statements_of_passages_with_several_speakers_have_their_own(seed: str) -> None:
    wrong = []
    for passage in gold(seed)["passages"]:
        for start, end, affiliation in passage.get("segments", []):
            inside = [s for s in analysis_of(seed).statements if start <= s.start_cp and s.end_cp <= end]
            wrong += [s for s in inside if {v.affiliation for v in s.speakers} != {affiliation}]
    assert wrong == []


@pytest.mark.parametrize("seed", GOLD)
def test_metadata_is_as_annotated(seed: str) -> None:
    found = analysis_of(seed).metadata
    wanted = gold(seed)["metadata"]
    assert {key: getattr(found, key) for key in wanted} == wanted | {"symbols": tuple(wanted["symbols"])}


@pytest.mark.parametrize("seed", GOLD)
def test_language_of_passages_is_as_annotated(seed: str) -> None:
    pairs = zip(gold(seed)["passages"], analysis_of(seed).passages, strict=True)
    assert [p.language for g, p in pairs if g.get("language") not in (None, p.language)] == []
