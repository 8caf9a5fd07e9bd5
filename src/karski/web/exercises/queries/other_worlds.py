"""What else could have become of the world by now: same decisions, other chance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from karski.exercise.events import Event, Kind
from karski.exercise.measures_at_work import Use, effects, uses
from karski.exercise.midnights import adjustments
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State
from karski.exercise.world import Setting, World, first, next_day
from karski.web.exercises.models import Exercise

RUNS = 200
LOW, MIDDLE, HIGH = 5, 50, 95  # percent: nine in ten lie between the outer two
KEPT = 20  # exercises whose ranges stay in memory


@dataclass(frozen=True, slots=True)
class Ranges:
    """Low, middle and high of each count over all communities."""

    runs: int = 0
    of: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lived:
    """What an exercise's own world has lived through, taken out of its state.

    Attributes
    ----------
    midnight : int
        The number of the event that tells of the last midnight; 0 before the first.
    """

    midnight: int
    pack: Pack
    seed: int
    setting: Setting
    used: tuple[Use, ...]
    events: tuple[Event, ...]


_kept: dict[int, tuple[int, Ranges]] = {}
_turn = Lock()


def lived(state: State) -> Lived:
    """Take what the other runs need out of a state: they are made when it is free."""
    midnight = _last_midnight(state)
    return Lived(
        midnight=midnight,
        pack=state.pack,
        seed=state.seed,
        setting=state.schedule.setting,
        used=tuple(uses(state)),
        events=tuple(state.events[:midnight]),
    )


def ranges(exercise: Exercise, own: Lived) -> Ranges:
    """Return where nine in ten runs lie as of the last midnight; nothing on day one."""
    if not own.midnight:
        return Ranges()
    with _turn:  # whoever runs it asks at once: the runs are made for one of them
        kept = _kept.pop(exercise.pk, None)
        if kept is None or kept[0] != own.midnight:
            kept = own.midnight, _of(_relived(own))
        _kept[exercise.pk] = kept
        while len(_kept) > KEPT:
            _kept.pop(next(iter(_kept)))
        return kept[1]


def _last_midnight(state: State) -> int:
    for event in reversed(state.events):
        if event.kind == Kind.DAY_PASSED:
            return event.seq
    return 0


def _relived(own: Lived) -> World:
    seeds = [own.seed + number for number in range(RUNS)]
    at_work = effects(own.pack, seeds, own.used)
    world = first(own.setting, len(seeds))
    day: list[Event] = []
    for event in own.events:
        day.append(event)
        if event.kind is Kind.DAY_PASSED:
            changed = list(adjustments(own.pack, day))
            world = next_day(own.setting, world, seeds, world.day + 1, at_work, changed)
            day = []
    return world


def _of(world: World) -> Ranges:
    counts = {
        "displaced": world.displaced_so_far,
        "deaths": world.deaths_so_far,
        "incidents": world.incidents_so_far,
    }
    found = {}
    for name, each in counts.items():
        low, middle, high = np.percentile(each.sum(1), (LOW, MIDDLE, HIGH))
        found[name] = (round(low), round(middle), round(high))
    return Ranges(RUNS, found)
