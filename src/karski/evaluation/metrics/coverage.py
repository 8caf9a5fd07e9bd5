"""Coverage: whether the outcome lay inside the central interval of the draws."""

import numpy as np

from karski.evaluation.metrics._metric import Array, Metric, Values, check_draws
from karski.evaluation.metrics.mis import LEVEL, interval


def coverage(outcomes: Values, draws: Values, *, level: float = LEVEL) -> Array:
    """Return 1 where the outcome is inside the interval that `mis` scores, else 0.

    Of counts, an honest interval holds at least its nominal share, often more: a
    place that will certainly have no deaths is always inside. For an exact check
    use `karski.evaluation.metrics.pit.pit_coverage`.

    Parameters
    ----------
    outcomes : array, shape (...)
    draws : array, shape (..., size)
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    array, shape (...)
        Of 0 and 1, both ends of the interval included.

    Raises
    ------
    ValueError
        The shapes do not fit, or `level` is not in (0, 1).

    Examples
    --------
    >>> coverage(np.array([3, 12]), np.array([[0, 10]] * 2)).tolist()
    [1.0, 0.0]
    """
    check_draws(outcomes, draws)
    lower, upper = interval(np.sort(draws, axis=-1), level)
    inside: Array = ((lower <= outcomes) & (outcomes <= upper)).astype(np.float64)
    return inside


METRIC = Metric(
    title="Coverage of the 90 % interval",
    unit="1",
    of="draws",
    proper=False,
    lower_is_better=False,
    score=coverage,
)
