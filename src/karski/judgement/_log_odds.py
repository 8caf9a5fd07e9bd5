"""Probabilities as log-odds, and back."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
FURTHEST = 30.0  # log-odds; beyond it 1 - p would round to zero


def log_odds(probability: Array) -> Array:
    """Return log(p / (1 - p)) of probabilities in (0, 1); NaN stays NaN.

    Examples
    --------
    >>> log_odds(np.array([0.5, 0.2])).round(3).tolist()
    [0.0, -1.386]
    """
    found: Array = np.log(probability) - np.log1p(-probability)
    return found


def chance(odds: Array) -> Array:
    """Return the probability of log-odds, strictly between 0 and 1.

    Examples
    --------
    >>> chance(np.array([0.0, -1.386])).round(3).tolist()
    [0.5, 0.2]
    """
    found: Array = 1 / (1 + np.exp(-np.clip(odds, -FURTHEST, FURTHEST)))
    return found
