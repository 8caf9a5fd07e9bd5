from statistics import correlation as pearson
from statistics import pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.core.errors import SittingError
from karski.learning.items import Undefined, analyse, reliability
from karski.learning.sittings import Item, Sitting

A, B, C = Item("pillars"), Item("roles"), Item("warning")
B2 = Item("roles", 2)


def sat(*rows: str, items: tuple[Item, ...] = (A, B, C)) -> list[Sitting]:
    """Write a sitting as a string: 1 right, 0 wrong, - not answered."""
    return [
        Sitting(
            f"p{n}",
            {i: mark == "1" for i, mark in zip(items, row, strict=True) if mark != "-"},
        )
        for n, row in enumerate(rows)
    ]


def test_difficulty_is_the_share_right_of_those_who_answered() -> None:
    found = analyse(sat("110", "10-", "100", "01-"))
    assert [(f.item, f.answered, f.difficulty.estimate) for f in found] == [
        (A, 4, 0.75),
        (B, 4, 0.5),
        (C, 2, 0.0),
    ]
    assert found[0].difficulty.low < 0.75 < found[0].difficulty.high


def test_discrimination_leaves_the_item_itself_out_of_the_rest() -> None:
    rows = ["111", "110", "010", "100", "000", "111"]
    found = analyse(sat(*rows))[0]
    own = [1, 1, 0, 1, 0, 1]
    rest = [2, 1, 1, 0, 0, 2]
    assert found.discrimination is not None
    assert found.discrimination.estimate == pytest.approx(pearson(own, rest))
    whole = [a + b for a, b in zip(own, rest, strict=True)]
    assert found.discrimination.estimate < pearson(own, whole)


@given(st.lists(st.text("01", min_size=3, max_size=3), min_size=4, max_size=12))
def test_discrimination_agrees_with_another_implementation(rows: list[str]) -> None:
    for place, found in enumerate(analyse(sat(*rows))):
        own = [int(row[place]) for row in rows]
        rest = [sum(map(int, row)) - mark for row, mark in zip(rows, own, strict=True)]
        if len({*own}) == 1:
            assert found.undefined is Undefined.SAME_ANSWERS
        elif len({*rest}) == 1:
            assert found.undefined is Undefined.SAME_REST
        else:
            assert found.discrimination is not None
            assert found.discrimination.estimate == pytest.approx(pearson(own, rest))


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (("111", "110", "101", "100"), Undefined.SAME_ANSWERS),
        (("110", "010", "110", "001"), Undefined.SAME_REST),
        (("11-", "01-"), Undefined.FEW_PEOPLE),
        (("1--", "0--", "1--"), Undefined.FEW_PEOPLE),
    ],
)
def test_what_is_not_defined_says_why(rows: tuple[str, ...], why: Undefined) -> None:
    found = analyse(sat(*rows))[0]
    assert (found.discrimination, found.undefined) == (None, why)


def test_versions_are_never_mixed() -> None:
    old = sat("11", "10", "00", items=(A, B))
    new = [Sitting(f"n{n}", {A: True, B2: True}) for n in range(3)]
    found = {figures.item: figures for figures in analyse([*old, *new])}
    assert found[B].answered == found[B2].answered == 3
    assert found[B].difficulty.estimate == pytest.approx(1 / 3)
    assert found[B2].difficulty.estimate == 1.0


def test_nobody_sits_a_test_twice_at_one_moment() -> None:
    twice = sat("111") + sat("110")
    with pytest.raises(SittingError, match="p0 sat the same test twice"):
        analyse(twice)


def test_reliability_is_cronbachs_alpha_of_those_who_answered_everything() -> None:
    rows = ["111", "110", "100", "000", "111", "010"]
    found = reliability(sat(*rows, "1--"))
    columns = [[int(row[k]) for row in rows] for k in range(3)]
    totals = [sum(map(int, row)) for row in rows]
    alpha = 3 / 2 * (1 - sum(map(pvariance, columns)) / pvariance(totals))
    assert (found.people, found.items) == (6, 3)
    assert found.kr20 == pytest.approx(alpha)


def test_reliability_is_not_defined_where_all_do_alike_or_one_item_stands() -> None:
    assert reliability(sat("110", "101")).undefined is Undefined.SAME_TOTALS
    assert reliability(sat("1", "0", items=(A,))).undefined is Undefined.FEW_ITEMS
    assert reliability([]).kr20 is None
