"""A pack as a graph: what waits for what, and about when it comes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from karski.exercise.moments import HOUR
from karski.exercise.packs.conditions import Condition
from karski.exercise.packs.pack import Pack

Sort: TypeAlias = Literal["inject", "milestone", "measure", "world"]
Key: TypeAlias = tuple[Sort, str]
AFTERWARDS = 6 * HOUR  # how much later than what it waits for a node is drawn
ROUNDS = 50  # enough for chains that long


@dataclass(frozen=True, slots=True)
class Node:
    """An inject, a milestone, a decision on a measure, or a state of the world.

    Attributes
    ----------
    sort, name : str
        Together they are the node's key.
    title : str
        In English.
    at : int
        When it comes, or about when: after all that it waits for [ms].
    sure : bool
        Whether the pack fixes that moment and asks nothing else.
    """

    sort: Sort
    name: str
    title: str
    at: int
    sure: bool

    @property
    def key(self) -> Key:
        """What edges call it."""
        return self.sort, self.name


@dataclass(frozen=True, slots=True)
class Edge:
    """That `target` waits for `source`; or, `against`, that `source` prevents it."""

    source: Key
    target: Key
    against: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes in the order of their moments, and what ties them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(pack: Pack) -> Graph:
    """Return a pack's graph.

    Measures and states of the world are there if something waits for them; the moment
    of a node that has none of its own is reckoned from those that it waits for.
    """
    edges = tuple(dict.fromkeys(_edges(pack)))
    fixed = {("inject", n): each.at for n, each in pack.injects.items()}
    keys: list[Key] = [("inject", name) for name in pack.injects]
    keys += [("milestone", name) for name in pack.milestones]
    keys += sorted({e.source for e in edges if e.source[0] in ("measure", "world")})
    moments = _moments(pack, keys, edges, fixed)
    nodes = [
        Node(
            sort,
            name,
            _title(pack, sort, name),
            moments[sort, name],
            _sure(pack, sort, name),
        )
        for sort, name in keys
    ]
    return Graph(tuple(sorted(nodes, key=lambda node: node.at)), edges)


def _sure(pack: Pack, sort: Sort, name: str) -> bool:
    return (
        sort == "inject"
        and pack.injects[name].at is not None
        and pack.injects[name].when is None
    )


def _title(pack: Pack, sort: Sort, name: str) -> str:
    if sort == "inject":
        return pack.injects[name].title.en
    if sort == "milestone":
        return pack.milestones[name].title.en
    return name.replace("_", " ")


def _edges(pack: Pack) -> Iterator[Edge]:
    for name, inject in pack.injects.items():
        if inject.when:
            yield from _of(inject.when, ("inject", name), against=False)
    for name, milestone in pack.milestones.items():
        yield from _of(milestone.when, ("milestone", name), against=False)


def _of(when: Condition, target: Key, *, against: bool) -> Iterator[Edge]:
    if when.none_of is not None:
        yield from _of(when.none_of, target, against=not against)
        return
    for part in when.parts():
        yield from _of(part, target, against=against)
    if (source := _source(when)) is not None:
        yield Edge(source, target, against)


def _source(leaf: Condition) -> Key | None:
    if leaf.inject is not None:
        return "inject", leaf.inject
    if leaf.milestone is not None:
        return "milestone", leaf.milestone
    if leaf.decided is not None:
        return "measure", leaf.decided.measure
    if leaf.world is not None:
        return "world", leaf.world.variable
    return None


def _moments(
    pack: Pack,
    keys: list[Key],
    edges: tuple[Edge, ...],
    fixed: Mapping[Key, int | None],
) -> dict[Key, int]:
    """Return about when each node comes; chains are followed to their end."""
    found = {key: fixed.get(key) or _after(pack, key) for key in keys}
    for _ in range(ROUNDS):
        before = dict(found)
        for edge in edges:
            if fixed.get(edge.target) is None and not edge.against:
                later = found[edge.source] + AFTERWARDS
                found[edge.target] = min(max(found[edge.target], later), pack.ends)
        if found == before:
            break
    return found


def _after(pack: Pack, key: Key) -> int:
    sort, name = key
    when = (
        pack.injects[name].when
        if sort == "inject"
        else pack.milestones[name].when
        if sort == "milestone"
        else None
    )
    leaves = when.leaves() if when else ()
    return max((leaf.after for leaf in leaves if leaf.after), default=pack.starts)
