"""From the World Bank and Maddison: population, and growth of income per head.

Where the World Bank has no value, Maddison's is translated by a straight line fitted to
all country-years of the base data in which both have one. The line is fitted to years
up to the latest: a value of 1960 rests on what was measured in 2020.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl

from karski.panel.onset_predictors._world import Predictor, World, filled

TRANSLATED = "maddison's value translated by a line fitted to all years"
CARRIED = "the last value carried on"
GROWTH = (pl.col("x") / pl.col("x").shift(1) - 1) * 100


def predictors(world: World) -> Iterator[Predictor]:
    """Return population [log2 people] and growth of GDP per head [%]."""
    people = world.said_of_today("wdi", "wdi_population").log(2)
    other = world.said("maddison", "maddison_population").log(2)
    values = translated(people, other)
    yield Predictor("popsize.log2", values, {TRANSLATED: filled(people, values)})
    growth = world.said_of_today("wdi", "wdi_gdp_growth")
    # growth from one row of the base data to the next: a state's first row has none
    other = world.within(GROWTH, world.said("maddison", "maddison_gdp_per_capita"))
    values = translated(growth, other)
    carried = world.carried(values)
    fills = {TRANSLATED: filled(growth, values), CARRIED: filled(values, carried)}
    yield Predictor("gdppcgrowth", carried, fills)


def translated(values: pl.Series, other: pl.Series) -> pl.Series:
    """Fill missing values from another series, by the least-squares line between both.

    Examples
    --------
    >>> own = pl.Series([1.0, 3.0, None, None])
    >>> translated(own, pl.Series([0.0, 1.0, 2.0, None])).round(9).to_list()
    [1.0, 3.0, 5.0, None]
    """
    known = values.is_not_null() & other.is_not_null()
    slope, level = np.polyfit(other.filter(known), values.filter(known), 1)
    return values.to_frame("x").select(pl.col("x").fill_null(level + slope * other))[
        "x"
    ]
