"""What a metric is, and the check at its door."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Values: TypeAlias = NDArray[Any]  # of any real type: int32 draws, float outcomes
Members: TypeAlias = NDArray[np.intp]  # which cluster each case is of
Of = Literal["draws", "probability"]


@dataclass(frozen=True, slots=True)
class Metric:
    """A way to score forecasts against what happened.

    Attributes
    ----------
    of : {"draws", "probability"}
        What is scored: draws of a count, or the probability of an event.
    proper : bool
        Whether the honest forecast has the best expected score.
    pooled : bool
        Whether it needs all cases at once (AUC) rather than one by one.
    score : callable
        ``score(outcomes, draws)`` or ``score(outcomes, probabilities)``: one score
        per case, or a single number where `pooled`.
    """

    title: str
    unit: str
    of: Of
    proper: bool
    lower_is_better: bool
    score: Callable[..., Any]
    pooled: bool = False


def check_draws(outcomes: Values, draws: Values, least: int = 1) -> None:
    """Hold outcomes, shape (...), and draws, shape (..., size), to each other.

    Raises
    ------
    ValueError
        The shapes differ, or there are fewer than `least` draws.
    """
    if draws.shape[:-1] != outcomes.shape or draws.shape[-1] < least:
        raise ValueError(f"draws {draws.shape} do not fit outcomes {outcomes.shape}")


def check_probabilities(outcomes: Values, probabilities: Values) -> None:
    """Hold outcomes (0 or 1) and probabilities, both shape (...), to each other.

    Raises
    ------
    ValueError
        The shapes differ, an outcome is neither 0 nor 1, or a probability is not
        in 0..1 (or not a number).
    """
    if probabilities.shape != outcomes.shape:
        raise ValueError(
            f"probabilities {probabilities.shape} do not fit outcomes {outcomes.shape}"
        )
    if not ((outcomes == 0) | (outcomes == 1)).all():
        raise ValueError("an outcome is neither 0 nor 1")
    if not ((probabilities >= 0) & (probabilities <= 1)).all():
        raise ValueError("a probability is not between 0 and 1")


def sums(values: Values, clusters: Members, weights: Array) -> Array:
    """Sum values over cases, each as often as its cluster counts.

    Parameters
    ----------
    values : array, shape (cases, columns)
    clusters : array of int, shape (cases,)
        Which column of `weights` is each case's.
    weights : array, shape (runs, clusters)

    Returns
    -------
    array, shape (runs, columns)

    Examples
    --------
    >>> values = np.array([[1.0], [2.0], [5.0]])
    >>> sums(values, np.array([0, 0, 1]), np.array([[1.0, 1.0], [2.0, 0.0]])).tolist()
    [[8.0], [6.0]]
    """
    within = np.zeros((weights.shape[1], values.shape[1]))
    np.add.at(within, clusters, values)
    total: Array = weights @ within
    return total
