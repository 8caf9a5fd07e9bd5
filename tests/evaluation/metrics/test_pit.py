"""PIT of counts: uniform when honest, and only then."""

import numpy as np
import pytest

from karski.evaluation.metrics.pit import (
    pit,
    pit_band,
    pit_coverage,
    pit_distance,
    pit_histogram,
    pit_range,
)


def honest(cases: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    mean = random.gamma(0.5, 4, (cases, 1))
    return random.poisson(mean)[:, 0], random.poisson(mean, (cases, size))


def test_range_by_hand() -> None:
    lower, upper = pit_range(np.array([2, 0]), np.array([[0, 2, 2], [1, 1, 1]]))
    assert lower.tolist() == [0.25, 0.0]
    assert upper.tolist() == [1.0, 0.25]


@pytest.mark.parametrize("size", [3, 12, 100])
def test_honest_draws_give_a_uniform_pit_however_few_they_are(size: int) -> None:
    outcomes, draws = honest(5000, size)
    lower, upper = pit_band(5000, 10, level=0.999)
    values = pit(outcomes, draws, np.random.default_rng(0))
    shares = np.histogram(values, 10, (0, 1))[0] / 5000
    assert (lower <= shares).all()
    assert (shares <= upper).all()
    assert pit_distance(outcomes, draws) < 0.02


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9])
def test_honest_intervals_cover_what_they_say(level: float) -> None:
    outcomes, draws = honest(5000, 200)
    assert pit_coverage(outcomes, draws, level) == pytest.approx(level, abs=0.02)


def test_draws_too_narrow_pile_up_at_the_ends() -> None:
    outcomes, draws = honest(2000, 100)
    narrow = np.repeat(np.median(draws, axis=1, keepdims=True), 100, axis=1)
    shares = pit_histogram(outcomes, narrow)
    _, upper = pit_band(2000, 10)
    assert shares[0] > upper
    assert pit_coverage(outcomes, narrow, 0.8) < 0.8
    assert pit_distance(outcomes, narrow) > 0.1


def test_the_histogram_is_the_mean_of_the_randomised_one() -> None:
    outcomes, draws = honest(300, 20)
    random = np.random.default_rng(1)
    drawn = [
        np.histogram(pit(outcomes, draws, random), 10, (0, 1))[0] / 300
        for _ in range(300)
    ]
    expected = pit_histogram(outcomes, draws)
    assert expected.sum() == pytest.approx(1)
    np.testing.assert_allclose(np.mean(drawn, axis=0), expected, atol=0.01)


def test_the_band_holds_all_bins_as_often_as_it_says() -> None:
    lower, upper = pit_band(500, 10, level=0.9)
    random = np.random.default_rng(3)
    shares = random.multinomial(500, np.full(10, 0.1), 2000) / 500
    inside = ((shares >= lower) & (shares <= upper)).all(axis=1).mean()
    assert inside == pytest.approx(0.9, abs=0.05)
