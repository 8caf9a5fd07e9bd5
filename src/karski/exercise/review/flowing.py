"""Who told whom: messages, what was shared, and what was asked and answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from karski.exercise.events import Event, Kind, seat_of
from karski.exercise.packs.pack import Pack

SORTS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MESSAGE_SENT: "messages",
        Kind.SHARED: "shared",
        Kind.INFORMATION_REQUESTED: "asked",
        Kind.INFORMATION_GIVEN: "answered",
    }
)


@dataclass(frozen=True, slots=True)
class Tie:
    """What one seat told another, counted by sort.

    Attributes
    ----------
    giver, taker : str
        Roles.
    messages, shared, asked, answered : int
    first : int
        When it began [ms].
    """

    giver: str
    taker: str
    messages: int
    shared: int
    asked: int
    answered: int
    first: int

    @property
    def times(self) -> int:
        """How often, of all sorts."""
        return self.messages + self.shared + self.asked + self.answered


@dataclass(frozen=True, slots=True)
class Flow:
    """The information that went between seats.

    Boards are left out: what stands there is told to nobody in particular.

    Attributes
    ----------
    seats : tuple of str
        In the pack's order.
    ties : tuple of Tie
        Only those that were used, in the order of givers and takers in the pack.
    """

    seats: tuple[str, ...]
    ties: tuple[Tie, ...]

    @property
    def density(self) -> float | None:
        """Share of the possible ties that were used; None with fewer than two seats.

        Examples
        --------
        >>> Flow(("a", "b"), (Tie("a", "b", 3, 0, 0, 0, 0),)).density
        0.5
        """
        possible = len(self.seats) * (len(self.seats) - 1)
        return len(self.ties) / possible if possible else None

    @property
    def returned(self) -> float | None:
        """Share of the ties that went both ways; None without ties."""
        pairs = {(tie.giver, tie.taker) for tie in self.ties}
        both = sum((taker, giver) in pairs for giver, taker in pairs)
        return both / len(pairs) if pairs else None

    @property
    def silent(self) -> tuple[str, ...]:
        """Seats that told nobody anything."""
        givers = {tie.giver for tie in self.ties}
        return tuple(seat for seat in self.seats if seat not in givers)

    @property
    def unheard(self) -> tuple[str, ...]:
        """Seats that nobody told anything."""
        takers = {tie.taker for tie in self.ties}
        return tuple(seat for seat in self.seats if seat not in takers)


def flow(pack: Pack, events: Sequence[Event]) -> Flow:
    """Return who told whom what how often."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    first: dict[tuple[str, str], int] = {}
    for event in events:
        for pair in _pairs(pack, event):
            by_sort = counts.setdefault(pair, dict.fromkeys(SORTS.values(), 0))
            by_sort[SORTS[event.kind]] += 1
            first.setdefault(pair, event.at)
    place = {role: number for number, role in enumerate(pack.roles)}
    pairs = sorted(counts, key=lambda pair: (place[pair[0]], place[pair[1]]))
    ties = (
        Tie(giver=pair[0], taker=pair[1], first=first[pair], **counts[pair])
        for pair in pairs
    )
    return Flow(tuple(pack.roles), tuple(ties))


def _pairs(pack: Pack, event: Event) -> list[tuple[str, str]]:
    giver = seat_of(event.by)
    if event.kind not in SORTS or giver not in pack.roles:
        return []
    return [(giver, role) for role in pack.audience(event.to) if role != giver]
