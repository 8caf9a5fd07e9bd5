"""The counts on which every predictive distribution is held.

A distribution is a row of cumulative probabilities at the counts of ``GRID``:
every whole number to 20, then steps of about a tenth, to ten million. The bounds
of the ignorance score's bins are on it, so no bin's probability is interpolated.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Whole = NDArray[np.int64]

MOST: Final = 10_000_000
"""The largest count a distribution can hold [deaths]."""

GRID: Final[Floats] = np.unique(
    np.concatenate(
        [
            np.arange(21.0),
            [25.0, 50.0, 100.0, 250.0, 500.0, 1000.0],
            np.round(np.geomspace(20, MOST, 140)),
        ]
    )
)
"""Counts at which distributions are held, ascending [deaths]."""

EDGE: Final[Floats] = np.log1p(GRID + 0.5)
"""Logarithm of one plus the bound half a death above each count of the grid."""


def cell(counts: Floats) -> Whole:
    """Index of the smallest count of the grid that is not below each count.

    Examples
    --------
    >>> cell(np.array([0.0, 3.0, 21.0])).tolist(), GRID[21]
    ([0, 3, 21], np.float64(22.0))
    """
    return np.minimum(np.searchsorted(GRID, counts), len(GRID) - 1)


def quantiles(cumulative: NDArray[np.floating], size: int) -> Singles:
    """Stratified draws from each distribution, ascending.

    Draw k is the quantile at (k + 1/2) / size, so a distribution is held as well
    by its draws as that many draws allow, and no chance enters.

    Parameters
    ----------
    cumulative
        Cumulative probabilities (distributions, grid), ascending along the grid.
    size
        Draws of each distribution.

    Returns
    -------
    Singles
        Whole counts (distributions, size) [deaths].
    """
    out = np.empty((len(cumulative), size), np.float32)
    for start in range(0, len(cumulative), 128):
        block = cumulative[start : start + 128].astype(np.float64)
        out[start : start + 128] = _inverse(block, size)
    return out


def _inverse(cumulative: Floats, size: int) -> Floats:
    """Invert distributions at evenly spaced levels, linearly inside a cell."""
    rising = np.maximum.accumulate(cumulative, axis=1)
    rising /= rising[:, -1:]
    row = np.arange(len(rising))[:, None]
    level = (np.arange(size) + 0.5) / size
    # rows laid end to end, two apart, are one ascending list: one search for all
    found = np.searchsorted((rising + 2.0 * row).ravel(), (level + 2.0 * row).ravel())
    above = np.minimum(found.reshape(-1, size) - row * len(GRID), len(GRID) - 1)
    below = np.maximum(above - 1, 0)
    least = np.take_along_axis(rising, below, axis=1)
    span = np.maximum(np.take_along_axis(rising, above, axis=1) - least, 1e-12)
    share = np.clip((level - least) / span, 0, 1)
    inside = np.ceil(GRID[below] + (GRID[above] - GRID[below]) * share - 1e-9)
    return np.where(above == 0, 0.0, np.maximum(inside, GRID[below] + 1))
