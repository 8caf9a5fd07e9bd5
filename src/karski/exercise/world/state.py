"""The state of a world on a day, in many runs at once."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from karski.exercise.chance import Array
from karski.exercise.world.setting import Setting

Whole: TypeAlias = NDArray[np.int64]

DECIMALS = 6  # what a level keeps: far more than a machine's last bit can disturb


@dataclass(frozen=True, slots=True)
class World:
    """A day of a world: every array has the shape (runs, communities).

    Levels keep six decimals, so that machines whose arithmetic differs in the last bit
    go on agreeing; people are whole numbers.

    Attributes
    ----------
    day : int
        0 is the start.
    levels, base, factors : array, shape (runs, communities, 14)
        Of the risk factors: before measures, what those return to, and with measures.
        The last is what people would find there.
    phase : array of int
        0..4, see `Community`.
    trust, trust_base : array
        In 0..1, and what it returns to.
    risk : array
        In 0..1, by which the day's chances were tilted.
    hazard : array
        Incidents that were to be expected of the day.
    incidents, deaths, displaced : array of int
        Of the day.
    incidents_so_far, deaths_so_far, displaced_so_far : array of int
        From the start, the day included.
    """

    day: int
    levels: Array
    base: Array
    factors: Array
    phase: Whole
    trust: Array
    trust_base: Array
    risk: Array
    hazard: Array
    incidents: Whole
    deaths: Whole
    displaced: Whole
    incidents_so_far: Whole
    deaths_so_far: Whole
    displaced_so_far: Whole

    @property
    def runs(self) -> int:
        """How many worlds are lived at once."""
        return len(self.phase)


def first(setting: Setting, runs: int = 1) -> World:
    """Return the start of a world, the same in every run."""
    communities = setting.communities
    shape = (runs, len(communities))
    factors = np.array([each.factors for each in communities], float)
    levels = np.broadcast_to(factors, (*shape, factors.shape[1])).round(DECIMALS)
    phase = np.array([each.phase for each in communities], np.int64)
    trust = np.array([each.trust for each in communities], float)
    everywhere = np.broadcast_to(trust, shape).round(DECIMALS)
    none, nobody = np.zeros(shape), np.zeros(shape, np.int64)
    return World(
        day=0,
        levels=levels,
        base=levels,
        factors=levels,
        phase=np.broadcast_to(phase, shape),
        trust=everywhere,
        trust_base=everywhere,
        risk=none,
        hazard=none,
        incidents=nobody,
        deaths=nobody,
        displaced=nobody,
        incidents_so_far=nobody,
        deaths_so_far=nobody,
        displaced_so_far=nobody,
    )


def kept(level: Array) -> Array:
    """Return levels in 0..1 as a world keeps them."""
    return np.clip(level, 0.0, 1.0).round(DECIMALS)
