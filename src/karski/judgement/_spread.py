"""How far people differ, and how far a pool rests on who was asked."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from karski.evaluation.intervals import LEVEL, Interval
from karski.judgement._log_odds import Array, chance, log_odds
from karski.judgement.extremising import extremise
from karski.judgement.methods._method import Combine

REPETITIONS = 2000
SEED = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """The individual answers, in 0..1: ends, quarters and middle."""

    lowest: float
    lower_quarter: float
    median: float
    upper_quarter: float
    highest: float


def spread(probabilities: Array) -> Spread:
    """Return how far answers lie apart.

    Parameters
    ----------
    probabilities : array, shape (people,)

    Examples
    --------
    >>> spread(np.array([0.4, 0.1, 0.2]))
    Spread(lowest=0.1, lower_quarter=0.15, median=0.2, upper_quarter=0.3, highest=0.4)
    """
    ends = np.quantile(probabilities, [0, 0.25, 0.5, 0.75, 1])
    return Spread(*np.round(ends, 12).tolist())


def interval(
    combine: Combine,
    probabilities: Array,
    weights: Array,
    exponent: float,
    anchor: float,
    estimate: float,
) -> Interval:
    """Return the pool with its 95 % interval, from a bootstrap over people.

    How far the figure would move had other people of the same kind been asked. On
    log-odds, the bootstrap's standard error times Student's t: a percentile interval
    would be far too narrow with few people [1]_. Weights and exponent are held: that
    they were learnt from few questions is not in it.

    Parameters
    ----------
    combine : callable
        A method's.
    probabilities, weights : array, shape (people,)
        At least two people.
    exponent, anchor, estimate : float
        `estimate` is what the method gives for all of them, extremised.

    References
    ----------
    .. [1] Hesterberg (2015), Am. Stat. 69(4), 371-386.
    """
    people = len(probabilities)
    order = np.lexsort((weights, probabilities))  # so that names decide nothing
    random = np.random.default_rng(SEED)
    drawn = random.multinomial(people, np.full(people, 1 / people), REPETITIONS)
    many = combine(probabilities[order], drawn * weights[order])
    error = log_odds(extremise(many, exponent, np.array(anchor))).std()
    effective = weights.sum() ** 2 / (weights @ weights)
    freedom = max(float(effective) - 1, 1.0)
    reach = stdtrit(freedom, (1 + LEVEL) / 2) * error * (people / (people - 1)) ** 0.5
    middle = log_odds(np.array(estimate))
    low, high = chance(middle - reach), chance(middle + reach)
    return Interval(estimate, min(float(low), estimate), max(float(high), estimate))
