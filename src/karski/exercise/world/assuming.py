"""Every constant of the model, each with its origin; none stands in code."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any, Self, TypeAlias

from karski.core.documents import parse
from karski.core.errors import DocumentError
from karski.exercise.world._assumption import Assumption
from karski.exercise.world._base_rates import BaseRates
from karski.framework import FACTORS

FILE = "base_rates.yaml"
PHASES = 5

Value: TypeAlias = float | tuple[float, ...]


@dataclass(frozen=True)
class Assumptions:
    """The constants that a world is lived by.

    Those of a phase are tuples of five, from calm to mass violence; those of a risk
    factor tuples of fourteen. `assumptions` says of each what it means, its unit, where
    it is from and what if it is wrong.
    """

    index_weights: tuple[float, ...]
    midpoint: float
    steepness: float
    distrust: float
    rise: tuple[float, ...]
    ease: tuple[float, ...]
    incidents: tuple[float, ...]
    deadly: tuple[float, ...]
    scale: tuple[float, ...]
    shape: float
    most_deaths: float
    violence_scale: float
    shock: float
    shock_weights: tuple[float, ...]
    contagion: float
    half_life: float
    reach: float
    growing_days: float
    fading_days: float
    trust_loss: float
    trust_half_life: float
    trust_gain: float
    fear: tuple[float, ...]
    displaced_by_incident: float
    displaced_by_death: float
    displaced_spread: float

    @classmethod
    def shipped(cls) -> Self:
        """Return those that Karski ships."""
        given: dict[str, Any] = {item.name: item.value for item in assumptions()}
        return cls(**given)

    def changed(self, name: str, change: Callable[[float], float]) -> Self:
        """Return these, with one changed: in each of its values if it has many."""
        value: Value = getattr(self, name)
        found = tuple(map(change, value)) if isinstance(value, tuple) else change(value)
        given: dict[str, Any] = {name: found}
        return replace(self, **given)


@cache
def base_rates() -> BaseRates:
    """Return the document of the model's constants and of their fit."""
    folder = files("karski.exercise.world")
    found = parse((folder / FILE).read_text(encoding="utf-8"), FILE, BaseRates)
    _whole(found.assumptions)
    return found


def assumptions() -> tuple[Assumption, ...]:
    """Return every assumption, in the order of `Assumptions`."""
    return base_rates().assumptions


def _whole(found: tuple[Assumption, ...]) -> None:
    names = [field.name for field in fields(Assumptions)]
    if [item.name for item in found] != names:
        raise DocumentError(
            f"{FILE}: its assumptions must be {', '.join(names)}, in this order"
        )
    for item in found:
        length = len(item.value) if isinstance(item.value, tuple) else 1
        if length not in {1, PHASES, FACTORS}:
            raise DocumentError(
                f"{FILE}: {item.name!r} has {length} values; give 1, one for each of"
                f" {PHASES} phases, or one for each of {FACTORS} risk factors"
            )
