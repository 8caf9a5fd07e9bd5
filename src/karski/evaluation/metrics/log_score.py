"""Log score: minus the log of the probability given to what happened."""

import numpy as np

from karski.evaluation.metrics._metric import (
    Array,
    Metric,
    Values,
    check_probabilities,
)


def log_score(outcomes: Values, probabilities: Array) -> Array:
    """Score probabilities of an event by surprise [1]_.

    Parameters
    ----------
    outcomes : array, shape (...)
        1 where the event came, 0 where not.
    probabilities : array, shape (...)
        In 0..1.

    Returns
    -------
    array, shape (...)
        Score [nat], at least 0; infinite where what happened was called impossible.

    Raises
    ------
    ValueError
        The shapes do not fit, or a value is out of range.

    References
    ----------
    .. [1] Good (1952), J. R. Stat. Soc. B 14, 107-114.

    Examples
    --------
    >>> log_score(np.array([1, 0]), np.array([0.5, 0.0])).round(3).tolist()
    [0.693, 0.0]
    """
    check_probabilities(outcomes, probabilities)
    given = np.where(outcomes == 1, probabilities, 1 - probabilities)
    with np.errstate(divide="ignore"):
        score: Array = np.abs(np.log(given))  # abs: no score of minus zero
    return score


METRIC = Metric(
    title="Log score",
    unit="nat",
    of="probability",
    proper=True,
    lower_is_better=True,
    score=log_score,
)
