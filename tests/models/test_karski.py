"""What Karski's own model promises beyond what every model does."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.models import karski
from karski.models._counts import GRID, quantiles
from karski.models._model import Draws, sample
from karski.models._paths import joined
from karski.models._tempered import BEFORE, FACTOR, LEAST, tempered
from karski.models._training import training_rows
from karski.panel._panel import Panel

TARGET = "deaths_total"
PLACES, MONTHS, STEPS, SIZE = 30, 120, 12, 400
PanelOf = Callable[..., Panel]


def world(places: int = PLACES, months: int = MONTHS, seed: int = 0) -> np.ndarray:
    """Wars that begin, last and end; a third of the places are at peace."""
    random = np.random.default_rng(seed)
    war = np.zeros((places, months))
    for place, month in np.argwhere(random.random((places, months)) < 0.02):
        war[place, month : month + random.integers(6, 30)] = random.lognormal(3, 1.5)
    war[::3] = 0
    return random.poisson(war * random.gamma(0.8, 1 / 0.8, war.shape)) * 1.0


def draws_of(panel: Panel, *, origin: int | None = None, seed: int = 5) -> Draws:
    return sample(
        karski.MODEL,
        panel,
        TARGET,
        origin=origin or panel.as_of,
        steps=STEPS,
        size=SIZE,
        seed=seed,
    )


def rose_in_its_last_month(usual: int) -> np.ndarray:
    history = world()
    history[-1] = np.random.default_rng(1).poisson(usual, MONTHS)
    history[-1, -1] = 1000 * usual
    return history


@pytest.mark.parametrize("usual", [3, 50, 500])
def test_one_month_a_thousand_times_the_usual_does_not_set_the_scale(
    usual: int, panel_of: PanelOf
) -> None:
    history = rose_in_its_last_month(usual)
    draws = draws_of(panel_of(history))[-1]
    as_conflictology_says = history[-1, -12:].mean()
    assert (draws.mean(axis=1) < as_conflictology_says / 3).all()
    median = np.median(draws, axis=1)
    assert ((usual / 3 < median) & (median < 3 * usual)).all()
    assert np.quantile(draws, 0.99) < history[-1, -1] / 3


def test_a_spike_in_each_of_two_decembers_does_not_set_the_scale(
    panel_of: PanelOf,
) -> None:
    history = rose_in_its_last_month(50)
    history[-1, -13] = 20_000
    total = draws_of(panel_of(history))[-1].sum(axis=0)
    assert np.quantile(total, 0.95) < 2 * history[-1, -12:].sum()


def test_a_war_of_a_year_does_set_the_scale(panel_of: PanelOf) -> None:
    history = world()
    history[-1] = 0
    history[-1, -12:] = 3000
    median = np.median(draws_of(panel_of(history))[-1], axis=1)
    assert (median > 1000).all()


def test_equal_seeds_give_equal_bytes_and_others_do_not(panel_of: PanelOf) -> None:
    panel = panel_of(world())
    first = draws_of(panel, seed=5).tobytes()
    assert draws_of(panel, seed=5).tobytes() == first
    assert draws_of(panel, seed=6).tobytes() != first


def test_nothing_after_the_origin_matters(panel_of: PanelOf) -> None:
    history, changed = world(), world()
    changed[:, 100:] = 9 * changed[:, 100:] + 77
    before = draws_of(panel_of(history), origin=100)
    assert np.array_equal(before, draws_of(panel_of(changed), origin=100))


@pytest.mark.parametrize(
    ("places", "months"), [(PLACES, 60), (8, MONTHS), (8, 60), (1, 12)]
)
def test_a_short_or_small_world_is_forecast(
    places: int, months: int, panel_of: PanelOf
) -> None:
    draws = draws_of(panel_of(world(places, months)))
    assert draws.shape == (places, STEPS, SIZE)
    assert draws.max() < GRID[-1]


def test_a_country_without_deaths_in_a_world_at_war_is_expected_to_stay_so(
    panel_of: PanelOf,
) -> None:
    history = world()
    chance = (draws_of(panel_of(history)) > 0).mean(axis=(1, 2))
    never = history.max(axis=1) == 0
    assert chance[never].max() < 0.1
    assert chance[never].max() < chance[history[:, -3:].min(axis=1) > 0].min()


def test_a_state_that_began_three_years_before_is_forecast_from_its_own_months(
    panel_of: PanelOf,
) -> None:
    history = world()
    history[-2:] = np.random.default_rng(2).poisson([[4.0], [400.0]], (2, MONTHS))
    history[-2:, :-36] = np.nan
    median = np.median(draws_of(panel_of(history))[-2:], axis=(1, 2))
    assert 1 <= median[0] <= 12
    assert 130 <= median[1] <= 1200


def ways_to_draw(seed: int = 0) -> tuple[np.ndarray, Draws]:
    """Draws of each month as they are before and after they are joined."""
    counted = karski.Past.of(world())
    believed = karski.Past.of(tempered(counted.history))
    history, described, steps = (
        believed.history,
        believed.described,
        np.arange(1, STEPS + 1),
    )
    random = np.random.default_rng(seed)
    single = karski.distributions(counted, believed, steps, random)
    ascending = quantiles(single.reshape(-1, len(GRID)), SIZE)
    ascending = ascending.reshape(PLACES, STEPS, SIZE)
    return ascending, joined(ascending, history, described, steps, random)


def test_joining_months_into_paths_leaves_each_month_as_it_was() -> None:
    ascending, paths = ways_to_draw()
    assert not np.array_equal(paths, ascending)
    assert np.array_equal(np.sort(paths, axis=2), ascending)


def test_months_of_a_path_go_together_so_that_sums_are_wider_than_by_chance() -> None:
    ascending, paths = ways_to_draw()
    apart = np.random.default_rng(3).permuted(ascending, axis=2)
    at_war = np.median(ascending, axis=(1, 2)) > 0
    together, alone = (
        np.log1p(draws[at_war].sum(axis=1)).std(axis=1) for draws in (paths, apart)
    )
    assert at_war.sum() >= 3
    assert (together > 1.1 * alone).all()


histories = st.builds(
    world,
    places=st.integers(1, 12),
    months=st.integers(12, 90),
    seed=st.integers(0, 2**32 - 1),
)


@given(history=histories, longest=st.integers(1, 40), seed=st.integers(0, 99))
@settings(max_examples=60)
def test_rows_to_learn_from_have_an_outcome_by_the_origin(
    history: np.ndarray, longest: int, seed: int
) -> None:
    history[0, : history.shape[1] // 2] = np.nan
    random = np.random.default_rng(seed)
    place, month, ahead, weight = training_rows(history, longest, random)
    assert (ahead >= 1).all()
    assert (month + ahead < history.shape[1]).all()
    assert not np.isnan(history[place, month]).any()
    assert not np.isnan(history[place, month + ahead]).any()
    assert (weight > 0).all()


@given(history=histories, spike=st.integers(0, 10**7), at=st.integers(0, 89))
def test_no_month_counts_for_more_than_its_factor(
    history: np.ndarray, spike: int, at: int
) -> None:
    history[-1, at % history.shape[1]] = spike
    limited = tempered(history)
    assert (limited <= history).all()
    for month in range(history.shape[1]):
        before = limited[:, max(month - BEFORE, 0) : month].max(axis=1, initial=LEAST)
        expected = np.minimum(history[:, month], FACTOR * before)
        assert np.array_equal(limited[:, month], expected)


@given(history=histories, cut=st.integers(1, 89))
def test_tempering_looks_back_only_and_keeps_what_is_missing(
    history: np.ndarray, cut: int
) -> None:
    history[0, : history.shape[1] // 2] = np.nan
    whole, part = tempered(history), tempered(history[:, :cut])
    assert np.array_equal(whole[:, :cut], part, equal_nan=True)
    assert np.array_equal(np.isnan(whole), np.isnan(history))
