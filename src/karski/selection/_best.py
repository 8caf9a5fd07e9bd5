"""The one best panel: by standing first, then by the lot, exactly."""

from collections.abc import Collection
from dataclasses import replace
from math import gcd

from ortools.sat.python.cp_model import IntVar, LinearExpr

from karski.selection._board import Board, of_people, panel
from karski.selection._search import Search, weighted
from karski.selection.candidates import Candidate
from karski.selection.kinds import Field
from karski.selection.lot import lot

BLOCK = 30  # candidates in a search of the lot: their powers of two stay exact

SCORE = "score"  # the level after which few are left of many
MANY = 300  # candidates beyond which those few are looked for
TURNS = 30  # searches for them


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
    for level, name in enumerate(field.levels):
        _least(field, board, level)
        many = name == SCORE and len(board.seats) > MANY
        few = _possible(board) if many else set()
        if 0 < 2 * len(few) < len(board.seats):
            found = best_panel(_only(field, few))
            if found:
                proven = found[1].search.proven and board.search.proven
                found[1].search.proven = proven
            return found
    if not _alone(board):
        _draw(field, board)
    return panel(board), board


def _least(field: Field, board: Board, level: int) -> None:
    costs = [field.standing(each)[level] for each, _ in board.seats]
    unit = gcd(*costs) or 1
    variables = [variable for _, variable in board.seats]
    board.search.least(weighted(variables, [cost // unit for cost in costs]))


def _only(field: Field, names: Collection[str]) -> Field:
    """Return the field of those named, who include all that hold a seat already."""
    kinds = (
        replace(kind, members=tuple(one for one in kind.members if one.id in names))
        for kind in field.kinds
    )
    return replace(field, kinds=tuple(kind for kind in kinds if kind.members))


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


def _possible(board: Board) -> set[str]:
    """Return all whom some panel as good has, and few others.

    Each search seats what it can of those not seen yet. Nobody where `TURNS` searches
    do not see them all.
    """
    enough = _with_scores_enough(board)
    if 2 * len(enough) < len(board.seats):
        return enough
    seen = {at for at, value in enumerate(board.search.values) if value}
    for _ in range(TURNS):
        others = board.search.twin()
        unseen = [v for at, (_, v) in enumerate(board.seats) if at not in seen]
        most = others.least(weighted(unseen, [-1] * len(unseen)))
        if not others.proven:
            break
        if not most:
            return {board.seats[at][0].id for at in seen}
        seen |= {at for at, value in enumerate(others.values) if value}
    return set()


def _with_scores_enough(board: Board) -> set[str]:
    """Return those who, beside the best of all, reach the score of the best panel."""
    seated = panel(board)
    scores = sorted((one.parts or 0 for one, _ in board.seats), reverse=True)
    reached = sum(one.parts or 0 for one in seated)
    least = reached - sum(scores[: len(seated) - 1])
    names = {one.id for one, _ in board.seats if (one.parts or 0) >= least}
    return names | {one.id for one in seated}


def _first(search: Search, block: list[IntVar]) -> int:
    """Take of a block each that can be taken, the earliest first; return how many."""
    weights = [-(1 << at) for at in reversed(range(len(block)))]
    reached = search.least(weighted(block, weights))
    return 0 if reached is None else (-reached).bit_count()
