"""What the three REIGN lists share: their edition, and spells turned into months."""

import re

import polars as pl

from karski.core.months import month_id

EDITION = re.compile(r"_(\d{1,2})_(\d{2})(?!\d)")  # leaderlist_3_21.csv: March 2021
CENTURY = 2000
PRODUCER = "One Earth Future Research (OEF), REIGN"
URL = "https://oefdatascience.github.io/REIGN.github.io/"
LICENCE = "MIT"
CITATION = (
    "Bell (2016), The Rulers, Elections, and Irregular Governance Dataset (REIGN),"
    " OEF Research"
)
LAG_MONTHS = 1  # REIGN came out every month, until August 2021


def edition(file_name: str) -> int | None:
    """Return the month that a list's name says it was made in.

    Examples
    --------
    >>> edition("leaderlist_3_21.csv") == month_id(2021, 3)
    True
    """
    found = EDITION.search(file_name)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    return month_id(CENTURY + int(found[2]), int(found[1]))


def in_office(spells: pl.DataFrame, last: int) -> pl.DataFrame:
    """Return who was in office at the end of each month, from spells of months.

    Parameters
    ----------
    spells : polars.DataFrame
        ``place``, ``start`` and ``end`` (months, both inclusive; an end that is missing
        is `last`), in the order of the days on which they began.
    last : int
        Months after it are left out.

    Returns
    -------
    polars.DataFrame
        A row for each place and month in a spell: of several, the one that began last.
    """
    end = pl.col("end").fill_null(last).clip(upper_bound=last)
    return (
        spells.with_columns(end=end, order=pl.int_range(pl.len()))
        .filter(pl.col("start") <= pl.col("end"))
        .with_columns(month=pl.int_ranges("start", pl.col("end") + 1, dtype=pl.Int32))
        .explode("month")
        .sort("order")
        .unique(["place", "month"], keep="last", maintain_order=True)
        .drop("order")
    )
