"""What each assumption is worth: the world again with one changed at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from karski.exercise.chance import Array
from karski.exercise.world._assumption import Assumption
from karski.exercise.world.assuming import Assumptions, Value, assumptions
from karski.exercise.world.effects import Effect, effect_sizes
from karski.exercise.world.pairing import QUANTILES, totals
from karski.exercise.world.setting import Community, Setting
from karski.framework import FACTORS

RUNS = 400
DAYS = 60
PLACES = ("Coast", "Hills", "Plain")
GROUPS = ("one", "other")
MEASURE, STARTS = "a measure of grade B", 8
MEAN, SD = -0.10, 0.14  # what `karski.measures` makes of that grade


@dataclass(frozen=True, slots=True)
class Deaths:
    """Deaths at the end: the middle of runs, and where nine tenths of them lie."""

    low: float
    middle: float
    high: float


_Outcome: TypeAlias = tuple[Deaths, float]  # and the middle of the displaced


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """An assumption, two other values of it, and the deaths with each.

    Attributes
    ----------
    name, title : str
    low_value, base_value, high_value : float or tuple of float
    low, base, high : Deaths
        The same chance in each.
    displaced_low, displaced_base, displaced_high : float
        The displaced at the end: the middle of runs.
    """

    name: str
    title: str
    low_value: Value
    base_value: Value
    high_value: Value
    low: Deaths
    base: Deaths
    high: Deaths
    displaced_low: float
    displaced_base: float
    displaced_high: float

    @property
    def reach(self) -> float:
        """How far the middle moves between the two, in people."""
        return abs(self.high.middle - self.low.middle)


def sensitivity(
    setting: Setting,
    effects: Sequence[Effect] | None = None,
    runs: int = RUNS,
    days: int = DAYS,
) -> tuple[Sensitivity, ...]:
    """Return every assumption with what it is worth, the weightiest first.

    Parameters
    ----------
    setting : Setting
        Its own assumptions are the base.
    effects : sequence of Effect, optional
        Measures at work, with sizes of shape (runs,). If not given, `measure_of_b` is,
        so that what is assumed of measures moves something.
    runs, days : int
    """
    at_work = measure_of_b(setting, runs) if effects is None else effects

    def lived(assumptions: Assumptions) -> _Outcome:
        changed = replace(setting, assumptions=assumptions)
        return _ends(totals(changed, range(runs), at_work, days))

    base = lived(setting.assumptions)
    found = []
    for item in assumptions():
        tried = [_with(setting.assumptions, item, by) for by in item.times]
        found.append(_row(item, setting.assumptions, tried, base, map(lived, tried)))
    return tuple(sorted(found, key=lambda row: -row.reach))


def _row(
    item: Assumption,
    own: Assumptions,
    tried: Sequence[Assumptions],
    base: _Outcome,
    came_of_it: Iterable[_Outcome],
) -> Sensitivity:
    """Return what an assumption is worth: low, as it is, and high."""
    low_value, high_value = (getattr(each, item.name) for each in tried)
    low, high = came_of_it
    return Sensitivity(
        item.name,
        item.title,
        low_value,
        getattr(own, item.name),
        high_value,
        low=low[0],
        base=base[0],
        high=high[0],
        displaced_low=low[1],
        displaced_base=base[1],
        displaced_high=high[1],
    )


def _with(base: Assumptions, item: Assumption, by: float) -> Assumptions:
    if item.varied == "times":
        return base.changed(item.name, lambda value: value * by)
    return base.changed(item.name, lambda value: value**by)


def _ends(totals: tuple[Array, Array]) -> tuple[Deaths, float]:
    deaths, displaced = (each[:, -1] for each in totals)
    low, _, middle, _, high = np.quantile(deaths, QUANTILES).tolist()
    return Deaths(low, middle, high), float(np.median(displaced))


def measure_of_b(setting: Setting, runs: int) -> tuple[Effect, ...]:
    """Return a measure such as those of grade B in every community, from day 8."""
    return tuple(
        Effect(
            MEASURE,
            key,
            STARTS,
            None,
            effect_sizes(range(runs), MEAN, SD, MEASURE, key),
            (1 / FACTORS,) * FACTORS,
        )
        for key in setting.keys
    )


def example() -> Setting:
    """Return three regions with two groups in each, where incidents have begun."""
    keys = tuple(f"{place}/{group}" for place in PLACES for group in GROUPS)
    return Setting(
        tuple(
            Community(
                key,
                people=50_000,
                factors=(0.6,) * FACTORS,
                phase=2,
                neighbours=tuple(other for other in keys if other != key),
            )
            for key in keys
        )
    )
