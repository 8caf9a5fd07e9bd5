"""Whether there are deaths at all: a logit with a ridge.

References
----------
Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning,
section 4.4.1: the Newton steps.
"""

from typing import Final

import numpy as np

from karski.models._counts import Floats, Singles

RIDGE: Final = 20.0
"""Penalty on the squared coefficients of standardised features."""

NEWTON_STEPS: Final = 12


def chance_of_deaths(
    training: Singles, occurred: Floats, weight: Floats, wanted: Singles
) -> Floats:
    """Probability of one death or more for each row wanted.

    Parameters
    ----------
    training
        Features of the rows whose outcome is known (rows, features).
    occurred
        One where deaths followed, else zero (rows,).
    weight
        Weight of each training row (rows,).
    wanted
        Features to forecast from (wanted, features).

    Returns
    -------
    Floats
        Probabilities (wanted,).
    """
    centre, scale = training.mean(axis=0), training.std(axis=0) + 1e-6
    design = _design((training - centre) / scale)
    found = np.zeros(design.shape[1])
    loss = _loss(design, occurred, weight, found)
    for _ in range(NEWTON_STEPS):
        step = _newton(design, occurred, weight, found)
        share = 1.0
        while share > 0.02 and (
            _loss(design, occurred, weight, found + share * step) > loss
        ):
            share /= 2
        found = found + share * step
        before, loss = loss, _loss(design, occurred, weight, found)
        if before - loss < 1e-5 * abs(before):
            break
    return _logistic(_design((wanted - centre) / scale) @ found)


def _design(features: Singles) -> Floats:
    """Features with a leading one for the intercept."""
    return np.column_stack([np.ones(len(features)), features.astype(np.float64)])


def _logistic(score: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def _penalty(size: int) -> Floats:
    """Ridge on every coefficient, next to none on the intercept."""
    return np.append(1e-3, np.full(size - 1, RIDGE))


def _loss(design: Floats, occurred: Floats, weight: Floats, found: Floats) -> float:
    """Penalised negative log-likelihood."""
    score = design @ found
    fit = weight @ (np.logaddexp(0, score) - occurred * score)
    return float(fit + found @ (_penalty(len(found)) * found) / 2)


def _newton(design: Floats, occurred: Floats, weight: Floats, found: Floats) -> Floats:
    """Newton's step on the penalised likelihood."""
    chance = _logistic(design @ found)
    penalty = _penalty(len(found))
    curve = weight * np.maximum(chance * (1 - chance), 1e-6)
    bend = (design * curve[:, None]).T @ design + np.diag(penalty)
    slope = design.T @ (weight * (occurred - chance)) - penalty * found
    return np.asarray(np.linalg.solve(bend, slope), dtype=np.float64)
