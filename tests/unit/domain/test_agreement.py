"""Agreement against published values, against the definition spelt out, and against the laws it obeys."""

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement import (
    Level,
    Values,
    as_values,
    cohen_kappa,
    krippendorff_alpha,
    percent_agreement,
)

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("agreement_cases.json").read_text("utf-8"))
MEASURES: dict[str, Callable[[Values], float | None]] = {
    "percent": percent_agreement,
    "cohen_kappa": cohen_kappa,
    "alpha_nominal": lambda values: krippendorff_alpha(values, Level.NOMINAL),
    "alpha_ordinal": lambda values: krippendorff_alpha(values, "ordinal"),
    "alpha_interval": lambda values: krippendorff_alpha(values, "interval"),
    "alpha_ratio": lambda values: krippendorff_alpha(values, "ratio"),
}


def values_of(case: dict[str, Any]) -> Values:
    """A case as coders by units: given so, as a table of two coders, or as counts of categories in each unit."""
    if "table" in case:
        pairs = [(a, b) for a, row in enumerate(case["table"]) for b, n in enumerate(row) for _ in range(n)]
        return np.array(pairs, dtype=float).T
    if "counts" in case:
        return np.array([np.repeat(np.arange(len(row)), row) for row in case["counts"]], dtype=float).T
    if isinstance(case["codes"][0][0], str):
        return as_values(case["codes"])
    return np.array(case["codes"], dtype=float)


@pytest.mark.parametrize(
    ("case", "measure"),
    [pytest.param(case, name, id=f"{case['name']}: {name}") for case in CASES for name in case["facts"]],
)
def test_measure_of_published_case_gives_the_published_value(case: dict[str, Any], measure: str) -> None:
    fact = case["facts"][measure]
    found = MEASURES[measure](values_of(case))
    if fact is None:
        assert found is None
    else:
        # Some sources print five digits only.
        digits = len(str(fact).split(".")[1])
        assert found == pytest.approx(fact, rel=0, abs=max(1e-6, 0.6 * 10**-digits if digits > 2 else 0))


def test_alpha_of_codes_that_no_unit_has_twice_is_undefined() -> None:
    values = np.array([[1.0, np.nan], [np.nan, 2.0]])
    assert [measure(values) for measure in MEASURES.values()] == [None] * len(MEASURES)


@pytest.mark.parametrize("shape", [(2, 0), (0, 5), (1, 3)])
def test_measures_of_nothing_to_compare_are_undefined(shape: tuple[int, int]) -> None:
    values = np.zeros(shape)
    assert percent_agreement(values) is None
    assert krippendorff_alpha(values, "nominal") is None


def test_alpha_is_undefined_when_only_a_lone_value_varies() -> None:
    values = np.array([[1.0, 1.0, 2.0], [1.0, 1.0, np.nan]])
    assert krippendorff_alpha(values, "interval") is None


def test_cohen_kappa_of_two_who_never_agree_nor_vary_is_zero() -> None:
    assert cohen_kappa(np.array([[1.0, 1.0], [2.0, 2.0]])) == 0


def test_cohen_kappa_of_three_coders_is_refused() -> None:
    with pytest.raises(ValueError, match="two coders"):
        cohen_kappa(np.zeros((3, 4)))


def test_ratio_level_with_values_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        krippendorff_alpha(np.array([[-1.0, 2.0], [-1.0, 1.0]]), "ratio")


def test_as_values_keeps_missing_apart_from_codes() -> None:
    values = as_values([["a", None, "b"], ["b", "a", None]])
    np.testing.assert_array_equal(values, [[0, np.nan, 1], [1, 0, np.nan]])


# -- laws --------------------------------------------------------------------------------------------------------------

codes = st.none() | st.integers(0, 4)


@st.composite
def coded(draw: st.DrawFn, max_units: int = 12) -> Values:
    """Two to four coders, some units, some values missing."""
    n_coders, n_units = draw(st.integers(2, 4)), draw(st.integers(1, max_units))
    rows = draw(st.lists(st.lists(codes, min_size=n_units, max_size=n_units), min_size=n_coders, max_size=n_coders))
    return np.array(rows, dtype=float)


levels = st.sampled_from(list(Level))


def same(found: float | None, wanted: float | None) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return found == pytest.approx(wanted, abs=1e-9)


@given(coded(), levels, st.randoms(use_true_random=False))
def test_order_of_coders_and_units_changes_nothing(values: Values, level: Level, random: Any) -> None:
    coders, units = list(range(values.shape[0])), list(range(values.shape[1]))
    random.shuffle(coders)
    random.shuffle(units)
    shuffled = values[coders][:, units]
    assert same(krippendorff_alpha(shuffled, level), krippendorff_alpha(values, level))
    assert same(percent_agreement(shuffled), percent_agreement(values))
    assert same(cohen_kappa(shuffled[:2]), cohen_kappa(values[[coders[1], coders[0]]]))


@given(st.lists(st.integers(0, 9), min_size=2, max_size=20).filter(lambda row: len(set(row)) > 1), levels)
def test_perfect_agreement_with_variation_is_one(row: list[int], level: Level) -> None:
    values = np.array([row, row, row], dtype=float)
    assert krippendorff_alpha(values, level) == pytest.approx(1)
    assert cohen_kappa(values[:2]) == pytest.approx(1)
    assert percent_agreement(values) == 1


@given(coded(), st.permutations(range(5)))
def test_other_names_for_nominal_categories_change_nothing(values: Values, names: list[int]) -> None:
    renamed = np.where(np.isnan(values), np.nan, np.array(names, dtype=float)[np.nan_to_num(values).astype(int)])
    assert same(krippendorff_alpha(renamed, "nominal"), krippendorff_alpha(values, "nominal"))
    assert same(cohen_kappa(renamed[:2]), cohen_kappa(values[:2]))


@given(coded(), st.integers(1, 7), st.integers(-3, 3))
def test_interval_alpha_does_not_depend_on_unit_and_origin(values: Values, factor: int, offset: int) -> None:
    assert same(krippendorff_alpha(values * factor + offset, "interval"), krippendorff_alpha(values, "interval"))


@given(coded(max_units=6), levels)
def test_alpha_is_one_minus_observed_over_expected_disagreement_of_pairs(values: Values, level: Level) -> None:
    assert same(krippendorff_alpha(values, level), alpha_by_definition(values, level))


def alpha_by_definition(values: Values, level: Level) -> float | None:
    """Alpha from every ordered pair of values, as Krippendorff words it, with no matrix in sight."""
    units = [[float(v) for v in unit if not np.isnan(v)] for unit in values.T]
    units = [unit for unit in units if len(unit) > 1]
    pool = [v for unit in units for v in unit]
    if len(set(pool)) < 2:
        return None

    def squared_difference(a: float, b: float) -> float:
        low, high = min(a, b), max(a, b)
        if level is Level.NOMINAL:
            return float(a != b)
        if level is Level.ORDINAL:
            between = sum(1 for v in pool if low <= v <= high)
            return float((between - (pool.count(a) + pool.count(b)) / 2) ** 2) if a != b else 0.0
        if level is Level.INTERVAL:
            return (a - b) ** 2
        return ((a - b) / (a + b)) ** 2 if a + b else 0.0

    observed = sum(
        sum(squared_difference(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units
    ) / len(pool)
    expected = sum(squared_difference(a, b) for a, b in permutations(pool, 2)) / (len(pool) * (len(pool) - 1))
    return 1 - observed / expected
