"""CRPS, ignorance and interval score together, from one sort."""

import numpy as np

from karski.evaluation.metrics import crps, ign, mis
from karski.evaluation.metrics._metric import Array, Values, check_draws

NAMES = ("crps", "ign", "mis")
BLOCK = 1 << 16  # draws sorted at a time, few enough to stay in a core's cache


def score_draws(outcomes: Values, draws: Values) -> Array:
    """Score draws by `NAMES` as each metric's own file does, sorting them once.

    Parameters
    ----------
    outcomes : array, shape (cases,)
        Counts that happened.
    draws : array, shape (cases, size)
        Forecast draws; 32 bits wide is fastest. Left as they are.

    Returns
    -------
    array, shape (cases, 3)
        CRPS (ensemble), ignorance (last edge open) and 90 % interval score.

    Raises
    ------
    ValueError
        The shapes do not fit.

    Examples
    --------
    >>> score_draws(np.array([0]), np.zeros((1, 1000))).round(4).tolist()
    [[0.0, 0.0143, 0.0]]
    """
    check_draws(outcomes, draws)
    scores = np.empty((len(outcomes), len(NAMES)))
    rows = max(1, BLOCK // draws.shape[1])
    for start in range(0, len(outcomes), rows):
        part = slice(start, start + rows)
        scores[part] = _score_block(outcomes[part].astype(np.float64), draws[part])
    return scores


def _score_block(outcomes: Array, draws: Values) -> Array:
    ascending = np.sort(_narrow(draws), axis=1)
    return np.stack(
        [
            crps.of_sorted(outcomes, ascending.astype(np.float64)),
            ign.ign(outcomes, ascending),
            mis.of_sorted(outcomes, ascending),
        ],
        axis=1,
    )


def _narrow(draws: Values) -> Values:
    """Halve the width of the numbers, which sort twice as fast, where none changes."""
    kind = {"i": np.int32, "f": np.float32}.get(draws.dtype.kind)
    if kind is None or draws.dtype.itemsize <= np.dtype(kind).itemsize:
        return draws
    with np.errstate(over="ignore"):
        narrow = draws.astype(kind)
    return narrow if np.array_equal(narrow, draws) else draws
