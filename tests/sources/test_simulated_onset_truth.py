"""The true risks of the simulated world by year are true, and can be learnt."""

from math import exp, log2

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray
from scipy.stats import binom
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from karski.sources import _simulated_onset_process as process
from karski.sources import _simulated_predictors as predictors
from karski.sources._simulated_country import copies
from karski.sources.simulated_onsets import (
    COLUMNS,
    OnsetWorld,
    simulate,
    truth,
)

SEEDS = range(100, 112)
TARGETS = {"mk_onset": "true_risk", "mk_onset_state": "true_risk_state"}
HORIZONS = (1, 2)
BINS, BAND = 10, 0.999  # of binomial counts that are as stated
BAND_ERRORS = 3.29  # the same of a mean, in standard errors


def followed(column: str, years: int) -> pl.Expr:
    """Whether an onset follows within `years`; null where that is not known."""
    ahead = [pl.col(column).shift(-step).over("place") for step in range(1, years + 1)]
    return pl.sum_horizontal(ahead, ignore_nulls=False).clip(upper_bound=1)


def with_outcomes(world: OnsetWorld, futures: int) -> pl.DataFrame:
    frame = world.frame().join(truth(world, futures), on=["place", "year"])
    return frame.sort("place", "year").with_columns(
        followed(column, years).alias(f"{column}_{years}")
        for column in TARGETS
        for years in HORIZONS
    )


@pytest.fixture(scope="module")
def worlds() -> list[pl.DataFrame]:
    return [with_outcomes(simulate(seed), 30) for seed in SEEDS]


def cases(
    worlds: list[pl.DataFrame], column: str, years: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Risks and outcomes; of two years, every second base year, as they overlap."""
    apart = pl.col("year") % years == 0
    rows = pl.concat(worlds).filter(apart).drop_nulls(f"{column}_{years}")
    risk = rows[f"{TARGETS[column]}_{years}"].to_numpy()
    return risk, rows[f"{column}_{years}"].to_numpy()


def outside_bands(risk: NDArray[np.float64], onset: NDArray[np.float64]) -> int:
    """Count the tenths of the cases, by risk, whose onsets are not as many as said."""
    outside = 0
    for tenth in np.array_split(np.argsort(risk, kind="stable"), BINS):
        chance = risk[tenth]
        low, high = binom.interval(BAND, len(chance), chance.mean())
        outside += not low <= onset[tenth].sum() <= high
    return outside


@pytest.mark.parametrize("years", HORIZONS)
@pytest.mark.parametrize("column", TARGETS)
def test_onsets_are_as_frequent_as_the_true_risk_says(
    worlds: list[pl.DataFrame], column: str, years: int
) -> None:
    assert outside_bands(*cases(worlds, column, years)) == 0


@pytest.mark.parametrize("factor", [0.6, 1.7])
def test_the_bands_catch_risks_that_are_off(
    worlds: list[pl.DataFrame], factor: float
) -> None:
    risk, onset = cases(worlds, "mk_onset", 2)
    assert outside_bands(np.minimum(risk * factor, 1), onset) > 0


LIVES = 5000


@pytest.mark.parametrize("year", [1987, 2000])
@pytest.mark.parametrize("column", TARGETS)
def test_many_lives_from_one_year_on_have_the_onsets_its_true_risk_says(
    column: str, year: int
) -> None:
    world = simulate(seed=8, years=year - 1960 + 1)
    counted = onsets_after(world, column).sum(axis=1)
    risks = truth(world, 500).filter(pl.col("year") == year)
    expected = risks[f"{TARGETS[column]}_2"].sum()
    error = BAND_ERRORS * counted.std() / np.sqrt(LIVES)
    assert counted.mean() == pytest.approx(expected, abs=error)
    assert error < 0.06 * expected


def onsets_after(world: OnsetWorld, column: str) -> NDArray[np.bool_]:
    """Whether one came in two more years, drawn plainly; shape (LIVES, places)."""
    random = np.random.default_rng(5)
    state = copies(world.states[-1], LIVES)
    came = np.zeros((LIVES, len(world.places)), dtype=np.bool_)
    for _ in range(2):
        began = random.random(came.shape) < predictors.risk(state, world.traits)
        share = 1.0 if state.year + 1 < 1989 else 0.75
        led = began & (random.random(came.shape) < share)
        came |= led if column == "mk_onset_state" else began
        state = process.advance(state, began, led, world.traits, random)
    return came


def test_the_true_risk_follows_from_what_can_be_seen() -> None:
    world = simulate(seed=8)
    rows = world.frame().join(truth(world, 1), on=["place", "year"])
    stated = [1 / (1 + exp(-log_odds(row))) for row in rows.iter_rows(named=True)]
    assert rows["true_risk_1"].to_numpy() == pytest.approx(np.array(stated), rel=1e-9)


def log_odds(row: dict[str, float]) -> float:
    """The law as the documentation writes it."""
    return (
        -5.35
        - 0.025 * (row["year"] - 1990)
        - 1.0 * (row["freediscussion"] - 0.55)
        + 0.6 * (row["pol_killing_approved"] - 0.1)
        + 0.10 * (row["un_imr_sqrt"] - 6.5)
        + 0.25 * (row["popsize.log2"] - 23)
        + 2.0 * (row["discrimpop"] - 0.05)
        + 0.5 * (row["mk_ever"] - 0.35)
        - 0.15 * (row["ses_power_dist"] - 0.4)
        + 0.10 * (row["battledeaths.log2"] - 1)
        - 0.8 * (row["mk_ongoing_count_log2"] - 0.15)
        + 1.5 * row["minorityrule"] * row["coup.try.5yr"]
        + 1.2 * (row["battledeaths.log2"] >= round(log2(1001), 4))
    )


def test_the_interaction_and_the_threshold_are_met_in_every_world(
    worlds: list[pl.DataFrame],
) -> None:
    for world in worlds:
        both = world["minorityrule"] * world["coup.try.5yr"]
        war = world["battledeaths.log2"] >= log2(1001)
        assert 0.005 < both.mean() < 0.3
        assert 0.01 < war.mean() < 0.2


def test_the_level_falls_over_the_decades(worlds: list[pl.DataFrame]) -> None:
    rows = pl.concat(worlds)
    early = rows.filter(pl.col("year") <= 1991)["true_risk_2"].mean()
    late = rows.filter(pl.col("year") >= 1992)["true_risk_2"].mean()
    assert early == pytest.approx(0.05, abs=0.01)
    assert late == pytest.approx(0.015, abs=0.005)


def test_risks_are_ordered_by_horizon_and_by_what_counts(
    worlds: list[pl.DataFrame],
) -> None:
    rows = pl.concat(worlds)
    assert (rows["true_risk_2"] > rows["true_risk_1"]).all()
    assert (rows["true_risk_state_2"] > rows["true_risk_state_1"]).all()
    assert (rows["true_risk_1"] >= rows["true_risk_state_1"]).all()


def test_more_futures_change_the_risk_of_two_years_by_little() -> None:
    world = simulate(seed=8, years=10)
    few, many = truth(world), truth(world, 1000)
    apart = (few["true_risk_2"] / many["true_risk_2"]).to_numpy()
    assert np.sqrt(((apart - 1) ** 2).mean()) < 0.04


def test_a_logistic_regression_learns_much_of_the_risk_and_not_all(
    worlds: list[pl.DataFrame],
) -> None:
    learnt, true = np.array([areas(world) for world in worlds]).mean(axis=0)
    assert 0.7 < learnt < true - 0.01
    assert 0.8 < true < 0.9


def areas(world: pl.DataFrame) -> tuple[float, float]:
    """AUC from 1993 on, of a model learnt on base years to 1991, and of the truth."""
    names = [column.name for column in COLUMNS if column.name not in TARGETS]
    known = world.drop_nulls("mk_onset_2")
    old, new = known.filter(pl.col("year") <= 1991), known.filter(pl.col("year") > 1992)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01))
    model.fit(old.select(*names, "year").to_numpy(), old["mk_onset_2"].to_numpy())
    risk = model.predict_proba(new.select(*names, "year").to_numpy())[:, 1]
    onset = new["mk_onset_2"].to_numpy()
    return roc_auc_score(onset, risk), roc_auc_score(onset, new["true_risk_2"])
