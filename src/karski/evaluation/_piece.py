"""What one task of a back-test gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.evaluation._task import NAMES, Task
from karski.evaluation.metrics import _ensemble
from karski.models._model import Draws

SCORES: Mapping[str, type[pl.DataType]] = {
    **NAMES,
    "place": pl.Int32,
    "step": pl.Int32,
    "month": pl.Int32,
    "year": pl.Int32,
    "past_year": pl.Float64,
    "outcome": pl.Float64,
    "draws": pl.Int32,
    **dict.fromkeys(_ensemble.ALL, pl.Float64),
    "pit_low": pl.Float64,
    "pit_high": pl.Float64,
}


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One model's forecast from one origin, and its scores.

    Attributes
    ----------
    task : Task
    places : array of int32, shape (places,)
    draws : array of int32, shape (places, steps, size)
        Of steps ``task.first`` to ``task.last`` [people / month]; of no place once
        they were let go, for they are large.
    scores : polars.DataFrame
        A row for each place and step whose outcome is known, with the columns of
        `SCORES`: ``past_year`` is deaths in the 12 months up to the origin, ``year``
        that of the month scored, ``pit_low`` and ``pit_high`` the range of the PIT.
    sums : polars.DataFrame
        A row for each place, number of months and threshold, with the columns of
        ``exceedance.SUMS``; none unless draw k is one possible future (``joint``).
    left_out : mapping of str to int
        Place-months without a score, by reason: ``ceased``, ``later``, ``missing``.
    """

    task: Task
    places: NDArray[np.int32]
    draws: Draws
    scores: pl.DataFrame
    sums: pl.DataFrame
    left_out: Mapping[str, int]


def let_go(piece: Piece) -> Piece:
    """Return the piece without its draws, so that their memory is free again."""
    none = np.empty((0, *piece.draws.shape[1:]), np.int32)  # a slice would hold all
    return replace(piece, draws=none)


def collect(pieces: Iterable[Piece]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the scores of all pieces in one table, and their sums in another."""
    pairs = [(piece.scores, piece.sums) for piece in pieces]
    scores, sums = zip(*pairs, strict=True)
    return pl.concat(scores), pl.concat(sums)
