"""What an invented country is in a year: its traits, and what the next depends on."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]
Levels: TypeAlias = NDArray[np.int8]
Mask: TypeAlias = NDArray[np.bool_]
HABITS = 14  # how many institutions waver on their own


@dataclass(frozen=True, slots=True)
class Traits:
    """What never changes about the countries; arrays of shape (places,).

    Attributes
    ----------
    fragility : array
        As in the monthly world; standard normal over the countries, unit 1.
    founded : array of int
        The year in which the state began.
    fractionalisation : array
        Ethnic, 0 to 1.
    openness, exclusion : array
        What the two return to, beside what all share.
    births : array
        Growth of the population in a year [log2 people].
    regions : mapping of str to array of bool
        Which countries lie in a region, by the name of its column.
    """

    fragility: Array
    founded: Counts
    fractionalisation: Array
    openness: Array
    exclusion: Array
    births: Array
    regions: Mapping[str, Mask]

    def exist(self, year: int) -> Mask:
        """Say which states exist in a year."""
        alive: Mask = self.founded <= year
        return alive


@dataclass(frozen=True, slots=True)
class Institutions:
    """How a country is ruled; arrays of shape (..., places).

    Attributes
    ----------
    openness, exclusion : array
    habits : array, shape (`HABITS`, ..., places)
        What makes each institution differ from what the two would give.
    covenant : array of bool
        Party to the first optional protocol of the ICCPR.
    since_coup : array of int
        Years since a coup was last attempted; 0 is this year.
    """

    openness: Array
    exclusion: Array
    habits: Array
    covenant: Mask
    since_coup: Counts


@dataclass(frozen=True, slots=True)
class Fighting:
    """Armed conflict in a year; arrays of shape (..., places)."""

    level: Levels
    battle_deaths: Counts


@dataclass(frozen=True, slots=True)
class People:
    """How many there are and how they fare; arrays of shape (..., places).

    Attributes
    ----------
    population : array
        [log2 people]
    infant_deaths : array
        Log of deaths per 1,000 live births.
    growth : array
        Of GDP per head in the year [%].
    """

    population: Array
    infant_deaths: Array
    growth: Array


@dataclass(frozen=True, slots=True)
class Killings:
    """Mass killings; arrays of shape (..., places).

    Attributes
    ----------
    began, by_state, began_before : array of bool
        Whether one began in the year; whether a state led it; in the year before.
    past : array of int
        How many have begun so far, this year's included.
    wide, narrow : array of int
        How many go on in the year, by whom they target.
    """

    began: Mask
    by_state: Mask
    began_before: Mask
    past: Counts
    wide: Counts
    narrow: Counts


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the years after `year` depend on."""

    year: int
    institutions: Institutions
    fighting: Fighting
    people: People
    killings: Killings


Part = TypeVar("Part", Institutions, Fighting, People, Killings)


def copies(state: State, futures: int) -> State:
    """Return a state as many times over: arrays of shape (..., futures, places)."""
    return State(
        state.year,
        _repeated(state.institutions, futures),
        _repeated(state.fighting, futures),
        _repeated(state.people, futures),
        _repeated(state.killings, futures),
    )


def _repeated(part: Part, futures: int) -> Part:
    return replace(
        part,
        **{
            field.name: np.repeat(getattr(part, field.name)[..., None, :], futures, -2)
            for field in fields(part)
        },
    )
