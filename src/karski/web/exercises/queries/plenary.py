"""What the room's one screen shows: what is known to all, and what is to be decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from karski.exercise.events import EVERYBODY, Event, Kind
from karski.exercise.packs.pack import Pack
from karski.exercise.state import Decision, State
from karski.web.exercises import wording
from karski.web.exercises.queries import clocks
from karski.web.exercises.templatetags.exercises import (
    channel,
    measure,
    sender,
    target,
    told,
)

NEWS = frozenset({Kind.INJECT_SENT, Kind.IMPROVISED})
ROOM = "room-"  # begins the nonce of what was put to the whole room
NEWEST = 3


@dataclass(frozen=True, slots=True)
class News:
    """A message, as it is read out."""

    at: int
    origin: str
    text: Any
    grade: Any
    sensitive: bool
    press: bool
    to: str


@dataclass(frozen=True, slots=True)
class Put:
    """A measure that was put to the room, and what came of it.

    Attributes
    ----------
    number : int
        Of the decision.
    choices : tuple of (str, str)
        What it was to be like, by the name of each choice.
    status : str
        Of the decision, see `karski.exercise.state`.
    counted : str
        The count of hands in words, once it was taken.
    """

    number: int
    at: int
    title: str
    summary: str
    where: str
    choices: tuple[tuple[str, str], ...]
    agreed: str
    legal_basis: Any
    lead: str
    harm: str
    evidence: str
    status: str
    counted: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a probability that is put to everybody and still open."""

    text: Any
    closes: int


@dataclass(frozen=True, slots=True)
class Screen:
    """All that stands on the screen; `put` is the newest measure put to the room."""

    clock: clocks.Shown
    word: Event | None
    put: Put | None
    news: tuple[News, ...]
    questions: tuple[Asked, ...]
    effects: tuple[str, ...]
    seq: int


def screen(state: State, *, everything: bool) -> Screen:
    """Return what the screen shows.

    Parameters
    ----------
    state : State
    everything : bool
        Whether the whole room plays all seats: then what goes to any seat is shown.
        Else only what goes to everybody.
    """
    clock = clocks.shown(state)
    open_, closed = _put(state)
    return Screen(
        clock=clock,
        word=_word(state, after=closed),
        put=open_ or closed,
        news=tuple(_news(state, everything=everything)),
        questions=tuple(
            Asked(each.text, each.closes)
            for each in state.questions.values()
            if each.outcome is None
            and each.closes > clock.at
            and (everything or each.to == EVERYBODY)
        ),
        effects=tuple(_effects(state)),
        seq=len(state.events),
    )


def put_to_room(state: State) -> list[Decision]:
    """Return the decisions that were put to the whole room, oldest first."""
    return [
        each
        for each in state.decisions.values()
        if str(state.events[each.number - 1].data.get("nonce", "")).startswith(ROOM)
    ]


def open_in_room(state: State) -> list[Put]:
    """Return what was put to the room and waits for a count of hands."""
    return [told_of(state, each) for each in put_to_room(state) if _waits(each)]


def told_of(state: State, decision: Decision) -> Put:
    """Return a measure that was put to the room, with what one must know of it."""
    pack, name = state.pack, decision.measure
    offer = pack.measures[name]
    return Put(
        number=decision.number,
        at=decision.proposed,
        title=measure(name, pack),
        summary=wording.summary(name),
        where=target(decision.target, pack),
        choices=tuple(_choices(pack, decision)),
        agreed=wording.agreed(offer, pack),
        legal_basis=offer.legal_basis,
        lead=wording.lead(name, offer),
        harm=wording.harm(name),
        evidence=wording.evidence(name),
        status=decision.status,
        counted=_counted(state, decision.number),
    )


def _waits(decision: Decision) -> bool:
    return decision.taken is None and decision.stands


def _put(state: State) -> tuple[Put | None, Put | None]:
    """Return the newest that waits for hands, and the newest that had them."""
    found = put_to_room(state)
    waiting = [each for each in found if _waits(each)]
    done = [each for each in found if not _waits(each)]
    first, last = (
        told_of(state, each[-1]) if each else None for each in (waiting, done)
    )
    return first, last


def _counted(state: State, number: int) -> str:
    for event in reversed(state.events):
        if event.kind == Kind.OVERRULED and event.data.get("decision") == number:
            return str(event.data.get("reason", ""))
    return ""


def _choices(pack: Pack, decision: Decision) -> Iterator[tuple[str, str]]:
    parameters = pack.measures[decision.measure].parameters
    for name, choice in decision.parameters.items():
        asked = parameters[name]
        yield told(asked.title), told(asked.choices[choice])


def _word(state: State, after: Put | None) -> Event | None:
    """Return the newest word to all, if nothing was counted since."""
    counted = after.number if after else 0
    for event in reversed(state.events):
        if event.seq <= counted:
            return None
        if event.kind == Kind.ANNOUNCED:
            return event
    return None


def _news(state: State, *, everything: bool) -> Iterator[News]:
    recalled = {
        event.data.get("sent")
        for event in state.events
        if event.kind == Kind.INJECT_RECALLED
    }
    left = NEWEST
    for event in reversed(state.events):
        public = everything or event.to == EVERYBODY
        if left and event.kind in NEWS and public and event.seq not in recalled:
            left -= 1
            yield _item(event, state.pack)


def _item(event: Event, pack: Pack) -> News:
    data: Mapping[str, Any] = event.data
    return News(
        at=event.at,
        origin=f"{channel(data['channel'])}: {sender(data['sender'], pack)}",
        text=data["text"],
        grade=data.get("grade"),
        sensitive=bool(data.get("sensitive")),
        press=data["channel"] == "press",
        to="" if event.to == EVERYBODY else wording.audience(event.to, pack),
    )


def _effects(state: State) -> Iterator[str]:
    """Say which measures that the room decided work by now."""
    for each in put_to_room(state):
        if each.status == "in effect":
            said = gettext("{measure}: {where}")
            yield said.format(
                measure=measure(each.measure, state.pack),
                where=target(each.target, state.pack),
            )
