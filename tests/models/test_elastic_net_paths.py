"""Paths of penalised logistic regressions: the conditions of an optimum, an oracle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from karski.models._elastic_net import (
    TOLERANCE,
    Likelihood,
    _corrected,
    paths,
    spreads,
)

SHARE = 0.5
Problem = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def problem(seed: int, cases: int = 60, predictors: int = 4) -> Problem:
    """Values, onsets, three weightings (one without some cases), their penalties."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(cases, predictors)) * random.choice([1.0, 3.0])
    values[:, -1] = values[:, 0] + 0.01 * values[:, -1]
    odds = values @ random.normal(size=predictors) - 1
    onset = (random.random(cases) < 1 / (1 + np.exp(-odds))) * 1.0
    onset[:4] = [0, 1, 0, 1]
    weights = random.gamma(1.0, size=(cases, 3)) + 0.01
    weights[cases // 2 :, 2] = 0
    weights /= weights.sum(axis=0)
    return values, onset, weights, falling(values, onset, weights)


def falling(
    values: np.ndarray, onset: np.ndarray, weights: np.ndarray, steps: int = 40
) -> np.ndarray:
    first = np.abs((weights * (onset[:, None] - onset @ weights)).T @ values)
    spread = spreads(values, weights)
    first = np.divide(first, spread, where=spread > 0, out=np.zeros_like(first))
    return np.geomspace(1, 1e-4, steps)[:, None] * first.max(axis=1) / SHARE


def missed(
    values: np.ndarray,
    onset: np.ndarray,
    weight: np.ndarray,
    penalty: float,
    found: np.ndarray,
) -> float:
    """How far one solution is from the optimum's conditions, written out anew."""
    mean = np.average(values, axis=0, weights=weight)
    spread = np.sqrt(np.average((values - mean) ** 2, axis=0, weights=weight))
    risk = expit(found[0] + values @ found[1:])
    score = (weight * (onset - risk)) @ values / weight.sum()
    rest = score - penalty * (1 - SHARE) * spread**2 * found[1:]
    bound = penalty * SHARE * spread
    away = np.where(
        found[1:] != 0,
        np.abs(rest - bound * np.sign(found[1:])),
        np.maximum(np.abs(rest) - bound, 0),
    )
    level = abs((weight * (onset - risk)).sum() / weight.sum())
    return float(max(level, away.max()))


def by_scikit_learn(
    values: np.ndarray, onset: np.ndarray, weight: np.ndarray, penalty: float
) -> np.ndarray:
    mean = np.average(values, axis=0, weights=weight)
    spread = np.sqrt(np.average((values - mean) ** 2, axis=0, weights=weight))
    oracle = LogisticRegression(
        l1_ratio=SHARE,
        C=1 / (penalty * weight.sum()),
        solver="saga",
        tol=1e-12,
        max_iter=100_000,
        random_state=0,
    ).fit((values - mean) / spread, onset, sample_weight=weight)
    slopes = oracle.coef_[0] / spread
    return np.concatenate([oracle.intercept_ - slopes @ mean, slopes])


@given(
    seed=st.integers(0, 2**32 - 1),
    cases=st.integers(8, 90),
    predictors=st.integers(2, 8),
)
@settings(max_examples=40)
def test_the_conditions_of_an_optimum_hold_at_every_penalty(
    seed: int, cases: int, predictors: int
) -> None:
    values, onset, weights, penalties = problem(seed, cases, predictors)
    weights[:4, 2] = weights[:4].max()
    weights /= weights.sum(axis=0)
    found = paths(values, onset, weights, penalties, SHARE)
    for step, number in np.ndindex(penalties.shape):
        weight, penalty = weights[:, number], penalties[step, number]
        off = missed(values, onset, weight, penalty, found[step, number])
        assert off < TOLERANCE * 1.01


@pytest.mark.parametrize(
    ("cases", "predictors", "seed"), [(12, 3, 113), (12, 10, 20), (100, 39, 1)]
)
def test_they_hold_where_whole_steps_go_back_and_forth(
    cases: int, predictors: int, seed: int
) -> None:
    """Values far out, a few cases with nearly all the weight; found by trying."""
    random = np.random.default_rng(seed)
    values = random.standard_cauchy((cases, predictors))
    onset = (random.random(cases) < 0.3) * 1.0
    onset[:2] = [0, 1]
    weights = random.gamma(0.1, size=(cases, 1)) + 1e-6
    weights /= weights.sum()
    mean = weights.T @ values
    values = (values - mean) / np.sqrt(weights.T @ (values - mean) ** 2)
    penalties = falling(values, onset, weights, steps=100)
    found = paths(values, onset, weights, penalties, SHARE)
    off = [
        missed(values, onset, weights[:, 0], *each)
        for each in zip(penalties[:, 0], found[:, 0], strict=True)
    ]
    assert max(off) < TOLERANCE * 1.01


@pytest.mark.parametrize("seed", range(3))
def test_scikit_learn_finds_the_same(seed: int) -> None:
    values, onset, weights, penalties = problem(seed)
    found = paths(values, onset, weights, penalties, SHARE)
    for step, number in [(5, 0), (15, 0), (15, 1), (15, 2), (25, 1)]:
        weight, penalty = weights[:, number], penalties[step, number]
        theirs = by_scikit_learn(values, onset, weight, penalty)
        np.testing.assert_allclose(found[step, number], theirs, rtol=1e-4, atol=1e-5)


def test_a_weight_of_two_is_the_case_twice() -> None:
    values, onset, _, _ = problem(5)
    twice = np.r_[np.arange(60), np.arange(20)]
    one = np.full((80, 1), 1 / 80)
    doubled = np.where(np.arange(60) < 20, 2.0, 1.0)[:, None] / 80
    penalties = falling(values, onset, doubled)
    np.testing.assert_allclose(
        paths(values, onset, doubled, penalties, SHARE),
        paths(values[twice], onset[twice], one, penalties, SHARE),
        atol=1e-5,
    )


def test_a_weighting_is_fitted_as_if_it_were_alone() -> None:
    values, onset, weights, penalties = problem(6)
    every = paths(values, onset, weights, penalties, SHARE)
    alone = paths(values, onset, weights[:, 2:], penalties[:, 2:], SHARE)
    np.testing.assert_allclose(every[:, 2:], alone, atol=1e-5)


def test_cases_without_weight_do_not_matter() -> None:
    values, onset, weights, penalties = problem(7)
    changed, other = values.copy(), onset.copy()
    changed[30:], other[30:] = 9 - 5 * changed[30:], 1 - other[30:]
    only = weights[:, 2:], penalties[:, 2:]
    np.testing.assert_array_equal(
        paths(values, onset, *only, SHARE), paths(changed, other, *only, SHARE)
    )


def test_at_the_first_penalty_no_slope_differs_from_zero() -> None:
    values, onset, weights, penalties = problem(8)
    found = paths(values, onset, weights, penalties, SHARE)
    mean = onset @ weights
    np.testing.assert_array_equal(found[0, :, 1:], 0)
    np.testing.assert_allclose(found[0, :, 0], np.log(mean / (1 - mean)))
    assert (found[2, :, 1:] != 0).any(axis=1).all()


def test_what_is_constant_under_one_weighting_is_left_out_of_it_alone() -> None:
    values, onset, weights, penalties = problem(9)
    values[:30, 1] = 0.1
    found = paths(values, onset, weights, penalties, SHARE)
    np.testing.assert_array_equal(found[:, 2, 2], 0)
    assert (found[-1, :2, 2] != 0).all()


def test_a_constant_has_a_spread_of_exactly_zero() -> None:
    values = np.full((7, 1), 0.1)
    values[6] = 5
    weights = np.ones((7, 2)) / 7
    weights[:, 1] = [1 / 6] * 6 + [0]
    spread = spreads(values, weights)
    assert spread[1, 0] == 0
    assert spread[0, 0] == pytest.approx(values.std())


def test_slope_and_curvature_are_those_of_the_likelihood() -> None:
    values, onset, weights, _ = problem(10)
    columns = np.column_stack([np.ones(60), values]).T
    likelihood = Likelihood(columns, onset, weights.T)
    at = np.random.default_rng(0).normal(size=(3, 5)) * 0.3
    point, step = likelihood.at(at), 1e-5

    def mean(found: np.ndarray) -> np.ndarray:
        odds = found @ columns
        return (weights.T * (onset * odds - np.log1p(np.exp(odds)))).sum(axis=1)

    for k, move in enumerate(step * np.eye(5)):
        rise = (mean(at + move) - mean(at - move)) / (2 * step)
        np.testing.assert_allclose(point.slope[:, k], rise, atol=1e-8)
        ahead, back = likelihood.at(at + move).slope, likelihood.at(at - move).slope
        fall = (back - ahead) / (2 * step)
        np.testing.assert_allclose(likelihood.curvature(point)[:, k], fall, atol=1e-7)


def test_a_corrected_curvature_is_right_along_the_step() -> None:
    random = np.random.default_rng(0)
    rows = random.normal(size=(3, 9, 4))
    guess = rows.transpose(0, 2, 1) @ rows
    true = guess + 0.5 * np.eye(4)
    moved = random.normal(size=(3, 4))
    fell = np.einsum("kij,kj->ki", true, moved)
    moved[2], fell[2] = 0, 0
    found = _corrected(guess, moved, fell)
    np.testing.assert_allclose(np.einsum("kij,kj->ki", found, moved), fell, atol=1e-12)
    np.testing.assert_allclose(found, found.transpose(0, 2, 1), atol=1e-12)
    assert np.linalg.eigvalsh(found).min() > 0
    np.testing.assert_array_equal(found[2], guess[2])
    assert np.abs(found[:2] - guess[:2]).max() > 0.01
