"""Recall at k: of the events that came, how many were on a list of k."""

import numpy as np

from karski.evaluation.metrics._metric import (
    Array,
    Metric,
    Values,
    check_probabilities,
)

LENGTH = 30  # of the list; the Early Warning Project's


def recall_at_k(
    outcomes: Values,
    probabilities: Array,
    *,
    k: int = LENGTH,
    lists: Values | None = None,
) -> float:
    """Return the share of events among the `k` highest probabilities of each list.

    Ties at the end of a list count at their expected rank: of 4 cases tied for the
    last 2 places, each is half on the list.

    Parameters
    ----------
    outcomes : array, shape (cases,)
        1 where the event came, 0 where not.
    probabilities : array, shape (cases,)
        In 0..1; only their order matters.
    k : int
        Length of a list, at least 1.
    lists : array, shape (cases,), optional
        What each case is ranked within, such as its year; without it, all together.

    Returns
    -------
    float
        In 0..1; NaN where no event came.

    Raises
    ------
    ValueError
        The shapes do not fit, a value is out of range, or `k` is below 1.

    Examples
    --------
    >>> recall_at_k(np.array([1, 0, 1]), np.array([0.9, 0.5, 0.5]), k=2)
    0.75
    """
    check_probabilities(outcomes, probabilities)
    if k < 1:
        raise ValueError(f"a list of {k} holds nothing")
    if not np.any(outcomes):
        return float("nan")
    found = np.sum(outcomes * listed(probabilities, k=k, lists=lists))
    return float(found / np.sum(outcomes))


def listed(
    probabilities: Array, *, k: int = LENGTH, lists: Values | None = None
) -> Array:
    """Return each case's chance to be among the `k` highest, ties drawn by lot.

    Parameters
    ----------
    probabilities : array, shape (cases,)
    k : int
    lists : array, shape (cases,), optional
        What each case is ranked within; without it, all together.

    Returns
    -------
    array, shape (cases,)
        1 on the list, 0 off it, a share where a tie straddles its end.

    Examples
    --------
    >>> listed(np.array([0.9, 0.5, 0.5, 0.1]), k=2).tolist()
    [1.0, 0.5, 0.5, 0.0]
    """
    within = np.zeros(probabilities.shape) if lists is None else lists
    chance = np.zeros(probabilities.shape)
    for name in np.unique(within):
        here = within == name
        chance[here] = _listed(probabilities[here], k)
    return chance


def _listed(probabilities: Array, k: int) -> Array:
    _, group, size = np.unique(-probabilities, return_inverse=True, return_counts=True)
    above = np.cumsum(size) - size
    chance: Array = np.clip((k - above) / size, 0, 1)[group]
    return chance


METRIC = Metric(
    title=f"Recall at {LENGTH}",
    unit="1",
    of="probability",
    proper=False,
    lower_is_better=False,
    score=recall_at_k,
    pooled=True,
)
