"""Forecasts of the past as submissions to the challenge."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from karski.core.months import year_of
from karski.core.places import to_views
from karski.evaluation import _layout
from karski.evaluation._piece import Piece


def export(
    piece: Piece, folder: Path, country_of: Callable[[int], int] = to_views
) -> Path:
    """Write a piece as one window of a submission, whole or not at all.

    Parameters
    ----------
    piece : Piece
        Of the challenge's protocol: its months are one year's.
    folder : Path
        ``<model>/cm/window=Y2018/`` is made below it.
    country_of : callable
        Gives the challenge's ``country_id`` of a place.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ValueError
        The months lie in more than one year.
    """
    task = piece.task
    months = np.arange(task.origin + task.first, task.origin + task.last + 1)
    year = year_of(int(months[0]))
    if year_of(int(months[-1])) != year:
        raise ValueError(f"steps {task.first} to {task.last} are not one year's months")
    return _layout.write(
        folder,
        task.model,
        _layout.window_of(year),
        countries=np.array([country_of(p) for p in piece.places.tolist()], np.int32),
        months=months.astype(np.int32),
        draws=piece.draws,
    )
