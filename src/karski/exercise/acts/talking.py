"""Talk, shared messages, requests and advice."""

from typing import Final

from karski.exercise.acts._checks import (
    EXPERTS,
    FACILITATORS,
    Acts,
    by_desk,
    by_facilitator,
    known_role,
    receivers,
    seen,
    somebody,
    team,
    title,
    words,
)
from karski.exercise.commands import (
    Announce,
    AskAdvice,
    Command,
    GiveAdvice,
    GiveInformation,
    Hint,
    NoteOnBoard,
    RequestInformation,
    Say,
    Share,
)
from karski.exercise.events import (
    EVERYBODY,
    EXPERT,
    FACILITATOR,
    JSON,
    Event,
    Kind,
    seat_of,
)
from karski.exercise.refusals import Refused
from karski.exercise.state import State

SHAREABLE: Final = frozenset(
    {
        Kind.INJECT_SENT,
        Kind.IMPROVISED,
        Kind.MESSAGE_SENT,
        Kind.SHARED,
        Kind.INFORMATION_GIVEN,
        Kind.ADVICE_GIVEN,
        Kind.ANNOUNCED,
    }
)
COPIED: Final = ("title", "text", "channel", "sender", "grade", "sensitive")


def say(state: State, command: Say, at: int) -> list[Event]:
    """Send a message."""
    role = _speaker(state, command)
    to = receivers(state, command.to, also=role)
    if command.by == FACILITATOR:
        somebody(to)
    if command.about is not None:
        seen(state, command.about, command.by)
    text = words(command.text, "text")
    data: dict[str, JSON] = {"text": text, "about": command.about}
    return [state.event(Kind.MESSAGE_SENT, at, command.by, to, data)]


def _speaker(state: State, command: Command) -> str | None:
    return None if command.by == FACILITATOR else by_desk(state, command)


def share(state: State, command: Share, at: int) -> list[Event]:
    """Show others a copy of what one received."""
    role = by_desk(state, command)
    event = seen(state, command.event, command.by)
    if event.kind not in SHAREABLE:
        raise Refused("not_shareable", number=command.event)
    others = receivers(state, command.to)
    somebody(tuple(other for other in others if other != role))
    data: dict[str, JSON] = {
        "event": command.event,
        "text": words(command.text, "text", needed=False),
        "to_whom": list(others),
        "copy": _copy(event),
    }
    to = receivers(state, command.to, also=role)
    return [state.event(Kind.SHARED, at, command.by, to, data)]


def _copy(event: Event) -> JSON:
    """Return a copy that its receivers can read: of a copy, the same copy."""
    if event.kind is Kind.SHARED:
        return event.data["copy"]
    copied: dict[str, JSON] = {name: event.data.get(name) for name in COPIED}
    copied |= {"kind": str(event.kind), "at": event.at}
    copied["sender"] = copied["sender"] or seat_of(event.by)
    copied["sensitive"] = bool(copied["sensitive"])
    return copied


def note_on_board(state: State, command: NoteOnBoard, at: int) -> list[Event]:
    """Write on the team's board."""
    role = by_desk(state, command)
    data: dict[str, JSON] = {"text": words(command.text, "text")}
    return [state.event(Kind.BOARD_NOTED, at, command.by, team(state, role), data)]


def request(state: State, command: RequestInformation, at: int) -> list[Event]:
    """Ask a role or the facilitator for information."""
    role = by_desk(state, command)
    asked: tuple[str, ...] = ()
    if command.of != FACILITATOR:
        known_role(state, command.of)
        asked = (command.of,)
    data: dict[str, JSON] = {"text": words(command.text, "text"), "of": command.of}
    to = receivers(state, asked, also=role)
    return [state.event(Kind.INFORMATION_REQUESTED, at, command.by, to, data)]


def answer(state: State, command: GiveInformation, at: int) -> list[Event]:
    """Answer a request for information."""
    asked = _asked(state, command.request, Kind.INFORMATION_REQUESTED)
    role = _speaker(state, command)
    _answerable(state, asked, role)
    to = receivers(state, (seat_of(asked.by),), also=role)
    data: dict[str, JSON] = {
        "request": command.request,
        "text": words(command.text, "text"),
    }
    return [state.event(Kind.INFORMATION_GIVEN, at, command.by, to, data)]


def _answerable(state: State, asked: Event, role: str | None) -> None:
    of = str(asked.data["of"])
    if role is not None and role != of:
        who = FACILITATORS if of == FACILITATOR else title(state, of)
        raise Refused("not_your_request", role=title(state, role), who=who)
    if asked.seq in state.answered:
        raise Refused("answered")


def _asked(state: State, seq: int, kind: Kind) -> Event:
    if not 1 <= seq <= len(state.events) or state.events[seq - 1].kind is not kind:
        raise Refused("unknown_event", number=seq)
    return state.events[seq - 1]


def hint(state: State, command: Hint, at: int) -> list[Event]:
    """Help one role in private."""
    by_facilitator(command)
    known_role(state, command.to)
    data: dict[str, JSON] = {"text": words(command.text, "text")}
    return [state.event(Kind.HINT_GIVEN, at, FACILITATOR, (command.to,), data)]


def ask_advice(state: State, command: AskAdvice, at: int) -> list[Event]:
    """Ask the experts."""
    role = by_desk(state, command)
    data: dict[str, JSON] = {"text": words(command.text, "text")}
    return [state.event(Kind.ADVICE_ASKED, at, command.by, (role,), data)]


def advise(state: State, command: GiveAdvice, at: int) -> list[Event]:
    """Answer who asked for advice."""
    if command.by not in (EXPERT, FACILITATOR):
        raise Refused("not_allowed", who=(EXPERTS, FACILITATORS))
    asked = _asked(state, command.asked, Kind.ADVICE_ASKED)
    data: dict[str, JSON] = {
        "asked": command.asked,
        "text": words(command.text, "text"),
    }
    return [state.event(Kind.ADVICE_GIVEN, at, command.by, asked.to, data)]


def announce(state: State, command: Announce, at: int) -> list[Event]:
    """Tell everybody."""
    by_facilitator(command)
    data: dict[str, JSON] = {"text": words(command.text, "text")}
    return [state.event(Kind.ANNOUNCED, at, FACILITATOR, EVERYBODY, data)]


ACTS: Final[Acts] = {
    Say: say,
    Share: share,
    NoteOnBoard: note_on_board,
    RequestInformation: request,
    GiveInformation: answer,
    Hint: hint,
    AskAdvice: ask_advice,
    GiveAdvice: advise,
    Announce: announce,
}
