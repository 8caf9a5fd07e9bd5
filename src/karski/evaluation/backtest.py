"""Forecasts of the past: made from what was known, scored by what came.

A model sees the panel up to the origin and no further; outcomes are read from the
later months of the same panel, for scoring only.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski import models
from karski.core.errors import MissingDataError
from karski.core.months import label, year_of
from karski.core.progress import Progress, silent
from karski.evaluation import exceedance
from karski.evaluation._outcomes import outcomes, places_at, sums_after, sums_before
from karski.evaluation._piece import SCORES, Piece, let_go
from karski.evaluation._store import Store
from karski.evaluation._task import Task
from karski.evaluation.metrics import _ensemble
from karski.evaluation.metrics.pit import pit_range
from karski.forecasts.odds import HORIZONS
from karski.models._model import Draws, Model, sample
from karski.panel._panel import Panel


def run(
    task: Task, panel: Panel, catalogue: Mapping[str, Model] | None = None
) -> Piece:
    """Draw one task's forecast and score it.

    Parameters
    ----------
    task : Task
    panel : Panel
        Reaching beyond the origin, for outcomes.
    catalogue : mapping of str to Model, optional
        Where ``task.model`` is looked up; else all models.

    Returns
    -------
    Piece

    Raises
    ------
    MissingDataError
        The panel cannot serve the task's target or origin.
    UnknownNameError
        No model has that name.
    """
    model = (models.catalogue() if catalogue is None else catalogue)[task.model]
    draws = sample(
        model,
        panel,
        task.target,
        origin=task.origin,
        steps=task.last,
        size=task.size,
        seed=task.stream,
    )
    places = places_at(panel, task.origin)
    first, last = task.origin + task.first, task.origin + task.last
    happened, left_out = outcomes(panel, task.target, places, first, last)
    scored = draws[:, task.first - 1 :]
    scores = _scores(task, panel, places, scored, happened)
    sums = _sums(task, panel, places, draws if model.joint else draws[:, :0])
    return Piece(task, places, scored, scores, sums, left_out)


def backtest(
    panel: Panel,
    tasks: Sequence[Task],
    *,
    store: Store | None = None,
    catalogue: Mapping[str, Model] | None = None,
    progress: Progress = silent,
    draws: bool = False,
) -> Iterator[Piece]:
    """Run tasks one after the other, giving each piece as soon as it is done.

    Parameters
    ----------
    panel : Panel
    tasks : sequence of Task
    store : Store, optional
        Pieces found there are not run again; others are kept there, each whole, so
        that an interrupted back-test goes on where it stopped.
    catalogue : mapping of str to Model, optional
    progress : callable
        Told how many tasks are done, of how many.
    draws : bool
        Whether the pieces carry their draws, which are large; else they are let go.

    Yields
    ------
    Piece

    Raises
    ------
    MissingDataError
        An origin or target is not in the panel; raised before anything is run.
    """
    _check(panel, tasks)
    for done, task in enumerate(tasks, start=1):
        piece = store.read(task, draws=draws) if store else None
        if piece is None:
            piece = run(task, panel, catalogue)
            if store:
                store.write(piece)
        progress(done, len(tasks))
        yield piece if draws else let_go(piece)


def _check(panel: Panel, tasks: Sequence[Task]) -> None:
    for task in tasks:
        if task.target not in panel.frame.columns:
            raise MissingDataError(f"the panel holds no {task.target!r}")
        if not panel.times[0] <= task.origin <= panel.as_of:
            raise MissingDataError(
                f"nothing can be forecast from {label(task.origin)}: the data of"
                f" {task.target} run from {label(int(panel.times[0]))} to"
                f" {label(panel.as_of)}"
            )


def _scores(
    task: Task,
    panel: Panel,
    places: NDArray[np.int32],
    draws: Draws,
    outcomes: NDArray[np.float64],
) -> pl.DataFrame:
    row, step = np.nonzero(~np.isnan(outcomes))
    happened, drawn = outcomes[row, step], draws[row, step]
    low, high = pit_range(happened, drawn)
    month = task.origin + task.first + step
    before = sums_before(panel, task.target, places, task.origin)
    columns = {
        "place": places[row],
        "step": task.first + step,
        "month": month,
        "year": [year_of(each) for each in month.tolist()],
        "past_year": before[row],
        "outcome": happened,
        "draws": np.full(len(row), draws.shape[2]),
        **dict(
            zip(_ensemble.ALL, _ensemble.score_fully(happened, drawn).T, strict=True)
        ),
        "pit_low": low,
        "pit_high": high,
    }
    rows = pl.DataFrame(columns).with_columns(pl.col("past_year").fill_nan(None))
    return task.name(rows, SCORES)


def _sums(
    task: Task, panel: Panel, places: NDArray[np.int32], draws: Draws
) -> pl.DataFrame:
    horizons = [months for months in HORIZONS if months <= draws.shape[1]]
    after = sums_after(panel, task.target, places, task.origin, horizons)
    before = sums_before(panel, task.target, places, task.origin)
    tables = []
    for months in horizons:
        totals = draws[:, :months].sum(axis=1, dtype=np.int64)
        tables.append(exceedance.chances(places, totals, months, after[months], before))
    rows = pl.concat(tables) if tables else pl.DataFrame(schema=exceedance.CHANCES)
    return task.name(rows, exceedance.SUMS)
