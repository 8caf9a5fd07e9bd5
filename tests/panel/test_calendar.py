import polars as pl

from karski.core.months import month_id
from karski.panel import calendar
from karski.panel.lagged import Covariate, as_known
from karski.sources import powell_thyne, reign_elections
from karski.sources._source import Reading

HUNGARY = 310
FIRST, LAST = month_id(2000, 1), month_id(2012, 12)
HELD = (month_id(2002, 4), month_id(2006, 4), month_id(2010, 4))


def elections(held: tuple[int, ...] = HELD, last: int = LAST) -> Covariate:
    columns = reign_elections.SOURCE.columns
    frame = pl.DataFrame(
        {
            "place": [HUNGARY] * len(held),
            "month": list(held),
            **{c.name: [1] * len(held) for c in columns},
        },
        schema_overrides={"place": pl.Int32, "month": pl.Int32},
    )
    reading = Reading(frame, FIRST, last, lag_months=1)
    return Covariate("reign_elections", reign_elections.SOURCE, reading)


def coups(month: int = FIRST, last: int = LAST) -> Covariate:
    columns = powell_thyne.SOURCE.columns
    frame = pl.DataFrame(
        {"place": [HUNGARY], "month": [month], **{c.name: [1] for c in columns}},
        schema_overrides={"place": pl.Int32, "month": pl.Int32},
    )
    reading = Reading(frame, FIRST, last, lag_months=1)
    return Covariate("powell_thyne", powell_thyne.SOURCE, reading)


def rows(*months: int) -> pl.DataFrame:
    frame = pl.DataFrame({"place": [HUNGARY] * len(months), "month": list(months)})
    return frame.cast(pl.Int32)


def at(month: int, covariate: Covariate) -> tuple[object, ...]:
    frame, _ = calendar.add(rows(month), [covariate])
    return frame.row(0)[2:]  # since, in 12 months, in 60 months, due


def test_an_election_counts_from_the_month_it_was_published() -> None:
    assert at(month_id(2006, 4), elections())[0] == 48
    assert at(month_id(2006, 5), elections())[0] == 1


def test_elections_are_counted_over_one_and_five_years() -> None:
    assert at(month_id(2007, 4), elections())[1:3] == (1, 2)
    assert at(month_id(2007, 5), elections())[1:3] == (0, 1)


def test_an_election_is_due_by_the_countrys_own_interval() -> None:
    assert at(month_id(2009, 3), elections())[3] == 0
    assert at(month_id(2009, 4), elections())[3] == 1


def test_a_later_election_is_not_known_beforehand() -> None:
    month = month_id(2009, 12)
    assert at(month, elections()) == at(month, elections(HELD[:2]))


def test_before_the_first_event_the_record_itself_is_counted() -> None:
    assert at(month_id(2000, 6), coups(FIRST + 50))[0] == 5


def test_a_count_over_months_needs_all_of_them_covered() -> None:
    found = [at(FIRST + months, coups(FIRST + 3))[1:3] for months in (11, 12, 59, 60)]
    assert found == [(None, None), (1, None), (0, None), (0, 1)]


def test_a_state_that_the_list_does_not_hold_yet_is_missing_not_zero() -> None:
    assert at(month_id(2002, 4), elections()) == (None, None, None, None)
    assert at(month_id(2002, 5), elections())[:2] == (1, 1)
    month = month_id(2008, 1)
    other = pl.DataFrame({"place": [626], "month": [month]}).cast(pl.Int32)
    unlisted, _ = calendar.add(other, [elections()])
    assert unlisted.row(0)[2:] == (None, None, None, None)
    assert as_known(elections(), other)["election_held"].to_list() == [None]


def test_a_state_without_a_coup_in_the_world_had_none() -> None:
    month = month_id(2008, 1)
    other = pl.DataFrame({"place": [626], "month": [month]}).cast(pl.Int32)
    none, _ = calendar.add(other, [coups()])
    assert none.row(0)[2:] == (month - FIRST, 0, 0, 0)
    assert as_known(coups(), other)["coup_attempts"].to_list() == [0]


def test_outside_the_file_nothing_is_known() -> None:
    assert at(LAST + 2, elections()) == (None, None, None, None)
    assert at(LAST + 1, elections())[0] is not None


def test_an_election_to_come_is_no_event_yet() -> None:
    listed = elections((*HELD, LAST + 4))
    assert at(LAST + 1, listed) == at(LAST + 1, elections())


def test_a_month_without_a_coup_is_zero_inside_the_file_and_missing_outside() -> None:
    known = as_known(
        coups(last=FIRST + 5), rows(FIRST, FIRST + 1, FIRST + 2, FIRST + 6, FIRST + 7)
    )
    assert known["coup_attempts"].to_list() == [None, 1, 0, 0, None]
