"""What experts and observers see: everything, or as one team or seat sees it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from karski.exercise.clock import Clock
from karski.exercise.events import Event, Kind, sees
from karski.exercise.packs.pack import Pack
from karski.exercise.review.rating import Rating, ratings
from karski.exercise.state import State
from karski.web.exercises.models import Player
from karski.web.exercises.saying import Teller

MOST = 80  # events on the page, the newest first
NOT_WATCHED = frozenset({Kind.READ, Kind.BOOKMARKED, Kind.OBSERVED, Kind.RATED})


@dataclass(frozen=True, slots=True)
class Line:
    """An event as those who watch read it."""

    event: Event
    line: str
    text: str
    sensitive: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Watched:
    """What somebody who watches sees of an exercise.

    Attributes
    ----------
    lines : tuple of Line
        The newest first.
    more : bool
        Whether there is more than the page shows.
    asked : tuple of Line
        Seats that wait for advice.
    notes, marks : tuple of Line
        Their own, or everybody's.
    rated : mapping of str to Rating
        Their own last rating of each capability.
    seq : int
    clock : Clock
    """

    lines: tuple[Line, ...]
    more: bool
    asked: tuple[Line, ...]
    notes: tuple[Line, ...]
    marks: tuple[Line, ...]
    rated: dict[str, Rating]
    seq: int
    clock: Clock


def seats_of(pack: Pack, view: str) -> tuple[str, ...]:
    """Return the seats of a view: a team, a seat, or none for everything."""
    if view in pack.roles:
        return (view,)
    return tuple(name for name, role in pack.roles.items() if role.team == view)


def watched(state: State, view: str, player: Player | None = None) -> Watched:
    """Return what is seen in a view, with somebody's own notes or everybody's."""
    events = tuple(state.events)
    teller = Teller(state.pack, events)
    who = None if player is None else str(player.public_id)
    own = [e for e in events if who is None or e.data.get("player") == who]
    marks = [e for e in own if e.kind is Kind.BOOKMARKED]
    seen = _seen(state.pack, events, view)
    marked = {number for e in marks if isinstance(number := e.data["event"], int)}
    return Watched(
        tuple(line_of(teller, e, marked) for e in reversed(seen[-MOST:])),
        len(seen) > MOST,
        tuple(line_of(teller, e) for e in _unanswered(events)),
        tuple(line_of(teller, e) for e in reversed(own) if e.kind is Kind.OBSERVED),
        tuple(
            line_of(teller, found)
            for number in sorted(marked)
            if (found := teller.about(number)) is not None
        ),
        {each.capability: each for each in ratings(own)},
        len(events),
        state.clock,
    )


def _seen(pack: Pack, events: Sequence[Event], view: str) -> list[Event]:
    roles = seats_of(pack, view)
    return [
        event
        for event in events
        if event.kind not in NOT_WATCHED
        and (not roles or any(sees(event, role) for role in roles))
    ]


def _unanswered(events: Sequence[Event]) -> list[Event]:
    given = {e.data["asked"] for e in events if e.kind is Kind.ADVICE_GIVEN}
    return [e for e in events if e.kind is Kind.ADVICE_ASKED and e.seq not in given]


def line_of(teller: Teller, event: Event, marked: Collection[int] = ()) -> Line:
    """Return an event in words, and whether somebody marked it."""
    return Line(
        event,
        teller.line(event),
        teller.text(event),
        event.data.get("sensitive") is True,
        event.seq in marked,
    )
