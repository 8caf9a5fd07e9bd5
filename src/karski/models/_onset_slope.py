"""How much of a forecast's log-odds past outcomes bear out: a line through them."""

import numpy as np

from karski.models._onset import Array, risk

SPREAD_SHIFT, SPREAD_SLOPE = 1.0, 0.3  # what is believed at the start, around 0 and 1
HALF_LIFE = 10.0  # years after which an outcome counts half: how many come drifts
STEPS, STILL = 50, 1e-10


def line(log_odds: Array, onset: Array, age: Array) -> tuple[float, float]:
    r"""Return intercept and slope of the line that recalibrates log-odds.

    The most probable line [1]_ given the outcomes and a normal belief that the log-odds
    are right: slope :math:`N(1, 0.3^2)`, shift at their mean :math:`N(0, 1)`. Older
    outcomes count less (`HALF_LIFE`).

    Parameters
    ----------
    log_odds : array, shape (cases,)
        Of earlier forecasts; with none, the line is (0, 1).
    onset : array, shape (cases,)
        1 or 0: what came of each.
    age : array, shape (cases,)
        Of each forecast, from the newest on [years].

    References
    ----------
    .. [1] Cox (1958), Two further applications of a model for binary regression,
       Biometrika 45(3/4), 562-565 (without the belief).

    Examples
    --------
    >>> none = np.array([])
    >>> line(none, none, none)
    (0.0, 1.0)
    """
    mean, found, _ = _most_probable(log_odds, onset, age)
    return float(found[0] - found[1] * mean), float(found[1])


def doubt(log_odds: Array, onset: Array, age: Array, overlap: int = 1) -> Array:
    """Return how unsure the line is: the covariance of its intercept and slope.

    Parameters
    ----------
    log_odds, onset, age : array, shape (cases,)
        As `line`.
    overlap : int
        How many cases each onset is the outcome of: the horizon [years]. Cases that
        share their outcome say no more than one.

    Returns
    -------
    array, shape (2, 2)
        Of the normal distribution that has the curvature of the true one at the line.

    Examples
    --------
    >>> none = np.array([])
    >>> doubt(none, none, none).round(2).tolist()
    [[1.0, 0.0], [0.0, 0.09]]
    """
    mean, _, curvature = _most_probable(log_odds, onset, age)
    believed = np.diag(np.array([SPREAD_SHIFT, SPREAD_SLOPE]) ** -2)
    curvature = believed + (curvature - believed) / overlap
    shear = np.array([[1.0, -mean], [0.0, 1.0]])  # from the mean to zero
    covariance: Array = shear @ np.linalg.inv(curvature) @ shear.T
    return covariance


def _most_probable(
    log_odds: Array, onset: Array, age: Array
) -> tuple[float, Array, Array]:
    """Return the mean log-odds, the line there (value, slope) and the curvature."""
    sure = np.array([SPREAD_SHIFT, SPREAD_SLOPE]) ** -2
    if not len(onset):
        return 0.0, np.array([0.0, 1.0]), np.diag(sure)
    weights = 0.5 ** (age / HALF_LIFE)
    mean = float(np.average(log_odds, weights=weights))
    rows = np.column_stack([np.ones(len(onset)), log_odds - mean])
    start = np.array([mean, 1.0])
    now, curvature = start, np.diag(sure)
    for _ in range(STEPS):
        found = risk(rows @ now)
        pull = rows.T @ (weights * (onset - found)) - sure * (now - start)
        curvature = (rows.T * (weights * found * (1 - found))) @ rows + np.diag(sure)
        step = np.linalg.solve(curvature, pull)
        now = now + step
        if np.abs(step).max() < STILL:
            break
    return mean, now, curvature
