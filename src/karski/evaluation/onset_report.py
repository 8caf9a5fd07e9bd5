"""Where yearly risks were right and wrong: calibration, misses, false alarms."""

import numpy as np
import polars as pl
from scipy.stats import gamma

from karski.core import places
from karski.evaluation.intervals import LEVEL
from karski.evaluation.metrics._metric import Array

BINS = 10
MOST = 10  # rows of a list of misses


def calibration(
    cases: pl.DataFrame, *, bins: int = BINS, years: int = 1, level: float = LEVEL
) -> pl.DataFrame:
    """Count the onsets that came and were expected, from the lowest risks up.

    Parameters
    ----------
    cases : polars.DataFrame
        As `karski.evaluation.onset_cases.cases` gives them.
    bins : int
        Of equal count, by risk; equal risks, which may be parted, by year and place.
    years : int
        In how many rows one onset counts (``Target.years``).
    level : float
        Of the interval, in (0, 1).

    Returns
    -------
    polars.DataFrame, shape (bins, 9)
        bin from 1, country_years, lowest and highest risk, expected (sum of risks) and
        observed onsets, ratio (observed over expected) with low and high: the interval
        of a Poisson count [1]_, of ``observed / years`` onsets, because the rows of one
        onset come together. Null where no onset was expected; a bin without a case has
        no row.

    References
    ----------
    .. [1] Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28,
       437-442.

    Examples
    --------
    >>> key = {"place": [2, 20], "year": [1994, 1994]}
    >>> cases = pl.DataFrame({**key, "outcome": [0.0, 1.0], "risk": [0.1, 0.4]})
    >>> calibration(cases, bins=2)["ratio"].to_list()
    [0.0, 2.5]
    """
    ordered = cases.sort("risk", "year", "place")
    number = pl.int_range(pl.len()) * bins // pl.len() + 1
    table = ordered.group_by(number.alias("bin"), maintain_order=True).agg(
        country_years=pl.len(),
        lowest=pl.col("risk").min(),
        highest=pl.col("risk").max(),
        expected=pl.col("risk").sum(),
        observed=pl.col("outcome").sum(),
    )
    low, high = _poisson(table["observed"].to_numpy() / years, level)
    above_zero = pl.when(pl.col("expected") > 0).then("expected")
    return table.with_columns(
        ratio=pl.col("observed") / above_zero,
        low=pl.Series(low * years) / above_zero,
        high=pl.Series(high * years) / above_zero,
    )


def _poisson(count: Array, level: float) -> tuple[Array, Array]:
    tail = (1 - level) / 2
    low = np.where(count > 0, gamma.ppf(tail, np.maximum(count, 1e-9)), 0)
    return low, np.asarray(gamma.ppf(1 - tail, count + 1))


def misses(cases: pl.DataFrame, most: int = MOST) -> pl.DataFrame:
    """Return the onsets that were warned of least, the worst first.

    Parameters
    ----------
    cases : polars.DataFrame
        As `karski.evaluation.onset_cases.cases` gives them; of the target ``ewp`` each
        onset stands there once.
    most : int

    Returns
    -------
    polars.DataFrame
        place, country, year, rank (in its year, 1 the highest), ranked (how many
        country-years the year has), risk.
    """
    found = _listed(cases).filter(pl.col("outcome") == 1)
    ordered = found.sort(["rank", "risk", "year"], descending=[True, False, False])
    return ordered.drop("outcome").head(most)


def false_alarms(cases: pl.DataFrame, most: int = MOST) -> pl.DataFrame:
    """Return the highest risks that no onset followed, one for each country.

    Parameters
    ----------
    cases : polars.DataFrame
        As `karski.evaluation.onset_cases.cases` gives them; of the target ``2yr`` a
        false alarm had two years to come true.
    most : int

    Returns
    -------
    polars.DataFrame
        As `misses`, of each country the highest such risk, and ``times``: in how many
        years it was among the 30 highest with no onset.
    """
    quiet = _listed(cases, "listed").filter(pl.col("outcome") == 0)
    times = quiet.group_by("place").agg(times=pl.col("listed").sum())
    first = quiet.sort(["risk", "year"], descending=[True, False]).unique(
        "place", keep="first", maintain_order=True
    )
    return first.drop("outcome", "listed").join(
        times, on="place", how="left", maintain_order="left"
    )[:most]


def _listed(cases: pl.DataFrame, *more: str) -> pl.DataFrame:
    names = {number: place.name for number, place in places.table().items()}
    country = pl.col("place").replace_strict(names, return_dtype=pl.String)
    return cases.select(
        "place",
        "year",
        "rank",
        "risk",
        "outcome",
        *more,
        country=country,
        ranked=pl.len().over("year"),
    ).select("place", "country", "year", "rank", "ranked", "risk", "outcome", *more)
