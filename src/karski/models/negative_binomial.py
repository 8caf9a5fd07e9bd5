"""Negative binomial around the place's recent mean and spread."""

import numpy as np
from numpy.typing import NDArray

from karski.models._model import MOST, Draws, Model, counts
from karski.panel._panel import Panel

Array = NDArray[np.float64]
HALF_LIFE = 6  # months after which a month weighs half


def draw(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    r"""Draw negative binomial counts with exponentially weighted moments.

    With mean :math:`m` and variance :math:`v` of the place's months, a count is
    Poisson with a rate from a gamma distribution of shape :math:`m^2/(v-m)` and
    scale :math:`(v-m)/m`, so its mean is :math:`m` and its variance :math:`v` [1]_.
    Where :math:`v \le m` (a place at peace has both zero) it is Poisson with mean
    :math:`m`. Steps are independent of each other.

    References
    ----------
    .. [1] Hilbe (2011), Negative Binomial Regression, 2nd ed., Cambridge.
    """
    mean, variance = weighted_moments(panel.history(target))
    mean, variance = mean[:, None, None], variance[:, None, None]
    spread = variance - mean
    wide = spread > 0
    shape = np.divide(mean**2, spread, out=np.ones_like(mean), where=wide)
    scale = np.divide(spread, mean, out=np.ones_like(mean), where=wide)
    rate = random.gamma(shape, scale, (len(mean), steps, size))
    rate = np.minimum(np.where(wide, rate, mean), MOST)
    return counts(random.poisson(rate))


def weighted_moments(history: Array) -> tuple[Array, Array]:
    """Return mean and variance of each place's months, the latest weighing most.

    Parameters
    ----------
    history : array, shape (places, months)
        NaN where the state did not exist; those months weigh nothing.

    Returns
    -------
    mean, variance : array, shape (places,)
        [people / month] and its square; the variance is about the weighted mean,
        without a correction for the number of months.

    Examples
    --------
    >>> older_by_a_half_life = np.array([[6.0] + [np.nan] * 5 + [0.0]])
    >>> mean, variance = weighted_moments(older_by_a_half_life)
    >>> round(float(mean[0]), 9), round(float(variance[0]), 9)
    (2.0, 8.0)
    """
    ages = np.arange(history.shape[1])[::-1]
    weights = np.where(np.isnan(history), 0, 0.5 ** (ages / HALF_LIFE))
    weights /= weights.sum(axis=1, keepdims=True)
    months = np.nan_to_num(history)
    mean = (weights * months).sum(axis=1)
    variance = (weights * (months - mean[:, None]) ** 2).sum(axis=1)
    return mean, variance


MODEL = Model(
    title="Negative binomial, exponentially weighted moments (half-life 6 months)",
    reference="Hilbe (2011), Negative Binomial Regression, 2nd ed., Cambridge",
    draw=draw,
)
