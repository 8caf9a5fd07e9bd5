"""What a day of violence leaves: fear, flight, lost trust, and more violence."""

import numpy as np

from karski.exercise.chance import Array, normal
from karski.exercise.world.setting import Setting
from karski.exercise.world.state import DECIMALS, Whole, World, kept

PROTECTING = (2, 5)  # risk factors 3 and 6: who could protect, and who holds back
WORST = 1.5  # less trust is how many times as many leave as where trust is 1/2


def violence(setting: Setting, incidents: Array, deaths: Array) -> Array:
    """Return how violent a day was, 0..1."""
    felt = (incidents + deaths) / setting.constants["violence_scale"]
    return kept(1 - np.exp(-felt))


def displaced(
    setting: Setting,
    world: World,
    incidents: Array,
    deaths: Array,
    phase: Whole,
    uniform: Array,
) -> Array:
    """Return how many leave: for fear, and after incidents and deaths; whole people."""
    constants = setting.constants
    left = here(setting, world, deaths)
    leaving = (
        constants["fear"][phase] * left
        + constants["displaced_by_incident"] * incidents
        + constants["displaced_by_death"] * deaths
    )
    spread = np.exp(constants["displaced_spread"] * normal(uniform))
    leaving = leaving * (WORST - world.trust) * spread
    share = 1 - np.exp(-leaving / np.maximum(left, 1))
    found: Array = np.rint(left * share.round(DECIMALS))
    return found


def here(setting: Setting, world: World, deaths: Array) -> Array:
    """Return who is neither dead nor gone."""
    gone = world.deaths_so_far + world.displaced_so_far + deaths
    return np.maximum(setting.people - gone, 0)


def levels(setting: Setting, world: World, violent: Array) -> Array:
    """Return tomorrow's levels: drawn back to their base, pushed up by violence."""
    constants = setting.constants
    back = _share_back(constants["half_life"])
    found = world.levels + back * (world.base - world.levels)
    around = (violent[:, None, :] * setting.reached_by).sum(-1)
    push = constants["shock"] * violent + constants["contagion"] * around
    upward = np.clip(push[..., None] * constants["shock_weights"], 0, 1)
    return kept(found + upward * (1 - found))


def trust(setting: Setting, world: World, violent: Array, shift: Array) -> Array:
    """Return tomorrow's trust: lost by violence, regained slowly, more if protected.

    What it is regained to moves up as far as down, so that a measure that may help and
    may harm wins no trust on the mean.
    """
    constants = setting.constants
    base = world.trust_base
    room = np.minimum(base, 1 - base)
    protected = -constants["trust_gain"] * shift[..., PROTECTING].mean(-1)
    aim = base + np.clip(protected, -room, room)
    found = world.trust + _share_back(constants["trust_half_life"]) * (
        aim - world.trust
    )
    return kept(found - constants["trust_loss"] * violent * world.trust)


def _share_back(half_life: Array) -> Array:
    share: Array = 1 - 0.5 ** (1 / half_life)
    return share
