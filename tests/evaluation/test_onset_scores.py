"""Scores of yearly risks, their intervals, and what is said of a difference."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.evaluation.intervals import compare, compare_pooled
from karski.evaluation.metrics.auc import auc, weighted_auc
from karski.evaluation.metrics.average_precision import (
    average_precision,
    weighted_average_precision,
)
from karski.evaluation.metrics.recall_at_k import recall_at_k
from karski.evaluation.onset_cases import cases, history
from karski.evaluation.onset_scores import FIGURES, SCORES, UNDECIDED, scores

PLACES, YEARS = range(9001, 9041), range(1993, 2010)


def world(seed: int = 0) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A history in which every country has a level of risk; and that risk."""
    random = np.random.default_rng(seed)
    rows = [(place, year) for place in PLACES for year in YEARS]
    level = np.repeat(random.beta(0.5, 5, len(PLACES)), len(YEARS))
    onset = (random.random(len(rows)) < level).astype(int)
    key = pl.DataFrame(rows, ["place", "year"], orient="row")
    return key.with_columns(mk_onset=onset), key.with_columns(risk=level)


def laid(change: object = None, target: str = "1yr") -> pl.DataFrame:
    known, risk = world()
    if change is not None:
        risk = risk.with_columns(risk=pl.Series(change(risk["risk"].to_numpy())))
    return cases(target, history(known), risk)


def column(found: pl.DataFrame, name: str) -> dict[str, object]:
    return dict(found.select("score", name).iter_rows())


def test_scores_by_hand() -> None:
    risk, came = [0.8, 0.4, 0.4, 0.1], [1.0, 0.0, 1.0, 0.0]
    table = pl.DataFrame(
        {
            "place": [1, 2, 3, 4],
            "year": [1994] * 4,
            "outcome": came,
            "risk": risk,
            "listed": [1.0, 0.5, 0.5, 0.0],
        }
    )
    found = scores(table)
    assert list(found.schema.items()) == [(n, t()) for n, t in FIGURES.items()]
    expected = {
        "log_score": -np.log([0.8, 0.6, 0.4, 0.9]).mean(),
        "brier": np.mean([0.04, 0.16, 0.36, 0.01]),
        "auc": 3.5 / 4,
        "average_precision": (1 + 2 / 3) / 2,
        "recall_at_30": 1.5 / 2,
        "observed_over_expected": 2 / 1.7,
    }
    assert column(found, "ours") == pytest.approx(expected)
    assert found["baseline"].to_list() == [None] * len(SCORES)


def test_they_are_those_of_the_metrics() -> None:
    table = laid()
    came, risk = table["outcome"].to_numpy(), table["risk"].to_numpy()
    ours = column(scores(table), "ours")
    assert ours["auc"] == pytest.approx(auc(came, risk))
    assert ours["average_precision"] == pytest.approx(average_precision(came, risk))
    recall = recall_at_k(came, risk, lists=table["year"].to_numpy())
    assert ours["recall_at_30"] == pytest.approx(recall)


def test_intervals_are_those_of_the_paired_bootstrap() -> None:
    ours, theirs = laid(np.sqrt), laid(lambda risk: risk[::-1])
    found = {row["score"]: row for row in scores(ours, theirs).to_dicts()}
    came = ours["outcome"].to_numpy()
    risks = [table["risk"].to_numpy() for table in (ours, theirs)]
    errors = [np.square(risk - came) for risk in risks]
    for name, key in (("country", "place"), ("year", "year")):
        cluster = ours[key].to_numpy()
        means = compare(*errors, cluster).difference
        ranks = compare_pooled(auc, came, *risks, cluster, repetitions=2000).difference
        for score, by in (("brier", means), ("auc", ranks)):
            row = found[score]
            ends = [row[f"difference_{end}_by_{name}"] for end in ("low", "high")]
            assert row["difference"] == pytest.approx(by.estimate)
            assert ends == pytest.approx([by.low, by.high], abs=1e-9)


@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 3)),
        min_size=1,
        max_size=30,
    )
)
def test_weights_count_as_repeated_rows(rows: list[tuple[bool, int, int]]) -> None:
    came, risk, often = (
        np.array(each, dtype=float) for each in zip(*rows, strict=True)
    )
    repeated = np.repeat(np.arange(len(rows)), often.astype(int))
    alone, weights = np.arange(len(rows)), often[None]
    for weighted, plain in (
        (weighted_auc, auc),
        (weighted_average_precision, average_precision),
    ):
        one = weighted(came, risk / 4, alone, weights)[0]
        expected = plain(came[repeated], risk[repeated] / 4)
        assert one == pytest.approx(expected, nan_ok=True)


@given(st.lists(st.booleans(), min_size=2, max_size=40), st.randoms())
def test_a_perfect_forecast_has_the_best_scores_in_any_order(
    onsets: list[bool], random: object
) -> None:
    came = np.array(onsets, dtype=float)
    table = pl.DataFrame(
        {
            "place": np.arange(len(came)) % 3,
            "year": np.arange(len(came)) // 3,
            "outcome": came,
            "risk": came,
            "listed": came,
        }
    )
    order = list(range(len(came)))
    random.shuffle(order)
    ours = column(scores(table[order]), "ours")
    assert (ours["log_score"], ours["brier"]) == (0, 0)
    whole = came.sum()
    if 0 < whole < len(came):
        assert [ours[name] for name in SCORES[2:]] == pytest.approx([1] * 4)
    if not whole:
        assert np.isnan([ours[name] for name in SCORES[2:5]]).all()


@pytest.mark.parametrize("target", ["2yr", "1yr", "ewp"])
def test_the_order_of_rows_changes_nothing(target: str) -> None:
    known, risk = world()
    straight = scores(cases(target, history(known), risk))
    turned = [table.sample(fraction=1, shuffle=True, seed=3) for table in (known, risk)]
    assert scores(cases(target, history(turned[0]), turned[1])).equals(straight)


def test_a_forecast_beside_itself_is_the_same() -> None:
    noise = laid(lambda risk: risk * (1 + 1e-15))
    found = scores(noise, laid())
    assert found["verdict"].to_list()[:5] == ["the same"] * 5
    assert found["difference"].to_list() == [0.0] * len(SCORES)


def test_a_clear_gain_is_called_better_and_its_mirror_worse() -> None:
    good, bad = laid(), laid(lambda risk: risk * 0 + 0.5)
    verdicts = column(scores(good, bad), "verdict")
    assert [verdicts[name] for name in ("log_score", "auc")] == ["better"] * 2
    verdicts = column(scores(bad, good), "verdict")
    assert [verdicts[name] for name in ("log_score", "auc")] == ["worse"] * 2
    assert verdicts["observed_over_expected"] == "expects more onsets than came"


def test_a_gain_that_one_of_the_two_intervals_leaves_open_is_not_called_one() -> None:
    """All the gain is in one country: resampled by year it looks sure."""
    known, risk = world()
    one = pl.when(pl.col("place") == 9001).then(0.9).otherwise("risk")
    worse = risk.with_columns(risk=one)
    quiet = known.with_columns(
        mk_onset=pl.when(pl.col("place") == 9001).then(0).otherwise("mk_onset")
    )
    past = history(quiet)
    found = scores(cases("1yr", past, risk), cases("1yr", past, worse))
    row = found.filter(score="brier").row(0, named=True)
    assert row["difference_high_by_year"] < 0
    assert row["difference_high_by_country"] == 0
    assert row["verdict"] == UNDECIDED


def test_an_onset_that_was_ruled_out_is_said() -> None:
    ruled_out, honest = laid(lambda risk: risk * 0), laid()
    own = column(scores(ruled_out, honest), "verdict")["log_score"]
    assert own == "worse: it gave an onset that came no chance at all"
    beside = column(scores(honest, ruled_out), "verdict")["log_score"]
    assert beside == "better: the baseline gave an onset that came no chance at all"
    both = column(scores(ruled_out, ruled_out), "verdict")["log_score"]
    assert both == "both gave an onset that came no chance at all"


def test_one_country_in_one_year_has_no_interval_and_no_verdict() -> None:
    one = laid().filter(place=9001, year=1994)
    found = scores(one, one)
    assert np.isnan(found["ours_low_by_country"].to_numpy()).all()
    assert found["verdict"][1] == "too few cases to compare"
    assert found["verdict"][5] == "too few cases to say"


def test_sides_of_other_rows_are_no_pair() -> None:
    with pytest.raises(ValueError, match="not of the same country-years"):
        scores(laid(), laid()[1:])
    with pytest.raises(ValueError, match="no cases"):
        scores(laid()[:0])
