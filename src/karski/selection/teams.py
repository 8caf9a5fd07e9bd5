"""Teams that mix countries and sectors, and in which nobody meets somebody twice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from karski.core.errors import SelectionError
from karski.selection._grid import hold_even, plan
from karski.selection._search import solver, weighted
from karski.selection.candidates import Candidate, refuse_impossible
from karski.selection.lot import lot

LIMIT = 0.4  # deterministic time of a round [under a second]
MIXED = ("country", "sector")

Round: TypeAlias = tuple[tuple[str, ...], ...]
Pair: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Teams:
    """Teams of one or several rounds.

    Attributes
    ----------
    rounds : tuple of rounds
        The new ones: teams, each a tuple of ids in alphabetical order.
    repeats : int
        How often two people meet who have met in an earlier round, held or new.
    crowded : int
        How many people more or fewer than their even share a country or a sector has in
        a team, summed over teams and rounds; 0 is as mixed as can be.
    proven : bool
        Whether in each round, those before it given, fewer repeats are impossible.
    """

    rounds: tuple[Round, ...]
    repeats: int
    crowded: int
    proven: bool


def teams(
    people: Sequence[Candidate],
    number: int,
    *,
    rounds: int = 1,
    held: Iterable[Sequence[Sequence[str]]] = (),
    seed: int,
) -> Teams:
    """Put people into teams of equal size, or one apart.

    Round by round: the fewest pairs that have met before; with so few, the best mix.
    The order of the people does not matter; the seed's lot decides who is placed first.

    Parameters
    ----------
    people : sequence of Candidate
        Only ids, countries and sectors count. An unknown one is in no group.
    number : int
        Of teams, 1 to the number of people.
    rounds : int
        How many rounds to make.
    held : iterable of rounds
        Rounds held already, each some teams of ids; people who have left may be in
        them.

    Raises
    ------
    SelectionError
        Somebody is there twice, or there are more teams than people.

    Examples
    --------
    >>> four = [Candidate(name, None, None, None) for name in "ABCD"]
    >>> found = teams(four, 2, rounds=3, seed=1)
    >>> found.repeats, [len(each) for each in found.rounds]
    (0, [2, 2, 2])
    """
    refuse_impossible(list(people))
    if not 1 <= number <= len(people):
        raise SelectionError(
            f"{number} teams of {len(people)} people cannot be; give a number from 1 to"
            f" {len(people)}"
        )
    ordered = sorted(people, key=lambda one: (lot(seed, one.id), one.id))
    made = _rounds(ordered, number, rounds, [_as_round(each) for each in held])
    return Teams(
        tuple(each.teams for each in made),
        sum(each.repeats for each in made),
        sum(_crowd(people, each.teams) for each in made),
        all(each.proven for each in made),
    )


@dataclass(frozen=True, slots=True)
class _Made:
    teams: Round
    repeats: int
    proven: bool


def _rounds(
    people: Sequence[Candidate], number: int, rounds: int, held: Sequence[Round]
) -> list[_Made]:
    """Make rounds by the plan as long as those before it were, and then one by one."""
    planned = [_as_round(each) for each in plan(people, number, MIXED)]
    done = list(held)
    met = Counter(pair for each in done for team in each for pair in _pairs(team))
    made: list[_Made] = []
    for _ in range(rounds):
        turn = len(done)
        if done == planned[:turn] and turn < len(planned):
            made.append(_Made(planned[turn], 0, proven=True))
        else:
            made.append(_round(people, number, met))
        done.append(made[-1].teams)
        met.update(pair for team in done[-1] for pair in _pairs(team))
    return made


def _as_round(teams: Iterable[Iterable[str]]) -> Round:
    return tuple(sorted(tuple(sorted(team)) for team in teams))


def _crowd(people: Sequence[Candidate], teams: Round) -> int:
    """Count the people beyond or below an even share of a country or sector."""
    by_name = {one.id: one for one in people}
    found = 0
    for column in MIXED:
        groups = Counter(one.group(column) for one in people)
        for team in teams:
            inside = Counter(by_name[name].group(column) for name in team)
            found += sum(
                max(inside[group] - -(-size // len(teams)), 0)
                + max(size // len(teams) - inside[group], 0)
                for group, size in groups.items()
                if group is not None
            )
    return found


def _pairs(team: Iterable[str]) -> Iterator[Pair]:
    return map(frozenset, combinations(sorted(set(team)), 2))


def _round(people: Sequence[Candidate], number: int, met: Mapping[Pair, int]) -> _Made:
    """Make one round: without any repeat and perfectly mixed, or else the best."""
    for perfect in (True, False):
        model, places = _places(people, number)
        crowd = _crowded(model, people, places)
        again = _again(model, people, places, met)
        weight = 2 * len(MIXED) * len(people) + 1  # a repeat is worse than any crowd
        if perfect:
            model.add(crowd == 0)
            model.add(again == 0)
        else:
            model.minimize(weight * again + crowd)
        search = solver(LIMIT)
        status = search.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            repeats = search.value(again)
            proven = perfect or search.best_objective_bound > weight * (repeats - 1) + (
                weight - 1
            )
            return _Made(_read(people, places, search), repeats, proven or not repeats)
    raise SelectionError("the solver's limit struck before it found any teams")


def _places(
    people: Sequence[Candidate], number: int
) -> tuple[CpModel, list[list[IntVar]]]:
    """Return a model with a yes or no for each person and team."""
    model = CpModel()
    places = [[model.new_bool_var("") for _ in range(number)] for _ in people]
    for at, mine in enumerate(places):
        model.add_exactly_one(mine)
        for team in range(at + 1, number):  # teams are alike: number them as they fill
            model.add(mine[team] == 0)
    least = len(people) // number
    most = least + (len(people) % number > 0)
    for team in range(number):
        size = LinearExpr.sum([mine[team] for mine in places])
        model.add_linear_constraint(size, least, most)
    return model, places


def _crowded(
    model: CpModel, people: Sequence[Candidate], places: list[list[IntVar]]
) -> LinearExpr | int:
    """Return how far groups are from their even share, team by team [people]."""
    costs = []
    for column in MIXED:
        groups = Counter(one.group(column) for one in people)
        for name, size in groups.items():
            if name is None:
                continue
            mine = [
                row
                for one, row in zip(people, places, strict=True)
                if one.group(column) == name
            ]
            for team in zip(*mine, strict=True):
                costs.append(model.new_int_var(0, size, ""))
                hold_even(model, costs[-1], LinearExpr.sum(team), size, len(places[0]))
    return LinearExpr.sum(costs) if costs else 0


def _again(
    model: CpModel,
    people: Sequence[Candidate],
    places: list[list[IntVar]],
    met: Mapping[Pair, int],
) -> LinearExpr | int:
    """Return how often people meet again whom the same team has brought together."""
    again: list[IntVar] = []
    times: list[int] = []
    for (one, mine), (two, other) in combinations(zip(people, places, strict=True), 2):
        count = met.get(frozenset((one.id, two.id)), 0)
        if count == 0:
            continue
        together = model.new_bool_var("")
        for a, b in zip(mine, other, strict=True):
            model.add_bool_or([~a, ~b, together])
        again.append(together)
        times.append(count)
    return weighted(again, times)


def _read(
    people: Sequence[Candidate], places: list[list[IntVar]], found: cp_model.CpSolver
) -> Round:
    taken: list[list[str]] = [[] for _ in places[0]]
    for one, mine in zip(people, places, strict=True):
        team = next(at for at, place in enumerate(mine) if found.value(place))
        taken[team].append(one.id)
    return _as_round(taken)
