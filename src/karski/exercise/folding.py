"""State as a fold over events: the one place where an event changes anything."""

from collections.abc import Iterable
from typing import Final

from karski.core.errors import ExerciseError
from karski.exercise import _changes_by_people, _changes_of_course
from karski.exercise.events import Event
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State, first

CHANGES: Final = {**_changes_of_course.CHANGES, **_changes_by_people.CHANGES}


def fold(pack: Pack, seed: int, events: Iterable[Event]) -> State:
    """Return the state that events add up to.

    Raises
    ------
    ExerciseError
        An event is missing, or out of order.
    """
    state = first(pack, seed)
    for event in events:
        apply(state, event)
    return state


def apply(state: State, event: Event) -> None:
    """Let an event change the state.

    Raises
    ------
    ExerciseError
        It is not the next event, or lies before the last one.
    """
    if event.seq != len(state.events) + 1:
        raise ExerciseError(
            f"event {event.seq} follows on event {len(state.events)}; give every event"
            " once and in order"
        )
    if event.at < state.at:
        raise ExerciseError(
            f"event {event.seq} lies before the one it follows on; give events in order"
        )
    state.at = event.at
    state.events.append(event)
    if nonce := event.data.get("nonce"):
        state.nonces.add(str(nonce))
    if change := CHANGES.get(event.kind):
        change(state, event, event.data)
