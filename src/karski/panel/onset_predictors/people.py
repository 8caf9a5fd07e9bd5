"""From EPR, HIEF and the United Nations: who lives in a country, and how they fare."""

from collections.abc import Iterator

import polars as pl

from karski.panel.onset_predictors._world import Predictor, World, filled


def predictors(world: World) -> Iterator[Predictor]:
    """Return ethnic fractionalisation, discrimination and infant mortality.

    HIEF ends with 2013 and EPR with 2020: later years hold each state's last value.
    """
    yield world.carried_from("efindex", "hief", "hief_fractionalisation")
    yield _discrimination(world)
    deaths = world.said_of_today("un_infant_mortality", "un_infant_mortality")
    yield Predictor("un_imr_sqrt", deaths.sqrt())


def _discrimination(world: World) -> Predictor:
    """Return the share of people discriminated against, as the prepared file has it.

    Where EPR begins after a state does, its first value is taken back in time.
    """
    carried = world.carried_from("discrimpop", "epr", "epr_discrimpop")
    values = world.within(pl.col("x").backward_fill(), carried.values)
    rule = "the first value of epr taken back in time: a look ahead"
    fills = {**carried.fills, rule: filled(carried.values, values)}
    return Predictor("discrimpop", values, fills)
