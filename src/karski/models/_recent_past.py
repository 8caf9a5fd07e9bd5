"""A place's own recent past as a distribution: what tomorrow is if nothing is learned.

Every past month is one sample, its weight halving every half-life. Its count is
spread by a Laplace distribution on the logarithmic scale, since a month with 40
deaths says as much of a month with 30 or 60; a month without deaths stays one.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from scipy import stats

from karski.models._counts import EDGE, GRID, Floats, Singles, cell
from karski.models.negative_binomial import weighted_moments

SPREAD: Final = 0.5
"""Mean distance by which a past count is spread [log(1 + deaths)]."""

REACH: Final = 3.0
"""Distance beyond which no count is spread [``SPREAD``]: a factor of 4.5."""


def smoothed_past(history: Floats, half_lives: Mapping[float, float]) -> Singles:
    """Distribution of the past at every month, from that month and earlier ones.

    Parameters
    ----------
    history
        Deaths (places, months), NaN where the state did not exist.
    half_lives
        Share of the distribution by half-life of the weights [months].

    Returns
    -------
    Singles
        Cumulative probabilities (places, months, grid); zero before a state.
    """
    places, months = history.shape
    out = np.zeros((places, months, len(GRID)), np.float32)
    place = np.arange(places)
    for half_life, share in half_lives.items():
        seen = np.zeros((places, len(GRID)))
        for month in range(months):
            known = ~np.isnan(history[:, month])
            seen *= 0.5 ** (1 / half_life)
            seen[place[known], cell(history[known, month])] += 1
            total = np.maximum(seen.sum(axis=1, keepdims=True), 1e-9)
            out[:, month] += share * seen / total
    spread = _spread().astype(np.float32)
    for row in out:
        row[:] = row @ spread
    return out


def negative_binomial(history: Floats) -> Floats:
    """Return the negative binomial with the past's mean and variance, by place.

    Parameters
    ----------
    history : array, shape (places, months)
        Deaths up to the origin [people / month]; NaN where the state did not exist.

    Returns
    -------
    array, shape (places, grid)
        Cumulative probabilities.
    """
    mean, variance = weighted_moments(history)
    mean = np.maximum(mean, 1e-9)
    ratio = mean / np.maximum(variance, 1.01 * mean)
    shape = mean * ratio / (1 - ratio)
    return np.asarray(stats.nbinom.cdf(GRID, shape[:, None], ratio[:, None]))


def _spread() -> Floats:
    """Distribution (grid, grid) into which each count is spread."""
    away = (EDGE - np.log1p(GRID)[:, None]) / SPREAD
    below = np.where(
        away < 0, np.exp(np.minimum(away, 0)) / 2, 1 - np.exp(-np.maximum(away, 0)) / 2
    )
    beyond = np.exp(-REACH) / 2
    below = np.clip((below - beyond) / (1 - 2 * beyond), 0, 1)
    least = below[:, :1]
    positive = np.clip((below - least) / np.maximum(1 - least, 1e-9), 0, 1)
    positive[0] = 1
    positive[:, -1] = 1
    return np.asarray(positive)
