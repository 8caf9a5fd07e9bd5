"""Which counts of a table can be worked out from the others.

The arithmetic of a table is a flow: people run from a row to a column, and totals lead
them back. A hidden count can be worked out if, and only if, no circle of hidden counts
lets it grow or shrink by one; so such circles are looked for in the table's graph [1]_.

References
----------
.. [1] Gusfield (1988), SIAM J. Comput. 17(3), 552-571.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

Node: TypeAlias = tuple[str, Hashable]


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a table: people who run from a node to another."""

    tail: Node
    head: Node
    people: int
    margin: bool = False


def shown(arcs: list[Count], least: int) -> list[int | None]:
    """Return the counts that may be shown, and None for the others.

    Parameters
    ----------
    arcs : list of Count
        Every count of a table; the last is the total of all.
    least : int
        The least count that is shown.

    Raises
    ------
    ValueError
        A count is below 0.

    Notes
    -----
    Of equal counts side by side, all are hidden or none: whoever knows the rule could
    tell something from which one was chosen.
    """
    if any(arc.people < 0 for arc in arcs):
        raise ValueError("a count of people is below 0")
    hidden = {number for number, arc in enumerate(arcs) if arc.people < least}
    if arcs[-1].people < least:
        hidden = set(range(len(arcs)))
    while (told := _told(arcs, hidden, least)) is not None:
        covered = {arcs[number] for number in _cover(arcs, hidden, told)}
        hidden |= {number for number, arc in enumerate(arcs) if arc in covered}
    return [None if n in hidden else arc.people for n, arc in enumerate(arcs)]


def _told(arcs: list[Count], hidden: set[int], least: int) -> int | None:
    """Return a hidden count that can be worked out.

    Also by who supposes that all hidden counts are under `least`, where that is so.
    """
    if len(hidden) == len(arcs):
        return None
    small = all(arcs[number].people < least for number in hidden)
    for most in (None, least - 1) if small else (None,):
        for number in sorted(hidden):
            if not _moves(arcs, hidden, number, most):
                return number
    return None


def _moves(arcs: list[Count], hidden: set[int], number: int, most: int | None) -> bool:
    """Say whether a hidden count could be one more or one less than it is."""
    arc, others = arcs[number], hidden - {number}
    more = most is None or arc.people < most
    ways = _ways([arcs[other] for other in others], most)
    return (more and _leads(ways, arc.head, arc.tail)) or (
        arc.people > 0 and _leads(ways, arc.tail, arc.head)
    )


def _ways(arcs: list[Count], most: int | None) -> dict[Node, set[Node]]:
    """Return from where to where one more person could run, or one fewer back."""
    ways: dict[Node, set[Node]] = {}
    for arc in arcs:
        if most is None or arc.people < most:
            ways.setdefault(arc.tail, set()).add(arc.head)
        if arc.people > 0:
            ways.setdefault(arc.head, set()).add(arc.tail)
    return ways


def _leads(ways: dict[Node, set[Node]], start: Node, end: Node) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        found = ways.get(waiting.pop(), set()) - seen
        seen |= found
        waiting += found
    return end in seen


def _cover(arcs: list[Count], hidden: set[int], told: int) -> set[int]:
    """Return what to hide too: the least people that let a hidden count grow.

    Cells before totals; where hidden counts would let it grow, but for who supposes
    them small, the smallest count beside it.
    """
    way = _cheapest(arcs, hidden, arcs[told].head, arcs[told].tail, told)
    ends = {arcs[told].tail, arcs[told].head}
    rest = (number for number in range(len(arcs)) if number not in hidden)
    return (way - hidden) or {
        min(
            rest,
            key=lambda n: (
                arcs[n].margin,
                ends.isdisjoint({arcs[n].tail, arcs[n].head}),
                arcs[n].people,
                n,
            ),
        )
    }


def _cheapest(
    arcs: list[Count], hidden: set[int], start: Node, end: Node, without: int
) -> set[int]:
    """Return the counts on the way that hides the fewest people (Dijkstra)."""
    far = 1 + sum(arc.people for arc in arcs)  # a total costs more than any cells
    waiting: list[tuple[int, int, Node, tuple[int, ...]]] = [(0, -1, start, ())]
    seen: set[Node] = set()
    while waiting:
        cost, _, here, way = heappop(waiting)
        if here == end:
            return set(way)
        if here in seen:
            continue
        seen.add(here)
        for number, arc in enumerate(arcs):
            there = _across(arc, here)
            if there is None or number == without:
                continue
            price = 0 if number in hidden else arc.people + far * arc.margin
            heappush(waiting, (cost + price, number, there, (*way, number)))
    return set()


def _across(arc: Count, here: Node) -> Node | None:
    """Return where one more person along a count, or one fewer, leads from here."""
    if arc.tail == here:
        return arc.head
    return arc.tail if arc.head == here and arc.people > 0 else None
