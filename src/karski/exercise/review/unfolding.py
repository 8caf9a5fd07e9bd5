"""How the world went: its days as the journal has them, and where its phases turned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from karski.exercise.events import JSON, Event, Kind

COUNTED = ("incidents", "deaths", "displaced")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the exercise, at its end.

    Attributes
    ----------
    event : Event
    day : int
    communities : mapping of str to mapping
        By ``region/group``: phase, trust, risk, and incidents, deaths and displaced
        so far.
    """

    event: Event
    day: int
    communities: Mapping[str, Mapping[str, JSON]]

    def total(self, what: str) -> int:
        """Return incidents, deaths or displaced so far, of all communities."""
        return sum(_whole(each.get(what)) for each in self.communities.values())


@dataclass(frozen=True, slots=True)
class Turn:
    """A community's phase at the end of a day, where it is not that of the day before.

    Attributes
    ----------
    event : Event
        The day's.
    day : int
    community : str
    before, after : int
        Phases, 0 calm to 4 mass violence.
    """

    event: Event
    day: int
    community: str
    before: int
    after: int


def days(events: Sequence[Event]) -> tuple[Day, ...]:
    """Return the days of a journal."""
    return tuple(
        Day(event, _whole(event.data["day"]), _communities(event))
        for event in events
        if event.kind == Kind.DAY_PASSED
    )


def turns(found: Sequence[Day], at_first: Mapping[str, int]) -> Iterator[Turn]:
    """Yield every turn, from the phases at first on.

    Parameters
    ----------
    found : sequence of Day
    at_first : mapping of str to int
        Phase by community, before the first day.
    """
    phases = dict(at_first)
    for day in found:
        for key, each in day.communities.items():
            before, after = phases.get(key), _whole(each["phase"])
            if before is not None and before != after:
                yield Turn(day.event, day.day, key, before, after)
            phases[key] = after


def of_the_day(found: Sequence[Day], what: str) -> tuple[int, ...]:
    """Return incidents, deaths or displaced of each day, of all communities.

    The first day's are those so far.
    """
    totals = [0, *(day.total(what) for day in found)]
    return tuple(now - before for before, now in pairwise(totals))


def _communities(event: Event) -> Mapping[str, Mapping[str, JSON]]:
    held = event.data["communities"]
    assert isinstance(held, Mapping), "a day holds communities"
    return {key: each for key, each in held.items() if isinstance(each, Mapping)}


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
