from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from karski.core.errors import JudgementError
from karski.evaluation.intervals import Interval
from karski.judgement.beside import Beside, Risk, weighted_mean_of_log_odds
from karski.judgement.pooling import Pool
from karski.judgement.words import in_parts

RISK = Risk(0.08, "a model, from 2025", 0.05, 0.13)
POOL = Pool(
    question="Q",
    method="extremised",
    people=12,
    pooled=Interval(0.02, 0.01, 0.04),
    spread=None,
    exponent=1.0,
    anchor=0.5,
    weights={},
    learnt_from=0,
    bounded=0,
)
FEW = replace(POOL, people=2, pooled=None)


def test_the_difference_is_said_in_plain_words() -> None:
    said = Beside(POOL, RISK)
    assert said.words() == (
        "the experts give 2 in 100, the model 8 in 100; the experts are lower;"
        " the intervals lie apart"
    )
    assert said.difference == pytest.approx(-0.06)


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (
            0.12,
            "the experts give 12 in 100, the model 8 in 100; the experts are higher",
        ),
        (0.0801, "the experts and the model both give 8 in 100"),
        (
            0.003,
            "the experts give 3 in 1,000, the model 80 in 1,000; the experts are lower",
        ),
    ],
)
def test_without_intervals_nothing_is_said_of_them(estimate: float, words: str) -> None:
    pool = replace(POOL, pooled=Interval(estimate, estimate / 2, estimate * 2))
    assert Beside(pool, Risk(0.08, "a model")).words() == words


def test_intervals_that_overlap_are_said_to() -> None:
    pool = replace(POOL, pooled=Interval(0.03, 0.01, 0.06))
    assert Beside(pool, RISK).words().endswith("lower; the intervals overlap")


def test_too_few_experts_give_no_figure_and_no_difference() -> None:
    said = Beside(FEW, RISK)
    assert said.difference is None
    assert said.overlap is None
    assert said.words() == (
        "too few experts for a pool (2; it takes 3); the model gives 8 in 100"
    )


def test_the_two_stay_as_they_were_given() -> None:
    said = Beside(POOL, RISK)
    with pytest.raises(FrozenInstanceError):
        said.risk = RISK  # type: ignore[misc] -- that it is frozen is the point
    assert not hasattr(said, "probability")


def test_a_combined_figure_names_its_rule_and_its_weights() -> None:
    found = weighted_mean_of_log_odds(Beside(POOL, RISK), weight_of_experts=0.25)
    assert found.probability == pytest.approx(
        expit(0.25 * logit(0.02) + 0.75 * logit(0.08))
    )
    assert found.weights == {"experts": 0.25, "model": 0.75}
    assert found.of == Beside(POOL, RISK)
    assert found.words() == (
        "combined: 6 in 100 (weighted mean of the log-odds; weights: experts 25%,"
        " model 75%)"
    )


@given(st.floats(0, 1))
def test_a_combined_figure_lies_between_the_two(weight: float) -> None:
    found = weighted_mean_of_log_odds(Beside(POOL, RISK), weight_of_experts=weight)
    assert 0.02 - 1e-12 <= found.probability <= 0.08 + 1e-12


def test_too_few_experts_are_not_combined() -> None:
    with pytest.raises(JudgementError, match="2 experts are too few to combine"):
        weighted_mean_of_log_odds(Beside(FEW, RISK), weight_of_experts=0.5)


@pytest.mark.parametrize(
    "facts", [(0.0,), (1.0,), (0.08, 0.09, 0.13), (0.08, None, 0.13), (0.08, 0.05, 1)]
)
def test_a_risk_out_of_order_is_refused(facts: tuple[float | None, ...]) -> None:
    probability, *ends = facts
    with pytest.raises(JudgementError, match="a model"):
        Risk(probability, "a model", *ends)  # type: ignore[arg-type] -- as bad input is


def test_near_certainty_is_said_as_more_than() -> None:
    assert in_parts([0.9996, 0.5]) == ["more than 999 in 1,000", "500 in 1,000"]
    with pytest.raises(ValueError, match="not all probabilities"):
        in_parts([1.2])
