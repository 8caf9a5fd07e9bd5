"""Sums of UCDP events by place and month, by type of violence."""

from dataclasses import replace

import polars as pl

from karski.core.columns import Column
from karski.sources._ged import Events
from karski.sources._source import Reading

TYPES = {"state_based": 1, "non_state": 2, "one_sided": 3}  # type_of_violence
MEANINGS = {
    "state_based": "conflict with a state as a party",
    "non_state": "fighting between groups, neither of them a state",
    "one_sided": "deliberate attacks on civilians by an armed group, state or not",
}
ESTIMATES = {"": "best", "_low": "low", "_high": "high"}


def columns() -> tuple[Column, ...]:
    """Return what is summed: deaths by type and in all, and events by type."""
    deaths = [
        _people(f"deaths_{kind}{ending}", f"deaths in {meaning}, {estimate} estimate")
        for kind, meaning in (*MEANINGS.items(), ("total", "all types of violence"))
        for ending, estimate in ESTIMATES.items()
    ]
    civilians = _people("deaths_civilians", "civilians killed, in all types, best")
    counts = [
        Column(f"events_{kind}", f"events of {meaning}", "events", 0, type=pl.Int64)
        for kind, meaning in MEANINGS.items()
    ]
    return (*deaths, replace(civilians, missing=True), *counts)


def _people(name: str, meaning: str) -> Column:
    return Column(name, meaning, "people", 0, type=pl.Int64)


def reading(events: Events, place: str) -> Reading:
    """Sum events by month and by the column that `place` names."""
    kind = pl.col("type_of_violence")
    by_type = [
        pl.col(estimate).filter(kind == code).sum().alias(f"deaths_{name}{ending}")
        for name, code in TYPES.items()
        for ending, estimate in ESTIMATES.items()
    ]
    in_all = [
        pl.col(estimate).sum().alias(f"deaths_total{ending}")
        for ending, estimate in ESTIMATES.items()
    ]
    counted = pl.col("deaths_civilians")
    civilians = pl.when(counted.is_not_null().all()).then(counted.sum())
    counts = [(kind == code).sum().alias(f"events_{n}") for n, code in TYPES.items()]
    frame = events.frame.group_by(
        pl.col(place).alias("place"), pl.col("month").cast(pl.Int32)
    ).agg(*by_type, *in_all, civilians.alias("deaths_civilians"), *counts)
    return Reading(
        frame,
        events.first,
        events.last,
        events.release.version,
        events.unmapped,
        events.partial,
        events.release.lag_months,
        events.notes,
    )
