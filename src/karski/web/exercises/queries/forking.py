"""What would have been otherwise, worked out once for each journal and change."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from karski.exercise.events import Event
from karski.exercise.folding import fold
from karski.exercise.forking import RUNS, Change, Dropped, at_work, otherwise
from karski.exercise.packs.pack import Pack
from karski.exercise.review.reviewing import Review
from karski.exercise.world import Difference
from karski.web.exercises import states
from karski.web.exercises.models import Exercise

KEPT = 200  # differences that stay in memory

_kept: OrderedDict[tuple[object, ...], Difference] = OrderedDict()
_turn = threading.Lock()  # one is worked out at a time: it takes a processor for itself


@dataclass(frozen=True, slots=True)
class Changed:
    """A decision that was taken, and what the story would have been without it."""

    decision: int
    without: Difference


def difference(
    exercise: Exercise, events: Sequence[Event], changes: Sequence[Change]
) -> Difference:
    """Return what changes would have changed in `RUNS` pairs of worlds.

    Raises
    ------
    ExerciseError
        The journal does not allow a change.
    """
    key = (exercise.public_id, len(events), tuple(changes))
    with _turn:
        if key not in _kept:
            pack = states.pack_of(exercise)
            _kept[key] = otherwise(pack, exercise.seed, events, changes, RUNS)
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return _kept[key]


def without_each(exercise: Exercise, found: Review) -> dict[int, Difference]:
    """Return by its number what each decision that was taken changed."""
    numbers = at_work(fold(found.pack, exercise.seed, found.events))
    return {
        number: difference(exercise, found.events, [Dropped(number)])
        for number in numbers
    }


def own_run(
    pack: Pack, seed: int, events: Sequence[Event], changes: Sequence[Change]
) -> Difference:
    """Return the exercise's own run, as it was and as it would have been."""
    return otherwise(pack, seed, events, changes, 1)
