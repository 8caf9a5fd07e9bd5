"""Seats: taken, left, handed to bots and back; stepping out; what was read."""

from typing import Final

from karski.exercise.acts._checks import (
    FACILITATORS,
    Acts,
    by_desk,
    by_facilitator,
    known_role,
    seen,
    team,
    title,
    words,
)
from karski.exercise.commands import (
    HandToBot,
    HandToPeople,
    LeaveSeat,
    Read,
    StepBack,
    StepOut,
    TakeSeat,
)
from karski.exercise.events import EVERYBODY, FACILITATOR, JSON, STAFF, Event, Kind
from karski.exercise.refusals import Refused
from karski.exercise.state import State


def _own(state: State, command: TakeSeat | LeaveSeat) -> None:
    """Refuse a seat that the pack lacks, and a hand from another desk."""
    known_role(state, command.role)
    if command.by not in (FACILITATOR, command.role):
        raise Refused("not_allowed", who=(title(state, command.role), FACILITATORS))


def take(state: State, command: TakeSeat, at: int) -> list[Event]:
    """Sit down."""
    _own(state, command)
    if not command.player:
        raise Refused("no_player")
    words(command.player, "player")
    for role, seat in state.seats.items():
        if command.player in seat.players:
            raise Refused("seated", role=title(state, role))
    return _told(state, Kind.SEAT_TAKEN, command.by, at, command.role, command.player)


def leave(state: State, command: LeaveSeat, at: int) -> list[Event]:
    """Leave for good."""
    _own(state, command)
    if command.player not in state.seats[command.role].players:
        raise Refused("not_seated", role=title(state, command.role))
    return _told(state, Kind.SEAT_LEFT, command.by, at, command.role, command.player)


def _told(
    state: State, kind: Kind, by: str, at: int, role: str, player: str | None = None
) -> list[Event]:
    data: dict[str, JSON] = {"role": role}
    if player is not None:
        data["player"] = player
    return [state.event(kind, at, by, EVERYBODY, data)]


def to_bot(state: State, command: HandToBot, at: int) -> list[Event]:
    """Let a bot play."""
    by_facilitator(command)
    known_role(state, command.role)
    if state.seats[command.role].bot:
        raise Refused("bot_already", role=title(state, command.role))
    return _told(state, Kind.TO_BOT, FACILITATOR, at, command.role)


def to_people(state: State, command: HandToPeople, at: int) -> list[Event]:
    """Let people play again."""
    by_facilitator(command)
    known_role(state, command.role)
    if not state.seats[command.role].bot:
        raise Refused("people_already", role=title(state, command.role))
    return _told(state, Kind.TO_PEOPLE, FACILITATOR, at, command.role)


def step_out(state: State, command: StepOut, at: int) -> list[Event]:
    """Step out: never refused, whatever the exercise is at."""
    return _stepping(state, command, Kind.STEPPED_OUT, at)


def step_back(state: State, command: StepBack, at: int) -> list[Event]:
    """Be back: never refused either."""
    return _stepping(state, command, Kind.STEPPED_BACK, at)


def _stepping(
    state: State, command: StepOut | StepBack, kind: Kind, at: int
) -> list[Event]:
    known = command.role in state.pack.roles
    to = team(state, command.role) if known else STAFF
    data: dict[str, JSON] = {"role": command.role, "player": command.player}
    return [state.event(kind, at, command.by, to, data)]


def read(state: State, command: Read, at: int) -> list[Event]:
    """Note that somebody has read an event; a second time nothing is noted."""
    by_desk(state, command)
    seen(state, command.event, command.by)
    mark = (command.by, command.event, command.player)
    if mark in state.read:
        return []
    data: dict[str, JSON] = {"event": command.event, "player": command.player}
    return [state.event(Kind.READ, at, command.by, STAFF, data)]


ACTS: Final[Acts] = {
    TakeSeat: take,
    LeaveSeat: leave,
    HandToBot: to_bot,
    HandToPeople: to_people,
    StepOut: step_out,
    StepBack: step_back,
    Read: read,
}
