"""Coup attempts by country and month (Powell and Thyne).

The file has a row for each month with an attempt; a month without one had none.
"""

from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import ends, refuse_unknown, values, written_months
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

WRITTEN = {
    "coup_successful": "pt_coup_successful",
    "coup_failed": "pt_coup_failed",
    "coup_attempts": "pt_coup_count",
}
KEY = ("country_iso3", "year_month")
COLUMNS = (
    Column("coup_successful", "a coup succeeded", "1", 0, 1, type=pl.Int64),
    Column("coup_failed", "a coup was attempted and failed", "1", 0, 1, type=pl.Int64),
    Column("coup_attempts", "coups attempted", "events", 0, type=pl.Int64),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read coup attempts; the span is from the first attempt to the last."""
    sheet = open_sheet(file, [*KEY, *WRITTEN.values()])
    progress(1, 2)
    refuse_unknown(sheet, "country_iso3", "iso3")
    month = written_months(sheet, "year_month")
    table = values(sheet, COLUMNS, WRITTEN).with_columns(
        month, sheet.frame["country_iso3"]
    )
    frame, unmapped = places.attach(table, "country_iso3", "iso3")
    progress(2, 2)
    return Reading(frame, *ends(month), version, unmapped)


SOURCE = Source(
    title="Coups d'etat, country-month",
    producer="Jonathan Powell and Clayton Thyne",
    url="https://www.uky.edu/~clthyn2/coup_data/home.htm",
    licence="not stated; cite when used",
    citation="Powell and Thyne (2011), Journal of Peace Research 48(2), 249-259",
    period="month",
    absent="zero",
    lag_months=1,
    columns=COLUMNS,
    header=(frozenset({*KEY, *WRITTEN.values()}),),
    read=read,
)
