"""The tables of one forecast of deaths, by hand."""

import numpy as np
import polars as pl
import pytest

from karski.briefings.edition import _ahead
from karski.core.columns import Column
from karski.core.months import month_id
from karski.forecasts._forecast import Forecast, Manifest
from karski.panel.series import Series

TARGET, ORIGIN = "deaths_civilians", month_id(2016, 3)


def forecast(draws: np.ndarray) -> Forecast:
    _, steps, size = draws.shape
    manifest = Manifest(
        model="made",
        target=TARGET,
        origin=ORIGIN,
        steps=steps,
        size=size,
        seed=1,
        joint=True,
        data=({"source": "made", "version": "1", "sha256": "0" * 64},),
        version="0",
        software="0",
    )
    places = np.array([432, 436, 483, 500], np.int32)
    return Forecast(manifest, places, draws.astype(np.int32))


@pytest.fixture
def four() -> Forecast:
    """In 20 futures of 12 months: much, as much but in 5 of them most, none, none."""
    draws = np.zeros((4, 12, 20), int)
    draws[0, 0] = 50
    draws[1, 0] = [40] * 15 + [90] * 5
    return forecast(draws)


def test_a_rank_is_that_of_the_mean_and_its_range_that_of_the_futures(
    four: Forecast,
) -> None:
    table = _ahead.chances(four).filter(months=12, threshold=25)
    assert table.select("place", "rank", "rank_low", "rank_high", "of").rows() == [
        (432, 1, 1, 2, 4),  # first in 15 of 20 futures
        (436, 2, 1, 2, 4),
        (483, 3, 3, 4, 4),  # the two without a death share 3 and 4
        (500, 3, 3, 4, 4),
    ]


def test_the_order_of_a_places_draws_does_not_move_its_range() -> None:
    # draw k of both is high together: taken as one future, no rank would ever change
    draws = np.zeros((4, 12, 20), int)
    draws[0, 0], draws[1, 0] = np.arange(20) * 10 + 1, np.arange(20) * 10
    table = _ahead.chances(forecast(draws)).filter(months=12, threshold=25)
    assert table.filter(pl.col("place") < 440).select(
        "rank_low", "rank_high"
    ).rows() == [
        (1, 2),
        (1, 2),
    ]


def test_a_rank_does_not_depend_on_the_threshold(four: Forecast) -> None:
    table = _ahead.chances(four).filter(months=12)
    for _, rows in table.group_by("place"):
        assert rows.select("rank", "rank_low", "rank_high").n_unique() == 1


def test_chances_and_quantiles_are_those_of_the_draws(four: Forecast) -> None:
    row = _ahead.chances(four).row(
        by_predicate=(pl.col("place") == 436)
        & (pl.col("months") == 12)
        & (pl.col("threshold") == 25),
        named=True,
    )
    assert (row["probability"], row["q05"], row["q50"], row["q95"]) == (1, 40, 40, 90)
    assert _ahead.chances(four).filter(threshold=100)["probability"].max() == 0


def test_months_count_their_steps(four: Forecast) -> None:
    table = _ahead.months(four).filter(place=432)
    assert table["step"].to_list() == list(range(1, 13))
    assert table.row(0, named=True)["mean"] == 50


def test_what_was_said_before_stands_beside_the_same_chance(four: Forecast) -> None:
    now = _ahead.chances(four)
    earlier = now.filter(pl.col("place") != 483).with_columns(probability=0.25)
    both = _ahead.beside(now, earlier)
    assert both.select(now.columns).equals(now)
    said = both.filter(threshold=25, months=3).select("place", "before_probability")
    assert said.rows() == [(432, 0.25), (436, 0.25), (483, None), (500, 0.25)]
    alone = _ahead.beside(now, None)
    assert alone["before_probability"].null_count() == len(now)
    assert alone.columns == both.columns


def series() -> Series:
    """Two states; one of them ended a month before the origin."""
    months = np.arange(month_id(2010, 6), ORIGIN + 1)
    going = pl.DataFrame(
        {"place": 432, "month": months, TARGET: np.arange(len(months))}
    )
    ended = going.head(-1).with_columns(place=483)
    frame = pl.concat([going, ended]).with_columns(
        pl.col("place", "month").cast(pl.Int32)
    )
    columns = (Column(TARGET, "civilians", "people", least=0),)
    return Series("made", frame, int(months[0]), ORIGIN, columns, ())


def test_the_newest_month_stands_beside_what_was_expected_of_it() -> None:
    expected = pl.DataFrame(
        {
            "place": [432, 432, 483],
            "month": [ORIGIN - 1, ORIGIN, ORIGIN],
            "q05": [9.0, 1.0, 0.0],
            "q50": [9.0, 2.0, 0.0],
            "q95": [9.0, 3.0, 0.0],
        }
    )
    found = _ahead.newest(series(), TARGET, expected)
    assert found.select("place", "month", "deaths", "q05", "q50", "q95").rows() == [
        (432, ORIGIN, 69, 1.0, 2.0, 3.0)
    ]


def test_history_has_the_last_60_months_and_every_year_of_states_that_exist() -> None:
    found = _ahead.history(series(), TARGET)
    assert found["history"]["month"].to_list() == list(range(ORIGIN - 59, ORIGIN + 1))
    assert found["history"]["place"].unique().to_list() == [432]
    years = found["years"].select("year", "months", "deaths").rows()
    assert years[0] == (2010, 7, sum(range(7)))
    assert years[-1] == (2016, 3, 67 + 68 + 69)
    assert sum(row[1] for row in years) == 70
