"""The exercise's clock: whole numbers, so that no pause, rate or jump loses a moment.

Between two clock events exercise time is a straight line over wall time. The clock
holds the last such event, its anchor; every reading is taken from there.
"""

from dataclasses import dataclass, replace

from karski.exercise.events import Event, Kind


@dataclass(frozen=True, slots=True)
class Clock:
    """What the last clock event made of the clock.

    Attributes
    ----------
    running : bool
        Whether it runs, were it not stopped.
    rate : int
        Exercise milliseconds in one of the room.
    wall, at : int
        Wall time [ms since the epoch] and exercise time [ms] of that event.
    stopped : bool
        A safety stop: it stands until that is over.

    Examples
    --------
    >>> clock = Clock(running=True, rate=12, wall=1_000, at=0)
    >>> clock.reads(1_500), clock.reads(500), clock.wall_of(6_001)
    (6000, 0, 1501)
    """

    running: bool = False
    rate: int = 1
    wall: int = 0
    at: int = 0
    stopped: bool = False

    @property
    def moves(self) -> bool:
        """Whether exercise time passes now."""
        return self.running and not self.stopped

    def reads(self, wall: int) -> int:
        """Return exercise time at a wall time; before the anchor, time stands."""
        if not self.moves:
            return self.at
        return self.at + max(0, wall - self.wall) * self.rate

    def wall_of(self, at: int) -> int | None:
        """Return the first wall time that reads `at` or more; None if none does so."""
        if at <= self.at:
            return self.wall
        if not self.moves:
            return None
        return self.wall - (self.at - at) // self.rate


def moved(clock: Clock, event: Event) -> Clock:
    """Return the clock after an event; only those of the clock change it."""
    wall = event.data.get("wall")
    if type(wall) is not int:
        return clock
    clock = replace(clock, wall=wall, at=event.at)
    match event.kind:
        case Kind.STARTED | Kind.RATE_SET:
            rate = event.data["rate"]
            assert type(rate) is int, "a rate is a whole number"
            started = clock.running or event.kind is Kind.STARTED
            return replace(clock, rate=rate, running=started)
        case Kind.PAUSED | Kind.RESUMED:
            return replace(clock, running=event.kind is Kind.RESUMED)
        case Kind.STOPPED | Kind.CONTINUED:
            return replace(clock, stopped=event.kind is Kind.STOPPED)
        case Kind.ENDED:
            return replace(clock, running=False, stopped=False)
    return clock
