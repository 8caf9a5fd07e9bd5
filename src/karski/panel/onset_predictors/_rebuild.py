"""All columns made again, beside the rules by which gaps were closed."""

from dataclasses import dataclass

import polars as pl

from karski.core.errors import MissingDataError
from karski.panel.onset_predictors import (
    economy,
    institutions,
    killings,
    people,
    setting,
    violence,
)
from karski.panel.onset_predictors._world import Predictor, World
from karski.panel.stock import Stock

FIRST_YEAR = 1960  # of the prepared file
SOURCES = (
    "epr",
    "ewp_base",
    "ewp_coups",
    "ewp_episodes",
    "hief",
    "iccpr",
    "maddison",
    "ucdp_battle_deaths",
    "un_infant_mortality",
    "vdem",
    "wdi",
    "world_bank_regions",
)
KINDS = (killings, institutions, economy, people, violence, setting)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The predictors made again from primary sources.

    Attributes
    ----------
    frame : polars.DataFrame
        ``place``, ``year``, ``ccode`` and a column for each predictor, ``mk_onset`` and
        ``mk_onset_state``, named as in the prepared file; null where the sources do not
        say. Country-years from 1960 on, sorted by place and year.
    fills : polars.DataFrame
        ``column``, ``rule``, ``rows``: how many country-years were filled in, and how.
    last : int
        The last year.
    """

    frame: pl.DataFrame
    fills: pl.DataFrame
    last: int


def absent(stock: Stock) -> tuple[str, ...]:
    """Return the sources that are not at hand and would be needed."""
    return tuple(name for name in SOURCES if name not in stock.releases)


def rebuild(stock: Stock) -> Rebuilt:
    """Make the predictors again.

    Raises
    ------
    MissingDataError
        A source is not at hand; names all that are not.
    """
    if lacking := absent(stock):
        raise MissingDataError(
            "the predictors cannot be made again: no data at hand of"
            f" {', '.join(lacking)}; import them with `karski data import FILE`"
        )
    readings = {name: stock.releases[name][-1].reading.frame for name in SOURCES}
    world = World.of(readings)
    made = [one for kind in KINDS for one in kind.predictors(world)]
    return _together(world, made)


def _together(world: World, made: list[Predictor]) -> Rebuilt:
    frame = world.rows.with_columns(one.values.alias(one.name) for one in made)
    later = world.rows["year"] >= FIRST_YEAR
    fills = [
        (one.name, rule, int((rows & later).sum()))
        for one in made
        for rule, rows in one.fills.items()
    ]
    table = pl.DataFrame(fills, ["column", "rule", "rows"], orient="row")
    last = world.rows["year"].max()
    assert isinstance(last, int), "the base data have rows"
    kept = frame.filter(later).sort("place", "year")
    return Rebuilt(kept, table.filter(pl.col("rows") > 0), last)
