"""Intervals, against other implementations and in worlds whose truth is known."""

from math import isnan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, pearsonr, ttest_1samp

from karski.learning._intervals import correlation, mean, paired_shares, wilson

four = st.tuples(*[st.integers(0, 12)] * 4).filter(any)


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_has_the_interval_that_scipy_gives(case: tuple[int, int]) -> None:
    count, size = case
    theirs = binomtest(count, size).proportion_ci(0.95, method="wilson")
    ours = wilson(count / size, size)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=25))
def test_a_mean_has_the_interval_of_students_t(values: list[int]) -> None:
    ours = mean(values)
    assert ours.estimate == pytest.approx(sum(values) / len(values))
    if len({*values}) == 1:
        assert isnan(ours.low)
        assert isnan(ours.high)
        return
    theirs = ttest_1samp(values, 0).confidence_interval(0.95)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high))


def test_of_one_value_or_of_equal_ones_nobody_knows_how_far_they_vary() -> None:
    assert isnan(mean([3.0]).low)
    assert isnan(mean([4, 4, 4]).high)


def test_a_correlation_has_fishers_interval() -> None:
    x, y = [1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5]
    theirs = pearsonr(x, y)
    ours = correlation(theirs.statistic, len(x))
    ends = theirs.confidence_interval(0.95)
    assert (ours.low, ours.high) == pytest.approx((ends.low, ends.high))
    assert isnan(correlation(0.5, 3).low)
    assert correlation(1.0, 9).low == 1.0


def test_paired_shares_by_newcombes_formula_written_out() -> None:
    both, gained, lost, neither = 36, 12, 2, 10
    n = 60
    p1, p2 = 48 / n, 38 / n
    z = 1.959963984540054

    def ends(p: float) -> tuple[float, float]:
        root = z * sqrt(z * z + 4 * n * p * (1 - p))
        low = (2 * n * p + z * z - root) / (2 * (n + z * z))
        return low, (2 * n * p + z * z + root) / (2 * (n + z * z))

    (l1, u1), (l2, u2) = ends(p1), ends(p2)
    over = both * neither - gained * lost - n / 2
    phi = over / sqrt(48 * 12 * 38 * 22)
    low = sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
    high = sqrt((u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2)
    found = paired_shares(both, gained, lost, neither)
    assert found.estimate == pytest.approx(10 / 60)
    assert found.low == pytest.approx(10 / 60 - low)
    assert found.high == pytest.approx(10 / 60 + high)


@given(four)
def test_a_paired_change_turns_round_with_its_pairs(
    counts: tuple[int, int, int, int],
) -> None:
    both, gained, lost, neither = counts
    found = paired_shares(both, gained, lost, neither)
    back = paired_shares(both, lost, gained, neither)
    assert -1 - 1e-9 <= found.low <= found.estimate <= found.high <= 1 + 1e-9
    assert (back.low, back.high) == pytest.approx((-found.high, -found.low))


def test_paired_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    chances = np.array([0.4, 0.35, 0.05, 0.2])  # both, gained, lost, neither
    draws = np.random.default_rng(0).multinomial(20, chances, 2000)
    ends = [paired_shares(*map(int, draw)) for draw in draws]
    held = np.mean([each.low <= 0.3 <= each.high for each in ends])
    assert 0.93 < held < 0.98
