"""Intervals of shares, means and correlations, at 95 %."""

from collections.abc import Sequence
from math import atanh, nan, sqrt, tanh

import numpy as np
from scipy.stats import norm, t

from karski.evaluation.intervals import LEVEL, Interval

_SIGMAS = float(norm.ppf((1 + LEVEL) / 2))


def wilson(share: float, size: float) -> Interval:
    """Return a share with its interval by Wilson's score [1]_.

    Parameters
    ----------
    share : float
        In 0..1.
    size : float
        How many cases it is of; above 0, and not whole where cases hang together.

    References
    ----------
    .. [1] Wilson (1927), J. Am. Stat. Assoc. 22(158), 209-212.

    Examples
    --------
    >>> found = wilson(0.9, 20)
    >>> round(found.low, 3), round(found.high, 3)
    (0.699, 0.972)
    """
    square = _SIGMAS**2 / size
    middle = (share + square / 2) / (1 + square)
    reach = _SIGMAS * sqrt(share * (1 - share) / size + square / size / 4)
    reach /= 1 + square
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return Interval(share, min(low, share), max(high, share))


def mean(values: Sequence[float]) -> Interval:
    """Return a mean with the interval of Student's t.

    The ends are NaN with fewer than two values, and where all are the same: how far
    they would vary is not known then.

    Examples
    --------
    >>> found = mean([1.0, 2.0, 3.0])
    >>> found.estimate, round(found.low, 3), round(found.high, 3)
    (2.0, -0.484, 4.484)
    """
    given = np.asarray(values, float)
    middle = float(given.mean())
    if len(given) < 2 or np.ptp(given) == 0:
        return Interval(middle, nan, nan)
    error = float(given.std(ddof=1)) / sqrt(len(given))
    reach = float(t.ppf((1 + LEVEL) / 2, len(given) - 1)) * error
    return Interval(middle, middle - reach, middle + reach)


def correlation(found: float, size: int) -> Interval:
    """Return a correlation with its interval by Fisher's z [1]_.

    The ends are NaN with fewer than four cases.

    References
    ----------
    .. [1] Fisher (1921), Metron 1, 3-32.
    """
    if size < 4:
        return Interval(found, nan, nan)
    if abs(found) >= 1:
        return Interval(found, found, found)
    reach = _SIGMAS / sqrt(size - 3)
    middle = atanh(found)
    return Interval(found, tanh(middle - reach), tanh(middle + reach))


def paired_shares(both: int, gained: int, lost: int, neither: int) -> Interval:
    """Return how much a share changed among the same people, after less before.

    Newcombe's tenth method: two Wilson intervals, squared and added, with the
    correlation of the pairs [1]_. It holds for few pairs and at 0 and 1.

    Parameters
    ----------
    both, gained, lost, neither : int
        People who had it before and after, after only, before only, never.

    References
    ----------
    .. [1] Newcombe (1998), Stat. Med. 17(22), 2635-2650.

    Examples
    --------
    >>> found = paired_shares(both=10, gained=8, lost=1, neither=1)
    >>> round(found.estimate, 3), found.low > 0
    (0.35, True)
    """
    size = both + gained + lost + neither
    after = wilson((both + gained) / size, size)
    before = wilson((both + lost) / size, size)
    phi = _phi(both, gained, lost, neither)
    change = after.estimate - before.estimate
    down = _reach(after.estimate - after.low, before.high - before.estimate, phi)
    up = _reach(after.high - after.estimate, before.estimate - before.low, phi)
    return Interval(change, change - down, change + up)


def _phi(both: int, gained: int, lost: int, neither: int) -> float:
    """Return the correlation of pairs, corrected towards 0 where above it."""
    sides = (both + gained) * (both + lost) * (neither + gained) * (neither + lost)
    if not sides:
        return 0.0
    over = float(both * neither - gained * lost)
    if over > 0:
        over = max(over - (both + gained + lost + neither) / 2, 0.0)
    return over / sqrt(sides)


def _reach(first: float, second: float, phi: float) -> float:
    return sqrt(max(first**2 - 2 * phi * first * second + second**2, 0.0))
