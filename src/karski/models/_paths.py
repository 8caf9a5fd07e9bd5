"""From draws of each month to draws of whole futures.

Draws of single months say nothing of how months go together. Here each draw takes
the ranks of a stretch that really happened, to a place then in a similar state, so
that sums and runs over months are forecast too; each month's draws stay the same.

References
----------
Clark, Gangopadhyay, Hay, Rajagopalan and Wilby (2004), The Schaake shuffle,
J. Hydrometeorology 5(1), 243-262.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from karski.models._counts import Floats, Singles, Whole
from karski.panel.history import Features, active

SIMILAR: Final = ("log_mean_3", "mean_log_12", "mean_log_60", "share_any_12")
"""Features in which a stretch's start must resemble the origin."""

LEVEL: Final = "decayed_log_6"
"""A stretch's own level, taken off so that ranks compare changes."""

FIRST: Final = 24
"""Months of history that a stretch must have before it."""


def joined(
    ascending: Singles,
    history: Floats,
    features: Features,
    steps: Whole,
    random: np.random.Generator,
) -> Singles:
    """Reorder each month's draws so that draw k is one possible future.

    Parameters
    ----------
    ascending
        Draws of each month, ascending (places, steps, size) [deaths].
    history
        Deaths (places, months) up to the origin, the last month.
    features
        The features of ``SIMILAR`` and ``LEVEL`` (places, months), by name.
    steps
        Months ahead of each column of draws, ascending (steps,).
    random
        Breaks ties of rank.

    Returns
    -------
    Singles
        The same draws in another order (places, steps, size).
    """
    size = ascending.shape[2]
    place, month = _stretches(history, int(steps[-1]))
    similar = np.stack([features[name] for name in SIMILAR], axis=-1)
    scale = similar[place, month].std(axis=0) + 1e-6 if len(place) else 1.0
    starts, origins = similar[place, month] / scale, similar[:, -1] / scale
    out = np.empty_like(ascending)
    for index, draws in enumerate(ascending):
        score = random.standard_normal((size, len(steps)))
        if len(place):
            near = _nearest(starts, origins[index], size)
            at, since = place[near], month[near]
            logs = np.log1p(history[at[:, None], since[:, None] + steps])
            logs -= features[LEVEL][at, since][:, None]
            score = logs + 0.05 * logs.mean(axis=1, keepdims=True) + 1e-3 * score
        rank = score.argsort(axis=0).argsort(axis=0)
        out[index] = np.take_along_axis(draws, rank.T, axis=1)
    return out


def _stretches(history: Floats, length: int) -> tuple[Whole, Whole]:
    """Place and month from which a known stretch began, in places not at peace."""
    last = history.shape[1] - length
    begun = active(history)[:, : max(last, 0)] & _known(history, length)
    begun[:, : min(FIRST, last // 2) if last > 0 else 0] = False
    place, month = np.nonzero(begun)
    return place, month


def _known(history: Floats, length: int) -> NDArray[np.bool_]:
    """Whether a month and the whole stretch after it exist."""
    missing = np.cumsum(np.isnan(history), axis=1)
    last = max(history.shape[1] - length, 0)
    start = np.isnan(history[:, :last])
    whole = missing[:, length:][:, :last] == missing[:, :last]
    return np.asarray(~start & whole)


def _nearest(starts: Floats, origin: Floats, size: int) -> Whole:
    """Return the starts most like an origin; too few serve as often as it takes."""
    away = ((starts - origin) ** 2).sum(axis=1)
    if len(away) <= size:
        return np.resize(np.argsort(away, kind="stable"), size)
    return np.argpartition(away, size)[:size]
