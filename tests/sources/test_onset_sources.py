"""What the Early Warning Project's predictors are made from."""

from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook

from karski.core.errors import SourceError, TableError
from karski.sources import catalogue, ewp_base, ewp_episodes
from karski.sources._episodes import listed
from karski.sources._recognise import recognise
from karski.sources._source import Reading, load

Write = Callable[..., Path]
YEARLY = {
    "ewp_base": "mk_onset_count",
    "ewp_coups": "cou.any",
    "iccpr": "ios.iccpr1",
    "maddison": "mad_pop",
    "penn_world_table": "pwt_gdppc",
    "un_infant_mortality": "un_imr",
    "world_bank_regions": "reg.eap",
}
LEADER = "State-Led or Non-State-Led"


def episodes(table: Write, *changes: Mapping[str, object]) -> Reading:
    named = [{"mk_event_code": f"e{i}", **change} for i, change in enumerate(changes)]
    return load(ewp_episodes.SOURCE, table("ewp_episodes", *named))


def refusal(table: Write, name: str, *changes: Mapping[str, object]) -> str:
    with pytest.raises((SourceError, TableError)) as raised:
        load(catalogue()[name], table(name, *changes))
    return str(raised.value)


# -- all of them ----------------------------------------------------------------------


@pytest.mark.parametrize("name", YEARLY)
def test_a_country_year_that_stands_twice_is_refused(table: Write, name: str) -> None:
    assert "two rows for Cuba, year 2020" in refusal(table, name, {}, {})


@pytest.mark.parametrize("name", YEARLY)
def test_a_row_without_its_year_is_refused(table: Write, name: str) -> None:
    assert "row 2, column 'year' has no value" in refusal(table, name, {"year": ""})


@pytest.mark.parametrize(("name", "column"), YEARLY.items())
def test_a_value_out_of_bounds_is_refused(table: Write, name: str, column: str) -> None:
    assert f"row 3, column '{column}': '-1'" in refusal(
        table, name, {}, {"year": 2021, column: -1}
    )


@pytest.mark.parametrize(("name", "column"), YEARLY.items())
def test_a_column_called_otherwise_is_named(
    table: Write, name: str, column: str
) -> None:
    file = table(name, {})
    file.write_text(file.read_text().replace(column, "other"))
    with pytest.raises(SourceError, match=f"row 1 has no column '{column}'"):
        load(catalogue()[name], file)


def test_what_is_no_state_is_counted_and_left_out(table: Write) -> None:
    file = table("maddison", {}, {"ccode": ""}, {"ccode": 9999})
    reading = load(catalogue()["maddison"], file)
    assert reading.frame["place"].to_list() == [40]
    assert reading.unmapped == {"": 1, "9999": 1}


# -- ethnic fractionalisation ---------------------------------------------------------


def test_a_row_repeated_word_for_word_counts_once(table: Write) -> None:
    reading = load(catalogue()["hief"], table("hief", {}, {}, {"Year": 2011}))
    assert reading.frame["year"].to_list() == [2010, 2011]
    assert reading.notes == {"repeated word for word, left out": 1}


def test_two_values_of_one_country_year_are_refused(table: Write) -> None:
    message = refusal(table, "hief", {}, {"EFindex": 0.4})
    assert "two rows for Cuba, year 2010" in message


def test_countries_are_known_by_the_names_of_their_time(table: Write) -> None:
    file = table("hief", {"Country": "USSR"}, {"Country": "Yemen PDR"})
    frame = load(catalogue()["hief"], file).frame
    assert frame["place"].to_list() == [365, 680]


# -- battle deaths --------------------------------------------------------------------


def test_deaths_are_summed_by_the_state_in_dispute(table: Write) -> None:
    file = table(
        "ucdp_battle_deaths",
        {},
        {"dyad_id": 2, "bd_best": 40, "type_of_conflict": 4},
        {"dyad_id": 3, "gwno_loc": "40, 41", "type_of_conflict": 2},
    )
    reading = load(catalogue()["ucdp_battle_deaths"], file)
    assert reading.frame.rows() == [(40, 2020, 71, 31), (41, 2020, 0, 31)]
    assert reading.version == "25.1"


def test_a_dyad_that_stands_twice_in_a_year_is_refused(table: Write) -> None:
    message = refusal(table, "ucdp_battle_deaths", {}, {})
    assert "column 'dyad_id': '1' stands twice in a year" in message


def test_battle_deaths_below_zero_are_refused(table: Write) -> None:
    message = refusal(table, "ucdp_battle_deaths", {"bd_best": -1})
    assert "column 'bd_best': '-1' is below zero" in message


# -- mass killings --------------------------------------------------------------------


def test_episodes_are_counted_where_people_were_killed(table: Write) -> None:
    reading = episodes(
        table,
        {
            "startyear": 1971,
            "endyear": 1972,
            "mk_location_cow": 771,
            "mk_location_inheritor1": 771,
            "mk_repsonsible_state_cow": 770,
        },
        {"startyear": 1972, "endyear": "", LEADER: "Non-State-Led"},
    )
    assert (reading.first, reading.last) == (1971, 1972)
    counts = ["state_led_begun", "non_state_led_begun"]
    going = ["state_led_going_on", "non_state_led_going_on"]
    assert reading.frame.select("place", "year", *counts, *going).rows() == [
        (40, 1972, 0, 1, 0, 1),
        (770, 1971, 0, 0, 0, 0),
        (770, 1972, 0, 0, 0, 0),
        (771, 1971, 1, 0, 1, 0),
        (771, 1972, 0, 0, 1, 0),
    ]
    assert reading.frame["ever"].unique().to_list() == [1.0]


def test_an_episode_without_an_end_goes_on_to_the_last_year_written(
    table: Write,
) -> None:
    later = {"startyear": 2023, "endyear": 2024, "mk_location_cow": 41}
    frame = episodes(table, {"startyear": 2020, "endyear": ""}, later).frame
    cuba = frame.filter(place=40)
    assert cuba["year"].to_list() == [2020, 2021, 2022, 2023, 2024]
    assert cuba["state_led_going_on"].sum() == 5


@pytest.mark.parametrize(
    ("groups", "wide", "narrow"), [(0, 1, 0), (1, 0, 1), (2, 1, 0), ("", 0, 0)]
)
def test_targeting_is_that_of_the_episode_listed_last(
    table: Write, groups: object, wide: float, narrow: float
) -> None:
    same = {"startyear": 1959, "endyear": 1959}
    last = {**same, "mk_number_eth_groups": groups}
    frame = episodes(table, {**same, "mk_number_eth_groups": 1}, last).frame
    assert frame.select("wide_targeting", "narrow_targeting").rows() == [(wide, narrow)]


def test_states_that_inherited_the_country_inherit_its_past(table: Write) -> None:
    heirs = {"mk_location_inheritor1": 316, "mk_location_inheritor2": 317}
    change = {"startyear": 1948, "endyear": 1948, "mk_location_cow": 315, **heirs}
    frame = episodes(table, change).frame
    assert frame.filter(pl.col("ever") == 1)["place"].to_list() == [40, 315, 316, 317]


def test_a_state_led_episode_need_not_say_which_state(table: Write) -> None:
    reading = episodes(table, {"mk_repsonsible_state_cow": ""})
    assert reading.notes == {"led by a state that is not named": 1}


def test_an_episode_named_after_another_country_is_counted(table: Write) -> None:
    reading = episodes(table, {"country": "Guatemala"}, {"country": "Vietnam-North"})
    assert reading.notes == {"placed in another country than it is named after": 1}


def test_serbias_other_number_is_serbias(table: Write) -> None:
    frame = episodes(table, {"mk_location_cow": 340, "endyear": 1959}).frame
    assert frame.filter(pl.col("state_led_begun") == 1)["place"].to_list() == [345]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"startyear": ""}, "column 'startyear' has no value"),
        ({"startyear": "unknown"}, "column 'startyear': 'unknown' is not a number"),
        ({"startyear": 195}, "column 'startyear': '195' is below 1700"),
        ({"endyear": 1958}, "'endyear': '1958' is before the first year; correct"),
        ({LEADER: ""}, f"column '{LEADER}' has no value"),
        ({LEADER: "both"}, f"'{LEADER}': 'both' is not State-Led or Non-State-Led"),
        ({"mk_event_code": ""}, "column 'mk_event_code' has no value"),
        ({"mk_location_cow": ""}, "column 'mk_location_cow' has no value"),
        ({"mk_location_cow": 9999}, "'9999' is no code of a country that Karski knows"),
        ({"mk_number_eth_groups": 3}, "'mk_number_eth_groups': '3' is above 2"),
    ],
)
def test_an_episode_that_lacks_what_it_needs_is_refused(
    table: Write, change: Mapping[str, object], reason: str
) -> None:
    message = refusal(table, "ewp_episodes", {}, {"mk_event_code": "b", **change})
    assert reason in message
    assert message.startswith("episodes.csv: row 3, column")


def test_an_episode_that_stands_twice_is_refused(table: Write) -> None:
    message = refusal(table, "ewp_episodes", {}, {})
    assert "column 'mk_event_code': 'cub1959s1' stands twice" in message


def test_a_workbook_reads_as_the_same_table_does(table: Write, tmp_path: Path) -> None:
    plain = table("ewp_episodes", {})
    workbook = Workbook()
    for line in plain.read_text().splitlines():
        cells = [cell or None for cell in line.split(",")]
        workbook.active.append([int(c) if c and c.isdigit() else c for c in cells])
    workbook.save(tmp_path / "list.xlsx")
    assert recognise(tmp_path / "list.xlsx") == "ewp_episodes"
    read = load(ewp_episodes.SOURCE, tmp_path / "list.xlsx")
    assert read.frame.equals(load(ewp_episodes.SOURCE, plain).frame)


# -- the producers' own files ---------------------------------------------------------

LIST = "ewp2025/EWP_mass_killing_events_master_list_2025.xlsx"
BASE = "ewp2025/basedata2025_4august2025.csv"


@pytest.fixture(scope="module")
def both(data: Path) -> pl.DataFrame:
    """Country-years of the base data, with what the list of episodes says of them."""
    for file in (LIST, BASE):
        if not (data / file).is_file():
            pytest.skip(f"{file} is not in the folder of producers' files")
    base = load(ewp_base.SOURCE, data / BASE).frame
    listed = load(ewp_episodes.SOURCE, data / LIST).frame
    return base.join(listed, on=["place", "year"], how="left").with_columns(
        pl.col(ewp_episodes.COUNTS).fill_null(0)
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("_begun", "base_mk_onset_count"),
        ("_going_on", "base_mk_ongoing_count"),
    ],
)
def test_the_list_gives_the_producers_counts_but_for_zanzibar(
    both: pl.DataFrame, ours: str, theirs: str
) -> None:
    total = pl.sum_horizontal(f"state_led{ours}", f"non_state_led{ours}")
    differ = both.filter(total != pl.col(theirs))
    # the list has Zanzibar as a state; the base data count it with Tanzania
    assert differ.select("place", "year").rows() == [(510, 1964)]


def test_three_episodes_are_placed_elsewhere_than_their_name_says(data: Path) -> None:
    if not (data / LIST).is_file():
        pytest.skip(f"{LIST} is not in the folder of producers' files")
    named = listed(data / LIST).filter(pl.col("named_after") != pl.col("location"))
    assert named.select("code", "named_after", "location").rows() == [
        ("gtm1954s1", 90, 92),  # Guatemala's, in El Salvador: the producer's slip
        ("pak1971s1", 770, 771),  # Pakistan's army, in Bangladesh
        ("ymd1986s1", 678, 680),  # in South Yemen
    ]


def test_the_list_gives_the_producers_targeting_but_for_zanzibar(
    both: pl.DataFrame,
) -> None:
    for ours, theirs in (("wide", "widetargeting"), ("narrow", "narrowtargeting")):
        differ = both.filter(pl.col(f"{ours}_targeting") != pl.col(f"base_{theirs}"))
        assert set(differ.select("place", "year").rows()) <= {(510, 1964)}
