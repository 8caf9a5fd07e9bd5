"""From log-odds to risks: stretched and shifted by what came of earlier forecasts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from karski import models
from karski.core.progress import Progress, silent
from karski.forecasts.onset._question import Question
from karski.forecasts.onset.forward import Kept, first_origin, forward
from karski.models import _onset_cases as onset_cases
from karski.models._onset import Array, Cases, risk
from karski.models._onset_cases import outcomes
from karski.models._onset_slope import doubt, line
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS

LEAST_ONSETS = 10  # country-years with one: each of the elastic net's folds its own


@dataclass(frozen=True, slots=True)
class Recalibration:
    """What is done to a model's log-odds: `slope` times them, plus `shift`.

    Attributes
    ----------
    shift, slope : float
    covariance : tuple of three floats, or None
        How unsure the two are: variance of the shift, covariance, variance of the
        slope; None for a model that is taken as it is.
    """

    shift: float = 0.0
    slope: float = 1.0
    covariance: tuple[float, float, float] | None = None

    def draw(self, size: int, random: np.random.Generator) -> Array:
        """Return draws of shift and slope, shape (size, 2)."""
        mean = np.array([self.shift, self.slope])
        if self.covariance is None:
            return np.tile(mean, (size, 1))
        first, both, second = self.covariance
        return random.multivariate_normal(mean, [[first, both], [both, second]], size)


def risks(
    question: Question,
    panel: Panel,
    origins: Sequence[int],
    kept: Kept | None = None,
    progress: Progress = silent,
) -> pl.DataFrame:
    """Return the risk of each country-year, forecast from each origin.

    A model that is recalibrated (``OnsetModel.recalibrated``) is run from the panel's
    first origin on, so that there are earlier forecasts to learn from.

    Returns
    -------
    polars.DataFrame
        place, year (the base year), raw (the model's own log-odds), log_odds, risk [1];
        sorted by year and place.

    Raises
    ------
    MissingDataError, UnknownNameError
        As `forward`.
    """
    found = forecasts(question, panel, origins, kept, progress)
    made = recalibrations(question, panel, found, origins)
    table = pl.DataFrame(
        {
            "year": list(made),
            "shift": [each.shift for each in made.values()],
            "slope": [each.slope for each in made.values()],
        },
        schema_overrides={"year": pl.Int32},
    )
    joined = found.join(table, on="year", maintain_order="left")
    odds = joined.select(pl.col("shift") + pl.col("slope") * pl.col("raw")).to_series()
    return joined.select("place", "year", "raw", log_odds=odds).with_columns(
        risk=risk(odds.to_numpy())
    )


def forecasts(
    question: Question,
    panel: Panel,
    origins: Sequence[int],
    kept: Kept | None = None,
    progress: Progress = silent,
) -> pl.DataFrame:
    """Return the model's own log-odds from `origins` and all that they lean on.

    Returns
    -------
    polars.DataFrame
        place, year (the base year), raw.
    """
    before = range(0)
    if models.onset_catalogue()[question.model].recalibrated:
        before = range(_first_learnt(question, panel), min(origins))
    every = [*before, *origins]
    return forward(question, panel, every, kept, progress).rename({"log_odds": "raw"})


def _first_learnt(question: Question, panel: Panel) -> int:
    """Return the first origin with years and onsets enough to learn from.

    Of a rare target there may be none in the first years: forecasts from these cannot
    be made, and are not leant on.
    """
    every = onset_cases.cases(panel, PREDICTORS)
    came = outcomes(panel, question.target, question.horizon, every)
    known = np.sort(every.years[came == 1] + question.horizon)
    if len(known) < LEAST_ONSETS:
        return panel.as_of
    return max(first_origin(panel), int(known[LEAST_ONSETS - 1]))


def recalibrations(
    question: Question, panel: Panel, found: pl.DataFrame, origins: Sequence[int]
) -> dict[int, Recalibration]:
    """Learn each origin's recalibration from what came, by then, of earlier forecasts.

    Parameters
    ----------
    question : Question
    panel : Panel
    found : polars.DataFrame
        Of `forecasts`.
    origins : sequence of int
        Base years.
    """
    if not models.onset_catalogue()[question.model].recalibrated:
        return {year: Recalibration() for year in origins}
    return {year: _line(question, panel, found, year) for year in origins}


def _line(
    question: Question, panel: Panel, found: pl.DataFrame, origin: int
) -> Recalibration:
    earlier = found.filter(pl.col("year") < origin)
    came = outcomes(
        panel.at(origin), question.target, question.horizon, _cases(earlier)
    )
    settled = np.isfinite(came)
    years = earlier["year"].to_numpy()[settled]
    age = (years.max(initial=0) - years).astype(np.float64)
    seen = (earlier["raw"].to_numpy()[settled], came[settled], age)
    (first, both), (_, second) = doubt(*seen, question.horizon).tolist()
    return Recalibration(*line(*seen), (first, both, second))


def _cases(rows: pl.DataFrame) -> Cases:
    """Return country-years alone, without a predictor."""
    none = np.empty((len(rows), 0))
    return Cases(rows["place"].to_numpy(), rows["year"].to_numpy(), none, ())
