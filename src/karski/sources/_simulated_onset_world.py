"""A history of the invented countries by year, its truth, and its possible futures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core import places
from karski.core.months import MONTHS_A_YEAR, month_id, year_of
from karski.sources import _simulated_onset_process as process
from karski.sources import _simulated_predictors as predictors
from karski.sources._simulated_country import (
    Array,
    Counts,
    Mask,
    State,
    Traits,
    copies,
)
from karski.sources._simulated_world import SEED, traits_of

FIRST, YEARS = 1960, 65
WARM_UP = 25  # years lived before the first, so that history is already under way
LISTED_FROM = month_id(1946, 1)  # states listed from here on may be older
OLDEST = 1816
FUTURES = 200  # of each country-year, over which the second year's risk is averaged
REGIONS = {  # the producer knows six, this world four: two are halved, by number
    "Northmarch": ("reg.eur",),
    "Eastreach": ("reg.eap",),
    "Westshore": ("reg.na", "reg.mna"),
    "Southvale": ("reg.sca", ""),
}


@dataclass(frozen=True, slots=True)
class OnsetWorld:
    """One history of the invented countries by year.

    Attributes
    ----------
    seed : int
    places : array of int32, shape (places,)
        Numbers of all countries, also of those that begin later, ascending.
    traits : Traits
    states : tuple of State
        One for each year from `FIRST` on.
    """

    seed: int
    places: NDArray[np.int32]
    traits: Traits
    states: tuple[State, ...]

    @property
    def last(self) -> int:
        """Return the last year."""
        return self.states[-1].year

    def frame(self) -> pl.DataFrame:
        """Return what can be seen: a row for each year in which a state existed.

        Returns
        -------
        polars.DataFrame
            Sorted by ``place`` and ``year``; the columns of
            `karski.sources._simulated_predictors.seen`.
        """
        years = [predictors.seen(state, self.traits) for state in self.states]
        return self.table({name: [year[name] for year in years] for name in years[0]})

    def table(self, values: dict[str, list[Array]]) -> pl.DataFrame:
        """Return rows of the years in which states existed, from arrays by year.

        Parameters
        ----------
        values : dict of str to list of array
            An array of shape (places,) for each of `states`.
        """
        year = np.arange(FIRST, self.last + 1, dtype=np.int32)
        key = {
            "place": np.repeat(self.places, len(year)),
            "year": np.tile(year, len(self.places)),
        }
        stacked = {name: np.stack(each).T.ravel() for name, each in values.items()}
        every = pl.DataFrame({**stacked, **key}).select(*key, pl.exclude(*key))
        months = places.lifetimes(
            month_id(FIRST, 1), month_id(self.last, MONTHS_A_YEAR), simulated=True
        )
        in_year = (pl.col("month") - month_id(FIRST, 1)) // MONTHS_A_YEAR + FIRST
        existing = months.select("place", in_year.alias("year")).unique()
        return every.join(existing, on=["place", "year"], how="semi")


def simulate(seed: int = SEED, years: int = YEARS) -> OnsetWorld:
    """Live through `years` years from `FIRST` on, the same for the same arguments.

    Parameters
    ----------
    seed : int
        The countries' fragility is that of the monthly world of the same seed.
    years : int
        At least 1. A longer world begins with the shorter one.
    """
    numbers = [place.number for place in places.table().values() if place.simulated]
    apart = np.random.default_rng(seed).spawn(4)[3]  # three serve the monthly world
    for_traits, for_years = apart.spawn(2)
    traits = process.draw_traits(
        traits_of(seed).fragility,
        _founded(numbers, for_traits),
        _regions(numbers),
        for_traits,
    )
    state = process.begin(FIRST - WARM_UP - 1, traits, for_years)
    lived = _live(state, WARM_UP + years, traits, for_years)
    kept = tuple(lived[WARM_UP:])
    return OnsetWorld(seed, np.array(numbers, dtype=np.int32), traits, kept)


def continued(world: OnsetWorld, year: int, seed: int) -> OnsetWorld:
    """Return the same world up to `year`, and after it another future of its."""
    kept = world.states[: year - FIRST + 1]
    random = np.random.default_rng(seed)
    later = _live(kept[-1], world.last - year, world.traits, random)
    return replace(world, states=(*kept, *later))


def truth(world: OnsetWorld, futures: int = FUTURES) -> pl.DataFrame:
    """Return the true risks, which no table of Karski's ever holds.

    That of the next year is exact. That of two years is averaged over `futures` drawn
    lives of the year between, which adds an error of about 3 % of it.

    Returns
    -------
    polars.DataFrame
        place, year and the chance, given all of that year, that a mass killing begins
        in the next year (``true_risk_1``) or in the next two (``true_risk_2``); and
        the same of one that a state leads (``true_risk_state_1``, ``..._2``).
    """
    random = np.random.default_rng((world.seed, futures))
    found: dict[str, list[Array]] = {}
    for state in world.states:
        for name, state_led in (("true_risk", False), ("true_risk_state", True)):
            one, two = _risks(world, state, futures, random, state_led=state_led)
            found.setdefault(f"{name}_1", []).append(one)
            found.setdefault(f"{name}_2", []).append(two)
    return world.table(found)


def _founded(numbers: Sequence[int], random: np.random.Generator) -> Counts:
    """Return the year in which each state began; of the oldest, the table is silent."""
    listed = [places.table()[number].first for number in numbers]
    older = random.integers(OLDEST, year_of(LISTED_FROM), len(listed), endpoint=True)
    years = np.array([year_of(month) for month in listed], dtype=np.int64)
    return np.where(np.array(listed) <= LISTED_FROM, older, years)


def _regions(numbers: Sequence[int]) -> dict[str, Mask]:
    """Return who lies in each region; of six, those of the last have no flag."""
    lies_in = np.array([places.table()[number].region for number in numbers])
    found = {}
    for region, flags in REGIONS.items():
        (members,) = np.nonzero(lies_in == region)
        for flag, part in zip(flags, np.array_split(members, len(flags)), strict=True):
            found[flag] = np.isin(np.arange(len(numbers)), part)
    return {flag: mask for flag, mask in found.items() if flag}


def _live(
    state: State, years: int, traits: Traits, random: np.random.Generator
) -> list[State]:
    lived = []
    for _ in range(years):
        risk = predictors.risk(state, traits)
        began = random.random(risk.shape) < risk
        led = random.random(risk.shape) < process.state_led(state.year + 1)
        state = process.advance(state, began, began & led, traits, random)
        lived.append(state)
    return lived


def _risks(
    world: OnsetWorld,
    state: State,
    futures: int,
    random: np.random.Generator,
    *,
    state_led: bool,
) -> tuple[Array, Array]:
    """Return the chances of an onset that counts, in the next year and in two.

    The second year's is averaged over years between in which none that counts began,
    though one that does not may have: fewer draws serve than by counting onsets.
    """
    any_next = predictors.risk(state, world.traits)
    share = process.state_led(state.year + 1) if state_led else 1.0
    share_later = process.state_led(state.year + 2) if state_led else 1.0
    counted = any_next * share
    spared = (any_next - counted) / (1 - counted)
    other: Mask = random.random((futures, len(spared))) < spared
    none = np.zeros_like(other)
    between = process.advance(copies(state, futures), other, none, world.traits, random)
    later = predictors.risk(between, world.traits).mean(axis=0)
    return counted, 1 - (1 - counted) * (1 - later * share_later)
