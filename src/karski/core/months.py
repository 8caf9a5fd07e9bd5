"""Months as whole numbers, counted as the field counts them.

``month_id = (year - 1980) * 12 + month``, so January 1980 is 1 (the convention
of ViEWS, https://viewsforecasting.org).
"""

from datetime import date

FIRST_YEAR = 1980
MONTHS_A_YEAR = 12


def month_id(year: int, month: int) -> int:
    """Return the number of a calendar month.

    Parameters
    ----------
    year : int
    month : int
        1 (January) to 12 (December).

    Raises
    ------
    ValueError
        `month` is not 1..12.

    Examples
    --------
    >>> month_id(2018, 1)
    457
    """
    if not 1 <= month <= MONTHS_A_YEAR:
        raise ValueError(f"month {month} is not 1..12")
    return (year - FIRST_YEAR) * MONTHS_A_YEAR + month


def year_of(month: int) -> int:
    """Return the calendar year that a month lies in.

    Examples
    --------
    >>> year_of(456), year_of(457)
    (2017, 2018)
    """
    return (month - 1) // MONTHS_A_YEAR + FIRST_YEAR


def month_of_year(month: int) -> int:
    """Return 1 (January) to 12 (December).

    Examples
    --------
    >>> month_of_year(456), month_of_year(457)
    (12, 1)
    """
    return (month - 1) % MONTHS_A_YEAR + 1


def label(month: int) -> str:
    """Write a month as ``YYYY-MM``.

    Examples
    --------
    >>> label(457)
    '2018-01'
    """
    return f"{year_of(month)}-{month_of_year(month):02d}"


def parse(text: str) -> int:
    """Read a month written as ``YYYY-MM``.

    Raises
    ------
    ValueError
        `text` is not a year and a month.

    Examples
    --------
    >>> parse("2018-01")
    457
    """
    year, dash, month = text.partition("-")
    if not (dash and year.isdecimal() and month.isdecimal()):
        raise ValueError(f"{text!r} is not a month; write it as 2024-12")
    return month_id(int(year), int(month))


def of_date(day: date) -> int:
    """Return the month that a day lies in.

    Examples
    --------
    >>> of_date(date(2018, 1, 31))
    457
    """
    return month_id(day.year, day.month)
