"""What a metric is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
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
        ``score(outcomes, draws)`` or ``score(outcomes, probabilities)``.
    """

    title: str
    unit: str
    of: Of
    proper: bool
    lower_is_better: bool
    score: Callable[..., Any]
    pooled: bool = False
