"""What the README claims of the flagship in the ViEWS challenge, 2018-2021."""

from pathlib import Path

import polars as pl
import pytest

from karski.core.workspace import Workspace
from karski.evaluation._piece import collect
from karski.evaluation._task import challenge_origins, tasks
from karski.evaluation.backtest import backtest
from karski.forecasts.issue import SEED
from karski.panel import country_month, stock

TARGET, YEARS = "deaths_state_based", (2018, 2019, 2020, 2021)


@pytest.fixture(scope="module")
def means(data: Path, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """Mean scores of the flagship and of conflictology over all country-months."""
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    at_hand = stock.gather(workspace, data / "views_challenge", held=False)
    panel = country_month.bare(at_hand.series(TARGET))
    origins = challenge_origins(YEARS)
    wanted = tasks(["conflictology", "karski"], TARGET, origins, seed=SEED)
    scores, _ = collect(backtest(panel, wanted))
    names = ("crps", "ign", "mis", "crps_log1p")
    return scores.group_by("model").agg(pl.col(name).mean() for name in names)


def score(means: pl.DataFrame, model: str, name: str) -> float:
    return float(means.filter(model=model)[name].item())


def test_crps_and_ignorance_are_what_the_readme_says(means: pl.DataFrame) -> None:
    assert round(score(means, "karski", "crps"), 2) == 28.87
    assert round(score(means, "karski", "ign"), 3) == 0.550
    assert round(score(means, "conflictology", "crps"), 2) == 30.46


@pytest.mark.parametrize(
    ("name", "gain"), [("crps", 0.045), ("ign", 0.2), ("mis", 0.08), ("crps_log1p", 0)]
)
def test_every_score_beats_conflictology(
    means: pl.DataFrame, name: str, gain: float
) -> None:
    ours, theirs = (score(means, model, name) for model in ("karski", "conflictology"))
    assert ours < (1 - gain) * theirs
