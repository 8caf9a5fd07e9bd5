"""Country-years for the onset benchmarks: the producer's, or the simulated world's."""

import os
from pathlib import Path

import numpy as np
import polars as pl

from karski.core.workspace import Workspace
from karski.forecasts.onset._question import Question, work_at
from karski.models.onset_elastic_net import FOLDS
from karski.panel import onset
from karski.panel._panel import Panel
from karski.panel.stock import gather
from karski.sources import simulated_onsets
from karski.sources._snapshot import find_data

ORIGINS = range(1993, 2024)  # base years
ELASTIC_NET, BLEND = Question("onset_elastic_net"), Question("onset")
PREPARED = "ewp_predictors"
REAL, SIMULATED = "real", "simulated"


def panel() -> tuple[Panel, str]:
    """Return the country-years at hand, and whether they are `REAL`."""
    folder = find_data()
    stock = gather(Workspace.at(), folder, held=False, only=(PREPARED,))
    if PREPARED in stock.releases:
        return onset.build(stock), REAL
    frame = simulated_onsets.simulate().frame().select(simulated_onsets.NAMES)
    last = simulated_onsets.FIRST + simulated_onsets.YEARS - 1
    return Panel.of(frame, last, simulated_onsets.COLUMNS, "year"), SIMULATED


def write(panel: Panel, folder: Path) -> None:
    """Write country-years (for R as CSV), and the folds of the elastic net's fits."""
    used = panel.frame.select("place", "mk_onset", *onset.PREDICTORS)
    used.sort("place", "year").write_csv(folder / "country_years.csv")
    panel.frame.write_parquet(folder / "country_years.parquet")
    _folds(panel).write_csv(folder / "folds.csv")


def read(folder: Path) -> Panel:
    """Read the country-years back."""
    frame = pl.read_parquet(folder / "country_years.parquet")
    names = {*onset.PREDICTORS, "mk_onset"}
    columns = [column for column in onset.COLUMNS if column.name in names]
    wanted = ("place", "year", *(column.name for column in columns))
    return Panel.of(
        frame.select(wanted), int(frame["year"].to_numpy().max()), columns, "year"
    )


def _folds(panel: Panel) -> pl.DataFrame:
    """Draw the folds as `karski.models.onset_elastic_net.fit` does."""
    drawn = []
    for origin in ORIGINS:
        work = work_at(ELASTIC_NET, panel, origin)
        even = np.resize(np.arange(FOLDS), len(work.onset))
        folds = np.random.default_rng(work.seed).permutation(even)
        drawn.append(pl.DataFrame({"origin": origin, "fold": folds + 1}))
    return pl.concat(drawn)


def hold_to(cores: int) -> None:
    """Keep this process, and those it will start, to so many cores or what there is."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
