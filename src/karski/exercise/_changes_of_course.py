"""What events of the clock, the world and injects change in a state."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from karski.exercise.clock import moved
from karski.exercise.events import Event, Kind
from karski.exercise.places import Place
from karski.exercise.state import State

Data: TypeAlias = Mapping[str, Any]
Change: TypeAlias = Callable[[State, Event, Data], None]


def _timed(state: State, event: Event, _data: Data) -> None:
    state.clock = moved(state.clock, event)


def _started(state: State, event: Event, data: Data) -> None:
    state.begun = True
    _timed(state, event, data)


def _ended(state: State, event: Event, data: Data) -> None:
    state.ended = True
    _timed(state, event, data)


def _phase_set(state: State, _event: Event, data: Data) -> None:
    state.stage = data["stage"]


def _day_passed(state: State, _event: Event, data: Data) -> None:
    state.day = data["day"]
    communities = data[
        "communities"
    ]  # in the pack's order, whatever a store made of it
    state.places = {key: _place(communities[key]) for key in state.places}


def _place(held: Data) -> Place:
    return Place(**{**held, "factors": tuple(held["factors"])})


def _adjusted(state: State, _event: Event, data: Data) -> None:
    place, value = state.places[data["community"]], data["value"]
    match data["variable"]:
        case "factor":
            factors = list(place.factors)
            factors[data["factor"] - 1] = value
            changed = replace(place, factors=tuple(factors))
        case "phase":
            changed = replace(place, phase=value)
        case "trust":
            changed = replace(place, trust=value)
        case counted:
            changed = replace(place, **{counted: getattr(place, counted) + value})
    state.places = {**state.places, data["community"]: changed}


def _inject_due(state: State, _event: Event, data: Data) -> None:
    state.injects[data["inject"]].due = data["at"]


def _inject_sent(state: State, event: Event, data: Data) -> None:
    fate = state.injects[data["inject"]]
    fate.sent, fate.recalled, fate.held = event.seq, False, False


def _passed_over(state: State, _event: Event, data: Data) -> None:
    state.injects[data["inject"]].passed_over = True


def _held(state: State, _event: Event, data: Data) -> None:
    state.injects[data["inject"]].held = True


def _released(state: State, _event: Event, data: Data) -> None:
    state.injects[data["inject"]].held = False


def _edited(state: State, _event: Event, data: Data) -> None:
    fate = state.injects[data["inject"]]
    fate.text = data["text"]
    fate.title = data.get("title", fate.title)


def _retargeted(state: State, _event: Event, data: Data) -> None:
    state.injects[data["inject"]].to = tuple(data["to"])


def _recalled(state: State, _event: Event, data: Data) -> None:
    if data["sent"] in state.improvised:
        state.improvised[data["sent"]] = True
    else:
        state.injects[data["inject"]].recalled = True


def _improvised(state: State, event: Event, _data: Data) -> None:
    state.improvised[event.seq] = False


def _milestone(state: State, event: Event, data: Data) -> None:
    state.milestones[data["milestone"]] = event.at


CHANGES: Final[Mapping[Kind, Change]] = {
    Kind.STARTED: _started,
    Kind.PAUSED: _timed,
    Kind.RESUMED: _timed,
    Kind.RATE_SET: _timed,
    Kind.JUMPED: _timed,
    Kind.STOPPED: _timed,
    Kind.CONTINUED: _timed,
    Kind.ENDED: _ended,
    Kind.PHASE_SET: _phase_set,
    Kind.DAY_PASSED: _day_passed,
    Kind.ADJUSTED: _adjusted,
    Kind.INJECT_DUE: _inject_due,
    Kind.INJECT_SENT: _inject_sent,
    Kind.INJECT_PASSED_OVER: _passed_over,
    Kind.INJECT_HELD: _held,
    Kind.INJECT_RELEASED: _released,
    Kind.INJECT_EDITED: _edited,
    Kind.INJECT_RETARGETED: _retargeted,
    Kind.INJECT_RECALLED: _recalled,
    Kind.IMPROVISED: _improvised,
    Kind.MILESTONE_REACHED: _milestone,
}
