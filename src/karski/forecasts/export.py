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
from karski.core.errors import MissingDataError
from karski.core.files import whole
from karski.core.months import MONTHS_A_YEAR, label, year_of
from karski.forecasts._forecast import Forecast

UNIT = "cm"  # country-month
MARK = "window="
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
    name = f"{model}_{UNIT}_{window}.parquet"
    place = folder / model / UNIT / f"{MARK}Y{window}" / name
    with whole(place) as draft:
        table.write_parquet(draft)
    return place


def write_forecast(folder: Path, forecast: Forecast, codes: Codes) -> list[Path]:
    """Write every whole calendar year of a forecast as a window, year by year.

    Months before the first January and after the last December are left out.

    Parameters
    ----------
    folder : pathlib.Path
    forecast : Forecast
    codes : {"views", "number"}
        As in `submission`.

    Returns
    -------
    list of pathlib.Path
        The files, by year.

    Raises
    ------
    MissingDataError
        No whole calendar year is in it.
    UnknownNameError
        A place has no number in the challenge.
    """
    years = _whole_years(forecast.months)
    if not years:
        months = (
            f"{label(int(forecast.months[0]))} to {label(int(forecast.months[-1]))}"
        )
        raise MissingDataError(
            f"{forecast.manifest} covers {months}, no whole calendar year, and the"
            " challenge's windows are years; forecast more months to export it"
        )
    written = []
    for year, inside in years.items():
        draws = forecast.draws[:, inside]
        table = submission(forecast.places, forecast.months[inside], draws, codes)
        written.append(write_submission(folder, forecast.manifest.model, year, table))
    return written


def _whole_years(months: NDArray[np.int32]) -> dict[int, slice]:
    """Return where each calendar year lies in consecutive `months`, if all of it does.

    Examples
    --------
    >>> _whole_years(np.arange(456, 456 + 14))  # from December 2017
    {2018: slice(1, 13, None)}
    """
    years = [year_of(month) for month in months.tolist()]
    return {
        year: slice(years.index(year), years.index(year) + MONTHS_A_YEAR)
        for year in dict.fromkeys(years)
        if years.count(year) == MONTHS_A_YEAR
    }
