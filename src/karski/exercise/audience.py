"""Who sees what: decided on the events themselves, wherever they are stored or sent."""

from collections.abc import Iterable

from karski.exercise.events import Event, sees
from karski.exercise.state import State


def visible(events: State | Iterable[Event], role: str) -> list[Event]:
    """Return the events that a desk may see, in order; those of a state, or any."""
    held = events.events if isinstance(events, State) else events
    return [event for event in held if sees(event, role)]
