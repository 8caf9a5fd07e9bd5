"""Early Warning Project, list of mass killings: what began and went on, by year.

An episode is placed in the country in which people were killed, which now and then is
not the one responsible (Pakistan's army in Bangladesh, 1971). When it began was
settled looking back: a row says what is known today, not what was known in its year.
"""

from pathlib import Path

import polars as pl

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources._episodes import HEADER, LEADERS, STATES, listed
from karski.sources._source import Reading, Source

BY = {
    "state_led": "led by a state",
    "non_state_led": "led by a group that is no state",
}
COLUMNS = (
    *(
        Column(f"{leader}_begun", f"mass killings begun, {who}", "episodes", 0)
        for leader, who in BY.items()
    ),
    *(
        Column(f"{leader}_going_on", f"mass killings going on, {who}", "episodes", 0)
        for leader, who in BY.items()
    ),
    Column(
        "wide_targeting",
        "the mass killing listed last of those going on is aimed at no ethnic group or"
        " at several",
        "1",
        0,
        1,
    ),
    Column("narrow_targeting", "... is aimed at one ethnic group", "1", 0, 1),
    Column(
        "ever",
        "a mass killing has begun here, in a state that this one inherited, or by its"
        " hand",
        "1",
        0,
        1,
    ),
)
COUNTS = [column.name for column in COLUMNS]


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read mass killings; the span is from the first year written to the last."""
    episodes = listed(file)
    progress(1, 2)
    years = pl.concat([episodes["first"], episodes["last"].drop_nulls()]).to_list()
    first, last = min(years), max(years)
    unnamed = (pl.col("leader") == "state_led") & pl.col("responsible").is_null()
    notes = {
        "led by a state that is not named": episodes.filter(unnamed).height,
        "placed in another country than it is named after": episodes.filter(
            pl.col("named_after") != pl.col("location")
        ).height,
        "with no word on ethnic groups": episodes["ethnic_groups"].null_count(),
    }
    progress(2, 2)
    return Reading(
        by_year(episodes, last),
        first,
        last,
        version,
        notes={what: rows for what, rows in notes.items() if rows},
    )


def by_year(episodes: pl.DataFrame, last: int) -> pl.DataFrame:
    """Count episodes by place and year, up to the year `last`.

    Parameters
    ----------
    episodes : polars.DataFrame
        As `karski.sources._episodes.listed` gives them.
    last : int

    Returns
    -------
    polars.DataFrame
        A row for each place and year from the first episode that concerns it.
    """
    rows = _since(episodes, last)
    for leader in LEADERS.values():
        own = episodes.filter(pl.col("leader") == leader)
        begun = own.group_by(place="location", year="first").len(f"{leader}_begun")
        going_on = (
            _years_of(own, last).group_by("place", "year").len(f"{leader}_going_on")
        )
        for counts in (begun, going_on):
            rows = rows.join(counts, on=["place", "year"], how="left")
    latest = _years_of(episodes, last).group_by("place", "year", maintain_order=True)
    groups = latest.agg(pl.col("ethnic_groups").last())
    narrow = pl.col("ethnic_groups") == 1
    return rows.join(groups, on=["place", "year"], how="left").select(
        "place",
        "year",
        pl.col("^.*_(begun|going_on)$").fill_null(0),
        wide_targeting=(~narrow).fill_null(value=False).cast(pl.Float64),
        narrow_targeting=narrow.fill_null(value=False).cast(pl.Float64),
        ever=pl.lit(1.0),
    )


def _since(episodes: pl.DataFrame, last: int) -> pl.DataFrame:
    """Return every place and year from the first episode that concerns the place."""
    concerned = pl.concat(
        [episodes.select("first", place=state) for state in STATES]
    ).drop_nulls()
    first = concerned.group_by("place").agg(pl.col("first").min())
    year = pl.int_ranges("first", last + 1, dtype=pl.Int32).alias("year")
    return first.select("place", year).explode("year")


def _years_of(episodes: pl.DataFrame, last: int) -> pl.DataFrame:
    """Return each episode in each of its years, in the producer's order."""
    end = pl.col("last").fill_null(last) + 1
    year = pl.int_ranges("first", end, dtype=pl.Int32).alias("year")
    return episodes.select("ethnic_groups", year, place="location").explode("year")


SOURCE = Source(
    title="Early Warning Project, list of mass killings",
    producer=(
        "Simon-Skjodt Center for the Prevention of Genocide, United States Holocaust"
        " Memorial Museum, and Dartmouth College"
    ),
    url="https://earlywarningproject.ushmm.org/",
    licence="not stated; ask the producer before redistribution",
    citation="Early Warning Project, Statistical Risk Assessment, replication data",
    period="year",
    absent="zero",
    lag_months=9,
    columns=COLUMNS,
    header=(frozenset(HEADER),),
    read=read,
)
