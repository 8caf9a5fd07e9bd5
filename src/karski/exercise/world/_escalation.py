"""Risk, and the phases that it moves a community through."""

import numpy as np

from karski.exercise.chance import Array
from karski.exercise.world.assuming import PHASES
from karski.exercise.world.setting import Setting
from karski.exercise.world.state import DECIMALS, Whole

MOST = 0.5  # of a step's chance: with one number for both, ups and downs never cross
SMALLEST = 1e-6  # of a risk
MIDDLE = 0.5  # trust that neither adds to risk nor takes from it


def risk(setting: Setting, levels: Array, trust: Array) -> Array:
    """Return the risk, 0..1: the weighted mean of levels through a logistic.

    `levels` are those with measures, and not held to 0..1: a measure that harms counts
    as fully as one that helps, wherever a factor stands. At the assumed midpoint the
    risk is 1/2, and every rate is its base rate.
    """
    constants = setting.constants
    weights = constants["index_weights"]
    index = (levels * weights).sum(-1) / weights.sum()
    index = index + constants["distrust"] * (MIDDLE - trust)
    odds = constants["steepness"] * (index - constants["midpoint"])
    found = np.clip(1 / (1 + np.exp(-odds)), SMALLEST, 1 - SMALLEST)
    kept: Array = found.round(DECIMALS)
    return kept


def tilt(risk: Array) -> Array:
    """Return how many times its base rate a rate is: the square root of the odds.

    Rates of getting worse are multiplied by it, those of getting better divided, so
    that their ratio goes with the odds. It is convex in the levels: as much more risk
    adds more than as much less risk saves.

    Examples
    --------
    >>> tilt(np.array([0.2, 0.5, 0.8])).round(6).tolist()
    [0.5, 1.0, 2.0]
    """
    found: Array = np.sqrt(risk / (1 - risk))
    return found


def phase_after(setting: Setting, phase: Whole, tilted: Array, uniform: Array) -> Whole:
    """Return the phase after a day: at most one step up or down.

    The highest uniforms go up and the lowest down, so that in one run a higher tilt,
    or a worse phase, is never followed by a better phase.
    """
    constants = setting.constants
    up = np.minimum(constants["rise"][phase] * tilted, MOST).round(DECIMALS)
    down = np.minimum(constants["ease"][phase] / tilted, MOST).round(DECIMALS)
    step = (uniform > 1 - up).astype(np.int64) - (uniform < down)
    found: Whole = np.clip(phase + step, 0, PHASES - 1)
    return found
