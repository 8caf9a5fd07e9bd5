"""The figures that the challenge published, from its own files."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.evaluation import _layout
from karski.evaluation.challenge import Evaluation, evaluate
from karski.evaluation.differences import differences, draws_of
from karski.evaluation.leaderboard import against, find_baseline, leaderboard
from karski.evaluation.metrics.ign import ign

WINDOWS = ("Y2018", "Y2019", "Y2020", "Y2021")
PUBLISHED = {
    "bm_conflictology": (14.48, 9.15, 21.34, 76.85),
    "bm_zero": (24.13, 23.02, 32.04, 87.34),
    "bm_boot_240": (23.58, 22.46, 31.42, 86.63),
    "bm_last_historical_poisson": (20.17, 9.48, 23.70, 85.61),
}


@pytest.fixture(scope="module")
def evaluation(real_challenge: Path) -> Evaluation:
    return evaluate(real_challenge)


@pytest.mark.parametrize("name", list(PUBLISHED))
def test_the_published_crps(evaluation: Evaluation, name: str) -> None:
    rows = [row for row in leaderboard(evaluation).rows if row.submission == name]
    assert tuple(row.window for row in rows) == WINDOWS
    assert tuple(row.crps for row in rows) == pytest.approx(PUBLISHED[name], abs=0.01)
    assert {row.rows for row in rows} == {2292}


def test_conflictology_has_the_ignorance_of_its_twelve_draws(
    evaluation: Evaluation,
) -> None:
    rows = leaderboard(evaluation).rows
    scores = [row.ign for row in rows if row.submission == "bm_conflictology"]
    assert np.mean(scores) == pytest.approx(0.70, abs=0.005)


def test_the_published_ignorance_is_of_twelve_draws_interpolated_to_a_thousand(
    real_challenge: Path,
) -> None:
    scores = []
    for window in WINDOWS:
        draws = draws_of(real_challenge / "submissions/bm_conflictology", window)
        ordered = draws.sort("country_id", "month_id", "draw")
        twelve = ordered["outcome"].to_numpy().reshape(-1, 12).astype(float)
        folder = _layout.windows(real_challenge / "actuals")[window]
        actuals = pl.read_parquet(_layout.files(folder)[0], hive_partitioning=False)
        outcomes = actuals.sort("country_id", "month_id")["outcome"].to_numpy()
        many = np.maximum(fourier(twelve, 1000), 0)
        scores.append(ign(outcomes, many).mean())
    assert np.mean(scores) == pytest.approx(0.626, abs=0.001)


def fourier(values: np.ndarray, size: int) -> np.ndarray:
    """Resample rows as periodic signals, the highest frequency shared out evenly."""
    have = values.shape[1]
    spectrum = np.zeros((len(values), size // 2 + 1), complex)
    spectrum[:, : have // 2 + 1] = np.fft.rfft(values, axis=1)
    spectrum[:, have // 2] /= 2
    return np.fft.irfft(spectrum, size, axis=1) * size / have


def test_only_too_few_draws_are_found_fault_with(evaluation: Evaluation) -> None:
    assert {problem.kind for problem in evaluation.problems} == {"too few draws"}


def test_zero_is_worse_than_conflictology_and_the_data_can_show_it(
    evaluation: Evaluation,
) -> None:
    baseline = find_baseline(evaluation)
    assert baseline == "bm_conflictology"
    found = against(evaluation, baseline, metrics=("crps",))
    zero = found.row(by_predicate=pl.col("submission") == "bm_zero", named=True)
    assert zero["rows"] == 4 * 2292
    assert zero["change"] == pytest.approx(41.632 / 30.4545 - 1, abs=0.001)
    assert 0 < zero["low"] < zero["change"] < zero["high"]
    assert zero["verdict"].startswith("worse than bm_conflictology by 37 %")


def test_conflictology_from_the_series_differs_where_the_data_were_revised(
    real_challenge: Path,
) -> None:
    series = pl.read_csv(
        real_challenge / "cm_ged_sb_1990_2021.csv",
        schema_overrides={"ged_sb": pl.Float64},
    )
    found = {}
    for window in WINDOWS:
        theirs = draws_of(real_challenge / "submissions/bm_conflictology", window)
        ours = last_year_of(series, theirs, window)
        found[window] = differences(ours, theirs)["country_id"].to_list()
    assert found == {
        "Y2018": [70, 117, 124, 136],
        "Y2019": [124, 145],
        "Y2020": [],
        "Y2021": [],
    }


def last_year_of(
    series: pl.DataFrame, theirs: pl.DataFrame, window: str
) -> pl.DataFrame:
    first = theirs["month_id"].min()
    assert isinstance(first, int)
    origin = first - 3  # October of the year before
    known = series.filter(pl.col("month_id").is_between(origin - 11, origin))
    months = theirs.select("month_id", "country_id").unique()
    draws = known.select("country_id", draw="month_id", outcome="ged_sb")
    joined = months.join(draws, on="country_id")
    return joined.with_columns(window=pl.lit(window))
