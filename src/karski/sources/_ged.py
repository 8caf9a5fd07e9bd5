"""UCDP events at the door: read, typed, and held to the codebook.

Sundberg and Melander (2013) describe the data; the codebook of each release describes
the columns. Estimates out of order are judged by `karski.sources._order`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.months import FIRST_YEAR, MONTHS_A_YEAR, label
from karski.core.progress import Progress, silent
from karski.sources._order import WHAT, slips
from karski.sources._release import (
    MONTHS_MIXED,
    Release,
    last_day,
    release_of,
    span,
    version_in,
    why_partial,
)
from karski.sources._sheet import Sheet, open_sheet
from karski.sources._unpack import table_name

NEEDED = (
    "id",
    "type_of_violence",
    "latitude",
    "longitude",
    "date_start",
    "date_end",
    "best",
    "high",
    "low",
)
ESTIMATES = ("low", "best", "high")
OPTIONAL = ("country_id", "country", "where_prec", "deaths_civilians")
HEADER = frozenset(NEEDED)
CELLS_A_ROW = 720  # of PRIO-GRID, whose cells are half a degree wide
CELL_ROWS = 360
STAGES = 3


@dataclass(frozen=True, slots=True)
class Events:
    """The events of one file.

    Attributes
    ----------
    frame : polars.DataFrame
        ``place`` (Gleditsch-Ward number), ``cell`` (PRIO-GRID), ``month`` in which the
        event ended, ``type_of_violence``, ``best``, ``low``, ``high`` and
        ``deaths_civilians`` (null where the file has no such column), for the events
        that ended in a month which the file covers to its end.
    """

    frame: pl.DataFrame
    release: Release
    first: int
    last: int
    partial: str
    unmapped: dict[str, int]
    notes: dict[str, int]


def events(file: Path, progress: Progress = silent, version: str = "") -> Events:
    """Read a file of UCDP events.

    Raises
    ------
    SourceError
        The file cannot be read, or a row breaks the codebook; names row, column, value.
    """
    named = version or version_in(file.name) or version_in(table_name(file))
    release = release_of(file.name, named)
    progress(0, STAGES)
    sheet = open_sheet(file, NEEDED, OPTIONAL)
    progress(1, STAGES)
    notes = {}
    frame = _typed(sheet, release)
    if wrong := slips(sheet, *((name, frame[name]) for name in ESTIMATES)):
        notes[WHAT] = wrong
    progress(2, STAGES)
    first, last = span(release, frame["ended"])
    frame, unmapped = _placed(sheet, frame)
    partial = why_partial(release, frame, first, last)
    inside = frame.filter(pl.col("month").is_between(first, last))
    if len(inside) < len(frame):
        notes[f"ended after {label(last)}, left out"] = len(frame) - len(inside)
    progress(STAGES, STAGES)
    return Events(inside, release, first, last, partial, unmapped, notes)


def _typed(sheet: Sheet, release: Release) -> pl.DataFrame:
    ids = sheet.frame["id"]
    sheet.refuse(ids.is_null(), "id", "")
    sheet.refuse(~ids.is_first_distinct(), "id", "stands twice; remove one of the rows")
    return pl.DataFrame(
        {
            "type_of_violence": sheet.whole("type_of_violence", 1, 3),
            "cell": _cells(
                sheet.number("latitude", -90, 90), sheet.number("longitude", -180, 180)
            ),
            "ended": _ended(sheet, release),
            "best": sheet.whole("best", 0),
            "low": sheet.whole("low", 0),
            "high": sheet.whole("high", 0),
            "deaths_civilians": sheet.whole("deaths_civilians", 0, missing=True),
            "where_prec": sheet.whole("where_prec", 1, 7, missing=True),
        }
    ).with_columns(
        month=(pl.col("ended").dt.year().cast(pl.Int32) - FIRST_YEAR) * MONTHS_A_YEAR
        + pl.col("ended").dt.month()
    )


def _ended(sheet: Sheet, release: Release) -> pl.Series:
    start, end = sheet.day("date_start"), sheet.day("date_end")
    sheet.refuse(end < start, "date_end", "is before date_start; correct the row")
    latest = datetime.now(UTC).date()
    if release.last is not None:
        latest = min(latest, last_day(release.last + MONTHS_MIXED))
    sheet.refuse(
        end > latest,
        "date_end",
        f"is after {latest}, which this release cannot know; correct the row",
    )
    return end


def _cells(latitude: pl.Series, longitude: pl.Series) -> pl.Series:
    """Return PRIO-GRID cells: from 1 in the south-west, eastwards, then northwards."""
    row = ((latitude + 90) * 2).floor().clip(0, CELL_ROWS - 1)
    column = ((longitude + 180) * 2).floor().clip(0, CELLS_A_ROW - 1)
    return (row * CELLS_A_ROW + column + 1).cast(pl.Int32)


def _placed(sheet: Sheet, frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    by_number = sheet.frame["country_id"].is_not_null().any()
    if not by_number and sheet.frame["country"].is_not_null().any():
        named = frame.with_columns(sheet.frame["country"])
        return places.attach(named, "country", "name")
    numbers = sheet.whole("country_id")
    known = numbers.is_in(places.codes("number")["code"].to_list())
    sheet.refuse(
        ~known,
        "country_id",
        "is no Gleditsch-Ward number of a state that Karski knows; correct the row",
    )
    return places.attach(frame.with_columns(numbers), "country_id", "number")
