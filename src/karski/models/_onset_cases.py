"""Country-years to learn from and to forecast from, as known at an origin."""

import numpy as np
import polars as pl

from karski.core.errors import MissingDataError
from karski.models._onset import Array, Cases
from karski.panel._panel import Panel

KEY = ("place", "year")


def cases(panel: Panel, predictors: tuple[str, ...]) -> Cases:
    """Return every country-year of the panel that lacks no predictor.

    Raises
    ------
    MissingDataError
        The panel lacks one of `predictors`, or has no complete country-year.
    """
    for name in predictors:
        if name not in panel.frame.columns:
            raise MissingDataError(f"the panel of onsets holds no {name!r}")
    complete = panel.frame.drop_nulls(predictors).sort(KEY)
    if not len(complete):
        raise MissingDataError(
            f"no country-year up to {panel.as_of} has every predictor of onsets"
        )
    return Cases(
        complete["place"].to_numpy(),
        complete["year"].to_numpy(),
        complete.select(predictors).cast(pl.Float64).to_numpy(),
        predictors,
    )


def lacking(panel: Panel, predictors: tuple[str, ...]) -> pl.DataFrame:
    """Return country-years without a forecast: place, year, the predictors missing."""
    missing = pl.concat_list(
        pl.when(pl.col(name).is_null()).then(pl.lit(name)) for name in predictors
    ).list.drop_nulls()
    rows = panel.frame.select(*KEY, missing.alias("missing"))
    return rows.filter(pl.col("missing").list.len() > 0).sort(KEY)


def outcomes(panel: Panel, target: str, horizon: int, found: Cases) -> Array:
    """Say whether an onset followed each case within the horizon.

    Parameters
    ----------
    panel : Panel
        Cut at the origin: what came later cannot be known.
    target : str
        The panel's column that is 1 in the year of an onset.
    horizon : int
        Years after the base year, at least 1.
    found : Cases

    Returns
    -------
    array, shape (cases,)
        1 or 0; NaN where the horizon goes beyond the origin or a year of it is
        missing (the state ended) without an onset in the others.

    Raises
    ------
    MissingDataError
        The panel holds no `target`.
    """
    if target not in panel.frame.columns:
        raise MissingDataError(
            f"the data at hand do not say {target!r}; import the episode list of the"
            " Early Warning Project with `karski data import FILE`"
        )
    years = [onsets(panel, target, found, ahead) for ahead in range(1, horizon + 1)]
    came = np.max(np.nan_to_num(years), axis=0)
    unknown = np.isnan(years).any(axis=0) & (came == 0)
    unknown |= found.years + horizon > panel.as_of
    return np.where(unknown, np.nan, came)


def onsets(panel: Panel, target: str, found: Cases, ahead: int) -> Array:
    """Return `target` so many years after each case; NaN where it is not known."""
    rows = pl.DataFrame({"place": found.places, "year": found.years + ahead})
    joined = rows.join(
        panel.frame.select(*KEY, target), on=KEY, how="left", maintain_order="left"
    )
    return joined[target].cast(pl.Float64).to_numpy()


def known(
    panel: Panel, target: str, horizon: int, predictors: tuple[str, ...]
) -> tuple[Cases, Array]:
    """Return the cases whose outcome is known at the panel's origin, and it.

    Raises
    ------
    MissingDataError
        As `cases` and `outcomes`; or none of the cases, or all, end in an onset.
    """
    found = cases(panel, predictors)
    came = outcomes(panel, target, horizon, found)
    settled = np.isfinite(came)
    if not 0 < np.nansum(came) < settled.sum():
        word = "no" if not np.nansum(came) else "every"
        raise MissingDataError(
            f"{word} one of {int(settled.sum())} country-years with a known outcome up"
            f" to {panel.as_of} ends in an onset ({target}); there is nothing to learn"
            " from: give more years"
        )
    return found.of(settled), came[settled]
