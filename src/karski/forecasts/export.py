"""Draws in the layout of the ViEWS prediction challenge, for others to score.

``FOLDER/<model>/cm/window=Y2018/<model>_cm_2018.parquet`` with the columns
``month_id, country_id, draw, outcome``.
"""

from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core import places as known_places
from karski.core.files import whole

Codes: TypeAlias = Literal["views", "number"]


def submission(
    places: NDArray[np.int32],
    months: NDArray[np.int32],
    draws: NDArray[np.int32],
    codes: Codes,
) -> pl.DataFrame:
    """Return draws as a long table that the challenge's tools read.

    Parameters
    ----------
    places : array, shape (places,)
    months : array, shape (steps,)
    draws : array, shape (places, steps, size)
    codes : {"views", "number"}
        What stands in ``country_id``: the challenge's own number, or, for series that
        did not come from it, the Gleditsch-Ward number.

    Returns
    -------
    polars.DataFrame, shape (places * steps * size, 4)
        Sorted by month, country and draw; draws count from 0.

    Raises
    ------
    UnknownNameError
        A place has no number in the challenge.
    """
    ids = [int(p) if codes == "number" else known_places.to_views(p) for p in places]
    order = np.argsort(ids)
    sorted_ids = np.array(ids, np.int32)[order]
    _, steps, size = draws.shape
    return pl.DataFrame(
        {
            "month_id": np.repeat(months.astype(np.int32), len(ids) * size),
            "country_id": np.tile(np.repeat(sorted_ids, size), steps),
            "draw": np.tile(np.arange(size, dtype=np.int32), len(ids) * steps),
            "outcome": draws[order].transpose(1, 0, 2).ravel(),
        }
    )


def write_submission(
    folder: Path, model: str, window: int, table: pl.DataFrame
) -> Path:
    """Write one window of one model's submission, whole; return the file.

    Parameters
    ----------
    folder : pathlib.Path
    model : str
    window : int
        The calendar year forecast.
    table : polars.DataFrame
        As `submission` makes it.
    """
    place = folder / model / "cm" / f"window=Y{window}" / f"{model}_cm_{window}.parquet"
    with whole(place) as draft:
        table.write_parquet(draft)
    return place


def actuals(outcomes: pl.DataFrame, target: str, codes: Codes) -> pl.DataFrame:
    """Return what happened as the challenge writes it: month_id, country_id, outcome.

    Parameters
    ----------
    outcomes : polars.DataFrame
        place, month and `target`.
    """
    ids = pl.col("place")
    if codes == "views":
        pairs = {p: known_places.to_views(p) for p in outcomes["place"].unique()}
        ids = ids.replace_strict(pairs, return_dtype=pl.Int32)
    return outcomes.select(
        pl.col("month").alias("month_id"),
        ids.alias("country_id"),
        pl.col(target).alias("outcome"),
    ).sort("month_id", "country_id")
