import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.core.errors import MissingDataError
from karski.forecasts import odds
from karski.forecasts._forecast import Forecast, Manifest


def forecast(draws: np.ndarray, *, joint: bool = True) -> Forecast:
    _, steps, size = draws.shape
    manifest = Manifest(
        model="made",
        target="deaths_civilians",
        origin=540,
        steps=steps,
        size=size,
        seed=1,
        joint=joint,
        data=({"source": "made", "version": "1", "sha256": "0" * 64},),
        version="0",
        software="0",
    )
    places = np.arange(1, len(draws) + 1, dtype=np.int32)
    return Forecast(manifest, places, draws.astype(np.int32))


def test_a_sum_is_taken_along_each_future_not_across_them() -> None:
    # two futures of two months: (20, 20) and (0, 0); margins alone would allow 20
    draws = np.array([[[20, 0], [20, 0]]])
    table = odds.exceedance(forecast(draws), horizons=(2,), thresholds=(25, 20))
    assert table["probability"].to_list() == [0.5, 0.5]


def test_a_chance_counts_the_draws_that_reach_the_threshold() -> None:
    draws = np.array([[[24, 25, 26, 1000]], [[0, 0, 0, 0]]])
    table = odds.exceedance(forecast(draws), horizons=(1,), thresholds=(25, 1000))
    assert table.select("place", "threshold", "probability").rows() == [
        (1, 25, 0.75),
        (1, 1000, 0.25),
        (2, 25, 0.0),
        (2, 1000, 0.0),
    ]


def test_draws_that_do_not_belong_together_are_not_summed() -> None:
    with pytest.raises(MissingDataError, match="made draws each month alone"):
        odds.sums(forecast(np.zeros((1, 3, 2)), joint=False), 3)


def test_a_sum_longer_than_the_forecast_is_refused() -> None:
    with pytest.raises(MissingDataError, match="has 3 months, not 12"):
        odds.sums(forecast(np.zeros((1, 3, 2))), 12)


def test_months_carry_mean_and_quantiles() -> None:
    table = odds.by_month(forecast(np.array([[[0, 2, 4]], [[5, 5, 5]]])))
    assert table.select("place", "month", "mean", "q50").rows() == [
        (1, 541, 2.0, 2.0),
        (2, 541, 5.0, 5.0),
    ]


@given(st.floats(0, 1))
def test_every_probability_has_words_close_to_it(probability: float) -> None:
    words = odds.natural_frequency(probability)
    numbers = [int(w.replace(",", "")) for w in words.split() if w[0].isdigit()]
    assert numbers[0] / numbers[1] == pytest.approx(
        probability,
        abs=0.0056,  # 22.49 is told as 20
    )


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not a probability"):
        odds.natural_frequency(value)
