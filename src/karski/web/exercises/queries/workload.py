"""How much each seat has to read or decide, by half hour of the room."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karski.exercise.clock import Clock
from karski.exercise.deciding import involved
from karski.exercise.events import Event, Kind, seat_of
from karski.exercise.state import State
from karski.web.exercises.actions import running
from karski.web.exercises.queries.injects import recipients
from karski.web.exercises.templatetags.exercises import seat

HALF_HOUR = 30 * 60 * 1000  # ms
BACK, AHEAD = 3, 2  # half hours before and after this one
LIMIT = 4  # things in half an hour
IDLE = 2  # half hours without anything
READ = frozenset(
    {
        *(Kind.INJECT_SENT, Kind.IMPROVISED, Kind.MESSAGE_SENT, Kind.SHARED),
        *(Kind.HINT_GIVEN, Kind.ADVICE_GIVEN, Kind.INFORMATION_GIVEN),
        *(Kind.INFORMATION_REQUESTED, Kind.QUESTION_ASKED),
    }
)
CLOCK = {
    *(Kind.STARTED, Kind.PAUSED, Kind.RESUMED, Kind.RATE_SET, Kind.JUMPED),
    *(Kind.STOPPED, Kind.CONTINUED, Kind.ENDED),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Things of a seat in a half hour; `level` is 1 to 6."""

    things: int
    ahead: bool

    @property
    def level(self) -> int:
        """How dark it is drawn; above the limit from 5 on."""
        return min(6, max(1, self.things))


@dataclass(frozen=True, slots=True)
class Line:
    """A seat; cells in the order of the half hours."""

    role: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """All seats; `slots` are when each half hour of the room begins."""

    slots: tuple[str, ...]
    lines: tuple[Line, ...]
    sentences: tuple[str, ...]


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
            tuple(Cell(things[role, slot], slot > now) for slot in slots),
        )
        for role in state.pack.roles
    )
    return Heat(
        tuple(_written(slot) for slot in slots),
        lines,
        tuple(_sentences(lines, [_written(slot) for slot in slots], now - first)),
    )


def _things(state: State, wall: int) -> Counter[tuple[str, int]]:
    found: Counter[tuple[str, int]] = Counter()
    for event, moment in _at_walls(state):
        for role in _addressed(state, event):
            found[role, moment // HALF_HOUR] += 1
    for moment, roles in _to_come(state, wall):
        for role in roles:
            found[role, moment // HALF_HOUR] += 1
    return found


def _at_walls(state: State) -> Iterator[tuple[Event, int]]:
    """Yield events with the wall time at which they came, as the clock events tell."""
    clock: Clock | None = None
    for event in state.events:
        wall = event.data.get("wall")
        if event.kind in CLOCK and isinstance(wall, int):
            clock = _wound(clock, event, wall)
        elif clock is not None:
            yield event, _wall(clock, event.at)


def _wound(clock: Clock | None, event: Event, wall: int) -> Clock:
    rate = event.data.get("rate")
    to = event.data.get("to")
    runs = clock is not None and clock.running
    return Clock(
        running={
            Kind.STARTED: True,
            Kind.RESUMED: True,
            Kind.PAUSED: False,
            Kind.ENDED: False,
        }.get(event.kind, runs),
        rate=rate if isinstance(rate, int) else clock.rate if clock else 1,
        wall=wall,
        at=to if isinstance(to, int) else event.at,
        stopped=event.kind == Kind.STOPPED
        or bool(clock and clock.stopped and event.kind != Kind.CONTINUED),
    )


def _wall(clock: Clock, at: int) -> int:
    found = clock.wall_of(at)
    return clock.wall if found is None else found


def _addressed(state: State, event: Event) -> set[str]:
    """Return the seats for which an event is a thing to read or decide."""
    by = seat_of(event.by)
    to = set(state.pack.audience(event.to)) - {by}
    if event.kind in READ:
        return to
    if event.kind == Kind.DECISION_PROPOSED:
        offer = state.pack.measures[str(event.data["measure"])]
        return to & set(involved(offer))
    return set()


def _to_come(state: State, wall: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield when what has a moment will come, if the clock runs on as it does."""
    if state.ended:
        return
    clock = Clock(True, state.clock.rate, wall, state.clock.reads(wall))
    for name, fate in state.injects.items():
        at = fate.due or state.pack.injects[name].at
        if at is not None and fate.waits and not fate.held and at >= clock.at:
            yield _wall(clock, at), recipients(state, name)
    for name, question in state.pack.questions.items():
        if name not in state.questions and question.at >= clock.at:
            yield _wall(clock, question.at), state.pack.audience(question.to)


def _first(state: State, now: int) -> int:
    for event in state.events:
        wall = event.data.get("wall")
        if event.kind == Kind.STARTED and isinstance(wall, int):
            return min(now, wall // HALF_HOUR)
    return now


def _written(slot: int) -> str:
    moment = datetime.fromtimestamp(slot * HALF_HOUR / 1000, UTC)
    return f"{timezone.localtime(moment):%H:%M}"


def _sentences(lines: tuple[Line, ...], slots: list[str], now: int) -> Iterator[str]:
    for line in lines:
        for cell, slot in zip(line.cells[now:], slots[now:], strict=True):
            if cell.things > LIMIT:
                said = ngettext(
                    "{seat} has {n} thing to read or decide at {time}.",
                    "{seat} has {n} things to read or decide at {time}.",
                    cell.things,
                )
                yield said.format(seat=line.title, n=cell.things, time=slot)
                break
    idle = [
        line.title
        for line in lines
        if now >= IDLE
        and not any(each.things for each in line.cells[now - IDLE : now + 1])
    ]
    if idle:
        said = _("Nothing has reached {seats} for an hour.")
        yield said.format(seats=", ".join(idle))
