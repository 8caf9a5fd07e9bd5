"""The challenge's folders: ``<name>/cm/window=Y2018/*.parquet``."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core.errors import SubmissionError
from karski.core.files import whole

UNIT = "cm"  # country-month
MARK = "window="
KEY = ("month_id", "country_id")


def submissions(folder: Path) -> Mapping[str, Path]:
    """Return the submissions below `folder` by name.

    Raises
    ------
    SubmissionError
        There is no ``submissions`` folder, or none in it.
    """
    root = folder / "submissions"
    if not root.is_dir():
        raise SubmissionError(
            f"{folder} has no folder 'submissions'; expected"
            " submissions/<name>/cm/window=Y2018/*.parquet"
        )
    return below(root)


def below(root: Path) -> Mapping[str, Path]:
    """Return the submissions that lie right in `root`, by name.

    Raises
    ------
    SubmissionError
        There is no such folder, or none in it.
    """
    if not root.is_dir():
        raise SubmissionError(f"{root} is no folder of submissions")
    found = {path.name: path for path in _seen(root) if path.is_dir()}
    if not found:
        raise SubmissionError(f"{root} is empty; put each submission in its own folder")
    return found


def windows(folder: Path) -> Mapping[str, Path]:
    """Return the windows of a submission, or of the actuals, by name (``Y2018``)."""
    root = folder / UNIT
    if not root.is_dir():
        return {}
    return {
        path.name.removeprefix(MARK): path
        for path in _seen(root)
        if path.is_dir() and path.name.startswith(MARK)
    }


def files(window: Path) -> list[Path]:
    """Return the files of a window, hidden ones left aside."""
    return [path for path in _seen(window) if path.is_file()]


def window_of(year: int) -> str:
    """Return the name of the window that scores a year.

    Examples
    --------
    >>> window_of(2018)
    'Y2018'
    """
    return f"Y{year}"


def write(
    folder: Path,
    submission: str,
    window: str,
    *,
    countries: NDArray[np.int32],
    months: NDArray[np.int32],
    draws: NDArray[np.int32],
) -> Path:
    """Write one window of a submission as the challenge wants it, whole or not at all.

    Parameters
    ----------
    folder : Path
        What holds submissions; ``<submission>/cm/window=...`` is made below it.
    countries : array of int32, shape (countries,)
        The challenge's ``country_id``.
    months : array of int32, shape (months,)
    draws : array of int32, shape (countries, months, size)

    Returns
    -------
    pathlib.Path
        The file: ``month_id, country_id, draw`` (from 1) and ``outcome``.
    """
    size = draws.shape[2]
    rows = pl.DataFrame(
        {
            "month_id": np.tile(np.repeat(months, size), len(countries)),
            "country_id": np.repeat(countries, len(months) * size),
            "draw": np.tile(
                np.arange(1, size + 1, dtype=np.int32), len(countries) * len(months)
            ),
            "outcome": draws.ravel(),
        }
    )
    name = f"{submission}_{UNIT}_{window}.parquet"
    path = folder / submission / UNIT / f"{MARK}{window}" / name
    with whole(path) as draft:
        rows.write_parquet(draft)
    return path


def _seen(folder: Path) -> list[Path]:
    hidden = (".", "__")
    return sorted(p for p in folder.iterdir() if not p.name.startswith(hidden))
