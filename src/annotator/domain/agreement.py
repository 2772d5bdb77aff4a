"""How far coders agree, beyond what chance would bring.

Values come as an array of coders by units: floats, NaN where a coder gave none. Codes that are words become such an
array by ``as_values``. Every measure gives None where it is undefined: nothing to compare, or no variation, so that
chance agreement is certain and neither 0 nor 1 would be true.
"""

from collections.abc import Hashable, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
"""Coders by units; NaN is a missing value."""


class Level(StrEnum):
    """Which differences between two values count, and how much (Krippendorff 2004, ch. 11)."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def as_values(codes: Sequence[Sequence[Hashable | None]]) -> Values:
    """Give an array for codes of any kind: one sequence per coder, one place per unit, None for a missing value.

    Codes are numbered as they appear, so the array is for measures at the nominal level only.
    """
    numbers: dict[Hashable, int] = {}
    return np.array(
        [[np.nan if code is None else numbers.setdefault(code, len(numbers)) for code in row] for row in codes],
        dtype=np.float64,
    ).reshape(len(codes), -1)


def percent_agreement(values: Values) -> float | None:
    """Give the share of agreeing pairs of values within a unit, averaged over units with two or more values (0 to 1).

    For two coders that is the share of units on which they agree; for more it is Fleiss's observed agreement (1971),
    with missing values.
    """
    counts, _ = _counts(values)
    per_unit = counts.sum(axis=0)
    n_pairable = np.count_nonzero(per_unit > 1)
    if not n_pairable:
        return None
    agreeing = np.einsum("ij,ij->j", counts, counts) - per_unit
    return float(_shares(agreeing, per_unit * (per_unit - 1)).sum() / n_pairable)


def cohen_kappa(values: Values) -> float | None:
    """Give Cohen's kappa (1960) of two coders, nominal, over the units that both coded.

    Raises ValueError for any other number of coders.
    """
    if len(values) != 2:
        raise ValueError(f"Cohen's kappa compares two coders, not {len(values)}.")
    both = values[:, ~np.isnan(values).any(axis=0)]
    n_units = both.shape[1]
    if not n_units:
        return None
    codes = _codes(both)[1]
    n_codes = int(codes.max()) + 1
    shares = [np.bincount(row, minlength=n_codes) / n_units for row in codes]
    observed = float((both[0] == both[1]).mean())
    # Counted in whole numbers: 1 - expected as a float can miss 0 by a rounding error.
    if np.count_nonzero(shares[0] + shares[1]) == 1:
        return None
    expected = float(shares[0] @ shares[1])
    return (observed - expected) / (1 - expected)


def krippendorff_alpha(values: Values, level: Level | str) -> float | None:
    """Give Krippendorff's alpha of any number of coders with missing values, by the matrix of coincidences.

    Time and memory grow with the number of units times the number of distinct values. Source: Krippendorff 2004,
    ch. 11, and "Computing Krippendorff's Alpha-Reliability", 2011, sections C to E.

    Raises ValueError for values below zero at the ratio level, or no such level.
    """
    level = Level(level)
    counts, categories = _counts(values)
    per_unit = counts.sum(axis=0)
    totals = counts @ (per_unit > 1).astype(np.float64)
    if np.count_nonzero(totals) < 2:
        return None
    # Each unit weighs as many as its values; a lone value meets no other and weighs nothing.
    weighted = counts * _shares(np.ones_like(per_unit), per_unit - 1)
    coincidences = weighted @ counts.T - np.diag(weighted.sum(axis=1))
    differences = _squared_differences(categories, totals, level)
    observed = float((coincidences * differences).sum())
    expected = float(totals @ differences @ totals)
    return 1 - (float(totals.sum()) - 1) * observed / expected


def _codes(values: Values) -> tuple[Values, NDArray[np.intp]]:
    """Give the distinct values, ascending, and for each value its place among them (for NaN one past the last)."""
    categories = np.unique(values)
    categories = categories[~np.isnan(categories)]
    # NaN sorts behind every number, so a missing value gets the place behind the last category.
    return categories, np.searchsorted(categories, values)


def _counts(values: Values) -> tuple[Values, Values]:
    """Give how often each category occurs in each unit, categories by units; and the categories, ascending."""
    if values.ndim != 2:
        raise ValueError(f"Values are an array of coders by units, not of {values.ndim} dimensions.")
    categories, codes = _codes(values)
    n_units = values.shape[1]
    places = codes * n_units + np.arange(n_units)
    counts = np.bincount(places.ravel(), minlength=(len(categories) + 1) * n_units)
    return counts.reshape(len(categories) + 1, n_units)[:-1].astype(np.float64), categories


def _shares(parts: Values, wholes: Values) -> Values:
    """Give each part's share of its whole, and 0 where there is no whole."""
    return np.divide(parts, wholes, out=np.zeros_like(parts), where=wholes > 0)


def _squared_differences(categories: Values, totals: Values, level: Level) -> Values:
    """Give the squared difference of each category from each other at this level; ``totals`` says how often each is."""
    if level is Level.NOMINAL:
        return 1 - np.eye(len(categories))
    # At the ordinal level the ranks between two categories, with half of each, are the distance of their mid-ranks.
    places = np.cumsum(totals) - totals / 2 if level is Level.ORDINAL else categories
    differences: Values = places[:, None] - places[None, :]
    if level is Level.RATIO:
        if categories[0] < 0:
            raise ValueError("The ratio level has no values below zero.")
        differences = _shares(differences, categories[:, None] + categories[None, :])
    return differences**2
