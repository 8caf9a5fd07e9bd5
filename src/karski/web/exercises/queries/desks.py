"""A desk as its pages show it: built from the state, and free of it."""

from dataclasses import dataclass

from karski.exercise.deciding import waits_for
from karski.exercise.events import Event, Kind
from karski.exercise.packs.roles import Role
from karski.exercise.packs.texts import Text
from karski.exercise.state import State
from karski.web.exercises.models import Player, PrivateNote


@dataclass(frozen=True, slots=True)
class Ticking:
    """A clock that a page can go on ticking by itself.

    Attributes
    ----------
    now, at : int
        Wall time [ms since the epoch], and exercise time [ms] then.
    rate : int
    moves : bool
    """

    now: int
    at: int
    rate: int
    moves: bool


@dataclass(frozen=True, slots=True)
class Question:
    """Something whose chance is asked for, and what one said last [percent]."""

    name: str
    text: object
    closes: int
    said: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a desk.

    Attributes
    ----------
    decisions : tuple of (int, str, str, str)
        Number, measure, target, and the role that proposed it.
    requests : tuple of Event
        Information that others ask of it.
    questions : tuple of Question
    """

    decisions: tuple[tuple[int, str, str, str], ...]
    requests: tuple[Event, ...]
    questions: tuple[Question, ...]

    @property
    def number(self) -> int:
        """How many things wait; a question that was answered does not."""
        unanswered = sum(each.said is None for each in self.questions)
        return len(self.decisions) + len(self.requests) + unanswered


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another desk, to write to or to share with."""

    name: str
    title: Text
    team: str
    bot: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """One seat, at one moment."""

    name: str
    role: Role
    seq: int
    clock: Ticking
    begun: bool
    ended: bool
    stopped: bool
    out: bool
    bot: bool
    stage: str | None
    players: int
    waiting: Waiting
    neighbours: tuple[Neighbour, ...]

    @property
    def plays(self) -> bool:
        """Whether something can be done at it now."""
        return self.begun and not self.ended and not self.stopped


def desk_of(state: State, player: Player, now: int) -> Desk:
    """Return a player's desk at a wall time [ms since the epoch]."""
    name, who = player.role, str(player.public_id)
    seat = state.seats[name]
    return Desk(
        name=name,
        role=state.pack.roles[name],
        seq=len(state.events),
        clock=ticking(state, now),
        begun=state.begun,
        ended=state.ended,
        stopped=state.stopped,
        out=who in seat.out,
        bot=seat.bot,
        stage=state.stage,
        players=len(seat.players),
        waiting=waiting(state, name, who, ticking(state, now).at),
        neighbours=neighbours(state, name),
    )


def ticking(state: State, now: int) -> Ticking:
    """Return the clock as of a wall time [ms since the epoch]."""
    return Ticking(now, state.clock.reads(now), state.clock.rate, state.clock.moves)


def waiting(state: State, role: str, who: str, at: int) -> Waiting:
    """Return what waits for a desk at a moment [ms]; after the end nothing does."""
    if state.ended:
        return Waiting((), (), ())
    decisions = tuple(
        (each.number, each.measure, each.target, each.by)
        for each in waits_for(state, role)
    )
    requests = tuple(
        event
        for event in state.events
        if event.kind is Kind.INFORMATION_REQUESTED
        and event.data["of"] == role
        and event.seq not in state.answered
    )
    return Waiting(decisions, requests, tuple(_questions(state, role, who, at)))


def _questions(state: State, role: str, who: str, at: int) -> list[Question]:
    found = []
    for name, asked in state.questions.items():
        to_us = role in asked.to or "all" in asked.to
        if not to_us or asked.outcome is not None or asked.closes <= at:
            continue
        given = asked.forecasts.get((role, who))
        said = round(100 * given[-1][1]) if given else None
        found.append(Question(name, asked.text, asked.closes, said))
    return found


def neighbours(state: State, role: str) -> tuple[Neighbour, ...]:
    """Return the other desks, team by team in the pack's order."""
    return tuple(
        Neighbour(each.name, each.title, each.team, each.bot, each.players > 0)
        for each in places(state)
        if each.name != role
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A seat to choose, and how many people sit there."""

    name: str
    title: Text
    authority: Text
    team: str
    bot: bool
    players: int


def places(state: State) -> tuple[Place, ...]:
    """Return the seats, team by team in the pack's order."""
    roles = state.pack.roles
    teams = list(dict.fromkeys(each.team for each in roles.values()))
    found = (
        Place(
            name,
            role.title,
            role.authority,
            role.team,
            state.seats[name].bot,
            len(state.seats[name].players),
        )
        for name, role in roles.items()
    )
    return tuple(sorted(found, key=lambda each: teams.index(each.team)))


def note_of(player: Player) -> str:
    """Return what a player noted for themselves."""
    note = PrivateNote.objects.filter(player=player).first()
    return note.text if note else ""
