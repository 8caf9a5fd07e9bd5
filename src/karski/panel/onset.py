"""The country-year panel of mass killing: what was measured, and what began.

Predictors carry the names that the Early Warning Project gave them. Nothing in a row
says what a later year brought: an outcome is reckoned from ``mk_onset`` of later rows,
so that a panel cut at an origin cannot hold one that was not known then.
"""

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.errors import MissingDataError
from karski.panel._panel import Panel
from karski.panel.stock import Stock
from karski.sources import ewp_predictors

PREPARED = "ewp_predictors"
YEMEN, UNITED = 678, 1990  # the year from which Yemen has its present number
PRESENT = {260: 255, YEMEN: 679}  # of the states with two numbers
CODE = Column("ccode", "number of the state, Correlates of War", "1", type=pl.Int32)
COLUMNS: tuple[Column, ...] = tuple(
    column for column in ewp_predictors.COLUMNS if not column.ahead_years
)
"""Predictors and ``mk_onset``, as the prepared file holds them."""
ONSETS = ("mk_onset", "mk_onset_state")
PREDICTORS = ("year", *(c.name for c in COLUMNS if c.name not in ONSETS))
"""What the risk of an onset is read off; the calendar year is one of them."""


def build(stock: Stock) -> Panel:
    """Return the panel of the country-years of the prepared file.

    Parameters
    ----------
    stock : Stock

    Returns
    -------
    Panel
        Keyed by place and year, to the last year of the file: the predictors,
        ``mk_onset`` and ``ccode``. A row that lacks a predictor is there, with the
        value missing.

    Raises
    ------
    MissingDataError
        The prepared file is not at hand.
    """
    if PREPARED not in stock.releases:
        raise MissingDataError(
            "no country-years of mass killing are at hand; import the Early Warning"
            " Project's prepared predictors with `karski data import FILE`"
        )
    reading = stock.releases[PREPARED][-1].reading
    frame = with_codes(reading.frame)
    return Panel.of(frame, reading.last, (*COLUMNS, CODE), "year")


def with_codes(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``ccode``, the state's number as the Early Warning Project writes it.

    It is the number of the Correlates of War project, one for each state, and Germany's
    present one before its union too; but Yemen's changed when it united.

    Examples
    --------
    >>> yemen = pl.DataFrame({"place": [678, 678], "year": [1989, 1990]})
    >>> with_codes(yemen.cast(pl.Int32))["ccode"].to_list()
    [678, 679]
    """
    known = {**dict(places.codes("cow").select("place", "code").iter_rows()), **PRESENT}
    place, year = pl.col("place"), pl.col("year")
    code = place.replace_strict(known, return_dtype=pl.Int32)
    former = (place == YEMEN) & (year < UNITED)
    return frame.with_columns(
        pl.when(former).then(place).otherwise(code).alias("ccode")
    )
