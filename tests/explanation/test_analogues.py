from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.core.errors import MissingDataError
from karski.explanation.analogues import ALIKE, EPISODE_YEARS, Analogue, analogues
from karski.explanation.themes import Themes
from karski.models._onset import Array, Cases, Fitted
from karski.sources import ewp_predictors

Make = Callable[..., Fitted]
Models = Callable[[int, int], list[Fitted]]

NAMES = ("battledeaths.log2", "un_imr_sqrt", "year")
YEARS = range(1995, 2021)


def cases_of(rows: dict[tuple[int, int], tuple[float, float]]) -> Cases:
    place, year = np.array(list(rows), np.int32).T
    values = np.column_stack([np.array(list(rows.values())), year])
    return Cases(place, year, values, NAMES)


def nothing(cases: Cases, horizon: int = 2) -> Array:
    return np.zeros((len(cases.places), horizon))


@pytest.fixture
def fitted(linear: Make) -> Fitted:
    """Battle deaths count twice as much as infant deaths, the year a great deal."""
    return linear(-5.0, np.array([0.2, 0.1, 3.0]))


def named(found: tuple[Analogue, ...]) -> list[tuple[int, int]]:
    return [(analogue.place, analogue.year) for analogue in found]


def test_the_most_alike_is_nearest_in_what_the_model_uses(
    fitted: Fitted, mapping: Themes
) -> None:
    rows = {
        (2, 2020): (5, 5),
        (20, 2000): (7, 5),  # 2 x 0.2
        (70, 2000): (5, 8),  # 3 x 0.1
        (90, 1960): (5, 6),  # 1 x 0.1: long ago, but the year itself does not count
    }
    cases = cases_of(rows)
    found = analogues(fitted, cases, nothing(cases), 2020, mapping)[2]
    assert named(found) == [(90, 1960), (70, 2000), (20, 2000)]
    assert [a.distance for a in found] == pytest.approx([0.1, 0.3, 0.4])


def test_what_followed_is_told_by_its_year(fitted: Fitted, mapping: Themes) -> None:
    rows = {(2, 2020): (5, 5), (20, 2000): (5, 5), (70, 2001): (5, 6), (90, 2): (5, 7)}
    cases = cases_of(rows)
    followed = np.array([[np.nan, np.nan], [0, 1], [1, 1], [0, 0]])
    found = analogues(fitted, cases, followed, 2020, mapping)[2]
    assert [a.onset for a in found] == [2002, 2002, None]


def test_a_state_stands_once_for_years_that_lie_close(
    fitted: Fitted, mapping: Themes
) -> None:
    rows = {(2, 2020): (5.0, 5.0)}
    rows |= {(20, year): (5, 5 + (2018 - year) / 100) for year in range(1995, 2019)}
    cases = cases_of(rows)
    found = analogues(fitted, cases, nothing(cases), 2020, mapping)[2]
    assert named(found) == [(20, 2018), (20, 2008), (20, 1998)]


def test_a_states_own_past_stands_only_if_asked_for_and_long_ago(
    fitted: Fitted, mapping: Themes
) -> None:
    rows = {(2, year): (5.0, 5.0) for year in (2005, 2010, 2011, 2018, 2020)}
    rows |= {(20, 2000): (5, 9)}
    cases = cases_of(rows)
    without = analogues(fitted, cases, nothing(cases), 2020, mapping)[2]
    assert named(without) == [(20, 2000)]
    found = analogues(fitted, cases, nothing(cases), 2020, mapping, own=True)[2]
    assert named(found) == [(2, 2010), (20, 2000)]


def test_equally_alike_the_latest_stands_then_the_lowest_number(
    fitted: Fitted, mapping: Themes
) -> None:
    rows = {
        (2, 2020): (5, 5),
        (70, 2000): (5, 5),
        (20, 2000): (5, 5),
        (90, 2001): (5, 5),
    }
    cases = cases_of(rows)
    found = analogues(fitted, cases, nothing(cases), 2020, mapping)[2]
    assert named(found) == [(90, 2001), (20, 2000), (70, 2000)]


def test_a_case_whose_outcome_is_not_known_is_no_analogue(
    fitted: Fitted, mapping: Themes
) -> None:
    rows = {
        (2, 2020): (5, 5),
        (20, 2018): (5, 6),
        (70, 2018): (5, 5),
        (90, 2019): (5, 5),
    }
    cases = cases_of(rows)
    followed = np.array([[0, 0], [0, 0], [0, np.nan], [0, 0]])
    found = analogues(fitted, cases, followed, 2020, mapping)[2]
    assert named(found) == [(20, 2018)]
    one_year = analogues(fitted, cases, followed[:, :1], 2020, mapping)[2]
    assert named(one_year) == [(90, 2019), (70, 2018), (20, 2018)]


def test_how_alike_is_the_share_of_pairs_that_are_less_so(
    fitted: Fitted, mapping: Themes
) -> None:
    # pairs of different states lie 0.2 (two of them) or 0.4 or more apart
    rows = {
        (2, 2020): (1.5, 5),
        (20, 2000): (1, 5),
        (70, 2000): (2, 5),
        (90, 1990): (9, 5),
    }
    cases = cases_of(rows)
    found = analogues(fitted, cases, nothing(cases), 2020, mapping)[2]
    # 0.1 away, where past pairs lie 0.2, 1.4 and 1.6 apart: all are less alike
    assert [a.less_alike for a in found[:2]] == [1, 1]
    # 1.5 away: one of three pairs is less alike
    assert found[2].less_alike == pytest.approx(1 / 3)
    assert [a.alike for a in found] == [True, True, False]


def test_pairs_of_one_state_say_nothing_of_what_is_usual(
    fitted: Fitted, mapping: Themes
) -> None:
    rows = {(2, 2020): (4.0, 5.0), (20, 1990): (1, 5), (70, 2000): (2, 5)}
    rows |= {(20, 1990 - years): (1 + 9 * years, 5) for years in range(1, 9)}
    cases = cases_of(rows)
    found = analogues(fitted, cases, nothing(cases), 2020, mapping)[2]
    # 0.4 from state 70, which lies 0.2 from state 20 once and further eight times
    assert (found[0].place, found[0].less_alike) == (70, pytest.approx(8 / 9))


def test_without_a_known_past_it_says_so(fitted: Fitted, mapping: Themes) -> None:
    cases = cases_of({(2, 2020): (5, 5), (20, 2019): (5, 5)})
    with pytest.raises(MissingDataError) as error:
        analogues(fitted, cases, nothing(cases), 2020, mapping)
    assert str(error.value) == (
        "no country-year has an outcome known by the end of 2020; situations alike"
        " need some"
    )


@settings(max_examples=20)
@given(seed=st.integers(0, 10**6), horizon=st.integers(1, 2))
def test_no_analogue_is_later_than_the_origin_less_the_horizon(
    seed: int,
    horizon: int,
    world: Callable[..., Cases],
    models: Models,
    mapping: Themes,
) -> None:
    cases = world(YEARS, seed=seed)
    random = np.random.default_rng(seed)
    followed = random.integers(0, 2, (len(cases.places), horizon)).astype(float)
    for fitted in models(len(cases.names), seed):
        found = analogues(fitted, cases, followed, 2012, mapping)
        changed = Cases(cases.places, cases.years, cases.values.copy(), cases.names)
        changed.values[cases.years > 2012] = random.random(len(cases.names))
        later = cases.years > 2012 - horizon
        changed.values[later & (cases.years < 2012)] *= 2
        other = np.where(later[:, None], 1 - followed, followed)
        assert found == analogues(fitted, changed, other, 2012, mapping)
        for place, named_ones in found.items():
            assert all(a.year <= 2012 - horizon for a in named_ones)
            assert all(a.place != place for a in named_ones)
            assert [a.distance for a in named_ones] == sorted(
                a.distance for a in named_ones
            )
            assert len(named_ones) == 3


@settings(max_examples=20)
@given(seed=st.integers(0, 10**6))
def test_the_order_of_cases_does_not_matter(
    seed: int, world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world(YEARS)
    random = np.random.default_rng(seed)
    followed = random.integers(0, 2, (len(cases.places), 2)).astype(float)
    order = random.permutation(len(cases.places))
    mixed = Cases(
        cases.places[order], cases.years[order], cases.values[order], cases.names
    )
    for fitted in models(len(cases.names), seed):
        straight = analogues(fitted, cases, followed, 2015, mapping)
        assert straight == analogues(fitted, mixed, followed[order], 2015, mapping)


@settings(max_examples=20)
@given(seed=st.integers(0, 10**6))
def test_the_distance_bounds_how_far_the_odds_can_be_apart(
    seed: int, world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    names = [p.name for p in mapping.predictors() if p.name not in ("year", "year_sq")]
    cases = world(YEARS, [n for n in names if n != "includesnonstate"], seed=seed)
    for fitted in models(len(cases.names), seed):
        odds = {
            (int(place), int(year)): value
            for place, year, value in zip(
                cases.places,
                cases.years,
                fitted.contributions(cases.values).sum(axis=1),
                strict=True,
            )
        }
        found = analogues(fitted, cases, nothing(cases), 2020, mapping)
        for place, named_ones in found.items():
            for each in named_ones:
                apart = odds[place, 2020] - odds[each.place, each.year]
                assert abs(apart) <= each.distance + 1e-9


def test_only_the_places_asked_for_are_looked_at(
    world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world(YEARS)
    fitted = models(39, 1)[0]
    every = analogues(fitted, cases, nothing(cases), 2020, mapping)
    one = analogues(fitted, cases, nothing(cases), 2020, mapping, places=[20])
    assert one == {20: every[20]}


def test_in_real_data_alike_is_rare_enough_to_mean_something(
    data: Path, linear: Make, mapping: Themes
) -> None:
    """With the coefficients that the Early Warning Project published."""
    folder = data / "ewp2025"
    frame = ewp_predictors.read(folder / ewp_predictors.FILE).frame
    published = pl.read_csv(folder / "coefficients_3Sep2025.csv")
    names = published["variable"].to_list()[1:]
    level, *weights = published["coef.full"].to_list()
    frame = frame.drop_nulls(names)
    cases = Cases(
        frame["place"].to_numpy(),
        frame["year"].to_numpy(),
        frame.select(names).to_numpy(),
        tuple(names),
    )
    leads = frame.select("mk_onset_1", "mk_onset_2").cast(pl.Float64)
    followed = leads.fill_null(float("nan")).to_numpy()
    found = analogues(linear(level, np.array(weights)), cases, followed, 2024, mapping)
    least = [named_ones[0] for named_ones in found.values()]
    assert len(found) == 168
    assert max(a.year for named_ones in found.values() for a in named_ones) == 2022
    unlike = sum(analogue.less_alike < ALIKE for analogue in least)
    assert 1 <= unlike <= 17  # some are like nothing, at most one in ten
    # alike: the odds are apart by a factor of about two at most
    assert max(a.distance for a in least if a.alike) < np.log(2.2)


def test_years_of_one_state_are_never_close(
    world: Callable[..., Cases], models: Models, mapping: Themes
) -> None:
    cases = world(range(1960, 2021))
    for fitted in models(len(cases.names), 4):
        found = analogues(
            fitted, cases, nothing(cases), 2020, mapping, own=True, most=9
        )
        for place, named_ones in found.items():
            years = [(place, 2020), *named(named_ones)]
            for i, (one, year) in enumerate(years):
                for other, other_year in years[:i]:
                    assert one != other or abs(year - other_year) >= EPISODE_YEARS
