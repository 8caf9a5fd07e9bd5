"""Early Warning Project, base data: its country-years, each with its mass killings.

A country has a row from the year in which the producer begins to follow it (at half a
million people) or in which it became a state.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import EARLIEST, LATEST, yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

PREFIX = "base_"
COUNTS = {
    "mk_onset_count": "mass killings begun",
    "mk_ongoing_count": "mass killings going on",
}
FLAGS = {
    "mk_onset": "a mass killing began",
    "mk_ongoing": "a mass killing goes on",
    "mk_location_ever": "there has been a mass killing here before",
    "mk_responsible_ever": "the state has been responsible for a mass killing before",
    "widetargeting": "a mass killing goes on that targets widely",
    "narrowtargeting": "a mass killing goes on that targets narrowly",
}
COLUMNS = (
    Column(
        "base_independence_year",
        "year in which the state came to be; 1816 if earlier",
        "year",
        EARLIEST,
        LATEST,
    ),
    *(Column(PREFIX + n, meaning, "episodes", 0) for n, meaning in COUNTS.items()),
    *(Column(PREFIX + n, meaning, "1", 0, 1) for n, meaning in FLAGS.items()),
)
WRITTEN = {column.name: column.name.removeprefix(PREFIX) for column in COLUMNS}


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read the producer's country-years."""
    sheet = open_sheet(file, ["ccode", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "ccode", "cow", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="Early Warning Project, base data",
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
    header=(frozenset({"ccode", "year", "independence_year", "mk_onset_count"}),),
    read=read,
)
