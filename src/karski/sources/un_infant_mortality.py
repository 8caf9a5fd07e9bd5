"""United Nations estimates of infant mortality, by country and year.

Territories are no states: they are counted as unmapped and left out. A country of
today has its estimates from 1950, whatever states lay on its ground then.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

WRITTEN = {"un_infant_mortality": "un_imr"}
COLUMNS = (
    Column(
        "un_infant_mortality",
        "deaths before the first birthday",
        "per 1,000 live births",
        0,
        1000,
    ),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read infant mortality by country and year."""
    sheet = open_sheet(file, ["iso3c", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "iso3c", "iso3", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="UN infant mortality",
    producer="United Nations, Department of Economic and Social Affairs",
    url="https://population.un.org/wpp/",
    licence="CC BY 3.0 IGO",
    citation="United Nations, World Population Prospects",
    period="year",
    absent="missing",
    lag_months=7,
    columns=COLUMNS,
    header=(frozenset({"iso3c", "year", "un_imr"}),),
    read=read,
)
