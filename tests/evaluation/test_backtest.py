"""Forecasts of the past: what a model may see, what is scored, what is kept."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core.columns import Column
from karski.core.errors import MissingDataError, UnknownNameError
from karski.core.months import month_id
from karski.evaluation import _store
from karski.evaluation._piece import SCORES, collect
from karski.evaluation._store import Store
from karski.evaluation._task import (
    CHALLENGE,
    OPERATIONAL,
    YEAR_AHEAD,
    Protocol,
    Task,
    challenge_origins,
    december_origins,
    tasks,
)
from karski.evaluation.backtest import backtest, run
from karski.evaluation.exceedance import SUMS
from karski.evaluation.export import export
from karski.evaluation.metrics.crps import crps
from karski.models._model import Draws, Model
from karski.panel._panel import Panel

TARGET = "deaths_total"
FIRST, LAST = month_id(2010, 1), month_id(2018, 12)
ORIGIN = month_id(2017, 10)
PLACES = (2, 20, 40)


def history() -> pl.DataFrame:
    random = np.random.default_rng(0)
    months = np.arange(FIRST, LAST + 1, dtype=np.int32)
    frames = [
        pl.DataFrame({"place": place, "month": months}).with_columns(
            pl.Series(TARGET, random.poisson(place, len(months)), dtype=pl.Float64)
        )
        for place in PLACES
    ]
    return pl.concat(frames).with_columns(pl.col("place").cast(pl.Int32))


def panel(frame: pl.DataFrame | None = None) -> Panel:
    deaths = Column(TARGET, "people killed", "people", least=0, missing=True)
    return Panel.of(history() if frame is None else frame, LAST, (deaths,))


def poisson(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    mean = np.nanmean(panel.history(target), axis=1)[:, None, None]
    return random.poisson(mean, (len(mean), steps, size)).astype(np.int32)


def spy(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    latest = panel.frame["month"].max()
    return np.full((len(panel.places), steps, size), latest, np.int32)


CATALOGUE = {
    "poisson": Model("Poisson", "none", poisson, joint=True),
    "apart": Model("Poisson, month by month", "none", poisson),
    "spy": Model("The latest month it can see", "none", spy),
}


def task(model: str = "poisson", **changed: int) -> Task:
    fields = {"origin": ORIGIN, "first": 3, "last": 14, "size": 50, "seed": 1}
    return Task(model, TARGET, **{**fields, **changed})


def test_the_challenge_scores_the_year_after_next_month_but_one() -> None:
    (one,) = tasks(["poisson"], TARGET, challenge_origins([2018]))
    assert (one.origin, one.first, one.last, one.size) == (ORIGIN, 3, 14, 1000)
    piece = run(one, panel(), CATALOGUE)
    assert piece.scores["month"].unique().sort().to_list() == list(
        range(month_id(2018, 1), month_id(2018, 12) + 1)
    )
    assert piece.scores["year"].unique().to_list() == [2018]
    assert piece.draws.shape == (3, 12, 1000)


def test_tasks_are_every_model_at_every_origin() -> None:
    found = tasks(["a", "b"], TARGET, (5, 6), protocol=OPERATIONAL)
    assert [(t.model, t.origin, t.first, t.last) for t in found] == [
        *(("a", 5, 1, 36), ("b", 5, 1, 36), ("a", 6, 1, 36), ("b", 6, 1, 36)),
    ]
    assert december_origins([2018]) == (month_id(2017, 12),)


def test_a_model_never_sees_beyond_the_origin() -> None:
    assert np.unique(run(task("spy"), panel(), CATALOGUE).draws).tolist() == [ORIGIN]


def test_changing_the_future_changes_scores_but_no_draw() -> None:
    later = pl.when(pl.col("month") > ORIGIN).then(999.0).otherwise(pl.col(TARGET))
    before = run(task(), panel(), CATALOGUE)
    after = run(task(), panel(history().with_columns(later.alias(TARGET))), CATALOGUE)
    np.testing.assert_array_equal(before.draws, after.draws)
    assert after.scores["crps"].min() > before.scores["crps"].max()
    assert after.scores["past_year"].equals(before.scores["past_year"])


def test_scores_are_those_of_the_metrics() -> None:
    piece = run(task(), panel(), CATALOGUE)
    assert piece.scores.schema == SCORES
    row = piece.scores.row(
        by_predicate=(pl.col("place") == 20) & (pl.col("step") == 5), named=True
    )
    known = history().filter(pl.col("place") == 20)
    outcome = known.filter(pl.col("month") == ORIGIN + 5)[TARGET].item()
    assert row["outcome"] == outcome
    assert row["crps"] == pytest.approx(crps(np.array(outcome), piece.draws[1, 2]))
    year = known.filter(pl.col("month").is_between(ORIGIN - 11, ORIGIN))
    assert row["past_year"] == year[TARGET].sum()
    assert (row["model"], row["target"], row["origin"], row["draws"]) == (
        *("poisson", TARGET, ORIGIN, 50),
    )


def test_places_that_cease_and_months_not_yet_known_are_counted_and_left_out() -> None:
    gone = (pl.col("place") == 20) & (pl.col("month") > ORIGIN + 4)
    unknown = (pl.col("place") == 40) & (pl.col("month") == ORIGIN + 6)
    frame = (
        history()
        .filter(~gone)
        .with_columns(pl.when(~unknown).then(pl.col(TARGET)).alias(TARGET))
    )
    piece = run(task(last=20), panel(frame), CATALOGUE)
    assert piece.left_out == {"ceased": 10, "later": 18, "missing": 1}
    assert len(piece.scores) == 3 * 18 - 10 - 18 - 1


def test_a_place_that_begins_after_the_origin_is_not_forecast() -> None:
    late = (pl.col("place") == 40) & (pl.col("month") <= ORIGIN)
    piece = run(task(), panel(history().filter(~late)), CATALOGUE)
    assert piece.places.tolist() == [2, 20]
    assert piece.left_out == {"ceased": 0, "later": 0, "missing": 0}


def test_a_state_younger_than_a_year_has_no_past_year() -> None:
    young = (pl.col("place") == 20) & (pl.col("month") <= ORIGIN - 6)
    scores = run(task(), panel(history().filter(~young)), CATALOGUE).scores
    by_place = dict(scores.select("place", "past_year").unique().iter_rows())
    assert by_place[2] is not None
    assert by_place[20] is None


def test_sums_are_of_joint_draws_from_the_first_step() -> None:
    piece = run(task(first=1, last=12), panel(), CATALOGUE)
    assert piece.sums.schema == SUMS
    row = piece.sums.row(
        by_predicate=(pl.col("place") == 2)
        & (pl.col("months") == 12)
        & (pl.col("threshold") == 25),
        named=True,
    )
    total = piece.draws[0].sum(axis=0)
    assert row["probability"] == (total >= 25).mean()
    after = history().filter(
        pl.col("place") == 2, pl.col("month").is_between(ORIGIN + 1, ORIGIN + 12)
    )
    assert row["total"] == after[TARGET].sum()
    assert row["event"] == (row["total"] >= 25)
    assert piece.sums["months"].unique().sort().to_list() == [3, 6, 12]


def test_without_joint_draws_there_are_no_sums() -> None:
    assert len(run(task("apart", first=1), panel(), CATALOGUE).sums) == 0


def test_sums_do_not_depend_on_which_steps_are_scored() -> None:
    late, early = (run(task(first=f), panel(), CATALOGUE) for f in (3, 1))
    assert late.sums.equals(early.sums)


def test_draws_depend_on_seed_model_target_and_origin_alone() -> None:
    one = task().stream
    assert one == task(first=1, size=7).stream
    others = {
        *(task(seed=2).stream, task("apart").stream, task(origin=ORIGIN - 1).stream),
        Task("poisson", "deaths_civilians", ORIGIN, 3, 14, 50, 1).stream,
    }
    assert len({one, *others}) == 5
    assert one == 885500568  # the same on every machine


def test_the_origins_are_checked_before_anything_is_run() -> None:
    for origin in (LAST + 1, FIRST - 1):
        with pytest.raises(MissingDataError, match="run from 2010-01 to 2018-12"):
            list(backtest(panel(), [task(), task(origin=origin)], catalogue={}))
    with pytest.raises(MissingDataError, match="holds no 'births'"):
        list(backtest(panel(), tasks(["poisson"], "births", [ORIGIN])))


def test_a_forecast_of_the_future_has_draws_and_no_scores() -> None:
    piece = run(task(origin=LAST), panel(), CATALOGUE)
    assert piece.draws.shape == (3, 12, 50)
    assert len(piece.scores) == len(piece.sums) == 0
    assert piece.left_out == {"ceased": 0, "later": 36, "missing": 0}


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="no model named 'konflictology'"):
        run(task("konflictology"), panel())


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    both = [task(), task("apart")]
    listen = lambda done, total: told.append((done, total))  # noqa: E731 -- a spy
    pieces = backtest(panel(), both, catalogue=CATALOGUE, progress=listen)
    scores, sums = collect(pieces)
    assert told == [(1, 2), (2, 2)]
    assert scores["model"].unique().sort().to_list() == ["apart", "poisson"]
    assert sums["model"].unique().to_list() == ["poisson"]


class Interrupted:
    """A model that fails the second time it is asked, as Ctrl-C would."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(
        self,
        panel: Panel,
        target: str,
        steps: int,
        size: int,
        random: np.random.Generator,
    ) -> Draws:
        self.asked += 1
        if self.asked == 2:
            raise KeyboardInterrupt
        return poisson(panel, target, steps, size, random)


def test_an_interrupted_back_test_goes_on_where_it_stopped(tmp_path: Path) -> None:
    store = Store(tmp_path, "data 1")
    todo = [task(origin=ORIGIN - k) for k in (2, 1, 0)]
    model = Interrupted()
    catalogue = {"poisson": Model("Poisson", "none", model, joint=True)}
    with pytest.raises(KeyboardInterrupt):
        list(backtest(panel(), todo, store=store, catalogue=catalogue))
    assert model.asked == 2
    resumed, _ = collect(backtest(panel(), todo, store=store, catalogue=catalogue))
    assert model.asked == 4
    straight, _ = collect(backtest(panel(), todo, catalogue=CATALOGUE))
    assert resumed.equals(straight)
    again, _ = collect(backtest(panel(), todo, store=store, catalogue={}))
    assert again.equals(straight)
    assert not list(tmp_path.rglob(".*"))


def test_what_is_stored_is_what_was_made(tmp_path: Path) -> None:
    store = Store(tmp_path, "data 1")
    made = run(task(first=1), panel(), CATALOGUE)
    store.write(made)
    read = store.read(task(first=1), draws=True)
    assert read is not None
    np.testing.assert_array_equal(read.draws, made.draws)
    np.testing.assert_array_equal(read.places, made.places)
    assert read.draws.dtype == made.draws.dtype
    assert read.places.dtype == made.places.dtype
    assert read.scores.equals(made.scores)
    assert read.sums.equals(made.sums)
    assert read.left_out == made.left_out


@pytest.mark.parametrize(
    "other", [task(seed=9), task(size=51), task(last=13), task("apart")]
)
def test_another_task_or_other_data_is_not_found(tmp_path: Path, other: Task) -> None:
    Store(tmp_path, "data 1").write(run(task(), panel(), CATALOGUE))
    assert Store(tmp_path, "data 1").read(task()) is not None
    assert Store(tmp_path, "data 1").read(other) is None
    assert Store(tmp_path, "data 2").read(task()) is None


def test_draws_are_loaded_only_where_asked_for(tmp_path: Path) -> None:
    store, made = Store(tmp_path, "data 1"), run(task(), panel(), CATALOGUE)
    store.write(made)
    read = store.read(task())
    assert read is not None
    assert read.draws.shape == (0, 12, 50)
    for known in (store, None):
        pieces = [
            next(
                backtest(
                    panel(), [task()], store=known, catalogue=CATALOGUE, draws=wanted
                )
            )
            for wanted in (False, True)
        ]
        assert [len(piece.draws) for piece in pieces] == [0, 3]
        assert pieces[0].draws.base is None  # it holds no larger array in memory
        np.testing.assert_array_equal(pieces[1].draws, made.draws)


def test_pieces_that_other_code_scored_are_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path, "data 1").write(run(task(), panel(), CATALOGUE))
    monkeypatch.setattr(_store, "scoring_fingerprint", lambda: "another metric")
    assert Store(tmp_path, "data 1").read(task()) is None


FILES = ("task.json", "places.json", "draws.parquet", "scores.parquet", "sums.parquet")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        lambda file: file.write_bytes(file.read_bytes()[:-9]),
        lambda file: file.write_bytes(b"\xff{}"),
        lambda file: file.write_text("[]"),
    ],
)
def test_a_piece_that_is_not_as_written_is_made_again(
    tmp_path: Path, name: str, harm: Callable[[Path], object]
) -> None:
    store, made = Store(tmp_path, "data 1"), run(task(first=1), panel(), CATALOGUE)
    harm(store.write(made) / name)
    assert store.read(made.task) is None
    (again,) = backtest(panel(), [made.task], store=store, catalogue=CATALOGUE)
    assert again.scores.equals(made.scores)
    kept = store.read(made.task)
    assert kept is not None
    assert kept.scores.equals(made.scores)


def test_scores_that_someone_altered_are_not_trusted(tmp_path: Path) -> None:
    store = Store(tmp_path, "data 1")
    made = run(task(), panel(), CATALOGUE)
    file = store.write(made) / "scores.parquet"
    pl.read_parquet(file).with_columns(crps=pl.lit(0.0)).write_parquet(file)
    (again,) = backtest(panel(), [task()], store=store, catalogue=CATALOGUE)
    assert again.scores["crps"].to_list() == made.scores["crps"].to_list()


def test_two_processes_may_keep_the_same_piece_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is writing when the first is done, and the first is kept."""
    store, made = Store(tmp_path, "data 1"), run(task(), panel(), CATALOGUE)
    plain = _store.write_json

    def slow(path: Path, document: object) -> None:
        monkeypatch.setattr(_store, "write_json", plain)
        store.write(made)
        plain(path, document)

    monkeypatch.setattr(_store, "write_json", slow)
    folder = store.write(made)
    assert list(folder.parent.iterdir()) == [folder]
    assert store.read(task()) is not None


def test_a_failed_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    piece = run(task(), panel(), CATALOGUE)
    monkeypatch.setattr(pl.DataFrame, "write_parquet", fail)
    with pytest.raises(OSError, match="disk full"):
        Store(tmp_path, "data 1").write(piece)
    assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == []
    assert Store(tmp_path, "data 1").read(task()) is None


def test_a_window_is_exported_in_the_challenges_layout(tmp_path: Path) -> None:
    piece = run(task(), panel(), CATALOGUE)
    path = export(piece, tmp_path, "number")
    assert path.parent == tmp_path / "poisson" / "cm" / "window=Y2018"
    rows = pl.read_parquet(path, hive_partitioning=False)
    assert rows.columns == ["month_id", "country_id", "draw", "outcome"]
    keys = rows.select("month_id", "country_id", "draw").rows()
    months = range(month_id(2018, 1), month_id(2018, 12) + 1)
    assert keys == [(m, c, k) for m in months for c in PLACES for k in range(50)]
    one = rows.filter(
        pl.col("country_id") == 20, pl.col("month_id") == month_id(2018, 3)
    )
    assert one["outcome"].to_list() == piece.draws[1, 2].tolist()


def test_months_of_two_years_are_not_a_window(tmp_path: Path) -> None:
    piece = run(task(first=1), panel(), CATALOGUE)
    with pytest.raises(ValueError, match="not one year's months"):
        export(piece, tmp_path)


@pytest.mark.parametrize("protocol", [CHALLENGE, OPERATIONAL, YEAR_AHEAD])
def test_honest_forecasts_have_a_uniform_pit(
    protocol: Protocol, make_honest: Callable[[], Panel]
) -> None:
    (one,) = tasks(["poisson"], TARGET, [ORIGIN], protocol=protocol, size=200)
    scores = run(one, make_honest(), CATALOGUE).scores
    low, high = scores["pit_low"].to_numpy(), scores["pit_high"].to_numpy()
    assert ((low + high) / 2).mean() == pytest.approx(0.5, abs=0.04)


@pytest.fixture
def make_honest() -> Callable[[], Panel]:
    def made() -> Panel:
        random = np.random.default_rng(3)
        months = np.arange(FIRST, LAST + 1, dtype=np.int32)
        place = np.repeat(np.arange(1, 101, dtype=np.int32), len(months))
        deaths = random.poisson(5.0, len(place)).astype(float)
        rows = {"place": place, "month": np.tile(months, 100), TARGET: deaths}
        return panel(pl.DataFrame(rows))

    return made
