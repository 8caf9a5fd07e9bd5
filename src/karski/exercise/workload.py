"""How much reaches a seat: things to read or decide, by half hour of the room."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from karski.exercise import deciding
from karski.exercise.clock import Clock, moved
from karski.exercise.events import Event, Kind, seat_of, sees
from karski.exercise.moments import MINUTE
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State

HALF_HOUR: Final = 30 * MINUTE
THINGS: Final = frozenset(
    {
        Kind.INJECT_SENT,
        Kind.IMPROVISED,
        Kind.DECISION_PROPOSED,
        Kind.MESSAGE_SENT,
        Kind.SHARED,
        Kind.INFORMATION_REQUESTED,
        Kind.INFORMATION_GIVEN,
        Kind.HINT_GIVEN,
        Kind.ADVICE_GIVEN,
        Kind.ANNOUNCED,
        Kind.QUESTION_ASKED,
    }
)
FROM_THE_PACK: Final = frozenset({Kind.INJECT_SENT, Kind.QUESTION_ASKED})


def per_half_hour(
    state: State, kinds: Collection[Kind] = THINGS
) -> dict[str, tuple[int, ...]]:
    """Return how many things reached each seat in each half hour since the start.

    Parameters
    ----------
    state : State
    kinds : collection of Kind
        What counts as a thing: `THINGS`, or `FROM_THE_PACK` alone.

    Returns
    -------
    mapping of str to tuple of int
        By role; all of one length, which is 0 before the start.
    """
    found: dict[str, list[int]] = {role: [] for role in state.pack.roles}
    for half_hour, event in half_hours(state.events):
        for counts in found.values():
            counts.extend([0] * (half_hour + 1 - len(counts)))
        if event.kind in kinds:
            for role in burdened(state.pack, event):
                found[role][half_hour] += 1
    return {role: tuple(counts) for role, counts in found.items()}


def burdened(pack: Pack, event: Event) -> Iterator[str]:
    """Yield the roles that have something to read or decide by an event.

    Of a decision those alone whose word it may need, and never who brought it about.
    """
    concerned = tuple(pack.roles)
    if event.kind is Kind.DECISION_PROPOSED:
        concerned = deciding.involved(pack.measures[str(event.data["measure"])])
    by = seat_of(event.by)
    yield from (role for role in concerned if role != by and sees(event, role))


def half_hours(events: Iterable[Event]) -> Iterator[tuple[int, Event]]:
    """Yield each event from the start on, with the half hour of the room it fell in.

    What a jump brought about fell in the half hour of the jump.
    """
    start = None
    for wall, event in walls(events):
        if event.kind is Kind.STARTED:
            start = wall
        if start is not None:
            yield (wall - start) // HALF_HOUR, event


def walls(events: Iterable[Event]) -> Iterator[tuple[int, Event]]:
    """Yield each event with its wall time [ms], as near as the clock tells.

    Before the start it is the start's. It never falls, even if a wall clock was set
    back.
    """
    clock, latest, waiting = Clock(), 0, list[Event]()
    for event in events:
        waiting.append(event)
        after = moved(clock, event)
        if after is clock:
            continue
        for each in waiting[:-1]:
            latest = max(latest, min(_wall(clock, each, after.wall), after.wall))
            yield latest, each
        latest = max(latest, after.wall)
        yield latest, event
        clock, waiting = after, []
    for each in waiting:
        latest = max(latest, _wall(clock, each, clock.wall))
        yield latest, each


def _wall(clock: Clock, event: Event, standing: int) -> int:
    """Return when the clock read an event's moment; `standing` if it does not."""
    reached = clock.wall_of(event.at)
    return standing if reached is None else reached
