"""What is asked of a model of onsets, and one fit that answers it."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits

from karski import models
from karski.core.errors import MissingDataError
from karski.core.streams import stream
from karski.models import _onset_cases as onset_cases
from karski.models._onset import Array, Cases, Fitted, Integers
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS

HORIZONS = (1, 2)  # years ahead
SEED = 20140127  # any fixed number; the day the first V4 Prevention workshop began


@dataclass(frozen=True, slots=True)
class Question:
    """Whose onsets are forecast how far ahead, by which model.

    Attributes
    ----------
    model : str
        A name in `karski.models.onset_catalogue`.
    target : str
        ``mk_onset`` (any mass killing) or ``mk_onset_state`` (led by the state).
    horizon : int
        Years after the base year in one of which an onset counts: 1 or 2.
    seed : int
    """

    model: str = "onset"
    target: str = "mk_onset"
    horizon: int = 2
    seed: int = SEED

    def stream(self, *names: object) -> int:
        """Return the seed of one piece of work on this question."""
        return stream(self.seed, self.model, self.target, self.horizon, *names)


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """One fit: what to learn from, and what to forecast from.

    Attributes
    ----------
    model : str
    learn : Cases
    onset, weights : array, shape (cases learnt from,)
    places : array of int32, shape (cases forecast,)
    values : array, shape (cases forecast, predictors)
    origin : int
        The base year.
    seed : int
    """

    model: str
    learn: Cases
    onset: Array
    weights: Array
    places: Integers
    values: Array
    origin: int
    seed: int

    def fit(self) -> Fitted:
        """Fit the model."""
        random = np.random.default_rng(self.seed)
        entry = models.onset_catalogue()[self.model]
        with threadpool_limits(1):  # on more threads sums are rounded otherwise
            return entry.fit(self.learn, self.onset, self.weights, random)

    def log_odds(self) -> Array:
        """Fit the model, and return the log-odds of each place forecast."""
        return self.fit().log_odds(self.values)


def work_at(question: Question, panel: Panel, origin: int) -> Work:
    """Return the fit that forecasts from `origin`, of what was known then.

    Raises
    ------
    MissingDataError
        The panel does not reach the origin, holds too little up to it, or lacks
        predictors of every state at it.
    """
    known = panel.at(origin)
    learn, onset = onset_cases.known(
        known, question.target, question.horizon, PREDICTORS
    )
    every = onset_cases.cases(known, PREDICTORS)
    now = every.of(every.years == origin)
    if not len(now.places):
        raise MissingDataError(
            f"no state has every predictor of onsets in {origin}; forecast from an"
            f" earlier year: the last with a complete one is {every.years.max()}"
        )
    return Work(
        question.model,
        learn,
        onset,
        np.ones(len(onset)),
        now.places,
        now.values,
        origin,
        question.stream(origin),
    )


def forecast(asked: tuple[Question, Panel], origin: int) -> pl.DataFrame:
    """Return the log-odds of each place: place, year (the base year), log_odds."""
    work = work_at(*asked, origin)
    return pl.DataFrame(
        {
            "place": work.places,
            "year": np.full(len(work.places), work.origin, np.int32),
            "log_odds": work.log_odds(),
        }
    )
