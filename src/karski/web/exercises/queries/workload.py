"""How much each seat has to read or decide, by half hour of the room."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from karski.exercise.clock import Clock
from karski.exercise.events import Kind
from karski.exercise.state import State
from karski.exercise.workload import HALF_HOUR, THINGS, burdened, walls
from karski.web.exercises.actions import running
from karski.web.exercises.queries.injects import recipients
from karski.web.exercises.templatetags.exercises import seat

BACK, AHEAD = 3, 2  # half hours before and after this one
AT_LIMIT = 4  # the level of a half hour that is just full
IDLE = 2  # half hours without anything


@dataclass(frozen=True, slots=True)
class Cell:
    """Things of a seat in a half hour, of which `limit` are as many as should be."""

    things: int
    ahead: bool
    limit: int

    @property
    def level(self) -> int:
        """How dark it is drawn, 1 to 6; above the limit from 5 on."""
        return min(6, max(1, ceil(self.things * AT_LIMIT / self.limit)))

    @property
    def over(self) -> bool:
        """Whether it is too much."""
        return self.things > self.limit


@dataclass(frozen=True, slots=True)
class Line:
    """A seat; cells in the order of the half hours."""

    role: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """All seats; `slots` are when each half hour of the room begins, by wall [ms].

    Attributes
    ----------
    crowded : tuple of (int, str)
        Half hours in which too much reaches seats, and which, with how many things.
    idle : str
        Seats that nothing has reached for an hour.
    """

    slots: tuple[int, ...]
    lines: tuple[Line, ...]
    crowded: tuple[tuple[int, str], ...]
    idle: str


def heat(state: State) -> Heat:
    """Return what each seat had and will have, as the clock runs now."""
    wall = running.now_ms()
    now = wall // HALF_HOUR
    first = max(now - BACK, _first(state, now))
    slots = range(first, now + AHEAD + 1)
    things = _things(state, wall)
    lines = tuple(
        Line(
            role,
            seat(role, state.pack),
            tuple(
                Cell(things[role, slot], slot > now, state.pack.limit) for slot in slots
            ),
        )
        for role in state.pack.roles
    )
    return Heat(
        slots=tuple(slot * HALF_HOUR for slot in slots),
        lines=lines,
        crowded=tuple(_crowded(lines, slots, now - first)),
        idle=_idle(lines, now - first),
    )


def _things(state: State, wall: int) -> Counter[tuple[str, int]]:
    found: Counter[tuple[str, int]] = Counter()
    for moment, event in walls(state.events):
        if event.kind in THINGS:
            for role in burdened(state.pack, event):
                found[role, moment // HALF_HOUR] += 1
    for moment, roles in _to_come(state, wall):
        for role in roles:
            found[role, moment // HALF_HOUR] += 1
    return found


def _to_come(state: State, wall: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield when what has a moment will come, if the clock runs on as it does."""
    if state.ended:
        return
    clock = Clock(True, state.clock.rate, wall, state.clock.reads(wall))
    for name, fate in state.injects.items():
        at = fate.due or state.pack.injects[name].at
        if at is not None and fate.waits and not fate.held and at >= clock.at:
            yield clock.wall_of(at) or wall, recipients(state, name)
    for name, question in state.pack.questions.items():
        if name not in state.questions and question.at >= clock.at:
            yield clock.wall_of(question.at) or wall, state.pack.audience(question.to)


def _first(state: State, now: int) -> int:
    for event in state.events:
        wall = event.data.get("wall")
        if event.kind == Kind.STARTED and isinstance(wall, int):
            return min(now, wall // HALF_HOUR)
    return now


def _crowded(
    lines: tuple[Line, ...], slots: range, now: int
) -> Iterator[tuple[int, str]]:
    for number, slot in enumerate(slots):
        most = [
            f"{line.title} ({line.cells[number].things})"
            for line in lines
            if line.cells[number].over
        ]
        if most and number >= now:
            yield slot * HALF_HOUR, ", ".join(most)


def _idle(lines: tuple[Line, ...], now: int) -> str:
    if now < IDLE:
        return ""
    return ", ".join(
        line.title
        for line in lines
        if not any(each.things for each in line.cells[now - IDLE : now + 1])
    )
