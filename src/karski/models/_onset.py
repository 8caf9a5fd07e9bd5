"""What a model of onsets is: country-years in, risks and their reasons out."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Array: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Country-years, and what was known of each at its end.

    Attributes
    ----------
    places, years : array of int32, shape (cases,)
        The state's number and the base year: the last year whose data are in `values`.
    values : array, shape (cases, predictors)
        Finite: a country-year that lacks a predictor is no case.
    names : tuple of str
        What each predictor is called in the panel.
    """

    places: Integers
    years: Integers
    values: Array
    names: tuple[str, ...]

    def of(self, rows: NDArray[np.bool_]) -> "Cases":
        """Return the cases of these rows, in their order."""
        return Cases(self.places[rows], self.years[rows], self.values[rows], self.names)


class Fitted(Protocol):
    """A model of onsets after it has seen its training years."""

    def log_odds(self, values: Array) -> Array:
        """Return the log-odds of an onset, shape (cases,).

        Parameters
        ----------
        values : array, shape (cases, predictors)
        """
        ...

    def contributions(self, values: Array) -> Array:
        """Say what each predictor adds to the log-odds of an onset.

        Parameters
        ----------
        values : array, shape (cases, predictors)

        Returns
        -------
        array, shape (cases, 1 + predictors)
            First the level that all cases share, then a column for each predictor. A
            row sums to the log-odds of that case.
        """
        ...


class Fit(Protocol):
    """Learn from cases whose outcome is known."""

    def __call__(
        self, cases: Cases, onset: Array, weights: Array, random: np.random.Generator
    ) -> Fitted:
        """Return the fitted model.

        Parameters
        ----------
        cases : Cases
        onset : array, shape (cases,)
            1 where an onset followed within the horizon, else 0; both occur.
        weights : array, shape (cases,)
            How much each case counts; on average 1.
        random : numpy.random.Generator
        """
        ...


@dataclass(frozen=True, slots=True)
class OnsetModel:
    """A way to turn country-years into the risk that a mass killing begins.

    Attributes
    ----------
    recalibrated : bool
        Whether its forecasts are stretched and shifted by what came of earlier ones
        (`karski.models._onset_slope`).
    """

    title: str
    reference: str
    fit: Fit
    recalibrated: bool = False


def log_odds(risk: Array) -> Array:
    """Return the log-odds of risks in (0, 1)."""
    odds: Array = np.log(risk) - np.log1p(-risk)
    return odds


def risk(odds: Array) -> Array:
    """Return the risk of log-odds, in [0, 1]."""
    shares: Array = expit(odds)
    return shares
