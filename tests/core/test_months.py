from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.core import months

MONTHS = st.integers(months.month_id(1000, 1), months.month_id(9999, 12))


@pytest.mark.parametrize(
    ("text", "number"),
    [("1980-01", 1), ("1979-12", 0), ("1979-01", -11), ("2018-01", 457)],
)
def test_months_are_counted_from_january_1980(text: str, number: int) -> None:
    assert months.parse(text) == number
    assert months.label(number) == text


@given(MONTHS)
def test_a_month_written_and_read_is_the_same_month(month: int) -> None:
    assert months.parse(months.label(month)) == month


@given(MONTHS)
def test_a_month_is_its_year_and_its_month_of_the_year(month: int) -> None:
    year, of_year = months.year_of(month), months.month_of_year(month)
    assert months.month_id(year, of_year) == month


@given(MONTHS)
def test_labels_sort_as_months_do(month: int) -> None:
    later = months.label(month + 1)
    assert months.label(month) < later or len(later) == len("10000-01")


@given(st.dates())
def test_a_day_lies_in_the_month_its_calendar_says(day: date) -> None:
    month = months.of_date(day)
    assert (months.year_of(month), months.month_of_year(month)) == (
        day.year,
        day.month,
    )


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_outside_the_year_is_refused(month: int) -> None:
    with pytest.raises(ValueError, match=rf"^month {month} is not 1\.\.12$"):
        months.month_id(2024, month)


@pytest.mark.parametrize("text", ["", "2024", "2024-", "-2024-01", "Jan-2024", "24/01"])
def test_what_is_no_month_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a month; write it as 2024-12$"):
        months.parse(text)
