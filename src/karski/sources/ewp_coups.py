"""Coups and attempts by country and year, as the Early Warning Project lists them.

Beside the country-years with one stand some without; no row means none.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

WRITTEN = {"coup_tried": "cou.any"}
COLUMNS = (Column("coup_tried", "a coup was attempted", "1", 0, 1),)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read in which country and year a coup was attempted."""
    sheet = open_sheet(file, ["ccode", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "ccode", "cow", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="Coups d'etat, country-year",
    producer=(
        "Early Warning Project (United States Holocaust Memorial Museum and Dartmouth"
        " College), from lists of coups"
    ),
    url="https://earlywarningproject.ushmm.org/",
    licence="not stated; ask the producer before redistribution",
    citation="Early Warning Project, Statistical Risk Assessment, replication data",
    period="year",
    absent="zero",
    lag_months=9,
    columns=COLUMNS,
    header=(frozenset({"cou.any", "ccode", "country"}),),
    read=read,
)
