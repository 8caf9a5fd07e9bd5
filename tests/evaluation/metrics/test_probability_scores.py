"""Scores of probabilities against hand-computed cases and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sklearn_metrics

from karski.evaluation.metrics.auc import auc
from karski.evaluation.metrics.average_precision import average_precision
from karski.evaluation.metrics.brier import brier
from karski.evaluation.metrics.log_score import log_score
from karski.evaluation.metrics.recall_at_k import recall_at_k
from karski.evaluation.metrics.reliability import diagram, reliability

cases = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 10)), min_size=2, max_size=60
).filter(lambda rows: len({outcome for outcome, _ in rows}) == 2)


def split(rows: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    outcomes, tenths = np.array(rows).T
    return outcomes, tenths / 10


@given(cases)
def test_area_under_the_curve_agrees_with_scikit_learn(
    rows: list[tuple[int, int]],
) -> None:
    outcomes, probabilities = split(rows)
    theirs = sklearn_metrics.roc_auc_score(outcomes, probabilities)
    assert auc(outcomes, probabilities) == pytest.approx(theirs)


@given(cases)
def test_average_precision_agrees_with_scikit_learn(
    rows: list[tuple[int, int]],
) -> None:
    outcomes, probabilities = split(rows)
    theirs = sklearn_metrics.average_precision_score(outcomes, probabilities)
    assert average_precision(outcomes, probabilities) == pytest.approx(theirs)


@given(cases)
def test_brier_and_log_score_agree_with_scikit_learn(
    rows: list[tuple[int, int]],
) -> None:
    outcomes, probabilities = split(rows)
    inner = 0.05 + 0.9 * probabilities
    assert brier(outcomes, inner).mean() == pytest.approx(
        sklearn_metrics.brier_score_loss(outcomes, inner)
    )
    assert log_score(outcomes, inner).mean() == pytest.approx(
        sklearn_metrics.log_loss(outcomes, inner)
    )


def test_what_was_called_impossible_and_came_has_an_infinite_log_score() -> None:
    score = log_score(np.array([1, 0, 1]), np.array([0.0, 0.0, 1.0]))
    assert score.tolist() == [np.inf, 0.0, 0.0]


@pytest.mark.parametrize("metric", [auc, average_precision, recall_at_k])
def test_without_events_a_ranking_has_no_score(metric: object) -> None:
    assert callable(metric)
    assert np.isnan(metric(np.zeros(3, int), np.array([0.1, 0.2, 0.3])))


def test_recall_counts_ties_at_their_expected_rank() -> None:
    outcomes = np.array([1, 1, 0, 0, 1])
    probabilities = np.array([0.9, 0.5, 0.5, 0.5, 0.1])
    # one sure place, then two places for three that tie: (1 + 2/3) of 3
    assert recall_at_k(outcomes, probabilities, k=3) == pytest.approx(5 / 9)


def test_recall_is_counted_list_by_list() -> None:
    outcomes = np.array([1, 0, 1, 0])
    probabilities = np.array([0.1, 0.2, 0.8, 0.7])
    years = np.array([2001, 2001, 2002, 2002])
    assert recall_at_k(outcomes, probabilities, k=1, lists=years) == 0.5
    assert recall_at_k(outcomes, probabilities, k=2, lists=years) == 1.0
    assert recall_at_k(outcomes, probabilities, k=2) == 0.5


def test_recall_on_an_empty_list_is_refused() -> None:
    with pytest.raises(ValueError, match="list of 0"):
        recall_at_k(np.array([1]), np.array([0.5]), k=0)


@given(cases, st.integers(1, 60))
def test_recall_is_the_mean_over_ways_to_break_ties(
    rows: list[tuple[int, int]], k: int
) -> None:
    outcomes, probabilities = split(rows)
    random = np.random.default_rng(0)
    found = []
    for _ in range(200):
        order = np.lexsort((random.random(len(outcomes)), -probabilities))
        found.append(outcomes[order][:k].sum() / outcomes.sum())
    tolerance = 5 * np.std(found) / np.sqrt(200) + 1e-9
    expected = recall_at_k(outcomes, probabilities, k=k)
    assert expected == pytest.approx(np.mean(found), abs=tolerance)


def test_reliability_by_hand() -> None:
    outcomes = np.array([1, 0, 0, 0, 1])
    probabilities = np.array([0.3, 0.3, 0.3, 0.3, 1.0])
    shown = diagram(outcomes, probabilities, edges=(0, 0.25, 0.5, 1.0))
    assert shown.cases.tolist() == [0, 4, 1]
    np.testing.assert_allclose(shown.forecast, [np.nan, 0.3, 1.0])
    np.testing.assert_allclose(shown.observed, [np.nan, 0.25, 1.0])
    assert np.isnan(shown.lower[0])
    assert np.isnan(shown.upper[0])
    expected = 4 * 0.05**2 / 5
    assert reliability(
        outcomes, probabilities, edges=(0, 0.25, 0.5, 1.0)
    ) == pytest.approx(expected)


def test_honest_probabilities_stay_inside_the_band_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    inside = []
    for seed in range(40):
        probabilities = random.random(300)
        outcomes = (random.random(300) < probabilities).astype(int)
        shown = diagram(outcomes, probabilities, edges=(0, 0.5, 1), seed=seed)
        inside += list(
            (shown.lower <= shown.observed) & (shown.observed <= shown.upper)
        )
    assert np.mean(inside) == pytest.approx(0.9, abs=0.1)


def test_probabilities_far_too_high_leave_the_band() -> None:
    probabilities = np.full(200, 0.3)
    outcomes = np.zeros(200, int)
    shown = diagram(outcomes, probabilities, edges=(0, 1))
    assert shown.observed[0] < shown.lower[0]
    assert reliability(outcomes, probabilities, edges=(0, 1)) == pytest.approx(0.09)
