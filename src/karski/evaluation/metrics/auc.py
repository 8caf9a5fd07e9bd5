"""Area under the ROC curve: how often an event was ranked above a non-event."""

import numpy as np

from karski.evaluation.metrics._metric import (
    Array,
    Members,
    Metric,
    Values,
    check_probabilities,
    sums,
)


def auc(outcomes: Values, probabilities: Array) -> float:
    """Return the chance that a random event had the higher probability [1]_.

    A tie counts a half.

    Parameters
    ----------
    outcomes : array, shape (cases,)
        1 where the event came, 0 where not.
    probabilities : array, shape (cases,)
        In 0..1; only their order matters.

    Returns
    -------
    float
        In 0..1, 0.5 for a coin; NaN where all outcomes are the same.

    Raises
    ------
    ValueError
        The shapes do not fit, or a value is out of range.

    References
    ----------
    .. [1] Hanley and McNeil (1982), Radiology 143, 29-36.

    Examples
    --------
    >>> auc(np.array([1, 0, 0]), np.array([0.2, 0.2, 0.1]))
    0.75
    """
    check_probabilities(outcomes, probabilities)
    _, group, size = np.unique(probabilities, return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(size) - (size - 1) / 2
    events = float(np.sum(outcomes))
    others = len(outcomes) - events
    if not events or not others:
        return float("nan")
    ranks = float(np.sum(mean_rank[group] * outcomes))
    return (ranks - events * (events + 1) / 2) / (events * others)


def weighted_auc(
    outcomes: Values, probabilities: Array, clusters: Members, weights: Array
) -> Array:
    """Return `auc` for many weightings of whole clusters of cases at once.

    Parameters
    ----------
    outcomes, probabilities : array, shape (cases,)
        As in `auc`, already checked.
    clusters : array of int, shape (cases,)
        Which column of `weights` is each case's.
    weights : array, shape (runs, clusters)
        How often each cluster counts, at least 0.

    Returns
    -------
    array, shape (runs,)
        NaN where no event, or nothing but events, has any weight.

    Examples
    --------
    >>> outcomes, risk = np.array([1, 0, 0]), np.array([0.2, 0.2, 0.1])
    >>> weights = np.array([[1.0, 1, 1], [1, 2, 1]])
    >>> weighted_auc(outcomes, risk, np.arange(3), weights).round(3).tolist()
    [0.75, 0.667]
    """
    came = outcomes == 1
    event, other = probabilities[came], probabilities[~came, None]
    beaten = sums((other < event) + (other == event) / 2, clusters[~came], weights)
    counted = weights[:, clusters[came]]
    others = sums(np.ones(other.shape), clusters[~came], weights)
    pairs = counted.sum(axis=1) * others[:, 0]
    won = np.sum(counted * beaten, axis=1)
    chance: Array = np.divide(
        won, pairs, out=np.full_like(won, np.nan), where=pairs > 0
    )
    return chance


METRIC = Metric(
    title="Area under the ROC curve",
    unit="1",
    of="probability",
    proper=False,
    lower_is_better=False,
    score=auc,
    pooled=True,
)
