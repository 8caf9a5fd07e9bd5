"""Level with the Early Warning Project's own run, on its own data."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from threadpoolctl import threadpool_limits

from karski.evaluation.metrics.auc import auc
from karski.evaluation.metrics.log_score import log_score
from karski.evaluation.onset_cases import TargetName, cases, history
from karski.forecasts.onset._question import SEED, Question, work_at
from karski.forecasts.onset.forward import forward
from karski.models._onset import risk
from karski.models.onset_elastic_net import ElasticNet, fit_by_folds
from karski.panel import onset
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS
from karski.panel.series import Release
from karski.panel.stock import Stock
from karski.sources import catalogue
from karski.sources._source import load

PREPARED = "prepared2024predictors-2025-09-03.csv"
BASE_YEARS = range(1993, 2024)
CHOSEN_WITHIN, RISK_WITHIN, POOLED_WITHIN = 1e-9, 3e-4, 0.005
PUBLISHED, RANKS_AGREE = pl.col("risk.2025and2026.from2024"), 0.99


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="module")
def folder(data: Path) -> Path:
    return data / "ewp2025"


@pytest.fixture(scope="module")
def panel(folder: Path) -> Panel:
    name = "ewp_predictors"
    reading = load(catalogue()[name], folder / PREPARED)
    return onset.build(Stock({name: (Release(name, reading, {}),)}))


@pytest.fixture(scope="module")
def rows(folder: Path) -> pl.DataFrame:
    """The producer's file as it is, target included."""
    file = pl.read_csv(folder / PREPARED, null_values=["NA"], infer_schema_length=None)
    numbers = pl.col("ccode", "year").cast(pl.Int64)
    return file.drop_nulls(PREDICTORS).sort("ccode", "year").with_columns(numbers)


@pytest.fixture(scope="module")
def theirs(folder: Path) -> pl.DataFrame:
    """Their forecasts: ccode, year (the base year), theirs."""
    file = pl.read_csv(folder / "FOOSforecasts_3Sep2025.csv", null_values=["NA"])
    risks = file.select("ccode", year="prev_year", theirs="risk_prev").drop_nulls()
    return risks.filter(pl.col("year").is_between(BASE_YEARS[0], BASE_YEARS[-1]))


@pytest.fixture(scope="module")
def ours(panel: Panel) -> pl.DataFrame:
    """Forecasts with Karski's own folds: place, year (the first one), risk."""
    found = forward(Question("onset_elastic_net"), panel, BASE_YEARS)
    return found.select(
        "place",
        pl.col("year") + 1,
        risk=pl.Series(risk(found["log_odds"].to_numpy())),
    )


def fitted(rows: pl.DataFrame, folds: pl.DataFrame, base_year: int) -> ElasticNet:
    one = folds.filter(base_year=base_year).select("ccode", "year", "fold")
    learnt = rows.join(one, on=["ccode", "year"], maintain_order="left")
    assert len(learnt) == len(one)
    return fit_by_folds(
        learnt.select(PREDICTORS).cast(pl.Float64).to_numpy(),
        learnt["mk_onset_1or2"].cast(pl.Float64).to_numpy(),
        np.ones(len(learnt)),
        learnt["fold"].to_numpy().astype(np.int32),
    )


def test_with_their_folds_penalties_and_risks_are_theirs_in_every_year(
    folder: Path, rows: pl.DataFrame, theirs: pl.DataFrame
) -> None:
    keys = pl.col("ccode", "year", "base_year", "fold").cast(pl.Int64)
    folds = pl.read_parquet(folder / "peer_folds.parquet").with_columns(keys)
    chosen, made = [], []
    for base_year in BASE_YEARS:
        found = fitted(rows, folds, base_year)
        chosen.append(found.penalty)
        now = rows.filter(year=base_year)
        odds = found.log_odds(now.select(PREDICTORS).cast(pl.Float64).to_numpy())
        made.append(now.select("ccode", "year", ours=risk(odds)))
    table = pl.read_csv(folder / "peer_lambda_min.csv")
    assert table["base_year"].to_list() == list(BASE_YEARS)
    np.testing.assert_allclose(chosen, table["lambda_min"], rtol=CHOSEN_WITHIN)
    both = pl.concat(made).join(theirs, on=["ccode", "year"])
    assert len(both) == len(theirs)
    np.testing.assert_allclose(both["ours"], both["theirs"], rtol=0, atol=RISK_WITHIN)


@pytest.mark.parametrize("target", ["2yr", "1yr", "ewp"])
def test_without_their_folds_pooled_figures_are_theirs(
    target: TargetName, panel: Panel, theirs: pl.DataFrame, ours: pl.DataFrame
) -> None:
    codes = panel.frame.select("place", "year", ccode=pl.col("ccode").cast(pl.Int64))
    given = theirs.join(codes, on=["ccode", "year"]).select(
        "place", year=pl.col("year") + 1, risk="theirs"
    )
    past = history(panel.frame, PREDICTORS)
    assert len(ours) == len(given)
    pooled = [
        (log_score(came, risks).mean(), auc(came, risks))
        for came, risks in (
            cases(target, past, each).select("outcome", "risk").to_numpy().T
            for each in (ours, given)
        )
    ]
    np.testing.assert_allclose(*pooled, rtol=0, atol=POOLED_WITHIN)


@pytest.mark.parametrize("seed", [SEED, 1, 2, 3, 4])
def test_their_published_ranking_comes_back(
    seed: int, panel: Panel, folder: Path
) -> None:
    """Theirs was learnt from base years up to 2022, whose two next years are over."""
    work = work_at(Question("onset_elastic_net", seed=seed), panel, 2024)
    assert work.learn.years.max() == 2022
    made = pl.DataFrame(
        {"place": work.places, "ours": risk(work.fit().log_odds(work.values))}
    )
    codes = panel.frame.filter(year=2024).select("place", "ccode")
    file = pl.read_csv(folder / "final_forecasts_data_3Sep2025.csv", null_values=["NA"])
    both = file.with_columns(pl.col("ccode").cast(pl.Int32), theirs=PUBLISHED)
    both = both.join(made.join(codes, on="place"), on="ccode")
    assert len(both) == len(file) == 168
    names = {
        each: set(both.sort(each, descending=True)["ewp_name"].head(10))
        for each in ("ours", "theirs")
    }
    assert names["ours"] == names["theirs"]
    ranks = both.select(pl.corr("ours", "theirs", method="spearman")).item()
    assert ranks >= RANKS_AGREE
