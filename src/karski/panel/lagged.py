"""Covariates as they could be known in a month: published, and not too old."""

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
    so. A yearly value stands from its publication on until the next one's, and for
    `OLDEST_MONTHS` at the most.

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


def _monthly(covariate: Covariate, rows: pl.DataFrame) -> pl.DataFrame:
    reading, lag = covariate.reading, covariate.lag_months
    published = reading.frame.with_columns(pl.col("month") + lag)
    joined = rows.join(
        published, on=["place", "month"], how="left", maintain_order="left"
    )
    covered = pl.col("month").is_between(reading.first + lag, reading.last + lag)
    filled = [c.name for c in covariate.source.columns if not c.missing]
    zero = covariate.source.absent == "zero"
    return joined.with_columns(
        pl.when(covered).then(pl.col(name).fill_null(0) if zero else pl.col(name))
        for name in filled
    )


def _yearly(covariate: Covariate, rows: pl.DataFrame) -> pl.DataFrame:
    december = (pl.col("year") - FIRST_YEAR + 1) * MONTHS_A_YEAR
    names = [column.name for column in covariate.source.columns]
    known = (december + covariate.lag_months).cast(pl.Int32).alias("known")
    values = covariate.reading.frame.select("place", known, *names).sort("known")
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
