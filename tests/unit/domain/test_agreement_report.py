"""From labels to the report of agreement: what counts, what is left out, and whom it names."""

import pytest

from annotator.domain.codebook import Codebook, codebook_from_json
from annotator.domain.errors import UserError
from annotator.domain.ids import StatementId, coder_id
from annotator.domain.label import Coder, Label
from annotator.domain.rows import AgreementReport
from annotator.paths import resource
from annotator.usecases.measuring import measure_agreement

TRIO = "un_regional_trio"
ANNA, BEN, CLEO = (Coder(coder_id(name), name) for name in ("Anna", "Ben", "Cleo"))


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return codebook_from_json(resource("codebooks", "default.json").read_text("utf-8"))


def labels(coder: Coder, stances: str, target: str = TRIO, themes: str = "") -> list[Label]:
    """One label per letter, on statements 0, 1, ...: stances S s n c C, mixed m, none chosen -, no label a space."""
    keys = {
        "S": "strongly_supportive", "s": "supportive", "n": "neutral", "c": "critical", "C": "strongly_critical",
        "m": "mixed", "x": "not_codable", "-": None,
    }  # fmt: skip
    theme_keys = {"d": ("drugs",), "h": ("human_rights", "drugs"), " ": ()}
    return [
        Label(StatementId(str(i)), coder.uid, target, keys[letter], theme_keys[theme])
        for i, (letter, theme) in enumerate(zip(stances, themes.ljust(len(stances)), strict=True))
        if letter != " "
    ]


def measure(codebook: Codebook, *given: list[Label], coders: tuple[Coder, ...] = (ANNA, BEN, CLEO)) -> AgreementReport:
    return measure_agreement([label for some in given for label in some], codebook, coders, TRIO)


def test_two_coders_give_one_pair_equal_to_the_whole(codebook: Codebook) -> None:
    report = measure(codebook, labels(ANNA, "Ssnc", themes="ddhh"), labels(BEN, "Ssnn", themes="dhhh"))
    assert report.coders == ("Anna", "Ben")
    assert report.pairs == report.overall
    stance, theme = report.overall
    assert (stance.question, stance.level, stance.n_units, stance.n_left_out) == ("stance", "ordinal", 4, 0)
    assert stance.percent == 0.75
    assert stance.kappa == pytest.approx(1 - 0.25 / 0.75)
    # By hand: mid-ranks of c, n, s, S are 0.5, 2.5, 5, 7; observed 2 x 4, expected 2 x (12 + 40.5 + 84.5 + ...).
    assert stance.alpha == pytest.approx(1 - 7 * 8 / 624)
    assert (theme.question, theme.level, theme.percent) == ("theme", "nominal", 0.75)
    assert theme.kappa == pytest.approx(0.5)


def test_stances_off_the_scale_are_missing_and_counted(codebook: Codebook) -> None:
    stance = measure(codebook, labels(ANNA, "Ssmx"), labels(BEN, "Sscx")).overall[0]
    assert (stance.n_units, stance.n_left_out) == (2, 3)
    assert stance.alpha == pytest.approx(1)


def test_statements_that_one_alone_labelled_do_not_count(codebook: Codebook) -> None:
    stance = measure(codebook, labels(ANNA, "Ssmcn"), labels(BEN, "Ss -")).overall[0]
    assert (stance.n_units, stance.n_left_out) == (2, 0)


def test_labels_on_other_targets_and_of_other_coders_do_not_count(codebook: Codebook) -> None:
    ours = [labels(ANNA, "Ss"), labels(BEN, "Sn")]
    others = [labels(BEN, "CC", target="russia"), labels(CLEO, "CC")]
    assert measure(codebook, *ours, *others, coders=(ANNA, BEN)) == measure(codebook, *ours, coders=(ANNA, BEN))


def test_three_coders_give_three_pairs_and_no_kappa_overall(codebook: Codebook) -> None:
    report = measure(codebook, labels(ANNA, "Ssnc"), labels(BEN, "SsnC"), labels(CLEO, "Ssc "))
    assert [pair.coders for pair in report.pairs[::2]] == [("Anna", "Ben"), ("Anna", "Cleo"), ("Ben", "Cleo")]
    stance = report.overall[0]
    assert stance.kappa is None
    assert stance.percent == pytest.approx((1 + 1 + 1 / 3 + 0) / 4)


def test_agreement_without_variation_is_undefined(codebook: Codebook) -> None:
    stance, theme = measure(codebook, labels(ANNA, "sss"), labels(BEN, "sss")).overall
    assert (stance.percent, stance.kappa, stance.alpha) == (1, None, None)
    assert (theme.percent, theme.kappa, theme.alpha, theme.n_units) == (None, None, None, 0)


def test_coder_without_labels_is_left_out_of_the_report(codebook: Codebook) -> None:
    assert measure(codebook, labels(ANNA, "Ss"), labels(CLEO, "Sn")).coders == ("Anna", "Cleo")


@pytest.mark.parametrize(("given", "named"), [([], "nobody"), ([labels(ANNA, "Ss")], "only Anna")])
def test_fewer_than_two_coders_are_told_what_to_do(codebook: Codebook, given: list[list[Label]], named: str) -> None:
    with pytest.raises(UserError, match=f"{named}.*UN cooperation with CSTO/CIS/SCO.*merge"):
        measure(codebook, *given)
