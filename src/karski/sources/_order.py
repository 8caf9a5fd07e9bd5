"""Low, best and high estimates: how far out of order is a slip, and when not."""

from itertools import pairwise

import polars as pl

from karski.sources._sheet import Sheet

SLIPS = 0.02  # share of rows whose estimates may stand out of order
WILD = 1000  # deaths, and WILD_TIMES, by which no official slip is out of order
WILD_TIMES = 10
WHAT = "low, best and high out of order"


def slips(sheet: Sheet, *estimates: tuple[str, pl.Series]) -> int:
    """Return how many rows have estimates out of order, or refuse the file.

    Every official UCDP release has rows whose low, best and high are out of order (up
    to 1.3 % in those at hand, most of them by one death): these are kept as written and
    counted. More of them, or one out of order by more than `WILD` deaths and
    `WILD_TIMES`, is no release of UCDP's.

    Parameters
    ----------
    sheet : Sheet
    *estimates : (str, polars.Series)
        Columns that should not fall from one to the next, with their values.

    Raises
    ------
    SourceError
        Names row, column and value.
    """
    pairs = list(pairwise(estimates))
    every = pl.DataFrame(
        [(more < less).rename(name) for (_, less), (name, more) in pairs]
    )
    wrong = int(every.select(pl.any_horizontal(pl.all())).to_series().sum())
    few = wrong <= SLIPS * len(every)
    for (lower, less), (higher, more) in pairs:
        apart = more < less
        if few:
            apart &= (less - more > WILD) & (less > more * WILD_TIMES)
        why = f"is above {higher}" if lower == "low" else f"is not at least {lower}"
        column = lower if lower == "low" else higher
        sheet.refuse(
            apart,
            column,
            f"{why}; low <= best <= high must hold: correct or remove the row",
        )
    return wrong
