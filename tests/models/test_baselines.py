"""Each baseline on cases worked out by hand."""

from collections.abc import Callable

import numpy as np
import pytest

from karski.core.errors import UnknownNameError
from karski.core.places import neighbours
from karski.models import (
    bootstrap_240,
    conflictology,
    conflictology_neighbours,
    last,
    negative_binomial,
    zero,
)
from karski.models._model import Draws, Model, sample
from karski.panel._panel import Panel

TARGET = "deaths_total"
PanelOf = Callable[..., Panel]


def draws_of(model: Model, panel: Panel, steps: int = 3, size: int = 4000) -> Draws:
    return sample(
        model, panel, TARGET, origin=panel.as_of, steps=steps, size=size, seed=3
    )


def test_zero_is_zero_whatever_happened(panel_of: PanelOf) -> None:
    draws = draws_of(zero.MODEL, panel_of(np.full((2, 12), 500.0)), size=2)
    assert draws.tolist() == [[[0, 0]] * 3] * 2


def test_last_is_poisson_around_the_last_month_only(panel_of: PanelOf) -> None:
    history = np.full((3, 24), 900.0)
    history[:, -1] = [0, 1, 100]
    draws = draws_of(last.MODEL, panel_of(history))
    for place, mean in enumerate([0, 1, 100]):
        assert draws[place].mean() == pytest.approx(mean, rel=0.05)
        assert draws[place].var() == pytest.approx(mean, rel=0.1)


def test_last_draws_each_step_anew(panel_of: PanelOf) -> None:
    draws = draws_of(last.MODEL, panel_of(np.full((1, 12), 50.0)))
    assert not np.array_equal(draws[0, 0], draws[0, 1])


def test_bootstrap_draws_from_the_whole_world_for_every_place(
    panel_of: PanelOf,
) -> None:
    history = np.zeros((4, 12))
    history[0] = 7
    draws = draws_of(bootstrap_240.MODEL, panel_of(history))
    assert np.unique(draws).tolist() == [0, 7]
    assert (draws == 7).mean(axis=(1, 2)) == pytest.approx(0.25, abs=0.02)


def test_bootstrap_forgets_what_is_older_than_240_months(panel_of: PanelOf) -> None:
    history = np.repeat([[9.0] * 10 + [1.0] * 240], 2, axis=0)
    draws = draws_of(bootstrap_240.MODEL, panel_of(history))
    assert np.unique(draws).tolist() == [1]


def test_bootstrap_pools_no_month_before_a_state_existed(panel_of: PanelOf) -> None:
    history = np.full((2, 12), 5.0)
    history[1, :-1] = np.nan
    assert np.unique(draws_of(bootstrap_240.MODEL, panel_of(history))).tolist() == [5]


def test_conflictology_repeats_the_last_twelve_months_at_every_step(
    panel_of: PanelOf,
) -> None:
    history = np.arange(48.0).reshape(2, 24)
    draws = draws_of(conflictology.MODEL, panel_of(history), steps=2)
    assert draws[0].tolist() == [list(range(12, 24))] * 2
    assert draws[1].tolist() == [list(range(36, 48))] * 2


def test_conflictology_repeats_the_few_months_of_a_young_state(
    panel_of: PanelOf,
) -> None:
    history = np.full((1, 12), np.nan)
    history[0, -5:] = [1, 2, 3, 4, 5]
    world = np.vstack([history, np.zeros((1, 12))])
    draws = draws_of(conflictology.MODEL, panel_of(world), steps=1)
    assert draws[0, 0].tolist() == [4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5]


def test_neighbours_give_one_draw_in_ten(panel_of: PanelOf) -> None:
    assert neighbours([9002, 9003, 9004]).tolist() == [
        [False, True, False],
        [True, False, True],
        [False, True, False],
    ]
    history = np.repeat([[1.0], [2.0], [3.0]], 12, axis=1)
    draws = draws_of(
        conflictology_neighbours.MODEL, panel_of(history, 9002), size=20_000
    )
    found = [[(place == value).mean() for value in (1, 2, 3)] for place in draws]
    expected = [[0.9, 0.1, 0], [0.05, 0.9, 0.05], [0, 0.1, 0.9]]
    np.testing.assert_allclose(found, expected, atol=0.01)


def test_a_place_without_neighbours_draws_from_itself(panel_of: PanelOf) -> None:
    history = np.repeat([[1.0]], 12, axis=1)
    draws = draws_of(conflictology_neighbours.MODEL, panel_of(history))
    assert np.unique(draws).tolist() == [1]


def test_a_place_that_is_no_country_has_no_neighbours_to_ask(
    panel_of: PanelOf,
) -> None:
    panel = panel_of(np.ones((1, 12)), 62_356)
    with pytest.raises(UnknownNameError, match="no country has the number 62356"):
        draws_of(conflictology_neighbours.MODEL, panel)


def test_negative_binomial_keeps_the_weighted_mean_and_variance(
    panel_of: PanelOf,
) -> None:
    history = np.tile([10.0, 40.0, 25.0, 5.0], (1, 6))
    weights = 0.5 ** (np.arange(24)[::-1] / 6)
    mean = np.average(history[0], weights=weights)
    variance = np.average((history[0] - mean) ** 2, weights=weights)
    draws = draws_of(negative_binomial.MODEL, panel_of(history), size=100_000)
    assert draws.mean() == pytest.approx(mean, rel=0.01)
    assert draws.var() == pytest.approx(variance, rel=0.03)


def test_negative_binomial_without_spread_is_poisson(panel_of: PanelOf) -> None:
    panel = panel_of(np.full((1, 24), 30.0))
    draws = draws_of(negative_binomial.MODEL, panel, size=50_000)
    assert draws.mean() == pytest.approx(30, rel=0.01)
    assert draws.var() == pytest.approx(30, rel=0.03)
    other = negative_binomial.MODEL
    assert not np.array_equal(*draws_of(other, panel, steps=2)[0])
