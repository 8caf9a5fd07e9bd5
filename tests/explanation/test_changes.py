from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.core.errors import MissingDataError
from karski.explanation.changes import Change, changes
from karski.explanation.themes import Themes
from karski.models._onset import Cases, Fitted

Make = Callable[..., Fitted]
Models = Callable[[int, int], list[Fitted]]

NAMES = ("coup.try.5yr", "battledeaths.log2", "year")


@pytest.fixture
def two_years() -> Cases:
    """One country: no coup and 1 death, then a coup and 127; and one that is new."""
    values = np.array([[0, 1, 2023], [1, 7, 2024], [0, 0, 2024]], float)
    return Cases(
        np.array([20, 20, 2], np.int32),
        np.array([2023, 2024, 2024], np.int32),
        values,
        NAMES,
    )


def of(parts: Change) -> tuple[dict[str, float], dict[str, float]]:
    return (
        {part.theme.key: part.log_odds for part in parts.data},
        {part.theme.key: part.log_odds for part in parts.refit},
    )


def total(change: Change) -> float:
    data, refit = of(change)
    return sum(data.values()) + sum(refit.values()) + change.level


def test_a_change_is_what_a_person_would_compute_by_hand(
    two_years: Cases, linear: Make, mapping: Themes
) -> None:
    before = linear(-5.0, np.array([0.5, 0.1, 0.001]))
    after = linear(-4.8, np.array([0.7, 0.2, 0.001]))
    change = changes(before, after, two_years, 2024, mapping)[20]
    data, refit = of(change)
    assert data["coups"] == pytest.approx((0.5 + 0.7) / 2)
    assert data["armed_conflict"] == pytest.approx(6 * (0.1 + 0.2) / 2)
    assert data["calendar"] == pytest.approx(0.001)
    assert refit["coups"] == pytest.approx((0.7 - 0.5) * (0 + 1) / 2)
    assert refit["armed_conflict"] == pytest.approx(0.1 * (1 + 7) / 2)
    assert change.level == pytest.approx(0.2)
    assert change.before == pytest.approx(-5 + 0.1 + 2.023)
    assert change.after == pytest.approx(-4.8 + 0.7 + 1.4 + 2.024)
    assert change.from_data == pytest.approx(0.6 + 0.9)
    assert change.from_model == pytest.approx(change.log_odds - 1.5)
    assert [part.theme.key for part in change.data[:2]] == ["armed_conflict", "coups"]


def test_values_that_moved_are_told_as_they_were_and_are(
    two_years: Cases, linear: Make, mapping: Themes
) -> None:
    same = linear(-5.0, np.array([0.5, 0.1, 0.0]))
    change = changes(same, same, two_years, 2024, mapping)[20]
    told = {
        part.theme.key: [
            (shift.was and str(shift.was), shift.now and str(shift.now))
            for shift in part.shifts
        ]
        for part in change.data
        if part.shifts
    }
    assert told == {
        "armed_conflict": [
            (
                "people killed in battle in the year: 1",
                "people killed in battle in the year: 127",
            )
        ],
        "coups": [
            (
                "no coup was attempted in the past five years",
                "a coup was attempted in the past five years",
            )
        ],
        "calendar": [(None, None)],
    }


def test_a_country_without_data_of_the_year_before_has_no_change(
    two_years: Cases, linear: Make, mapping: Themes
) -> None:
    same = linear(-5.0, np.zeros(3))
    assert list(changes(same, same, two_years, 2024, mapping)) == [20]


def test_the_first_year_has_no_change(
    two_years: Cases, linear: Make, mapping: Themes
) -> None:
    same = linear(-5.0, np.zeros(3))
    with pytest.raises(MissingDataError, match="no country has data for the base year"):
        changes(same, same, two_years, 2023, mapping)


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_parts_sum_to_the_difference_of_log_odds(
    seed: int, world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world([2023, 2024], seed=seed)
    size = len(cases.names)
    for before, after in zip(models(size, seed), models(size, seed + 1), strict=True):
        old = before.contributions(cases.values[cases.years == 2023]).sum(axis=1)
        new = after.contributions(cases.values[cases.years == 2024]).sum(axis=1)
        found = list(changes(before, after, cases, 2024, mapping).values())
        assert len(found) == len(old)
        assert np.abs([total(c) for c in found] - (new - old)).max() < 1e-9
        assert np.abs([c.log_odds for c in found] - (new - old)).max() < 1e-9


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_the_same_model_leaves_everything_to_the_data_and_the_reverse(
    seed: int, world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world([2023, 2024], seed=seed)
    still = world([2023, 2024], seed=seed)
    still.values[still.years == 2024] = still.values[still.years == 2023]
    size = len(cases.names)
    for before, after in zip(models(size, seed), models(size, seed + 1), strict=True):
        for change in changes(before, before, cases, 2024, mapping).values():
            assert change.level == 0
            assert set(of(change)[1].values()) == {0}
        for change in changes(before, after, still, 2024, mapping).values():
            assert set(of(change)[0].values()) == {0}
            assert not any(part.shifts for part in change.data)


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_going_back_in_time_undoes_every_part(
    seed: int, world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world([2023, 2024], seed=seed)
    back = Cases(cases.places, 4047 - cases.years, cases.values, cases.names)
    size = len(cases.names)
    for before, after in zip(models(size, seed), models(size, seed + 1), strict=True):
        there = changes(before, after, cases, 2024, mapping)
        again = changes(after, before, back, 2024, mapping)
        for place, change in there.items():
            for forth, undone in zip(of(change), of(again[place]), strict=True):
                negated = {theme: -part for theme, part in undone.items()}
                assert forth == pytest.approx(negated, abs=1e-12)
