"""Incidents of a day, and those who die in them."""

from typing import TypeAlias

import numpy as np

from karski.exercise.chance import Array, heavy_tail, poisson
from karski.exercise.world._draws import MOST_INCIDENTS
from karski.exercise.world.setting import Setting
from karski.exercise.world.state import DECIMALS, Whole

Killed: TypeAlias = tuple[Whole, Whole, Array]


def hazard(setting: Setting, phase: Whole, tilted: Array) -> Array:
    """Return the incidents to be expected: the phase's base rate, tilted by risk."""
    found: Array = (setting.constants["incidents"][phase] * tilted).round(DECIMALS)
    return found


def incidents(expected: Array, uniform: Array) -> Array:
    """Return the incidents of a day: Poisson, `MOST_INCIDENTS` at most."""
    return np.minimum(poisson(uniform, expected), MOST_INCIDENTS)


def killed(
    setting: Setting, happened: Array | Whole, phase: Whole, uniforms: Array
) -> Killed:
    """Return run, community and deaths of every incident that kills.

    `uniforms` has one for each possible incident; its upper end kills, and how near it
    is to 1 says how many.
    """
    constants = setting.constants
    deadly = constants["deadly"][phase][..., None]
    real = np.arange(MOST_INCIDENTS) < np.asarray(happened)[..., None]
    run, place, which = np.nonzero(real & (uniforms > 1 - deadly))
    there = phase[run, place]
    chance = constants["deadly"][there]
    uniform = (uniforms[run, place, which] - (1 - chance)) / chance
    dead = heavy_tail(
        uniform,
        constants["scale"][there],
        constants["shape"],
        constants["most_deaths"],
    )
    return run, place, dead


def deaths(setting: Setting, happened: Array, phase: Whole, uniforms: Array) -> Array:
    """Return the deaths of a day, (runs, communities)."""
    found = np.zeros(phase.shape)
    if np.any(happened):
        run, place, dead = killed(setting, happened, phase, uniforms)
        np.add.at(found, (run, place), dead)
    return found
