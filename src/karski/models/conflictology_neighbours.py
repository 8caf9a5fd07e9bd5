"""Conflictology that also looks over the border.

The challenge's benchmark for grid cells draws from the last twelve months of a cell and
of the cells around it. Countries differ from their neighbours more than cells do: with
every month equally likely, the neighbours' wars drown a country's own peace (CRPS of
state-based deaths in the windows 2010-2017: 28.6, conflictology's own 16.2). A country
therefore keeps nine draws in ten (16.07; 19 in 20 and eight in ten were worse).
"""

import numpy as np
from numpy.typing import NDArray

from karski.core.places import neighbours
from karski.models._last_year import last_year
from karski.models._model import Draws, Model, counts
from karski.panel._panel import Panel

Array = NDArray[np.float64]
OWN = 0.9  # chance that a draw is one of the place's own months, if it has neighbours


def draw(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    """Draw with replacement from the last twelve months here and next door.

    A draw is one of the place's own months with chance `OWN`, and otherwise a month of
    any neighbour that exists at the origin, all equally likely. A place without
    neighbours draws from its own months only.

    Raises
    ------
    UnknownNameError
        A place of the panel is no country.
    """
    months = last_year(panel.history(target))
    borders = neighbours(panel.places.tolist())
    draws = np.empty((len(months), steps, size), dtype=np.int32)
    for place, own in enumerate(months):
        theirs = months[borders[place]].ravel()
        pool = np.concatenate([own, theirs])
        chances = np.concatenate([_equal(own, OWN), _equal(theirs, 1 - OWN)])
        drawn = random.choice(pool, (steps, size), p=chances / chances.sum())
        draws[place] = counts(drawn)
    return draws


def _equal(months: Array, share: float) -> Array:
    return np.full(len(months), share / max(len(months), 1))


MODEL = Model(
    title="Conflictology with neighbours (nine draws in ten are the place's own)",
    reference="After the ViEWS 2023/24 prediction challenge's benchmark for grid cells",
    draw=draw,
)
