"""Historical Index of Ethnic Fractionalization: country-years from 1945 to 2013.

Rows that repeat another word for word are left out and counted.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import Sheet, open_sheet
from karski.sources._source import Reading, Source

NAMES = ("Country", "Year", "EFindex")
WRITTEN = {"hief_fractionalisation": "EFindex"}
COLUMNS = (
    Column(
        "hief_fractionalisation",
        "chance that two people are of different ethnic groups",
        "1",
        0,
        1,
    ),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read ethnic fractionalisation by country and year."""
    sheet = open_sheet(file, NAMES)
    progress(1, 2)
    once = sheet.frame.unique(NAMES, keep="first", maintain_order=True)
    reading = yearly(
        Sheet(sheet.name, once), "Country", "name", COLUMNS, WRITTEN, "Year"
    )
    notes = dict(reading.notes)
    if repeated := len(sheet.frame) - len(once):
        notes["repeated word for word, left out"] = repeated
    progress(2, 2)
    return replace(reading, version=version, notes=notes)


SOURCE = Source(
    title="Historical Index of Ethnic Fractionalization",
    producer="Lenka Drazanova",
    url="https://doi.org/10.7910/DVN/4JQRCL",
    licence="not stated; cite when used",
    citation="Drazanova (2020), Journal of Open Humanities Data 6(1), 6",
    period="year",
    absent="missing",
    lag_months=12,
    columns=COLUMNS,
    header=(frozenset(NAMES),),
    read=read,
)
