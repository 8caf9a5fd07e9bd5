"""Paths of penalised logistic regressions, several weightings of the rows at once."""

from dataclasses import dataclass

import numpy as np

from karski.models._lasso_quadratic import minimise
from karski.models._onset import Array

TOLERANCE = 1e-7  # of the mean score's distance from the optimum's conditions
FRESH = 20  # penalties after which the curvature is made anew
SLOW = 0.3  # of the distance left after a step, above which it is made anew too
MOST_STEPS = 100
HALVINGS = 30  # of a step that makes matters worse
STILL = 1e-14  # a step along which less changed teaches nothing of the curvature


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """Coefficients of each weighting, and what the cases say of them.

    Attributes
    ----------
    found : array, shape (weightings, 1 + predictors)
    risk : array, shape (weightings, cases)
    slope : array, shape (weightings, 1 + predictors)
        Of the log-likelihood.
    """

    found: Array
    risk: Array
    slope: Array


@dataclass(frozen=True, slots=True, eq=False)
class Likelihood:
    """Mean log-likelihoods of logistic regressions under several weightings.

    Attributes
    ----------
    columns : array, shape (1 + predictors, cases)
        Each in one piece of memory, the intercept's ones first.
    onset : array, shape (cases,)
    weights : array, shape (weightings, cases)
    """

    columns: Array
    onset: Array
    weights: Array

    def at(self, found: Array) -> Point:
        """Return the risks and slopes of coefficients."""
        risk = found @ self.columns
        with np.errstate(over="ignore"):  # infinite odds are a risk of 0
            np.exp(np.negative(risk, out=risk), out=risk)
        np.reciprocal(np.add(risk, 1.0, out=risk), out=risk)
        rest = self.onset - risk
        np.multiply(rest, self.weights, out=rest)
        return Point(found, risk, rest @ self.columns.T)

    def value(self, found: Array) -> Array:
        """Return the mean log-likelihood of coefficients, shape (weightings,)."""
        odds = found @ self.columns
        return np.asarray(
            (self.weights * (self.onset * odds - np.logaddexp(0.0, odds))).sum(axis=1)
        )

    def curvature(self, point: Point) -> Array:
        """Return minus the second derivatives, a matrix for each weighting."""
        shares = np.sqrt(self.weights * point.risk * (1 - point.risk))
        scaled = (self.columns * share for share in shares)
        return np.stack([columns @ columns.T for columns in scaled])


def paths(
    values: Array, onset: Array, weights: Array, penalties: Array, share: float
) -> Array:
    r"""Return coefficients along falling penalties, by proximal Newton steps [1]_.

    Between two makings of the curvature, each step corrects it by how the slope changed
    (the update of Broyden, Fletcher, Goldfarb and Shanno).

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
    columns = np.ascontiguousarray(np.column_stack([np.ones(len(values)), values]).T)
    likelihood = Likelihood(columns, onset, np.ascontiguousarray(weights.T))
    spread = np.column_stack([np.zeros(weights.shape[1]), spreads(values, weights)])
    none = _absent(spread)
    found = np.zeros((len(penalties), *spread.shape))
    mean = onset @ weights
    found[0, :, 0] = np.log(mean / (1 - mean))
    now, curvature = likelihood.at(found[0]), np.empty(0)
    for step, penalty in enumerate(penalties[:, :, None]):
        lasso = penalty * share * spread + none
        ridge = penalty * (1 - share) * spread**2
        known = curvature if step % FRESH else np.empty(0)
        now, curvature = _descend(likelihood, (lasso, ridge), now, known)
        found[step] = now.found
    return found


def spreads(values: Array, weights: Array) -> Array:
    """Return each predictor's standard deviation, shape (weightings, predictors).

    Exactly 0 where a predictor is constant among the cases that have weight.
    """
    means = weights.T @ values
    spread = np.empty_like(means)
    for number, weighting in enumerate(weights.T):
        spread[number] = np.sqrt(weighting @ (values - means[number]) ** 2)
        spread[number, np.ptp(values[weighting > 0], axis=0) == 0] = 0.0
    return spread


def _absent(spread: Array) -> Array:
    """Return a penalty that keeps out what is constant; the intercept has none."""
    absent = np.where(spread == 0, 1e30, 0.0)
    absent[:, 0] = 0.0
    return absent


def _descend(
    likelihood: Likelihood, penalties: tuple[Array, Array], now: Point, curvature: Array
) -> tuple[Point, Array]:
    """Step from `now` to the optimum; return it and the curvature last known."""
    diagonal = penalties[1][:, :, None] * np.eye(len(likelihood.columns))
    off, before, careful = _distance(now, penalties), np.inf, False
    for _ in range(MOST_STEPS):
        if off < TOLERANCE:
            return now, curvature
        if not curvature.size or off > SLOW * before:
            curvature = likelihood.curvature(now)
        pull = now.slope + _times(curvature, now.found)
        goal = minimise(curvature + diagonal, pull, penalties[0], now.found)
        after, before = likelihood.at(goal), off
        careful = careful or _distance(after, penalties) > before
        if careful:
            after = _shortened(likelihood, penalties, now.found, goal)
        off = _distance(after, penalties)
        moved, fell = after.found - now.found, now.slope - after.slope
        now, curvature = after, _corrected(curvature, moved, fell)
    raise AssertionError(f"no optimum in {MOST_STEPS} steps; {off} off")


def _distance(point: Point, penalties: tuple[Array, Array]) -> float:
    """Return how far the conditions of an optimum are from being met."""
    lasso, ridge = penalties
    slope = point.slope - ridge * point.found
    beyond = np.maximum(np.abs(slope) - lasso, 0.0)
    bound = np.abs(slope - lasso * np.sign(point.found))
    return float(np.where(point.found != 0, bound, beyond).max())


def _shortened(
    likelihood: Likelihood, penalties: tuple[Array, Array], start: Array, goal: Array
) -> Point:
    """Go towards `goal` under each weighting as far as that does not make it worse."""
    lasso, ridge = penalties

    def loss(found: Array) -> Array:
        penalty = lasso * np.abs(found) + ridge * found**2 / 2
        return np.asarray(penalty.sum(axis=1) - likelihood.value(found))

    length, least = np.ones((len(goal), 1)), loss(start)
    for _ in range(HALVINGS):
        found = start + length * (goal - start)
        worse = loss(found) > least
        if not worse.any():
            break
        length[worse] /= 2
    return likelihood.at(found)


def _corrected(curvature: Array, moved: Array, fell: Array) -> Array:
    """Return the nearest curvature by which the slope falls so along this step."""
    said = _times(curvature, moved)
    true, guess = (fell * moved).sum(axis=1), (said * moved).sum(axis=1)
    told = np.minimum(true, guess) > STILL
    new = fell / np.sqrt(np.where(told, true, np.inf))[:, None]
    old = said / np.sqrt(np.where(told, guess, np.inf))[:, None]
    better: Array = curvature + _squares(new) - _squares(old)
    return better


def _times(matrices: Array, vectors: Array) -> Array:
    product: Array = (matrices @ vectors[:, :, None])[:, :, 0]
    return product


def _squares(vectors: Array) -> Array:
    squares: Array = vectors[:, :, None] * vectors[:, None, :]
    return squares
