"""Where two sets of draws are not the same, country by country."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from karski.core.errors import SubmissionError
from karski.evaluation import _layout, _rows
from karski.evaluation._problems import Place

CELL = ("window", "country_id", "month_id")
SCHEMA = {
    "window": pl.String,
    "country_id": pl.Int32,
    "months": pl.UInt32,
    "first_month": pl.Int32,
    "largest": pl.Float64,
    "mean_ours": pl.Float64,
    "mean_theirs": pl.Float64,
}


def draws_of(submission: Path, window: str) -> pl.DataFrame:
    """Read a submission's draws of one window as they stand.

    Returns
    -------
    polars.DataFrame
        window, month_id, country_id, draw, outcome.

    Raises
    ------
    SubmissionError
        The window is missing or a file in it cannot be read.
    """
    place = Place(submission.name, window)
    folder = _layout.windows(submission).get(window)
    if folder is None:
        problem = place.problem("missing window", "the window is missing")
        raise SubmissionError(str(problem))
    tables = []
    for file in _layout.files(folder):
        rows, problems = _rows.read(Place(submission.name, window, file.name), file)
        if rows is None:
            raise SubmissionError(str(problems[-1]))
        tables.append(rows)
    if not tables:
        raise SubmissionError(str(place.problem("no file", "the folder is empty")))
    rows = pl.concat(tables, how="vertical_relaxed").drop("valid")
    return rows.select(pl.lit(window).alias("window"), *rows.columns)


def differences(ours: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """List each country and window in which two sets of draws differ.

    Draws of a country-month are compared in ascending order, so that neither their
    numbers nor their order matter.

    Parameters
    ----------
    ours, theirs : polars.DataFrame
        window, month_id, country_id, draw, outcome.

    Returns
    -------
    polars.DataFrame
        A row for each (window, country_id) that differs: in how many months, the
        first of them, the largest difference between two draws of the same rank, and
        the means of the draws in those months. Where one side has no draws of the
        month, or another number of them, `largest` is null.
    """
    pairs = _ranked(ours).join(
        _ranked(theirs), on=CELL, how="full", suffix="_theirs", coalesce=True
    )
    unequal = pairs.filter(pl.col("draws").ne_missing(pl.col("draws_theirs")))
    if not len(unequal):
        return pl.DataFrame(schema=SCHEMA)
    comparable = pl.col("draws").list.len() == pl.col("draws_theirs").list.len()
    gaps = (
        unequal.filter(comparable)
        .explode("draws", "draws_theirs")
        .group_by(CELL)
        .agg(largest=(pl.col("draws") - pl.col("draws_theirs")).abs().max())
    )
    found = (
        unequal.join(gaps, on=CELL, how="left")
        .group_by("window", "country_id")
        .agg(
            months=pl.len(),
            first_month=pl.col("month_id").min(),
            largest=pl.col("largest").max(),
            mean_ours=pl.col("draws").list.mean().mean(),
            mean_theirs=pl.col("draws_theirs").list.mean().mean(),
        )
    )
    typed = (pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    return found.select(typed).sort("window", "country_id")


def namesakes(folder: Path, ours: Path) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Compare each of our submissions with the one in `folder` that is named after it.

    Parameters
    ----------
    folder : Path
        Of the challenge's layout.
    ours : Path
        Holds our submissions; ``conflictology`` is compared with ``bm_conflictology``.

    Yields
    ------
    ours, theirs : str
        The two names.
    differences : polars.DataFrame
        As `differences` gives it, for the windows that both have.
    """
    theirs = _layout.submissions(folder)
    for name, path in _layout.below(ours).items():
        for other in (each for each in theirs if each.endswith(name)):
            both = sorted(
                _layout.windows(path).keys() & _layout.windows(theirs[other]).keys()
            )
            found = [
                differences(draws_of(path, window), draws_of(theirs[other], window))
                for window in both
            ]
            yield name, other, pl.concat([pl.DataFrame(schema=SCHEMA), *found])


def _ranked(draws: pl.DataFrame) -> pl.DataFrame:
    keys = [pl.col("window"), pl.col("country_id", "month_id").cast(pl.Int32)]
    typed = draws.select(*keys, draws=pl.col("outcome").cast(pl.Float64))
    return typed.group_by(CELL).agg(pl.col("draws").sort())
