"""Trees of onsets: the same forest in two languages, and exact Shapley values."""

from collections.abc import Callable
from itertools import combinations
from math import factorial
from typing import Any

import lightgbm
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.tree._tree import Tree

from karski.models import _forest
from karski.models._forest import in_words
from karski.models._onset import Cases
from karski.models._trees import Boosted, Forest, train

Game = Callable[[frozenset[int]], float]
SETTINGS = {"objective": "binary", "num_leaves": 4, "min_data_in_leaf": 5}


def made(
    seed: int, cases: int = 80, predictors: int = 3
) -> tuple[Cases, np.ndarray, np.ndarray]:
    """Cases of wide and of two-valued predictors, onsets, uneven weights."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(cases, predictors)) * 10.0 ** random.integers(-3, 6)
    values[:, -1] = values[:, -1] > 0
    score = np.argsort(np.argsort(values[:, 0])) / cases + 0.3 * values[:, -1]
    onset = (score + random.normal(0, 0.3, cases) > 0.8) * 1.0
    onset[:2] = [0, 1]
    numbers = np.arange(cases, dtype=np.int32)
    names = tuple(f"x{k}" for k in range(predictors))
    weights = random.gamma(2.0, size=cases) + 0.01
    return Cases(numbers, numbers, values, names), onset, weights


def single(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32).astype(np.float64)


def grown(
    seed: int, trees: int = 10, cases: int = 80, predictors: int = 3
) -> ExtraTreesClassifier:
    learn, onset, weights = made(seed, cases, predictors)
    forest = ExtraTreesClassifier(trees, min_samples_leaf=2, random_state=seed)
    return forest.fit(learn.values, onset, sample_weight=weights)


def shapley(game: Game, players: int) -> np.ndarray:
    """By the definition: every subset of the others, each once."""
    found = np.zeros(players)
    for player in range(players):
        others = [each for each in range(players) if each != player]
        for size in range(players):
            share = factorial(size) * factorial(players - size - 1)
            for subset in map(frozenset, combinations(others, size)):
                added = game(subset | {player}) - game(subset)
                found[player] += share / factorial(players) * added
    return found


def expected(tree: Tree, node: int, row: np.ndarray, known: frozenset[int]) -> float:
    """The forecast where only `known` is seen: else by how many cases went where."""
    left, right = tree.children_left[node], tree.children_right[node]
    if left < 0:
        return float(tree.value[node, 0, 1] / tree.value[node, 0].sum())
    feature = tree.feature[node]
    if feature in known:
        down = left if row[feature] <= tree.threshold[node] else right
        return expected(tree, down, row, known)
    counts = tree.n_node_samples
    return sum(
        counts[child] / counts[node] * expected(tree, child, row, known)
        for child in (left, right)
    )


def expected_of_booster(
    node: dict[str, Any], row: np.ndarray, known: frozenset[int]
) -> float:
    if "leaf_value" in node:
        return float(node["leaf_value"])
    children = [node["left_child"], node["right_child"]]
    if node["split_feature"] in known:
        down = children[int(row[node["split_feature"]] > node["threshold"])]
        return expected_of_booster(down, row, known)
    return sum(
        child.get("leaf_count", child.get("internal_count"))
        / node["internal_count"]
        * expected_of_booster(child, row, known)
        for child in children
    )


@given(seed=st.integers(0, 2**31 - 1), cases=st.integers(2, 200))
@settings(max_examples=30)
def test_a_forest_says_the_same_in_both_languages(seed: int, cases: int) -> None:
    forest = grown(seed, cases=cases, predictors=6)
    booster = lightgbm.Booster(model_str=in_words(forest))
    new = np.random.default_rng(seed).normal(size=(50, 6)) * 10
    values = np.concatenate([made(seed, cases, 6)[0].values, new, np.zeros((1, 6))])
    theirs = forest.predict_proba(values)[:, 1]
    ours = booster.predict(single(values))
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-15 * len(forest))


def test_at_a_threshold_a_case_goes_left_in_both_languages() -> None:
    forest = grown(1)
    booster = lightgbm.Booster(model_str=in_words(forest))
    at = [tree.tree_.threshold[tree.tree_.feature == 2] for tree in forest.estimators_]
    values = np.repeat(made(1)[0].values[:1], len(np.concatenate(at)), axis=0)
    values[:, 2] = np.concatenate(at)
    assert len(values) > 5
    ours, theirs = booster.predict(single(values)), forest.predict_proba(values)[:, 1]
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-14)


def test_a_forest_rounds_what_it_is_given_as_its_author_did() -> None:
    """A hair beyond a threshold, single precision does not tell the two apart."""
    forest = grown(1)
    found = Forest(lightgbm.Booster(model_str=in_words(forest)), least=1e-6)
    trees = [each.tree_ for each in forest.estimators_]
    at = np.concatenate([each.threshold[each.feature == 0] for each in trees])
    values = np.repeat(made(1)[0].values[:1], len(at), axis=0)
    values[:, 0] = at + np.abs(at) * 1e-9
    theirs = np.clip(forest.predict_proba(values)[:, 1], 1e-6, 1 - 1e-6)
    odds = np.log(theirs / (1 - theirs))
    np.testing.assert_allclose(found.log_odds(values), odds, atol=1e-12)
    parts = found.contributions(values)
    np.testing.assert_allclose(parts.sum(axis=1), odds, atol=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_contributions_of_a_forest_are_shapley_values_of_its_risk(seed: int) -> None:
    forest = grown(seed, trees=4)
    found = Forest(lightgbm.Booster(model_str=in_words(forest)), least=1e-4)
    values = single(made(seed)[0].values[:12])
    parts = found.contributions(values)[:, 1:]
    for row, ours in zip(values, parts, strict=True):

        def game(known: frozenset[int], row: np.ndarray = row) -> float:
            each = [expected(t.tree_, 0, row, known) for t in forest.estimators_]
            return float(np.mean(each))

        exact = shapley(game, 3)
        np.testing.assert_allclose(
            ours / np.abs(ours).sum(), exact / np.abs(exact).sum(), atol=1e-9
        )


@pytest.mark.parametrize("seed", range(4))
def test_contributions_of_boosted_trees_are_shapley_values(seed: int) -> None:
    cases, onset, _ = made(seed)
    even = np.ones(len(onset))
    booster = train(SETTINGS, 4, cases, onset, even, np.random.default_rng(seed))
    trees = [each["tree_structure"] for each in booster.dump_model()["tree_info"]]
    values = cases.values[:12]
    parts = Boosted((booster,)).contributions(values)
    for row, ours in zip(values, parts, strict=True):

        def game(known: frozenset[int], row: np.ndarray = row) -> float:
            return sum(expected_of_booster(tree, row, known) for tree in trees)

        np.testing.assert_allclose(ours[1:], shapley(game, 3), atol=1e-9)
        assert ours[0] == pytest.approx(game(frozenset()), abs=1e-9)


@given(seed=st.integers(0, 2**31 - 1), cases=st.integers(2, 120))
@settings(max_examples=20)
def test_contributions_add_up_to_the_log_odds(seed: int, cases: int) -> None:
    learn, onset, weights = made(seed, cases, 5)
    random = np.random.default_rng(seed)
    boosters = tuple(train(SETTINGS, 5, learn, onset, weights, random) for _ in "ab")
    forest = lightgbm.Booster(model_str=in_words(grown(seed, cases=cases)))
    values = np.concatenate([learn.values, random.normal(size=(20, 5)) * 50])
    fits = [
        (Boosted(boosters), values),
        (Forest(forest, least=0.5 / cases), values[:, :3]),
    ]
    for fitted, given_ in fits:
        parts = fitted.contributions(given_)
        odds = fitted.log_odds(given_)
        assert np.isfinite(odds).all()
        assert parts.shape == (len(given_), 1 + given_.shape[1])
        np.testing.assert_allclose(parts.sum(axis=1), odds, rtol=0, atol=1e-9)


def test_the_level_of_a_forest_is_shared_by_all_cases() -> None:
    cases, onset, weights = made(5)
    found = _forest.fit(cases, onset, weights, np.random.default_rng(0))
    level = found.contributions(cases.values)[:, 0]
    np.testing.assert_allclose(level, level[0], atol=1e-9)


def test_a_risk_is_never_below_half_an_onset_of_all_cases() -> None:
    cases, onset, weights = made(5)
    found = _forest.fit(cases, onset, weights, np.random.default_rng(0))
    assert found.least == 0.5 / 80
    raw = found.booster.predict(single(cases.values))
    bounded = Forest(found.booster, least=float(np.median(raw)))
    share = 1 / (1 + np.exp(-bounded.log_odds(cases.values)))
    limits = bounded.least, 1 - bounded.least
    np.testing.assert_allclose(share, np.clip(raw, *limits))
    parts = bounded.contributions(cases.values)
    odds = bounded.log_odds(cases.values)
    np.testing.assert_allclose(parts.sum(axis=1), odds, atol=1e-9)


def test_a_predictor_that_matters_to_nothing_adds_nothing() -> None:
    cases, onset, weights = made(2)
    values = np.column_stack([cases.values, np.full(80, 7.0)])
    wide = Cases(cases.places, cases.years, values, (*cases.names, "constant"))
    random = np.random.default_rng(0)
    for fitted in (
        _forest.fit(wide, onset, weights, random),
        Boosted((train(SETTINGS, 5, wide, onset, weights, random),)),
    ):
        parts = fitted.contributions(values + np.array([0, 0, 0, 5.0]))
        np.testing.assert_array_equal(parts[:, 4], 0)
        assert np.abs(parts[:, 1:4]).max() > 0


@pytest.mark.parametrize("cases", [2, 3, 10])
def test_constants_alone_and_few_cases_give_the_share_of_onsets(cases: int) -> None:
    learn, onset, _ = made(0, cases)
    flat = Cases(learn.places, learn.years, np.ones((cases, 3)), learn.names)
    even, random = np.ones(cases), np.random.default_rng(0)
    share = onset.mean()
    level = np.log(share / (1 - share))
    for fitted in (
        _forest.fit(flat, onset, even, random),
        Boosted((train(SETTINGS, 5, flat, onset, even, random),)),
    ):
        np.testing.assert_allclose(fitted.log_odds(flat.values), level, atol=1e-6)
        parts = fitted.contributions(flat.values)
        np.testing.assert_allclose(parts[:, 0], level, atol=1e-6)
        np.testing.assert_array_equal(parts[:, 1:], 0)


def test_weights_change_a_forest_and_their_scale_does_not() -> None:
    cases, onset, weights = made(3)

    def odds(given_: np.ndarray) -> np.ndarray:
        fitted = _forest.fit(cases, onset, given_, np.random.default_rng(0))
        return fitted.log_odds(cases.values)

    before = odds(weights)
    np.testing.assert_allclose(odds(8 * weights), before, atol=1e-12)
    assert np.abs(odds(np.ones(80)) - before).max() > 0.01


def test_boosted_trees_start_at_the_weighted_share_of_onsets() -> None:
    cases, onset, weights = made(3)
    flat = Cases(cases.places, cases.years, np.ones((80, 3)), cases.names)
    booster = train(SETTINGS, 2, flat, onset, weights, np.random.default_rng(0))
    share = np.average(onset, weights=weights)
    level = np.log(share / (1 - share))
    np.testing.assert_allclose(Boosted((booster,)).log_odds(flat.values), level, 1e-5)


def test_the_same_stream_gives_the_same_trees_and_the_next_others() -> None:
    cases, onset, weights = made(4)
    settings_ = {**SETTINGS, "feature_fraction": 0.5}
    one, two = np.random.default_rng(1), np.random.default_rng(1)
    given_ = (settings_, 5, cases, onset, weights)
    first, second = train(*given_, one), train(*given_, one)
    again = train(*given_, two)
    assert first.model_to_string() == again.model_to_string()
    assert first.model_to_string() != second.model_to_string()


def test_parts_that_cancel_are_told_by_the_slope_at_the_mean() -> None:
    class Cancelling:
        def predict(
            self, values: np.ndarray, *, pred_contrib: bool = False
        ) -> np.ndarray:
            parts = [[0.1, -0.1, 0.2]]
            return np.array(parts if pred_contrib else [0.2])

    found = Forest(Cancelling(), least=0.01).contributions(np.zeros((1, 2)))
    slope = 1 / (0.2 * 0.8)
    np.testing.assert_allclose(found, [[np.log(0.25), 0.1 * slope, -0.1 * slope]])
