"""Maddison Project, as the Early Warning Project takes it: income by country and year.

Rows that the producer of the subset tied to no state (the Soviet Union, Serbia, Hong
Kong, Palestine, Puerto Rico) are counted as unmapped and left out.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

WRITTEN = {"maddison_gdp_per_capita": "mad_gdppc", "maddison_population": "mad_pop"}
COLUMNS = (
    Column("maddison_gdp_per_capita", "GDP per head", "US$ of 2011", 0, missing=True),
    Column("maddison_population", "population", "people", 1, missing=True),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read income and population by country and year."""
    sheet = open_sheet(file, ["ccode", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "ccode", "cow", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="Maddison Project Database, subset",
    producer="Groningen Growth and Development Centre",
    url="https://www.rug.nl/ggdc/historicaldevelopment/maddison/",
    licence="CC BY 4.0",
    citation="Bolt and van Zanden, Maddison Project Database",
    period="year",
    absent="missing",
    lag_months=18,
    columns=COLUMNS,
    header=(frozenset({"mad_gdppc", "mad_pop", "ccode", "year"}),),
    read=read,
)
