"""A world of invented countries: its past, its truth, and its possible futures."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core import places
from karski.core.months import label, month_id
from karski.sources import _simulated_process as process
from karski.sources._simulated_process import (
    Array,
    Counts,
    Regimes,
    State,
    Traits,
)

SEED = 1944
FIRST = month_id(1990, 1)
MONTHS = 420
WARM_UP = 240  # months lived before the first, so that wars are already under way
PEOPLE = (
    "deaths_state_based",
    "deaths_non_state",
    "deaths_one_sided",
    "deaths_civilians",
    "deaths_total",
)


@dataclass(frozen=True, slots=True)
class World:
    """One history of the invented countries, with what nobody could see in it.

    Attributes
    ----------
    seed : int
    first : int
        The first month (`karski.core.months`); months follow without a gap.
    places : array of int32, shape (places,)
        Numbers of all countries, also of those that begin later, ascending.
    traits : Traits
    deaths : mapping of str to array of int, shape (months, places)
        By the names in `PEOPLE` [people / month]. Territories are there before their
        states are; `frame` leaves those months out.
    regime, intensity, since_coup : array, shape (months, places)
        The latent state at the end of each month.
    """

    seed: int
    first: int
    places: NDArray[np.int32]
    traits: Traits
    deaths: Mapping[str, Counts]
    regime: Regimes
    intensity: Array
    since_coup: Counts

    @property
    def last(self) -> int:
        """Return the last month."""
        return self.first + len(self.regime) - 1

    def state(self, month: int) -> State:
        """Return the latent state at the end of `month`."""
        assert self.first <= month <= self.last, f"no {label(month)} in this world"
        row = month - self.first
        return State(month, self.regime[row], self.intensity[row], self.since_coup[row])

    def frame(self) -> pl.DataFrame:
        """Return what can be seen: a row for each month in which a state existed.

        Returns
        -------
        polars.DataFrame
            Sorted by ``place`` and ``month``; the columns in `PEOPLE`, ``elections``
            and ``coup_attempts`` (0 or 1, in the month), all whole numbers.
        """
        month = np.arange(self.first, self.last + 1, dtype=np.int32)
        since = [process.since_election(self.traits, int(m)) for m in month]
        seen = {
            **self.deaths,
            "elections": np.stack(since) == 0,
            "coup_attempts": self.since_coup == 0,
        }
        every = pl.DataFrame(
            {
                "place": np.repeat(self.places, len(month)),
                "month": np.tile(month, len(self.places)),
            }
            | {name: values.T.ravel().astype(np.int64) for name, values in seen.items()}
        )
        existing = places.lifetimes(self.first, self.last, simulated=True)
        return every.join(existing, on=["place", "month"], how="semi")


def simulate(seed: int = SEED, months: int = MONTHS, first: int = FIRST) -> World:
    """Live through `months` months, the same for the same arguments.

    Parameters
    ----------
    seed : int
    months : int
        At least 1. A longer world begins with the shorter one.
    first : int
        The first month that is kept.
    """
    numbers = _numbers()
    _, for_state, for_deaths = np.random.default_rng(seed).spawn(3)
    traits = traits_of(seed)
    state = _at_peace(first - WARM_UP - 1, len(numbers))
    states = []
    for _ in range(WARM_UP + months):
        state = process.advance(state, traits, for_state)
        states.append(state)
    kept = states[WARM_UP:]
    killed = [process.deaths(state, traits, for_deaths) for state in kept]
    return World(
        seed,
        first,
        np.array(numbers, dtype=np.int32),
        traits,
        {name: np.stack([month[name] for month in killed]) for name in PEOPLE},
        np.stack([state.regime for state in kept]),
        np.stack([state.intensity for state in kept]),
        np.stack([state.since_coup for state in kept]),
    )


def traits_of(seed: int) -> Traits:
    """Return what never changes about the countries of the world of `seed`."""
    (random,) = np.random.default_rng(seed).spawn(1)
    return process.draw_traits(_shares(places.neighbours(_numbers())), random)


def continuations(
    world: World, *, origin: int, steps: int, size: int, random: np.random.Generator
) -> dict[str, NDArray[np.int32]]:
    """Draw true futures: what could have followed the state at the end of `origin`.

    Nobody can forecast better than this: it knows the process, its parameters and the
    latent state. A draw is one joint future of all countries and months.

    Returns
    -------
    mapping of str to array of int32, shape (places, steps, size)
        By the names in `PEOPLE` [people / month], for the states that exist at
        `origin`, ascending.
    """
    alive = [p.number for p in places.existing(origin, simulated=True)]
    exists = np.isin(world.places, alive)
    shape = (int(exists.sum()), steps, size)
    futures = {name: np.empty(shape, dtype=np.int32) for name in PEOPLE}
    state = _copies(world.state(origin), size)
    for step in range(steps):
        state = process.advance(state, world.traits, random)
        for name, killed in process.deaths(state, world.traits, random).items():
            futures[name][:, step] = killed[:, exists].T
    return futures


def _numbers() -> list[int]:
    return [place.number for place in places.table().values() if place.simulated]


def _shares(touch: NDArray[np.bool_]) -> Array:
    shares: Array = touch / np.maximum(touch.sum(axis=1, keepdims=True), 1)
    return shares


def _at_peace(month: int, countries: int) -> State:
    long_ago = np.full(countries, process.NEAR + 1)
    return State(
        month, np.zeros(countries, dtype=np.int8), np.zeros(countries), long_ago
    )


def _copies(state: State, size: int) -> State:
    return State(
        state.month,
        np.repeat(state.regime[None], size, axis=0),
        np.repeat(state.intensity[None], size, axis=0),
        np.repeat(state.since_coup[None], size, axis=0),
    )
