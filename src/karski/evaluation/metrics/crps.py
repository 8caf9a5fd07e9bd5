"""Continuous ranked probability score of a sample of draws."""

import numpy as np

from karski.evaluation.metrics._metric import Array, Metric, Values, check_draws


def crps(outcomes: Values, draws: Values, *, fair: bool = False) -> Array:
    r"""Score draws by the CRPS of their empirical distribution, or fairly.

    .. math:: \frac1m\sum_i |x_i - y| - \frac1{2 m d}\sum_{i,j} |x_i - x_j|

    with :math:`d = m` for the ensemble estimator [1]_, which every published figure
    of the ViEWS challenge uses, and :math:`d = m - 1` for the fair one, whose
    expectation does not depend on the number of draws [2]_.

    Parameters
    ----------
    outcomes : array, shape (...)
        What happened, in the unit of the target.
    draws : array, shape (..., size)
        Forecast draws of the same; `size` at least 1, or 2 where `fair`.
    fair : bool
        Which estimator.

    Returns
    -------
    array, shape (...)
        Score in the unit of the target; less is better, 0 is the best that the
        ensemble estimator can be (the fair one can fall below).

    Raises
    ------
    ValueError
        The shapes do not fit, or there are too few draws.

    References
    ----------
    .. [1] Gneiting and Raftery (2007), J. Am. Stat. Assoc. 102, 359-378, section 4.2.
    .. [2] Ferro (2014), Q. J. R. Meteorol. Soc. 140, 1917-1923.

    Examples
    --------
    >>> crps(np.array(2.0), np.array([1.0, 4.0])).item()
    0.75
    >>> crps(np.array(2.0), np.array([1.0, 4.0]), fair=True).item()
    0.0
    """
    check_draws(outcomes, draws, least=2 if fair else 1)
    return of_sorted(outcomes, np.sort(draws, axis=-1).astype(np.float64), fair=fair)


def of_sorted(outcomes: Values, ascending: Array, *, fair: bool = False) -> Array:
    """Do the arithmetic of `crps` on draws in ascending order.

    Parameters
    ----------
    outcomes : array, shape (...)
    ascending : array of float64, shape (..., size)
    fair : bool

    Returns
    -------
    array, shape (...)
    """
    size = ascending.shape[-1]
    rank = 2.0 * np.arange(1, size + 1) - size - 1
    error = np.abs(ascending - outcomes[..., None]).mean(axis=-1)
    spread = ascending @ rank / (size * (size - 1 if fair else size))
    score: Array = error - spread
    return score


METRIC = Metric(
    title="CRPS",
    unit="that of the target",
    of="draws",
    proper=True,
    lower_is_better=True,
    score=crps,
)
