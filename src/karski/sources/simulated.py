"""A simulated world: sixty countries that do not exist, where the truth is known.

It is used where no data can be reached, and to test whether forecasts are calibrated:
`continuations` draws from the true distribution of the future. How violence comes and
goes in it is said in `karski.sources._simulated_process`.

There is no producer to fetch it from: `generate` writes its file, a table that says in
every row which seed it came from, so that nobody takes it for the real world; `read`
lives the world again and refuses a table that differs from it.

The default world beside ours (state-based deaths by country-month; ours are those of
the ViEWS challenge, 1990-2021):

====================================  =========  ======
share of                              simulated  ours
====================================  =========  ======
country-months with any deaths        14 %       12 %
country-months with at least 100      4.2 %      3.0 %
country-months with at least 1,000    0.5 %      0.4 %
deaths in the worst 1 % of months     61 %       75 %
====================================  =========  ======

The mean is 27 deaths a month (ours: 23), and the correlation of log(1 + deaths) with
the month before .79 (ours: .86).
"""

from pathlib import Path

import polars as pl

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._invented import SEED_COLUMN, refuse_changes, write_table
from karski.sources._sheet import open_sheet
from karski.sources._simulated_world import (
    FIRST,
    MONTHS,
    PEOPLE,
    SEED,
    World,
    continuations,
    simulate,
)
from karski.sources._source import Reading, Source

__all__ = ["FIRST", "MONTHS", "SEED", "World", "continuations", "simulate", "write"]

MOST_MONTHS = 2400  # lived again in seconds; a later month is no world of ours
MEANINGS = {
    "deaths_state_based": "deaths in conflict with a state as a party",
    "deaths_non_state": "deaths in fighting between groups, neither of them a state",
    "deaths_one_sided": "deaths in attacks on civilians by an armed group",
    "deaths_civilians": "civilians killed, in all types of violence",
    "deaths_total": "deaths in all types of violence",
}
COLUMNS = (
    *(Column(name, MEANINGS[name], "people", 0, type=pl.Int64) for name in PEOPLE),
    Column(
        "elections", "whether a national election was held", "1", 0, 1, type=pl.Int64
    ),
    Column("coup_attempts", "whether a coup was attempted", "1", 0, 1, type=pl.Int64),
)
NAMES = ("place", "month", *(column.name for column in COLUMNS))


def write(world: World, file: Path) -> None:
    """Write what can be seen of `world` as a CSV, whole; the same bytes each time."""
    write_table(world.frame(), world.seed, file)


def generate(file: Path) -> None:
    """Write the default world."""
    write(simulate(), file)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read a simulated world, and live it again to see that nobody changed it.

    Raises
    ------
    SourceError
        The file is no simulated world, or not the one that its seed gives.
    """
    sheet = open_sheet(file, (*NAMES, SEED_COLUMN))
    seed = int(sheet.whole(SEED_COLUMN, 0)[0])
    first, last = _span(sheet.whole("month", 1, FIRST + MOST_MONTHS))
    truth = simulate(seed, last - first + 1, first).frame()
    refuse_changes(sheet, truth, seed, NAMES, "simulated")
    progress(len(truth), len(truth))
    return Reading(truth, first, last, version=version or f"seed {seed}")


def _span(months: pl.Series) -> tuple[int, int]:
    first, last = months.min(), months.max()
    assert isinstance(first, int), "a sheet has rows"
    assert isinstance(last, int), "a sheet has rows"
    return first, last


SOURCE = Source(
    title="Simulated world (countries that do not exist)",
    producer="Karski",
    url="",
    licence="Apache-2.0",
    citation="Karski, simulated world",
    period="month",
    absent="missing",
    lag_months=0,
    columns=COLUMNS,
    header=(frozenset({*NAMES, SEED_COLUMN}),),
    read=read,
    generate=generate,
)
