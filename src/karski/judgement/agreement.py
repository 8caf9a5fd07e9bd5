"""How far people agree who rated the same things: Krippendorff's alpha."""

from typing import Literal, TypeAlias

import numpy as np

from karski.judgement._log_odds import Array

Level: TypeAlias = Literal["nominal", "ordinal", "interval"]
COMPANY = 2  # ratings of a thing: alone, nobody agrees or disagrees


def alpha(ratings: Array, level: Level = "ordinal") -> float | None:
    """Return Krippendorff's alpha: 1 is agreement, 0 is what chance would give [1]_.

    Parameters
    ----------
    ratings : array, shape (things, raters)
        NaN where somebody did not rate a thing. A thing with one rating is left out.
    level : {"nominal", "ordinal", "interval"}
        What the distance between two ratings means.

    Returns
    -------
    float or None
        None where it is not defined: fewer than two things were rated by two people,
        or all ratings are the same, so that chance could not have given others.

    Raises
    ------
    ValueError
        `ratings` is no table.

    References
    ----------
    .. [1] Krippendorff (2011), Computing Krippendorff's alpha-reliability. University
       of Pennsylvania, Annenberg School for Communication.

    Examples
    --------
    >>> alpha(np.array([[1.0, 1.0], [2.0, 2.0]])), alpha(np.array([[1.0, 1.0]]))
    (1.0, None)
    """
    if ratings.ndim != 2:
        raise ValueError(f"ratings of shape {ratings.shape} are no table")
    kept = ratings[np.isfinite(ratings).sum(axis=1) >= COMPANY]
    values = np.unique(kept[np.isfinite(kept)])
    if len(kept) < COMPANY or len(values) < COMPANY:
        return None
    met = _coincidences(kept, values)
    totals = met.sum(axis=1)
    apart = _distances(values, totals, level)
    expected = totals @ apart @ totals / (totals.sum() - 1)
    return 1 - float(np.sum(met * apart)) / float(expected)


def _coincidences(ratings: Array, values: Array) -> Array:
    """Return how often two values met in one thing, shape (values, values)."""
    counts = np.stack([(ratings == value).sum(axis=1) for value in values], axis=1)
    pairs = counts[:, :, None] * counts[:, None, :]
    same = np.arange(len(values))
    pairs[:, same, same] -= counts
    found: Array = (pairs / (counts.sum(axis=1) - 1)[:, None, None]).sum(axis=0)
    return found


def _distances(values: Array, totals: Array, level: Level) -> Array:
    """Return the squared distance of every two values."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    place = values
    if level == "ordinal":  # by how many ratings lie between, half of the ends' own
        place = np.cumsum(totals) - totals / 2
    squared: Array = np.square(place[:, None] - place[None, :])
    return squared
