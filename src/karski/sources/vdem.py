"""Varieties of Democracy, as the Early Warning Project prepares it: country-years.

V-Dem offers its files behind a form, so the user imports them; this reads the subset
with the Early Warning Project's names.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source
from karski.sources._vdem import columns

PREFIX = "vdem_"
LEVELS = (
    ("v2csreprss_ord", "repression of civil society organisations, five levels"),
    ("v2pepwrsoc_ord", "power by social group, five levels"),
    ("partyban", "bans on parties, five levels"),
    ("v2csgender_ord", "women's part in civil society, five levels"),
    ("v2mecenefm_ord", "censorship of the media, five levels"),
)
COLUMNS = (
    *columns(missing=True, prefix=PREFIX),
    *(Column(PREFIX + n, meaning, "1", 0, 4, missing=True) for n, meaning in LEVELS),
    Column("vdem_population", "population", "people", 1, missing=True),
    Column("vdem_exports", "exports (Correlates of War)", "US$", 0, missing=True),
    Column("vdem_imports", "imports (Correlates of War)", "US$", 0, missing=True),
)
WRITTEN = {
    **{column.name: column.name.removeprefix(PREFIX) for column in COLUMNS},
    "vdem_population": "vdem_popsize",
    "vdem_exports": "e_cow_exports",
    "vdem_imports": "e_cow_imports",
}


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read institutions and liberties by country and year."""
    sheet = open_sheet(file, ["COWcode", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "COWcode", "cow", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="Varieties of Democracy, subset",
    producer="V-Dem Institute, University of Gothenburg",
    url="https://www.v-dem.net/data/the-v-dem-dataset/",
    licence="CC BY-SA 4.0",
    citation="Coppedge et al., V-Dem Dataset, Varieties of Democracy (V-Dem) Project",
    period="year",
    absent="missing",
    lag_months=3,
    columns=COLUMNS,
    header=(frozenset({"COWcode", "year", "v2csreprss_ord", "v2mecenefm_ord"}),),
    read=read,
)
