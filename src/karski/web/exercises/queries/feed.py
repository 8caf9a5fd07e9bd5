"""What has reached a desk: the newest first, by channel, new or read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from karski.exercise.events import Event, Kind, seat_of
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State
from karski.web.exercises.viewers import Viewer
from karski.web.exercises.words import ACTS, CHANNELS, DESKS, ROOM

MOST = 100  # on one page
OWN = "channel"  # the event says which
PLACES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.INJECT_SENT: OWN,
        Kind.IMPROVISED: OWN,
        Kind.INJECT_RECALLED: ROOM,
        Kind.MESSAGE_SENT: DESKS,
        Kind.SHARED: DESKS,
        Kind.INFORMATION_REQUESTED: DESKS,
        Kind.INFORMATION_GIVEN: DESKS,
        Kind.ADVICE_ASKED: DESKS,
        Kind.ADVICE_GIVEN: DESKS,
        Kind.HINT_GIVEN: ROOM,
        Kind.ANNOUNCED: ROOM,
        Kind.DECISION_PROPOSED: ACTS,
        Kind.SIGNED: ACTS,
        Kind.DECLINED: ACTS,
        Kind.VOTED: ACTS,
        Kind.WITHDRAWN: ACTS,
        Kind.DECISION_TAKEN: ACTS,
        Kind.DECISION_IN_EFFECT: ACTS,
        Kind.OVERRULED: ACTS,
        Kind.QUESTION_ASKED: ACTS,
        Kind.STARTED: ROOM,
        Kind.JUMPED: ROOM,
        Kind.STOPPED: ROOM,
        Kind.CONTINUED: ROOM,
        Kind.ENDED: ROOM,
        Kind.PHASE_SET: ROOM,
        Kind.TO_BOT: ROOM,
        Kind.TO_PEOPLE: ROOM,
        Kind.STEPPED_OUT: ROOM,
        Kind.STEPPED_BACK: ROOM,
    }
)
TO_BE_READ = frozenset(
    {
        Kind.INJECT_SENT,
        Kind.IMPROVISED,
        Kind.MESSAGE_SENT,
        Kind.SHARED,
        Kind.INFORMATION_REQUESTED,
        Kind.INFORMATION_GIVEN,
        Kind.ADVICE_GIVEN,
        Kind.HINT_GIVEN,
        Kind.ANNOUNCED,
    }
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of what has reached a desk.

    Attributes
    ----------
    events : tuple of Event
        The newest first.
    older : int or None
        Where the next page begins; None on the last.
    channels : mapping of str to int
        Those in which anything has come, and how much of it is new.
    unread : frozenset of int
        Numbers of what nobody at this desk has read.
    recalled : frozenset of int
        Numbers of what its sender took back.
    """

    events: tuple[Event, ...]
    older: int | None
    channels: Mapping[str, int]
    unread: frozenset[int]
    recalled: frozenset[int]

    @property
    def new(self) -> int:
        """How much is new in all channels."""
        return len(self.unread)


def before_the_start(event: Event, pack: Pack) -> bool:
    """Say whether a seat changed hands while the room was made ready: no news."""
    return event.kind in (Kind.TO_BOT, Kind.TO_PEOPLE) and event.at <= pack.starts


def channel_of(event: Event) -> str | None:
    """Return in which channel an event stands; None where it is no message."""
    place = PLACES.get(event.kind)
    return str(event.data["channel"]) if place == OWN else place


def feed_of(
    state: State, viewer: Viewer, *, channel: str = "", before: int | None = None
) -> Feed:
    """Return a page of a desk's feed: of one channel or all, before a number."""
    seen = list(_reached(state, viewer))
    unread = unread_of(state, viewer, seen)
    channels = Counter({str(channel_of(each)): 0 for each in seen})
    channels.update(str(channel_of(each)) for each in seen if each.seq in unread)
    shown = [
        each
        for each in reversed(seen)
        if (not channel or channel_of(each) == channel)
        and (before is None or each.seq < before)
    ]
    page = tuple(shown[:MOST])
    older = page[-1].seq if len(shown) > MOST else None
    ordered = {name: channels[name] for name in CHANNELS if name in channels}
    return Feed(page, older, ordered, unread, recalled(state))


def recalled(state: State) -> frozenset[int]:
    """Return the numbers of what was sent and taken back."""
    return frozenset(
        int(str(each.data["sent"]))
        for each in state.events
        if each.kind is Kind.INJECT_RECALLED
    )


def unread_of(state: State, viewer: Viewer, seen: list[Event]) -> frozenset[int]:
    """Return the numbers of what a desk should read and has not."""
    read = {
        each.data["event"]
        for each in state.events
        if each.kind is Kind.READ and seat_of(each.by) == viewer.role
    }
    return frozenset(
        each.seq
        for each in seen
        if each.kind in TO_BE_READ
        and each.seq not in read
        and seat_of(each.by) != viewer.role
    )


def board_of(state: State, viewer: Viewer) -> tuple[Event, ...]:
    """Return what stands on the board of the desk's team, the newest first."""
    notes = [
        each
        for each in state.events
        if each.kind is Kind.BOARD_NOTED and viewer.sees(each)
    ]
    return tuple(reversed(notes))[:MOST]


def _reached(state: State, viewer: Viewer) -> Iterator[Event]:
    return (
        each
        for each in state.events
        if each.kind in PLACES
        and viewer.sees(each)
        and not before_the_start(each, state.pack)
    )
