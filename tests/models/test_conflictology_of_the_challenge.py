"""Our conflictology beside the organisers' own file of draws."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core.columns import Column
from karski.core.months import month_id
from karski.models import conflictology
from karski.models._model import Draws, sample
from karski.panel._panel import Panel

TARGET = "deaths_state_based"
DEATHS = Column(TARGET, "people killed in state-based conflict", "people", least=0)
REVISED = {2018: [70, 117, 124, 136], 2019: [124, 145], 2020: [], 2021: []}


def panel_of(challenge: Path) -> Panel:
    table = pl.read_csv(challenge / "cm_ged_sb_1990_2021.csv").rename(
        {"country_id": "place", "month_id": "month", "ged_sb": TARGET}
    )
    existing = table.filter(pl.col(TARGET).is_not_null())
    return Panel.of(existing, month_id(2021, 12), (DEATHS,))


def submitted(challenge: Path, year: int) -> tuple[list[int], Draws]:
    folder = challenge / "submissions/bm_conflictology/cm" / f"window=Y{year}"
    (file,) = folder.glob("*.parquet")
    table = pl.read_parquet(file).sort("country_id", "month_id", "draw")
    places = table["country_id"].unique().sort().to_list()
    return places, table["outcome"].to_numpy().reshape(len(places), 12, 12)


@pytest.mark.parametrize("year", REVISED)
def test_draws_are_the_organisers_but_where_the_data_were_revised(
    year: int, challenge: Path
) -> None:
    panel, origin = panel_of(challenge), month_id(year - 1, 10)
    ours = sample(
        conflictology.MODEL, panel, TARGET, origin=origin, steps=12, size=12, seed=0
    )
    places, theirs = submitted(challenge, year)
    assert panel.at(origin).places.tolist() == places
    differ = (np.sort(ours) != np.sort(theirs)).any(axis=(1, 2))
    assert np.flatnonzero(differ).tolist() == [places.index(p) for p in REVISED[year]]
