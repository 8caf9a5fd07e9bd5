"""One search of the solver after another, each keeping what the last has reached.

CP-SAT runs on one thread, from one seed, within a limit counted in its own operations
and not in seconds: it does the same on every machine. Every cost is a whole number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExpr

Sum: TypeAlias = LinearExpr | IntVar | int
LIMIT = 20.0  # deterministic time of one search [about a second each on a slow machine]


def solver(limit: float = LIMIT) -> CpSolver:
    """Return a solver that answers alike everywhere."""
    found = CpSolver()
    found.parameters.num_workers = 1
    found.parameters.random_seed = 0
    found.parameters.max_deterministic_time = limit
    return found


@dataclass(slots=True)
class Search:
    """A model, narrowed cost by cost.

    Attributes
    ----------
    proven : bool
        Whether every cost so far is proven to be the least.
    values : list of int
        The variables `hinted`, as the last search left them.
    """

    model: CpModel = field(default_factory=CpModel)
    hinted: list[IntVar] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    proven: bool = True
    limit: float = LIMIT

    def least(self, cost: Sum) -> int | None:
        """Make a cost as small as it can be, and keep it so.

        Returns
        -------
        int or None
            The least cost; None where nothing satisfies the model.
        """
        self.model.minimize(cost)
        found = solver(self.limit)
        status = found.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return None
        if status == cp_model.UNKNOWN:
            self.proven = False
            return None
        self.proven = self.proven and status == cp_model.OPTIMAL
        reached = found.value(cost)
        self.model.add(cost <= reached)
        self._keep([found.value(each) for each in self.hinted])
        return reached

    def twin(self) -> "Search":
        """Return a search that goes on from here by itself."""
        return Search(
            self.model.clone(), self.hinted, self.values, self.proven, self.limit
        )

    def possible(self) -> bool:
        """Say whether anything satisfies the model."""
        self.model.clear_objective()
        return solver(self.limit).solve(self.model) != cp_model.INFEASIBLE

    def _keep(self, values: list[int]) -> None:
        self.values = values
        self.model.clear_hints()
        for variable, value in zip(self.hinted, values, strict=True):
            self.model.add_hint(variable, value)


def weighted(terms: Sequence[Sum], weights: Sequence[int]) -> Sum:
    """Return a weighted sum; 0 where there is nothing to add."""
    return LinearExpr.weighted_sum(terms, weights) if terms else 0
