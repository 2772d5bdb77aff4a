"""How far the coders of a project agree on stance and on the first theme."""

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from annotator.domain.agreement import Level, Values, cohen_kappa, krippendorff_alpha, percent_agreement
from annotator.domain.codebook import Codebook
from annotator.domain.errors import UserError
from annotator.domain.ids import StatementId
from annotator.domain.label import Coder, Label
from annotator.domain.rows import Agreement, AgreementReport

_OFF_SCALE = np.inf


def measure_agreement(
    labels: Iterable[Label], codebook: Codebook, coders: Sequence[Coder], target: str
) -> AgreementReport:
    """Give the agreement of these coders on one target, all together and pair by pair.

    Stance is measured on its ordinal scale, where stances off the scale count as missing; the first theme by name.
    Only statements count for which at least two of the coders compared chose something.

    Args:
        labels: Labels of any coder on any target; others than these are passed over.
        coders: Whom to compare, in the order of the report; who labelled nothing is left out of it.

    Raises UserError where fewer than two of them have labels on the target.
    """
    stances, themes = _tabulate(labels, codebook, coders, target)
    active = [place for place in range(len(coders)) if _any_value(stances[place]) or _any_value(themes[place])]
    if len(active) < 2:
        raise UserError(_too_few([coders[place].name for place in active], codebook, target))
    questions = (("stance", Level.ORDINAL, stances), ("theme", Level.NOMINAL, themes))

    def measure(places: Sequence[int]) -> tuple[Agreement, ...]:
        names = tuple(coders[place].name for place in places)
        return tuple(_measure(question, level, names, values[list(places)]) for question, level, values in questions)

    return AgreementReport(
        coders=tuple(coders[place].name for place in active),
        target=target,
        overall=measure(active),
        pairs=tuple(agreement for pair in combinations(active, 2) for agreement in measure(pair)),
    )


def _tabulate(
    labels: Iterable[Label], codebook: Codebook, coders: Sequence[Coder], target: str
) -> tuple[Values, Values]:
    """Give stances and first themes, coders by statements: NaN where not chosen, infinity where off the scale."""
    place_of = {coder.uid: place for place, coder in enumerate(coders)}
    themes_known: dict[str, int] = {}
    units: dict[StatementId, int] = {}
    stances: list[tuple[int, int, float]] = []
    themes: list[tuple[int, int, float]] = []
    for label in labels:
        place = place_of.get(label.coder)
        if place is None or label.target != target:
            continue
        unit = units.setdefault(label.statement, len(units))
        if label.stance is not None:
            stance = codebook.stance_by_key.get(label.stance)
            value = _OFF_SCALE if stance is None or stance.value is None else float(stance.value)
            stances.append((place, unit, value))
        if label.primary_theme is not None:
            number = themes_known.setdefault(label.primary_theme, len(themes_known))
            themes.append((place, unit, float(number)))
    return _array(stances, len(coders), len(units)), _array(themes, len(coders), len(units))


def _array(cells: list[tuple[int, int, float]], n_coders: int, n_units: int) -> Values:
    values = np.full((n_coders, n_units), np.nan)
    for place, unit, value in cells:
        values[place, unit] = value
    return values


def _any_value(row: Values) -> bool:
    return not bool(np.isnan(row).all())


def _measure(question: str, level: Level, names: tuple[str, ...], chosen: Values) -> Agreement:
    chosen = chosen[:, (~np.isnan(chosen)).sum(axis=0) > 1]
    off_scale = np.isinf(chosen)
    values = np.where(off_scale, np.nan, chosen)
    return Agreement(
        question=question,
        level=level,
        coders=names,
        n_units=int(np.count_nonzero((~np.isnan(values)).sum(axis=0) > 1)),
        n_left_out=int(np.count_nonzero(off_scale)),
        percent=percent_agreement(values),
        kappa=cohen_kappa(values) if len(names) == 2 else None,
        alpha=krippendorff_alpha(values, level),
    )


def _too_few(names: list[str], codebook: Codebook, target: str) -> str:
    code = codebook.target_by_key.get(target)
    where = f'on "{code.name if code else target}"'
    who = f"only {names[0]} has labels" if names else "nobody has labels"
    return (
        f"Agreement needs two coders, but {who} {where}: label the same statements as another coder, "
        "or merge a colleague's project file first."
    )
