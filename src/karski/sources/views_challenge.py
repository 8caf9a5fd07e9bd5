"""State-based deaths by country and month, as in the ViEWS challenge of 2023/24.

UCDP's best estimates on ViEWS's list of countries. An empty value means that the state
did not exist in that month: such rows are left out, so what is absent is missing. A
state that is there before and after a month, and not in it, is a fault of the file.
"""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.errors import SourceError
from karski.core.months import label, month_id, of_date, year_of
from karski.core.progress import Progress, silent
from karski.sources._coded import ends, refuse_unknown
from karski.sources._release import YEARLY_LAG, release_of
from karski.sources._sheet import Sheet, open_sheet
from karski.sources._source import Reading, Source

NEEDED = ("month_id", "country_id", "ged_sb")
SPAN = re.compile(r"(?<!\d)\d{4}_(\d{4})(?!\d)")  # cm_ged_sb_1990_2021.csv


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read state-based deaths by country and month.

    The last month is the last without a gap from the first.

    Raises
    ------
    SourceError
        A month is later than today, than the years in the file's name or than the
        release; or a state is missing in a month between its first and its last.
    """
    sheet = open_sheet(file, NEEDED)
    progress(1, 2)
    refuse_unknown(sheet, "country_id", "views")
    table = pl.DataFrame(
        {
            "month": _months(sheet, _latest(file.name, version)),
            "country_id": sheet.whole("country_id"),
            "deaths_state_based": sheet.whole("ged_sb", 0, missing=True),
        }
    )
    exists = table.drop_nulls("deaths_state_based")
    frame, unmapped = places.attach(exists, "country_id", "views")
    _refuse_holes(sheet.name, frame)
    first, last = ends(_without_a_gap(table["month"]))
    progress(2, 2)
    absent = len(table) - len(exists)
    return Reading(
        frame.drop("country_id").filter(pl.col("month") <= last),
        first,
        last,
        version or f"{year_of(first)}-{year_of(last)}",
        unmapped,
        notes={"the state did not exist, left out": absent} if absent else {},
    )


def _latest(file_name: str, version: str) -> int:
    """Return the last month that the file can know."""
    known = [of_date(_today())]
    if years := SPAN.search(file_name):
        known.append(month_id(int(years[1]), 12))
    if (release := release_of(file_name, version)).last is not None:
        known.append(release.last)
    return min(known)


def _months(sheet: Sheet, latest: int) -> pl.Series:
    months = sheet.whole("month_id", 1)
    sheet.refuse(
        months > latest,
        "month_id",
        f"is a month after {label(latest)} ({latest}), which this file cannot know;"
        " correct or remove the row",
    )
    return months


def _refuse_holes(name: str, frame: pl.DataFrame) -> None:
    follow = frame.select("place", "country_id", "month").unique().sort("month")
    next_row = pl.col("month").shift(-1).over("country_id")
    before = follow.filter(next_row > pl.col("month") + 1).sort("month", "place")
    if len(before):
        place, _, month = before.row(0)
        raise SourceError(
            f"{name}: {places.name(place)} has no deaths in {label(month + 1)}, but in"
            " months before and after it; add the row (0 if nobody was killed)"
            f" or download the file again ({len(before)} such gaps)"
        )


def _without_a_gap(months: pl.Series) -> pl.Series:
    every = months.unique().sort()
    return every.filter(every - every.min() == pl.arange(len(every), eager=True))


def _today() -> date:
    return datetime.now(UTC).date()


SOURCE = Source(
    title="ViEWS prediction challenge 2023/24, country-month",
    producer="ViEWS (Uppsala University and PRIO), from UCDP",
    url="https://viewsforecasting.org/research/prediction-challenge-2023/",
    licence="CC BY 4.0",
    citation=(
        "Hegre et al. (2024), The 2023/24 VIEWS Prediction Challenge: Predicting the"
        " Number of Fatalities in Armed Conflict, with Uncertainty, arXiv:2407.11045"
    ),
    period="month",
    absent="missing",
    lag_months=YEARLY_LAG,
    columns=(
        Column(
            "deaths_state_based",
            "deaths in conflict with a state as a party, best estimate",
            "people",
            0,
            type=pl.Int64,
        ),
    ),
    header=(frozenset(NEEDED),),
    read=read,
)
