"""From log-odds to risks: each origin's line rests on what was known by then."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karski.forecasts.onset._question import Question
from karski.forecasts.onset.forward import first_origin
from karski.forecasts.onset.risks import (
    LEAST_ONSETS,
    Recalibration,
    _first_learnt,
    forecasts,
    recalibrations,
    risks,
)
from karski.models._onset import risk
from karski.models._onset_slope import SPREAD_SHIFT, SPREAD_SLOPE, line
from karski.panel._panel import Panel

PanelOf = Callable[..., Panel]
OURS, NET = Question("onset"), Question("onset_elastic_net")
here = pytest.mark.usefixtures("_one_processor", "_few_trees")


@pytest.fixture
def found(panel: Panel) -> pl.DataFrame:
    """Log-odds of earlier forecasts, as a model might have made them."""
    rows = panel.frame.filter(pl.col("year") >= 1986)
    raw = 0.8 * rows["battledeaths.log2"] - rows["gdppcgrowth"] - 1.0
    return rows.select("place", "year").with_columns(raw=raw)


def by_hand(panel: Panel, found: pl.DataFrame, origin: int) -> Recalibration:
    """The line through forecasts whose two years are over at the origin."""
    table = panel.frame.select("place", "year", "mk_onset")
    for ahead in (1, 2):
        came = table.select(
            "place", pl.col("year") - ahead, pl.col("mk_onset").alias(f"in_{ahead}")
        )
        found = found.join(came, on=["place", "year"], how="left")
    over = found.filter(pl.col("year") <= origin - 2)
    came = over.select(pl.max_horizontal("in_1", "in_2")).to_series().to_numpy()
    age = (over["year"].max() - over["year"]).cast(pl.Float64).to_numpy()
    return Recalibration(*line(over["raw"].to_numpy(), came, age))


def test_the_line_is_learnt_from_forecasts_that_are_over(
    panel: Panel, found: pl.DataFrame
) -> None:
    made = recalibrations(OURS, panel, found, [1988, 1990, 1992])
    assert list(made) == [1988, 1990, 1992]
    for origin, ours in made.items():
        expected = by_hand(panel, found, origin)
        assert ours.shift == pytest.approx(expected.shift, abs=1e-12)
        assert ours.slope == pytest.approx(expected.slope, abs=1e-12)
    assert made[1988] != made[1990]


def test_with_no_forecast_that_is_over_nothing_is_changed(
    panel: Panel, found: pl.DataFrame
) -> None:
    made = recalibrations(OURS, panel, found, [1986, 1987])
    assert [(each.shift, each.slope) for each in made.values()] == [(0, 1), (0, 1)]
    believed = pytest.approx((SPREAD_SHIFT**2, 0, SPREAD_SLOPE**2))
    assert [each.covariance for each in made.values()] == [believed, believed]


def test_lines_are_drawn_as_unsure_as_they_were_learnt() -> None:
    made = Recalibration(-1.0, 0.8, (0.5, 0.1, 0.04))
    drawn = made.draw(100_000, np.random.default_rng(0))
    np.testing.assert_allclose(drawn.mean(axis=0), (-1.0, 0.8), atol=0.01)
    np.testing.assert_allclose(np.cov(drawn.T), [[0.5, 0.1], [0.1, 0.04]], atol=0.01)


def test_a_model_that_is_taken_as_it_is_has_one_line() -> None:
    drawn = Recalibration().draw(3, np.random.default_rng(0))
    assert drawn.tolist() == [[0, 1]] * 3


def test_forecasts_that_are_not_over_do_not_matter(
    panel: Panel, found: pl.DataFrame
) -> None:
    over = pl.col("year") <= 1988
    other = found.with_columns(raw=pl.when(over).then("raw").otherwise(9.0))
    before = recalibrations(OURS, panel, found, [1990])
    assert recalibrations(OURS, panel, other, [1990]) == before
    third = found.with_columns(raw=pl.when(pl.col("year") < 1988).then("raw"))
    third = third.with_columns(pl.col("raw").fill_null(9.0))
    assert recalibrations(OURS, panel, third, [1990]) != before


def test_a_state_that_ended_without_an_onset_teaches_nothing(
    table: pl.DataFrame, panel_of: PanelOf, found: pl.DataFrame
) -> None:
    ended = table.filter(~((pl.col("place") == 9004) & (pl.col("year") > 1987)))
    none = pl.when(pl.col("place") != 9004).then("mk_onset").otherwise(0.0)
    panel = panel_of(ended.with_columns(mk_onset=none))
    mine = found.filter((pl.col("place") != 9004) | (pl.col("year") <= 1987))
    wild = pl.when(pl.col("place") == 9004).then(50.0).otherwise("raw")
    one, other = (
        recalibrations(OURS, panel, each, [1990])
        for each in (mine, mine.with_columns(raw=wild))
    )
    assert one == other


@here
def test_a_model_that_is_taken_as_it_is_keeps_its_risks(panel: Panel) -> None:
    made = risks(NET, panel, [1989, 1990])
    assert made.columns == ["place", "year", "raw", "log_odds", "risk"]
    assert made["log_odds"].equals(made["raw"].alias("log_odds"))
    np.testing.assert_allclose(made["risk"], risk(made["raw"].to_numpy()))
    assert made["year"].unique().to_list() == [1989, 1990]


@here
def test_a_recalibrated_risk_lies_on_its_years_line(panel: Panel) -> None:
    made = risks(OURS, panel, [1989, 1990])
    leant_on = forecasts(OURS, panel, [1989, 1990])
    assert set(made["year"]) == {1989, 1990}
    assert set(leant_on["year"]) == {1986, 1987, 1988, 1989, 1990}
    learnt = recalibrations(OURS, panel, leant_on, [1989, 1990])
    for origin, each in learnt.items():
        rows = made.filter(year=origin)
        straight = each.shift + each.slope * rows["raw"].to_numpy()
        np.testing.assert_allclose(rows["log_odds"], straight, atol=1e-12)
        np.testing.assert_allclose(rows["risk"], risk(straight))
        assert (rows["risk"] != risk(rows["raw"].to_numpy())).all()


@here
@given(seed=st.integers(0, 2**32 - 1), origin=st.sampled_from([1989, 1990]))
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_later_than_the_origin_changes_a_byte_of_a_risk(
    seed: int, origin: int, table: pl.DataFrame, panel_of: PanelOf
) -> None:
    random = np.random.default_rng(seed)
    later = pl.col("year") > origin
    other = table.with_columns(
        pl.when(later)
        .then(pl.Series(random.integers(0, 2, len(table)) * 1.0))
        .otherwise(name)
        .alias(name)
        for name in table.columns
        if name not in ("place", "year")
    )
    before = risks(OURS, panel_of(table), [origin])
    assert risks(OURS, panel_of(other), [origin]).equals(before)


def test_forecasts_lean_on_origins_with_onsets_enough_to_learn_from(
    table: pl.DataFrame, panel_of: PanelOf
) -> None:
    early = pl.when(pl.col("year") > 1988).then("mk_onset").otherwise(0.0)
    rare = panel_of(table.with_columns(mk_onset=early))
    assert _first_learnt(OURS, panel_of(table)) == first_origin(rare)
    first = _first_learnt(OURS, rare)
    came = rare.frame.filter((pl.col("year") <= first) & (pl.col("mk_onset") == 1))
    assert first > 1989
    assert len(came) >= LEAST_ONSETS / 2  # each onset ends two base years
    none = panel_of(table.with_columns(mk_onset=0.0))
    assert _first_learnt(OURS, none) == none.as_of
