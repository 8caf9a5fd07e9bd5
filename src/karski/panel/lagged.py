"""Covariates as they could be known in a month: published, and not too old."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from karski.core.months import FIRST_YEAR, MONTHS_A_YEAR
from karski.sources._source import Reading, Source

OLDEST_MONTHS = 36  # a yearly value is not carried further than this past publication


@dataclass(frozen=True, slots=True)
class Covariate:
    """A source other than deaths, as read; `name` prefixes its columns."""

    name: str
    source: Source
    reading: Reading

    @property
    def lag_months(self) -> int:
        """Return the months from the end of a period to its publication."""
        own = self.reading.lag_months
        return self.source.lag_months if own is None else own


def as_known(covariate: Covariate, rows: pl.DataFrame) -> pl.DataFrame:
    """Join what was published by each month to every (place, month).

    A monthly value of month m stands in month ``m + lag`` and no other: after the file
    ends it is missing, not carried. A month without a row is zero where the source says
    so and covers the state (`covered`). A yearly value stands from its publication on
    until the next one's, and for `OLDEST_MONTHS` at the most; one that speaks of later
    years (``Column.ahead_years``) is published that many years later. A year without a
    row is zero where the source says so, and its span holds it.

    Parameters
    ----------
    covariate : Covariate
    rows : polars.DataFrame
        place and month.

    Returns
    -------
    polars.DataFrame
        `rows` in their order with the source's columns.
    """
    if covariate.source.period == "month":
        return _monthly(covariate, rows)
    return _yearly(covariate, rows)


def covered(covariate: Covariate, rows: pl.DataFrame) -> pl.Series:
    """Say for which rows a monthly source could tell that nothing happened.

    The file's span must reach the month, as published; and of a source that covers
    only the states it lists (``Source.covers``), the state must have had a row by then.

    Parameters
    ----------
    covariate : Covariate
    rows : polars.DataFrame
        place and month.
    """
    reading, lag = covariate.reading, covariate.lag_months
    month = pl.col("month")
    inside = month.is_between(reading.first + lag, reading.last + lag)
    if covariate.source.covers == "world":
        return rows.select(inside).to_series()
    listed = reading.frame.group_by("place").agg(since=month.min() + lag)
    joined = rows.join(listed, on="place", how="left", maintain_order="left")
    known = (month >= pl.col("since")).fill_null(value=False)
    return joined.select(inside & known).to_series()


def _monthly(covariate: Covariate, rows: pl.DataFrame) -> pl.DataFrame:
    reading, lag = covariate.reading, covariate.lag_months
    published = reading.frame.with_columns(pl.col("month") + lag)
    joined = rows.join(
        published, on=["place", "month"], how="left", maintain_order="left"
    )
    inside = covered(covariate, rows)
    filled = [c.name for c in covariate.source.columns if not c.missing]
    zero = covariate.source.absent == "zero"
    return joined.with_columns(
        pl.when(inside).then(pl.col(name).fill_null(0) if zero else pl.col(name))
        for name in filled
    )


def _yearly(covariate: Covariate, rows: pl.DataFrame) -> pl.DataFrame:
    columns = covariate.source.columns
    frame = _with_zeros(covariate, rows["place"].unique().to_list())
    joined = rows
    for ahead in sorted({column.ahead_years for column in columns}):
        names = [column.name for column in columns if column.ahead_years == ahead]
        last_year = pl.col("year") + ahead - FIRST_YEAR
        known = (last_year + 1) * MONTHS_A_YEAR + covariate.lag_months
        values = frame.select("place", known.cast(pl.Int32).alias("known"), *names)
        joined = _carried(joined, values.sort("known"))
    return joined.select(*rows.columns, *(column.name for column in columns))


def _with_zeros(covariate: Covariate, numbers: Sequence[int]) -> pl.DataFrame:
    reading = covariate.reading
    if covariate.source.absent == "missing":
        return reading.frame
    place = pl.Series("place", numbers, pl.Int32).to_frame()
    years = pl.int_range(reading.first, reading.last + 1, dtype=pl.Int32, eager=True)
    every = place.join(years.alias("year").to_frame(), how="cross")
    joined = every.join(reading.frame, on=["place", "year"], how="left")
    filled = [c.name for c in covariate.source.columns if not c.missing]
    return joined.with_columns(pl.col(filled).fill_null(0))


def _carried(rows: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    joined = (
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
    )
    return joined.sort("order").drop("order", "known", strict=False)
