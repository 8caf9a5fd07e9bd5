"""Average precision: how clean the top of the list is, down to the last event."""

import numpy as np

from karski.evaluation.metrics._metric import (
    Array,
    Members,
    Metric,
    Values,
    check_probabilities,
    sums,
)


def average_precision(outcomes: Values, probabilities: Array) -> float:
    r"""Return the precision averaged over the recall that each threshold adds.

    .. math:: \sum_n (R_n - R_{n-1}) P_n

    over the distinct probabilities as thresholds, highest first, so that ties come
    in together and without interpolation.

    Parameters
    ----------
    outcomes : array, shape (cases,)
        1 where the event came, 0 where not.
    probabilities : array, shape (cases,)
        In 0..1; only their order matters.

    Returns
    -------
    float
        In 0..1, the share of events for a coin; NaN where no event came.

    Raises
    ------
    ValueError
        The shapes do not fit, or a value is out of range.

    Examples
    --------
    >>> average_precision(np.array([1, 0, 1, 0]), np.array([0.9, 0.8, 0.7, 0.1]))
    0.8333333333333333
    """
    check_probabilities(outcomes, probabilities)
    if not np.any(outcomes):
        return float("nan")
    _, group = np.unique(-probabilities, return_inverse=True)
    events = np.bincount(group, weights=outcomes)
    listed = np.cumsum(np.bincount(group))
    precision = np.cumsum(events) / listed
    return float(np.sum(events * precision) / np.sum(events))


def weighted_average_precision(
    outcomes: Values, probabilities: Array, clusters: Members, weights: Array
) -> Array:
    """Return `average_precision` for many weightings of whole clusters at once.

    Parameters
    ----------
    outcomes, probabilities : array, shape (cases,)
        As in `average_precision`, already checked.
    clusters : array of int, shape (cases,)
        Which column of `weights` is each case's.
    weights : array, shape (runs, clusters)
        How often each cluster counts, at least 0.

    Returns
    -------
    array, shape (runs,)
        NaN where no event has any weight.

    Examples
    --------
    >>> outcomes, risk = np.array([1, 0, 0]), np.array([0.2, 0.3, 0.1])
    >>> weights = np.array([[1.0, 1, 1], [1, 2, 1]])
    >>> scores = weighted_average_precision(outcomes, risk, np.arange(3), weights)
    >>> scores.round(3).tolist()
    [0.5, 0.333]
    """
    came = outcomes == 1
    reached = probabilities[:, None] >= probabilities[came]
    listed = sums(reached, clusters, weights)
    events = sums(reached[came], clusters[came], weights)
    counted = weights[:, clusters[came]]
    found = np.sum(counted * events / np.where(listed > 0, listed, 1), axis=1)
    total = counted.sum(axis=1)
    precision: Array = np.divide(
        found, total, out=np.full_like(found, np.nan), where=total > 0
    )
    return precision


METRIC = Metric(
    title="Average precision",
    unit="1",
    of="probability",
    proper=False,
    lower_is_better=False,
    score=average_precision,
    pooled=True,
)
