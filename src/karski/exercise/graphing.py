"""A pack as a graph: what waits for what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from karski.exercise.packs.conditions import Condition
from karski.exercise.packs.pack import Pack

Sort: TypeAlias = Literal["inject", "milestone", "measure", "world"]
Key: TypeAlias = tuple[Sort, str]
MOST_COLUMNS: Final = 5
SWEEPS: Final = 12  # over the columns, to untangle them


@dataclass(frozen=True, slots=True)
class Edge:
    """That `target` waits for `source`; or, `against`, that `source` prevents it."""

    source: Key
    target: Key
    against: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """What waits or is waited for, and what ties them.

    Attributes
    ----------
    nodes : tuple of (str, str)
        Sort and name: injects and milestones of the pack; ``measure`` for a decision
        on one; ``world`` for a variable and where, as ``deaths all``.
    edges : tuple of Edge
    """

    nodes: tuple[Key, ...]
    edges: tuple[Edge, ...]

    def columns(self) -> tuple[tuple[Key, ...], ...]:
        """Return the nodes from what waits for nothing to what waits longest.

        Each stands right of all that it waits for, as far as `MOST_COLUMNS` allow; in
        its column near the middle of those, so that few ties cross.
        """
        depths = dict.fromkeys(self.nodes, 0)
        for _ in range(MOST_COLUMNS - 1):
            for edge in self.edges:
                after = min(depths[edge.source] + 1, MOST_COLUMNS - 1)
                depths[edge.target] = max(depths[edge.target], after)
        found = [
            [node for node in self.nodes if depths[node] == depth]
            for depth in range(max(depths.values(), default=-1) + 1)
        ]
        return tuple(map(tuple, self._untangled(found)))

    def _untangled(self, columns: list[list[Key]]) -> list[list[Key]]:
        beside: dict[Key, list[Key]] = {node: [] for node in self.nodes}
        for edge in self.edges:
            beside[edge.source].append(edge.target)
            beside[edge.target].append(edge.source)
        for _ in range(SWEEPS):
            for column in (*columns[1:], *columns[-2::-1]):
                places = _places(columns)
                means = {node: _mean(node, beside, places) for node in column}
                column.sort(key=means.__getitem__)
        return columns


def graph(pack: Pack) -> Graph:
    """Return a pack's graph: all that waits for something, and what it waits for."""
    edges = tuple(dict.fromkeys(_edges(pack)))
    tied = {key for edge in edges for key in (edge.source, edge.target)}
    order: list[Key] = [("inject", name) for name in pack.injects]
    order += [("milestone", name) for name in pack.milestones]
    order += [("measure", name) for name in pack.measures]
    order += sorted(key for key in tied if key[0] == "world")
    return Graph(tuple(key for key in order if key in tied), edges)


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
        return "world", f"{leaf.world.variable} {leaf.world.community}"
    return None


def _places(columns: list[list[Key]]) -> dict[Key, float]:
    """Return where in its column each node stands, from 0 to 1."""
    return {
        node: (place + 0.5) / len(column)
        for column in columns
        for place, node in enumerate(column)
    }


def _mean(node: Key, beside: dict[Key, list[Key]], places: dict[Key, float]) -> float:
    near = [places[other] for other in beside[node]]
    return sum(near) / len(near) if near else places[node]
