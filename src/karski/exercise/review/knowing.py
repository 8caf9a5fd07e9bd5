"""Who knew what when: how each piece of news came to each seat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from karski.exercise.events import Event, Kind, seat_of
from karski.exercise.packs.pack import Pack

How: TypeAlias = Literal["sent", "shared", "told"]
NEWS = frozenset({Kind.INJECT_SENT, Kind.IMPROVISED})
GOOD_SOURCES, GOOD_INFORMATION = ("A", "B"), 2  # of the Admiralty code: worth acting on


@dataclass(frozen=True, slots=True)
class Reached:
    """How a seat first came to know something.

    Attributes
    ----------
    role : str
    at : int
        When [ms of exercise time].
    how : str
        ``sent`` to it, ``shared`` by another seat as it was, or ``told`` of it in
        another seat's own words.
    by : str or None
        The seat that passed it on.
    read : int or None
        When somebody of the seat first opened it, or a copy; None if nobody did.
    """

    role: str
    at: int
    how: How
    by: str | None = None
    read: int | None = None


@dataclass(frozen=True, slots=True)
class Alone:
    """How long a piece of news lay with one team.

    Attributes
    ----------
    team : str
    until : int
        When a seat of another team first had it; else the journal's end.
    ever : bool
        Whether another team ever had it.
    """

    team: str
    until: int
    ever: bool


@dataclass(frozen=True, slots=True)
class News:
    """An inject, or what was improvised, and whom it reached.

    Attributes
    ----------
    event : Event
    reached : mapping of str to Reached
        By role, in the order in which it came to them.
    recalled : int or None
        When it was taken back.
    """

    event: Event
    reached: Mapping[str, Reached]
    recalled: int | None = None

    @property
    def name(self) -> str:
        """The inject's name in the pack; empty if it was improvised."""
        return str(self.event.data.get("inject") or "")

    @property
    def strong(self) -> bool:
        """Whether it is graded B2 or better: good enough to pass on and to act on."""
        grade = self.event.data.get("grade")
        if not isinstance(grade, Mapping):
            return False
        source, information = grade.get("source"), grade.get("information")
        good = isinstance(information, int) and information <= GOOD_INFORMATION
        return source in GOOD_SOURCES and good

    def known_by(self, role: str, at: int) -> bool:
        """Say whether a seat had it at a moment."""
        found = self.reached.get(role)
        return found is not None and found.at <= at


def news(pack: Pack, events: Sequence[Event]) -> tuple[News, ...]:
    """Return every piece of news of a journal, in its order, with whom it reached."""
    origins: dict[int, int] = {}
    reached: dict[int, dict[str, Reached]] = {}
    recalled: dict[int, int] = {}
    for event in events:
        if event.kind in NEWS:
            origins[event.seq] = event.seq
            reached[event.seq] = _first(pack, event, "sent", None)
        elif (origin := origins.get(_about(event))) is not None:
            _take(pack, event, origin, reached[origin], origins)
            if event.kind == Kind.INJECT_RECALLED:
                recalled[origin] = event.at
    told = (event for event in events if event.seq in reached)
    return tuple(News(e, reached[e.seq], recalled.get(e.seq)) for e in told)


def alone(pack: Pack, item: News, end: int) -> Alone | None:
    """Return how long news lay with one team; None if it began with more than one.

    Parameters
    ----------
    pack : Pack
    item : News
    end : int
        The journal's last moment [ms].
    """
    began = {pack.roles[r.role].team for r in item.reached.values() if r.how == "sent"}
    if len(began) != 1:
        return None
    team = began.pop()
    others = [r.at for r in item.reached.values() if pack.roles[r.role].team != team]
    return Alone(team, min(others, default=end), bool(others))


def known(items: Sequence[News], role: str, at: int) -> tuple[int, int]:
    """Return how many pieces of news a seat had at a moment, and how many were out."""
    out = [item for item in items if item.event.at <= at]
    return sum(item.known_by(role, at) for item in out), len(out)


def _about(event: Event) -> int:
    """Return the number of the event that another one passes on, opens or recalls."""
    names = {
        Kind.SHARED: "event",
        Kind.READ: "event",
        Kind.MESSAGE_SENT: "about",
        Kind.INJECT_RECALLED: "sent",
    }
    found = event.data.get(names.get(event.kind, ""))
    return found if isinstance(found, int) else 0


def _take(
    pack: Pack,
    event: Event,
    origin: int,
    reached: dict[str, Reached],
    origins: dict[int, int],
) -> None:
    """Note what an event adds to whom a piece of news reached."""
    seat = seat_of(event.by)
    if event.kind == Kind.READ:
        before = reached.get(seat)
        if before is not None and before.read is None:
            reached[seat] = Reached(seat, before.at, before.how, before.by, event.at)
    elif event.kind != Kind.INJECT_RECALLED:
        how: How = "shared" if event.kind == Kind.SHARED else "told"
        origins[event.seq] = origin
        for role, found in _first(pack, event, how, seat).items():
            reached.setdefault(role, found)


def _first(pack: Pack, event: Event, how: How, by: str | None) -> dict[str, Reached]:
    return {role: Reached(role, event.at, how, by) for role in pack.audience(event.to)}
