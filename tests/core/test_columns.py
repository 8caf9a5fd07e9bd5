import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.core.columns import Column, check
from karski.core.errors import TableError

PLACE = Column("place", "the state", type=pl.Int32)
DEATHS = Column("deaths", "deaths in the year", "people", least=0, greatest=100)
GUESS = Column("guess", "a guess", least=0, missing=True)


def table(**columns: object) -> pl.DataFrame:
    return pl.DataFrame(columns)


def refusal(frame: pl.DataFrame, *columns: Column) -> str:
    with pytest.raises(TableError) as error:
        check(frame, (PLACE, *columns), ("place",), "deaths.csv")
    return str(error.value)


def test_a_sound_table_comes_back_typed_sorted_and_without_other_columns() -> None:
    frame = table(place=[20, 2], deaths=[7, 0], remark=["a", "b"])
    checked = check(frame, (PLACE, DEATHS), ("place",))
    assert checked.schema == {"place": pl.Int32, "deaths": pl.Float64}
    assert checked.rows() == [(2, 0.0), (20, 7.0)]


def test_the_bounds_themselves_are_allowed() -> None:
    frame = table(place=[2, 20], deaths=[0.0, 100.0])
    assert check(frame, (PLACE, DEATHS), ("place",)).rows() == frame.rows()


def test_a_missing_value_is_kept_where_its_column_may_miss_it() -> None:
    frame = table(place=[2, 20], guess=[None, 1.0])
    assert check(frame, (PLACE, GUESS), ("place",))["guess"].to_list() == [None, 1.0]


def test_an_empty_table_is_sound() -> None:
    assert len(check(table(place=[], deaths=[]), (PLACE, DEATHS), ("place",))) == 0


def test_an_absent_column_is_named_beside_those_found() -> None:
    assert refusal(table(place=[2], death=[0]), DEATHS) == (
        "deaths.csv: no column 'deaths'; found place, death"
    )


def test_of_many_columns_found_eight_are_named() -> None:
    many = table(**{f"c{number}": [0] for number in range(11)})
    assert refusal(many) == (
        "deaths.csv: no column 'place'; found c0, c1, c2, c3, c4, c5, c6, c7 and 3 more"
    )


def test_a_column_that_is_not_of_its_type_is_named() -> None:
    assert refusal(table(place=[2], deaths=["many"]), DEATHS) == (
        "deaths.csv: column 'deaths' is not Float64 throughout"
    )


@pytest.mark.parametrize("place", [2.5, float("nan"), 1e12])
def test_a_number_that_is_not_whole_is_not_cut_to_one(place: float) -> None:
    assert refusal(table(place=[2.0, place])) == (
        "deaths.csv: column 'place' is not Int32 throughout"
    )


def test_a_whole_number_may_be_written_with_a_point() -> None:
    checked = check(table(place=[20.0, 2.0]), (PLACE,), ("place",))
    assert checked["place"].to_list() == [2, 20]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "deaths None is missing"),
        (float("nan"), "deaths nan is not a finite number"),
        (float("inf"), "deaths inf is not a finite number"),
        (-1.0, "deaths -1.0 is below 0"),
        (101.0, "deaths 101.0 is above 100"),
    ],
)
def test_a_bad_value_is_told_with_its_row_and_how_many_there_are(
    value: float | None, why: str
) -> None:
    frame = table(place=[2, 20, 31], deaths=[0.0, value, value])
    assert refusal(frame, DEATHS) == f"deaths.csv: {why} at place 20 (2 such rows)"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0])
def test_a_column_that_may_miss_values_must_be_sound_where_it_has_them(
    value: float,
) -> None:
    assert "at place 20" in refusal(table(place=[2, 20], guess=[None, value]), GUESS)


def test_a_missing_key_is_refused() -> None:
    assert refusal(table(place=[2, None])) == (
        "deaths.csv: place None is missing at place None (1 such rows)"
    )


def test_two_rows_with_one_key_are_refused() -> None:
    month = Column("month", "the month", type=pl.Int32)
    frame = table(place=[2, 2, 20], month=[1, 1, 1])
    with pytest.raises(TableError) as error:
        check(frame, (PLACE, month), ("place", "month"))
    assert (
        str(error.value) == "table: two rows for place 2, month 1; remove one of them"
    )


@given(st.dictionaries(st.integers(1, 999), st.floats(-50, 150), min_size=1))
def test_a_table_passes_exactly_if_every_value_is_in_bounds(
    deaths: dict[int, float],
) -> None:
    frame = table(place=list(deaths), deaths=list(deaths.values()))
    if all(0 <= value <= 100 for value in deaths.values()):
        rows = check(frame, (PLACE, DEATHS), ("place",)).rows()
        assert rows == sorted(deaths.items())
    else:
        assert "deaths" in refusal(frame, DEATHS)
