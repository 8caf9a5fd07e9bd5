"""A forest that forecasts a distribution: the outcomes of a row's leaf-mates.

References
----------
Meinshausen (2006), Quantile regression forests, J. Machine Learning Research 7,
983-999. Here the trees are LightGBM's, whose histograms make them fast.
"""

from typing import Any, Final

import lightgbm
import numpy as np
from numpy.typing import NDArray

from karski.models._counts import Floats, Singles

TREES: Final = 100
LEAVES: Final = 500
LEAST_LEAF: Final = 8

BLOCK: Final = 8192  # rows asked for at a time

RANGE: Final = (-10.0, 12.0)
WIDTH: Final = 0.05
CELLS: Final = round((RANGE[1] - RANGE[0]) / WIDTH) + 1


def leaf_mates(
    training: Singles, outcome: Floats, weight: Floats, wanted: Singles, seed: int
) -> Singles:
    """Distribution of the outcomes that shared a leaf with each row wanted.

    Parameters
    ----------
    training
        Features of the rows whose outcome is known (rows, features).
    outcome
        Their outcomes (rows,), on a scale that lies within ``RANGE``.
    weight
        Their weights (rows,).
    wanted
        Features to forecast from (wanted, features).
    seed
        Chooses each tree's rows and features.

    Returns
    -------
    Singles
        Cumulative probabilities (wanted, cells) at ``RANGE[0] + i * WIDTH``.
    """
    data = lightgbm.Dataset(training, outcome, weight=weight)
    forest = lightgbm.train(_settings(seed), data, TREES)
    leaf = _leaves(forest, training)
    leaf_wanted = _leaves(forest, wanted)
    index = np.clip(np.ceil((outcome - RANGE[0]) / WIDTH), 0, CELLS - 1).astype(int)
    total = np.zeros((len(wanted), CELLS), np.float32)
    for tree in range(TREES):
        number = leaf[:, tree].astype(np.int64) * CELLS + index
        size = (leaf[:, tree].max() + 1) * CELLS
        found = np.bincount(number, weight, size).reshape(-1, CELLS)
        mates = found / np.maximum(found.sum(axis=1, keepdims=True), 1e-9)
        total += mates.astype(np.float32)[leaf_wanted[:, tree]]
    np.cumsum(total, axis=1, out=total)
    return np.asarray(total / np.maximum(total[:, -1:], 1e-9))


def at(distribution: Singles, outcome: Floats) -> Floats:
    """Cumulative probability of outcomes, linear between cells.

    Parameters
    ----------
    distribution
        Cumulative probabilities (rows, cells) of ``leaf_mates``.
    outcome
        Outcomes (rows, outcomes) on the forest's scale.

    Returns
    -------
    Floats
        Probabilities (rows, outcomes).
    """
    place = np.clip((outcome - RANGE[0]) / WIDTH, 0, CELLS - 1)
    cell = np.minimum(place.astype(int), CELLS - 2)
    share = place - cell
    below = np.take_along_axis(distribution, cell, axis=1)
    above = np.take_along_axis(distribution, cell + 1, axis=1)
    return np.asarray(below * (1 - share) + above * share)


def _leaves(forest: lightgbm.Booster, features: Singles) -> NDArray[np.int32]:
    """Return the leaf of each row in each tree (rows, trees)."""
    found = np.empty((len(features), TREES), np.int32)
    for start in range(0, len(features), BLOCK):  # LightGBM answers in wide numbers
        part = slice(start, start + BLOCK)
        found[part] = forest.predict(features[part], pred_leaf=True, num_threads=1)
    return found


def _settings(seed: int) -> dict[str, Any]:
    """LightGBM's settings: one thread, so that equal inputs give equal trees."""
    return {
        "objective": "regression",
        "boosting": "rf",
        "num_leaves": LEAVES,
        "min_data_in_leaf": LEAST_LEAF,
        "feature_fraction_bynode": 0.4,
        "bagging_fraction": 0.5,
        "bagging_freq": 1,
        "seed": seed,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbose": -1,
    }
