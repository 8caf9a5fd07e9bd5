"""Logistic regression on one variable, by Newton's method with halved steps."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
RIDGE = 1e-3  # on the slope; keeps it finite where a line separates all events
STEPS = 50
CLOSE = 1e-10


def fit(
    x: Array, events: NDArray[np.bool_], ridge: float = RIDGE
) -> tuple[float, float]:
    r"""Return intercept and slope of the chance of an event given x.

    They minimise minus the log likelihood plus :math:`\frac{ridge}2 slope^2`.

    Parameters
    ----------
    x : array, shape (cases,)
    events : array of bool, shape (cases,)
        Both kinds must occur: the intercept has no penalty.
    ridge : float
        At least 0.

    Examples
    --------
    >>> intercept, slope = fit(np.array([0.0, 1, 2, 3]), np.array([0, 1, 0, 1]) > 0)
    >>> round(intercept, 3), round(slope, 3)
    (-1.361, 0.907)
    """
    design = np.stack([np.ones_like(x), x], axis=1)
    penalty = np.diag([0.0, ridge])
    share = events.mean()
    line = np.array([np.log(share / (1 - share)), 0.0])
    for _ in range(STEPS):
        chance = predict((line[0], line[1]), x)
        slope = design.T @ (chance - events) + penalty @ line
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(bend, slope)
        while _loss(line - step, design, events, penalty) > _loss(
            line, design, events, penalty
        ) and (np.abs(step).max() > CLOSE):
            step /= 2
        line = line - step
        if np.abs(step).max() < CLOSE:
            break
    return float(line[0]), float(line[1])


def _loss(
    line: Array, design: Array, events: NDArray[np.bool_], penalty: Array
) -> float:
    height = design @ line
    likelihood = np.sum(np.logaddexp(0, height)) - np.sum(height[events])
    return float(likelihood + line @ penalty @ line / 2)


def predict(line: tuple[float, float], x: Array) -> Array:
    """Return the chance of an event at each x, shape (cases,)."""
    chance: Array = 1 / (1 + np.exp(-np.clip(line[0] + line[1] * x, -500, 500)))
    return chance
