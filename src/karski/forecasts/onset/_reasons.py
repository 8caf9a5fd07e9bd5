"""What each predictor adds, for the countries of two years and for the past."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from karski.core.parallel import spread
from karski.core.progress import Progress, silent
from karski.forecasts.onset._question import Question, work_at
from karski.forecasts.onset.risks import Recalibration
from karski.models import _onset_cases as onset_cases
from karski.models._onset import Array, Cases, Fitted
from karski.models.onset import Blend
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS

LEVEL = "level"
KEY = ("fitted", "place", "year")


def reasons(
    question: Question,
    panel: Panel,
    made: dict[int, Recalibration],
    progress: Progress = silent,
) -> pl.DataFrame:
    """Return contributions of the models of some origins to the risks of all of them.

    Parameters
    ----------
    question : Question
    panel : Panel
    made : dict of int to Recalibration
        By origin; such as of this year and the one before.

    Returns
    -------
    polars.DataFrame
        fitted (the model's origin), place, year (of the data), level, and a column for
        each predictor: a row sums to the log-odds of the risk.
    """
    asked = (question, panel, tuple(made))
    tables = spread(_of_model, asked, tuple(made.items()), progress)
    return pl.concat(tables)


def resemblance(question: Question, panel: Panel, origin: int) -> pl.DataFrame:
    """Return contributions to every case up to `origin`, to find what resembles what.

    Of a blend, its forest is left out: its Shapley values of thousands of cases take
    many minutes. The recalibration, which is one for all cases, is left out too.

    Returns
    -------
    polars.DataFrame
        As `reasons`.
    """
    (table,) = spread(_of_likeness, (question, panel), [origin])
    return table


def _of_likeness(asked: tuple[Question, Panel], origin: int) -> pl.DataFrame:
    question, panel = asked
    fitted = work_at(question, panel, origin).fit()
    if isinstance(fitted, Blend):
        fitted = fitted.without_forest()
    every = onset_cases.cases(panel.at(origin), PREDICTORS)
    return _table(origin, every, fitted.contributions(every.values))


def _of_model(
    asked: tuple[Question, Panel, Sequence[int]], one: tuple[int, Recalibration]
) -> pl.DataFrame:
    question, panel, years = asked
    origin, line = one
    fitted = work_at(question, panel, origin).fit()
    every = onset_cases.cases(panel.at(max(years)), PREDICTORS)
    now = every.of(np.isin(every.years, years))
    return _table(origin, now, _recalibrated(fitted, line, now.values))


def _recalibrated(fitted: Fitted, line: Recalibration, values: Array) -> Array:
    parts = fitted.contributions(values) * line.slope
    parts[:, 0] += line.shift
    return parts


def _table(origin: int, cases: Cases, parts: Array) -> pl.DataFrame:
    columns = dict(zip((LEVEL, *cases.names), parts.T, strict=True))
    keys = {
        "fitted": np.full(len(parts), origin, np.int32),
        "place": cases.places,
        "year": cases.years,
    }
    calendar = columns.pop("year")  # the key has this name; the predictor gets another
    return pl.DataFrame({**keys, **columns, "calendar": calendar})
