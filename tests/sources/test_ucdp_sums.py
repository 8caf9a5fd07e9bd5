"""UCDP's own sums: country-years, and country-months made by others."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from karski.core.errors import SourceError
from karski.core.months import month_id
from karski.sources import ucdp_country_month, ucdp_country_year, views_challenge
from karski.sources._source import load

Write = Callable[..., Path]
YEAR = ucdp_country_year.SOURCE
MONTH = ucdp_country_month.SOURCE


def test_each_death_column_of_a_country_year_comes_from_its_own(table: Write) -> None:
    written = ucdp_country_year.WRITTEN
    numbers = {  # low < best < high in each type, all different
        name: 100 * kind + step
        for kind, stem in enumerate(("sb", "ns", "os", "cumulative"), 1)
        for step, estimate in enumerate(("low", "best", "high"))
        for name in written.values()
        if name.startswith(stem)
        and f"_{estimate}_cy" in name
        and "killings" not in name
    }
    killings = {written["deaths_one_sided_by_main_government"]: 7}
    frame = load(YEAR, table("ucdp_country_year", {**numbers, **killings})).frame
    found = frame.row(0, named=True)
    assert (found["place"], found["year"]) == (700, 2023)
    assert found["deaths_state_based_low"] == 100
    assert found["deaths_state_based"] == 101
    assert found["deaths_state_based_high"] == 102
    assert found["deaths_non_state"] == 201
    assert found["deaths_one_sided"] == 301
    assert found["deaths_total"] == 401
    assert found["deaths_one_sided_by_main_government"] == 7


def test_the_version_of_country_years_stands_in_the_file(table: Write) -> None:
    reading = load(YEAR, table("ucdp_country_year", {"version": "24.1"}))
    assert reading.version == "24.1"


def test_two_versions_in_one_file_are_refused(table: Write) -> None:
    rows = ({"version": "24.1"}, {"version": "25.1", "year_cy": 2024})
    with pytest.raises(SourceError, match="holds 2 versions"):
        load(YEAR, table("ucdp_country_year", *rows))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"country_id_cy": 4321}, "column 'country_id_cy': '4321' is no code"),
        ({"country_id_cy": ""}, "column 'country_id_cy' has no value"),
        ({"year_cy": "1989.5"}, "column 'year_cy': '1989.5' is not a whole number"),
        ({"sb_total_deaths_best_cy": -2}, "'-2' is below zero"),
        ({"os_total_deaths_low_cy": 9}, "low <= best <= high must hold"),
    ],
)
def test_a_bad_country_year_is_refused_by_row_column_and_value(
    table: Write, change: dict[str, object], message: str
) -> None:
    with pytest.raises(SourceError) as raised:
        load(YEAR, table("ucdp_country_year", {}, {"year_cy": 2024, **change}))
    assert "organizedviolencecy_v25_1.csv: row 3, " in str(raised.value)
    assert message in str(raised.value)


def test_country_months_keep_what_is_something_and_leave_zeros_to_the_panel(
    table: Write,
) -> None:
    nothing = dict.fromkeys(ucdp_country_month.WRITTEN.values(), 0)
    file = table("ucdp_country_month", {}, {**nothing, "month": 3})
    reading = load(MONTH, file)
    assert reading.frame.rows() == [(700, month_id(1989, 1), 7, 9, 3, 1, 0, 1)]
    assert (reading.first, reading.last) == (month_id(1989, 1), month_id(1989, 3))
    assert (reading.version, MONTH.absent) == ("25.1", "zero")


def test_an_event_without_a_death_is_something(table: Write) -> None:
    nothing = dict.fromkeys(ucdp_country_month.WRITTEN.values(), 0)
    file = table("ucdp_country_month", {**nothing, "non_state_events": 1})
    assert len(load(MONTH, file).frame) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"year": 1990}, "it begins in 1990-01, not in 1989-01"),
        ({"month": 1}, "it ends in 1989-01, not with a year"),
    ],
)
def test_country_months_that_are_an_extract_say_so(
    table: Write, change: dict[str, object], reason: str
) -> None:
    assert load(MONTH, table("ucdp_country_month", change)).partial == reason


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"country_iso3": "ATL"}, "column 'country_iso3': 'ATL' is no code"),
        ({"country_iso3": ""}, "column 'country_iso3' has no value"),
        ({"month": 13}, "column 'month': '13' is above 12"),
        ({"civilian_deaths": 8}, "column 'civilian_deaths': '8' is above"),
        ({"fatalities_high": 6}, "column 'fatalities_high': '6' is not at least"),
        ({"state_based_events": 0.5}, "'0.5' is not a whole number"),
    ],
)
def test_a_bad_country_month_is_refused_by_row_column_and_value(
    table: Write, change: dict[str, object], message: str
) -> None:
    with pytest.raises(SourceError) as raised:
        load(MONTH, table("ucdp_country_month", {}, {"month": 2, **change}))
    assert "ged251_country_month.csv: row 3, " in str(raised.value)
    assert message in str(raised.value)


def test_in_the_challenge_an_empty_value_means_that_the_state_did_not_exist(
    table: Write,
) -> None:
    file = table(
        "views_challenge",
        {"ged_sb": ""},
        {"month_id": 122},
        {"month_id": 123},
        {"month_id": 124, "ged_sb": ""},
    )
    reading = load(views_challenge.SOURCE, file)
    assert reading.frame.rows() == [(110, 122, 2), (110, 123, 2)]
    assert (reading.first, reading.last) == (121, 124)
    assert reading.notes == {"the state did not exist, left out": 2}
    assert views_challenge.SOURCE.absent == "missing"


SURINAME = {"country_id": 2}


@pytest.mark.parametrize(
    "rows",
    [
        [{}, SURINAME, {"month_id": 122, "ged_sb": ""}],  # emptied
        [{}, SURINAME],  # removed
        [{}],  # the whole month
    ],
)
def test_in_the_challenge_a_hole_in_the_life_of_a_state_is_refused(
    table: Write, rows: list[dict[str, object]]
) -> None:
    later = [{"month_id": 123}, {"month_id": 123, **SURINAME}]
    second = [{"month_id": 122, **SURINAME}] if SURINAME in rows else []
    with pytest.raises(
        SourceError, match=r"^cm_ged_sb\.csv: Guyana has no deaths in 1990-02, but in"
    ) as raised:
        load(views_challenge.SOURCE, table("views_challenge", *rows, *second, *later))
    assert "(1 such gaps)" in str(raised.value)


def test_the_challenge_ends_before_the_first_month_that_nobody_has(
    table: Write,
) -> None:
    file = table("views_challenge", {}, {"month_id": 123, **SURINAME})
    reading = load(views_challenge.SOURCE, file)
    assert (reading.last, reading.frame["month"].to_list()) == (121, [121])


@pytest.mark.parametrize(
    ("name", "month", "latest"),
    [
        ("cm_ged_sb.csv", 559, "2026-06"),  # today
        ("cm_ged_sb_1990_2021.csv", 505, "2021-12"),
        ("cm_ged_sb_v20_1.csv", 481, "2019-12"),
    ],
)
def test_in_the_challenge_a_month_to_come_is_refused(
    table: Write, monkeypatch: pytest.MonkeyPatch, name: str, month: int, latest: str
) -> None:
    monkeypatch.setattr(views_challenge, "_today", lambda: date(2026, 6, 30))
    file = table("views_challenge", {"month_id": month - 1}, name=name)
    assert load(views_challenge.SOURCE, file).last == month - 1
    file = table(
        "views_challenge", {"month_id": month - 1}, {"month_id": month}, name=name
    )
    with pytest.raises(SourceError) as raised:
        load(views_challenge.SOURCE, file)
    expected = f"row 3, column 'month_id': '{month}' is a month after {latest} "
    assert expected in str(raised.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"country_id": 999}, "column 'country_id': '999' is no code"),
        ({"ged_sb": 1.5}, "column 'ged_sb': '1.5' is not a whole number"),
        ({"ged_sb": -1}, "column 'ged_sb': '-1' is below zero"),
        ({"month_id": ""}, "column 'month_id' has no value"),
    ],
)
def test_a_bad_row_of_the_challenge_is_refused(
    table: Write, change: dict[str, object], message: str
) -> None:
    with pytest.raises(SourceError) as raised:
        load(
            views_challenge.SOURCE,
            table("views_challenge", {}, {"month_id": 122, **change}),
        )
    assert message in str(raised.value)
