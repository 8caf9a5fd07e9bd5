"""Forecasts of the past as submissions to the challenge."""

from pathlib import Path

import numpy as np

from karski.core.months import year_of
from karski.evaluation._piece import Piece
from karski.forecasts.export import Codes, submission, write_submission


def export(piece: Piece, folder: Path, codes: Codes = "views") -> Path:
    """Write a piece as one window of a submission, whole or not at all.

    Parameters
    ----------
    piece : Piece
        Of the challenge's protocol: its months are one year's. It has its draws.
    folder : Path
        ``<model>/cm/window=Y2018/`` is made below it.
    codes : {"views", "number"}
        As in `karski.forecasts.export.submission`.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError
        The months lie in more than one year.
    """
    task = piece.task
    first, last = task.origin + task.first, task.origin + task.last
    year = year_of(first)
    if year_of(last) != year:
        raise ValueError(f"steps {task.first} to {task.last} are not one year's months")
    months = np.arange(first, last + 1, dtype=np.int32)
    table = submission(piece.places, months, piece.draws, codes)
    return write_submission(folder, task.model, year, table)
