"""Forecasts of past onsets, and what came, in the form in which they are scored."""

import polars as pl

from karski.evaluation.onset_cases import FIRST, History, history
from karski.evaluation.onset_file import Risks
from karski.forecasts.onset.forward import first_origin
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS


def past_of(panel: Panel, target: str, first: int) -> History:
    """Return what came, by the panel's column `target`, from forecast year `first` on.

    Raises
    ------
    MissingDataError
        The panel ends before `first`.
    """
    onsets = panel.frame.with_columns(mk_onset=pl.col(target)).drop_nulls("mk_onset")
    return history(onsets, [name for name in PREDICTORS if name != "year"], first=first)


def base_years(panel: Panel) -> range:
    """Return the base years of the forecasts that can be made and are scored.

    Choices were made on forecast years before `FIRST`.
    """
    return range(max(FIRST - 1, first_origin(panel) + 1), panel.as_of)


def risks_of(found: pl.DataFrame, name: str) -> Risks:
    """Return risks by base year as risks by first forecast year.

    Parameters
    ----------
    found : polars.DataFrame
        place, year (the base year), risk: of `karski.forecasts.onset.risks.risks`.
    name : str
        What tables call them.
    """
    return Risks(name, found.select("place", pl.col("year") + 1, "risk"))
