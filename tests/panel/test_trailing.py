import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from karski.panel import trailing

counts = arrays(float, (2, 30), elements=st.integers(0, 5000).map(float))
months = st.integers(1, 24)


@given(counts, months)
def test_a_mean_agrees_with_the_plain_one(values: np.ndarray, span: int) -> None:
    means = trailing.mean(values, span)
    for month in range(30):
        plain = values[:, max(0, month - span + 1) : month + 1].mean(axis=1)
        np.testing.assert_allclose(means[:, month], plain, atol=1e-9)


@given(counts, months)
def test_the_largest_agrees_with_the_plain_one(values: np.ndarray, span: int) -> None:
    found = trailing.largest(values, span)
    for month in range(30):
        plain = values[:, max(0, month - span + 1) : month + 1].max(axis=1)
        np.testing.assert_array_equal(found[:, month], plain)


@given(counts, months)
def test_the_spread_agrees_with_the_plain_one(values: np.ndarray, span: int) -> None:
    found = trailing.spread(values, span)
    for month in range(30):
        plain = values[:, max(0, month - span + 1) : month + 1].std(axis=1)
        np.testing.assert_allclose(found[:, month], plain, atol=1e-3)


@given(counts, st.floats(0.5, 40))
def test_exponential_weights_agree_with_the_plain_ones(
    values: np.ndarray, half: float
) -> None:
    weights = 0.5 ** (np.arange(30)[::-1] / half)
    plain = (values * weights).sum(axis=1) / weights.sum()
    found = trailing.exponential_mean(values, half)
    np.testing.assert_allclose(found[:, -1], plain, rtol=1e-9)


def test_months_since_counts_from_the_last_time() -> None:
    values = np.array([[0, 30, 0, 0, 25, 0]], float)
    found = trailing.months_since(values, 25)
    np.testing.assert_array_equal(found, [[1, 0, 1, 2, 0, 1]])


def test_months_since_is_capped() -> None:
    assert trailing.months_since(np.zeros((1, 300)), 1).max() == 240


def test_months_before_a_state_began_do_not_count_as_quiet() -> None:
    values = np.array([[np.nan, np.nan, 4.0, 8.0]])
    assert trailing.mean(values, 4)[0, -1] == 6.0
    assert trailing.exponential_mean(values, 1e9)[0, -1] == pytest.approx(6.0)
