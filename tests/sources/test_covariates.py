"""Coups, news and the yearly covariates."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from karski.core.errors import SourceError, TableError
from karski.core.months import month_id
from karski.sources import epr, ewp_predictors, gdelt, powell_thyne, vdem, wdi
from karski.sources._source import load

Write = Callable[..., Path]


def test_coups_are_counted_in_their_month(table: Write) -> None:
    file = table("powell_thyne", {}, {"year_month": "1991-08", "pt_coup_count": 2})
    reading = load(powell_thyne.SOURCE, file)
    assert reading.frame.rows() == [
        (700, month_id(1990, 3), 0, 1, 1),
        (700, month_id(1991, 8), 0, 1, 2),
    ]
    assert (reading.first, reading.last) == (month_id(1990, 3), month_id(1991, 8))


@pytest.mark.parametrize("month", ["1990-13", "1990-00", "1990", "03-1990", "1990-3"])
def test_what_is_no_month_is_refused(table: Write, month: str) -> None:
    with pytest.raises(SourceError, match=f"column 'year_month': '{month}' is not"):
        load(powell_thyne.SOURCE, table("powell_thyne", {"year_month": month}))


def test_a_month_that_stands_twice_is_refused(table: Write) -> None:
    with pytest.raises(TableError, match="two rows for Afghanistan, 1990-03; remove"):
        load(powell_thyne.SOURCE, table("powell_thyne", {}, {}))


def test_the_goldstein_mean_of_no_reports_is_missing_not_zero(table: Write) -> None:
    file = table("gdelt", {}, {"year_month": "1990-04", "gdelt_goldstein_mean": ""})
    reading = load(gdelt.SOURCE, file)
    assert reading.frame["gdelt_goldstein"].to_list() == [-9.5, None]
    assert reading.notes == {"gdelt_goldstein missing": 1}


def test_a_goldstein_mean_off_its_scale_is_refused(table: Write) -> None:
    with pytest.raises(SourceError, match="'-11' is below -10"):
        load(gdelt.SOURCE, table("gdelt", {"gdelt_goldstein_mean": -11}))


def test_the_banks_groups_of_countries_are_counted_and_left_out(table: Write) -> None:
    file = table("wdi", {}, {"iso3c": "WLD"}, {"iso3c": ""}, {"iso3c": "WLD"})
    reading = load(wdi.SOURCE, file)
    assert reading.frame["place"].to_list() == [40]
    assert reading.unmapped == {"WLD": 2, "": 1}


@pytest.mark.parametrize("mark", ["", "..", "NA"])
def test_what_the_bank_does_not_know_is_missing_and_counted(
    table: Write, mark: str
) -> None:
    reading = load(wdi.SOURCE, table("wdi", {"wdi.gdppc.new": mark}))
    assert reading.frame["wdi_gdp_per_capita"].to_list() == [None]
    assert reading.notes == {"wdi_gdp_per_capita missing": 1}


def test_country_codes_may_be_written_as_decimals(table: Write) -> None:
    file = table("vdem", {"COWcode": "255.0", "year": "1995.0"})
    assert load(vdem.SOURCE, file).frame.select("place", "year").rows() == [(260, 1995)]


def test_of_two_codes_of_one_state_in_a_year_the_successors_row_is_kept(
    table: Write,
) -> None:
    file = table(
        "epr",
        {"countries_gwid": 345, "year": 2005, "exclpop": 0.1},
        {"countries_gwid": 345, "year": 2006, "exclpop": 0.2},
        {"countries_gwid": 340, "year": 2006, "exclpop": 0.3},
        {"countries_gwid": 340, "year": 2007, "exclpop": 0.4},
    )
    reading = load(epr.SOURCE, file)
    assert reading.frame.select("place", "year", "epr_exclpop").rows() == [
        (345, 2005, 0.1),
        (345, 2006, 0.3),
        (345, 2007, 0.4),
    ]
    assert reading.notes == {"a predecessor in its last year, left out": 1}


def test_one_code_twice_in_a_year_is_refused(table: Write) -> None:
    with pytest.raises(TableError, match="two rows for Cuba, year 2020; remove"):
        load(epr.SOURCE, table("epr", {}, {}))


@pytest.mark.parametrize(
    ("leads", "target"),
    [
        ((0, 0, 0), 0.0),
        ((0, 1, 1), 1.0),
        ((0, "NA", 0), None),
        (("NA", "NA", 0), None),
        ((1, "NA", 1), 1.0),
    ],
)
def test_an_onset_that_cannot_be_known_yet_is_missing_not_zero(
    table: Write, leads: tuple[object, object, object], target: float | None
) -> None:
    one, two, either = leads
    change = {"mk_onset_1": one, "mk_onset_2": two, "mk_onset_1or2": either}
    frame = load(ewp_predictors.SOURCE, table("ewp_predictors", change)).frame
    assert frame["mk_onset_1or2"].to_list() == [target]


def test_predictors_keep_the_producers_names(table: Write) -> None:
    frame = load(ewp_predictors.SOURCE, table("ewp_predictors", {})).frame
    assert {"popsize.log2", "reg.sca", "coup.try.5yr"} <= set(frame.columns)
    assert frame.select(pl.col("place"), pl.col("year")).rows() == [(40, 2020)]


def test_a_flag_that_is_neither_0_nor_1_is_refused(table: Write) -> None:
    with pytest.raises(SourceError, match="column 'mk_ever': '2' is above 1"):
        load(ewp_predictors.SOURCE, table("ewp_predictors", {"mk_ever": 2}))
