"""Regions of the world by country and year, as the Early Warning Project has them.

They are the World Bank's, with the Americas as one (``reg.na``). Africa south of the
Sahara has no column: there all five are 0.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

REGIONS = {
    "na": "in the Americas",
    "eap": "in East Asia or the Pacific",
    "sca": "in South or Central Asia",
    "mna": "in the Middle East or North Africa",
    "eur": "in Europe",
}
WRITTEN = {f"region_{name}": f"reg.{name}" for name in REGIONS}
COLUMNS = tuple(
    Column(f"region_{name}", meaning, "1", 0, 1) for name, meaning in REGIONS.items()
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read in which region a country lies."""
    sheet = open_sheet(file, ["ccode", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "ccode", "cow", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="Regions of the world",
    producer="World Bank, as the Early Warning Project groups its regions",
    url="https://datahelpdesk.worldbank.org/knowledgebase/articles/906519",
    licence="CC BY 4.0",
    citation="World Bank, country and lending groups",
    period="year",
    absent="missing",
    lag_months=0,
    columns=COLUMNS,
    header=(frozenset({"reg.eap", "reg.na", "country"}),),
    read=read,
)
