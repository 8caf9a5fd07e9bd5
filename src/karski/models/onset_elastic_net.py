"""The Early Warning Project's model: a logistic regression with an elastic net."""

from dataclasses import dataclass

import numpy as np

from karski.core.errors import MissingDataError
from karski.models._elastic_net import paths, spreads
from karski.models._onset import Array, Cases, Integers, OnsetModel, risk

SHARE = 0.5  # of the penalty on absolute values; the rest is on squares
FOLDS = 10
PENALTIES, LEAST_PENALTY = 100, 1e-4  # how many, and the last as a share of the first
LEAST_RISK = 1e-5  # below which a risk is not taken at its word in cross-validation


@dataclass(frozen=True, slots=True)
class ElasticNet:
    """A fitted elastic net.

    Attributes
    ----------
    level : float
        Log-odds of a case that has the mean of every predictor.
    means, slopes : array, shape (predictors,)
        Of the training cases; and the log-odds that one unit above the mean adds.
    penalty : float
        The one chosen.
    """

    level: float
    means: Array
    slopes: Array
    penalty: float

    def log_odds(self, values: Array) -> Array:
        """Return the level plus slopes times distances from the means."""
        odds: Array = self.level + (values - self.means) @ self.slopes
        return odds

    def contributions(self, values: Array) -> Array:
        """Return the level, and slope times distance from the mean."""
        parts = (values - self.means) * self.slopes
        return np.column_stack([np.full(len(values), self.level), parts])


def fit(
    cases: Cases, onset: Array, weights: Array, random: np.random.Generator
) -> ElasticNet:
    """Fit with folds drawn at random, as evenly sized as can be."""
    folds = random.permutation(np.resize(np.arange(FOLDS), len(onset)))
    return fit_by_folds(cases.values, onset, weights, folds.astype(np.int32))


def fit_by_folds(
    values: Array, onset: Array, weights: Array, folds: Integers
) -> ElasticNet:
    """Fit with the penalty that forecasts left-out folds best.

    Each fold's path runs over its own penalties; what is compared are its coefficients
    at the penalties of all cases, interpolated, as the R package glmnet does. Of equal
    deviances the larger penalty is chosen ("lambda.min").

    Parameters
    ----------
    values : array, shape (cases, predictors)
        A constant predictor gets the slope 0.
    onset, weights : array, shape (cases,)
        0 or 1; and how much each case counts.
    folds : array of int, shape (cases,)
        The fold of each case: any numbers.

    Raises
    ------
    MissingDataError
        The cases, or those outside one fold, do not hold both outcomes.

    References
    ----------
    Friedman, Hastie and Tibshirani (2010), Regularization paths for generalized linear
    models via coordinate descent, Journal of Statistical Software 33(1), 1-22.
    """
    weightings = _weightings(weights, folds)
    _check(onset, weightings)
    means, spread = _standard(values, weights)
    rows = (values - means) / np.where(spread > 0, spread, 1.0)
    penalties = _penalties(rows, onset, weightings)
    found = paths(rows, onset, weightings, penalties, SHARE)
    deviance = _left_out(rows, onset, weights, folds, penalties, found)
    chosen = int(np.argmin(deviance))
    slopes = found[chosen, 0, 1:] / np.where(spread > 0, spread, 1.0)
    return ElasticNet(
        float(found[chosen, 0, 0]), means, slopes, float(penalties[chosen, 0])
    )


def _weightings(weights: Array, folds: Integers) -> Array:
    """Return weights of all cases, then of those outside each fold; each sums to 1."""
    outside = folds[:, None] != np.unique(folds)
    kept = weights[:, None] * np.column_stack([np.ones(len(folds), bool), outside])
    shares: Array = kept / kept.sum(axis=0)
    return shares


def _check(onset: Array, weightings: Array) -> None:
    share = onset @ weightings
    if (share > 0).all() and (share < 1).all():
        return
    if 0 < share[0] < 1:
        raise MissingDataError(
            f"{int(onset.sum())} of {len(onset)} training country-years end in an"
            " onset: too few for cross-validation; give more years"
        )
    word = "no" if share[0] == 0 else "every"
    raise MissingDataError(
        f"{word} one of {len(onset)} training country-years ends in an onset; there is"
        " nothing to learn from: give more years"
    )


def _standard(values: Array, weights: Array) -> tuple[Array, Array]:
    one = (weights / weights.sum())[:, None]
    means: Array = (one.T @ values)[0]
    return means, spreads(values, one)[0]


def _penalties(rows: Array, onset: Array, weightings: Array) -> Array:
    """Return falling penalties for each weighting; at the first, no slope differs."""
    off = weightings * (onset[:, None] - onset @ weightings)
    spread = spreads(rows, weightings)
    pull = np.abs(off.T @ rows) / np.where(spread > 0, spread, np.inf)
    first = pull.max(axis=1) / SHARE
    down = np.geomspace(1.0, LEAST_PENALTY, PENALTIES)
    falling: Array = down[:, None] * first
    return falling


def _left_out(
    rows: Array,
    onset: Array,
    weights: Array,
    folds: Integers,
    penalties: Array,
    found: Array,
) -> Array:
    """Return the deviance of forecasts for left-out folds, shape (penalties,)."""
    deviance = np.zeros(len(penalties))
    for number, fold in enumerate(np.unique(folds), start=1):
        inside = folds == fold
        own = _at(penalties[:, 0], penalties[:, number], found[:, number])
        found_risk = risk(rows[inside] @ own[:, 1:].T + own[:, 0])
        taken = np.clip(found_risk, LEAST_RISK, 1 - LEAST_RISK)
        came = onset[inside][:, None] == 1
        deviance -= weights[inside] @ np.log(np.where(came, taken, 1 - taken))
    return deviance


def _at(wanted: Array, penalties: Array, found: Array) -> Array:
    """Interpolate coefficients between penalties; beyond the ends, the end's hold."""
    place = np.interp(-wanted, -penalties, np.arange(len(penalties)))
    low = np.minimum(place.astype(int), len(penalties) - 2)
    between = (place - low)[:, None]
    mixed: Array = found[low] * (1 - between) + found[low + 1] * between
    return mixed


MODEL = OnsetModel(
    title="Elastic net of the Early Warning Project",
    reference=(
        "Early Warning Project, Statistical Risk Assessment (alpha 0.5, 10 folds);"
        " Friedman, Hastie and Tibshirani (2010), J. Statistical Software 33(1), 1-22"
    ),
    fit=fit,
)
