"""The clock, the phases and the end."""

from typing import Final, get_args

from karski.exercise.acts._checks import Acts, by_facilitator, by_staff, words
from karski.exercise.commands import (
    Command,
    Continue,
    End,
    Jump,
    Pause,
    Resume,
    SetPhase,
    SetRate,
    Start,
    Stop,
    Timed,
)
from karski.exercise.events import EVERYBODY, JSON, Event, Kind
from karski.exercise.moments import written
from karski.exercise.packs.injects import Stage
from karski.exercise.refusals import Refused
from karski.exercise.state import State

FASTEST = 86_400  # a day in a second
LATEST = 2**53 - 1  # the largest whole number that JSON keeps exactly


def _told(
    state: State, kind: Kind, command: Command, at: int, **data: JSON
) -> list[Event]:
    return [state.event(kind, at, command.by, EVERYBODY, data)]


def _wall(command: Timed) -> int:
    if type(command.wall) is not int or not 0 <= command.wall <= LATEST:
        raise Refused("wall", wall=str(command.wall))
    return command.wall


def _rate(rate: int) -> int:
    if type(rate) is not int or not 1 <= rate <= FASTEST:
        raise Refused("rate", rate=str(rate), most=FASTEST)
    return rate


def start(state: State, command: Start, at: int) -> list[Event]:
    """Begin."""
    by_facilitator(command)
    if state.begun:
        raise Refused("already_started")
    rate = _rate(state.pack.rate if command.rate is None else command.rate)
    return _told(state, Kind.STARTED, command, at, wall=_wall(command), rate=rate)


def pause(state: State, command: Pause, at: int) -> list[Event]:
    """Let time stand."""
    by_facilitator(command)
    if not state.clock.running:
        raise Refused("paused_already")
    return _told(state, Kind.PAUSED, command, at, wall=_wall(command))


def resume(state: State, command: Resume, at: int) -> list[Event]:
    """Let time go on."""
    by_facilitator(command)
    if state.clock.running:
        raise Refused("runs_already")
    return _told(state, Kind.RESUMED, command, at, wall=_wall(command))


def set_rate(state: State, command: SetRate, at: int) -> list[Event]:
    """Change how fast time runs."""
    by_facilitator(command)
    rate = _rate(command.rate)
    return _told(state, Kind.RATE_SET, command, at, wall=_wall(command), rate=rate)


def jump(state: State, command: Jump, at: int) -> list[Event]:
    """Go on at a later moment."""
    by_facilitator(command)
    if type(command.to) is not int or command.to < at:
        raise Refused("jump_back", now=written(at))
    if command.to > state.pack.ends:
        raise Refused("jump_beyond", ends=written(state.pack.ends))
    data = {"wall": _wall(command), "to": command.to}
    return _told(state, Kind.JUMPED, command, command.to, **data)


def stop(state: State, command: Stop, at: int) -> list[Event]:
    """Stop for safety."""
    by_staff(command)
    reason = words(command.reason, "reason", needed=False)
    return _told(state, Kind.STOPPED, command, at, wall=_wall(command), reason=reason)


def go_on(state: State, command: Continue, at: int) -> list[Event]:
    """End a safety stop."""
    by_facilitator(command)
    if not state.stopped:
        raise Refused("not_stopped")
    return _told(state, Kind.CONTINUED, command, at, wall=_wall(command))


def end(state: State, command: End, at: int) -> list[Event]:
    """End the exercise."""
    by_facilitator(command)
    return _told(state, Kind.ENDED, command, at, wall=_wall(command))


def set_phase(state: State, command: SetPhase, at: int) -> list[Event]:
    """Say what the room does now."""
    by_facilitator(command)
    if command.stage not in STAGES:
        raise Refused("stage", stage=command.stage, known=", ".join(STAGES))
    data: dict[str, JSON] = {"stage": command.stage}
    if command.title:
        data["title"] = words(command.title, "title")
    return _told(state, Kind.PHASE_SET, command, at, **data)


STAGES: Final = get_args(Stage)
ACTS: Final[Acts] = {
    Start: start,
    Pause: pause,
    Resume: resume,
    SetRate: set_rate,
    Jump: jump,
    Stop: stop,
    Continue: go_on,
    End: end,
    SetPhase: set_phase,
}
