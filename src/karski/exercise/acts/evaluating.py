"""What experts and observers note, for staff alone."""

from typing import Final, get_args

from karski.exercise.acts._checks import Acts, by_staff, choice, known_role, seen, words
from karski.exercise.commands import Bookmark, Observe, Rate
from karski.exercise.commands.evaluating import Rating
from karski.exercise.events import JSON, STAFF, Event, Kind
from karski.exercise.state import State

RATINGS: Final = get_args(Rating)


def observe(state: State, command: Observe, at: int) -> list[Event]:
    """Write down what some roles did."""
    by_staff(command)
    for role in command.roles:
        known_role(state, role)
    if command.about is not None:
        seen(state, command.about, command.by)
    data: dict[str, JSON] = {
        "text": words(command.text, "text"),
        "roles": list(command.roles),
        "about": command.about,
        "player": command.player,
    }
    return [state.event(Kind.OBSERVED, at, command.by, STAFF, data)]


def bookmark(state: State, command: Bookmark, at: int) -> list[Event]:
    """Mark an event."""
    by_staff(command)
    seen(state, command.event, command.by)
    data: dict[str, JSON] = {"event": command.event, "player": command.player}
    return [state.event(Kind.BOOKMARKED, at, command.by, STAFF, data)]


def rate(state: State, command: Rate, at: int) -> list[Event]:
    """Rate a capability."""
    by_staff(command)
    choice(command.capability, state.pack.capabilities, "unknown_capability")
    choice(command.rating, RATINGS, "rating")
    for seq in command.events:
        seen(state, seq, command.by)
    data: dict[str, JSON] = {
        "capability": command.capability,
        "rating": command.rating,
        "evidence": words(command.evidence, "evidence"),
        "events": list(command.events),
        "player": command.player,
    }
    return [state.event(Kind.RATED, at, command.by, STAFF, data)]


ACTS: Final[Acts] = {Observe: observe, Bookmark: bookmark, Rate: rate}
