"""Forecasts from every past year: nothing later leaks, nothing is done twice."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from karski.core.errors import MissingDataError, UnknownNameError
from karski.forecasts.onset import forward as module
from karski.forecasts.onset._question import Question, forecast, work_at
from karski.forecasts.onset.forward import Kept, first_origin, forward
from karski.models import onset_catalogue
from karski.models._onset_cases import lacking
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS

PanelOf = Callable[..., Panel]
Asked = tuple[Question, Panel]
ORIGINS = (1988, 1989, 1990)
NET = Question("onset_elastic_net", horizon=1)

every_model = pytest.mark.parametrize("model", list(onset_catalogue()))
here = pytest.mark.usefixtures("_one_processor", "_few_trees")


def changed_after(origin: int, table: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Other predictors, other onsets, and fewer rows, all after the origin."""
    random = np.random.default_rng(seed)
    drawn = {name: random.normal(9, 9, len(table)) for name in PREDICTORS}
    onsets = random.integers(0, 2, (2, len(table))) * 1.0
    drawn |= dict(zip(("mk_onset", "mk_onset_state"), onsets, strict=True))
    del drawn["year"]
    new = table.with_columns(pl.Series(*each) for each in drawn.items())
    new = new.sample(fraction=0.8, seed=seed)
    later = pl.col("year") > origin
    return pl.concat([table.filter(~later), new.filter(later)])


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The origins that were fitted."""
    done: list[int] = []

    def count(asked: Asked, origin: int) -> pl.DataFrame:
        done.append(origin)
        return forecast(asked, origin)

    monkeypatch.setattr(module, "forecast", count)
    return done


@here
@every_model
@given(seed=st.integers(0, 2**32 - 1), origin=st.sampled_from(ORIGINS))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_later_than_the_origin_changes_a_byte(
    model: str, seed: int, origin: int, table: pl.DataFrame, panel_of: PanelOf
) -> None:
    question = Question(model)
    before = forward(question, panel_of(table), [origin])
    other = panel_of(changed_after(origin, table, seed))
    assert not other.frame.equals(panel_of(table).frame)
    assert forward(question, other, [origin]).equals(before)


@here
def test_what_was_known_at_the_origin_does_change_it(
    table: pl.DataFrame, panel_of: PanelOf
) -> None:
    before = forward(NET, panel_of(table), [1990])
    other = forward(NET, panel_of(changed_after(1989, table, 0)), [1990])
    assert not other.equals(before)


@here
@pytest.mark.parametrize("horizon", [1, 2])
def test_what_is_learnt_ends_a_horizon_before_the_origin(
    horizon: int, panel: Panel
) -> None:
    question = Question(horizon=horizon)
    work = work_at(question, panel, 1990)
    assert work.seed == question.stream(1990) != question.stream(1989)
    assert work.learn.years.max() == 1990 - horizon
    assert work.learn.names == PREDICTORS
    assert work.weights.tolist() == [1.0] * len(work.onset)
    now = panel.frame.filter(year=1990)
    assert work.places.tolist() == now["place"].to_list()
    np.testing.assert_array_equal(work.values, now.select(PREDICTORS).to_numpy())


@here
def test_the_target_is_the_one_asked_for(panel: Panel) -> None:
    both = [
        work_at(Question(target=target), panel, 1990).onset.sum()
        for target in ("mk_onset", "mk_onset_state")
    ]
    assert both[0] > both[1] > 0


@here
def test_a_country_year_that_lacks_a_predictor_has_no_row_and_is_reported(
    table: pl.DataFrame, panel_of: PanelOf
) -> None:
    hole = (pl.col("place") == 9003) & (pl.col("year") == 1990)
    value = pl.when(~hole).then("efindex").alias("efindex")
    panel = panel_of(table.with_columns(value))
    found = forward(NET, panel, [1990])
    assert sorted({*range(9001, 9041)} - {*found["place"]}) == [9003]
    assert lacking(panel, PREDICTORS).rows() == [(9003, 1990, ["efindex"])]


@here
def test_an_origin_without_a_complete_state_is_refused_with_the_last_that_has_one(
    table: pl.DataFrame, panel_of: PanelOf
) -> None:
    value = pl.when(pl.col("year") < 1990).then("efindex").alias("efindex")
    panel = panel_of(table.with_columns(value))
    with pytest.raises(
        MissingDataError,
        match=r"^no state has every predictor of onsets in 1990; .* one is 1989$",
    ):
        forward(NET, panel, [1990])


@here
def test_rows_are_by_year_and_place_whatever_was_asked_first(panel: Panel) -> None:
    found = forward(NET, panel, [1990, 1988, 1990, 1989])
    assert found.columns == ["place", "year", "log_odds"]
    assert found["year"].unique(maintain_order=True).to_list() == list(ORIGINS)
    assert_frame_equal(found, found.sort("year", "place"))
    alone = forward(NET, panel, [1989])
    assert_frame_equal(found.filter(year=1989), alone)


@here
def test_an_interrupted_loop_goes_on_where_it_was(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: list[int]
) -> None:
    counting = module.forecast

    def fail(asked: Asked, origin: int) -> pl.DataFrame:
        if origin == 1990:
            raise KeyboardInterrupt
        return counting(asked, origin)

    kept = Kept(tmp_path, "data")
    with monkeypatch.context() as patch:
        patch.setattr(module, "forecast", fail)
        with pytest.raises(KeyboardInterrupt):
            forward(NET, panel, ORIGINS, kept)
    assert counted == [1988, 1989]
    resumed = forward(NET, panel, ORIGINS, kept)
    assert counted == [1988, 1989, 1990]
    assert resumed.equals(forward(NET, panel, ORIGINS))
    assert len([*tmp_path.rglob("*.parquet")]) == len(ORIGINS)


@here
@pytest.mark.parametrize(
    "other", ["data", "code", "seed", "horizon", "target", "model"]
)
def test_what_was_kept_for_something_else_is_not_used(
    other: str,
    panel: Panel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    counted: list[int],
) -> None:
    kept, question = Kept(tmp_path, "data"), NET
    forward(NET, panel, [1990], kept)
    questions = {
        "seed": Question(NET.model, horizon=1, seed=3),
        "horizon": Question(NET.model, horizon=2),
        "target": Question(NET.model, "mk_onset_state", 1),
        "model": Question("onset", horizon=1),
    }
    question = questions.get(other, NET)
    if other == "data":
        kept = Kept(tmp_path, "other data")
    if other == "code":
        monkeypatch.setattr(module, "fingerprint", lambda: "other code")
    forward(question, panel, [1990], kept)
    assert counted == [1990, 1990]
    forward(question, panel, [1990], kept)
    assert counted == [1990, 1990]


def test_the_number_of_processors_does_not_change_a_byte(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for processors in ({0}, {0, 1}):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, own=processors: own)
        found.append(forward(Question("onset"), panel, [1989, 1990]))
    assert found[0].equals(found[1])


@here
def test_progress_counts_what_is_left_to_do(panel: Panel, tmp_path: Path) -> None:
    kept, told = Kept(tmp_path, "data"), []
    forward(NET, panel, [1989], kept)
    found = forward(NET, panel, ORIGINS, kept, lambda *done: told.append(done))
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert found["year"].unique(maintain_order=True).to_list() == list(ORIGINS)


def test_the_first_origin_leaves_six_years_to_learn_from(panel: Panel) -> None:
    assert first_origin(panel) == 1986


def test_streams_differ_by_all_that_is_asked() -> None:
    questions = [
        Question("onset"),
        Question("onset_elastic_net"),
        Question("onset", "mk_onset_state"),
        Question("onset", horizon=1),
        Question("onset", seed=1),
    ]
    streams = [each.stream(year) for each in questions for year in (1990, 1991)]
    assert len(set(streams)) == 10
    assert Question("onset").stream(1990) == streams[0]


@here
@pytest.mark.parametrize(
    ("question", "origins", "error", "said"),
    [
        (NET, [1993], MissingDataError, "^the panel ends at 1992; it knows nothing of"),
        (NET, [], MissingDataError, "^no base year to forecast from was given$"),
        (NET, [1980], MissingDataError, "^no one of 0 country-years with a known"),
        (
            Question("onsett"),
            [1990],
            UnknownNameError,
            "^no model of onsets named 'onsett'; did you mean 'onset'",
        ),
        (
            Question(NET.model, target="mk_onsets"),
            [1990],
            MissingDataError,
            "^the data at hand do not say 'mk_onsets'; import",
        ),
    ],
)
def test_what_cannot_be_forecast_is_said_in_one_sentence(
    question: Question,
    origins: list[int],
    error: type[Exception],
    said: str,
    panel: Panel,
) -> None:
    with pytest.raises(error, match=said):
        forward(question, panel, origins)
