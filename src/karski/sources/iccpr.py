"""Parties to the first optional protocol of the ICCPR, by country and year.

The protocol lets people complain to the Human Rights Committee of the United Nations
that their state has broken the International Covenant on Civil and Political Rights.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import yearly
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

WRITTEN = {"iccpr_first_protocol": "ios.iccpr1"}
COLUMNS = (Column("iccpr_first_protocol", "party to the protocol", "1", 0, 1),)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read which states are parties in which year."""
    sheet = open_sheet(file, ["ccode", "year", *WRITTEN.values()])
    progress(1, 2)
    reading = yearly(sheet, "ccode", "cow", COLUMNS, WRITTEN)
    progress(2, 2)
    return replace(reading, version=version)


SOURCE = Source(
    title="ICCPR, parties to the first optional protocol",
    producer="United Nations Treaty Collection, as the Early Warning Project lists it",
    url="https://treaties.un.org/",
    licence="not stated; ask the producer before redistribution",
    citation="United Nations Treaty Collection, chapter IV, treaty 5",
    period="year",
    absent="missing",
    lag_months=1,
    columns=COLUMNS,
    header=(frozenset({"ios.iccpr1", "ccode", "country"}),),
    read=read,
)
