"""Whoever holds what is shown, and the totals, cannot tell what is hidden."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from karski.core.errors import DisclosureError
from karski.core.small_cells import (
    LEAST,
    Ledger,
    Shown,
    ShownTable,
    suppress,
    suppress_table,
)

A_TABLE = {("HU", "A"): 2, ("HU", "B"): 9, ("SK", "A"): 8, ("SK", "B"): 7}


def one_way(counts: tuple[int, ...]) -> Shown[int]:
    return suppress(dict(enumerate(counts)))


def all_counts(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can fall into the cells."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in all_counts(total - first, cells - 1):
            yield first, *rest


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((9, 7, 6), (9, 7, 6)),
        ((9, 7, 2), (9, None, None)),  # 2 alone would be the total less the others
        ((9, 3, 2), (9, None, None)),
        ((9, 0, 0), (None, None, None)),  # the two would be the total less 9: none
        ((9, 7, 0, 0), (9, None, None, None)),
        ((9, 4, 4), (None, None, None)),  # eight in two cells under five are 4 and 4
        ((12,), (12,)),
        ((5, 20), (5, 20)),
        ((20, 5, 4), (20, None, None)),
    ],
)
def test_small_counts_are_hidden_with_what_would_tell_them(
    counts: tuple[int, ...], expected: tuple[int | None, ...]
) -> None:
    found = one_way(counts)
    assert tuple(found.cells.values()) == expected
    assert found.total == sum(counts)


def test_of_four_people_nothing_is_shown_not_even_that_they_are_four() -> None:
    assert one_way((4,)) == Shown({0: None}, None)
    assert one_way((2, 2)) == Shown({0: None, 1: None}, None)
    assert one_way((0, 0)) == Shown({0: None, 1: None}, None)
    assert suppress({}) == Shown({}, None)


def test_a_total_that_would_tell_all_its_parts_is_hidden() -> None:
    assert one_way((4, 4, 4)).total is None
    assert one_way((4, 4, 3)).total == 11


def test_a_count_below_zero_is_a_bug() -> None:
    with pytest.raises(ValueError, match="below 0"):
        one_way((7, -1))


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=4).map(tuple))
def test_who_knows_the_total_cannot_tell_a_hidden_count(
    counts: tuple[int, ...],
) -> None:
    found = one_way(counts)
    cells = list(found.cells.values())
    hidden = [i for i, cell in enumerate(cells) if cell is None]
    assert all(cell is None or cell >= LEAST for cell in cells)
    if not hidden or found.total is None:
        return
    left = found.total - sum(cell or 0 for cell in cells)
    for place in range(len(hidden)):
        assert len({way[place] for way in all_counts(left, len(hidden))}) > 1


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4).map(tuple))
def test_nor_can_who_knows_the_rule_too(counts: tuple[int, ...]) -> None:
    found = one_way(counts)
    if found.total is None:
        return
    alike = [
        other
        for other in all_counts(found.total, len(counts))
        if one_way(other) == found
    ]
    assert counts in alike
    for place, cell in found.cells.items():
        if cell is None:
            assert len({other[place] for other in alike}) > 1


def test_of_a_table_three_more_are_hidden_where_one_is_small() -> None:
    found = suppress_table(A_TABLE)
    assert set(found.cells.values()) == {None}
    assert (found.rows, found.columns) == ({"HU": 11, "SK": 15}, {"A": 10, "B": 16})
    assert found.total == 26


def test_a_table_hides_no_more_than_it_must() -> None:
    table = {(r, c): 10 + r + c for r in range(3) for c in range(3)} | {(0, 0): 3}
    found = suppress_table(table)
    hidden = {cell for cell, count in found.cells.items() if count is None}
    assert len(hidden) == 4
    assert (0, 0) in hidden
    assert None not in {*found.rows.values(), *found.columns.values(), found.total}


def test_small_totals_of_a_table_are_hidden_too() -> None:
    found = suppress_table({("HU", "A"): 1, ("HU", "B"): 2, ("SK", "A"): 20})
    assert found.rows["HU"] is None
    assert found.rows["SK"] is None  # or else the first is 23 less this
    assert suppress_table({("HU", "A"): 3}).total is None


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from([(2, 2), (2, 3), (3, 3)]).flatmap(
        lambda size: arrays(int, size, elements=st.integers(0, 9))
    )
)
def test_who_knows_all_totals_cannot_tell_a_hidden_count_of_a_table(
    counts: np.ndarray,
) -> None:
    found = suppress_table({at: int(n) for at, n in np.ndenumerate(counts)})
    if found.total is None:
        return
    numbers = _numbers(found)
    assert all(n is None or n >= LEAST for n in numbers)
    for number in (i for i, n in enumerate(numbers) if n is None):
        low, high = _range(found, number)
        assert high - low > 0.5


def _numbers(found: ShownTable[int, int]) -> list[int | None]:
    groups = (found.cells, found.rows, found.columns)
    return [n for group in groups for n in group.values()] + [found.total]


def _range(found: ShownTable[int, int], number: int) -> tuple[float, float]:
    """Return the least and greatest that one number can be, by linear programming.

    Its ends are whole: the sums of rows and columns are totally unimodular.
    """
    numbers = _numbers(found)
    names = [*found.cells, *((r, "") for r in found.rows)]
    names += [("", c) for c in found.columns] + [("", "")]
    lines = [((r, ""), 0) for r in (*found.rows, "")]
    lines += [(("", c), 1) for c in found.columns]
    sums = [[_sign(name, line, side) for name in names] for line, side in lines]
    bounds = [(0, None) if n is None else (n, n) for n in numbers]
    ends = []
    for sign in (1, -1):
        aim = [sign * (i == number) for i in range(len(names))]
        result = linprog(aim, A_eq=sums, b_eq=[0] * len(sums), bounds=bounds)
        ends.append(np.inf if result.status == 3 else sign * result.fun)
    return ends[0], ends[1]


def _sign(name: tuple[object, object], line: tuple[object, object], side: int) -> int:
    """Say how a number stands in the sum of a line: as a part, as the total, not."""
    if name == line:
        return -1
    return int(name[side] == line[side] and name[1 - side] != "")


def test_a_figure_that_leaves_out_a_few_of_those_before_is_refused() -> None:
    ledger = Ledger()
    ledger.publish(range(20))
    with pytest.raises(DisclosureError, match=r"17 people, .* a group of 3;"):
        ledger.publish(range(17))
    assert ledger.published == [frozenset(range(20))]
    assert ledger.may_publish(range(15))
    assert ledger.may_publish(range(20))
    assert not ledger.may_publish(range(21))  # one more came in since


def test_a_figure_of_a_few_is_refused_and_of_nobody_tells_nothing() -> None:
    assert not Ledger().may_publish(range(4))
    assert Ledger().may_publish(range(5))
    assert Ledger().may_publish([])


def test_groups_that_only_together_tell_of_a_few_are_refused() -> None:
    ledger = Ledger()
    ledger.publish(range(10))
    ledger.publish(range(10, 20))
    assert not ledger.may_publish(range(22))  # less either of them are 12; less both, 2
    assert ledger.may_publish(range(25))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sets(st.integers(0, 9), min_size=5, max_size=10), min_size=1, max_size=5
    )
)
def test_no_sum_that_can_be_worked_out_is_of_a_few(groups: list[set[int]]) -> None:
    ledger = Ledger()
    for group in groups:
        if ledger.may_publish(group):
            ledger.publish(group)
    known = np.array(
        [[p in group for p in range(10)] for group in ledger.published], float
    )
    rank = np.linalg.matrix_rank(known)
    for size in range(1, LEAST):
        for few in combinations(range(10), size):
            wanted = np.array([[p in few for p in range(10)]], float)
            assert np.linalg.matrix_rank(np.vstack([known, wanted])) > rank
