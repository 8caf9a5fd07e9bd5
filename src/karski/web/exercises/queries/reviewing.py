"""What the review of an exercise tells: the science's numbers, ready for a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from karski.exercise.events import Event, Kind
from karski.exercise.moments import HOUR, day
from karski.exercise.packs.pack import Pack
from karski.exercise.review.deciding import Decision
from karski.exercise.review.knowing import News, Reached, alone, known
from karski.exercise.review.reviewing import Review, review
from karski.exercise.review.unfolding import Turn
from karski.web.exercises import states
from karski.web.exercises.models import Exercise

Sort: TypeAlias = Literal["signal", "decision", "turn", "milestone", "steered"]
EARLIER = 48  # hours by which the page offers to move a decision
STEERED = frozenset({Kind.ADJUSTED, Kind.OVERRULED, Kind.INJECT_RECALLED, Kind.STOPPED})


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline.

    Attributes
    ----------
    at : int
    seq : int
    sort : str
    what : News, Decision, Turn or Event
    until : int or None
        Of a signal: when a seat of another team first had it, if one team had it
        alone.
    never : bool
        Of a signal: that no other team ever had it.
    """

    at: int
    seq: int
    sort: Sort
    what: News | Decision | Turn | Event
    until: int | None = None
    never: bool = False

    @property
    def day(self) -> int:
        """The day that it belongs to; midnight ends one."""
        return day(self.at - (self.sort == "turn"))

    @property
    def hours(self) -> int | None:
        """How long one team had it alone [hours]."""
        return None if self.until is None else hours(self.until - self.at)


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of the timeline."""

    day: int
    lines: tuple[Happened, ...]

    @property
    def signals(self) -> int:
        """How many pieces of news came."""
        return sum(line.sort == "signal" for line in self.lines)

    @property
    def decisions(self) -> int:
        """How many measures were proposed."""
        return sum(line.sort == "decision" for line in self.lines)

    @property
    def worse(self) -> bool:
        """Whether a community's phase rose."""
        turned = [line.what for line in self.lines if isinstance(line.what, Turn)]
        return any(turn.after > turn.before for turn in turned)


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of news, and when each seat had it, in the order of seats."""

    item: News
    reached: tuple[Reached | None, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat by its number, as tables and drawings of a review call it."""

    number: int
    role: str
    team: str


def review_of(exercise: Exercise) -> Review:
    """Return the review of an exercise, as far as it has come."""
    with states.reading(exercise) as state:
        events = tuple(state.events)
    return review(states.pack_of(exercise), events)


def seats(pack: Pack) -> tuple[Seat, ...]:
    """Return the seats, those of a team together, with their numbers."""
    teams = list(dict.fromkeys(role.team for role in pack.roles.values()))
    ordered = sorted(pack.roles, key=lambda role: teams.index(pack.roles[role].team))
    return tuple(
        Seat(number, role, pack.roles[role].team)
        for number, role in enumerate(ordered, 1)
    )


def hours(passed: int) -> int:
    """Return a time [ms] in whole hours."""
    return round(passed / HOUR)


def timeline(found: Review) -> tuple[DayOf, ...]:
    """Return what happened, in order, by days."""
    lines = [*_signals(found), *_acts(found), *_turned(found)]
    ordered = sorted(lines, key=lambda line: (line.at, line.seq))
    return tuple(
        DayOf(number, tuple(of_the_day))
        for number, of_the_day in groupby(ordered, lambda line: line.day)
    )


def _signals(found: Review) -> Iterator[Happened]:
    for item in found.news:
        event, lay = item.event, alone(found.pack, item, found.end)
        until = None if lay is None else lay.until
        never = lay is not None and not lay.ever
        yield Happened(event.at, event.seq, "signal", item, until, never)


def _acts(found: Review) -> Iterator[Happened]:
    for decision in found.decisions:
        event = decision.event
        yield Happened(event.at, event.seq, "decision", decision)


def _turned(found: Review) -> Iterator[Happened]:
    for turn in found.turns:
        yield Happened(turn.event.at, turn.event.seq, "turn", turn)
    for event in found.events:
        if event.kind is Kind.MILESTONE_REACHED:
            yield Happened(event.at, event.seq, "milestone", event)
        elif event.kind in STEERED:
            yield Happened(event.at, event.seq, "steered", event)


def matrix(found: Review, of: Sequence[Seat]) -> tuple[Row, ...]:
    """Return who knew what when: a row for each piece of news."""
    return tuple(
        Row(item, tuple(item.reached.get(seat.role) for seat in of))
        for item in found.news
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and what the seat that proposed it had then.

    Attributes
    ----------
    decision : Decision
    had, out : int
        Pieces of news that the seat had, of those that somebody had.
    movable : bool
        Whether it could have been taken `EARLIER` hours before.
    """

    decision: Decision
    had: int
    out: int
    movable: bool


def decided(found: Review) -> tuple[Decided, ...]:
    """Return the decisions, with how much their seats knew."""
    return tuple(
        Decided(
            each,
            *known(found.news, each.fate.by, each.event.at),
            movable=each.acted
            and (each.fate.taken or 0) - EARLIER * HOUR >= found.pack.starts,
        )
        for each in found.decisions
    )
