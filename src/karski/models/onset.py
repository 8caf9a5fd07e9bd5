"""Karski's own model of onsets: an elastic net, boosted trees and a random forest.

The three log-odds are averaged. Shares and settings were chosen by log score on base
years 1971-1991, whose outcomes were known by 1993; nothing later was looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from karski.models import onset_elastic_net
from karski.models._onset import Array, Cases, Fitted, OnsetModel
from karski.models._trees import Boosted, Forest, train

SHARES = (0.2, 0.3, 0.5)  # of elastic net, boosted trees, forest
BOOSTERS = 3  # with a stream of their own each
BOOSTED_TREES, FOREST_TREES = 200, 300
BOOSTED: Mapping[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.02,
    "num_leaves": 3,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.2,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
}
FOREST: Mapping[str, Any] = {
    "objective": "regression",
    "boosting": "rf",
    "extra_trees": True,  # thresholds at random, as in Geurts et al.
    "num_leaves": 256,
    "min_data_in_leaf": 30,
    "min_sum_hessian_in_leaf": 0.0,
    "feature_fraction_bynode": 0.3,
    "bagging_fraction": 0.63,
    "bagging_freq": 1,
}


@dataclass(frozen=True, slots=True, eq=False)
class Blend:
    """Fitted models, and the share that each has in the log-odds."""

    parts: tuple[Fitted, ...]
    shares: tuple[float, ...]

    def log_odds(self, values: Array) -> Array:
        """Return the weighted mean."""
        each = [part.log_odds(values) for part in self.parts]
        return np.average(each, axis=0, weights=self.shares)

    def contributions(self, values: Array) -> Array:
        """Return the weighted mean."""
        each = [part.contributions(values) for part in self.parts]
        return np.average(each, axis=0, weights=self.shares)


def fit(
    cases: Cases, onset: Array, weights: Array, random: np.random.Generator
) -> Blend:
    """Fit the three to the same cases."""
    parts = (
        onset_elastic_net.fit(cases, onset, weights, random),
        _boosted(cases, onset, weights, random),
        _forest(cases, onset, weights, random),
    )
    return Blend(parts, SHARES)


def _boosted(
    cases: Cases, onset: Array, weights: Array, random: np.random.Generator
) -> Boosted:
    given = (cases, onset, weights, random)
    return Boosted(
        tuple(train(BOOSTED, BOOSTED_TREES, *given) for _ in range(BOOSTERS))
    )


def _forest(
    cases: Cases, onset: Array, weights: Array, random: np.random.Generator
) -> Forest:
    booster = train(FOREST, FOREST_TREES, cases, onset, weights, random)
    return Forest(booster, least=0.5 / len(onset))


MODEL = OnsetModel(
    title="Karski's blend for onsets",
    reference=(
        "Elastic net: Friedman, Hastie and Tibshirani (2010); trees: Ke et al. (2017),"
        " LightGBM, NeurIPS 30; Geurts, Ernst and Wehenkel (2006), Machine Learning"
        " 63(1), 3-42; level: West and Harrison (1997)"
    ),
    fit=fit,
    levelled=True,
)
