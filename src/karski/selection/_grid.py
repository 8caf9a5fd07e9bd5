"""Rounds of teams planned together on a grid, so that nobody can meet twice.

People stand on a grid of as many columns as there are teams, a prime number p. In round
r the person in row a, column b sits in team (b + r a) mod p. Two people who share a
team in rounds r and s have (r - s)(a - a') = 0 modulo p, so they stand in one row, and
then in one column: they are the same person. (These are lines of the affine plane of
order p.) Who stands where is free: the solver chooses it so that countries and sectors
mix.

References
----------
Colbourn, C. J. and Dinitz, J. H., eds (2007). Handbook of Combinatorial Designs, 2nd
ed., sections III.3 and VII.2.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import product
from typing import TypeAlias

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from karski.selection._search import solver
from karski.selection.candidates import Candidate

PLANNED = 4  # rounds that are mixed together
LIMIT = 1.0  # deterministic time of the search

Kind: TypeAlias = tuple[str | None, ...]
Placing: TypeAlias = dict[Kind, list[IntVar]]


def plan(
    people: Sequence[Candidate], number: int, columns: Sequence[str]
) -> list[list[list[str]]]:
    """Return rounds of teams in which no two people meet twice.

    Parameters
    ----------
    people : sequence of Candidate
        Those who are alike in all `columns` stand in this order.
    number : int
        Of teams.
    columns : sequence of str
        What is mixed.

    Returns
    -------
    list of rounds
        At most `PLANNED`; none where the grid does not serve: the number of teams is no
        prime, a team would be larger than it, or the search's limit struck.
    """
    if not _prime(number) or len(people) > number**2:
        return []
    rounds = min(PLANNED, number)
    waiting: dict[Kind, list[str]] = {}
    for one in people:
        waiting.setdefault(tuple(map(one.group, columns)), []).append(one.id)
    order = _order({kind: len(ids) for kind, ids in waiting.items()}, number, rounds)
    standing = [waiting[kind].pop(0) for kind in order]
    made: list[list[list[str]]] = []
    for turn in range(rounds if standing else 0):
        teams: list[list[str]] = [[] for _ in range(number)]
        for at, name in enumerate(standing):
            teams[_team(at, turn, number)].append(name)
        made.append(teams)
    return made


def _prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, number))


def _team(at: int, turn: int, number: int) -> int:
    row, column = divmod(at, number)
    return (column + turn * row) % number


def _order(sizes: dict[Kind, int], number: int, rounds: int) -> list[Kind]:
    """Return whose kind stands at each place of the grid."""
    places = sum(sizes.values())
    model = CpModel()
    placed: Placing = {
        kind: [model.new_bool_var("") for _ in range(places)] for kind in sizes
    }
    for at in range(places):
        model.add_exactly_one(mine[at] for mine in placed.values())
    for kind, size in sizes.items():
        model.add(LinearExpr.sum(placed[kind]) == size)
    model.add(next(iter(placed.values()))[0] == 1)  # columns can be numbered anew
    model.minimize(LinearExpr.sum(_crowded(model, placed, sizes, number, rounds)))
    found = solver(LIMIT)
    if found.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return [
        next(kind for kind, mine in placed.items() if found.value(mine[at]))
        for at in range(places)
    ]


def hold_even(
    model: CpModel, cost: IntVar, inside: LinearExpr, size: int, number: int
) -> None:
    """Let a cost be at least how far a group is from its even share in one team."""
    model.add(cost >= inside - -(-size // number))
    model.add(cost >= size // number - inside)


def _crowded(
    model: CpModel, placed: Placing, sizes: dict[Kind, int], number: int, rounds: int
) -> list[IntVar]:
    """Return how far groups are from their even share, team by team [people]."""
    costs = [model.new_int_var(0, 0, "")]
    for column in range(len(next(iter(sizes)))):
        groups: Counter[str | None] = Counter()
        for kind, size in sizes.items():
            groups[kind[column]] += size
        for group, size in groups.items():
            mine = [placed[kind] for kind in placed if kind[column] == group]
            if group is None:
                continue
            for turn, team in product(range(rounds), range(number)):
                inside = [
                    place
                    for row in mine
                    for at, place in enumerate(row)
                    if _team(at, turn, number) == team
                ]
                costs.append(model.new_int_var(0, size, ""))
                hold_even(model, costs[-1], LinearExpr.sum(inside), size, number)
    return costs
