"""What an issued forecast rests on, in the form in which a model would tell it."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from karski.forecasts.onset._issued import Issued
from karski.models._onset import Array, Cases
from karski.panel.onset import PREDICTORS

CALENDAR = "calendar"  # the predictor `year`; a table's key has that name


@dataclass(frozen=True, slots=True, eq=False)
class Remembered:
    """A model's contributions to the cases it was asked about when it was issued."""

    parts: dict[bytes, Array]

    def log_odds(self, values: Array) -> Array:
        """Return the sums of `contributions`."""
        odds: Array = self.contributions(values).sum(axis=1)
        return odds

    def contributions(self, values: Array) -> Array:
        """Return what the model said of these cases.

        A case is known by its values: a model says the same of equal ones.

        Raises
        ------
        KeyError
            The model was not asked about one of the cases.
        """
        return np.stack([self.parts[row.tobytes()] for row in values])


def cases_of(issued: Issued) -> Cases:
    """Return the country-years up to the origin."""
    table = issued.cases
    return Cases(
        table["place"].to_numpy(), table["year"].to_numpy(), _values(table), PREDICTORS
    )


def followed_of(issued: Issued) -> Array:
    """Return what came one, two ... years after each case; NaN where not known.

    Returns
    -------
    array, shape (cases, horizon)
    """
    ahead = range(1, issued.manifest.horizon + 1)
    return issued.cases.select(
        pl.col(f"onset_{years}").cast(pl.Float64) for years in ahead
    ).to_numpy()


def reasons_of(issued: Issued, fitted: int | None) -> Remembered:
    """Return the model as fitted for a base year; None: what likenesses rest on."""
    table = issued.resemblance
    if fitted is not None:
        table = issued.reasons.filter(fitted=fitted)
    joined = table.select("place", "year").join(
        issued.cases, on=["place", "year"], how="left", maintain_order="left"
    )
    parts = table.select("level", *_columns()).to_numpy()
    keys = (row.tobytes() for row in _values(joined))
    return Remembered(dict(zip(keys, parts, strict=True)))


def _columns() -> list[str]:
    return [CALENDAR if name == "year" else name for name in PREDICTORS]


def _values(table: pl.DataFrame) -> Array:
    return np.ascontiguousarray(table.select(_columns()).to_numpy())
