"""How a day of a world follows on the day before.

The equations are in `docs/explanation/the-exercise-world.md`. All that is drawn is
drawn by inverse distribution functions from uniforms of its own, and every chance grows
with risk: in one and the same run, relief never raises the number of the dead.
"""

from collections.abc import Sequence

import numpy as np

from karski.exercise.chance import Array, heavy_tail, normal, poisson
from karski.exercise.world._draws import MOST_INCIDENTS, Draws, draws
from karski.exercise.world.adjustments import Adjustment, added, adjusted
from karski.exercise.world.assumptions import PHASES
from karski.exercise.world.effects import Effect, shifts
from karski.exercise.world.setting import Setting
from karski.exercise.world.state import DECIMALS, Whole, World, kept

HALF = 0.5  # no chance of a change of phase is above it, so that ups and downs part
PROTECTING = (2, 5)  # risk factors 3 and 6: who could protect, and who holds back


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
    shift = shifts(setting, world.runs, day, effects)
    factors = kept(world.levels + shift)
    risk = _risk(setting, factors, world.trust)
    phase = _phase(setting, world.phase, risk, drawn.phase)
    hazard = _hazard(setting, phase, risk)
    by_hand = {
        what: added(setting, world, adjustments, what)
        for what in ("incidents", "deaths", "displaced")
    }
    incidents = np.minimum(poisson(drawn.incidents, hazard), MOST_INCIDENTS)
    deaths = _deaths(setting, incidents, phase, drawn)
    incidents = incidents + by_hand["incidents"]
    deaths = np.minimum(
        deaths + by_hand["deaths"], setting.people - world.deaths_so_far
    )
    displaced = _displaced(
        setting, world, incidents, deaths, phase, drawn, by_hand["displaced"]
    )
    violence = _violence(setting, incidents, deaths)
    return World(
        day=day,
        levels=_levels(setting, world, violence),
        base=world.base,
        factors=factors,
        phase=phase,
        trust=_trust(setting, world, violence, shift),
        trust_base=world.trust_base,
        risk=risk,
        hazard=hazard,
        incidents=incidents.astype(np.int64),
        deaths=deaths.astype(np.int64),
        displaced=displaced.astype(np.int64),
        incidents_so_far=world.incidents_so_far + incidents.astype(np.int64),
        deaths_so_far=world.deaths_so_far + deaths.astype(np.int64),
        displaced_so_far=world.displaced_so_far + displaced.astype(np.int64),
    )


def _risk(setting: Setting, factors: Array, trust: Array) -> Array:
    """Return the risk, 0..1: the weighted mean of factors through a logistic."""
    constants = setting.constants
    weights = constants["index_weights"]
    index = (factors * weights).sum(-1) / weights.sum()
    index = index + constants["distrust"] * (0.5 - trust)
    odds = constants["steepness"] * (index - constants["midpoint"])
    return kept(1 / (1 + np.exp(-odds)))


def _phase(setting: Setting, phase: Whole, risk: Array, uniform: Array) -> Whole:
    """Return the phase after at most one step up or down."""
    constants = setting.constants
    up = np.minimum(constants["rise"][phase] * 2 * risk, HALF).round(DECIMALS)
    down = np.minimum(constants["ease"][phase] * 2 * (1 - risk), HALF).round(DECIMALS)
    step = (uniform > 1 - up).astype(np.int64) - (uniform < down)
    found: Whole = np.clip(phase + step, 0, PHASES - 1)
    return found


def _hazard(setting: Setting, phase: Whole, risk: Array) -> Array:
    found: Array = (setting.constants["incidents"][phase] * 2 * risk).round(DECIMALS)
    return found


def _deaths(setting: Setting, incidents: Array, phase: Whole, drawn: Draws) -> Array:
    """Return the deaths of a day's incidents: most kill nobody, a few very many."""
    constants = setting.constants
    deadly = constants["deadly"][phase][..., None]
    happened = np.arange(MOST_INCIDENTS) < incidents[..., None]
    killing = happened & (drawn.deaths > 1 - deadly)
    found = np.zeros(incidents.shape)
    if not killing.any():
        return found
    run, place, _ = np.nonzero(killing)
    chance = constants["deadly"][phase[run, place]]
    uniform = (drawn.deaths[killing] - (1 - chance)) / chance
    dead = heavy_tail(
        uniform,
        constants["scale"][phase[run, place]],
        constants["shape"],
        constants["most_deaths"],
    )
    np.add.at(found, (run, place), dead)
    return found


def _displaced(
    setting: Setting,
    world: World,
    incidents: Array,
    deaths: Array,
    phase: Whole,
    drawn: Draws,
    by_hand: Array,
) -> Array:
    """Return who leaves on a day; never more than are left."""
    constants = setting.constants
    left = setting.people - world.deaths_so_far - deaths - world.displaced_so_far
    left = np.maximum(left, 0)
    leaving = (
        constants["fear"][phase] * left
        + constants["displaced_by_incident"] * incidents
        + constants["displaced_by_death"] * deaths
    )
    spread = np.exp(constants["displaced_spread"] * normal(drawn.displaced))
    leaving = leaving * (1.5 - world.trust) * spread
    share = 1 - np.exp(-leaving / np.maximum(left, 1))
    found: Array = np.minimum(np.rint(left * share.round(DECIMALS)) + by_hand, left)
    return found


def _violence(setting: Setting, incidents: Array, deaths: Array) -> Array:
    """Return how violent a day was, 0..1."""
    felt = (incidents + deaths) / setting.constants["violence_scale"]
    return kept(1 - np.exp(-felt))


def _levels(setting: Setting, world: World, violence: Array) -> Array:
    """Return tomorrow's levels: drawn back to their base, pushed up by violence."""
    constants = setting.constants
    back = 1 - 0.5 ** (1 / constants["half_life"])
    levels = world.levels + back * (world.base - world.levels)
    around = violence @ setting.reached_by.T
    push = constants["shock"] * violence + constants["contagion"] * around
    push = np.clip(push, 0, 1)[..., None] * constants["shock_weights"]
    return kept(levels + push * (1 - levels))


def _trust(setting: Setting, world: World, violence: Array, shift: Array) -> Array:
    """Return tomorrow's trust: lost by violence, regained slowly, more if protected."""
    constants = setting.constants
    protected = -shift[..., PROTECTING].mean(-1)
    aim = kept(world.trust_base + constants["trust_gain"] * protected)
    back = 1 - 0.5 ** (1 / constants["trust_half_life"])
    trust = world.trust + back * (aim - world.trust)
    return kept(trust - constants["trust_loss"] * violence * world.trust)
