"""Ignorance: bits of surprise at the class of deaths that came true."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from karski.evaluation.metrics._metric import Array, Metric, Values, check_draws

LastEdge = Literal["open", "closed"]
EDGES: tuple[float, ...] = (
    *(0.0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5),
)
NOMINAL = 1000  # draws among which each class is given one more


def ign(outcomes: Values, draws: Values, *, last_edge: LastEdge = "open") -> Array:
    r"""Score draws by minus the log2 of the probability of the outcome's class.

    Classes are [0, 0.5), [0.5, 2.5), ... between the `EDGES` of the ViEWS challenge.
    So that no class is impossible, each is given one draw per thousand:

    .. math:: p_c = \frac{1000\, n_c / m + 1}{1000 + C}

    with :math:`n_c` of :math:`m` draws in class c of C. For 1,000 draws this is the
    challenge's own rule (one draw added to each class); for other sizes the
    challenge first made 1,000 of them, and so the score here does not punish a
    submission for being few draws.

    Parameters
    ----------
    outcomes : array, shape (...)
        Counts that happened, at least 0.
    draws : array, shape (..., size)
        Forecast draws of the same.
    last_edge : {"open", "closed"}
        ``"open"``, the challenge's: 1000.5 opens an eleventh class without an upper
        end. ``"closed"``: it closes the tenth class, and what lies beyond it is
        counted there.

    Returns
    -------
    array, shape (...)
        Score [bits]; less is better.

    Raises
    ------
    ValueError
        The shapes do not fit.

    Notes
    -----
    The conflictology submission has 12 draws. As they are, they score .70 over
    2018-2021. The published .626 comes from Fourier interpolation of the twelve, in
    the order of their numbers, to 1,000 values, negative ones set to 0: a curve
    through the draws that visits classes in which there was no draw.

    References
    ----------
    .. [1] Roulston and Smith (2002), Mon. Weather Rev. 130, 1653-1660.
    .. [2] Hegre et al. (2024), The 2023/24 VIEWS Prediction challenge,
       arXiv:2407.11045.

    Examples
    --------
    >>> score = ign(np.array([0, 0]), np.array([[0, 0], [0, 1]]))
    >>> score.round(3).tolist()
    [0.014, 1.013]
    """
    check_draws(outcomes, draws)
    lower, upper = class_of(outcomes, last_edge)
    inside = (draws >= lower[..., None]) & (draws < upper[..., None])
    return of_share(np.count_nonzero(inside, axis=-1) / draws.shape[-1], last_edge)


def class_of(outcomes: Values, last_edge: LastEdge) -> tuple[Array, Array]:
    """Return the edges of each outcome's class: from, and up to but not including.

    Examples
    --------
    >>> lower, upper = class_of(np.array([0, 3, 5000]), "closed")
    >>> lower.tolist(), upper.tolist()
    ([0.0, 2.5, 500.5], [0.5, 5.5, inf])
    """
    edges = _edges(last_edge)
    place: NDArray[np.intp] = np.searchsorted(edges, outcomes, side="right")
    return edges[place - 1], edges[place]


def of_share(share: Array, last_edge: LastEdge) -> Array:
    """Return the score of each share of draws that fell in the outcome's class."""
    classes = len(_edges(last_edge)) - 1
    score: Array = -np.log2((NOMINAL * share + 1) / (NOMINAL + classes))
    return score


def _edges(last_edge: LastEdge) -> Array:
    kept = EDGES if last_edge == "open" else EDGES[:-1]
    return np.array([*kept, np.inf])


METRIC = Metric(
    title="Ignorance",
    unit="bit",
    of="draws",
    proper=True,
    lower_is_better=True,
    score=ign,
)
