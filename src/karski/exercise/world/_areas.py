"""Areas that the model invents, watched as real ones are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from karski.exercise.chance import normal, uniforms_of
from karski.exercise.world._observed import MEMORY, PERIOD, Killing
from karski.exercise.world.assuming import Assumptions
from karski.exercise.world.days import killings, next_day
from karski.exercise.world.setting import Community, Setting
from karski.exercise.world.state import World, first, kept
from karski.framework import FACTORS

RING = 6  # areas, each with two neighbours
PEOPLE = 1_000_000
WARMING = MEMORY * PERIOD  # days that are lived before anything is counted


@dataclass(frozen=True, slots=True)
class Population:
    """How the base levels of areas differ: normal, one level for all risk factors."""

    mean: float
    sd: float


def invented(
    assumptions: Assumptions,
    population: Population,
    rings: int,
    periods: int,
    seed: int = 0,
) -> Killing:
    """Return the incidents that kill in areas of the model, after a warming.

    Areas are lived in rings of six, each the neighbour of two; each has a level of its
    own for all risk factors.
    """
    setting = _ring(assumptions)
    seeds = [seed * rings + number for number in range(rings)]
    world = _started(setting, seeds, population)
    area, day, deaths = [], [], []
    for lived in range(1, WARMING + periods * PERIOD + 1):
        world = next_day(setting, world, seeds, lived)
        if lived > WARMING and world.deaths.any():
            run, place, dead = killings(setting, world, seeds)
            area.append(run * RING + place)
            day.append(np.full(len(run), lived - WARMING - 1))
            deaths.append(dead.astype(np.int64))
    return Killing(
        np.concatenate(area),
        np.concatenate(day),
        np.concatenate(deaths),
        np.repeat(np.arange(rings), RING),
        periods,
    )


def _ring(assumptions: Assumptions) -> Setting:
    keys = [f"ring/{number}" for number in range(RING)]
    return Setting(
        tuple(
            Community(
                key,
                PEOPLE,
                (0.5,) * FACTORS,
                neighbours=(keys[number - 1], keys[(number + 1) % RING]),
            )
            for number, key in enumerate(keys)
        ),
        assumptions,
    )


def _started(setting: Setting, seeds: Sequence[int], population: Population) -> World:
    world = first(setting, len(seeds))
    uniform = np.stack(
        [uniforms_of(seeds, "level", key, range(1))[:, 0, 0] for key in setting.keys], 1
    )
    level = kept(population.mean + population.sd * normal(uniform))
    levels = np.repeat(level[..., None], FACTORS, axis=2)
    return replace(world, levels=levels, base=levels, factors=levels)
