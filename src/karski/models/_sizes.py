"""How many deaths, where there are any: two views of a forest.

Both learn from rows with deaths only, and both forecast relative to the place's
own past, so that a place deadlier than any before it is still within reach.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from karski.models._counts import EDGE, GRID, Floats, Singles, cell
from karski.models._leaf_mates import at, leaf_mates

RARE: Final = 3e-4
"""Least probability told apart in either tail of a place's own past."""

ANYWHERE: Final = 0.02
"""Share of the base that knows nothing of the place: no count is impossible."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to learn from or to forecast.

    Attributes
    ----------
    features
        What is known at the row's origin (rows, features).
    level
        The place's own recent level (rows,) [log(1 + deaths)].
    base
        The place's own past, where positive (rows, grid), cumulative.
    """

    features: Singles
    level: Floats
    base: Singles


def positive_base(past: Singles) -> Singles:
    """Distribution of a smoothed past given one death or more.

    Parameters
    ----------
    past
        Cumulative probabilities (rows, grid).

    Returns
    -------
    Singles
        Cumulative probabilities (rows, grid), zero at no deaths.
    """
    anywhere = 1 - np.exp(-np.log1p(GRID) / 1.5)
    anywhere[0] = 0
    mixed = past - past[:, :1] + np.float32(ANYWHERE) * anywhere.astype(np.float32)
    return np.asarray(mixed / mixed[:, -1:])


def recalibrated(
    rows: Rows, deaths: Floats, weight: Floats, wanted: Rows, seed: int
) -> Floats:
    """Learn where in a place's own past its outcomes fall.

    The forest forecasts the logit of the probability integral transform, so the
    past is shifted, widened or narrowed as the features tell.

    Parameters
    ----------
    rows, deaths, weight
        Rows to learn from, their outcomes (rows,), all positive, and weights.
    wanted
        Rows to forecast.
    seed
        Seed of the forest.

    Returns
    -------
    Floats
        Cumulative probabilities given deaths (wanted, grid).
    """
    number, row = cell(deaths), np.arange(len(deaths))
    middle = (rows.base[row, number] + rows.base[row, number - 1]) / 2
    outcome = _logit(np.clip(middle.astype(np.float64), RARE, 1 - RARE))
    mates = leaf_mates(rows.features, outcome, weight, wanted.features, seed)
    found = at(mates, _logit(np.clip(wanted.base.astype(np.float64), 1e-6, 1 - 1e-6)))
    return _closed(found)


def scaled(
    rows: Rows, deaths: Floats, weight: Floats, wanted: Rows, seed: int
) -> Floats:
    """Learn how far outcomes fall from a place's own recent level.

    Parameters and result are those of ``recalibrated``.
    """
    outcome = np.log1p(deaths) - rows.level
    mates = leaf_mates(rows.features, outcome, weight, wanted.features, seed)
    found = at(mates, EDGE - wanted.level[:, None])
    least = found[:, :1]
    return _closed((found - least) / np.maximum(1 - least, 1e-6))


def _logit(probability: Floats) -> Floats:
    return np.asarray(np.log(probability / (1 - probability)))


def _closed(cumulative: Floats) -> Floats:
    """Nothing at no deaths, and everything by the last count of the grid."""
    closed = np.clip(cumulative, 0, 1)
    closed[:, 0] = 0
    closed[:, -1] = 1
    return closed
