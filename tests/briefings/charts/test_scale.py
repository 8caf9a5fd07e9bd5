"""Scales: from 0, in order, and with room between the numbers."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from karski.briefings.charts._scale import Deaths, apart, deaths_scale, even_ticks

NUMBERS = st.floats(0, 1e7)


@given(NUMBERS, NUMBERS, st.floats(10, 1e6))
def test_more_deaths_lie_farther_from_zero(a: float, b: float, top: float) -> None:
    scale = Deaths(top, 200)
    assert scale.at(0) == 0
    assert math.isclose(scale.at(top), 200)
    assert (scale.at(a) - scale.at(b)) * (a - b) >= 0


@given(st.floats(10, 1e7), st.floats(60, 800))
def test_numbers_on_the_scale_begin_at_zero_and_stand_apart(
    top: float, length: float
) -> None:
    scale = Deaths(top, length)
    ticks = scale.ticks(gap=26)
    places = [scale.at(each) for each in ticks]
    assert ticks[0] == 0
    assert ticks[-1] <= top
    assert len(ticks) >= 2
    assert all(b - a >= 26 for a, b in pairwise(places))


def test_the_scale_ends_a_little_above_the_largest_and_not_below_ten() -> None:
    assert deaths_scale([5.0, math.nan, 2.0], 100).top == 10
    assert math.isclose(deaths_scale([500.0, math.nan], 100).top, 530)
    assert deaths_scale([math.nan], 100).top == 10


@given(st.floats(-500, -1), st.floats(1, 500), st.integers(4, 8))
def test_even_numbers_hold_zero_and_are_not_too_many(
    low: float, high: float, most: int
) -> None:
    ticks = even_ticks(low, high, most)
    assert 0 in ticks
    assert len(ticks) <= most + 1
    assert low - 1e-6 <= ticks[0]
    assert ticks[-1] <= high + 1e-6


@given(st.lists(st.floats(0, 100), min_size=1, max_size=5))
def test_what_is_moved_apart_keeps_its_order_and_its_room(wanted: list[float]) -> None:
    placed = apart(sorted(wanted), gap=14, low=0, high=100)
    assert all(b - a >= 14 - 1e-9 for a, b in pairwise(placed))
    assert placed[-1] <= 100 + 1e-9
    assert placed[0] >= -1e-9
