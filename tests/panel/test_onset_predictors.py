"""Predictors made again from primary sources: each column's rule, and each gap."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.panel.onset_predictors import (
    economy,
    institutions,
    killings,
    people,
    setting,
    violence,
)
from karski.panel.onset_predictors._world import Predictor, World
from karski.panel.onset_predictors.compare import compare
from karski.sources.ewp_episodes import by_year

CUBA, TANZANIA, ZANZIBAR, NORTH, SOUTH = 40, 510, 511, 678, 680
SAID: Mapping[str, tuple[str, ...]] = {
    "wdi": ("wdi_population", "wdi_gdp_growth"),
    "maddison": ("maddison_population", "maddison_gdp_per_capita"),
    "hief": ("hief_fractionalisation",),
    "epr": ("epr_discrimpop",),
    "un_infant_mortality": ("un_infant_mortality",),
    "ucdp_battle_deaths": ("battle_deaths_within_states",),
    "ewp_coups": ("coup_tried",),
    "iccpr": ("iccpr_first_protocol",),
}
Rows = Sequence[tuple[float | None, ...]]


def frame(columns: Sequence[str], rows: Rows) -> pl.DataFrame:
    names = ["place", "year", *columns]
    made = pl.DataFrame(rows, dict.fromkeys(names, pl.Float64), orient="row")
    return made.with_columns(pl.col("place", "year").cast(pl.Int32))


def world(
    years: Mapping[int, Sequence[int]], born: int = 1902, **said: Rows | pl.DataFrame
) -> World:
    """Return country-years of the base data, and what the sources say of them."""
    rows = [(place, year, born) for place, span in years.items() for year in span]
    readings = {"ewp_base": frame(["base_independence_year"], rows)}
    for name, given_rows in said.items():
        readings[name] = (
            given_rows
            if isinstance(given_rows, pl.DataFrame)
            else frame(SAID[name], given_rows)
        )
    return World.of(readings)


def named(found: Iterator[Predictor], name: str) -> Predictor:
    return next(one for one in found if one.name == name)


def fills(one: Predictor) -> list[int]:
    return [int(rows.sum()) for rows in one.fills.values()]


# -- killings -------------------------------------------------------------------------


def episode(
    place: int, first: int, last: int | None, leader: str = "state_led"
) -> dict:
    states = dict.fromkeys(killings_states(), None)
    return {
        "code": "-",
        "leader": leader,
        "first": first,
        "last": last,
        "ethnic_groups": 1,
        **states,
        "location": place,
    }


def killings_states() -> tuple[str, ...]:
    ends = ("", "_inheritor", "_inheritor_2")
    return tuple(who + end for who in ("location", "responsible") for end in ends)


def listed(*episodes: dict, last: int = 2024) -> pl.DataFrame:
    years = dict.fromkeys(("first", "last", *killings_states()), pl.Int32)
    table = pl.DataFrame(episodes, schema_overrides=years)
    return by_year(table.with_columns(pl.col("ethnic_groups").cast(pl.Int64)), last)


def test_an_onset_counts_whoever_led_and_a_state_led_one_apart() -> None:
    both = listed(
        episode(CUBA, 1990, 1990),
        episode(CUBA, 1990, 1990, "non_state_led"),
        episode(CUBA, 1991, 1991, "non_state_led"),
    )
    found = killings.predictors(world({CUBA: range(1989, 1993)}, ewp_episodes=both))
    columns = {one.name: one.values.to_list() for one in found}
    assert columns["mk_onset"] == [0, 1, 1, 0]
    assert columns["mk_onset_state"] == [0, 1, 0, 0]
    assert columns["mk_onset_prev_year"] == [0, 0, 1, 1]
    assert columns["mk_ongoing_count_log2"] == [0, pytest.approx(np.log2(3)), 1, 0]
    assert columns["mean_mk_onset_interaction"] == [0, 1, 2, 2]
    assert columns["mk_ever"] == [0, 1, 1, 1]
    assert columns["narrowtargeting"] == [0, 1, 1, 0]


def test_zanzibar_counts_with_tanzania() -> None:
    one = listed(episode(ZANZIBAR, 1964, 1964))
    found = killings.predictors(world({TANZANIA: [1963, 1964]}, ewp_episodes=one))
    assert named(found, "mk_onset_state").values.to_list() == [0, 1]


def test_after_the_lists_last_year_nothing_is_known() -> None:
    one = listed(episode(CUBA, 2019, 2020), last=2020)
    found = killings.predictors(world({CUBA: range(2018, 2023)}, ewp_episodes=one))
    columns = {one.name: one.values.to_list() for one in found}
    assert columns["mk_onset_state"] == [0, 1, 0, None, None]
    assert columns["mk_onset_prev_year"] == [0, 0, 1, 0, None]


def test_a_country_without_an_episode_is_counted_as_filled() -> None:
    one = listed(episode(CUBA, 2020, 2020))
    two = world({CUBA: [2020], TANZANIA: [2019, 2020]}, ewp_episodes=one)
    onset = named(killings.predictors(two), "mk_onset")
    assert (onset.values.to_list(), fills(onset)) == ([1, 0, 0], [2])


@given(
    starts=st.lists(st.integers(1960, 2010), min_size=1, max_size=5),
    length=st.integers(0, 20),
    later=st.integers(1960, 2010),
)
def test_an_episode_changes_no_year_before_its_own(
    starts: list[int], length: int, later: int
) -> None:
    before = [episode(CUBA, year, year + length) for year in starts]
    names = ("mk_onset", "mk_onset_state", "mk_ever", "mk_ongoing_count_log2")
    tables = []
    for episodes in (before, [*before, episode(CUBA, later, None)]):
        one = world({CUBA: range(1960, later)}, ewp_episodes=listed(*episodes))
        found = {p.name: p.values for p in killings.predictors(one)}
        tables.append(pl.DataFrame([found[name].rename(name) for name in names]))
    assert tables[0].equals(tables[1])


# -- economy --------------------------------------------------------------------------

INCOMES = [1.0, 2.0, 3.0, 6.0]  # Maddison's: growth of 100, 50 and 100 %
GROWTHS = [None, 10.0, 5.0, None]  # the World Bank's: a tenth of it


def economies(**more: Rows) -> World:
    years = range(2000, 2006)
    people_ = [(CUBA, y, 2.0**y_, None) for y_, y in enumerate(years)]
    bank = [
        (p, y, n, GROWTHS[y - 2000] if y < 2004 else None) for p, y, n, _ in people_
    ]
    other = [(CUBA, 2000 + i, 4.0**i, income) for i, income in enumerate(INCOMES)]
    return world(
        {CUBA: years, NORTH: [1989, 1990], SOUTH: [1989]},
        wdi=[*bank, *more.get("wdi", [])],
        maddison=[*other, *more.get("maddison", [])],
    )


def by_row(one: World, predictor: Predictor) -> dict[tuple[int, int], float | None]:
    keys = one.rows.select("ccode", "year").iter_rows()
    values = [None if v is None else round(v, 9) for v in predictor.values]
    return dict(zip(keys, values, strict=True))


def test_growth_is_the_banks_else_maddisons_translated_else_the_last_one() -> None:
    one = economies()
    growth = named(economy.predictors(one), "gdppcgrowth")
    cuba = [value for (code, _), value in by_row(one, growth).items() if code == CUBA]
    assert cuba == [None, 10, 5, 10, 10, 10]
    assert fills(growth) == [1, 2]


def test_population_is_translated_from_maddison_where_the_bank_has_none() -> None:
    # log2 of the bank's is half of Maddison's
    one = economies(maddison=[(NORTH, 1989, 2.0**10, None)])
    population = named(economy.predictors(one), "popsize.log2")
    assert by_row(one, population)[(678, 1989)] == 5
    assert fills(population) == [1]


def test_the_banks_yemen_is_south_yemen_until_1989_and_never_the_north() -> None:
    bank = [(NORTH, 1989, 8.0, None), (NORTH, 1990, 16.0, None)]
    one = economies(wdi=bank)
    found = by_row(one, named(economy.predictors(one), "popsize.log2"))
    assert [found[key] for key in ((678, 1989), (680, 1989), (679, 1990))] == [
        None,
        3,
        4,
    ]


# -- people ---------------------------------------------------------------------------


def test_values_are_carried_on_and_discrimination_back_and_both_are_counted() -> None:
    one = world(
        {CUBA: range(2010, 2015), TANZANIA: [2010]},
        hief=[(CUBA, 2011, 0.25), (CUBA, 2012, 0.5)],
        epr=[(CUBA, 2011, 0.25), (CUBA, 2013, 0.5)],
        un_infant_mortality=[(CUBA, 2012, 9.0)],
    )
    found = {each.name: each for each in people.predictors(one)}
    assert found["efindex"].values.to_list() == [None, 0.25, 0.5, 0.5, 0.5, None]
    assert fills(found["efindex"]) == [2]
    shares = found["discrimpop"].values.to_list()
    assert shares == [0.25, 0.25, 0.25, 0.5, 0.5, None]
    assert fills(found["discrimpop"]) == [2, 1]
    assert found["un_imr_sqrt"].values.to_list() == [None, None, 3, None, None, None]


# -- violence -------------------------------------------------------------------------


def test_battle_deaths_are_zero_before_the_source_and_missing_after_it() -> None:
    one = world(
        {CUBA: range(1988, 1993)},
        ucdp_battle_deaths=[(CUBA, 1989, 31), (TANZANIA, 1991, 63)],
    )
    deaths = violence.predictors(coups(one))
    found = named(deaths, "battledeaths.log2")
    assert found.values.to_list() == [0, 5, 0, 0, None]
    assert fills(found) == [2, 1]


def coups(one: World, *rows: tuple[int, int, int]) -> World:
    listed_ = frame(SAID["ewp_coups"], rows or [(CUBA, 1900, 1)])
    deaths = frame(SAID["ucdp_battle_deaths"], [(CUBA, 1989, 0)])
    return World(
        one.rows, {"ucdp_battle_deaths": deaths, **one.readings, "ewp_coups": listed_}
    )


def test_a_coup_counts_in_its_year_and_four_more() -> None:
    one = coups(world({CUBA: range(1999, 2008)}), (CUBA, 2001, 1), (TANZANIA, 2006, 0))
    found = named(violence.predictors(one), "coup.try.5yr")
    assert found.values.to_list() == [0, 0, 1, 1, 1, 1, 1, 0, None]
    assert fills(found) == [3]


def test_a_coup_before_the_states_first_row_counts() -> None:
    one = coups(world({CUBA: [2004, 2005]}), (CUBA, 2000, 1), (CUBA, 2005, 0))
    found = named(violence.predictors(one), "coup.try.5yr")
    assert found.values.to_list() == [1, 0]


# -- institutions and setting ---------------------------------------------------------


def institution(scale: str, level: float | None) -> dict[str, float | None]:
    scales = {f"vdem_{s}" for s, _, _ in institutions.LEVELS.values()}
    same = {f"vdem_{name}" for name in institutions.SAME}
    row = dict.fromkeys(sorted(scales | same), 4.0) | {f"vdem_{scale}": level}
    reading = frame(list(row), [(CUBA, 2020, *row.values())])
    found = institutions.predictors(world({CUBA: [2020]}, vdem=reading))
    return {each.name: each.values[0] for each in found}


@pytest.mark.parametrize(
    ("level", "flags"), list(enumerate(["100", "100", "010", "010", "001"]))
)
def test_bans_on_parties_have_three_levels(level: float, flags: str) -> None:
    found = institution("partyban", level)
    assert [found[f"partyban.new.{i}"] for i in range(3)] == [int(f) for f in flags]


@pytest.mark.parametrize(
    ("name", "scale", "ones"),
    [
        ("v2csgender_binary", "v2csgender_ord", 3),
        ("v2mecenefm_binary", "v2mecenefm_ord", 3),
        ("minorityrule", "v2pepwrsoc_ord", 2),
        ("social_power_dist", "v2pepwrsoc_ord", 3),
        ("repress_civilsoc", "v2csreprss_ord", 1),
    ],
)
def test_a_scale_is_cut_where_the_producer_cuts_it(
    name: str, scale: str, ones: int
) -> None:
    cut = [institution(scale, level)[name] for level in range(5)]
    assert cut == [1] * ones + [0] * (5 - ones)


def test_what_v_dem_does_not_say_stays_missing() -> None:
    assert institution("partyban", None)["partyban.new.2"] is None


def test_a_state_is_new_for_three_years_and_ages_from_one() -> None:
    regions = frame(
        [f"region_{name}" for name in setting.REGIONS], [(CUBA, 1990, 1, 0, 0, 0, 0)]
    )
    one = world(
        {CUBA: range(1987, 1992)},
        1987,
        world_bank_regions=regions,
        iccpr=[(CUBA, 1988, 0), (CUBA, 1989, 1)],
    )
    found = {each.name: each for each in setting.predictors(one)}
    assert found["newcountry"].values.to_list() == [1, 1, 1, 0, 0]
    age = 2 ** found["countryage.new.log2"].values
    assert age.round(9).to_list() == [1, 2, 3, 4, 5]
    assert found["includesnonstate"].values.to_list() == [0, 0, 1, 1, 1]
    assert found["reg.na"].values.to_list() == [None, None, None, 1, 1]
    assert found["ios.iccpr1"].values.to_list() == [None, 0, 1, 1, 1]
    assert fills(found["ios.iccpr1"]) == [2]


# -- comparison -----------------------------------------------------------------------


def test_the_comparison_counts_what_agrees_what_differs_and_what_one_side_lacks() -> (
    None
):
    theirs = frame(["x"], [(2, 1, 1), (2, 2, 2), (2, 3, None), (2, 4, 4), (2, 5, 9)])
    ours = frame(["x"], [(2, 1, 1), (2, 2, 2.5), (2, 3, None), (2, 4, None)])
    row = compare(theirs, ours.extend(frame(["x"], [(2, 6, 7)]))).row(0, named=True)
    assert row == {
        "column": "x",
        "rows": 6,
        "same": pytest.approx(2 / 6),
        "differ": 1,
        "only_theirs": 2,
        "only_ours": 1,
        "correlation": pytest.approx(1),
        "median_difference": 0.25,
        "largest_difference": 0.5,
        "why": "not known",
    }


def test_a_constant_has_no_correlation() -> None:
    same = frame(["x"], [(2, 1, 1), (2, 2, 1)])
    row = compare(same, same).row(0, named=True)
    assert (row["correlation"], row["same"], row["why"]) == (None, 1.0, "")
