"""The country-years to fill, what the sources say of them, and how a gap is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from karski.panel._codes import with_codes

BASE = "ewp_base"
BEFORE = ((678, 1990, 680), (316, 1993, 315))
"""Series of a state of today that stand for another until a year.

The World Bank and the United Nations follow today's Yemen and Czechia back in time; the
Early Warning Project gives those values to South Yemen and to Czechoslovakia.
"""


@dataclass(frozen=True, slots=True)
class Predictor:
    """One column, made again.

    Attributes
    ----------
    name : str
        As in the prepared file.
    values : polars.Series, length of `World.rows`
        Null where the sources do not say.
    fills : mapping of str to polars.Series of bool
        For each rule by which values were filled in, in plain words: which rows.
    """

    name: str
    values: pl.Series
    fills: Mapping[str, pl.Series] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """Country-years and what each source says.

    Attributes
    ----------
    rows : polars.DataFrame
        ``place``, ``year``, ``ccode``: every row of the base data, which begin long
        before the prepared file, sorted by ``ccode`` and ``year``.
    readings : mapping of str to polars.DataFrame
        By the source's name.
    """

    rows: pl.DataFrame
    readings: Mapping[str, pl.DataFrame]

    @classmethod
    def of(cls, readings: Mapping[str, pl.DataFrame]) -> "World":
        """Take the country-years of the base data."""
        rows = with_codes(readings[BASE].select("place", "year"))
        return cls(rows.sort("ccode", "year"), readings)

    def said(self, source: str, column: str) -> pl.Series:
        """Return one column of a source for each row; null where it has none."""
        return self._joined(self.readings[source], column)

    def said_of_today(self, source: str, column: str) -> pl.Series:
        """Return one column of a source that knows today's states only (`BEFORE`)."""
        place = pl.col("place")
        for state, until, former in BEFORE:
            moved = (pl.col("place") == state) & (pl.col("year") < until)
            place = pl.when(moved).then(pl.lit(former, pl.Int32)).otherwise(place)
        return self._joined(
            self.readings[source].with_columns(place.alias("place")), column
        )

    def within(self, expression: pl.Expr, values: pl.Series) -> pl.Series:
        """Apply an expression of column ``x`` to each state's rows on their own."""
        frame = self.rows.select("ccode", x=values)
        return frame.select(expression.over("ccode")).to_series()

    def carried(self, values: pl.Series) -> pl.Series:
        """Return each state's last value known where one is missing."""
        return self.within(pl.col("x").forward_fill(), values)

    def until_last(self, source: str, values: pl.Series) -> pl.Series:
        """Return values with those after a source's last year missing.

        Where a year without a row means that nothing happened, a year after the last
        means that nothing is known.
        """
        last = self.readings[source]["year"].max()
        frame = self.rows.select("year", x=values)
        return frame.select(pl.when(pl.col("year") <= last).then("x"))["x"]

    def carried_from(self, name: str, source: str, column: str) -> Predictor:
        """Return a source's column, each state's last value carried on past its end."""
        said = self.said(source, column)
        values = self.carried(said)
        rule = f"the last value of {source} carried on"
        return Predictor(name, values, {rule: filled(said, values)})

    def _joined(self, frame: pl.DataFrame, column: str) -> pl.Series:
        keys = ["place", "year"]
        joined = self.rows.join(
            frame.select(*keys, column), on=keys, how="left", maintain_order="left"
        )
        return joined[column]


def filled(before: pl.Series, after: pl.Series) -> pl.Series:
    """Say which values are known after and were missing before."""
    return before.is_null() & after.is_not_null()
