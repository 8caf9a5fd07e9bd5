"""Penn World Table, as the Early Warning Project takes it: country-years."""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

WRITTEN = {
    "pwt_population": "pwt_pop",
    "pwt_gdp_per_capita": "pwt_gdppc",
    "pwt_gdp_growth": "pwt_gdppcgrowth",
}
COLUMNS = (
    Column("pwt_population", "population", "people", 1, missing=True),
    Column("pwt_gdp_per_capita", "GDP per head", "US$ of 2017", 0, missing=True),
    Column("pwt_gdp_growth", "growth of it in a year", "%", -100, missing=True),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read income and population by country and year."""
    sheet = open_sheet(file, ["ccode", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "ccode", "cow", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="Penn World Table, subset",
    producer="Groningen Growth and Development Centre",
    url="https://www.rug.nl/ggdc/productivity/pwt/",
    licence="CC BY 4.0",
    citation=(
        "Feenstra, Inklaar and Timmer (2015), American Economic Review 105(10),"
        " 3150-3182"
    ),
    period="year",
    absent="missing",
    lag_months=18,
    columns=COLUMNS,
    header=(frozenset({"pwt_pop", "pwt_gdppc", "pwt_gdppcgrowth", "ccode"}),),
    read=read,
)
