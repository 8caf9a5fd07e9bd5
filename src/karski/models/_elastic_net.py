"""Paths of penalised logistic regressions, several weightings of the rows at once."""

import numpy as np

from karski.models._lasso_quadratic import minimise
from karski.models._onset import Array

TOLERANCE = 1e-7  # of the mean score's distance from the optimum's conditions
FRESH = 10  # penalties for which one curvature serves, unless it slows
SLOW = 0.2  # of the distance left after a step, above which it is made anew
MOST_STEPS = 100


def paths(
    values: Array, onset: Array, weights: Array, penalties: Array, share: float
) -> Array:
    r"""Return coefficients along falling penalties, by proximal Newton steps [1]_.

    For each weighting :math:`w` of the rows (which sums to 1) and penalty
    :math:`\lambda`, the minimum of

    .. math::
        -\sum_i w_i \log p_i(y_i)
        + \lambda \sum_j (\alpha |s_j b_j| + (1 - \alpha) s_j^2 b_j^2 / 2),

    where :math:`s_j` is the weighted standard deviation of predictor :math:`j`: the
    penalty is that of standardised predictors [2]_.

    Parameters
    ----------
    values : array, shape (cases, predictors)
        Best of mean 0 and standard deviation 1.
    onset : array, shape (cases,)
        0 or 1.
    weights : array, shape (cases, weightings)
        At least 0, each column sums to 1 and leaves cases of both outcomes.
    penalties : array, shape (penalties, weightings)
        Falling.
    share : float
        :math:`\alpha`, in (0, 1): of the penalty on absolute values.

    Returns
    -------
    array, shape (penalties, weightings, 1 + predictors)
        The intercept first. A predictor that is constant under a weighting has 0.

    References
    ----------
    .. [1] Lee, Sun and Saunders (2014), Proximal Newton-type methods for minimizing
       composite functions, SIAM Journal on Optimization 24(3), 1420-1443.
    .. [2] Friedman, Hastie and Tibshirani (2010), Regularization paths for generalized
       linear models via coordinate descent, J. Statistical Software 33(1), 1-22.
    """
    rows = np.asfortranarray(np.column_stack([np.ones(len(values)), values]))
    spread = np.column_stack([np.zeros(weights.shape[1]), spreads(values, weights)])
    none = _absent(spread)
    found = np.zeros((len(penalties), weights.shape[1], rows.shape[1]))
    mean = onset @ weights
    now = np.zeros(found.shape[1:])
    now[:, 0] = np.log(mean / (1 - mean))
    curvature = np.empty(0)
    for step, penalty in enumerate(penalties[:, :, None]):
        lasso = penalty * share * spread + none
        ridge = penalty * (1 - share) * spread**2
        now, curvature = _descend(
            rows,
            onset,
            weights,
            (lasso, ridge),
            now,
            curvature if step % FRESH else np.empty(0),
        )
        found[step] = now
    return found


def spreads(values: Array, weights: Array) -> Array:
    """Return each predictor's standard deviation, shape (weightings, predictors).

    Exactly 0 where a predictor is constant among the cases that have weight.
    """
    means = weights.T @ values
    spread = np.sqrt(np.maximum(weights.T @ values**2 - means**2, 0.0))
    for number, weighting in enumerate(weights.T):
        spread[number, np.ptp(values[weighting > 0], axis=0) == 0] = 0.0
    return spread


def _absent(spread: Array) -> Array:
    """Return a penalty that keeps out what is constant; the intercept has none."""
    absent = np.where(spread == 0, 1e30, 0.0)
    absent[:, 0] = 0.0
    return absent


def _descend(
    rows: Array,
    onset: Array,
    weights: Array,
    penalties: tuple[Array, Array],
    now: Array,
    curvature: Array,
) -> tuple[Array, Array]:
    """Step from `now` to the optimum; return it and the curvature last used."""
    lasso, ridge = penalties
    diagonal = ridge[:, :, None] * np.eye(ridge.shape[1])
    before = np.inf
    for _ in range(MOST_STEPS):
        risk, slope = _risk_and_slope(rows, onset, weights, now)
        off = _distance(now, slope - ridge * now, lasso)
        if off < TOLERANCE:
            return now, curvature
        if not curvature.size or off > SLOW * before:
            curvature = _curvature(rows, weights * risk * (1 - risk))
        before = off
        pull = slope + np.einsum("kij,kj->ki", curvature, now)
        now = minimise(curvature + diagonal, pull, lasso, now)
    raise AssertionError(f"no optimum in {MOST_STEPS} steps; {off} off")


def _risk_and_slope(
    rows: Array, onset: Array, weights: Array, now: Array
) -> tuple[Array, Array]:
    risk = 1 / (1 + np.exp(-(rows @ now.T)))
    return risk, (rows.T @ (weights * (onset[:, None] - risk))).T


def _distance(now: Array, slope: Array, lasso: Array) -> float:
    """Return how far the conditions of an optimum are from being met."""
    beyond = np.maximum(np.abs(slope) - lasso, 0.0)
    missed = np.where(now != 0, np.abs(slope - lasso * np.sign(now)), beyond)
    return float(missed.max())


def _curvature(rows: Array, weights: Array) -> Array:
    return np.stack([rows.T @ (weight[:, None] * rows) for weight in weights.T])
