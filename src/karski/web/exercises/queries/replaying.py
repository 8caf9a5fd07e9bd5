"""A journal step by step: what stood when an event had happened, and where to go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from karski.exercise.events import Event, Kind, sees
from karski.exercise.folding import fold
from karski.exercise.packs.pack import Pack
from karski.exercise.places import Place
from karski.exercise.review.knowing import NEWS, Reached, news
from karski.web.exercises.queries.watching import Line, line_of
from karski.web.exercises.saying import Teller

NOT_SHOWN = frozenset({Kind.READ, Kind.INJECT_DUE})  # to those who see all
SHOWN = 8  # events before the one that is shown
STEPS: Mapping[str, frozenset[Kind]] = MappingProxyType(
    {
        "news": NEWS,
        "decision": frozenset({Kind.DECISION_PROPOSED, Kind.DECISION_TAKEN}),
        "day": frozenset({Kind.DAY_PASSED}),
    }
)
Links: TypeAlias = dict[str, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """What a replay shows at one event.

    Attributes
    ----------
    line : Line
        The event.
    before : tuple of Line
        Those before it, the newest first.
    links : mapping of str to int
        Where ``first``, ``previous``, ``next``, ``last``, ``news``, ``decision`` and
        ``day`` lead, where they lead anywhere.
    place, of : int
        Which of how many in this view.
    places : mapping of str to Place
        How the world stood, by community.
    reached : tuple of Reached
        Of news: whom it reached in the end, in order.
    """

    line: Line
    before: tuple[Line, ...]
    links: Links
    place: int
    of: int
    places: Mapping[str, Place]
    reached: tuple[Reached, ...]


def moment(
    pack: Pack, seed: int, events: Sequence[Event], number: int, seat: str
) -> Moment | None:
    """Return what a replay shows at the event with a number, or the last before it.

    Parameters
    ----------
    pack : Pack
    seed : int
    events : sequence of Event
        The whole journal.
    number : int
    seat : str
        Whose eyes it is seen with; empty: everybody's.

    Returns
    -------
    Moment or None
        None where there is nothing to see.
    """
    seen = [e for e in events if (sees(e, seat) if seat else e.kind not in NOT_SHOWN)]
    if not seen:
        return None
    place = max(1, sum(e.seq <= number for e in seen))
    event = seen[place - 1]
    teller = Teller(pack, events)
    state = fold(pack, seed, events[: event.seq])
    return Moment(
        line_of(teller, event),
        tuple(
            line_of(teller, e)
            for e in reversed(seen[max(0, place - 1 - SHOWN) : place - 1])
        ),
        _links(seen, place),
        place,
        len(seen),
        state.places,
        _reached(pack, events, event),
    )


def _links(seen: Sequence[Event], place: int) -> Links:
    later = seen[place:]
    links = {"first": seen[0].seq, "last": seen[-1].seq}
    if place > 1:
        links["previous"] = seen[place - 2].seq
    if later:
        links["next"] = later[0].seq
    for name, kinds in STEPS.items():
        found = next((e.seq for e in later if e.kind in kinds), None)
        if found is not None:
            links[name] = found
    return links


def _reached(pack: Pack, events: Sequence[Event], event: Event) -> tuple[Reached, ...]:
    if event.kind not in NEWS:
        return ()
    found = next(item for item in news(pack, events) if item.event.seq == event.seq)
    return tuple(sorted(found.reached.values(), key=lambda each: each.at))
