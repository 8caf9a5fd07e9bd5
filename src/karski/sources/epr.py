"""Ethnic Power Relations, summed by country and year: who is shut out of power."""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

PREFIX = "epr_"
GROUPS = {
    "egip": "ethnic groups in power",
    "excl": "ethnic groups excluded from power",
    "regaut": "ethnic groups with regional autonomy",
    "regaut_excl": "excluded ethnic groups with regional autonomy",
    "regaut_egip": "ethnic groups in power with regional autonomy",
    "rlvt": "politically relevant ethnic groups",
    "actv": "politically active ethnic groups",
}
SHARES = {
    "lpop": "the largest ethnic group",
    "egippop": "ethnic groups in power",
    "exclpop": "ethnic groups excluded from power",
    "discrimpop": "ethnic groups that the state discriminates against",
    "maxexclpop": "the largest excluded ethnic group",
    "regautpop": "ethnic groups with regional autonomy",
    "regautexclpop": "excluded ethnic groups with regional autonomy",
    "regautegippop": "ethnic groups in power with regional autonomy",
}
LOGARITHMS = {
    "legippop": "egippop",
    "lexclpop": "exclpop",
    "ldiscrimpop": "discrimpop",
    "lmaxexclpop": "maxexclpop",
}
MOST = 1.01  # a share, as the producer's rounding lets it be
COLUMNS = (
    *(
        Column(f"{PREFIX}{name}_groups_count", meaning, "groups", 0)
        for name, meaning in GROUPS.items()
    ),
    *(
        Column(PREFIX + name, f"share of the population: {meaning}", "1", 0, MOST)
        for name, meaning in SHARES.items()
    ),
    *(
        Column(PREFIX + name, f"{of}, transformed by the producer", "1", 0, MOST)
        for name, of in LOGARITHMS.items()
    ),
    Column(
        "epr_nstar", "N* index of ethnic exclusion, 0 to 1", "1", 0, 1, missing=True
    ),
)
WRITTEN = {column.name: column.name.removeprefix(PREFIX) for column in COLUMNS}


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read groups and their shares of the population by country and year."""
    sheet = open_sheet(file, ["countries_gwid", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "countries_gwid", "number", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="Ethnic Power Relations, country-year",
    producer="International Conflict Research, ETH Zürich",
    url="https://icr.ethz.ch/data/epr/",
    licence="not stated; cite when used",
    citation=(
        "Vogt, Bormann, Rüegger, Cederman, Hunziker and Girardin (2015), Journal of"
        " Conflict Resolution 59(7), 1327-1342"
    ),
    period="year",
    absent="missing",
    lag_months=12,
    columns=COLUMNS,
    header=(frozenset({"countries_gwid", "year", "exclpop", "discrimpop"}),),
    read=read,
)
