"""UCDP events: what is summed, what is refused, and what may stand for the world."""

import gzip
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.core import places
from karski.core.errors import SourceError
from karski.core.months import month_id, of_date
from karski.sources import ucdp_ged, ucdp_ged_grid
from karski.sources._order import WHAT
from karski.sources._source import load

Write = Callable[..., Path]


def row(file: Path, place: int = 652) -> dict[str, object]:
    frame = load(ucdp_ged.SOURCE, file).frame
    return frame.filter(pl.col("place") == place).row(0, named=True)


def test_deaths_are_summed_by_country_month_and_type_of_violence(
    events: Write,
) -> None:
    file = events(
        {"type_of_violence": 1, "low": 1, "best": 2, "high": 3, "deaths_civilians": 1},
        {"type_of_violence": 1, "low": 10, "best": 20, "high": 30},
        {"type_of_violence": 2, "low": 4, "best": 4, "high": 4, "deaths_civilians": 0},
        {"type_of_violence": 3, "low": 5, "best": 6, "high": 8, "deaths_civilians": 6},
    )
    assert row(file) == {
        "place": 652,
        "month": month_id(2013, 1),
        "deaths_state_based": 22,
        "deaths_state_based_low": 11,
        "deaths_state_based_high": 33,
        "deaths_non_state": 4,
        "deaths_non_state_low": 4,
        "deaths_non_state_high": 4,
        "deaths_one_sided": 6,
        "deaths_one_sided_low": 5,
        "deaths_one_sided_high": 8,
        "deaths_total": 32,
        "deaths_total_low": 20,
        "deaths_total_high": 45,
        "deaths_civilians": 8,
        "events_state_based": 2,
        "events_non_state": 1,
        "events_one_sided": 1,
    }


def test_an_event_stands_in_the_month_in_which_it_ended(events: Write) -> None:
    file = events({"date_start": "2012-11-20", "date_end": "2013-02-02"})
    assert row(file)["month"] == month_id(2013, 2)


def test_dates_may_carry_a_time_of_day(events: Write) -> None:
    file = events(
        {"date_start": "2013-01-03 00:00:00.000", "date_end": "2013-01-03 00:00:00.000"}
    )
    assert row(file)["month"] == month_id(2013, 1)


def test_columns_may_stand_in_any_order_and_others_may_be_absent(
    tmp_path: Path,
) -> None:
    file = tmp_path / "GEDEvent_v19_1.csv"
    file.write_text(
        "low,best,high,id,country_id,type_of_violence,date_end,date_start,latitude,longitude\n"
        "1,2,3,7,652,3,2013-01-03,2013-01-03,35.0,36.0\n"
    )
    found = row(file)
    assert (found["deaths_one_sided"], found["deaths_civilians"]) == (2, None)


def test_the_grid_reading_sums_the_same_events_by_cell(events: Write) -> None:
    file = events(
        {"latitude": 35.763369, "longitude": 36.558974},
        {"latitude": 35.99, "longitude": 36.51},
        {"latitude": -9.65, "longitude": 20.4, "country_id": 540},
    )
    frame = load(ucdp_ged_grid.SOURCE, file).frame
    # the producer's own priogrid_gid of these coordinates
    assert frame.select("place", "deaths_total").rows() == [(115601, 3), (181154, 6)]


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, 1), (90, 180, 259200), (0, 0, 129961), (-90, 179.9, 720)],
)
def test_cells_are_counted_from_the_south_west_to_the_edge_of_the_globe(
    events: Write, latitude: float, longitude: float, cell: int
) -> None:
    file = events({"latitude": latitude, "longitude": longitude})
    assert load(ucdp_ged_grid.SOURCE, file).frame["place"].to_list() == [cell]


def test_plain_zip_and_gz_read_the_same(events: Write, tmp_path: Path) -> None:
    plain = events({"best": 4}, {"type_of_violence": 3})
    packed = tmp_path / "ged251-csv.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(plain, "GEDEvent_v25_1.csv")
        archive.writestr("readme.pdf", b"not a table")
    squeezed = tmp_path / "GEDEvent_v25_1.csv.gz"
    squeezed.write_bytes(gzip.compress(plain.read_bytes()))
    first, second, third = (
        load(ucdp_ged.SOURCE, file) for file in (plain, packed, squeezed)
    )
    assert first.frame.equals(second.frame)
    assert first.frame.equals(third.frame)
    assert first.version == second.version == third.version == "25.1"


def test_the_version_may_stand_in_the_name_of_the_table_inside_a_zip(
    events: Write, tmp_path: Path
) -> None:
    packed = tmp_path / "download.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(events({}), "folder/GEDEvent_v25_1.csv")
    assert load(ucdp_ged.SOURCE, packed).version == "25.1"


def test_parquet_without_country_numbers_is_placed_by_name(tmp_path: Path) -> None:
    file = tmp_path / "ged211_some.parquet"
    pl.DataFrame(
        {
            "id": [1, 2],
            "type_of_violence": [1, 2],
            "latitude": [35.0, 35.0],
            "longitude": [36.0, 36.0],
            "country": ["Syria", "Atlantis"],
            "date_start": ["2013-01-03", "2013-01-03"],
            "date_end": ["2013-01-03", "2013-01-03"],
            "best": [3, 4],
            "high": [3, 4],
            "low": [3, 4],
        }
    ).write_parquet(file)
    reading = load(ucdp_ged.SOURCE, file)
    assert reading.frame.select("place", "deaths_total").rows() == [(652, 3)]
    assert reading.unmapped == {"Atlantis": 1}
    assert reading.partial


REFUSED: list[tuple[Mapping[str, object], str]] = [
    ({"best": -1}, "row 3, column 'best': '-1' is below zero"),
    ({"best": 2.5}, "row 3, column 'best': '2.5' is not a whole number"),
    ({"high": "many"}, "row 3, column 'high': 'many' is not a number"),
    ({"low": ""}, "row 3, column 'low' has no value"),
    ({"low": 4, "best": 3, "high": 5}, "row 3, column 'low': '4' is above best"),
    ({"best": 3, "high": 2}, "row 3, column 'high': '2' is not at least best"),
    ({"id": 1}, "row 3, column 'id': '1' stands twice"),
    ({"id": ""}, "row 3, column 'id' has no value"),
    (
        {"date_end": "2013-02-30"},
        "row 3, column 'date_end': '2013-02-30' is not a date",
    ),
    ({"date_start": "x"}, "row 3, column 'date_start': 'x' is not a date"),
    ({"date_end": "2013-01-02"}, "'2013-01-02' is before date_start"),
    ({"date_end": "2026-02-01"}, "column 'date_end': '2026-02-01' is after 2025-12-31"),
    ({"date_end": "2999-01-01"}, "column 'date_end': '2999-01-01' is after"),
    ({"latitude": 90.5}, "row 3, column 'latitude': '90.5' is above 90"),
    ({"longitude": 180.5}, "row 3, column 'longitude': '180.5' is above 180"),
    ({"longitude": -180.5}, "'-180.5' is below -180"),
    ({"latitude": -90.5}, "'-90.5' is below -90"),
    ({"longitude": -181}, "row 3, column 'longitude': '-181' is below -180"),
    ({"country_id": 4321}, "row 3, column 'country_id': '4321' is no Gleditsch-Ward"),
    ({"country_id": ""}, "row 3, column 'country_id' has no value"),
    ({"type_of_violence": 4}, "row 3, column 'type_of_violence': '4' is above 3"),
    ({"type_of_violence": 0}, "row 3, column 'type_of_violence': '0' is below 1"),
]


@pytest.mark.parametrize(("change", "message"), REFUSED)
def test_a_bad_value_is_refused_by_file_row_column_and_value(
    events: Write, change: Mapping[str, object], message: str
) -> None:
    with pytest.raises(SourceError) as refusal:
        load(ucdp_ged.SOURCE, events({}, change, {}))
    assert str(refusal.value).startswith("GEDEvent_v25_1.csv: row ")
    assert message in str(refusal.value)


def test_a_missing_column_is_named(events: Write) -> None:
    file = events({})
    file.write_text(file.read_text().replace("date_end", "ended"))
    with pytest.raises(SourceError, match="row 1 has no column 'date_end'"):
        load(ucdp_ged.SOURCE, file)


def test_a_few_estimates_out_of_order_are_the_producers_and_counted(
    events: Write,
) -> None:
    file = events(*[{}] * 99, {"low": 4, "best": 3, "high": 5})
    reading = load(ucdp_ged.SOURCE, file)
    assert reading.notes == {"low, best and high out of order": 1}
    assert reading.frame["deaths_total_low"].sum() == 99 * 2 + 4


def test_equal_estimates_are_in_order(events: Write) -> None:
    reading = load(ucdp_ged.SOURCE, events({"low": 3, "best": 3, "high": 3}))
    assert reading.notes == {}


@pytest.mark.parametrize(("slips", "refused"), [(2, False), (3, True)])
def test_one_row_in_fifty_may_be_out_of_order_and_no_more(
    events: Write, slips: int, refused: bool
) -> None:
    slip = {"low": 4, "best": 3, "high": 5}
    file = events(*[{}] * (100 - slips), *[slip] * slips)
    if refused:
        with pytest.raises(SourceError, match=r"row 99, column 'low'.*3 such rows"):
            load(ucdp_ged.SOURCE, file)
    else:
        assert load(ucdp_ged.SOURCE, file).notes[WHAT] == slips


@pytest.mark.parametrize(
    ("low", "best", "refused"),
    [
        (1000, 0, False),  # not more than 1,000 apart
        (1001, 0, True),
        (2000, 200, False),  # not more than ten times
        (2001, 200, True),
        (1300, 200, False),
    ],
)
def test_a_slip_is_wild_if_more_than_a_thousand_deaths_and_ten_times_apart(
    events: Write, low: int, best: int, refused: bool
) -> None:
    file = events(*[{}] * 99, {"low": low, "best": best, "high": 9999})
    if refused:
        with pytest.raises(SourceError, match="row 101, column 'low'"):
            load(ucdp_ged.SOURCE, file)
    else:
        assert load(ucdp_ged.SOURCE, file).notes[WHAT] == 1


def test_one_estimate_wildly_out_of_order_is_refused(events: Write) -> None:
    file = events(*[{}] * 99, {"low": 9999, "best": 3, "high": 5})
    with pytest.raises(
        SourceError, match="row 101, column 'low': '9999' is above best"
    ):
        load(ucdp_ged.SOURCE, file)


def world(**change: object) -> list[dict[str, object]]:
    """A year of invented events in 120 states, at every level of precision."""
    states = [p.number for p in places.existing(of_date(date(1989, 1, 1)))][:120]
    return [
        {
            "country_id": state,
            "where_prec": 1 + (i + day) % 6,
            "date_start": str(date(1989, 1, 1) + timedelta(days=day)),
            "date_end": str(date(1989, 1, 1) + timedelta(days=day)),
            **change,
        }
        for i, state in enumerate(states)
        for day in (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 364)
    ]


def without(rows: list[dict[str, object]], start: str) -> list[dict[str, object]]:
    return [r for r in rows if not str(r["date_end"]).startswith(start)]


def partial(events: Write, rows: list[dict[str, object]], version: str) -> str:
    name = f"GEDEvent_v{version.replace('.', '_')}.csv"
    return load(ucdp_ged.SOURCE, events(*rows, name=name)).partial


def test_a_yearly_release_of_the_world_is_no_extract(events: Write) -> None:
    file = events(*world(), name="world.csv")
    assert load(ucdp_ged.SOURCE, file).partial == ""


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (without(world(), "1989-01"), "begins in 1989-02"),
        (without(world(), "1989-05"), "events in 11 of its 12 months"),
        (
            [r for r in world() if r["where_prec"] in (1, 2)],
            "no events placed by district, province or region (where_prec 3, 4, 5)",
        ),
        (world(country_id=652), "events in 1 countries"),
        (
            world(where_prec=""),
            "does not say how exactly its events are placed (where_prec)",
        ),
    ],
)
def test_an_extract_is_recognised(
    events: Write, rows: list[dict[str, object]], reason: str
) -> None:
    file = events(*rows, name="world.csv")
    assert reason in load(ucdp_ged.SOURCE, file).partial


def test_a_yearly_release_that_stops_short_of_its_december_is_an_extract(
    events: Write,
) -> None:
    assert partial(events, world(), "25.1") == "it ends in 1989-12, not in 2024-12"


def candidate(days: list[date]) -> list[dict[str, object]]:
    numbers = range(1, 41)
    states = [p.number for p in places.existing(month_id(2024, 3))]
    return [
        {
            "country_id": states[n],
            "where_prec": 1 + n % 6,
            "date_start": str(day),
            "date_end": str(day),
        }
        for n in numbers
        for day in days
    ]


def test_a_candidate_release_covers_its_month_and_not_the_days_after(
    events: Write,
) -> None:
    rows = candidate([date(2024, 3, 5), date(2024, 4, 9)])
    reading = load(ucdp_ged.SOURCE, events(*rows, name="GEDEvent_v24_0_3.csv"))
    march = month_id(2024, 3)
    assert (reading.version, reading.first, reading.last) == ("24.0.3", march, march)
    assert reading.partial == ""
    assert reading.notes == {"ended after 2024-03, left out": 40}
    assert reading.frame["month"].unique().to_list() == [march]


def test_of_a_file_of_unknown_version_a_month_counts_if_it_is_there_to_its_end(
    events: Write,
) -> None:
    days = [date(2024, 3, 5), date(2024, 3, 31)]
    whole = load(ucdp_ged.SOURCE, events(*candidate(days), name="a.csv"))
    short = load(ucdp_ged.SOURCE, events(*candidate(days[:1]), name="b.csv"))
    assert whole.last == month_id(2024, 3)
    assert (short.last, short.partial) == (
        month_id(2024, 2),
        "it covers no month to its end",
    )


def test_publication_lags_follow_the_release(events: Write) -> None:
    yearly = load(ucdp_ged.SOURCE, events({}))
    monthly = load(
        ucdp_ged.SOURCE,
        events(*candidate([date(2024, 3, 5)]), name="GEDEvent_v24_0_3.csv"),
    )
    unknown = load(ucdp_ged.SOURCE, events({}, name="events.csv"))
    lags = (yearly.lag_months, monthly.lag_months, unknown.lag_months)
    assert lags == (6, 1, None)


counts = st.integers(0, 5000)
one = st.fixed_dictionaries(
    {
        "type_of_violence": st.integers(1, 3),
        "country_id": st.sampled_from([2, 652, 700]),
        "best": counts,
        "deaths_civilians": counts,
        "day": st.dates(date(1990, 1, 1), date(1990, 12, 31)),
    }
)


@given(st.lists(one, min_size=1, max_size=30))
def test_summing_by_hand_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, object]]
) -> None:
    file = tmp_path_factory.mktemp("events") / "GEDEvent_v25_1.csv"
    lines = [
        "id,type_of_violence,latitude,longitude,date_start,date_end,best,high,low,"
        "country_id,deaths_civilians"
    ]
    expected: dict[tuple[object, int], list[int]] = {}
    for i, e in enumerate(drawn):
        lines.append(
            f"{i},{e['type_of_violence']},1,1,{e['day']},{e['day']},{e['best']},"
            f"{e['best']},{e['best']},{e['country_id']},{e['deaths_civilians']}"
        )
        assert isinstance(e["day"], date)
        cell = expected.setdefault((e["country_id"], of_date(e["day"])), [0] * 5)
        cell[int(str(e["type_of_violence"])) - 1] += int(str(e["best"]))
        cell[3] += int(str(e["best"]))
        cell[4] += int(str(e["deaths_civilians"]))
    file.write_text("\n".join(lines))
    frame = load(ucdp_ged.SOURCE, file).frame
    columns = [
        "deaths_state_based",
        "deaths_non_state",
        "deaths_one_sided",
        "deaths_total",
        "deaths_civilians",
    ]
    found = {
        (row["place"], row["month"]): [row[name] for name in columns]
        for row in frame.iter_rows(named=True)
    }
    assert found == expected
