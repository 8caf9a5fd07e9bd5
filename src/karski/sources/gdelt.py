"""News coverage of conflict and protest by country and month (GDELT).

Counts of events as coded from news reports by machine: they follow the volume of news,
which has grown many times since 1985, as much as they follow events.
"""

from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import counted, ends, refuse_unknown, values, written_months
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

WRITTEN = {
    "gdelt_conflict_events": "gdelt_conflict_event_count",
    "gdelt_protest_events": "gdelt_protest_event_count",
    "gdelt_goldstein": "gdelt_goldstein_mean",
}
KEY = ("country_iso3", "year_month")
COLUMNS = (
    Column("gdelt_conflict_events", "reports of conflict", "events", 0, type=pl.Int64),
    Column("gdelt_protest_events", "reports of protest", "events", 0, type=pl.Int64),
    Column(
        "gdelt_goldstein",
        "mean Goldstein score of those reports, -10 most hostile; none without reports",
        "1",
        -10,
        10,
        missing=True,
    ),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read counts of reports, and their mean Goldstein score."""
    sheet = open_sheet(file, [*KEY, *WRITTEN.values()])
    progress(1, 2)
    refuse_unknown(sheet, "country_iso3", "iso3")
    month = written_months(sheet, "year_month")
    table = values(sheet, COLUMNS, WRITTEN).with_columns(
        month, sheet.frame["country_iso3"]
    )
    frame, unmapped = places.attach(table, "country_iso3", "iso3")
    progress(2, 2)
    notes = counted(frame, COLUMNS)
    return Reading(frame, *ends(month), version, unmapped, notes=notes)


SOURCE = Source(
    title="GDELT, country-month",
    producer="The GDELT Project; summed by others",
    url="https://www.gdeltproject.org/data.html",
    licence="open for any use, with citation of the GDELT Project and a link to it",
    citation=(
        "Leetaru and Schrodt (2013), GDELT: Global Data on Events, Location and Tone,"
        " 1979-2012, ISA Annual Convention"
    ),
    period="month",
    absent="missing",
    lag_months=0,
    columns=COLUMNS,
    header=(frozenset({*KEY, *WRITTEN.values()}),),
    read=read,
)
