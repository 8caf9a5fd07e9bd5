"""Where and when: regions, treaty, the year, and how old a state is."""

from collections.abc import Iterator

import polars as pl

from karski.panel.onset_predictors._world import BASE, Predictor, World
from karski.sources.world_bank_regions import REGIONS

FIRST_NON_STATE = 1989  # the first episode on the list led by a group that is no state
NEW = 3  # years, the one of independence among them, in which a state is new


def predictors(world: World) -> Iterator[Predictor]:
    """Return regions, treaty, the year, and the state's age [log2 years]."""
    for region in REGIONS:
        yield world.carried_from(
            f"reg.{region}", "world_bank_regions", f"region_{region}"
        )
    yield world.carried_from("ios.iccpr1", "iccpr", "iccpr_first_protocol")
    year = world.rows["year"]
    age = year - world.said(BASE, "base_independence_year") + 1
    yield Predictor("countryage.new.log2", age.log(2))
    yield Predictor("newcountry", (age <= NEW).cast(pl.Float64))
    yield Predictor("year_sq", year.cast(pl.Float64) ** 2)
    counted = year >= FIRST_NON_STATE
    yield Predictor("includesnonstate", counted.cast(pl.Float64))
