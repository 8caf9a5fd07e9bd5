"""From log-odds to risks: the level set by the onsets that came before."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from karski import models
from karski.core.progress import Progress, silent
from karski.forecasts.onset._question import Question
from karski.forecasts.onset.forward import Kept, first_origin, forward
from karski.models._onset import Cases, risk
from karski.models._onset_cases import onsets
from karski.models._onset_level import Level, level
from karski.panel._panel import Panel


def risks(
    question: Question,
    panel: Panel,
    origins: Sequence[int],
    kept: Kept | None = None,
    progress: Progress = silent,
) -> pl.DataFrame:
    """Return the risk of each country-year, forecast from each origin.

    A model whose level follows what came (``OnsetModel.levelled``) is run from the
    panel's first origin on, so that there are earlier forecasts to learn it from.

    Returns
    -------
    polars.DataFrame
        place, year (the base year), log_odds (the level included), factor (by which
        the odds were multiplied), risk [1]; sorted by year and place.

    Raises
    ------
    MissingDataError, UnknownNameError
        As `forward`.
    """
    levelled = models.onset_catalogue()[question.model].levelled
    start = first_origin(panel) if levelled else min(origins)
    before = range(start, min(origins))
    found = forward(question, panel, [*before, *origins], kept, progress)
    factors = [
        level_at(question, panel, found, year).factor if levelled else 1.0
        for year in origins
    ]
    table = pl.DataFrame(
        {"year": list(origins), "factor": factors}, schema_overrides={"year": pl.Int32}
    )
    joined = found.join(table, on="year", maintain_order="left")
    odds = joined["log_odds"].to_numpy() + np.log(joined["factor"].to_numpy())
    return joined.with_columns(log_odds=odds, risk=risk(odds))


def level_at(
    question: Question, panel: Panel, found: pl.DataFrame, origin: int
) -> Level:
    """Learn the level from forecasts whose first year was over at `origin`.

    Parameters
    ----------
    question : Question
    panel : Panel
    found : polars.DataFrame
        Of `forward`; rows from `origin` on are not used.
    origin : int
        A base year.
    """
    earlier = found.filter(pl.col("year") < origin)
    came = _came(question, panel.at(origin), earlier)
    expected = risk(earlier["log_odds"].to_numpy()) / question.horizon
    table = earlier.select("year", came=came, expected=expected).drop_nulls()
    sums = table.group_by("year").agg(pl.col("came", "expected").sum()).sort("year")
    return level(sums["came"].to_numpy(), sums["expected"].to_numpy())


def _came(question: Question, known: Panel, rows: pl.DataFrame) -> pl.Series:
    """Return the onsets of the year after each row's base year; null if not known."""
    cases = Cases(
        rows["place"].to_numpy(),
        rows["year"].to_numpy(),
        np.empty((len(rows), 0)),
        (),
    )
    return pl.Series(onsets(known, question.target, cases, 1)).fill_nan(None)
