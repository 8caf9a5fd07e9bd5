"""How far a pool should be pushed from the base rate, learnt from resolved questions.

People who share much of what they know each leave room for what they do not know
themselves, so their mean is too close to what they share; and people may be sure of too
much, so that their mean is too far from it [1]_ [2]_. One number answers both: the
exponent by which the odds are raised.

References
----------
.. [1] Satopää and others (2014), Int. J. Forecast. 30(2), 344-356.
.. [2] Baron and others (2014), Decis. Anal. 11(2), 133-145.
"""

import numpy as np
from numpy.typing import NDArray

from karski.judgement._log_odds import Array, chance, log_odds

NONE = 1.0  # the exponent that changes nothing
LEAST_QUESTIONS = 10  # resolved, below which nothing is learnt
LEAST_OF_EACH = 3  # of them with the answer yes, and with no
DOUBT = 0.3  # standard deviation of the exponent around 1, before any question
MOST = 5.0
HALVINGS = 50


def extremise(probability: Array, exponent: Array | float, anchor: Array) -> Array:
    r"""Raise the odds, relative to those of `anchor`, to a power.

    .. math:: \mathrm{logit}\,p' = \mathrm{logit}\,c
              + a\,(\mathrm{logit}\,p - \mathrm{logit}\,c)

    With :math:`c = 1/2` it is the form of [1]_ in this module. Where the event is rare,
    what people share is that it is rare, and :math:`c` should be its base rate: away
    from 1/2 every doubt would be pushed towards 'never'.

    Parameters
    ----------
    probability, anchor : array, shape (...)
        In (0, 1).
    exponent : array, shape (...), or float
        At least 0; 1 changes nothing.

    Returns
    -------
    array, shape (...)

    Examples
    --------
    >>> half = np.array(0.5)
    >>> extremise(np.array([0.2, 0.5, 0.8]), 2, half).round(3).tolist()
    [0.059, 0.5, 0.941]
    >>> extremise(np.array([0.02, 0.08]), 2, np.array(0.02)).round(3).tolist()
    [0.02, 0.27]
    """
    middle = log_odds(anchor)
    return chance(middle + exponent * (log_odds(probability) - middle))


def exponents(
    pooled: Array, outcomes: Array, anchors: Array, before: NDArray[np.bool_]
) -> Array:
    """Return the exponent of each question, learnt from what was known by then.

    Parameters
    ----------
    pooled : array, shape (questions,)
        Pools not yet extremised; NaN where too few answered.
    outcomes : array, shape (questions,)
        1, 0, or NaN where not resolved.
    anchors : array, shape (questions,)
    before : array of bool, shape (questions, questions)
        `Answers.before`.

    Returns
    -------
    array, shape (questions,)
    """
    known = np.isfinite(pooled) & np.isfinite(outcomes)
    return np.array(
        [
            exponent(pooled[past], outcomes[past], anchors[past])
            for past in before & known
        ],
        float,
    )


def exponent(pooled: Array, outcomes: Array, anchors: Array) -> float:
    r"""Return the exponent under which the outcomes were least surprising.

    It minimises the sum of log scores plus :math:`(a - 1)^2 / 2s^2` with s = `DOUBT`:
    the mode of the posterior under a normal prior around 1, which outweighs a handful
    of questions and yields to a hundred. The sum is convex in :math:`a`, so there is
    one answer, found by halving. It is 1 with fewer than `LEAST_QUESTIONS` questions,
    or fewer than `LEAST_OF_EACH` of either answer; it lies in 0..`MOST`.

    Parameters
    ----------
    pooled, outcomes, anchors : array, shape (resolved questions,)

    Returns
    -------
    float

    Examples
    --------
    >>> said = np.array([0.3, 0.7] * 25)
    >>> came = np.array([0.0, 1.0] * 25)
    >>> even = np.full(50, 0.5)
    >>> round(exponent(said, came, even), 2), exponent(said[:9], came[:9], even[:9])
    (1.72, 1.0)
    """
    yes = int(np.count_nonzero(outcomes == 1))
    if len(outcomes) < LEAST_QUESTIONS or not (
        LEAST_OF_EACH <= yes <= len(outcomes) - LEAST_OF_EACH
    ):
        return NONE
    middle = log_odds(anchors)
    away = log_odds(pooled) - middle

    def slope(at: float) -> float:
        surprise = chance(middle + at * away) - outcomes
        return float(away @ surprise) + (at - NONE) / DOUBT**2

    low, high = 0.0, MOST
    for _ in range(HALVINGS):
        half = (low + high) / 2
        low, high = (low, half) if slope(half) > 0 else (half, high)
    return (low + high) / 2
