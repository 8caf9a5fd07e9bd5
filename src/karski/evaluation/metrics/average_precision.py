"""Average precision: how clean the top of the list is, down to the last event."""

import numpy as np

from karski.evaluation.metrics._metric import (
    Array,
    Metric,
    Values,
    check_probabilities,
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


METRIC = Metric(
    title="Average precision",
    unit="1",
    of="probability",
    proper=False,
    lower_is_better=False,
    score=average_precision,
    pooled=True,
)
