"""UCDP Battle-related Deaths, summed by country and year.

A conflict counts in the state whose government or territory is disputed, wherever its
battles were fought. A war between states counts in full with each of the disputants,
in a column of its own. A state that exists and has no row had no conflict with 25
deaths or more in a year.
"""

from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._coded import ends, values, years
from karski.sources._order import WHAT, slips
from karski.sources._release import YEARLY_LAG
from karski.sources._sheet import Sheet, open_sheet
from karski.sources._source import Reading, Source

WITHIN, BETWEEN = "battle_deaths_within_states", "battle_deaths_between_states"
BETWEEN_STATES = 2  # UCDP codebook, type_of_conflict
ESTIMATES = ("bd_low", "bd_best", "bd_high")
NUMBERS = tuple(Column(name, name, "people", 0, type=pl.Int64) for name in ESTIMATES)
COLUMNS = (
    Column(WITHIN, "battle deaths in conflicts within a state, best", "people", 0),
    Column(BETWEEN, "battle deaths in wars between states, best", "people", 0),
)
KEY = ("dyad_id", "gwno_loc", "year", "type_of_conflict")


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read battle deaths by the state in dispute and year."""
    sheet = open_sheet(file, [*KEY, *ESTIMATES, "version"])
    progress(1, 2)
    twice = sheet.frame.select("dyad_id", "year").is_duplicated()
    sheet.refuse(twice, "dyad_id", "stands twice in a year; remove one of the rows")
    numbers = values(sheet, NUMBERS, {})
    out_of_order = slips(sheet, *((name, numbers[name]) for name in ESTIMATES))
    frame, unmapped = _by_state(sheet, numbers["bd_best"])
    progress(2, 2)
    return Reading(
        frame,
        *ends(years(sheet)),
        version or str(sheet.frame["version"][0] or ""),
        unmapped,
        notes={WHAT: out_of_order} if out_of_order else {},
    )


def _by_state(sheet: Sheet, deaths: pl.Series) -> tuple[pl.DataFrame, dict[str, int]]:
    kind = sheet.whole("type_of_conflict", 1, 4)
    sheet.refuse(sheet.frame["gwno_loc"].is_null(), "gwno_loc", "")
    conflicts = pl.DataFrame(
        {
            "state": sheet.frame["gwno_loc"].str.split(","),
            "year": years(sheet),
            WITHIN: deaths * (kind != BETWEEN_STATES),
            BETWEEN: deaths * (kind == BETWEEN_STATES),
        }
    ).explode("state")
    number = conflicts["state"].str.strip_chars().cast(pl.Int64, strict=False)
    mapped, unmapped = places.attach(
        conflicts.with_columns(number.alias("state")), "state", "number"
    )
    sums = mapped.group_by("place", "year").agg(pl.col(WITHIN, BETWEEN).sum())
    return sums, unmapped


SOURCE = Source(
    title="UCDP Battle-related Deaths",
    producer="Uppsala Conflict Data Program",
    url="https://ucdp.uu.se/downloads/",
    licence="CC BY 4.0",
    citation="Davies, Pettersson and Öberg, UCDP Battle-related Deaths Dataset",
    period="year",
    absent="zero",
    lag_months=YEARLY_LAG,
    columns=COLUMNS,
    header=(frozenset({"dyad_id", "bd_best", "gwno_loc", "type_of_conflict"}),),
    read=read,
)
