"""How good a forecast has been, from a back-test that was kept."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.briefings.edition import _record
from karski.core.columns import Column
from karski.core.workspace import Workspace
from karski.evaluation import kept_scores, sum_baselines, sums_report
from karski.evaluation._piece import SCORES
from karski.evaluation.exceedance import SUMS
from karski.evaluation.metrics import _ensemble
from karski.panel.series import Series

TARGET, PLACES, ORIGINS = (
    "deaths_civilians",
    (41, 70, 100, 432, 436, 483),
    (84, 96, 108),
)


def series() -> Series:
    random = np.random.default_rng(3)
    months = np.arange(1, 121)
    frame = pl.concat(
        pl.DataFrame(
            {"place": place, "month": months, TARGET: random.poisson(3 * rank, 120)},
            schema_overrides={"place": pl.Int32, "month": pl.Int32},
        )
        for rank, place in enumerate(PLACES)
    )
    columns = (Column(TARGET, "civilians", "people", least=0),)
    facts = {"source": "made", "version": "1", "file": "made.csv", "sha256": "0" * 64}
    return Series("made", frame, 1, 120, columns, (facts,))


def sums() -> pl.DataFrame:
    random = np.random.default_rng(4)
    rows = []
    for origin in ORIGINS:
        for place in PLACES:
            for months in (3, 12):
                for threshold in (25, 100, 1000):
                    total = float(random.integers(0, 60))
                    rows.append(
                        {
                            "model": "karski",
                            "target": TARGET,
                            "origin": origin,
                            "place": place,
                            "months": months,
                            "threshold": threshold,
                            "probability": round(random.random(), 3),
                            "draws": 1000,
                            "q05": 0.0,
                            "q50": 5.0,
                            "q95": 50.0,
                            "total": total,
                            "event": int(total >= threshold),
                            "past_year": 3.0,
                        }
                    )
    return pl.DataFrame(rows, schema=SUMS)


def months() -> pl.DataFrame:
    """Scores of two models; those of Karski are half those of the other."""
    rows = [
        {
            "model": model,
            "target": TARGET,
            "origin": origin,
            "place": place,
            "step": step,
            "month": origin + step,
            "year": 1980 + (origin + step - 1) // 12,
            "past_year": 30.0 * rank,
            "outcome": 1.0,
            "draws": 10,
            **dict.fromkeys(_ensemble.ALL, factor * (1.0 + rank)),
            "pit_low": (step - 1) / 12,
            "pit_high": step / 12,
        }
        for model, factor in (("conflictology", 2.0), ("karski", 1.0))
        for origin in ORIGINS
        for rank, place in enumerate(PLACES)
        for step in range(1, 13)
    ]
    return pl.DataFrame(rows, schema=SCORES)


@pytest.fixture
def kept() -> _record.Kept:
    return _record.Kept(series(), TARGET, "karski", months(), sums())


@pytest.fixture
def part(kept: _record.Kept) -> dict[str, pl.DataFrame]:
    return dict(_record.record(kept))


def test_a_back_test_of_other_data_or_code_is_none(tmp_path: Path) -> None:
    workspace, made = Workspace(tmp_path), series()
    assert _record.kept(workspace, made, TARGET, "karski") is None
    folder = workspace.exports / "scores"
    kept_scores.keep_scores(folder, TARGET, months(), sums(), "other")
    assert _record.kept(workspace, made, TARGET, "karski") is None
    key = kept_scores.key(made)
    kept_scores.keep_scores(folder, TARGET, months(), sums(), key)
    found = _record.kept(workspace, made, TARGET, "karski")
    assert found is not None
    assert found.sums.equals(sums())


def test_the_record_is_of_twelve_months_misses_first(
    part: dict[str, pl.DataFrame],
) -> None:
    said = part["record"]
    assert len(said) == len(PLACES) * len(ORIGINS) * 3
    order = said["kind"].fill_null("none").to_list()
    assert order == sorted(order, key=["miss", "false alarm", "none"].index)
    missed = said.filter(kind="miss")
    assert missed["total"].to_list() == sorted(missed["total"], reverse=True)
    assert (missed["probability"] < 0.5).all()
    assert (missed["event"] == 1).all()
    alarms = said.filter(kind="false alarm")
    assert alarms["probability"].to_list() == sorted(
        alarms["probability"], reverse=True
    )


def test_misses_are_the_worst_of_each_threshold(part: dict[str, pl.DataFrame]) -> None:
    worst = part["misses"]
    assert worst.group_by("threshold", "kind").len()["len"].max() == _record.LISTED
    alarms = part["record"].filter(kind="false alarm", threshold=1000)
    listed = worst.filter(kind="false alarm", threshold=1000)
    assert listed.select(alarms.columns).equals(alarms.head(10))


def test_bins_count_each_chance_once_and_hold_the_share_that_came(
    part: dict[str, pl.DataFrame],
) -> None:
    every, all_bins = sums(), part["bins"]
    for (count, threshold), bins in all_bins.group_by("months", "threshold"):
        said = every.filter(months=count, threshold=threshold)
        assert bins["cases"].sum() == len(said)
        assert bins["events"].sum() == said["event"].sum()
    for row in all_bins.filter(pl.col("cases") > 0).iter_rows(named=True):
        last = row["greatest"] == 1
        inside = every.filter(
            pl.col("months") == row["months"],
            pl.col("threshold") == row["threshold"],
            pl.col("probability") >= row["least"],
            (pl.col("probability") < row["greatest"]) | last,
        )
        assert (row["cases"], row["events"]) == (len(inside), inside["event"].sum())
        assert row["came"] == pytest.approx(inside["event"].mean())
        assert 0 <= row["low"] <= row["came"] <= row["high"] <= 1


def test_a_share_of_none_has_an_interval_all_the_same() -> None:
    places = np.arange(10, dtype=np.int32)
    found = _record._share(np.zeros(10), places)
    assert found["came"] == found["low"] == 0
    assert found["high"] == pytest.approx(0.2775, abs=1e-3)  # Wilson, none of 10
    assert _record._share(np.empty(0), places[:0])["came"] is None


def test_an_interval_is_wider_where_cases_come_country_by_country() -> None:
    came = np.repeat([0.0, 1.0, 0.0, 1.0], 25)
    apart = _record._share(came, np.arange(100, dtype=np.int32))
    together = _record._share(came, np.repeat(np.arange(4, dtype=np.int32), 25))
    assert apart["low"] is not None
    assert together["low"] is not None
    assert together["low"] < apart["low"] - 0.2


def test_skill_is_that_of_the_reports_by_each_group(
    part: dict[str, pl.DataFrame],
) -> None:
    skill = part["skill"]
    whole = skill.filter(group="all", metric="crps").row(0, named=True)
    assert (whole["change"], whole["decided"], whole["value"]) == (-0.5, "better", "")
    assert whole["cases"] == len(PLACES) * len(ORIGINS) * 12
    values = {
        group: rows.filter(metric="crps")["value"].to_list()
        for (group,), rows in skill.group_by("group", maintain_order=True)
    }
    assert values["window"] == ["1987", "1988", "1989"]
    assert values["step"] == [str(step) for step in range(1, 13)]
    assert values["violence"] == ["none", "25-99", "100-999"]
    assert "Western Africa" in values["region"]


def test_chances_stand_beside_two_simple_ones(kept: _record.Kept) -> None:
    part = _record.record(kept)["chance_skill"]
    assert set(part["baseline_name"]) == {
        sum_baselines.CONFLICTOLOGY,
        sum_baselines.LOGIT,
    }
    assert set(part["metric"]) == {*sums_report.EACH, *sums_report.ALL}


def test_coverage_counts_what_the_intervals_held(part: dict[str, pl.DataFrame]) -> None:
    held = part["coverage"]
    assert held["nominal"].to_list() == [0.5, 0.8, 0.9]
    assert held["share"].to_list() == pytest.approx([0.5, 0.8, 0.9])


def test_the_span_names_years_and_steps(kept: _record.Kept) -> None:
    assert _record.span(kept) == {
        "first": 1987,
        "last": 1989,
        "step_first": 1,
        "step_last": 12,
    }


@pytest.mark.parametrize(
    ("low", "high", "lower", "decided"),
    [
        (-0.2, -0.1, True, "better"),
        (-0.2, -0.1, False, "worse"),
        (0.1, 0.2, True, "worse"),
        (0.1, 0.2, False, "better"),
        (-0.1, 0.1, True, "undecided"),
        (-0.1, 0.0, True, "undecided"),
        (0.0, 0.0, True, "the same"),
        (float("nan"), float("nan"), True, "too few"),
    ],
)
def test_an_interval_decides(
    low: float, high: float, *, lower: bool, decided: str
) -> None:
    assert _record.decide(low, high, lower=lower) == decided
