"""The world as a run of events tells it: what each community has come to."""

from collections.abc import Mapping
from dataclasses import dataclass

from karski.exercise.packs.pack import Pack
from karski.framework import FACTORS


@dataclass(frozen=True, slots=True)
class Place:
    """A community on a day.

    Attributes
    ----------
    phase : int
        0 calm, 1 tension, 2 incidents, 3 attacks, 4 mass violence.
    trust : float
        In 0..1.
    risk : float or None
        In 0..1; None before the first day has passed.
    incidents, deaths, displaced : int
        So far.
    factors : tuple of 14 floats
        The levels of the Framework's risk factors, 0..1, with measures at work.
    """

    phase: int
    trust: float
    risk: float | None
    incidents: int
    deaths: int
    displaced: int
    factors: tuple[float, ...]


def starting(pack: Pack) -> Mapping[str, Place]:
    """Return each community as the pack has it at the start."""
    return {
        each.key: Place(
            phase=each.phase,
            trust=each.trust,
            risk=None,
            incidents=0,
            deaths=0,
            displaced=0,
            factors=tuple(each.factors[number] for number in range(1, FACTORS + 1)),
        )
        for each in pack.communities
    }
