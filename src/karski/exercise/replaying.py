"""Runs lived again: proof that a journal follows from its pack, seed and acts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from karski.core.errors import ExerciseError
from karski.exercise.advancing import following
from karski.exercise.events import Event, line
from karski.exercise.folding import apply, fold
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State, first


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a journal departs from what follows.

    Attributes
    ----------
    seq : int
    recorded, follows : Event or None
        What the journal holds there, and what should stand there; None if nothing.
    """

    seq: int
    recorded: Event | None
    follows: Event | None


def lived(pack: Pack, seed: int, events: Iterable[Event]) -> State:
    """Return the state that a journal adds up to which somebody may have changed.

    Raises
    ------
    ExerciseError
        An event is missing, out of order, or speaks of what the pack does not have.
    """
    state = first(pack, seed)
    for event in events:
        try:
            apply(state, event)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise ExerciseError(
                f"event {event.seq} does not fit the pack; give the journal as it was"
                " exported"
            ) from error
    return state


def replay(pack: Pack, seed: int, events: Sequence[Event]) -> Difference | None:
    """Return the first event that does not follow, to the byte; None if all do.

    What people brought about is taken as it is recorded; all else is worked out anew.

    Raises
    ------
    ExerciseError
        Events are missing or out of order.
    """
    state = first(pack, seed)
    for event in events:
        follows = following(state, event.at)
        if event.is_input and follows is None:
            apply(state, event)
            continue
        if follows is None or line(follows) != line(event):
            return Difference(event.seq, event, follows)
        apply(state, event)
    left = following(state, state.at)
    return Difference(left.seq, None, left) if left else None


def fork(pack: Pack, seed: int, events: Iterable[Event], upto: int) -> State:
    """Return the state after event number `upto`, from which a run can go on anew."""
    return fold(pack, seed, (event for event in events if event.seq <= upto))
