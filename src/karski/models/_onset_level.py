r"""How many onsets come beside how many a model expected, as it drifts over time.

The odds of every forecast are multiplied by one factor :math:`\theta`. Onsets in a year
are Poisson with mean :math:`\theta E`, where :math:`E` is the number that the forecasts
summed to; :math:`\theta` has a gamma distribution, whose two parameters are discounted
each year before the new year is added, so that it may drift. How strongly to discount
is not fixed: each of `DISCOUNTS` is weighed by how well it foresaw the counts so far.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import nbinom

from karski.models._onset import Array

DISCOUNTS = np.array([0.6, 0.7, 0.8, 0.9, 1.0])  # a year; 1 never forgets
PRIOR = 4.0  # onsets that the belief in a factor of 1 is worth at the start


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """What is known of the factor: a mixture of gamma distributions.

    Attributes
    ----------
    shapes, rates, weights : array, shape (discounts,)
        Of each gamma distribution; the weights sum to 1.
    """

    shapes: Array
    rates: Array
    weights: Array

    @property
    def factor(self) -> float:
        """Return the mean."""
        return float(self.weights @ (self.shapes / self.rates))

    def draw(self, size: int, random: np.random.Generator) -> Array:
        """Return draws of the factor, shape (size,)."""
        part = random.choice(len(self.weights), size, p=self.weights)
        return random.gamma(self.shapes[part]) / self.rates[part]


def level(counted: Array, expected: Array) -> Level:
    """Learn the factor from years in their order.

    Parameters
    ----------
    counted : array, shape (years,)
        Onsets that came in each year, of the country-years forecast [onsets].
    expected : array, shape (years,)
        The sum of their forecasts, above 0 [onsets].

    Returns
    -------
    Level
        Of the year after the last; with no year, the belief at the start.

    References
    ----------
    West and Harrison (1997), Bayesian Forecasting and Dynamic Models, 2nd ed., Springer
    (discount factors); the counts' distribution given the past is negative binomial.

    Examples
    --------
    >>> round(level(np.array([]), np.array([])).factor, 12)
    1.0
    >>> level(np.full(40, 1.0), np.full(40, 2.0)).factor < 0.6
    True
    """
    shapes = np.full(len(DISCOUNTS), PRIOR)
    rates, fit = shapes.copy(), np.zeros(len(DISCOUNTS))
    for came, sum_ in zip(counted, expected, strict=True):
        shapes, rates = DISCOUNTS * shapes, DISCOUNTS * rates
        fit += nbinom.logpmf(came, shapes, rates / (rates + sum_))
        shapes, rates = shapes + came, rates + sum_
    weights = np.exp(fit - fit.max())
    return Level(shapes, rates, weights / weights.sum())
