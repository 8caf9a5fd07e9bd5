"""Interval score: a narrow interval, and a fine for what falls outside it."""

import numpy as np

from karski.evaluation.metrics._metric import Array, Metric, Values, check_draws

LEVEL = 0.9  # the challenge's central interval


def mis(outcomes: Values, draws: Values, *, level: float = LEVEL) -> Array:
    r"""Score the central interval of the draws; its mean over cases is the MIS.

    .. math:: u - l + \frac2\alpha (l - y)_+ + \frac2\alpha (y - u)_+

    with :math:`\alpha = 1 - level`, and l, u the quantiles of the draws at
    :math:`\alpha/2` and :math:`1 - \alpha/2`, interpolated linearly between the order
    statistics at position q (m - 1), NumPy's default and the challenge's [1]_, [2]_.

    Parameters
    ----------
    outcomes : array, shape (...)
    draws : array, shape (..., size)
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    array, shape (...)
        Score in the unit of the target; 0 is best.

    Raises
    ------
    ValueError
        The shapes do not fit, or `level` is not in (0, 1).

    References
    ----------
    .. [1] Gneiting and Raftery (2007), J. Am. Stat. Assoc. 102, 359-378, section 6.2.
    .. [2] Hyndman and Fan (1996), Am. Stat. 50, 361-365, definition 7.

    Examples
    --------
    >>> mis(np.array([3.0, 12.0]), np.array([[0.0, 10.0]] * 2)).round(6).tolist()
    [9.0, 59.0]
    """
    check_draws(outcomes, draws)
    return of_sorted(outcomes, np.sort(draws, axis=-1), level=level)


def of_sorted(outcomes: Values, ascending: Values, *, level: float = LEVEL) -> Array:
    """Do the arithmetic of `mis` on draws in ascending order."""
    lower, upper = interval(ascending, level)
    miss = np.maximum(lower - outcomes, 0) + np.maximum(outcomes - upper, 0)
    score: Array = upper - lower + 2 / (1 - level) * miss
    return score


def interval(ascending: Values, level: float) -> tuple[Array, Array]:
    """Return the central interval of draws in ascending order.

    Parameters
    ----------
    ascending : array, shape (..., size)
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    lower, upper : array, shape (...)

    Raises
    ------
    ValueError
        `level` is not in (0, 1).
    """
    if not 0 < level < 1:
        raise ValueError(f"level {level} is not between 0 and 1")
    tail = (1 - level) / 2
    return _quantile(ascending, tail), _quantile(ascending, 1 - tail)


def _quantile(ascending: Values, share: float) -> Array:
    last = ascending.shape[-1] - 1
    below = int(share * last)
    part = share * last - below
    low = ascending[..., below].astype(np.float64)
    high = ascending[..., min(below + 1, last)]
    value: Array = low + part * (high - low)
    return value


METRIC = Metric(
    title="Interval score (90 %)",
    unit="that of the target",
    of="draws",
    proper=True,
    lower_is_better=True,
    score=mis,
)
