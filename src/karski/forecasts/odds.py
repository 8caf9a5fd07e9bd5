"""The chances that deaths over the next months reach a threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core.errors import MissingDataError
from karski.forecasts._forecast import Forecast

HORIZONS = (3, 6, 12)  # months summed
THRESHOLDS = (25, 100, 1000)  # people; 25 is UCDP's line for an armed conflict
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
RARE = 0.1  # below it people read 'about 1 in N' better than 'n in 100'
ALMOST_NEVER = 1000  # the rarest 'about 1 in N' that 1,000 draws can tell


def sums(forecast: Forecast, months: int) -> NDArray[np.int64]:
    """Return draws of the total over the next `months`.

    Returns
    -------
    array, shape (places, size)
        People killed in months 1..`months` after the origin.

    Raises
    ------
    MissingDataError
        The forecast has fewer steps, or its draws of different months do not belong
        together (``joint`` is false), so that their sums mean nothing.
    """
    if not forecast.manifest.joint:
        raise MissingDataError(
            f"{forecast.manifest.model} draws each month alone; its draws cannot be"
            " summed over months"
        )
    if months > forecast.manifest.steps:
        raise MissingDataError(
            f"{forecast.manifest} has {forecast.manifest.steps} months, not {months}"
        )
    total: NDArray[np.int64] = forecast.draws[:, :months].sum(axis=1, dtype=np.int64)
    return total


def exceedance(
    forecast: Forecast,
    horizons: Sequence[int] = HORIZONS,
    thresholds: Sequence[int] = THRESHOLDS,
) -> pl.DataFrame:
    """Return each place's chance of at least so many deaths in so many months.

    Returns
    -------
    polars.DataFrame
        place, months [months], threshold [people], probability, and the quantiles of
        the sum (q05 .. q95) [people].
    """
    rows = []
    for months in horizons:
        total = sums(forecast, months)
        low_to_high = np.quantile(total, QUANTILES, axis=1)
        for threshold in thresholds:
            columns = {
                "place": forecast.places,
                "months": np.full(len(total), months, np.int32),
                "threshold": np.full(len(total), threshold, np.int32),
                "probability": (total >= threshold).mean(axis=1),
            }
            names = [f"q{round(100 * q):02d}" for q in QUANTILES]
            rows.append(
                pl.DataFrame(columns | dict(zip(names, low_to_high, strict=True)))
            )
    return pl.concat(rows).sort("place", "months", "threshold")


def by_month(forecast: Forecast) -> pl.DataFrame:
    """Return each month's mean and quantiles.

    Returns
    -------
    polars.DataFrame
        place, month, mean and q05 .. q95 [people / month].
    """
    places, steps, _ = forecast.draws.shape
    low_to_high = np.quantile(forecast.draws, QUANTILES, axis=2)
    columns = {
        "place": np.repeat(forecast.places, steps),
        "month": np.tile(forecast.months, places),
        "mean": forecast.draws.mean(axis=2).ravel(),
    }
    for quantile, values in zip(QUANTILES, low_to_high, strict=True):
        columns[f"q{round(100 * quantile):02d}"] = values.ravel()
    return pl.DataFrame(columns)


@dataclass(frozen=True, slots=True)
class Frequency:
    """A probability as people count it: ``count`` in ``of``.

    Attributes
    ----------
    kind : {"about", "less than", "more than"}
    count, of : int
    """

    kind: Literal["about", "less than", "more than"]
    count: int
    of: int

    def __str__(self) -> str:
        return f"{self.kind} {self.count:,} in {self.of:,}"


def frequency(probability: float) -> Frequency:
    """Return a probability as people count, in parts that a page can translate.

    Raises
    ------
    ValueError
        `probability` is not in [0, 1].

    Examples
    --------
    >>> frequency(0.025)
    Frequency(kind='about', count=1, of=40)
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"{probability} is not a probability")
    if probability < 1 / ALMOST_NEVER:
        return Frequency("less than", 1, ALMOST_NEVER)
    if probability > 1 - 1 / ALMOST_NEVER:
        return Frequency("more than", ALMOST_NEVER - 1, ALMOST_NEVER)
    if probability >= RARE:
        parts = 100 if probability < 1 - 1 / 100 else 1000
        return Frequency("about", round(probability * parts), parts)
    return Frequency("about", 1, _round(1 / probability))


def natural_frequency(probability: float) -> str:
    """Say a probability as people count: 'about 1 in 40'.

    Raises
    ------
    ValueError
        `probability` is not in [0, 1].

    Examples
    --------
    >>> natural_frequency(0.025), natural_frequency(0.73), natural_frequency(0.0004)
    ('about 1 in 40', 'about 73 in 100', 'less than 1 in 1,000')
    >>> natural_frequency(0.9996), natural_frequency(0.993)
    ('more than 999 in 1,000', 'about 993 in 1,000')
    """
    return str(frequency(probability))


def _round(value: float) -> int:
    """Round to the nearest 1 below 20, 5 below 100, 50 below 1,000."""
    for limit, unit in ((20, 1), (100, 5), (ALMOST_NEVER, 50)):
        if value < limit:
            return round(value / unit) * unit
    return ALMOST_NEVER
