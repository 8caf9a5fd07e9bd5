"""Scores of draws against hand-computed cases and an independent implementation."""

import numpy as np
import pytest
import scoringrules
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from karski.evaluation.metrics import _ensemble
from karski.evaluation.metrics._ensemble import score_draws
from karski.evaluation.metrics.coverage import coverage
from karski.evaluation.metrics.crps import crps
from karski.evaluation.metrics.crps_log1p import crps_log1p
from karski.evaluation.metrics.ign import EDGES, ign
from karski.evaluation.metrics.mis import mis

counts = st.integers(0, 10**6)
sizes = st.integers(2, 40)


def world(cases: int = 60, size: int = 30) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    outcomes = random.negative_binomial(0.3, 0.01, cases)
    return outcomes, random.negative_binomial(0.3, 0.01, (cases, size))


def test_crps_by_hand() -> None:
    # |1-2|, |4-2| -> mean 1.5; mean |xi-xj| over all four pairs 1.5, over two 3
    draws, outcome = np.array([[1.0, 4.0]]), np.array([2.0])
    assert crps(outcome, draws).tolist() == [0.75]
    assert crps(outcome, draws, fair=True).tolist() == [0.0]


def test_crps_of_one_draw_is_the_absolute_error() -> None:
    assert crps(np.array([7]), np.array([[3]])).tolist() == [4.0]


def test_fair_crps_of_one_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        crps(np.array([7]), np.array([[3]]), fair=True)


@pytest.mark.parametrize(("fair", "estimator"), [(False, "nrg"), (True, "fair")])
def test_crps_agrees_with_scoringrules(fair: bool, estimator: str) -> None:
    outcomes, draws = world()
    theirs = scoringrules.crps_ensemble(
        outcomes.astype(float), draws.astype(float), estimator=estimator
    )
    np.testing.assert_allclose(crps(outcomes, draws, fair=fair), theirs, rtol=1e-10)


def test_crps_on_log1p_agrees_with_scoringrules() -> None:
    outcomes, draws = world()
    theirs = scoringrules.crps_ensemble(
        np.log1p(outcomes), np.log1p(draws), estimator="nrg"
    )
    np.testing.assert_allclose(crps_log1p(outcomes, draws), theirs, atol=1e-12)


@given(arrays(np.int64, 9, elements=counts), counts, st.integers(-1000, 1000))
def test_shifting_everything_leaves_crps_and_interval_score(
    draws: np.ndarray, outcome: int, shift: int
) -> None:
    for score in (crps, mis):
        before = score(np.array(outcome), draws)
        after = score(np.array(outcome + shift), draws + shift)
        assert after == pytest.approx(before, abs=1e-6)


@given(arrays(np.int64, 9, elements=counts), counts, st.integers(1, 100))
def test_scaling_everything_scales_crps_and_interval_score(
    draws: np.ndarray, outcome: int, factor: int
) -> None:
    for score in (crps, mis):
        before = score(np.array(outcome), draws)
        after = score(np.array(outcome * factor), draws * factor)
        assert after == pytest.approx(before * factor, rel=1e-9, abs=1e-6)


@given(arrays(np.int64, 12, elements=counts), counts)
def test_repeating_all_draws_leaves_crps_and_ignorance(
    draws: np.ndarray, outcome: int
) -> None:
    for score in (crps, ign):
        once = score(np.array(outcome), draws)
        thrice = score(np.array(outcome), np.tile(draws, 3))
        assert thrice == pytest.approx(once, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("outcome", "last_edge", "bits"),
    [
        (0, "open", -np.log2(501 / 1011)),  # 5 of 10 draws in the class
        (2, "open", -np.log2(201 / 1011)),
        (3, "open", -np.log2(1 / 1011)),
        (1000, "open", -np.log2(101 / 1011)),
        (1001, "open", -np.log2(201 / 1011)),
        (1000, "closed", -np.log2(301 / 1010)),
        (9999, "closed", -np.log2(301 / 1010)),
    ],
)
def test_ignorance_by_hand(outcome: int, last_edge: str, bits: float) -> None:
    draws = np.array([0, 0, 0, 0, 0, 1, 2, 1000, 1001, 10**8])
    assert ign(np.array(outcome), draws, last_edge=last_edge) == pytest.approx(bits)


def test_a_draw_on_an_edge_belongs_to_the_class_above() -> None:
    on_the_edge = np.array([0.5])
    assert ign(np.array(0), on_the_edge) == pytest.approx(np.log2(1011))
    assert ign(np.array(1), on_the_edge) == pytest.approx(np.log2(1011 / 1001))


@pytest.mark.parametrize("last_edge", ["open", "closed"])
@settings(max_examples=30)
@given(draws=arrays(np.int64, sizes, elements=st.integers(0, 3000)))
def test_ignorance_gives_classes_that_share_out_all_probability(
    draws: np.ndarray, last_edge: str
) -> None:
    first = [0, 1, 3, 6, 11, 26, 51, 101, 251, 501, 1001]
    each = np.array(first[: None if last_edge == "open" else -1])
    score = ign(each, np.tile(draws, (len(each), 1)), last_edge=last_edge)
    assert np.exp2(-score).sum() == pytest.approx(1)


def test_ignorance_of_a_thousand_draws_adds_one_to_each_class() -> None:
    outcomes, draws = world(40, 1000)
    place = np.digitize(draws, EDGES)
    hits = (place == np.digitize(outcomes, EDGES)[:, None]).sum(axis=1)
    np.testing.assert_allclose(ign(outcomes, draws), -np.log2((hits + 1) / 1011))


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9])
def test_interval_score_agrees_with_scoringrules(level: float) -> None:
    outcomes, draws = world()
    tail = (1 - level) / 2
    lower, upper = np.quantile(draws, [tail, 1 - tail], axis=1)
    theirs = scoringrules.interval_score(
        outcomes.astype(float), lower, upper, 1 - level
    )
    np.testing.assert_allclose(mis(outcomes, draws, level=level), theirs, rtol=1e-9)
    inside = (lower <= outcomes) & (outcomes <= upper)
    np.testing.assert_array_equal(coverage(outcomes, draws, level=level), inside)


def test_interval_of_one_draw_is_that_draw() -> None:
    assert mis(np.array([3]), np.array([[3]])).tolist() == [0.0]
    assert mis(np.array([4]), np.array([[3]])) == pytest.approx([20.0])


@pytest.mark.parametrize("level", [0, 1, 90])
def test_a_level_that_is_no_share_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        mis(np.array([3]), np.array([[3]]), level=level)


@pytest.mark.parametrize("kind", [np.int16, np.int32, np.int64, np.uint8, float])
def test_one_sort_gives_what_each_metric_gives(kind: type) -> None:
    outcomes, draws = world(200, 100)
    outcomes, draws = (np.minimum(x, 200).astype(kind) for x in (outcomes, draws))
    together = score_draws(outcomes, draws)
    apart = [metric(outcomes, draws) for metric in (crps, ign, mis)]
    np.testing.assert_allclose(together, np.stack(apart, axis=1), rtol=1e-12)


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes, draws = world(50, 30)
    whole = score_draws(outcomes, draws)
    monkeypatch.setattr(_ensemble, "BLOCK", 7 * 30)
    np.testing.assert_array_equal(score_draws(outcomes, draws), whole)


def test_numbers_too_wide_for_32_bits_are_kept_whole() -> None:
    draws = np.array([[2**31 + 1, 2**40, 2**40 + 1]])
    assert score_draws(np.array([2**40]), draws)[0, 0] == crps(np.array([2**40]), draws)
    broad = draws + 0.25
    assert score_draws(np.array([2**40]), broad)[0, 0] == crps(np.array([2**40]), broad)
    huge = np.array([[1e300, 0.0]])
    assert score_draws(np.array([0]), huge)[0, 0] == crps(np.array([0]), huge)
