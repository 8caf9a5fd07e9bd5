"""How a day of a world follows on the day before.

The equations are in `docs/explanation/the-exercise-world.md`. All that is drawn is
drawn by inverse distribution functions from uniforms of its own, and every chance grows
with risk: in one and the same run, relief never raises the number of the dead.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from karski.exercise.chance import Array
from karski.exercise.world import _aftermath, _escalation, _incidents
from karski.exercise.world._draws import Draws, draws
from karski.exercise.world.adjustments import Adjustment, Counted, added, adjusted
from karski.exercise.world.effects import Effect, shifts
from karski.exercise.world.setting import Setting
from karski.exercise.world.state import Whole, World, kept


def next_day(
    setting: Setting,
    world: World,
    seeds: Sequence[int],
    day: int,
    effects: Sequence[Effect] = (),
    adjustments: Sequence[Adjustment] = (),
) -> World:
    """Return the world on `day`, the day after `world`.

    Parameters
    ----------
    setting : Setting
    world : World
    seeds : sequence of int
        One a run.
    day : int
        ``world.day + 1``.
    effects : sequence of Effect
        Every measure that was ever taken; each knows when it is at work.
    adjustments : sequence of Adjustment
        What is changed by hand before the day begins.
    """
    assert day == world.day + 1, "a world is lived day by day"
    assert len(seeds) == world.runs, "each run has a seed"
    drawn = draws(tuple(seeds), setting.keys, day)
    world = adjusted(setting, world, adjustments)
    by_hand = added(setting, adjustments)
    shift = shifts(setting, world.runs, day, effects)
    risk = _escalation.risk(setting, world.levels + shift, world.trust)
    tilted = _escalation.tilt(risk)
    phase = _escalation.phase_after(setting, world.phase, tilted, drawn.phase)
    hazard = _incidents.hazard(setting, phase, tilted)
    happened = _incidents.incidents(hazard, drawn.incidents)
    people = _people(setting, world, happened, phase, drawn, by_hand)
    violent = _aftermath.violence(setting, people["incidents"], people["deaths"])
    return World(
        day=day,
        levels=_aftermath.levels(setting, world, violent),
        base=world.base,
        factors=kept(world.levels + shift),
        phase=phase,
        trust=_aftermath.trust(setting, world, violent, shift),
        trust_base=world.trust_base,
        risk=risk,
        hazard=hazard,
        **_counted(world, people),
    )


def _people(
    setting: Setting,
    world: World,
    happened: Array,
    phase: Whole,
    drawn: Draws,
    by_hand: Mapping[Counted, Array],
) -> dict[str, Array]:
    """Return the day's incidents, deaths and displaced, with those added by hand.

    Nobody dies twice, and nobody leaves who is gone.
    """
    deaths = _incidents.deaths(setting, happened, phase, drawn.deaths)
    alive = setting.people - world.deaths_so_far
    deaths = np.minimum(deaths + by_hand["deaths"], alive)
    happened = happened + by_hand["incidents"]
    leaving = _aftermath.displaced(
        setting, world, happened, deaths, phase, drawn.displaced
    )
    here = _aftermath.here(setting, world, deaths)
    displaced = np.minimum(leaving + by_hand["displaced"], here)
    return {"incidents": happened, "deaths": deaths, "displaced": displaced}


def _counted(world: World, people: dict[str, Array]) -> dict[str, Whole]:
    of_the_day = {what: number.astype(np.int64) for what, number in people.items()}
    so_far = {
        f"{what}_so_far": getattr(world, f"{what}_so_far") + number
        for what, number in of_the_day.items()
    }
    return of_the_day | so_far


def killings(setting: Setting, world: World, seeds: Sequence[int]) -> _incidents.Killed:
    """Return run, community and deaths of each incident that killed on the world's day.

    Only of those that were drawn: what came by hand is no incident of the model.
    """
    drawn = draws(tuple(seeds), setting.keys, world.day)
    return _incidents.killed(setting, world.incidents, world.phase, drawn.deaths)
