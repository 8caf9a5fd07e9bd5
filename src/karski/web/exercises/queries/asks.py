"""What waits for an answer by those who run an exercise."""

from dataclasses import dataclass

from karski.exercise.events import FACILITATOR, Event, Kind, seat_of
from karski.exercise.state import State
from karski.web.exercises.templatetags.exercises import seat

ASKED = frozenset({Kind.INFORMATION_REQUESTED, Kind.ADVICE_ASKED})
NEWEST = 10


@dataclass(frozen=True, slots=True)
class Ask:
    """A request, or a message to those who run the exercise.

    Attributes
    ----------
    kind : str
        information, advice or message.
    """

    seq: int
    at: int
    role: str
    who: str
    kind: str
    text: str


def waiting(state: State) -> list[Ask]:
    """Return what waits for an answer, oldest first."""
    given = _answered(state)
    return [
        _ask(state, event)
        for event in state.events
        if event.kind in ASKED and event.seq not in given and _ours(event)
    ]


def messages(state: State) -> list[Ask]:
    """Return the newest messages to those who run the exercise, newest first."""
    found = [each for each in state.events if _to_staff(state, each)]
    return [_ask(state, event) for event in reversed(found[-NEWEST:])]


def _answered(state: State) -> set[int]:
    given = {
        each.data.get("request", each.data.get("asked"))
        for each in state.events
        if each.kind in {Kind.INFORMATION_GIVEN, Kind.ADVICE_GIVEN}
    }
    return {*state.answered, *(each for each in given if isinstance(each, int))}


def _ours(event: Event) -> bool:
    return event.kind == Kind.ADVICE_ASKED or event.data.get("of") == FACILITATOR


def _to_staff(state: State, event: Event) -> bool:
    if event.kind != Kind.MESSAGE_SENT:
        return False
    return set(state.pack.audience(event.to)) <= {seat_of(event.by)}


def _ask(state: State, event: Event) -> Ask:
    kinds = {Kind.INFORMATION_REQUESTED: "information", Kind.ADVICE_ASKED: "advice"}
    return Ask(
        seq=event.seq,
        at=event.at,
        role=seat_of(event.by),
        who=seat(event.by, state.pack),
        kind=kinds.get(event.kind, "message"),
        text=str(event.data.get("text", "")),
    )
