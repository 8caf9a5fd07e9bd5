"""Chances of sums, the simple forecasts beside them, and how they compare."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from karski.core.columns import Column
from karski.core.errors import MissingDataError
from karski.evaluation._logit import fit, predict
from karski.evaluation.exceedance import CHANCES, SUMS, chances
from karski.evaluation.sum_baselines import (
    CONFLICTOLOGY,
    LOGIT,
    ROLLING,
    baselines,
    past_and_future,
    resampled_sums,
    rolling_sums,
)
from karski.evaluation.sums_report import report
from karski.panel._panel import Panel

TARGET = "deaths_civilians"
MONTHS = 120


def panel(deaths: np.ndarray, begins: int = 1) -> Panel:
    """Places 1, 2, ... in months 1, 2, ...; the last place begins in `begins`."""
    places, months = deaths.shape
    place, month = np.divmod(np.arange(deaths.size), months)
    rows = pl.DataFrame(
        {"place": place + 1, "month": month + 1, TARGET: deaths.ravel() * 1.0}
    ).filter((pl.col("place") < places) | (pl.col("month") >= begins))
    return Panel.of(rows, months, (Column(TARGET, "civilians", "people", least=0),))


def world(places: int = 40) -> np.ndarray:
    random = np.random.default_rng(0)
    level = random.gamma(0.4, 10, (places, 1))
    return random.poisson(level * random.gamma(1, 1, (places, MONTHS)))


def test_chances_by_hand() -> None:
    rows = chances(
        np.array([5, 6, 7], np.int32),
        np.array([[0.0, 30], [25, np.nan], [np.nan, np.nan]]),
        3,
        np.array([25.0, 24, 9]),
        np.array([1.0, np.nan, 3]),
        thresholds=(25,),
    )
    assert rows.schema == CHANCES
    assert rows.rows() == [
        (5, 3, 25, 0.5, 2, 1.5, 15.0, 28.5, 25.0, 1, 1.0),
        (6, 3, 25, 1.0, 1, 25.0, 25.0, 25.0, 24.0, 0, None),
    ]


def test_sums_that_are_not_known_are_left_out() -> None:
    none = chances(
        np.array([5], np.int32), np.ones((1, 4)), 3, np.array([np.nan]), np.ones(1)
    )
    assert none.rows() == []


def test_rolling_sums_end_in_each_of_the_last_twelve_months() -> None:
    deaths = np.arange(1, MONTHS + 1)[None, :]
    found = rolling_sums(panel(deaths), TARGET, 100, 3)
    assert found.tolist() == [[3.0 * (end - 1) for end in range(89, 101)]]


def test_a_young_state_has_the_rolling_sums_it_can_have() -> None:
    deaths = np.ones((2, MONTHS))
    found = rolling_sums(panel(deaths, begins=90), TARGET, 100, 3)
    assert np.isnan(found[1]).tolist() == [True] * 3 + [False] * 9


def test_resampled_sums_have_the_mean_and_spread_of_independent_months() -> None:
    year = np.arange(12)
    found = resampled_sums(panel(year[None, :]), TARGET, 12, 6, size=20000)
    assert found.shape == (1, 20000)
    assert found.mean() == pytest.approx(6 * year.mean(), rel=0.01)
    assert found.var() == pytest.approx(6 * year.var(), rel=0.05)
    again = resampled_sums(panel(year[None, :]), TARGET, 12, 6, size=20000)
    np.testing.assert_array_equal(found, again)


def test_resampled_sums_of_a_state_younger_than_a_year_are_none() -> None:
    found = resampled_sums(panel(np.ones((2, 120)), begins=95), TARGET, 100, 3)
    assert np.isnan(found[1]).all()
    assert (found[0] == 3).all()


@pytest.mark.parametrize("months", [3, 12])
def test_a_fit_uses_only_outcomes_complete_at_the_origin(months: int) -> None:
    deaths = np.tile(np.arange(1, MONTHS + 1), (1, 1))
    before, after = past_and_future(panel(deaths), TARGET, 60, months)
    latest = 60 - months
    assert before[0] == sum(range(latest - 11, latest + 1))
    assert after[0] == sum(range(latest + 1, 61))
    assert len(before) == (latest - 12) // 12 + 1
    changed = deaths.copy()
    changed[:, 60:] = 9999
    same = past_and_future(panel(changed), TARGET, 60, months)
    np.testing.assert_array_equal(same, (before, after))


def test_baselines_do_not_see_the_future() -> None:
    deaths = world()
    changed = deaths.copy()
    changed[:, 100:] = 0
    seen, other = (
        baselines(panel(d), TARGET, [100], horizons=(12,), thresholds=(25,))
        for d in (deaths, changed)
    )
    assert seen.schema == SUMS
    assert seen["probability"].equals(other["probability"])
    assert not seen["event"].equals(other["event"])


def test_every_baseline_speaks_of_the_same_cases() -> None:
    found = baselines(panel(world(), begins=95), TARGET, [88, 100], horizons=(3, 12))
    assert found["model"].unique().sort().to_list() == sorted(
        [CONFLICTOLOGY, LOGIT, ROLLING]
    )
    counts = found.group_by("model", "origin").len()
    assert {(m, o): n for m, o, n in counts.iter_rows() if m != ROLLING} == {
        (CONFLICTOLOGY, 88): 39 * 6,
        (CONFLICTOLOGY, 100): 39 * 6,
        (LOGIT, 88): 39 * 6,
        (LOGIT, 100): 39 * 6,
    }


def test_what_never_came_before_has_the_chance_of_laplaces_rule() -> None:
    quiet = panel(np.ones((3, MONTHS)))
    found = baselines(quiet, TARGET, [100], horizons=(12,), thresholds=(1000, 5))
    logit = found.filter(pl.col("model") == LOGIT)
    cases = 3 * 7  # origins 88, 76, ... 16
    assert logit.select("threshold", "probability").unique().sort(
        "threshold"
    ).rows() == [
        (5, (cases + 1) / (cases + 2)),
        (1000, 1 / (cases + 2)),
    ]


def test_without_an_earlier_year_nothing_is_fitted() -> None:
    with pytest.raises(MissingDataError, match="no earlier year to fit"):
        baselines(panel(np.ones((3, MONTHS))), TARGET, [20], horizons=(12,))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.floats(-3, 3), st.floats(-4, 4))
def test_the_logit_agrees_with_scikit_learn(
    seed: int, intercept: float, slope: float
) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(1, 2, 150)
    events = random.random(150) < predict((intercept, slope), x)
    if not 0 < events.sum() < 150:
        return
    ridge = 0.1
    theirs = LogisticRegression(C=1 / ridge, tol=1e-10, max_iter=10000)
    theirs.fit(x[:, None], events)
    expected = float(theirs.intercept_[0]), float(theirs.coef_[0, 0])
    assert fit(x, events, ridge) == pytest.approx(expected, rel=1e-3, abs=1e-3)


def test_a_line_that_separates_all_events_stays_finite() -> None:
    x = np.array([0.0, 0, 0, 5, 6, 7])
    line = fit(x, x > 1)
    chance = predict(line, x)
    assert np.isfinite(line).all()
    assert (chance[:3] < 0.01).all()
    assert (chance[3:] > 0.99).all()


def test_the_report_compares_on_common_cases() -> None:
    found = baselines(panel(world()), TARGET, [88, 100], horizons=(12,))
    found = found.filter(pl.col("threshold") == 100)
    table = report(found, LOGIT, ROLLING)
    assert table["metric"].to_list() == [
        *("brier", "log_score", "auc", "average_precision"),
    ]
    assert set(table["cases"]) == {80}
    mine = found.filter(pl.col("model") == LOGIT)
    brier = ((mine["probability"] - mine["event"]) ** 2).mean()
    assert table["ours"][0] == pytest.approx(brier)
    assert set(table["events"]) == {mine["event"].sum()}
    assert np.isfinite(table.select("ours", "baseline", "low", "high").to_numpy()).all()
    with pytest.raises(MissingDataError, match="no forecast in common"):
        report(found, LOGIT, "nobody")


def test_a_forecast_equal_to_its_baseline_is_said_to_be_the_same() -> None:
    found = baselines(panel(world()), TARGET, [100], horizons=(12,), thresholds=(100,))
    twin = found.filter(pl.col("model") == LOGIT).with_columns(model=pl.lit("twin"))
    table = report(pl.concat([found, twin]), "twin", LOGIT)
    assert set(table["verdict"]) == {f"the same as {LOGIT}"}


def test_the_better_forecast_is_said_to_be_better_by_every_score() -> None:
    found = baselines(panel(world()), TARGET, [88, 100], horizons=(12,))
    found = found.filter(pl.col("threshold") == 100)
    coin = found.filter(pl.col("model") == LOGIT).with_columns(
        model=pl.lit("coin"), probability=pl.lit(0.5)
    )
    both = pl.concat([found, coin])
    for ours, other, word in ((LOGIT, "coin", "better"), ("coin", LOGIT, "worse")):
        verdicts = report(both, ours, other)["verdict"].to_list()
        assert [v.split(" by ")[0] for v in verdicts] == [f"{word} than {other}"] * 4
