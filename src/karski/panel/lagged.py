"""Covariates as they could be known in a month: published, and not too old."""

from dataclasses import dataclass

import polars as pl

from karski.core.months import FIRST_YEAR, MONTHS_A_YEAR
from karski.sources._source import Reading, Source

OLDEST_MONTHS = 36  # a value is not carried further than this past its publication


@dataclass(frozen=True, slots=True)
class Covariate:
    """A source other than deaths, as read; `name` prefixes its columns."""

    name: str
    source: Source
    reading: Reading


def as_known(source: Source, reading: Reading, rows: pl.DataFrame) -> pl.DataFrame:
    """Join the latest value published by each month to every (place, month).

    A value of a period that ended in month e is known from month
    ``e + lag_months`` on, and for `OLDEST_MONTHS` after; outside that it is missing.

    Parameters
    ----------
    source : Source
    reading : Reading
    rows : polars.DataFrame
        place and month.

    Returns
    -------
    polars.DataFrame
        `rows` in their order with the source's columns.
    """
    names = [column.name for column in source.columns]
    lag = source.lag_months if reading.lag_months is None else reading.lag_months
    values = reading.frame.select(
        "place", (_ended(source) + lag).cast(pl.Int32).alias("known"), *names
    ).sort("known")
    return (
        rows.with_row_index("order")
        .sort("month")
        .join_asof(
            values,
            left_on="month",
            right_on="known",
            by="place",
            tolerance=OLDEST_MONTHS,
            check_sortedness=False,
        )
        .sort("order")
        .drop("order", "known", strict=False)
    )


def _ended(source: Source) -> pl.Expr:
    """Return the month in which a row's period ended."""
    if source.period == "month":
        return pl.col("month")
    return (pl.col("year") - FIRST_YEAR + 1) * MONTHS_A_YEAR
