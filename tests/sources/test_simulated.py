"""The simulated world: what is promised of it, and that its truth is the truth."""

from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from karski.core import places
from karski.core.errors import SourceError
from karski.sources import _simulated_process as process
from karski.sources._simulated_process import PEACE, WAR, State, Traits
from karski.sources._simulated_world import PEOPLE
from karski.sources._source import load
from karski.sources.simulated import (
    SOURCE,
    World,
    continuations,
    generate,
    simulate,
    write,
)


@pytest.fixture(scope="module")
def world() -> World:
    return simulate()


@pytest.fixture(scope="module")
def seen(world: World) -> pl.DataFrame:
    return world.frame()


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("once.csv", "again.csv"):
        generate(tmp_path / name)
    once, again = (tmp_path / n for n in ("once.csv", "again.csv"))
    assert once.read_bytes() == again.read_bytes()


def test_another_seed_gives_another_world(seen: pl.DataFrame) -> None:
    assert not simulate(seed=1).frame().equals(seen)


def test_a_longer_world_begins_with_the_shorter_one(world: World) -> None:
    short = simulate(months=60)
    assert np.array_equal(short.regime, world.regime[:60])
    for name in PEOPLE:
        assert np.array_equal(short.deaths[name], world.deaths[name][:60])


def test_states_have_rows_for_the_months_they_exist_and_no_others(
    world: World, seen: pl.DataFrame
) -> None:
    existing = places.lifetimes(world.first, world.last, simulated=True)
    assert seen.select("place", "month").equals(existing)
    assert len(seen) < len(world.places) * len(world.regime)


def test_types_of_violence_add_up_and_civilians_are_among_the_dead(
    seen: pl.DataFrame,
) -> None:
    by_type = seen.select("deaths_state_based", "deaths_non_state", "deaths_one_sided")
    assert seen["deaths_total"].to_list() == by_type.sum_horizontal().to_list()
    assert (seen["deaths_civilians"] >= seen["deaths_one_sided"]).all()
    assert (seen["deaths_civilians"] <= seen["deaths_total"]).all()


def test_the_default_world_has_ours_orders_of_magnitude(seen: pl.DataFrame) -> None:
    deaths = seen["deaths_state_based"].sort(descending=True).to_numpy()
    assert (deaths > 0).mean() == pytest.approx(0.14, abs=0.005)
    assert (deaths >= 100).mean() == pytest.approx(0.042, abs=0.001)
    assert (deaths >= 1000).mean() == pytest.approx(0.005, abs=0.0005)
    worst = deaths[: len(deaths) // 100].sum() / deaths.sum()
    assert worst == pytest.approx(0.61, abs=0.01)
    assert deaths.mean() == pytest.approx(27, abs=0.5)


def test_elections_recur_every_four_or_five_years(seen: pl.DataFrame) -> None:
    held = seen.filter(pl.col("elections") == 1).group_by("place").agg("month")
    gaps = {b - a for months in held["month"] for a, b in pairwise(sorted(months))}
    assert gaps == {48, 60}


def test_the_file_reads_back_as_the_world_it_was_written_from(
    tmp_path: Path,
) -> None:
    world = simulate(seed=5, months=30)
    write(world, tmp_path / "simulated.csv")
    reading = load(SOURCE, tmp_path / "simulated.csv")
    columns = [column.name for column in SOURCE.columns]
    assert (
        reading.frame.select(columns)
        .cast(pl.Int64)
        .equals(world.frame().select(columns))
    )
    assert (reading.first, reading.last) == (world.first, world.last)
    assert reading.version == "seed 5"


def test_a_changed_file_is_refused_by_row_and_value(tmp_path: Path) -> None:
    file = tmp_path / "simulated.csv"
    write(simulate(months=12), file)
    lines = file.read_text().splitlines()
    values = lines[4].split(",")
    total = lines[0].split(",").index("deaths_total")
    values[total] = str(int(values[total]) + 7)
    lines[4] = ",".join(values)
    file.write_text("\n".join(lines) + "\n")
    message = r"row 5, column 'deaths_total': '7' is not what seed 1944 gives"
    with pytest.raises(SourceError, match=message):
        load(SOURCE, file)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "simulated.csv"
    write(simulate(months=12), file)
    file.write_text("\n".join(file.read_text().splitlines()[:-1]) + "\n")
    with pytest.raises(SourceError, match="rows where seed 1944 gives"):
        load(SOURCE, file)


# The process does what its description says.


def alone(countries: int, fragility: float = 0.0) -> Traits:
    """Countries without neighbours, whose elections are never near month 30."""
    return Traits(
        fragility=np.full(countries, fragility),
        size=np.zeros(countries),
        election_cycle=np.full(countries, 60),
        election_offset=np.zeros(countries, dtype=np.int64),
        neighbours=np.zeros((countries, countries)),
    )


def all_in(regime: int, futures: int, intensity: float = 0.0) -> State:
    """Many futures of one country."""
    shape = (futures, 1)
    return State(
        month=29,
        regime=np.full(shape, regime, dtype=np.int8),
        intensity=np.full(shape, intensity),
        since_coup=np.full(shape, 99),
    )


def share_worse(state: State, traits: Traits, seed: int = 1) -> float:
    after = process.advance(state, traits, np.random.default_rng(seed))
    return float((after.regime > state.regime).mean())


MANY = 200_000


@pytest.fixture
def no_coups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "COUP", np.full(5, -np.inf))


@pytest.mark.usefixtures("no_coups")
@pytest.mark.parametrize("fragility", [0.0, 2.0])
def test_peace_ends_as_often_as_its_log_odds_say(fragility: float) -> None:
    odds = np.exp(process.WORSE[PEACE] + 1.1 * fragility)
    expected = odds / (1 + odds)
    found = share_worse(all_in(PEACE, MANY), alone(1, fragility))
    assert found == pytest.approx(expected, abs=4 * np.sqrt(expected / MANY))


@pytest.mark.usefixtures("no_coups")
def test_war_next_door_makes_war_more_likely() -> None:
    pair = replace(alone(2), neighbours=np.array([[0.0, 1.0], [1.0, 0.0]]))
    regime = np.tile(np.array([PEACE, WAR], dtype=np.int8), (MANY, 1))
    state = replace(all_in(PEACE, MANY), regime=regime)
    after = process.advance(state, pair, np.random.default_rng(1))
    odds = np.exp(process.WORSE[PEACE] + 1.5)
    found = (after.regime[:, 0] > PEACE).mean()
    assert found == pytest.approx(odds / (1 + odds), rel=0.1)


@pytest.mark.usefixtures("no_coups")
@pytest.mark.parametrize(("months_to_vote", "felt"), [(6, True), (7, False)])
def test_an_election_is_felt_six_months_before(months_to_vote: int, felt: bool) -> None:
    state = replace(all_in(PEACE, MANY), month=60 - months_to_vote - 1)
    odds = np.exp(process.WORSE[PEACE] + 0.6 * felt)
    found = share_worse(state, alone(1))
    assert found == pytest.approx(odds / (1 + odds), rel=0.06)


@pytest.mark.usefixtures("no_coups")
@pytest.mark.parametrize(("months_since", "felt"), [(6, True), (7, False)])
def test_a_coup_is_felt_for_six_months(months_since: int, felt: bool) -> None:
    state = all_in(PEACE, MANY)
    state = replace(state, since_coup=np.full((MANY, 1), months_since - 1))
    odds = np.exp(process.WORSE[PEACE] + 1.2 * felt)
    found = share_worse(state, alone(1))
    assert found == pytest.approx(odds / (1 + odds), rel=0.06)


def test_intensity_is_autoregressive(world: World) -> None:
    before, after = world.intensity[:-1].ravel(), world.intensity[1:].ravel()
    assert np.corrcoef(before, after)[0, 1] == pytest.approx(
        process.PERSISTENCE, abs=0.01
    )
    assert after.std() == pytest.approx(process.SPREAD, rel=0.05)


def test_deaths_in_war_have_the_stated_tail_index() -> None:
    dead = process.deaths(
        all_in(WAR, 1_000_000, intensity=3.0), alone(1), np.random.default_rng(2)
    )["deaths_state_based"].ravel()
    largest = np.sort(dead)[::-1][:2001].astype(float)
    hill = 1 / np.log(largest[:-1] / largest[-1]).mean()
    assert hill == pytest.approx(process.TAIL, rel=0.1)


# The oracle is calibrated, and the test can tell one that is not.

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
    random = np.random.default_rng(12)
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
