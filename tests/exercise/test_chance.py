"""Uniforms by name, and the inverse distribution functions, against SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from karski.exercise.chance import (
    bernoulli,
    geometric,
    heavy_tail,
    key,
    negative_binomial,
    normal,
    poisson,
    triangular,
    uniforms,
    uniforms_of,
)

GOLDEN_WORDS = [
    5705853004827290377,
    6584680345644299050,
    680768428710196683,
    17743966978540583234,
    350372593450749763,
]
GOLDEN_UNIFORMS = [0.7033154827240978, 0.6907150668069028, 0.10913231260427525]
WHERE = "North/Hill people"
EVERYWHERE = np.concatenate(
    [np.linspace(0, 1, 2002)[1:-1], 10.0 ** -np.arange(3, 16), [2.0**-53, 1 - 2.0**-53]]
)


def test_a_change_of_numpys_stream_would_be_found_out() -> None:
    generator = np.random.Philox(key=np.array([1, 2], np.uint64))
    assert generator.random_raw(5).tolist() == GOLDEN_WORDS
    assert uniforms(5, "phase", WHERE, range(3)).ravel().tolist() == GOLDEN_UNIFORMS


@given(
    st.integers(0, 2**63), st.integers(0, 300), st.integers(1, 40), st.integers(1, 9)
)
def test_a_days_uniforms_hang_on_no_other_day(
    seed: int, first: int, count: int, each: int
) -> None:
    whole = uniforms(seed, "deaths", WHERE, range(first + count), each)
    part = uniforms(seed, "deaths", WHERE, range(first, first + count), each)
    assert np.array_equal(whole[first:], part)


def test_many_seeds_are_each_seed_by_itself() -> None:
    many = uniforms_of([7, 9, 7], "phase", WHERE, range(4, 8), 3)
    assert many.shape == (3, 4, 3)
    assert np.array_equal(many[0], many[2])
    assert np.array_equal(many[1], uniforms(9, "phase", WHERE, range(4, 8), 3))


@pytest.mark.parametrize(
    "other",
    [(6, "phase", WHERE), (5, "deaths", WHERE), (5, "phase", "North/Valley people")],
)
def test_seed_variable_and_community_each_give_a_stream_of_their_own(
    other: tuple[int, str, str],
) -> None:
    assert not np.array_equal(key(5, "phase", WHERE), key(*other))


def test_uniforms_are_uniform_and_never_at_the_ends() -> None:
    drawn = uniforms(1, "phase", WHERE, range(20_000)).ravel()
    assert 0 < drawn.min() < drawn.max() < 1
    assert stats.kstest(drawn, "uniform").pvalue > 0.01


def test_the_normal_distribution_is_scipys_to_15_figures() -> None:
    away = EVERYWHERE[EVERYWHERE != 0.5]
    assert normal(away) == pytest.approx(stats.norm.ppf(away), rel=2e-15, abs=0)
    assert float(normal(0.5)) == 0


@pytest.mark.parametrize("mean", [0.0, 1e-6, 0.3, 7.5, 400.0])
def test_poisson_counts_are_scipys(mean: float) -> None:
    inside = EVERYWHERE[EVERYWHERE < 1 - 1e-12]
    assert np.array_equal(poisson(inside, mean), stats.poisson.ppf(inside, mean))


@pytest.mark.parametrize(("mean", "size"), [(0.5, 0.2), (3.0, 1.0), (40.0, 5.0)])
def test_negative_binomial_counts_are_scipys(mean: float, size: float) -> None:
    inside = EVERYWHERE[EVERYWHERE < 1 - 1e-9]
    scipys = stats.nbinom.ppf(inside, size, size / (size + mean))
    assert np.array_equal(negative_binomial(inside, mean, size), scipys)


def test_geometric_counts_are_scipys() -> None:
    inside = EVERYWHERE[EVERYWHERE < 1 - 1e-9]
    assert np.array_equal(geometric(inside, 0.3), stats.geom.ppf(inside, 0.3) - 1)


def test_triangular_lead_times_are_scipys() -> None:
    scipys = stats.triang.ppf(EVERYWHERE, 0.2, 2, 10)
    assert triangular(EVERYWHERE, 2, 4, 12) == pytest.approx(scipys, rel=1e-12)
    assert triangular([0.1, 0.9], 3, 3, 3).tolist() == [3, 3]


def test_a_heavy_tail_has_the_chances_that_it_promises() -> None:
    drawn = heavy_tail(uniforms(2, "deaths", WHERE, range(50_000)), 2.0, 1.5, 1000)
    assert drawn.min() == 1
    assert drawn.max() <= 1000
    for least in (1, 5, 50):
        promised = (1 + least / 2.0) ** -1.5
        assert (drawn > least).mean() == pytest.approx(promised, rel=0.1)


def test_what_never_happens_and_what_always_does() -> None:
    assert not bernoulli(EVERYWHERE, 0.0).any()
    assert bernoulli(EVERYWHERE, 1.0).all()
    assert bernoulli(np.array([0.69, 0.71]), 0.3).tolist() == [False, True]


@given(st.lists(st.floats(1e-9, 1 - 1e-9), min_size=2, max_size=30))
def test_a_larger_uniform_never_gives_less(values: list[float]) -> None:
    rising = np.sort(values)
    for found in (
        normal(rising),
        poisson(rising, 2.5),
        negative_binomial(rising, 2.5, 0.5),
        geometric(rising, 0.2),
        heavy_tail(rising, 3.0, 1.2),
        triangular(rising, 0, 1, 5),
        bernoulli(rising, 0.4).astype(float),
    ):
        assert (np.diff(found) >= 0).all()
