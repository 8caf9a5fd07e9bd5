"""Area under the ROC curve: how often an event was ranked above a non-event."""

import numpy as np

from karski.evaluation.metrics._metric import (
    Array,
    Metric,
    Values,
    check_probabilities,
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


METRIC = Metric(
    title="Area under the ROC curve",
    unit="1",
    of="probability",
    proper=False,
    lower_is_better=False,
    score=auc,
    pooled=True,
)
