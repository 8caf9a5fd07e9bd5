"""What decisions, talk, forecasts and seats change in a state."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from karski.exercise.deciding import hopeless, next_use
from karski.exercise.events import Event, Kind, seat_of
from karski.exercise.state import Asked, Decision, State

Data: TypeAlias = Mapping[str, Any]
Change: TypeAlias = Callable[[State, Event, Data], None]


def _proposed(state: State, event: Event, data: Data) -> None:
    offer, chosen = state.pack.measures[data["measure"]], data["parameters"]
    decision = Decision(
        number=event.seq,
        measure=data["measure"],
        target=data["target"],
        by=seat_of(event.by),
        proposed=event.at,
        rationale=data["rationale"],
        legal_basis=data["legal_basis"],
        owner=data["owner"],
        parameters={name: chosen[name] for name in offer.parameters if name in chosen},
    )
    state.decisions[event.seq] = decision
    state.on_measure.setdefault(decision.measure, []).append(decision)


def _signed(state: State, event: Event, data: Data) -> None:
    decision = state.decisions[data["decision"]]
    decision.signed = (*decision.signed, seat_of(event.by))


def _declined(state: State, event: Event, data: Data) -> None:
    decision = state.decisions[data["decision"]]
    decision.declined[seat_of(event.by)] = data["reason"]
    _given_up(state, decision, event.at)


def _voted(state: State, event: Event, data: Data) -> None:
    decision = state.decisions[data["decision"]]
    decision.votes[seat_of(event.by)] = data["for"]
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
    decision.use = next_use(state, decision)


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
    who = (seat_of(event.by), data.get("player", ""))
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


def _read(state: State, event: Event, data: Data) -> None:
    state.read.add((event.by, data["event"], data["player"]))


CHANGES: Final[Mapping[Kind, Change]] = {
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
    Kind.READ: _read,
}
