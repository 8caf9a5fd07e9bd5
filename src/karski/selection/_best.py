"""The one best panel: by standing first, then by the lot, exactly."""

from math import gcd

from ortools.sat.python.cp_model import IntVar, LinearExpr

from karski.selection._board import Board, of_people, panel
from karski.selection._search import Search, weighted
from karski.selection.candidates import Candidate
from karski.selection.kinds import Field
from karski.selection.lot import lot

BLOCK = 30  # candidates in a search of the lot: their powers of two stay exact


def best_panel(field: Field) -> tuple[tuple[Candidate, ...], Board] | None:
    """Return the best panel, and the board it was found on.

    Of the panels nearest to the rules those count with the least sum of the first level
    of standing, of those the ones with the least of the second, and so on. Of what is
    left, the lot chooses: in the order of their numbers, each candidate is taken whom
    some panel that is still left has. So there is exactly one answer.

    Returns
    -------
    (tuple of Candidate, Board) or None
        None where the solver's limit struck before anything was found.
    """
    board = of_people(field)
    if board is None:
        return None
    for level in range(len(field.levels)):
        costs = [field.standing(each)[level] for each, _ in board.seats]
        unit = gcd(*costs) or 1
        variables = [variable for _, variable in board.seats]
        board.search.least(weighted(variables, [cost // unit for cost in costs]))
    if not _alone(board):
        _draw(field, board)
    return panel(board), board


def _alone(board: Board) -> bool:
    """Say whether no other panel is as good."""
    pairs = zip(board.seats, board.search.values, strict=True)
    seated = [variable for (_, variable), value in pairs if value]
    if not seated:
        return True
    others = board.search.twin()
    others.model.add(LinearExpr.sum(seated) <= len(seated) - 1)
    return not others.possible()


def _draw(field: Field, board: Board) -> None:
    order = sorted(
        board.seats, key=lambda pair: (lot(field.seed, pair[0].id), pair[0].id)
    )
    left = sum(board.search.values)
    for start in range(0, len(order), BLOCK):
        if not left:
            return
        block = [variable for _, variable in order[start : start + BLOCK]]
        left -= _first(board.search, block)


def _first(search: Search, block: list[IntVar]) -> int:
    """Take of a block each that can be taken, the earliest first; return how many."""
    weights = [-(1 << at) for at in reversed(range(len(block)))]
    reached = search.least(weighted(block, weights))
    return 0 if reached is None else (-reached).bit_count()
