"""World Development Indicators, as the Early Warning Project takes them: country-years.

The World Bank's groups of countries ("Arab World", "High income") and territories are
no states: they are counted as unmapped and left out.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

WRITTEN = {
    "wdi_trade": "wdi.trade.new",
    "wdi_gdp_per_capita": "wdi.gdppc.new",
    "wdi_gdp_growth": "wdi.gdppcgrow.new",
    "wdi_population": "wdi.popsize.new",
    "wdi_infant_mortality": "wdi.imrate.new",
    "wdi_imports": "wdi.imports.new",
    "wdi_exports": "wdi.exports.new",
}
DOLLARS = "US$ of 2015"
COLUMNS = (
    Column("wdi_trade", "imports and exports", "% of GDP", 0, missing=True),
    Column("wdi_gdp_per_capita", "GDP per head", DOLLARS, 0, missing=True),
    Column("wdi_gdp_growth", "growth of it in a year", "%", -100, missing=True),
    Column("wdi_population", "population", "people", 1, missing=True),
    Column(
        "wdi_infant_mortality",
        "deaths before the first birthday",
        "per 1,000 live births",
        0,
        1000,
        missing=True,
    ),
    Column("wdi_imports", "imports of goods and services", DOLLARS, 0, missing=True),
    Column("wdi_exports", "exports of goods and services", DOLLARS, 0, missing=True),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read economy and population by country and year."""
    sheet = open_sheet(file, ["iso3c", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "iso3c", "iso3", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="World Development Indicators, subset",
    producer="World Bank",
    url="https://databank.worldbank.org/source/world-development-indicators",
    licence="CC BY 4.0",
    citation="World Bank, World Development Indicators",
    period="year",
    absent="missing",
    lag_months=7,
    columns=COLUMNS,
    header=(frozenset({"iso3c", "year", *WRITTEN.values()}),),
    read=read,
)
