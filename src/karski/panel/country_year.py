"""The country-year panel: deaths by type of violence, and slow covariates."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from karski.core import places
from karski.core.months import month_id
from karski.panel._panel import Panel
from karski.panel.lagged import Covariate, as_known
from karski.sources._source import Reading, Source

DECEMBER = 12


def build(
    source: Source,
    reading: Reading,
    covariates: Sequence[Covariate] = (),
    *,
    simulated: bool = False,
) -> Panel:
    """Return the panel of a yearly source, with what was known in each December.

    Parameters
    ----------
    source : Source
        Of deaths by year; its last year is the panel's origin.
    reading : Reading
    covariates : sequence of Covariate
        Yearly or monthly; joined as published by December of each year.
    simulated : bool

    Returns
    -------
    Panel
        Keyed by place and year: a row for each year in any month of which the state
        existed; the source's columns and ``<name>__<column>`` of each covariate.
    """
    frame = _complete(source, reading, simulated=simulated)
    columns = list(source.columns)
    decembers = frame.select("place", (pl.col("year") - 1980) * 12 + DECEMBER).rename(
        {"year": "month"}
    )
    for covariate in covariates:
        joined = as_known(covariate, decembers)
        for column in covariate.source.columns:
            name = f"{covariate.name}__{column.name}"
            frame = frame.with_columns(joined[column.name].alias(name))
            columns.append(replace(column, name=name, missing=True))
    return Panel.of(frame, reading.last, columns, "year")


def _complete(source: Source, reading: Reading, *, simulated: bool) -> pl.DataFrame:
    """Add the years in which a state existed and nothing was recorded, as zeros."""
    if source.absent == "missing":
        return reading.frame
    first, last = month_id(reading.first, 1), month_id(reading.last, DECEMBER)
    months = places.lifetimes(first, last, simulated=simulated)
    year = ((pl.col("month") - 1) // DECEMBER + 1980).cast(pl.Int32).alias("year")
    states = months.select("place", year).unique()
    counts = [c.name for c in source.columns if not c.missing]
    joined = states.join(reading.frame, on=["place", "year"], how="full", coalesce=True)
    return joined.with_columns(pl.col(counts).fill_null(0))
