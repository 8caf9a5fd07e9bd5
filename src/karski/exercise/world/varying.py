"""What each assumption is worth: the world again with one changed at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from karski.exercise.chance import Array
from karski.exercise.world._assumption import Assumption
from karski.exercise.world.assuming import Assumptions, Value, assumptions
from karski.exercise.world.effects import Effect
from karski.exercise.world.pairing import QUANTILES, totals
from karski.exercise.world.setting import Community, Setting
from karski.framework import FACTORS

RUNS = 400
DAYS = 60
PLACES = ("Coast", "Hills", "Plain")
GROUPS = ("one", "other")


@dataclass(frozen=True, slots=True)
class Deaths:
    """Deaths at the end: the middle of runs, and where nine tenths of them lie."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """An assumption, two other values of it, and the deaths with each.

    Attributes
    ----------
    name, title : str
    low_value, base_value, high_value : float or tuple of float
    low, base, high : Deaths
        The same chance in each.
    """

    name: str
    title: str
    low_value: Value
    base_value: Value
    high_value: Value
    low: Deaths
    base: Deaths
    high: Deaths

    @property
    def reach(self) -> float:
        """How far the middle moves between the two, in people."""
        return abs(self.high.middle - self.low.middle)


def sensitivity(
    setting: Setting,
    effects: Sequence[Effect] = (),
    runs: int = RUNS,
    days: int = DAYS,
) -> tuple[Sensitivity, ...]:
    """Return every assumption with what it is worth, the weightiest first.

    Parameters
    ----------
    setting : Setting
        Its own assumptions are the base.
    effects : sequence of Effect
        Measures at work, with sizes of shape (runs,); without them, what is assumed of
        measures moves nothing.
    runs, days : int
    """
    seeds = range(runs)
    base = _deaths(setting, seeds, effects, days)
    found = []
    for item in assumptions():
        low, high = (_with(setting.assumptions, item, by) for by in item.times)
        found.append(
            Sensitivity(
                item.name,
                item.title,
                getattr(low, item.name),
                getattr(setting.assumptions, item.name),
                getattr(high, item.name),
                _deaths(replace(setting, assumptions=low), seeds, effects, days),
                base,
                _deaths(replace(setting, assumptions=high), seeds, effects, days),
            )
        )
    return tuple(sorted(found, key=lambda row: -row.reach))


def _with(base: Assumptions, item: Assumption, by: float) -> Assumptions:
    if item.varied == "times":
        return base.changed(item.name, lambda value: value * by)
    return base.changed(item.name, lambda value: value**by)


def _deaths(
    setting: Setting, seeds: Sequence[int], effects: Sequence[Effect], days: int
) -> Deaths:
    deaths: Array = totals(setting, seeds, effects, days)[0][:, -1]
    low, _, middle, _, high = np.quantile(deaths, QUANTILES).tolist()
    return Deaths(low, middle, high)


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
