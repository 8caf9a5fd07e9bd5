from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, ttest_rel

from karski.core.errors import SittingError
from karski.learning.change import change
from karski.learning.sittings import Item, Sitting

A, B, C = Item("pillars"), Item("roles"), Item("warning")
ITEMS = (A, B, C)
marks = st.fixed_dictionaries({}, optional=dict.fromkeys(ITEMS, st.booleans()))
sides = st.dictionaries(st.sampled_from("abcdefgh"), marks)


def side(**rows: str) -> list[Sitting]:
    return [
        Sitting(
            person,
            {i: m == "1" for i, m in zip(ITEMS, row, strict=True) if m != "-"},
        )
        for person, row in rows.items()
    ]


def test_change_is_paired_and_named_people_are_missing_not_zero() -> None:
    before = side(a="100", b="010", c="110", gone="111")
    after = side(a="110", b="111", c="110", new="000")
    found = change(before, after)
    assert found.people == ("a", "b", "c")
    assert (found.only_before, found.only_after) == (("gone",), ("new",))
    assert found.before == pytest.approx((1 + 1 + 2) / 9)
    assert found.after == pytest.approx((2 + 3 + 2) / 9)
    theirs = ttest_rel([2, 3, 2], [1, 1, 2]).confidence_interval(0.95)
    assert found.change is not None
    assert found.change.estimate == pytest.approx(3 / 9)
    assert found.change.low == pytest.approx(theirs.low / 3)
    assert found.change.high == pytest.approx(theirs.high / 3)


def test_an_item_counts_only_in_the_same_version_on_both_sides() -> None:
    newer = Item("warning", 2)
    before = [Sitting("a", {A: False, C: True}), Sitting("b", {A: False, C: True})]
    after = [Sitting("a", {A: True, newer: False}), Sitting("b", {newer: False})]
    found = change(before, after)
    assert found.people == ("a",)
    assert found.nothing_common == ("b",)
    assert [each.item for each in found.items] == [A]
    assert found.left_out == (C, newer)
    assert (found.before, found.after) == (0.0, 1.0)
    assert found.change is not None
    assert isnan(found.change.low)  # one person: how far people vary is not known


def test_an_item_left_out_on_one_side_is_no_wrong_answer() -> None:
    found = change(side(a="1-0"), side(a="110"))
    assert (found.before, found.after) == (0.5, 0.5)


def test_each_item_says_who_turned_and_how_probable_that_is_by_chance() -> None:
    rows = {chr(97 + n): row for n, row in enumerate(["0"] * 8 + ["1"] * 4)}
    turned = {
        chr(97 + n): row for n, row in enumerate(["1"] * 7 + ["0"] * 2 + ["1"] * 3)
    }
    found = change(
        [Sitting(p, {A: m == "1"}) for p, m in rows.items()],
        [Sitting(p, {A: m == "1"}) for p, m in turned.items()],
    ).items[0]
    assert (found.pairs, found.gained, found.lost) == (12, 7, 1)
    assert (found.before, found.after) == (
        pytest.approx(4 / 12),
        pytest.approx(10 / 12),
    )
    assert found.chance == pytest.approx(binomtest(7, 8, 0.5).pvalue)
    assert found.change.estimate == pytest.approx(0.5)
    assert found.change.low > 0


def test_where_nobody_turned_nothing_is_improbable() -> None:
    found = change(side(a="1--", b="0--"), side(a="1--", b="0--")).items[0]
    assert (found.gained, found.lost, found.chance) == (0, 0, 1.0)
    assert found.change.low < 0 < found.change.high


def test_without_anybody_on_both_sides_nothing_is_said() -> None:
    found = change(side(a="111"), side(b="111"))
    assert (found.before, found.after, found.change, found.items) == (None,) * 3 + ((),)
    assert change([], []).people == ()


def test_somebody_twice_on_a_side_is_refused() -> None:
    with pytest.raises(SittingError):
        change(side(a="111") + side(a="110"), side(a="111"))


@given(sides, sides)
def test_every_person_is_counted_once_and_the_change_is_the_difference(
    first: dict[str, dict[Item, bool]], second: dict[str, dict[Item, bool]]
) -> None:
    before = [Sitting(p, right) for p, right in first.items()]
    after = [Sitting(p, right) for p, right in second.items()]
    found = change(before, after)
    missing = found.only_before + found.only_after + found.nothing_common
    assert sorted(found.people + missing) == sorted(first.keys() | second.keys())
    assert change(before[::-1], after[::-1]).people == found.people
    if found.change is not None:
        assert found.before is not None
        assert found.after is not None
        gap = found.after - found.before
        assert found.change.estimate == pytest.approx(gap, abs=1e-12)
