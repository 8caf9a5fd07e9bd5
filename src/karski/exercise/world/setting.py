"""Where a world is lived: its communities, and the assumptions it is lived by."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from karski.exercise.chance import Array
from karski.exercise.world.assuming import PHASES, Assumptions
from karski.framework import FACTORS


@dataclass(frozen=True, slots=True)
class Community:
    """A group that lives in a region.

    Attributes
    ----------
    key : str
        ``region/group``; its chance hangs on it, so that no order of communities
        changes what happens to it.
    people : int
    factors : tuple of 14 floats
        The levels, 0..1, of the Framework's risk factors at the start. They are also
        the levels that it returns to when nothing happens.
    phase : int
        0 calm, 1 tension, 2 incidents, 3 attacks, 4 mass violence.
    trust : float
        In 0..1: in those who should protect it.
    neighbours : tuple of str
        Keys of the communities whose violence reaches it.
    """

    key: str
    people: int
    factors: tuple[float, ...]
    phase: int = 0
    trust: float = 0.5
    neighbours: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.people < 1:
            raise ValueError(f"{self.key} has {self.people} people; give 1 or more")
        if len(self.factors) != FACTORS or not _all_within(self.factors):
            raise ValueError(
                f"{self.key} must have {FACTORS} factors, each between 0 and 1"
            )
        if not 0 <= self.phase < PHASES:
            raise ValueError(
                f"{self.key} is in phase {self.phase}; give 0 to {PHASES - 1}"
            )
        if not _all_within((self.trust,)):
            raise ValueError(f"{self.key} trusts by {self.trust:g}; give 0 to 1")


def _all_within(values: Iterable[float]) -> bool:
    return all(0 <= value <= 1 for value in values)


@dataclass(frozen=True)
class Setting:
    """Communities, in any order, and the assumptions of their world.

    Raises
    ------
    ValueError
        A key stands twice, or a neighbour is no community of the setting.
    """

    communities: tuple[Community, ...]
    assumptions: Assumptions = field(default_factory=Assumptions.shipped)

    def __post_init__(self) -> None:
        if not self.communities:
            raise ValueError("a world needs a community; give one or more")
        if len(set(self.keys)) < len(self.keys):
            raise ValueError("a community stands twice; give each a key of its own")
        for community in self.communities:
            for neighbour in community.neighbours:
                if neighbour not in self.keys:
                    raise ValueError(
                        f"{neighbour}, a neighbour of {community.key}, is no community"
                    )

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The communities' keys, in the order of every array's second axis."""
        return tuple(community.key for community in self.communities)

    @cached_property
    def people(self) -> Array:
        """How many live in each, shape (communities,)."""
        return np.array([each.people for each in self.communities], float)

    @cached_property
    def reached_by(self) -> Array:
        """The share of each neighbour in what reaches a community; rows sum to 1 or 0.

        Shape (communities reached, communities that reach).
        """
        found = np.array(
            [
                [key in each.neighbours for key in self.keys]
                for each in self.communities
            ],
            float,
        )
        shares: Array = found / np.maximum(found.sum(1, keepdims=True), 1)
        return shares

    @cached_property
    def constants(self) -> dict[str, Array]:
        """The assumptions as arrays."""
        given = vars(self.assumptions)
        return {name: np.asarray(value, float) for name, value in given.items()}

    def place(self, key: str) -> int:
        """Return where a community stands on every array's second axis.

        Raises
        ------
        ValueError
        """
        if key not in self.keys:
            raise ValueError(f"no community {key}; they are {', '.join(self.keys)}")
        return self.keys.index(key)
