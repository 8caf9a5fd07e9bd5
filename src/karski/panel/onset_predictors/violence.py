"""From UCDP and the list of coups: battle deaths, and attempts to seize power."""

from collections.abc import Iterator

import polars as pl

from karski.panel.onset_predictors._world import Predictor, World, filled

DEATHS, COUPS = "ucdp_battle_deaths", "ewp_coups"
YEARS = 5


def predictors(world: World) -> Iterator[Predictor]:
    """Return battle deaths within the state [log2 people] and coups of five years."""
    yield _battle_deaths(world)
    yield _coups(world)


def _battle_deaths(world: World) -> Predictor:
    """Return log2 of deaths plus one; wars between states are left out.

    UCDP's file begins in 1989. The prepared file holds 0 for every year before, which
    is kept here, named and counted: it says that nothing is known.
    """
    deaths = world.said(DEATHS, "battle_deaths_within_states")
    first = world.readings[DEATHS]["year"].min()
    before = world.rows["year"] < first
    values = world.until_last(DEATHS, (deaths.fill_null(0) + 1).log(2))
    quiet = filled(deaths, values) & ~before
    return Predictor(
        "battledeaths.log2",
        values,
        {
            "no row taken as none: no conflict of 25 deaths or more": quiet,
            "0 before the source begins, where nothing is known": before,
        },
    )


def _coups(world: World) -> Predictor:
    """Return 1 where a coup was tried in the year or the four before it."""
    tried = world.readings[COUPS].filter(pl.col("coup_tried") == 1)
    later = pl.int_ranges("year", pl.col("year") + YEARS, dtype=pl.Int32)
    recent = tried.select("place", year=later).explode("year").unique()
    found = world.rows.join(
        recent.with_columns(flag=pl.lit(1.0)),
        on=["place", "year"],
        how="left",
        maintain_order="left",
    )["flag"]
    rule = "no row taken as none: no coup listed"
    values = world.until_last(COUPS, found.fill_null(0))
    return Predictor("coup.try.5yr", values, {rule: filled(found, values)})
