"""Statistics over a month and those before it, of many places at once.

Every function takes values of shape (places, months) with NaN where a state did not
exist, and returns the same shape; column t depends on columns up to t only. Windows
that reach back before a place began use what there is; where there is nothing yet,
the result is 0.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]


def mean(values: Array, months: int) -> Array:
    """Return the mean over the last `months` [unit of the values].

    Examples
    --------
    >>> mean(np.array([[np.nan, 2.0, 4.0, 9.0]]), 2)
    array([[0. , 2. , 3. , 6.5]])
    """
    seen = ~np.isnan(values)
    total = _window(np.where(seen, values, 0.0), months)
    result: Array = total / np.maximum(_window(seen.astype(float), months), 1)
    return result


def _window(values: Array, months: int) -> Array:
    """Return sums over the last `months` columns."""
    total = np.cumsum(values, axis=1)
    total[:, months:] -= total[:, :-months].copy()
    return total


def exponential_mean(values: Array, half_life: float) -> Array:
    """Return the mean with weights that halve every `half_life` months.

    Examples
    --------
    >>> exponential_mean(np.array([[0.0, 3.0]]), 1.0)
    array([[0., 2.]])
    """
    keep = 0.5 ** (1 / half_life)
    total, weight = np.zeros(len(values)), np.zeros(len(values))
    result = np.zeros(values.shape)
    for month in range(values.shape[1]):
        now = values[:, month]
        seen = ~np.isnan(now)
        total = keep * total + np.where(seen, now, 0.0)
        weight = keep * weight + seen
        result[:, month] = total / np.maximum(weight, 1e-9)
    return result


def largest(values: Array, months: int) -> Array:
    """Return the largest of the last `months` values, none of which is negative.

    Examples
    --------
    >>> largest(np.array([[5.0, 1.0, 2.0]]), 2)
    array([[5., 5., 2.]])
    """
    values = np.nan_to_num(values)
    result = values.copy()
    for back in range(1, min(months, values.shape[1])):
        np.maximum(result[:, back:], values[:, :-back], out=result[:, back:])
    return result


def spread(values: Array, months: int) -> Array:
    """Return the standard deviation over the last `months`.

    Examples
    --------
    >>> spread(np.array([[1.0, 3.0, 3.0]]), 2)
    array([[0., 1., 0.]])
    """
    square = mean(values**2, months) - mean(values, months) ** 2
    result: Array = np.sqrt(np.maximum(square, 0.0))
    return result


def months_since(values: Array, level: float, most: int = 240) -> Array:
    """Return how many months ago a value was last at or above `level`.

    Never yet counts as one month more than the record is long, and nothing counts
    as more than `most`.

    Examples
    --------
    >>> months_since(np.array([[0.0, 7.0, 0.0, 0.0]]), 5)
    array([[1., 0., 1., 2.]])
    """
    reached = np.nan_to_num(values) >= level
    column = np.arange(values.shape[1])
    last = np.maximum.accumulate(np.where(reached, column, -1), axis=1)
    result: Array = np.minimum(column - last, most).astype(float)
    return result
