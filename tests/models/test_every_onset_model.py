"""Laws that hold for whatever is in the catalogue of models of onsets."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski import models
from karski.core.errors import MissingDataError, UnknownNameError
from karski.models._onset import Cases, Fitted
from karski.models._onset import log_odds as log_odds_of
from karski.models._onset import risk as risk_of

NAMES = ("year", "wealth", "war", "past", "flat")
CASES = 400

every_model = pytest.mark.parametrize("name", list(models.onset_catalogue()))


@cache
def made(seed: int = 0, cases: int = CASES) -> tuple[Cases, np.ndarray]:
    """War raises the risk, wealth lowers it; one predictor never changes."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(cases, 5))
    values[:, 0] = np.arange(cases) % 40 + 1960
    values[:, 3] = values[:, 3] > 1
    values[:, 4] = 0.1
    odds = 1.5 * values[:, 2] - values[:, 1] - 2
    onset = (random.random(cases) < 1 / (1 + np.exp(-odds))) * 1.0
    places = np.arange(cases, dtype=np.int32) // 40 + 9001
    return Cases(places, values[:, 0].astype(np.int32), values, NAMES), onset


@cache
def fitted(name: str, seed: int = 0) -> Fitted:
    cases, onset = made()
    return fit(name, cases, onset, seed)


def fit(name: str, cases: Cases, onset: np.ndarray, seed: int = 0) -> Fitted:
    random = np.random.default_rng(seed)
    return models.onset_catalogue()[name].fit(cases, onset, np.ones(len(onset)), random)


@every_model
def test_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    model = models.onset_catalogue()[name]
    assert model.title
    assert model.reference


def test_the_two_catalogues_share_no_model() -> None:
    monthly, yearly = models.catalogue(), models.onset_catalogue()
    assert set(monthly) & set(yearly) == set()
    with pytest.raises(UnknownNameError, match=r"^no model of onsets named 'karski'"):
        _ = yearly["karski"]


@every_model
@given(seed=st.integers(0, 2**32 - 1), cases=st.integers(1, 30))
@settings(max_examples=15)
def test_contributions_add_up_to_the_log_odds(name: str, seed: int, cases: int) -> None:
    values = np.random.default_rng(seed).normal(size=(cases, 5)) * [9, 3, 3, 1, 1]
    parts, odds = fitted(name).contributions(values), fitted(name).log_odds(values)
    assert parts.shape == (cases, 6)
    assert odds.shape == (cases,)
    assert parts.dtype == odds.dtype == np.float64
    assert np.isfinite(parts).all()
    np.testing.assert_allclose(parts.sum(axis=1), odds, rtol=0, atol=1e-9)


@every_model
def test_all_cases_share_one_level(name: str) -> None:
    level = fitted(name).contributions(made()[0].values)[:, 0]
    np.testing.assert_allclose(level, level[0], rtol=0, atol=1e-9)


@every_model
def test_the_same_stream_gives_the_same_bytes_and_another_other_ones(
    name: str,
) -> None:
    values = made()[0].values
    first = fitted(name).contributions(values).tobytes()
    assert fit(name, *made()).contributions(values).tobytes() == first
    others = (fitted(name, seed).contributions(values).tobytes() for seed in (1, 2, 3))
    assert any(other != first for other in others)


@every_model
@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=5)
def test_a_forecast_depends_on_its_own_case_alone(name: str, seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=(30, 5))
    order = np.random.default_rng(seed).permutation(30)
    odds, parts = fitted(name).log_odds(values), fitted(name).contributions(values)
    shuffled = fitted(name).log_odds(values[order])
    np.testing.assert_allclose(shuffled, odds[order], rtol=1e-12)
    alone = fitted(name).log_odds(values[:1])
    np.testing.assert_allclose(alone, odds[:1], rtol=1e-12)
    np.testing.assert_allclose(
        fitted(name).contributions(values[order]), parts[order], atol=1e-12
    )


@every_model
def test_what_moves_the_risk_has_the_largest_part(name: str) -> None:
    parts = fitted(name).contributions(made()[0].values)[:, 1:]
    size = dict(zip(NAMES, np.abs(parts).mean(axis=0), strict=True))
    assert max(size, key=lambda each: size[each]) == "war"
    assert size["flat"] == 0
    war = np.sign(made()[0].values[:, 2]) == np.sign(parts[:, 2])
    assert war.mean() > 0.8


@every_model
def test_risks_add_up_to_about_the_onsets_learnt_from(name: str) -> None:
    cases, onset = made()
    risks = risk_of(fitted(name).log_odds(cases.values))
    assert 0.7 < risks.sum() / onset.sum() < 1.1


@every_model
def test_cases_far_out_have_finite_log_odds(name: str) -> None:
    far = np.concatenate([1e6 * np.eye(5), -1e6 * np.eye(5), np.zeros((1, 5))])
    assert np.isfinite(fitted(name).log_odds(far)).all()
    parts = fitted(name).contributions(far)
    np.testing.assert_allclose(parts.sum(axis=1), fitted(name).log_odds(far), atol=1e-9)


@every_model
def test_a_predictor_that_splits_the_classes_gives_finite_log_odds(name: str) -> None:
    cases, onset = made()
    values = cases.values.copy()
    values[:, 1] = onset
    split = Cases(cases.places, cases.years, values, NAMES)
    odds = fit(name, split, onset).log_odds(values)
    assert np.isfinite(odds).all()
    assert odds[onset == 1].min() > odds[onset == 0].max()


@every_model
def test_few_cases_are_learnt_from(name: str) -> None:
    cases, _ = made()
    few = cases.of(np.arange(CASES) < 12)
    onset = (np.arange(12) % 3 == 0) * 1.0
    assert np.isfinite(fit(name, few, onset).log_odds(cases.values)).all()


@every_model
@pytest.mark.parametrize(
    ("onset", "said"),
    [
        (np.zeros(CASES), "^no one of 400 training country-years ends in an onset"),
        (np.ones(CASES), "^every one of 400 training country-years ends in an onset"),
        (np.arange(CASES) == 5, "^1 of 400 training country-years end in an onset: to"),
    ],
    ids=["none", "all", "one"],
)
def test_too_few_onsets_are_said_in_one_sentence(
    name: str, onset: np.ndarray, said: str
) -> None:
    with pytest.raises(MissingDataError, match=said) as error:
        fit(name, made()[0], onset * 1.0)
    assert "\n" not in str(error.value)


@given(odds=st.floats(-30, 30))
def test_risk_and_log_odds_undo_each_other(odds: float) -> None:
    there = risk_of(np.array([odds]))
    assert 0 < there[0] < 1
    np.testing.assert_allclose(log_odds_of(there), odds, rtol=1e-2, atol=1e-9)


def test_a_risk_by_hand() -> None:
    odds = np.array([0.0, np.log(3), -np.log(3), -1e4, 1e4])
    np.testing.assert_allclose(risk_of(odds), [0.5, 0.75, 0.25, 0, 1], rtol=1e-15)
    back = log_odds_of(np.array([0.5, 0.75]))
    np.testing.assert_allclose(back, [0, np.log(3)], rtol=1e-15)
