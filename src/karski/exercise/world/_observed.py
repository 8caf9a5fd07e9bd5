"""What is measured, in the same way, of real areas and of the model's.

Each statistic is a ratio of two sums over areas, so that resampling areas, or whole
countries of them, is a sum again. An area is *at risk* in a period of 30 days if an
incident killed somebody there in the `MEMORY` periods before; only then is it counted.
The class of a period goes by its deaths, so that it can be seen from outside, as a
phase cannot.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from karski.exercise.chance import Array

Whole: TypeAlias = NDArray[np.int64]

PERIOD = 30  # days
MEMORY = 24  # periods
YEAR_ON = 12  # periods
MOST = 1000  # deaths of one event that are counted in means
FROM = (1, 10, 100)  # the least deaths of a period in each class above quiet
CLASSES = ("quiet", "incidents", "attacks", "mass violence")
SIZES = (2, 5, 10, 25, 100)
REPETITIONS = 1000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Killing:
    """Incidents that killed, one a row, and the areas and periods they happened in.

    Attributes
    ----------
    area, day, deaths : array of int
        Areas are numbered from 0, days too; deaths are 1 or more.
    clusters : array of int, shape (areas,)
        The country, or the simulated ring, that an area belongs to.
    periods : int
        How many were watched.
    """

    area: Whole
    day: Whole
    deaths: Whole
    clusters: Whole
    periods: int


@dataclass(frozen=True, slots=True)
class Statistic:
    """A ratio: its name, what it is in plain words, its unit, and its sums by area."""

    name: str
    title: str
    unit: str
    above: Array
    below: Array


@dataclass(frozen=True, slots=True)
class Watched:
    """Events and deaths by area and period, and which periods were at risk."""

    events: Array
    deaths: Array
    counted: Array
    at_risk: NDArray[np.bool_]
    level: Whole


def statistics(killing: Killing) -> list[Statistic]:
    """Return everything that is measured."""
    watched = _watched(killing)
    return [
        *_shares(watched),
        *_changes(watched),
        *_amounts(watched),
        *_sizes(killing),
        *_rhythm(killing),
    ]


def _watched(killing: Killing) -> Watched:
    shape = (len(killing.clusters), killing.periods)
    place = (killing.area, killing.day // PERIOD)
    events, deaths, counted = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    np.add.at(events, place, 1)
    np.add.at(deaths, place, killing.deaths)
    np.add.at(counted, place, np.minimum(killing.deaths, MOST))
    before = np.cumsum(np.pad(events, ((0, 0), (1, 0))), axis=1)
    recent = before[:, MEMORY:-1] - before[:, : -MEMORY - 1]
    at_risk = np.zeros(shape, bool)
    at_risk[:, MEMORY:] = recent > 0
    return Watched(events, deaths, counted, at_risk, np.digitize(deaths, FROM))


def _ratio(
    name: str, title: str, unit: str, of: NDArray[np.bool_], counted: Array
) -> Statistic:
    """Return the mean of `counted` where `of` holds."""
    return Statistic(name, title, unit, (counted * of).sum(1), of.sum(1).astype(float))


def _shares(watched: Watched) -> list[Statistic]:
    return [
        _ratio(
            f"share {name}",
            f"Share of periods at risk with {name}",
            "1",
            watched.at_risk,
            (watched.level == number).astype(float),
        )
        for number, name in enumerate(CLASSES)
    ]


def _changes(watched: Watched) -> list[Statistic]:
    found = []
    now, then = watched.level[:, :-1], watched.level[:, 1:]
    for before, first in enumerate(CLASSES):
        of = watched.at_risk[:, :-1] & (now == before)
        for after, second in enumerate(CLASSES):
            found.append(
                _ratio(
                    f"{first} to {second}",
                    f"Chance of {second} in the period after one with {first}",
                    "1",
                    of,
                    (then == after).astype(float),
                )
            )
    of = watched.at_risk[:, :-YEAR_ON] & (now[:, : 1 - YEAR_ON] > 0)
    later = (watched.level[:, YEAR_ON:] > 0).astype(float)
    title = "Chance of killing twelve periods after a period with killing"
    return [*found, _ratio("a year on", title, "1", of, later)]


def _amounts(watched: Watched) -> list[Statistic]:
    events = [
        _ratio(
            f"events in {name}",
            f"Deadly events in a period with {name}",
            "events",
            watched.at_risk & (watched.level == number),
            watched.events,
        )
        for number, name in enumerate(CLASSES)
        if number
    ]
    title = f"Deaths in a period at risk, of one event {MOST} at most"
    return [
        *events,
        _ratio("deaths", title, "people", watched.at_risk, watched.counted),
    ]


def _sizes(killing: Killing) -> list[Statistic]:
    areas = len(killing.clusters)
    all_of_them = _counts(killing.area, areas)
    return [
        Statistic(
            f"at least {least}",
            f"Share of deadly events with at least {least} deaths",
            "1",
            _counts(killing.area[killing.deaths >= least], areas),
            all_of_them,
        )
        for least in SIZES
    ]


def _counts(area: Whole, areas: int) -> Array:
    return np.bincount(area, minlength=areas).astype(np.float64)


def _rhythm(killing: Killing) -> list[Statistic]:
    """Return how often a day of killing is followed by another, soon after."""
    areas, length = len(killing.clusters), killing.periods * PERIOD
    days = np.unique(killing.area * length + killing.day)
    area = days // length
    gap = np.append(np.where(area[1:] == area[:-1], np.diff(days), length), length)
    total = _counts(area, areas)
    titles = {
        1: "Chance of killing on the day after a day with killing",
        7: "Chance of killing within a week after a day with killing",
    }
    return [
        Statistic(
            f"again in {within}",
            title,
            "1",
            _counts(area[gap <= within], areas),
            total,
        )
        for within, title in titles.items()
    ]


def values(found: list[Statistic]) -> Array:
    """Return the statistics' values, in their order; NaN where nothing was counted."""
    above = np.array([each.above.sum() for each in found])
    below = np.array([each.below.sum() for each in found])
    value: Array = np.divide(
        above, below, out=np.full_like(above, np.nan), where=below > 0
    )
    return value


def intervals(found: list[Statistic], clusters: Whole, seed: int = 0) -> Array:
    """Return 95 % intervals by a bootstrap of whole clusters, shape (statistics, 2)."""
    names, member = np.unique(clusters, return_inverse=True)
    sums = [
        np.stack([np.bincount(member, part, len(names)) for part in parts], axis=1)
        for parts in ([each.above for each in found], [each.below for each in found])
    ]
    random = np.random.default_rng(seed)
    size = len(names)
    weights = random.multinomial(size, np.full(size, 1 / size), REPETITIONS)
    above, below = weights @ sums[0], weights @ sums[1]
    many = np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
    ends = np.full((len(found), 2), np.nan)
    known = ~np.isnan(many).all(0)
    outside = (1 - LEVEL) / 2
    ends[known] = np.nanquantile(many[:, known], [outside, 1 - outside], axis=0).T
    return ends
