"""The edition that comes with the package: small, whole, and made from real data.

What is made again from the producers' files, and how closely it must agree:

- deaths: the history exactly; every forecast (months, chances, quantiles, ranks) to a
  chance of 0.03 and a tenth of a quantile, for a processor may round a split otherwise;
- the record and the scores: one back-test of each that takes seconds, likewise; the
  bins and the misses from the bundled record, exactly;
- onsets: one fit for each horizon. The recalibration that follows, a line, leans on
  fits from every past year, which take minutes; so the line is taken from two
  countries, and all others must lie on it, with the reasons and their factors. Scores
  are computed again from the bundled risks of the past and what came.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.briefings.edition import Edition, _ahead, _record, bundled
from karski.briefings.edition._onset_scores import onset_scores
from karski.briefings.edition._part import whole
from karski.cli._evaluate_onset import baseline_in
from karski.core.progress import Progress, silent
from karski.core.workspace import Workspace
from karski.evaluation import backtest
from karski.evaluation._task import YEAR_AHEAD, tasks
from karski.explanation.drivers import drivers
from karski.explanation.themes import themes
from karski.forecasts import store
from karski.forecasts.issue import SEED, issue, manifest_of
from karski.forecasts.onset._question import Question, work_at
from karski.models import _onset_cases
from karski.models._onset import Fitted
from karski.panel import country_month, onset
from karski.panel.onset import PREDICTORS
from karski.panel.stock import Stock, gather

SIZE = 2_000_000  # bytes
CHANCE, SHARE = 0.03, 0.1  # how far a chance and a quantile may lie apart
TARGETS = ("deaths_civilians", "deaths_total", "deaths_state_based")


@contextmanager
def no_bar(title: str) -> Iterator[Progress]:
    yield silent


@pytest.fixture(scope="module")
def edition() -> Edition:
    found = bundled()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(tmp_path_factory.mktemp("remade"))


@pytest.fixture(scope="module")
def stock(data: Path, workspace: Workspace) -> Stock:
    wanted = ("ucdp_country_month", "views_challenge", "ewp_predictors", "ewp_episodes")
    return gather(workspace, data, held=False, only=wanted)


# -- as it is -------------------------------------------------------------------------


def test_it_is_small_and_real(edition: Edition) -> None:
    assert sum(file.stat().st_size for file in edition.folder.iterdir()) < SIZE
    assert not edition.simulated
    assert tuple(each.target for each in edition.facts.targets) == TARGETS
    assert [each.horizon for each in edition.facts.onsets] == [1, 2]


def test_it_names_a_licence_for_every_figure(edition: Edition) -> None:
    data = [each.data for each in (*edition.facts.targets, *edition.facts.onsets)]
    used = {snapshot.sha256 for snapshots in data for snapshot in snapshots}
    named = {each.sha256 for each in edition.sources if each.sha256}
    of_violence = {each.sha256 for each in edition.sources if "violence" in each.of}
    assert used | of_violence == named
    assert len(of_violence) == 1
    for source in edition.sources:
        assert all((source.title, source.producer, source.url, source.licence))


def test_what_it_lacks_it_says(edition: Edition) -> None:
    lacking = {(each.target, each.why) for each in edition.facts.lacking}
    assert lacking == {
        ("deaths_non_state", "no data"),
        ("deaths_one_sided", "no data"),
    }


def test_every_country_can_be_asked_and_every_story_told(edition: Edition) -> None:
    for number in edition.places:
        country = edition.country(number)
        assert country.deaths or country.onsets or country.onset_lacking
        assert country.stories.keys() == country.onsets.keys()
        for deaths in country.deaths.values():
            assert len(deaths.ahead) == 36
            assert len(deaths.chances) == 9


# -- as made again --------------------------------------------------------------------


@pytest.mark.parametrize("target", TARGETS)
def test_deaths_are_forecast_again(
    edition: Edition, workspace: Workspace, stock: Stock, target: str
) -> None:
    series, kept = stock.series(target), edition.facts.target(target)
    assert kept is not None
    assert [each.sha256 for each in kept.data] == [f["sha256"] for f in series.data]
    panel = country_month.bare(series)
    manifest = manifest_of(panel, kept.model, target, data=series.data)
    forecast = store.read(issue(workspace, panel, manifest)[0])
    again = whole(
        [
            {
                "months": _ahead.months(forecast),
                "chances": _ahead.beside(_ahead.chances(forecast), None),
            },
            _ahead.history(series, target),
        ]
    )
    for name in ("history", "years"):
        bundle = edition.tables[name].frame.filter(target=target)
        assert bundle.equals(again[name])
    for name, columns in {
        "chances": ("probability", "q05", "q50", "q95", "rank"),
        "months": ("mean", "q05", "q50", "q95"),
    }.items():
        bundle = edition.tables[name].frame.filter(target=target)
        for column in columns:
            _close(bundle[column], again[name][column], column)


def _close(kept: pl.Series, again: pl.Series, column: str) -> None:
    assert len(kept) == len(again)
    apart = (kept.cast(pl.Float64) - again.cast(pl.Float64)).abs()
    allowed = CHANCE if column == "probability" else 3 + SHARE * kept.abs()
    assert (apart <= allowed).all(), f"{column}: {apart.max()}"


def test_the_record_of_a_year_comes_back(edition: Edition, stock: Stock) -> None:
    target = TARGETS[0]
    frame = edition.tables["record"].frame.filter(target=target)
    origin = int(frame["origin"].to_numpy().max())
    wanted = tasks(["karski"], target, [origin], protocol=YEAR_AHEAD, seed=SEED)
    piece = backtest.run(wanted[0], country_month.bare(stock.series(target)))
    keys = ["place", "threshold"]
    made = whole([{"record": piece.sums.filter(months=12)}])["record"].sort(keys)
    kept = frame.filter(origin=origin).sort(keys)
    exact = [*keys, "total", "event"]
    assert kept.select(exact).equals(made.select(exact))
    for column in ("probability", "q05", "q50", "q95"):
        _close(kept[column], made[column], column)


@pytest.mark.parametrize("target", TARGETS)
def test_bins_and_misses_follow_from_the_record(edition: Edition, target: str) -> None:
    record = edition.tables["record"].frame.filter(target=target)
    for bins in (
        b for b in edition.scores.bins if b.target == target and b.months == 12
    ):
        last = bins.greatest == 1
        inside = record.filter(
            pl.col("threshold") == bins.threshold,
            pl.col("probability") >= bins.least,
            (pl.col("probability") < bins.greatest) | last,
        )
        assert (bins.cases, bins.events) == (len(inside), inside["event"].sum())
    found = _record.misses_first(record).drop_nulls("kind")
    expected = found.group_by("threshold", "kind").head(10).select("place", "origin")
    kept = [(m.place, m.origin) for m in edition.scores.misses if m.target == target]
    assert sorted(kept) == sorted(expected.rows())


@pytest.mark.parametrize("horizon", [1, 2])
def test_onsets_are_fitted_again(edition: Edition, stock: Stock, horizon: int) -> None:
    panel, facts = onset.build(stock), edition.facts.onset(horizon)
    assert facts is not None
    work = work_at(Question(facts.model, horizon=horizon), panel, facts.origin)
    fitted = work.fit()
    kept = {row.place: row for row in edition.onsets(horizon)}
    assert sorted(kept) == work.places.tolist()
    said = np.array([kept[place].risk for place in work.places.tolist()])
    raw, odds = fitted.log_odds(work.values), np.log(said / (1 - said))
    low, high = raw.argmin(), raw.argmax()
    slope = (odds[high] - odds[low]) / (raw[high] - raw[low])
    line = odds[low] + slope * (raw - raw[low])
    # risks are kept to six digits: the rarest, of 3 in 10,000, to 2 in 1,000 of it
    np.testing.assert_allclose(odds, line, atol=0.005)
    every = _onset_cases.cases(panel, PREDICTORS)
    taken = drivers(_Stretched(fitted, slope), every, facts.origin, themes())
    for place in edition.places:
        story = edition.country(place).stories.get(horizon)
        if story is not None:
            own = {d.theme.key: d.factor for d in taken[place].drivers}
            for reason in (*story.raising, *story.lowering):
                assert reason.factor == pytest.approx(own[reason.theme], rel=0.02)


class _Stretched:
    """A fitted model whose log-odds are stretched, as the recalibration does it."""

    def __init__(self, fitted: Fitted, slope: float) -> None:
        self.fitted, self.slope = fitted, slope

    def contributions(self, values: np.ndarray) -> np.ndarray:
        return self.fitted.contributions(values) * self.slope

    def log_odds(self, values: np.ndarray) -> np.ndarray:
        return self.contributions(values).sum(axis=1)


def test_scores_of_onsets_follow_from_the_record(
    edition: Edition, stock: Stock, data: Path
) -> None:
    record = edition.tables["onset_record"].frame
    found = {
        horizon: record.filter(horizon=horizon).select(
            "place", pl.col("year") - 1, "risk"
        )
        for horizon in (1, 2)
    }
    part = whole([onset_scores(onset.build(stock), found, baseline_in(data))])
    again = part["onset_skill"]
    kept = {
        (s.reading, s.first, s.last, s.score): (s.ours, s.peer, s.verdict)
        for s in edition.scores.onset_skill
    }
    keys = ("reading", "first", "last", "score")
    for row in again.iter_rows(named=True):
        ours, peer, verdict = kept.pop(tuple(row[key] for key in keys))
        assert (row["ours"] or 0) == pytest.approx(ours or 0, rel=1e-3)
        assert (row["peer"] is None) == (peer is None)
        assert (row["peer"] or 0) == pytest.approx(peer or 0, rel=1e-3)
        assert row["verdict"] == verdict
    assert kept == {}
