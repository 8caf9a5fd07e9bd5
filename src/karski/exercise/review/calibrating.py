"""Whether what was called three in ten came in three of ten questions."""

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

import numpy as np

from karski.judgement._log_odds import Array
from karski.judgement.answers import Answers

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
Z = 1.6448536269514722  # of the normal distribution: nine in ten lie within


@dataclass(frozen=True, slots=True)
class Bin:
    """What was said with about the same probability.

    Attributes
    ----------
    low, high : float
        Its bounds.
    answers, questions : int
        How many answers, to how many questions.
    said : float
        Mean of the probabilities.
    came : int
        In how many of those questions it came.
    interval : tuple of float
        Wilson's, of the share, nine in ten: each question counts once, as the answers
        to one question stand and fall together.
    """

    low: float
    high: float
    answers: int
    questions: int
    said: float
    came: int
    interval: tuple[float, float]

    @property
    def share(self) -> float:
        """Of the questions, in how many it came, in 0..1."""
        return self.came / self.questions


def bins(answers: Answers) -> tuple[Bin, ...]:
    """Return the bins that hold answers to resolved questions, lowest first."""
    resolved = np.isfinite(answers.outcomes)
    given, came = answers.given[resolved], answers.outcomes[resolved]
    found = []
    for low, high in pairwise(EDGES):
        inside = (given >= low) & ((given < high) | (high == EDGES[-1]))
        if inside.any():
            found.append(_bin(low, high, given[inside], came[inside.any(axis=1)]))
    return tuple(found)


def _bin(low: float, high: float, given: Array, came: Array) -> Bin:
    yes, number = int(came.sum()), len(came)
    return Bin(
        low,
        high,
        len(given),
        number,
        float(given.mean()),
        yes,
        wilson(yes, number),
    )


def wilson(came: int, number: int) -> tuple[float, float]:
    """Return Wilson's interval of a share, nine in ten [1]_.

    References
    ----------
    .. [1] Wilson (1927), J. Am. Stat. Assoc. 22, 209-212.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(1, 2)]
    [0.121, 0.879]
    """
    share, spread = came / number, Z**2 / number
    middle = (share + spread / 2) / (1 + spread)
    inside = share * (1 - share) / number + spread / number / 4
    half = Z / (1 + spread) * sqrt(inside)
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))
