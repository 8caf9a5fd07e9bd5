import os
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from karski.core.columns import Column
from karski.models import _forest, onset
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS

FIRST, LAST, PLACES = 1980, 1992, 40
PanelOf = Callable[..., Panel]


def _table(seed: int) -> pl.DataFrame:
    """Invented states: two predictors move the risk, the others are noise."""
    random = np.random.default_rng(seed)
    place, year = np.divmod(np.arange(PLACES * (LAST - FIRST + 1)), LAST - FIRST + 1)
    values = random.normal(size=(len(PREDICTORS), len(place))).round(3)
    drawn = dict(zip(PREDICTORS, values, strict=True))
    odds = 1.5 * drawn["battledeaths.log2"] - drawn["gdppcgrowth"] - 3
    state = (random.random(len(place)) < 1 / (1 + np.exp(-odds))) * 1.0
    any_ = np.maximum(state, random.random(len(place)) < 0.02)
    keys = {"place": place + 9001, "year": year + FIRST}
    return pl.DataFrame({**drawn, **keys, "mk_onset": any_, "mk_onset_state": state})


def _panel_of(table: pl.DataFrame, as_of: int = LAST) -> Panel:
    names = [name for name in table.columns if name not in ("place", "year")]
    columns = [Column(name, name, missing=True) for name in names]
    return Panel.of(table, as_of, columns, "year")


@pytest.fixture
def table() -> pl.DataFrame:
    return _table(0)


@pytest.fixture
def panel(table: pl.DataFrame) -> Panel:
    return _panel_of(table)


@pytest.fixture
def panel_of() -> PanelOf:
    return _panel_of


@pytest.fixture
def _one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})


@pytest.fixture
def _few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    """As few as show the same; more of them only take longer."""
    monkeypatch.setattr(onset, "BOOSTED_TREES", 10)
    monkeypatch.setattr(_forest, "TREES", 10)
