"""The simulated world by year: what is promised of its table, and no contradiction."""

from itertools import groupby
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core import places
from karski.core.errors import SourceError
from karski.core.months import year_of
from karski.sources import ewp_predictors, simulated
from karski.sources._source import load
from karski.sources.simulated_onsets import (
    COLUMNS,
    SOURCE,
    OnsetWorld,
    continued,
    generate,
    simulate,
    truth,
    write,
)

NAMES = [column.name for column in COLUMNS]


@pytest.fixture(scope="module")
def world() -> OnsetWorld:
    return simulate()


@pytest.fixture(scope="module")
def seen(world: OnsetWorld) -> pl.DataFrame:
    return world.frame()


@pytest.fixture(scope="module")
def worlds() -> pl.DataFrame:
    """What can be seen of several worlds: rare things happen in some of them."""
    return pl.concat(
        simulate(seed).frame().with_columns(seed=seed) for seed in range(6)
    ).sort("seed", "place", "year")


def changes(worlds: pl.DataFrame, column: str | pl.Expr) -> pl.Series:
    """How much more a state has of it than the year before."""
    value = pl.col(column) if isinstance(column, str) else column
    return worlds.select(value.diff().over("seed", "place")).to_series().drop_nulls()


def later(worlds: pl.DataFrame, column: str) -> pl.Series:
    """A column, in all years of a state but its first."""
    first = pl.col("year") == pl.col("year").min().over("seed", "place")
    return worlds.filter(~first)[column]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("once.csv", "again.csv"):
        generate(tmp_path / name)
    once, again = (tmp_path / n for n in ("once.csv", "again.csv"))
    assert once.read_bytes() == again.read_bytes()


def test_another_seed_gives_another_world(seen: pl.DataFrame) -> None:
    assert not simulate(seed=1).frame().equals(seen)


def test_a_longer_world_begins_with_the_shorter_one(seen: pl.DataFrame) -> None:
    short = simulate(years=20).frame()
    assert short.equals(seen.filter(pl.col("year") < 1980))


def test_states_have_rows_for_the_years_they_exist_and_no_others(
    seen: pl.DataFrame,
) -> None:
    invented = [place for place in places.table().values() if place.simulated]
    expected = [
        (place.number, year)
        for place in invented
        for year in range(max(1960, year_of(place.first)), 2025)
    ]
    assert seen.select("place", "year").rows() == expected
    assert len(expected) < 60 * 65


def test_its_columns_are_those_of_the_early_warning_project() -> None:
    theirs = {c.name: c for c in ewp_predictors.COLUMNS if not c.ahead_years}
    ours = {c.name: c for c in COLUMNS}
    assert ours.keys() - theirs.keys() == {"mk_onset_state"}
    assert theirs.keys() - ours.keys() == set()
    facts = [(c.unit, c.least, c.greatest, c.type) for c in theirs.values()]
    same = [ours[name] for name in theirs]
    assert [(c.unit, c.least, c.greatest, c.type) for c in same] == facts


def test_a_model_finds_thirty_nine_predictors_and_none_is_constant(
    worlds: pl.DataFrame,
) -> None:
    predictors = [
        n for n in (*NAMES, "year") if n not in ("mk_onset", "mk_onset_state")
    ]
    assert len(predictors) == 39
    learnt = worlds.filter(pl.col("seed") == 0, pl.col("year") <= 1991)
    assert [n for n in predictors if learnt[n].n_unique() == 1] == []


def test_the_file_reads_back_as_the_world_it_was_written_from(tmp_path: Path) -> None:
    world = simulate(seed=5, years=12)
    write(world, tmp_path / "onsets.csv")
    reading = load(SOURCE, tmp_path / "onsets.csv")
    assert reading.frame.equals(world.frame().select("place", "year", *NAMES))
    assert (reading.first, reading.last, reading.version) == (1960, 1971, "seed 5")


def test_a_changed_file_is_refused_by_row_and_value(tmp_path: Path) -> None:
    file = tmp_path / "onsets.csv"
    write(simulate(years=3), file)
    lines = file.read_text().splitlines()
    values = lines[4].split(",")
    values[lines[0].split(",").index("gdppcgrowth")] = "1.23"
    lines[4] = ",".join(values)
    file.write_text("\n".join(lines) + "\n")
    message = r"row 5, column 'gdppcgrowth': '1.23' is not what seed 1944 gives"
    with pytest.raises(SourceError, match=message):
        load(SOURCE, file)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "onsets.csv"
    write(simulate(years=3), file)
    file.write_text("\n".join(file.read_text().splitlines()[:-1]) + "\n")
    message = "rows where seed 1944 gives.*pull simulated_onsets again"
    with pytest.raises(SourceError, match=message):
        load(SOURCE, file)


def test_the_countries_are_as_fragile_as_in_the_world_by_month(
    world: OnsetWorld,
) -> None:
    by_month = simulated.simulate(months=1)
    assert world.places.tolist() == by_month.places.tolist()
    assert np.array_equal(world.traits.fragility, by_month.traits.fragility)


def test_no_year_knows_of_a_later_one(world: OnsetWorld, seen: pl.DataFrame) -> None:
    other = continued(world, 1990, seed=7)
    past, future = pl.col("year") <= 1990, pl.col("year") > 1990
    assert other.frame().filter(past).equals(seen.filter(past))
    moved = [n for n in NAMES if not other.frame()[n].equals(seen[n])]
    fixed = {c for c in NAMES if c.startswith("reg.")} | {"efindex", "newcountry"}
    fixed |= {"year_sq", "countryage.new.log2", "includesnonstate"}
    assert set(NAMES) - set(moved) == fixed
    assert len(other.frame().filter(future)) == len(seen.filter(future))
    one, two = truth(world, 5), truth(other, 5)
    assert one.filter(past).equals(two.filter(past))


def test_last_years_onset_is_last_years_onset(worlds: pl.DataFrame) -> None:
    before = pl.col("mk_onset").shift(1).over("seed", "place").alias("before")
    both = worlds.select("mk_onset_prev_year", before).drop_nulls()
    assert both["mk_onset_prev_year"].equals(both["before"], check_names=False)
    assert both["before"].sum() > 0


def test_past_onsets_are_counted_and_never_forgotten(worlds: pl.DataFrame) -> None:
    counted = changes(worlds, "mean_mk_onset_interaction")
    assert counted.equals(later(worlds, "mk_onset"), check_names=False)
    ever = worlds["mean_mk_onset_interaction"] > 0
    assert ever.equals(worlds["mk_ever"] == 1, check_names=False)


def test_states_lead_all_killings_before_others_count_and_some_after(
    worlds: pl.DataFrame,
) -> None:
    onsets = worlds.filter(pl.col("mk_onset") == 1)
    assert (worlds["mk_onset_state"] <= worlds["mk_onset"]).all()
    led = {
        counts: rows["mk_onset_state"].mean()
        for (counts,), rows in onsets.group_by("includesnonstate")
    }
    assert led[0.0] == 1
    assert 0.5 < led[1.0] < 0.95
    assert worlds.filter(pl.col("includesnonstate") == 1)["year"].min() == 1989


def test_killings_go_on_from_their_onset_and_do_not_come_from_nowhere(
    worlds: pl.DataFrame,
) -> None:
    count = (2 ** pl.col("mk_ongoing_count_log2") - 1).round()
    assert (changes(worlds, count) <= later(worlds, "mk_onset")).all()
    begun = worlds.filter(pl.col("mk_onset") == 1)
    assert (begun["mk_ongoing_count_log2"] >= 1).all()
    targeted = worlds["widetargeting"] + worlds["narrowtargeting"]
    assert targeted.to_list() == [
        float(each > 0) for each in worlds["mk_ongoing_count_log2"]
    ]


def test_a_state_ages_by_a_year_and_is_new_for_three(worlds: pl.DataFrame) -> None:
    age = (2 ** pl.col("countryage.new.log2")).round()
    assert set(changes(worlds, age)) == {1.0}
    new = worlds.select(age <= 3).to_series()
    assert new.equals(worlds["newcountry"] == 1, check_names=False)
    assert new.any()


def test_a_coup_is_remembered_for_five_years(worlds: pl.DataFrame) -> None:
    spells = []
    for _, rows in worlds.group_by("seed", "place", maintain_order=True):
        runs = [(v, len(list(g))) for v, g in groupby(rows["coup.try.5yr"])]
        spells += [length for value, length in runs[1:-1] if value == 1]
    assert min(spells) == 5


def test_a_party_to_the_covenant_stays_one(worlds: pl.DataFrame) -> None:
    assert set(changes(worlds, "ios.iccpr1")) == {0.0, 1.0}
    assert worlds.filter(pl.col("ios.iccpr1") == 1)["year"].min() == 1977


def test_levels_exclude_each_other_and_the_year_is_squared(
    worlds: pl.DataFrame,
) -> None:
    bans = worlds.select(pl.sum_horizontal(f"partyban.new.{i}" for i in range(3)))
    assert set(bans.to_series()) == {1.0}
    regions = worlds.select(pl.sum_horizontal(pl.col("^reg[.].*$")))
    assert set(regions.to_series()) == {0.0, 1.0}
    assert worlds["year_sq"].to_list() == [float(y * y) for y in worlds["year"]]


def test_battle_deaths_are_none_or_at_least_twenty_five(worlds: pl.DataFrame) -> None:
    dead = worlds.filter(pl.col("battledeaths.log2") > 0)["battledeaths.log2"]
    assert (2**dead - 1).round().min() == 25
    assert 0.1 < len(dead) / len(worlds) < 0.25


def test_the_default_world_has_ours_orders_of_magnitude(seen: pl.DataFrame) -> None:
    first = seen.filter(pl.col("year") < 1993)["mk_onset"].mean()
    last = seen.filter(pl.col("year") >= 1993)["mk_onset"].mean()
    goes_on = (seen["mk_ongoing_count_log2"] > 0).mean()
    assert (first, last, goes_on) == (
        pytest.approx(0.023, abs=0.0005),
        pytest.approx(0.007, abs=0.0005),
        pytest.approx(0.13, abs=0.005),
    )
    assert seen["mk_onset"].sum() == 53
