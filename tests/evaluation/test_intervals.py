"""Paired bootstrap by cluster, and what is said of it."""

import numpy as np
import pytest
from scipy import stats

from karski.evaluation.intervals import (
    Comparison,
    Interval,
    compare,
    compare_pooled,
)
from karski.evaluation.metrics.auc import auc
from karski.evaluation.verdict import verdict

NONE = float("nan")


def scores(
    clusters: int = 40, each: int = 25, gain: float = 0.2, seed: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    place = np.repeat(np.arange(clusters), each)
    level = random.gamma(1, 5, clusters)[place]
    baseline = level + random.gamma(2, 1, len(place))
    shift = random.normal(gain, 0.6, clusters)[place]
    return baseline - shift, baseline, place


def test_means_and_gap_by_hand() -> None:
    found = compare(np.array([1.0, 2, 3]), np.array([2.0, 2, 4]), np.array([1, 1, 2]))
    assert (found.ours, found.baseline) == (2.0, pytest.approx(8 / 3))
    assert found.difference.estimate == pytest.approx(-2 / 3)
    assert found.change.estimate == pytest.approx(-0.25)
    assert (found.cases, found.clusters) == (3, 2)


def test_agrees_with_an_independent_bootstrap_of_cluster_means() -> None:
    ours, baseline, place = scores()
    found = compare(ours, baseline, place, repetitions=5000)
    gaps = (ours - baseline).reshape(40, 25).mean(axis=1)
    theirs = stats.bootstrap(
        (gaps,), np.mean, n_resamples=5000, method="percentile", rng=1
    ).confidence_interval
    assert found.difference.low == pytest.approx(theirs.low, abs=0.02)
    assert found.difference.high == pytest.approx(theirs.high, abs=0.02)


def test_months_of_one_country_do_not_count_as_independent() -> None:
    ours, baseline, place = scores()
    by_country = compare(ours, baseline, place).difference
    by_month = compare(ours, baseline, np.arange(len(place))).difference
    assert by_country.high - by_country.low > 2 * (by_month.high - by_month.low)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    held = [
        (found := compare(*scores(seed=seed), repetitions=400).difference).low
        < -0.2
        < found.high
        for seed in range(200)
    ]
    assert np.mean(held) == pytest.approx(0.94, abs=0.05)


def test_the_same_seed_gives_the_same_interval_and_another_another() -> None:
    pairs = scores()
    assert compare(*pairs, seed=3) == compare(*pairs, seed=3)
    assert compare(*pairs, seed=3) != compare(*pairs, seed=4)


def test_the_order_of_cases_does_not_matter() -> None:
    pairs = scores()
    order = np.random.default_rng(1).permutation(len(pairs[0]))
    turned = compare(*(side[order] for side in pairs))
    assert turned.change.low == pytest.approx(compare(*pairs).change.low)


def test_one_cluster_has_no_interval() -> None:
    found = compare(np.array([1.0, 2]), np.array([2.0, 3]), np.array([5, 5]))
    assert found.difference.estimate == -1
    assert np.isnan([found.difference.low, found.change.high]).all()
    assert verdict(found) == "too few cases to compare with conflictology"


def test_a_baseline_of_zero_has_a_difference_but_no_share() -> None:
    found = compare(np.array([1.0, 2]), np.zeros(2), np.array([1, 2]))
    assert found.difference.estimate == 1.5
    assert np.isnan([found.change.estimate, found.change.low]).all()
    expected = "worse than conflictology by 1.5 (95 % interval 1 to 2)"
    assert verdict(found) == expected


@pytest.mark.parametrize(
    ("ours", "message"),
    [
        (np.zeros(2), "not pairs"),
        (np.array([0, 0, np.nan]), "not finite"),
        (np.array([0, 0, np.inf]), "not finite"),
    ],
)
def test_scores_that_cannot_be_compared_are_refused(
    ours: np.ndarray, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        compare(ours, np.zeros(3), np.arange(3))


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(ValueError, match="no cases"):
        compare(np.zeros(0), np.zeros(0), np.zeros(0))


def test_scores_of_all_cases_at_once_are_compared_too() -> None:
    random = np.random.default_rng(0)
    risk = random.random(400)
    outcomes = (random.random(400) < risk).astype(int)
    place = np.repeat(np.arange(40), 10)
    found = compare_pooled(auc, outcomes, risk, np.full(400, 0.5), place)
    assert found.ours == pytest.approx(auc(outcomes, risk))
    assert found.baseline == 0.5
    assert found.difference.low > 0.2
    assert verdict(found, "a coin", lower_is_better=False).startswith(
        "better than a coin by"
    )


def test_resamples_without_an_event_are_left_out() -> None:
    outcomes = np.array([1, 0, 0, 0])
    risk = np.array([0.9, 0.1, 0.2, 0.3])
    found = compare_pooled(auc, outcomes, risk, 1 - risk, np.arange(4))
    assert found.difference == Interval(1.0, 1.0, 1.0)


def test_an_interval_that_ends_at_zero_decides_nothing() -> None:
    ends = ((0, 1), (-1, 0), (-1, 1), (0.1, 1), (-1, -0.1))
    decided = [Interval(0.5, low, high).decided for low, high in ends]
    assert decided == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("change", "lower", "words"),
    [
        (
            (-0.05, -0.08, -0.02),
            True,
            "better than X by 5.0 % (95 % interval 2.0 to 8.0 %)",
        ),
        ((0.12, 0.02, 0.3), True, "worse than X by 12 % (95 % interval 2.0 to 30 %)"),
        ((0.12, 0.02, 0.3), False, "better than X by 12 % (95 % interval 2.0 to 30 %)"),
        (
            (-0.05, -0.08, 0.03),
            True,
            "no difference from X that these data can show"
            " (95 % interval 3.0 % worse to 8.0 % better)",
        ),
        ((0.0, 0.0, 0.0), True, "the same as X"),
    ],
)
def test_verdicts(change: tuple[float, float, float], lower: bool, words: str) -> None:
    interval = Interval(*change)
    comparison = Comparison(1, 1, interval, interval, 9, 9, 0.95)
    assert verdict(comparison, "X", lower_is_better=lower) == words
