"""Brier score: the squared error of a probability."""

import numpy as np

from karski.evaluation.metrics._metric import (
    Array,
    Metric,
    Values,
    check_probabilities,
)


def brier(outcomes: Values, probabilities: Array) -> Array:
    """Score probabilities of an event by their squared error [1]_.

    Parameters
    ----------
    outcomes : array, shape (...)
        1 where the event came, 0 where not.
    probabilities : array, shape (...)
        In 0..1.

    Returns
    -------
    array, shape (...)
        In 0..1; 0 is best.

    Raises
    ------
    ValueError
        The shapes do not fit, or a value is out of range.

    References
    ----------
    .. [1] Brier (1950), Mon. Weather Rev. 78, 1-3 (half of the score defined there).

    Examples
    --------
    >>> brier(np.array([1, 0]), np.array([0.5, 0.0])).tolist()
    [0.25, 0.0]
    """
    check_probabilities(outcomes, probabilities)
    score: Array = np.square(probabilities - outcomes)
    return score


METRIC = Metric(
    title="Brier score",
    unit="1",
    of="probability",
    proper=True,
    lower_is_better=True,
    score=brier,
)
