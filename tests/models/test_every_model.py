"""Laws that hold for whatever is in the catalogue of models."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karski import models
from karski.core.errors import MissingDataError
from karski.models._model import Draws, Model, sample
from karski.panel._panel import Panel

TARGET = "deaths_total"
PLACES, MONTHS, STEPS, SIZE = 12, 72, 6, 200
WITHOUT_CHANCE = {"zero", "conflictology"}
PanelOf = Callable[..., Panel]

every_model = pytest.mark.parametrize("name", list(models.catalogue()))


def ordinary(seed: int = 0) -> np.ndarray:
    """A third of the places at peace, a third now and then, a third at war."""
    random = np.random.default_rng(seed)
    level = np.repeat([0.0, 1.0, 40.0], PLACES // 3)[:, None]
    return random.poisson(level * random.gamma(0.7, 1 / 0.7, (PLACES, MONTHS))) * 1.0


def draws_of(
    name: str, panel: Panel, *, seed: int = 7, origin: int | None = None
) -> Draws:
    return sample(
        models.catalogue()[name],
        panel,
        TARGET,
        origin=origin or panel.as_of,
        steps=STEPS,
        size=SIZE,
        seed=seed,
    )


def promised(name: str, places: int) -> tuple[int, int, int]:
    return places, STEPS, models.catalogue()[name].size or SIZE


@every_model
def test_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    model = models.catalogue()[name]
    assert model.title
    assert model.reference


@every_model
def test_draws_are_counts_of_the_promised_shape(name: str, panel_of: PanelOf) -> None:
    draws = draws_of(name, panel_of(ordinary()))
    assert draws.shape == promised(name, PLACES)
    assert draws.dtype == np.int32
    assert draws.min() >= 0


@every_model
def test_the_same_seed_gives_the_same_bytes(name: str, panel_of: PanelOf) -> None:
    panel = panel_of(ordinary())
    assert draws_of(name, panel).tobytes() == draws_of(name, panel).tobytes()


@every_model
def test_another_seed_gives_other_draws_where_chance_plays_a_part(
    name: str, panel_of: PanelOf
) -> None:
    panel = panel_of(ordinary())
    same = np.array_equal(draws_of(name, panel, seed=1), draws_of(name, panel, seed=2))
    assert same == (name in WITHOUT_CHANCE)


@every_model
@given(seed=st.integers(0, 2**32 - 1), origin=st.integers(48, MONTHS - 1))
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_later_than_the_origin_matters(
    name: str, seed: int, origin: int, panel_of: PanelOf
) -> None:
    history, changed = ordinary(), ordinary()
    later = np.random.default_rng(seed).integers(0, 10_000, changed.shape)
    changed[:, origin:] = later[:, origin:]
    before = draws_of(name, panel_of(history), origin=origin)
    after = draws_of(name, panel_of(changed), origin=origin)
    assert np.array_equal(before, after)


@every_model
def test_a_world_without_deaths_gives_a_forecast_without_deaths(
    name: str, panel_of: PanelOf
) -> None:
    draws = draws_of(name, panel_of(np.zeros((PLACES, MONTHS))))
    assert draws.sum() == 0


@every_model
def test_a_place_always_at_peace_has_a_median_of_zero(
    name: str, panel_of: PanelOf
) -> None:
    draws = draws_of(name, panel_of(ordinary()))
    assert np.median(draws[0], axis=1).tolist() == [0] * STEPS


@every_model
def test_a_state_that_began_three_months_ago_is_forecast(
    name: str, panel_of: PanelOf
) -> None:
    history = ordinary()
    history[-1, :-3] = np.nan
    assert draws_of(name, panel_of(history)).shape == promised(name, PLACES)


@every_model
def test_a_state_that_began_this_month_is_forecast(
    name: str, panel_of: PanelOf
) -> None:
    history = ordinary()
    history[-1, :-1] = np.nan
    assert draws_of(name, panel_of(history)).shape == promised(name, PLACES)


@every_model
def test_a_state_that_has_ended_is_not_forecast(name: str, panel_of: PanelOf) -> None:
    history = ordinary()
    history[0, -1] = np.nan
    assert draws_of(name, panel_of(history)).shape == promised(name, PLACES - 1)


@every_model
def test_one_place_alone_is_forecast(name: str, panel_of: PanelOf) -> None:
    assert draws_of(name, panel_of(ordinary()[-1:])).shape == promised(name, 1)


@every_model
def test_a_missing_value_is_refused_by_place_and_month(
    name: str, panel_of: PanelOf
) -> None:
    panel = panel_of(ordinary())
    hole = (pl.col("place") == 9003) & (pl.col("month") == 50)
    value = pl.when(hole).then(None).otherwise(pl.col(TARGET)).alias(TARGET)
    holed = Panel.of(panel.frame.with_columns(value), MONTHS, panel.columns)
    with pytest.raises(MissingDataError, match="place 9003 is missing in 1984-02"):
        draws_of(name, holed)


@every_model
@pytest.mark.parametrize("usual", [0, 3, 40])
def test_a_spike_in_the_last_month_does_not_set_the_whole_forecast(
    name: str, usual: int, panel_of: PanelOf
) -> None:
    spike = 1000 * max(usual, 1)
    history = ordinary()
    history[-1] = np.random.default_rng(1).poisson(usual, MONTHS)
    history[-1, -1] = spike
    near = (draws_of(name, panel_of(history))[-1] > spike / 10).mean(axis=1)
    follows = models.catalogue()[name].follows_spikes
    assert (near > 0.5).tolist() == [follows] * STEPS


@every_model
def test_deaths_beyond_any_count_do_not_overflow(name: str, panel_of: PanelOf) -> None:
    history = ordinary()
    history[-1, -6:] = [2e9, 0, 2e9, 0, 0, 2e9]
    assert draws_of(name, panel_of(history)).min() >= 0


def test_a_history_shorter_than_a_year_is_refused(panel_of: PanelOf) -> None:
    with pytest.raises(MissingDataError, match="has 11 months up to 1980-11"):
        draws_of("zero", panel_of(ordinary()[:, :11]))


def test_a_target_that_the_panel_lacks_is_refused(panel_of: PanelOf) -> None:
    model, panel = models.catalogue()["zero"], panel_of(ordinary())
    with pytest.raises(MissingDataError, match="holds no 'deaths_of_elves'"):
        sample(model, panel, "deaths_of_elves", origin=MONTHS, steps=1, size=1, seed=0)


def test_an_origin_where_no_state_exists_is_refused(panel_of: PanelOf) -> None:
    panel = panel_of(ordinary())
    later = Panel.of(panel.frame, MONTHS + 2, panel.columns)
    with pytest.raises(MissingDataError, match="no place in 1986-02"):
        draws_of("zero", later)


@pytest.mark.parametrize(
    "broken",
    [
        np.zeros((PLACES, STEPS, SIZE + 1), np.int32),
        np.zeros((PLACES, STEPS, SIZE), np.int64),
        np.full((PLACES, STEPS, SIZE), -1, np.int32),
    ],
    ids=["shape", "type", "negative"],
)
def test_a_model_that_breaks_its_promise_is_a_bug(
    broken: Draws, panel_of: PanelOf
) -> None:
    model = Model("broken", "nowhere", draw=lambda *_: broken)
    panel = panel_of(ordinary())
    with pytest.raises(AssertionError, match="broken"):
        sample(model, panel, TARGET, origin=MONTHS, steps=STEPS, size=SIZE, seed=0)
