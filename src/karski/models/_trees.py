"""Trees that forecast onsets, and what each predictor adds to their forecasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np

from karski.models._onset import Array, Cases, log_odds

ALWAYS: Mapping[str, Any] = {
    "verbose": -1,
    "num_threads": 1,  # other numbers add in another order
    "deterministic": True,
    "force_row_wise": True,
}
LARGEST_SEED = 2**31 - 1
NO_MOVE = 1e-9  # in risk, below which the log-odds are those of the mean


def train(
    settings: Mapping[str, Any],
    trees: int,
    cases: Cases,
    onset: Array,
    weights: Array,
    random: np.random.Generator,
) -> lightgbm.Booster:
    """Train with LightGBM on one thread; the same stream gives the same trees."""
    table = lightgbm.Dataset(
        cases.values, onset, weight=weights, params={"verbose": -1}
    )
    seed = int(random.integers(LARGEST_SEED))
    return lightgbm.train({**ALWAYS, **settings, "seed": seed}, table, trees)


@dataclass(frozen=True, slots=True, eq=False)
class Boosted:
    """Gradient boosted trees, whose sum is the log-odds."""

    boosters: tuple[lightgbm.Booster, ...]

    def log_odds(self, values: Array) -> Array:
        """Return the mean over the boosters."""
        each = [booster.predict(values, raw_score=True) for booster in self.boosters]
        return np.asarray(np.mean(each, axis=0))

    def contributions(self, values: Array) -> Array:
        """Return exact Shapley values of the trees (TreeSHAP [1]_).

        References
        ----------
        .. [1] Lundberg et al. (2020), From local explanations to global understanding
           with explainable AI for trees, Nature Machine Intelligence 2, 56-67.
        """
        each = [_shapley(booster, values) for booster in self.boosters]
        return np.asarray(np.mean(each, axis=0))


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees whose sum is the risk itself, on values of single precision.

    Attributes
    ----------
    booster : lightgbm.Booster
    least : float
        The least risk taken at its word: a leaf without any onset proves no more.
    """

    booster: lightgbm.Booster
    least: float

    def log_odds(self, values: Array) -> Array:
        """Return the log-odds of the sum over the trees."""
        return self._taken(np.asarray(self.booster.predict(_single(values))))

    def contributions(self, values: Array) -> Array:
        """Return Shapley values of the risk, carried over to its log-odds.

        The risk's distance from the mean risk is the sum of its Shapley values; all are
        multiplied by the slope of the log-odds between the two, so that they sum to the
        distance in log-odds.
        """
        parts = _shapley(self.booster, _single(values))
        mean, away = parts[:, 0], parts[:, 1:]
        level = self._taken(mean)
        there = self.log_odds(values)
        moved = away.sum(axis=1)
        still = np.abs(moved) < NO_MOVE
        chord = (there - level) / np.where(still, 1.0, moved)
        slope = np.where(still, 1 / (mean * (1 - mean)), chord)
        return np.column_stack([level, away * slope[:, None]])

    def _taken(self, shares: Array) -> Array:
        return log_odds(np.clip(shares, self.least, 1 - self.least))


def _single(values: Array) -> Array:
    return values.astype(np.float32).astype(np.float64)


def _shapley(booster: lightgbm.Booster, values: Array) -> Array:
    """Return Shapley values, the mean forecast first."""
    parts = np.asarray(booster.predict(values, pred_contrib=True))
    return np.roll(parts, 1, axis=1)
