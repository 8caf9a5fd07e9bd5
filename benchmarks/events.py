"""Reading UCDP's events, a file as long as the global one, into country-months."""

import polars as pl

from benchmarks import _events
from benchmarks._benchmark import Benchmark, compare
from benchmarks._measure import Measured, Say, Side

SIDES = (
    Side("Karski, every row checked", "events_karski", runs=3),
    Side("pandas, unchecked", "events_pandas", "light", runs=3),
)


def table(say: Say) -> pl.DataFrame:
    """Sum the same file on every side."""
    say("writing an invented file of events", 0, 1)
    return compare(SIDES, _events.write, say, _sums)


def _sums(one: Measured, karski: Measured) -> dict[str, object]:
    return {name: int(value) for name, value in one.found.items()}


BENCHMARK = Benchmark(
    title=f"Reading {_events.EVENTS:,} events (260 MB) into country-months",
    target="under 15 s and 1 GB",
    table=table,
)
