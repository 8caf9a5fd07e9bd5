"""What an exercise has come to: everything that its events add up to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal, TypeAlias

from karski.exercise.clock import Clock
from karski.exercise.events import Data, Event, Kind, Told
from karski.exercise.packs.pack import Pack
from karski.exercise.places import Place
from karski.exercise.schedule import Schedule
from karski.exercise.world import Effect, World

Status: TypeAlias = Literal[
    "proposed", "taken", "in effect", "declined", "withdrawn", "refused"
]


class Due(IntEnum):
    """What waits for a moment; at the same moment it comes in this order."""

    MIDNIGHT = 0
    EFFECT = 1
    INJECT = 2
    ASK = 3
    RESOLVE = 4


Waiting: TypeAlias = tuple[int, Due, int, str]  # moment [ms], what, number, name


@dataclass(slots=True)
class Fate:
    """What has become of an inject.

    Attributes
    ----------
    held : bool
    due : int or None
        When it goes, once what it waited for has come about [ms].
    sent : int or None
        The number of the event that sent it last.
    passed_over, recalled : bool
    text, title, to
        What the facilitator changed; None leaves the pack's.
    """

    held: bool = False
    due: int | None = None
    sent: int | None = None
    passed_over: bool = False
    recalled: bool = False
    text: Told | None = None
    title: Told | None = None
    to: tuple[str, ...] | None = None

    @property
    def waits(self) -> bool:
        """Whether it can still go by itself."""
        return self.sent is None and not self.passed_over


@dataclass(slots=True)
class Decision:
    """A measure that somebody proposed, and how far it has come.

    Attributes
    ----------
    number : int
        Of the event that proposed it.
    by : str
        The role that did.
    proposed, taken, takes_effect, in_effect, closed_at : int or None
        Moments [ms]; `takes_effect` lies ahead, `in_effect` has come.
    signed : tuple of str
        Roles whose signature it bears; the proposer's own is not among them.
    declined : mapping of str to str
        Reasons by role.
    votes : mapping of str to bool
    use : int
        Which use of this measure for this target it is, from 1; 0 until it is taken.
    allowed : bool
        Whether the facilitator allowed it, whoever has not signed.
    closed : str or None
        Why it is over: declined, withdrawn or refused.
    """

    number: int
    measure: str
    target: str
    by: str
    proposed: int
    rationale: str
    legal_basis: str
    owner: str
    parameters: dict[str, str]
    signed: tuple[str, ...] = ()
    declined: dict[str, str] = field(default_factory=dict)
    votes: dict[str, bool] = field(default_factory=dict)
    taken: int | None = None
    takes_effect: int | None = None
    in_effect: int | None = None
    use: int = 0
    allowed: bool = False
    closed: Literal["declined", "withdrawn", "refused"] | None = None
    closed_at: int | None = None

    @property
    def status(self) -> Status:
        """How far it has come."""
        if self.closed:
            return self.closed
        if self.in_effect is not None:
            return "in effect"
        return "proposed" if self.taken is None else "taken"

    @property
    def stands(self) -> bool:
        """Whether it was not declined, withdrawn or refused."""
        return self.closed is None


@dataclass(slots=True)
class Asked:
    """A question that was put, and what seats answered.

    Attributes
    ----------
    resolves : int or None
        When the exercise itself resolves it [ms]; None: the facilitator does.
    forecasts : mapping of (role, player) to tuple of (at, probability)
        Every answer in order; the last counts.
    """

    text: Told
    to: tuple[str, ...]
    asked: int
    closes: int
    resolves: int | None
    forecasts: dict[tuple[str, str], list[tuple[int, float]]] = field(
        default_factory=dict
    )
    outcome: bool | None = None


@dataclass(slots=True)
class Seat:
    """Who plays a role: players by id, a bot, and who of them has stepped out."""

    players: list[str] = field(default_factory=list)
    bot: bool = False
    out: set[str] = field(default_factory=set)


@dataclass(slots=True)
class State:
    """An exercise at one of its events. `folding.apply` alone changes it.

    Attributes
    ----------
    pack : Pack
    seed : int
    clock : Clock
    at : int
        Exercise time [ms] of the last event.
    events : list of Event
        All so far; the one with number `n` is ``events[n - 1]``.
    begun, ended : bool
    stage : str or None
        The phase that the room is in, if one was set.
    day : int
        The last day that has passed; the one before the first at the start.
    places : mapping of str to Place
        The world, by community: as of the last midnight, and adjusted since.
    injects : mapping of str to Fate
    improvised : mapping of int to bool
        Whether it was recalled, by the number of the event.
    milestones : mapping of str to int
        When they were reached.
    decisions : mapping of int to Decision
        By their numbers.
    on_measure : mapping of str to list of Decision
        The same by measure.
    questions : mapping of str to Asked
    seats : mapping of str to Seat
    answered : set of int
        Requests for information that were answered.
    read : set of tuple of (by, event number, player)
    nonces : set of str
    schedule, worlds, effects, ahead
        What follows from the pack, and from the events, worked out once.
    """

    pack: Pack
    seed: int
    clock: Clock
    at: int
    day: int
    places: dict[str, Place]
    injects: dict[str, Fate]
    seats: dict[str, Seat]
    schedule: Schedule = field(compare=False, repr=False)
    events: list[Event] = field(default_factory=list)
    begun: bool = False
    ended: bool = False
    stage: str | None = None
    improvised: dict[int, bool] = field(default_factory=dict)
    milestones: dict[str, int] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    on_measure: dict[str, list[Decision]] = field(default_factory=dict)
    questions: dict[str, Asked] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)
    read: set[tuple[str, int, str]] = field(default_factory=set)
    nonces: set[str] = field(default_factory=set)
    worlds: dict[int, World] = field(default_factory=dict, compare=False, repr=False)
    effects: dict[object, Effect] = field(
        default_factory=dict, compare=False, repr=False
    )
    ahead: tuple[int, Event | None, Waiting | None] | None = field(
        default=None, compare=False, repr=False
    )

    @property
    def stopped(self) -> bool:
        """Whether a safety stop holds."""
        return self.clock.stopped

    def event(
        self, kind: Kind, at: int, by: str, to: tuple[str, ...], data: Data
    ) -> Event:
        """Return what would be the next event; nothing changes."""
        return Event(len(self.events) + 1, at, kind, by, to, data)

    def standing(self) -> Iterator[Decision]:
        """Yield the decisions that nobody has closed."""
        return (each for each in self.decisions.values() if each.stands)


def first(pack: Pack, seed: int) -> State:
    """Return the state before anything has happened."""
    schedule = Schedule.of(pack)
    return State(
        pack=pack,
        seed=seed,
        clock=Clock(rate=pack.rate, at=pack.starts),
        at=pack.starts,
        day=schedule.first_day - 1,
        places=dict(schedule.places),
        injects={name: Fate() for name in pack.injects},
        seats={role: Seat() for role in pack.roles},
        schedule=schedule,
    )
