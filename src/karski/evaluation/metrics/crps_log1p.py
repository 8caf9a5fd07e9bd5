"""CRPS on the scale of log(1 + deaths), where small wars count too."""

import numpy as np

from karski.evaluation.metrics._metric import Array, Metric, Values, check_draws
from karski.evaluation.metrics.crps import of_sorted


def crps_log1p(outcomes: Values, draws: Values) -> Array:
    """Score log1p of draws against log1p of outcomes by the ensemble CRPS.

    Scores of raw counts are ruled by the few largest wars; on the log scale an error
    counts by its proportion [1]_.

    Parameters
    ----------
    outcomes : array, shape (...)
        Counts that happened, at least 0.
    draws : array, shape (..., size)
        Forecast draws of the same, at least 0.

    Returns
    -------
    array, shape (...)
        Score [log1p of the target's unit]; 0 is best.

    Raises
    ------
    ValueError
        The shapes do not fit.

    References
    ----------
    .. [1] Bosse et al. (2023), PLoS Comput. Biol. 19(8), e1011393.

    Examples
    --------
    >>> crps_log1p(np.array([0]), np.array([[0, 0]])).item()
    0.0
    """
    check_draws(outcomes, draws)
    return of_sorted(np.log1p(outcomes), np.log1p(np.sort(draws, axis=-1)))


METRIC = Metric(
    title="CRPS on log1p",
    unit="log1p of the target",
    of="draws",
    proper=True,
    lower_is_better=True,
    score=crps_log1p,
)
