"""Questions and forecasts."""

from typing import Final

from karski.exercise.acts._checks import (
    Acts,
    by_desk,
    by_facilitator,
    by_language,
    number,
    receivers,
    somebody,
    title,
)
from karski.exercise.commands import AskQuestion, Forecast, ResolveQuestion
from karski.exercise.events import EVERYBODY, FACILITATOR, JSON, STAFF, Event, Kind
from karski.exercise.moments import written
from karski.exercise.refusals import Refused
from karski.exercise.state import Asked, State

DECIMALS = 4  # of a probability


def ask(state: State, command: AskQuestion, at: int) -> list[Event]:
    """Put a question that the pack does not hold."""
    by_facilitator(command)
    to = receivers(state, command.to)
    somebody(to)
    if type(command.closes) is not int or not at < command.closes <= state.pack.ends:
        ends = written(state.pack.ends)
        raise Refused("closes_early", now=written(at), ends=ends)
    data: dict[str, JSON] = {
        "question": f"own-{len(state.events) + 1}",
        "text": by_language(command.text, "text"),
        "closes": command.closes,
    }
    return [state.event(Kind.QUESTION_ASKED, at, FACILITATOR, to, data)]


def _known(state: State, name: str) -> Asked:
    if name not in state.questions:
        raise Refused("unknown_question", name=name)
    return state.questions[name]


def forecast(state: State, command: Forecast, at: int) -> list[Event]:
    """Give or revise a probability."""
    role = by_desk(state, command)
    asked = _known(state, command.question)
    if asked.to != EVERYBODY and role not in asked.to:
        raise Refused("not_asked", role=title(state, role))
    if at >= asked.closes:
        raise Refused("question_closed", at=written(asked.closes))
    given = number(command.probability, "probability", 0, 1)
    data: dict[str, JSON] = {
        "question": command.question,
        "probability": round(float(given), DECIMALS),
    }
    if command.player:
        data["player"] = command.player
    return [state.event(Kind.FORECAST_GIVEN, at, command.by, (role,), data)]


def resolve(state: State, command: ResolveQuestion, at: int) -> list[Event]:
    """Say how a question of the facilitator's came out."""
    by_facilitator(command)
    asked = _known(state, command.question)
    if asked.outcome is not None:
        raise Refused("resolved")
    if asked.resolves is not None:
        raise Refused("resolves_itself", at=written(asked.resolves))
    data: dict[str, JSON] = {
        "question": command.question,
        "outcome": bool(command.outcome),
    }
    return [state.event(Kind.QUESTION_RESOLVED, at, FACILITATOR, STAFF, data)]


ACTS: Final[Acts] = {AskQuestion: ask, Forecast: forecast, ResolveQuestion: resolve}
