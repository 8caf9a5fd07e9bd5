"""The twelve latest months of each place, also of one younger than a year."""

import numpy as np
from numpy.typing import NDArray

from karski.models._model import MONTHS_NEEDED

Array = NDArray[np.float64]


def last_year(history: Array) -> Array:
    """Return the last twelve months of each place, oldest first.

    A place with fewer months gives those it has, repeated in turn from the latest
    backwards until there are twelve; it is never filled with zeros.

    Parameters
    ----------
    history : array, shape (places, months)
        NaN where the state did not exist; the last month must exist.

    Returns
    -------
    array, shape (places, 12)

    Examples
    --------
    >>> last_year(np.array([[np.nan] * 9 + [5.0, 6.0, 7.0]]))[0].tolist()
    [5.0, 6.0, 7.0, 5.0, 6.0, 7.0, 5.0, 6.0, 7.0, 5.0, 6.0, 7.0]
    """
    return np.stack([_repeated(months) for months in history[:, -MONTHS_NEEDED:]])


def _repeated(months: Array) -> Array:
    known = months[~np.isnan(months)]
    ages = np.arange(MONTHS_NEEDED)[::-1] % len(known)
    return known[::-1][ages]
