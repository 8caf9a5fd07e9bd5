"""Injects by hand, and the world by hand."""

from typing import Final, get_args

from karski.exercise.acts._checks import (
    Acts,
    by_facilitator,
    by_language,
    choice,
    number,
    receivers,
    somebody,
    words,
)
from karski.exercise.commands import (
    Adjust,
    EditInject,
    HoldInject,
    Improvise,
    RecallInject,
    ReleaseInject,
    RetargetInject,
    SendInject,
)
from karski.exercise.events import FACILITATOR, JSON, STAFF, Event, Kind
from karski.exercise.moments import written
from karski.exercise.packs.injects import Channel
from karski.exercise.packs.texts import Text
from karski.exercise.refusals import Refused
from karski.exercise.sending import sent
from karski.exercise.state import Fate, State
from karski.framework import FACTORS

CHANNELS: Final = get_args(Channel)
SOURCES, CREDIBILITY = "ABCDEF", range(1, 7)
MOST: Final = {"phase": 4.0, "trust": 1.0, "factor": 1.0}
PEOPLE: Final = ("incidents", "deaths", "displaced")
MOST_PEOPLE = 100_000_000.0


def _yet_to_come(state: State, name: str) -> Fate:
    """Return an inject's fate; refuse one that has been sent."""
    _known(state, name)
    fate = state.injects[name]
    if fate.sent is not None and not fate.recalled:
        at = written(state.events[fate.sent - 1].at)
        raise Refused("inject_sent", title=_title(state, name), at=at)
    return fate


def _known(state: State, name: str) -> None:
    if name not in state.injects:
        raise Refused("unknown_inject", name=name)


def _title(state: State, name: str) -> Text:
    return state.pack.injects[name].title


def send(state: State, command: SendInject, at: int) -> list[Event]:
    """Send an inject now."""
    by_facilitator(command)
    _yet_to_come(state, command.inject)
    return [sent(state, command.inject, at, FACILITATOR)]


def hold(state: State, command: HoldInject, at: int) -> list[Event]:
    """Keep an inject back."""
    by_facilitator(command)
    if _yet_to_come(state, command.inject).held:
        raise Refused("inject_held", title=_title(state, command.inject))
    return _noted(state, Kind.INJECT_HELD, at, inject=command.inject)


def release(state: State, command: ReleaseInject, at: int) -> list[Event]:
    """Let a held inject go."""
    by_facilitator(command)
    if not _yet_to_come(state, command.inject).held:
        raise Refused("inject_not_held", title=_title(state, command.inject))
    return _noted(state, Kind.INJECT_RELEASED, at, inject=command.inject)


def edit(state: State, command: EditInject, at: int) -> list[Event]:
    """Say an inject in other words."""
    by_facilitator(command)
    _yet_to_come(state, command.inject)
    text = by_language(command.text, "text")
    data: dict[str, JSON] = {"inject": command.inject, "text": text}
    if command.title is not None:
        data["title"] = by_language(command.title, "title")
    return _noted(state, Kind.INJECT_EDITED, at, **data)


def retarget(state: State, command: RetargetInject, at: int) -> list[Event]:
    """Send an inject to others."""
    by_facilitator(command)
    _yet_to_come(state, command.inject)
    to = receivers(state, command.to)
    somebody(to)
    return _noted(state, Kind.INJECT_RETARGETED, at, inject=command.inject, to=list(to))


def recall(state: State, command: RecallInject, at: int) -> list[Event]:
    """Take back what was sent."""
    by_facilitator(command)
    event = _sending(state, command.sent)
    if _is_recalled(state, event):
        raise Refused("recalled")
    reason = words(command.reason, "reason")
    data: dict[str, JSON] = {
        "inject": event.data["inject"],
        "sent": command.sent,
        "reason": reason,
    }
    return [state.event(Kind.INJECT_RECALLED, at, FACILITATOR, event.to, data)]


def _sending(state: State, seq: int) -> Event:
    known = 1 <= seq <= len(state.events)
    if not known or state.events[seq - 1].kind not in (
        Kind.INJECT_SENT,
        Kind.IMPROVISED,
    ):
        raise Refused("not_sent", number=seq)
    return state.events[seq - 1]


def _is_recalled(state: State, event: Event) -> bool:
    if event.kind is Kind.IMPROVISED:
        return state.improvised[event.seq]
    fate = state.injects[str(event.data["inject"])]
    return fate.recalled or fate.sent != event.seq


def improvise(state: State, command: Improvise, at: int) -> list[Event]:
    """Send what the pack does not hold."""
    by_facilitator(command)
    to = receivers(state, command.to)
    somebody(to)
    data: dict[str, JSON] = {
        "inject": f"own-{len(state.events) + 1}",
        "title": by_language(command.title, "title", needed=False),
        "text": by_language(command.text, "text"),
        "channel": choice(command.channel, CHANNELS, "unknown_channel"),
        "sender": words(command.sender, "sender"),
        "grade": _grade(command),
        "sensitive": bool(command.sensitive),
        "report": None,
        "by_hand": True,
    }
    return [state.event(Kind.IMPROVISED, at, FACILITATOR, to, data)]


def _grade(command: Improvise) -> dict[str, JSON] | None:
    if command.grade is None:
        if command.channel == "intelligence":
            raise Refused("needs_grade")
        return None
    source, information = command.grade
    if source not in tuple(SOURCES) or information not in CREDIBILITY:
        raise Refused("grade")
    return {"source": source, "information": information}


def adjust(state: State, command: Adjust, at: int) -> list[Event]:
    """Change the world by hand."""
    by_facilitator(command)
    choice(command.community, state.places, "unknown_community")
    choice(command.variable, (*MOST, *PEOPLE), "unknown_variable")
    most = MOST.get(command.variable, MOST_PEOPLE)
    value: float = number(command.value, command.variable, 0, most)
    if command.variable == "phase" or command.variable in PEOPLE:
        value = round(value)
    return _noted(
        state,
        Kind.ADJUSTED,
        at,
        community=command.community,
        variable=command.variable,
        factor=_factor(command),
        value=value,
        reason=words(command.reason, "reason"),
    )


def _factor(command: Adjust) -> int | None:
    if command.variable != "factor":
        return None
    if command.factor not in range(1, FACTORS + 1):
        raise Refused("factor", most=FACTORS)
    return command.factor


def _noted(state: State, kind: Kind, at: int, **data: JSON) -> list[Event]:
    return [state.event(kind, at, FACILITATOR, STAFF, data)]


ACTS: Final[Acts] = {
    SendInject: send,
    HoldInject: hold,
    ReleaseInject: release,
    EditInject: edit,
    RetargetInject: retarget,
    RecallInject: recall,
    Improvise: improvise,
    Adjust: adjust,
}
