"""Risks, stories and scores of onsets, from a forecast that was issued."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.briefings.edition import _of_onsets, _onset_scores, _risks, _stories
from karski.briefings.edition._part import whole
from karski.briefings.edition.story import Story
from karski.core.progress import Progress, silent
from karski.core.workspace import Workspace
from karski.evaluation import onset_past
from karski.evaluation.onset_evaluation import Forecaster
from karski.evaluation.onset_file import Risks
from karski.explanation.narrative import Narrative
from karski.forecasts.onset import issue, store
from karski.forecasts.onset._issued import Issued
from karski.forecasts.onset._question import Question
from karski.panel import onset
from karski.panel.stock import Stock, gather

CHAD, LAST = 483, 2013
NET = partial(Question, "onset_elastic_net")


@contextmanager
def no_bar(title: str) -> Iterator[Progress]:
    yield silent


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(tmp_path_factory.mktemp("onsets"))


@pytest.fixture(scope="module")
def stock(
    workspace: Workspace,
    onset_years: pl.DataFrame,
    tmp_path_factory: pytest.TempPathFactory,
) -> Stock:
    folder = tmp_path_factory.mktemp("prepared")
    prepared = onset_years.drop("mk_onset_state").rename({"place": "ccode"})
    prepared.write_csv(folder / "prepared.csv")
    return gather(workspace, folder)


@pytest.fixture(scope="module")
def issued(workspace: Workspace, stock: Stock) -> Issued:
    """The forecast of two years ahead; that of one is not issued."""
    panel = onset.build(stock)
    manifest = issue.manifest_of(panel, NET(), data=onset.data_of(stock), draws=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "sched_getaffinity", lambda _: {0})
        folder, _ = issue.issue(workspace, panel, manifest, no_bar)
    return store.read(folder)


@pytest.fixture(scope="module")
def narratives(issued: Issued) -> dict[int, Narrative]:
    return {each.drivers.place: each for each in _stories.narratives(issued)}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, one_processor: None) -> Iterator[None]:
    monkeypatch.setattr(_of_onsets, "Question", NET)
    few = partial(issue.manifest_of, draws=3)
    monkeypatch.setattr(issue, "manifest_of", few)
    monkeypatch.setattr(onset_past, "FIRST", 2009)
    return


# -- stories --------------------------------------------------------------------------


def test_every_country_with_a_risk_has_a_story(issued: Issued) -> None:
    part, average = _stories.stories(issued)
    assert part["stories"]["place"].to_list() == issued.risks["place"].sort().to_list()
    assert 0 < average < 0.5


def test_a_story_says_what_the_narrative_says_in_parts(
    narratives: dict[int, Narrative],
) -> None:
    spoken = 0
    for told in narratives.values():
        story = _stories.story_of(told)
        for reason in (*story.raising, *story.lowering):
            assert reason.name in told.text
            for fact in reason.facts:
                assert str(fact.clause) in told.text
                spoken += 1
                if fact.middle is not None:
                    said = f"{fact.clause}, in the middle country {fact.middle}"
                    assert said in told.text
        for shift in story.change.shifts if story.change else ():
            assert all(
                str(said) in told.text for said in (shift.was, shift.now) if said
            )
    assert spoken > 20


def test_factors_are_those_of_the_drivers_and_the_change(
    narratives: dict[int, Narrative],
) -> None:
    for told in narratives.values():
        story, change = _stories.story_of(told), told.change
        assert [r.factor for r in story.raising] == pytest.approx(
            [driver.factor for driver in told.raising], rel=1e-3
        )
        assert all(reason.factor > 1 for reason in story.raising)
        assert all(reason.factor < 1 for reason in story.lowering)
        assert change is not None
        assert story.change is not None
        assert story.change.factor == pytest.approx(np.exp(change.log_odds), rel=1e-3)
        assert story.change.factor == pytest.approx(
            story.change.from_data * story.change.from_model, rel=1e-3
        )


def test_signals_are_all_14_in_order_with_their_signs(
    narratives: dict[int, Narrative],
) -> None:
    for told in narratives.values():
        signals = _stories.story_of(told).signals
        assert [each.number for each in signals] == list(range(1, 15))
        for signal, own in zip(signals, told.signals, strict=True):
            signs = [str(sign.clause) for sign in own.signs if sign.clause]
            assert [str(sign) for sign in signal.signs] == signs
            assert (signal.seen is None) == (own.seen is None)


def test_analogues_keep_what_followed(narratives: dict[int, Narrative]) -> None:
    for told in narratives.values():
        for mine, own in zip(
            _stories.story_of(told).analogues, told.analogues, strict=True
        ):
            assert (mine.place, mine.year, mine.onset) == (
                own.place,
                own.year,
                own.onset,
            )
            assert mine.last == own.year + 2
            assert mine.only_state_led == (own.year < 1988)


def test_a_story_survives_being_written(narratives: dict[int, Narrative]) -> None:
    for told in narratives.values():
        story = _stories.story_of(told)
        assert Story.model_validate_json(story.model_dump_json()) == story


# -- risks ----------------------------------------------------------------------------


def test_risks_are_those_issued(issued: Issued) -> None:
    table = _risks.risks(issued, 0.01)["onsets"]
    columns = ["place", "risk", "low", "high", "rank", "rank_low", "rank_high"]
    assert table.select(columns).equals(issued.risks.select(columns))
    assert table["of"].unique().to_list() == [len(issued.risks)]


def test_the_risk_before_is_what_a_forecast_from_the_year_before_says(
    issued: Issued, stock: Stock, tmp_path: Path, one_processor: None
) -> None:
    panel = onset.build(stock).at(LAST - 1)
    manifest = issue.manifest_of(panel, NET(), data=onset.data_of(stock), draws=3)
    folder, _ = issue.issue(Workspace(tmp_path), panel, manifest, no_bar)
    then = store.read(folder).risks.select("place", then="risk", rank_then="rank")
    both = _risks.risks(issued, 0.01)["onsets"].join(then, on="place")
    assert len(both) >= len(issued.risks) - 1
    assert both["risk_before"].to_list() == pytest.approx(both["then"].to_list())
    assert (both["rank_before"] - both["rank_then"]).abs().max() == 0


def test_a_country_without_a_risk_says_in_words_what_it_lacks(issued: Issued) -> None:
    (row,) = _risks.risks(issued, 0.01)["onset_lacking"].to_dicts()
    assert row["place"] == CHAD
    assert row["clauses"] == '[{"msgid":"population","params":{}}]'


def test_the_record_says_which_year_an_onset_came_and_what_is_not_known(
    issued: Issued, onset_years: pl.DataFrame
) -> None:
    years = range(2005, LAST)
    found = issued.cases.filter(pl.col("year").is_in([*years])).select(
        "place", "year", risk=0.1 + pl.col("place") / 1e4
    )
    rows = _risks.record(issued, found)["onset_record"]
    came = {
        (row["place"], row["year"])
        for row in onset_years.filter(mk_onset=1).iter_rows(named=True)
    }
    assert len(rows) == len(found)
    for row in rows.iter_rows(named=True):
        place, first = row["place"], row["year"]
        ahead = [year for year in (first, first + 1) if (place, year) in came]
        assert row["onset"] == (ahead[0] if ahead else None)
        assert row["known"] == (bool(ahead) or first + 1 <= LAST)
        assert row["last"] == first + 1
    top = rows.filter(year=2010).sort("rank").row(0, named=True)
    assert (top["rank"], top["place"]) == (1, rows["place"].max())
    assert rows["year"].to_list() == sorted(rows["year"], reverse=True)


# -- all together ---------------------------------------------------------------------


@pytest.mark.usefixtures("quick", "issued")
def test_what_is_issued_is_in_and_what_is_not_is_said(
    workspace: Workspace, stock: Stock
) -> None:
    found = _of_onsets.onsets(workspace, stock, None, silent)
    (facts,) = found.facts
    assert (facts.horizon, facts.origin, facts.years) == (2, LAST, (2014, 2015))
    assert facts.record == (2009, LAST)
    assert facts.countries == 24
    assert [(each.horizon, each.why) for each in found.lacking] == [
        (1, "not issued"),
        (None, "no peer"),
    ]
    tables = whole(found.parts)
    assert len(tables["onsets"]) == len(tables["stories"]) == 24
    readings = tables["onset_skill"]["reading"].unique().sort().to_list()
    assert readings == ["2yr", "ewp"]  # risks of two years are not scored as of one


@pytest.mark.usefixtures("one_processor")
def test_nothing_at_hand_is_said_with_the_reason(tmp_path: Path) -> None:
    found = _of_onsets.onsets(Workspace(tmp_path), Stock({}), None, silent)
    assert (found.facts, found.parts) == ((), ())
    (lacking,) = found.lacking
    assert lacking.why == "no data"
    assert "Early Warning Project" in lacking.detail


# -- scores ---------------------------------------------------------------------------


@pytest.fixture
def risks(issued: Issued) -> pl.DataFrame:
    return issued.cases.filter(pl.col("year").is_between(1993, LAST - 1)).select(
        "place", "year", risk=0.01 + pl.col("place") / 1e4
    )


def test_risks_are_scored_together_and_ten_years_at_a_time(
    stock: Stock, risks: pl.DataFrame
) -> None:
    part = _onset_scores.onset_scores(onset.build(stock), {2: risks}, None)
    spans = part["onset_skill"].filter(reading="2yr", score="auc")
    assert spans.select("first", "last").rows() == [
        (1994, 2012),
        (1994, 2003),
        (2004, 2012),
    ]
    whole, *parts = spans["onsets"]
    assert whole == sum(parts)
    assert spans["peer"].null_count() == 3
    assert part["onset_bins"].group_by("reading").len()["len"].to_list() == [10, 10]
    assert set(part["onset_misses"]["kind"]) == {"miss", "false alarm"}


def test_a_peer_stands_beside_on_the_same_country_years(
    stock: Stock, risks: pl.DataFrame
) -> None:
    theirs = risks.select("place", pl.col("year") + 1, risk=pl.col("risk") / 2)
    peer = Forecaster(Risks("theirs.csv", theirs))
    part = _onset_scores.onset_scores(onset.build(stock), {1: risks, 2: risks}, peer)
    rows = part["onset_skill"]
    auc = rows.filter(reading="2yr", score="auc", first=1994, last=2012)
    assert auc.select("ours", "peer", "difference").rows() == [
        (auc["ours"][0], auc["ours"][0], 0.0)
    ]
    alone = rows.filter(reading="1yr")  # the peer's file has no risks of one year
    assert len(alone) > 0
    assert alone["peer"].null_count() == len(alone)
    assert alone["horizon"].unique().to_list() == [1]


def test_the_wider_interval_is_kept() -> None:
    row = {
        "x_low_by_country": 1.0,
        "x_high_by_country": 4.0,
        "x_low_by_year": 2.0,
        "x_high_by_year": 5.0,
    }
    names = ("low", "high")
    assert _onset_scores._widest(row, "x", names) == {"low": 1.0, "high": 5.0}
    gone = row | {"x_high_by_year": float("nan")}
    assert _onset_scores._widest(gone, "x", names) == {"low": 1.0, "high": None}
