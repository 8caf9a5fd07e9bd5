"""A forecast of 36 months for 200 countries, training included."""

import polars as pl

from benchmarks import _world
from benchmarks._benchmark import Benchmark, compare
from benchmarks._measure import Measured, Say, Side

SIDES = (
    Side("Karski's flagship", "forecast_karski", warmups=0, runs=3),
    Side("Karski's conflictology", "forecast_conflictology", warmups=0, runs=3),
    Side(
        "ViEWS stepshifter, LightGBM",
        "forecast_stepshifter",
        "stepshifter",
        warmups=0,
        runs=1,
    ),
)


def table(say: Say) -> pl.DataFrame:
    """Forecast the same countries from the same months on every side."""
    return compare(SIDES, _world.write, say, _what)


def _what(one: Measured, karski: Measured) -> dict[str, object]:
    countries, months, draws = one.found["shape"].tolist()
    return {"countries": countries, "months": months, "draws": draws}


BENCHMARK = Benchmark(
    title=f"36-month forecast of {_world.PLACES} countries, training included",
    target="1,000 draws in under 60 s and 1 GB",
    table=table,
)
