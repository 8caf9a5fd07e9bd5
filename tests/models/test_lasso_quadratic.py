"""Small quadratics with a penalty on absolute values, against every sign pattern."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.models._lasso_quadratic import minimise

PROBLEMS = 4


def problems(
    seed: int, size: int, start: bool = False
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Correlated coefficients; the first has no penalty, as an intercept."""
    random = np.random.default_rng(seed)
    shared = random.normal(size=(PROBLEMS, 8, 1)) * random.choice([0.0, 3.0])
    rows = random.normal(size=(PROBLEMS, 8, size)) + shared
    curvature = rows.transpose(0, 2, 1) @ rows / 8 + 0.01 * np.eye(size)
    slope = random.normal(size=(PROBLEMS, size)) * 2
    penalty = random.choice([0.1, 1.0], (PROBLEMS, size))
    penalty[:, 0] = 0
    first = random.normal(size=slope.shape) if start else np.zeros(slope.shape)
    return curvature, slope, penalty, first


def value(
    curvature: np.ndarray, slope: np.ndarray, penalty: np.ndarray, found: np.ndarray
) -> float:
    smooth = found @ curvature @ found / 2 - slope @ found
    return float(smooth + penalty @ np.abs(found))


def by_every_sign(
    curvature: np.ndarray, slope: np.ndarray, penalty: np.ndarray
) -> float:
    """The least value over all patterns, each solved as if its signs were right."""
    least = 0.0
    for signs in product([-1.0, 0.0, 1.0], repeat=len(slope)):
        on = np.flatnonzero(signs)
        pull = (slope - penalty * signs)[on]
        found = np.zeros(len(slope))
        found[on] = np.linalg.solve(curvature[np.ix_(on, on)], pull)
        least = min(least, value(curvature, slope, penalty, found))
    return least


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(1, 5), start=st.booleans())
def test_nothing_is_lower_than_what_is_found(seed: int, size: int, start: bool) -> None:
    given_ = problems(seed, size, start)
    found = minimise(*given_)
    for k in range(PROBLEMS):
        curvature, slope, penalty, _ = (each[k] for each in given_)
        least = by_every_sign(curvature, slope, penalty)
        here = value(curvature, slope, penalty, found[k])
        assert here == pytest.approx(least, rel=1e-9, abs=1e-12)


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(1, 40))
def test_the_start_does_not_matter(seed: int, size: int) -> None:
    curvature, slope, penalty, start = problems(seed, size, start=True)
    cold = minimise(curvature, slope, penalty, np.zeros_like(start))
    warm = minimise(curvature, slope, penalty, start)
    np.testing.assert_allclose(warm, cold, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize(
    ("size", "seed"), [(4, 925), (8, 48), (8, 239), (8, 398), (30, 32)]
)
def test_one_at_a_time_where_all_at_once_goes_round_in_circles(
    size: int, seed: int
) -> None:
    """Nearly singular problems, found by trying thousands."""
    random = np.random.default_rng(seed)
    rows = random.normal(size=(1, size, size))
    rows += random.normal(size=(1, size, 1)) * random.choice([0.0, 3.0, 10.0])
    curvature = rows.transpose(0, 2, 1) @ rows / size + 1e-6 * np.eye(size)
    slope = random.normal(size=(1, size))
    found = minimise(curvature, slope, np.full((1, size), 0.01), np.zeros((1, size)))
    rest = slope - np.einsum("kij,kj->ki", curvature, found)
    present = found != 0
    assert np.abs(rest).max() < 0.01 + 1e-6
    np.testing.assert_allclose(rest[present], 0.01 * np.sign(found[present]), rtol=1e-4)


def test_each_problem_is_solved_as_if_it_were_alone() -> None:
    given_ = problems(11, 6)
    alone = [minimise(*(each[k : k + 1] for each in given_))[0] for k in range(4)]
    np.testing.assert_allclose(minimise(*given_), alone, rtol=1e-12, atol=1e-14)


def test_one_coefficient_is_shrunk_by_the_penalty() -> None:
    curvature, slope = np.full((3, 1, 1), 2.0), np.array([[3.0], [-3.0], [0.9]])
    found = minimise(curvature, slope, np.ones((3, 1)), np.zeros((3, 1)))
    assert found.tolist() == [[1.0], [-1.0], [0.0]]
