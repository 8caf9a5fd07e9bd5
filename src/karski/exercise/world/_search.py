"""The search for base rates: those under which the model's areas look like real ones.

A damped Gauss-Newton search on the logarithms of the constants that are of the data.
The model is lived with the same chance at every trial, so that its statistics move
evenly with its constants; each miss counts by how surely the data says otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np

from karski.exercise.chance import Array
from karski.exercise.world._areas import Population, invented
from karski.exercise.world._observed import (
    Killing,
    Statistic,
    intervals,
    statistics,
    values,
)
from karski.exercise.world.assuming import Assumptions

Misses: TypeAlias = Callable[[Array], Array]

FREE = (
    *(("rise", phase) for phase in range(4)),
    *(("ease", phase) for phase in range(1, 5)),
    *(("incidents", phase) for phase in range(1, 5)),
    *(("scale", phase) for phase in range(2, 5)),
)
RISING = ("incidents", "scale")  # a worse phase has more incidents, and worse ones:
APART = 1.4  # times as many at least, so that people can tell the phases apart
APART_FROM = 3  # the phase
LEAST_APART = 0.02
STEP = 0.15  # of a logarithm, by which each constant is tried
LONGEST = 0.5  # of a logarithm, that a constant moves at once
DAMPING = 0.3  # towards where it is, in misses
SLACK = 0.1  # of a logarithm or log-odds: a model's miss that does not matter
FARTHEST = 50.0  # a miss beyond it counts no more
BELIEF = 0.35  # of a logarithm: how far the data moves a constant without a pull back
TRIES = 3  # of a step, each shorter
SMALLEST = 5e-4
SIGMAS = 3.92  # widths of a 95 % interval in standard errors


@dataclass(frozen=True, slots=True)
class Rates:
    """What is searched for: constants of the model, and how areas differ."""

    assumptions: Assumptions
    population: Population


@dataclass(frozen=True, slots=True)
class Trial:
    """How the model is lived at each trial."""

    rings: int = 60
    periods: int = 72


def search(
    data: Killing, start: Rates, steps: int, trial: Trial, tell: Callable[[str], None]
) -> Rates:
    """Return better rates than `start`, after some steps; each miss is told of."""
    misses = _misses(data, start, trial)
    theta, damping = _theta(start), DAMPING
    now = misses(theta)
    for step in range(steps):
        tell(f"step {step}: misses {_size(now):.3f}")
        theta, now, damping = _stepped(misses, theta, now, damping)
    tell(f"end: misses {_size(now):.3f}")
    return _rates(start, theta)


def _size(misses: Array) -> float:
    return float(np.sqrt((misses**2).mean()))


def _misses(data: Killing, start: Rates, trial: Trial) -> Misses:
    """Return a function of the logarithms: how far each statistic is from the data's.

    The last ones are how far each logarithm has gone from the start.
    """
    wanted = statistics(data)
    aim = _scaled(wanted, values(wanted))
    ends = intervals(wanted, data.clusters)
    width = np.abs(_scaled(wanted, ends[:, 1]) - _scaled(wanted, ends[:, 0])) / SIGMAS
    tolerance = np.hypot(width, SLACK)
    centre = _theta(start)

    def misses(theta: Array) -> Array:
        rates = _rates(start, theta)
        lived = statistics(
            invented(rates.assumptions, rates.population, trial.rings, trial.periods)
        )
        found = (_scaled(lived, values(lived)) - aim) / tolerance
        found = np.nan_to_num(np.clip(found, -FARTHEST, FARTHEST))
        return np.concatenate([found, (theta - centre) / BELIEF])

    return misses


def _stepped(
    misses: Misses, theta: Array, now: Array, damping: float
) -> tuple[Array, Array, float]:
    """Return where one step leads; it stays, more damped, where none is better."""
    tried = [misses(theta + STEP * one) for one in np.eye(len(theta))]
    slopes = np.stack([(then - now) / STEP for then in tried], axis=1)
    for _ in range(TRIES):
        ridge = damping**2 * len(now) * np.eye(len(theta))
        move = -np.linalg.solve(slopes.T @ slopes + ridge, slopes.T @ now)
        there = theta + np.clip(move, -LONGEST, LONGEST)
        then = misses(there)
        if (then**2).sum() < (now**2).sum():
            return there, then, damping / 2
        damping *= 4
    return theta, now, damping


def _scaled(found: list[Statistic], value: Array) -> Array:
    """Return shares as log-odds, other statistics as logarithms."""
    share = np.array([each.unit == "1" for each in found])
    safe = np.clip(value, SMALLEST, np.where(share, 1 - SMALLEST, np.inf))
    return np.where(share, np.log(safe / np.where(share, 1 - safe, 1)), np.log(safe))


def _theta(rates: Rates) -> Array:
    """Return the logarithms that are searched, of `FREE`, the shape and the spread."""
    found = [_free(getattr(rates.assumptions, name), name, at) for name, at in FREE]
    return np.log([*found, rates.assumptions.shape, rates.population.sd])


def _free(value: tuple[float, ...], name: str, at: int) -> float:
    """Return a constant, or how far beyond `APART` times the one before it is."""
    if name in RISING and at >= APART_FROM:
        return max(value[at] / value[at - 1] - APART, LEAST_APART)
    return value[at]


def _rates(start: Rates, theta: Array) -> Rates:
    number = np.exp(theta).tolist()
    changed = {
        name: list(getattr(start.assumptions, name))
        for name in ("rise", "ease", "incidents", "scale")
    }
    for (name, at), free in zip(FREE, number, strict=False):
        above = name in RISING and at >= APART_FROM
        changed[name][at] = changed[name][at - 1] * (APART + free) if above else free
    changed["scale"][:2] = [changed["scale"][2]] * 2
    whole: dict[str, Any] = {name: tuple(it) for name, it in changed.items()}
    return Rates(
        replace(start.assumptions, **whole, shape=number[-2]),
        replace(start.population, sd=number[-1]),
    )
