"""The country-year panel of mass killing: what was measured, and what began.

Predictors carry the names that the Early Warning Project gave them. Nothing in a row
says what a later year brought: an outcome is reckoned from ``mk_onset`` of later rows,
so that a panel cut at an origin cannot hold one that was not known then.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

import polars as pl

from karski.core.columns import Column
from karski.core.errors import MissingDataError
from karski.panel._codes import with_codes
from karski.panel._panel import Panel
from karski.panel.onset_predictors import killings
from karski.panel.onset_predictors._rebuild import SOURCES, absent, rebuild
from karski.panel.onset_predictors.compare import compare
from karski.panel.stock import Stock
from karski.sources import ewp_predictors
from karski.sources._source import Reading

Basis: TypeAlias = Literal["prepared", "rebuilt", "simulated"]

PREPARED, INVENTED = "ewp_predictors", "simulated_onsets"
CODE = Column("ccode", "number of the state, Correlates of War", "1", type=pl.Int32)
COLUMNS: tuple[Column, ...] = tuple(
    column for column in ewp_predictors.COLUMNS if not column.ahead_years
)
"""Predictors and ``mk_onset``, as the prepared file holds them."""
PREDICTORS = ("year", *(column.name for column in COLUMNS if column.name != "mk_onset"))
"""What the risk of an onset is read off; the calendar year is one of them."""
STATE = Column(
    killings.STATE, "a mass killing led by a state began", "1", 0, 1, missing=True
)


def basis(stock: Stock) -> Basis:
    """Say what the panel is made from: the producer's prepared file, if at hand.

    Else the predictors made again from primary sources; or the simulated world.

    Raises
    ------
    MissingDataError
        Neither is at hand; says what is missing.
    """
    if stock.simulated:
        return "simulated"
    if PREPARED in stock.releases:
        return "prepared"
    if lacking := absent(stock):
        raise MissingDataError(
            "no country-years of mass killing are at hand; import the Early Warning"
            " Project's prepared predictors with `karski data import FILE`, or what"
            f" they are made from (of which {', '.join(lacking)} are missing)"
        )
    return "rebuilt"


def build(stock: Stock) -> Panel:
    """Return the panel of the country-years of the prepared file.

    Parameters
    ----------
    stock : Stock

    Returns
    -------
    Panel
        Keyed by place and year, to the last year of the file: the predictors,
        ``mk_onset``, ``ccode``, and ``mk_onset_state`` if the list of mass killings is
        at hand (`karski.panel.onset_predictors.killings` defines both). A row that
        lacks a predictor is there, with the value missing. `basis` says what it is
        made from.

    Raises
    ------
    MissingDataError
        As `basis`.
    """
    made_from = basis(stock)
    if made_from == "rebuilt":
        made = rebuild(stock)
        columns = tuple(replace(column, missing=True) for column in COLUMNS)
        return Panel.of(made.frame, made.last, (*columns, CODE, STATE), "year")
    if made_from == "simulated":
        return _invented(stock.releases[INVENTED][-1].reading)
    reading = stock.releases[PREPARED][-1].reading
    frame, columns = with_codes(reading.frame), (*COLUMNS, CODE)
    if killings.SOURCE in stock.releases:
        frame, columns = _with_state(frame, stock), (*columns, STATE)
    return Panel.of(frame, reading.last, columns, "year")


def data_of(stock: Stock) -> tuple[Mapping[str, str], ...]:
    """Return source, version and SHA-256 of every snapshot the panel is made from.

    Raises
    ------
    MissingDataError
        As `basis`.
    """
    names = {
        "prepared": (PREPARED, killings.SOURCE),
        "rebuilt": SOURCES,
        "simulated": (INVENTED,),
    }[basis(stock)]
    return tuple(
        stock.releases[name][-1].facts for name in names if name in stock.releases
    )


def _invented(reading: Reading) -> Panel:
    """Return the simulated world, whose states have no code but their number."""
    coded = reading.frame.with_columns(ccode=pl.col("place"))
    return Panel.of(coded, reading.last, (*COLUMNS, CODE, STATE), "year")


def compared(stock: Stock) -> pl.DataFrame:
    """Compare the predictors made again with the producer's (`compare`).

    Raises
    ------
    MissingDataError
        The prepared file or a primary source is not at hand.
    """
    if PREPARED not in stock.releases:
        raise MissingDataError(
            "the Early Warning Project's prepared predictors are not at hand to compare"
            " with; import them with `karski data import FILE`"
        )
    theirs = stock.releases[PREPARED][-1].reading.frame
    return compare(theirs, rebuild(stock).frame)


def _with_state(frame: pl.DataFrame, stock: Stock) -> pl.DataFrame:
    """Add ``mk_onset_state``; missing where the list does not tell.

    It does not tell of a year after its last, nor of a row whose ``mk_onset`` is not
    what it says itself.
    """
    reading = stock.releases[killings.SOURCE][-1].reading
    counts = killings.begun(reading.frame)
    joined = frame.join(
        counts, on=["place", "year"], how="left", maintain_order="left"
    ).with_columns(pl.col("state_led_begun", "non_state_led_begun").fill_null(0))
    state = pl.col("state_led_begun") > 0
    either = state | (pl.col("non_state_led_begun") > 0)
    agrees = either == (pl.col(killings.ANY) == 1)
    told = agrees & (pl.col("year") <= reading.last)
    return joined.with_columns(
        pl.when(told).then(state.cast(pl.Float64)).alias(killings.STATE)
    )
