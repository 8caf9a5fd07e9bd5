"""Counts of people that may be shown: nobody is found in a small group.

A count under `LEAST` is hidden, and so is whatever it could be worked out from: another
count, a total, or a figure published earlier about nearly the same people. Zero is
under five and hidden too: it would say of everybody that they are not there.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeAlias, TypeVar

import numpy as np

from karski.core._flows import Count, shown
from karski.core.errors import DisclosureError

LEAST = 5  # people: the least group of which anything is shown
_DIGITS = 9  # by which rounding is told from a difference

Person: TypeAlias = Hashable
K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shown(Generic[K]):
    """Counts of one breakdown; None where hidden."""

    cells: Mapping[K, int | None]
    total: int | None


@dataclass(frozen=True, slots=True)
class ShownTable(Generic[R, C]):
    """Counts of two breakdowns at once, and their totals; None where hidden."""

    cells: Mapping[tuple[R, C], int | None]
    rows: Mapping[R, int | None]
    columns: Mapping[C, int | None]
    total: int | None


def suppress(counts: Mapping[K, int], least: int = LEAST) -> Shown[K]:
    """Hide the small counts of one breakdown, and what would tell them.

    Parameters
    ----------
    counts : mapping to int
        People in each group; groups do not overlap. Their total counts as known.
    least : int
        The least count that is shown.

    Returns
    -------
    Shown
        If anything is hidden, at least two counts are, and nobody who knows the rest
        and the total can tell any of them; further counts are hidden for that, the
        smallest first. A total under `least` is hidden with all its parts, and so is
        one that would tell all of them: twelve in three groups under five.

    Raises
    ------
    ValueError
        A count is below 0.

    Examples
    --------
    >>> suppress({"yes": 9, "no": 7, "unsure": 2}).cells
    {'yes': 9, 'no': None, 'unsure': None}
    >>> suppress({"yes": 3, "no": 1}).total is None
    True
    """
    whole, parts = ("all", ""), ("parts", "")
    total = sum(counts.values())
    arcs = [Count(whole, parts, people) for people in counts.values()]
    arcs.append(Count(parts, whole, total, margin=True))
    *cells, margin = shown(arcs, least)
    return Shown(dict(zip(counts, cells, strict=True)), margin)


def suppress_table(
    counts: Mapping[tuple[R, C], int], least: int = LEAST
) -> ShownTable[R, C]:
    """Hide the small counts of a table, and what would tell them.

    Parameters
    ----------
    counts : mapping of (row, column) to int
        People in each cell; one that is not there counts nobody. The totals of rows
        and columns and that of all count as known, unless they are small themselves.
    least : int
        The least count that is shown.

    Returns
    -------
    ShownTable

    Raises
    ------
    ValueError
        A count is below 0.

    Examples
    --------
    >>> table = {("HU", "A"): 2, ("HU", "B"): 9, ("SK", "A"): 8, ("SK", "B"): 7}
    >>> suppress_table(table).cells[("SK", "B")] is None
    True
    >>> suppress_table(table).rows
    {'HU': 11, 'SK': 15}
    """
    rows = list(dict.fromkeys(row for row, _ in counts))
    columns = list(dict.fromkeys(column for _, column in counts))
    names = [(row, column) for row in rows for column in columns]
    arcs = [Count(("row", r), ("column", c), counts.get((r, c), 0)) for r, c in names]
    arcs += list(_margins(counts, rows, columns))
    found = shown(arcs, least)
    inner, outer = len(names), len(names) + len(rows)
    return ShownTable(
        dict(zip(names, found[:inner], strict=True)),
        dict(zip(rows, found[inner:outer], strict=True)),
        dict(zip(columns, found[outer:-1], strict=True)),
        found[-1],
    )


class Ledger:
    """What was published about which people, so that differences tell nobody.

    Of one figure (a question, a test), each published sum or mean over a set of people
    is an equation. From several of them, sums over other sets can be worked out; a set
    of 1 to `least` - 1 people must never be among these [1]_. What was published at an
    earlier time stays published.

    References
    ----------
    .. [1] Chin and Ozsoyoglu (1982), IEEE Trans. Softw. Eng. SE-8(6), 574-582.

    Examples
    --------
    >>> ledger = Ledger()
    >>> ledger.publish(range(25))
    >>> ledger.may_publish(range(22))  # would tell of the 3 others
    False
    >>> ledger.may_publish(range(12))
    True
    """

    def __init__(self, least: int = LEAST) -> None:
        self.least = least
        self.published: list[frozenset[Person]] = []

    def may_publish(self, people: Iterable[Person]) -> bool:
        """Say whether a figure over these people keeps every small group hidden."""
        return self.small_group(people) is None

    def publish(self, people: Iterable[Person]) -> None:
        """Note that a figure over these people is published.

        Raises
        ------
        DisclosureError
            With what was published before, it would tell of a small group; nothing
            is noted.
        """
        chosen = frozenset(people)
        if (found := self.small_group(chosen)) is not None:
            raise DisclosureError(
                f"a figure over {len(chosen)} people, with those published before,"
                f" would tell of a group of {found}; publish it over all, or over"
                " groups that differ by more"
            )
        self.published.append(chosen)

    def small_group(self, people: Iterable[Person]) -> int | None:
        """Return the size of a small group that would be told of, or None."""
        sets = [*self.published, frozenset(people)]
        if not any(sets):
            return None
        sizes, patterns = _atoms(sets)
        told = _projector(patterns)
        small = np.flatnonzero(sizes < self.least)
        for group in _unions(small.tolist(), sizes.tolist(), self.least):
            wanted = np.zeros(len(sizes))
            wanted[list(group)] = 1
            if not np.round(told @ wanted - wanted, _DIGITS).any():
                return int(sizes[list(group)].sum())
        return None


def _margins(
    counts: Mapping[tuple[R, C], int], rows: list[R], columns: list[C]
) -> Iterator[Count]:
    """Yield totals of rows, of columns, and of all: the way back of the flow."""
    of_rows, of_columns = ("totals", "rows"), ("totals", "columns")
    for row in rows:
        people = sum(n for (r, _), n in counts.items() if r == row)
        yield Count(of_rows, ("row", row), people, margin=True)
    for column in columns:
        people = sum(n for (_, c), n in counts.items() if c == column)
        yield Count(("column", column), of_columns, people, margin=True)
    yield Count(of_columns, of_rows, sum(counts.values()), margin=True)


def _atoms(
    sets: list[frozenset[Person]],
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], list[tuple[float, ...]]]:
    """Return the sizes of the groups that all sets take or leave whole.

    Beside the sizes, for each set which of them it takes.
    """
    patterns: dict[tuple[bool, ...], int] = {}
    for person in frozenset().union(*sets):
        pattern = tuple(person in each for each in sets)
        patterns[pattern] = patterns.get(pattern, 0) + 1
    takes = [tuple(map(float, taken)) for taken in zip(*patterns, strict=True)]
    return np.array(list(patterns.values()), np.int64), takes


def _projector(
    patterns: list[tuple[float, ...]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the projector onto what can be added up from the published sums."""
    rows = np.array(patterns, float)
    found: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    found = np.linalg.pinv(rows) @ rows
    return found


def _unions(
    atoms: list[int], sizes: list[int], least: int
) -> Iterator[tuple[int, ...]]:
    """Yield the groups of atoms that together are small."""
    for count in range(1, least):
        for group in combinations(atoms, count):
            if sum(sizes[atom] for atom in group) < least:
                yield group
