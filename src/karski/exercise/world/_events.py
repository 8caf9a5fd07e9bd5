"""Real events, as the model's fit takes them."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from karski.core.errors import MissingDataError
from karski.core.files import sha256
from karski.exercise.world._observed import PERIOD, Killing
from karski.sources._sheet import open_sheet

STATE_BASED = 1  # UCDP codebook, type_of_violence: battles, which the model has not
PATTERNS = ("ged*_events_*.parquet", "GEDEvent_v??_1.csv*", "ged???-csv.zip")
NEEDED = ("type_of_violence", "country", "latitude", "longitude", "date_end", "best")
DEGREES = 360


@dataclass(frozen=True, slots=True)
class RealKilling:
    """The events of a file, and what file it was."""

    killing: Killing
    file: str
    sha256: str
    first: str
    last: str


def events_file(folder: Path) -> Path:
    """Return the file of single events in a folder of producers' files.

    Raises
    ------
    MissingDataError
    """
    for pattern in PATTERNS:
        for file in sorted(folder.rglob(pattern)):
            return file
    raise MissingDataError(
        f"{folder} holds no single events of UCDP GED; the fit that Karski ships can be"
        " shown without them: leave --data out"
    )


def read_events(file: Path) -> RealKilling:
    """Read non-state and one-sided events that killed, by area of one degree.

    Raises
    ------
    SourceError
        The file is no table of UCDP's events.
    """
    sheet = open_sheet(file, NEEDED)
    frame = (
        sheet.frame.select(
            "country",
            type=sheet.whole("type_of_violence", 1, 3),
            row=sheet.number("latitude", -90, 90).floor().cast(pl.Int64),
            column=sheet.number("longitude", -180, 180).floor().cast(pl.Int64),
            ended=sheet.day("date_end"),
            deaths=sheet.whole("best", 0).cast(pl.Int64),
        )
        .filter(pl.col("type") != STATE_BASED, pl.col("deaths") > 0)
        .sort("ended", "row", "column")
    )
    return RealKilling(
        _killing(frame),
        file.name,
        sha256(file),
        str(frame["ended"].min()),
        str(frame["ended"].max()),
    )


def _killing(frame: pl.DataFrame) -> Killing:
    area = (frame["row"] * DEGREES + frame["column"]).to_numpy()
    _, first, member = np.unique(area, return_index=True, return_inverse=True)
    _, country = np.unique(frame["country"].to_numpy(), return_inverse=True)
    start = pl.date(pl.lit(frame["ended"].min()).dt.year(), 1, 1)
    day = frame.select((pl.col("ended") - start).dt.total_days())["ended"].to_numpy()
    periods = int(day.max()) // PERIOD
    inside = day < periods * PERIOD
    return Killing(
        member[inside].astype(np.int64),
        day[inside].astype(np.int64),
        frame["deaths"].to_numpy()[inside],
        country[first],
        periods,
    )
