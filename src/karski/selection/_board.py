"""The seats as the solver sees them: rules, and what breaking them costs."""

from dataclasses import dataclass

from ortools.sat.python.cp_model import IntVar, LinearExpr

from karski.selection._search import Search, Sum, weighted
from karski.selection.candidates import Candidate
from karski.selection.kinds import Field, Kind


@dataclass(slots=True)
class Board:
    """A search for a panel.

    Attributes
    ----------
    take : list
        How many of each kind are seated.
    seats : list of (Candidate, IntVar)
        Whether each candidate is seated; empty where only kinds are counted.
    relaxed : bool
        Whether hard rules may be broken, at the least cost.
    """

    search: Search
    take: list[Sum]
    seats: list[tuple[Candidate, IntVar]]
    relaxed: bool = False


def of_kinds(field: Field) -> Board | None:
    """Return a board of numbers of each kind, settled by `_settled`."""
    return _settled(field, people=False)


def of_people(field: Field) -> Board | None:
    """Return a board with a yes or no for each candidate, settled by `_settled`."""
    return _settled(field, people=True)


def _settled(field: Field, *, people: bool) -> Board | None:
    """Narrow a board down to the panels that come nearest to the rules.

    First the hard rules hold, or are broken as little as can be; then as many seats are
    filled as these allow; then wishes are broken as little as can be. None where the
    solver's limit struck before anything was found.
    """
    board = _empty(field, people=people)
    if _nearest(field, board, hard=True) is not None:
        return board
    board = _empty(field, people=people)
    board.relaxed = True
    if board.search.least(_breaches(field, board, hard=True)) is None:
        return None
    return None if _nearest(field, board, hard=False) is None else board


def _nearest(field: Field, board: Board, *, hard: bool) -> int | None:
    if hard:
        for at, quota in enumerate(field.quotas):
            if quota.hard:
                most = field.seats if quota.high is None else quota.high
                board.search.model.add_linear_constraint(
                    _people(field, board, at), quota.low, most
                )
    wishes = _breaches(field, board, hard=False)
    worst = sum(q.weight * (field.seats + q.low) for q in field.quotas if not q.hard)
    free = field.seats - LinearExpr.sum(board.take)
    return board.search.least(free * (worst + 1) + wishes)


def _empty(field: Field, *, people: bool) -> Board:
    search = Search()
    board = Board(search, [], [])
    for kind in field.kinds:
        if people:
            board.take.append(_one_by_one(board, kind, field.seats))
        else:
            most = min(len(kind.members), field.seats)
            search.hinted.append(search.model.new_int_var(kind.seated, most, ""))
            board.take.append(search.hinted[-1])
    search.model.add(LinearExpr.sum(board.take) <= field.seats)
    return board


def _one_by_one(board: Board, kind: Kind, seats: int) -> Sum:
    """Seat people of a kind in their order, those who hold a seat first."""
    mine: list[IntVar] = []
    for at, candidate in enumerate(kind.members[:seats]):
        mine.append(board.search.model.new_bool_var(""))
        if at < kind.seated:
            board.search.model.add(mine[at] == 1)
        elif at:
            board.search.model.add_implication(mine[at], mine[at - 1])
        board.seats.append((candidate, mine[at]))
    board.search.hinted += mine
    return LinearExpr.sum(mine)


def _people(field: Field, board: Board, quota: int) -> Sum:
    return LinearExpr.sum(
        [
            n
            for n, kind in zip(board.take, field.kinds, strict=True)
            if quota in kind.quotas
        ]
    )


def _breaches(field: Field, board: Board, *, hard: bool) -> Sum:
    """Return what the hard rules, or the wishes, cost: weights times people."""
    costs: list[Sum] = []
    weights: list[int] = []
    for at, quota in enumerate(field.quotas):
        if quota.hard != hard:
            continue
        people = _people(field, board, at)
        bounds = [(quota.low - people, quota.low)] if quota.low else []
        if quota.high is not None:
            bounds.append((people - quota.high, field.seats))
        for missed, most in bounds:
            cost = board.search.model.new_int_var(0, most, "")
            board.search.model.add(cost >= missed)
            costs.append(cost)
            weights.append(quota.weight)
    return weighted(costs, weights)


def panel(board: Board) -> tuple[Candidate, ...]:
    """Return who is seated on a board of people, as the last search left it."""
    taken = zip(board.seats, board.search.values, strict=True)
    return tuple(candidate for (candidate, _), value in taken if value)
