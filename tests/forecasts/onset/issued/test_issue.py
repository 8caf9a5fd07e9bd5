"""What a forecast of onsets holds, and that it is made once and from the past alone."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core.errors import MissingDataError, UnknownNameError
from karski.core.software import fingerprint
from karski.forecasts.onset import issue, store
from karski.forecasts.onset._issued import Issued
from karski.forecasts.onset._question import Question, work_at
from karski.panel._panel import Panel

pytestmark = pytest.mark.usefixtures("one_processor")

NET = Question("onset_elastic_net")
CHAD = 483


def contents(folder: Path) -> Mapping[str, str]:
    return {
        file.name: sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.iterdir())
    }


# -- what it holds --------------------------------------------------------------------


def test_every_state_of_the_last_year_has_a_risk_or_says_what_it_lacks(
    issued: Issued, panel: Panel
) -> None:
    places = [*issued.risks["place"], *issued.lacking["place"]]
    assert sorted(places) == panel.places.tolist()
    assert issued.lacking.to_dicts() == [{"place": CHAD, "missing": "popsize.log2"}]


def test_the_risks_are_those_of_the_model(issued: Issued, panel: Panel) -> None:
    work = work_at(NET, panel, 2013)
    odds = dict(zip(work.places.tolist(), work.log_odds(), strict=True))
    for row in issued.risks.iter_rows(named=True):
        assert row["log_odds"] == pytest.approx(odds[row["place"]], abs=1e-9)
        assert row["risk"] == pytest.approx(1 / (1 + np.exp(-odds[row["place"]])))


def test_each_risk_and_rank_lies_in_its_range(issued: Issued) -> None:
    table = issued.risks
    assert table.filter(~pl.col("risk").is_between("low", "high")).is_empty()
    assert table.filter(~pl.col("rank").is_between("rank_low", "rank_high")).is_empty()
    assert table["rank_low"].min() >= 1
    assert table["rank_high"].max() <= len(table)
    assert (table["low"] < table["high"]).any()


def test_ranks_run_from_one_to_the_number_of_risks(issued: Issued) -> None:
    table = issued.risks
    assert table["rank"].to_list() == list(range(1, len(table) + 1))
    assert table["risk"].to_list() == sorted(table["risk"], reverse=True)


def test_countries_alike_in_all_share_their_rank(
    onset_years: pl.DataFrame, build: Callable, make: Callable, tmp_path: Path
) -> None:
    mexico = onset_years.filter(place=70)
    twin = mexico.with_columns(place=pl.lit(95, pl.Int32))
    table = pl.concat([onset_years, twin]).sort("place", "year")
    risks = store.read(make(tmp_path, build(table))[0]).risks
    both = risks.filter(pl.col("place").is_in([70, 95]))
    assert both["rank"].n_unique() == 1
    assert both["rank"][0] % 1 == 0.5
    assert risks["rank"].sum() == len(risks) * (len(risks) + 1) / 2


def test_a_range_holds_the_forecast_however_skewed_the_draws(
    panel: Panel, make: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def skewed(*asked: object) -> np.ndarray:
        places = len(work_at(NET, asked[1], 2013).places)
        drawn = np.zeros((40, places))
        drawn[0, ::2] = 1000  # so far off that 39 draws lie below the mean
        drawn[0, 1::2] = -1000  # or above it
        return drawn

    monkeypatch.setattr(issue, "resampled", skewed)
    table = store.read(make(tmp_path, panel)[0]).risks
    assert table.filter(~pl.col("risk").is_between("low", "high")).is_empty()
    assert table.filter(~pl.col("rank").is_between("rank_low", "rank_high")).is_empty()


def test_a_rows_reasons_sum_to_its_log_odds_in_both_years(issued: Issued) -> None:
    sums = issued.reasons.select(
        "fitted",
        "place",
        "year",
        odds=pl.sum_horizontal(pl.exclude("fitted", "place", "year")),
    )
    fitted = sums.select("fitted", "year").unique().sort("fitted", "year").rows()
    assert fitted == [(2012, 2012), (2012, 2013), (2013, 2012), (2013, 2013)]
    now = sums.filter(fitted=2013, year=2013).join(issued.risks, on="place")
    assert len(now) == len(issued.risks)
    assert (now["odds"] - now["log_odds"]).abs().max() < 1e-9


def test_last_years_reasons_are_those_that_were_issued_then(
    issued: Issued, panel: Panel, make: Callable, tmp_path: Path
) -> None:
    then = store.read(make(tmp_path, panel.at(2012))[0])
    of_then = then.reasons.filter(fitted=2012, year=2012)
    assert issued.reasons.filter(fitted=2012, year=2012).equals(of_then)


def test_what_came_is_kept_where_it_is_known(
    issued: Issued, onset_years: pl.DataFrame
) -> None:
    cases = issued.cases.select("place", "year", "onset_1", "onset_2")
    assert cases.filter(year=2013)["onset_1"].null_count() == 24
    assert cases.filter(year=2012)["onset_2"].null_count() == 25
    came = onset_years.select("place", pl.col("year") - 1, "mk_onset")
    both = cases.drop_nulls("onset_1").join(came, on=["place", "year"])
    assert both["onset_1"].to_list() == both["mk_onset"].to_list()
    assert both["onset_1"].sum() > 0


def test_the_calendar_year_stands_under_a_name_of_its_own(issued: Issued) -> None:
    assert (issued.cases["calendar"] == issued.cases["year"]).all()


# -- made once, and the same each time ------------------------------------------------


def test_the_same_inputs_give_the_same_bytes_of_every_file(
    folder: Path, panel: Panel, make: Callable, tmp_path: Path
) -> None:
    again, new = make(tmp_path, panel)
    assert new
    assert contents(again) == contents(folder)
    assert sorted(contents(again)) == [
        "cases.parquet",
        "lacking.parquet",
        "manifest.json",
        "reasons.parquet",
        "resemblance.parquet",
        "risks.parquet",
    ]


def test_another_seed_is_another_forecast(
    issued: Issued, panel: Panel, make: Callable, tmp_path: Path
) -> None:
    other, _ = make(tmp_path, panel, Question("onset_elastic_net", seed=1))
    assert other.name != issued.manifest.identity[:12]
    assert store.read(other).manifest.seed == 1


def test_a_forecast_issued_before_is_kept_as_it_is(
    panel: Panel, make: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = make(tmp_path, panel)
    before = [file.stat().st_mtime_ns for file in sorted(first.iterdir())]
    monkeypatch.setattr(issue, "forecasts", None)  # nothing is fitted
    assert make(tmp_path, panel) == (first, False)
    assert [file.stat().st_mtime_ns for file in sorted(first.iterdir())] == before


def test_an_interrupted_issue_leaves_nothing_but_its_fits_and_goes_on(
    folder: Path,
    panel: Panel,
    make: Callable,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(issue, "resampled", interrupted)
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path, panel)
    assert not (tmp_path / "forecasts").exists()
    fits = sorted((tmp_path / "backtests").rglob("*.parquet"))
    assert [fit.name[:4] for fit in fits] == ["2012", "2013"]
    before = [fit.stat().st_mtime_ns for fit in fits]
    made, new = make(tmp_path, panel)
    assert new
    assert [fit.stat().st_mtime_ns for fit in fits] == before
    assert contents(made) == contents(folder)


# -- nothing after the origin ---------------------------------------------------------


@pytest.mark.parametrize("later", ["gone", "turned", "without"])
def test_nothing_after_the_origin_changes_a_byte(
    later: str,
    onset_years: pl.DataFrame,
    build: Callable,
    make: Callable,
    tmp_path: Path,
) -> None:
    origin = 2005
    known = pl.col("year") <= origin
    turned = (
        (1 - pl.col(name)).alias(name)
        for name in ("mk_onset", "mk_onset_state", "coup.try.5yr", "mk_ever")
    )
    table = {
        "gone": onset_years.filter(known),
        "turned": pl.concat(
            [
                onset_years.filter(known),
                onset_years.filter(~known).with_columns(turned),
            ]
        ).sort("place", "year"),
        "without": onset_years.with_columns(
            pl.when(known).then("gdppcgrowth").alias("gdppcgrowth")
        ),
    }[later]
    before, _ = make(tmp_path / "a", build(onset_years).at(origin))
    after, _ = make(tmp_path / "b", build(table).at(origin))
    assert contents(after) == contents(before)


# -- at the door ----------------------------------------------------------------------


def test_a_manifest_says_all_that_the_forecast_rests_on(
    issued: Issued, panel: Panel
) -> None:
    found = issued.manifest
    assert (found.model, found.target, found.horizon) == (NET.model, NET.target, 2)
    assert (found.origin, found.years, found.software) == (
        2013,
        (2014, 2015),
        fingerprint(),
    )
    assert str(found) == "a new mass killing in 2014 or 2015, by onset_elastic_net"
    one = issue.manifest_of(panel, Question(NET.model, "mk_onset_state", 1), data=())
    assert str(one) == (
        "a new mass killing led by the state in 2014, by onset_elastic_net"
    )
    assert found.question == NET


def test_a_model_that_is_none_suggests_another(panel: Panel) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'onset_elastic_net'"):
        issue.manifest_of(panel, Question("onset_elastic_nett"), data=())


def test_a_target_that_the_data_lack_is_told(onset_years: pl.DataFrame) -> None:
    frame = onset_years.drop("mk_onset_state")
    panel = Panel(frame, 2013, (), "year")
    with pytest.raises(MissingDataError, match="'mk_onset_state'; import the episode"):
        issue.manifest_of(panel, Question(NET.model, "mk_onset_state"), data=())


@pytest.mark.parametrize(("origin", "enough"), [(1992, False), (1993, True)])
def test_seven_years_must_have_passed(panel: Panel, origin: int, enough: bool) -> None:
    if enough:
        assert issue.manifest_of(panel.at(origin), NET, data=()).origin == origin
        return
    with pytest.raises(
        MissingDataError, match="the data begin in 1986, and at least 1993 is needed"
    ):
        issue.manifest_of(panel.at(origin), NET, data=())


@pytest.mark.parametrize("year", [2012, 2013])
def test_a_year_in_which_no_country_has_every_predictor_is_told(
    year: int, onset_years: pl.DataFrame, build: Callable
) -> None:
    lost = pl.when(pl.col("year") != year).then("gdppcgrowth").alias("gdppcgrowth")
    panel = build(onset_years.with_columns(lost))
    with pytest.raises(MissingDataError, match=f"no country has .* in {year}, which"):
        issue.manifest_of(panel, NET, data=())


# -- the blend ------------------------------------------------------------------------


def test_the_blend_is_recalibrated_and_its_reasons_still_sum(
    panel: Panel, make: Callable, tmp_path: Path
) -> None:
    early = panel.at(1997)  # the second origin whose outcomes can be learnt from
    made, _ = make(tmp_path, early, Question("onset"), 2)
    issued = store.read(made)
    fits = sorted((tmp_path / "backtests").rglob("*.parquet"))
    assert [fit.name[:4] for fit in fits] == ["1994", "1995", "1996", "1997"]
    now = issued.reasons.filter(fitted=1997, year=1997).join(issued.risks, on="place")
    parts = pl.sum_horizontal(
        pl.exclude("fitted", "place", "year", *issued.risks.columns)
    )
    assert (now.select(parts).to_series() - now["log_odds"]).abs().max() < 1e-9
    raw = pl.read_parquet(fits[-1])
    both = issued.risks.join(raw, on="place", suffix="_raw")
    assert (both["log_odds"] - both["log_odds_raw"]).abs().min() > 1e-6
    assert issued.risks.filter(~pl.col("risk").is_between("low", "high")).is_empty()


# -- what is missing ------------------------------------------------------------------


def test_a_country_without_a_row_in_the_last_year_is_named(
    onset_years: pl.DataFrame, build: Callable, make: Callable, tmp_path: Path
) -> None:
    place = onset_years["place"][0]
    gone = (pl.col("place") == place) & (pl.col("year") == 2013)
    made, _ = make(tmp_path, build(onset_years.filter(~gone)))
    issued = store.read(made)
    assert (place, issue.NO_ROW) in issued.lacking.rows()
    assert place not in issued.risks["place"]


def test_an_empty_year_in_between_is_told_before_anything_is_fitted(
    onset_years: pl.DataFrame, build: Callable
) -> None:
    panel = build(onset_years.filter(pl.col("year") != 2005))
    with pytest.raises(MissingDataError, match="every predictor of onsets in 2005"):
        issue.manifest_of(panel, NET, data=())
