"""How sure a difference is: paired scores, resampled country by country.

Months of one country are not independent, and neither are two forecasts of the same
month. So whole clusters are drawn with replacement, and both forecasts with them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from karski.evaluation.metrics._metric import Array, Members, Values

REPETITIONS = 2000
LEVEL = 0.95

Statistic: TypeAlias = Callable[[Members, Array], Array]
"""A score of weighted cases, such as `karski.evaluation.metrics.auc.weighted_auc`: the
cluster of each case and weights, shape (runs, clusters), in; shape (runs,) out."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the percentile interval of its bootstrap.

    With fewer than two clusters the ends are NaN.
    """

    estimate: float
    low: float
    high: float

    @property
    def decided(self) -> bool:
        """Whether zero lies outside."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One forecast's score beside a baseline's on the same cases.

    Attributes
    ----------
    ours, baseline : float
        Mean scores, or scores of all cases at once.
    difference : Interval
        `ours` minus `baseline`, in the unit of the score.
    change : Interval
        `difference` as a share of `baseline`; NaN where the baseline scores 0.
    cases, clusters : int
    level : float
        Of the intervals.
    """

    ours: float
    baseline: float
    difference: Interval
    change: Interval
    cases: int
    clusters: int
    level: float


def compare(
    ours: Array,
    baseline: Array,
    clusters: Values,
    *,
    level: float = LEVEL,
    repetitions: int = REPETITIONS,
    seed: int = 0,
) -> Comparison:
    """Compare the means of paired scores, with a bootstrap by cluster [1]_.

    Parameters
    ----------
    ours, baseline : array, shape (cases,)
        Finite scores of the same cases.
    clusters : array, shape (cases,)
        What is drawn as a whole: the country, or the year.
    level : float
        Of the interval, in (0, 1).
    repetitions, seed : int

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        There are no cases, shapes differ, or a score is not finite.

    References
    ----------
    .. [1] Davison and Hinkley (1997), Bootstrap Methods and their Application,
       section 3.8.

    Examples
    --------
    >>> found = compare(np.array([1.0, 2.0]), np.array([2.0, 4.0]), np.array([7, 8]))
    >>> found.change
    Interval(estimate=-0.5, low=-0.5, high=-0.5)
    """
    _check(ours, baseline, clusters)
    names, member = np.unique(clusters, return_inverse=True)
    sums = np.stack(
        [np.bincount(member, score) for score in (ours, baseline)]
        + [np.bincount(member).astype(np.float64)]
    )
    weights = _weights(len(names), repetitions, seed)
    ours_sum, baseline_sum, cases = sums @ weights.T
    return _comparison(
        (float(ours.mean()), float(baseline.mean())),
        (ours_sum / cases, baseline_sum / cases),
        (len(ours), len(names)),
        level,
    )


def compare_pooled(
    score: Callable[[Values, Array], float],
    outcomes: Values,
    ours: Array,
    baseline: Array,
    clusters: Values,
    *,
    level: float = LEVEL,
    repetitions: int = REPETITIONS // 4,
    seed: int = 0,
) -> Comparison:
    """Compare two forecasts by a score that needs all cases at once.

    Parameters
    ----------
    score : callable
        Such as `karski.evaluation.metrics.auc.auc`.
    outcomes : array, shape (cases,)
    ours, baseline : array, shape (cases,)
        Probabilities.
    clusters : array, shape (cases,)
    level, repetitions, seed
        As in `compare`. A resample in which the score is not defined (no event was
        drawn) is left out.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        As in `compare`.
    """
    _check(ours, baseline, clusters)
    names, member = np.unique(clusters, return_inverse=True)
    weights = _weights(len(names), repetitions, seed).astype(np.intp)
    resampled = np.full((2, repetitions), np.nan)
    for run, weight in enumerate(weights):
        rows = np.repeat(np.arange(len(ours)), weight[member])
        for side, forecast in enumerate((ours, baseline)):
            resampled[side, run] = score(outcomes[rows], forecast[rows])
    kept = resampled[:, np.isfinite(resampled).all(axis=0)]
    return _comparison(
        (score(outcomes, ours), score(outcomes, baseline)),
        (kept[0], kept[1]),
        (len(ours), len(names)),
        level,
    )


def resample(
    statistics: Sequence[Statistic],
    clusters: Values,
    *,
    repetitions: int = REPETITIONS,
    seed: int = 0,
) -> Array:
    """Return what scores would be, had other clusters been drawn.

    Every statistic sees the same draws, and so does another call with the same
    clusters and seed: differences are paired.

    Parameters
    ----------
    statistics : sequence of callable
        Each gives a score for each row of weights, NaN where it is not defined.
    clusters : array, shape (cases,)
        What is drawn as a whole.
    repetitions, seed : int

    Returns
    -------
    array, shape (statistics, repetitions)
        All NaN with fewer than two clusters.
    """
    names, member = np.unique(clusters, return_inverse=True)
    if len(names) < 2:
        return np.full((len(statistics), repetitions), np.nan)
    drawn = _weights(len(names), repetitions, seed)
    return np.stack([statistic(member, drawn) for statistic in statistics])


def interval(estimate: float, resampled: Array, level: float = LEVEL) -> Interval:
    """Return the percentile interval of what `resample` gave, beside the estimate."""
    return _interval(estimate, resampled, level, sure=True)


def _check(ours: Array, baseline: Array, clusters: Values) -> None:
    if not ours.shape == baseline.shape == clusters.shape or ours.ndim != 1:
        raise ValueError(
            f"scores {ours.shape} and {baseline.shape} and clusters"
            f" {clusters.shape} are not pairs"
        )
    if not len(ours):
        raise ValueError("there are no cases to compare")
    if not (np.isfinite(ours).all() and np.isfinite(baseline).all()):
        raise ValueError("a score is not finite")


def _weights(clusters: int, repetitions: int, seed: int) -> Array:
    """Return how often each cluster is drawn, shape (repetitions, clusters)."""
    random = np.random.default_rng(seed)
    even = np.full(clusters, 1 / clusters)
    return random.multinomial(clusters, even, repetitions).astype(np.float64)


def _comparison(
    scores: tuple[float, float],
    resampled: tuple[Array, Array],
    counts: tuple[int, int],
    level: float,
) -> Comparison:
    (ours, baseline), (many_ours, many_baseline) = scores, resampled
    sure = counts[1] > 1
    gap = many_ours - many_baseline
    return Comparison(
        ours,
        baseline,
        _interval(ours - baseline, gap, level, sure=sure),
        _interval(
            _share(ours - baseline, baseline),
            _shares(gap, many_baseline),
            level,
            sure=sure,
        ),
        *counts,
        level,
    )


def _interval(
    estimate: float, resampled: Array, level: float, *, sure: bool
) -> Interval:
    known: NDArray[np.float64] = resampled[np.isfinite(resampled)]
    if not sure or not len(known) or not np.isfinite(estimate):
        return Interval(estimate, float("nan"), float("nan"))
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return Interval(estimate, float(low), float(high))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _shares(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole != 0)
