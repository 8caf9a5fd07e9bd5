"""The Early Warning Project's model, on small made cases."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.core.errors import MissingDataError
from karski.models._onset import Cases
from karski.models.onset_elastic_net import FOLDS, ElasticNet, _at, fit, fit_by_folds

SIGNAL = np.array([1.5, -1.0, 0.0, 0.5])


def made(
    seed: int = 0, cases: int = 300
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Values, onsets, equal weights, folds."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(cases, 4)) * [1, 10, 0.1, 3] + [0, 5, 100, -2]
    odds = (values - values.mean(axis=0)) / values.std(axis=0) @ SIGNAL - 1.5
    onset = (random.random(cases) < 1 / (1 + np.exp(-odds))) * 1.0
    folds = random.permutation(np.resize(np.arange(FOLDS), cases)).astype(np.int32)
    return values, onset, np.ones(cases), folds


def rare(*rows: int, cases: int = 100) -> np.ndarray:
    onset = np.zeros(cases)
    onset[list(rows)] = 1
    return onset


def cases_of(values: np.ndarray) -> Cases:
    numbers = np.arange(len(values), dtype=np.int32)
    names = tuple(f"x{k}" for k in range(values.shape[1]))
    return Cases(numbers, numbers, values, names)


def test_what_moves_the_risk_is_found_and_in_which_direction() -> None:
    found = fit_by_folds(*made(cases=2000))
    in_deviations = found.slopes * made(cases=2000)[0].std(axis=0)
    np.testing.assert_allclose(in_deviations, SIGNAL, atol=0.25)
    assert abs(in_deviations[2]) < 0.1


def test_unrelated_predictors_leave_the_share_of_onsets() -> None:
    values, onset, weights, folds = made()
    noise = np.random.default_rng(9).permutation(values)
    found = fit_by_folds(noise, onset, weights, folds)
    share = 1 / (1 + np.exp(-found.log_odds(noise)))
    assert share.mean() == pytest.approx(onset.mean(), abs=1e-6)
    assert share.std() < 0.05


@given(seed=st.integers(0, 50), scale=st.integers(-6, 6), shift=st.integers(-100, 100))
@settings(max_examples=8)
def test_the_unit_of_a_predictor_does_not_matter(
    seed: int, scale: int, shift: int
) -> None:
    values, onset, weights, folds = made(seed)
    other = values.copy()
    other[:, 1] = -(10.0**scale) * (values[:, 1] + shift)
    before = fit_by_folds(values, onset, weights, folds)
    after = fit_by_folds(other, onset, weights, folds)
    assert after.penalty == pytest.approx(before.penalty, rel=1e-6)
    np.testing.assert_allclose(
        after.log_odds(other), before.log_odds(values), atol=1e-4
    )


@given(seed=st.integers(0, 50))
@settings(max_examples=5)
def test_the_order_of_cases_and_the_names_of_folds_do_not_matter(seed: int) -> None:
    values, onset, weights, folds = made(seed)
    order = np.random.default_rng(seed).permutation(len(onset))
    before = fit_by_folds(values, onset, weights, folds)
    after = fit_by_folds(
        values[order], onset[order], weights[order], (40 - 3 * folds)[order]
    )
    assert after.penalty == pytest.approx(before.penalty, rel=1e-9)
    np.testing.assert_allclose(after.slopes, before.slopes, atol=1e-5)


def test_only_the_ratio_of_weights_matters() -> None:
    values, onset, _, folds = made()
    weights = np.random.default_rng(4).gamma(2.0, size=len(onset))
    before = fit_by_folds(values, onset, weights, folds)
    after = fit_by_folds(values, onset, 7 * weights, folds)
    even = fit_by_folds(values, onset, np.ones(len(onset)), folds)
    np.testing.assert_allclose(after.slopes, before.slopes, rtol=1e-6, atol=1e-9)
    assert np.abs(even.slopes - before.slopes).max() > 1e-3


def test_a_weight_of_two_is_the_case_twice_in_its_fold() -> None:
    values, onset, even, folds = made()
    doubled = np.where(np.arange(300) % 3 == 0, 2.0, 1.0)
    twice = np.r_[np.arange(300), np.arange(0, 300, 3)]
    weighted = fit_by_folds(values, onset, doubled, folds)
    repeated = fit_by_folds(values[twice], onset[twice], np.ones(400), folds[twice])
    assert weighted.penalty == pytest.approx(repeated.penalty, rel=1e-9)
    np.testing.assert_allclose(weighted.slopes, repeated.slopes, atol=1e-5)
    plain = fit_by_folds(values, onset, even, folds)
    assert plain.penalty != pytest.approx(weighted.penalty, rel=0.02)


def test_the_mean_is_the_weighted_one_and_has_the_level_as_its_log_odds() -> None:
    values, onset, _, folds = made()
    weights = np.random.default_rng(4).gamma(2.0, size=len(onset))
    found = fit_by_folds(values, onset, weights, folds)
    mean = np.average(values, axis=0, weights=weights)
    np.testing.assert_allclose(found.means, mean)
    np.testing.assert_allclose(found.log_odds(mean[None]), found.level, rtol=1e-12)


def test_a_constant_predictor_adds_nothing_even_where_it_is_not_constant() -> None:
    values, onset, weights, folds = made()
    widened = np.column_stack([values, np.full(len(onset), 0.1)])
    found = fit_by_folds(widened, onset, weights, folds)
    assert found.slopes[4] == 0
    elsewhere = np.column_stack([values, np.full(len(onset), 1e9)])
    np.testing.assert_array_equal(found.log_odds(elsewhere), found.log_odds(widened))
    alone = fit_by_folds(values, onset, weights, folds)
    np.testing.assert_allclose(found.slopes[:4], alone.slopes, atol=1e-6)


def test_constants_alone_leave_the_share_of_onsets() -> None:
    _, onset, weights, folds = made()
    found = fit_by_folds(np.full((len(onset), 2), 3.0), onset, weights, folds)
    assert found.slopes.tolist() == [0, 0]
    share = onset.mean()
    assert found.level == pytest.approx(np.log(share / (1 - share)))


def test_what_varies_in_one_fold_only_is_fitted() -> None:
    values, onset, weights, folds = made()
    values[folds != 3, 2] = 100.0
    found = fit_by_folds(values, onset, weights, folds)
    assert np.isfinite(found.log_odds(values)).all()


def test_a_predictor_twice_shares_its_slope() -> None:
    values, onset, weights, folds = made()
    twice = np.column_stack([values, 2 * values[:, 0]])
    found = fit_by_folds(twice, onset, weights, folds)
    assert found.slopes[0] != 0
    assert found.slopes[4] == pytest.approx(found.slopes[0] / 2, rel=1e-3)


@pytest.mark.parametrize("apart", [1.0, 1e-9, 1e9])
def test_a_predictor_that_splits_the_classes_gives_finite_risks(apart: float) -> None:
    values, onset, weights, folds = made()
    values[:, 0] = apart * onset
    found = fit_by_folds(values, onset, weights, folds)
    odds = found.log_odds(values)
    assert np.isfinite(odds).all()
    assert odds[onset == 1].min() > 3
    assert odds[onset == 0].max() < -3


def test_values_far_out_give_finite_risks() -> None:
    values, onset, weights, folds = made()
    heavy = np.random.default_rng(1).standard_cauchy((len(onset), 6)) ** 3
    found = fit_by_folds(np.column_stack([values, heavy]), onset, weights, folds)
    assert np.isfinite(found.slopes).all()


@pytest.mark.parametrize(
    ("onset", "said"),
    [
        (rare(), "^no one of 100 training country-years ends in an onset; there is"),
        (1 - rare(), "^every one of 100 training country-years ends in an onset; th"),
        (rare(5), "^1 of 100 training country-years end in an onset: too few for c"),
        (rare(5, 15, 25), "^3 of 100 training country-years end in an onset: too "),
    ],
    ids=["none", "all", "one", "within one fold"],
)
def test_too_little_to_learn_from_is_said_in_one_sentence(
    onset: np.ndarray, said: str
) -> None:
    folds = np.resize(np.arange(10), 100).astype(np.int32)
    values = np.random.default_rng(0).normal(size=(100, 2))
    with pytest.raises(MissingDataError, match=said) as error:
        fit_by_folds(values, onset, np.ones(100), folds)
    assert "\n" not in str(error.value)
    assert "; give more years" in str(error.value) or ": give more" in str(error.value)


def test_two_onsets_in_two_folds_are_enough() -> None:
    folds = np.resize(np.arange(10), 100).astype(np.int32)
    values = np.random.default_rng(0).normal(size=(100, 2))
    found = fit_by_folds(values, rare(5, 16), np.ones(100), folds)
    assert np.isfinite(found.log_odds(values)).all()


def test_folds_are_as_even_as_can_be_and_drawn_from_the_stream(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    def keep(*given_: np.ndarray) -> ElasticNet:
        seen.append(given_[3])
        return fit_by_folds(*given_)

    monkeypatch.setattr("karski.models.onset_elastic_net.fit_by_folds", keep)
    values, onset, weights, _ = made(cases=304)
    for seed in (1, 1, 2):
        fit(cases_of(values), onset, weights, np.random.default_rng(seed))
    assert sorted(np.bincount(seen[0]).tolist()) == [30] * 6 + [31] * 4
    assert np.array_equal(seen[0], seen[1])
    assert not np.array_equal(seen[0], seen[2])


def test_coefficients_between_two_penalties_are_interpolated() -> None:
    penalties, found = np.array([8.0, 4.0, 2.0]), np.array([[0.0], [10.0], [30.0]])
    wanted = np.array([100.0, 8.0, 5.0, 4.0, 2.5, 2.0, 0.1])
    expected = [0, 0, 7.5, 10, 25, 30, 30]
    np.testing.assert_allclose(_at(wanted, penalties, found)[:, 0], expected)


@given(seed=st.integers(0, 2**32 - 1), cases=st.integers(0, 20))
def test_contributions_are_exact(seed: int, cases: int) -> None:
    random = np.random.default_rng(seed)
    found = ElasticNet(random.normal(), *random.normal(size=(2, 5)), penalty=0.1)
    values = random.normal(size=(cases, 5)) * 10
    parts = found.contributions(values)
    assert parts.shape == (cases, 6)
    np.testing.assert_allclose(parts.sum(axis=1), found.log_odds(values), atol=1e-9)
    np.testing.assert_array_equal(parts[:, 0], found.level)
    np.testing.assert_array_equal(
        parts[:, 3], (values[:, 2] - found.means[2]) * found.slopes[2]
    )
