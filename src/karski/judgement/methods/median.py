"""The median: half of the people say less, half say more."""

import numpy as np

from karski.judgement._log_odds import Array
from karski.judgement.methods._method import Method

SAME = 1e-12  # share of all weight below which two sums of weights are equal


def median(probabilities: Array, weights: Array) -> Array:
    """Return the weighted median; between two middle ones, their mean.

    Parameters
    ----------
    probabilities : array, shape (people,)
    weights : array, shape (..., people)

    Returns
    -------
    array, shape (...)

    Examples
    --------
    >>> median(np.array([0.1, 0.4, 0.2]), np.array([[1.0, 1, 1], [1, 2, 1]])).tolist()
    [0.2, 0.30000000000000004]
    """
    order = np.argsort(probabilities, kind="stable")
    ordered = probabilities[order]
    reached = np.cumsum(weights[..., order], axis=-1) / weights.sum(-1, keepdims=True)
    lower = ordered[(reached >= 1 / 2 - SAME).argmax(axis=-1)]
    upper = ordered[(reached > 1 / 2 + SAME).argmax(axis=-1)]
    middle: Array = (lower + upper) / 2
    return middle


METHOD = Method(title="median", reference="", combine=median)
