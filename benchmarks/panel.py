"""Building the country-month panel."""

import polars as pl

from benchmarks import _world
from benchmarks._benchmark import Benchmark, compare
from benchmarks._measure import Measured, Say, Side

SIDES = (
    Side("Karski", "panel_karski"),
    Side(
        "ViEWS transformations",
        "panel_views",
        "stepshifter",
        warmups=0,
        runs=3,
    ),
)


def table(say: Say) -> pl.DataFrame:
    """Build the features of the same deaths on every side."""
    return compare(SIDES, _world.write, say, _size)


def _size(one: Measured, karski: Measured) -> dict[str, object]:
    return {name: int(value) for name, value in one.found.items()}


BENCHMARK = Benchmark(
    title=f"Panel of {_world.PLACES} countries x {_world.MONTHS} months",
    target="100 features in under 2 s",
    table=table,
)
