"""Forecasts from every past year, each with nothing but what came before."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl

from karski import models
from karski.core.errors import MissingDataError
from karski.core.files import whole
from karski.core.parallel import spread
from karski.core.progress import Progress, silent
from karski.core.software import fingerprint
from karski.forecasts.onset._question import Question, forecast
from karski.panel._panel import Panel

YEARS_TO_LEARN = 6  # from the panel's first base year to the first forecast


@dataclass(frozen=True, slots=True)
class Kept:
    """Where finished fits are kept, so that an interrupted loop goes on.

    Attributes
    ----------
    folder : Path
        Such as ``Workspace.backtests``.
    data : str
        What the panel was made from, in words that change when it does.
    """

    folder: Path
    data: str

    def place_of(self, question: Question, origin: int) -> Path:
        """Return the file of one origin; data, code and seed are in its name."""
        key = f"{self.data}\n{fingerprint()}\n{question}"
        name = f"{origin}-{sha256(key.encode()).hexdigest()[:16]}.parquet"
        return self.folder / question.target / question.model / name


def first_origin(panel: Panel) -> int:
    """Return the first base year that anything is forecast from."""
    return int(panel.times[0]) + YEARS_TO_LEARN


def forward(
    question: Question,
    panel: Panel,
    origins: Sequence[int],
    kept: Kept | None = None,
    progress: Progress = silent,
) -> pl.DataFrame:
    """Forecast from each origin, fitting anew at each.

    Parameters
    ----------
    question : Question
    panel : Panel
        Of `karski.panel.onset`; each fit sees it cut at its origin.
    origins : sequence of int
        Base years.
    kept : Kept, optional
    progress : callable

    Returns
    -------
    polars.DataFrame
        place, year (the base year), log_odds; sorted by year and place. A
        country-year that lacks a predictor has no row.

    Raises
    ------
    MissingDataError
        An origin is outside the panel, or too little is known at it.
    UnknownNameError
        No model has that name.
    """
    _ = models.onset_catalogue()[question.model]
    files = {year: kept.place_of(question, year) for year in origins} if kept else {}
    done = {year: pl.read_parquet(f) for year, f in files.items() if f.exists()}
    wanted = [year for year in sorted(set(origins)) if year not in done]
    fits = spread(forecast, (question, panel), wanted, progress)
    for year, found in zip(wanted, fits, strict=True):
        done[year] = found
        if kept:
            with whole(files[year]) as draft:
                found.write_parquet(draft)
    if not done:
        raise MissingDataError("no base year to forecast from was given")
    return pl.concat(done[year] for year in sorted(done))
