"""True futures are calibrated, and the test can tell some that are not."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from karski.core import places
from karski.sources import _simulated_process as process
from karski.sources._simulated_process import PEACE
from karski.sources._simulated_world import PEOPLE
from karski.sources.simulated import World, continuations, simulate


@pytest.fixture(scope="module")
def world() -> World:
    return simulate()


AHEAD, FUTURES = 6, 199


@dataclass(frozen=True)
class Case:
    """True futures six months after an origin, and what came, where there was unrest.

    `outcome` has shape (places,), `futures` (places, draws); by target.
    """

    outcome: dict[str, NDArray[np.int64]]
    futures: dict[str, NDArray[np.int32]]


@pytest.fixture(scope="module")
def cases(world: World) -> list[Case]:
    random = np.random.default_rng(11)
    origins = range(world.first + 24, world.last - AHEAD, AHEAD)
    return [case(world, origin, random) for origin in origins]


def case(world: World, origin: int, random: np.random.Generator) -> Case:
    futures = continuations(
        world, origin=origin, steps=AHEAD, size=FUTURES, random=random
    )
    alive = [p.number for p in places.existing(origin, simulated=True)]
    exists = np.isin(world.places, alive)
    restless = world.state(origin).regime > PEACE
    later = origin + AHEAD - world.first
    return Case(
        {name: world.deaths[name][later][exists & restless] for name in PEOPLE},
        {name: futures[name][restless[exists], -1] for name in PEOPLE},
    )


def pit(cases: list[Case], target: str, factor: float = 1.0) -> NDArray[np.float64]:
    """Randomised PIT, shape (outcomes,): uniform if the futures are true ones.

    That holds whatever the state at the origin was, and origins six months apart
    are independent of each other.
    """
    random = np.random.default_rng([12, PEOPLE.index(target)])
    outcome = np.concatenate([case.outcome[target] for case in cases])[:, None]
    drawn = np.concatenate([case.futures[target] for case in cases]) * factor
    below, ties = (drawn < outcome).sum(axis=1), (drawn == outcome).sum(axis=1)
    rank = below + random.integers(0, ties + 1)
    return (rank + random.random(len(rank))) / (FUTURES + 1)


def outside_bands(values: NDArray[np.float64], bins: int = 10) -> int:
    """Count the bins whose share lies outside its 99.9 % consistency band."""
    counts = np.histogram(values, bins=bins, range=(0, 1))[0]
    expected = len(values) / bins
    spread = np.sqrt(expected * (1 - 1 / bins))
    return int((abs(counts - expected) > 3.29 * spread).sum())


@pytest.mark.parametrize("target", PEOPLE)
def test_the_pit_of_the_oracle_is_uniform(cases: list[Case], target: str) -> None:
    assert outside_bands(pit(cases, target)) == 0


@pytest.mark.parametrize("target", PEOPLE)
@pytest.mark.parametrize("level", [0.5, 0.8, 0.9])
def test_intervals_of_the_oracle_cover_what_they_say(
    cases: list[Case], target: str, level: float
) -> None:
    covered = abs(pit(cases, target) - 0.5) < level / 2
    error = np.sqrt(level * (1 - level) / len(covered))
    assert covered.mean() == pytest.approx(level, abs=3.29 * error)


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_the_bands_catch_an_oracle_that_is_off_by_a_factor_of_two(
    cases: list[Case], factor: float
) -> None:
    assert outside_bands(pit(cases, "deaths_total", factor)) > 0


def test_a_true_future_adds_up_over_types_in_each_draw(world: World) -> None:
    futures = continuations(
        world, origin=world.last, steps=2, size=50, random=np.random.default_rng(3)
    )
    by_type = [futures[f"deaths_{kind}"] for kind in process.KINDS]
    assert np.array_equal(np.sum(by_type, axis=0), futures["deaths_total"])
    assert futures["deaths_total"].any()


def test_true_futures_know_nothing_later_than_the_origin(world: World) -> None:
    origin = world.first + 59
    short = simulate(months=60)
    for one, other in zip(
        *(
            continuations(
                w, origin=origin, steps=2, size=5, random=np.random.default_rng(0)
            ).values()
            for w in (world, short)
        ),
        strict=True,
    ):
        assert np.array_equal(one, other)
