"""What a method of pooling is, and the averages that methods share."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from karski.judgement._log_odds import Array, chance, log_odds


class Combine(Protocol):
    """Draw people's probabilities together."""

    def __call__(self, probabilities: Array, weights: Array) -> Array:
        """Return one probability for each row of weights.

        Parameters
        ----------
        probabilities : array, shape (people,)
            In (0, 1).
        weights : array, shape (..., people)
            At least 0, not all 0 in a row; only their ratios matter.

        Returns
        -------
        array, shape (...)
            In (0, 1).
        """
        ...


@dataclass(frozen=True, slots=True)
class Method:
    """A way to pool, and where it comes from.

    Attributes
    ----------
    title, reference : str
    combine : callable
    weighted : bool
        Whether people weigh by their track record (`karski.judgement.weights`).
    extremised : bool
        Whether the result is pushed away from the base rate, or drawn towards it, by
        an exponent learnt from resolved questions (`karski.judgement.extremising`).
    """

    title: str
    reference: str
    combine: Combine
    weighted: bool = False
    extremised: bool = False


def mean_of_log_odds(probabilities: Array, weights: Array) -> Array:
    """Return the probability at the weighted mean of the log-odds.

    Examples
    --------
    >>> mean_of_log_odds(np.array([0.2, 0.8]), np.ones(2)).item()
    0.5
    """
    return chance(weighted_mean(log_odds(probabilities), weights))


def weighted_mean(probabilities: Array, weights: Array) -> Array:
    """Return the weighted mean over the last axis, shape (...)."""
    mean: Array = weights @ probabilities / weights.sum(axis=-1)
    return np.clip(
        mean, probabilities.min(), probabilities.max()
    )  # free of the last digit's error
