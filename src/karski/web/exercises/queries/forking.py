"""What would have been otherwise, worked out once for each journal and change."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeVar

from karski.exercise.events import Event
from karski.exercise.folding import fold
from karski.exercise.forking import RUNS, Change, Dropped, Fork, at_work, otherwise
from karski.exercise.moments import day
from karski.exercise.packs.pack import Pack
from karski.exercise.world import Difference
from karski.web.exercises import states
from karski.web.exercises.models import Exercise

Kept = TypeVar("Kept")
JOURNALS, DIFFERENCES = 4, 200  # that stay in memory

_forks: OrderedDict[tuple[object, ...], Fork] = OrderedDict()
_kept: OrderedDict[tuple[object, ...], Difference] = OrderedDict()
_turn = threading.Lock()  # one is worked out at a time: it takes a processor for itself


def difference(
    exercise: Exercise, events: Sequence[Event], changes: Sequence[Change]
) -> Difference:
    """Return what changes would have changed in `RUNS` pairs of worlds.

    Raises
    ------
    ExerciseError
        The journal does not allow a change.
    """
    journal = (exercise.public_id, len(events))
    key = (*journal, tuple(changes))
    with _turn:
        if key not in _kept:
            fork = _forks.get(journal) or _fork(exercise, events)
            _keep(_forks, journal, fork, JOURNALS)
            _keep(_kept, key, fork.otherwise(changes), DIFFERENCES)
        return _kept[key]


def without_each(exercise: Exercise, events: Sequence[Event]) -> dict[int, Difference]:
    """Return by its number what the world would have been without each decision."""
    numbers = at_work(fold(states.pack_of(exercise), exercise.seed, events))
    return {
        number: difference(exercise, events, [Dropped(number)]) for number in numbers
    }


def own_run(
    exercise: Exercise, events: Sequence[Event], changes: Sequence[Change]
) -> Difference:
    """Return the exercise's own run, as it was and as it would have been."""
    return otherwise(states.pack_of(exercise), exercise.seed, events, changes, 1)


def by_day(pack: Pack, told: Difference) -> list[tuple[float, ...]]:
    """Return day, and low, middle and high of deaths as played and otherwise."""
    bands = (told.deaths.played, told.deaths.otherwise)
    columns = [c for b in bands for c in (b.low_90, b.middle, b.high_90)]
    first = day(pack.starts)
    return [
        (first + number, *(float(column[number]) for column in columns))
        for number in range(told.days)
    ]


def _fork(exercise: Exercise, events: Sequence[Event]) -> Fork:
    return Fork(states.pack_of(exercise), exercise.seed, events, RUNS)


def _keep(
    among: OrderedDict[tuple[object, ...], Kept],
    key: tuple[object, ...],
    what: Kept,
    most: int,
) -> None:
    among[key] = what
    among.move_to_end(key)
    while len(among) > most:
        among.popitem(last=False)
