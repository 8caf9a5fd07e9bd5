"""Measures at work in a world: how large their effects are, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from karski.exercise.chance import Array, normal, uniforms_of
from karski.exercise.world.setting import Setting
from karski.exercise.world.state import DECIMALS

Days: TypeAlias = int | NDArray[np.int64]
VARIABLE = "effect"
LUCK_KEPT = 500  # uses of measures in communities, of 1,000 runs some 4 MB
ONCE = range(1)  # an effect is drawn once, not by day


@dataclass(frozen=True, slots=True)
class Effect:
    """One use of a measure in a community.

    Attributes
    ----------
    measure, community : str
    starts, ends : int, or array of int with shape (runs,)
        The first day of its effect, its lead time over, and the first day without;
        None while nobody has ended it.
    size : array, shape (runs,)
        The change in a risk factor's level at full weight; negative is relief.
    weights : tuple of 14 floats
        How much of it each risk factor takes.
    """

    measure: str
    community: str
    starts: Days
    ends: Days | None
    size: Array
    weights: tuple[float, ...]


def effect_sizes(
    seeds: Sequence[int],
    mean: float,
    sd: float,
    measure: str,
    community: str,
    use: int = 1,
) -> Array:
    """Return how large an effect turns out in each run: normal, and drawn by name.

    Parameters
    ----------
    seeds : sequence of int
    mean, sd : float
        As `karski.measures.Effect` gives them, under the conditions of the decision.
    measure, community : str
    use : int
        Which use of the measure there: a decision moved in time keeps its draw.

    Returns
    -------
    array, shape (runs,)
    """
    where = f"{community}\n{measure}\n{use}"
    luck = _luck(tuple(seeds), where)
    return (mean + sd * luck).round(DECIMALS)


@lru_cache(maxsize=LUCK_KEPT)
def _luck(seeds: tuple[int, ...], where: str) -> Array:
    """Return a draw of the standard normal in each run; forks ask for it again."""
    return normal(uniforms_of(seeds, VARIABLE, where, ONCE)[:, 0, 0])


def strength(
    effect: Effect, day: int, growing_days: float, fading_days: float
) -> Array:
    """Return the share of an effect at work on a day, in 0..1.

    It grows evenly from its first day to the last of `growing_days`; after its end it
    halves every `fading_days`.
    """
    grown = np.clip((day - np.asarray(effect.starts) + 1) / growing_days, 0, 1)
    if effect.ends is None:
        return np.asarray(grown, float)
    until = np.clip(
        (np.asarray(effect.ends) - np.asarray(effect.starts)) / growing_days, 0, 1
    )
    since = np.maximum(day - np.asarray(effect.ends) + 1, 0)
    found: Array = np.minimum(grown, until) * 0.5 ** (since / fading_days)
    return found


def shifts(setting: Setting, runs: int, day: int, effects: Sequence[Effect]) -> Array:
    """Return what measures change in each risk factor, (runs, communities, 14)."""
    constants = setting.assumptions
    found = np.zeros((runs, len(setting.keys), len(constants.index_weights)))
    for effect in effects:
        share = strength(effect, day, constants.growing_days, constants.fading_days)
        size = constants.reach * effect.size * share
        weights = np.asarray(effect.weights)
        found[:, setting.place(effect.community)] += np.reshape(size, (-1, 1)) * weights
    return found
