"""The line through earlier outcomes that recalibrates log-odds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from karski.models._onset import risk
from karski.models._onset_slope import (
    HALF_LIFE,
    SPREAD_SHIFT,
    SPREAD_SLOPE,
    doubt,
    line,
)


def outcomes(
    seed: int, cases: int, shift: float = 0.0, slope: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Log-odds, and onsets whose true log-odds are another line of them."""
    random = np.random.default_rng(seed)
    odds = random.normal(-3, 1.2, cases)
    return odds, (random.random(cases) < risk(shift + slope * odds)) * 1.0


def by_search(odds: np.ndarray, onset: np.ndarray, age: np.ndarray) -> np.ndarray:
    """The most probable line, by an optimiser that knows no derivative."""
    weights = 0.5 ** (age / HALF_LIFE)
    mean = (weights * odds).sum() / weights.sum()

    def surprise(at: np.ndarray) -> float:
        straight = at[0] + at[1] * odds
        likely = weights @ (onset * straight - np.logaddexp(0, straight))
        shifted = (at[0] + (at[1] - 1) * mean) / SPREAD_SHIFT
        stretched = (at[1] - 1) / SPREAD_SLOPE
        return float((shifted**2 + stretched**2) / 2 - likely)

    options = {"xatol": 1e-10, "fatol": 1e-13, "maxiter": 10_000}
    return minimize(surprise, [0, 1], method="Nelder-Mead", options=options).x


@given(
    seed=st.integers(0, 1000),
    cases=st.integers(1, 300),
    shift=st.sampled_from([-1.0, 0.0, 2.0]),
)
@settings(max_examples=15)
def test_an_optimiser_finds_the_same_line(seed: int, cases: int, shift: float) -> None:
    odds, onset = outcomes(seed, cases, shift)
    age = np.random.default_rng(seed).integers(0, 30, cases) * 1.0
    found = by_search(odds, onset, age)
    np.testing.assert_allclose(line(odds, onset, age), found, atol=1e-5)


def test_one_case_by_hand() -> None:
    """With one case at its mean, only the shift is learnt: s = y - 1 / (1 + e^-s)."""
    intercept, slope = line(np.zeros(1), np.ones(1), np.zeros(1))
    assert slope == 1
    assert SPREAD_SHIFT == 1
    assert intercept == pytest.approx(1 - 1 / (1 + np.exp(-intercept)), abs=1e-12)


def test_a_forecast_that_was_right_is_left_as_it_is() -> None:
    odds, _ = outcomes(0, 500)
    found = line(odds, risk(odds), np.zeros(500))
    np.testing.assert_allclose(found, (0, 1), atol=1e-9)


def test_with_many_outcomes_the_true_line_is_found() -> None:
    odds, onset = outcomes(1, 200_000, shift=-1.0, slope=0.7)
    np.testing.assert_allclose(
        line(odds, onset, np.zeros(200_000)), (-1.0, 0.7), atol=0.05
    )


def test_two_of_which_one_is_a_half_life_older_weigh_as_two_to_one() -> None:
    odds = np.array([-1.0, -1.0, -1.0])
    half = line(odds[:2], np.array([1.0, 0.0]), np.array([0.0, HALF_LIFE]))
    by_hand = by_search(odds[:2], np.array([1.0, 0.0]), np.array([0.0, HALF_LIFE]))
    even = line(odds[:2], np.array([1.0, 0.0]), np.zeros(2))
    np.testing.assert_allclose(half, by_hand, atol=1e-6)
    assert half[0] > even[0]


def test_the_order_of_outcomes_does_not_matter() -> None:
    odds, onset = outcomes(2, 100)
    age = np.arange(100.0) % 20
    order = np.random.default_rng(0).permutation(100)
    again = line(odds[order], onset[order], age[order])
    np.testing.assert_allclose(again, line(odds, onset, age), atol=1e-9)


def test_no_onset_at_all_lowers_the_risk_but_not_to_nothing() -> None:
    odds, _ = outcomes(3, 400)
    intercept, slope = line(odds, np.zeros(400), np.zeros(400))
    after = risk(intercept + slope * odds).sum()
    assert 0.2 < after < risk(odds).sum() / 2


def test_a_drift_is_followed() -> None:
    """Twice as many onsets as forecast for 30 years, then half as many for 15.

    By then the last 15 years weigh about two thirds.
    """
    random = np.random.default_rng(5)
    odds = random.normal(-3, 1, (45, 400))
    factor = np.where(np.arange(45) < 30, np.log(2), -np.log(2))[:, None]
    onset = (random.random(odds.shape) < risk(odds + factor)) * 1.0

    def shift(years: int) -> float:
        age = np.repeat(np.arange(years)[::-1], 400) * 1.0
        found = line(odds[:years].ravel(), onset[:years].ravel(), age)
        return found[0] + (found[1] - 1) * float(odds.mean())

    assert shift(30) == pytest.approx(np.log(2), abs=0.15)
    assert shift(33) > shift(37) > shift(45)
    recent = (1 - 0.5**1.5) / (1 - 0.5**4.5)
    mixed = np.log(recent * 0.5 + (1 - recent) * 2)
    assert shift(45) == pytest.approx(mixed, abs=0.1)


@pytest.mark.parametrize("far", [-60.0, 60.0, 1000.0])
def test_log_odds_far_out_give_a_finite_line(far: float) -> None:
    odds = np.array([far, 0.0, -1.0])
    found = line(odds, np.array([0.0, 1.0, 0.0]), np.zeros(3))
    assert np.isfinite(found).all()


def test_the_doubt_is_the_inverse_of_the_curvature() -> None:
    random = np.random.default_rng(4)
    odds, age = random.normal(-2, 1, 80), random.uniform(0, 20, 80)
    onset = (random.uniform(size=80) < 0.2).astype(float)
    best = np.array(line(odds, onset, age))
    weights = 0.5 ** (age / HALF_LIFE)
    mean = np.average(odds, weights=weights)

    def belief(shift: float, slope: float) -> float:
        log_odds = shift + slope * odds
        seen = weights @ (onset * log_odds - np.logaddexp(0, log_odds))
        away = shift + slope * mean - mean
        return float(
            seen
            - away**2 / (2 * SPREAD_SHIFT**2)
            - (slope - 1) ** 2 / (2 * SPREAD_SLOPE**2)
        )

    step = 1e-4 * np.eye(2)
    curved = [
        [
            belief(*(best + a + b))
            - belief(*(best + a - b))
            - belief(*(best - a + b))
            + belief(*(best - a - b))
            for b in step
        ]
        for a in step
    ]
    expected = np.linalg.inv(-np.array(curved) / (4 * 1e-8))
    np.testing.assert_allclose(doubt(odds, onset, age), expected, rtol=1e-3)


def test_outcomes_that_overlap_leave_more_doubt() -> None:
    random = np.random.default_rng(4)
    odds, onset = random.normal(-1, 1, 50), (np.arange(50) % 5 == 0) * 1.0
    twice = [np.repeat(each, 2) for each in (odds, onset, np.zeros(50))]
    at_the_same_line = doubt(odds, onset, np.zeros(50))
    shared = doubt(*twice, overlap=2)
    assert (np.diag(doubt(*twice)) < np.diag(shared)).all()
    np.testing.assert_allclose(shared, at_the_same_line, rtol=0.2)
