"""Probability integral transform: where outcomes fall among their draws."""

import numpy as np

from karski.evaluation.metrics._metric import Array, Metric, Values, check_draws

BINS = 10
SIMULATIONS = 2000


def pit_range(outcomes: Values, draws: Values) -> tuple[Array, Array]:
    """Return the range that each outcome takes among its draws.

    The outcome is one more draw: with b of m draws below it and t tied with it, its
    range is from b / (m + 1) to (b + t + 1) / (m + 1). A point drawn evenly from it
    is exactly uniform when outcome and draws come from the same distribution,
    however few the draws and however many the ties [1]_.

    Parameters
    ----------
    outcomes : array, shape (...)
    draws : array, shape (..., size)

    Returns
    -------
    lower, upper : array, shape (...)
        In 0..1, `lower` below `upper`.

    Raises
    ------
    ValueError
        The shapes do not fit.

    References
    ----------
    .. [1] Czado, Gneiting and Held (2009), Biometrics 65, 1254-1261.
    """
    check_draws(outcomes, draws)
    size = draws.shape[-1]
    below = np.count_nonzero(draws < outcomes[..., None], axis=-1)
    tied = np.count_nonzero(draws == outcomes[..., None], axis=-1)
    return below / (size + 1), (below + tied + 1) / (size + 1)


def pit(outcomes: Values, draws: Values, random: np.random.Generator) -> Array:
    """Draw the randomised PIT of each case from its `pit_range`.

    Returns
    -------
    array, shape (...)
        In 0..1, uniform where the forecasts are honest.

    Raises
    ------
    ValueError
        The shapes do not fit.
    """
    lower, upper = pit_range(outcomes, draws)
    return random.uniform(lower, upper)


def pit_histogram(outcomes: Values, draws: Values, bins: int = BINS) -> Array:
    """Return the share of PIT in each of `bins`, averaged over its randomness.

    Returns
    -------
    array, shape (bins,)
        Shares that sum to 1; each is 1 / bins where the forecasts are honest.

    Raises
    ------
    ValueError
        The shapes do not fit.

    Examples
    --------
    >>> pit_histogram(np.array([0]), np.array([[0, 0]]), bins=2).tolist()
    [0.5, 0.5]
    """
    return np.diff(_distribution(outcomes, draws, np.linspace(0, 1, bins + 1)))


def pit_band(
    cases: int, bins: int = BINS, *, level: float = 0.95, seed: int = 0
) -> tuple[float, float]:
    """Return the band that a histogram of honest, independent cases stays inside.

    The band is simultaneous: with chance `level` no bin at all leaves it. The
    randomised PIT's histogram is what it is for; `pit_histogram` is smoother, so
    the band is cautious for it. Neighbouring months are not independent: judge
    dependent cases by a bootstrap of their clusters instead.

    Parameters
    ----------
    cases, bins : int
    level : float
        In (0, 1).
    seed : int

    Returns
    -------
    lower, upper : float
        Shares of the cases.
    """
    random = np.random.default_rng(seed)
    even = np.full(bins, 1 / bins)
    shares = random.multinomial(cases, even, SIMULATIONS) / cases
    reach = float(np.quantile(np.abs(shares - 1 / bins).max(axis=1), level))
    return max(0.0, 1 / bins - reach), min(1.0, 1 / bins + reach)


def pit_coverage(outcomes: Values, draws: Values, level: float) -> float:
    """Return the expected share of randomised PIT inside the central interval.

    For honest forecasts it is `level` but for chance, ties or no ties.

    Raises
    ------
    ValueError
        The shapes do not fit.

    Examples
    --------
    >>> pit_coverage(np.array([0]), np.array([[0, 0]]), 0.5)
    0.5
    """
    ends = np.array([(1 - level) / 2, (1 + level) / 2])
    low, high = _distribution(outcomes, draws, ends)
    return float(high - low)


def pit_distance(outcomes: Values, draws: Values) -> float:
    """Return how far the PIT is from uniform: the largest gap between the two CDFs.

    Parameters
    ----------
    outcomes : array, shape (cases,)
    draws : array, shape (cases, size)

    Returns
    -------
    float
        In 0..1; 0 is uniform.

    Raises
    ------
    ValueError
        The shapes do not fit.

    Examples
    --------
    >>> pit_distance(np.array([5, 5]), np.array([[5, 5], [5, 5]]))
    0.0
    """
    points = np.linspace(0, 1, 101)
    return float(np.abs(_distribution(outcomes, draws, points) - points).max())


def share_below(lower: Array, upper: Array, point: float) -> Array:
    """Return how much of each PIT's range lies below `point`, as a share of it.

    Examples
    --------
    >>> share_below(np.array([0.0, 0.5]), np.array([0.4, 1.0]), 0.6).round(3).tolist()
    [1.0, 0.2]
    """
    share: Array = np.clip((point - lower) / (upper - lower), 0, 1)
    return share


def _distribution(outcomes: Values, draws: Values, points: Array) -> Array:
    """Return the mean over cases of the PIT's CDF at `points`, shape (points,)."""
    lower, upper = pit_range(outcomes, draws)
    return np.array([share_below(lower, upper, p).mean() for p in points.tolist()])


METRIC = Metric(
    title="Distance of the PIT from uniform",
    unit="1",
    of="draws",
    proper=False,
    lower_is_better=True,
    score=pit_distance,
    pooled=True,
)
