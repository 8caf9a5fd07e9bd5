"""Karski's own model of onsets: elastic net, boosted trees, extremely random trees.

The three log-odds are averaged, then stretched and shifted by what came of earlier
forecasts. Settings were chosen by outcomes known by 1993.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from karski.models import _forest, onset_elastic_net
from karski.models._onset import Array, Cases, Fitted, OnsetModel
from karski.models._trees import Boosted, train

BOOSTERS = 3  # with a stream of their own each
BOOSTED_TREES = 300
CALENDAR = frozenset({"year", "year_sq", "includesnonstate"})
"""Left to the elastic net: trees cannot carry a trend on, and the line follows it."""
BOOSTED: Mapping[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.02,
    "num_leaves": 4,
    "min_data_in_leaf": 50,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
}


@dataclass(frozen=True, slots=True, eq=False)
class Narrowed:
    """A fitted model that is shown some of the predictors only.

    Attributes
    ----------
    part : Fitted
    shown : array of int, shape (predictors shown,)
        Their columns.
    """

    part: Fitted
    shown: NDArray[np.intp]

    def log_odds(self, values: Array) -> Array:
        """Return those of the model."""
        return self.part.log_odds(values[:, self.shown])

    def contributions(self, values: Array) -> Array:
        """Return those of the model; 0 for what it is not shown."""
        parts = self.part.contributions(values[:, self.shown])
        every = np.zeros((len(values), 1 + values.shape[1]))
        every[:, 0] = parts[:, 0]
        every[:, 1 + self.shown] = parts[:, 1:]
        return every


@dataclass(frozen=True, slots=True, eq=False)
class Blend:
    """Fitted models, each with the same share in the log-odds; the forest is last."""

    parts: tuple[Fitted, ...]

    def without_forest(self) -> "Blend":
        """Return the blend of the others."""
        return Blend(self.parts[:-1])

    def log_odds(self, values: Array) -> Array:
        """Return the mean over the parts."""
        each = [part.log_odds(values) for part in self.parts]
        return np.asarray(np.mean(each, axis=0))

    def contributions(self, values: Array) -> Array:
        """Return the mean over the parts."""
        each = [part.contributions(values) for part in self.parts]
        return np.asarray(np.mean(each, axis=0))


def fit(
    cases: Cases, onset: Array, weights: Array, random: np.random.Generator
) -> Blend:
    """Fit the three to the same cases."""
    shown = np.flatnonzero([name not in CALENDAR for name in cases.names])
    names = tuple(cases.names[column] for column in shown)
    fewer = Cases(cases.places, cases.years, cases.values[:, shown], names)
    parts = (
        onset_elastic_net.fit(cases, onset, weights, random),
        Narrowed(_boosted(fewer, onset, weights, random), shown),
        Narrowed(_forest.fit(fewer, onset, weights, random), shown),
    )
    return Blend(parts)


def _boosted(
    cases: Cases, onset: Array, weights: Array, random: np.random.Generator
) -> Boosted:
    given = (cases, onset, weights, random)
    return Boosted(
        tuple(train(BOOSTED, BOOSTED_TREES, *given) for _ in range(BOOSTERS))
    )


MODEL = OnsetModel(
    title="Karski's blend for onsets",
    reference=(
        "Elastic net: Friedman, Hastie and Tibshirani (2010); trees: Ke et al. (2017),"
        " LightGBM, NeurIPS 30; Geurts, Ernst and Wehenkel (2006), Machine Learning"
        " 63(1), 3-42; line: Cox (1958), Biometrika 45(3/4), 562-565"
    ),
    fit=fit,
    recalibrated=True,
)
