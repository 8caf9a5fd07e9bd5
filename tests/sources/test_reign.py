"""REIGN: leaders, regimes and elections as country-months."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from karski.core.errors import SourceError
from karski.core.months import label, month_id
from karski.sources import reign_elections, reign_leaders, reign_regimes
from karski.sources._reign import edition
from karski.sources._source import Reading, Source, load

Write = Callable[..., Path]


def read(source: Source, file: Path) -> Reading:
    return load(source, file)


def rows(reading: Reading, *columns: str) -> list[tuple[object, ...]]:
    frame = reading.frame.with_columns(
        pl.col("month").map_elements(label, return_dtype=pl.String)
    )
    return frame.select("month", *columns).rows()


def leader(
    start: tuple[int, int, int], end: tuple[int, int] | None, **more: object
) -> dict[str, object]:
    day, month, year = start
    left = {"emonth": end[0], "eyear": end[1]} if end else {"emonth": "", "eyear": ""}
    return {"sdate": day, "smonth": month, "syear": year, **left, **more}


def test_the_leader_of_a_month_is_the_one_in_office_at_its_end(table: Write) -> None:
    file = table(
        "reign_leaders",
        leader((20, 1, 2021), None, birthyear=1942),
        leader((1, 11, 2020), (1, 2021), birthyear=1946),
    )
    assert rows(
        read(reign_leaders.SOURCE, file),
        "leader_months",
        "leader_changed",
        "leader_age",
    ) == [
        ("2020-11", 1, 1.0, 74.0),
        ("2020-12", 2, 0.0, 74.0),
        ("2021-01", 1, 1.0, 79.0),
        ("2021-02", 2, 0.0, 79.0),
        ("2021-03", 3, 0.0, 79.0),
    ]


def test_a_leader_may_come_and_go_in_one_month(table: Write) -> None:
    file = table("reign_leaders", leader((1, 3, 2021), (3, 2021)))
    found = rows(read(reign_leaders.SOURCE, file), "leader_months", "leader_changed")
    assert found == [("2021-03", 1, 1.0)]


def test_a_month_between_leaders_is_absent(table: Write) -> None:
    file = table(
        "reign_leaders",
        leader((1, 10, 2020), (11, 2020)),
        leader((5, 2, 2021), None),
    )
    found = [month for month, *_ in rows(read(reign_leaders.SOURCE, file))]
    assert found == ["2020-10", "2020-11", "2021-02", "2021-03"]


def test_what_is_unknown_of_a_leader_is_missing_and_counted(table: Write) -> None:
    file = table(
        "reign_leaders",
        leader((1, 3, 2021), None, birthyear=-99, gender=-99, militarycareer=0.5),
    )
    reading = read(reign_leaders.SOURCE, file)
    columns = ("leader_age", "leader_male", "leader_military")
    assert rows(reading, *columns) == [("2021-03", None, None, 0.5)]
    assert reading.notes == {"leader_age missing": 1, "leader_male missing": 1}


def test_a_leader_who_left_before_coming_is_refused(table: Write) -> None:
    file = table("reign_leaders", leader((1, 3, 2021), (2, 2021)))
    with pytest.raises(SourceError, match="row 2, column 'eyear': '2021' ends before"):
        read(reign_leaders.SOURCE, file)


def test_a_leader_of_an_unknown_state_is_counted(table: Write) -> None:
    file = table("reign_leaders", {}, {"ccode": 999})
    assert read(reign_leaders.SOURCE, file).unmapped == {"999": 1}


def test_a_mixed_regime_counts_for_each_of_its_parts(table: Write) -> None:
    found = read(reign_regimes.SOURCE, table("reign_regimes", {})).frame
    assert found["regime_months"].to_list() == [1, 2, 3]
    last = found.row(-1, named=True)
    flags = {name for name, value in last.items() if value == 1.0}
    assert flags == {"regime_party", "regime_personal"}
    assert (last["regime_type"], last["month"]) == (
        "party-personal",
        month_id(2020, 12),
    )


def test_the_regime_of_a_month_is_the_one_in_place_at_its_end(table: Write) -> None:
    file = table(
        "reign_regimes",
        {"gwf_regimetype": "military", "gwf_startdate": "11/15/2020"},
        {"gwf_regimetype": "monarchy", "gwf_enddate": "11/15/2020"},
        {"cowcode": 2, "gwf_regimetype": "presidential"},
    )
    cuba = read(reign_regimes.SOURCE, file)
    frame = cuba.frame.filter(pl.col("place") == 40)
    kinds = frame["regime_type"].to_list()
    assert kinds == ["monarchy", "military", "military"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"gwf_startdate": "13/1/2020"}, "'13/1/2020' is not a date"),
        ({"gwf_enddate": "1/1/2020"}, "'1/1/2020' is before gwf_startdate"),
        ({"gwf_regimetype": ""}, "column 'gwf_regimetype' has no value"),
    ],
)
def test_a_bad_regime_is_refused(
    table: Write, change: dict[str, object], message: str
) -> None:
    with pytest.raises(SourceError) as raised:
        read(reign_regimes.SOURCE, table("reign_regimes", change))
    assert message in str(raised.value)


def election(year: int, month: int, event: str, **more: object) -> dict[str, object]:
    return {"elec_year": year, "elec_month": month, "event": event, **more}


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("leaderlist_3_21.csv", month_id(2021, 3)),
        ("leaderlist_12_20.csv", month_id(2020, 12)),
        ("leaderlist_1_21.csv", month_id(2021, 1)),
        ("leaderlist_13_21.csv", None),
        ("leaderlist_0_21.csv", None),
        ("leaderlist.csv", None),
    ],
)
def test_a_lists_name_says_when_it_was_made(name: str, month: int | None) -> None:
    assert edition(name) == month


def test_elections_stand_in_the_month_of_their_date(table: Write) -> None:
    file = table(
        "reign_elections",
        election(2004, 7, "Announced", elecnum=1),
        election(2004, 10, "Vote, Early", elecnum=1, type="X"),
        election(2004, 10, "Vote, As Scheduled ", elecnum=2, type="L"),
        election(2005, 1, "Deadline Not Met", elecnum=3),
    )
    columns = [column.name for column in reign_elections.COLUMNS]
    assert rows(read(reign_elections.SOURCE, file), *columns) == [
        ("2004-10", 2, 0, 1, 1.0, 1.0, 0.0, 3.0)
    ]


def test_elections_to_come_stand_after_the_last_month(table: Write) -> None:
    file = table(
        "reign_elections",
        election(2020, 9, "Vote, As Scheduled", elecnum=1),
        election(2021, 11, "Upcoming, Scheduled", elecnum=2),
    )
    reading = read(reign_elections.SOURCE, file)
    assert reading.last == month_id(2021, 3)
    assert rows(reading, "election_held", "election_scheduled") == [
        ("2020-09", 1, 0),
        ("2021-11", 0, 1),
    ]


def test_a_list_without_a_date_in_its_name_ends_with_its_last_vote(
    table: Write,
) -> None:
    file = table("reign_elections", election(2020, 9, "Vote, Early"), name="list.csv")
    assert read(reign_elections.SOURCE, file).last == month_id(2020, 9)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "Q"}, "column 'type': 'Q' is none of X, L and R"),
        ({"elec_month": 0}, "column 'elec_month': '0' is below 1"),
        ({"event": ""}, "column 'event' has no value"),
    ],
)
def test_a_bad_election_is_refused(
    table: Write, change: dict[str, object], message: str
) -> None:
    with pytest.raises(SourceError) as raised:
        read(reign_elections.SOURCE, table("reign_elections", change))
    assert message in str(raised.value)
