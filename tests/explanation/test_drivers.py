from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from karski.core.errors import MissingDataError
from karski.explanation.drivers import Driver, Drivers, drivers
from karski.explanation.themes import Themes
from karski.models._onset import Array, Cases, Fitted

Make = Callable[..., Fitted]
Models = Callable[[int, int], list[Fitted]]
Index = NDArray[np.bool_] | list[int]

NAMES = ("mk_ever", "coup.try.5yr", "popsize.log2", "efindex")
THREE = np.array([2, 20, 70], np.int32)


def said(driver: Driver) -> tuple[tuple[str, str | None], ...]:
    return tuple((str(c), str(m) if m else None) for c, m in driver.clauses())


@pytest.fixture
def three() -> Cases:
    """Three countries: the second has had a coup and is large."""
    values = np.array([[0, 0, 20, 0.1], [1, 1, 26, 0.4], [1, 0, 20, 0.1]], float)
    return Cases(THREE, np.full(3, 2024, np.int32), values, NAMES)


def shuffled(cases: Cases, order: Index) -> Cases:
    return Cases(
        cases.places[order], cases.years[order], cases.values[order], cases.names
    )


def parts(taken: Drivers) -> dict[str, float]:
    return {driver.theme.key: driver.log_odds for driver in taken.drivers}


def test_drivers_are_what_a_person_would_compute_by_hand(
    three: Cases, linear: Make, mapping: Themes
) -> None:
    fitted = linear(-5.0, np.array([0.9, 0.6, 0.1, 1.0]))
    taken = drivers(fitted, three, 2024, mapping)[20]
    # against the mean: 1 of 2/3, 1 of 1/3, 26 of 22, 0.4 of 0.2
    assert parts(taken)["mass_killing"] == pytest.approx(0.9 / 3)
    assert parts(taken)["coups"] == pytest.approx(0.6 * 2 / 3)
    assert parts(taken)["population"] == pytest.approx(0.1 * 4 + 1.0 * 0.2)
    assert parts(taken)["region"] == 0
    assert taken.level == pytest.approx(-5 + 0.9 * 2 / 3 + 0.6 / 3 + 0.1 * 22 + 0.2)
    assert taken.log_odds == pytest.approx(-5 + 0.9 + 0.6 + 2.6 + 0.4)
    assert [d.theme.key for d in taken.drivers[:3]] == [
        "population",
        "coups",
        "mass_killing",
    ]


def test_the_largest_stand_first_whichever_way_they_pull(
    three: Cases, linear: Make, mapping: Themes
) -> None:
    fitted = linear(-5.0, np.array([0.9, -6.0, 0.1, 1.0]))
    taken = drivers(fitted, three, 2024, mapping)[20]
    assert [(d.theme.key, d.log_odds > 0) for d in taken.drivers[:3]] == [
        ("coups", False),
        ("population", True),
        ("mass_killing", True),
    ]


def test_facts_say_the_value_and_the_middle_countrys(
    three: Cases, linear: Make, mapping: Themes
) -> None:
    fitted = linear(-5.0, np.array([0.9, 0.6, 0.1, 1.0]))
    found = {d.theme.key: d for d in drivers(fitted, three, 2024, mapping)[20].drivers}
    assert said(found["population"]) == (
        ("people in the country: 67,100,000", "1,050,000"),
        ("chance that two people are of different ethnic groups: 40 %", "10"),
    )
    assert said(found["coups"]) == (
        ("a coup was attempted in the past five years", None),
    )


def test_a_fact_that_pulls_against_its_theme_is_not_told(
    three: Cases, linear: Make, mapping: Themes
) -> None:
    fitted = linear(-5.0, np.array([0.9, 0.6, 0.1, -1.0]))  # diversity now lowers
    found = {d.theme.key: d for d in drivers(fitted, three, 2024, mapping)[20].drivers}
    assert found["population"].log_odds == pytest.approx(0.4 - 0.2)
    assert said(found["population"]) == (
        ("people in the country: 67,100,000", "1,050,000"),
    )


def test_a_theme_whose_facts_are_all_silent_says_what_holds_otherwise(
    world: Callable[..., Cases], linear: Make, mapping: Themes
) -> None:
    cases = world([2024], ["reg.eur", "reg.na"])
    cases.values[0], cases.values[1] = (0, 0), (1, 0)
    taken = drivers(linear(-5.0, np.array([-1.0, -0.5])), cases, 2024, mapping)
    first, second = (
        next(d for d in taken[int(place)].drivers if d.theme.key == "region")
        for place in cases.places[:2]
    )
    assert said(first) == (("the country lies in sub-Saharan Africa", None),)
    assert said(second) == (("the country lies in Europe", None),)


def test_worse_counts_the_countries_with_a_less_worrying_value(
    world: Callable[..., Cases], linear: Make, mapping: Themes
) -> None:
    cases = world([2024], ["freediscussion", "coup.try.5yr", "efindex"])
    cases.values[:, 0] = np.linspace(0, 1, len(cases.values))  # less freedom is worse
    cases.values[:, 1] = np.arange(len(cases.values)) == 3
    taken = drivers(linear(0.0, np.zeros(3)), cases, 2024, mapping)
    worse = [
        {f.predictor.name: f.worse_than for d in each.drivers for f in d.facts}
        for each in taken.values()
    ]
    size = len(worse)
    assert [w["freediscussion"] for w in worse] == [
        (size - 1 - row) / size for row in range(size)
    ]
    assert worse[3]["coup.try.5yr"] == (size - 1) / size
    assert worse[4]["coup.try.5yr"] == 0
    assert worse[0]["efindex"] is None


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_level_and_drivers_sum_to_the_log_odds(
    seed: int, world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world([2023, 2024], seed=seed)
    for fitted in models(len(cases.names), seed):
        now = cases.values[cases.years == 2024]
        expected = fitted.contributions(now).sum(axis=1)
        taken = drivers(fitted, cases, 2024, mapping)
        sums = [t.level + sum(d.log_odds for d in t.drivers) for t in taken.values()]
        assert np.abs(np.array(sums) - expected).max() < 1e-9
        assert np.abs([t.log_odds for t in taken.values()] - expected).max() < 1e-9
        for each in taken.values():
            for driver in each.drivers:
                facts = sum(fact.log_odds for fact in driver.facts)
                assert driver.log_odds == pytest.approx(facts, abs=1e-9)


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_over_all_countries_of_a_year_each_theme_balances(
    seed: int, world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world([2024], seed=seed)
    for fitted in models(len(cases.names), seed):
        taken = [parts(t) for t in drivers(fitted, cases, 2024, mapping).values()]
        for theme in mapping.themes:
            assert abs(sum(part[theme.key] for part in taken)) < 1e-9


@settings(max_examples=25)
@given(order=st.permutations(range(24)))
def test_the_order_of_cases_does_not_matter(
    order: list[int], world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world([2023, 2024])
    for fitted in models(len(cases.names), 7):
        straight = drivers(fitted, cases, 2024, mapping)
        mixed = drivers(fitted, shuffled(cases, order), 2024, mapping)
        assert list(mixed) == list(straight)
        for place, taken in straight.items():
            assert parts(mixed[place]) == pytest.approx(parts(taken), abs=1e-12)


def test_other_years_change_nothing(
    world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    both = world([2023, 2024])
    alone = shuffled(both, both.years == 2024)
    for fitted in models(len(both.names), 3):
        assert drivers(fitted, both, 2024, mapping) == drivers(
            fitted, alone, 2024, mapping
        )


def test_swapping_the_names_of_two_themes_changes_no_number(
    world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    first, second, *rest = mapping.themes
    renamed = (
        first.model_copy(update={"name": second.name}),
        second.model_copy(update={"name": first.name}),
    )
    swapped = mapping.model_copy(update={"themes": (*renamed, *rest)})
    cases = world([2024])
    for fitted in models(len(cases.names), 5):
        straight = drivers(fitted, cases, 2024, mapping)
        other = drivers(fitted, cases, 2024, swapped)
        assert [parts(t) for t in other.values()] == [
            parts(t) for t in straight.values()
        ]
        one, two = straight[2].drivers, other[2].drivers
        assert [d.theme.name for d in one] != [d.theme.name for d in two]


def test_a_year_without_cases_is_named(
    world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world([2023])
    with pytest.raises(MissingDataError) as error:
        drivers(models(39, 1)[0], cases, 2024, mapping)
    assert str(error.value) == (
        "no country has data for the base year 2024; the last one is 2023"
    )


def test_a_model_whose_level_is_not_shared_is_a_bug(
    world: Callable[..., Cases], mapping: Themes
) -> None:
    class Uneven:
        def contributions(self, values: Array) -> Array:
            return np.hstack([np.arange(len(values))[:, None], values])

    with pytest.raises(AssertionError, match="a level is shared by all cases"):
        drivers(Uneven(), world([2024]), 2024, mapping)
