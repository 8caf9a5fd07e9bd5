"""The flagship in a world whose truth is known, though not to it."""

from dataclasses import replace

import polars as pl
import pytest

from karski.evaluation import calibration
from karski.evaluation._piece import collect
from karski.evaluation._task import Protocol, tasks
from karski.evaluation.backtest import backtest
from karski.models import catalogue
from karski.models._model import Draws, Model, counts
from karski.panel import country_month
from karski.panel._panel import Panel
from karski.panel.series import Series
from karski.sources import simulated

TARGET = "deaths_state_based"
YEARS = 4


@pytest.fixture(scope="module")
def panel() -> Panel:
    world = simulated.simulate()
    frame = world.frame()
    last = frame["month"].max()
    assert isinstance(last, int)
    series = Series("simulated", frame, simulated.FIRST, last, simulated.COLUMNS, ())
    return country_month.bare(series)


def scores(panel: Panel, model: Model) -> pl.DataFrame:
    origins = [panel.as_of - 12 * back for back in range(1, YEARS + 1)]
    wanted = tasks(
        ["karski"], TARGET, origins, protocol=Protocol("year", 1, 12), seed=3
    )
    found, _ = collect(backtest(panel, wanted, catalogue={"karski": model}))
    return found


DRAWN: dict[int, Draws] = {}  # the flagship's draws by origin, made once


def draw(panel: Panel, *rest: object) -> Draws:
    if panel.as_of not in DRAWN:
        made = catalogue()["karski"].draw
        DRAWN[panel.as_of] = made(panel, *rest)  # type: ignore[arg-type] -- passed on
    return DRAWN[panel.as_of]


@pytest.fixture(scope="module")
def flagship(panel: Panel) -> pl.DataFrame:
    return scores(panel, replace(catalogue()["karski"], draw=draw))


def test_intervals_hold_what_they_say(flagship: pl.DataFrame) -> None:
    held = calibration.intervals_cover(flagship)
    assert held["agrees"].to_list() == [True, True, True], held


def test_the_pit_is_uniform_within_its_bands(flagship: pl.DataFrame) -> None:
    bins = calibration.histogram(flagship)
    assert bins["agrees"].sum() >= len(bins) - 1, bins  # one in ten may stray by chance


def test_a_forecast_twice_too_high_is_found_out(panel: Panel) -> None:
    def doubled(*given: object) -> Draws:
        return counts(2.0 * draw(*given))  # type: ignore[arg-type] -- passed on

    held = calibration.histogram(
        scores(panel, replace(catalogue()["karski"], draw=doubled))
    )
    assert held["agrees"].sum() < len(held) - 1, held
