"""What a facilitator or an inject changes by hand in a world."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from karski.exercise.chance import Array
from karski.exercise.world.assuming import PHASES
from karski.exercise.world.setting import Setting
from karski.exercise.world.state import World, kept
from karski.framework import FACTORS

Counted: TypeAlias = Literal["incidents", "deaths", "displaced"]
What: TypeAlias = int | Literal["phase", "trust"] | Counted
COUNTED: tuple[Counted, ...] = ("incidents", "deaths", "displaced")


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One change in one community.

    Attributes
    ----------
    community : str
    what : int or str
        A risk factor (1..14), "phase", "trust", or people: "incidents", "deaths",
        "displaced", which happen on the day besides those that the world draws.
    by : float or None
        Added to it; or
    to : float or None
        what it becomes (not of people). Exactly one of the two.
    lasting : bool
        Whether a factor or trust stays there; else it drifts back.
    """

    community: str
    what: What
    by: float | None = None
    to: float | None = None
    lasting: bool = False

    def __post_init__(self) -> None:
        if (self.by is None) == (self.to is None):
            raise ValueError("an adjustment is either by something or to something")
        if isinstance(self.what, int) and not 1 <= self.what <= FACTORS:
            raise ValueError(f"no risk factor {self.what}; give 1 to {FACTORS}")
        if self.what in COUNTED and (self.by is None or self.by < 0):
            raise ValueError(f"{self.what} can only be added; give 'by', 0 or more")


def adjusted(
    setting: Setting, world: World, adjustments: Sequence[Adjustment]
) -> World:
    """Return a world after adjustments of phases, trust and risk factors, in order."""
    for adjustment in adjustments:
        if adjustment.what in COUNTED:
            continue
        place = setting.place(adjustment.community)
        if adjustment.what == "phase":
            world = _phase(world, place, adjustment)
        elif adjustment.what == "trust":
            world = _trust(world, place, adjustment)
        else:
            world = _factor(world, place, adjustment)
    return world


def added(setting: Setting, adjustments: Sequence[Adjustment]) -> dict[Counted, Array]:
    """Return the incidents, deaths and displaced that come by hand, (communities,)."""
    found = {what: np.zeros(len(setting.keys)) for what in COUNTED}
    for adjustment in adjustments:
        if adjustment.what in COUNTED and adjustment.by is not None:
            place = setting.place(adjustment.community)
            found[adjustment.what][place] += round(adjustment.by)
    return found


def _changed(value: Array, adjustment: Adjustment) -> Array:
    if adjustment.to is not None:
        return np.full_like(value, adjustment.to)
    assert adjustment.by is not None, "an adjustment has one of the two"
    return value + adjustment.by


def _with(values: Array, where: tuple[int | slice, ...], changed: Array) -> Array:
    found = values.copy()
    found[where] = kept(changed)
    return found


def _phase(world: World, place: int, adjustment: Adjustment) -> World:
    phase = world.phase.copy()
    becomes = np.rint(_changed(phase[:, place].astype(float), adjustment))
    phase[:, place] = np.clip(becomes, 0, PHASES - 1)
    return replace(world, phase=phase)


def _trust(world: World, place: int, adjustment: Adjustment) -> World:
    here = (slice(None), place)
    trust = _with(world.trust, here, _changed(world.trust[here], adjustment))
    if not adjustment.lasting:
        return replace(world, trust=trust)
    base = _with(world.trust_base, here, _changed(world.trust_base[here], adjustment))
    return replace(world, trust=trust, trust_base=base)


def _factor(world: World, place: int, adjustment: Adjustment) -> World:
    assert isinstance(adjustment.what, int), "what is neither phase, trust nor people"
    here = (slice(None), place, adjustment.what - 1)
    levels = _with(world.levels, here, _changed(world.levels[here], adjustment))
    if not adjustment.lasting:
        return replace(world, levels=levels)
    base = _with(world.base, here, _changed(world.base[here], adjustment))
    return replace(world, levels=levels, base=base)
