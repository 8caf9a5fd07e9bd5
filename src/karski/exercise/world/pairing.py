"""The same chance under two courses of action: what would have been otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from karski.exercise.chance import Array
from karski.exercise.world.adjustments import Adjustment
from karski.exercise.world.days import next_day
from karski.exercise.world.effects import Effect
from karski.exercise.world.setting import Setting
from karski.exercise.world.state import World, first

ByDay: TypeAlias = Mapping[int, Sequence[Adjustment]]
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True)
class Band:
    """The middle of many runs on each day, and where half and nine tenths of them lie.

    Each is an array with shape (days,); the first is of day 1.
    """

    low_90: Array
    low_50: Array
    middle: Array
    high_50: Array
    high_90: Array


@dataclass(frozen=True, slots=True)
class Outcome:
    """People so far, under both courses, and what the second changes in each run.

    Attributes
    ----------
    played, otherwise, change : Band
        `change` is of otherwise less played, run by run: negative is fewer.
    mean_change : float
        On the last day. It hangs on the rarest runs; the middle does not.
    fewer, same, more : float
        Shares of runs on the last day; they sum to 1.
    """

    played: Band
    otherwise: Band
    change: Band
    mean_change: float
    fewer: float
    same: float
    more: float


@dataclass(frozen=True, slots=True)
class Difference:
    """What a course of action changes, over `runs` pairs of worlds and `days`."""

    runs: int
    days: int
    deaths: Outcome
    displaced: Outcome


def paired(
    setting: Setting,
    seeds: Sequence[int],
    effects_played: Sequence[Effect],
    effects_otherwise: Sequence[Effect],
    days: int,
    adjustments: ByDay | None = None,
) -> Difference:
    """Return what other decisions would have changed, with the same chance in each run.

    Parameters
    ----------
    setting : Setting
    seeds : sequence of int
        One a pair of runs.
    effects_played, effects_otherwise : sequence of Effect
        With sizes of shape (runs,); `effect_sizes` gives the same size to the same use
        of a measure, whenever it is taken.
    days : int
        How long the worlds are lived, from the start.
    adjustments : mapping of int to sequence of Adjustment, optional
        By day; the same in both.
    """
    assert days >= 1, "a course of action needs a day"
    played = totals(setting, seeds, effects_played, days, adjustments)
    otherwise = totals(setting, seeds, effects_otherwise, days, adjustments)
    return Difference(
        len(seeds),
        days,
        outcome(played[0], otherwise[0]),
        outcome(played[1], otherwise[1]),
    )


def totals(
    setting: Setting,
    seeds: Sequence[int],
    effects: Sequence[Effect],
    days: int,
    adjustments: ByDay | None = None,
) -> tuple[Array, Array]:
    """Return deaths and displaced so far of all communities, each (runs, days)."""
    by_day = adjustments or {}
    world: World = first(setting, len(seeds))
    deaths, displaced = [], []
    for day in range(1, days + 1):
        world = next_day(setting, world, seeds, day, effects, by_day.get(day, ()))
        deaths.append(world.deaths_so_far.sum(1))
        displaced.append(world.displaced_so_far.sum(1))
    return np.stack(deaths, 1).astype(float), np.stack(displaced, 1).astype(float)


def outcome(played: Array, otherwise: Array) -> Outcome:
    """Compare people so far, (runs, days), under two courses.

    Examples
    --------
    >>> played, otherwise = np.array([[4.0], [2.0], [0]]), np.array([[1.0], [2.0], [1]])
    >>> found = outcome(played, otherwise)
    >>> found.change.middle.tolist(), round(found.mean_change, 3)
    ([0.0], -0.667)
    >>> round(found.fewer, 3), round(found.same, 3), round(found.more, 3)
    (0.333, 0.333, 0.333)
    """
    change = otherwise - played
    last = change[:, -1]
    return Outcome(
        band(played),
        band(otherwise),
        band(change),
        float(last.mean()),
        float((last < 0).mean()),
        float((last == 0).mean()),
        float((last > 0).mean()),
    )


def band(runs: Array) -> Band:
    """Return the middle and the intervals of runs, (runs, days)."""
    return Band(*np.quantile(runs, QUANTILES, axis=0))
