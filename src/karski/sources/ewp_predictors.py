"""Early Warning Project, Statistical Risk Assessment: predictors and onsets by year.

Column names are the producer's, so that its model can be run on them as it is. What a
row holds was made from the vintages of its inputs at hand in the year of the file's
name, not of the row.
"""

from dataclasses import replace
from pathlib import Path

import polars as pl

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import counted, yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Download, Reading, Source
from karski.sources._vdem import columns as vdem_columns

REPOSITORY = (
    "https://raw.githubusercontent.com/EarlyWarningProject/"
    "2025-Statistical-Risk-Assessment/HEAD/3.Modeling"
)
FILE = "prepared2024predictors-2025-09-03.csv"
FLAGS = {
    "widetargeting": "a mass killing goes on that targets widely",
    "narrowtargeting": "a mass killing goes on that targets narrowly",
    "reg.na": "in the Americas",
    "reg.eap": "in East Asia or the Pacific",
    "reg.sca": "in South or Central Asia",
    "reg.mna": "in the Middle East or North Africa",
    "reg.eur": "in Europe",
    "ios.iccpr1": "party to the first optional protocol of the ICCPR",
    "coup.try.5yr": "a coup was attempted in the past five years",
    "mk_onset_prev_year": "a mass killing began in the year before",
    "newcountry": "the state is new",
    "mk_ever": "there has been a mass killing before",
    "includesnonstate": "a year in which killings by non-state groups count",
    "mk_onset": "a mass killing began",
}
LEADS = {
    "mk_onset_1": ("a mass killing began in the next year", 1),
    "mk_onset_2": ("a mass killing began in the year after the next", 2),
    "mk_onset_1or2": ("a mass killing began in one of the next two years", 2),
}
COLUMNS = (
    *(Column(name, meaning, "1", 0, 1) for name, meaning in FLAGS.items()),
    *vdem_columns(missing=False),
    Column("popsize.log2", "log2 of the population", "log2 people", 0, missing=True),
    Column("gdppcgrowth", "growth of GDP per head in a year", "%", -100, missing=True),
    Column(
        "un_imr_sqrt",
        "square root of infant deaths per 1,000 live births",
        "1",
        0,
        missing=True,
    ),
    Column("efindex", "ethnic fractionalisation", "1", 0, 1),
    Column("discrimpop", "share of the population discriminated against", "1", 0, 1),
    Column("battledeaths.log2", "log2 of battle deaths, plus one", "log2 people", 0),
    Column("mk_ongoing_count_log2", "log2 of mass killings going on, plus one", "1", 0),
    Column("mean_mk_onset_interaction", "past onsets, as the producer made it", "1", 0),
    Column("year_sq", "square of the year", "years squared", 0),
    Column("countryage.new.log2", "log2 of the state's age", "log2 years", 0),
    *(
        Column(name, meaning, "1", 0, 1, missing=True, ahead_years=years)
        for name, (meaning, years) in LEADS.items()
    ),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read predictors and onsets.

    The producer writes 0 for ``mk_onset_1or2`` where the next years are not known yet:
    it is missing here, unless an onset is known.
    """
    sheet = open_sheet(file, ["ccode", "year", *(column.name for column in COLUMNS)])
    progress(1, 2)
    reading = yearly(sheet, "ccode", "cow", COLUMNS)
    unknown = pl.any_horizontal(pl.col("mk_onset_1", "mk_onset_2").is_null())
    target = pl.col("mk_onset_1or2")
    frame = reading.frame.with_columns(pl.when(~unknown | (target == 1)).then(target))
    progress(2, 2)
    return replace(reading, frame=frame, version=version, notes=counted(frame, COLUMNS))


SOURCE = Source(
    title="Early Warning Project, predictors",
    producer=(
        "Simon-Skjodt Center for the Prevention of Genocide, United States Holocaust"
        " Memorial Museum, and Dartmouth College"
    ),
    url="https://earlywarningproject.ushmm.org/",
    licence="not stated; ask the producer before redistribution",
    citation="Early Warning Project, Statistical Risk Assessment, replication data",
    period="year",
    absent="missing",
    lag_months=9,
    columns=COLUMNS,
    header=(frozenset({"ccode", "year", "mk_onset_1or2", "mk_onset_1"}),),
    read=read,
    downloads=(Download(f"{REPOSITORY}/{FILE}", FILE),),
)
