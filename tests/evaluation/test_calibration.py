"""Coverage and PIT of a back-test's scores, with intervals by country."""

import numpy as np
import polars as pl
import pytest

from karski.evaluation.calibration import histogram, intervals_cover
from karski.evaluation.metrics.pit import pit_coverage, pit_histogram, pit_range

PLACES, EACH, SIZE = 80, 30, 100


def world(spread: float = 1.0) -> tuple[pl.DataFrame, np.ndarray, np.ndarray]:
    """Outcomes with a level and honest draws of them, or too wide or narrow ones."""
    random = np.random.default_rng(0)
    level = np.repeat(random.gamma(0.7, 20, PLACES), EACH)
    outcomes = random.negative_binomial(2, 2 / (2 + level))
    honest = random.negative_binomial(2, (2 / (2 + level))[:, None], (len(level), SIZE))
    draws = np.rint(level[:, None] + spread * (honest - level[:, None]))
    low, high = pit_range(outcomes, draws)
    place = np.repeat(np.arange(PLACES), EACH)
    rows = {"place": place, "pit_low": low, "pit_high": high}
    return pl.DataFrame(rows), outcomes, draws


def test_shares_are_those_of_the_pit() -> None:
    scores, outcomes, draws = world()
    found = intervals_cover(scores)
    assert found["nominal"].to_list() == pytest.approx([0.5, 0.8, 0.9])
    expected = [pit_coverage(outcomes, draws, level) for level in (0.5, 0.8, 0.9)]
    assert found["share"].to_list() == pytest.approx(expected)
    shares = histogram(scores)["share"].to_list()
    assert shares == pytest.approx(pit_histogram(outcomes, draws).tolist())


def test_honest_forecasts_agree_with_what_they_say() -> None:
    scores, *_ = world()
    assert intervals_cover(scores)["agrees"].to_list() == [True] * 3
    bins = histogram(scores)
    assert bins["nominal"].to_list() == pytest.approx([0.1] * 10)
    assert bins["agrees"].sum() >= 8


@pytest.mark.parametrize(("spread", "sign"), [(0.5, -1), (2.0, 1)])
def test_too_narrow_and_too_wide_are_told_apart(spread: float, sign: int) -> None:
    found = intervals_cover(world(spread)[0])
    assert found["agrees"].to_list() == [False] * 3
    assert (sign * (found["share"] - found["nominal"]) > 0).all()


def test_the_interval_holds_the_share_and_depends_on_the_cluster() -> None:
    scores, *_ = world()
    by_place = intervals_cover(scores)
    assert (by_place["low"] < by_place["share"]).all()
    assert (by_place["share"] < by_place["high"]).all()
    one = scores.with_columns(place=pl.lit(1))
    assert np.isnan(intervals_cover(one)["low"].to_numpy()).all()
    assert intervals_cover(one)["agrees"].to_list() == [None] * 3
