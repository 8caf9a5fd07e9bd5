"""State as a fold over events: the one place where an event changes anything."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from karski.core.errors import ExerciseError
from karski.exercise.deciding import hopeless
from karski.exercise.events import Event, Kind
from karski.exercise.packs.pack import Pack
from karski.exercise.places import Place
from karski.exercise.state import Asked, Decision, State, first

Data = Mapping[str, Any]


def fold(pack: Pack, seed: int, events: Iterable[Event]) -> State:
    """Return the state that events add up to.

    Raises
    ------
    ExerciseError
        An event is missing, or out of order.
    """
    state = first(pack, seed)
    for event in events:
        apply(state, event)
    return state


def apply(state: State, event: Event) -> None:
    """Let an event change the state.

    Raises
    ------
    ExerciseError
        It is not the next event, or lies before the last one.
    """
    if event.seq != len(state.events) + 1:
        raise ExerciseError(
            f"event {event.seq} follows on event {len(state.events)}; give every event"
            " once and in order"
        )
    if event.at < state.at:
        raise ExerciseError(
            f"event {event.seq} lies before the one it follows on; give events in order"
        )
    state.at = event.at
    state.events.append(event)
    if nonce := event.data.get("nonce"):
        state.nonces.add(str(nonce))
    if change := CHANGES.get(event.kind):
        change(state, event, event.data)


def _started(state: State, event: Event, data: Data) -> None:
    state.begun = True
    state.clock = replace(
        state.clock.anchored(data["wall"], event.at), rate=data["rate"], running=True
    )


def _paused(state: State, event: Event, data: Data) -> None:
    state.clock = replace(state.clock.anchored(data["wall"], event.at), running=False)


def _resumed(state: State, event: Event, data: Data) -> None:
    state.clock = replace(state.clock.anchored(data["wall"], event.at), running=True)


def _rate_set(state: State, event: Event, data: Data) -> None:
    state.clock = replace(
        state.clock.anchored(data["wall"], event.at), rate=data["rate"]
    )


def _jumped(state: State, event: Event, data: Data) -> None:
    state.clock = state.clock.anchored(data["wall"], data["to"])


def _stopped(state: State, event: Event, data: Data) -> None:
    state.clock = replace(state.clock.anchored(data["wall"], event.at), stopped=True)


def _continued(state: State, event: Event, data: Data) -> None:
    state.clock = replace(state.clock.anchored(data["wall"], event.at), stopped=False)


def _ended(state: State, event: Event, data: Data) -> None:
    state.ended = True
    state.clock = replace(
        state.clock.anchored(data["wall"], event.at), running=False, stopped=False
    )


def _phase_set(state: State, _event: Event, data: Data) -> None:
    state.stage = data["stage"]


def _day_passed(state: State, _event: Event, data: Data) -> None:
    state.day = data["day"]
    state.places = {
        key: Place(**{**held, "factors": tuple(held["factors"])})
        for key, held in data["communities"].items()
    }


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


def _proposed(state: State, event: Event, data: Data) -> None:
    state.decisions[event.seq] = Decision(
        number=event.seq,
        measure=data["measure"],
        target=data["target"],
        by=_seat(event),
        proposed=event.at,
        rationale=data["rationale"],
        legal_basis=data["legal_basis"],
        owner=data["owner"],
        parameters=dict(data["parameters"]),
    )


def _seat(event: Event) -> str:
    return event.by.removeprefix("bot:")


def _signed(state: State, event: Event, data: Data) -> None:
    decision = state.decisions[data["decision"]]
    decision.signed = (*decision.signed, _seat(event))


def _declined(state: State, event: Event, data: Data) -> None:
    decision = state.decisions[data["decision"]]
    decision.declined[_seat(event)] = data["reason"]
    _given_up(state, decision, event.at)


def _voted(state: State, event: Event, data: Data) -> None:
    decision = state.decisions[data["decision"]]
    decision.votes[_seat(event)] = data["for"]
    _given_up(state, decision, event.at)


def _given_up(state: State, decision: Decision, at: int) -> None:
    if hopeless(state.pack.measures[decision.measure], decision):
        decision.closed, decision.closed_at = "declined", at


def _withdrawn(state: State, event: Event, data: Data) -> None:
    decision = state.decisions[data["decision"]]
    decision.closed, decision.closed_at = "withdrawn", event.at


def _taken(state: State, event: Event, data: Data) -> None:
    decision = state.decisions[data["decision"]]
    decision.taken, decision.takes_effect = event.at, data["takes_effect"]
    decision.use = 1 + sum(
        (each.measure, each.target) == (decision.measure, decision.target)
        and each.use > 0
        for each in state.decisions.values()
    )


def _in_effect(state: State, event: Event, data: Data) -> None:
    state.decisions[data["decision"]].in_effect = event.at


def _overruled(state: State, event: Event, data: Data) -> None:
    decision = state.decisions[data["decision"]]
    if data["verdict"] == "allowed":
        decision.allowed = True
        decision.closed = decision.closed_at = None
    else:
        decision.closed, decision.closed_at = "refused", event.at


def _information_given(state: State, _event: Event, data: Data) -> None:
    state.answered.add(data["request"])


def _question_asked(state: State, event: Event, data: Data) -> None:
    known = state.pack.questions.get(data["question"])
    state.questions[data["question"]] = Asked(
        text=data["text"],
        to=event.to,
        asked=event.at,
        closes=data["closes"],
        resolves=known.resolves if known else None,
    )


def _forecast_given(state: State, event: Event, data: Data) -> None:
    asked = state.questions[data["question"]]
    who = (_seat(event), data.get("player", ""))
    asked.forecasts.setdefault(who, []).append((event.at, data["probability"]))


def _question_resolved(state: State, _event: Event, data: Data) -> None:
    state.questions[data["question"]].outcome = data["outcome"]


def _seat_taken(state: State, _event: Event, data: Data) -> None:
    state.seats[data["role"]].players.append(data["player"])


def _seat_left(state: State, _event: Event, data: Data) -> None:
    seat = state.seats[data["role"]]
    seat.players.remove(data["player"])
    seat.out.discard(data["player"])


def _to_bot(state: State, _event: Event, data: Data) -> None:
    state.seats[data["role"]].bot = True


def _to_people(state: State, _event: Event, data: Data) -> None:
    state.seats[data["role"]].bot = False


def _stepped_out(state: State, _event: Event, data: Data) -> None:
    if seat := state.seats.get(data["role"]):
        seat.out.add(data["player"])


def _stepped_back(state: State, _event: Event, data: Data) -> None:
    if seat := state.seats.get(data["role"]):
        seat.out.discard(data["player"])


CHANGES: Final[Mapping[Kind, Callable[[State, Event, Data], None]]] = {
    Kind.STARTED: _started,
    Kind.PAUSED: _paused,
    Kind.RESUMED: _resumed,
    Kind.RATE_SET: _rate_set,
    Kind.JUMPED: _jumped,
    Kind.STOPPED: _stopped,
    Kind.CONTINUED: _continued,
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
    Kind.DECISION_PROPOSED: _proposed,
    Kind.SIGNED: _signed,
    Kind.DECLINED: _declined,
    Kind.VOTED: _voted,
    Kind.WITHDRAWN: _withdrawn,
    Kind.DECISION_TAKEN: _taken,
    Kind.DECISION_IN_EFFECT: _in_effect,
    Kind.OVERRULED: _overruled,
    Kind.INFORMATION_GIVEN: _information_given,
    Kind.QUESTION_ASKED: _question_asked,
    Kind.FORECAST_GIVEN: _forecast_given,
    Kind.QUESTION_RESOLVED: _question_resolved,
    Kind.SEAT_TAKEN: _seat_taken,
    Kind.SEAT_LEFT: _seat_left,
    Kind.TO_BOT: _to_bot,
    Kind.TO_PEOPLE: _to_people,
    Kind.STEPPED_OUT: _stepped_out,
    Kind.STEPPED_BACK: _stepped_back,
}
