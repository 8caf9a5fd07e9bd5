"""Refits under weightings of countries, and the ranks they give."""

import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from karski.forecasts.onset import _resampled
from karski.forecasts.onset._question import Question, work_at
from karski.forecasts.onset._resampled import ranks, resampled
from karski.models import onset_catalogue
from karski.panel._panel import Panel

pytestmark = pytest.mark.usefixtures("one_processor")

NET = Question("onset_elastic_net")


def test_a_row_for_each_draw_a_column_for_each_place_forecast(panel: Panel) -> None:
    told: list[tuple[int, int]] = []
    drawn = resampled(NET, panel, 2005, 2, lambda *done: told.append(done))
    places = work_at(NET, panel, 2005).places
    assert drawn.shape == (2, len(places))
    assert np.isfinite(drawn).all()
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_draws_differ_and_more_of_them_begin_with_the_same(panel: Panel) -> None:
    one, two = (resampled(NET, panel, 2005, draws) for draws in (1, 2))
    np.testing.assert_array_equal(one[0], two[0])
    assert (two[0] != two[1]).all()


def test_draws_do_not_depend_on_the_number_of_processors(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = resampled(NET, panel, 1995, 3)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    np.testing.assert_array_equal(resampled(NET, panel, 1995, 3), alone)


def test_a_draw_is_the_model_fitted_with_the_weights_of_its_seed(panel: Panel) -> None:
    """As Rubin (1981) says it: exponential weights, one for each country."""
    (drawn,) = resampled(NET, panel, 2005, 1)
    work = work_at(NET, panel, 2005)
    seed = NET.stream(2005, "draw", 0)
    countries = np.unique(work.learn.places)
    gaps = np.random.default_rng(seed).exponential(size=len(countries))
    weight = dict(zip(countries.tolist(), gaps, strict=True))
    weights = np.array([weight[place] for place in work.learn.places.tolist()])
    fitted = onset_catalogue()[NET.model].fit(
        work.learn,
        work.onset,
        weights / weights.mean(),
        np.random.default_rng(seed),
    )
    np.testing.assert_allclose(drawn, fitted.log_odds(work.values), atol=1e-8)


def test_weights_are_one_on_average_and_one_for_all_of_a_country() -> None:
    places = np.repeat(np.arange(40, dtype=np.int32), np.arange(1, 41))
    weights = _resampled._weights(places, np.random.default_rng(1))
    assert weights.mean() == pytest.approx(1)
    assert (weights > 0).all()
    assert len(np.unique(weights)) == 40
    assert all(np.ptp(weights[places == place]) == 0 for place in range(40))


def test_ranks_begin_with_the_highest_and_ties_share_the_mean() -> None:
    odds = np.array([[-1.0, 3.0, -1.0, 0.0], [4.0, 3.0, 2.0, 1.0]])
    assert ranks(odds).tolist() == [[3.5, 1, 3.5, 2], [1, 2, 3, 4]]


@given(arrays(np.float64, (3, 6), elements=st.integers(-3, 3).map(float)))
def test_a_rank_counts_those_above_and_half_of_those_level(odds: np.ndarray) -> None:
    above = (odds[:, None, :] > odds[:, :, None]).sum(axis=2)
    level = (odds[:, None, :] == odds[:, :, None]).sum(axis=2)
    np.testing.assert_array_equal(ranks(odds), above + (level + 1) / 2)
