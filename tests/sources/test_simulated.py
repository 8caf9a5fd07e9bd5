"""The simulated world: what is promised of it, and that its truth is the truth."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core import places
from karski.core.errors import SourceError
from karski.sources._simulated_world import PEOPLE
from karski.sources._source import load
from karski.sources.simulated import (
    SOURCE,
    World,
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
